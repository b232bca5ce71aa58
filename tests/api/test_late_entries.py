"""What was entered for somebody: after the session they say yes or no to it on their own page, for three days."""

from typing import Any

import pytest

from app.facilitation import commands as c
from app.facilitation.state import Session
from app.facilitation.terms import HOUR, BidKind
from app.programme.sessions import left_over
from tests.api.conftest import House
from tests.programme.held import give, in_lobby, to_review


def path(house: House, person: str) -> str:
    return f"/api/v1/seats/{house.seats[person]}/entered"


async def waiting(house: House, person: str) -> list[dict[str, Any]]:
    async with await house.signed_in(person) as browser:
        found: list[dict[str, Any]] = (await browser.get(path(house, person))).json()["entered"]
        return found


async def says(house: House, person: str, entry: str, *, said: bool) -> tuple[int, str]:
    async with await house.signed_in(person) as browser:
        answer = await browser.post(path(house, person), json={"entry": entry, "said": said})
    return answer.status_code, answer.json()["code"] if answer.content else ""


async def state(house: House) -> Session:
    return (await house.parts.rooms.open("one")).room.state


async def held(house: House) -> dict[str, str]:
    """A session that is over, with a bid, an action and a wish entered for Amina and Danny; the entries by kind."""
    await in_lobby(house)
    await give(house, c.OpenStep(step="check-in"))
    entries = {}
    bid = c.PlaceBid(kind=BidKind.ASKS, headline="Not what she said")
    entries["bid"] = await give(house, c.EnterFor(person="amina", entry=bid))
    for step in ("asking", "writing", "review"):
        await give(house, c.OpenStep(step=step))
    for who in ("amina", "danny"):
        action = c.TakeAction(what="Speek with farmacy")
        entries[who] = await give(house, c.EnterFor(person=who, entry=action))
    await give(house, c.OpenStep(step="close"))
    await give(house, c.CloseSession())
    return entries


async def test_E9_each_says_yes_or_no_on_their_own_page_for_three_days(house: House) -> None:
    entries = await held(house)
    closed_at = house.clock.at
    found = await waiting(house, "amina")
    assert {one["entry"] for one in found} == {entries["bid"], entries["amina"]}
    assert {(one["by"], one["session"], one["until"]) for one in found} == {("Jo", "one", closed_at + 72 * HOUR)}
    assert await waiting(house, "jo") == []
    assert await says(house, "amina", entries["danny"], said=True) == (410, "gone"), "it is his"
    assert await says(house, "jo", entries["danny"], said=False) == (410, "gone"), "the session is over"
    assert await says(house, "danny", entries["danny"], said=True) == (204, "")
    assert await waiting(house, "danny") == []
    assert await says(house, "amina", entries["amina"], said=False) == (204, "")
    assert [action.owner for action in (await state(house)).actions] == ["danny"]
    assert [one["entry"] for one in await waiting(house, "amina")] == [entries["bid"]]
    assert [bid.person for bid in left_over(await state(house)).bids] == ["amina"]
    assert await says(house, "amina", entries["bid"], said=False) == (204, "")
    assert left_over(await state(house)).bids == ()


async def test_E9_and_no_longer(house: House) -> None:
    entries = await held(house)
    await house.clock.pass_time(72 * HOUR - 1)
    assert await says(house, "danny", entries["danny"], said=True) == (204, "")
    await house.clock.pass_time(1)
    assert await waiting(house, "amina") == []
    assert await says(house, "amina", entries["amina"], said=False) == (410, "gone")


async def test_whoever_holds_a_renewed_link_is_not_shown_what_was_entered_before(house: House) -> None:
    entries = await held(house)
    await house.clock.pass_time(HOUR)
    async with house.office() as office:
        await office.post(f"/api/v1/admin/seats/{house.seats['amina']}/renew", json={})
    assert await waiting(house, "amina") == []
    assert await says(house, "amina", entries["amina"], said=False) == (410, "gone")


async def test_whoever_was_taken_out_is_shown_nothing_that_they_could_not_answer(house: House) -> None:
    await in_lobby(house)
    await give(house, c.OpenStep(step="check-in"))
    await give(house, c.EnterFor(person="amina", entry=c.PlaceBid(kind=BidKind.ASKS, headline="Not hers")))
    await give(house, c.RemovePerson(person="amina"))
    await give(house, c.EndNow())
    assert await waiting(house, "amina") == []


async def test_a_persons_own_page_says_who_entered_an_action(house: House) -> None:
    await held(house)
    async with await house.signed_in("danny") as danny:
        own = f"/api/v1/seats/{house.seats['danny']}/own-page"
        await danny.post(f"{own}/pin", json={"pin": "2468"})
        page = (await danny.post(own, json={"pin": "2468"})).json()
    assert [action["entered_by"] for action in page["sessions"][0]["actions"]] == ["Jo"]


@pytest.mark.parametrize("body", [{}, {"entry": "x"}, {"entry": 3, "said": True}, {"said": True}])
async def test_what_is_no_answer_is_refused(house: House, body: dict[str, Any]) -> None:
    await in_lobby(house)
    await to_review(house)
    async with await house.signed_in("danny") as danny:
        assert (await danny.post(path(house, "danny"), json=body)).status_code == 422
