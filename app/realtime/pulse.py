"""A sign of life on the disk: at the next start it tells since when the server was away, to the second.

Time runs on during an outage; the desk shows what it took and gives it back by one press.
"""

import asyncio
import os
from contextlib import suppress
from pathlib import Path
from typing import Final

from app.clock import Clock
from app.facilitation.terms import Millis

EVERY: Final = 1.0


class Pulse:
    """Touches a file once a second; the file's own time is the message."""

    def __init__(self, path: Path, clock: Clock) -> None:
        self._path = path
        self._clock = clock
        self._task: asyncio.Task[None] | None = None

    def last(self) -> Millis | None:
        """When a server last lived here; None at the first start."""
        try:
            return self._path.stat().st_mtime_ns // 1_000_000
        except OSError:
            return None

    def start(self) -> None:
        """Begin to beat."""
        self._beat()
        self._task = asyncio.create_task(self._run(), name="pulse")

    async def stop(self) -> None:
        """Beat a last time."""
        if self._task is not None:
            self._task.cancel()
            with suppress(asyncio.CancelledError):
                await self._task
        self._beat()

    async def _run(self) -> None:
        while True:
            await asyncio.sleep(EVERY)
            self._beat()

    def _beat(self) -> None:
        moment = self._clock.wall() * 1_000_000
        with suppress(OSError):  # a full disk shows elsewhere
            self._path.touch(mode=0o600)
            os.utime(self._path, ns=(moment, moment))
