"""A figure is what was measured under one name, beside what was promised; several make a table."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median
from typing import Any, Final

ENOUGH_FOR_P99: Final = 100
"""With fewer values the 99th percentile is the maximum under another name."""
HEAD: Final = ("figure", "unit", "min", "median", "p99", "max", "n", "promise")


@dataclass(frozen=True)
class Figure:
    """All values measured under one name; `promise` is the bound that was stated, None where there is none."""

    name: str
    unit: str
    values: tuple[float, ...]
    promise: float | None = None

    @property
    def p99(self) -> float | None:
        """The value that one in a hundred exceeds, where there are enough to say so."""
        if len(self.values) < ENOUGH_FOR_P99:
            return None
        return sorted(self.values)[math.ceil(len(self.values) * 0.99) - 1]

    def as_json(self) -> dict[str, Any]:
        """Everything, the values themselves too: whoever compares two runs may want another summary."""
        return {
            "name": self.name,
            "unit": self.unit,
            "promise": self.promise,
            "min": min(self.values),
            "median": median(self.values),
            "p99": self.p99,
            "max": max(self.values),
            "n": len(self.values),
            "values": [round(value, 6) for value in self.values],
        }

    def as_row(self) -> tuple[str, ...]:
        """As the table shows it."""
        summary = (min(self.values), median(self.values), self.p99, max(self.values))
        promise = "" if self.promise is None else f"{self.promise:g}"
        return (self.name, self.unit, *map(_short, summary), str(len(self.values)), promise)


def table(figures: Sequence[Figure]) -> str:
    """All figures under one head, in Markdown, so that it can be put into a page as it is."""
    rows = [HEAD, *(figure.as_row() for figure in figures)]
    widths = [max(len(row[column]) for row in rows) for column in range(len(HEAD))]
    lines = [_line(row, widths) for row in rows]
    rule = "|".join("-" * (width + 1) + ("-" if column < 2 else ":") for column, width in enumerate(widths))
    return "\n".join([lines[0], f"|{rule}|", *lines[1:]])


def _line(row: tuple[str, ...], widths: list[int]) -> str:
    each = enumerate(zip(row, widths, strict=True))
    cells = (cell.ljust(width) if column < 2 else cell.rjust(width) for column, (cell, width) in each)
    return f"| {' | '.join(cells)} |"


def _short(value: float | None) -> str:
    """Three digits that mean something: more would only be noise."""
    if value is None:
        return ""
    decimals = 0 if abs(value) >= 100 else 1 if abs(value) >= 10 else 2
    return f"{value:.{decimals}f}"
