"""What may be asked over HTTP by whoever it is not for: another's review, a rehearsal, another set's visitors."""

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from app.facilitation import commands as c
from app.facilitation.terms import HOUR
from tests.api.conftest import House, a_house
from tests.attacks.two_sets import add_set_two
from tests.programme.held import EVERYBODY, give, in_lobby

RATED = {"ratings": {"airspace": 4}}


@pytest.fixture
async def house(tmp_path: Path) -> AsyncIterator[House]:
    async with a_house(tmp_path) as opened:
        yield opened


@pytest.fixture
async def both(house: House) -> House:
    """With a second set on the same server: Sam's."""
    return House(house.app, house.parts, house.clock, house.seats | await add_set_two(house))


def path(house: House, person: str) -> str:
    return f"/api/v1/seats/{house.seats[person]}/review"


def code(answer: httpx.Response) -> tuple[int, str]:
    return answer.status_code, answer.json()["code"] if answer.content else ""


async def looks_back(house: House, by: str, whose: str, **body: Any) -> tuple[int, str]:
    async with await house.signed_in(by) as browser:
        return code(await browser.post(path(house, whose), json=body))


async def ratings(house: House) -> dict[str, dict[str, int]]:
    state = (await house.parts.rooms.open("one")).room.state
    return {who: dict(said) for who, said in state.ratings.items()}


async def ended(house: House, *, without: str = "") -> None:
    await in_lobby(house, people=tuple(who for who in EVERYBODY if who != without))
    await give(house, c.OpenStep(step="check-in"))
    await give(house, c.EndNow())


@pytest.mark.parametrize("by", ["danny", "jo", "hannah", "sam"])
async def test_S25_nobody_looks_back_from_another_s_seat(both: House, by: str) -> None:
    await ended(both)
    assert await looks_back(both, by, "amina", **RATED) == (401, "signed_out")
    async with await both.signed_in(by) as browser:
        assert code(await browser.get(path(both, "amina"))) == (401, "signed_out")
    assert await ratings(both) == {}


async def test_S25_neither_a_facilitator_nor_another_set_nor_somebody_who_was_not_there(both: House) -> None:
    await ended(both, without="ruth")
    assert await looks_back(both, "jo", "jo", **RATED) == (403, "forbidden")
    assert await looks_back(both, "ruth", "ruth", **RATED) == (409, "too_late"), "she never came"
    async with await both.signed_in("ruth") as ruth:
        assert (await ruth.get(path(both, "ruth"))).json() == {"review": None}, "nor is she asked to"
    assert await looks_back(both, "hannah", "hannah", **RATED) == (409, "too_late"), "nothing waits for her set"
    assert await looks_back(both, "amina", "amina", **RATED, person="danny") == (422, "bad_request")
    assert await looks_back(both, "amina", "amina", **RATED, session="two") == (422, "bad_request")
    assert await ratings(both) == {}


async def test_S25_twice_is_once(house: House) -> None:
    await ended(house)
    assert await looks_back(house, "amina", "amina", **RATED) == (204, "")
    assert await looks_back(house, "amina", "amina", **RATED) == (204, "")
    assert await looks_back(house, "amina", "amina", ratings={"airspace": 2}) == (204, "")
    assert await ratings(house) == {"amina": {"airspace": 2}}, "one person's, and the newest"


async def test_S25_not_after_three_days_and_what_was_totalled_stays(house: House) -> None:
    await ended(house)
    for who in ("amina", "danny", "gareth", "maureen"):
        assert await looks_back(house, who, who, **RATED) == (204, "")
    await house.clock.pass_time(72 * HOUR)
    kept = await ratings(house)
    for who in ("amina", "ruth"):
        assert await looks_back(house, who, who, ratings={"airspace": 1}) == (409, "too_late")
    assert await ratings(house) == kept


async def test_S25_not_while_the_session_is_open(house: House) -> None:
    for begin in (c.OpenStep(step="check-in"), c.OpenStep(step="asking"), c.OpenStep(step="writing")):
        if begin.step == "check-in":
            await in_lobby(house)
            assert await looks_back(house, "amina", "amina", **RATED) == (409, "too_late")
        await give(house, begin)
        assert await looks_back(house, "amina", "amina", **RATED) == (409, "too_late"), begin.step
    assert await ratings(house) == {}


async def test_no_member_and_no_stranger_rehearses(both: House) -> None:
    for by, seat, wanted in (
        ("amina", "amina", (403, "forbidden")),
        ("amina", "jo", (401, "signed_out")),
        ("sam", "jo", (401, "signed_out")),
    ):
        async with await both.signed_in(by) as browser:
            asked = await browser.post(f"/api/v1/seats/{both.seats[seat]}/rehearsals", json={})
            assert code(asked) == wanted, (by, seat)
            assert code(await browser.post("/api/v1/admin/rehearsals", json={})) == (401, "signed_out")
    assert both.parts.rehearsals.on == ()


async def test_a_facilitator_of_another_set_adds_and_ends_nobody_here(both: House) -> None:
    gareth = both.seats["gareth"]
    async with await both.signed_in("jo") as jo:
        own = f"/api/v1/seats/{both.seats['jo']}/seats"
        nia = (await jo.post(own, json={"name": "Nia", "kind": "access", "beside": gareth})).json()
        farah = (await jo.post(own, json={"name": "Farah", "kind": "guest"})).json()
    before = both.parts.store.directory.seats_of("set-one"), both.parts.store.directory.seats_of("set-two")
    async with await both.signed_in("sam") as sam:
        for seat, status in (("jo", 401), ("sam", 404)):
            there = f"/api/v1/seats/{both.seats[seat]}/seats"
            mine = {"name": "Kit", "kind": "access", "beside": gareth}
            assert (await sam.post(there, json=mine)).status_code == status
            for one in (nia["seat"], farah["seat"]):
                assert (await sam.post(f"{there}/end", json={"seat": one})).status_code == status
        assert (await sam.get(f"/api/v1/seats/{both.seats['jo']}/links")).status_code == 401
        assert nia["seat"] not in (await sam.get(f"/api/v1/seats/{both.seats['sam']}/links")).text
        for admin in ("admin/sets/set-one/seats", f"admin/seats/{nia['seat']}/remove"):
            asked = await sam.post(f"/api/v1/{admin}", json={"name": "Kit", "kind": "guest"})
            assert code(asked) == (401, "signed_out"), admin
    for one in (nia, farah):  # nor do they themselves, from their own seats
        async with both.browser() as visitor:
            joined = await visitor.post("/api/v1/join", json={"token": one["link"].partition("#")[2]})
        cookie = joined.headers["set-cookie"].partition(";")[0]
        async with both.browser(Cookie=cookie) as visitor:
            seat = f"/api/v1/seats/{one['seat']}"
            assert code(await visitor.post(f"{seat}/seats", json={"name": "Kit", "kind": "guest"})) == (
                403,
                "forbidden",
            )
            assert code(await visitor.post(f"{seat}/seats/end", json={"seat": farah["seat"]})) == (403, "forbidden")
            assert code(await visitor.post(f"{seat}/rehearsals", json={})) == (403, "forbidden")
            assert code(await visitor.post(f"{seat}/review", json=RATED)) == (403, "forbidden")
            assert code(await visitor.get(f"{seat}/links")) == (403, "forbidden")
    directory = both.parts.store.directory
    assert (directory.seats_of("set-one"), directory.seats_of("set-two")) == before
