"""A set that meets by voice: the server at the hub, and whoever has come to it."""

from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

from tests.media.company import Company
from tests.media.network import Network
from tests.media.voice_house import VoiceHouse


@dataclass
class Sitting:
    """A company in a house whose rules can be asked and moved on past the pages."""

    house: VoiceHouse
    company: Company
    _stack: ExitStack

    @classmethod
    def of(cls, network: Network, folder: Path, **options: Any) -> "Sitting":
        stack = ExitStack()
        house = stack.enter_context(VoiceHouse(folder, place=network.hub, **options))
        company = stack.enter_context(Company(network, house.url, house.port, house.links, house.seats))
        return cls(house, company, stack)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._stack.close()

    def as_the_rules_have_it(self) -> None:
        """Every ear hears exactly those whom the rules let be heard, of those who have a voice here."""
        speaking = self.house.voices.heard & frozenset(self.company.tones)
        self.company.hear_exactly(speaking)
