"""A review that waits on pages of one's own is settled at its time, whether or not anybody looks at its session.

The room of a session that is over is closed when nobody uses it, and its clock with it. So somebody has to wake it: at
the server's start, and when the time is up; then the rules look at the deadline themselves.
"""

import asyncio
import logging
from collections.abc import Sequence
from typing import Final

from app.clock import Alarm, Clock
from app.facilitation.commands import PassTime
from app.facilitation.events import Event, SessionClosed
from app.facilitation.state import Session
from app.facilitation.terms import CLOCK, SessionId
from app.realtime.clock import LONGEST_WAIT
from app.realtime.room import Room
from app.realtime.rooms import Rooms
from app.store.faults import KeyGone, NotFound, StoreClosed, StoreFault
from app.store.ids import new_id
from app.store.store import Store

log = logging.getLogger(__name__)

AGAIN: Final = 5.0
"""Seconds until the next try, when something could not be read or stored."""


class Reviews:
    """Wakes the rooms whose review waits."""

    def __init__(self, store: Store, rooms: Rooms, clock: Clock) -> None:
        self._store = store
        self._rooms = rooms
        self._clock = clock
        self._alarms: dict[SessionId, Alarm] = {}
        self._tasks: set[asyncio.Task[None]] = set()
        rooms.when_opened(self._watch)

    async def start(self) -> None:
        """Wake every room whose review waits: its time may have come while the server was away."""
        for entry in await asyncio.to_thread(self._store.directory.reviews_waiting):
            self._look(entry.id)

    async def stop(self) -> None:
        """Wake nobody any more."""
        for alarm in self._alarms.values():
            alarm.cancel()
        self._alarms.clear()
        for task in tuple(self._tasks):
            await asyncio.wait([task], timeout=1.0)
            task.cancel()

    def wait_for(self, session_id: SessionId, seconds: float) -> None:
        """Look at a session's room after so long."""
        if (before := self._alarms.pop(session_id, None)) is not None:
            before.cancel()
        wait = min(max(0.0, seconds), LONGEST_WAIT)
        self._alarms[session_id] = self._clock.call_later(wait, lambda: self._look(session_id))

    def _watch(self, room: Room) -> None:
        room.watch(_Watch(self, room))

    def _look(self, session_id: SessionId) -> None:
        self._alarms.pop(session_id, None)
        task = asyncio.create_task(self._wake(session_id))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _wake(self, session_id: SessionId) -> None:
        try:
            room = (await self._rooms.open(session_id)).room
            await room.give(PassTime(), CLOCK, f"time-{new_id()}")
        except (KeyGone, NotFound, StoreClosed):
            return  # its words were destroyed, or the server stops: there is nothing to settle now
        except StoreFault:
            log.warning("Session %s, whose review waits, could not be opened; trying again", session_id)
            self.wait_for(session_id, AGAIN)
            return
        left = seconds_left(room, room.state)
        if left is not None:
            self.wait_for(session_id, left or AGAIN)


class _Watch:
    def __init__(self, reviews: Reviews, room: Room) -> None:
        self._reviews = reviews
        self._room = room

    def changed(self, state: Session, events: Sequence[Event]) -> None:
        if any(isinstance(event, SessionClosed) for event in events):
            left = seconds_left(self._room, state)
            if left is not None:
                self._reviews.wait_for(self._room.id, left)


def seconds_left(room: Room, state: Session) -> float | None:
    """How long a session's review still waits, on the machine's clock; None when none does."""
    if state.review_until is None:
        return None
    return max(0.0, (state.review_until - room.now()) / 1000 / room.clock.speed)
