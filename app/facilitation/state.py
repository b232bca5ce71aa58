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
    Where,
    Writes,
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
    """Who has had theirs."""
    later: tuple[PersonId, ...] = ()
    late: tuple[PersonId, ...] = ()
    count: int = 0


@dataclass(frozen=True)
class Hand:
    """A raised hand; the order of hands is the order in which the server heard of them."""

    id: CommandId
    person: PersonId
    to: PersonId | None = None
    """Whom they ask; None: the holder."""


@dataclass(frozen=True)
class Asking:
    """Whoever asks now: since when, whether they have begun their one follow-up, what they have put in writing."""

    id: CommandId
    person: PersonId
    since: Millis
    to: PersonId | None = None
    follow_up: bool = False
    written: int = 0


@dataclass(frozen=True)
class Bid:
    """What somebody asks for."""

    id: CommandId
    person: PersonId
    kind: BidKind
    headline: str
    minutes: int | None
    carried: bool = False
    urgency: int | None = None
    importance: int | None = None
    shown: bool = True
    """Whether the set may see it while it is asked for time."""


@dataclass(frozen=True)
class Proposed:
    """A way to share out the time, put to the set."""

    id: CommandId
    sharing: Sharing
    rounds: tuple[Share, ...]
    content: Mapping[PersonId, bool] = field(default_factory=dict)


@dataclass(frozen=True)
class ContractProposal:
    """A contract put to the set, with each answer to it."""

    id: CommandId
    contract: Contract
    content: Mapping[PersonId, bool] = field(default_factory=dict)


@dataclass(frozen=True)
class Invite:
    """The chair's invitation to ask."""

    id: CommandId
    person: PersonId


@dataclass(frozen=True)
class Entered:
    """Something entered for somebody, until they have struck it out."""

    id: CommandId
    person: PersonId
    by: PersonId
    kind: str
    about: str
    confirmed: bool = False


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
    before_guest: bool = False
    """It was said before the guest of the moment was let in: it was not said to them."""


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
    apologies: frozenset[PersonId] = frozenset()
    """Who can't come this time, also if they were taken out since."""
    part: frozenset[PersonId] = frozenset()
    """Who came after check-in was over."""
    away_in: Mapping[PersonId, StageKind] = field(default_factory=dict)
    """The stage in which a person's line dropped, left or stepped out."""
    empty_since: Millis | None = None
    """Since when nobody of the set has been here by a line of their own."""
    ready: frozenset[PersonId] = frozenset()
    reaffirmed: frozenset[PersonId] = frozenset()
    raised_contract: tuple[PersonId, ...] = ()
    departures: Mapping[PersonId, Millis] = field(default_factory=dict)
    without_screen: Mapping[PersonId, PersonId | None] = field(default_factory=dict)
    """Who is with us without a line of their own, and at whose device (None: by phone)."""
    sat_with: Mapping[PersonId, PersonId] = field(default_factory=dict)
    """At whose device somebody sat when its line dropped: they may speak there still."""
    overheard: frozenset[PersonId] = frozenset()
    shown_overheard: frozenset[PersonId] = frozenset()
    """As the table shows it: stands still in airspace."""
    admitted: frozenset[PersonId] = frozenset()
    """Guests who have been let in."""
    guest_objections: frozenset[tuple[PersonId, PersonId]] = frozenset()
    """Which guest, and who is not content with them."""

    where: Where = Where.HERE
    call_link: str = ""
    """Where the set's own call is, beside one; empty: the facilitator tells."""
    format: str = ""
    round_format: str = ""
    contract: Contract = Contract()
    contract_proposal: ContractProposal | None = None
    contract_agreed: CommandId | None = None
    """The proposal that became this contract, if the set agreed it today."""
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
    set_aside: Mapping[PersonId, Bid] = field(default_factory=dict)
    """A carried bid whose place was taken by one that was entered: it stands again when that is struck out."""
    worded_before: Mapping[PersonId, str] = field(default_factory=dict)
    """The headline before it was put in other words, for the same."""
    noters_before: Mapping[str, PersonId] = field(default_factory=dict)
    """Who noted questions in this round before somebody else was chosen to, for the same."""

    chair: PersonId | None = None
    chairs: frozenset[PersonId] = frozenset()
    """Everybody who has driven a step."""
    chair_missing_since: Millis | None = None
    chair_vacant: bool = False
    last_chair: PersonId | None = None
    """Who had the chair before it was vacant."""
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
    asking: Asking | None = None
    asking_question: CommandId | None = None
    asked_by: frozenset[PersonId] = frozenset()
    """Who has asked in this round; for the desk."""
    thinking: bool = False
    """The holder thinks, and the queue is held."""
    go_round: tuple[PersonId, ...] = ()
    """Who has still to be asked in a go-round."""
    invites: tuple[Invite, ...] = ()
    floor_open: bool = False
    """The chair has opened the floor of this step."""
    noters: Mapping[str, PersonId] = field(default_factory=dict)
    """Who notes spoken questions, by round."""
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
    review_until: Millis | None = None
    """The session is over, and until then each may look back on a page of their own."""
    late_marks: bool = False
    """It ended before the set was shown its marks: they come once that time is over."""
    closed_at: Millis | None = None
    entered: tuple[Entered, ...] = ()


def blank(session_id: SessionId) -> Session:
    """A session before anything has happened to it."""
    return Session(id=session_id)


CORE = frozenset({PersonKind.MEMBER, PersonKind.FACILITATOR})
"""The set itself: not an access seat, not a guest."""
SAID_SO = frozenset({Presence.APOLOGIES, Presence.OUT, Presence.LEFT, Presence.REMOVED})
"""Who is not with us by somebody's word, and not by a line that dropped."""
YET_TO_COME = frozenset({Presence.EXPECTED, Presence.APOLOGIES})
"""Who has not been here yet: is on the way, or has said that they can't come."""
IN_ROOM = frozenset({Presence.HERE, Presence.OUT})
"""Who can press anything: their line is up."""


def person(state: Session, who: PersonId) -> Person | None:
    """The person of that id, if they have a seat."""
    return next((one for one in state.people if one.id == who), None)


def at_table(state: Session) -> tuple[Person, ...]:
    """Whose seats are drawn: in airspace not those that were given in it, until it ends."""
    return tuple(one for one in state.people if one.id in state.shown_presence)


def members(state: Session) -> tuple[Person, ...]:
    """The members, in the order of seats."""
    return tuple(one for one in state.people if one.kind is PersonKind.MEMBER)


def may_hold(state: Session) -> frozenset[PersonId]:
    """Who may be given a round: members who were not taken out, here or not."""
    return frozenset(one.id for one in members(state) if state.presence.get(one.id) is not Presence.REMOVED)


def facilitators(state: Session) -> tuple[Person, ...]:
    """The facilitators, in the order of seats."""
    return tuple(one for one in state.people if one.kind is PersonKind.FACILITATOR)


def in_room(state: Session, who: PersonId) -> bool:
    """Whether they are with us (stepped out counts): by a line of their own, by phone, or at another's device."""
    return state.presence.get(who) in IN_ROOM


def members_in_room(state: Session) -> tuple[PersonId, ...]:
    """The members who are with us, in the order of seats: without one nothing is agreed."""
    return tuple(one.id for one in members(state) if in_room(state, one.id))


def has_line(state: Session, who: PersonId) -> bool:
    """Whether they can press anything: with us, by a line of their own."""
    return in_room(state, who) and who not in state.without_screen


def is_here(state: Session, who: PersonId) -> bool:
    """Whether they are here and have not stepped out."""
    return state.presence.get(who) is Presence.HERE


def with_line(state: Session) -> bool:
    """Whether anybody of the set is here by a line of their own: a phone, a guest or an interpreter keeps no room."""
    return any(one.kind in CORE and has_line(state, one.id) for one in state.people)


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
    """The open step's floor, or everybody where the chair has opened it; everybody in the lobby."""
    now = step(state)
    return now.floor if now and not state.floor_open else Floor.EVERYBODY


def holder(state: Session) -> PersonId | None:
    """The issue holder of the open round."""
    now = step(state)
    return state.holders.get(now.stage) if now else None


def holder_is_missed(state: Session) -> bool:
    """Whether there is a holder who is not with us. Beside a call, or by text, no line tells: only what was said."""
    who = holder(state)
    if who is None:
        return False
    presence = state.presence.get(who)
    return presence is not Presence.HERE if state.where is Where.HERE else presence in SAID_SO


def holders_time_waits(state: Session) -> bool:
    """Whether the open step is its holder's time, and waits for them: their airspace in any case.

    The other steps, silence aside, wait for whoever may come back by themselves, and not for whoever has left.
    """
    now, who = step(state), holder(state)
    if now is None or who is None or now.floor is Floor.NOBODY or not holder_is_missed(state):
        return False
    return now.floor is Floor.HOLDER or state.presence.get(who) in {Presence.AWAY, Presence.OUT}


def no_line(state: Session) -> tuple[PersonId, ...]:
    """Who should have a line of their own and has none, in the order of seats.

    Before a set that meets in this room it is whoever's line has dropped: who has yet to come is seen at the table.
    Beside a call, or by text, it is also who has yet to come to this room, though they may be in the call.
    """
    begun = state.step_id is not None and state.where is not Where.HERE
    gone = {Presence.AWAY, Presence.EXPECTED} if begun else {Presence.AWAY}
    asked_in = state.admitted | {one.id for one in state.people if one.kind is not PersonKind.GUEST}
    return tuple(one.id for one in at_table(state) if one.id in asked_in and state.presence.get(one.id) in gone)


def next_step(state: Session) -> Step | None:
    """The step after the open one, leaving out those that open on request."""
    if state.status is not Status.OPEN:
        return None
    return next((one for one in steps_ahead(state) if not one.on_request), None)


def steps_ahead(state: Session) -> tuple[Step, ...]:
    """The steps planned after the open one, without the rounds and the break that were had before it began."""
    ids = [one.id for one in state.steps]
    after = ids.index(state.step_id) + 1 if state.step_id in ids else 0
    return tuple(one for one in state.steps[after:] if not _was_had(state, one))


def _was_had(state: Session, one: Step) -> bool:
    """Whether its round, or the break, began before the open stage did: rounds are not always held in their order."""
    now = step(state)
    if now is None or not is_placed(state, one) or now.stage == one.stage:
        return False
    began, since = _began(state, one.stage), _began(state, now.stage)
    return began is not None and since is not None and began < since


def _began(state: Session, stage: str) -> Millis | None:
    return min(
        (state.opened_at[one.id] for one in state.steps if one.stage == stage and one.id in state.opened_at),
        default=None,
    )


def step_after_round(state: Session) -> Step | None:
    """The first step behind the open stage."""
    now = step(state)
    if now is None:
        return next_step(state)
    return next((one for one in steps_ahead(state) if one.stage != now.stage), None)


def request_step(state: Session) -> Step | None:
    """The step of the open round that opens when the holder asks for it."""
    now = step(state)
    if now is None:
        return None
    return next((one for one in state.steps if one.stage == now.stage and one.on_request), None)


def rounds(state: Session) -> tuple[str, ...]:
    """The rounds of the agenda, in order, by stage."""
    return tuple(dict.fromkeys(one.stage for one in state.steps if one.stage_kind is StageKind.ROUND))


def before_rounds(state: Session) -> tuple[Step, ...]:
    """The steps that come before the rounds: everything up to asking for time."""
    kinds = [one.stage_kind for one in state.steps]
    last = max((place for place, kind in enumerate(kinds) if kind is StageKind.ASKING), default=-1)
    return state.steps[: last + 1]


def after_rounds(state: Session) -> tuple[Step, ...]:
    """The steps that come after the rounds."""
    behind = state.steps[len(before_rounds(state)) :]
    return tuple(one for one in behind if not is_placed(state, one))


def contract_is_open(now: Step | None) -> bool:
    """Whether this step is one in which the set makes its contract, or changes it."""
    return now is not None and (now.stage_kind is StageKind.REVIEW or Writes.CONTRACT in now.writes)


def contract_put(state: Session) -> ContractProposal | None:
    """The contract that is put to the set: in its own steps, and kept for them meanwhile."""
    return state.contract_proposal if contract_is_open(step(state)) else None


def not_content(state: Session) -> tuple[PersonId, ...]:
    """Who has said that they are not content with the contract that is put, and has not left for today."""
    put = state.contract_proposal
    said_no = [who for who, content in put.content.items() if not content] if put else []
    return tuple(who for who in said_no if state.presence.get(who) is not Presence.LEFT)


def still_to_say(state: Session) -> tuple[PersonId, ...]:
    """Which members in the room have not said what they think of it; whoever is not with us is not waited for."""
    put = state.contract_proposal
    if put is None:
        return ()
    return tuple(who for who in members_in_room(state) if who not in put.content)


def entered_before(state: Session, who: PersonId | None, kind: str) -> bool:
    """Whether such a thing was entered for them, which they have not confirmed."""
    return any(one.person == who and one.kind == kind and not one.confirmed for one in state.entered)


def is_placed(state: Session, one: Step) -> bool:
    """Whether the agenda placed this step: a round's, or the break between two."""
    return one.stage_kind is StageKind.ROUND or (state.rest is not None and one.id == state.rest.id)


def next_speaker(state: Session) -> PersonId | None:
    """Whose turn comes next: in the order of seats, then "later", then late arrivals; in a round its holder last."""
    turns = state.turns
    waiting = [
        one.id
        for one in members(state)
        if is_here(state, one.id) and one.id not in turns.done and (turns.now is None or one.id != turns.now.person)
    ]
    order = sorted(waiting, key=lambda who: (who == holder(state), who in turns.late, who in turns.later))
    return order[0] if order else None


def next_in_go_round(state: Session) -> PersonId | None:
    """Whoever is asked next in a go-round: the first who is here. Whoever is back soon keeps their place in it."""
    return next((who for who in state.go_round if is_here(state, who)), None)


def can_drive(state: Session, who: PersonId) -> bool:
    """Whether they could have the chair now: a member or a facilitator who is here, by a line of their own."""
    them = person(state, who)
    return them is not None and them.kind in CORE and is_here(state, who) and has_line(state, who)


def chair_is_missing(state: Session) -> bool:
    """Whether nobody is at the desk: no chair, or whoever has it is away or out."""
    return state.chair is None or not can_drive(state, state.chair)


def self_run(state: Session) -> bool:
    """Whether the set runs itself: nobody was asked to facilitate."""
    return not facilitators(state)


def shares_device(state: Session, who: PersonId) -> frozenset[PersonId]:
    """Everybody who sits at this person's device, beside them."""
    return frozenset(one for one, host in state.without_screen.items() if host == who)


def asked_person(state: Session) -> PersonId | None:
    """Whom the question goes to: the holder, unless anybody may ask anybody."""
    return (state.asking.to if state.asking else None) or holder(state)
