"""Coming in: a link is used by a POST that somebody pressed; a cookie is one seat's; only our pages change things."""

from datetime import datetime

import pytest
from icalendar import Calendar

from app.facilitation.terms import HOUR, MINUTE
from tests.api.conftest import URL, House


async def test_a_link_is_changed_for_a_cookie(house: House) -> None:
    async with house.browser() as browser:
        answer = await browser.post("/api/v1/join", json={"token": house.token("amina")})
    assert answer.json() == {
        "seat": house.seats["amina"],
        "name": "Amina",
        "site": "Central Manchester University Hospitals",
        "kind": "member",
        "beside": "",
        "facilitator": "Jo",
        "session": {
            "id": "one",
            "set": "Set one",
            "number": 1,
            "starts_at": house.clock.at + HOUR,
            "minutes": 120,
            "status": "planned",
            "members": 6,
            "practice": False,
            "where": "here",
            "cameras": "off",
        },
        "contract": {"version": 1, "text": "", "limits": "", "support_line": ""},
        "renewed_at": None,
    }
    cookie = answer.headers["set-cookie"]
    assert cookie.startswith(f"__Host-seat-{house.seats['amina']}=")
    for mark in ("Path=/", "Secure", "HttpOnly", "SameSite=Strict"):
        assert mark in cookie
    assert answer.headers["cache-control"] == "no-store"


async def test_links_that_open_nothing_cannot_be_told_apart(house: House) -> None:
    good = house.token("amina")
    await house.parts.store.directory.revoke_link(house.seats["danny"])
    bad = [
        "",
        "nonsense",
        "s-nobody23-" + good.rpartition("-")[2],
        good[:-1] + ("a" if good[-1] != "a" else "b"),
        good.replace("s-", "a-", 1),
        "s-" + house.seats["danny"] + "-" + good.rpartition("-")[2],
        "x" * 3000,
    ]
    async with house.browser() as browser:
        answers = [await browser.post("/api/v1/join", json={"token": token}) for token in bad]
    assert {answer.status_code for answer in answers} == {403}
    assert len({answer.content for answer in answers}) == 1
    assert answers[0].json()["code"] == "unknown_link"
    assert all("set-cookie" not in answer.headers for answer in answers)


async def test_guessing_links_is_slow(house: House) -> None:
    async with house.browser() as browser:
        answers = [await browser.post("/api/v1/join", json={"token": "guess"}) for _ in range(40)]
        limited = [answer for answer in answers if answer.status_code == 429]
        assert limited
        assert int(limited[0].headers["retry-after"]) >= 1
        assert limited[0].json()["code"] == "too_many"
        await house.clock.pass_time(MINUTE)
        assert (await browser.post("/api/v1/join", json={"token": house.token("amina")})).status_code == 200


@pytest.mark.parametrize("origin", [None, "null", "https://evil.example", URL + ".evil.example", "http://127.0.0.1"])
async def test_only_our_own_pages_change_anything(house: House, origin: str | None) -> None:
    async with await house.signed_in("amina") as amina:
        del amina.headers["Origin"]
        headers = {"Origin": origin} if origin is not None else {}
        for path in ("/join", f"/seats/{house.seats['amina']}/sign-out", "/admin/sets"):
            answer = await amina.post(f"/api/v1{path}", json={}, headers=headers)
            assert answer.status_code == 403
            assert answer.json()["code"] == "origin"
        assert (await amina.get(f"/api/v1/seats/{house.seats['amina']}", headers=headers)).status_code == 200


async def test_a_seat_is_its_own_browser_s_alone(house: House) -> None:
    async with await house.signed_in("amina") as amina, house.browser() as stranger:
        mine = await amina.get(f"/api/v1/seats/{house.seats['amina']}")
        assert mine.json()["name"] == "Amina"
        others = [
            await amina.get(f"/api/v1/seats/{seat}{rest}")
            for seat in (house.seats["danny"], "nobody", "x" * 500)
            for rest in ("", "/own-page", "/next.ics", "/links")
        ]
        others.append(await stranger.get(f"/api/v1/seats/{house.seats['amina']}"))
    assert {answer.status_code for answer in others} == {401}
    assert len({answer.content for answer in others}) == 1


async def test_links_are_the_facilitator_s_to_hand_out(house: House) -> None:
    async with await house.signed_in("amina") as amina, await house.signed_in("jo") as jo:
        refused = await amina.get(f"/api/v1/seats/{house.seats['amina']}/links")
        assert (refused.status_code, refused.json()["code"]) == (403, "forbidden")
        links = (await jo.get(f"/api/v1/seats/{house.seats['jo']}/links")).json()["seats"]
    assert [seat["name"] for seat in links] == ["Jo", "Amina", "Danny", "Gareth", "Maureen", "Priya", "Ruth"]
    assert links[1]["link"] == f"{URL}/join#{house.token('amina')}"


async def test_signing_out_ends_the_cookie(house: House) -> None:
    async with await house.signed_in("amina") as amina:
        seat = f"/api/v1/seats/{house.seats['amina']}"
        answer = await amina.post(f"{seat}/sign-out")
        assert answer.status_code == 204
        assert "Max-Age=0" in answer.headers["set-cookie"]
        assert (await amina.get(seat)).json()["code"] == "signed_out"


async def test_the_next_session_goes_into_a_calendar(house: House) -> None:
    async with await house.signed_in("amina") as amina:
        answer = await amina.get(f"/api/v1/seats/{house.seats['amina']}/next.ics")
        again = await amina.get(f"/api/v1/seats/{house.seats['amina']}/next.ics")
    assert answer.headers["content-type"].startswith("text/calendar")
    assert answer.content == again.content
    event = Calendar.from_ical(answer.content).events[0]
    assert event.uid == "one@airspace"
    assert isinstance(event.start, datetime)
    assert event.start.timestamp() * 1000 == house.clock.at + HOUR
    assert b"TZID" not in answer.content
    assert house.token("amina").encode() not in answer.content.replace(b"\r\n ", b"")
    assert "Set one" in str(event["SUMMARY"])
    await house.clock.pass_time(2 * HOUR)
    async with await house.signed_in("amina") as amina:
        assert (await amina.get(f"/api/v1/seats/{house.seats['amina']}/next.ics")).status_code == 404


async def test_nothing_is_taken_from_a_form_or_a_query(house: House) -> None:
    async with house.browser() as browser:
        form = await browser.post("/api/v1/join", data={"token": house.token("amina")})
        query = await browser.post(f"/api/v1/join?token={house.token('amina')}")
        got = await browser.get(f"/api/v1/join?token={house.token('amina')}")
    assert (form.status_code, query.status_code, got.status_code) == (422, 422, 405)
    for answer in (form, query, got):
        assert house.token("amina") not in answer.text
        assert "set-cookie" not in answer.headers


async def test_what_was_sent_wrongly_is_not_said_back(house: House) -> None:
    async with await house.signed_in("amina") as amina:
        answer = await amina.post(f"/api/v1/seats/{house.seats['amina']}/own-page", json={"pin": 2468, "x": "CANARY"})
    assert answer.status_code == 422
    assert "2468" not in answer.text
    assert "CANARY" not in answer.text


async def test_the_own_page_stands_behind_a_pin(house: House) -> None:
    async with await house.signed_in("amina") as amina:
        page = f"/api/v1/seats/{house.seats['amina']}/own-page"
        assert (await amina.get(page)).json() == {"pin_set": False, "renewed_at": None}
        assert (await amina.post(page, json={"pin": "2468"})).json()["code"] == "no_pin"
        assert (await amina.post(f"{page}/pin", json={"pin": "12"})).json()["code"] == "bad_pin"
        assert (await amina.post(f"{page}/pin", json={"pin": "2468"})).status_code == 204
        assert (await amina.post(f"{page}/pin", json={"pin": "1357"})).json()["code"] == "pin_set"
        assert (await amina.get(page)).json()["pin_set"] is True
        assert (await amina.post(page, json={"pin": "2468"})).json() == {"sessions": [], "review": None}
        wrong = [await amina.post(page, json={"pin": "0000"}) for _ in range(5)]
        assert {answer.json()["code"] for answer in wrong} <= {"wrong_pin", "locked_pin"}
        locked = await amina.post(page, json={"pin": "2468"})
        assert (locked.status_code, locked.json()["code"]) == (429, "locked_pin")
