"""One door: decided, stored, evolved and shown in that order, whoever hangs up, resends, or writes first."""

import asyncio
from contextlib import suppress

import pytest

from app.facilitation.commands import NoteAway, OpenStep, PlaceBid, RaiseHand, SayReady
from app.facilitation.evolve import replay
from app.facilitation.terms import LINE, BidKind
from app.realtime.clock import Pacing, RoomClock
from app.realtime.room import ALREADY, DONE, FAULT, NOT_SAVED, Refusal, Room
from app.realtime.rooms import Rooms
from app.store import Store
from app.store.faults import NotSaved
from tests.realtime.conftest import open_lobby
from tests.realtime.fakes import HandClock, Troubled, settled


def vacant(room: Room) -> bool:
    """Whether any member may take the chair."""
    return room.state.chair_vacant


def step_of(room: Room) -> str | None:
    """The open step."""
    return room.state.step_id


async def test_what_is_done_is_stored_before_it_is_answered(room: Room, store: Store) -> None:
    assert await room.give(OpenStep(step="check-in"), "jo", "step-001") == DONE
    assert store.read("one")[-1].command_id == "step-001"
    assert room.state.step_id == "check-in"
    assert replay("one", store.read("one")) == room.state


async def test_a_refusal_changes_nothing(room: Room, store: Store) -> None:
    before, head = room.state, store.log.head("one")
    answer = await room.give(OpenStep(step="check-in"), "amina", "step-001")
    assert isinstance(answer, Refusal)
    assert answer.code == "not_yours"
    assert room.state is before
    assert store.log.head("one") == head


async def test_a_resend_is_answered_with_the_first_answer_and_does_nothing(room: Room, store: Store) -> None:
    bid = PlaceBid(kind=BidKind.ASKS, headline="Beds", minutes=20)
    assert await room.give(bid, "amina", "bid-0001") == DONE
    head = store.log.head("one")
    assert await room.give(bid, "amina", "bid-0001") == DONE
    assert store.log.head("one") == head


async def test_a_refused_command_is_refused_again_though_it_would_be_taken_now(room: Room) -> None:
    first = await room.give(RaiseHand(), "amina", "hand-001")
    assert isinstance(first, Refusal)
    await room.give(OpenStep(step="check-in"), "jo", "step-001")
    assert await room.give(RaiseHand(), "amina", "hand-001") == first


async def test_what_changed_nothing_is_answered_alike_when_it_is_sent_again(room: Room) -> None:
    assert await room.give(SayReady(), "amina", "ready-01") == DONE
    assert await room.give(SayReady(), "amina", "ready-02") == DONE
    await room.give(OpenStep(step="check-in"), "jo", "step-001")
    assert isinstance(await room.give(SayReady(), "amina", "ready-03"), Refusal)
    assert await room.give(SayReady(), "amina", "ready-02") == DONE


async def test_one_id_means_one_command_of_one_person(room: Room) -> None:
    await room.give(PlaceBid(kind=BidKind.ASKS, headline="Beds"), "amina", "bid-0001")
    assert await room.give(PlaceBid(kind=BidKind.ASKS, headline="Staff"), "amina", "bid-0001") == ALREADY
    assert await room.give(PlaceBid(kind=BidKind.ASKS, headline="Beds"), "danny", "bid-0001") == ALREADY


async def test_a_resend_after_a_restart_is_still_known(store: Store, clock: HandClock) -> None:
    before = Rooms(store, clock)
    first = (await open_lobby(before)).room
    bid = PlaceBid(kind=BidKind.ASKS, headline="Beds")
    await first.give(bid, "amina", "bid-0001")
    await before.stop()
    after = Rooms(store, clock)
    again = (await after.open("one")).room
    head = store.log.head("one")
    assert await again.give(bid, "amina", "bid-0001") == DONE
    assert await again.give(PlaceBid(kind=BidKind.NOTHING), "amina", "bid-0001") == ALREADY
    assert store.log.head("one") == head
    assert again.state == first.state
    await after.stop()


async def test_somebody_who_hangs_up_in_mid_command_changes_nothing(room: Room, troubled: Troubled) -> None:
    troubled.gate.clear()
    troubled.asked.clear()
    giving = asyncio.create_task(room.give(OpenStep(step="check-in"), "jo", "step-001"))
    await troubled.asked.wait()
    giving.cancel()
    with suppress(asyncio.CancelledError):
        await giving
    troubled.gate.set()
    await settled(room)
    assert room.state.step_id == "check-in"
    assert replay("one", troubled.store.read("one")) == room.state
    assert await room.give(OpenStep(step="check-in"), "jo", "step-001") == DONE


async def test_what_could_not_be_saved_did_not_happen_and_may_be_tried_again(room: Room, troubled: Troubled) -> None:
    before = room.state
    troubled.fault = NotSaved("the disk is full")
    assert await room.give(OpenStep(step="check-in"), "jo", "step-001") == NOT_SAVED
    assert room.state is before
    troubled.fault = None
    assert await room.give(OpenStep(step="check-in"), "jo", "step-001") == DONE


async def test_a_fault_of_ours_ends_one_command_and_not_the_session(
    room: Room, troubled: Troubled, caplog: pytest.LogCaptureFixture
) -> None:
    troubled.fault = RuntimeError("CANARY words that somebody said")
    assert await room.give(PlaceBid(kind=BidKind.ASKS, headline="Beds"), "amina", "bid-0001") == FAULT
    troubled.fault = None
    assert await room.give(SayReady(), "danny", "ready-01") == DONE
    assert "A fault of ours" in caplog.text
    assert "CANARY" not in caplog.text


async def test_whoever_loses_the_race_reads_on_and_decides_again(store: Store, clock: HandClock) -> None:
    """Two rooms on one store, as two processes would have: each believes it is the only one."""
    left, right = Rooms(store, clock), Rooms(store, clock)
    one = (await open_lobby(left)).room
    other = (await right.open("one")).room
    assert await one.give(OpenStep(step="check-in"), "jo", "step-001") == DONE
    assert step_of(other) is None
    assert await other.give(PlaceBid(kind=BidKind.ASKS, headline="Beds"), "amina", "bid-0001") == DONE
    assert step_of(other) == "check-in"
    # what was right a moment ago is not any more: decided again, it is refused
    assert await other.give(OpenStep(step="asking"), "jo", "step-002") == DONE
    late = await one.give(SayReady(), "ruth", "ready-01")
    assert isinstance(late, Refusal)
    await settled(one, other)
    assert await one.give(OpenStep(step="asking"), "jo", "step-002") == DONE
    assert one.state == other.state == replay("one", store.read("one"))
    await left.stop()
    await right.stop()


async def test_two_rooms_under_fire_agree_and_lose_nothing(store: Store, clock: HandClock) -> None:
    left, right = Rooms(store, clock), Rooms(store, clock)
    rooms = ((await open_lobby(left)).room, (await right.open("one")).room)
    bids = [
        rooms[n % 2].give(PlaceBid(kind=BidKind.ASKS, headline=f"Issue {n}"), who, f"bid-{who}-{n:03d}")
        for n in range(20)
        for who in ("amina", "danny", "gareth")
    ]
    assert set(await asyncio.gather(*bids)) == {DONE}
    rows = store.read("one")
    assert [row.seq for row in rows] == list(range(1, len(rows) + 1))
    given = [row.command_id for row in rows if row.command_id.startswith("bid-")]
    assert len(given) == len(set(given)) == 60
    for room in rooms:
        await room.give(SayReady(), "jo", f"ready-{room is rooms[0]}")
    await rooms[0].give(PlaceBid(kind=BidKind.NOTHING), "ruth", "bid-last")
    assert rooms[0].state == replay("one", store.read("one"))
    await left.stop()
    await right.stop()


async def test_a_command_given_in_two_rooms_at_once_is_done_once(store: Store, clock: HandClock) -> None:
    left, right = Rooms(store, clock), Rooms(store, clock)
    one = (await open_lobby(left)).room
    other = (await right.open("one")).room
    bid = PlaceBid(kind=BidKind.ASKS, headline="Beds")
    answers = await asyncio.gather(*(each.give(bid, "amina", "bid-0001") for each in (one, other)))
    assert answers == [DONE, DONE]
    assert [row.command_id for row in store.read("one")].count("bid-0001") == 1
    await left.stop()
    await right.stop()


async def test_a_room_finishes_its_inbox_before_it_stops(rooms: Rooms, store: Store) -> None:
    room = (await open_lobby(rooms)).room
    asked = [asyncio.create_task(room.give(SayReady(), who, f"ready-{who}")) for who in ("amina", "danny")]
    await asyncio.sleep(0)
    await rooms.stop()
    assert [await each for each in asked] == [DONE, DONE]
    assert await room.give(SayReady(), "ruth", "ready-ruth") == NOT_SAVED


async def test_a_deadline_is_asked_about_when_it_has_come(room: Room, clock: HandClock) -> None:
    """The chair's line is gone: twenty seconds later any member may keep time, because the clock asked."""
    await room.give(OpenStep(step="check-in"), "jo", "step-001")
    opened = await room_without_jo(room)
    assert not vacant(opened)
    await clock.pass_time(11_000, room)
    assert vacant(room)


async def room_without_jo(room: Room) -> Room:
    assert await room.give(NoteAway(person="jo"), LINE, "away-jo1") == DONE
    return room


async def test_the_clock_asks_again_when_the_disk_was_full(room: Room, clock: HandClock, troubled: Troubled) -> None:
    await room_without_jo(room)
    troubled.fault = NotSaved("the disk is full")
    await clock.pass_time(11_000, room)
    assert not vacant(room)
    troubled.fault = None
    await clock.pass_time(2_000, room)
    assert vacant(room)


@pytest.mark.parametrize("by", [-2 * 3_600_000, 2 * 3_600_000])
async def test_a_wall_clock_that_is_put_moves_no_deadline(room: Room, clock: HandClock, by: int) -> None:
    await room.give(OpenStep(step="check-in"), "jo", "step-001")
    due = room.state.timer.due_at if room.state.timer else None
    await room_without_jo(room)
    clock.put_wall(by)
    await clock.pass_time(9_000, room)
    assert not vacant(room)
    await clock.pass_time(2_000, room)
    assert vacant(room)
    assert room.state.timer is not None
    assert room.state.timer.due_at == due


async def test_a_wall_clock_put_back_during_an_outage_does_not_stop_time(store: Store, clock: HandClock) -> None:
    before = Rooms(store, clock)
    first = (await open_lobby(before)).room
    await before.stop()
    clock.put_wall(-3_600_000)
    after = Rooms(store, clock)
    again = (await after.open("one")).room
    assert again.now() >= first.state.last_at
    at = again.now()
    await clock.pass_time(5_000, again)
    assert again.now() == at + 5_000
    await after.stop()


def test_a_practice_room_runs_fast(clock: HandClock) -> None:
    fast = RoomClock.start(clock, pacing=Pacing(10, clock.wall()))
    began = fast.now()
    rang: list[bool] = []
    fast.call_at(began + 60_000, lambda: rang.append(True))
    assert clock.alarms[0].at == clock.seconds + 6
    clock.seconds += 6
    assert fast.now() == began + 60_000


async def test_a_restart_gives_the_same_state_and_deadline(store: Store, clock: HandClock) -> None:
    before = Rooms(store, clock)
    first = (await open_lobby(before)).room
    await first.give(OpenStep(step="check-in"), "jo", "step-001")
    await before.stop()
    await clock.pass_time(30_000)
    after = Rooms(store, clock)
    again = (await after.open("one")).room
    assert again.state == first.state
    assert first.state.timer is not None
    assert again.state.timer is not None
    assert again.state.timer.due_at == first.state.timer.due_at
    assert again.now() == clock.wall()
    await after.stop()
