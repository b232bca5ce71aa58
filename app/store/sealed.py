"""Sealing: what is personal in an event is encrypted field by field, bound to its place in the log.

In the log an event is its facts in clear and a map `sealed` from field to `<mark>:<base64 of nonce and ciphertext>`.
The mark (s, a, l) says whose key it took: the set's, the author's, or that of the session's lines. Plain text is padded
to whole blocks, so that its length does not tell yes from no or one name from another.
"""

import base64
import functools
import hashlib
import hmac
import secrets
from typing import Any, get_args

import orjson
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from app.facilitation import events as all_events
from app.facilitation.events import Event
from app.facilitation.message import Message, Seal
from app.store import key_store
from app.store.faults import KeyGone
from app.store.key_store import NONCE_BYTES, KeyStore

BLOCK = 64
MARKS = {Seal.SET: "s", Seal.AUTHOR: "a", Seal.LINES: "l"}
SEALS = {mark: seal for seal, mark in MARKS.items()}
KINDS: dict[str, type[Event]] = {kind.model_fields["type"].default: kind for kind in get_args(all_events.Event)}
"""Every kind of event by the name it has in the log."""


class Sealer:
    """Seals events and opens them again, with the keys of their set."""

    def __init__(self, keys: KeyStore) -> None:
        self._keys = keys

    def seal(self, set_id: str, session_id: str, seq: int, by: str, events: tuple[Event, ...]) -> tuple[str, str]:
        """`by` sealed, and the events as JSON. Makes keys when needed; raises `KeyGone`, `NotSaved`."""
        sealed_by = self.seal_value(set_id, key_store.SET, f"{session_id}|{seq}|by", by)
        stored = [self._seal_event(set_id, session_id, seq, n, by, event) for n, event in enumerate(events)]
        return sealed_by, orjson.dumps(stored).decode()

    def open(self, set_id: str, session_id: str, seq: int, given_by: str, stored: str) -> tuple[str, tuple[Event, ...]]:
        """Who gave the command, and its events; a field whose author's or lines' key is gone has its blank.

        Raises `KeyGone` when the set's key is gone, `ValueError` when a row was tampered with or moved.
        """
        by = self.open_value(set_id, key_store.SET, f"{session_id}|{seq}|by", given_by)
        if by is None:
            raise KeyGone(f"set {set_id}")
        each = enumerate(orjson.loads(stored))
        return by, tuple(event_from(self._open_event(set_id, session_id, seq, n, by, event)) for n, event in each)

    def digest(self, set_id: str, session_id: str, command_id: str, command: Message) -> str:
        """What a resend under the same id is known by; empty once the session's commands are forgotten.

        Made with a key, and different for each id: otherwise short words could be guessed from it, and equal ratings
        seen to be equal.
        """
        try:
            key = self._keys.key(set_id, key_store.commands(session_id))
        except KeyGone:
            return ""
        said = orjson.dumps([session_id, command_id, command.model_dump(mode="json")], option=orjson.OPT_SORT_KEYS)
        return hmac.new(key, said, hashlib.sha256).hexdigest()

    def seal_value(self, set_id: str, key_name: str, place: str, value: Any) -> str:
        """Any JSON value as base64 of nonce and ciphertext, bound to `place`."""
        plain = orjson.dumps(value)
        plain += b" " * (-len(plain) % BLOCK)  # JSON does not mind blanks behind it
        nonce = secrets.token_bytes(NONCE_BYTES)
        key = self._keys.key(set_id, key_name)
        return base64.b64encode(nonce + _cipher(key).encrypt(nonce, plain, place.encode())).decode()

    def open_value(self, set_id: str, key_name: str, place: str, sealed: str) -> Any:
        """The value, or None when its key is gone. Raises `ValueError` when it is damaged or stands elsewhere."""
        key = self._keys.known(set_id, key_name)
        if key is None:
            return None
        raw = base64.b64decode(sealed)
        try:
            return orjson.loads(_cipher(key).decrypt(raw[:NONCE_BYTES], raw[NONCE_BYTES:], place.encode()))
        except (InvalidTag, ValueError) as fault:
            raise ValueError(f"the sealed value at {place} is damaged") from fault

    def _seal_event(self, set_id: str, session_id: str, seq: int, n: int, by: str, event: Event) -> dict[str, Any]:
        fields = event.model_dump(mode="json")
        seals = seals_of(type(event))
        author = fields[event.author_field] if event.author_field else by
        sealed = {}
        for name, mark in seals.items():
            key_name, place = _key_name(mark, author, session_id), f"{session_id}|{seq}|{n}|{name}"
            sealed[name] = f"{MARKS[mark]}:{self.seal_value(set_id, key_name, place, fields.pop(name))}"
        return {**fields, "sealed": sealed} if sealed else fields

    def _open_event(self, set_id: str, session_id: str, seq: int, n: int, by: str, stored: Any) -> dict[str, Any]:
        sealed: dict[str, str] = stored.pop("sealed", {})
        kind = KINDS[stored["type"]]
        # the set's fields first: one of them may say who the author is
        for name in sorted(sealed, key=lambda name: not sealed[name].startswith("s:")):
            mark, _, text = sealed[name].partition(":")
            author = stored[kind.author_field] if kind.author_field and mark == "a" else by
            key_name = _key_name(SEALS[mark], author, session_id)
            place = f"{session_id}|{seq}|{n}|{name}"
            if self._keys.known(set_id, key_name) is not None:
                stored[name] = self.open_value(set_id, key_name, place, text)
            elif mark == "s":
                raise KeyGone(f"set {set_id}")
        return stored  # type: ignore[no-any-return]


def event_from(plain: dict[str, Any]) -> Event:
    """An event from what was stored of it (opened), however old. Raises `pydantic.ValidationError`, `KeyError`."""
    return KINDS[plain["type"]].model_validate(plain)


@functools.cache
def seals_of(kind: type[Event]) -> dict[str, Seal]:
    """The sealed fields of a kind of event."""
    return kind.seals()


@functools.lru_cache(maxsize=512)
def _cipher(key: bytes) -> AESGCM:
    return AESGCM(key)


def _key_name(mark: Seal, author: str, session_id: str) -> str:
    match mark:
        case Seal.SET:
            return key_store.SET
        case Seal.AUTHOR:
            return key_store.author(author)
        case Seal.LINES:
            return key_store.lines(session_id)
