"""Rights derive from state: who may be heard and who may give which command; buttons and microphones read this."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from app.facilitation.permissions import TABLE
from app.facilitation.refusals import Reason, Refused
from app.facilitation.state import (
    Session,
    chair_is_missing,
    everyone,
    floor,
    holder,
    in_room,
    is_here,
    next_step,
    person,
    request_step,
    stage_kind,
    step,
)
from app.facilitation.terms import (
    CLOCK,
    LINE,
    OFFICE,
    Floor,
    PauseAnswer,
    PersonId,
    PersonKind,
    Presence,
    StageKind,
    Status,
    Stop,
    Writes,
)

SYSTEM_ROLES: Mapping[PersonId, str] = {CLOCK: "clock", LINE: "line", OFFICE: "office"}
HAND_FLOORS = frozenset({Floor.HOLDER, Floor.ASKER_AND_HOLDER})
WORD_FLOORS = frozenset({Floor.ASKER_AND_HOLDER, Floor.OTHERS, Floor.NOBODY, Floor.EVERYBODY})


@dataclass(frozen=True)
class Rights:
    """What one person may do now."""

    roles: frozenset[str]
    may: frozenset[str]
    heard: bool


def rights(state: Session, who: PersonId) -> Rights:
    """What this person may do now. The one function that says so."""
    roles = roles_of(state, who)
    situations = situation(state)
    may = frozenset(
        row.command for row in TABLE if row.who & roles and row.when <= situations and not row.unless & situations
    )
    return Rights(roles=roles, may=may, heard=who in heard(state))


def require(state: Session, who: PersonId, command: str) -> None:
    """Raise the refusal for want of right, unless this person may give this command now."""
    mine = rights(state, who)
    if command in mine.may:
        return
    if who not in SYSTEM_ROLES and person(state, who) is None:
        raise Refused(Reason.UNKNOWN_PERSON)
    if state.status is not Status.OPEN:
        raise Refused(Reason.NOT_OPEN)
    ever = frozenset[str]().union(*(row.who for row in TABLE if row.command == command))
    raise Refused(Reason.NOT_NOW if ever & mine.roles else Reason.NOT_YOURS)


# --- who may be heard ------------------------------------------------------------------------------------------------


def heard(state: Session) -> frozenset[PersonId]:
    """Everybody who may be heard now."""
    if state.status is not Status.OPEN:
        return frozenset()
    room = everyone(state)
    if state.word is not None:
        return room & {state.word.person}
    if state.pause is not None:
        return _heard_in_pause(state, room)
    if state.open_to_all and not airspace_is_kept(state):
        return room
    return _HEARD[floor(state)](state, room)


def airspace_is_kept(state: Session) -> bool:
    """Whether the open step is somebody's airspace, and they are here or may come back to it."""
    who = holder(state)
    gone = who is None or state.presence.get(who) in {Presence.LEFT, Presence.REMOVED}
    return step(state) is not None and floor(state) is Floor.HOLDER and not gone


def _heard_in_pause(state: Session, room: frozenset[PersonId]) -> frozenset[PersonId]:
    who = holder(state)
    opened = state.pause is not None and state.pause.answer in {PauseAnswer.LET_SET_IN, PauseAnswer.SHORT_BREAK}
    if opened or who is None or not is_here(state, who):
        return room
    return room & ({who} | _people_of_kind(state, PersonKind.FACILITATOR) | ({state.chair} if state.chair else set()))


def _people_of_kind(state: Session, kind: PersonKind) -> frozenset[PersonId]:
    return frozenset(one.id for one in state.people if one.kind is kind)


def _turns(state: Session, room: frozenset[PersonId]) -> frozenset[PersonId]:
    # between turns, and when all have had theirs, nobody is silenced
    if state.turns.now is None:
        return room
    return room & ({state.turns.now.person} | _people_of_kind(state, PersonKind.FACILITATOR))


def _holder(state: Session, room: frozenset[PersonId]) -> frozenset[PersonId]:
    return room & {holder(state)}


def _asker_and_holder(state: Session, room: frozenset[PersonId]) -> frozenset[PersonId]:
    asker = {state.asking.person} if state.asking else set()
    return room & ({holder(state)} | asker)


def _others(state: Session, room: frozenset[PersonId]) -> frozenset[PersonId]:
    return (room & _people_of_kind(state, PersonKind.MEMBER)) - {holder(state)}


_HEARD: Mapping[Floor, Callable[[Session, frozenset[PersonId]], frozenset[PersonId]]] = {
    Floor.NOBODY: lambda state, room: frozenset(),
    Floor.TURNS: _turns,
    Floor.HOLDER: _holder,
    Floor.ASKER_AND_HOLDER: _asker_and_holder,
    Floor.OTHERS: _others,
    # a guest has no seat of their own yet: the floor is the facilitator's, who speaks for the visit
    Floor.GUEST: lambda state, room: room & _people_of_kind(state, PersonKind.FACILITATOR),
    Floor.EVERYBODY: lambda state, room: room,
}


# --- roles: what somebody is now -------------------------------------------------------------------------------------


def roles_of(state: Session, who: PersonId) -> frozenset[str]:
    """The words of the table's `who` that hold for this person now."""
    if who in SYSTEM_ROLES:
        return frozenset({SYSTEM_ROLES[who]})
    them = person(state, who)
    if them is None or state.presence.get(who) is Presence.REMOVED:
        return frozenset()
    found = {"invited", them.kind.value}
    if them.kind is PersonKind.MEMBER:
        found.add("invited_member")
    if not in_room(state, who):
        return frozenset(found)
    found.add("in_room")
    found.add("here" if is_here(state, who) else "out")
    found |= _seat_roles(state, who, them.kind)
    found |= _round_roles(state, who, them.kind)
    found |= _writing_roles(state, who, them.kind)
    return frozenset(found)


def _seat_roles(state: Session, who: PersonId, kind: PersonKind) -> set[str]:
    found = set()
    if kind is PersonKind.MEMBER:
        found.add("member_in_room")
    else:
        found.add("desk")
        if who != state.chair:
            found.add("facilitator_not_chair")
    if who == state.chair:
        found |= {"chair", "driver"}
    elif state.open_to_all and not airspace_is_kept(state):
        found.add("driver")
    if who != state.chair and who != holder(state):
        found.add("may_keep_time")
    if state.chair_offer is None or (who, state.chair_offer.person) not in state.objected:
        found.add("may_object")
    if who in heard(state):
        found.add("heard")
    if state.word is not None and state.word.person == who:
        found.add("word_speaker")
    return found


def _round_roles(state: Session, who: PersonId, kind: PersonKind) -> set[str]:
    found = set()
    if state.turns.now is not None and state.turns.now.person == who:
        found.add("speaker")
    if who == holder(state):
        found.add("holder")
    elif stage_kind(state) is StageKind.ROUND:
        if kind is PersonKind.MEMBER:
            found.add("consultant")
        if kind is PersonKind.MEMBER or state.contract.modelling:
            found |= {"may_ask"}
    if state.asking is not None and state.asking.person == who:
        found |= {"asker", "has_hand"}
    if any(hand.person == who for hand in state.hands):
        found.add("has_hand")
    return found


def _writing_roles(state: Session, who: PersonId, kind: PersonKind) -> set[str]:
    found = set()
    now = step(state)
    stage = now.stage if now else ""
    unasked = [one for one in state.questions if one.person == who and not one.asked]
    if unasked:
        found.add("has_prepared")
    if any(one.stage == stage for one in unasked):
        found.add("may_ask_in_writing")
    if any(state.holders.get(one.stage) == who for one in state.questions if one.asked):
        found.add("was_asked")
    if any(one.owner == who for one in state.reports):
        found.add("owner")
    if any(one.owner == who for one in state.actions):
        found.add("has_actions")
    if any(one.person == who for one in state.bids):
        found.add("bidder")
    if state.learnings.get(who):
        found.add("has_learning")
    return found


# --- situations: what is the case now --------------------------------------------------------------------------------


def situation(state: Session) -> frozenset[str]:
    """The words of the table's `when` and `unless` that hold now."""
    found = {state.status.value}
    if state.planned:
        found.add("planned_already")
    if state.status in {Status.PLANNED, Status.OPEN} and state.planned:
        found.add("before_close")
        if not state.agreed:
            found.add("bids_open")
    if state.status is not Status.OPEN:
        return frozenset(found)
    found |= _stage_words(state)
    found |= _floor_words(state)
    found |= _still_words(state)
    found |= _chair_words(state)
    return frozenset(found)


def _stage_words(state: Session) -> set[str]:
    now = step(state)
    kind = stage_kind(state)
    found = {kind.value}
    if kind in {StageKind.REVIEW, StageKind.CLOSE}:
        found.add("looking_back")
    if kind in {StageKind.LOBBY, StageKind.CHECK_IN}:
        found.add("reports")
    if now is None:
        found.add("steps_ahead")
        return found
    found.add("stepping")
    found |= {write.value for write in now.writes if write is not Writes.REPORTS}
    if state.ratings_shown:
        found.discard("ratings")
    if next_step(state) is not None or len(state.opened_at) > 1:
        found.add("steps_ahead")
    if now.on_request:
        found.add("offers_open")
    elif request_step(state) is not None and now.id != _first_of_stage(state, now.stage):
        found.add("offers_ahead")  # the issue first, then suggestions
    if kind is StageKind.ASKING and state.proposal is not None and not state.agreed:
        found.add("proposal")
    return found


def _first_of_stage(state: Session, stage: str) -> str:
    return next(one.id for one in state.steps if one.stage == stage)


def _floor_words(state: Session) -> set[str]:
    found = set()
    now = floor(state)
    stepping = step(state) is not None
    if stepping and now is Floor.HOLDER and state.pause is None:
        found.add("airspace")
    if now is Floor.TURNS and state.turns.now is not None:
        found.add("turn_on")
    if now is Floor.ASKER_AND_HOLDER:
        found.add("queue")
        if state.hands:
            found.add("hand_waits")
        if state.hands or state.asking:
            found.add("asking_or_waiting")
    if now in HAND_FLOORS:
        found.add("hands")
    if now in WORD_FLOORS and stage_kind(state) in {StageKind.ROUND, StageKind.REVIEW}:
        found.add("word_allowed")
    return found


def _still_words(state: Session) -> set[str]:
    found = set()
    if state.pause is not None:
        found.add("paused")
    if state.word is not None:
        found.add("word")
    if Stop.CHAIR in state.stops:
        found |= {"stopped_by_chair", "stopped_by_hand"}
    if Stop.HEARING in state.stops:
        found |= {"stopped_for_hearing", "stopped_by_hand"}
    if state.lost > 0:
        found.add("outage")
    return found


def _chair_words(state: Session) -> set[str]:
    found = set()
    chair = person(state, state.chair) if state.chair else None
    if chair is None or chair.kind is PersonKind.MEMBER or chair_is_missing(state):
        found.add("chair_to_take")
    if state.chair_vacant or state.open_to_all:
        found.add("chair_vacant")
    if state.open_to_all:
        found.add("opened_to_all")
    if state.chair_offer is not None:
        found.add("chair_offered")
    who = holder(state)
    if who is None or not is_here(state, who):
        found.add("no_holder_here")
    return found
