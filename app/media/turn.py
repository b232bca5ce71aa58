"""Ways for browsers to reach each other: where they learn their own address, and who relays when they cannot.

The relay (coturn, `use-auth-secret`) shares one secret with this server and keeps no accounts: a username is the moment
at which it ends and a mark, its password is made from it with the secret. The mark is one person's in one session, so
that the relay's quota holds for them, and never names anybody, because a relay writes it into its log.
"""

import base64
import hmac
from collections.abc import Callable
from typing import Final

from app.facilitation.terms import HOUR, SECOND, Millis
from app.media.engine import WaysSaid
from app.media.peers import IceServer

LIFE: Final[Millis] = 4 * HOUR
"""Longer than any session; a browser asks for new ones each time it joins."""


class Ways:
    """Gives the ways that this server knows of; called, it makes new credentials."""

    def __init__(
        self,
        wall: Callable[[], Millis],
        stun_urls: tuple[str, ...] = (),
        turn_urls: tuple[str, ...] = (),
        turn_secret: str = "",
    ) -> None:
        self._wall = wall
        self._stun_urls = stun_urls
        self._turn_urls = turn_urls
        self._secret = turn_secret

    def __call__(self, whose: str) -> WaysSaid:
        """The ways, from now on, for `whose`: known to the relay by the same mark each time, so that it can count."""
        servers = [IceServer(urls=self._stun_urls)] if self._stun_urls else []
        until = self._wall() + LIFE
        if self._turn_urls:
            username = f"{until // SECOND}:{mark(self._secret, whose)}"
            servers.append(
                IceServer(urls=self._turn_urls, username=username, credential=credential(self._secret, username))
            )
        return WaysSaid(tuple(servers), until)


def mark(secret: str, whose: str) -> str:
    """What stands for somebody in a username: the same each time, and nobody's name or id."""
    return base64.urlsafe_b64encode(hmac.digest(secret.encode(), whose.encode(), "sha256")[:12]).decode()


def credential(secret: str, username: str) -> str:
    """The password that goes with a username, as the relay works it out too."""
    return base64.b64encode(hmac.digest(secret.encode(), username.encode(), "sha1")).decode()
