"""All rooms of this process: each is opened once, by replaying its log, and closed when it has long been idle."""

import asyncio
import logging
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from typing import Final

from app.clock import Clock
from app.facilitation.commands import Command, NoteOutage
from app.facilitation.state import Session
from app.facilitation.terms import LINE, SECOND, CommandId, Millis, PersonId, SessionId, Status
from app.media.engine import MediaEngine
from app.media.mesh import MeshEngine
from app.media.turn import Ways
from app.realtime.audience import Audience
from app.realtime.clock import AS_IN_LIFE, Pacing, RoomClock
from app.realtime.presence import Attendant
from app.realtime.room import Answer, Memory, Room
from app.realtime.signals import Signals
from app.realtime.traces import trace
from app.realtime.voice import RoomVoice
from app.store.faults import StoreClosed
from app.store.ids import new_id

log = logging.getLogger(__name__)

WORTH_NOTING: Final[Millis] = 5 * SECOND
"""An outage shorter than this took nobody's time."""
IDLE: Final = 60.0
"""Seconds for which a room that needs no clock is kept though nobody uses it."""


@dataclass(frozen=True)
class OpenRoom:
    """A room with those who watch it."""

    room: Room
    audience: Audience
    attendant: Attendant
    signals: Signals
    voice: RoomVoice


class Rooms:
    """Opens rooms, finds them, closes them."""

    def __init__(
        self,
        memory: Memory,
        clock: Clock,
        *,
        pacing: Callable[[SessionId], Pacing] = lambda _: AS_IN_LIFE,
        engine: MediaEngine | None = None,
    ) -> None:
        self._memory = memory
        self._clock = clock
        self._pacing = pacing
        self._engine = engine or MeshEngine(Ways(clock.wall))
        self._open: dict[SessionId, asyncio.Task[OpenRoom]] = {}
        self._when_opened: list[Callable[[Room], None]] = []
        self._sweeper: asyncio.Task[None] | None = None
        self._stopping = False

    def when_opened(self, call: Callable[[Room], None]) -> None:
        """Call with each room that is opened, before it begins to work."""
        self._when_opened.append(call)

    async def start(self, sessions: tuple[SessionId, ...] = (), away_since: Millis | None = None) -> None:
        """Wake the rooms of these sessions: their clocks ran on while the server was away."""
        for session_id in sessions:
            try:
                room = (await self.open(session_id)).room
                if away_since is not None:
                    _note_outage(room, away_since)
            except Exception as fault:  # noqa: BLE001 - one unreadable session must not keep the others shut
                log.error("Session %s could not be opened: %s", session_id, trace(fault))  # noqa: TRY400
        self._sweeper = asyncio.create_task(self._sweep(), name="closes idle rooms")

    async def open(self, session_id: SessionId) -> OpenRoom:
        """The room of a session. Raises what reading its log raises (`NotFound`, `KeyGone`), `StoreClosed`."""
        if self._stopping:
            raise StoreClosed("the server is stopping")
        task = self._open.get(session_id)
        if task is None:
            task = self._open[session_id] = asyncio.create_task(self._opened(session_id))
            task.add_done_callback(lambda done: self._forget_failed(session_id, done))
        return await asyncio.shield(task)

    async def give(self, session_id: SessionId, command: Command, by: PersonId, id: CommandId) -> Answer:  # noqa: A002
        """Give a command to a session's room, from wherever."""
        return await (await self.open(session_id)).room.give(command, by, id)

    def now_open(self) -> tuple[OpenRoom, ...]:
        """The rooms that are open at this moment."""
        return tuple(task.result() for task in self._open.values() if _ready(task))

    def found(self, session_id: SessionId) -> OpenRoom | None:
        """The room of a session, when it is open at this moment; harmless from any thread."""
        task = self._open.get(session_id)
        return task.result() if task is not None and _ready(task) else None

    def close_lines(
        self, code: int, person: PersonId, sessions: frozenset[SessionId], sign_in: str | None = None
    ) -> int:
        """End a person's lines in these sessions (those of one browser), after what they are still to be sent.

        Answers how many there were. Their voices end with them: those go from browser to browser, without us.
        """
        for each in self.now_open():
            if each.room.id in sessions:
                each.voice.sign_out(person, sign_in)
        lines = [
            line
            for each in self.now_open()
            if each.room.id in sessions
            for line in each.audience.lines(person)
            if sign_in is None or line.sign_in == sign_in
        ]
        for line in lines:
            line.close(code)
        return len(lines)

    async def let_go(self, session_id: SessionId, code: int) -> None:
        """Close one room, open or not, and every line in it; whoever asks for the session next opens a new one."""
        task = self._open.get(session_id)
        if task is None:
            return
        with suppress(Exception):
            each = await asyncio.shield(task)
            each.audience.close(code)
            if self._open.pop(session_id, None) is not None:
                each.voice.stop()
                await _close(each)

    async def stop(self) -> None:
        """Finish what was asked in every room, then close them all."""
        self._stopping = True
        if self._sweeper is not None:
            self._sweeper.cancel()
            with suppress(asyncio.CancelledError):
                await self._sweeper
        for task in tuple(self._open.values()):
            with suppress(Exception):
                each = await task
                await _close(each)
                each.voice.stop()  # not before: what was still in the inbox may have changed the floor
        self._open.clear()

    async def _opened(self, session_id: SessionId) -> OpenRoom:
        rows = await asyncio.to_thread(self._memory.read, session_id)
        pacing = await asyncio.to_thread(self._pacing, session_id)

        def clock(state: Session) -> RoomClock:
            return RoomClock.start(self._clock, not_before=state.last_at, pacing=pacing)

        room = await asyncio.to_thread(Room, session_id, self._memory, rows, clock)  # a long log takes a while
        voice = RoomVoice(room, self._engine)  # before the audience: ears know the floor before pages do
        audience = Audience(room)
        opened = OpenRoom(room, audience, Attendant(room, audience), Signals(room, audience), voice)
        for call in self._when_opened:
            call(room)
        room.start()
        opened.attendant.look()
        return opened

    def _forget_failed(self, session_id: SessionId, task: asyncio.Task[OpenRoom]) -> None:
        if not _ready(task) and self._open.get(session_id) is task:
            del self._open[session_id]

    async def close_idle(self) -> None:
        """Close the rooms that nobody has used for a while and that no clock needs."""
        for each in self.now_open():
            if self._is_idle(each):
                # in this order, and without waiting in between: whoever asks next opens a new room
                if self.found(each.room.id) is not each:
                    continue  # let go of meanwhile, and perhaps opened again
                del self._open[each.room.id]
                each.voice.stop()
                await _close(each)

    async def _sweep(self) -> None:
        while True:
            await asyncio.sleep(IDLE / 4)
            await self.close_idle()

    def _is_idle(self, each: OpenRoom) -> bool:
        room = each.room
        return (
            room.state.status is not Status.OPEN
            and not each.audience.people
            and room.waiting == 0
            and self._clock.steady() - room.busy_at > IDLE
        )


def _note_outage(room: Room, away_since: Millis) -> None:
    """Tell the room what an outage took, so that the desk can give it back."""
    lost = room.now() - max(away_since, room.state.last_at)
    if lost >= WORTH_NOTING:
        room.ask(NoteOutage(lost=lost), LINE, f"line-{new_id()}", lambda _: None)


def _ready(task: asyncio.Task[OpenRoom]) -> bool:
    return task.done() and not task.cancelled() and task.exception() is None


async def _close(each: OpenRoom) -> None:
    each.attendant.stop()
    await each.room.stop()
