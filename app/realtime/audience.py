"""The lines that watch one room: who is on them, what each is shown, and when they end.

Two tabs are one person. A sixth line of one person takes the place of one that has gone quiet (a laptop that fell
asleep leaves such lines behind); when all are lively, it is the new one that is turned away.
"""

from collections.abc import Callable, Iterator, Sequence
from typing import Final

from app.clock import Alarm
from app.facilitation.events import Event, LobbyOpened, PersonLeft
from app.facilitation.state import Session
from app.facilitation.terms import PersonId, Presence, Status
from app.facilitation.timing import looked_at, next_look
from app.realtime.connection import Connection
from app.realtime.messages import LEFT, REMOVED, SESSION_CLOSED, TOO_MANY_LINES
from app.realtime.picture import Picture
from app.realtime.room import Room

MOST_LINES: Final = 5
QUIET: Final = 7.0
"""Seconds without a sign of life after which a line may lose its place: longer than from one beat to the next."""


class Audience:
    """Everybody who watches a room."""

    def __init__(self, room: Room) -> None:
        self._room = room
        self._lines: dict[PersonId, list[Connection]] = {}
        self._picture: Picture | None = None
        self._comings: list[Callable[[PersonId, bool], None]] = []
        self._alarm: Alarm | None = None
        room.watch(self)

    @property
    def people(self) -> tuple[PersonId, ...]:
        """Everybody with a line."""
        return tuple(self._lines)

    def on_coming(self, call: Callable[[PersonId, bool], None]) -> None:
        """Call with True when somebody's first line has come, with False when their last one has gone."""
        self._comings.append(call)

    def lines(self, *people: PersonId) -> Iterator[Connection]:
        """The lines of these people; of everybody, when none are named."""
        for person in people or tuple(self._lines):
            yield from self._lines.get(person, ())

    def why_not(self, person: PersonId) -> int | None:
        """The code with which a new line of this person must be closed; None when it is welcome."""
        if self._room.state.presence.get(person) is Presence.REMOVED:
            return REMOVED
        theirs = self._lines.get(person, [])
        if len(theirs) < MOST_LINES:
            return None
        quietest = min(theirs, key=lambda line: line.heard_at)
        if self._room.clock.clock.steady() - quietest.heard_at < QUIET:
            return TOO_MANY_LINES
        quietest.drop()
        self.leave(quietest)
        return None

    def join(self, line: Connection, *, first: bytes = b"") -> None:
        """A line begins to watch; it is sent `first`, and then everything."""
        if self._picture is None:
            self._picture = Picture(self._now_seen())
            self._look_again_in_time()
        theirs = self._lines.setdefault(line.person, [])
        theirs.append(line)
        line.begin(self._picture, self._room.now, first)
        if len(theirs) == 1:
            for call in self._comings:
                call(line.person, True)
        self._end_what_is_over(self._room.state)

    def leave(self, line: Connection) -> None:
        """A line watches no longer; saying so twice does no harm."""
        theirs = self._lines.get(line.person, [])
        if line not in theirs:
            return
        theirs.remove(line)
        if not theirs:
            del self._lines[line.person]
            for call in self._comings:
                call(line.person, False)
        if not self._lines:
            self._picture = None  # nobody looks: nothing need be drawn
            self._look_again_in_time()

    def close(self, code: int, *people: PersonId) -> None:
        """End the lines of these people (of everybody, when none are named), after what they are still to be sent."""
        for line in list(self.lines(*people)):
            line.close(code)

    def changed(self, state: Session, events: Sequence[Event]) -> None:
        """Show what changed to everybody it changed for."""
        self._draw()
        for event in events:
            if isinstance(event, PersonLeft):  # who has left neither sees nor hears; coming back is a new line
                self.close(LEFT, event.person)
            if isinstance(event, LobbyOpened):  # nor does the page on which somebody has sent apologies
                for who in self._of_absent(state):
                    self.close(LEFT, who)
        self._end_what_is_over(state)

    def _of_absent(self, state: Session) -> tuple[PersonId, ...]:
        return tuple(who for who in self._lines if state.presence.get(who) is Presence.APOLOGIES)

    def _draw(self) -> None:
        if self._picture is None:
            return
        for person, names in self._picture.draw(self._now_seen(), self._lines).items():
            for line in self._lines[person]:
                line.show(names)
        self._look_again_in_time()

    def _now_seen(self) -> Session:
        return looked_at(self._room.state, self._room.now())

    def _look_again_in_time(self) -> None:
        """Time that runs on makes less of what there is to share out: it is drawn anew though nothing has happened."""
        if self._alarm is not None:
            self._alarm.cancel()
            self._alarm = None
        moment = next_look(self._room.state, self._room.now()) if self._picture is not None else None
        if moment is not None:
            self._alarm = self._room.clock.call_at(moment, self._draw)

    def _end_what_is_over(self, state: Session) -> None:
        for person, presence in state.presence.items():
            if presence is Presence.REMOVED:
                self.close(REMOVED, person)
        if state.status in {Status.CLOSED, Status.CANCELLED}:
            self.close(SESSION_CLOSED)
