"""Everything that a socket may carry, either way: two closed families of messages and the protocol's number.

A browser says hello, gives commands, answers beats and sends signals; a server welcomes, shows, answers and beats.
Nothing here names who is speaking or when: the line knows the one, the room the other.
"""

from dataclasses import fields
from typing import Annotated, Any, Final, Literal

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter

from app.facilitation.commands import GivenByPeople
from app.facilitation.sections import View
from app.facilitation.terms import CommandId, Millis, PersonId, SessionId
from app.media.engine import VoiceCode
from app.media.peers import Fingerprint, IceServer, PeerCandidate, PeerDescription, VoicePeer

PROTOCOL: Final = 1
"""Raised when an old page could no longer follow; it then reloads once, keeping drafts."""

SIGNED_OUT: Final = 4001
OTHER_PROTOCOL: Final = 4002
REMOVED: Final = 4003
SESSION_CLOSED: Final = 4004
TOO_MANY_LINES: Final = 4005
LEFT: Final = 4006
NO_PLACE: Final = 4007
RESTART: Final = 1012
TRY_AGAIN: Final = 1013
CLOSE_CODES: Final[dict[int, str]] = {
    SIGNED_OUT: "signed out: the link was revoked or renewed; open the link again",
    OTHER_PROTOCOL: "another protocol: reload the page once",
    REMOVED: "removed from the session",
    SESSION_CLOSED: "the session is over; the last view has been sent",
    TOO_MANY_LINES: "this person has too many tabs open; the oldest still work",
    NO_PLACE: "this person's place begins with the next session, as the `problem` before it says",
    LEFT: "this person has left for today; a new line brings them back",
    RESTART: "the server restarts: come back at once, with a little jitter",
    TRY_AGAIN: "the session cannot be read just now: come back in a few seconds",
}

LARGEST_FRAME: Final = 65_536
"""Bytes. A larger one ends the line it came on (1009)."""

GivenId = Annotated[CommandId, Field(pattern=r"^[A-Za-z0-9_-]{8,64}$")]
"""Made by whoever gives the command, new for each; a resend carries the same one."""


SaidPerson = Annotated[PersonId, Field(max_length=64)]
"""Somebody as a browser names them: there may be nobody of that name, so it is no longer than a name can be."""


class WireMessage(BaseModel):
    """A frozen message that refuses fields it does not know."""

    model_config = ConfigDict(frozen=True, extra="forbid")


# --- from a browser --------------------------------------------------------------------------------------------------


class Hello(WireMessage):
    """The first message on every line."""

    type: Literal["hello"] = "hello"
    protocol: int


class Give(WireMessage):
    """Give a command to the room, under an id of its own. Answered by `done` or `refused`."""

    type: Literal["give"] = "give"
    id: GivenId
    command: GivenByPeople


class BeatAnswer(WireMessage):
    """The answer to a beat: the newest version received, and when (on the browser's clock) this was sent."""

    type: Literal["beat"] = "beat"
    version: Annotated[int, Field(ge=0)]
    sent: Annotated[float, Field(allow_inf_nan=False)]


SignalKind = Literal["cannot_hear", "word_to_chair", "word_to_member", "nudge", "nudge_member", "caption"]
GoldenRule = Literal["interruption", "own_story", "advice", "air_time"]
"""Which golden rule a nudge is about."""


class SendSignal(WireMessage):
    """Something that is passed on and never kept. Answered by `done` or `refused`."""

    type: Literal["signal"] = "signal"
    id: GivenId
    kind: SignalKind
    to: SaidPerson | None = None
    """With `word_to_member` and `nudge_member`: whom it is for."""
    words: str = ""
    """With a word (to the chair, to a member) and with `caption`."""
    rule: GoldenRule | None = None
    """With `nudge` and `nudge_member`: which golden rule it is about."""


class _OfVoice(WireMessage):
    """A browser's word about its voice is taken as it is written: no 1 for true."""

    model_config = ConfigDict(strict=True)


class JoinVoice(_OfVoice):
    """Be part of the room's voice, or say that something of mine has changed; saying the same again changes nothing.

    Another fingerprint takes this seat over from the line that joined before.
    """

    type: Literal["join_voice"] = "join_voice"
    fingerprint: Fingerprint
    """Of this browser's certificate. Nothing that shows another one is passed on."""
    microphone: bool
    camera: bool
    large: bool
    """My picture may be drawn larger while I have the airspace."""


class LeaveVoice(_OfVoice):
    """Be part of it no longer; the room goes on in text."""

    type: Literal["leave_voice"] = "leave_voice"


class ToPeer(_OfVoice):
    """Something for one other browser alone. It is passed on when its shape is right, or refused with `voice_shape`."""

    type: Literal["to_peer"] = "to_peer"
    to: SaidPerson
    fingerprint: Fingerprint
    """Of the browser that is meant. What was meant for one that has been replaced since is dropped without a word."""
    description: PeerDescription | None
    candidates: Annotated[tuple[PeerCandidate, ...], Field(max_length=64, fail_fast=True)]
    """At most 32; of a frame that is full of what are none, no more than the first is looked at."""


class Hearing(_OfVoice):
    """Whom this browser truly plays at this moment: said when it changes, and after each joining."""

    type: Literal["hearing"] = "hearing"
    people: Annotated[tuple[SaidPerson, ...], Field(max_length=12)]


OfVoice = JoinVoice | LeaveVoice | ToPeer | Hearing
FromBrowser = Hello | Give | BeatAnswer | SendSignal | OfVoice


# --- from the server -------------------------------------------------------------------------------------------------


class WelcomeSession(WireMessage):
    """Which session this line is in."""

    id: SessionId
    set: str
    """The name of the learning set."""
    number: int
    of: int | None
    """How many sessions the set meets for, where that is known."""
    next_at: Millis | None
    """When the set meets again, where that is known."""
    practice: bool
    """A rehearsal: others in it may be simulated, and nothing of it is kept."""
    speed: float
    """How fast the room's clock runs: 1, but for rehearsals. What is left on it is shorter by so much."""


class Welcome(WireMessage):
    """The answer to hello."""

    type: Literal["welcome"] = "welcome"
    protocol: int
    now: Millis
    me: PersonId
    session: WelcomeSession


class ShowView(WireMessage):
    """What changed, each section whole, to be put in place of the old one. The first has all sections."""

    type: Literal["view"] = "view"
    version: int
    now: Millis
    sections: Annotated[dict[str, Any], Field(description="Some of the sections of a View, by name.")]


class DoneMessage(WireMessage):
    """It was done, and durably stored."""

    type: Literal["done"] = "done"
    id: CommandId


class RefusedMessage(WireMessage):
    """It was not done. The sentence is for people, the code for programs."""

    type: Literal["refused"] = "refused"
    id: CommandId
    code: str
    sentence: str


class Beat(WireMessage):
    """The server is there; a line that has not answered for fifteen seconds is taken to be dead."""

    type: Literal["beat"] = "beat"
    now: Millis


class TimeMessage(WireMessage):
    """The answer to the answer: from it a browser knows how far its own clock is off."""

    type: Literal["time"] = "time"
    sent: float
    now: Millis


class Signal(WireMessage):
    """Somebody's signal. A `caption` takes the place of the one before it, and is kept nowhere."""

    type: Literal["signal"] = "signal"
    id: CommandId
    kind: SignalKind
    sender: Annotated[PersonId, Field(alias="from")]
    words: str
    rule: GoldenRule | None


class Problem(WireMessage):
    """Something on this line could not be read; nobody else noticed."""

    type: Literal["problem"] = "problem"
    code: str
    sentence: str
    next_at: Millis | None = None
    """With `no_place`: when the session that this person comes to begins, if it is planned."""


class VoiceMessage(WireMessage):
    """The floor, and who has joined: sent on joining, and before the view of the same change.

    Until the first one comes nobody is heard; one with an older epoch is ignored; while the line is broken the newest
    one holds. Somebody who stands in `table` and not yet in `peers` may come back to it, and is not cut off meanwhile.
    """

    type: Literal["voice"] = "voice"
    epoch: int
    """It only grows, across a restart of the server too."""
    table: tuple[PersonId, ...]
    """Who may be connected at all."""
    heard: tuple[PersonId, ...]
    """Who may be heard. All others are silent at every ear."""
    seen: tuple[PersonId, ...]
    """Whose picture may be shown."""
    peers: dict[PersonId, VoicePeer]


class VoiceIce(WireMessage):
    """The ways to each other that this server knows of, with credentials for a while."""

    type: Literal["voice_ice"] = "voice_ice"
    servers: tuple[IceServer, ...]
    until: Millis
    """When the credentials end; joining again gives new ones."""


class FromPeer(WireMessage):
    """What another browser said to this one. Who it is from is the server's word, not theirs."""

    type: Literal["from_peer"] = "from_peer"
    sender: Annotated[PersonId, Field(alias="from")]
    fingerprint: Fingerprint
    """The sender's."""
    description: PeerDescription | None
    candidates: tuple[PeerCandidate, ...]


class HeardBy(WireMessage):
    """Whose browsers say that they play mine."""

    type: Literal["heard_by"] = "heard_by"
    people: tuple[PersonId, ...]


class VoiceElsewhere(WireMessage):
    """This seat's voice has moved to another of its tabs or devices."""

    type: Literal["voice_elsewhere"] = "voice_elsewhere"


class VoiceRefused(WireMessage):
    """Something about the voice was not done. The sentence is for people, the code for programs."""

    type: Literal["voice_refused"] = "voice_refused"
    code: VoiceCode
    sentence: str


FromServer = (
    Welcome
    | ShowView
    | DoneMessage
    | RefusedMessage
    | Beat
    | TimeMessage
    | Signal
    | Problem
    | VoiceMessage
    | VoiceIce
    | FromPeer
    | HeardBy
    | VoiceElsewhere
    | VoiceRefused
)

SECTIONS: Final = tuple(field.name for field in fields(View))
OWN_SECTIONS: Final = ("mine", "desk")
SHARED_SECTIONS: Final = tuple(name for name in SECTIONS if name not in OWN_SECTIONS)

from_browser: TypeAdapter[FromBrowser] = TypeAdapter(Annotated[FromBrowser, Field(discriminator="type")])
from_server: TypeAdapter[FromServer] = TypeAdapter(Annotated[FromServer, Field(discriminator="type")])
