"""A cookie is a name and 256 random bits that mean nothing: what they stand for is the server's, which can end it.

One cookie for each seat, so that somebody with seats in two sets, or two people at one device, are in both at once. The
`__Host-` prefix binds it to this very host; a page's script cannot read it; no other site's request carries it. Nothing
but its SHA-256 is stored.
"""

import hashlib
import secrets
from dataclasses import dataclass

SEAT_PREFIX = "__Host-seat-"
ADMIN_NAME = "__Host-admin"


@dataclass(frozen=True, slots=True)
class Cookie:
    """A cookie to be set. `max_age` is in seconds; 0 takes it away."""

    name: str
    value: str
    max_age: int

    @property
    def header(self) -> str:
        """The value of a Set-Cookie header."""
        return f"{self.name}={self.value}; Max-Age={self.max_age}; Path=/; Secure; HttpOnly; SameSite=Strict"


def seat_cookie_name(seat_id: str) -> str:
    """The name of the cookie for a seat."""
    return SEAT_PREFIX + seat_id


def new_token() -> str:
    """256 random bits, as text for a cookie."""
    return secrets.token_urlsafe(32)


def token_hash(token: str) -> str:
    """What is stored of a token. A plain hash will do: nobody guesses 256 bits."""
    return hashlib.sha256(token.encode("utf-8", "replace")).hexdigest()
