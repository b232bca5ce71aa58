"""What may be asked of a session. A command says what; who and when are added at the door.

Every command names its target, so that a doubled press does no harm, and is given under an id of its own; what a
command makes (a bid, a hand, a question) is named by that id.
"""

from typing import Annotated, Literal

from pydantic import Field

from app.facilitation.formats import RoundFormat, SessionFormat
from app.facilitation.message import Message
from app.facilitation.plan import CarriedBid, Contract, OpenAction, Person, Share
from app.facilitation.terms import (
    ActionStatus,
    BidKind,
    CommandId,
    Millis,
    PauseAnswer,
    PersonId,
    QuestionKind,
    ReviewChoice,
    Sharing,
    Where,
)

Count = Annotated[int, Field(ge=0, le=2**31)]
Degree = Literal[1, 2, 3]
Moment = Annotated[Millis, Field(ge=0, le=2**53)]
"""Whole numbers that every part of the house can hold."""

# --- from the office -------------------------------------------------------------------------------------------------


class PlanSession(Message):
    """Put a session in the calendar; its log begins here."""

    type: Literal["plan_session"] = "plan_session"
    number: int = 1
    starts_at: Millis
    minutes: int = 120
    people: tuple[Person, ...]


class CancelSession(Message):
    """Call a planned session off."""

    type: Literal["cancel_session"] = "cancel_session"


class OpenLobby(Message):
    """Open the doors; fixes people, format, contract, open actions and carried bids for this session."""

    type: Literal["open_lobby"] = "open_lobby"
    people: tuple[Person, ...]
    session_format: SessionFormat
    round_format: RoundFormat
    contract: Contract = Contract()
    open_actions: tuple[OpenAction, ...] = ()
    carried_bids: tuple[CarriedBid, ...] = ()
    airspace_so_far: dict[PersonId, Millis] = {}
    where: Where = Where.HERE
    call_link: str = ""
    """Where the set's own call is, with `call`: an address that begins with https, or empty."""


class AddPerson(Message):
    """Give a guest, or an access seat for a member of the session, a place in it though its people were fixed."""

    type: Literal["add_person"] = "add_person"
    person: Person


# --- from the clock and the line -------------------------------------------------------------------------------------


class PassTime(Message):
    """Is it time? The rules look at the deadline again, so asking early, late or twice is harmless."""

    type: Literal["pass_time"] = "pass_time"


class NoteHere(Message):
    """A person's first line has come (or come back)."""

    type: Literal["note_here"] = "note_here"
    person: PersonId


class NoteAway(Message):
    """A person's last line has been gone for ten seconds."""

    type: Literal["note_away"] = "note_away"
    person: PersonId


class StopForHearing(Message):
    """Two people say they cannot hear: the clock stops and the holder is told."""

    type: Literal["stop_for_hearing"] = "stop_for_hearing"


class NoteOutage(Message):
    """The server was away while a clock ran; the desk may give the time back."""

    type: Literal["note_outage"] = "note_outage"
    lost: Annotated[Millis, Field(ge=0)]


# --- comings and goings ----------------------------------------------------------------------------------------------


class SayReady(Message):
    """I'm ready (in the lobby)."""

    type: Literal["say_ready"] = "say_ready"


class Reaffirm(Message):
    """Still content with the contract."""

    type: Literal["reaffirm"] = "reaffirm"
    version: Count


class RaiseContract(Message):
    """I'd like to talk about the contract."""

    type: Literal["raise_contract"] = "raise_contract"
    version: Count


class LeaveEarly(Message):
    """I need to leave early today; None takes it back."""

    type: Literal["leave_early"] = "leave_early"
    at: Moment | None


class SendApologies(Message):
    """I can't come this time (or can after all)."""

    type: Literal["send_apologies"] = "send_apologies"
    on: bool = True


class NoteApologies(Message):
    """Somebody has let the chair know that they can't come this time (or can after all)."""

    type: Literal["note_apologies"] = "note_apologies"
    person: PersonId
    on: bool = True


class StepOut(Message):
    """Back soon."""

    type: Literal["step_out"] = "step_out"


class ComeBack(Message):
    """I'm back."""

    type: Literal["come_back"] = "come_back"


class Leave(Message):
    """Leave the room for today."""

    type: Literal["leave"] = "leave"


class RemovePerson(Message):
    """Take a person out of the session; their lines close."""

    type: Literal["remove_person"] = "remove_person"
    person: PersonId


class SayOverheard(Message):
    """I may be overheard (or no longer)."""

    type: Literal["say_overheard"] = "say_overheard"
    on: bool = True


class NoteOnPhone(Message):
    """Somebody is with us without a screen: dialled in, or in the set's call."""

    type: Literal["note_on_phone"] = "note_on_phone"
    person: PersonId


class SayTwoHere(Message):
    """We are two here: somebody sits at my device."""

    type: Literal["say_two_here"] = "say_two_here"
    person: PersonId


class NoteGone(Message):
    """Somebody who was with us without a screen is no longer."""

    type: Literal["note_gone"] = "note_gone"
    person: PersonId


class ObjectToGuest(Message):
    """Not content that this guest joins us (or content after all)."""

    type: Literal["object_to_guest"] = "object_to_guest"
    guest: PersonId
    object: bool = True


class AdmitGuest(Message):
    """Let a guest in: the set has agreed to them."""

    type: Literal["admit_guest"] = "admit_guest"
    guest: PersonId


class SendGuestOut(Message):
    """A guest waits outside again."""

    type: Literal["send_guest_out"] = "send_guest_out"
    guest: PersonId


# --- where the set meets ---------------------------------------------------------------------------------------------


class ChooseWhere(Message):
    """For today: by voice in this room, beside the set's own call, or by text."""

    type: Literal["choose_where"] = "choose_where"
    where: Where
    call_link: str = ""
    """Where the call is, with `call`: an address that begins with https; empty: the facilitator will tell."""


# --- the contract ----------------------------------------------------------------------------------------------------


class ProposeContract(Message):
    """Put a contract, or a new wording of it, to the set. Its version is the server's to number."""

    type: Literal["propose_contract"] = "propose_contract"
    contract: Contract


class SayOfContract(Message):
    """Content with the contract as proposed, or not."""

    type: Literal["say_of_contract"] = "say_of_contract"
    proposal: CommandId
    content: bool


class AgreeContract(Message):
    """The set has agreed the contract as proposed: it holds from now on."""

    type: Literal["agree_contract"] = "agree_contract"
    proposal: CommandId


class DropContract(Message):
    """The contract stays as it is; the proposal is put away."""

    type: Literal["drop_contract"] = "drop_contract"
    proposal: CommandId


# --- the chair -------------------------------------------------------------------------------------------------------


class OpenStep(Message):
    """Open a step. The holder opens the next step of their own round in the same way."""

    type: Literal["open_step"] = "open_step"
    step: str


class StopClock(Message):
    """Stop the clock of this step."""

    type: Literal["stop_clock"] = "stop_clock"
    step: str


class StartClock(Message):
    """Let the clock run again, whatever stopped it (but not a pause together, nor a word)."""

    type: Literal["start_clock"] = "start_clock"
    step: str


class AddTime(Message):
    """More or fewer minutes for this step."""

    type: Literal["add_time"] = "add_time"
    step: str
    minutes: Literal[-5, -1, 1, 2, 5]


class BeginWord(Message):
    """A word from the facilitator: the clock stops, and only the facilitator is heard."""

    type: Literal["begin_word"] = "begin_word"
    step: str


class EndWord(Message):
    """The facilitator's word is said."""

    type: Literal["end_word"] = "end_word"
    word: CommandId


class TakeChair(Message):
    """The facilitator takes the chair (back)."""

    type: Literal["take_chair"] = "take_chair"


class HandOverChair(Message):
    """Give the chair to somebody who is here."""

    type: Literal["hand_over_chair"] = "hand_over_chair"
    to: PersonId


class OfferToKeepTime(Message):
    """I'll keep time (when the chair's line has dropped)."""

    type: Literal["offer_to_keep_time"] = "offer_to_keep_time"


class ObjectToOffer(Message):
    """Not just now, to somebody's offer to keep time."""

    type: Literal["object_to_offer"] = "object_to_offer"
    offer: CommandId


class ChooseReview(Message):
    """Time has run out in the review: end as planned, ten or fifteen minutes more, or each on a page of their own."""

    type: Literal["choose_review"] = "choose_review"
    ends_at: Millis
    """The planned end that it was chosen by: once that has been moved, the choice is made anew."""
    choice: ReviewChoice
    minutes: Literal[10, 15] = 10
    """How much longer, with `extend`."""


class CloseSession(Message):
    """Close the session as planned."""

    type: Literal["close_session"] = "close_session"


class EndNow(Message):
    """End at once: a fire alarm, a crisis."""

    type: Literal["end_now"] = "end_now"


class GiveBackTime(Message):
    """Give back to this step the time an outage took."""

    type: Literal["give_back_time"] = "give_back_time"
    step: str


# --- pause together --------------------------------------------------------------------------------------------------


class PauseTogether(Message):
    """Everything stops for everyone; no limit, no mark."""

    type: Literal["pause_together"] = "pause_together"


class AnswerPause(Message):
    """What would help? Asked of the holder alone (of the chair, when nobody holds)."""

    type: Literal["answer_pause"] = "answer_pause"
    pause: CommandId
    answer: PauseAnswer


# --- turns (check-in, review) ----------------------------------------------------------------------------------------


class EndTurn(Message):
    """That's me; on to the next."""

    type: Literal["end_turn"] = "end_turn"
    turn: Count


class PassTurn(Message):
    """Later: a full answer."""

    type: Literal["pass_turn"] = "pass_turn"
    turn: Count


class ReportAction(Message):
    """What came of an action from last time, and what I learned from it."""

    type: Literal["report_action"] = "report_action"
    action: CommandId
    status: ActionStatus
    learned: str = ""


# --- asking for time -------------------------------------------------------------------------------------------------


class PlaceBid(Message):
    """Ask for time, or say "if there's room" or "nothing today". A new bid takes the old one's place."""

    type: Literal["place_bid"] = "place_bid"
    kind: BidKind
    headline: str = ""
    minutes: Annotated[int, Field(ge=-(2**31), le=2**31)] | None = None
    urgency: Degree | None = None
    importance: Degree | None = None
    """Both optional, from 1 (little) to 3 (very); they order nothing."""
    show: bool = True
    """Whether the set sees it while it is asked for time; otherwise it is mine alone until I show it."""


class ShowBid(Message):
    """Show my bid to the set, or keep it to myself again."""

    type: Literal["show_bid"] = "show_bid"
    bid: CommandId
    show: bool = True


class WithdrawBid(Message):
    """Take my bid back."""

    type: Literal["withdraw_bid"] = "withdraw_bid"
    bid: CommandId


Rounds = Annotated[tuple[Share, ...], Field(max_length=32, fail_fast=True)]
"""More than any session holds. One look at the first that is wrong is enough: a frame full of them costs no more."""


class ProposeAgenda(Message):
    """Put a way to share out the time to the set."""

    type: Literal["propose_agenda"] = "propose_agenda"
    sharing: Sharing
    rounds: Rounds


class SayContent(Message):
    """I'm content with this agenda."""

    type: Literal["say_content"] = "say_content"
    agenda: CommandId


class SayNotContent(Message):
    """Not content; can we talk?"""

    type: Literal["say_not_content"] = "say_not_content"
    agenda: CommandId


class AgreeAgenda(Message):
    """The set is content (or goes on without it, which is not reported)."""

    type: Literal["agree_agenda"] = "agree_agenda"
    agenda: CommandId


class ReplanRounds(Message):
    """The rounds still to come, in another order or of other lengths: freed minutes go back to the set."""

    type: Literal["replan_rounds"] = "replan_rounds"
    instead_of: Rounds
    """The rounds still to come as they were: once they have been planned anew, this is too late."""
    rounds: Rounds


# --- questions -------------------------------------------------------------------------------------------------------


class RaiseHand(Message):
    """Hand up. In airspace it is kept, and shown to nobody but the desk."""

    type: Literal["raise_hand"] = "raise_hand"
    to: PersonId | None = None
    """Whom I'd ask, where anybody may ask anybody; left out, the holder."""


class LowerHand(Message):
    """Take my hand down."""

    type: Literal["lower_hand"] = "lower_hand"
    hand: CommandId


class TakeHand(Message):
    """Give the floor to this hand, beside the holder."""

    type: Literal["take_hand"] = "take_hand"
    hand: CommandId


class NextQuestion(Message):
    """This question is answered; the first hand in the queue is next."""

    type: Literal["next_question"] = "next_question"
    after: CommandId | None
    """The hand whose turn ends; None when nobody is asking."""


class AskFollowUp(Message):
    """One follow-up, in my turn."""

    type: Literal["ask_follow_up"] = "ask_follow_up"
    hand: CommandId


class LetMeThink(Message):
    """The holder wants to think: the queue is held, unseen, until the holder asks for the next question."""

    type: Literal["let_me_think"] = "let_me_think"
    step: str
    think: bool = True


class BeginGoRound(Message):
    """A go-round: each member may ask, one after the other, before any hand."""

    type: Literal["begin_go_round"] = "begin_go_round"
    step: str


class EndGoRound(Message):
    """Back to hands."""

    type: Literal["end_go_round"] = "end_go_round"
    step: str


class InvitePerson(Message):
    """Invite somebody to ask; they alone see it."""

    type: Literal["invite_person"] = "invite_person"
    person: PersonId


class AnswerInvite(Message):
    """Yes, I have a question; or not just now."""

    type: Literal["answer_invite"] = "answer_invite"
    invite: CommandId
    yes: bool


class OpenFloor(Message):
    """Open the floor of this step: everybody is heard until it is closed."""

    type: Literal["open_floor"] = "open_floor"
    step: str


class CloseFloor(Message):
    """Back to one question at a time."""

    type: Literal["close_floor"] = "close_floor"
    step: str


class ChooseNoter(Message):
    """The holder asks somebody to note spoken questions for them; None: nobody any more."""

    type: Literal["choose_noter"] = "choose_noter"
    person: PersonId | None


class NoteQuestion(Message):
    """A spoken question in writing, for the holder to keep; without its asker's name."""

    type: Literal["note_question"] = "note_question"
    words: str


class PrepareQuestion(Message):
    """Write a question down, for me alone until I ask it."""

    type: Literal["prepare_question"] = "prepare_question"
    words: str
    kind: QuestionKind = QuestionKind.EXPLORING


class ChangeQuestion(Message):
    """Reword a question I'm preparing."""

    type: Literal["change_question"] = "change_question"
    question: CommandId
    words: str
    kind: QuestionKind


class DropQuestion(Message):
    """Throw a prepared question away."""

    type: Literal["drop_question"] = "drop_question"
    question: CommandId


class AskQuestion(Message):
    """Ask a prepared question: as the words of my turn when I have the floor, otherwise in writing."""

    type: Literal["ask_question"] = "ask_question"
    question: CommandId


class KeepQuestion(Message):
    """Keep this question (or no longer), by the holder, without speaking."""

    type: Literal["keep_question"] = "keep_question"
    question: CommandId
    keep: bool = True


class AskForOffers(Message):
    """The holder asks for suggestions: the offers step opens."""

    type: Literal["ask_for_offers"] = "ask_for_offers"
    step: str


class CloseOffers(Message):
    """That's enough suggestions, thank you."""

    type: Literal["close_offers"] = "close_offers"
    step: str


class MakeOffer(Message):
    """A suggestion in writing, while the holder wants them."""

    type: Literal["make_offer"] = "make_offer"
    words: str


class RewordHeadline(Message):
    """The holder says the issue in other words."""

    type: Literal["reword_headline"] = "reword_headline"
    headline: str


class HideTime(Message):
    """The holder chooses whether to see the time."""

    type: Literal["hide_time"] = "hide_time"
    hide: bool


# --- actions and lines -----------------------------------------------------------------------------------------------


class TakeAction(Message):
    """What I'll do, and by when (empty: by the next session)."""

    type: Literal["take_action"] = "take_action"
    what: str
    by_when: str = ""


class ChangeAction(Message):
    """Reword an action of mine."""

    type: Literal["change_action"] = "change_action"
    action: CommandId
    what: str
    by_when: str = ""


class DropAction(Message):
    """Not this action after all."""

    type: Literal["drop_action"] = "drop_action"
    action: CommandId


class SayLine(Message):
    """Say something in writing, with the floor. Gone when the session closes."""

    type: Literal["say_line"] = "say_line"
    words: str


# --- process review --------------------------------------------------------------------------------------------------


class RateReview(Message):
    """How we worked, item by item; any may be left blank."""

    type: Literal["rate_review"] = "rate_review"
    ratings: Annotated[dict[str, Annotated[int, Field(ge=1, le=5)]], Field(max_length=20)]


class WriteLearning(Message):
    """What I learned today; mine alone unless I share it."""

    type: Literal["write_learning"] = "write_learning"
    words: str


class ShareLearning(Message):
    """Share what I learned with the set (or take it back)."""

    type: Literal["share_learning"] = "share_learning"
    share: bool = True


class FinishWriting(Message):
    """I've finished writing (seen by nobody but the desk, as a number)."""

    type: Literal["finish_writing"] = "finish_writing"
    done: bool = True


# --- entered for somebody --------------------------------------------------------------------------------------------

Entry = Annotated[
    SayReady
    | Reaffirm
    | RaiseContract
    | LeaveEarly
    | ReportAction
    | PlaceBid
    | SayContent
    | SayNotContent
    | SayOfContract
    | RaiseHand
    | LowerHand
    | TakeAction
    | SayOverheard
    | AnswerInvite
    | LetMeThink
    | AskForOffers
    | RewordHeadline
    | ChooseNoter,
    Field(discriminator="type"),
]
"""What may be entered for somebody at their spoken word."""


class EnterFor(Message):
    """Enter something for somebody who has no screen, at their spoken word."""

    type: Literal["enter_for"] = "enter_for"
    person: PersonId
    entry: Entry


class ConfirmEntry(Message):
    """That's what I said."""

    type: Literal["confirm_entry"] = "confirm_entry"
    entry: CommandId


class StrikeOut(Message):
    """That's not what I said: what was entered for me is struck out."""

    type: Literal["strike_out"] = "strike_out"
    entry: CommandId


FromOffice = PlanSession | CancelSession | OpenLobby | AddPerson
FromClock = PassTime | NoteHere | NoteAway | StopForHearing | NoteOutage
FromPeople = (
    SayReady
    | Reaffirm
    | RaiseContract
    | LeaveEarly
    | SendApologies
    | NoteApologies
    | StepOut
    | ComeBack
    | Leave
    | RemovePerson
    | SayOverheard
    | NoteOnPhone
    | SayTwoHere
    | NoteGone
    | ObjectToGuest
    | AdmitGuest
    | SendGuestOut
    | ChooseWhere
    | ProposeContract
    | SayOfContract
    | AgreeContract
    | DropContract
    | OpenStep
    | StopClock
    | StartClock
    | AddTime
    | BeginWord
    | EndWord
    | TakeChair
    | HandOverChair
    | OfferToKeepTime
    | ObjectToOffer
    | ChooseReview
    | CloseSession
    | EndNow
    | GiveBackTime
    | PauseTogether
    | AnswerPause
    | EndTurn
    | PassTurn
    | ReportAction
    | PlaceBid
    | ShowBid
    | WithdrawBid
    | ProposeAgenda
    | SayContent
    | SayNotContent
    | AgreeAgenda
    | ReplanRounds
    | RaiseHand
    | LowerHand
    | TakeHand
    | NextQuestion
    | AskFollowUp
    | LetMeThink
    | BeginGoRound
    | EndGoRound
    | InvitePerson
    | AnswerInvite
    | OpenFloor
    | CloseFloor
    | ChooseNoter
    | NoteQuestion
    | PrepareQuestion
    | ChangeQuestion
    | DropQuestion
    | AskQuestion
    | KeepQuestion
    | AskForOffers
    | CloseOffers
    | MakeOffer
    | RewordHeadline
    | HideTime
    | TakeAction
    | ChangeAction
    | DropAction
    | SayLine
    | RateReview
    | WriteLearning
    | ShareLearning
    | FinishWriting
    | EnterFor
    | ConfirmEntry
    | StrikeOut
)
Command = FromPeople | FromClock | FromOffice

GivenByPeople = Annotated[FromPeople, Field(discriminator="type")]
"""What the wire may carry: never the clock's commands, never the office's."""
