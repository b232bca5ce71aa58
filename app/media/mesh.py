"""The embedded engine: browsers are connected to each other, and here only what they need to find each other passes.

No sound and no picture ever comes here. The floor is carried out at every ear: each browser plays a connection only
while the newest floor lets its person be heard, and a connection is its person's because the certificate at its other
end is the one that was pinned when they joined.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final

from app.facilitation.terms import PersonId, SessionId
from app.facilitation.voices import MOST
from app.media.engine import NOBODY, Allowed, FloorSaid, ForPeer, PeerSaid, Say, VoiceCode, WaysSaid
from app.media.peers import VoicePeer
from app.media.shapes import right_shape

FEW: Final = 4
"""So many are heard at most while somebody has the floor alone: with an interpreter, who asks, who shares a device."""


@dataclass
class _Room:
    say: Say
    epoch: int = -1
    allowed: Allowed = NOBODY
    peers: dict[PersonId, VoicePeer] = field(default_factory=dict)

    def takes(self, person: PersonId) -> bool:
        """Whether there is a place for them. Whoever has the floor alone always finds one: coming back to it late
        (after a reload, or when we were away) must not cost them their own airspace."""
        has_floor = person in self.allowed.heard and len(self.allowed.heard) <= FEW
        return person in self.peers or len(self.peers) < MOST or has_floor

    def tell(self, person: PersonId) -> None:
        self.say(person, FloorSaid(self.epoch, self.allowed, dict(self.peers)))

    def tell_all(self) -> None:
        for person in tuple(self.peers):
            self.tell(person)


class MeshEngine:
    """A `MediaEngine` that needs nothing installed; `ways` gives somebody new credentials each time it is asked."""

    def __init__(self, ways: Callable[[str], WaysSaid]) -> None:
        self._ways = ways
        self._rooms: dict[SessionId, _Room] = {}

    def open(self, room: SessionId, say: Say) -> None:
        """Begin to carry a room: with nobody in it, and closed."""
        self._rooms[room] = _Room(say)

    def join(self, room: SessionId, person: PersonId, peer: VoicePeer) -> VoiceCode | None:
        """Pin this browser's certificate to the seat; everybody hears of it when it is news."""
        here = self._rooms.get(room)
        if here is None or person not in here.allowed.table:
            return "voice_closed"
        if not here.takes(person):
            return "voice_full"
        if any(one.fingerprint == peer.fingerprint for who, one in here.peers.items() if who != person):
            return "voice_shape"  # one certificate is one seat's: nobody passes for somebody else
        news = here.peers.get(person) != peer
        here.peers[person] = peer
        here.say(person, self._ways(f"{room} {person}"))  # before anybody is named: connections are begun with it
        if news:
            here.tell_all()
        else:
            here.tell(person)
        return None

    def signal(self, room: SessionId, sender: PersonId, said: ForPeer) -> VoiceCode | None:
        """Pass it on, when its shape is right. Somebody who isn't there (any more) is no fault of the sender's."""
        here = self._rooms.get(room)
        me = here.peers.get(sender) if here is not None else None
        if here is None or me is None:
            return "voice_closed"
        if not right_shape(said.description, said.candidates, me.fingerprint):
            return "voice_shape"
        other = here.peers.get(said.to)
        if said.to != sender and other is not None and other.fingerprint == said.fingerprint:
            here.say(said.to, PeerSaid(sender, me.fingerprint, said.description, said.candidates))
        return None

    def leave(self, room: SessionId, person: PersonId) -> None:
        """Forget their browser, and tell the others."""
        here = self._rooms.get(room)
        if here is not None and here.peers.pop(person, None) is not None:
            here.tell_all()

    def set_floor(self, room: SessionId, epoch: int, allowed: Allowed) -> None:
        """Tell everybody who has joined, when it is another; whoever may not be connected any more hears it is over."""
        here = self._rooms.get(room)
        if here is None or epoch < here.epoch:
            return
        table = allowed.table
        floor = Allowed(table, allowed.heard & table, allowed.seen & table)
        same = floor == here.allowed
        here.epoch, here.allowed = epoch, floor
        if same:
            return
        out = [person for person in here.peers if person not in table]
        for person in out:
            del here.peers[person]
            here.say(person, FloorSaid(epoch, NOBODY, {}))  # and nothing of those who go on
        here.tell_all()

    def close(self, room: SessionId) -> None:
        """Forget the room."""
        self._rooms.pop(room, None)
