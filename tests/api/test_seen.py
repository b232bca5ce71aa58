"""What the lead will see, shown to members: the lead's own answers, byte for byte."""

import httpx
import orjson

from app.api.application import create_api, describe
from app.facilitation import commands as c
from app.facilitation.terms import HOUR, PersonKind
from app.programme.sessions import open_lobby, plan
from app.realtime.room import DONE
from app.store.entries import NewPerson, NewPractice
from tests.api.conftest import House
from tests.api.sitting import Sitting
from tests.cast import FARAH, NIA


async def seen_by(house: House, person: str) -> httpx.Response:
    async with await house.signed_in(person) as browser:
        return await browser.get(f"/api/v1/seats/{house.seats[person]}/what-the-lead-sees")


async def lead_gets(house: House, session: str) -> bytes:
    """What a lead is answered, put together from their own answers' bytes as they came."""
    async with await house.lead() as lead:
        whole = await lead.get(f"/api/v1/sessions/{session}")
        log = await lead.get(f"/api/v1/sessions/{session}/log?limit=100")
        report = await lead.get(f"/api/v1/sessions/{session}/report")
    assert log.json()["next"] is None
    name = orjson.dumps(house.parts.store.directory.programmes()[0].name)
    parts = (name, whole.content, log.content, report.content)
    return b'{"programme":%s,"session":%s,"log":%s,"report":%s}' % parts


async def test_L13_every_seat_is_shown_exactly_what_a_lead_is_answered(house: House) -> None:
    """Before anything, in the lobby, in the middle, and after the close."""
    store, rooms = house.parts.store, house.parts.rooms
    told = [await lead_gets(house, "one")]
    assert (await seen_by(house, "ruth")).content == told[-1]
    await open_lobby(store, rooms, store.directory.session("one"))
    told.append(await lead_gets(house, "one"))
    assert (await seen_by(house, "ruth")).content == told[-1]
    sitting = Sitting(store, rooms, house.clock)
    await sitting.hold()
    told.append(await lead_gets(house, "one"))
    for person in house.seats:
        assert (await seen_by(house, person)).content == told[-1], person
    assert len(set(told)) == 3


async def test_L13_in_the_middle_of_a_session_too(house: House) -> None:
    store, rooms = house.parts.store, house.parts.rooms
    await open_lobby(store, rooms, store.directory.session("one"))
    sitting = Sitting(store, rooms, house.clock)
    await rooms.give("one", c.NoteHere(person="jo"), "line", "jo-here")
    await sitting.open("check-in")
    told = await lead_gets(house, "one")
    assert (await seen_by(house, "amina")).content == told
    assert b"step_opened" in told


async def test_after_the_close_it_is_still_that_session_though_the_next_is_planned(house: House) -> None:
    store, rooms = house.parts.store, house.parts.rooms
    await Sitting(store, rooms, house.clock).hold()
    following = await plan(store, rooms, "set-one", starts_at=house.clock.at + HOUR, minutes=60)
    assert (await seen_by(house, "amina")).json()["session"]["id"] == "one"
    await open_lobby(store, rooms, following)
    assert (await seen_by(house, "amina")).json()["session"]["id"] == following.id


async def test_L14_of_a_set_in_no_programme_no_lead_sees_anything(house: House) -> None:
    store = house.parts.store
    made = await store.directory.start_set(
        "Alone",
        facilitators=[],
        members=[NewPerson("Somebody", "Somewhere") for _ in range(3)],
        session_format="two-hours",
    )
    for seat in store.directory.seats_of(made.id):
        house.seats[seat.person_id] = seat.id
    person = store.directory.seats_of(made.id)[0].person_id
    await plan(store, house.parts.rooms, made.id, starts_at=house.clock.at + HOUR, minutes=60)
    answer = (await seen_by(house, person)).json()
    assert answer == {"programme": None, "session": None, "log": None, "report": None}


async def test_L14_of_a_set_that_only_practises_no_lead_sees_anything(house: House) -> None:
    store = house.parts.store
    made = await store.directory.start_set(
        "Practice",
        facilitators=[],
        members=[NewPerson("Somebody", "Somewhere") for _ in range(3)],
        session_format="two-hours",
        programme_id="aec",
        practice=NewPractice(speed=1, began_at=house.clock.at, seed=1),
    )
    seat = store.directory.seats_of(made.id)[0]
    house.seats[seat.person_id] = seat.id
    entry = await plan(store, house.parts.rooms, made.id, starts_at=house.clock.at + HOUR, minutes=60)
    async with await house.lead() as lead:
        assert (await lead.get(f"/api/v1/sessions/{entry.id}/log.csv")).status_code == 404
    answer = (await seen_by(house, seat.person_id)).json()
    assert answer == {"programme": None, "session": None, "log": None, "report": None}


async def test_before_any_session_is_planned_there_is_a_programme_and_nothing_else(house: House) -> None:
    store = house.parts.store
    made = await store.directory.start_set(
        "New",
        facilitators=[],
        members=[NewPerson("Somebody", "Somewhere")],
        session_format="two-hours",
        programme_id="aec",
    )
    seat = store.directory.seats_of(made.id)[0]
    house.seats[seat.person_id] = seat.id
    answer = (await seen_by(house, seat.person_id)).json()
    assert answer == {"programme": "Ambulatory Emergency Care", "session": None, "log": None, "report": None}


async def test_nobody_else_is_shown_it(house: House) -> None:
    async with await house.signed_in("amina") as amina, await house.lead() as lead, house.browser() as stranger:
        path = f"/api/v1/seats/{house.seats['ruth']}/what-the-lead-sees"
        for client in (amina, lead, stranger):
            assert (await client.get(path)).json()["code"] == "signed_out"


def test_it_is_described_with_the_lead_s_own_answers() -> None:
    shape = describe(create_api())["components"]["schemas"]["SeenByLead"]["properties"]
    named = {name: {part.get("$ref", "").rpartition("/")[2] for part in shape[name]["anyOf"]} for name in shape}
    assert named == {
        "programme": {""},
        "session": {"SessionAnswer", ""},
        "log": {"LogPage", ""},
        "report": {"ReportAnswer", ""},
    }


async def test_U6_a_guest_is_not_shown_it_waiting_outside_let_in_or_after(house: House) -> None:
    store, rooms = house.parts.store, house.parts.rooms
    guest = NewPerson(FARAH.name, FARAH.site, FARAH.id)
    house.seats["farah"] = (await store.directory.add_seat("set-one", guest, PersonKind.GUEST)).id
    nia = NewPerson(NIA.name, NIA.site, NIA.id, beside="gareth")
    house.seats["nia"] = (await store.directory.add_seat("set-one", nia, PersonKind.ACCESS)).id
    await open_lobby(store, rooms, store.directory.session("one"))
    for who in ("jo", "amina", "farah"):
        await rooms.give("one", c.NoteHere(person=who), "line", f"{who}-here")
    for give in (None, c.AdmitGuest(guest="farah"), c.EndNow()):
        if give is not None:
            assert await rooms.give("one", give, "jo", f"then-{give.type}") == DONE
        answer = await seen_by(house, "farah")
        assert (answer.status_code, answer.json()["code"]) == (403, "not_for_guests")
        assert "step" not in answer.text
    # whoever is there for a member sees all that the set sees
    assert (await seen_by(house, "nia")).content == await lead_gets(house, "one")
