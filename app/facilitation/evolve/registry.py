"""Which function turns which event into a new state."""

from collections.abc import Callable
from typing import Any, NamedTuple, TypeVar

from app.facilitation.events import Event
from app.facilitation.state import Session
from app.facilitation.terms import Millis, PersonId

E = TypeVar("E")


class When(NamedTuple):
    """Who gave the command behind an event, and at what moment."""

    by: PersonId
    at: Millis


Evolution = Callable[[Session, E, When], Session]
EVOLUTIONS: dict[type[Any], Evolution[Any]] = {}


def on(kind: type[E]) -> Callable[[Evolution[E]], Evolution[E]]:
    """Marks the function that evolves this kind of event."""

    def keep(function: Evolution[E]) -> Evolution[E]:
        EVOLUTIONS[kind] = function
        return function

    return keep


def evolution(event: Event) -> Evolution[Any]:
    """The function for this event. Every kind of event has one; a test claims it."""
    return EVOLUTIONS[type(event)]
