"""What has happened in a session. Every kind ever stored can be read for ever; add fields with a default, never rename.

Fields are facts unless marked: `Who` and other SET fields are personal, AUTHOR fields are somebody's words.
"""

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from app.facilitation.message import Seal, Sealable, Who
from app.facilitation.plan import Contract, Person, ReviewItem, Share, Step
from app.facilitation.terms import (
    ActionStatus,
    Attendance,
    BidKind,
    CommandId,
    Ending,
    Millis,
    PauseAnswer,
    PersonId,
    QuestionKind,
    Sharing,
    Stop,
)

Words = Annotated[str, Seal.AUTHOR]

# --- the session -----------------------------------------------------------------------------------------------------


class SessionPlanned(Sealable):
    """A session stands in the calendar."""

    type: Literal["session_planned"] = "session_planned"
    number: int
    starts_at: Millis
    minutes: int
    people: Annotated[tuple[Person, ...], Seal.SET]


class SessionCancelled(Sealable):
    """A planned session was called off."""

    type: Literal["session_cancelled"] = "session_cancelled"


class LobbyOpened(Sealable):
    """The doors are open; what the session is held with is fixed."""

    type: Literal["lobby_opened"] = "lobby_opened"
    format: str
    round_format: str
    steps: tuple[Step, ...]
    """Everything but the rounds, which stand where the agenda puts them."""
    round_steps: tuple[Step, ...]
    """One round as a pattern; its lengths are set when the agenda is agreed."""
    spare: Millis
    rest: Step | None
    items: tuple[ReviewItem, ...]
    people: Annotated[tuple[Person, ...], Seal.SET]
    contract: Annotated[Contract, Seal.SET]
    airspace_so_far: Annotated[dict[PersonId, Millis], Seal.SET] = {}
    """How long each member has held the airspace in earlier sessions; for the desk's eyes."""
    members: int
    finish_at: Millis
    """When the session is to end, as planned."""


class ActionCarried(Sealable):
    """An action from an earlier session comes up at check-in."""

    type: Literal["action_carried"] = "action_carried"
    author_field: ClassVar[str | None] = "person"
    action: CommandId
    person: Who
    what: Words = ""
    by_when: Words = ""


class BidCarried(Sealable):
    """A bid that did not get time at an earlier session."""

    type: Literal["bid_carried"] = "bid_carried"
    author_field: ClassVar[str | None] = "person"
    person: Who
    headline: Words = ""
    minutes: Annotated[int | None, Seal.AUTHOR] = None


class SessionClosed(Sealable):
    """The session is over. Totals that leads may have are in the facts; lines are gone."""

    type: Literal["session_closed"] = "session_closed"
    ending: Ending
    attendance: dict[PersonId, Attendance]
    rounds: int
    bids: int | None
    """None where fewer than four people stand behind it."""
    carried: int | None
    action_owners: int
    action_totals: dict[ActionStatus, int] | None
    """What came of last time's actions; None where fewer than four owners stand behind it."""


# --- comings and goings (facts: attendance) --------------------------------------------------------------------------


class PersonArrived(Sealable):
    """Somebody is here for the first time today."""

    type: Literal["person_arrived"] = "person_arrived"
    person: PersonId


class PersonAway(Sealable):
    """Somebody's last line has dropped."""

    type: Literal["person_away"] = "person_away"
    person: PersonId


class PersonBack(Sealable):
    """Somebody's line is back."""

    type: Literal["person_back"] = "person_back"
    person: PersonId


class PersonSteppedOut(Sealable):
    """Back soon."""

    type: Literal["person_stepped_out"] = "person_stepped_out"
    person: Who


class PersonReturned(Sealable):
    """Back from stepping out."""

    type: Literal["person_returned"] = "person_returned"
    person: Who


class PersonLeft(Sealable):
    """Somebody left for today."""

    type: Literal["person_left"] = "person_left"
    person: PersonId


class PersonRemoved(Sealable):
    """Somebody was taken out of the session."""

    type: Literal["person_removed"] = "person_removed"
    person: Who


class PersonReady(Sealable):
    """Ready, in the lobby."""

    type: Literal["person_ready"] = "person_ready"
    person: Who


class ContractReaffirmed(Sealable):
    """Still content with the contract."""

    type: Literal["contract_reaffirmed"] = "contract_reaffirmed"
    version: int
    person: Who


class ContractRaised(Sealable):
    """Somebody would like to talk about the contract."""

    type: Literal["contract_raised"] = "contract_raised"
    version: int
    person: Who


class DepartureNoted(Sealable):
    """Somebody needs to leave early (or not after all)."""

    type: Literal["departure_noted"] = "departure_noted"
    person: Who
    at: Annotated[Millis | None, Seal.SET]


# --- steps, time, chair ----------------------------------------------------------------------------------------------


class StepOpened(Sealable):
    """A step is open; the one before is over."""

    type: Literal["step_opened"] = "step_opened"
    step: str
    name: str
    planned: Millis
    due_at: Millis


class StepClosed(Sealable):
    """A step is over: how long its clock ran, against what was agreed."""

    type: Literal["step_closed"] = "step_closed"
    step: str
    planned: Millis
    took: Millis


class ClockStopped(Sealable):
    """The clock stands still."""

    type: Literal["clock_stopped"] = "clock_stopped"
    why: Annotated[Stop, Seal.SET]


class ClockStarted(Sealable):
    """One reason for standing still has gone."""

    type: Literal["clock_started"] = "clock_started"
    why: Annotated[Stop, Seal.SET]


class TimeAdded(Sealable):
    """More (or less) time for the open step."""

    type: Literal["time_added"] = "time_added"
    step: str
    added: Millis
    given_back: bool = False
    """It is what an outage took."""


class OutageNoted(Sealable):
    """The server was away while a clock ran."""

    type: Literal["outage_noted"] = "outage_noted"
    lost: Millis


class WordBegan(Sealable):
    """A word from the facilitator."""

    type: Literal["word_began"] = "word_began"
    word: CommandId
    person: Who


class WordEnded(Sealable):
    """The word is said."""

    type: Literal["word_ended"] = "word_ended"
    word: CommandId


class ChairTaken(Sealable):
    """Somebody drives now (a fact: who drove)."""

    type: Literal["chair_taken"] = "chair_taken"
    person: PersonId


class ChairOffered(Sealable):
    """Somebody says: I'll keep time."""

    type: Literal["chair_offered"] = "chair_offered"
    offer: CommandId
    person: Who
    effective_at: Millis


class ChairOfferRefused(Sealable):
    """Somebody said: not just now."""

    type: Literal["chair_offer_refused"] = "chair_offer_refused"
    offer: CommandId


class ChairVacant(Sealable):
    """Nobody keeps time: any member may offer to."""

    type: Literal["chair_vacant"] = "chair_vacant"


class OpenedToAll(Sealable):
    """Nobody keeps time: every step but airspace is open to all until somebody does."""

    type: Literal["opened_to_all"] = "opened_to_all"


class PausedTogether(Sealable):
    """Everything stands still, for everyone. Leaves no mark in anybody's log."""

    type: Literal["paused_together"] = "paused_together"
    pause: CommandId


class PauseAnswered(Sealable):
    """The pause was answered."""

    type: Literal["pause_answered"] = "pause_answered"
    pause: CommandId
    answer: Annotated[PauseAnswer, Seal.SET]


# --- turns -----------------------------------------------------------------------------------------------------------


class TurnBegan(Sealable):
    """Somebody's turn."""

    type: Literal["turn_began"] = "turn_began"
    turn: int
    person: Who
    due_at: Millis


class TurnEnded(Sealable):
    """A turn is over."""

    type: Literal["turn_ended"] = "turn_ended"
    turn: int
    person: Who


class TurnPassed(Sealable):
    """Later."""

    type: Literal["turn_passed"] = "turn_passed"
    turn: int
    person: Who
    waits: bool = False
    """They went out in the middle of it: that is not saying "later", not even for a second time."""


class ActionReported(Sealable):
    """What came of an action."""

    type: Literal["action_reported"] = "action_reported"
    author_field: ClassVar[str | None] = "person"
    action: CommandId
    person: Who
    status: Annotated[ActionStatus | None, Seal.AUTHOR] = None
    learned: Words = ""


# --- asking for time -------------------------------------------------------------------------------------------------


class BidPlaced(Sealable):
    """Somebody asks for time, or says that they don't."""

    type: Literal["bid_placed"] = "bid_placed"
    author_field: ClassVar[str | None] = "person"
    bid: CommandId
    person: Who
    kind: Annotated[BidKind, Seal.SET]
    headline: Words = ""
    minutes: Annotated[int | None, Seal.AUTHOR] = None


class BidWithdrawn(Sealable):
    """A bid was taken back."""

    type: Literal["bid_withdrawn"] = "bid_withdrawn"
    bid: CommandId


class AgendaProposed(Sealable):
    """A way to share out the time was put to the set."""

    type: Literal["agenda_proposed"] = "agenda_proposed"
    agenda: CommandId
    sharing: Sharing
    rounds: Annotated[tuple[Share, ...], Seal.SET]


class ContentSaid(Sealable):
    """Somebody is content with the agenda, or is not."""

    type: Literal["content_said"] = "content_said"
    agenda: CommandId
    person: Who
    content: Annotated[bool, Seal.SET]


class AgendaAgreed(Sealable):
    """The agenda stands: the plan of the whole session as resolved."""

    type: Literal["agenda_agreed"] = "agenda_agreed"
    agenda: CommandId
    steps: tuple[Step, ...]
    holders: Annotated[dict[str, PersonId], Seal.SET]
    """Whose each round is, by stage (`r1`)."""


# --- questions -------------------------------------------------------------------------------------------------------


class HandRaised(Sealable):
    """A hand is up."""

    type: Literal["hand_raised"] = "hand_raised"
    hand: CommandId
    person: Who


class HandLowered(Sealable):
    """A hand is down."""

    type: Literal["hand_lowered"] = "hand_lowered"
    hand: CommandId


class HandTaken(Sealable):
    """This hand has the floor, beside the holder."""

    type: Literal["hand_taken"] = "hand_taken"
    hand: CommandId
    person: Who


class AskingEnded(Sealable):
    """The asker's turn is over."""

    type: Literal["asking_ended"] = "asking_ended"
    hand: CommandId


class QuestionPrepared(Sealable):
    """A question is written down (or reworded), for its author alone."""

    type: Literal["question_prepared"] = "question_prepared"
    author_field: ClassVar[str | None] = "person"
    question: CommandId
    person: Who
    words: Words = ""
    kind: Annotated[QuestionKind, Seal.AUTHOR] = QuestionKind.EXPLORING


class QuestionDropped(Sealable):
    """A prepared question was thrown away."""

    type: Literal["question_dropped"] = "question_dropped"
    question: CommandId


class QuestionAsked(Sealable):
    """A question was put to the holder, who gets it to keep. Who asked is not noted with it."""

    type: Literal["question_asked"] = "question_asked"
    question: CommandId
    hand: CommandId | None
    """The asker's turn in which it was asked; None when it was sent in writing."""


class QuestionKept(Sealable):
    """The holder keeps a question, or no longer."""

    type: Literal["question_kept"] = "question_kept"
    question: CommandId
    keep: Annotated[bool, Seal.AUTHOR] = True


class OffersOpened(Sealable):
    """The holder asked for suggestions."""

    type: Literal["offers_opened"] = "offers_opened"
    step: str


class OfferMade(Sealable):
    """A suggestion in writing."""

    type: Literal["offer_made"] = "offer_made"
    author_field: ClassVar[str | None] = "person"
    offer: CommandId
    person: Who
    words: Words = ""


class HeadlineReworded(Sealable):
    """The issue, in other words."""

    type: Literal["headline_reworded"] = "headline_reworded"
    author_field: ClassVar[str | None] = "person"
    person: Who
    headline: Words = ""


class TimeHidden(Sealable):
    """The holder sees the time no longer (or again)."""

    type: Literal["time_hidden"] = "time_hidden"
    person: Who
    hidden: Annotated[bool, Seal.SET]


# --- actions, lines, review ------------------------------------------------------------------------------------------


class ActionTaken(Sealable):
    """What somebody will do (or reworded)."""

    type: Literal["action_taken"] = "action_taken"
    author_field: ClassVar[str | None] = "person"
    action: CommandId
    person: Who
    what: Words = ""
    by_when: Words = ""


class ActionDropped(Sealable):
    """Not this action after all."""

    type: Literal["action_dropped"] = "action_dropped"
    action: CommandId


class LineSaid(Sealable):
    """Something said in writing, with the floor."""

    type: Literal["line_said"] = "line_said"
    line: CommandId
    person: Who
    words: Annotated[str, Seal.LINES] = ""


class ReviewRated(Sealable):
    """How somebody saw the set's work."""

    type: Literal["review_rated"] = "review_rated"
    author_field: ClassVar[str | None] = "person"
    person: Who
    ratings: Annotated[dict[str, int], Seal.AUTHOR] = {}


class LearningWritten(Sealable):
    """What somebody learned."""

    type: Literal["learning_written"] = "learning_written"
    author_field: ClassVar[str | None] = "person"
    person: Who
    words: Words = ""


class LearningShared(Sealable):
    """Shared with the set, or not."""

    type: Literal["learning_shared"] = "learning_shared"
    person: Who
    share: Annotated[bool, Seal.SET]


class WritingFinished(Sealable):
    """Somebody has finished writing."""

    type: Literal["writing_finished"] = "writing_finished"
    person: Who
    done: Annotated[bool, Seal.SET]


class ReviewTotalled(Sealable):
    """What leads may have of the review: means rounded to a half, where at least four rated."""

    type: Literal["review_totalled"] = "review_totalled"
    means: dict[str, float]
    numbers: dict[str, int]
    eligible: int


Event = (
    SessionPlanned
    | SessionCancelled
    | LobbyOpened
    | ActionCarried
    | BidCarried
    | SessionClosed
    | PersonArrived
    | PersonAway
    | PersonBack
    | PersonSteppedOut
    | PersonReturned
    | PersonLeft
    | PersonRemoved
    | PersonReady
    | ContractReaffirmed
    | ContractRaised
    | DepartureNoted
    | StepOpened
    | StepClosed
    | ClockStopped
    | ClockStarted
    | TimeAdded
    | OutageNoted
    | WordBegan
    | WordEnded
    | ChairTaken
    | ChairOffered
    | ChairOfferRefused
    | ChairVacant
    | OpenedToAll
    | PausedTogether
    | PauseAnswered
    | TurnBegan
    | TurnEnded
    | TurnPassed
    | ActionReported
    | BidPlaced
    | BidWithdrawn
    | AgendaProposed
    | ContentSaid
    | AgendaAgreed
    | HandRaised
    | HandLowered
    | HandTaken
    | AskingEnded
    | QuestionPrepared
    | QuestionDropped
    | QuestionAsked
    | QuestionKept
    | OffersOpened
    | OfferMade
    | HeadlineReworded
    | TimeHidden
    | ActionTaken
    | ActionDropped
    | LineSaid
    | ReviewRated
    | LearningWritten
    | LearningShared
    | WritingFinished
    | ReviewTotalled
)
AnyEvent = Annotated[Event, Field(discriminator="type")]
