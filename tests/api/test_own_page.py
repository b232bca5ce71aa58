"""A person's own page: what they said they would do and what came of it, what they were asked, what they learned."""

from typing import Any

from app.facilitation import commands as c
from app.facilitation.terms import HOUR
from app.programme.sessions import plan
from tests.api.conftest import House
from tests.api.sitting import Sitting
from tests.programme.held import give, in_lobby, until


async def page_of(house: House, person: str) -> list[dict[str, Any]]:
    async with await house.signed_in(person) as browser:
        page = f"/api/v1/seats/{house.seats[person]}/own-page"
        await browser.post(f"{page}/pin", json={"pin": "2468"})
        sessions: list[dict[str, Any]] = (await browser.post(page, json={"pin": "2468"})).json()["sessions"]
        return sessions


async def two_sessions(house: House) -> None:
    def words(name: str) -> str:
        return f"AMINA-AND-OTHERS {name}"

    await Sitting(house.parts.store, house.parts.rooms, house.clock, words=words).hold()
    at = house.clock.at + HOUR
    await plan(house.parts.store, house.parts.rooms, "set-one", starts_at=at, minutes=120, session_id="two")
    await Sitting(house.parts.store, house.parts.rooms, house.clock, session="two", words=words).hold()


async def test_actions_come_with_what_became_of_them_in_a_later_session(house: House) -> None:
    await two_sessions(house)
    second, first = await page_of(house, "amina")
    assert (first["number"], second["number"]) == (1, 2)
    assert first["actions"] == [
        {
            "what": "AMINA-AND-OTHERS action",
            "by_when": "2027-01-14",
            "status": "partly",
            "learned": "AMINA-AND-OTHERS learned",
            "entered_by": "",
        }
    ]
    assert [question["kept"] for question in first["asked"]] == [True, False, True, False]
    assert first["learning"] == "AMINA-AND-OTHERS learning"


async def test_nobody_else_s_actions_or_questions_are_on_it(house: House) -> None:
    await two_sessions(house)
    _, first = await page_of(house, "ruth")
    assert first["actions"] == []
    assert first["asked"] == []
    assert first["learning"] == "AMINA-AND-OTHERS learning"


async def test_a_renewed_link_opens_no_earlier_page(house: House) -> None:
    await two_sessions(house)
    assert len(await page_of(house, "amina")) == 2
    await house.clock.pass_time(HOUR)
    await house.parts.store.directory.renew_link(house.seats["amina"])
    assert await page_of(house, "amina") == [], "with a PIN chosen anew, by whoever has the link now"


async def test_a_link_renewed_while_a_review_waited_opens_no_earlier_page_once_it_is_totalled(house: House) -> None:
    await in_lobby(house)
    await give(house, c.OpenStep(step="check-in"))
    await give(house, c.EndNow())
    await give(house, c.WriteLearning(words="Mine alone"), "amina")
    await house.clock.pass_time(HOUR)
    await house.parts.store.directory.renew_link(house.seats["amina"])
    await house.clock.pass_time(73 * HOUR)
    await until(lambda: house.parts.store.directory.session("one").review_until is None)
    assert await page_of(house, "amina") == []
    assert len(await page_of(house, "ruth")) == 1


async def test_R8_marks_given_after_the_session_come_once_their_time_is_over(house: House) -> None:
    await in_lobby(house)
    await give(house, c.OpenStep(step="check-in"))
    await give(house, c.EndNow())
    for person, mark in (("amina", 4), ("danny", 5)):
        await give(house, c.RateReview(ratings={"airspace": mark}), person)
    assert [session["marks"] for session in await page_of(house, "ruth")] == [[]], "others may still give theirs"
    await house.clock.pass_time(73 * HOUR)
    await until(lambda: house.parts.store.directory.session("one").review_until is None)
    [session] = await page_of(house, "amina")
    assert session["marks"][0] == {"name": "We kept airspace", "counts": [0, 0, 0, 1, 1]}


async def test_R8_marks_that_the_session_showed_are_not_shown_again(house: House) -> None:
    await two_sessions(house)
    assert [session["marks"] for session in await page_of(house, "amina")] == [[], []]


async def test_what_is_erased_is_gone_from_it(house: House) -> None:
    await two_sessions(house)
    await house.parts.store.erase_author("set-one", "amina")
    _, first = await page_of(house, "amina")
    assert "AMINA" not in str(first["actions"])
    assert first["learning"] == ""


async def test_the_next_session_has_the_unfinished_actions_and_the_bids_without_time(house: House) -> None:
    await two_sessions(house)
    state = (await house.parts.rooms.open("two")).room.state
    assert {report.owner for report in state.reports} == {"amina", "danny"}
    assert all(report.status is not None for report in state.reports)
    assert state.airspace["amina"] > 0
