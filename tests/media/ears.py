"""What was heard at one page, by the measurements that ears.js took there."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Final

from playwright.sync_api import Page

from tests.media.tones import TONES

HEARD: Final = -33.0
"""Decibels of full scale. A voice at full level is louder in every syllable: between -28 and -12."""
ENOUGH: Final = 0.5
"""So much of the time a voice is there at full level. In good runs it is 0.92 to 1 of it, and 0.9 of any four
syllables."""
UNHEARD: Final = -50.0
"""What spills over from one tone to the next stays below, but for moments: a machine under load drops a sample or two,
which sounds like all tones at once for as long as one measurement reaches."""
MOMENTS: Final = 0.1
"""So much of the time may be moments. Whoever is let through is there all of it."""
BLINK: Final = 5
"""Measurements one after another, a tenth of a second, that may be a moment in something long. What spills over takes
two or three, and half a syllable is more."""
FOUR_SYLLABLES: Final = 0.8
"""Seconds of a voice: enough to say whether it is heard."""
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
        return max(self._levels(tone))

    @property
    def loudness(self) -> float:
        """Of everything together."""
        assert self.rows, "nothing was measured"
        return decibels(max(row[2] for row in self.rows))

    @property
    def heard(self) -> frozenset[int]:
        """The tones that came at full level, and not now and then."""
        return frozenset(tone for tone in TONES if self.share(tone) >= ENOUGH)

    @property
    def traces(self) -> frozenset[int]:
        """The tones of which anything came for longer than a moment."""
        return frozenset(tone for tone in TONES if self.mostly(tone) >= UNHEARD)

    @property
    def snatches(self) -> frozenset[int]:
        """The tones of which anything came for longer than a blink, if only once."""
        return frozenset(tone for tone in TONES if self.longest(tone) > BLINK)

    def share(self, tone: int) -> float:
        """Of the time, in which it is at full level."""
        assert self.rows, "nothing was measured"
        return sum(level >= HEARD for level in self._levels(tone)) / len(self.rows)

    def longest(self, tone: int) -> int:
        """The most measurements one after another in which there was anything of it."""
        runs = groupby(level >= UNHEARD for level in self._levels(tone))
        return max((len(list(run)) for there, run in runs if there), default=0)

    def _levels(self, tone: int) -> Iterator[float]:
        place = 3 + TONES.index(tone)
        return (decibels(row[place]) for row in self.rows)

    def mostly(self, tone: int) -> float:
        """In decibels: how loud it is but for its loudest moments."""
        assert self.rows, "nothing was measured"
        levels = sorted(self._levels(tone), reverse=True)
        return levels[int(len(levels) * MOMENTS)]

    def gaps(self, tone: int) -> Iterator[float]:
        """How long it was not heard each time, in seconds."""
        last = self.rows[0][0]
        for row, level in zip(self.rows, self._levels(tone), strict=True):
            if level >= UNHEARD:
                yield (row[0] - last) / 1000
                last = row[0]
        yield (self.rows[-1][0] - last) / 1000

    def leaves(self, tone: int) -> float:
        """The moment of the last measurement in which there was anything of it."""
        there = [row[0] for row, level in zip(self.rows, self._levels(tone), strict=True) if level >= UNHEARD]
        assert there, f"{tone} Hz was never there"
        return there[-1]

    def comes(self, tone: int, after: float) -> float:
        """The moment of the first measurement after this one in which it was at full level."""
        rows = zip(self.rows, self._levels(tone), strict=True)
        there = [row[0] for row, level in rows if row[0] > after and level >= HEARD]
        assert there, f"{tone} Hz never came"
        return there[0]


@dataclass(frozen=True)
class Ears:
    """The ears of whoever sits at this page."""

    page: Page

    def since(self, moment: float) -> Measured:
        """Everything from this moment (milliseconds of the machine's own clock) until now."""
        return Measured(self.page.evaluate("from => ears.since(from)", moment))

    def lately(self, seconds: float = FOUR_SYLLABLES) -> Measured:
        """What was heard just now."""
        return Measured(
            self.page.evaluate(
                "(last) => ears.since(performance.timeOrigin + performance.now() - last)", seconds * 1000
            )
        )
