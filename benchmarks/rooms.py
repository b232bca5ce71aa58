"""Many rooms in one server process: how soon a command is acknowledged, and how much memory the process takes."""

import asyncio
import os
import time
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import Final

from app.clock import MachineClock
from app.main import create_app
from app.programme.sessions import open_lobby, plan
from app.settings import load_settings
from app.store.entries import NewPerson
from benchmarks.figures import Figure
from tests.cast import JO, SET_ONE
from tests.faults.process import Process
from tests.server import Browser, dial, greeted

MANY: Final = 100
IN_MEMORY: Final = 20
EACH: Final = 35
"""Commands of one person in a row: the server lets a burst of forty through."""

FLUSHES: Final = 200


@dataclass(frozen=True)
class Ticket:
    """What somebody comes in with."""

    seat: str
    cookie: str


Table = list[Ticket]
"""One set: its facilitator first, then the members."""


async def furnish(process: Process, sets: int) -> list[Table]:
    """Sets with open lobbies and everybody signed in, before the process is started: it slows down many joins."""
    app = create_app(
        load_settings(data_dir=process.data_dir, port=process.port, public_url=process.url), MachineClock()
    )
    parts = await app.start()
    try:
        tables = []
        for n in range(sets):
            made = await parts.store.directory.start_set(
                f"Set {n}",
                facilitators=[NewPerson(JO.name)],
                members=[NewPerson(one.name, one.site) for one in SET_ONE],
                session_format="two-hours",
            )
            entry = await plan(parts.store, parts.rooms, made.id, starts_at=parts.clock.wall(), minutes=120)
            await open_lobby(parts.store, parts.rooms, entry)
            table = []
            for seat in parts.store.directory.seats_of(made.id):
                _, cookie = await parts.sign_ins.join(parts.sign_ins.link_for(seat).partition("#")[2])
                table.append(Ticket(seat.id, f"{cookie.name}={cookie.value}"))
            tables.append(table)
        return tables
    finally:
        await app.stop()


@asynccontextmanager
async def inside(process: Process, *tickets: Ticket) -> AsyncIterator[list[Browser]]:
    """Everybody with these tickets, in their rooms."""
    async with AsyncExitStack() as stack:
        yield [
            await stack.enter_async_context(await greeted(await dial(process.url, ticket.seat, ticket.cookie)))
            for ticket in tickets
        ]


async def acknowledgements(data_dir: Path) -> list[Figure]:
    """A bid with words in it, from the moment it is sent until `done` is heard."""
    process = Process(data_dir)
    alone, *others = await furnish(process, 1 + MANY)
    await process.start()
    try:
        async with inside(process, *alone) as (_, *members):
            one = [await _bid(member, n) for n in range(EACH) for member in members]
        async with inside(process, *(table[1] for table in others)) as browsers:
            many = await asyncio.gather(*(_row_of_bids(browser) for browser in browsers))
    finally:
        await process.stop()
    return [
        Figure("4 KiB written and flushed to this disk", "ms", tuple(flushes(data_dir))),
        Figure("command acknowledged, one room of seven", "ms", tuple(one)),
        Figure(f"the same in {MANY} rooms at once", "ms", tuple(chain.from_iterable(many))),
    ]


def flushes(data_dir: Path) -> Iterator[float]:
    """What the disk alone takes for a commit: on one that never waits, `synchronous=FULL` costs nothing."""
    with (data_dir / "flushed").open("wb", buffering=0) as file:
        for _ in range(FLUSHES):
            began = time.perf_counter()
            file.write(b"x" * 4096)
            os.fsync(file.fileno())
            yield (time.perf_counter() - began) * 1000


async def _row_of_bids(browser: Browser) -> list[float]:
    return [await _bid(browser, n) for n in range(EACH)]


async def _bid(browser: Browser, n: int) -> float:
    began = time.perf_counter()
    answer = await browser.give("place_bid", kind="asks", headline=f"By eleven our unit is full of waiting, {n}")
    assert answer["type"] == "done", answer
    return (time.perf_counter() - began) * 1000


async def memory(data_dir: Path) -> list[Figure]:
    """The largest the process has been: just started, and with rooms in their first airspace, seven lines in each."""
    (data_dir / "bare").mkdir()
    bare = Process(data_dir / "bare")
    await furnish(bare, 0)  # a first start makes the database, and is larger for it
    await bare.start()
    idle = _peak(bare)
    await bare.stop()
    process = Process(data_dir / "rooms")
    tables = await furnish(process, IN_MEMORY)
    await process.start()
    try:
        async with inside(process, *chain.from_iterable(tables)) as browsers:
            seven = len(tables[0])
            for start in range(0, len(browsers), seven):
                await _into_airspace(browsers[start : start + seven])
            busy = _peak(process)
    finally:
        await process.stop()
    return [
        Figure("peak memory, no room open", "MiB", (idle,)),
        Figure(f"peak memory, {IN_MEMORY} rooms of seven lines", "MiB", (busy,)),
    ]


async def _into_airspace(room: Sequence[Browser]) -> None:
    """As a session goes, in short: check-in, two bids, an agenda, and the first of two has the airspace."""
    jo, *members = room
    await _done(jo, "open_step", step="check-in")
    await _done(jo, "open_step", step="asking")
    rounds = [{"holder": member.me, "minutes": 40} for member in members[:2]]
    for member in members[:2]:
        await _done(member, "place_bid", kind="asks", headline="Who decides that a bed is free?", minutes=40)
    agenda = await _done(jo, "propose_agenda", sharing="as_asked", rounds=rounds)
    for member in members:
        await _done(member, "say_content", agenda=agenda)
    await _done(jo, "agree_agenda", agenda=agenda)
    await _done(jo, "open_step", step="r1.present")


async def _done(browser: Browser, command: str, /, **fields: object) -> str:
    answer = await browser.give(command, **fields)
    assert answer["type"] == "done", answer
    return str(answer["id"])


def _peak(process: Process) -> float:
    """In MiB, as Linux counts it."""
    assert process.running is not None
    status = Path(f"/proc/{process.running.pid}/status").read_text()
    (peak,) = (line.split()[1] for line in status.splitlines() if line.startswith("VmHWM:"))
    return int(peak) / 1024
