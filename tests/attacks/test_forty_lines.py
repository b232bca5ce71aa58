"""Somebody who opens forty lines: the oldest still work, the rest are turned away, and nobody else notices."""

import asyncio
import time
from contextlib import AsyncExitStack

import pytest

from app.realtime import socket
from app.realtime.audience import MOST_LINES
from tests.server import Browser, Server

FORTY = 40


async def knock(server: Server, who: str, cookie: str) -> Browser:
    """A line that says hello, whatever comes of it."""
    browser = Browser(await server.open(who, cookie))
    await browser.send({"type": "hello", "protocol": 1})
    await browser.until(lambda: "step" in browser.view or browser.closed is not None)
    return browser


@pytest.mark.parametrize("at_once", [False, True])
async def test_the_oldest_lines_work_and_the_rest_are_turned_away(server: Server, *, at_once: bool) -> None:
    cookie = await server.cookie("amina")
    async with await server.enter("danny") as danny, await server.enter("jo") as jo, AsyncExitStack() as lines:
        if at_once:
            opened = list(await asyncio.gather(*(knock(server, "amina", cookie) for _ in range(FORTY))))
        else:
            opened = [await knock(server, "amina", cookie) for _ in range(FORTY)]
        for line in opened:
            lines.push_async_callback(line.leave)
        standing = [line for line in opened if line.closed is None]
        turned_away = [line for line in opened if line.closed is not None]
        assert len(standing) == MOST_LINES
        if not at_once:
            assert standing == opened[:MOST_LINES]
        assert {line.closed for line in turned_away} == {4005}
        assert not any(line.of("view") or line.of("welcome") for line in turned_away), "who is turned away sees nothing"
        for n, line in enumerate(standing):
            assert (await line.give("place_bid", kind="asks", headline=f"Issue {n}"))["type"] == "done"
        for line in standing:
            await line.until_it(lambda it: it.view["mine"]["bid"]["headline"] == "Issue 4")
        began = time.monotonic()
        assert (await danny.give("say_ready"))["type"] == "done"
        assert time.monotonic() - began < 1
        assert (await jo.give("open_step", step="check-in"))["type"] == "done"
        assert (danny.closed, jo.closed) == (None, None)
        people = [one for one in danny.view["people"]["people"] if one["id"] == "amina"]
        assert [one["presence"] for one in people] == ["here"]
    arrivals = [
        event
        for row in server.parts.store.read("one")
        for event in row.events
        if event.type == "person_arrived" and event.person == "amina"
    ]
    assert len(arrivals) == 1


async def test_a_line_that_closes_makes_room_for_another(server: Server) -> None:
    cookie = await server.cookie("amina")
    lines = [await knock(server, "amina", cookie) for _ in range(MOST_LINES)]
    assert (await knock(server, "amina", cookie)).closed == 4005
    await lines[2].leave()
    async with await server.enter("amina", cookie) as again:
        assert (await again.give("say_ready"))["type"] == "done"
    for line in lines:
        await line.leave()


async def test_a_fast_talker_is_no_faster_on_five_lines(server: Server) -> None:
    cookie = await server.cookie("amina")
    lines = [await knock(server, "amina", cookie) for _ in range(MOST_LINES)]
    before = len(server.parts.store.read("one"))
    for n in range(30):
        for number, line in enumerate(lines):
            command = {"type": "place_bid", "kind": "asks", "headline": f"Issue {n} {number}"}
            await line.send({"type": "give", "id": f"fast-{number}-{n:04d}", "command": command})
    for line in lines:
        await line.until_it(lambda it: it.closed is not None or len(it.answers) + len(it.of("problem")) >= 30)
    assert len(server.parts.store.read("one")) - before <= 40 + 5 * 5, "the burst of one person, and what is filled up"
    for line in lines:
        await line.leave()


async def test_forty_lines_that_say_nothing_end_by_themselves(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(socket, "HELLO_WITHIN", 0.3)
    cookie = await server.cookie("amina")
    async with await server.enter("danny") as danny:
        silent = [Browser(await server.open("amina", cookie)) for _ in range(FORTY)]
        assert (await danny.give("say_ready"))["type"] == "done"
        async with await server.enter("amina", cookie) as amina:
            assert (await amina.give("say_ready"))["type"] == "done"
        await asyncio.gather(*(line.until_closed() for line in silent))
        assert {line.closed for line in silent} == {1008}
        assert danny.closed is None
