"""A timer: how long is agreed, how long it has run, and since when it runs. Deadlines follow; nothing ever ticks."""

from dataclasses import dataclass, replace
from typing import Self

from app.facilitation.terms import Millis


@dataclass(frozen=True)
class Timer:
    """Agreed `length`, `ran` until it last stood still, running `since` (None: standing still). All in milliseconds."""

    length: Millis
    ran: Millis = 0
    since: Millis | None = None

    @property
    def due_at(self) -> Millis | None:
        """The deadline while it runs."""
        return None if self.since is None else self.since + self.length - self.ran

    @property
    def left(self) -> Millis | None:
        """What is left while it stands still; below nought, a little over."""
        return None if self.since is not None else self.length - self.ran

    def took(self, at: Millis) -> Millis:
        """How long it has run until `at`."""
        return self.ran if self.since is None else self.ran + max(0, at - self.since)

    def left_at(self, at: Millis) -> Millis:
        """What is left at `at`, running or not."""
        return self.length - self.took(at)

    def stopped(self, at: Millis) -> Self:
        """Standing still from `at` on."""
        return replace(self, ran=self.took(at), since=None)

    def running(self, at: Millis) -> Self:
        """Running from `at` on (no change when it runs already)."""
        return self if self.since is not None else replace(self, since=at)

    def longer(self, by: Millis) -> Self:
        """With more (or less) time agreed."""
        return replace(self, length=self.length + by)
