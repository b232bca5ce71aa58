"""A session link proves itself: an id and a code made from it with a key that the database does not hold.

So nothing that opens a door is stored, and the same link can be shown again at any time. The code covers the link's
*generation*; renewing the link raises that, and older links stop working. A link is `<public url>/join#<token>` (the
administrator's: `/admin#<token>`): what is behind `#` is sent to no server and stands in no log. The page posts the
token when a person presses the button, because mail scanners open links and run their scripts.
"""

import base64
import hashlib
import hmac
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from app.settings import Settings
from app.store.secret_files import secret_key

LONGEST = 200


class LinkKind(StrEnum):
    """What a link opens."""

    SEAT = "s"
    ADMIN = "a"


PAGES = {LinkKind.SEAT: "join", LinkKind.ADMIN: "admin"}


class LinkRefused(Exception):
    """Not a link that opens anything now. Unknown, malformed, revoked, outdated, used up: nobody can tell which."""


@dataclass(frozen=True, slots=True)
class LinkRead:
    """A token taken apart, not yet believed."""

    kind: LinkKind
    id: str
    code: str


class Links:
    """Makes tokens and checks them. The key is 32 bytes."""

    def __init__(self, key: bytes, public_url: str) -> None:
        self._key = key
        self._public_url = public_url

    def token(self, kind: LinkKind, link_id: str, generation: int) -> str:
        """The token for a seat or an administrator's link, the same each time."""
        return f"{kind.value}-{link_id}-{self._code(kind, link_id, generation)}"

    def url(self, kind: LinkKind, link_id: str, generation: int) -> str:
        """The address to give to a person."""
        return f"{self._public_url}/{PAGES[kind]}#{self.token(kind, link_id, generation)}"

    def read(self, token: str) -> LinkRead:
        """Take a token apart. Raises `LinkRefused`."""
        kind, _, rest = token.strip().partition("-")
        link_id, _, code = rest.rpartition("-")
        if len(token) > LONGEST or not link_id or not code or not token.isascii() or kind not in set(LinkKind):
            raise LinkRefused
        return LinkRead(LinkKind(kind), link_id, code)

    def check(self, link: LinkRead, generation: int | None) -> None:
        """Believe a link, in constant time. `generation` None: there is none with this id. Raises `LinkRefused`."""
        right = hmac.compare_digest(self._code(link.kind, link.id, generation or 0), link.code)
        if generation is None or not right:
            raise LinkRefused

    def _code(self, kind: LinkKind, link_id: str, generation: int) -> str:
        said = f"{kind.value}|{link_id}|{generation}".encode()
        code = hmac.new(self._key, said, hashlib.sha256).digest()
        # letters and figures only: nothing at the end that a mail program would leave out of the link
        return base64.b32encode(code).decode().rstrip("=").lower()


def open_links(settings: Settings) -> Links:
    """The links of a server, with the key from its settings or its data directory (made at the first run)."""
    given = settings.link_key.get_secret_value() if settings.link_key else None
    return Links(secret_key(Path(settings.data_dir) / "link.key", given), settings.public_url)
