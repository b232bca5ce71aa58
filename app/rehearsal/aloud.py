"""What simulated people say aloud: a spoken word reaches the chair, or whoever sits beside them, without a press.

Media are not simulated. Whoever has no screen, or presses nothing, is heard here by those who may enter it for them.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final, get_args

from app.facilitation.commands import Entry

Command = dict[str, Any]

ENTRIES: Final = frozenset(kind.model_fields["type"].default for kind in get_args(get_args(Entry)[0]))
"""What may be entered for somebody at their spoken word."""
DIALLED_IN: Final = ""
"""Of a caller: by telephone, and at nobody's device."""


@dataclass
class Air:
    """What is in the air of one room."""

    said: dict[str, Mapping[str, Command]] = field(default_factory=dict)
    """By name: what somebody says they would like now, by occasion. It stands until it is entered, or no longer so."""
    callers: dict[str, str] = field(default_factory=dict)
    """By name: who is with the set without a line of their own, and at whose device they mean to sit."""

    def words_of(self, name: str) -> Mapping[str, Command]:
        """What this person says now."""
        return self.said.get(name, {})
