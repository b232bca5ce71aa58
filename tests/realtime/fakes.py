"""Clocks that are moved by hand, wires that remember, and a store that can be made to fail."""

import asyncio
import heapq
import itertools
import json
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from app.clock import Alarm
from app.facilitation.commands import PassTime
from app.facilitation.message import Message
from app.facilitation.terms import CLOCK, CommandId, Millis, PersonId, SessionId
from app.realtime.connection import Wire
from app.realtime.room import Room
from app.store import Store
from app.store.event_log import LoggedCommand
from app.store.ids import new_id
from tests.cast import NOON


@dataclass(order=True)
class HandAlarm:
    """An alarm of a clock that is moved by hand."""

    at: float
    number: int
    call: Callable[[], object] = field(compare=False)
    cancelled: bool = field(default=False, compare=False)

    def cancel(self) -> None:
        self.cancelled = True


@dataclass
class HandClock:
    """The machine's clocks, moved by hand: time passes, or somebody puts the wall clock forward or back."""

    at: Millis = NOON
    seconds: float = 1000.0
    alarms: list[HandAlarm] = field(default_factory=list)
    numbers: "itertools.count[int]" = field(default_factory=itertools.count)

    def wall(self) -> Millis:
        return self.at

    def steady(self) -> float:
        return self.seconds

    def call_later(self, seconds: float, call: Callable[[], object]) -> Alarm:
        alarm = HandAlarm(self.seconds + seconds, next(self.numbers), call)
        heapq.heappush(self.alarms, alarm)
        return alarm

    def put_wall(self, by: Millis) -> None:
        """The wall clock alone is moved."""
        self.at += by

    async def pass_time(self, length: Millis, *rooms: Room) -> None:
        """Time passes; whatever rings on the way is dealt with when it rings."""
        until = self.seconds + length / 1000
        while True:
            self.alarms = [alarm for alarm in self.alarms if not alarm.cancelled]
            heapq.heapify(self.alarms)
            if not self.alarms or self.alarms[0].at > until:
                break
            alarm = heapq.heappop(self.alarms)
            self._move_to(max(self.seconds, alarm.at))
            alarm.call()
            await settled(*rooms)
        self._move_to(until)
        await settled(*rooms)

    def _move_to(self, seconds: float) -> None:
        self.at += round((seconds - self.seconds) * 1000)
        self.seconds = seconds


async def settled(*rooms: Room) -> None:
    """Everything that was asked of these rooms has been answered."""
    for _ in range(3):
        for room in rooms:
            await room.give(PassTime(), CLOCK, f"settle-{new_id()}")
        await asyncio.sleep(0)


class FakeWire(Wire):
    """Remembers what was sent; may be slow, or stuck."""

    def __init__(self) -> None:
        self.sent: list[dict[str, Any]] = []
        self.closed: int | None = None
        self.dropped = False
        self.free = asyncio.Event()
        self.free.set()

    async def send(self, text: bytes) -> None:
        await self.free.wait()
        if self.dropped:
            raise OSError
        self.sent.append(json.loads(text))

    async def close(self, code: int) -> None:
        await self.free.wait()
        self.closed = code

    def drop(self) -> None:
        self.dropped = True
        self.free.set()

    def of(self, kind: str) -> list[dict[str, Any]]:
        """The messages of one type."""
        return [message for message in self.sent if message["type"] == kind]

    def shown(self) -> dict[str, Any]:
        """The view as a browser has it now."""
        view: dict[str, Any] = {}
        for message in self.of("view"):
            view.update(message["sections"])
        return view


class Troubled:
    """A store that can be told to fail, to be slow, or to let others write first."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.fault: Exception | None = None
        self.gate = asyncio.Event()
        self.gate.set()
        self.asked = asyncio.Event()
        self.before: list[LoggedCommand] = []
        """Rows that somebody else writes just before ours."""

    def read(self, session_id: SessionId, after: int = 0) -> list[LoggedCommand]:
        return self.store.read(session_id, after)

    def digest(self, session_id: SessionId, command_id: CommandId, command: Message) -> str:
        return self.store.digest(session_id, command_id, command)

    async def append(self, row: LoggedCommand) -> None:
        self.asked.set()
        await self.gate.wait()
        if self.fault is not None:
            raise self.fault
        while self.before:
            await self.store.append(self.before.pop(0))
        await self.store.append(row)


def who_is(room: Room, person: PersonId) -> str:
    """Where somebody is, as the room knows it."""
    return room.state.presence[person].value
