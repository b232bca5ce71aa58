"""A review that waits is settled at its time though nobody opens the room, and the lead's report has it then."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from app.facilitation import commands as c
from app.facilitation.terms import HOUR
from app.main import create_app
from app.settings import load_settings
from tests.api.conftest import URL, House, a_house
from tests.cast import SET_ONE
from tests.programme.held import give, in_lobby, until


@pytest.fixture
async def house(tmp_path: Path) -> AsyncIterator[House]:
    async with a_house(tmp_path) as opened:
        yield opened


async def ended_in_a_crisis(house: House) -> int:
    """The session ended before its review; until when that waits."""
    await in_lobby(house)
    await give(house, c.OpenStep(step="check-in"))
    await give(house, c.EndNow())
    until_when = house.parts.store.directory.session("one").review_until
    assert until_when == house.clock.at + 72 * HOUR
    return until_when


async def rated(house: House) -> None:
    for place, person in enumerate(SET_ONE):
        ratings = {"airspace": 1 + place % 5, "asked": 4, "listened": 5}
        await give(house, c.RateReview(ratings=ratings), person.id)


async def gone(house: House) -> None:
    opened = await house.parts.rooms.open("one")
    for line in list(opened.audience.lines()):
        opened.audience.leave(line)
    await house.clock.pass_time(2 * 60_000)
    await house.parts.rooms.close_idle()
    assert house.parts.rooms.now_open() == ()


def settled(house: House) -> bool:
    return house.parts.store.directory.session("one").review_until is None


async def means(house: House) -> object:
    async with await house.lead() as lead:
        return (await lead.get("/api/v1/sessions/one/report")).json()["review"]


async def test_a_room_that_nobody_opens_settles_its_review_at_its_time(house: House) -> None:
    until_when = await ended_in_a_crisis(house)
    await rated(house)
    await gone(house)
    before = await means(house)
    while house.clock.at < until_when - HOUR:
        await house.clock.pass_time(HOUR)
    assert not settled(house)
    await house.clock.pass_time(2 * HOUR)
    await until(lambda: settled(house))
    assert await means(house) != before
    assert house.parts.store.directory.reviews_waiting() == ()


async def test_what_fell_due_while_the_server_was_away_is_settled_at_its_start(tmp_path: Path) -> None:
    async with a_house(tmp_path) as house:
        await ended_in_a_crisis(house)
        await rated(house)
    await house.clock.pass_time(80 * HOUR)
    app = create_app(load_settings(data_dir=tmp_path, public_url=URL), house.clock)
    parts = await app.start()
    try:
        await until(lambda: parts.store.directory.reviews_waiting() == ())
        kinds = [event.type for row in parts.store.read("one") for event in row.events]
        assert kinds[-1] == "review_settled"
    finally:
        await app.stop()


async def test_a_set_whose_words_are_gone_keeps_nobody_waiting(house: House) -> None:
    await ended_in_a_crisis(house)
    await gone(house)
    await house.parts.store.forget_set("set-one")
    await house.clock.pass_time(80 * HOUR)
    assert not settled(house), "there is nothing left to settle, and nothing fails"
