"""Somebody taken out of a session, or whose link is void, tries every way back; their other set goes on untouched."""

import json
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import pytest
from websockets import ConnectionClosed

from app.auth.links import LinkRefused
from app.facilitation.evolve import replay
from app.facilitation.terms import Presence
from tests.attacks.two_sets import add_set_two
from tests.cast import GARETH, SAM, SET_TWO
from tests.server import Browser, Server, dial, greeted, running

WITHIN = 1.0
"""Seconds within which lines are to close, as stated."""
HELLO = '{"type":"hello","protocol":1}'


@dataclass
class InTwoSets:
    """Gareth sits in two sets, with a browser in each: two tabs here, one of them a phone's, and one tab there."""

    server: Server
    cookie: str
    tab: Browser
    phone: Browser
    waiting: Browser
    """A socket that was let in and has not said hello yet."""
    elsewhere: Browser
    other_cookie: str
    other_seat: str

    async def knock(self, cookie: str) -> int | None:
        """Try to come in with this cookie: the code with which that ends, None when they are in."""
        line = Browser(await self.server.open("gareth", cookie))
        with suppress(ConnectionClosed):
            await line.send(HELLO)
        await line.until(lambda: "step" in line.view or line.closed is not None)
        code = line.closed
        assert code is None or not line.of("view"), "who is turned away sees nothing"
        await line.leave()
        return code

    async def all_closed(self, code: int, began: float, *, then: int | None = None) -> None:
        """Every line here has ended in time and with this code, and who only now says hello hears it (or the other)."""
        for line in (self.tab, self.phone):
            await line.until_closed()
        assert time.monotonic() - began < WITHIN
        assert (self.tab.closed, self.phone.closed) == (code, code)
        with suppress(ConnectionClosed):
            await self.waiting.send(HELLO)
        await self.waiting.until(lambda: self.waiting.closed is not None)
        assert (self.waiting.closed, self.waiting.of("view")) == (then or code, [])

    async def goes_on_elsewhere(self) -> None:
        """In the other set nothing has happened: the line, its cookie, a new tab."""
        assert self.elsewhere.closed is None
        assert (await self.elsewhere.give("place_bid", kind="asks", headline="Beds"))["type"] == "done"
        async with await greeted(await dial(self.server.url, self.other_seat, self.other_cookie)) as tab:
            assert tab.view["mine"]["bid"]["headline"] == "Beds"


@asynccontextmanager
async def in_two_sets(data_dir: Path) -> AsyncIterator[InTwoSets]:
    async with running(data_dir) as server:
        seats = await add_set_two(server, (SAM, GARETH, *SET_TWO))
        cookie, phone = await server.cookie("gareth"), await server.cookie("gareth")
        seat = server.parts.store.directory.seat(seats["gareth"])
        async with server.http() as browser:
            link = server.parts.sign_ins.link_for(seat).partition("#")[2]
            joined = await browser.post("/api/v1/join", json={"token": link})
        other_cookie = joined.headers["set-cookie"].partition(";")[0]
        async with (
            await server.enter("gareth", cookie) as tab,
            await server.enter("gareth", phone) as second,
            Browser(await server.open("gareth", cookie)) as waiting,
            await greeted(await dial(server.url, seat.id, other_cookie)) as elsewhere,
        ):
            yield InTwoSets(server, cookie, tab, second, waiting, elsewhere, other_cookie, seat.id)


async def office(server: Server, what: str) -> None:
    async with server.http(Authorization=f"Local {server.parts.local_token}") as browser:
        answer = await browser.post(f"/api/v1/admin/seats/{server.seats['gareth']}/{what}", json={})
        assert answer.is_success, answer.text


async def join(server: Server, token: str) -> tuple[int, str]:
    """Press the button of a link: what is answered, and the cookie."""
    async with server.http() as browser:
        answer = await browser.post("/api/v1/join", json={"token": token})
        return answer.status_code, answer.headers.get("set-cookie", "").partition(";")[0]


async def is_out(his: InTwoSets, after: int, *others: Browser) -> None:
    """Nothing has been done by him since, he stays out whoever reads the log, and nobody else has noticed."""
    await his.goes_on_elsewhere()
    for each in others:
        assert (await each.give("say_ready"))["type"] == "done"
        shown = {one["id"]: one["presence"] for one in each.view["people"]["people"]}
        assert shown.get("gareth") != "here"
    rows = his.server.parts.store.read("one")
    assert not [row for row in rows[after:] if row.by == "gareth"]
    assert replay("one", rows).presence["gareth"] is Presence.REMOVED


async def test_who_was_taken_out_of_a_session_comes_back_by_no_way(tmp_path: Path) -> None:
    async with in_two_sets(tmp_path) as his, await his.server.enter("jo") as jo, await his.server.enter("ruth") as ruth:
        server, link = his.server, his.server.token("gareth")
        began = time.monotonic()
        assert (await jo.give("remove_person", person="gareth"))["type"] == "done"
        await his.all_closed(4003, began)
        after = len(server.parts.store.read("one"))
        assert await his.knock(his.cookie) == 4003
        status, again = await join(server, link)  # the seat in the set is still his: only this session is not
        assert (status, await his.knock(again)) == (200, 4003)
        await office(server, "renew")
        assert await join(server, link) == (403, "")
        status, renewed = await join(server, server.token("gareth"))
        assert (status, await his.knock(renewed)) == (200, 4003), "a new link does not undo it"
        await is_out(his, after, jo, ruth)


async def test_who_was_taken_out_of_a_set_comes_back_by_no_way(tmp_path: Path) -> None:
    async with in_two_sets(tmp_path) as his, await his.server.enter("jo") as jo, await his.server.enter("ruth") as ruth:
        server, link = his.server, his.server.token("gareth")
        began = time.monotonic()
        await office(server, "remove")
        await his.all_closed(4003, began, then=4001)
        after = len(server.parts.store.read("one"))
        assert await his.knock(his.cookie) == 4001
        assert await join(server, link) == (403, "")
        await office(server, "renew")
        assert await join(server, link) == (403, "")
        with pytest.raises(LinkRefused):
            server.token("gareth")  # there is no link of his any more, not even a new one
        await is_out(his, after, jo, ruth)


async def test_what_was_in_the_wire_when_somebody_was_taken_out_is_not_done(tmp_path: Path) -> None:
    async with in_two_sets(tmp_path) as his, await his.server.enter("jo") as jo:
        removal = {"type": "give", "id": "removal-1", "command": {"type": "remove_person", "person": "gareth"}}
        await jo.send(removal)
        for n in range(20):
            command = {"type": "place_bid", "kind": "asks", "headline": f"Too late {n}"}
            await his.tab.line.send(json.dumps({"type": "give", "id": f"too-late-{n:03d}", "command": command}))
        await jo.until(lambda: "removal-1" in jo.answers)
        await his.tab.until(lambda: his.tab.closed is not None)
        rows = his.server.parts.store.read("one")
        (out,) = [row.seq for row in rows if row.command_id == "removal-1"]
        assert not [row for row in rows if row.seq > out and row.by == "gareth"]
        done = {row.command_id for row in rows}
        assert {one for one, answer in his.tab.answers.items() if answer["type"] == "done"} <= done


async def test_a_revoked_link_opens_nothing_until_it_is_renewed(tmp_path: Path) -> None:
    async with in_two_sets(tmp_path) as his, await his.server.enter("ruth") as ruth:
        server, link = his.server, his.server.token("gareth")
        began = time.monotonic()
        await office(server, "revoke")
        await his.all_closed(4001, began)
        assert (await join(server, link)) == (403, "")
        assert await his.knock(his.cookie) == 4001
        async with server.http(Cookie=his.cookie) as browser:
            assert (await browser.get(f"/api/v1/seats/{server.seats['gareth']}")).status_code == 401
        await his.goes_on_elsewhere()
        await office(server, "renew")
        assert (await join(server, link)) == (403, "")
        assert await his.knock(his.cookie) == 4001, "what was void stays void"
        status, cookie = await join(server, server.token("gareth"))
        assert (status, await his.knock(cookie)) == (200, None)
        assert ruth.closed is None


async def test_a_renewed_link_takes_the_place_of_the_old_one_at_once(tmp_path: Path) -> None:
    async with in_two_sets(tmp_path) as his, await his.server.enter("ruth") as ruth:
        server, link = his.server, his.server.token("gareth")
        began = time.monotonic()
        await office(server, "renew")
        await his.all_closed(4001, began)
        assert server.token("gareth") != link
        assert (await join(server, link)) == (403, "")
        assert await his.knock(his.cookie) == 4001
        status, cookie = await join(server, server.token("gareth"))
        assert (status, await his.knock(cookie)) == (200, None)
        await his.goes_on_elsewhere()
        assert ruth.closed is None
