"""A real server whose rooms stand as a test prepared them: a done command spoils one, and the next is fresh."""

import hashlib
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

from app.auth.limits import Limit
from app.facilitation.message import Message
from app.facilitation.plan import Person
from app.facilitation.state import Session
from app.facilitation.terms import CommandId, PersonKind, SessionId
from app.realtime.rooms import OpenRoom, Rooms
from app.realtime.socket import Door, Entrance, Sockets
from app.store.entries import Seat
from app.store.event_log import LoggedCommand
from app.store.faults import LogMovedOn
from tests.cast import JO, SAM, SET_ONE
from tests.facilitation.scenario import START, Scenario
from tests.realtime.fakes import HandClock
from tests.server import Browser, Server, running

TABLE = (JO, SAM, *SET_ONE)
"""Seven people and a second facilitator."""
SIAN = Person(id="sian", name="Siân", kind=PersonKind.ACCESS, beside="amina")
RAO = Person(id="rao", name="Dr Rao", kind=PersonKind.GUEST)
WITH_OTHERS = (*TABLE, SIAN, RAO)
"""And Amina's interpreter, and a guest."""


@dataclass
class PreparedLogs:
    """Logs in memory: each session begins with the rows that were prepared, and keeps what is done in it."""

    begun: tuple[LoggedCommand, ...] = ()
    rows: dict[SessionId, list[LoggedCommand]] = field(default_factory=dict)

    def read(self, session_id: SessionId, after: int = 0) -> list[LoggedCommand]:
        return [row for row in self.rows.setdefault(session_id, list(self.begun)) if row.seq > after]

    def digest(self, session_id: SessionId, command_id: CommandId, command: Message) -> str:
        return hashlib.sha256(f"{session_id} {command_id} {command.model_dump_json()}".encode()).hexdigest()

    async def append(self, row: LoggedCommand) -> None:
        rows = self.rows[row.session_id]
        if row.seq != len(rows) + 1:
            raise LogMovedOn
        rows.append(row)


@dataclass
class DoorToFresh:
    """The server's own door, with its cookies and seats, but it leads into the room of the moment."""

    door: Door
    number: int = 0

    @property
    def session(self) -> SessionId:
        return f"prepared-{self.number}"

    def seat_for(self, cookies: Mapping[str, str], seat_id: str) -> Seat | None:
        return self.door.seat_for(cookies, seat_id)

    async def enter(self, seat: Seat) -> Entrance | None:
        return Entrance(session_id=self.session, set_name="Set one", number=1, of=None, next_at=None)


@dataclass
class Standing:
    """The server, and the room that stands as prepared."""

    server: Server
    logs: PreparedLogs
    door: DoorToFresh
    rooms: Rooms
    cookies: dict[str, str] = field(default_factory=dict)

    def prepare(self, one: Scenario) -> None:
        """From now on every fresh room stands like this."""
        self.logs.begun = tuple(
            LoggedCommand("prepared", seq, f"prepared-{seq}", row.at, row.by, row.events)
            for seq, row in enumerate(one.log, 1)
        )
        self.freshen()

    def freshen(self) -> None:
        """Whoever comes in next comes into a room in which nothing has been done yet."""
        self.door.number += 1

    async def room(self) -> OpenRoom:
        """The room of the moment."""
        return await self.rooms.open(self.door.session)

    async def state(self) -> Session:
        """What it is now."""
        return (await self.room()).room.state

    async def cookie(self, person: str) -> str:
        """Somebody's browser, signed in once."""
        if person not in self.cookies:
            self.cookies[person] = await self.server.cookie(person)
        return self.cookies[person]

    async def enter(self, person: str) -> Browser:
        """Somebody's page, with the room in view."""
        return await self.server.enter(person, await self.cookie(person))


@asynccontextmanager
async def standing(data_dir: Path) -> AsyncIterator[Standing]:
    """uvicorn, its sockets, cookies and rooms are real; the logs are prepared, time stands, and nobody is too fast."""
    clock = HandClock(at=START)
    seats = [one.model_copy(update={"kind": PersonKind.MEMBER, "beside": None}) for one in (SIAN, RAO)]
    async with running(data_dir, clock=clock, people=(*TABLE, *seats)) as server:
        assert server.app.sockets is not None
        logs = PreparedLogs()
        rooms = Rooms(logs, clock)
        door = DoorToFresh(server.app.sockets._door)
        sockets = Sockets(rooms, door, lambda: server.parts.settings.origins, clock)
        sockets.gives = sockets.frames = sockets.faults = Limit(1_000_000, 1, clock.wall)
        server.app.sockets = sockets
        try:
            yield Standing(server, logs, door, rooms)
        finally:
            await rooms.stop()
