"""The tables. Moments are 64-bit milliseconds in UTC; what is personal in the log is sealed before it gets here."""

from sqlalchemy import BigInteger, Index, Integer, MetaData, UniqueConstraint
from sqlmodel import Field, SQLModel

from app.facilitation.terms import Where

NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}
BIG_KEY = BigInteger().with_variant(Integer, "sqlite")  # SQLite numbers rows by itself only for INTEGER


class Table(SQLModel):
    """What all tables share: constraints have names, so that a migration can name them."""

    metadata = MetaData(naming_convention=NAMES)


class ProgrammeRow(Table, table=True):
    """A programme: learning sets with one purpose and one lead."""

    __tablename__ = "programme"
    id: str = Field(primary_key=True)
    name: str
    created_at: int = Field(sa_type=BigInteger)


class LearningSetRow(Table, table=True):
    """A set. `contract` and `call_link` are sealed with the set's key."""

    __tablename__ = "learning_set"
    id: str = Field(primary_key=True)
    programme_id: str | None = Field(default=None, foreign_key="programme.id", index=True)
    name: str
    session_format: str
    round_format: str | None
    contract: str | None = None
    contract_version: int | None = None
    """Which version it is, in the open: so that a newer one, agreed in a session, is seen to be missing."""
    meets: int | None = None
    """How many sessions the set is to have, where that is known."""
    meets_where: str = Where.HERE.value
    call_link: str | None = None
    """With `call`: the link of the set's own call."""
    created_at: int = Field(sa_type=BigInteger)


class PracticeRow(Table, table=True):
    """Says that a set only practises: its people may be simulated, its clock may run fast, and no lead hears of it."""

    __tablename__ = "practice"
    set_id: str = Field(primary_key=True, foreign_key="learning_set.id")
    speed: float
    began_at: int = Field(sa_type=BigInteger)
    """The moment, by the wall, from which its rooms' clocks run at that speed."""
    seed: int = Field(sa_type=BigInteger)
    human_id: str | None = None
    """The person whose seat is for somebody real."""
    forgotten_at: int | None = Field(default=None, sa_type=BigInteger)


class PersonRow(Table, table=True):
    """Somebody with a seat in one set or several."""

    __tablename__ = "person"
    id: str = Field(primary_key=True)
    name: str
    site: str
    created_at: int = Field(sa_type=BigInteger)


class SeatRow(Table, table=True):
    """A person's place in a set, with what their link and their own page stand on."""

    __tablename__ = "seat"
    __table_args__ = (UniqueConstraint("set_id", "person_id"),)
    id: str = Field(primary_key=True)
    set_id: str = Field(foreign_key="learning_set.id")
    person_id: str = Field(foreign_key="person.id", index=True)
    kind: str
    beside: str | None = None
    """The person whom an access seat is there for."""
    place: int
    """Order of seats, from 0."""
    created_at: int = Field(sa_type=BigInteger)
    left_at: int | None = Field(default=None, sa_type=BigInteger)
    link_generation: int = 1
    link_revoked_at: int | None = Field(default=None, sa_type=BigInteger)
    renewed_at: int | None = Field(default=None, sa_type=BigInteger)
    pin_hash: str | None = None
    pin_tries: int = 0
    pin_locked_until: int | None = Field(default=None, sa_type=BigInteger)


class SessionRow(Table, table=True):
    """One sitting of a set. All but the first five columns follow the log, in the same transaction.

    Until the lobby opens, the formats are those chosen when it was planned, if any were.
    """

    __tablename__ = "session"
    __table_args__ = (Index(None, "starts_at", "key"), Index(None, "set_id", "starts_at"))
    key: int | None = Field(default=None, primary_key=True, sa_type=BIG_KEY)
    """A small number for the log's rows and indexes."""
    id: str = Field(unique=True)
    set_id: str = Field(foreign_key="learning_set.id")
    created_at: int = Field(sa_type=BigInteger)
    number: int
    starts_at: int = Field(sa_type=BigInteger)
    minutes: int
    status: str = Field(index=True)
    session_format: str | None = None
    round_format: str | None = None
    opened_at: int | None = Field(default=None, sa_type=BigInteger)
    finish_at: int | None = Field(default=None, sa_type=BigInteger)
    closed_at: int | None = Field(default=None, sa_type=BigInteger)
    ending: str | None = None
    contract_version: int | None = None
    """The contract that the set agreed in it, if it agreed one."""
    review_until: int | None = Field(default=None, sa_type=BigInteger)
    """It ended before its review, which waits until then; None once that is settled."""


class LogRow(Table, table=True):
    """One command that was taken, with its events. Who gave it and what is personal in the events are sealed."""

    __tablename__ = "log"
    __table_args__ = (UniqueConstraint("session_key", "seq"), UniqueConstraint("session_key", "command_id"))
    key: int | None = Field(default=None, primary_key=True, sa_type=BIG_KEY)
    session_key: int = Field(foreign_key="session.key", sa_type=BigInteger)
    seq: int
    command_id: str
    at: int = Field(sa_type=BigInteger)
    given_by: str
    digest: str
    events: str


class SignInRow(Table, table=True):
    """A browser that is signed in: the SHA-256 of its cookie, for a seat (or, without one, the administrator)."""

    __tablename__ = "sign_in"
    token_hash: str = Field(primary_key=True)
    seat_id: str | None = Field(default=None, foreign_key="seat.id", index=True)
    generation: int
    """The link's generation when it was used; an older one than the seat's is void."""
    created_at: int = Field(sa_type=BigInteger)
    expires_at: int = Field(sa_type=BigInteger, index=True)
    revoked_at: int | None = Field(default=None, sa_type=BigInteger)


class AdminLinkRow(Table, table=True):
    """A link that signs the administrator in, once."""

    __tablename__ = "admin_link"
    id: str = Field(primary_key=True)
    created_at: int = Field(sa_type=BigInteger)
    expires_at: int = Field(sa_type=BigInteger)
    used_at: int | None = Field(default=None, sa_type=BigInteger)


class ApiKeyRow(Table, table=True):
    """A lead's key for the REST API: the SHA-256 of its secret, what it may read, and for which programme."""

    __tablename__ = "api_key"
    prefix: str = Field(primary_key=True)
    secret_hash: str
    name: str
    programme_id: str | None = Field(default=None, foreign_key="programme.id", index=True)
    scopes: str
    """Words with spaces between them."""
    created_at: int = Field(sa_type=BigInteger)
    expires_at: int = Field(sa_type=BigInteger)
    revoked_at: int | None = Field(default=None, sa_type=BigInteger)
    last_used_at: int | None = Field(default=None, sa_type=BigInteger)
