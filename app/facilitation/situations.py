"""The words that the permission table is written in: what somebody is now (`who`), and what is the case (`when`)."""

from collections.abc import Mapping

from app.facilitation.heard import airspace_is_kept, heard
from app.facilitation.state import (
    CORE,
    YET_TO_COME,
    Session,
    at_table,
    chair_is_missing,
    contract_is_open,
    contract_put,
    floor,
    has_line,
    holder,
    in_room,
    is_here,
    next_step,
    person,
    request_step,
    shares_device,
    stage_kind,
    step,
)
from app.facilitation.terms import (
    CLOCK,
    LINE,
    OFFICE,
    Floor,
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
        if who in state.arrived:
            found.add("took_part")
        if state.presence.get(who) in YET_TO_COME:
            found.add("awaited")
    if state.status is Status.CLOSED:
        found |= _entry_roles(state, who)  # on a page of their own, with no line to the room
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
    speaking = heard(state)
    passengers = shares_device(state, who)
    if who in speaking or passengers & speaking:
        found.add("heard")
    if passengers:
        found.add("host")
    if kind is PersonKind.ACCESS:
        found.add("beside")
    if kind not in CORE:
        return found
    if kind is PersonKind.MEMBER:
        found.add("member_in_room")
    else:
        found.add("desk")
        if who != state.chair:
            found.add("facilitator_not_chair")
    return found | _chair_roles(state, who)


def _chair_roles(state: Session, who: PersonId) -> set[str]:
    found = set()
    if who == state.chair:
        found |= {"chair", "driver"}
    elif state.open_to_all and not airspace_is_kept(state):
        found.add("driver")
    if who != state.chair and who != holder(state):
        found.add("may_keep_time")
    if state.chair_offer is None or (who, state.chair_offer.person) not in state.objected:
        found.add("may_object")
    if state.word is not None and state.word.person == who:
        found.add("word_speaker")
    return found


def _round_roles(state: Session, who: PersonId, kind: PersonKind) -> set[str]:
    found = set()
    if state.turns.now is not None and state.turns.now.person in {who, *shares_device(state, who)}:
        found.add("speaker")  # whoever sits at my device has no screen to end their turn with
    now = step(state)
    if who == holder(state):
        found.add("holder")
        if now is not None and now.anybody:
            found.add("may_ask")
    elif stage_kind(state) is StageKind.ROUND:
        if kind is PersonKind.MEMBER:
            found.add("consultant")
        if kind is PersonKind.MEMBER or (kind is PersonKind.FACILITATOR and state.contract.modelling):
            found |= {"may_ask"}
        if now is not None and state.noters.get(now.stage) == who:
            found.add("noter")
    if state.asking is not None and state.asking.person == who:
        found |= {"asker", "has_hand"}
    if any(hand.person == who for hand in state.hands):
        found.add("has_hand")
    if any(invite.person == who for invite in state.invites):
        found.add("invited_to_ask")
    return found


def _writing_roles(state: Session, who: PersonId, kind: PersonKind) -> set[str]:
    found = set()
    now = step(state)
    stage = now.stage if now else ""
    unasked = [one for one in state.questions if one.person == who and not one.asked]
    if unasked:
        found.add("has_prepared")
    asks_now = state.asking is not None and state.asking.person == who
    if any(one.stage == stage for one in unasked) and (asks_now or now is None or not now.one_at_a_time):
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
    return found | _entry_roles(state, who)


def _entry_roles(state: Session, who: PersonId) -> set[str]:
    entries = [one for one in state.entered if one.person == who]
    found = {"has_entries"} if entries else set()
    if any(not one.confirmed for one in entries):
        found.add("unconfirmed")
    if any(one.by == who and not one.confirmed for one in state.entered):
        found.add("has_entered")
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
        if state.review_until is not None:
            found.add("review_waits")
            if not state.ratings_shown:
                found.add("ratings_wait")
        return frozenset(found | ({"entries_open"} if state.status is Status.CLOSED and state.entered else set()))
    found |= _stage_words(state)
    found |= _floor_words(state)
    found |= _still_words(state)
    found |= _chair_words(state)
    found |= _guest_words(state)
    found |= _contract_words(state)
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
    if state.agreed and kind in {StageKind.ROUND, StageKind.REST}:
        found.add("rounds_to_replan")
    return found


def _guest_words(state: Session) -> set[str]:
    guests = [state.presence.get(one.id) for one in at_table(state) if one.kind is PersonKind.GUEST]
    found = {"guests_expected"} if guests else set()
    if Presence.WAITING in guests:
        found.add("guest_waits")
    if Presence.HERE in guests or Presence.OUT in guests:
        found.add("guest_here")
    return found


def _contract_words(state: Session) -> set[str]:
    now = step(state)
    found = set()
    if contract_is_open(now):
        found.add("contract_open")
    if contract_put(state) is not None:
        found.add("contract_proposed")
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
        if state.hands or state.asking or state.go_round or state.thinking:
            found.add("asking_or_waiting")
    who = holder(state)
    if state.thinking and who is not None and in_room(state, who):  # a queue is held for somebody who comes back to it
        found.add("thinking")
        if has_line(state, who):  # whoever has no screen says aloud when they go on, and the chair hears it
            found.add("queue_held")
    if state.go_round:
        found.add("go_round")
    if state.floor_open:
        found.add("floor_open")
    if state.asking is not None and state.asking.follow_up:
        found.add("follow_up")
    if now in HAND_FLOORS:
        found.add("hands")
    if state.contract.nudges and stage_kind(state) is StageKind.ROUND and now is not Floor.NOBODY:
        found.add("nudges")
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
    if who is None or not is_here(state, who) or not has_line(state, who):
        found.add("no_holder_here")
    return found
