"""The store: one object that holds the database, the keys and the writer, for as long as a server runs."""

import asyncio
import logging
import sqlite3
from collections.abc import Callable
from contextlib import ExitStack
from typing import TypeVar

from sqlmodel import Session

from app.facilitation.message import Message
from app.facilitation.terms import CommandId, Millis, PersonId, SessionId
from app.settings import Settings
from app.store import key_store
from app.store.credentials import Credentials
from app.store.directory import Directory
from app.store.engine import one_process, open_database
from app.store.event_log import EventLog, LoggedCommand
from app.store.key_store import KeyStore
from app.store.migrate import upgrade
from app.store.practices import Practices
from app.store.rows import need
from app.store.sealed import Sealer
from app.store.secret_files import secret_key
from app.store.writer import Writer

Result = TypeVar("Result")
log = logging.getLogger(__name__)


class Store:
    """What the other floors use; a room needs `read`, `digest` and `append`.

    Reads are plain calls that wait for the disk; whatever changes something is awaited.
    """

    def __init__(
        self,
        held: ExitStack,
        event_log: EventLog,
        directory: Directory,
        credentials: Credentials,
        practices: Practices,
        keys: KeyStore,
        writer: Writer,
    ) -> None:
        self._held = held
        self._keys = keys
        self._writer = writer
        self.log = event_log
        """The sessions' logs: `read`, `facts`, `head`, `digest`."""
        self.directory = directory
        """Programmes, sets, people, seats, sessions."""
        self.credentials = credentials
        """What `app.auth` stands on."""
        self.practices = practices
        """Which sets only practise, and how."""

    def read(self, session_id: SessionId, after: int = 0) -> list[LoggedCommand]:
        """All rows of a session's log with a `seq` above `after`. Raises `NotFound`, `KeyGone`."""
        return self.log.read(session_id, after)

    def digest(self, session_id: SessionId, command_id: CommandId, command: Message) -> str:
        """What a resend of this command is known by. Raises `NotFound`, `NotSaved`."""
        return self.log.digest(session_id, command_id, command)

    async def append(self, row: LoggedCommand) -> None:
        """Store one command with its events; returns once it is durable.

        Raises `AlreadyGiven(row)` when the session has this command id, `LogMovedOn` when `seq` is not the next,
        `NotSaved` when nothing could be written (later appends may work), `NotFound`, `KeyGone`.
        """
        await self._writer.append(row)

    async def write(self, work: Callable[[Session], Result]) -> Result:
        """Run administrative work in the one writing connection, in a transaction of its own. Raises what it raises."""
        return await self._writer.write(work)

    def has_lines(self, session_id: SessionId) -> bool:
        """Whether a session still has the keys that `forget_lines` destroys. Raises `NotFound`."""
        set_id = self.directory.session(session_id).set_id
        names = (key_store.lines(session_id), key_store.commands(session_id))
        return any(self._keys.known(set_id, name) is not None for name in names)

    async def forget_lines(self, session_id: SessionId) -> None:
        """Once a session is closed: its lines cannot be read again, nor resends of its commands be compared."""
        set_id = self.directory.session(session_id).set_id
        await asyncio.to_thread(self._keys.destroy, set_id, key_store.lines(session_id), key_store.commands(session_id))

    async def erase_author(self, set_id: str, person_id: PersonId) -> None:
        """One person's words in a set cannot be read again, in the database or in any backup of it."""
        await asyncio.to_thread(self._keys.destroy, set_id, key_store.author(person_id))

    async def forget_set(self, set_id: str) -> None:
        """Nothing sealed of a set can be read again; its facts stay."""
        await asyncio.to_thread(self._keys.destroy_set, set_id)

    async def forget_practice(self, set_id: str, at: Millis) -> None:
        """A practice set is done with: its links are void, its keys destroyed, its rows marked. Again is harmless.

        Raises `NotFound` for a set that is not a practice set, whose words these are not to destroy.
        """
        need(await asyncio.to_thread(self.practices.of_set, set_id), f"practice set {set_id}")
        await self.practices.shut(set_id, at)
        await self.forget_set(set_id)
        await self.practices.note_forgotten(set_id, at)

    def close(self) -> None:
        """Write what waits, then let go of everything. Waits for the writer; call it when no more is asked for."""
        self._held.close()


def open_store(settings: Settings, now: Callable[[], Millis]) -> Store:
    """Open (at the first run: make) the store of a data directory, migrated to this version's shape.

    Raises `AlreadyRunning`, `NewerDatabase`, `WrongMasterKey`, `PermissionError` (a key file others can read).
    """
    with ExitStack() as opening:
        opening.enter_context(one_process(settings.data_dir))
        given = settings.master_key.get_secret_value() if settings.master_key else None
        keys = KeyStore(settings.key_file, secret_key(settings.data_dir / "master.key", given))
        opening.callback(keys.close)
        database = open_database(settings.database)
        opening.callback(database.close)
        upgrade(database.writing)
        sealer = Sealer(keys)
        event_log = EventLog(database.reading, sealer)
        writer = Writer(database.writing, event_log.put)
        opening.callback(writer.close)
        if database.is_sqlite:
            log.info("SQLite %s, one writing connection", sqlite3.sqlite_version)
        return Store(
            held=opening.pop_all(),
            event_log=event_log,
            directory=Directory(database.reading, writer, sealer, now),
            credentials=Credentials(database.reading, writer),
            practices=Practices(database.reading, writer),
            keys=keys,
            writer=writer,
        )
