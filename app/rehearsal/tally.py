"""What was counted while people were simulated: for the account of a rehearsal, and for measuring a server."""

from collections import Counter
from dataclasses import dataclass, field
from typing import Any


@dataclass
class Tally:
    """One for all rooms of a population, or one for each: figures only add up."""

    lines: int = 0
    """Sockets opened, those after a drop too."""
    drops: int = 0
    frames: int = 0
    """Messages heard."""
    bytes_heard: int = 0
    commands: int = 0
    done: int = 0
    acknowledged: list[float] = field(default_factory=list)
    """Seconds from each command's first sending to its answer."""
    given: Counter[str] = field(default_factory=Counter)
    """By command, those that were done."""
    refused: Counter[str] = field(default_factory=Counter)
    """By code, those that were meant to be allowed."""
    tried: Counter[str] = field(default_factory=Counter)
    """By code, what was tried though it is not allowed."""
    problems: Counter[str] = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)
    """What should never be: each makes a rehearsal fail."""
    decisions: list[tuple[str, str, dict[str, Any]]] = field(default_factory=list)
    """Who did what on which occasion."""

    def slowest(self, part: float) -> float:
        """Within how many seconds this part (0 to 1) of all commands was acknowledged; nought when there were none."""
        waited = sorted(self.acknowledged)
        return waited[min(len(waited) - 1, int(len(waited) * part))] if waited else 0.0
