"""Where time comes from: the one place that reads the machine's clocks. Whoever needs the time is handed a `Clock`."""

import asyncio
import time
from collections.abc import Callable
from typing import Protocol

from app.facilitation.terms import Millis


class Alarm(Protocol):
    """Something that will be called, unless it is cancelled first."""

    def cancel(self) -> None:
        """Not after all."""


class Clock(Protocol):
    """The machine's clocks. The wall may be put forward or back at any moment; the steady one only ever runs."""

    def wall(self) -> Millis:
        """What the machine believes the time is."""

    def steady(self) -> float:
        """Seconds since some moment, whatever anybody does to the wall clock."""

    def call_later(self, seconds: float, call: Callable[[], object]) -> Alarm:
        """Call once, so many seconds from now, on the running event loop."""


class MachineClock:
    """The clocks of this machine."""

    def wall(self) -> Millis:
        """What the machine believes the time is."""
        return time.time_ns() // 1_000_000

    def steady(self) -> float:
        """Seconds since some moment, whatever anybody does to the wall clock."""
        return time.monotonic()

    def call_later(self, seconds: float, call: Callable[[], object]) -> Alarm:
        """Call once, so many seconds from now, on the running event loop."""
        return asyncio.get_running_loop().call_later(seconds, call)
