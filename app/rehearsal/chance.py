"""Chance by seed, person and occasion: what somebody does on an occasion depends on nothing that happened before.

Lines have delays, and no two runs are alike to the millisecond. One generator used up in order would let a late frame
change every later decision; one for each occasion gives the same bid, the same question and the same rating each time.
"""

import random
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

from app.facilitation.terms import SECOND, Millis

One = TypeVar("One")


@dataclass(frozen=True)
class Chance:
    """One person's luck."""

    seed: int
    person: str

    def on(self, occasion: str) -> random.Random:
        """Chance on this occasion, the same each time it is asked."""
        return random.Random(f"{self.seed}|{self.person}|{occasion}")

    def happens(self, occasion: str, likely: float) -> bool:
        """Whether something does that happens so often, from 0 to 1."""
        return self.on(occasion).random() < likely

    def one(self, occasion: str, of: Sequence[One]) -> One:
        """One of these."""
        return self.on(occasion).choice(of)

    def shared_out(self, occasion: str, of: Sequence[One], place: int) -> One:
        """One of these that whoever has another place does not get, while there are others: all draw from one order."""
        order = random.Random(f"{self.seed}|{occasion}").sample(of, len(of))
        return order[place % len(order)]

    def seconds(self, occasion: str, fewest: float, most: float) -> Millis:
        """A length of time between the two."""
        return round(self.on(f"{occasion}|takes").uniform(fewest, most) * SECOND)
