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

PROTOCOL: Final = 1
"""Raised when an old page could no longer follow; it then reloads once, keeping drafts."""

SIGNED_OUT: Final = 4001
OTHER_PROTOCOL: Final = 4002
REMOVED: Final = 4003
SESSION_CLOSED: Final = 4004
TOO_MANY_LINES: Final = 4005
LEFT: Final = 4006
TRY_AGAIN: Final = 1013
CLOSE_CODES: Final[dict[int, str]] = {
    SIGNED_OUT: "signed out: the link was revoked or renewed; open the link again",
    OTHER_PROTOCOL: "another protocol: reload the page once",
    REMOVED: "removed from the session",
    SESSION_CLOSED: "the session is over; the last view has been sent",
    TOO_MANY_LINES: "this person has too many tabs open; the oldest still work",
    LEFT: "this person has left for today; a new line brings them back",
    1012: "the server restarts: come back at once, with a little jitter",
    TRY_AGAIN: "the session cannot be read just now: come back in a few seconds",
}

LARGEST_FRAME: Final = 65_536
"""Bytes. A larger one ends the line it came on (1009)."""

GivenId = Annotated[CommandId, Field(pattern=r"^[A-Za-z0-9_-]{8,64}$")]
"""Made by whoever gives the command, new for each; a resend carries the same one."""


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


SignalKind = Literal["cannot_hear", "word_to_chair", "word_to_member"]


class SendSignal(WireMessage):
    """Something that is passed on and never kept. Answered by `done` or `refused`."""

    type: Literal["signal"] = "signal"
    id: GivenId
    kind: SignalKind
    to: PersonId | None = None
    """With `word_to_member`: whom it is for."""
    words: str = ""


FromBrowser = Hello | Give | BeatAnswer | SendSignal


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
    """Somebody's signal."""

    type: Literal["signal"] = "signal"
    id: CommandId
    kind: SignalKind
    sender: Annotated[PersonId, Field(alias="from")]
    words: str


class Problem(WireMessage):
    """Something on this line could not be read; nobody else noticed."""

    type: Literal["problem"] = "problem"
    code: str
    sentence: str


FromServer = Welcome | ShowView | DoneMessage | RefusedMessage | Beat | TimeMessage | Signal | Problem

SECTIONS: Final = tuple(field.name for field in fields(View))
OWN_SECTIONS: Final = ("mine", "desk")
SHARED_SECTIONS: Final = tuple(name for name in SECTIONS if name not in OWN_SECTIONS)

from_browser: TypeAdapter[FromBrowser] = TypeAdapter(Annotated[FromBrowser, Field(discriminator="type")])
from_server: TypeAdapter[FromServer] = TypeAdapter(Annotated[FromServer, Field(discriminator="type")])
