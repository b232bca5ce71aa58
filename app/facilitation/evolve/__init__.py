"""What an event makes of the state. State is replay: the same events give the same state, for ever."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Protocol

from app.facilitation.events import Event
from app.facilitation.evolve import comings, running, talking, writing
from app.facilitation.evolve.registry import EVOLUTIONS, When, evolution
from app.facilitation.state import Session, blank, floor
from app.facilitation.terms import Floor, Millis, PersonId, Presence, SessionId, Status

__all__ = ["EVOLUTIONS", "Logged", "evolve", "replay"]

_PARTS = (comings, running, talking, writing)  # importing them fills the table


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
    new = evolution(event)(state, event, When(by, at))
    return replace(new, last_at=at, shown_presence=_shown(new))


def replay(session_id: SessionId, rows: Iterable[Logged]) -> Session:
    """The state a log amounts to."""
    state = blank(session_id)
    for row in rows:
        for event in row.events:
            state = evolve(state, event, by=row.by, at=row.at)
    return state


def _shown(state: Session) -> Mapping[PersonId, Presence]:
    """In airspace the table stands still for everybody; comings and goings show when it ends."""
    if state.status is Status.OPEN and floor(state) is Floor.HOLDER and state.pause is None and state.shown_presence:
        return state.shown_presence
    return state.presence
