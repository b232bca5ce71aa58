"""The doors open half an hour before the start for whoever is there, at any time for a facilitator."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from app.facilitation.commands import ChooseWhere, EndNow, PlaceBid, SendApologies
from app.facilitation.terms import HOUR, MINUTE, BidKind, Status, Where
from app.programme.doors import Doors
from app.programme.meeting import meeting_of
from app.programme.sessions import NotPlanned, plan
from app.realtime.connection import Connection, Pace
from app.realtime.room import DONE, Room
from app.store.faults import NotFound
from tests.api.conftest import House, a_house
from tests.realtime.fakes import FakeWire, settled


@pytest.fixture
async def house(tmp_path: Path) -> AsyncIterator[House]:
    async with a_house(tmp_path) as opened:
        yield opened


@pytest.fixture
def doors(house: House) -> Doors:
    return Doors(house.parts.store, house.parts.rooms, house.parts.sign_ins, house.clock)


async def status(house: House) -> Status:
    return (await house.parts.rooms.open("one")).room.state.status


async def come(house: House, doors: Doors, person: str) -> None:
    entrance = await doors.enter(house.parts.store.directory.seat(house.seats[person]))
    assert entrance is not None
    assert entrance.session_id == "one"
    opened = await house.parts.rooms.open("one")
    opened.audience.join(Connection(person, FakeWire(), Pace(), steady=house.clock.steady))
    await settled(opened.room)


async def opening(house: House, doors: Doors) -> Room:
    """The room, once its doors have had time to open."""
    room = (await house.parts.rooms.open("one")).room
    for _ in range(20):
        await settled(room)
        if await status(house) is Status.OPEN:
            break
    await doors.stop()
    await settled(room)
    return room


async def test_a_member_who_comes_too_early_may_ask_for_time_and_waits(house: House, doors: Doors) -> None:
    await come(house, doors, "amina")
    assert await status(house) is Status.PLANNED
    bid = PlaceBid(kind=BidKind.ASKS, headline="Beds")
    assert await house.parts.rooms.give("one", bid, "amina", "bid-0001") == DONE
    await house.clock.pass_time(31 * MINUTE)
    room = await opening(house, doors)
    state = room.state
    assert state.status is Status.OPEN
    assert state.bids[0].headline == "Beds"
    assert state.presence["amina"].value == "here"


async def test_a_member_opens_the_doors_half_an_hour_before(house: House, doors: Doors) -> None:
    await house.clock.pass_time(31 * MINUTE)
    await come(house, doors, "amina")
    assert await status(house) is Status.OPEN


async def test_nobody_keeps_the_doors_shut_by_guessing_an_id(house: House, doors: Doors) -> None:
    for name in ("open-one", "plan-one", "cancel-one"):
        bid = PlaceBid(kind=BidKind.ASKS, headline="Beds")
        assert await house.parts.rooms.give("one", bid, "amina", name) == DONE
    await come(house, doors, "jo")
    assert await status(house) is Status.OPEN


async def test_a_facilitator_opens_them_at_any_time(house: House, doors: Doors) -> None:
    await come(house, doors, "jo")
    assert await status(house) is Status.OPEN


async def test_nobody_there_nothing_opens(house: House, doors: Doors) -> None:
    await come(house, doors, "amina")
    opened = await house.parts.rooms.open("one")
    for line in list(opened.audience.lines()):
        opened.audience.leave(line)
    await house.clock.pass_time(2 * HOUR)
    assert await status(house) is Status.PLANNED
    await doors.stop()


async def test_whoever_comes_is_told_when_the_set_meets_again(house: House, doors: Doors) -> None:
    at = house.clock.at + 30 * 24 * HOUR
    await plan(house.parts.store, house.parts.rooms, "set-one", starts_at=at, minutes=120)
    entrance = await doors.enter(house.parts.store.directory.seat(house.seats["amina"]))
    assert entrance is not None
    assert (entrance.number, entrance.next_at) == (1, at)


async def test_planning_that_broke_off_is_made_up_for(house: House, doors: Doors) -> None:
    """The server stopped after the session's row and before the first row of its log."""
    store = house.parts.store
    entry = await store.directory.add_session("set-one", starts_at=house.clock.at + MINUTE, session_id="broken-off")
    assert store.log.head(entry.id) == 0
    entrance = await doors.enter(store.directory.seat(house.seats["amina"]))
    assert entrance is not None
    assert entrance.session_id == "broken-off"
    assert (await house.parts.rooms.open("broken-off")).room.state.status is Status.OPEN


async def test_a_session_that_cannot_be_planned_leaves_nothing_behind(house: House) -> None:
    before = house.parts.store.directory.sessions().entries
    for set_id, minutes, fault in (("set-one", 1, NotPlanned), ("none", 120, NotFound)):
        with pytest.raises(fault):
            await plan(house.parts.store, house.parts.rooms, set_id, starts_at=0, minutes=minutes)
    assert house.parts.store.directory.sessions().entries == before


async def test_the_doors_open_as_the_set_meets(house: House, doors: Doors) -> None:
    parts = house.parts
    await parts.store.directory.choose_where("set-one", Where.CALL, "https://call.example/j/1")
    assert meeting_of(parts.store, parts.rooms, parts.store.directory.session("one")).where is Where.CALL
    await come(house, doors, "jo")
    state = (await parts.rooms.open("one")).room.state
    assert (state.where, state.call_link) == (Where.CALL, "https://call.example/j/1")
    assert await parts.rooms.give("one", ChooseWhere(where=Where.TEXT), "jo", "where-0001") == DONE
    assert meeting_of(parts.store, parts.rooms, parts.store.directory.session("one")).where is Where.TEXT
    assert await parts.rooms.give("one", EndNow(), "jo", "end-00001") == DONE
    # what held for one day is over with it
    assert meeting_of(parts.store, parts.rooms, parts.store.directory.session("one")).where is Where.CALL


async def test_the_doors_open_for_nobody_who_has_sent_apologies(house: House, doors: Doors) -> None:
    await come(house, doors, "amina")
    assert await house.parts.rooms.give("one", SendApologies(), "amina", "sorry-01") == DONE
    await house.clock.pass_time(31 * MINUTE)
    room = (await house.parts.rooms.open("one")).room
    await settled(room)
    assert await status(house) is Status.PLANNED
    await come(house, doors, "amina")
    assert await status(house) is Status.PLANNED, "nor as they come again"
    await come(house, doors, "danny")
    await doors.stop()
    await settled(room)
    assert await status(house) is Status.OPEN
    assert (room.state.presence["amina"].value, room.state.presence["danny"].value) == ("apologies", "here")


async def test_the_doors_open_soon_for_somebody_who_comes_after_all(house: House, doors: Doors) -> None:
    await come(house, doors, "amina")
    assert await house.parts.rooms.give("one", SendApologies(), "amina", "sorry-01") == DONE
    await house.clock.pass_time(31 * MINUTE)
    assert await house.parts.rooms.give("one", SendApologies(on=False), "amina", "sorry-02") == DONE
    await house.clock.pass_time(MINUTE)
    room = await opening(house, doors)
    assert (room.state.status, room.state.presence["amina"].value) == (Status.OPEN, "here")
