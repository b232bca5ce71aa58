"""A line sends what changed, counts what is not reported, and never makes anybody wait."""

import asyncio
import dataclasses
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

import orjson

from app.facilitation.commands import Command, OpenStep, PlaceBid, SayReady
from app.facilitation.sections import View
from app.facilitation.terms import MINUTE, BidKind
from app.facilitation.views import view_for
from app.realtime.connection import AHEAD, Connection, Pace
from app.realtime.messages import SECTIONS
from app.realtime.rooms import OpenRoom
from tests.realtime.fakes import FakeWire, HandClock, settled

QUICK = Pace(beat=0.05, dead=0.2, send=0.2, unreported=20_000, unsent=10_000)
CALM = Pace(beat=60, dead=600, send=5)


@asynccontextmanager
async def a_line(
    lobby: OpenRoom, person: str, pace: Pace = CALM, steady: Callable[[], float] | None = None
) -> AsyncIterator[tuple[Connection, FakeWire]]:
    wire = FakeWire()
    loop = asyncio.get_running_loop()
    line = Connection(person, wire, pace, steady=steady or loop.time)
    lobby.audience.join(line, first=b'{"type":"welcome"}')
    writer = asyncio.create_task(line.write(lambda: b'{"type":"beat","now":1}'))
    try:
        yield line, wire
    finally:
        lobby.audience.leave(line)
        line.drop()
        await writer


async def quiet(wire: FakeWire) -> None:
    """Until nothing more has come for a moment."""
    before = -1
    while before != len(wire.sent):
        before = len(wire.sent)
        await asyncio.sleep(0.02)


def as_sent(view: View) -> dict[str, object]:
    sections: dict[str, object] = orjson.loads(orjson.dumps(dataclasses.asdict(view)))
    return sections


async def test_the_first_view_has_everything_and_the_welcome_goes_before_it(lobby: OpenRoom) -> None:
    async with a_line(lobby, "amina") as (_, wire):
        await quiet(wire)
        assert wire.sent[0]["type"] == "welcome"
        assert set(wire.of("view")[0]["sections"]) == set(SECTIONS)
        assert wire.shown() == as_sent(view_for(lobby.room.state, "amina"))


async def test_later_views_have_what_changed_and_nothing_else(lobby: OpenRoom) -> None:
    async with a_line(lobby, "amina") as (_, wire):
        await quiet(wire)
        before = len(wire.of("view"))
        await lobby.room.give(SayReady(), "danny", "ready-01")
        await quiet(wire)
        (view,) = wire.of("view")[before:]
        assert set(view["sections"]) == {"people"}
        assert wire.shown() == as_sent(view_for(lobby.room.state, "amina"))


async def test_what_is_shown_is_always_what_is(lobby: OpenRoom) -> None:
    """Applying every view in turn gives the whole view, for everybody, all the way."""
    async with a_line(lobby, "amina") as (_, hers), a_line(lobby, "jo") as (_, his):
        commands: list[tuple[Command, str]] = [
            (SayReady(), "amina"),
            (OpenStep(step="check-in"), "jo"),
            (OpenStep(step="asking"), "jo"),
            (PlaceBid(kind=BidKind.ASKS, headline="Beds", minutes=20), "amina"),
            (PlaceBid(kind=BidKind.IF_ROOM, headline="Staff"), "danny"),
        ]
        for n, (command, by) in enumerate(commands):
            await lobby.room.give(command, by, f"command-{n}")
            await quiet(hers)
            await quiet(his)
            assert hers.shown() == as_sent(view_for(lobby.room.state, "amina"))
            assert his.shown() == as_sent(view_for(lobby.room.state, "jo"))


async def test_what_changes_while_a_line_is_busy_is_sent_once(lobby: OpenRoom) -> None:
    async with a_line(lobby, "amina") as (_, wire):
        await quiet(wire)
        before = len(wire.of("view"))
        wire.free.clear()
        await lobby.room.give(SayReady(), "danny", "ready-01")
        await asyncio.sleep(0.02)
        for n in range(30):
            await lobby.room.give(PlaceBid(kind=BidKind.ASKS, headline=f"Issue {n}"), "amina", f"bid-{n:05d}")
        wire.free.set()
        await quiet(wire)
        assert len(wire.of("view")) - before == 2
        assert wire.shown()["mine"]["bid"]["headline"] == "Issue 29"


async def test_a_browser_that_reports_nothing_jumps_to_now_when_it_does(lobby: OpenRoom) -> None:
    pace = dataclasses.replace(CALM, unreported=20_000)
    async with a_line(lobby, "amina", pace) as (line, wire):
        for n in range(200):
            await lobby.room.give(PlaceBid(kind=BidKind.ASKS, headline=f"{n} " + "x" * 100), "amina", f"bid-{n:05d}")
        await quiet(wire)
        assert line.unreported < 40_000
        assert wire.shown()["mine"]["bid"]["headline"].split()[0] != "199"
        stopped = len(wire.of("view"))
        line.reported(wire.of("view")[-1]["version"])
        await quiet(wire)
        assert len(wire.of("view")) == stopped + 1
        assert wire.shown() == as_sent(view_for(lobby.room.state, "amina"))


async def test_nobody_waits_for_a_browser_that_is_stuck(lobby: OpenRoom) -> None:
    async with a_line(lobby, "danny") as (_, stuck), a_line(lobby, "amina") as (_, wire):
        await quiet(wire)
        stuck.free.clear()
        async with asyncio.timeout(2):
            for n in range(50):
                await lobby.room.give(PlaceBid(kind=BidKind.ASKS, headline=f"Issue {n}"), "amina", f"bid-{n:05d}")
        await quiet(wire)
        assert wire.shown()["mine"]["bid"]["headline"] == "Issue 49"


async def test_a_message_that_does_not_leave_in_time_ends_the_line(lobby: OpenRoom) -> None:
    async with a_line(lobby, "amina", dataclasses.replace(QUICK, dead=60)) as (line, wire):
        wire.free.clear()
        await lobby.room.give(SayReady(), "danny", "ready-01")
        await asyncio.sleep(0.4)
        assert line.over
        assert wire.dropped


async def test_a_line_that_answers_no_beat_is_dead(lobby: OpenRoom) -> None:
    at = 0.0
    async with a_line(lobby, "amina", Pace(beat=5, dead=15), steady=lambda: at) as (line, wire):

        async def pass_time(seconds: float) -> None:
            nonlocal at
            at += seconds
            line.put("wakes", b'{"type":"wakes"}')  # it looks at the time once more
            await quiet(wire)

        await quiet(wire)
        await pass_time(5)
        await pass_time(6)
        assert len(wire.of("beat")) == 2
        line.alive()
        await pass_time(14)
        assert not wire.dropped
        await pass_time(1)
        assert wire.dropped


async def test_answers_that_nobody_takes_are_bounded(lobby: OpenRoom) -> None:
    async with a_line(lobby, "amina", QUICK) as (line, wire):
        wire.free.clear()
        for _ in range(200):
            line.say(b"x" * 100)
        assert wire.dropped


async def test_goodbye_comes_after_what_was_still_to_be_said(lobby: OpenRoom, clock: HandClock) -> None:
    async with a_line(lobby, "amina") as (line, wire):
        await quiet(wire)
        line.say(b'{"type":"done","id":"the-last"}')
        line.close(4003)
        line.say(b'{"type":"done","id":"too-late"}')
        await quiet(wire)
        await settled(lobby.room)
        assert wire.sent[-1]["id"] == "the-last"
        assert wire.closed == 4003


async def test_the_newest_of_a_kind_is_sent_alone_and_before_all_that_others_say(lobby: OpenRoom) -> None:
    async with a_line(lobby, "amina") as (line, wire):
        await quiet(wire)
        before = len(wire.sent)
        wire.free.clear()
        line.say(b'{"type":"time","sent":1,"now":1}')
        await asyncio.sleep(0.02)  # it is on its way, and stuck
        await lobby.room.give(SayReady(), "danny", "ready-01")
        unsent = line.unsent
        for n in range(1000):
            line.put("floor", b'{"type":"voice","n":%d}' % n)
        assert line.unsent == unsent, "however often it changes, it weighs nothing"
        line.say(b'{"type":"from_peer","n":1}', first=True)
        line.put("floor", b'{"type":"voice","n":1000}')
        wire.free.set()
        await quiet(wire)
        assert [(one["type"], one.get("n")) for one in wire.sent[before:]] == [
            ("time", None),
            ("voice", 1000),
            ("from_peer", 1),
            ("view", None),
        ]


async def test_what_goes_first_goes_before_every_view_that_has_not_gone(lobby: OpenRoom) -> None:
    async with a_line(lobby, "amina") as (line, wire):
        await quiet(wire)
        before = len(wire.sent)
        wire.free.clear()
        line.say(b'{"type":"time","sent":1,"now":1}')
        await asyncio.sleep(0.02)  # it is on its way, and stuck
        await lobby.room.give(SayReady(), "danny", "ready-01")
        line.say(b'{"type":"done","id":"danny-ready"}')
        line.say(b'{"type":"voice","n":1}', first=True)
        line.say(b'{"type":"voice","n":2}', first=True)
        wire.free.set()
        await quiet(wire)
        sent = [(one["type"], one.get("n")) for one in wire.sent[before:]]
        assert sent[0] == ("time", None)
        rest = [kind for kind in sent[1:] if kind[0] != "done"]  # answers go out with what was being sent
        assert rest == [("voice", 1), ("voice", 2), ("view", None)]


async def test_what_others_send_keeps_nobodys_view_from_them(lobby: OpenRoom) -> None:
    async with a_line(lobby, "amina") as (line, wire):
        for n in range(10 * AHEAD):
            line.say(b'{"type":"from_peer","n":%d}' % n, first=True)
        await quiet(wire)
    kinds = [message["type"] for message in wire.sent]
    assert kinds.index("view") <= AHEAD + 1, "the welcome, then some of the others'"
    assert [one["n"] for one in wire.of("from_peer")] == list(range(10 * AHEAD))


async def test_what_is_left_to_share_out_is_drawn_anew_while_asking_runs_over(
    lobby: OpenRoom, clock: HandClock
) -> None:
    async with a_line(lobby, "jo") as (_, wire):
        for n, command in enumerate((OpenStep(step="check-in"), OpenStep(step="asking"))):
            await lobby.room.give(command, "jo", f"command-{n}")
        await quiet(wire)
        at_first = wire.shown()["agenda"]["minutes_for_rounds"]
        await clock.pass_time(8 * MINUTE, lobby.room)
        await quiet(wire)
        before = len(wire.of("view"))
        await clock.pass_time(MINUTE, lobby.room)
        await quiet(wire)
        assert [{"agenda", "clock"} <= set(view["sections"]) for view in wire.of("view")[before:]] == [True, True]
        assert wire.shown()["agenda"]["minutes_for_rounds"] == at_first - 1
    await clock.pass_time(MINUTE, lobby.room)
    assert not [alarm for alarm in clock.alarms if not alarm.cancelled and alarm.at - clock.seconds < 60], (
        "nobody looks"
    )
