"""A set's contract between its sessions: the one it begins with, and the one it agreed last, whatever came in between.

A set agrees its contract in a session, and that session's log is the truth. The directory keeps a copy for the sessions
to come; when the server stopped before the copy was made, it is made at the next start, or when the next doors open.
"""

import asyncio
import functools
import logging
import tomllib
from collections.abc import Sequence

from app.facilitation.events import ContractAgreed, Event
from app.facilitation.evolve import replay
from app.facilitation.plan import Contract
from app.facilitation.state import Session
from app.facilitation.terms import SessionId
from app.programme.formats import SHIPPED
from app.realtime.room import Room
from app.realtime.rooms import Rooms
from app.store.entries import SessionEntry
from app.store.faults import KeyGone, NotFound, StoreFault
from app.store.store import Store

log = logging.getLogger(__name__)

AGAIN = 5.0
"""Seconds until the next try, when the directory could not be written."""


@functools.cache
def starter_contract() -> Contract:
    """What a new set begins with: it states its limits and a support line."""
    written = tomllib.loads((SHIPPED / "contracts" / "starter.toml").read_text(encoding="utf-8"))
    plain = {name: value.strip() if isinstance(value, str) else value for name, value in written.items()}
    return Contract.model_validate(plain)


def contract_for(store: Store, set_id: str) -> Contract:
    """What the set's next session opens with: what it agreed last. Raises what reading raises (`NotFound`)."""
    kept = store.directory.contract(set_id)
    newer = [agreed for entry in store.directory.unkept_contracts(set_id) if (agreed := _agreed_in(store, entry))]
    return max([kept, *newer], key=lambda contract: contract.version)


def _agreed_in(store: Store, entry: SessionEntry) -> Contract | None:
    try:
        return replay(entry.id, store.log.read(entry.id)).contract
    except KeyGone:
        return None  # the set's words were destroyed


class Agreements:
    """Keeps what sets agree in their sessions for the sessions to come."""

    def __init__(self, store: Store, rooms: Rooms) -> None:
        self._store = store
        self._tasks: set[asyncio.Task[None]] = set()
        rooms.when_opened(self._watch)

    async def start(self) -> None:
        """Make up for what was missed before the server stopped."""
        for entry in await asyncio.to_thread(self._store.directory.unkept_contracts):
            agreed = await asyncio.to_thread(_agreed_in, self._store, entry)
            if agreed is not None:
                self.agreed(entry.id, agreed)

    async def stop(self) -> None:
        """Finish what was begun, as far as it can be."""
        for task in tuple(self._tasks):
            done, _ = await asyncio.wait([task], timeout=1.0)
            if not done:
                task.cancel()  # it will be made up for at the next start

    def agreed(self, session_id: SessionId, contract: Contract) -> None:
        """A set has agreed its contract, and that is stored."""
        task = asyncio.create_task(self._keep(session_id, contract))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    def _watch(self, room: Room) -> None:
        room.watch(_Watch(self, room.id))

    async def _keep(self, session_id: SessionId, contract: Contract) -> None:
        while True:
            try:
                entry = await asyncio.to_thread(self._store.directory.session, session_id)
                await self._store.directory.agree_contract(entry.set_id, contract)
                return
            except (KeyGone, NotFound):
                return  # the set's words were destroyed
            except StoreFault:
                log.warning("The contract agreed in session %s could not be kept; trying again", session_id)
                await asyncio.sleep(AGAIN)


class _Watch:
    def __init__(self, agreements: Agreements, session_id: SessionId) -> None:
        self._agreements = agreements
        self._session_id = session_id

    def changed(self, state: Session, events: Sequence[Event]) -> None:
        for event in events:
            if isinstance(event, ContractAgreed):
                self._agreements.agreed(self._session_id, event.contract)
