"""The door of every session: it knows who may come in, and opens a lobby when it is time and somebody is there."""

import asyncio
import logging
from collections.abc import Mapping

from app.auth.sign_in import SignIns
from app.clock import Alarm, Clock
from app.facilitation.terms import MINUTE, Millis, PersonKind, Presence, SessionId
from app.programme.sessions import enter, open_lobby
from app.realtime.rooms import OpenRoom, Rooms
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
        if await asyncio.to_thread(self._is_over_for, seat, entrance.session_id):
            return None
        if doors_at is not None:
            self._open_at(entrance.session_id, doors_at)
        return entrance

    def _is_over_for(self, seat: Seat, session_id: SessionId) -> bool:
        """Whether a browser asks that signed in after the close: what a member took away is behind their PIN now.

        A link that was renewed since opens nothing earlier, whoever's it is: it may be in other hands.
        """
        closed_at = self._store.directory.session(session_id).closed_at
        if closed_at is None:
            return False
        late = seat.signed_in_at is not None and seat.signed_in_at > closed_at
        renewed = seat.renewed_at is not None and seat.renewed_at > closed_at
        return renewed or (late and seat.kind is PersonKind.MEMBER)

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
        waiting = any(each.room.id == session_id and _somebody_waits(each) for each in self._rooms.now_open())
        if not waiting:
            self._look_later(session_id)
            return
        if self._clock.wall() < moment:
            self._open_at(session_id, moment)
            return
        task = asyncio.create_task(self._open(session_id))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    def _look_later(self, session_id: SessionId) -> None:
        """Whoever has sent apologies and is there may yet say that they come after all."""
        if any(each.room.id == session_id and each.audience.people for each in self._rooms.now_open()):
            self._open_at(session_id, self._clock.wall() + MINUTE)

    async def _open(self, session_id: SessionId) -> None:
        try:
            await open_lobby(self._store, self._rooms, self._store.directory.session(session_id))
        except StoreFault as fault:
            log.warning("The lobby of session %s could not be opened: %s", session_id, trace(fault))


def _somebody_waits(each: OpenRoom) -> bool:
    """Whether anybody is there to come in: not whoever has sent apologies, and left their page open."""
    presence = each.room.state.presence
    return any(presence.get(who) is not Presence.APOLOGIES for who in each.audience.people)
