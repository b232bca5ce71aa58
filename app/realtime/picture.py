"""What everybody would be shown now, each section encoded once for its audience, a person's own for them alone.

A line keeps only the *names* of what it has not sent yet, and takes the bytes from here when it can send. So a slow
browser costs nobody anything: however much has happened, it is sent what is, once.
"""

from collections.abc import Iterable
from typing import Any

import orjson

from app.facilitation.state import Session
from app.facilitation.terms import Millis, PersonId
from app.facilitation.views import Audience, audience_of, own_sections, shared_sections


class Picture:
    """The encoded sections of one room."""

    def __init__(self, state: Session) -> None:
        self.version = 1
        self._state = state
        self._shared: dict[Audience, dict[str, bytes]] = {}
        self._audiences: dict[PersonId, Audience] = {}
        self._own: dict[PersonId, dict[str, bytes]] = {}

    def draw(self, state: Session, people: Iterable[PersonId]) -> dict[PersonId, frozenset[str]]:
        """Draw the new state for these people; answers with the names of what changed for each."""
        self._state = state
        shown, self._shared = self._shared, {}
        old, self._own = self._own, {}
        changes = {}
        for person in people:
            audience = self._audience(person)
            before = shown.get(self._audiences.get(person, audience), {}) | old.get(person, {})
            now = self._of(audience) | self._mine(person)
            changes[person] = frozenset(name for name, part in now.items() if before.get(name) != part)
            self._audiences[person] = audience
        if any(changes.values()):
            self.version += 1
        return changes

    def everything(self, person: PersonId) -> frozenset[str]:
        """The names of all sections, for a line that has just come."""
        audience = self._audience(person)
        self._audiences[person] = audience  # they may have been moved since their last line went
        return frozenset(self._of(audience)) | frozenset(self._mine(person))

    def frame(self, person: PersonId, names: Iterable[str], now: Millis) -> bytes:
        """A `view` message with these sections as they are now."""
        all_of_them = self._of(self._audience(person)) | self._mine(person)
        parts = b",".join(all_of_them[name] for name in sorted(names))
        return b'{"type":"view","version":%d,"now":%d,"sections":{%b}}' % (self.version, now, parts)

    def _audience(self, person: PersonId) -> Audience:
        return audience_of(self._state, person)

    def _of(self, audience: Audience) -> dict[str, bytes]:
        if audience not in self._shared:
            self._shared[audience] = _encoded(shared_sections(self._state, audience))
        return self._shared[audience]

    def _mine(self, person: PersonId) -> dict[str, bytes]:
        if person not in self._own:
            self._own[person] = _encoded(own_sections(self._state, person))
        return self._own[person]


def _encoded(sections: dict[str, Any]) -> dict[str, bytes]:
    return {name: b'"%b":%b' % (name.encode(), orjson.dumps(section)) for name, section in sections.items()}
