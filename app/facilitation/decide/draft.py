"""A decision in the making: it evolves as it goes, so that each event is decided on the state the last one left."""

import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, TypeVar

from app.facilitation.commands import Command
from app.facilitation.events import Event
from app.facilitation.evolve import evolve
from app.facilitation.refusals import Reason, Refused
from app.facilitation.state import Session
from app.facilitation.terms import CommandId, Millis, PersonId

C = TypeVar("C")


@dataclass
class Draft:
    """The state so far, who gave which command when, and the events it comes to."""

    state: Session
    by: PersonId
    now: Millis
    id: CommandId
    events: list[Event] = field(default_factory=list)

    def say(self, event: Event) -> None:
        """This has happened."""
        self.events.append(event)
        self.state = evolve(self.state, event, by=self.by, at=self.now)


Decision = Callable[[Draft, C], None]
DECISIONS: dict[type[Any], Decision[Any]] = {}


def on(kind: type[C]) -> Callable[[Decision[C]], Decision[C]]:
    """Marks the function that decides this kind of command."""

    def keep(function: Decision[C]) -> Decision[C]:
        DECISIONS[kind] = function
        return function

    return keep


def decision(command: Command) -> Decision[Any]:
    """The function for this command. Every kind of command has one; a test claims it."""
    return DECISIONS[type(command)]


SHORT, LONG = 240, 2_000
"""Lengths of texts, in characters: a headline, and anything longer. Rules, so that a person gets a sentence."""


KEPT = frozenset({"\n", "\u200c", "\u200d"})
"""Unseen characters that words are made with: line ends, and the joiners of Persian and of emoji."""


def words(text: str, most: int, *, may_be_empty: bool = False) -> str:
    """A text as it is kept: composed, without control characters and outer space. Refused when empty or too long."""
    composed = unicodedata.normalize("NFC", text)
    kept = "".join(one for one in composed if one in KEPT or unicodedata.category(one)[0] != "C").strip()
    if not kept and not may_be_empty:
        raise Refused(Reason.EMPTY)
    if len(kept) > most:
        raise Refused(Reason.TOO_LONG, most=most, over=len(kept) - most)
    return kept
