"""How a set meets: chosen by the office, carried to the doors, told at the door; its call's link is the set's alone."""

import logging

import httpx
import pytest

from app.facilitation import commands as c
from app.facilitation.terms import Cameras, Where
from app.programme.sessions import open_lobby
from app.realtime.room import DONE
from tests.api.conftest import House
from tests.api.test_admin import NEW_SET

LINK = "https://call.example/l/meetup-join/19%3ameeting_CANARY%40thread.v2/0?context=%7b%22Tid%22%3a%22a%22%7d"
MEETING = "/api/v1/admin/sets/set-one/meeting"


async def told(house: House, person: str) -> dict[str, object]:
    """What somebody is told at the door about the session."""
    async with await house.signed_in(person) as browser:
        answer = await browser.get(f"/api/v1/seats/{house.seats[person]}")
    session: dict[str, object] = answer.json()["session"]
    return {name: session[name] for name in ("where", "cameras")}


async def chosen(house: House, where: str, call_link: str = "") -> httpx.Response:
    """The office chooses how the set meets."""
    async with house.office() as office:
        return await office.post(MEETING, json={"where": where, "call_link": call_link})


async def listed(house: House) -> dict[str, object]:
    """The set, as the office reads it."""
    async with house.office() as office:
        (one,) = (await office.get("/api/v1/admin/sets")).json()["sets"]
    return {name: one[name] for name in ("where", "call_link")}


async def test_a_set_is_made_to_meet_beside_its_call(house: House) -> None:
    async with house.office() as office:
        usual = (await office.post("/api/v1/admin/sets", json=NEW_SET)).json()
        beside = {**NEW_SET, "where": "call", "call_link": f"  {LINK} "}
        made = (await office.post("/api/v1/admin/sets", json=beside)).json()
    assert (usual["where"], usual["call_link"]) == ("here", "")
    assert (made["where"], made["call_link"]) == ("call", LINK)


async def test_how_a_set_meets_can_be_changed_and_a_link_stays_only_with_a_call(house: House) -> None:
    assert await listed(house) == {"where": "here", "call_link": ""}
    for where, link, kept in (("call", LINK, LINK), ("call", "", ""), ("call", LINK, LINK), ("text", LINK, "")):
        assert (await chosen(house, where, link)).status_code == 204
        assert await listed(house) == {"where": where, "call_link": kept}
        assert (await told(house, "amina"))["where"] == where
    async with house.office() as office:
        none = await office.post("/api/v1/admin/sets/none/meeting", json={"where": "here"})
    assert none.json()["code"] == "not_found"


@pytest.mark.parametrize(
    ("link", "code"),
    [
        ("http://call.example/CANARY", "bad_call_link"),
        ("javascript:alert(1)//CANARY", "bad_call_link"),
        ("call.example/CANARY", "bad_call_link"),
        ("https://", "bad_call_link"),
        ("https://teams.example@evil.example/CANARY", "bad_call_link"),
        ("https://call.example/CANARY two", "bad_call_link"),
        ("https://call.example/CANARY\n", ""),
        ("https://call.example/CANARY\u202e", "bad_call_link"),
        ("https://call.example/" + "C" * 480, "bad_request"),
    ],
)
async def test_a_link_that_cannot_be_shown_is_refused_and_said_to_nobody(
    house: House, link: str, code: str, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    before = len(house.parts.store.directory.learning_sets())
    change = await chosen(house, "call", link)
    async with house.office() as office:
        making = await office.post("/api/v1/admin/sets", json={**NEW_SET, "where": "call", "call_link": link})
    if not code:  # a blank at its end is no part of it
        assert (change.status_code, making.status_code) == (204, 201)
        return
    for answer in (change, making):
        assert (answer.status_code, answer.json()["code"]) == (422, code)
        assert answer.headers["content-type"] == "application/problem+json"
        assert "CANARY" not in answer.text
    assert await listed(house) == {"where": "here", "call_link": ""}
    assert len(house.parts.store.directory.learning_sets()) == before
    assert "CANARY" not in caplog.text


async def test_the_doors_open_as_the_set_meets_and_today_may_differ(house: House) -> None:
    store, rooms = house.parts.store, house.parts.rooms
    await store.directory.reword_contract("set-one", lambda old: old.model_copy(update={"cameras": Cameras.SMALL}))
    await chosen(house, "call", LINK)
    assert await told(house, "amina") == {"where": "call", "cameras": "small"}
    await open_lobby(store, rooms, store.directory.session("one"))
    state = (await rooms.open("one")).room.state
    assert (state.where, state.call_link) == (Where.CALL, LINK)
    assert await rooms.give("one", c.NoteHere(person="jo"), "line", "here-0001") == DONE
    assert await rooms.give("one", c.ChooseWhere(where=Where.HERE), "jo", "where-001") == DONE
    assert await told(house, "amina") == {"where": "here", "cameras": "small"}
    assert await listed(house) == {"where": "call", "call_link": LINK}
    await chosen(house, "text")  # holds from the next session on
    assert (await told(house, "amina"))["where"] == "here"


async def test_the_link_is_shown_to_the_office_and_the_facilitator_and_not_at_anybody_s_door(
    house: House, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    await chosen(house, "call", LINK)
    for person in ("jo", "amina"):
        async with await house.signed_in(person) as browser:
            seat = house.seats[person]
            links = await browser.get(f"/api/v1/seats/{seat}/links")
            others = [await browser.get(f"/api/v1/seats/{seat}{rest}") for rest in ("", "/next.ics", "/own-page")]
        assert ("CANARY" in links.text) == (person == "jo")
        assert all(answer.status_code == 200 for answer in others)
        assert not any("CANARY" in answer.text for answer in others)
    async with house.browser() as browser:
        joined = await browser.post("/api/v1/join", json={"token": house.token("amina")})
    assert joined.json()["session"]["where"] == "call"
    assert "CANARY" not in joined.text
    assert "CANARY" not in caplog.text
