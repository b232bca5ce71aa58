"""The shapes of a view: a dozen sections, each sent whole when it changed and put in place of the old one.

Shared sections are the same for everybody at the table; `mine` and `desk` are one person's own. Moments are absolute
milliseconds on the room's clock; a page draws what is left from them and from nothing else.
"""

from dataclasses import dataclass, field

from app.facilitation.terms import (
    ActionStatus,
    BidKind,
    Cameras,
    CommandId,
    Floor,
    Millis,
    PersonId,
    PersonKind,
    Presence,
    QuestionKind,
    Sharing,
    StageKind,
    Status,
    Where,
)


@dataclass(frozen=True)
class StepSection:
    """Where we are."""

    status: Status
    number: int
    starts_at: Millis
    id: str
    """`lobby` before the first step."""
    name: str
    says: str
    stage: str
    stage_kind: StageKind
    floor: Floor
    holder: PersonId | None
    """The issue holder of this round."""
    issue: str
    """The holder's headline."""
    round: int | None
    """Which round this is, from 1, of `rounds`."""
    rounds: int
    paused: CommandId | None
    """The pause together that is on."""
    set_let_in: bool
    """The pause was answered with: let the set in."""
    short_break: bool
    word: CommandId | None
    """A word from the facilitator that is on."""
    word_from: PersonId | None
    asks: QuestionKind | None
    """The kind of question that this step is for."""
    anybody: bool
    """Anybody may ask anybody, the holder too; statements only as answers."""
    thinking: bool
    """The holder thinks; nobody is asked, and the queue is not shown."""
    floor_open: bool
    """The chair has opened the floor of this step."""
    cannot_hear: bool
    """The clock stands still because two people could not hear."""
    open_to_all: bool


@dataclass(frozen=True)
class Line:
    """Something said in writing."""

    id: CommandId
    person: PersonId
    words: str


@dataclass(frozen=True)
class FloorSection:
    """Who may be heard, and what they have written."""

    heard: list[PersonId]
    """Everybody who may be heard now; empty in silence."""
    lit: PersonId | None
    """The one whose floor it is: holder, or whoever's turn it is. None on an open floor or in silence."""
    asker: PersonId | None
    asking: CommandId | None
    """The hand whose turn it is."""
    asked: PersonId | None
    """Whom they ask: the holder, unless anybody may ask anybody."""
    follow_up: bool
    """The asker has begun their one follow-up."""
    question: str
    """The words of the question being asked, when it was written down."""
    question_id: CommandId | None
    lines: list[Line]


@dataclass(frozen=True)
class ClockSection:
    """The time of this step (or of this turn). Either `due_at` (running) or `left` (standing still) is set."""

    running: bool
    due_at: Millis | None
    left: Millis | None
    """Below nought: a little over."""
    length: Millis
    """The minutes agreed, with what was added; nought: no time was agreed."""
    of: PersonId | None
    """Whose time it is; None: everybody's."""
    turn: bool
    """This is one person's turn, not the whole step."""
    counting: bool
    """False in a pause together: no ring, no figures, no finish."""
    finish_at: Millis | None
    """When we should finish if the step ends at its time; past that, it moves with the clock."""
    rest: Millis
    """All that is planned after the open step: finish = max(now, the step's due_at) + rest."""
    step_due_at: Millis | None
    step_left: Millis | None
    spare: Millis
    """Planned end of the session, less `finish_at`: below nought, we run over."""
    ends_at: Millis
    """The end as planned."""


@dataclass(frozen=True)
class StepLine:
    """A step of a round, in the plan."""

    id: str
    name: str
    at: Millis
    length: Millis
    state: str
    """`done`, `now` or `ahead`."""
    on_request: bool


@dataclass(frozen=True)
class StageLine:
    """A stage in the plan."""

    id: str
    name: str
    kind: StageKind
    holder: PersonId | None
    at: Millis
    length: Millis
    state: str
    steps: list[StepLine]
    """Two or more, or none when the stage is a single step."""


@dataclass(frozen=True)
class StepLength:
    """A step with its minutes, in a proposal."""

    name: str
    minutes: float


@dataclass(frozen=True)
class ShareLine:
    """One round of a proposal."""

    holder: PersonId
    minutes: float
    steps: list[StepLength]
    """How the minutes fall on the steps of the round."""


@dataclass(frozen=True)
class Proposal:
    """A way to share out the time, as put to the set."""

    agenda: CommandId
    sharing: Sharing
    rounds: list[ShareLine]
    left_out: list[PersonId]
    """Who asked and gets no time in it; carried to the next session, unless they asked only if there is room."""
    finish_at: Millis
    """If asking for time ends at its time; past that, it moves with the clock."""
    not_content: list[PersonId]


@dataclass(frozen=True)
class AgendaSection:
    """The plan of the session, like a printed order of service."""

    stages: list[StageLine]
    minutes_for_rounds: float
    """What there is to share out, in minutes (in halves)."""
    proposal: Proposal | None
    agreed: bool


@dataclass(frozen=True)
class PersonLine:
    """A seat at the table."""

    id: PersonId
    name: str
    site: str
    kind: PersonKind
    presence: Presence
    turn: str
    """In turns: `done`, `now`, `later`, `ahead`; otherwise empty."""
    ready: bool
    beside: PersonId | None
    """The member whom an access seat is there for."""
    without_screen: bool
    """With us by phone, or at another's device."""
    at_device_of: PersonId | None
    overheard: bool
    """They may be overheard."""
    objections: list[PersonId]
    """Of a guest: who is not content that they join."""
    hidden: bool
    """An access seat given in this airspace: it is not drawn until that ends."""


@dataclass(frozen=True)
class ChairOffer:
    """Somebody says: I'll keep time."""

    offer: CommandId
    person: PersonId
    effective_at: Millis


@dataclass(frozen=True)
class PeopleSection:
    """Who is at the table, in the order of seats."""

    people: list[PersonLine]
    chair: PersonId | None
    chair_away: bool
    offer: ChairOffer | None
    contract_raised_by: list[PersonId]
    self_run: bool
    """Nobody was asked to facilitate: the chair goes round."""


@dataclass(frozen=True)
class HandLine:
    """A raised hand."""

    hand: CommandId
    person: PersonId
    to: PersonId | None
    """Whom they would ask, where it is not the holder."""
    entered_by: PersonId | None
    """Whoever entered it for them."""


@dataclass(frozen=True)
class HandsSection:
    """The queue, in strict order. In airspace it is empty: hands are kept and shown to nobody but the desk."""

    queue: list[HandLine]
    go_round: list[PersonId]
    """Who has still to be asked in a go-round."""
    go_round_next: PersonId | None
    """Who is asked next: the first of them who is here. Whoever is back soon keeps their place."""


@dataclass(frozen=True)
class BidLine:
    """What somebody asks for."""

    bid: CommandId
    person: PersonId
    kind: BidKind
    headline: str
    minutes: int | None
    urgency: int | None
    importance: int | None
    carried: bool
    shown: bool
    entered_by: PersonId | None


@dataclass(frozen=True)
class BidsSection:
    """Who asks for time. Empty until the set asks."""

    bids: list[BidLine]


@dataclass(frozen=True)
class QuestionLine:
    """A question put to the holder; who asked is not noted."""

    question: CommandId
    words: str
    kind: QuestionKind


@dataclass(frozen=True)
class OfferLine:
    """A suggestion in writing."""

    offer: CommandId
    words: str


@dataclass(frozen=True)
class QuestionsSection:
    """What was put to the holder in this round, in writing."""

    questions: list[QuestionLine]
    offers: list[OfferLine]
    offers_asked: bool
    noter: PersonId | None
    """Who notes spoken questions for the holder."""


@dataclass(frozen=True)
class ReportLine:
    """An action from last time, and what came of it."""

    action: CommandId
    owner: PersonId
    what: str
    by_when: str
    status: ActionStatus | None
    learned: str
    entered_by: PersonId | None


@dataclass(frozen=True)
class ActionLine:
    """Something somebody will do."""

    action: CommandId
    owner: PersonId
    what: str
    by_when: str
    entered_by: PersonId | None


@dataclass(frozen=True)
class ActionsSection:
    """Actions, which the set shares."""

    reports: list[ReportLine]
    taken: list[ActionLine]


@dataclass(frozen=True)
class ItemLine:
    """One thing the set looks back on. `counts` are how many gave 1, 2 … 5; empty until the writing closes."""

    id: str
    name: str
    counts: list[int]


@dataclass(frozen=True)
class SharedLearning:
    """What somebody chose to share."""

    person: PersonId
    words: str


@dataclass(frozen=True)
class ReviewSection:
    """The process review, as the set sees it."""

    items: list[ItemLine]
    shown: bool
    learnings: list[SharedLearning]


@dataclass(frozen=True)
class VoiceSection:
    """Where the set meets, and what its room has to carry."""

    where: Where
    """By voice in this room, beside the set's own call, or by text."""
    link: str
    """Where the call is, beside one; empty: the facilitator tells."""
    cameras: Cameras
    """What the set has agreed about pictures."""
    expected: int
    """How many seats of today have a device of their own."""
    most: int
    """How many voices the room can carry; when more are expected, the lobby says so."""


@dataclass(frozen=True)
class ContractProposed:
    """A new wording, as put to the set."""

    proposal: CommandId
    text: str
    limits: str
    support_line: str
    stand_in: PersonId | None
    modelling: bool
    challenge: bool
    cameras: Cameras
    nudges: bool
    not_content: list[PersonId]
    still_to_say: list[PersonId]
    """Who is here and has not said whether they are content: nobody is by silence."""


@dataclass(frozen=True)
class ContractSection:
    """What the set has agreed."""

    version: int
    text: str
    limits: str
    support_line: str
    stand_in: PersonId | None
    modelling: bool
    challenge: bool
    cameras: Cameras
    nudges: bool
    proposal: ContractProposed | None


@dataclass(frozen=True)
class Ask:
    """What is asked of me now: a sentence of the catalogue (`ask.<key>`) and the people it names."""

    key: str
    names: dict[str, PersonId] = field(default_factory=dict)


@dataclass(frozen=True)
class PreparedLine:
    """A question I'm preparing."""

    question: CommandId
    words: str
    kind: QuestionKind


@dataclass(frozen=True)
class AskedLine:
    """A question I was asked, mine to keep."""

    question: CommandId
    words: str
    kept: bool


@dataclass(frozen=True)
class EnteredLine:
    """Something the chair entered for me."""

    entry: CommandId
    kind: str
    """The command that was entered."""
    by: PersonId
    about: str
    """Its words, where it has some."""
    confirmed: bool


@dataclass(frozen=True)
class MineSection:
    """What is one person's own."""

    id: PersonId
    roles: list[str]
    """The field's words for what I am now: member, facilitator, chair, holder, speaker (a turn to end), asker …"""
    may: list[str]
    """The commands that would not be refused for want of right: a button is shown if and only if it is here."""
    heard: bool
    ask: Ask
    turn: int | None
    """The turn that is mine to end: my own, or that of whoever sits at my device."""
    next_step: str | None
    """The step that OpenStep may open next, when it is mine to open."""
    next_step_name: str
    next_step_length: Millis
    offers_step: str | None
    """The offers step of this round, for AskForOffers and CloseOffers."""
    hand: CommandId | None
    hand_place: int | None
    """My place in the queue, from 1."""
    asking_since: Millis | None
    """Since when my question is awaited; after half a minute my page asks me for it, privately.

    None while the holder thinks, and where suggestions are made.
    """
    invite: CommandId | None
    """The chair invites me to ask."""
    entered: list[EnteredLine]
    entered_until: Millis | None
    """The session is over, and until then I may confirm what was entered for me, or strike it out."""
    contract_content: bool | None
    """What I said of the contract that is proposed."""
    beside: PersonId | None
    """The member for whom I have an access seat."""
    beside_me: list[PersonId]
    """Who sits at my device."""
    may_enter_beside: dict[PersonId, list[str]]
    """What I may enter for each of them now, at their spoken word."""
    overheard: bool
    review_until: Millis | None
    """The session ended before its review: until then I may look back on this page."""
    bid: BidLine | None
    not_begun: str
    """At the close: my issue, where a round was agreed for it and not begun; it is carried to the next session."""
    content: bool | None
    prepared: list[PreparedLine]
    asked: list[AskedLine]
    """Questions I was asked today."""
    suggested: list[OfferLine]
    """Suggestions made to me today, in rounds of mine; whose they were isn't noted."""
    open_actions: list[ReportLine]
    actions: list[ActionLine]
    ratings: dict[str, int]
    learning: str
    learning_shared: bool
    writing_finished: bool
    ready: bool
    reaffirmed: bool
    leave_early_at: Millis | None
    time_hidden: bool
    stepped_out: bool


@dataclass(frozen=True)
class DeskPerson:
    """A person, as the desk sees them."""

    person: PersonId
    presence: Presence
    """As it is now, also in airspace, where everybody else sees who was here when it began."""
    without_screen: bool
    """With us by phone, or at somebody's device: also in airspace, where the table doesn't show it."""
    at_device_of: PersonId | None
    airspace: Millis
    """Milliseconds of airspace so far, over all sessions, for the desk's eyes."""
    leave_early_at: Millis | None
    has_asked: bool
    invite: CommandId | None
    """The chair has invited them to ask, and waits for an answer."""
    reaffirmed: bool
    may_enter: list[str]
    """What may be entered for them now, at their spoken word."""
    entered: list[EnteredLine]


@dataclass(frozen=True)
class NextStep:
    """What could be opened next."""

    id: str
    name: str
    length: Millis
    stage: str
    holder: PersonId | None


@dataclass(frozen=True)
class Plan:
    """A way to share out the time, before it is put to the set."""

    sharing: Sharing
    rounds: list[ShareLine]
    left_out: list[PersonId]
    """Who asked and does not fit."""
    leaving: list[PersonId]
    """Whose round would end after they must leave."""
    minutes: float
    finish_at: Millis
    """If asking for time ends at its time; past that, it moves with the clock."""


@dataclass(frozen=True)
class DeskSection:
    """The facilitator's desk; None for everybody else."""

    driving: bool
    """Whether this person may drive now: they have the chair, or nobody has and all is open to all."""
    what_now: Ask
    """One sentence (`now.<key>`) that proposes what to do."""
    hands: list[HandLine]
    """Every hand, those kept in airspace too."""
    people: list[DeskPerson]
    may_chair: list[PersonId]
    """To whom the chair could be given: of the set, here by a line of their own, and not the holder."""
    no_line: list[PersonId]
    """Whose line has dropped; beside a call, or by text, also who has not come to this room."""
    next: list[NextStep]
    """The steps that could be opened, the proposed one first."""
    finished_writing: int
    writers: int
    stopped: list[str]
    """Why the clock stands still."""
    lost: Millis
    """What an outage took from this step's clock, to be given back by one press; nought: nothing."""
    turn: int | None
    turn_of: PersonId | None
    proposals: list[Plan]
    """Ways to share out the time, worked out from the bids the set has been shown."""
    bare_finish_at: Millis | None
    """While the set is asked for time: the finish without any round, as foretold as that of the ways."""
    rest_between: Millis
    """The break that stands between rounds where there are two or more."""
    bids_in: int
    """How many of those with us have answered, shown or not."""
    leaving: list[PersonId]
    """Whose round, as planned or proposed, ends after they must leave."""
    gone: list[PersonId]
    """Whose round is planned or proposed though they can't come, have left for today or were taken out."""
    freed: float
    """Minutes that were agreed for rounds and not used: they are the set's again (in halves)."""
    rounds_ahead: list[ShareLine]
    """The rounds still to come, as planned."""
    minutes_ahead: float
    """What there is to share out over the rounds still to come, in halves."""


@dataclass(frozen=True)
class View:
    """All that one person is shown."""

    step: StepSection
    floor: FloorSection
    clock: ClockSection
    agenda: AgendaSection
    people: PeopleSection
    hands: HandsSection
    bids: BidsSection
    """Empty for guests, for whom bids, questions, actions and review do not exist."""
    questions: QuestionsSection
    actions: ActionsSection
    review: ReviewSection
    contract: ContractSection
    voice: VoiceSection
    mine: MineSection
    desk: DeskSection | None
