"""A real server for the browser tests: uvicorn on loopback in a thread of its own, with a set and its links."""

import asyncio
import socket
import threading
from collections.abc import Coroutine, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Self, TypeVar

import uvicorn

from app.api.parts import Parts
from app.clock import MachineClock
from app.facilitation.plan import Contract, Person
from app.facilitation.terms import MINUTE, PersonKind
from app.main import Airspace, create_app, uvicorn_config
from app.programme import example
from app.programme.sessions import open_lobby, plan
from app.settings import load_settings
from app.store import open_store
from tests.cast import JO, TABLE_ONE, as_new

T = TypeVar("T")

CONTRACT = Contract(
    text="What is said stays with us, and isn’t raised again unless its owner does. We may challenge, with support.",
    limits="If somebody may come to serious harm we speak with that person first, then with the named contact.",
    support_line="0161 496 0184",
)


def free_port() -> int:
    """A port nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@dataclass
class House:
    """The server, and what its office would do."""

    data_dir: Path
    people: tuple[Person, ...] = TABLE_ONE
    round_format: str = "als-4step"
    port: int = field(default_factory=free_port)
    front: int | None = None
    """The port of a wire (see wire.py) that browsers come by."""
    app: Airspace = field(init=False)
    seats: dict[str, str] = field(init=False, default_factory=dict)
    links: dict[str, str] = field(init=False, default_factory=dict)
    session: str = ""
    set_id: str = ""
    self_run: bool = False
    """Nobody is asked to facilitate."""
    settings: Mapping[str, Any] = field(default_factory=dict)
    """More of the server's settings."""
    example: bool = False
    """The set of `./airspace demo`, with a session held before, instead of an empty one."""

    def __post_init__(self) -> None:
        settings = load_settings(data_dir=self.data_dir, port=self.port, public_url=self.url, **self.settings)
        self.app = create_app(settings, MachineClock())
        self._server = uvicorn.Server(uvicorn_config(self.app))
        self._thread = threading.Thread(target=self._run, daemon=True)

    @property
    def url(self) -> str:
        """What browsers see: the server, or the wire that a test has laid before it."""
        return f"http://127.0.0.1:{self.front or self.port}"

    def _run(self) -> None:
        with asyncio.Runner() as runner:
            self._loop = runner.get_loop()
            if self.example:
                runner.run(self._make_example())
            runner.run(self._server.serve())

    def do(self, work: Coroutine[Any, Any, T]) -> T:
        """Run this on the server's own loop."""
        return asyncio.run_coroutine_threadsafe(work, self._loop).result(30)

    def __enter__(self) -> Self:
        self._thread.start()
        for _ in range(300):
            if self._server.started:
                break
            self._thread.join(0.1)
        assert self._server.started, "the server did not start"
        self.do(self._open())
        return self

    def __exit__(self, *_: object) -> None:
        self._server.should_exit = True
        self._thread.join(20)
        assert not self._thread.is_alive(), "the server did not stop"

    async def _open(self) -> None:
        parts = self.app.parts
        assert parts is not None
        directory = parts.store.directory
        if self.example:
            await example.open_today(parts.store, parts.rooms, parts.clock.wall())
        else:
            await self._start_set(parts)
        (self.set_id,) = (one.id for one in directory.learning_sets())
        for seat in directory.seats_of(self.set_id):
            self.seats[seat.person_id] = seat.id
            self.links[seat.person_id] = parts.sign_ins.link_for(seat)
        entry = directory.session_of(next(iter(self.seats.values())))
        assert entry is not None
        self.session = entry.id

    async def _make_example(self) -> None:
        store = open_store(self.app.settings, self.app.clock.wall)
        try:
            await example.make_past(store, self.app.clock.wall())
        finally:
            store.close()

    async def _start_set(self, parts: Parts) -> None:
        directory = parts.store.directory
        await directory.start_set(
            "Set one",
            facilitators=() if self.self_run else as_new((JO,)),
            members=as_new(tuple(one for one in self.people if one.kind is PersonKind.MEMBER)),
            session_format="two-hours",
            round_format=self.round_format,
            set_id="set-one",
        )
        await directory.agree_contract("set-one", CONTRACT)
        entry = await plan(
            parts.store, parts.rooms, "set-one", starts_at=parts.clock.wall() + MINUTE, minutes=120, session_id="today"
        )
        await open_lobby(parts.store, parts.rooms, entry)
