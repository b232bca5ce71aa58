"""Ten thousand messages about voice that are none, from one seat: another room's session and voice carry on."""

import asyncio
import json
import random
import time
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import suppress
from itertools import cycle
from pathlib import Path
from typing import Any

import pytest
import websockets

from app.auth.limits import Limit
from tests.attacks.two_sets import add_set_two
from tests.media.descriptions import CANDIDATE
from tests.realtime.voicing import arrived, join, joining, newest, refused, settled, to_peer
from tests.server import Browser, Server, dial, greeted, running

FRAMES = 10_000
STRANGE: tuple[Any, ...] = (None, True, -1, 2**70, 1.5, "", "x" * 500, "\u0000", "\u202e", [], {}, [[[]]], {"a": 1})
P95 = 0.1
"""Seconds within which 95 of 100 commands of others are acknowledged meanwhile, as stated."""
FEWEST = 20
"""Fewer commands than this say little of 95 in 100."""
ROOM_FOR_LOAD = 6
"""A loaded machine gets this many times the stated bound; attacker and server share one loop here, too."""


@pytest.fixture
async def server(tmp_path: Path) -> AsyncIterator[Server]:
    async with running(tmp_path) as opened:
        yield opened


def spoilt(moments: random.Random) -> str:
    """A message about voice in which something is not as it should be: its fields, its shape, or its letters."""
    good: list[dict[str, Any]] = [
        to_peer("danny", "amina"),
        to_peer("danny", "amina", description=None),
        {"type": "hearing", "people": ["danny"]},
        joining("amina"),
        {"type": "leave_voice"},
    ]
    message = moments.choice([good[0], good[0], good[0], *good])
    match moments.randrange(5):
        case 0:
            message[moments.choice([*message, "from", "epoch"])] = moments.choice(STRANGE)
            message["broken"] = moments.choice(STRANGE)
        case 1:
            lines = str(good[0]["description"]["sdp"]).split("\r\n")
            lines.insert(moments.randrange(len(lines)), moments.choice(["m=audio 9 RTP/AVP 0", "a=crypto:1", "x", ""]))
            message = {**good[0], "description": {"type": "offer", "sdp": "\r\n".join(lines)}}
        case 2:
            text = CANDIDATE.replace("udp", moments.choice(["sctp", "u d p", ""]))
            message = {**good[0], "candidates": [{"candidate": text, "mid": "0", "line": 0}] * moments.randint(1, 40)}
        case 3:
            whole = json.dumps(good[0])
            return whole[: moments.randrange(1, len(whole))]
        case _:
            letters = list(json.dumps(message))
            letters[moments.randrange(1, len(letters) - 1)] = moments.choice('{}[]"\\\u0000')
            return "".join(letters) + "}"
    return json.dumps(message)


def noise(seed: str, length: int) -> Iterator[str]:
    moments = random.Random(seed)
    return (spoilt(moments) for _ in range(length))


async def two_rooms(server: Server, *others: str) -> tuple[list[Browser], dict[str, str]]:
    """People of the second set, in their room, joined."""
    seats = await add_set_two(server)
    browsers = []
    async with server.http() as client:
        for who in others:
            token = server.parts.sign_ins.link_for(server.parts.store.directory.seat(seats[who])).partition("#")[2]
            answer = await client.post("/api/v1/join", json={"token": token})
            cookie = answer.headers["set-cookie"].partition(";")[0]
            browsers.append(await greeted(await dial(server.url, seats[who], cookie)))
            await arrived(browsers[-1])
            await join(browsers[-1])
    return browsers, seats


async def work(browsers: Sequence[Browser], stop: asyncio.Event) -> list[float]:
    """Give commands one after another, each as fast as one browser may go on; how long each took to be acknowledged."""
    took: list[float] = []
    for browser in cycle(browsers):
        if stop.is_set() and len(took) > FEWEST:
            break
        began = time.monotonic()
        answer = await browser.give("say_ready")
        took.append(time.monotonic() - began)
        assert answer["type"] == "done"
        await asyncio.sleep(0.21 / len(browsers))  # forty in eight seconds, and a little fewer, each
    return took


async def send_all(server: Server, frames: list[str]) -> tuple[int, int]:
    """Send them all from Amina's seat; shown the door, come again. How many lines that took, and how many goodbyes."""
    cookie = await server.cookie("amina")
    lines = shown_out = 0
    while frames:
        browser = await server.enter("amina", cookie)
        lines += 1
        with suppress(websockets.ConnectionClosed):
            for _ in range(60):
                if not frames or browser.closed is not None:
                    break
                await browser.send(frames[-1])
                frames.pop()
            await browser.until_closed()
        shown_out += browser.closed == 1008
        await browser.leave()
    return lines, shown_out


@pytest.mark.timeout(240)
async def test_ten_thousand_messages_that_are_none_trouble_no_other_room(server: Server) -> None:
    (hannah, leila), _ = await two_rooms(server, "hannah", "leila")
    before = len(hannah.of("voice"))
    stop = asyncio.Event()
    working = asyncio.create_task(work((hannah, leila), stop))
    lines, shown_out = await send_all(server, list(noise("ten thousand", FRAMES)))
    stop.set()
    took = sorted(await working)
    assert lines >= FRAMES / 60
    assert shown_out >= lines - 1, "noise is shown the door, but for the last few"
    assert len(took) > FEWEST
    assert took[int(len(took) * 0.95)] < P95 * ROOM_FOR_LOAD
    assert (hannah.closed, leila.closed) == (None, None)
    assert len(hannah.of("voice")) <= before + 1
    assert set(newest(hannah)["peers"]) == {"hannah", "leila"}
    assert await refused(leila, to_peer("hannah", "leila")) == ""
    await settled(hannah)
    assert [one["from"] for one in hannah.of("from_peer")] == ["leila"]
    for each in (hannah, leila):
        await each.leave()


async def test_every_message_is_answered_or_dropped_and_none_becomes_something(
    server: Server, caplog: pytest.LogCaptureFixture
) -> None:
    assert server.app.sockets is not None
    server.as_fast_as_you_like()
    server.app.sockets.faults = server.app.sockets.voices = Limit(1_000_000, 1, server.parts.clock.wall)
    async with await server.enter("amina") as amina, await server.enter("danny") as danny:
        for browser in (amina, danny):
            await arrived(browser)
            await join(browser)
        before = len(server.parts.store.read("one"))
        for sent, frame in enumerate(noise("answered", 2_000), 1):
            if json_type(frame) in {"leave_voice", "join_voice", "hearing"}:
                continue  # whole ones, which do something
            await amina.send(frame)
            if sent % 50 == 0:
                await settled(amina)
        await settled(amina, danny)
        assert amina.closed is None
        assert {one["code"] for one in amina.of("problem")} <= {"bad_message", "unknown_type"}
        # descriptions are counted before anybody looks at their shape
        assert {one["code"] for one in amina.of("voice_refused")} == {"voice_shape", "voice_too_fast"}
        assert len(amina.of("problem")) + len(amina.of("voice_refused")) > 1_000
        assert not danny.of("from_peer"), "nothing of it was passed on"
        assert set(newest(danny)["peers"]) == {"amina", "danny"}
        assert len(server.parts.store.read("one")) == before
    assert not [record for record in caplog.records if record.name.startswith("app.")]


def json_type(frame: str) -> str:
    """What kind of message this is, where it is a whole one of a right shape."""
    try:
        said = json.loads(frame)
    except ValueError:
        return ""
    return str(said.get("type")) if isinstance(said, dict) and "broken" not in said else ""
