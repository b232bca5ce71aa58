"""The line itself, on a real server: who may come in, what may be said, and that nobody's line harms another's."""

import json
import logging
import time
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import websockets

from app.facilitation.terms import HOUR
from app.programme.sessions import plan
from app.realtime.connection import Pace
from app.store.entries import NewPerson
from tests.server import Browser, Server, running


@pytest.fixture
async def server(tmp_path: Path) -> AsyncIterator[Server]:
    async with running(tmp_path) as opened:
        yield opened


async def test_hello_is_answered_with_who_where_and_everything(server: Server) -> None:
    async with await server.enter("amina") as amina:
        welcome = amina.of("welcome")[0]
        assert welcome["me"] == "amina"
        assert welcome["protocol"] == 1
        session = {"id": "one", "set": "Set one", "number": 1, "of": None, "next_at": None}
        assert welcome["session"] == {**session, "practice": False, "speed": 1.0}
        await amina.until(lambda: amina.view["people"]["people"][1]["presence"] == "here")
        assert amina.view["desk"] is None


async def test_a_command_is_done_and_shown_to_all(server: Server) -> None:
    async with await server.enter("jo") as jo, await server.enter("amina") as amina:
        assert (await jo.give("open_step", step="check-in"))["type"] == "done"
        await amina.until(lambda: amina.view["step"]["id"] == "check-in")
        refused = await amina.give("open_step", step="asking")
        assert (refused["type"], refused["code"]) == ("refused", "not_yours")
        assert refused["sentence"]
        assert refused["sentence"] != "refusals.not_yours"


@pytest.mark.parametrize("origin", ["https://evil.example", "null", "http://127.0.0.1:1"])
async def test_a_page_that_is_not_ours_opens_no_socket(server: Server, origin: str) -> None:
    with pytest.raises(websockets.InvalidStatus) as refused:
        await server.open("amina", origin=origin)
    assert refused.value.response.status_code == 403


async def test_a_browser_that_does_not_say_where_it_comes_from_opens_no_socket(server: Server) -> None:
    with pytest.raises(websockets.InvalidStatus):
        await websockets.connect(
            f"{server.url.replace('http', 'ws')}/ws/{server.seats['amina']}",
            additional_headers={"Cookie": await server.cookie("amina")},
            proxy=None,
        )


@pytest.mark.parametrize("whose", ["nobody", "danny", "forged"])
async def test_only_the_seat_s_own_cookie_opens_it(server: Server, whose: str) -> None:
    cookie = {
        "nobody": "",
        "danny": await server.cookie("danny"),
        "forged": f"__Host-seat-{server.seats['amina']}=" + "x" * 43,
    }[whose]
    line = await server.open("amina", cookie)
    with pytest.raises(websockets.ConnectionClosed) as closed:
        await line.recv()
    assert closed.value.rcvd is not None
    assert closed.value.rcvd.code == 4001


async def test_another_protocol_is_told_so(server: Server) -> None:
    browser = Browser(await server.open("amina"))
    await browser.send({"type": "hello", "protocol": 99})
    await browser.until(lambda: browser.closed is not None)
    assert browser.closed == 4002


@pytest.mark.parametrize("first", ['{"type":"beat","version":0,"sent":1}', "not json", b"\x00", '{"type":"hello"}'])
async def test_hello_comes_first(server: Server, first: str | bytes) -> None:
    browser = Browser(await server.open("amina"))
    await browser.send(first)
    await browser.until(lambda: browser.closed is not None)
    assert browser.of("problem")[0]["code"] == "hello_first"


NOT_MESSAGES: list[tuple[str | bytes, str]] = [
    (b"binary", "binary"),
    ("", "bad_message"),
    ("not json", "bad_message"),
    ("null", "bad_message"),
    ("[]", "bad_message"),
    ('"text"', "bad_message"),
    ("[" * 5000, "bad_message"),
    ('{"type":"nope"}', "unknown_type"),
    ("{}", "unknown_type"),
    ('{"type":"give"}', "bad_message"),
    ('{"type":"give","id":"short","command":{"type":"say_ready"}}', "bad_message"),
    ('{"type":"give","id":"has spaces in","command":{"type":"say_ready"}}', "bad_message"),
    ('{"type":"give","id":"command-1","command":{"type":"pass_time"}}', "bad_message"),
    ('{"type":"give","id":"command-1","command":{"type":"note_here","person":"ruth"}}', "bad_message"),
    ('{"type":"give","id":"command-1","command":{"type":"cancel_session"}}', "bad_message"),
    ('{"type":"give","id":"command-1","by":"jo","command":{"type":"say_ready"}}', "bad_message"),
    ('{"type":"give","id":"command-1","command":{"type":"place_bid","kind":"asks","minutes":1e400}}', "bad_message"),
    ('{"type":"give","id":"command-1","command":{"type":"end_turn","turn":"\\ud800"}}', "bad_message"),
    ('{"type":"beat","version":-1,"sent":1}', "bad_message"),
    ('{"type":"beat","version":1,"sent":"NaN"}', "bad_message"),
    ('{"type":"beat","version":99999999999999999999999999,"sent":null}', "bad_message"),
    ('{"type":"signal","id":"signal-1","kind":"shout"}', "bad_message"),
    ('{"type":"hello","protocol":1}', "bad_message"),
]


async def test_what_is_no_message_is_a_problem_of_that_line_alone(server: Server) -> None:
    async with await server.enter("danny") as danny:
        for who, some in (("amina", NOT_MESSAGES[:15]), ("ruth", NOT_MESSAGES[15:])):
            async with await server.enter(who) as browser:
                for text, code in some:
                    assert await browser.problem_with(text) == code, text
                assert browser.closed is None
        assert (await danny.give("say_ready"))["type"] == "done"
        assert danny.closed is None
        assert not danny.of("problem")


async def test_a_command_that_cannot_be_read_is_refused_under_its_own_id(server: Server) -> None:
    async with await server.enter("amina") as amina:
        for command in (
            {"type": "say_ready", "by": "jo"},
            {"type": "place_bid", "kind": "asks", "headline": "Beds", "minutes": "many"},
            {"type": "end_turn"},
        ):
            answer = await amina.give(**command)
            assert (answer["type"], answer["code"]) == ("refused", "bad_value"), "or its page would wait for ever"
        assert not amina.of("problem")
        assert (await amina.give("say_ready"))["type"] == "done"


async def test_words_that_cannot_be_are_refused_and_harm_nobody(server: Server) -> None:
    async with await server.enter("amina") as amina:
        for words in ("\u0000", "\u202egnp", "\ud83d\ude00" * 10, "e\u0301" * 50, "x" * 20_000):
            answer = await amina.give("place_bid", kind="asks", headline=words)
            assert answer["type"] in {"done", "refused"}
        assert (await amina.give("place_bid", kind="asks", headline="Beds"))["type"] == "done"


async def test_a_frame_that_is_too_large_ends_its_own_line(server: Server) -> None:
    async with await server.enter("amina") as amina, await server.enter("danny") as danny:
        await amina.send("x" * 65_537)
        await amina.until(lambda: amina.closed is not None)
        assert amina.closed == 1009
        assert (await danny.give("say_ready"))["type"] == "done"


async def test_too_fast_is_a_problem_and_more_of_it_a_goodbye(server: Server) -> None:
    async with await server.enter("amina") as amina, await server.enter("danny") as danny:
        for n in range(60):
            await amina.send({"type": "give", "id": f"command-{n:04d}", "command": {"type": "say_ready"}})
        await amina.until(lambda: "too_fast" in {problem["code"] for problem in amina.of("problem")})
        await amina.until(lambda: bool(amina.of("done")))
        for n in range(200):
            try:
                await amina.send({"type": "beat", "version": n, "sent": 1})
            except websockets.ConnectionClosed:
                break
        await amina.until(lambda: amina.closed is not None)
        assert amina.closed == 1008
        assert (await danny.give("say_ready"))["type"] == "done"


async def test_a_resend_on_another_line_is_done_once(server: Server) -> None:
    cookie = await server.cookie("amina")
    command = {"type": "place_bid", "kind": "asks", "headline": "Beds"}
    bid = {"type": "give", "id": "bid-from-two-tabs", "command": command}
    async with await server.enter("amina", cookie) as first, await server.enter("amina", cookie) as second:
        assert (await first.ask(bid))["type"] == "done"
        assert (await second.ask(bid))["type"] == "done"
        changed = {**bid, "command": {**command, "headline": "Staff"}}
        second.answers.clear()
        assert (await second.ask(changed))["code"] == "already"
    assert [row.command_id for row in server.parts.store.read("one")].count("bid-from-two-tabs") == 1


async def test_beats_are_answered_with_the_time(tmp_path: Path) -> None:
    async with running(tmp_path, pace=Pace(beat=0.1)) as server, await server.enter("amina") as amina:
        await amina.until(lambda: len(amina.of("time")) >= 2)
        assert amina.of("time")[0]["sent"] == 1.0
        assert abs(amina.of("time")[0]["now"] - time.time() * 1000) < 2_000


async def test_a_line_that_answers_no_beat_is_dropped(tmp_path: Path) -> None:
    async with running(tmp_path, pace=Pace(beat=0.1, dead=1.0)) as server, await server.enter("danny") as danny:
        quiet = await server.enter("amina")
        quiet.beats = False
        began = time.monotonic()
        await quiet.until(lambda: quiet.closed is not None)
        assert quiet.closed == 1006
        assert time.monotonic() - began > 0.5
        assert danny.closed is None
        assert (await danny.give("say_ready"))["type"] == "done"


async def test_a_browser_that_stops_reading_holds_nobody_up(tmp_path: Path) -> None:
    bound = 20_000
    async with running(tmp_path, pace=Pace(unreported=bound)) as server:
        server.as_fast_as_you_like()
        cookie = await server.cookie("amina")
        async with await server.enter("amina", cookie) as amina:
            slow = await server.open("amina", cookie)  # what she asks for is drawn in all her tabs
            await slow.send(json.dumps({"type": "hello", "protocol": 1}))
            await slow.recv()
            for n in range(100):
                assert (await amina.give("place_bid", kind="asks", headline=f"{n} " + "x" * 100))["type"] == "done"
            kept = [line.unreported for line in (await server.parts.rooms.open("one")).audience.lines("amina")]
            assert bound < max(kept) < bound + 10_000, "it was held back, or there was nothing to hold back"
            await slow.close()


async def test_removal_closes_every_line_within_a_second(server: Server) -> None:
    cookie = await server.cookie("gareth")
    async with (
        await server.enter("jo") as jo,
        await server.enter("gareth", cookie) as one,
        await server.enter("gareth", cookie) as two,
    ):
        began = time.monotonic()
        assert (await jo.give("remove_person", person="gareth"))["type"] == "done"
        await one.until(lambda: one.closed is not None)
        await two.until(lambda: two.closed is not None)
        assert time.monotonic() - began < 1
        assert (one.closed, two.closed) == (4003, 4003)
        again = Browser(await server.open("gareth", cookie))
        await again.send({"type": "hello", "protocol": 1})
        await again.until(lambda: again.closed is not None)
        assert again.closed == 4003


@pytest.mark.parametrize("what", ["renew", "revoke"])
async def test_a_link_that_is_renewed_or_revoked_ends_the_lines_it_opened(server: Server, what: str) -> None:
    cookie = await server.cookie("ruth")
    async with await server.enter("ruth", cookie) as ruth, await server.enter("amina") as amina:
        async with server.http(Authorization=f"Local {server.parts.local_token}") as office:
            began = time.monotonic()
            answer = await office.post(f"/api/v1/admin/seats/{server.seats['ruth']}/{what}", json={})
            assert answer.status_code == 200
        await ruth.until(lambda: ruth.closed is not None)
        assert time.monotonic() - began < 1
        assert ruth.closed == 4001
        assert amina.closed is None
    line = await server.open("ruth", cookie)
    with pytest.raises(websockets.ConnectionClosed) as closed:
        await line.recv()
    assert closed.value.rcvd is not None
    assert closed.value.rcvd.code == 4001


async def test_signing_out_ends_the_lines_of_that_browser_and_no_other(server: Server) -> None:
    at_home, on_the_phone = await server.cookie("ruth"), await server.cookie("ruth")
    async with await server.enter("ruth", at_home) as home, await server.enter("ruth", on_the_phone) as phone:
        async with server.http(Cookie=at_home) as browser:
            assert (await browser.post(f"/api/v1/seats/{server.seats['ruth']}/sign-out")).status_code == 204
        await home.until(lambda: home.closed is not None)
        assert home.closed == 4001
        assert (await phone.give("say_ready"))["type"] == "done"


async def test_a_closed_session_says_its_last_and_then_goodbye(server: Server) -> None:
    cookie = await server.cookie("danny")
    async with await server.enter("jo") as jo, await server.enter("amina") as amina:
        assert (await jo.give("end_now"))["type"] == "done"
        await amina.until(lambda: amina.closed is not None)
        assert amina.closed == 4004
        assert amina.view["step"]["status"] == "closed"
        late = Browser(await server.open("danny", cookie))
        await late.send({"type": "hello", "protocol": 1})
        await late.until(lambda: late.closed is not None)
        assert late.closed == 4004
        assert late.view["step"]["status"] == "closed"
        # what a member took away is behind their PIN for a browser that signs in only now
        later = Browser(await server.open("danny"))
        await later.send({"type": "hello", "protocol": 1})
        await later.until_closed()
        assert (later.closed, later.view) == (4004, {})


async def test_a_server_that_stops_says_that_it_comes_back(tmp_path: Path) -> None:
    async with running(tmp_path) as server:
        amina = await server.enter("amina")
    await amina.until(lambda: amina.closed is not None)
    assert amina.closed == 1012


async def test_the_doors_open_half_an_hour_before(tmp_path: Path) -> None:
    async with running(tmp_path, starts_in=2 * HOUR) as server, await server.enter("amina") as amina:
        assert amina.view["step"]["status"] == "planned"
        assert (await amina.give("place_bid", kind="asks", headline="Beds"))["type"] == "done"
        async with await server.enter("jo"):  # a facilitator may come in earlier
            await amina.until(lambda: amina.view["step"]["status"] == "open")
            await amina.until(lambda: amina.view["people"]["people"][1]["presence"] == "here")
            assert amina.view["mine"]["bid"]["headline"] == "Beds"


async def test_words_and_links_stand_in_no_log(server: Server, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG):
        async with await server.enter("amina") as amina:
            await amina.give("place_bid", kind="asks", headline="CANARY-HEADLINE")
            await amina.signal("word_to_chair", words="CANARY-WORD")
            await amina.send('{"type":"give","id":"command-1","command":{"type":"say_line","words":{"CANARY":1}}}')
            await amina.until(lambda: bool(amina.of("refused")))
    theirs = ("websockets.client", "httpx", "httpcore")
    ours = "\n".join(record.getMessage() for record in caplog.records if not record.name.startswith(theirs))
    assert "CANARY" not in ours
    assert server.token("amina") not in ours
    assert (await server.cookie("amina")).partition("=")[2] not in ours


async def test_a_link_revoked_between_the_handshake_and_hello_lets_nobody_stay(server: Server) -> None:
    waiting = await server.open("amina")
    await server.parts.store.directory.revoke_link(server.seats["amina"])
    await waiting.send(json.dumps({"type": "hello", "protocol": 1}))
    with pytest.raises(websockets.ConnectionClosed) as closed:
        await waiting.recv()
    assert closed.value.rcvd is not None
    assert closed.value.rcvd.code == 4001


async def test_who_has_left_sees_nothing_more_and_is_back_by_a_new_line(server: Server) -> None:
    async with await server.enter("danny") as danny, await server.enter("amina") as first:
        cookie = await server.cookie("amina")
        async with await server.enter("amina", cookie) as second:
            await first.send({"type": "give", "id": "leaving-for-today", "command": {"type": "leave"}})
            await first.until(lambda: first.closed is not None)
            await second.until(lambda: second.closed is not None)
            assert (first.closed, second.closed) == (4006, 4006)
        await danny.until(lambda: presence(danny, "amina") == "left")
        async with await server.enter("amina", cookie):
            await danny.until(lambda: presence(danny, "amina") == "here")


def presence(browser: Browser, who: str) -> str:
    return str(next(one["presence"] for one in browser.view["people"]["people"] if one["id"] == who))


@pytest.mark.parametrize("odd", ['{"a":1}', "a b=c", 'x="', "é=1", ";;;", "=", "a=b=c"])
async def test_another_sites_odd_cookie_shuts_nobody_out(server: Server, odd: str) -> None:
    cookie = await server.cookie("amina")
    async with await server.enter("amina", f"{odd}; {cookie}") as browser:
        assert (await browser.give("say_ready"))["type"] == "done"


async def test_the_holder_is_not_counted_among_those_who_cannot_hear_them(server: Server) -> None:
    async with (
        await server.enter("jo") as jo,
        await server.enter("amina") as amina,
        await server.enter("danny") as danny,
    ):
        room = (await server.parts.rooms.open("one")).room
        for command in (
            {"type": "open_step", "step": "check-in"},
            {"type": "open_step", "step": "asking"},
            {"type": "propose_agenda", "sharing": "own", "rounds": [{"holder": "amina", "minutes": 30}]},
        ):
            answer = await jo.give(**command)
            assert answer["type"] == "done", answer
        await jo.until(lambda: jo.view["agenda"]["proposal"] is not None)
        assert (await jo.give("agree_agenda", agenda=jo.view["agenda"]["proposal"]["agenda"]))["type"] == "done"
        assert (await jo.give("open_step", step="r1.present"))["type"] == "done"
        await amina.signal("cannot_hear")
        await danny.signal("cannot_hear")
        assert not room.state.stops
        await jo.signal("cannot_hear")
        await danny.until(lambda: bool(danny.view["step"]["cannot_hear"]))


async def test_whoever_has_no_place_yet_is_told_when_theirs_begins_and_not_that_it_is_over(server: Server) -> None:
    async with await server.enter("amina"):
        pass  # with her the doors opened, and who is in it today was fixed
    seat = await server.parts.store.directory.add_seat("set-one", NewPerson("Kwame", "Frimley Health", "kwame"))
    server.seats["kwame"] = seat.id
    starts_at = server.parts.clock.wall() + 48 * HOUR
    for next_at in (None, starts_at):
        if next_at:
            await plan(server.parts.store, server.parts.rooms, "set-one", starts_at=starts_at, minutes=120)
        kwame = Browser(await server.open("kwame"))
        await kwame.send({"type": "hello", "protocol": 1})
        await kwame.until_closed()
        assert kwame.closed == 4007
        [problem] = kwame.of("problem")
        assert (problem["code"], problem.get("next_at")) == ("no_place", next_at)
