"""What the directory answers with: frozen values that outlive any database session."""

from dataclasses import dataclass, field
from typing import Generic, TypeVar

from app.facilitation.terms import Ending, Millis, PersonId, PersonKind, SessionId, Status, Where

Entry = TypeVar("Entry")


@dataclass(frozen=True, slots=True)
class Programme:
    """Learning sets with one purpose and one lead."""

    id: str
    name: str
    created_at: Millis


@dataclass(frozen=True, slots=True)
class LearningSet:
    """A set. `round_format` None: the one that the session format names."""

    id: str
    programme_id: str | None
    name: str
    session_format: str
    round_format: str | None
    created_at: Millis
    meets: int | None = None
    """How many sessions it is to have, where that is known."""
    where: Where = Where.HERE
    """How it meets. The link of its own call is asked for by itself: it is the set's alone."""


@dataclass(frozen=True, slots=True)
class NewPractice:
    """What makes a new set a practice set. `human_id` None: everybody in it is simulated."""

    speed: float
    began_at: Millis
    seed: int
    human_id: PersonId | None = None


@dataclass(frozen=True, slots=True)
class Practice:
    """A practice set: its rooms' clocks have run at `speed` since `began_at`. What is forgotten cannot be read."""

    set_id: str
    speed: float
    began_at: Millis
    seed: int
    human_id: PersonId | None
    forgotten_at: Millis | None


@dataclass(frozen=True, slots=True)
class NewPerson:
    """Somebody to be given a seat. `id` None: a new person is made; an id that is known: the same person again."""

    name: str
    site: str = ""
    id: PersonId | None = None
    beside: PersonId | None = None
    """With an access seat: the member whom they are there for."""


@dataclass(frozen=True, slots=True)
class Seat:
    """A person's place in a set. `generation` rises when the link is renewed; a link works while it is not revoked."""

    id: str
    set_id: str
    person_id: PersonId
    name: str
    site: str
    kind: PersonKind
    place: int
    generation: int
    link_revoked_at: Millis | None
    renewed_at: Millis | None
    left_at: Millis | None
    has_pin: bool
    beside: PersonId | None = None
    """With an access seat: the member whom they are there for."""
    signed_in_at: Millis | None = field(default=None, compare=False)
    """When the browser that asks signed in for it; None: no browser asks."""

    @property
    def link_works(self) -> bool:
        """Whether somebody with this seat's newest link may come in."""
        return self.link_revoked_at is None and self.left_at is None


@dataclass(frozen=True, slots=True)
class SessionEntry:
    """One sitting of a set, as lists need it; the log knows the rest."""

    id: SessionId
    set_id: str
    programme_id: str | None
    number: int
    starts_at: Millis
    minutes: int
    status: Status
    session_format: str | None
    round_format: str | None
    created_at: Millis
    opened_at: Millis | None
    finish_at: Millis | None
    closed_at: Millis | None
    ending: Ending | None
    contract_version: int | None = None
    review_until: Millis | None = None


@dataclass(frozen=True, slots=True)
class Page(Generic[Entry]):
    """Part of a list; `cursor` asks for what follows, None at the end."""

    entries: tuple[Entry, ...]
    cursor: str | None


@dataclass(frozen=True, slots=True)
class SignIn:
    """A browser that is signed in. `seat_id` None: as administrator."""

    seat_id: str | None
    generation: int
    created_at: Millis
    expires_at: Millis
    revoked_at: Millis | None


@dataclass(frozen=True, slots=True)
class AdminLink:
    """A link that signs the administrator in, once."""

    id: str
    created_at: Millis
    expires_at: Millis
    used_at: Millis | None


@dataclass(frozen=True, slots=True)
class ApiKey:
    """A lead's key. `programme_id` None: for every programme."""

    prefix: str
    secret_hash: str
    name: str
    programme_id: str | None
    scopes: frozenset[str]
    created_at: Millis
    expires_at: Millis
    revoked_at: Millis | None
    last_used_at: Millis | None


@dataclass(frozen=True, slots=True)
class Pin:
    """What stands between a seat's link and its own page. `hash` None: none has been set."""

    hash: str | None
    tries: int
    locked_until: Millis | None
