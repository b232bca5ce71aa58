"""The voice of one room: the floor goes from the rules to the engine, and what browsers say of their voice goes in.

It watches the room before those who show it, so that every ear knows the floor before anybody's page does. A seat's
voice is on one line at a time; a line that breaks gives nothing up, and whoever comes again goes on where they were.
"""

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from app.auth.limits import Limit
from app.facilitation.events import Event
from app.facilitation.state import Session
from app.facilitation.terms import SECOND, Millis, PersonId, Presence
from app.facilitation.voices import MOST, voices
from app.media.engine import Allowed, FloorSaid, ForPeer, MediaEngine, PeerSaid, Said, VoiceCode, WaysSaid
from app.media.hearing import Reports
from app.media.peers import VoicePeer
from app.realtime.connection import Connection
from app.realtime.messages import (
    FromPeer,
    HeardBy,
    Hearing,
    JoinVoice,
    LeaveVoice,
    OfVoice,
    ToPeer,
    VoiceElsewhere,
    VoiceIce,
    VoiceMessage,
    VoiceRefused,
    WireMessage,
)
from app.realtime.room import Room
from app.realtime.traces import trace
from app.texts import sentence

log = logging.getLogger(__name__)

MOST_RELAYED: Final = 384 * 1024
"""Bytes that may wait for one browser before others can add to them: eight of the largest things that may be said at
once fit in, and nobody's line can be brought down by what others send."""

MOST_EARLIER: Final = 8
OFFERS: Final = 20
"""How many descriptions one browser may send another at once; then one a second. Each makes the other one work."""
LETTERS: Final = 40
"""How many letters in all, with or without a description; then one a second. What waits at their line waits before
what they are shown."""
CHANGES: Final = 20
"""How often one browser may join, or say something new of itself; then once a second. Everybody hears of each."""


@dataclass
class _Seat:
    """Where somebody's voice is."""

    line: Connection
    fingerprint: str
    earlier: tuple[str, ...] = ()
    """Browsers of theirs from which the voice has moved on; none of them takes it back by itself."""
    told: frozenset[PersonId] | None = None
    """Who hears them, as this line was last told."""


class RoomVoice:
    """Carries the floor of a room to its engine, and what is said about voice between engine and lines."""

    def __init__(self, room: Room, engine: MediaEngine) -> None:
        self._room = room
        self._engine = engine
        self._seats: dict[PersonId, _Seat] = {}
        self._reports = Reports()
        self._allowed: Allowed | None = None
        self._signed_out: set[PersonId] = set()
        """Whose sign-in was ended: not connected, whatever the rules say, until a good one joins."""
        self._stopped = False

        def now() -> Millis:
            return round(room.clock.clock.steady() * SECOND)

        self._described = Limit(OFFERS, OFFERS * SECOND, now)
        self._letters = Limit(LETTERS, LETTERS * SECOND, now)
        self._changes = Limit(CHANGES, CHANGES * SECOND, now)
        engine.open(room.id, self._say)
        self._set_floor(room.state)
        room.watch(self)

    def changed(self, state: Session, events: Sequence[Event]) -> None:
        """The floor may be another, and so may be who is listening."""
        if not self._stopped:
            self._set_floor(state)
            self._tell_who_hears()

    def hear(self, said: OfVoice, line: Connection) -> None:
        """Something about voice came on this line. A fault of the engine's takes nobody's room from them."""
        if self._stopped or line.over:
            return
        try:
            self._hear(said, line)
        except Exception as fault:  # noqa: BLE001 - and its message might hold somebody's address
            log.error("A fault of ours: voice in session %s: %s", self._room.id, trace(fault))  # noqa: TRY400

    def _hear(self, said: OfVoice, line: Connection) -> None:
        match said:
            case JoinVoice():
                self._join(said, line)
            case LeaveVoice():
                self._leave(line)
            case ToPeer():
                self._pass_on(said, line)
            case Hearing():
                if self._is_on(line):
                    self._reports.say(line.person, said.people)
                    self._tell_who_hears()

    def sign_out(self, person: PersonId, sign_in: str | None = None) -> None:
        """Their sign-ins are void, or this one is: connections that stand without us must end at every ear, too."""
        seat = self._seats.get(person)
        if sign_in is None or (seat is not None and seat.line.sign_in == sign_in):
            self._signed_out.add(person)
            self.changed(self._room.state, ())

    def stop(self) -> None:
        """This room is carried no longer: another of the same session may be opened at once."""
        self._stopped = True
        self._engine.close(self._room.id)

    def _set_floor(self, state: Session) -> None:
        now = voices(state)
        allowed = Allowed(*(each - self._signed_out for each in now))
        if allowed == self._allowed:
            return
        self._allowed = allowed
        self._engine.set_floor(self._room.id, self._room.seq, allowed)
        for person in [each for each in self._seats if each not in allowed.table]:
            self._forget(person)

    def _join(self, said: JoinVoice, line: Connection) -> None:
        if line.person in self._signed_out:  # this line would not be here without a good sign-in
            self._signed_out.discard(line.person)
            self._set_floor(self._room.state)
        before = self._seats.get(line.person)
        if before is not None and said.fingerprint in before.earlier:
            line.say(_encoded(VoiceElsewhere()), first=True)  # an older page that woke: its voice has moved on
            return
        if self._changes.take(line.person):
            line.say(voice_refused("voice_too_fast"), first=True)
            return
        earlier = () if before is None else before.earlier
        if before is not None and before.fingerprint != said.fingerprint:
            earlier = (*earlier, before.fingerprint)[-MOST_EARLIER:]
        self._seats[line.person] = _Seat(line, said.fingerprint, earlier)  # the engine answers on it
        peer = VoicePeer(fingerprint=said.fingerprint, microphone=said.microphone, camera=said.camera, large=said.large)
        refused = self._engine.join(self._room.id, line.person, peer)
        if refused is not None:
            if before is None:
                del self._seats[line.person]
            else:
                self._seats[line.person] = before
            line.say(voice_refused(refused), first=True)
            return
        if before is not None and before.fingerprint != said.fingerprint:
            self._reports.forget(line.person)  # another browser: what the one before played says nothing of it
            if before.line is not line:
                before.line.say(_encoded(VoiceElsewhere()), first=True)
        self._tell_who_hears()

    def _leave(self, line: Connection) -> None:
        seat = self._seats.get(line.person)
        # a line that came in place of a broken one may leave for it; a tab whose voice has moved on may not
        if seat is None or (seat.line is not line and not seat.line.over):
            return
        self._engine.leave(self._room.id, line.person)
        self._forget(line.person)
        self._tell_who_hears()

    def _pass_on(self, said: ToPeer, line: Connection) -> None:
        refused: VoiceCode | None = None
        if not self._is_on(line):
            refused = "voice_closed"
        else:
            given = ForPeer(said.to, said.fingerprint, said.description, said.candidates)
            too_much = self._too_much(said, line.person)
            refused = "voice_too_fast" if too_much else self._engine.signal(self._room.id, line.person, given)
        if refused is not None:
            line.say(voice_refused(refused), first=True)

    def _too_much(self, said: ToPeer, sender: PersonId) -> bool:
        """Whether it would be more than the other browser, or its line, should have to bear."""
        other = self._seats.get(said.to)
        if other is None:  # nobody bears it, and whoever is made up must not be counted: counting is remembering
            return False
        both = f"{sender} {said.to}"
        if self._letters.take(both) or (said.description is not None and self._described.take(both)):
            return True
        size = len(said.description.sdp) if said.description is not None else 0
        size += sum(len(each.candidate) for each in said.candidates)
        return other.line.unsent + size > MOST_RELAYED

    def _is_on(self, line: Connection) -> bool:
        seat = self._seats.get(line.person)
        return seat is not None and seat.line is line

    def _forget(self, person: PersonId) -> None:
        self._seats.pop(person, None)
        self._reports.forget(person)

    def _say(self, person: PersonId, said: Said) -> None:
        seat = self._seats.get(person)
        if seat is None:
            return
        text = _encoded(_on_the_wire(said))
        if isinstance(said, PeerSaid):
            seat.line.say(text, first=True)
        else:  # the newest alone counts, and nothing that others say may stand before it
            seat.line.put(type(said).__name__, text)

    def _tell_who_hears(self) -> None:
        presence = self._room.state.presence
        listening = [person for person in self._seats if presence.get(person) is not Presence.AWAY]
        heard = self._allowed.heard if self._allowed is not None else frozenset[PersonId]()
        for person, people in self._reports.heard_by(self._seats, listening, heard).items():
            seat = self._seats[person]
            if people != seat.told:
                seat.told = people
                seat.line.say(_encoded(HeardBy(people=tuple(sorted(people)))), first=True)


def voice_refused(code: VoiceCode) -> bytes:
    """`voice_refused`, as it goes over the wire."""
    return _encoded(VoiceRefused(code=code, sentence=sentence(f"voice_refused.{code}", {"most": MOST})))


def _on_the_wire(said: Said) -> WireMessage:
    match said:
        case FloorSaid():
            return VoiceMessage(
                epoch=said.epoch,
                table=tuple(sorted(said.allowed.table)),
                heard=tuple(sorted(said.allowed.heard)),
                seen=tuple(sorted(said.allowed.seen)),
                peers=dict(said.peers),
            )
        case WaysSaid():
            return VoiceIce(servers=said.servers, until=said.until)
        case PeerSaid():
            return FromPeer.model_validate(
                {
                    "from": said.sender,
                    "fingerprint": said.fingerprint,
                    "description": said.description,
                    "candidates": said.candidates,
                }
            )


def _encoded(message: WireMessage) -> bytes:
    return message.model_dump_json(by_alias=True).encode()
