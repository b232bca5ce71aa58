"""The keys stand in a file of their own, so that destroying one takes what it sealed out of every backup at once.

Each set has a key, each author in it, and each session's lines. A key is 256 random bits, made when first needed,
wrapped with the master key, and kept in memory while the process runs. A destroyed key leaves its name behind: it is
never made again, or what was sealed before would look damaged instead of gone.
"""

import os
import secrets
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from app.store.faults import KeyGone, NotSaved, WrongMasterKey

KEY_BYTES = 32
NONCE_BYTES = 12
PATIENCE = 0.5
"""Seconds to wait for somebody who reads the file (a backup); the writer waits for as long."""
SET = "set"

TABLES = """
CREATE TABLE IF NOT EXISTS kept (
    set_id TEXT NOT NULL, name TEXT NOT NULL, wrapped BLOB NOT NULL, PRIMARY KEY (set_id, name)
);
CREATE TABLE IF NOT EXISTS destroyed (
    set_id TEXT NOT NULL, name TEXT NOT NULL, PRIMARY KEY (set_id, name)
);
"""


def author(person_id: str) -> str:
    """The name of an author's key within a set."""
    return f"author:{person_id}"


def lines(session_id: str) -> str:
    """The name of the key for a session's lines."""
    return f"lines:{session_id}"


def commands(session_id: str) -> str:
    """The name of the key that digests of a session's commands are made with."""
    return f"commands:{session_id}"


class KeyStore:
    """Keys by (set, name). Safe to use from any thread; making and destroying wait for the disk."""

    def __init__(self, path: Path, master_key: bytes) -> None:
        """Open the key store, made when missing. Raises `WrongMasterKey`."""
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        path.touch(mode=0o600)
        os.chmod(path, 0o600)  # noqa: PTH101 - an older file may be open to others
        self._master = AESGCM(master_key)
        self._lock = threading.RLock()
        self._known: dict[tuple[str, str], bytes] = {}
        self._db = sqlite3.connect(path, timeout=PATIENCE, isolation_level=None, check_same_thread=False)
        try:
            for pragma in ("journal_mode=WAL", "synchronous=FULL", "secure_delete=ON"):
                self._db.execute(f"PRAGMA {pragma}").close()
            self._db.executescript(TABLES)
            # a key nobody uses: it tells a wrong master key at the start, not in the middle of a session
            self.key("", "check")
        except BaseException:
            self._db.close()
            raise

    def key(self, set_id: str, name: str) -> bytes:
        """The key, made durably when it is not there. Raises `KeyGone` when it was destroyed, `NotSaved`."""
        held = self._known.get((set_id, name))
        if held is not None:  # without the lock: whoever destroys another key may hold it for as long as a disk takes
            return held
        with self._lock:
            found = self.known(set_id, name)
            if found is not None:
                return found
            if self._is_destroyed(set_id, name):
                raise KeyGone(f"{name} of set {set_id}")
            made = secrets.token_bytes(KEY_BYTES)
            nonce = secrets.token_bytes(NONCE_BYTES)
            wrapped = nonce + self._master.encrypt(nonce, made, _label(set_id, name))
            with self._transaction():
                self._db.execute("INSERT INTO kept VALUES (?, ?, ?)", (set_id, name, wrapped))
            self._known[set_id, name] = made
            return made

    def known(self, set_id: str, name: str) -> bytes | None:
        """The key, or None when it was destroyed or never made."""
        found = self._known.get((set_id, name))
        if found is not None:
            return found
        with self._lock:
            query = "SELECT wrapped FROM kept WHERE set_id = ? AND name = ?"
            row = self._db.execute(query, (set_id, name)).fetchone()
            if row is None:
                return None
            try:
                found = self._master.decrypt(row[0][:NONCE_BYTES], row[0][NONCE_BYTES:], _label(set_id, name))
            except InvalidTag as fault:
                raise WrongMasterKey("The master key is not the one that this key store was made with.") from fault
            self._known[set_id, name] = found
            return found

    def destroy(self, set_id: str, *names: str) -> None:
        """Destroy keys of a set, durably, whether or not they were ever made. Raises `NotSaved`."""
        with self._lock:
            with self._transaction():
                for name in names:
                    self._db.execute("DELETE FROM kept WHERE set_id = ? AND name = ?", (set_id, name))
                    self._db.execute("INSERT OR IGNORE INTO destroyed VALUES (?, ?)", (set_id, name))
            self._forget(set_id, set(names))

    def destroy_set(self, set_id: str) -> None:
        """Destroy every key of a set: nothing sealed in it can be read again. Raises `NotSaved`."""
        with self._lock:
            with self._transaction():
                self._db.execute("DELETE FROM kept WHERE set_id = ?", (set_id,))
                self._db.execute("INSERT OR IGNORE INTO destroyed VALUES (?, ?)", (set_id, SET))
            self._forget(set_id, None)

    def close(self) -> None:
        """Forget all keys and close the file."""
        with self._lock:
            self._known.clear()
            self._db.close()

    def _is_destroyed(self, set_id: str, name: str) -> bool:
        query = "SELECT 1 FROM destroyed WHERE set_id = ? AND name IN (?, ?)"  # without the set's key, no key at all
        return self._db.execute(query, (set_id, name, SET)).fetchone() is not None

    def _forget(self, set_id: str, names: set[str] | None) -> None:
        for known in [each for each in self._known if each[0] == set_id and (names is None or each[1] in names)]:
            del self._known[known]
        # deleted pages are overwritten in the main file only now, and the WAL is emptied
        busy, _, _ = self._db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        if busy:
            raise NotSaved("somebody else is reading the key store: the key's bytes are still on the disk")

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        try:
            self._db.execute("BEGIN IMMEDIATE")
            yield
            self._db.execute("COMMIT")
        except sqlite3.Error as fault:
            if self._db.in_transaction:
                self._db.execute("ROLLBACK")
            raise NotSaved("the key store cannot be written") from fault


def _label(set_id: str, name: str) -> bytes:
    return f"{set_id}|{name}".encode()
