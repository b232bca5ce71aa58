"""How soon a new floor is at every ear: whoever is shut out is silent, and whoever is let in is there."""

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from statistics import median
from time import time
from typing import Final

import pytest

from app.facilitation import commands as c
from app.facilitation.terms import PersonId
from tests.media.company import ROOM_FOR_LOAD, SILENT_WITHIN
from tests.media.machine import Machine
from tests.media.sitting import Sitting

pytestmark = [pytest.mark.media, pytest.mark.timeout(180)]

SOUNDS_WITHIN: Final = 200
"""Milliseconds, as stated: of half the changes at least."""
ROUNDS: Final = 2
"""Of four changes."""


@dataclass
class Changes:
    """From giving the command that changes the floor, in milliseconds, at the ears of each.

    What is measured is looked at every fiftieth of a second, and reaches back twice as far: it is that much too late.
    """

    sitting: Sitting
    silent: dict[PersonId, list[float]] = field(default_factory=lambda: defaultdict(list))
    sounds: dict[PersonId, list[float]] = field(default_factory=lambda: defaultdict(list))

    def give(self, who: PersonId, command: c.Command) -> None:
        """This changes the floor."""
        company, house = self.sitting.company, self.sitting.house
        before = house.voices.heard
        began = time() * 1000
        house.give(who, command)
        after = house.voices.heard
        assert before != after, "it is the same floor"
        company.hear_exactly(after, for_=0.3)
        for listener in company.seated:
            heard = company.ears(listener).since(began - 500)
            self.silent[listener] += [heard.leaves(company.tones[one]) - began for one in before - after - {listener}]
            self.sounds[listener] += [
                heard.comes(company.tones[one], began) - began for one in after - before - {listener}
            ]


def there_and_back(sitting: Sitting) -> Iterator[tuple[PersonId, c.Command]]:
    """What is to be given next: the holder thinks alone and has an open floor again, the facilitator has a word and
    gives the floor back."""
    for _ in range(ROUNDS):
        yield "amina", c.LetMeThink(step="r1.explore")
        yield "amina", c.LetMeThink(step="r1.explore", think=False)
        yield "jo", c.BeginWord(step="r1.explore")
        word = sitting.house.state.word
        assert word is not None
        yield "jo", c.EndWord(word=word.id)


def test_a_new_floor_is_at_every_ear_at_once(sit: Callable[..., Sitting], machines: list[Machine]) -> None:
    with sit() as sitting:
        company, house = sitting.company, sitting.house
        company.all_come(("jo", "amina", "danny"), machines)
        company.connected(within=60)
        house.to_step("r1.explore")
        house.give("danny", c.RaiseHand())
        house.give("jo", c.TakeHand(hand=next(one.id for one in house.state.hands)))
        company.hear_exactly({"amina", "danny"})
        changes = Changes(sitting)
        for who, command in there_and_back(sitting):
            changes.give(who, command)
        for listener in company.seated:
            silent, sounds = changes.silent[listener], changes.sounds[listener]
            assert median(silent) <= SILENT_WITHIN * ROOM_FOR_LOAD, f"at {listener}'s, after {silent} ms"
            assert median(sounds) <= SOUNDS_WITHIN * ROOM_FOR_LOAD, f"at {listener}'s, after {sounds} ms"
