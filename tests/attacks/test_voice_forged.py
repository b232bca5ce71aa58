"""A hacked page of somebody who sits at the table: whatever it says about voice, nobody else's ears believe it."""

import json
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from pathlib import Path
from typing import Any

import pytest

from app.facilitation import commands as c
from app.facilitation.plan import Person
from app.facilitation.terms import OFFICE, PersonKind, Where
from app.programme.formats import formats_for
from app.realtime.room import DONE
from tests.attacks.prepared import WITH_OTHERS, Standing, standing
from tests.attacks.two_sets import add_set_two
from tests.cast import TABLE_ONE
from tests.facilitation.scenario import Scenario, in_round
from tests.media.descriptions import CANDIDATE, description, fingerprint
from tests.realtime.voicing import arrived, enter, join, joining, newest, print_of, refused, settled, to_peer
from tests.server import Browser, dial, greeted, running


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


def voice_of(browser: Browser) -> list[dict[str, Any]]:
    """Everything this page was told about voice."""
    kinds = {"voice", "voice_ice", "from_peer", "heard_by", "voice_elsewhere", "voice_refused"}
    return [one for one in browser.heard if one["type"] in kinds]


@pytest.mark.parametrize(
    "forged",
    [
        {"type": "voice", "epoch": 10**9, "table": ["danny"], "heard": ["danny"], "seen": [], "peers": {}},
        {"type": "from_peer", "from": "amina", "fingerprint": print_of("danny"), "description": None, "candidates": []},
        {"type": "heard_by", "people": ["ruth"]},
        {"type": "voice_ice", "servers": [{"urls": ["turn:evil.example.org"]}], "until": 1},
        {"type": "voice_elsewhere"},
        {"type": "voice_refused", "code": "voice_full", "sentence": "Out"},
    ],
)
async def test_the_server_s_own_messages_are_no_browser_s_to_send(
    here: Standing, stack: AsyncExitStack, forged: dict[str, Any]
) -> None:
    danny, ruth = await joined(here, stack, "danny", "ruth")
    before = voice_of(ruth)
    assert await danny.problem_with(json.dumps(forged)) == "unknown_type"
    await settled(danny, ruth)
    assert voice_of(ruth) == before
    assert newest(ruth)["heard"] == ["amina", "sian"]


@pytest.mark.parametrize("field", ["from", "sender", "by", "person", "epoch", "heard"])
@pytest.mark.parametrize("kind", ["join_voice", "leave_voice", "to_peer", "hearing"])
async def test_nobody_says_who_they_are(here: Standing, stack: AsyncExitStack, kind: str, field: str) -> None:
    danny, ruth = await joined(here, stack, "danny", "ruth")
    good: dict[str, dict[str, Any]] = {
        "join_voice": joining("danny", camera=True),
        "leave_voice": {"type": "leave_voice"},
        "to_peer": to_peer("ruth", "danny"),
        "hearing": {"type": "hearing", "people": ["ruth"]},
    }
    before = voice_of(ruth)
    assert await danny.problem_with(json.dumps({**good[kind], field: "amina"})) == "bad_message"
    await settled(danny, ruth)
    assert voice_of(ruth) == before


async def test_what_comes_from_somebody_carries_their_own_name(here: Standing, stack: AsyncExitStack) -> None:
    danny, ruth = await joined(here, stack, "danny", "ruth")
    await danny.send(to_peer("ruth", "danny"))
    await settled(danny, ruth)
    assert [(one["from"], one["fingerprint"]) for one in ruth.of("from_peer")] == [("danny", print_of("danny"))]


BAD_SDP = {
    "second audio section": description(print_of("danny"), sections=("audio", "audio")),
    "second picture": description(print_of("danny"), sections=("audio", "video", "video")),
    "data channel": description(print_of("danny"), sections=("audio", "application")),
    "somebody else's certificate": description(print_of("amina")),
    "another certificate": description(fingerprint(200)),
    "another beside one's own": description(print_of("danny"), more=(f"a=fingerprint:{fingerprint(200)}",)),
    "no certificate": description(print_of("danny")).replace("a=fingerprint", "a=tool"),
    "a key in the clear": description(print_of("danny"), more=("a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:abcd",)),
    "too much": description(print_of("danny"), more=tuple("a=tool:" + "x" * 100 for _ in range(160))),
    "no description": "",
    "a section behind a bare end of line": description(print_of("danny"), more=("a=x:y\nm=audio 9 RTP/AVP 0",)),
}


@pytest.mark.parametrize("why", BAD_SDP)
@pytest.mark.parametrize("kind", ["offer", "answer"])
async def test_another_shape_reaches_nobody(here: Standing, stack: AsyncExitStack, why: str, kind: str) -> None:
    danny, ruth = await joined(here, stack, "danny", "ruth")
    bad = to_peer("ruth", "danny", description={"type": kind, "sdp": BAD_SDP[why]})
    assert await refused(danny, bad) == "voice_shape", why
    await settled(ruth)
    assert not ruth.of("from_peer")


@pytest.mark.parametrize(
    "candidates",
    [
        [{"candidate": CANDIDATE, "mid": "0", "line": 0}] * 33,
        [{"candidate": CANDIDATE + " x " + "y" * 400, "mid": "0", "line": 0}],
        [{"candidate": CANDIDATE + "\r\na=fingerprint:" + print_of("amina"), "mid": "0", "line": 0}],
        [{"candidate": CANDIDATE, "mid": "0", "line": 7}],
        [{"candidate": "candidate:1 1 udp 1 metadata.internal 80 typ host", "mid": "0", "line": 0}],
    ],
)
async def test_nor_do_candidates_that_are_none(here: Standing, stack: AsyncExitStack, candidates: list[Any]) -> None:
    danny, ruth = await joined(here, stack, "danny", "ruth")
    assert await refused(danny, to_peer("ruth", "danny", candidates=candidates)) == "voice_shape"
    await settled(ruth)
    assert not ruth.of("from_peer")


async def test_a_frame_larger_than_any_ends_only_the_line_it_came_on(here: Standing, stack: AsyncExitStack) -> None:
    danny, ruth = await joined(here, stack, "danny", "ruth")
    huge = to_peer("ruth", "danny", description={"type": "offer", "sdp": "v=0\r\n" + "x" * 70_000})
    await danny.send(huge)
    await danny.until_closed()
    assert danny.closed == 1009
    await settled(ruth)
    assert not ruth.of("from_peer")
    assert "danny" in newest(ruth)["peers"]


async def test_a_stale_certificate_reaches_nobody(here: Standing, stack: AsyncExitStack) -> None:
    danny, ruth = await joined(here, stack, "danny", "ruth")
    await join(ruth, again=1)
    assert await refused(danny, to_peer("ruth", "danny")) == "", "dropped without a word: nobody is at fault"
    await settled(ruth)
    assert not ruth.of("from_peer")
    await join(danny, again=1)
    assert await refused(danny, to_peer("ruth", "danny", again=1)) == "voice_shape", "it shows the one from before"


async def test_nobody_takes_over_somebody_else_s_certificate(here: Standing, stack: AsyncExitStack) -> None:
    danny, ruth = await joined(here, stack, "danny", "ruth")
    assert await refused(danny, joining("ruth")) == "voice_shape"
    await settled(ruth)
    assert newest(ruth)["peers"]["danny"]["fingerprint"] == print_of("danny")
    assert newest(ruth)["peers"]["ruth"]["fingerprint"] == print_of("ruth")
    assert not ruth.of("voice_elsewhere")


@pytest.mark.parametrize(
    "bad",
    [
        {"fingerprint": print_of("danny").lower()},
        {"fingerprint": print_of("danny") + ":00"},
        {"fingerprint": print_of("danny").replace("sha-256", "sha-1")},
        {"fingerprint": print_of("danny") + "\n"},
        {"fingerprint": ""},
        {"microphone": 1},
        {"camera": "true"},
        {"large": None},
    ],
)
async def test_joining_has_one_shape_too(here: Standing, stack: AsyncExitStack, bad: dict[str, Any]) -> None:
    (danny,) = await enter(here, stack, "danny")
    assert await danny.problem_with(json.dumps(joining("danny", **bad))) == "bad_message"
    assert not danny.of("voice")


async def test_hearing_counts_for_oneself_alone(here: Standing, stack: AsyncExitStack) -> None:
    amina, danny, ruth = await joined(here, stack, "amina", "danny", "ruth")
    await danny.send({"type": "hearing", "people": ["amina"]})
    await settled(danny, amina)
    assert amina.of("heard_by")[-1]["people"] == ["danny"], "and not ruth, whatever danny says"
    assert await danny.problem_with(json.dumps({"type": "hearing", "people": ["amina"] * 13})) == "bad_message"
    await danny.send({"type": "hearing", "people": ["hannah", "rao", "danny", "", "\u0000", "jo"]})
    await settled(danny, amina, ruth)
    assert amina.of("heard_by")[-1]["people"] == []
    assert not any(one["people"] for one in ruth.of("heard_by"))


# --- who has no place at the table ------------------------------------------------------------------------------------


async def nothing_works(browser: Browser, ruth: Browser) -> None:
    """Whatever this page says, it hears that there is no voice for it, and nobody hears anything of it."""
    before = voice_of(ruth)
    me = browser.me
    assert await refused(browser, joining(me)) == "voice_closed"
    assert await refused(browser, to_peer("ruth", me)) == "voice_closed"
    await browser.send({"type": "hearing", "people": ["ruth"]})
    await browser.send({"type": "leave_voice"})
    await settled(browser, ruth)
    assert not [one for one in voice_of(browser) if one["type"] != "voice_refused"]
    assert voice_of(ruth) == before


async def test_a_guest_who_waits_has_none(here: Standing, stack: AsyncExitStack) -> None:
    (ruth,) = await joined(here, stack, "ruth")
    (rao,) = await enter(here, stack, "rao")
    await nothing_works(rao, ruth)
    assert await refused(ruth, {**to_peer("rao", "ruth")}) == ""
    assert not rao.of("from_peer")


@pytest.mark.parametrize("where", [Where.CALL, Where.TEXT])
async def test_a_session_elsewhere_has_none(here: Standing, stack: AsyncExitStack, where: Where) -> None:
    one = in_round("present", people=WITH_OTHERS)
    one.give(c.ChooseWhere(where=where), "jo")
    here.prepare(one)
    danny, ruth = await enter(here, stack, "danny", "ruth")
    await nothing_works(danny, ruth)


async def test_who_was_removed_is_out_of_the_voice_before_their_line_ends(
    here: Standing, stack: AsyncExitStack
) -> None:
    danny, ruth = await joined(here, stack, "danny", "ruth")
    room = (await here.room()).room
    assert await room.give(c.RemovePerson(person="danny"), "jo", "remove-001") == DONE
    await danny.until_closed()
    assert danny.closed == 4003
    assert (newest(danny)["table"], newest(danny)["peers"]) == ([], {})
    await settled(ruth)
    assert "danny" not in newest(ruth)["peers"]
    assert "danny" not in newest(ruth)["table"]
    assert await refused(ruth, to_peer("danny", "ruth")) == ""
    assert not danny.of("from_peer")


async def test_an_access_seat_is_heard_with_its_member_alone(here: Standing, stack: AsyncExitStack) -> None:
    sian, ruth = await joined(here, stack, "sian", "ruth")
    assert "sian" in newest(ruth)["heard"], "Amina has the airspace"
    room = (await here.room()).room
    assert await room.give(c.OpenStep(step="r1.clarify"), "jo", "step-00001") == DONE
    assert await room.give(c.RaiseHand(), "ruth", "hand-00001") == DONE
    await settled(ruth, sian)
    await sian.send(joining("sian", large=True, camera=True))
    await settled(sian, ruth)
    assert newest(ruth)["peers"]["sian"]["large"] is True
    assert set(newest(ruth)["heard"]) <= {"amina", "sian", "ruth"}


async def test_a_tenth_seat_stays_outside(here: Standing, stack: AsyncExitStack) -> None:
    one: Scenario = in_round("clarify", people=WITH_OTHERS)
    one.give(c.AdmitGuest(guest="rao"), "jo")
    here.prepare(one)
    nine = await joined(here, stack, *(each.id for each in WITH_OTHERS if each.id != "danny"))
    (danny,) = await enter(here, stack, "danny")
    before = [len(browser.of("voice")) for browser in nine]
    assert await refused(danny, joining("danny")) == "voice_full"
    assert await refused(danny, to_peer("ruth", "danny")) == "voice_closed"
    assert await refused(nine[0], to_peer("danny", nine[0].me)) == ""
    await settled(*nine, danny)
    assert [len(browser.of("voice")) for browser in nine] == before
    assert not danny.of("from_peer")
    assert not danny.of("voice")
    await nine[3].send({"type": "leave_voice"})
    await settled(nine[3])
    await join(danny)


async def test_another_session_s_people_are_not_there(tmp_path: Path) -> None:
    async with running(tmp_path) as server:
        seats = await add_set_two(server)
        formats = formats_for("two-hours", None)
        for session, people in (("one", TABLE_ONE), ("two", _people_of(await _state(server.parts, "two")))):
            doors = c.OpenLobby(people=people, session_format=formats[0], round_format=formats[1])
            assert await server.parts.rooms.give(session, doors, OFFICE, f"open-{session}") == DONE
        async with server.http() as client:
            seat = server.parts.store.directory.seat(seats["hannah"])
            token = server.parts.sign_ins.link_for(seat).partition("#")[2]
            answer = await client.post("/api/v1/join", json={"token": token})
            cookie = answer.headers["set-cookie"].partition(";")[0]
        async with (
            await server.enter("amina") as amina,
            await server.enter("danny") as danny,
            await greeted(await dial(server.url, seats["hannah"], cookie)) as hannah,
        ):
            for browser in (amina, danny, hannah):
                await arrived(browser)
                await join(browser)
            await settled(amina, danny, hannah)
            before = voice_of(amina)
            for to in ("amina", "danny"):
                assert await refused(hannah, to_peer(to, "hannah")) == ""
            await hannah.send({"type": "hearing", "people": ["amina", "danny"]})
            await settled(hannah, amina, danny)
            assert voice_of(amina) == before
            assert not amina.of("from_peer")
            assert not danny.of("from_peer")
            assert "hannah" not in json.dumps(amina.of("voice"))
            assert not any(one["people"] for one in amina.of("heard_by"))
            assert await refused(amina, to_peer("hannah", "amina")) == ""
            await settled(hannah)
            assert not hannah.of("from_peer")


async def _state(parts: Any, session: str) -> Any:
    return (await parts.rooms.open(session)).room.state


def _people_of(state: Any) -> tuple[Person, ...]:
    people: tuple[Person, ...] = state.people
    assert any(one.kind is PersonKind.FACILITATOR for one in people)
    return people
