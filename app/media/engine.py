"""What carries a room's voices. An engine is told who may be connected and who may be heard, and decides neither.

Every call returns at once; an engine that has to wait for something does so in a task of its own. What it has to say
to somebody's browser goes out through the way that it was given when the room was opened.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Literal, Protocol

from app.facilitation.terms import Millis, PersonId, SessionId
from app.media.peers import IceServer, PeerCandidate, PeerDescription, VoicePeer

VoiceCode = Literal["voice_shape", "voice_closed", "voice_full", "voice_too_fast"]
"""Why something about the voice was not done; the sentences are in the catalogue under `voice_refused`."""


@dataclass(frozen=True)
class Allowed:
    """The floor, as a room's rules have it now."""

    table: frozenset[PersonId]
    """Who may be connected at all."""
    heard: frozenset[PersonId]
    """Who of them may be heard."""
    seen: frozenset[PersonId]
    """Whose picture may be shown."""


NOBODY = Allowed(frozenset(), frozenset(), frozenset())
"""The floor of a room of which nothing is known yet."""


# --- what an engine says to a browser ---------------------------------------------------------------------------------


@dataclass(frozen=True)
class FloorSaid:
    """The floor and who has joined, for somebody who has."""

    epoch: int
    allowed: Allowed
    peers: Mapping[PersonId, VoicePeer]


@dataclass(frozen=True)
class WaysSaid:
    """Where a browser learns its own address or is relayed, and until when the credentials hold (0: there are none)."""

    servers: tuple[IceServer, ...]
    until: Millis


@dataclass(frozen=True)
class PeerSaid:
    """What one browser says to another; who says so is the server's word."""

    sender: PersonId
    fingerprint: str
    description: PeerDescription | None
    candidates: tuple[PeerCandidate, ...]


Said = FloorSaid | WaysSaid | PeerSaid
Say = Callable[[PersonId, Said], None]
"""Says it to the browser with which somebody has joined, as soon as may be; it never waits and never fails."""


@dataclass(frozen=True)
class ForPeer:
    """What a browser has for one other browser alone."""

    to: PersonId
    fingerprint: str
    """Of the browser that is meant."""
    description: PeerDescription | None
    candidates: tuple[PeerCandidate, ...]


class MediaEngine(Protocol):
    """Carries the voices of any number of rooms.

    A room is closed until its first floor is known. A floor with an older epoch is ignored. Refusals are answered,
    never raised; what comes for a room that is not open is refused as closed, or does nothing.
    """

    def open(self, room: SessionId, say: Say) -> None:
        """Begin to carry a room: with nobody in it, and closed."""

    def join(self, room: SessionId, person: PersonId, peer: VoicePeer) -> VoiceCode | None:
        """Somebody's browser joins, or says that something changed. Joined, it is told the ways and the floor."""

    def signal(self, room: SessionId, sender: PersonId, said: ForPeer) -> VoiceCode | None:
        """Something from one browser for another."""

    def leave(self, room: SessionId, person: PersonId) -> None:
        """Somebody's browser is part of it no longer."""

    def set_floor(self, room: SessionId, epoch: int, allowed: Allowed) -> None:
        """From now on these may be connected and heard. Whoever has joined and may not be connected any more is out."""

    def close(self, room: SessionId) -> None:
        """Carry the room no longer. Nobody is told: a fault or a restart of ours interrupts no one."""
