"""The example to try is always today's, made once, and left alone when it is made again."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from app.facilitation.commands import EndNow
from app.facilitation.evolve import replay
from app.facilitation.terms import HOUR, Ending, Status
from app.programme import example
from app.realtime.connection import Connection, Pace
from app.realtime.rooms import Rooms
from app.store import Store
from app.store.entries import SessionEntry
from tests.realtime.fakes import FakeWire, HandClock, settled
from tests.stores import TestClock, a_store


@pytest.fixture
def clock() -> HandClock:
    return HandClock()


@pytest.fixture
async def store(tmp_path: Path, clock: HandClock) -> AsyncIterator[Store]:
    with a_store(tmp_path, TestClock(clock.at)) as opened:
        await example.make_past(opened, clock.wall())
        yield opened


@pytest.fixture
async def rooms(store: Store, clock: HandClock) -> AsyncIterator[Rooms]:
    opened = Rooms(store, clock)
    await example.open_today(store, opened, clock.wall())
    yield opened
    await opened.stop()


def sessions(store: Store) -> list[SessionEntry]:
    return sorted(store.directory.sessions(set_id=example.SET).entries, key=lambda entry: entry.starts_at)


async def test_last_month_s_session_was_held_to_its_end(store: Store, clock: HandClock) -> None:
    first = store.directory.session(example.FIRST)
    assert (first.status, first.ending) == (Status.CLOSED, Ending.AS_PLANNED)
    assert first.starts_at < clock.wall() - 27 * example.DAY
    state = replay(first.id, store.read(first.id))
    assert {action.owner for action in state.actions} == {"amina", "danny"}
    assert len(state.questions) == 8
    assert len(state.ratings) == 6
    assert not store.has_lines(first.id)


async def test_today_s_session_is_open_with_what_was_left_over(rooms: Rooms, store: Store) -> None:
    first, today, coming = sessions(store)
    assert [each.status for each in (first, today, coming)] == [Status.CLOSED, Status.OPEN, Status.PLANNED]
    state = (await rooms.open(today.id)).room.state
    assert {report.owner for report in state.reports} == {"amina", "danny"}
    assert [bid.person for bid in state.bids] == ["priya"]
    assert state.contract.stand_in == "maureen"
    assert state.airspace["amina"] > 0


async def test_made_again_on_the_same_day_it_is_left_alone(rooms: Rooms, store: Store, clock: HandClock) -> None:
    before = sessions(store)
    await clock.pass_time(HOUR)
    await example.make_past(store, clock.wall())
    await example.open_today(store, rooms, clock.wall())
    assert sessions(store) == before


async def test_tomorrow_there_is_a_session_for_tomorrow(rooms: Rooms, store: Store, clock: HandClock) -> None:
    _, today, _ = sessions(store)
    opened = await rooms.open(today.id)
    opened.audience.join(Connection("amina", FakeWire(), Pace(), steady=clock.steady))
    await settled(opened.room)
    await clock.pass_time(20 * HOUR, opened.room)
    await example.open_today(store, rooms, clock.wall())
    still_open = [entry for entry in sessions(store) if entry.status is Status.OPEN]
    assert len(still_open) == 1
    assert still_open[0].id != today.id
    assert store.directory.session(today.id).status is Status.CLOSED
    assert abs(still_open[0].starts_at - clock.wall()) < HOUR


async def test_a_session_that_was_closed_is_followed_by_another(rooms: Rooms, store: Store, clock: HandClock) -> None:
    _, today, coming = sessions(store)
    opened = await rooms.open(today.id)
    opened.audience.join(Connection("jo", FakeWire(), Pace(), steady=clock.steady))
    await settled(opened.room)
    await opened.room.give(EndNow(), "jo", "end-0001")
    await example.open_today(store, rooms, clock.wall())
    numbers = {entry.number: entry.status for entry in sessions(store)}
    assert numbers == {1: Status.CLOSED, 2: Status.CLOSED, 3: Status.PLANNED, 4: Status.OPEN}
    assert coming in sessions(store), "what is planned for a day to come stays planned"


async def test_what_was_planned_for_a_day_gone_by_is_called_off(rooms: Rooms, store: Store, clock: HandClock) -> None:
    _, today, coming = sessions(store)
    opened = await rooms.open(today.id)
    opened.audience.join(Connection("jo", FakeWire(), Pace(), steady=clock.steady))
    await settled(opened.room)
    await opened.room.give(EndNow(), "jo", "end-0001")
    await clock.pass_time(coming.starts_at - clock.wall() + HOUR)
    await example.open_today(store, rooms, clock.wall())
    assert store.directory.session(coming.id).status is Status.CANCELLED
    assert [entry.status for entry in sessions(store)].count(Status.PLANNED) == 1
