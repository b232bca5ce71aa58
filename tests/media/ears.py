"""What was heard at one page, by the measurements that ears.js took there."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from playwright.sync_api import Page

from tests.media.tones import TONES

HEARD: Final = -33.0
"""Decibels of full scale. A voice at full level is louder in every syllable: between -28 and -12."""
UNHEARD: Final = -50.0
"""What spills over from one tone to the next stays below, but for moments: a machine under load drops a sample or two,
which sounds like all tones at once for as long as one measurement reaches."""
MOMENTS: Final = 0.1
"""So much of the time may be moments. Whoever is let through is there all of it."""
SILENT: Final = -85.0
"""Of everything together, when nobody is heard."""


def decibels(level: float) -> float:
    return 20 * math.log10(level) if level > 1e-10 else -200.0


@dataclass(frozen=True)
class Measured:
    """What was at an ear for a while."""

    rows: Sequence[Sequence[float]]

    @property
    def enough(self) -> bool:
        """Whether there is enough of it to judge by."""
        return len(self.rows) >= 10

    def loudest(self, tone: int) -> float:
        """In decibels; a fault of the harness (nothing was measured) is no silence."""
        assert self.rows, "nothing was measured"
        return decibels(max(row[3 + TONES.index(tone)] for row in self.rows))

    @property
    def loudness(self) -> float:
        """Of everything together."""
        assert self.rows, "nothing was measured"
        return decibels(max(row[2] for row in self.rows))

    @property
    def heard(self) -> frozenset[int]:
        """The tones that came at full level."""
        return frozenset(tone for tone in TONES if self.loudest(tone) >= HEARD)

    @property
    def traces(self) -> frozenset[int]:
        """The tones of which anything came for longer than a moment."""
        return frozenset(tone for tone in TONES if self.mostly(tone) >= UNHEARD)

    def mostly(self, tone: int) -> float:
        """In decibels: how loud it is but for its loudest moments."""
        assert self.rows, "nothing was measured"
        levels = sorted((row[3 + TONES.index(tone)] for row in self.rows), reverse=True)
        return decibels(levels[int(len(levels) * MOMENTS)])

    def gaps(self, tone: int) -> Iterator[float]:
        """How long it was not heard each time, in seconds."""
        last = self.rows[0][0]
        for row in self.rows:
            if decibels(row[3 + TONES.index(tone)]) >= UNHEARD:
                yield (row[0] - last) / 1000
                last = row[0]
        yield (self.rows[-1][0] - last) / 1000


@dataclass(frozen=True)
class Ears:
    """The ears of whoever sits at this page."""

    page: Page

    def since(self, moment: float) -> Measured:
        """Everything from this moment (milliseconds of the machine's own clock) until now."""
        return Measured(self.page.evaluate("from => ears.since(from)", moment))

    def lately(self, seconds: float = 0.8) -> Measured:
        """What was heard just now: four syllables."""
        return Measured(
            self.page.evaluate(
                "(last) => ears.since(performance.timeOrigin + performance.now() - last)", seconds * 1000
            )
        )
