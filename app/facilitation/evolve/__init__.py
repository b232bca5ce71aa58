"""What an event makes of the state. State is replay: the same events give the same state, for ever."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Protocol

from app.facilitation.events import Event
from app.facilitation.evolve import comings, contract, entered, meeting, running, seats, talking, writing
from app.facilitation.evolve.entered import own_words
from app.facilitation.evolve.registry import EVOLUTIONS, When, evolution
from app.facilitation.state import Session, blank, floor, with_line
from app.facilitation.terms import Floor, Millis, PersonId, SessionId, Status

__all__ = ["EVOLUTIONS", "Logged", "evolve", "replay"]

_PARTS = (comings, contract, entered, meeting, running, seats, talking, writing)  # importing them fills the table


class Logged(Protocol):
    """What replay needs of a row in the log."""

    @property
    def at(self) -> Millis:
        """When it was given."""

    @property
    def by(self) -> PersonId:
        """Who gave it."""

    @property
    def events(self) -> Sequence[Event]:
        """What it came to."""


def evolve(state: Session, event: Event, *, by: PersonId, at: Millis) -> Session:
    """The state after this event."""
    new = _noting_emptiness(state, own_words(evolution(event)(state, event, When(by, at)), event, by), at)
    if _table_stands_still(new):
        return replace(new, last_at=at)
    return replace(new, last_at=at, shown_presence=new.presence, shown_overheard=new.overheard)


def replay(session_id: SessionId, rows: Iterable[Logged]) -> Session:
    """The state a log amounts to."""
    state = blank(session_id)
    for row in rows:
        for event in row.events:
            state = evolve(state, event, by=row.by, at=row.at)
    return state


def _noting_emptiness(before: Session, state: Session, at: Millis) -> Session:
    """Remembers since when nobody has been here, of the set and by a line of their own."""
    if state.presence is before.presence and state.without_screen is before.without_screen:
        return state
    if with_line(state):
        return replace(state, empty_since=None) if state.empty_since is not None else state
    return replace(state, empty_since=at) if state.empty_since is None else state


def _table_stands_still(state: Session) -> bool:
    """In airspace the table stands still for everybody; comings and goings show when it ends."""
    quiet = state.status is Status.OPEN and floor(state) is Floor.HOLDER and state.pause is None
    return quiet and bool(state.shown_presence)
