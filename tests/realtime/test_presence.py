"""Two tabs are one person; ten seconds after the last line somebody is away; nothing here is kept from the log."""

from app.facilitation.commands import EndNow, Leave, PlanSession, RemovePerson, SendApologies, StepOut
from app.facilitation.terms import OFFICE, Status
from app.realtime.connection import Connection, Pace
from app.realtime.messages import REMOVED, SESSION_CLOSED, TOO_MANY_LINES
from app.realtime.room import DONE
from app.realtime.rooms import OpenRoom, Rooms
from app.store import Store
from app.store.faults import NotSaved
from tests.cast import NOON, TABLE_ONE
from tests.realtime.conftest import open_lobby
from tests.realtime.fakes import FakeWire, HandClock, Troubled, settled, who_is


def line_for(person: str, clock: HandClock) -> Connection:
    return Connection(person, FakeWire(), Pace(), steady=clock.steady)


async def everybody(opened: OpenRoom, clock: HandClock) -> dict[str, Connection]:
    """A line for each, so that nobody counts as gone."""
    lines = {person.id: line_for(person.id, clock) for person in TABLE_ONE}
    for line in lines.values():
        opened.audience.join(line)
    await settled(opened.room)
    return lines


async def test_the_first_line_brings_somebody_in(rooms: Rooms, clock: HandClock) -> None:
    opened = await open_lobby(rooms, here=False)
    assert who_is(opened.room, "amina") == "expected"
    opened.audience.join(line_for("amina", clock))
    await settled(opened.room)
    assert who_is(opened.room, "amina") == "here"


async def test_two_tabs_are_one_person(lobby: OpenRoom, clock: HandClock, store: Store) -> None:
    lines = await everybody(lobby, clock)
    head = store.log.head("one")
    second = line_for("amina", clock)
    lobby.audience.join(second)
    await settled(lobby.room)
    assert store.log.head("one") == head
    lobby.audience.leave(lines["amina"])
    await clock.pass_time(30_000, lobby.room)
    assert who_is(lobby.room, "amina") == "here"
    lobby.audience.leave(second)
    await clock.pass_time(9_000, lobby.room)
    assert who_is(lobby.room, "amina") == "here"
    await clock.pass_time(1_500, lobby.room)
    assert who_is(lobby.room, "amina") == "away"


async def test_a_line_that_comes_back_in_time_leaves_no_trace(lobby: OpenRoom, clock: HandClock, store: Store) -> None:
    lines = await everybody(lobby, clock)
    head = store.log.head("one")
    lobby.audience.leave(lines["danny"])
    await clock.pass_time(8_000, lobby.room)
    lobby.audience.join(line_for("danny", clock))
    await clock.pass_time(30_000, lobby.room)
    assert store.log.head("one") == head


async def test_whoever_does_not_come_back_after_a_restart_is_away(store: Store, clock: HandClock) -> None:
    before = Rooms(store, clock)
    await open_lobby(before)
    await before.stop()
    after = Rooms(store, clock)
    await after.start(("one",))
    opened = await after.open("one")
    opened.audience.join(line_for("amina", clock))
    await clock.pass_time(11_000, opened.room)
    assert who_is(opened.room, "amina") == "here"
    assert who_is(opened.room, "danny") == "away"
    await after.stop()


async def test_presence_is_noted_when_the_disk_has_room_again(
    lobby: OpenRoom, clock: HandClock, troubled: Troubled
) -> None:
    lines = await everybody(lobby, clock)
    troubled.fault = NotSaved("the disk is full")
    lobby.audience.leave(lines["ruth"])
    await clock.pass_time(11_000, lobby.room)
    assert who_is(lobby.room, "ruth") == "here"
    troubled.fault = None
    await clock.pass_time(15_000, lobby.room)
    assert who_is(lobby.room, "ruth") == "away"


async def test_whoever_left_comes_back_by_a_new_line_only(lobby: OpenRoom, clock: HandClock) -> None:
    lines = await everybody(lobby, clock)
    assert await lobby.room.give(Leave(), "priya", "leave-01") == DONE
    await clock.pass_time(5_000, lobby.room)
    assert who_is(lobby.room, "priya") == "left"
    lobby.audience.leave(lines["priya"])
    lobby.audience.join(line_for("priya", clock))
    await settled(lobby.room)
    assert who_is(lobby.room, "priya") == "here"


async def test_stepping_out_is_not_undone_by_a_second_tab(lobby: OpenRoom, clock: HandClock) -> None:
    await everybody(lobby, clock)
    assert await lobby.room.give(StepOut(), "priya", "out-0001") == DONE
    lobby.audience.join(line_for("priya", clock))
    await settled(lobby.room)
    assert who_is(lobby.room, "priya") == "out"


async def test_removal_ends_every_line_of_the_person_and_lets_no_other_in(lobby: OpenRoom, clock: HandClock) -> None:
    lines = await everybody(lobby, clock)
    assert await lobby.room.give(RemovePerson(person="gareth"), "jo", "remove-1") == DONE
    assert lines["gareth"].over
    assert not lines["amina"].over
    assert lobby.audience.why_not("gareth") == REMOVED


async def test_the_last_view_goes_out_before_the_lines_of_a_closed_session_end(
    lobby: OpenRoom, clock: HandClock
) -> None:
    lines = await everybody(lobby, clock)
    assert await lobby.room.give(EndNow(), "jo", "end-0001") == DONE
    assert lobby.room.state.status is Status.CLOSED
    assert all(line.over for line in lines.values())
    amina = lines["amina"]
    wire = amina._wire
    assert isinstance(wire, FakeWire)
    await amina.write(lambda: b"")
    assert wire.shown()["step"]["status"] == "closed"
    assert wire.closed == SESSION_CLOSED


async def test_five_lines_a_person_and_a_quiet_one_gives_way(lobby: OpenRoom, clock: HandClock) -> None:
    lines = [line_for("amina", clock) for _ in range(5)]
    for line in lines:
        assert lobby.audience.why_not("amina") is None
        lobby.audience.join(line)
    assert lobby.audience.why_not("amina") == TOO_MANY_LINES
    clock.seconds += 10
    for line in lines[1:]:
        line.alive()
    assert lobby.audience.why_not("amina") is None
    assert lines[0].over
    assert [*lobby.audience.lines("amina")] == lines[1:]


async def test_a_page_left_open_takes_nobody_s_apologies_back_and_a_new_line_does(
    rooms: Rooms, clock: HandClock
) -> None:
    opened = await rooms.open("one")
    assert await opened.room.give(PlanSession(starts_at=NOON, people=TABLE_ONE), OFFICE, "plan-one") == DONE
    left_open = line_for("ruth", clock)
    opened.audience.join(left_open)
    assert await opened.room.give(SendApologies(), "ruth", "sorry-01") == DONE
    await open_lobby(rooms, here=False)
    await settled(opened.room)
    assert who_is(opened.room, "ruth") == "apologies"
    assert "ruth" not in opened.room.state.arrived
    assert left_open.over, "nor does it see what goes on"
    opened.audience.leave(left_open)
    opened.audience.join(line_for("ruth", clock))
    await settled(opened.room)
    assert who_is(opened.room, "ruth") == "here"
