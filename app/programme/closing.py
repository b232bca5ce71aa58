"""When a session closes, what was written line by line in it can be read by nobody again: its key is destroyed.

The key goes once the closing is durably stored, and again at the next start when the server stopped in between.
"""

import asyncio
import logging
from collections.abc import Sequence

from app.facilitation.events import Event, SessionClosed
from app.facilitation.state import Session
from app.facilitation.terms import SessionId, Status
from app.realtime.room import Room
from app.realtime.rooms import Rooms
from app.store.faults import StoreFault
from app.store.store import Store

log = logging.getLogger(__name__)

AGAIN = 5.0
"""Seconds until the next try, when the key store could not be written."""


class Forgetting:
    """Destroys the keys of sessions that are over."""

    def __init__(self, store: Store, rooms: Rooms) -> None:
        self._store = store
        self._tasks: set[asyncio.Task[None]] = set()
        rooms.when_opened(self._watch)

    async def start(self) -> None:
        """Make up for what was missed before the server stopped."""
        for session_id in await asyncio.to_thread(self._missed):
            self._begin(session_id)

    async def stop(self) -> None:
        """Finish what was begun, as far as it can be."""
        for task in tuple(self._tasks):
            done, _ = await asyncio.wait([task], timeout=1.0)
            if not done:
                task.cancel()  # it will be made up for at the next start

    def _missed(self) -> list[SessionId]:
        found: list[SessionId] = []
        cursor: str | None = None
        while True:
            page = self._store.directory.sessions(status=Status.CLOSED, limit=200, cursor=cursor)
            found.extend(entry.id for entry in page.entries if self._store.has_lines(entry.id))
            cursor = page.cursor
            if cursor is None:
                return found

    def _watch(self, room: Room) -> None:
        room.watch(_Watch(self, room.id))

    def _begin(self, session_id: SessionId) -> None:
        task = asyncio.create_task(self._forget(session_id))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _forget(self, session_id: SessionId) -> None:
        while True:
            try:
                await self._store.forget_lines(session_id)
                return
            except StoreFault:
                log.warning("The keys of session %s could not be destroyed; trying again", session_id)
                await asyncio.sleep(AGAIN)

    def closed(self, session_id: SessionId) -> None:
        """A session has closed, and that is stored."""
        self._begin(session_id)


class _Watch:
    def __init__(self, forgetting: Forgetting, session_id: SessionId) -> None:
        self._forgetting = forgetting
        self._session_id = session_id

    def changed(self, state: Session, events: Sequence[Event]) -> None:
        if any(isinstance(event, SessionClosed) for event in events):
            self._forgetting.closed(self._session_id)
