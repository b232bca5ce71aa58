"""What everybody would be shown now, each section encoded once: the set's sections for all, a person's own for them.

A line keeps only the *names* of what it has not sent yet, and takes the bytes from here when it can send. So a slow
browser costs nobody anything: however much has happened, it is sent what is, once.
"""

from collections.abc import Iterable
from typing import Any

import orjson

from app.facilitation.state import Session
from app.facilitation.terms import Millis, PersonId
from app.facilitation.views import own_sections, shared_sections


class Picture:
    """The encoded sections of one room."""

    def __init__(self, state: Session) -> None:
        self.version = 1
        self._state = state
        self._shared = _encoded(shared_sections(state))
        self._own: dict[PersonId, dict[str, bytes]] = {}

    def draw(self, state: Session, people: Iterable[PersonId]) -> dict[PersonId, frozenset[str]]:
        """Draw the new state for these people; answers with the names of what changed for each."""
        self._state = state
        new = _encoded(shared_sections(state))
        common = {name for name, part in new.items() if self._shared.get(name) != part}
        self._shared = new
        old, self._own = self._own, {}
        changes = {}
        for person in people:
            own = self._own[person] = _encoded(own_sections(state, person))
            before = old.get(person, {})
            changes[person] = frozenset(common | {name for name, part in own.items() if before.get(name) != part})
        if any(changes.values()) or common:
            self.version += 1
        return changes

    def everything(self, person: PersonId) -> frozenset[str]:
        """The names of all sections, for a line that has just come."""
        return frozenset(self._shared) | frozenset(self._mine(person))

    def frame(self, person: PersonId, names: Iterable[str], now: Millis) -> bytes:
        """A `view` message with these sections as they are now."""
        own = self._mine(person)
        parts = b",".join(self._shared.get(name) or own[name] for name in sorted(names))
        return b'{"type":"view","version":%d,"now":%d,"sections":{%b}}' % (self.version, now, parts)

    def _mine(self, person: PersonId) -> dict[str, bytes]:
        if person not in self._own:
            self._own[person] = _encoded(own_sections(self._state, person))
        return self._own[person]


def _encoded(sections: dict[str, Any]) -> dict[str, bytes]:
    return {name: b'"%b":%b' % (name.encode(), orjson.dumps(section)) for name, section in sections.items()}
