"""Each room is opened once and closed when it is idle; after an outage the desk is told what it took."""

import asyncio

import pytest

from app.facilitation.commands import NoteHere, OpenStep, PlanSession, SayReady
from app.facilitation.terms import LINE, OFFICE
from app.realtime import rooms as rooms_module
from app.realtime.connection import Connection, Pace
from app.realtime.messages import SESSION_CLOSED
from app.realtime.room import DONE
from app.realtime.rooms import OpenRoom, Rooms
from app.store import Store
from app.store.faults import NotFound, StoreClosed
from tests.cast import NOON, TABLE_ONE
from tests.realtime.conftest import open_lobby
from tests.realtime.fakes import FakeWire, HandClock, settled


async def test_whoever_comes_at_once_comes_into_one_room(rooms: Rooms) -> None:
    opened = await asyncio.gather(*(rooms.open("one") for _ in range(10)))
    assert len({id(each.room) for each in opened}) == 1


async def test_a_session_that_is_not_there_is_not_found_and_may_be_there_later(rooms: Rooms, store: Store) -> None:
    with pytest.raises(NotFound):
        await rooms.open("later")
    await store.directory.add_session("set-one", starts_at=NOON, session_id="later")
    assert (await rooms.open("later")).room.seq == 0


async def test_a_room_that_nobody_uses_and_no_clock_needs_is_closed(rooms: Rooms, clock: HandClock) -> None:
    room = (await rooms.open("one")).room
    assert await room.give(PlanSession(starts_at=NOON, people=TABLE_ONE), OFFICE, "plan-one") == DONE
    await clock.pass_time(59_000, room)
    await rooms.close_idle()
    assert [each.room for each in rooms.now_open()] == [room]
    await clock.pass_time(70_000)
    await rooms.close_idle()
    assert rooms.now_open() == ()
    assert room.stopped
    assert (await rooms.open("one")).room.state == room.state


async def test_a_room_with_somebody_in_it_or_with_its_lobby_open_stays(rooms: Rooms, clock: HandClock) -> None:
    waiting = await rooms.open("two")
    waiting.audience.join(Connection("hannah", FakeWire(), Pace(), steady=clock.steady))
    opened = await open_lobby(rooms)
    await clock.pass_time(120_000)
    await rooms.close_idle()
    assert not waiting.room.stopped
    assert not opened.room.stopped


async def test_nothing_is_opened_by_a_server_that_stops(rooms: Rooms) -> None:
    await rooms.stop()
    with pytest.raises(StoreClosed):
        await rooms.open("one")


@pytest.mark.parametrize(("seconds", "noted"), [(3, 0), (40, 38_000)])
async def test_the_desk_is_told_what_an_outage_took(store: Store, clock: HandClock, seconds: int, noted: int) -> None:
    before = Rooms(store, clock)
    room = (await open_lobby(before)).room
    assert await room.give(OpenStep(step="check-in"), "jo", "step-001") == DONE
    await clock.pass_time(2_000, room)
    await before.stop()
    last_seen = clock.wall()
    await clock.pass_time(noted or seconds * 1000)
    after = Rooms(store, clock)
    await after.start(("one",), last_seen)
    again = (await after.open("one")).room
    await settled(again)
    assert again.state.lost == noted
    assert await again.give(NoteHere(person="jo"), LINE, "here-again") == DONE
    await after.stop()


async def test_one_session_that_cannot_be_read_keeps_no_other_shut(store: Store, clock: HandClock) -> None:
    before = Rooms(store, clock)
    await open_lobby(before)
    await before.stop()
    after = Rooms(store, clock)
    await after.start(("none", "one"))
    assert [each.room.id for each in after.now_open()] == ["one"]
    assert await after.give("one", SayReady(), "amina", "ready-01") == DONE
    await after.stop()


@pytest.mark.parametrize("opened_again", [False, True])
async def test_a_room_let_go_of_while_another_closes_stops_no_sweeping(
    rooms: Rooms, clock: HandClock, monkeypatch: pytest.MonkeyPatch, opened_again: bool
) -> None:
    for name in ("one", "two"):
        await rooms.open(name)
    await clock.pass_time(70_000)
    closes = rooms_module._close
    let_go = iter(("two",))

    async def close_slowly(each: OpenRoom) -> None:
        for other in let_go:
            await rooms.let_go(other, SESSION_CLOSED)
            if opened_again:
                await rooms.open(other)
        await closes(each)

    monkeypatch.setattr(rooms_module, "_close", close_slowly)
    await rooms.close_idle()
    assert [each.room.id for each in rooms.now_open()] == (["two"] if opened_again else [])
