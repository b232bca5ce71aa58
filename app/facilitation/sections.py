"""The shapes of a view: a dozen sections, each sent whole when it changed and put in place of the old one.

Shared sections are the same for everybody at the table; `mine` and `desk` are one person's own. Moments are absolute
milliseconds on the room's clock; a page draws what is left from them and from nothing else.
"""

from dataclasses import dataclass, field

from app.facilitation.terms import (
    ActionStatus,
    BidKind,
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
    """When we should finish if the step ends at its time; past that, it moves with the clock by `over`."""
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
class ShareLine:
    """One round of a proposal."""

    holder: PersonId
    minutes: float


@dataclass(frozen=True)
class Proposal:
    """A way to share out the time, as put to the set."""

    agenda: CommandId
    sharing: Sharing
    rounds: list[ShareLine]
    left_out: list[PersonId]
    """Who asked and gets no time in it; carried to the next session."""
    finish_at: Millis
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


@dataclass(frozen=True)
class HandLine:
    """A raised hand."""

    hand: CommandId
    person: PersonId


@dataclass(frozen=True)
class HandsSection:
    """The queue, in strict order. In airspace it is empty: hands are kept and shown to nobody but the desk."""

    queue: list[HandLine]


@dataclass(frozen=True)
class BidLine:
    """What somebody asks for."""

    bid: CommandId
    person: PersonId
    kind: BidKind
    headline: str
    minutes: int | None
    carried: bool


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


@dataclass(frozen=True)
class ReportLine:
    """An action from last time, and what came of it."""

    action: CommandId
    owner: PersonId
    what: str
    by_when: str
    status: ActionStatus | None
    learned: str


@dataclass(frozen=True)
class ActionLine:
    """Something somebody will do."""

    action: CommandId
    owner: PersonId
    what: str
    by_when: str


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
class ContractSection:
    """What the set has agreed."""

    version: int
    text: str
    limits: str
    support_line: str
    stand_in: PersonId | None
    modelling: bool
    challenge: bool


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
class MineSection:
    """What is one person's own."""

    id: PersonId
    roles: list[str]
    """The field's words for what I am now: member, facilitator, chair, holder, speaker (my turn), asker, heard …"""
    may: list[str]
    """The commands that would not be refused for want of right: a button is shown if and only if it is here."""
    heard: bool
    ask: Ask
    turn: int | None
    """The turn that is mine to end."""
    next_step: str | None
    """The step that OpenStep may open next, when it is mine to open."""
    next_step_name: str
    next_step_length: Millis
    offers_step: str | None
    """The offers step of this round, for AskForOffers and CloseOffers."""
    hand: CommandId | None
    hand_place: int | None
    """My place in the queue, from 1."""
    bid: BidLine | None
    content: bool | None
    prepared: list[PreparedLine]
    asked: list[AskedLine]
    """Questions I was asked today."""
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
    airspace: Millis
    """Minutes of airspace so far, over all sessions, for the desk's eyes."""
    leave_early_at: Millis | None
    has_asked: bool
    reaffirmed: bool


@dataclass(frozen=True)
class NextStep:
    """What could be opened next."""

    id: str
    name: str
    length: Millis
    stage: str
    holder: PersonId | None


@dataclass(frozen=True)
class DeskSection:
    """The facilitator's desk; None for everybody else."""

    driving: bool
    """Whether this person has the chair."""
    what_now: Ask
    """One sentence (`now.<key>`) that proposes what to do."""
    hands: list[HandLine]
    """Every hand, those kept in airspace too."""
    people: list[DeskPerson]
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
    questions: QuestionsSection
    actions: ActionsSection
    review: ReviewSection
    contract: ContractSection
    mine: MineSection
    desk: DeskSection | None
