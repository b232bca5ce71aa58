"""A real server in the test's own event loop: uvicorn on loopback, spoken to by sockets and by HTTP."""

import asyncio
import json
import socket
import ssl
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Self

import httpx
import uvicorn
import websockets
from websockets.asyncio.client import ClientConnection

from app.api.parts import Parts
from app.auth.limits import Limit
from app.clock import Clock, MachineClock
from app.facilitation.plan import Person
from app.facilitation.terms import MINUTE, PersonKind
from app.main import Airspace, create_app, uvicorn_config
from app.programme.sessions import plan
from app.realtime.connection import Pace
from app.realtime.messages import PROTOCOL
from app.settings import load_settings
from app.store.entries import NewPerson
from tests.cast import TABLE_ONE, as_new

PROGRAMME = "aec"
ANSWERS = frozenset({"problem", "done", "refused", "time"})
"""What the server says to one frame."""

NO_AUTHORITIES = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
"""Nothing here speaks TLS, and reading the machine's authorities takes longer than most requests."""


@dataclass
class Server:
    """A running server with the cast's first set (`set-one`) and its session (`one`)."""

    app: Airspace
    parts: Parts
    url: str
    seats: dict[str, str] = field(default_factory=dict)
    """Seat by person."""

    def token(self, person: str) -> str:
        """What stands behind `#` in somebody's link."""
        seat = self.parts.store.directory.seat(self.seats[person])
        return self.parts.sign_ins.link_for(seat).partition("#")[2]

    def http(self, **headers: str) -> httpx.AsyncClient:
        """A client that is a page of ours."""
        return httpx.AsyncClient(
            base_url=self.url, headers={"Origin": self.url, **headers}, trust_env=False, verify=NO_AUTHORITIES
        )

    def as_fast_as_you_like(self) -> None:
        """For tests in which speed is not what is tried."""
        assert self.app.sockets is not None
        self.app.sockets.gives = self.app.sockets.frames = Limit(1_000_000, 1, self.parts.clock.wall)

    async def cookie(self, person: str) -> str:
        """Sign somebody in: the Cookie header of their browser."""
        async with self.http() as client:
            answer = await client.post("/api/v1/join", json={"token": self.token(person)})
            assert answer.status_code == 200, answer.text
            return answer.headers["set-cookie"].partition(";")[0]

    async def open(self, person: str, cookie: str | None = None, *, origin: str | None = None) -> ClientConnection:
        """A socket, before anything is said on it."""
        good = cookie if cookie is not None else await self.cookie(person)
        return await dial(self.url, self.seats[person], good, origin=origin)

    async def enter(self, person: str, cookie: str | None = None) -> "Browser":
        """Somebody's browser, with the room in view."""
        return await greeted(await self.open(person, cookie))


@dataclass
class Browser:
    """What a page does: it says hello, keeps the newest view, answers beats, sends commands until they are answered."""

    line: ClientConnection
    heard: list[dict[str, Any]] = field(default_factory=list)
    view: dict[str, Any] = field(default_factory=dict)
    version: int = 0
    me: str = ""
    answers: dict[str, dict[str, Any]] = field(default_factory=dict)
    closed: int | None = None
    beats: bool = True
    _count: int = 0

    def __post_init__(self) -> None:
        self._changed = asyncio.Event()
        self._task = asyncio.create_task(self._listen())

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.leave()

    async def leave(self) -> None:
        """Close the tab."""
        await self.line.close()
        await self._task

    async def send(self, message: dict[str, Any] | str | bytes) -> None:
        """Send something, as it is or as JSON."""
        await self.line.send(json.dumps(message) if isinstance(message, dict) else message)

    async def give(self, type: str, **fields: Any) -> dict[str, Any]:  # noqa: A002
        """Give a command and wait for its answer."""
        self._count += 1
        name = f"{self.me[:8]}-{id(self) % 10_000}-{self._count:05d}"
        return await self.ask({"type": "give", "id": name, "command": {"type": type, **fields}})

    async def signal(self, kind: str, **fields: Any) -> dict[str, Any]:
        """Send a signal and wait for its answer."""
        self._count += 1
        return await self.ask({"type": "signal", "id": f"signal-{id(self)}-{self._count}", "kind": kind, **fields})

    async def ask(self, message: dict[str, Any]) -> dict[str, Any]:
        """Send something that is answered under its id."""
        await self.send(message)
        await self.until(lambda: message["id"] in self.answers)
        return self.answers[message["id"]]

    async def until(self, true: Callable[[], bool], within: float = 5.0) -> None:
        """Wait until this holds."""
        async with asyncio.timeout(within):
            while not true():
                self._changed.clear()
                await self._changed.wait()

    async def until_it(self, true: Callable[[Self], bool]) -> None:
        """Wait until this holds of this line: in a loop, of the one it is asked of."""
        await self.until(lambda: true(self))

    async def until_answered(self, least: int) -> None:
        """Wait until so many frames were answered one by one. Ids may repeat, so answers are counted as they came."""
        await self.until(lambda: sum(1 for one in self.heard if one["type"] in ANSWERS) >= least)

    async def until_closed(self) -> None:
        """Wait until the server has ended this line."""
        await self.until(lambda: self.closed is not None)

    async def problem_with(self, text: str | bytes) -> str:
        """Send what is no message, and hear what is wrong with it."""
        before = len(self.of("problem"))
        await self.send(text)
        await self.until(lambda: len(self.of("problem")) > before)
        problem = self.of("problem")[-1]
        assert not problem["sentence"].startswith("problems."), problem
        return str(problem["code"])

    def of(self, kind: str) -> list[dict[str, Any]]:
        """What was heard of one type."""
        return [message for message in self.heard if message["type"] == kind]

    async def _listen(self) -> None:
        try:
            async for text in self.line:
                message = json.loads(text)
                self.heard.append(message)
                await self._hear(message)
                self._changed.set()
        except websockets.ConnectionClosed:  # while a beat was being answered, too
            pass
        self.closed = self.line.close_code
        self._changed.set()

    async def _hear(self, message: dict[str, Any]) -> None:
        match message["type"]:
            case "welcome":
                self.me = message["me"]
            case "view":
                self.version = message["version"]
                self.view.update(message["sections"])
            case "done" | "refused":
                self.answers[message["id"]] = message
            case "beat" if self.beats:
                await self.send({"type": "beat", "version": self.version, "sent": 1.0})


async def dial(url: str, seat: str, cookie: str, *, origin: str | None = None) -> ClientConnection:
    """A socket to the server at this address, before anything is said on it."""
    return await websockets.connect(
        f"{url.replace('http', 'ws')}/ws/{seat}",
        additional_headers={"Cookie": cookie},
        origin=websockets.Origin(origin or url),
        proxy=None,
    )


async def greeted(line: ClientConnection) -> Browser:
    """A browser on this socket, with the room in view."""
    browser = Browser(line)
    await browser.send({"type": "hello", "protocol": PROTOCOL})
    await browser.until(lambda: "step" in browser.view)
    return browser


def free_port() -> int:
    """A port nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@asynccontextmanager
async def running(
    data_dir: Path,
    *,
    clock: Clock | None = None,
    pace: Pace | None = None,
    people: tuple[Person, ...] = TABLE_ONE,
    starts_in: int = MINUTE,
) -> AsyncIterator[Server]:
    """A server with the cast's first set, whose session starts in a minute."""
    port = free_port()
    url = f"http://127.0.0.1:{port}"
    app = create_app(load_settings(data_dir=data_dir, port=port, public_url=url), clock or MachineClock(), pace=pace)
    below = uvicorn.Server(uvicorn_config(app))
    task = asyncio.create_task(below.serve())
    try:
        while not below.started:
            await asyncio.sleep(0.01)
            assert not task.done(), "the server did not start"
        server = Server(app, app.running, url)
        await furnish(app.running, people, starts_in)
        server.seats = {seat.person_id: seat.id for seat in app.running.store.directory.seats_of("set-one")}
        yield server
    finally:
        below.should_exit = True
        await task


async def furnish(parts: Parts, people: tuple[Person, ...] = TABLE_ONE, starts_in: int = MINUTE) -> None:
    """The cast's first set with its session planned."""
    directory = parts.store.directory
    await directory.start_programme("Ambulatory Emergency Care", programme_id=PROGRAMME)
    await directory.start_set(
        "Set one",
        facilitators=as_new(tuple(one for one in people if one.kind is PersonKind.FACILITATOR)),
        members=as_new(tuple(one for one in people if one.kind is PersonKind.MEMBER)),
        session_format="two-hours",
        programme_id=PROGRAMME,
        set_id="set-one",
    )
    for one in people:
        if one.kind in {PersonKind.ACCESS, PersonKind.GUEST}:
            await directory.add_seat("set-one", NewPerson(one.name, one.site, one.id, one.beside), one.kind)
    starts_at = parts.clock.wall() + starts_in
    await plan(parts.store, parts.rooms, "set-one", starts_at=starts_at, minutes=120, session_id="one")
