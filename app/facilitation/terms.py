"""The field's words, as code uses them everywhere: one word for one thing."""

from enum import StrEnum
from typing import Final

PersonId = str
SessionId = str
CommandId = str
Millis = int
"""A moment (milliseconds since 1970 in UTC, on the room's own clock) or a length of time in milliseconds."""

SECOND: Final[Millis] = 1_000
MINUTE: Final[Millis] = 60 * SECOND
HOUR: Final[Millis] = 60 * MINUTE

LINE_GRACE: Final[Millis] = 10 * SECOND
"""How long a line may be gone before its person counts as away."""

CLOCK: Final[PersonId] = "clock"
"""Time is one more person at the door: it asks, the rules answer."""
LINE: Final[PersonId] = "line"
"""Whoever notices that a person's line came or went."""
OFFICE: Final[PersonId] = "office"
"""Whoever plans and opens sessions: the programme's office, or the administrator."""


class PersonKind(StrEnum):
    """What somebody is in the set, for the whole session."""

    MEMBER = "member"
    FACILITATOR = "facilitator"
    ACCESS = "access"  # an interpreter or a speech-to-text reporter, there for one member
    GUEST = "guest"  # somebody the set has agreed to hear, for a while


class Presence(StrEnum):
    """Where somebody is now; the words for people are in the catalogue ('Not with us', 'Back soon')."""

    EXPECTED = "expected"
    APOLOGIES = "apologies"  # can't come this time, and has said so
    WAITING = "waiting"  # a guest whom nobody has let in yet: hears and sees nobody
    HERE = "here"
    AWAY = "away"  # the line has dropped
    OUT = "out"  # stepped out, back soon
    LEFT = "left"
    REMOVED = "removed"


class Status(StrEnum):
    """What has become of a session."""

    PLANNED = "planned"
    OPEN = "open"
    CLOSED = "closed"
    CANCELLED = "cancelled"


class StageKind(StrEnum):
    """The stages of a session, in the customer's order."""

    LOBBY = "lobby"
    OPENING = "opening"
    CHECK_IN = "check_in"
    ASKING = "asking"
    ROUND = "round"
    REST = "rest"
    REVIEW = "review"
    CLOSE = "close"


class Floor(StrEnum):
    """Who may be heard while a step is open."""

    NOBODY = "nobody"
    TURNS = "turns"
    HOLDER = "holder"
    ASKER_AND_HOLDER = "asker_and_holder"
    OTHERS = "others"
    GUEST = "guest"
    EVERYBODY = "everybody"


class AtTime(StrEnum):
    """What happens when a step's time is up. Software never cuts a person off, unless the format says move on."""

    SAY = "say"
    MOVE_ON = "move_on"


class Writes(StrEnum):
    """What may be written while a step is open, besides lines by whoever has the floor."""

    REPORTS = "reports"  # what came of last time's actions
    BIDS = "bids"
    QUESTIONS = "questions"
    OFFERS = "offers"
    ACTIONS = "actions"
    RATINGS = "ratings"
    CONTRACT = "contract"  # the set makes its contract, or makes it anew


class QuestionKind(StrEnum):
    """The kinds of question."""

    CLARIFYING = "clarifying"
    EXPLORING = "exploring"
    CHALLENGING = "challenging"
    REFLECTING = "reflecting"


class ActionStatus(StrEnum):
    """What came of an action. No shaming: each is a full answer."""

    DONE = "done"
    PARTLY = "partly"
    CHANGED = "changed"
    NOT_YET = "not_yet"


class BidKind(StrEnum):
    """What somebody asks for when the set asks for time; each is a full answer."""

    ASKS = "asks"
    IF_ROOM = "if_room"
    NOTHING = "nothing"


class Sharing(StrEnum):
    """How the time for rounds is shared out in a proposal."""

    EQUAL = "equal"
    AS_ASKED = "as_asked"
    LEAST_AIRSPACE = "least_airspace"  # whoever has had least of it so far comes first
    SHORT_TURNS = "short_turns"  # nobody asks: a short round for each who is here
    OWN = "own"  # as the chair put it together


class ReviewChoice(StrEnum):
    """What a set may choose when time runs out in its review."""

    END = "end"
    EXTEND = "extend"
    RESCHEDULE = "reschedule"


class Cameras(StrEnum):
    """What the set has agreed about pictures."""

    OFF = "off"
    SMALL = "small"
    ON = "on"


class Where(StrEnum):
    """Where the set's voices are."""

    HERE = "here"  # by voice in this room
    CALL = "call"  # in the set's own call, with this room beside it
    TEXT = "text"  # nobody speaks: what is said is written


class Facilitation(StrEnum):
    """Who drove a session."""

    FACILITATED = "facilitated"
    MEMBER_IN_CHAIR = "member_in_chair"  # a facilitator was expected, and a member drove for some of it
    SELF_RUN = "self_run"


class Stop(StrEnum):
    """Why the clock stands still. It runs when no reason is left."""

    CHAIR = "chair"
    PAUSE = "pause"
    WORD = "word"  # a word from the facilitator
    HEARING = "hearing"  # two people cannot hear
    HOLDER_AWAY = "holder_away"


class PauseAnswer(StrEnum):
    """What the holder may answer when the session is paused together."""

    CARRY_ON = "carry_on"
    SHORT_BREAK = "short_break"
    STOP_HERE = "stop_here"
    LET_SET_IN = "let_set_in"


class Ending(StrEnum):
    """How a session ended."""

    AS_PLANNED = "as_planned"
    ENDED_NOW = "ended_now"
    REVIEW_LATER = "review_later"  # time ran out; each looks back on a page of their own
    LEFT_OPEN = "left_open"  # nobody closed it; the clock did, long after everybody had gone


class Attendance(StrEnum):
    """The only figure ever given by site."""

    PRESENT = "present"
    PART = "part"
    APOLOGIES = "apologies"
    NOT_WITH_US = "not_with_us"
