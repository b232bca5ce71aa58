"""A room's own clock: it starts at a moment and runs steadily, whatever anybody does to the machine's wall clock.

A practice room may run fast beside live ones. The clock never starts before the last thing that happened in the room,
so that a wall clock put back during an outage costs nobody any time.
"""

from collections.abc import Callable
from dataclasses import dataclass

from app.clock import Alarm, Clock
from app.facilitation.terms import Millis

LONGEST_WAIT = 24 * 3600.0
"""Seconds. A deadline further off is looked at again on the way: event loops do not like months."""


@dataclass(frozen=True)
class Pacing:
    """How fast a room's clock runs, and from which moment of the wall on; so a restart finds it where it would be."""

    speed: float = 1.0
    began: Millis = 0
    """Tells something only at another speed than one."""

    def at(self, wall: Millis) -> Millis:
        """What such a clock shows at this moment of the wall."""
        return wall if self.speed == 1 else self.began + round((wall - self.began) * self.speed)


AS_IN_LIFE = Pacing()


@dataclass(frozen=True)
class RoomClock:
    """Time in one room."""

    clock: Clock
    origin: Millis
    """The moment at which the room's clock was started, in the room's own time."""
    started: float
    """The same moment on the steady clock."""
    speed: float = 1.0

    @classmethod
    def start(cls, clock: Clock, *, not_before: Millis = 0, pacing: Pacing = AS_IN_LIFE) -> "RoomClock":
        """A clock that begins at the wall's time, as paced, but never before the last thing that happened."""
        return cls(clock, max(pacing.at(clock.wall()), not_before), clock.steady(), pacing.speed)

    def now(self) -> Millis:
        """The time in this room."""
        return self.origin + round((self.clock.steady() - self.started) * 1000 * self.speed)

    def call_at(self, moment: Millis, call: Callable[[], object]) -> Alarm:
        """Call once when the room's time has reached that moment (or after a long wait, to look again)."""
        seconds = max(0.0, (moment - self.now()) / 1000 / self.speed)
        return self.clock.call_later(min(seconds, LONGEST_WAIT), call)
