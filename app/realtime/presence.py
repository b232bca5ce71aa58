"""Who is here goes through the door like everything: noted at a person's first line, and ten seconds after the last.

It looks at what is rather than at what just happened: whoever has a line and is not noted as here will be, and whoever
is noted as here without a line gets ten seconds. So it is right after a restart, too, and after a failure to store.
"""

from collections.abc import Sequence
from functools import partial
from typing import Final

from app.clock import Alarm
from app.facilitation.commands import NoteAway, NoteHere
from app.facilitation.events import Event
from app.facilitation.state import Session, has_line
from app.facilitation.terms import LINE, SECOND, Millis, PersonId, Presence, Status
from app.realtime.audience import Audience
from app.realtime.room import NOT_SAVED, Answer, Room
from app.store.ids import new_id

GRACE: Final[Millis] = 10 * SECOND
AGAIN: Final[Millis] = 2 * SECOND
"""When something could not be stored, it is tried again after so long."""
EXPECTED: Final = frozenset({Presence.EXPECTED, Presence.AWAY})
SAID_GOODBYE: Final = frozenset({Presence.APOLOGIES, Presence.LEFT})


class Attendant:
    """Keeps what a room knows of people's lines true."""

    def __init__(self, room: Room, audience: Audience) -> None:
        self._room = room
        self._audience = audience
        self._alarms: dict[PersonId, Alarm] = {}
        self._asked: set[PersonId] = set()
        audience.on_coming(self._came_or_went)
        room.watch(self)

    def changed(self, state: Session, events: Sequence[Event]) -> None:
        """Look again."""
        self.look()

    def look(self) -> None:
        """Note who is here and is not noted; give ten seconds to those who are noted and are not here."""
        state = self._room.state
        if state.status is not Status.OPEN:
            self.stop()
            return
        with_line = set(self._audience.people)
        for person, presence in state.presence.items():
            if person in with_line:
                self._cancel(person)
                if presence in EXPECTED or person in state.without_screen:  # their own line takes that seat's place
                    self._note(person, here=True)
            elif _by_line(state, person) and person not in self._alarms:
                self._alarms[person] = self._room.clock.call_at(
                    self._room.clock.now() + GRACE, partial(self._grace_is_over, person)
                )

    def stop(self) -> None:
        """Wait for nobody any more."""
        for person in tuple(self._alarms):
            self._cancel(person)

    def _came_or_went(self, person: PersonId, came: bool) -> None:
        # somebody who had left, or could not come, comes in: only the coming says so, and no page that was left open
        state = self._room.state
        if came and state.status is Status.OPEN and state.presence.get(person) in SAID_GOODBYE:
            self._note(person, here=True)
        self.look()

    def _grace_is_over(self, person: PersonId) -> None:
        self._alarms.pop(person, None)
        if person not in self._audience.people and _by_line(self._room.state, person):
            self._note(person, here=False)

    def _note(self, person: PersonId, *, here: bool) -> None:
        if person in self._asked:
            return
        self._asked.add(person)
        command = NoteHere(person=person) if here else NoteAway(person=person)
        self._room.ask(command, LINE, f"line-{new_id()}", partial(self._answered, person))

    def _answered(self, person: PersonId, answer: Answer) -> None:
        self._asked.discard(person)
        if answer == NOT_SAVED and not self._room.stopped:
            self._cancel(person)
            self._alarms[person] = self._room.clock.call_at(
                self._room.clock.now() + AGAIN, partial(self._again, person)
            )

    def _again(self, person: PersonId) -> None:
        self._alarms.pop(person, None)
        self.look()

    def _cancel(self, person: PersonId) -> None:
        if (alarm := self._alarms.pop(person, None)) is not None:
            alarm.cancel()


def _by_line(state: Session, person: PersonId) -> bool:
    """Whether they are noted as here, or as waiting outside, by a line of their own: not by phone."""
    return has_line(state, person) or state.presence.get(person) is Presence.WAITING
