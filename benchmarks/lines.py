"""Lines that end: by a killed server, until everybody is back; and by a removal, until the line is closed."""

import asyncio
import random
import time
from pathlib import Path
from typing import Final

from benchmarks.figures import Figure
from tests.faults.process import Process
from tests.faults.test_killed import Client, everybody
from tests.server import Browser, running

KILLS: Final = 5
SESSIONS: Final = 3
"""Sessions out of each of which every member is removed."""


async def after_a_kill(data_dir: Path) -> list[Figure]:
    """Seven scripted clients in a running session, whose server is killed and started again."""
    moments = random.Random(1)
    process = Process(data_dir)
    await process.start()
    clients = list((await everybody(process, moments)).values())
    for client in clients:
        client.begin()
    took = []
    try:
        await _all_back(clients)
        for _ in range(KILLS):
            await asyncio.sleep(0.5 + moments.random() / 3)
            took.append(await _killed(process, clients))
    finally:
        for client in clients:
            await client.end()
        await process.stop()
    return [Figure("seven clients back after a kill", "s", tuple(took), 5)]


async def _killed(process: Process, clients: list[Client]) -> float:
    await process.kill()
    for client in clients:  # it may not have noticed yet, and the old line would count as being back
        client.back.clear()
    starting = asyncio.create_task(process.start())
    began = await _listening(process)
    await _all_back(clients)
    took = time.monotonic() - began
    await starting
    return took


async def _listening(process: Process) -> float:
    """The moment at which the server's port took a connection again."""
    while True:
        try:
            _, writer = await asyncio.open_connection("127.0.0.1", process.port)
        except OSError:
            await asyncio.sleep(0.005)
        else:
            writer.close()
            return time.monotonic()


async def _all_back(clients: list[Client]) -> None:
    async with asyncio.timeout(30):
        await asyncio.gather(*(client.back.wait() for client in clients))


async def removals(data_dir: Path) -> list[Figure]:
    """Everybody is removed in turn by the desk; each has two lines, and both must have closed."""
    took = []
    for n in range(SESSIONS):
        async with running(data_dir / f"removals-{n}") as server, await server.enter("jo") as jo:
            for who in [one for one in server.seats if one != "jo"]:
                cookie = await server.cookie(who)
                both = [await server.enter(who, cookie) for _ in range(2)]
                took.append(await _removed(jo, who, both))
    return [Figure("removal → the person's lines closed", "ms", tuple(took), 1_000)]


async def _removed(jo: Browser, who: str, lines: list[Browser]) -> float:
    began = time.perf_counter()
    removed = asyncio.create_task(jo.give("remove_person", person=who))
    for line in lines:
        await line.until(lambda line=line: line.closed is not None)  # type: ignore[misc]
    took = (time.perf_counter() - began) * 1000
    assert (await removed)["type"] == "done"
    return took
