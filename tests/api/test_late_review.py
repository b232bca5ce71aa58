"""A session that ended before its review: each looks back from their own page, while it waits and no longer."""

from typing import Any

import httpx
import pytest

from app.facilitation import commands as c
from app.facilitation.terms import HOUR, MINUTE
from app.programme.doors import Doors
from tests.api.conftest import House
from tests.programme.held import give, in_lobby, to_review


def path(house: House, person: str) -> str:
    return f"/api/v1/seats/{house.seats[person]}/review"


async def sent(house: House, person: str, **body: Any) -> tuple[int, str]:
    """What somebody is answered who looks back."""
    async with await house.signed_in(person) as browser:
        answer = await browser.post(path(house, person), json=body)
    return answer.status_code, answer.json()["code"] if answer.content else ""


async def waiting(house: House, person: str) -> dict[str, Any] | None:
    async with await house.signed_in(person) as browser:
        found: dict[str, Any] | None = (await browser.get(path(house, person))).json()["review"]
        return found


async def end_now(house: House) -> None:
    await in_lobby(house)
    await give(house, c.OpenStep(step="check-in"))
    await give(house, c.EndNow())


async def test_each_looks_back_on_their_own_page_for_three_days(house: House) -> None:
    await end_now(house)
    ended = house.clock.at
    before = await waiting(house, "amina")
    assert before is not None
    assert (before["session"], before["until"], before["ratings"]) == ("one", ended + 72 * HOUR, {})
    assert [item["id"] for item in before["items"]] == ["airspace", "asked", "listened", "challenged"]
    assert await sent(house, "amina", ratings={"airspace": 4}) == (204, "")
    assert await sent(house, "amina", learning="I wait longer.") == (204, "")
    assert await sent(house, "amina") == (204, ""), "nothing said changes nothing"
    after = await waiting(house, "amina")
    assert after is not None
    assert (after["ratings"], after["learning"]) == ({"airspace": 4}, "I wait longer.")
    assert await waiting(house, "danny") == before, "it is Amina's alone"
    async with await house.signed_in("amina") as amina:
        own = f"/api/v1/seats/{house.seats['amina']}/own-page"
        await amina.post(f"{own}/pin", json={"pin": "2468"})
        page = (await amina.post(own, json={"pin": "2468"})).json()
    assert page["review"] == after
    assert page["sessions"][0]["learning"] == "I wait longer."


async def test_the_time_for_it_ends(house: House) -> None:
    await end_now(house)
    await sent(house, "amina", ratings={"airspace": 4})
    await house.clock.pass_time(72 * HOUR - 1)
    assert await sent(house, "danny", ratings={"airspace": 2}) == (204, "")
    await house.clock.pass_time(2)
    assert await sent(house, "ruth", ratings={"airspace": 2}) == (409, "too_late")
    assert await waiting(house, "ruth") is None


async def test_where_the_review_was_held_nothing_waits(house: House) -> None:
    assert await sent(house, "amina", ratings={"airspace": 4}) == (409, "too_late"), "nothing was held yet"
    await in_lobby(house)
    await to_review(house)
    for step in ("review", "close"):
        await give(house, c.OpenStep(step=step))
    await give(house, c.CloseSession())
    assert await waiting(house, "amina") is None
    assert await sent(house, "amina", ratings={"airspace": 4}) == (409, "too_late")


async def test_once_the_marks_were_shown_what_was_learned_waits_alone(house: House) -> None:
    await in_lobby(house)
    await to_review(house)
    await give(house, c.RateReview(ratings={"airspace": 4}), "danny")
    await give(house, c.OpenStep(step="review"))
    await give(house, c.EndNow())
    found = await waiting(house, "amina")
    assert found is not None
    assert found["items"] == []
    assert await sent(house, "amina", learning="I wait longer.") == (204, "")
    assert await sent(house, "amina", ratings={"airspace": 4}) == (409, "too_late")


@pytest.mark.parametrize(
    "body",
    [
        {"ratings": {"airspace": 6}},
        {"ratings": {"airspace": 0}},
        {"ratings": {"airspace": "much"}},
        {"ratings": {"another": 4}},
        {"learning": "x" * 10_000},
        {"ratings": {"airspace": 4}, "by": "danny"},
    ],
)
async def test_what_cannot_be_is_refused(house: House, body: dict[str, Any]) -> None:
    await end_now(house)
    assert await sent(house, "amina", **body) == (422, "bad_request")
    found = await waiting(house, "amina")
    assert found is not None
    assert (found["ratings"], found["learning"]) == ({}, "")


async def test_it_is_the_members_alone(house: House) -> None:
    await end_now(house)
    assert await sent(house, "jo", ratings={"airspace": 4}) == (403, "forbidden")
    assert await waiting(house, "jo") is None
    async with house.browser() as nobody:
        assert (await nobody.get(path(house, "amina"))).status_code == 401
        assert (await nobody.post(path(house, "amina"), json={})).status_code == 401


async def test_a_renewed_link_shows_nothing_that_was_written_before(house: House) -> None:
    await end_now(house)
    await sent(house, "amina", ratings={"airspace": 4}, learning="Mine.")
    await house.clock.pass_time(HOUR)
    await house.parts.store.directory.renew_link(house.seats["amina"])
    found = await waiting(house, "amina")
    assert found is not None
    assert (found["ratings"], found["learning"]) == ({}, "")


async def test_a_browser_that_signs_in_later_may_write_and_is_given_back_nothing(house: House) -> None:
    await end_now(house)
    async with await house.signed_in("amina") as amina:
        body = {"ratings": {"airspace": 4}, "learning": "Mine."}
        assert (await amina.post(path(house, "amina"), json=body)).status_code == 204
        await house.clock.pass_time(MINUTE)
        later = await waiting(house, "amina")
        assert later is not None
        assert (later["ratings"], later["learning"], later["written"]) == ({}, "", True)
        assert (await amina.post(path(house, "amina"), json={"learning": "Mine."})).status_code == 204
        assert await waiting(house, "amina") == later, "nor what is written after it has signed in"
        kept = (await amina.get(path(house, "amina"))).json()["review"]
        assert (kept["ratings"], kept["learning"], kept["written"]) == ({"airspace": 4}, "Mine.", False)
    # what it writes is kept, and read behind the PIN alone
    async with await house.signed_in("amina") as other:
        await other.post(path(house, "amina"), json={"learning": "Something else."})
        found = (await other.get(path(house, "amina"))).json()["review"]
        assert (found["ratings"], found["learning"], found["written"]) == ({}, "", True)
        own = f"/api/v1/seats/{house.seats['amina']}/own-page"
        await other.post(f"{own}/pin", json={"pin": "2468"})
        page = (await other.post(own, json={"pin": "2468"})).json()
    assert (page["review"]["ratings"], page["review"]["learning"]) == ({"airspace": 4}, "Something else.")


async def test_a_browser_that_signs_in_after_the_close_comes_into_no_room(house: House) -> None:
    doors = Doors(house.parts.store, house.parts.rooms, house.parts.sign_ins, house.clock)

    async def enters(browser: httpx.AsyncClient, person: str) -> bool:
        cookies = dict([browser.headers["Cookie"].split("=", 1)])
        seat = house.parts.sign_ins.seat_for(cookies, house.seats[person])
        assert seat is not None
        return await doors.enter(seat) is not None

    async with await house.signed_in("amina") as amina:
        await end_now(house)
        await house.clock.pass_time(MINUTE)
        assert await enters(amina, "amina"), "who was there sees what they take away"
        async with await house.signed_in("amina") as later, await house.signed_in("jo") as jo:
            assert not await enters(later, "amina")
            assert await enters(jo, "jo"), "a facilitator has nothing of their own there"
    await house.parts.store.directory.renew_link(house.seats["jo"])
    async with await house.signed_in("jo") as somebody:
        assert not await enters(somebody, "jo"), "whoever holds the renewed link need not be who held the old one"


async def test_as_often_as_somebody_could_mean_it_and_no_more(house: House) -> None:
    await end_now(house)
    async with await house.signed_in("amina") as browser:
        answers = [await browser.post(path(house, "amina"), json={"learning": f"{n}"}) for n in range(31)]
    assert [answer.status_code for answer in answers] == [204] * 30 + [429]
    assert int(answers[-1].headers["retry-after"]) > 0
    assert await sent(house, "danny", learning="Another person's own") == (204, "")
