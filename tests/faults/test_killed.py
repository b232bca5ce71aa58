"""A server that is killed again and again in a running session: nothing acknowledged is lost, nothing is done twice."""

import asyncio
import json
import random
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx
import pytest
import websockets

from app.facilitation.evolve import replay
from app.facilitation.state import Session
from app.store.event_log import LoggedCommand
from tests.cast import SET_ONE
from tests.faults.process import Process
from tests.stores import a_store


@dataclass
class Client:
    """A page: it sends what was not answered again, under the same id, however often the line drops."""

    name: str
    seat: str
    cookie: str
    url: str
    moments: random.Random
    given: dict[str, dict[str, Any]] = field(default_factory=dict)
    waiting: dict[str, dict[str, Any]] = field(default_factory=dict)
    answers: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    view: dict[str, Any] = field(default_factory=dict)
    line: websockets.ClientConnection | None = None
    back: asyncio.Event = field(default_factory=asyncio.Event)
    heard: asyncio.Event = field(default_factory=asyncio.Event)
    tasks: list[asyncio.Task[None]] = field(default_factory=list)
    stop: bool = False

    def begin(self) -> None:
        self.tasks = [asyncio.create_task(self._keep_line()), asyncio.create_task(self._act())]

    async def end(self) -> None:
        self.stop = True
        if self.line is not None:
            await self.line.close()
        for task in self.tasks:
            task.cancel()
        await asyncio.gather(*self.tasks, return_exceptions=True)

    async def give(self, **command: Any) -> str:
        name = f"{self.name}-{len(self.given):05d}"
        message = {"type": "give", "id": name, "command": command}
        self.given[name] = self.waiting[name] = message
        await self._send(message)
        return name

    async def answered(self) -> None:
        """Until everything given was answered."""
        await self.until(lambda: not self.waiting)

    async def until(self, true: Callable[[], bool]) -> None:
        """Wait until this holds."""
        while not true():
            self.heard.clear()
            await self.heard.wait()

    async def _send(self, message: dict[str, Any]) -> None:
        if self.line is not None and self.back.is_set():
            try:
                await self.line.send(json.dumps(message))
            except websockets.ConnectionClosed:
                return

    async def _keep_line(self) -> None:
        while not self.stop:
            try:
                async with websockets.connect(
                    f"{self.url.replace('http', 'ws')}/ws/{self.seat}",
                    additional_headers={"Cookie": self.cookie},
                    origin=websockets.Origin(self.url),
                    proxy=None,
                    close_timeout=1,
                ) as line:
                    self.line = line
                    await line.send('{"type":"hello","protocol":1}')
                    async for text in line:
                        await self._hear(json.loads(text))
                        self.heard.set()
            except (OSError, websockets.WebSocketException):
                pass
            self.back.clear()
            self.line = None
            await asyncio.sleep(0.05 + self.moments.random() / 10)

    async def _hear(self, message: dict[str, Any]) -> None:
        match message["type"]:
            case "view":
                self.view.update(message["sections"])
                if not self.back.is_set():
                    self.back.set()
                    for waiting in list(self.waiting.values()):
                        await self._send(waiting)
            case "done" | "refused" if message.get("code") != "not_saved":
                self.answers.setdefault(message["id"], []).append(message)
                self.waiting.pop(message["id"], None)
            case "beat":
                await self._send({"type": "beat", "version": 0, "sent": 0})
            case "problem" if message["code"] == "too_fast":
                self.tasks.append(asyncio.create_task(self._send_again()))
            case _:
                pass

    async def _send_again(self) -> None:
        """A little later, as a page does that was too fast."""
        await asyncio.sleep(1.5)
        for waiting in list(self.waiting.values()):
            await self._send(waiting)

    async def _act(self) -> None:
        while not self.stop:
            await self.back.wait()
            if len(self.waiting) < 3:
                await self.give(type="place_bid", kind="asks", headline=f"Issue {len(self.given)} of {self.name}")
            await asyncio.sleep(0.02 + self.moments.random() / 20)


async def everybody(process: Process, moments: random.Random) -> dict[str, Client]:
    """A set with its links, and seven pages on it."""
    async with process.office() as office:
        made = await office.post(
            "/api/v1/admin/sets",
            json={
                "name": "Set one",
                "facilitators": [{"name": "Jo"}],
                "members": [{"name": person.name, "site": person.site} for person in SET_ONE],
                "starts_at": None,
            },
        )
    clients = {}
    async with httpx.AsyncClient(base_url=process.url, headers={"Origin": process.url}, trust_env=False) as browser:
        for seat in made.json()["seats"]:
            answer = await browser.post("/api/v1/join", json={"token": seat["link"].partition("#")[2]})
            cookie = answer.headers["set-cookie"].partition(";")[0]
            name = seat["name"].lower()
            clients[name] = Client(name, seat["seat"], cookie, process.url, random.Random(moments.random()))
    return clients


KILLS = 20
BACK_WITHIN = 5
"""Seconds after a restart within which everybody is to be back, as stated."""
ROOM_FOR_LOAD = 4
"""A loaded machine gets this many times the stated bound."""


@pytest.mark.process
@pytest.mark.timeout(400)
async def test_killed_twenty_times_in_a_running_session(tmp_path: Path) -> None:
    seed = random.SystemRandom().randrange(1_000_000)
    moments = random.Random(seed)
    data_dir = tmp_path / "data"
    data_dir.mkdir()
    process = Process(data_dir)
    await process.start()
    clients = await everybody(process, moments)
    jo = clients["jo"]
    for client in clients.values():
        client.begin()
    try:
        await asyncio.gather(*(client.back.wait() for client in clients.values()))
        await jo.give(type="open_step", step="check-in")
        await jo.give(type="open_step", step="asking")
        await jo.answered()
        async with asyncio.timeout(5):
            await jo.until(lambda: bool(jo.view["step"]["id"] == "asking" and jo.view["clock"]["step_due_at"]))
        due_at = jo.view["clock"]["step_due_at"]
        slowest = 0.0
        for _ in range(KILLS):
            await asyncio.sleep(moments.random() / 3)
            await process.kill()
            await process.start()
            began = time.monotonic()
            async with asyncio.timeout(BACK_WITHIN * ROOM_FOR_LOAD):
                await asyncio.gather(*(client.back.wait() for client in clients.values()))
            slowest = max(slowest, time.monotonic() - began)
            assert jo.view["step"]["id"] == "asking", seed
            assert jo.view["clock"]["step_due_at"] == due_at, seed
        for client in clients.values():
            client.tasks[1].cancel()  # nothing more is given
        async with asyncio.timeout(20):
            await asyncio.gather(*(client.answered() for client in clients.values()))
    finally:
        for client in clients.values():
            await client.end()
        assert await process.stop() is not None
    with a_store(data_dir) as store:
        (entry,) = store.directory.open_sessions()
        rows = store.read(entry.id)
    judge(clients, rows, replay(entry.id, rows), seed=seed)


def judge(clients: dict[str, Client], rows: list[LoggedCommand], state: Session, *, seed: int) -> None:
    """The clients' own histories against the log."""
    assert [row.seq for row in rows] == list(range(1, len(rows) + 1)), seed
    stored = Counter(row.command_id for row in rows)
    assert set(stored.values()) == {1}, f"done twice, {seed}"
    first = {name: said[0]["type"] for client in clients.values() for name, said in client.answers.items()}
    done = {name for name, kind in first.items() if kind == "done"}
    refused = set(first) - done
    assert len(done) > 10 * KILLS, seed
    assert done <= set(stored), f"acknowledged and lost, {seed}"
    assert not refused & set(stored), f"refused and done, {seed}"
    given = {name for client in clients.values() for name in client.given}
    assert {name for name in stored if name.split("-")[0] in clients} <= given, f"invented, {seed}"
    for client in clients.values():
        assert all(len({said["type"] for said in answers}) == 1 for answers in client.answers.values()), seed
    bids = {bid.id for bid in state.bids}
    for name, client in clients.items():
        asked = [each for each, message in client.given.items() if message["command"]["type"] == "place_bid"]
        assert name == "jo" or [each for each in asked if each in stored][-1] in bids, seed
