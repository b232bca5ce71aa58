"""Ten thousand frames that are no messages, from one seat: everybody else's room carries on as if nothing were."""

import asyncio
import signal
import time
from collections import deque
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

import httpx
import pytest
import websockets
from websockets.asyncio.client import ClientConnection

from app.auth.limits import Limit
from app.facilitation.plan import Person
from app.realtime.messages import PROTOCOL
from tests.attacks.noise import noise
from tests.cast import SET_ONE, SET_TWO
from tests.faults.process import Process
from tests.server import Browser, Server, dial, greeted
from tests.stores import a_store

FRAMES = 10_000
AT_ONCE = 25
"""Frames that are sent on one line, whether or not it still stands."""
P95 = 0.1
"""Seconds within which 95 of 100 commands of others are acknowledged meanwhile, as stated."""
ROOM_FOR_LOAD = 4
"""A loaded machine gets this many times the stated bound."""
MOST_GROWTH = 32 * 1024
"""KiB by which the server may have grown."""


@dataclass
class Seats:
    """Seats and cookies of a set, by person."""

    url: str
    seat: dict[str, str] = field(default_factory=dict)
    cookie: dict[str, str] = field(default_factory=dict)

    async def dial(self, who: str) -> ClientConnection:
        return await dial(self.url, self.seat[who], self.cookie[who])

    async def enter(self, who: str) -> Browser:
        return await greeted(await self.dial(who))


async def a_set(process: Process, name: str, facilitator: str, members: tuple[Person, ...]) -> Seats:
    """A set whose session may begin, everybody signed in."""
    people = [{"name": one.name, "site": one.site} for one in members]
    wanted = {"name": name, "facilitators": [{"name": facilitator}], "members": people, "starts_at": None}
    async with process.office() as office:
        made = await office.post("/api/v1/admin/sets", json=wanted)
        assert made.status_code == 201, made.text
    seats = Seats(process.url)
    async with httpx.AsyncClient(base_url=process.url, headers={"Origin": process.url}, trust_env=False) as browser:
        for one in made.json()["seats"]:
            answer = await browser.post("/api/v1/join", json={"token": one["link"].partition("#")[2]})
            who = one["name"].lower()
            seats.seat[who] = one["seat"]
            seats.cookie[who] = answer.headers["set-cookie"].partition(";")[0]
    return seats


async def make_noise(seats: Seats, who: str, frames: Iterator[str | bytes]) -> tuple[int, int]:
    """Send them all from one seat; shown the door, come again at once. How many lines that took, and goodbyes."""
    waiting = deque(frames)
    lines = shown_out = 0
    while waiting:
        line = await seats.dial(who)
        await line.send(f'{{"type":"hello","protocol":{PROTOCOL}}}')
        await line.recv()
        lines += 1
        if lines % 10 == 0:
            await tear(line, [waiting.popleft() for _ in range(min(AT_ONCE, len(waiting)))])
        else:
            await send_some(line, waiting)
        shown_out += await hung_up(line)
    return lines, shown_out


async def send_some(line: ClientConnection, waiting: deque[str | bytes]) -> None:
    """As many as go into the wire before the goodbye is heard."""
    for _ in range(min(AT_ONCE, len(waiting))):
        try:
            await line.send(waiting[0])
        except UnicodeEncodeError:
            pass  # half a letter is no text, and the library will not send it; `tear` does
        except websockets.ConnectionClosed:
            return
        waiting.popleft()


async def tear(line: ClientConnection, some: list[str | bytes]) -> None:
    """Write these where frames should begin: no lengths, no masks, no letters."""
    for one in some:
        with suppress(RuntimeError):  # the server has hung up already
            line.transport.write(one if isinstance(one, bytes) else one.encode("utf-8", "surrogatepass"))
    await asyncio.sleep(0)


async def hung_up(line: ClientConnection) -> bool:
    """Whether the server says goodbye soon."""
    with suppress(websockets.ConnectionClosed, TimeoutError):
        async with asyncio.timeout(2):
            while True:
                await line.recv()
    closed = line.close_code is not None
    line.transport.abort()
    return closed


async def carry_on(browser: Browser, stop: asyncio.Event, took: list[float]) -> list[str]:
    """A member who asks for time again and again, as fast as is allowed. The ids that were done."""
    done = []
    while not stop.is_set():
        began = time.monotonic()
        answer = await browser.give("place_bid", kind="asks", headline=f"Issue {len(took)}")
        took.append(time.monotonic() - began)
        assert answer["type"] == "done", answer
        done.append(answer["id"])
        await asyncio.sleep(0.22)
    return done


def resident(process: Process) -> int:
    """KiB of memory that the server has now."""
    assert process.running is not None
    status = Path(f"/proc/{process.running.pid}/status").read_text()
    return int(status.partition("VmRSS:")[2].split()[0])


def p95(took: list[float]) -> float:
    return sorted(took)[int(len(took) * 0.95)]


@pytest.mark.process
@pytest.mark.timeout(180)
@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="memory is read where Linux shows it")
async def test_ten_thousand_frames_of_noise_harm_neither_another_room_nor_the_same(tmp_path: Path) -> None:
    data_dir = tmp_path / "data"
    data_dir.mkdir()
    process = Process(data_dir)
    await process.start()
    try:
        one = await a_set(process, "Set one", "Jo", SET_ONE)
        two = await a_set(process, "Set two", "Sam", SET_TWO)
        others = [await two.enter(who.id) for who in SET_TWO] + [await one.enter("danny")]
        await make_noise(one, "amina", noise("warming up", 500))
        before = resident(process)
        stop, took = asyncio.Event(), list[float]()
        work = [asyncio.create_task(carry_on(each, stop, took)) for each in others]
        await asyncio.sleep(0.5)
        lines, shown_out = await make_noise(one, "amina", noise("ten thousand", FRAMES))
        stop.set()
        done = await asyncio.gather(*work)
        assert lines >= FRAMES / AT_ONCE
        assert shown_out == lines, "noise is shown the door"
        assert resident(process) - before < MOST_GROWTH
        assert len(took) > 50
        assert p95(took) < P95 * ROOM_FOR_LOAD
        assert all(each.closed is None for each in others)
        sessions = [(others[0].of("welcome")[0]["session"]["id"], done[:-1])]
        sessions.append((others[-1].of("welcome")[0]["session"]["id"], done[-1:]))
        for each in others:
            await each.leave()
        assert await process.stop() in {0, -signal.SIGTERM}
        assert_all_kept(data_dir, sessions)
        log = (tmp_path / "server.log").read_text()
        assert "Traceback" not in log
        assert "failed" not in log
    finally:
        await process.stop()


def assert_all_kept(data_dir: Path, sessions: list[tuple[str, list[list[str]]]]) -> None:
    """Everything that was acknowledged stands in its log, once."""
    with a_store(data_dir) as store:
        for session, done in sessions:
            given = [row.command_id for row in store.read(session)]
            for ids in done:
                assert len(ids) > 5
                assert all(given.count(name) == 1 for name in ids)


async def test_noise_that_nobody_limits_is_answered_frame_by_frame(
    server: Server, caplog: pytest.LogCaptureFixture
) -> None:
    server.as_fast_as_you_like()
    assert server.app.sockets is not None
    server.app.sockets.faults = Limit(1_000_000, 1, server.parts.clock.wall)
    async with await server.enter("amina") as amina, await server.enter("danny") as danny:
        await amina.until(lambda: amina.view["people"]["people"][1]["presence"] == "here")
        before = len(server.parts.store.read("one"))
        for sent, frame in enumerate(noise("answered", 2_000), 1):
            text = (
                frame.encode("utf-8", "surrogatepass").decode("utf-8", "replace") if isinstance(frame, str) else frame
            )
            await amina.send(text)
            if sent % 20 == 0:
                await amina.until_answered(sent)
        assert amina.closed is None
        assert {one.get("code") for one in amina.answers.values()} <= {"bad_value", "not_yours", "not_now", None}
        assert (await danny.give("say_ready"))["type"] == "done"
        assert len(server.parts.store.read("one")) <= before + 10, "noise has become something"
    assert not [record for record in caplog.records if record.name.startswith("app.")]
