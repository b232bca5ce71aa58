"""Voice over real lines: joining, moving, leaving, and what two browsers say to each other."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from pathlib import Path

import pytest

from app.facilitation import commands as c
from app.facilitation.terms import LINE
from app.facilitation.voices import MOST
from app.realtime.room import DONE
from app.realtime.rooms import Rooms
from app.realtime.voice import OFFERS
from tests.attacks.prepared import WITH_OTHERS, Standing, standing
from tests.facilitation.scenario import in_round
from tests.realtime.voicing import enter, join, joining, newest, print_of, refused, settled, to_peer
from tests.server import Browser


@pytest.fixture
async def here(tmp_path: Path) -> AsyncIterator[Standing]:
    async with standing(tmp_path) as one:
        one.prepare(in_round("present", people=WITH_OTHERS))
        yield one


async def test_whoever_joins_hears_the_ways_and_then_the_floor(here: Standing, stack: AsyncExitStack) -> None:
    (amina,) = await enter(here, stack, "amina")
    assert not amina.of("voice"), "nobody is told of voice who did not ask"
    floor = await join(amina)
    kinds = [one["type"] for one in amina.heard if one["type"].startswith("voice")]
    assert kinds == ["voice_ice", "voice"]
    assert floor["heard"] == ["amina", "sian"], "the holder, and her interpreter"
    assert floor["epoch"] == (await here.room()).room.seq
    assert floor["seen"] == ["amina", "sian"]
    assert "rao" not in floor["table"], "a guest who waits"
    mine = {"fingerprint": print_of("amina"), "microphone": True, "camera": False, "large": False}
    assert floor["peers"] == {"amina": mine}
    (ice,) = amina.of("voice_ice")
    assert ice["servers"] == [], "none were set"


async def test_everybody_who_joined_hears_who_else_does_and_nobody_else(here: Standing, stack: AsyncExitStack) -> None:
    amina, danny, ruth = await enter(here, stack, "amina", "danny", "ruth")
    await join(amina)
    await join(danny, camera=True, large=True)
    await settled(amina, ruth)
    assert set(newest(amina)["peers"]) == {"amina", "danny"}
    assert newest(amina)["peers"]["danny"]["camera"] is True
    assert newest(amina)["peers"]["danny"]["large"] is True
    assert not ruth.of("voice")
    await join(danny, microphone=False)
    await settled(amina)
    assert newest(amina)["peers"]["danny"]["microphone"] is False


async def test_saying_the_same_again_tells_only_whoever_said_it(here: Standing, stack: AsyncExitStack) -> None:
    amina, danny = await enter(here, stack, "amina", "danny")
    await join(amina)
    await join(danny)
    await settled(amina)
    before = len(amina.of("voice"))
    await join(danny)
    await settled(amina)
    assert len(amina.of("voice")) == before


async def test_what_one_says_reaches_the_other_alone(here: Standing, stack: AsyncExitStack) -> None:
    amina, danny, ruth = await enter(here, stack, "amina", "danny", "ruth")
    for one in (amina, danny, ruth):
        await join(one)
    message = to_peer("danny", "amina")
    await amina.send(message)
    await settled(amina, danny, ruth)
    (came,) = danny.of("from_peer")
    assert came == {
        "type": "from_peer",
        "from": "amina",
        "fingerprint": print_of("amina"),
        "description": message["description"],
        "candidates": message["candidates"],
    }
    assert not ruth.of("from_peer")
    assert not amina.of("from_peer")


async def test_another_browser_of_the_same_seat_takes_over_and_back(here: Standing, stack: AsyncExitStack) -> None:
    phone, laptop, danny = await enter(here, stack, "amina", "amina", "danny")
    await join(danny)
    await join(phone)
    await join(laptop, again=1)
    await settled(phone, danny)
    assert len(phone.of("voice_elsewhere")) == 1
    assert newest(danny)["peers"]["amina"]["fingerprint"] == print_of("amina", again=1)
    await danny.send(to_peer("amina", "danny", again=1))
    await settled(danny, phone, laptop)
    assert (len(phone.of("from_peer")), len(laptop.of("from_peer"))) == (0, 1)
    assert await refused(phone, to_peer("danny", "amina")) == "voice_closed", "its voice is elsewhere"
    await phone.send({"type": "leave_voice"})
    await settled(phone, danny)
    assert "amina" in newest(danny)["peers"], "who moved on is not taken away by the old tab"
    await phone.send(joining("amina"))  # it wakes, and comes in as it always did
    await phone.until(lambda: len(phone.of("voice_elsewhere")) == 2)
    await settled(laptop, danny)
    assert not laptop.of("voice_elsewhere"), "nobody's voice is taken back by a tab that wakes"
    assert newest(danny)["peers"]["amina"]["fingerprint"] == print_of("amina", again=1)
    await join(phone, again=2)  # brought here by a press
    await settled(laptop, danny)
    assert len(laptop.of("voice_elsewhere")) == 1
    assert newest(danny)["peers"]["amina"]["fingerprint"] == print_of("amina", again=2)


async def test_one_page_cannot_keep_another_at_work_without_end(here: Standing, stack: AsyncExitStack) -> None:
    amina, danny, ruth = await enter(here, stack, "amina", "danny", "ruth")
    for each in (amina, danny, ruth):
        await join(each)
    for _ in range(OFFERS + 10):
        await danny.send(to_peer("amina", "danny"))
    await danny.until(lambda: len(danny.of("voice_refused")) >= 8)
    await danny.send(to_peer("ruth", "danny"))
    await settled(amina, danny, ruth)
    assert {one["code"] for one in danny.of("voice_refused")} == {"voice_too_fast"}
    assert OFFERS <= len(amina.of("from_peer")) <= OFFERS + 2
    assert len(ruth.of("from_peer")) == 1, "it is counted for each of the others"


async def test_a_refused_take_over_changes_nothing(here: Standing, stack: AsyncExitStack) -> None:
    phone, laptop, danny = await enter(here, stack, "amina", "amina", "danny")
    await join(danny)
    await join(phone)
    assert await refused(laptop, joining("danny")) == "voice_shape", "that certificate is Danny's"
    await danny.send(to_peer("amina", "danny"))
    await settled(danny, phone, laptop)
    assert (len(phone.of("from_peer")), len(laptop.of("from_peer"))) == (1, 0)
    assert not phone.of("voice_elsewhere")


async def test_a_line_that_breaks_gives_nothing_up(here: Standing, stack: AsyncExitStack) -> None:
    danny, amina = await enter(here, stack, "danny", "amina")
    await join(danny)
    await join(amina)
    await settled(danny)
    before = len(danny.of("voice"))
    amina.line.transport.abort()
    await amina.until_closed()
    await settled(danny)
    assert len(danny.of("voice")) == before
    assert "amina" in newest(danny)["peers"]
    (again,) = await enter(here, stack, "amina")
    await join(again)
    await danny.send(to_peer("amina", "danny"))
    await settled(danny, again)
    assert len(again.of("from_peer")) == 1
    assert len(danny.of("voice")) == before, "it was no news to anybody"
    assert not again.of("voice_elsewhere")


async def test_who_comes_again_may_leave_for_the_line_that_broke(here: Standing, stack: AsyncExitStack) -> None:
    danny, amina = await enter(here, stack, "danny", "amina")
    await join(danny)
    await join(amina)
    amina.line.transport.abort()
    await amina.until_closed()
    (again,) = await enter(here, stack, "amina")
    await again.send({"type": "leave_voice"})
    await settled(again, danny)
    assert set(newest(danny)["peers"]) == {"danny"}


async def test_who_leaves_the_voice_stays_in_the_room(here: Standing, stack: AsyncExitStack) -> None:
    amina, danny = await enter(here, stack, "amina", "danny")
    await join(amina)
    await join(danny)
    await danny.send({"type": "leave_voice"})
    await settled(danny, amina)
    assert set(newest(amina)["peers"]) == {"amina"}
    assert "danny" in newest(amina)["table"]
    before = len(danny.of("voice"))
    assert (await amina.give("say_ready"))["type"] in {"done", "refused"}
    assert await refused(danny, to_peer("amina", "danny")) == "voice_closed"
    assert len(danny.of("voice")) == before
    assert danny.closed is None


async def test_who_leaves_the_session_leaves_its_voice(here: Standing, stack: AsyncExitStack) -> None:
    amina, danny = await enter(here, stack, "amina", "danny")
    await join(amina)
    await join(danny)
    await danny.give("leave")
    await danny.until_closed()
    await settled(amina)
    assert set(newest(amina)["peers"]) == {"amina"}
    assert "danny" not in newest(amina)["table"]
    last = newest(danny)
    assert (last["table"], last["heard"], last["peers"]) == ([], [], {}), "and is told to close everything"


async def test_nine_find_each_other_at_once_with_their_candidates_in_batches(
    here: Standing, stack: AsyncExitStack
) -> None:
    people = [one.id for one in WITH_OTHERS if one.id != "rao"]
    assert len(people) == MOST
    browsers = await enter(here, stack, *people)
    for browser in browsers:
        await join(browser)
    batches = 8

    async def finds_the_others(browser: Browser) -> None:
        for other in people:
            if other != browser.me:
                await browser.send(to_peer(other, browser.me))
                for _ in range(batches - 1):
                    await browser.send(to_peer(other, browser.me, description=None))

    await asyncio.gather(*(finds_the_others(browser) for browser in browsers))
    for browser in browsers:
        await browser.until_it(lambda it: len(it.of("from_peer")) >= 8 * batches)
        assert not browser.of("voice_refused")
        assert not browser.of("problem")
        assert browser.closed is None
        assert {one["from"] for one in browser.of("from_peer")} == set(people) - {browser.me}


async def test_a_restart_keeps_epochs_growing_and_brings_back_one_after_the_other(
    here: Standing, stack: AsyncExitStack
) -> None:
    amina, danny = await enter(here, stack, "amina", "danny")
    await join(amina)
    await join(danny)
    room = (await here.room()).room
    await room.give(c.OpenStep(step="r1.clarify"), "jo", "step-clarify")
    assert await room.give(c.OpenFloor(step="r1.clarify"), "jo", "floor-0001") == DONE
    await settled(amina)
    before = newest(amina)["epoch"]
    assert newest(amina)["heard"] != ["amina", "sian"]
    await here.rooms.stop()
    assert newest(amina)["table"], "stopping closes nobody's ear"
    sockets = here.server.app.sockets
    assert sockets is not None
    here.rooms = sockets._rooms = Rooms(here.logs, here.server.parts.clock)
    stack.push_async_callback(here.rooms.stop)
    amina_again, danny_again = await enter(here, stack, "amina", "danny")
    first = await join(amina_again)
    assert first["epoch"] >= before
    assert first["heard"] == newest(amina)["heard"]
    assert set(first["peers"]) == {"amina"}
    assert "danny" in first["table"], "so nobody cuts him off meanwhile"
    await join(danny_again)
    await settled(amina_again)
    assert set(newest(amina_again)["peers"]) == {"amina", "danny"}


async def test_somebody_away_keeps_their_place_and_their_floor(here: Standing, stack: AsyncExitStack) -> None:
    amina, danny = await enter(here, stack, "amina", "danny")
    await join(amina)
    await join(danny)
    await amina.leave()
    room = (await here.room()).room
    await room.give(c.NoteAway(person="amina"), LINE, "line-away")
    await settled(danny)
    assert "amina" in newest(danny)["heard"]
    assert "amina" in newest(danny)["peers"]
