"""The memory of sessions: one row for each command that was taken, numbered from 1 within its session, never changed.

Appending is the writer's (`Store.append`); reading whole rows needs the set's keys; reading facts needs none.
"""

from dataclasses import dataclass
from typing import Any

import orjson
from sqlalchemy import Connection, Engine, Row, text

from app.facilitation.events import Event
from app.facilitation.message import Message
from app.facilitation.terms import CommandId, Millis, PersonId, SessionId
from app.store.faults import AlreadyGiven, LogMovedOn, NotFound
from app.store.projection import follow
from app.store.sealed import Sealer

SESSION = text("SELECT key, set_id FROM session WHERE id = :id")
INSERT = text("""
    INSERT INTO log (session_key, seq, command_id, at, given_by, digest, events)
    SELECT :session_key, :seq, :command_id, :at, :given_by, :digest, :events
    WHERE :seq = (SELECT coalesce(max(seq), 0) + 1 FROM log WHERE session_key = :session_key)
    ON CONFLICT DO NOTHING
""")
COLUMNS = "seq, command_id, at, given_by, digest, events"
GIVEN = text(f"SELECT {COLUMNS} FROM log WHERE session_key = :session_key AND command_id = :command_id")  # noqa: S608
READ = text(f"SELECT {COLUMNS} FROM log WHERE session_key = :session_key AND seq > :after ORDER BY seq")  # noqa: S608
FACTS = text("""
    SELECT seq, at, events FROM log WHERE session_key = :session_key AND seq > :after ORDER BY seq LIMIT :limit
""")
HEAD = text("SELECT coalesce(max(seq), 0) FROM log WHERE session_key = :session_key")


@dataclass(frozen=True, slots=True)
class LoggedCommand:
    """A command that was taken: its number in the session's log, who gave it, when, and what came of it."""

    session_id: SessionId
    seq: int
    command_id: CommandId
    at: Millis
    by: PersonId
    events: tuple[Event, ...]
    digest: str = ""
    """From `EventLog.digest`; the same id with another digest is another command. Empty: nobody can tell any more."""


@dataclass(frozen=True, slots=True)
class FactsRow:
    """The plain part of a row: each event's type and facts. Neither who gave the command nor anything sealed."""

    seq: int
    at: Millis
    events: list[dict[str, Any]]


class EventLog:
    """Reads the logs of sessions, on connections that cannot write. Calls wait for the disk: a millisecond or so."""

    def __init__(self, reading: Engine, sealer: Sealer) -> None:
        self._reading = reading
        self._sealer = sealer
        self._sessions: dict[SessionId, tuple[int, str]] = {}

    def read(self, session_id: SessionId, after: int = 0) -> list[LoggedCommand]:
        """All rows with a `seq` above `after`, in order. Raises `NotFound`, `KeyGone` (the set's key)."""
        with self._reading.connect() as connection:
            key, set_id = self._session(connection, session_id)
            rows = connection.execute(READ, {"session_key": key, "after": after}).all()
        return [self._opened(set_id, session_id, row) for row in rows]

    def facts(self, session_id: SessionId, after: int = 0, limit: int = 1_000) -> list[FactsRow]:
        """At most `limit` rows with a `seq` above `after`, without any key. Raises `NotFound`."""
        with self._reading.connect() as connection:
            key, _ = self._session(connection, session_id)
            rows = connection.execute(FACTS, {"session_key": key, "after": after, "limit": limit}).all()
        return [FactsRow(seq, at, [_plain(event) for event in orjson.loads(events)]) for seq, at, events in rows]

    def head(self, session_id: SessionId) -> int:
        """The number of the newest row, 0 when there is none. Raises `NotFound`."""
        with self._reading.connect() as connection:
            key, _ = self._session(connection, session_id)
            return int(connection.execute(HEAD, {"session_key": key}).scalar_one())

    def digest(self, session_id: SessionId, command_id: CommandId, command: Message) -> str:
        """The digest to put into a `LoggedCommand`. Makes its key when needed. Raises `NotFound`, `NotSaved`."""
        known = self._sessions.get(session_id)
        if known is None:
            with self._reading.connect() as connection:
                known = self._session(connection, session_id)
        return self._sealer.digest(known[1], session_id, command_id, command)

    def put(self, connection: Connection, row: LoggedCommand) -> None:
        """Append one row within the writer's transaction, which a raise leaves as it was.

        Raises `AlreadyGiven` (also when `seq` is taken), `LogMovedOn` (taken, or not the next), `NotFound`, `KeyGone`,
        `NotSaved`.
        """
        key, set_id = self._session(connection, row.session_id)
        given_by, events = self._sealer.seal(set_id, row.session_id, row.seq, row.by, row.events)
        done = connection.execute(
            INSERT,
            {
                "session_key": key,
                "seq": row.seq,
                "command_id": row.command_id,
                "at": row.at,
                "given_by": given_by,
                "digest": row.digest,
                "events": events,
            },
        )
        if done.rowcount != 1:
            given = connection.execute(GIVEN, {"session_key": key, "command_id": row.command_id}).one_or_none()
            if given is not None:
                raise AlreadyGiven(self._opened(set_id, row.session_id, given))
            raise LogMovedOn(f"{row.seq} is not the next number of session {row.session_id}")
        follow(connection, key, row.at, row.events)

    def _session(self, connection: Connection, session_id: SessionId) -> tuple[int, str]:
        known = self._sessions.get(session_id)
        if known is None:
            found = connection.execute(SESSION, {"id": session_id}).one_or_none()
            if found is None:
                raise NotFound(f"session {session_id}")
            known = self._sessions[session_id] = (found.key, found.set_id)
        return known

    def _opened(self, set_id: str, session_id: SessionId, row: Row[Any]) -> LoggedCommand:
        by, events = self._sealer.open(set_id, session_id, row.seq, row.given_by, row.events)
        return LoggedCommand(session_id, row.seq, row.command_id, row.at, by, events, row.digest)


def same_command(one: str, other: str) -> bool:
    """Whether two digests under one command id speak of the same command; what cannot be told is taken to be."""
    return not one or not other or one == other


def _plain(event: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in event.items() if name != "sealed"}
