"""Who says that they hear me: from browsers' own reports, and never more than the floor allows."""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from pathlib import Path

import pytest

from app.facilitation import commands as c
from app.facilitation.terms import LINE
from app.realtime.room import DONE
from tests.attacks.prepared import WITH_OTHERS, Standing, standing
from tests.facilitation.scenario import in_round
from tests.realtime.voicing import join, settled
from tests.server import Browser


@pytest.fixture
async def here(tmp_path: Path) -> AsyncIterator[Standing]:
    async with standing(tmp_path) as one:
        one.prepare(in_round("present", people=WITH_OTHERS))
        yield one


@pytest.fixture
async def table(here: Standing) -> AsyncIterator[dict[str, Browser]]:
    async with AsyncExitStack() as stack:
        found = {}
        for who in ("amina", "danny", "ruth"):
            found[who] = await here.enter(who)
            stack.push_async_callback(found[who].leave)
            await join(found[who])
        await settled(*found.values())
        yield found


async def says(browser: Browser, *people: str) -> None:
    await browser.send({"type": "hearing", "people": list(people)})
    await settled(browser)


async def by(browser: Browser) -> list[str]:
    """Who hears them, as they were told last."""
    await settled(browser)
    return list(browser.of("heard_by")[-1]["people"])


async def test_the_holder_is_told_who_hears_them(table: dict[str, Browser]) -> None:
    assert await by(table["amina"]) == []
    await says(table["danny"], "amina")
    await says(table["ruth"], "amina")
    assert await by(table["amina"]) == ["danny", "ruth"]
    await says(table["ruth"])
    assert await by(table["amina"]) == ["danny"]


async def test_saying_the_same_again_tells_nobody_anything(table: dict[str, Browser]) -> None:
    await says(table["danny"], "amina")
    await settled(table["amina"])
    before = len(table["amina"].of("heard_by"))
    await says(table["danny"], "amina")
    await settled(table["amina"])
    assert len(table["amina"].of("heard_by")) == before


async def test_nobody_is_heard_whom_the_floor_does_not_let(here: Standing, table: dict[str, Browser]) -> None:
    await says(table["ruth"], "danny", "amina")
    assert await by(table["danny"]) == [], "whatever ruth's browser says"
    room = (await here.room()).room
    assert await room.give(c.OpenStep(step="r1.clarify"), "jo", "step-00001") == DONE
    assert await room.give(c.OpenFloor(step="r1.clarify"), "jo", "floor-0001") == DONE
    assert await by(table["danny"]) == ["ruth"]
    assert await room.give(c.CloseFloor(step="r1.clarify"), "jo", "floor-0002") == DONE
    assert await by(table["danny"]) == []


async def test_nobody_hears_themselves_or_people_who_have_not_joined(table: dict[str, Browser]) -> None:
    await says(table["amina"], "amina", "jo", "hannah", "", "nobody")
    assert await by(table["amina"]) == []
    assert not [one for who in ("danny", "ruth") for one in table[who].of("heard_by") if one["people"]]


async def test_whose_line_is_gone_is_not_counted_until_they_are_back(here: Standing, table: dict[str, Browser]) -> None:
    await says(table["danny"], "amina")
    assert await by(table["amina"]) == ["danny"]
    await table["danny"].leave()
    room = (await here.room()).room
    assert await room.give(c.NoteAway(person="danny"), LINE, "away-00001") == DONE
    assert await by(table["amina"]) == []
    again = await here.enter("danny")
    await join(again)
    await says(again, "amina")
    assert await by(table["amina"]) == ["danny"]
    await again.send({"type": "leave_voice"})
    await settled(again)
    assert await by(table["amina"]) == []
    await again.leave()


async def test_another_browser_of_a_seat_begins_with_nothing_said(here: Standing, table: dict[str, Browser]) -> None:
    await says(table["danny"], "amina")
    laptop = await here.enter("danny")
    await join(laptop, again=1)
    assert await by(table["amina"]) == []
    await says(table["danny"], "amina")  # from the tab whose voice is elsewhere
    assert await by(table["amina"]) == []
    await says(laptop, "amina")
    assert await by(table["amina"]) == ["danny"]
    await laptop.leave()


async def test_who_joins_again_is_told_anew(here: Standing, table: dict[str, Browser]) -> None:
    await says(table["danny"], "amina")
    again = await here.enter("amina")
    await join(again)
    assert await by(again) == ["danny"]
    await again.leave()
