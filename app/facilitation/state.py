"""The state of one session: what its log amounts to, and small questions about it. Never changed, only made anew."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from app.facilitation.plan import Contract, Person, ReviewItem, Share, Step
from app.facilitation.terms import (
    ActionStatus,
    BidKind,
    CommandId,
    Ending,
    Floor,
    Millis,
    PauseAnswer,
    PersonId,
    PersonKind,
    Presence,
    QuestionKind,
    SessionId,
    Sharing,
    StageKind,
    Status,
    Stop,
)
from app.facilitation.timer import Timer


@dataclass(frozen=True)
class Turn:
    """Somebody's turn, numbered from 1 within the step."""

    number: int
    person: PersonId


@dataclass(frozen=True)
class Turns:
    """A step in which each has a turn: who has had it, who said "later", who came late."""

    now: Turn | None = None
    done: tuple[PersonId, ...] = ()
    later: tuple[PersonId, ...] = ()
    late: tuple[PersonId, ...] = ()
    count: int = 0


@dataclass(frozen=True)
class Hand:
    """A raised hand; the order of hands is the order in which the server heard of them."""

    id: CommandId
    person: PersonId


@dataclass(frozen=True)
class Bid:
    """What somebody asks for."""

    id: CommandId
    person: PersonId
    kind: BidKind
    headline: str
    minutes: int | None
    carried: bool = False


@dataclass(frozen=True)
class Proposed:
    """A way to share out the time, put to the set."""

    id: CommandId
    sharing: Sharing
    rounds: tuple[Share, ...]
    content: Mapping[PersonId, bool] = field(default_factory=dict)


@dataclass(frozen=True)
class Question:
    """A question, prepared and perhaps asked; `stage` is the round it was written for."""

    id: CommandId
    person: PersonId
    stage: str
    words: str
    kind: QuestionKind
    asked: bool = False
    kept: bool = False


@dataclass(frozen=True)
class Offer:
    """A suggestion in writing."""

    id: CommandId
    person: PersonId
    stage: str
    words: str


@dataclass(frozen=True)
class Action:
    """What somebody will do."""

    id: CommandId
    owner: PersonId
    what: str
    by_when: str


@dataclass(frozen=True)
class Report:
    """An action from an earlier session, and what came of it."""

    id: CommandId
    owner: PersonId
    what: str
    by_when: str
    status: ActionStatus | None = None
    learned: str = ""


@dataclass(frozen=True)
class SaidLine:
    """Something said in writing."""

    id: CommandId
    person: PersonId
    words: str


@dataclass(frozen=True)
class Pause:
    """A pause together, and what the holder answered so far."""

    id: CommandId
    answer: PauseAnswer | None = None


@dataclass(frozen=True)
class Word:
    """A word from the facilitator."""

    id: CommandId
    person: PersonId


@dataclass(frozen=True)
class ChairBid:
    """Somebody's offer to keep time."""

    id: CommandId
    person: PersonId
    effective_at: Millis


@dataclass(frozen=True)
class Session:
    """One session as its log has it."""

    id: SessionId
    status: Status = Status.PLANNED
    planned: bool = False
    last_at: Millis = 0
    number: int = 1
    starts_at: Millis = 0
    minutes: int = 0
    ends_at: Millis = 0
    """The end as planned (moved once, when a session begins more than a quarter of an hour late)."""
    ending: Ending | None = None

    people: tuple[Person, ...] = ()
    presence: Mapping[PersonId, Presence] = field(default_factory=dict)
    shown_presence: Mapping[PersonId, Presence] = field(default_factory=dict)
    """As the table shows it: stands still in airspace, so that nothing changes on the holder's screen."""
    arrived: frozenset[PersonId] = frozenset()
    """Who has been here at all."""
    came_late: frozenset[PersonId] = frozenset()
    part: frozenset[PersonId] = frozenset()
    away_in: Mapping[PersonId, StageKind] = field(default_factory=dict)
    """The stage in which a person's line dropped, left or stepped out."""
    ready: frozenset[PersonId] = frozenset()
    reaffirmed: frozenset[PersonId] = frozenset()
    raised_contract: tuple[PersonId, ...] = ()
    departures: Mapping[PersonId, Millis] = field(default_factory=dict)

    format: str = ""
    round_format: str = ""
    contract: Contract = Contract()
    items: tuple[ReviewItem, ...] = ()
    steps: tuple[Step, ...] = ()
    round_steps: tuple[Step, ...] = ()
    rest: Step | None = None
    spare: Millis = 0
    holders: Mapping[str, PersonId] = field(default_factory=dict)
    agreed: bool = False
    bids: tuple[Bid, ...] = ()
    proposal: Proposed | None = None
    headlines: Mapping[PersonId, str] = field(default_factory=dict)

    chair: PersonId | None = None
    chair_missing_since: Millis | None = None
    chair_vacant: bool = False
    open_to_all: bool = False
    chair_offer: ChairBid | None = None
    objected: frozenset[tuple[PersonId, PersonId]] = frozenset()
    """Who objected to whose offer since somebody last kept time: once each, so that nobody can lock the room."""

    step_id: str | None = None
    opened_at: Mapping[str, Millis] = field(default_factory=dict)
    """When each step was first opened."""
    ran: Mapping[str, Millis] = field(default_factory=dict)
    """How long each closed step's clock has run."""
    added: Mapping[str, Millis] = field(default_factory=dict)
    """By step: what was added to its time (or taken from it)."""
    timer: Timer | None = None
    turn_timer: Timer | None = None
    stops: frozenset[Stop] = frozenset()
    lost: Millis = 0
    pause: Pause | None = None
    word: Word | None = None
    turns: Turns = Turns()
    turns_had: Mapping[str, tuple[PersonId, ...]] = field(default_factory=dict)
    """By step: who has had a turn in it."""

    hands: tuple[Hand, ...] = ()
    asking: Hand | None = None
    asking_question: CommandId | None = None
    asked_by: frozenset[PersonId] = frozenset()
    """Who has asked in this round; for the desk."""
    questions: tuple[Question, ...] = ()
    offers: tuple[Offer, ...] = ()
    offers_asked: frozenset[str] = frozenset()
    time_hidden: frozenset[PersonId] = frozenset()
    airspace: Mapping[PersonId, Millis] = field(default_factory=dict)

    reports: tuple[Report, ...] = ()
    actions: tuple[Action, ...] = ()
    lines: tuple[SaidLine, ...] = ()
    ratings: Mapping[PersonId, Mapping[str, int]] = field(default_factory=dict)
    ratings_shown: bool = False
    learnings: Mapping[PersonId, str] = field(default_factory=dict)
    shared: frozenset[PersonId] = frozenset()
    finished_writing: frozenset[PersonId] = frozenset()


def blank(session_id: SessionId) -> Session:
    """A session before anything has happened to it."""
    return Session(id=session_id)


IN_ROOM = frozenset({Presence.HERE, Presence.OUT})
"""Who can press anything: their line is up."""


def person(state: Session, who: PersonId) -> Person | None:
    """The person of that id, if they have a seat."""
    return next((one for one in state.people if one.id == who), None)


def members(state: Session) -> tuple[Person, ...]:
    """The members, in the order of seats."""
    return tuple(one for one in state.people if one.kind is PersonKind.MEMBER)


def facilitators(state: Session) -> tuple[Person, ...]:
    """The facilitators, in the order of seats."""
    return tuple(one for one in state.people if one.kind is PersonKind.FACILITATOR)


def in_room(state: Session, who: PersonId) -> bool:
    """Whether their line is up (stepped out counts)."""
    return state.presence.get(who) in IN_ROOM


def is_here(state: Session, who: PersonId) -> bool:
    """Whether they are here and have not stepped out."""
    return state.presence.get(who) is Presence.HERE


def everyone(state: Session) -> frozenset[PersonId]:
    """Everybody whose line is up."""
    return frozenset(one.id for one in state.people if in_room(state, one.id))


def step(state: Session) -> Step | None:
    """The open step; None in the lobby."""
    return find_step(state, state.step_id) if state.step_id else None


def find_step(state: Session, step_id: str) -> Step | None:
    """The step of that id."""
    return next((one for one in state.steps if one.id == step_id), None)


def stage_kind(state: Session) -> StageKind:
    """The kind of the open stage."""
    now = step(state)
    return now.stage_kind if now else StageKind.LOBBY


def floor(state: Session) -> Floor:
    """The open step's floor; everybody in the lobby."""
    now = step(state)
    return now.floor if now else Floor.EVERYBODY


def holder(state: Session) -> PersonId | None:
    """The issue holder of the open round."""
    now = step(state)
    return state.holders.get(now.stage) if now else None


def next_step(state: Session) -> Step | None:
    """The step after the open one, leaving out those that open on request."""
    if state.status is not Status.OPEN:
        return None
    ids = [one.id for one in state.steps]
    after = ids.index(state.step_id) + 1 if state.step_id in ids else 0
    return next((one for one in state.steps[after:] if not one.on_request), None)


def step_after_round(state: Session) -> Step | None:
    """The first step behind the open stage."""
    now = step(state)
    if now is None:
        return next_step(state)
    ids = [one.id for one in state.steps]
    return next((one for one in state.steps[ids.index(now.id) :] if one.stage != now.stage), None)


def request_step(state: Session) -> Step | None:
    """The step of the open round that opens when the holder asks for it."""
    now = step(state)
    if now is None:
        return None
    return next((one for one in state.steps if one.stage == now.stage and one.on_request), None)


def rounds(state: Session) -> tuple[str, ...]:
    """The rounds of the agenda, in order, by stage."""
    return tuple(dict.fromkeys(one.stage for one in state.steps if one.stage_kind is StageKind.ROUND))


def next_speaker(state: Session) -> PersonId | None:
    """Whose turn comes next: in the order of seats, then those who said "later", then late arrivals."""
    turns = state.turns
    waiting = [
        one.id
        for one in members(state)
        if is_here(state, one.id) and one.id not in turns.done and (turns.now is None or one.id != turns.now.person)
    ]
    order = sorted(waiting, key=lambda who: (who in turns.late, who in turns.later))
    return order[0] if order else None


def chair_is_missing(state: Session) -> bool:
    """Whether nobody is at the desk: no chair, or whoever has it is away or out."""
    return state.chair is None or not is_here(state, state.chair)
