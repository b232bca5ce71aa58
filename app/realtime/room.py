"""The room: one task and one inbox for a session. Socket, REST, presence and clock all come in by `Room.give()`.

Decide, store, evolve, show, in that order: nothing is acknowledged or shown that is not durably stored. The room's own
task does the work, and whoever asked only waits for the answer; so somebody who hangs up in the middle of a command
changes nothing. A timer merely asks whether it is time; the rules look at the deadline themselves.
"""

import asyncio
import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final, Protocol

from app.clock import Alarm
from app.facilitation.commands import Command, PassTime
from app.facilitation.decide import decide
from app.facilitation.events import Event
from app.facilitation.evolve import evolve, replay
from app.facilitation.message import Message
from app.facilitation.refusals import Reason, Refused
from app.facilitation.state import Session
from app.facilitation.terms import CLOCK, SECOND, CommandId, Millis, PersonId, SessionId
from app.facilitation.timing import next_deadline
from app.realtime.clock import RoomClock
from app.realtime.traces import trace
from app.store.event_log import LoggedCommand, same_command
from app.store.faults import AlreadyGiven, LogMovedOn, NotSaved, StoreFault
from app.store.ids import new_id

log = logging.getLogger(__name__)

MOST_TRIES: Final = 200
"""How often a command is decided again because others wrote first; more than that means something is wrong."""
MOST_UNLOGGED: Final = 500
"""Answers without a row in the log (refusals, and what changed nothing) that are remembered for resends."""
PATIENCE: Final[Millis] = SECOND
"""How long the clock waits before it asks again, when asking brought nothing though it is time."""


@dataclass(frozen=True, slots=True)
class Done:
    """It was done, and durably stored."""


@dataclass(frozen=True, slots=True)
class Refusal:
    """It was not done; `detail` fills the gaps of the sentence that the catalogue has for the code."""

    code: str
    detail: tuple[tuple[str, str | int], ...] = ()


Answer = Done | Refusal
DONE: Final = Done()
NOT_SAVED: Final = Refusal("not_saved")
FAULT: Final = Refusal("fault")
ALREADY: Final = Refusal(Reason.ALREADY.value)


class Memory(Protocol):
    """What a room needs of the store."""

    def read(self, session_id: SessionId, after: int = 0) -> list[LoggedCommand]:
        """All rows behind a number, in order."""

    def digest(self, session_id: SessionId, command_id: CommandId, command: Message) -> str:
        """What a resend is known by."""

    async def append(self, row: LoggedCommand) -> None:
        """Store one row durably."""


@dataclass(slots=True)
class _Request:
    command: Command
    by: PersonId
    id: CommandId
    reply: Callable[[Answer], None]


@dataclass(frozen=True, slots=True)
class _Given:
    """A command that was answered: who gave it, what it was known by, and the answer."""

    by: PersonId
    digest: str
    answer: Answer


class Watcher(Protocol):
    """Whoever must know when the session has changed: those who show it, and those who look after presence."""

    def changed(self, state: Session, events: Sequence[Event]) -> None:
        """These events have been stored and the session is now this."""


class Room:
    """One session, while somebody is using it."""

    def __init__(
        self,
        session_id: SessionId,
        memory: Memory,
        rows: Sequence[LoggedCommand],
        clock: Callable[[Session], RoomClock],
    ) -> None:
        self.id = session_id
        self._memory = memory
        self._state = replay(session_id, rows)
        self._seq = rows[-1].seq if rows else 0
        self._given = {row.command_id: _Given(row.by, row.digest, DONE) for row in rows}
        self._unlogged: dict[CommandId, _Given] = {}
        self.clock = clock(self._state)
        self._inbox: asyncio.Queue[_Request | None] = asyncio.Queue()
        self._alarm: Alarm | None = None
        self._not_before: Millis = 0
        self._watchers: list[Watcher] = []
        self._task: asyncio.Task[None] | None = None
        self._stopped = False
        self.busy_at = self.clock.clock.steady()
        """When something last happened here, on the steady clock."""

    @property
    def state(self) -> Session:
        """The session as it is now."""
        return self._state

    @property
    def seq(self) -> int:
        """The number of the newest row this room has read."""
        return self._seq

    @property
    def stopped(self) -> bool:
        """Whether this room takes nothing any more; another one must be opened."""
        return self._stopped

    @property
    def waiting(self) -> int:
        """Requests in the inbox."""
        return self._inbox.qsize()

    def watch(self, watcher: Watcher) -> None:
        """Tell this one, too, when the session has changed."""
        self._watchers.append(watcher)

    def now(self) -> Millis:
        """The time in this room; it never goes back before the last thing that happened."""
        return max(self.clock.now(), self._state.last_at)

    def start(self) -> None:
        """Begin to work, asking first of all whether it is time: a deadline may have passed while nobody was here."""
        self._task = asyncio.create_task(self._work(), name=f"room {self.id}")
        self._ask_time()

    async def stop(self) -> None:
        """Finish what is in the inbox, then stop."""
        self._stopped = True
        self._inbox.put_nowait(None)
        if self._task is not None:
            await self._task

    def ask(self, command: Command, by: PersonId, id: CommandId, reply: Callable[[Answer], None]) -> None:  # noqa: A002
        """Put a command into the inbox; `reply` is called with the answer, in the room's task."""
        if self._stopped:
            reply(NOT_SAVED)
        else:
            self._inbox.put_nowait(_Request(command, by, id, reply))

    async def give(self, command: Command, by: PersonId, id: CommandId) -> Answer:  # noqa: A002
        """Give a command and wait for the answer. Whoever stops waiting does not stop the command."""
        answer: asyncio.Future[Answer] = asyncio.get_running_loop().create_future()

        def reply(said: Answer) -> None:
            if not answer.done():
                answer.set_result(said)

        self.ask(command, by, id, reply)
        return await answer

    async def _work(self) -> None:
        while (request := await self._inbox.get()) is not None:
            before = self._seq
            changes: list[Event] = []
            try:
                answer = await self._answer(request, changes)
            except Exception as fault:  # noqa: BLE001 - one bad command must not end the session for seven people
                _note(f"a command of kind {request.command.type} failed in session {self.id}", fault)
                answer = FAULT
            self.busy_at = self.clock.clock.steady()
            request.reply(answer)
            if self._seq != before:
                self._tell(changes)
            self._set_alarm()
        if self._alarm is not None:
            self._alarm.cancel()

    async def _answer(self, request: _Request, changes: list[Event]) -> Answer:
        try:
            digest = self._memory.digest(self.id, request.id, request.command)
            for _ in range(MOST_TRIES):
                if (known := self._given.get(request.id) or self._unlogged.get(request.id)) is not None:
                    same = known.by == request.by and same_command(known.digest, digest)
                    return known.answer if same else ALREADY
                at = self.now()
                try:
                    events = decide(self._state, request.command, by=request.by, now=at, id=request.id)
                except Refused as refused:
                    refusal = Refusal(refused.reason.value, tuple(refused.detail.items()))
                    return self._remembered(request, digest, refusal)
                if not events:
                    return self._remembered(request, digest, DONE)
                # evolved before it is stored, shown after: what the rules cannot take in must not get into the log
                state = self._state
                for event in events:
                    state = evolve(state, event, by=request.by, at=at)
                row = LoggedCommand(self.id, self._seq + 1, request.id, at, request.by, tuple(events), digest)
                try:
                    await self._memory.append(row)
                except (LogMovedOn, AlreadyGiven):
                    await self._read_on(changes)
                    continue
                self._state, self._seq = state, row.seq
                self._given[request.id] = _Given(request.by, digest, DONE)
                changes.extend(events)
                return DONE
        except NotSaved:
            return NOT_SAVED
        except StoreFault as fault:
            _note(f"session {self.id} could not be stored", fault)
            return NOT_SAVED
        log.error("Session %s: others wrote first %d times running", self.id, MOST_TRIES)
        return NOT_SAVED

    def _remembered(self, request: _Request, digest: str, answer: Answer) -> Answer:
        """An answer that is in no row: a resend is to hear the same, though by then it might be decided otherwise."""
        self._unlogged[request.id] = _Given(request.by, digest, answer)
        if len(self._unlogged) > MOST_UNLOGGED:
            del self._unlogged[next(iter(self._unlogged))]
        return answer

    async def _read_on(self, changes: list[Event]) -> None:
        """Take in what others have written behind our back."""
        for row in await asyncio.to_thread(self._memory.read, self.id, self._seq):
            state = self._state
            for event in row.events:
                state = evolve(state, event, by=row.by, at=row.at)
            self._state, self._seq = state, row.seq
            self._given[row.command_id] = _Given(row.by, row.digest, DONE)
            changes.extend(row.events)

    def _tell(self, events: Sequence[Event]) -> None:
        for watcher in self._watchers:
            try:
                watcher.changed(self._state, events)
            except Exception as fault:  # noqa: BLE001 - the log is right whatever happens to the showing of it
                _note(f"session {self.id} could not be shown", fault)

    # --- time ------------------------------------------------------------------------------------------------------

    def _ask_time(self) -> None:
        self._alarm = None
        asked = self._seq

        def heard(answer: Answer) -> None:
            waits = isinstance(answer, Refusal) or self._seq == asked
            self._not_before = self.clock.now() + PATIENCE if waits else 0

        self.ask(PassTime(), CLOCK, f"time-{new_id()}", heard)

    def _set_alarm(self) -> None:
        if self._alarm is not None:
            self._alarm.cancel()
            self._alarm = None
        deadline = next_deadline(self._state)
        if deadline is None:
            return
        now = self.clock.now()
        # asked already and nothing came of it (the disk is full, or the rules see it otherwise): not at once again
        moment = max(deadline, self._not_before) if deadline <= now else deadline
        self._alarm = self.clock.call_at(moment, self._ask_time)


def _note(what: str, fault: Exception) -> None:
    log.error("A fault of ours: %s: %s", what, trace(fault))
