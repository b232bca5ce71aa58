"""One connection writes, others read: with SQLite's WAL, two writers at the same instant can damage a file.

SQLite before 3.51.3 may corrupt a database when two connections write or checkpoint at once, and most Pythons link an
older one. So there is one writing connection in one process, held by one thread; reading connections cannot write.
"""

import fcntl
import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import ExceptionContext, make_url
from sqlalchemy.pool import QueuePool, StaticPool

from app.store.faults import AlreadyRunning, NotSaved

BUSY_MS = 5_000
"""How long a statement waits for a lock, in milliseconds."""

PRAGMAS = (
    "PRAGMA journal_mode=WAL",
    "PRAGMA synchronous=FULL",  # an acknowledged command outlives a power cut
    "PRAGMA foreign_keys=ON",
    "PRAGMA secure_delete=ON",  # what is deleted is overwritten
    f"PRAGMA busy_timeout={BUSY_MS}",
)


@dataclass(frozen=True)
class Database:
    """The engine that writes (used by the writer's thread alone) and the engine that reads."""

    writing: Engine
    reading: Engine

    @property
    def is_sqlite(self) -> bool:
        """Whether this is the embedded database."""
        return self.writing.dialect.name == "sqlite"

    def close(self) -> None:
        """Close all connections; the writing one last, so that it alone tidies the WAL away."""
        self.reading.dispose()
        self.writing.dispose()


def open_database(url: str) -> Database:
    """Open the database at a SQLAlchemy URL; an SQLite file and its directory are made when missing.

    Raises `ValueError` for a database in memory: a second connection would see another one.
    """
    target = make_url(url)
    if target.get_backend_name() != "sqlite":
        engine = create_engine(target, pool_pre_ping=True)
        return Database(writing=engine, reading=engine)
    if not target.database or target.database == ":memory:":
        raise ValueError("the database must be a file")
    Path(target.database).parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    # names stand in it in the clear: it is the server's own to read, and so are the files that SQLite lays beside it
    os.close(os.open(target.database, os.O_CREAT | os.O_RDWR | os.O_CLOEXEC, 0o600))
    Path(target.database).chmod(0o600)
    connect = {"check_same_thread": False, "timeout": BUSY_MS / 1000}
    writing = create_engine(target, poolclass=StaticPool, connect_args=connect)
    reading = create_engine(target, poolclass=QueuePool, pool_size=4, max_overflow=12, connect_args=connect)
    _prepare(writing, begin="BEGIN IMMEDIATE", pragmas=PRAGMAS)
    _prepare(reading, begin="BEGIN", pragmas=(*PRAGMAS[2:], "PRAGMA query_only=ON"))
    _name_faults(reading)
    with writing.connect():  # makes the file and turns WAL on before anybody reads
        pass
    return Database(writing=writing, reading=reading)


def _prepare(engine: Engine, *, begin: str, pragmas: tuple[str, ...]) -> None:
    @event.listens_for(engine, "connect")
    def _connected(connection: sqlite3.Connection, _record: Any) -> None:
        # the driver begins no transactions of its own: the line below says how one begins
        connection.isolation_level = None
        for pragma in pragmas:
            connection.execute(pragma).close()

    @event.listens_for(engine, "begin")
    def _begun(connection: Connection) -> None:
        connection.exec_driver_sql(begin)


def _name_faults(engine: Engine) -> None:
    """A read that fails is a fault of the store's, as a write is: whoever waits may try again."""

    @event.listens_for(engine, "handle_error")
    def _failed(context: ExceptionContext) -> None:
        raise NotSaved("the database could not be read") from context.original_exception


@contextmanager
def one_process(data_dir: Path) -> Iterator[None]:
    """Hold the data directory for this process; the operating system lets go of it even after a crash.

    Raises `AlreadyRunning` at once when another process holds it.
    """
    data_dir.mkdir(parents=True, exist_ok=True, mode=0o700)
    descriptor = os.open(data_dir / "airspace.lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            holder = os.read(descriptor, 20).decode("ascii", "replace").strip() or "unknown"
            raise AlreadyRunning(
                f"A server (process {holder}) is using {data_dir} already. Stop it first, or give this one a "
                "data directory of its own with AIRSPACE_DATA_DIR."
            ) from None
        os.ftruncate(descriptor, 0)
        os.pwrite(descriptor, str(os.getpid()).encode("ascii"), 0)
        yield
    finally:
        os.close(descriptor)
