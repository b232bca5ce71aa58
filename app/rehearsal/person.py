"""A simulated person: a mind behind a line, one task each."""

import asyncio
import logging
from contextlib import suppress
from typing import Final

from app.facilitation.terms import MINUTE, Millis
from app.realtime.traces import trace
from app.rehearsal.aloud import Air
from app.rehearsal.habits import HABITS
from app.rehearsal.line import GONE, Answered, RoomTime, SimulatedLine, Turned
from app.rehearsal.mind import CANNOT_HEAR, CAPTION, DROP, Mind, Wish
from app.rehearsal.privacy import shown_too_much
from app.rehearsal.tally import Tally

log = logging.getLogger(__name__)

SHORTEST_NAP: Final = 0.01
"""Seconds. However fast the clock, nobody looks more often."""
CALLS_BEFORE: Final[Millis] = MINUTE
MUST_BE_REFUSED: Final = frozenset({"not_now", "not_yours"})


class SimulatedPerson:
    """Comes in, does what they mean to do, and stays until the session is over."""

    def __init__(self, line: SimulatedLine, mind: Mind, clock: RoomTime, tally: Tally) -> None:
        self._line = line
        self._mind = mind
        self._clock = clock
        self._tally = tally

    async def live(self) -> None:
        """From the link to the close."""
        try:
            await self._line.join()
            if self._mind.temper.late:
                await self._wait_outside()
        except Turned as turned:
            self._tally.faults.append(f"{self._mind.chance.person} did not come in: {turned}")
            return
        running = asyncio.create_task(self._line.run())
        try:
            while not self._line.over:
                try:
                    await self._moment()
                except Exception as fault:  # noqa: BLE001 - one person's confusion must not end the rehearsal
                    log.error("A simulated person was confused: %s", trace(fault))  # noqa: TRY400
                    self._tally.faults.append(f"{self._mind.chance.person} was confused: {trace(fault)}")
                    await asyncio.sleep(0.2)
        finally:
            running.cancel()
            with suppress(asyncio.CancelledError):
                await running

    async def leave(self) -> None:
        """Somebody real takes this seat."""
        await self._line.leave()

    async def _wait_outside(self) -> None:
        """The clock on the wall is the others': whoever is late has no line yet."""
        await self._clock.known.wait()
        length = self._clock.starts_at + self._mind.temper.late - self._clock.now()
        await asyncio.sleep(self._clock.seconds(length))

    async def _moment(self) -> None:
        """Look, do what is ripe, and otherwise wait until something changes or ripens."""
        self._line.changed.clear()
        seen = self._line.seen
        if leak := shown_too_much(seen):
            self._tally.faults.append(f"{self._mind.chance.person} was shown {leak}")
        if not self._line.ready:
            wish, nap = None, 1.0
        else:
            wish, wake = self._mind.next(HABITS, seen)
            nap = max(SHORTEST_NAP, self._clock.seconds(wake - seen.now))
        if wish is not None:
            await self._do(wish)
            return
        with suppress(TimeoutError):
            async with asyncio.timeout(nap):
                await self._line.changed.wait()

    async def _do(self, wish: Wish) -> None:
        match wish.command["type"]:
            case kind if kind == DROP:
                self._mind.did(wish, None)
                self._line.drop(wish.command["away"])
                return
            case kind if kind == CANNOT_HEAR:
                answer = await self._line.signal("cannot_hear")
            case kind if kind == CAPTION:
                answer = await self._line.signal("caption", wish.command["words"])
            case _:
                answer = await self._line.give(wish.command)
        if answer == GONE:
            return
        self._mind.did(wish, answer.code)
        self._note(wish, answer)

    def _note(self, wish: Wish, answer: Answered) -> None:
        # what was tried against the rules may be allowed by now: the step changed while it was on its way
        if wish.against and not self._line.over and not self._line.seen.may(wish.command["type"]):
            self._tally.tried[answer.code or "taken"] += 1
            if answer.code not in MUST_BE_REFUSED:
                kind, step = wish.command["type"], self._mind.seen.step_id
                self._tally.faults.append(f"{kind} in {step} was not refused: {answer.code or 'taken'}")
            return
        if answer.code in wish.refusals:
            self._tally.tried[answer.code or ""] += 1
            return
        if answer.code is None:
            self._tally.done += 1
            kind = wish.command["type"]
            self._tally.given[kind] += 1
            if wish.of:  # what is entered for somebody is their decision
                entry = wish.command["entry"]
                self._tally.given[entry["type"]] += 1
                self._tally.decisions.append((wish.of, wish.occasion.partition("/")[2], entry))
            self._tally.decisions.append((self._mind.chance.person, wish.occasion, wish.command))
            return
        self._tally.refused[f"{wish.command['type']}: {answer.code}"] += 1
        if answer.code == "fault":
            self._tally.faults.append(f"a fault of the server's at {wish.command['type']}")


class Caller:
    """Somebody without a line: they call before the start, and are with the set by the chair's word alone."""

    def __init__(self, name: str, device: str, air: Air, clock: RoomTime) -> None:
        self._name = name
        self._device = device
        self._air = air
        self._clock = clock

    async def live(self) -> None:
        """Wait for the hour, and call; the rest is said when asked."""
        await self._clock.known.wait()
        await asyncio.sleep(self._clock.seconds(self._clock.starts_at - CALLS_BEFORE - self._clock.now()))
        self._air.callers[self._name] = self._device

    async def leave(self) -> None:
        """Somebody real takes this seat."""
        self._air.callers.pop(self._name, None)
