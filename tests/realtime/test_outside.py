"""Guests and interpreters over real lines: whoever waits outside is sent nothing of the set, not a byte."""

import json
import re
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from app.realtime.messages import SHARED_SECTIONS
from tests.cast import FARAH, NIA, TABLE_ONE
from tests.server import Browser, Server, running

OTHERS = re.compile("|".join(rf'{one.name}|"{one.id}"' for one in (*TABLE_ONE, NIA)))
SECRET = "The discharge lounge"


@pytest.fixture
async def server(tmp_path: Path) -> AsyncIterator[Server]:
    async with running(tmp_path, people=(*TABLE_ONE, NIA, FARAH)) as opened:
        yield opened


def bytes_of(browser: Browser, since: int = 0) -> str:
    """Everything that this line was sent, as it came."""
    return json.dumps(browser.heard[since:], ensure_ascii=False)


def shared(browser: Browser) -> dict[str, Any]:
    return {name: browser.view[name] for name in SHARED_SECTIONS}


async def busy(jo: Browser, amina: Browser) -> None:
    """Things happen in the room that would be seen by anybody in it."""
    bid = await amina.give("place_bid", kind="asks", headline=SECRET, minutes=20)
    assert bid["type"] == "done"
    assert (await amina.give("show_bid", bid=bid["id"], show=True))["type"] == "done"
    for step in ("check-in", "asking"):
        assert (await jo.give("open_step", step=step))["type"] == "done"
    assert (await amina.give("say_line", words=SECRET))["type"] == "done"
    assert (await amina.give("step_out"))["type"] == "done"
    assert (await amina.give("come_back"))["type"] == "done"


async def test_a_guest_who_waits_is_sent_nothing_of_the_set(server: Server) -> None:
    async with (
        await server.enter("jo") as jo,
        await server.enter("amina") as amina,
        await server.enter("farah") as farah,
    ):
        await jo.until(lambda: any(one["presence"] == "waiting" for one in jo.view["people"]["people"]))
        await busy(jo, amina)
        assert (await jo.signal("word_to_member", to="farah", words="Welcome"))["code"] == "not_now"
        assert (await farah.signal("cannot_hear"))["code"] == "not_now"
        assert (await farah.signal("word_to_chair", words="Hello?"))["type"] == "refused"
        for command in ({"type": "raise_hand"}, {"type": "say_ready"}, {"type": "say_line", "words": "Hello?"}):
            assert (await farah.give(**command))["type"] == "refused"
        assert not OTHERS.search(bytes_of(farah)), "no name, no id, no presence"
        assert SECRET not in bytes_of(farah)
        assert not jo.of("signal")
        assert farah.view["people"]["people"] == []
        assert farah.view["contract"].keys() == jo.view["contract"].keys(), "what binds them they may read"


async def test_let_in_a_guest_has_all_at_once_and_sent_out_their_page_forgets_it(server: Server) -> None:
    async with (
        await server.enter("jo") as jo,
        await server.enter("amina") as amina,
        await server.enter("farah") as farah,
    ):
        await jo.until(lambda: any(one["presence"] == "waiting" for one in jo.view["people"]["people"]))
        await busy(jo, amina)
        before = len(farah.heard)
        assert (await jo.give("admit_guest", guest="farah"))["type"] == "done"
        await farah.until(lambda: bool(farah.view["people"]["people"]))
        first = next(one for one in farah.heard[before:] if one["type"] == "view")
        assert {"step", "floor", "clock", "agenda", "people", "mine"} <= first["sections"].keys(), "in one message"
        assert shared(farah)["step"] == shared(jo)["step"]
        assert shared(farah)["people"] == shared(jo)["people"]
        assert shared(jo)["bids"]["bids"][0]["headline"] == SECRET
        assert shared(farah)["bids"] == {"bids": []}
        assert (await farah.signal("cannot_hear"))["type"] == "done"

        assert (await jo.give("send_guest_out", guest="farah"))["type"] == "done"
        await farah.until(lambda: not farah.view["people"]["people"])
        assert not OTHERS.search(json.dumps(farah.view)), "nothing is left on the page"
        after = len(farah.heard)
        assert (await amina.give("say_line", words="Behind closed doors"))["type"] == "done"
        async with await server.enter("farah") as again:
            assert again.view == farah.view, "as for somebody who was never in the room"
            assert not OTHERS.search(bytes_of(again))
        assert not OTHERS.search(bytes_of(farah, after))


async def test_a_guest_whose_line_has_gone_waits_no_longer(server: Server) -> None:
    """After ten seconds the desk does not go on showing somebody at the door who has walked away."""
    room = (await server.parts.rooms.open("one")).room
    async with await server.enter("jo") as jo:
        async with await server.enter("farah"):
            await jo.until(lambda: "waiting" in str(jo.view["people"]))
        await jo.until(lambda: "waiting" not in str(jo.view["people"]), within=15.0)
        assert room.state.presence["farah"].value == "away"


async def test_somebody_by_phone_is_kept_and_their_own_line_takes_that_seat_s_place(server: Server) -> None:
    room = (await server.parts.rooms.open("one")).room
    async with await server.enter("jo") as jo:
        assert (await jo.give("note_on_phone", person="ruth"))["type"] == "done"
        assert "ruth" in room.state.without_screen
        async with await server.enter("ruth") as ruth:
            await jo.until(lambda: "ruth" not in room.state.without_screen)
            assert (await ruth.give("say_ready"))["type"] == "done"


async def test_an_interpreter_sees_what_the_set_sees_and_is_heard_with_their_member(server: Server) -> None:
    async with (
        await server.enter("jo") as jo,
        await server.enter("gareth") as gareth,
        await server.enter("nia") as nia,
        await server.enter("amina") as amina,
    ):
        await busy(jo, amina)
        await nia.until(lambda: shared(nia) == shared(jo))
        assert nia.view["mine"]["beside"] == "gareth"
        assert nia.view["desk"] is None
        assert (await jo.give("open_step", step="check-in"))["type"] == "done"
        await nia.until(lambda: shared(nia) == shared(gareth))
        assert nia.view["mine"]["heard"] == gareth.view["mine"]["heard"]
        for command in (
            {"type": "raise_hand"},
            {"type": "place_bid", "kind": "nothing"},
            {"type": "end_turn", "turn": 1},
        ):
            assert (await nia.give(**command))["code"] in {"not_yours", "not_now"}
        assert (await nia.signal("caption", words="We wait for the ward."))["type"] == "done"
        await gareth.until(lambda: bool(gareth.of("signal")))
        assert gareth.of("signal")[0]["words"] == "We wait for the ward."
        assert not amina.of("signal")
        assert not jo.of("signal")
        assert (await gareth.signal("caption", words="Mine"))["code"] == "not_yours"
        assert await gareth.problem_with(
            json.dumps({"type": "signal", "id": "signal-01", "kind": "nudge", "rule": "x"})
        )
