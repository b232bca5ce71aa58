"""What simulated people say: read once from a file of words beside this one."""

import functools
import tomllib
from dataclasses import dataclass
from importlib.resources import files
from typing import Any, Final

from app.facilitation.plan import Contract
from app.store.entries import NewPerson

FILE: Final = "words.toml"


@dataclass(frozen=True)
class Words:
    """Sentences by what they are for."""

    by_purpose: dict[str, tuple[str, ...]]
    questions: dict[str, tuple[str, ...]]
    members: tuple[NewPerson, ...]
    facilitators: tuple[NewPerson, ...]
    guests: tuple[NewPerson, ...]
    interpreters: tuple[NewPerson, ...]
    last_time: tuple[tuple[str, str], ...]
    """Actions from last time: whose, and what."""
    contract: Contract

    def of(self, purpose: str) -> tuple[str, ...]:
        """All sentences for this purpose."""
        return self.by_purpose[purpose]


@functools.cache
def words() -> Words:
    """The words that come with the server."""
    read: dict[str, Any] = tomllib.loads((files("app.rehearsal") / FILE).read_text(encoding="utf-8"))
    apart = {"questions", "members", "facilitators", "guests", "interpreters", "last_time", "contract"}
    return Words(
        by_purpose={name: tuple(found) for name, found in read.items() if name not in apart},
        questions={kind: tuple(found) for kind, found in read["questions"].items()},
        members=tuple(NewPerson(name, site) for name, site in read["members"]),
        facilitators=tuple(NewPerson(name) for name in read["facilitators"]),
        guests=tuple(NewPerson(name) for name in read["guests"]),
        interpreters=tuple(NewPerson(name) for name in read["interpreters"]),
        last_time=tuple((name, what) for name, what in read["last_time"]),
        contract=Contract.model_validate(read["contract"]),
    )
