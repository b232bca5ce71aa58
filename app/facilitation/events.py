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
    Facilitation,
    Millis,
    PauseAnswer,
    PersonId,
    QuestionKind,
    Sharing,
    Stop,
    Where,
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
    where: Where = Where.HERE
    call_link: Annotated[str, Seal.SET] = ""


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
    facilitation: Facilitation = Facilitation.FACILITATED
    review_until: Millis | None = None
    """Until when each may look back on a page of their own; None: the review was held in the session."""
    learning_only: bool = False
    """The ratings were shown in the session and stay as they are: what each learned alone may still be written."""
    left_at: Millis | None = None
    """The last moment that anybody was with us, where nobody closed the session."""


# --- comings and goings (facts: attendance) --------------------------------------------------------------------------


class PersonAdded(Sealable):
    """A guest or an access seat has a place in the session, given after its people were fixed."""

    type: Literal["person_added"] = "person_added"
    newcomer: Annotated[Person, Seal.SET]


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


class ApologiesNoted(Sealable):
    """Somebody can't come this time (or can after all)."""

    type: Literal["apologies_noted"] = "apologies_noted"
    person: Who
    on: Annotated[bool, Seal.SET]


class OverheardNoted(Sealable):
    """Somebody may be overheard (or no longer)."""

    type: Literal["overheard_noted"] = "overheard_noted"
    person: Who
    on: Annotated[bool, Seal.SET]


class SeatedWithoutScreen(Sealable):
    """Somebody is with us without a line of their own: by phone, or at another's device."""

    type: Literal["seated_without_screen"] = "seated_without_screen"
    person: PersonId
    beside: Annotated[PersonId | None, Seal.SET] = None
    """At whose device; None: by phone, or in the set's call."""


class GuestWaiting(Sealable):
    """A guest waits to be let in."""

    type: Literal["guest_waiting"] = "guest_waiting"
    person: Who


class GuestAdmitted(Sealable):
    """A guest has been let in."""

    type: Literal["guest_admitted"] = "guest_admitted"
    person: Who


class GuestObjected(Sealable):
    """Somebody is not content that a guest joins (or is after all)."""

    type: Literal["guest_objected"] = "guest_objected"
    guest: Who
    person: Who
    object: Annotated[bool, Seal.SET]


class WhereChosen(Sealable):
    """Where the set meets today: by voice in this room, beside its own call, or by text."""

    type: Literal["where_chosen"] = "where_chosen"
    where: Where
    call_link: Annotated[str, Seal.SET] = ""


class ContractProposed(Sealable):
    """A contract is put to the set."""

    type: Literal["contract_proposed"] = "contract_proposed"
    proposal: CommandId
    contract: Annotated[Contract, Seal.SET]


class ContractAnswered(Sealable):
    """Somebody's answer to it."""

    type: Literal["contract_answered"] = "contract_answered"
    proposal: CommandId
    person: Who
    content: Annotated[bool, Seal.SET]


class ContractAgreed(Sealable):
    """The set has agreed; it holds from now on."""

    type: Literal["contract_agreed"] = "contract_agreed"
    proposal: CommandId
    version: int
    contract: Annotated[Contract, Seal.SET]


class ContractDropped(Sealable):
    """The contract stays as it is."""

    type: Literal["contract_dropped"] = "contract_dropped"
    proposal: CommandId


# --- steps, time, chair ----------------------------------------------------------------------------------------------


class StepOpened(Sealable):
    """A step is open; the one before is over."""

    type: Literal["step_opened"] = "step_opened"
    step: str
    name: str
    planned: Millis
    due_at: Millis


class StepClosed(Sealable):
    """A step is over: how long it took, against what was agreed."""

    type: Literal["step_closed"] = "step_closed"
    step: str
    planned: Millis
    took: Millis
    """How long its clock ran. Leads are given the time from its opening to its close instead (`report.py`)."""


class ReviewExtended(Sealable):
    """The set goes on looking back: the planned end moves."""

    type: Literal["review_extended"] = "review_extended"
    step: str
    added: Millis
    """To the time of the step; to that of a turn in it too, in a log that names no `ends_at`."""
    ends_at: Millis | None = None
    """The planned end from now on; None: moved by what was added."""


class ReviewSettled(Sealable):
    """The time for looking back on pages of one's own is over."""

    type: Literal["review_settled"] = "review_settled"


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
    urgency: Annotated[int | None, Seal.AUTHOR] = None
    importance: Annotated[int | None, Seal.AUTHOR] = None
    shown: Annotated[bool, Seal.SET] = True


class BidShown(Sealable):
    """Somebody shows their bid to the set, or keeps it to themselves again."""

    type: Literal["bid_shown"] = "bid_shown"
    bid: CommandId
    show: Annotated[bool, Seal.SET]


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


class RoundsReplanned(Sealable):
    """The rounds still to come have another order, or other minutes."""

    type: Literal["rounds_replanned"] = "rounds_replanned"
    steps: tuple[Step, ...]
    holders: Annotated[dict[str, PersonId], Seal.SET]


# --- questions -------------------------------------------------------------------------------------------------------


class HandRaised(Sealable):
    """A hand is up."""

    type: Literal["hand_raised"] = "hand_raised"
    hand: CommandId
    person: Who
    to: Annotated[PersonId | None, Seal.SET] = None
    """Whom they would ask; None: the holder."""


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


class FollowUpBegan(Sealable):
    """The asker has one follow-up."""

    type: Literal["follow_up_began"] = "follow_up_began"
    hand: CommandId


class ThinkingBegan(Sealable):
    """The holder thinks; the queue is held."""

    type: Literal["thinking_began"] = "thinking_began"


class ThinkingEnded(Sealable):
    """The holder has thought."""

    type: Literal["thinking_ended"] = "thinking_ended"


class GoRoundBegan(Sealable):
    """Each of these may ask, one after the other."""

    type: Literal["go_round_began"] = "go_round_began"
    people: Annotated[tuple[PersonId, ...], Seal.SET]


class GoRoundEnded(Sealable):
    """Back to hands."""

    type: Literal["go_round_ended"] = "go_round_ended"


class PersonInvited(Sealable):
    """The chair invites somebody to ask."""

    type: Literal["person_invited"] = "person_invited"
    invite: CommandId
    person: Who


class InviteAnswered(Sealable):
    """They have a question, or not just now."""

    type: Literal["invite_answered"] = "invite_answered"
    invite: CommandId
    yes: Annotated[bool, Seal.SET]


class FloorOpened(Sealable):
    """The floor of the open step is open: everybody is heard."""

    type: Literal["floor_opened"] = "floor_opened"
    step: str


class FloorClosed(Sealable):
    """Back to one question at a time."""

    type: Literal["floor_closed"] = "floor_closed"
    step: str


class NoterChosen(Sealable):
    """Somebody notes spoken questions for the holder; None: nobody any more."""

    type: Literal["noter_chosen"] = "noter_chosen"
    person: Annotated[PersonId | None, Seal.SET]


class QuestionNoted(Sealable):
    """A spoken question, noted for the holder. Neither who asked nor who noted it stands with it."""

    type: Literal["question_noted"] = "question_noted"
    author_field: ClassVar[str | None] = "holder"
    question: CommandId
    holder: Who
    words: Words = ""


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


# --- entered for somebody --------------------------------------------------------------------------------------------


class EnteredFor(Sealable):
    """The chair entered something for somebody, at their spoken word."""

    type: Literal["entered_for"] = "entered_for"
    entry: CommandId
    person: Who
    by: Who
    kind: Annotated[str, Seal.SET]
    """The command that was entered."""
    about: Annotated[str, Seal.SET] = ""
    """What it was about, where it named something."""


class EntryConfirmed(Sealable):
    """That is what they said."""

    type: Literal["entry_confirmed"] = "entry_confirmed"
    entry: CommandId


class EntryStruck(Sealable):
    """That is not what they said."""

    type: Literal["entry_struck"] = "entry_struck"
    entry: CommandId


Event = (
    SessionPlanned
    | SessionCancelled
    | LobbyOpened
    | ActionCarried
    | BidCarried
    | SessionClosed
    | PersonAdded
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
    | ApologiesNoted
    | OverheardNoted
    | SeatedWithoutScreen
    | GuestWaiting
    | GuestAdmitted
    | GuestObjected
    | WhereChosen
    | ContractProposed
    | ContractAnswered
    | ContractAgreed
    | ContractDropped
    | StepOpened
    | StepClosed
    | ReviewExtended
    | ReviewSettled
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
    | BidShown
    | BidWithdrawn
    | AgendaProposed
    | ContentSaid
    | AgendaAgreed
    | RoundsReplanned
    | HandRaised
    | HandLowered
    | HandTaken
    | AskingEnded
    | FollowUpBegan
    | ThinkingBegan
    | ThinkingEnded
    | GoRoundBegan
    | GoRoundEnded
    | PersonInvited
    | InviteAnswered
    | FloorOpened
    | FloorClosed
    | NoterChosen
    | QuestionNoted
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
    | EnteredFor
    | EntryConfirmed
    | EntryStruck
)
AnyEvent = Annotated[Event, Field(discriminator="type")]
