"""Moving from step to step: what closes with the old one, what opens with the new one."""

from app.facilitation import events as e
from app.facilitation.decide.chair import vacate
from app.facilitation.decide.draft import Draft
from app.facilitation.decide.turn_order import begin_next_turn
from app.facilitation.plan import Step
from app.facilitation.state import Session, facilitators, holder, in_room, members, step
from app.facilitation.terms import Floor, Presence, Stop, Writes
from app.facilitation.timing import reopened

FEWEST_RATINGS = 4
"""Means of fewer ratings than this never leave the set."""


def open_step(draft: Draft, opening: Step) -> None:
    """Close the open step, open this one, and do what follows from it."""
    leave_step(draft)
    ready = reopened(draft.state, opening)
    draft.say(e.StepOpened(step=opening.id, name=opening.name, planned=opening.length, due_at=draft.now + ready.length))
    begin_next_turn(draft)
    keep_airspace(draft)
    _holder_never_chairs(draft)


def leave_step(draft: Draft) -> None:
    """Close the open step, if there is one."""
    now = step(draft.state)
    if now is None or draft.state.timer is None:
        return
    turn = draft.state.turns.now
    if turn is not None:
        draft.say(e.TurnEnded(turn=turn.number, person=turn.person))
    if draft.state.asking is not None:
        draft.say(e.AskingEnded(hand=draft.state.asking.id))
    if Writes.RATINGS in now.writes and not draft.state.ratings_shown:
        _total_review(draft)
    draft.say(e.StepClosed(step=now.id, planned=now.length, took=draft.state.timer.took(draft.now)))


def keep_airspace(draft: Draft) -> None:
    """The holder's line is down in airspace: the clock stops, and the airspace is kept."""
    state = draft.state
    who = holder(state)
    if state.step_id is None or who is None or Stop.HOLDER_AWAY in state.stops:
        return
    if _floor(state) is Floor.HOLDER and state.presence.get(who) is not Presence.HERE:
        draft.say(e.ClockStopped(why=Stop.HOLDER_AWAY))


def _floor(state: Session) -> Floor | None:
    now = step(state)
    return now.floor if now else None


def _holder_never_chairs(draft: Draft) -> None:
    """Nobody chairs their own round: a facilitator who is here takes over, the stand-in, or else whoever offers to."""
    state = draft.state
    if state.chair is None or state.chair != holder(state):
        return
    here = next((one.id for one in facilitators(state) if in_room(state, one.id)), None)
    if here is not None:
        draft.say(e.ChairTaken(person=here))
    else:
        vacate(draft, at_once=True)


def _total_review(draft: Draft) -> None:
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
