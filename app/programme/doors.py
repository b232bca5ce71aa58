"""The door of every session: it knows who may come in, and opens a lobby when it is time and somebody is there."""

import asyncio
import logging
from collections.abc import Mapping

from app.auth.sign_in import SignIns
from app.clock import Alarm, Clock
from app.facilitation.terms import Millis, SessionId
from app.programme.sessions import enter, open_lobby
from app.realtime.rooms import Rooms
from app.realtime.socket import Entrance
from app.realtime.traces import trace
from app.store.entries import Seat
from app.store.faults import StoreFault
from app.store.store import Store

log = logging.getLogger(__name__)


class Doors:
    """What the socket asks about whoever wants to come in."""

    def __init__(self, store: Store, rooms: Rooms, sign_ins: SignIns, clock: Clock) -> None:
        self._store = store
        self._rooms = rooms
        self._sign_ins = sign_ins
        self._clock = clock
        self._alarms: dict[SessionId, Alarm] = {}
        self._tasks: set[asyncio.Task[None]] = set()

    def seat_for(self, cookies: Mapping[str, str], seat_id: str) -> Seat | None:
        """The seat, when these cookies are signed in for it."""
        return self._sign_ins.seat_for(cookies, seat_id)

    async def enter(self, seat: Seat) -> Entrance | None:
        """The session that this seat's link opens now. Whoever waits early need not come again: the doors will open."""
        found = await enter(self._store, self._rooms, seat, self._clock.wall())
        if found is None:
            return None
        entrance, doors_at = found
        if doors_at is not None:
            self._open_at(entrance.session_id, doors_at)
        return entrance

    async def stop(self) -> None:
        """Open nothing any more."""
        for alarm in self._alarms.values():
            alarm.cancel()
        self._alarms.clear()
        for task in tuple(self._tasks):
            await task

    def _open_at(self, session_id: SessionId, moment: Millis) -> None:
        if session_id not in self._alarms:
            wait = min(max(0, moment - self._clock.wall()) / 1000, 24 * 3600.0)
            self._alarms[session_id] = self._clock.call_later(wait, lambda: self._look(session_id, moment))

    def _look(self, session_id: SessionId, moment: Millis) -> None:
        self._alarms.pop(session_id, None)
        waiting = any(each.room.id == session_id and each.audience.people for each in self._rooms.now_open())
        if not waiting:
            return
        if self._clock.wall() < moment:
            self._open_at(session_id, moment)
            return
        task = asyncio.create_task(self._open(session_id))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _open(self, session_id: SessionId) -> None:
        try:
            await open_lobby(self._store, self._rooms, self._store.directory.session(session_id))
        except StoreFault as fault:
            log.warning("The lobby of session %s could not be opened: %s", session_id, trace(fault))
