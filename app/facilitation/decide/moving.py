"""Moving from step to step: what closes with the old one, what opens with the new one."""

from app.facilitation import events as e
from app.facilitation.decide.chair import next_in_chair, pass_chair_on, vacate
from app.facilitation.decide.draft import Draft
from app.facilitation.decide.turn_order import begin_next_turn
from app.facilitation.plan import Step
from app.facilitation.state import Session, can_drive, facilitators, holder, holders_time_waits, members, self_run, step
from app.facilitation.terms import Millis, StageKind, Stop, Writes
from app.facilitation.timing import reopened

FEWEST_RATINGS = 4
"""Means of fewer ratings than this never leave the set."""


def open_step(draft: Draft, opening: Step) -> None:
    """Close the open step, open this one, and do what follows from it."""
    leave_step(draft)
    ready = reopened(draft.state, opening)
    begins = opening.stage_kind is StageKind.ROUND and not _begun(draft.state, opening.stage)
    draft.say(e.StepOpened(step=opening.id, name=opening.name, planned=opening.length, due_at=draft.now + ready.length))
    begin_next_turn(draft)
    keep_holders_time(draft)
    if begins:
        pass_chair_on(draft)
    _holder_never_chairs(draft)


def _begun(state: Session, stage: str) -> bool:
    return any(one.stage == stage and one.id in state.opened_at for one in state.steps)


def leave_step(draft: Draft, *, total: bool = True, at: Millis | None = None) -> None:
    """Close the open step, if there is one. `total`: a writing step's ratings are totalled and shown.

    `at` is when it was left, where that was sooner than now.
    """
    now = step(draft.state)
    if now is None or draft.state.timer is None:
        return
    turn = draft.state.turns.now
    if turn is not None:
        draft.say(e.TurnEnded(turn=turn.number, person=turn.person))
    if draft.state.asking is not None:
        draft.say(e.AskingEnded(hand=draft.state.asking.id))
    if total and Writes.RATINGS in now.writes and not draft.state.ratings_shown:
        total_review(draft)
    draft.say(
        e.StepClosed(step=now.id, planned=now.length, took=draft.state.timer.took(at if at is not None else draft.now))
    )


def keep_holders_time(draft: Draft) -> None:
    """The clock stands still for a holder who is missed in time of theirs, and for no longer."""
    waits, stopped = holders_time_waits(draft.state), Stop.HOLDER_AWAY in draft.state.stops
    if waits and not stopped:
        draft.say(e.ClockStopped(why=Stop.HOLDER_AWAY))
    elif stopped and not waits:
        draft.say(e.ClockStarted(why=Stop.HOLDER_AWAY))


def _holder_never_chairs(draft: Draft) -> None:
    """Nobody chairs their own round: a facilitator who is here takes over, the stand-in, or else whoever offers to."""
    state = draft.state
    if state.chair is None or state.chair != holder(state):
        return
    here = next((one.id for one in facilitators(state) if can_drive(state, one.id)), None)
    here = here or (next_in_chair(state) if self_run(state) else None)
    if here is not None:
        draft.say(e.ChairTaken(person=here))
    else:
        vacate(draft, at_once=True)


def total_review(draft: Draft) -> None:
    """Means for leads, rounded to a half, of items that at least four people rated."""
    state = draft.state
    means: dict[str, float] = {}
    numbers: dict[str, int] = {}
    for item in state.items:
        given = [ratings[item.id] for ratings in state.ratings.values() if item.id in ratings]
        if len(given) >= FEWEST_RATINGS:
            means[item.id] = round(sum(given) / len(given) * 2) / 2
            numbers[item.id] = len(given)
    eligible = sum(1 for one in members(state) if one.id in state.arrived)
    draft.say(e.ReviewTotalled(means=means, numbers=numbers, eligible=eligible))
