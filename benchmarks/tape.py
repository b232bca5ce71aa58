"""When a voice ends at an ear and when it is there, within bounds: by all that was played, not a look now and then."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from playwright.sync_api import Page

from tests.media.ears import HEARD, UNHEARD, decibels
from tests.media.tones import TONES

NOBODYS: Final = TONES[-1]
"""The tone of no machine: a window in which it sounds has a click in it, which sounds like every tone at once."""
CLICK: Final = -80.0
"""Decibels. What spills over to that tone from voices without a click is below -90."""


def tape() -> str:
    """The script that keeps what leaves a page; it comes after the one that measures (`machine.ears`)."""
    return Path(__file__).with_name("tape.js").read_text().replace("__TONES__", json.dumps(TONES))


@dataclass(frozen=True)
class Window:
    """A fiftieth of a second of sound, which left the page between two moments: milliseconds of the machine's clock."""

    after: float
    before: float
    levels: Sequence[float]

    def decibels(self, tone: int) -> float:
        return decibels(self.levels[TONES.index(tone)])


@dataclass(frozen=True)
class Taped:
    """What left a page, window by window."""

    windows: Sequence[Window]

    @classmethod
    def since(cls, page: Page, moment: float) -> "Taped":
        """All from this moment until now, but for windows with a click in them, which tell nothing."""
        [rows] = page.evaluate("from => tape.since(from)", moment)  # one way out, as the room has
        windows = [Window(after, before, levels) for after, before, *levels in rows]
        return cls([window for window in windows if window.decibels(NOBODYS) < CLICK])

    def end(self, tone: int) -> tuple[float, float]:
        """It sounded still at the first of these moments or later, and no more at the second.

        A sound that fades is loudest at the beginning of a window, and quieter at its end than the window as a whole.
        """
        last = max(n for n, window in enumerate(self.windows) if window.decibels(tone) >= UNHEARD)
        return self.windows[last].after, self.windows[last + 1].before

    def full(self, tone: int, began: float) -> float:
        """By this moment it was there at full level."""
        return next(one.before for one in self.windows if one.after > began and one.decibels(tone) >= HEARD)


def waits(page: Page) -> float:
    """How long the device that plays keeps what has left the page, as the browser tells it, in milliseconds."""
    [wait] = page.evaluate("() => tape.waits()")
    return float(wait)
