"""The floor reaches every ear before anybody's page shows it, and only when it is another."""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from pathlib import Path

import pytest

from app.facilitation import commands as c
from app.facilitation.plan import Contract
from app.facilitation.terms import Cameras, Where
from app.facilitation.voices import voices
from app.realtime.room import DONE
from tests.attacks.prepared import WITH_OTHERS, Standing, standing
from tests.facilitation.scenario import in_round, lobby
from tests.realtime.voicing import enter, join, joining, newest, refused, settled
from tests.server import Browser

PEOPLE = ("jo", "amina", "danny")


@pytest.fixture
async def here(tmp_path: Path) -> AsyncIterator[Standing]:
    async with standing(tmp_path) as one:
        one.prepare(in_round("present", people=WITH_OTHERS))
        yield one


async def joined(here: Standing, stack: AsyncExitStack, *people: str) -> list[Browser]:
    browsers = await enter(here, stack, *people)
    for browser in browsers:
        await join(browser)
    await settled(*browsers)
    return browsers


def shown_floors(browser: Browser) -> list[tuple[list[str], list[str]]]:
    """At each view that shows another floor: who may be heard in it, and who by the newest word about voice."""
    found = []
    voice: list[str] = []
    for message in browser.heard:
        if message["type"] == "voice":
            voice = message["heard"]
        elif message["type"] == "view" and "floor" in message["sections"]:
            found.append((sorted(message["sections"]["floor"]["heard"]), voice))
    return found


async def test_every_step_of_a_round_reaches_ears_before_pages(here: Standing, stack: AsyncExitStack) -> None:
    browsers = await joined(here, stack, *PEOPLE)
    opened = await here.room()
    marks = {browser.me: len(browser.heard) for browser in browsers}
    epochs = []
    for n in range(8):
        step = opened.room.state.step_id
        commands: dict[int, c.Command] = {
            1: c.OpenFloor(step=step or ""),
            2: c.CloseFloor(step=step or ""),
            6: c.ChooseWhere(where=Where.TEXT),
            7: c.ChooseWhere(where=Where.HERE),
        }
        command = commands.get(n) or c.OpenStep(step=browsers[0].view["mine"]["next_step"])
        assert await opened.room.give(command, "jo", f"step-{n:04d}") == DONE, command
        await settled(*browsers)
        now = voices(opened.room.state)
        for browser in browsers if now.table else ():
            if n == 7:
                await join(browser)
            floor = newest(browser)
            assert floor["heard"] == sorted(now.heard), step
            assert floor["seen"] == sorted(now.seen), step
            assert floor["table"] == sorted(now.table), step
        epochs.append(newest(browsers[0])["epoch"])
    assert epochs == sorted(epochs)
    for browser in browsers:
        browser.heard = browser.heard[marks[browser.me] :]
        shown = shown_floors(browser)
        here_by_voice = [(page, voice) for page, voice in shown if voice]  # elsewhere, nobody is heard here
        assert len(here_by_voice) >= 3
        assert len({tuple(page) for page, _ in here_by_voice}) >= 2
        for page, voice in here_by_voice:
            assert page == voice


async def test_what_leaves_the_floor_as_it_was_says_nothing(here: Standing, stack: AsyncExitStack) -> None:
    amina, danny = await joined(here, stack, "amina", "danny")
    before = [len(one.of("voice")) for one in (amina, danny)]
    opened = await here.room()
    assert await opened.room.give(c.RaiseHand(), "danny", "hand-00001") == DONE
    assert await opened.room.give(c.StopClock(step="r1.present"), "jo", "stop-00001") == DONE
    await settled(amina, danny)
    assert [len(one.of("voice")) for one in (amina, danny)] == before
    assert amina.view["clock"], "and yet the page was shown it"


async def test_a_guest_joins_when_let_in_and_is_out_when_sent_out(here: Standing, stack: AsyncExitStack) -> None:
    here.prepare(in_round("clarify", people=WITH_OTHERS))
    (amina,) = await joined(here, stack, "amina")
    rao = await here.enter("rao")
    stack.push_async_callback(rao.leave)
    assert await refused(rao, joining("rao")) == "voice_closed"
    room = (await here.room()).room
    assert await room.give(c.AdmitGuest(guest="rao"), "jo", "admit-0001") == DONE
    await join(rao)
    await settled(amina)
    assert "rao" in newest(amina)["peers"]
    assert await room.give(c.SendGuestOut(guest="rao"), "jo", "out-000001") == DONE
    await settled(amina, rao)
    assert "rao" not in newest(amina)["peers"]
    assert "rao" not in newest(amina)["table"]
    last = newest(rao)
    assert (last["table"], last["heard"], last["seen"], last["peers"]) == ([], [], [], {})
    count = len(rao.of("voice"))
    before = len(amina.of("voice"))
    assert await room.give(c.OpenStep(step="r1.explore"), "jo", "step-00001") == DONE
    assert await room.give(c.OpenFloor(step="r1.explore"), "jo", "floor-0001") == DONE
    await settled(amina, rao)
    assert len(amina.of("voice")) > before
    assert len(rao.of("voice")) == count, "and hears nothing more of it"


@pytest.mark.parametrize("where", [Where.CALL, Where.TEXT])
async def test_a_set_that_goes_elsewhere_has_no_voice_here(here: Standing, stack: AsyncExitStack, where: Where) -> None:
    amina, jo = await joined(here, stack, "amina", "jo")
    room = (await here.room()).room
    assert await room.give(c.ChooseWhere(where=where), "jo", "where-0001") == DONE
    await settled(amina, jo)
    for browser in (amina, jo):
        assert (newest(browser)["table"], newest(browser)["peers"]) == ([], {})
    assert await refused(amina, joining("amina")) == "voice_closed"
    assert await room.give(c.ChooseWhere(where=Where.HERE), "jo", "where-0002") == DONE
    assert (await join(amina))["heard"] == ["amina", "sian"]


async def test_at_the_end_every_ear_closes(here: Standing, stack: AsyncExitStack) -> None:
    amina, jo = await joined(here, stack, "amina", "jo")
    room = (await here.room()).room
    assert await room.give(c.EndNow(), "jo", "end-000001") == DONE
    await amina.until_closed()
    await jo.until_closed()
    assert (newest(amina)["table"], newest(amina)["heard"]) == ([], [])


async def test_no_picture_is_to_be_seen_where_the_contract_has_none_but_of_whom_access_needs(
    here: Standing, stack: AsyncExitStack
) -> None:
    here.prepare(in_round("present", people=WITH_OTHERS, contract=Contract(cameras=Cameras.OFF)))
    (amina,) = await joined(here, stack, "amina")
    assert newest(amina)["seen"] == ["amina", "sian"]
    here.prepare(in_round("present", people=WITH_OTHERS, contract=Contract(cameras=Cameras.ON)))
    (amina,) = await joined(here, stack, "amina")
    assert newest(amina)["seen"] == newest(amina)["table"]


async def test_only_who_has_come_may_be_connected(here: Standing, stack: AsyncExitStack) -> None:
    one = lobby(people=WITH_OTHERS, here=())
    here.prepare(one)
    assert one.state.presence["amina"].value == "expected"
    amina = await here.enter("amina")
    stack.push_async_callback(amina.leave)
    await amina.until(lambda: bool(amina.view["mine"]["may"]))
    assert set((await join(amina))["table"]) == {"amina"}, "whoever has come, and nobody else yet"
