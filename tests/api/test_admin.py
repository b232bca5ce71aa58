"""The office: sets, links, keys. For the administrator's browser and this machine's command line, and nobody else."""

import re

import httpx
import pytest

from app.facilitation.terms import HOUR
from app.programme.contracts import starter_contract
from app.programme.sessions import enter, open_lobby
from tests.api.conftest import URL, House

NEW_SET = {
    "name": "Southern set",
    "facilitators": [{"name": "Sam"}],
    "members": [{"name": "Hannah", "site": "Norfolk"}, {"name": "Kwame", "site": "Frimley"}, {"name": "Leila"}],
    "round_format": "troika",
    "minutes": 90,
    "starts_at": None,
}


async def administrator(house: House) -> httpx.AsyncClient:
    link = await house.parts.sign_ins.new_admin_link()
    assert link.startswith(f"{URL}/admin#")
    async with house.browser() as client:
        answer = await client.post("/api/v1/admin/sign-in", json={"token": link.partition("#")[2]})
        assert answer.status_code == 204
        again = await client.post("/api/v1/admin/sign-in", json={"token": link.partition("#")[2]})
        assert again.json()["code"] == "unknown_link"
    return house.browser(Cookie=answer.headers["set-cookie"].partition(";")[0])


async def test_an_administrator_starts_a_set_and_hands_out_its_links(house: House) -> None:
    async with await administrator(house) as admin:
        made = await admin.post("/api/v1/admin/sets", json=NEW_SET)
        assert made.status_code == 201, made.text
        body = made.json()
        assert body["session"]["starts_at"] == house.clock.at
        assert [seat["kind"] for seat in body["seats"]] == ["facilitator", "member", "member", "member"]
        listed = (await admin.get("/api/v1/admin/sets")).json()["sets"]
        assert {one["name"] for one in listed} == {"Set one", "Southern set"}
        assert next(one for one in listed if one["name"] == "Southern set") == body
    async with house.browser() as hannah:
        token = body["seats"][1]["link"].partition("#")[2]
        answer = (await hannah.post("/api/v1/join", json={"token": token})).json()
    assert (answer["name"], answer["facilitator"], answer["session"]["minutes"]) == ("Hannah", "Sam", 90)


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"name": ""}, "bad_request"),
        ({"name": "x" * 500}, "bad_request"),
        ({"name": "turned \u202e round"}, "bad_request"),
        ({"members": []}, "bad_request"),
        ({"members": [{"name": "One"}]}, "not_planned"),
        ({"members": [{"name": "A"}] * 12}, "not_planned"),
        ({"minutes": 5}, "bad_request"),
        ({"round_format": "none-such"}, "no_such_format"),
        ({"session_format": "none-such"}, "no_such_format"),
        ({"first_format": "none-such"}, "no_such_format"),
        ({"minutes": 15}, "not_planned"),
        ({"meets": 0}, "bad_request"),
        ({"programme": "none-such"}, "not_found"),
        ({"starts_at": -1}, "bad_request"),
        ({"surprise": 1}, "bad_request"),
    ],
)
async def test_a_set_that_cannot_be_leaves_nothing_behind(house: House, change: dict[str, object], code: str) -> None:
    before = len(house.parts.store.directory.learning_sets())
    async with house.office() as office:
        answer = await office.post("/api/v1/admin/sets", json={**NEW_SET, **change})
    assert answer.json()["code"] == code
    assert len(house.parts.store.directory.learning_sets()) == before


async def test_renewing_revoking_and_removing(house: House) -> None:
    old = house.token("ruth")
    seat = house.seats["ruth"]
    async with house.office() as office, house.browser() as browser, await house.signed_in("ruth") as ruth:
        renewed = (await office.post(f"/api/v1/admin/seats/{seat}/renew")).json()
        assert renewed["link"].partition("#")[2] not in {"", old}
        assert (await browser.post("/api/v1/join", json={"token": old})).status_code == 403
        assert (await ruth.get(f"/api/v1/seats/{seat}")).status_code == 401
        answer = await browser.post("/api/v1/join", json={"token": house.token("ruth")})
        assert answer.json()["renewed_at"] == house.clock.at
        revoked = (await office.post(f"/api/v1/admin/seats/{seat}/revoke")).json()
        assert (revoked["link"], revoked["revoked"]) == ("", True)
        assert (await office.post(f"/api/v1/admin/seats/{seat}/remove")).status_code == 204
        sets = (await office.get("/api/v1/admin/sets")).json()["sets"]
        assert "Ruth" not in str(sets)
        for what in ("renew", "revoke", "remove"):
            assert (await office.post(f"/api/v1/admin/seats/nobody/{what}")).status_code == 404


async def test_further_sessions_are_planned_and_called_off(house: House) -> None:
    at = house.clock.at + 48 * HOUR
    async with house.office() as office:
        made = (await office.post("/api/v1/admin/sets/set-one/sessions", json={"starts_at": at})).json()
        assert (made["number"], made["status"]) == (2, "planned")
        cancel = f"/api/v1/admin/sessions/{made['id']}/cancel"
        assert (await office.post(cancel)).status_code == 204
        assert (await office.post(cancel)).status_code == 204  # a resend is answered as it was the first time
        assert (await office.post("/api/v1/admin/sessions/none/cancel")).status_code == 404
        assert (await office.post("/api/v1/admin/sets/none/sessions", json={"starts_at": at})).status_code == 404


async def test_a_set_chooses_how_it_works(house: House) -> None:
    async with house.office() as office:
        formats = (await office.get("/api/v1/admin/formats")).json()
        sessions = {one["name"]: one for one in formats["sessions"]}
        assert {"two-hours", "first-session", "last-session", "als-30"} <= sessions.keys()
        assert {"als-4step", "wial", "case-clinic", "post-it"} <= {one["name"] for one in formats["rounds"]}
        assert all(one["title"] and one["steps"] for one in formats["rounds"])
        two_hours = sessions["two-hours"]
        assert two_hours["stages"][: two_hours["rounds_after"]] == ["Check-in", "Asking for time"], "rounds come then"
        body = {**NEW_SET, "minutes": None, "round_format": None, "first_format": "first-session", "meets": 6}
        made = (await office.post("/api/v1/admin/sets", json=body)).json()
        assert (made["session_format"], made["round_format"], made["meets"]) == ("two-hours", None, 6)
        assert made["session"]["session_format"] == "first-session"
        assert made["session"]["minutes"] == sessions["first-session"]["minutes"]
        sessions_of = f"/api/v1/admin/sets/{made['id']}/sessions"
        at = house.clock.at + 48 * HOUR
        usual = (await office.post(sessions_of, json={"starts_at": at})).json()
        assert (usual["session_format"], usual["minutes"]) == ("two-hours", sessions["two-hours"]["minutes"])
        last = (await office.post(sessions_of, json={"starts_at": at, "session_format": "last-session"})).json()
        assert last["session_format"] == "last-session"
        short = {"starts_at": at, "minutes": 20, "round_format": "wial"}
        refused = (await office.post(sessions_of, json=short)).json()
        assert refused["code"] == "not_planned"
        assert re.search(r"they need \d+ minutes", refused["detail"])
        nameless = {"starts_at": at, "session_format": "none-such"}
        assert (await office.post(sessions_of, json=nameless)).json()["code"] == "no_such_format"
    store, rooms = house.parts.store, house.parts.rooms
    first = store.directory.session(made["session"]["id"])
    await open_lobby(store, rooms, first)
    state = (await rooms.open(first.id)).room.state
    assert (state.format, state.round_format) == ("first-session", "als-4step")
    entrance = await enter(store, rooms, store.directory.seat(made["seats"][1]["seat"]), house.clock.at)
    assert entrance is not None
    assert (entrance[0].number, entrance[0].of) == (1, 6)
    planned = store.directory.session(usual["id"])
    await open_lobby(store, rooms, planned)
    assert (await rooms.open(planned.id)).room.state.format == "two-hours"


async def test_a_support_line_is_filled_in_and_the_rest_is_the_set_s_own(house: House) -> None:
    async with house.office() as office:
        made = (await office.post("/api/v1/admin/sets", json=NEW_SET)).json()
        line = f"/api/v1/admin/sets/{made['id']}/support-line"
        assert "staff support" in made["support_line"]
        assert (await office.post(line, json={"support_line": " 0191 496 0000\n"})).status_code == 204
        assert (await office.post(line, json={"support_line": "\u0000"})).json()["code"] == "bad_request"
        none = await office.post("/api/v1/admin/sets/none/support-line", json={"support_line": "x"})
        assert none.status_code == 404
        listed = (await office.get("/api/v1/admin/sets")).json()["sets"]
    assert next(one["support_line"] for one in listed if one["id"] == made["id"]) == "0191 496 0000"
    contract = house.parts.store.directory.contract(made["id"])
    assert contract == starter_contract().model_copy(update={"support_line": "0191 496 0000"})


async def test_somebody_joins_a_set_later(house: House) -> None:
    async with house.office() as office:
        seat = (await office.post("/api/v1/admin/sets/set-one/seats", json={"name": "Kwame", "site": "Frimley"})).json()
    assert seat["kind"] == "member"
    assert [person.name for person in house.parts.store.directory.roster("set-one")][-1] == "Kwame"


async def test_keys_are_made_shown_once_listed_and_revoked(house: House) -> None:
    async with house.office() as office:
        made = (await office.post("/api/v1/admin/keys", json={"name": "Pat", "days": 30})).json()
        listed = await office.get("/api/v1/admin/keys")
        secret = made["key"].split("_")[2]
        assert secret not in listed.text
        assert listed.json()["items"][0]["expires_at"] == house.clock.at + 30 * 24 * HOUR
        async with house.program(Authorization=f"Bearer {made['key']}") as lead:
            assert (await lead.get("/api/v1/sessions")).status_code == 200
            assert (await office.post(f"/api/v1/admin/keys/{made['prefix']}/revoke")).status_code == 204
            assert (await lead.get("/api/v1/sessions")).status_code == 401


WAYS = (
    ("GET", "/sets"),
    ("POST", "/sets"),
    ("GET", "/formats"),
    ("POST", "/sets/set-one/support-line"),
    ("POST", "/sets/set-one/meeting"),
    ("GET", "/keys"),
    ("POST", "/keys"),
    ("POST", "/link"),
    ("GET", "/rehearsals"),
    ("POST", "/rehearsals"),
    ("GET", "/csp-reports"),
    ("POST", "/seats/x/renew"),
    ("POST", "/seats/x/revoke"),
    ("POST", "/seats/x/remove"),
    ("POST", "/sets/set-one/seats"),
    ("POST", "/sets/set-one/sessions"),
    ("POST", "/sessions/one/cancel"),
    ("POST", "/keys/x/revoke"),
)


@pytest.mark.parametrize(("method", "path"), WAYS)
async def test_nobody_else_administers(house: House, method: str, path: str) -> None:
    clients = (
        house.browser(),
        await house.signed_in("jo"),
        await house.lead(),
        house.program(Authorization="Local wrong"),
        house.program(Authorization="Local "),
        house.program(Authorization=f"Bearer {house.parts.local_token}"),
        house.browser(Cookie="__Host-admin=" + "x" * 43),
    )
    for client in clients:
        async with client:
            answer = await client.request(method, f"/api/v1/admin{path}", json=NEW_SET if method == "POST" else None)
            assert answer.status_code == 401, answer.text
            assert answer.json()["code"] == "signed_out"


async def test_every_way_of_the_office_is_tried_above(house: House) -> None:
    described = house.app.api.openapi()["paths"]
    wanted = {
        (method.upper(), re.sub(r"\{\w+\}", "{}", path.removeprefix("/api/v1/admin")))
        for path, methods in described.items()
        if path.startswith("/api/v1/admin")
        for method in methods
    }
    tried = {(method, re.sub(r"/(x|one|set-one)/", "/{}/", path)) for method, path in WAYS}
    assert wanted - tried == {("POST", "/sign-in"), ("POST", "/sign-out")}
