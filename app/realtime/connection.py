"""One line to one browser: it keeps the names of what it has not shown yet, and a writer of its own sends them.

Nothing here ever makes the room wait. The kernel alone would take megabytes before anybody noticed that a browser has
stopped reading, so a line counts the bytes that the browser has not reported; past a bound it sends no more views
until a report comes, and then jumps to now.
"""

import asyncio
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from app.facilitation.terms import Millis, PersonId
from app.realtime.picture import Picture

AHEAD: Final = 8
"""So many messages that others cause go before a view; then the view has its turn."""


@dataclass(frozen=True)
class Pace:
    """How patient a line is, in real seconds and bytes; tests are less so."""

    beat: float = 5.0
    dead: float = 15.0
    """Without an answer for so long, the browser is not there any more."""
    send: float = 5.0
    """Longest time one message may take to leave."""
    unreported: int = 256 * 1024
    """Bytes of views sent and not yet reported."""
    unsent: int = 512 * 1024
    """Bytes of answers, signals and voice messages that wait to be sent: more than eight browsers say at once to one
    that has just joined."""


class Wire:
    """What a line stands on: a way to send and a way to drop. The socket gives the real one, tests another."""

    async def send(self, text: bytes) -> None:
        """Send one text message."""
        raise NotImplementedError

    async def close(self, code: int) -> None:
        """Say goodbye properly."""
        raise NotImplementedError

    def drop(self) -> None:
        """Cut the wire at once."""
        raise NotImplementedError


class Connection:
    """One line. `show`, `say` and `close` return at once; `write` is the task that sends."""

    def __init__(
        self, person: PersonId, wire: Wire, pace: Pace, *, steady: Callable[[], float], sign_in: str = ""
    ) -> None:
        self.person = person
        self.sign_in = sign_in
        """The hash of the cookie it came with: signing out ends the lines of that browser and no others."""
        self._wire = wire
        self._pace = pace
        self._steady = steady
        self.heard_at = steady()
        """When the browser was last known to be there."""
        self._picture: Picture | None = None
        self._now: Callable[[], Millis] = lambda: 0
        self._first = b""
        self._names: set[str] = set()
        self._newest: dict[str, bytes] = {}
        self._ahead: deque[bytes] = deque()
        self._says: deque[bytes] = deque()
        self._unsent = 0
        self._unreported: deque[tuple[int, int]] = deque()
        self._unreported_bytes = 0
        self._closing: int | None = None
        self._dropped = False
        self._wake = asyncio.Event()

    @property
    def unreported(self) -> int:
        """Bytes of views that the browser has not reported yet."""
        return self._unreported_bytes

    @property
    def unsent(self) -> int:
        """Bytes of messages that wait to be sent."""
        return self._unsent

    @property
    def over(self) -> bool:
        """Whether nothing more will be sent."""
        return self._dropped or self._closing is not None

    def begin(self, picture: Picture, now: Callable[[], Millis], first: bytes = b"") -> None:
        """From now on this line shows a room; `first` goes before everything else."""
        self._picture, self._now, self._first = picture, now, first
        self.show(picture.everything(self.person))

    def show(self, names: frozenset[str]) -> None:
        """These sections have changed."""
        if names:
            self._names |= names
            self._wake.set()

    def say(self, text: bytes, *, first: bool = False) -> None:
        """Send this message as soon as may be. A browser that takes none is dropped, not waited for.

        `first`: before any view that has not gone yet, and before all other messages.
        """
        if self.over:
            return
        (self._ahead if first else self._says).append(text)
        self._unsent += len(text)
        if self._unsent > self._pace.unsent:
            self.drop()
        self._wake.set()

    def put(self, kind: str, text: bytes) -> None:
        """Send this before everything else, in place of an older one of its kind that has not gone yet."""
        if not self.over:
            self._newest[kind] = text
            self._wake.set()

    def close(self, code: int) -> None:
        """Send what there is to send, then say goodbye."""
        if not self.over:
            self._closing = code
            self._wake.set()

    def drop(self) -> None:
        """Cut the wire at once."""
        if not self._dropped:
            self._dropped = True
            self._wire.drop()
            self._wake.set()

    def alive(self) -> None:
        """Something was heard from the browser."""
        self.heard_at = self._steady()

    def reported(self, version: int) -> None:
        """The browser has everything up to this version."""
        while self._unreported and self._unreported[0][0] <= version:
            self._unreported_bytes -= self._unreported.popleft()[1]
        if self._names:
            self._wake.set()

    async def write(self, beat: Callable[[], bytes]) -> None:
        """Send until the line is over; also beats, and drops a line that has not answered for too long."""
        next_beat = self._steady() + self._pace.beat
        closed = False
        try:
            while not self._dropped:
                await self._send_waiting()
                if self._closing is not None:
                    async with asyncio.timeout(self._pace.send):
                        await self._wire.close(self._closing)
                    closed = True
                    return
                until = min(next_beat, self.heard_at + self._pace.dead)
                try:
                    async with asyncio.timeout(max(0.0, until - self._steady())):
                        await self._wake.wait()
                except TimeoutError:
                    if self._steady() - self.heard_at >= self._pace.dead:
                        return
                    if self._steady() >= next_beat:
                        next_beat = self._steady() + self._pace.beat
                        self.say(beat())
        except (TimeoutError, OSError):
            pass  # a message did not leave in time, or the wire is gone
        finally:
            if not closed:
                self.drop()

    async def _send_waiting(self) -> None:
        self._wake.clear()
        if self._first:
            first, self._first = self._first, b""
            await self._send(first)
        await self._send_ahead()  # nothing is awaited between its end and the drawing of the view
        if self._names and self._picture is not None and self._unreported_bytes <= self._pace.unreported:
            names, self._names = self._names, set()
            frame = self._picture.frame(self.person, names, self._now())
            self._unreported.append((self._picture.version, len(frame)))
            self._unreported_bytes += len(frame)
            await self._send(frame)
        await self._send_all(self._says)
        if self._names and self._unreported_bytes <= self._pace.unreported:
            self._wake.set()  # something changed while we were sending

    async def _send_ahead(self) -> None:
        left = AHEAD
        await self._send_newest()
        while self._ahead and not self._dropped:
            if not left and self._closing is None:
                self._wake.set()  # the rest takes its turn again: what others send keeps nobody's view from them
                return
            left -= 1
            await self._send_one(self._ahead)
            await self._send_newest()

    async def _send_newest(self) -> None:
        while self._newest and not self._dropped:
            await self._send(self._newest.pop(next(iter(self._newest))))

    async def _send_all(self, texts: deque[bytes]) -> None:
        while texts and not self._dropped:
            await self._send_one(texts)

    async def _send_one(self, texts: deque[bytes]) -> None:
        text = texts.popleft()
        self._unsent -= len(text)
        await self._send(text)

    async def _send(self, text: bytes) -> None:
        async with asyncio.timeout(self._pace.send):
            await self._wire.send(text)
