"""Interpreters and guests are given seats by the office or the facilitator, and nobody counts them."""

from typing import Any

import pytest

from app.facilitation import commands as c
from app.facilitation.terms import MINUTE, PersonKind, Presence
from app.programme.sessions import plan
from tests.api.conftest import House
from tests.api.sitting import Sitting
from tests.programme.held import give, in_lobby


async def added(house: House, by: str = "jo", **new: Any) -> dict[str, Any]:
    """What a facilitator is answered who adds somebody."""
    async with await house.signed_in(by) as client:
        answer = await client.post(f"/api/v1/seats/{house.seats[by]}/seats", json=new)
    found: dict[str, Any] = answer.json()
    return found


def nia(house: House) -> dict[str, str]:
    return {"name": "Nia", "kind": "access", "beside": house.seats["gareth"]}


async def test_a_facilitator_adds_an_interpreter_and_a_guest_before_the_doors_open(house: House) -> None:
    made = await added(house, **nia(house))
    assert (made["kind"], made["beside"], made["comes"]) == ("access", "Gareth", "this_time")
    farah = await added(house, name="Farah", kind="guest")
    assert (farah["beside"], farah["comes"]) == ("", "this_time")
    async with house.browser() as browser:
        joined = (await browser.post("/api/v1/join", json={"token": made["link"].partition("#")[2]})).json()
    assert (joined["name"], joined["kind"], joined["beside"]) == ("Nia", "access", "Gareth")
    assert joined["contract"].keys() == {"version", "text", "limits", "support_line"}
    assert joined["session"]["members"] == 6
    await in_lobby(house)
    state = (await house.parts.rooms.open("one")).room.state
    kinds = {one.name: (one.kind, one.beside) for one in state.people}
    assert kinds["Nia"] == (PersonKind.ACCESS, "gareth")
    assert kinds["Farah"] == (PersonKind.GUEST, None)


async def test_K5_U8_once_the_doors_are_open_an_interpreter_and_a_guest_come_this_time_and_a_member_next(
    house: House,
) -> None:
    await in_lobby(house)
    assert (await added(house, **nia(house)))["comes"] == "this_time"
    async with house.office() as office:
        seats = "/api/v1/admin/sets/set-one/seats"
        farah = (await office.post(seats, json={"name": "Farah", "kind": "guest"})).json()
        kwame = (await office.post(seats, json={"name": "Kwame", "kind": "member"})).json()
    assert (farah["comes"], kwame["comes"]) == ("this_time", "next_time")
    state = (await house.parts.rooms.open("one")).room.state
    new = {one.name: (one.kind, one.beside, state.presence[one.id]) for one in state.people[7:]}
    assert new == {
        "Nia": (PersonKind.ACCESS, "gareth", Presence.EXPECTED),
        "Farah": (PersonKind.GUEST, None, Presence.EXPECTED),
    }
    # whose member comes next time has nobody to be there for today
    assert (await added(house, name="Bo", kind="access", beside=kwame["seat"]))["comes"] == "next_time"


async def test_K5_whoever_was_added_with_the_doors_open_is_taken_out_again_by_the_end_of_their_seat(
    house: House,
) -> None:
    await in_lobby(house)
    made = await added(house, **nia(house))
    async with await house.signed_in("jo") as jo:
        end = await jo.post(f"/api/v1/seats/{house.seats['jo']}/seats/end", json={"seat": made["seat"]})
    assert end.status_code == 204
    state = (await house.parts.rooms.open("one")).room.state
    assert {one.name for one in state.people if state.presence[one.id] is Presence.REMOVED} == {"Nia"}


async def test_U8_whoever_is_added_before_the_doors_open_may_wait_for_them(house: House) -> None:
    assert (await added(house, name="Farah", kind="guest"))["comes"] == "this_time"
    state = (await house.parts.rooms.open("one")).room.state
    assert "Farah" in {one.name for one in state.people}


@pytest.mark.parametrize(
    ("new", "code"),
    [
        ({"name": "Nia", "kind": "access"}, "bad_request"),
        ({"name": "Nia", "kind": "access", "beside": "nobody"}, "not_found"),
        ({"name": "Nia", "kind": "access", "beside": "jo"}, "not_found"),
        ({"name": "Farah", "kind": "guest", "beside": "gareth"}, "bad_request"),
        ({"name": "Mel", "kind": "member"}, "bad_request"),
        ({"name": "Sam", "kind": "facilitator"}, "bad_request"),
        ({"name": "", "kind": "guest"}, "bad_request"),
    ],
)
async def test_a_seat_that_cannot_be_is_not_made(house: House, new: dict[str, str], code: str) -> None:
    if "beside" in new:
        new = {**new, "beside": house.seats.get(new["beside"], "nobody")}
    before = house.parts.store.directory.seats_of("set-one")
    assert (await added(house, **new))["code"] == code
    assert house.parts.store.directory.seats_of("set-one") == before


async def test_members_add_nobody_and_end_nobody(house: House) -> None:
    made = await added(house, name="Farah", kind="guest")
    assert (await added(house, "amina", name="Farah", kind="guest"))["code"] == "forbidden"
    async with await house.signed_in("amina") as amina:
        end = await amina.post(f"/api/v1/seats/{house.seats['amina']}/seats/end", json={"seat": made["seat"]})
    assert end.json()["code"] == "forbidden"


async def test_a_full_table_is_told_before_its_doors_would_stay_shut(house: House) -> None:
    async with house.office() as office:
        for n in range(5):
            assert (await office.post("/api/v1/admin/sets/set-one/seats", json={"name": f"N{n}"})).status_code == 201
        refused = (await office.post("/api/v1/admin/sets/set-one/seats", json={"name": "One more"})).json()
    assert refused["code"] == "not_planned"
    assert (await added(house, name="Farah", kind="guest"))["comes"] == "this_time", "guests do not sit at the table"
    await in_lobby(house)


async def test_a_facilitator_ends_what_they_added_and_nobody_else(house: House) -> None:
    made = await added(house, **nia(house))
    farah = await added(house, name="Farah", kind="guest")
    await in_lobby(house)
    async with await house.signed_in("jo") as jo:
        end = f"/api/v1/seats/{house.seats['jo']}/seats/end"
        assert (await jo.post(end, json={"seat": farah["seat"]})).status_code == 204
        assert (await jo.post(end, json={"seat": farah["seat"]})).status_code == 404
        assert (await jo.post(end, json={"seat": "nobody"})).status_code == 404
        assert (await jo.post(end, json={"seat": house.seats["amina"]})).json()["code"] == "forbidden"
        listed = (await jo.get(f"/api/v1/seats/{house.seats['jo']}/links")).json()["seats"]
    assert [one["name"] for one in listed if one["kind"] in {"access", "guest"}] == ["Nia"]
    state = (await house.parts.rooms.open("one")).room.state
    gone = next(one.id for one in state.people if one.name == "Farah")
    assert state.presence[gone] is Presence.REMOVED
    async with house.browser() as browser:
        refused = await browser.post("/api/v1/join", json={"token": farah["link"].partition("#")[2]})
        assert refused.json()["code"] == "unknown_link"
        assert (await browser.post("/api/v1/join", json={"token": made["link"].partition("#")[2]})).status_code == 200


async def test_a_member_who_leaves_takes_their_interpreter_along(house: House) -> None:
    made = await added(house, **nia(house))
    await in_lobby(house)
    async with house.office() as office:
        assert (await office.post(f"/api/v1/admin/seats/{house.seats['gareth']}/remove")).status_code == 204
    state = (await house.parts.rooms.open("one")).room.state
    assert {one.name for one in state.people if state.presence[one.id] is Presence.REMOVED} == {"Gareth", "Nia"}
    directory = house.parts.store.directory
    assert not directory.seat(made["seat"]).link_works
    assert {one.name for one in directory.roster("set-one")} == {"Jo", "Amina", "Danny", "Maureen", "Priya", "Ruth"}
    await give(house, c.EndNow())


async def test_leads_see_nothing_of_access_seats_and_guests(house: House) -> None:
    """Two sessions alike, in one of which an interpreter and a guest sit: the lead's answers differ in no figure."""
    await Sitting(house.parts.store, house.parts.rooms, house.clock).hold()
    await added(house, **nia(house))
    await added(house, name="Farah", kind="guest")
    await house.clock.pass_time(30 * MINUTE)
    store, rooms = house.parts.store, house.parts.rooms
    await plan(store, rooms, "set-one", starts_at=house.clock.at + 30 * MINUTE, minutes=120, session_id="two")
    await in_lobby(house, "two", tuple(one.id for one in store.directory.roster("set-one")))
    for command in (c.OpenStep(step="check-in"), c.EndNow()):
        await give(house, command, session="two")
    async with await house.lead() as lead:
        report = (await lead.get("/api/v1/sessions/two/report")).json()
        log = (await lead.get("/api/v1/sessions/two/log")).text
    assert report["members"] == 6
    assert report["attended"]["value"] == 6
    assert len(report["attendance"]) == 6
    for name in ("Nia", "Farah", "access", "guest"):
        assert name not in log
        assert name not in str(report)
