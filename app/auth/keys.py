"""API keys for programme leads: `als_<prefix>_<secret>`, for one programme, for some purposes, for a time.

The beginning tells scanners of public code what they have found. The secret is 256 random bits and shown once; its
SHA-256 is stored. A key without a programme is the administrator's own, for every programme.
"""

import hashlib
import hmac
import secrets
from collections.abc import Callable, Iterable
from dataclasses import replace
from enum import StrEnum

from app.facilitation.terms import HOUR, MINUTE, Millis
from app.store.credentials import Credentials
from app.store.entries import ApiKey
from app.store.ids import LETTERS

MARK = "als"
PREFIX_LENGTH = 10
LASTS: Millis = 365 * 24 * HOUR
NOTED_EVERY: Millis = MINUTE
LONGEST = 200


class Scope(StrEnum):
    """What a key may do."""

    SESSIONS_READ = "sessions:read"
    LOG_READ = "log:read"
    REPORT_READ = "report:read"
    ALL = "*"


class KeyRefused(Exception):
    """Not a key that opens anything now. Unknown, malformed, expired, revoked: nobody can tell which."""


class ApiKeys:
    """Makes keys and checks them. `now` gives the moment in milliseconds."""

    def __init__(self, credentials: Credentials, now: Callable[[], Millis]) -> None:
        self._credentials = credentials
        self._now = now

    async def make(
        self, name: str, *, programme_id: str | None, scopes: Iterable[Scope], lasts: Millis = LASTS
    ) -> tuple[ApiKey, str]:
        """A new key, and its text, which is never to be had again. `lasts` is in milliseconds. Raises `NotSaved`."""
        prefix = "".join(secrets.choice(LETTERS) for _ in range(PREFIX_LENGTH))
        secret = secrets.token_hex(32)
        now = self._now()
        key = ApiKey(prefix, _hash(secret), name, programme_id, frozenset(scopes), now, now + lasts, None, None)
        await self._credentials.add_api_key(key)
        return key, f"{MARK}_{prefix}_{secret}"

    async def check(self, text: str) -> ApiKey:
        """The key behind a text, noted as used (to the minute). Raises `KeyRefused`."""
        mark, _, rest = text.partition("_")
        prefix, _, secret = rest.partition("_")
        known = self._credentials.api_key(prefix) if mark == MARK and len(text) <= LONGEST else None
        right = hmac.compare_digest(known.secret_hash if known else _hash("nobody's"), _hash(secret))
        now = self._now()
        if known is None or not right or known.revoked_at is not None or now >= known.expires_at:
            raise KeyRefused
        if known.last_used_at is None or now - known.last_used_at >= NOTED_EVERY:
            await self._credentials.note_api_key_used(prefix, now)
            return replace(known, last_used_at=now)
        return known

    async def revoke(self, prefix: str) -> None:
        """End a key. Raises `NotFound`, `NotSaved`."""
        await self._credentials.revoke_api_key(prefix, self._now())

    def all(self) -> tuple[ApiKey, ...]:
        """Every key there is or was, without its secret."""
        return self._credentials.api_keys()


def allows(key: ApiKey, scope: Scope, programme_id: str | None) -> bool:
    """Whether a key may do this in a programme (None: in a set of no programme, which only a key for all may see)."""
    in_scope = scope in key.scopes or Scope.ALL in key.scopes
    return in_scope and (key.programme_id is None or key.programme_id == programme_id)


def _hash(secret: str) -> str:
    return hashlib.sha256(secret.encode("utf-8", "replace")).hexdigest()
