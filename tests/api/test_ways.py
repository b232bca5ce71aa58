"""The check at the door: a browser with a session to come into is given the relays, with credentials that end."""

import base64
import hmac
from pathlib import Path

from app.facilitation.commands import EndNow, NoteHere
from app.facilitation.terms import HOUR, LINE, PersonKind, Where
from app.main import create_app
from app.media.turn import LIFE
from app.programme.sessions import DOORS_OPEN, open_lobby
from app.settings import load_settings
from app.store.entries import NewPerson
from tests.api.conftest import URL, House
from tests.realtime.fakes import HandClock
from tests.server import furnish

SESAME = "open-sesame-and-then-some-more"
RELAY = "turns:relay.example:5349?transport=tcp"


async def test_without_a_relay_there_is_none_to_try(house: House) -> None:
    async with await house.signed_in("ruth") as browser:
        answer = await browser.get(f"/api/v1/seats/{house.seats['ruth']}/ways")
    assert answer.json() == {"servers": [], "until": house.clock.at + LIFE}


async def test_a_set_that_meets_elsewhere_is_given_none(house: House) -> None:
    await house.parts.store.directory.choose_where("set-one", Where.TEXT, "")
    async with await house.signed_in("ruth") as browser:
        answer = await browser.get(f"/api/v1/seats/{house.seats['ruth']}/ways")
    assert answer.json() == {"servers": [], "until": None}


async def test_nobody_is_given_them_without_having_joined(house: House) -> None:
    async with house.browser() as browser:
        answer = await browser.get(f"/api/v1/seats/{house.seats['ruth']}/ways")
    assert answer.status_code == 401


async def test_a_relay_is_given_with_credentials_that_it_can_work_out_too(tmp_path: Path) -> None:
    clock = HandClock()
    given = load_settings(data_dir=tmp_path, public_url=URL, turn_urls=(RELAY,), turn_secret=SESAME)
    app = create_app(given, clock)
    parts = await app.start()
    try:
        await furnish(parts, starts_in=HOUR)
        seats = {seat.person_id: seat.id for seat in parts.store.directory.seats_of("set-one")}
        house = House(app, parts, clock, seats)
        async with await house.signed_in("ruth") as browser:
            answer = await browser.get(f"/api/v1/seats/{seats['ruth']}/ways")
    finally:
        await app.stop()
    (server,) = answer.json()["servers"]
    assert server["urls"] == [RELAY]
    assert "ruth" not in server["username"]
    assert int(server["username"].partition(":")[0]) * 1000 <= answer.json()["until"]
    expected = base64.b64encode(hmac.digest(SESAME.encode(), server["username"].encode(), "sha1")).decode()
    assert server["credential"] == expected


async def test_a_guest_is_given_none_before_the_doors_open_and_nobody_once_it_is_over(house: House) -> None:
    directory = house.parts.store.directory
    guest = await directory.add_seat("set-one", NewPerson("Dr Rao", "Public Health", "rao"), PersonKind.GUEST)
    house.seats["rao"] = guest.id
    async with await house.signed_in("rao") as rao, await house.signed_in("ruth") as ruth:
        path = "/api/v1/seats/{}/ways"
        assert (await rao.get(path.format(guest.id))).json()["until"] is None
        assert (await ruth.get(path.format(house.seats["ruth"]))).json()["until"] is not None, "to try her line"
        house.clock.at += HOUR - DOORS_OPEN
        assert (await rao.get(path.format(guest.id))).json()["until"] is not None
        await open_lobby(house.parts.store, house.parts.rooms, directory.session("one"))
        await house.parts.rooms.give("one", NoteHere(person="jo"), LINE, "here-0001")
        await house.parts.rooms.give("one", EndNow(), "jo", "end-00001")
        for person, browser in (("rao", rao), ("ruth", ruth)):
            assert (await browser.get(path.format(house.seats[person]))).json()["until"] is None


async def test_in_practice_nobody_is_given_them(house: House) -> None:
    jos = house.seats["jo"]
    async with await house.signed_in("jo") as jo:
        assert (await jo.get(f"/api/v1/seats/{jos}/ways")).json()["until"] is not None, "in the session it is for"
        begun = await jo.post(f"/api/v1/seats/{jos}/rehearsals", json={"speed": 60})
    async with house.browser() as browser:
        joined = await browser.post("/api/v1/join", json={"token": begun.json()["link"].partition("#")[2]})
        cookie = joined.headers["set-cookie"].partition(";")[0]
        answer = await browser.get(f"/api/v1/seats/{joined.json()['seat']}/ways", headers={"Cookie": cookie})
    assert answer.json() == {"servers": [], "until": None}
    await house.parts.rehearsals.end(house.parts.rehearsals.on[0])
