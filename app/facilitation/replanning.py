"""The rounds still to come: what there is to share out over them, and the plan with others in their place."""

from collections.abc import Sequence

from app.facilitation.plan import Share, Step
from app.facilitation.state import Session, after_rounds, is_placed
from app.facilitation.terms import MINUTE, Millis, PersonId, StageKind
from app.facilitation.timing import HALF_MINUTE, share_out, step_ends, steps_behind


def rounds_ahead(state: Session) -> tuple[Share, ...]:
    """The rounds that have not begun, as planned."""
    ahead: dict[str, Millis] = {}
    for one in state.steps:
        if one.stage_kind is StageKind.ROUND and one.stage in _not_begun(state) and not one.on_request:
            ahead[one.stage] = ahead.get(one.stage, 0) + one.length
    return tuple(Share(holder=state.holders[stage], minutes=length / MINUTE) for stage, length in ahead.items())


def _not_begun(state: Session) -> frozenset[str]:
    begun = {one.stage for one in state.steps if one.id in state.opened_at}
    return frozenset(one.stage for one in state.steps if one.stage_kind is StageKind.ROUND) - begun


def time_for_rounds_ahead(state: Session) -> Millis:
    """What there is to share out over the rounds that have not begun, to the half minute below, the spare left over."""
    return max(0, room_for_rounds_ahead(state))


def room_for_rounds_ahead(state: Session) -> Millis:
    """The same, and less than nothing where the spare is being used up already."""
    if state.timer is None:
        return 0
    others = sum(one.length for one in steps_behind(state) if one.stage not in _not_begun(state))
    free = state.ends_at - state.spare - step_ends(state) - others
    return free // HALF_MINUTE * HALF_MINUTE


def replanned_steps(state: Session, rounds: Sequence[Share]) -> tuple[Step, ...]:
    """The steps of the whole session with these rounds in place of those that have not begun."""
    coming = _not_begun(state)
    stages = [
        share_out(state.round_steps, stage, one.minutes)
        for stage, one in zip(_free_stages(state, len(rounds)), rounds, strict=True)
    ]
    rest = next((one for one in state.steps if is_placed(state, one) and one.stage_kind is StageKind.REST), None)
    ids = [one.id for one in state.steps]
    # a break that was had, or passed over, stays where it is
    gone = rest is None or rest.id in state.opened_at or ids.index(rest.id) < ids.index(state.step_id or rest.id)
    kept = [one for one in state.steps if one.stage not in coming and (one is not rest or gone)]
    after = {one.id for one in after_rounds(state)}
    first = [one for one in kept if one.id not in after]
    middle = [one for steps in stages for one in steps]
    if rest is not None and not gone and stages:
        # the break keeps its place: before the next round where it stood there, else behind it
        place = 0 if state.steps.index(rest) < _first_coming(state, coming) else len(stages[0])
        if len(stages) > 1 or place == 0:
            middle.insert(place, rest)
    return (*first, *middle, *after_rounds(state))


def _first_coming(state: Session, coming: frozenset[str]) -> int:
    return next((place for place, one in enumerate(state.steps) if one.stage in coming), len(state.steps))


def replanned_holders(state: Session, rounds: Sequence[Share]) -> dict[str, PersonId]:
    """Whose each round is, with these in place of those that have not begun."""
    coming = _not_begun(state)
    kept = {stage: who for stage, who in state.holders.items() if stage not in coming}
    stages = _free_stages(state, len(rounds))
    return kept | {stage: one.holder for stage, one in zip(stages, rounds, strict=True)}


def _free_stages(state: Session, count: int) -> list[str]:
    """Names for so many rounds to come. Rounds may have begun in another order: no name of theirs is given again."""
    begun = {one.stage for one in state.steps if one.id in state.opened_at}
    names = (f"r{number}" for number in range(1, count + len(begun) + 1))
    return [name for name in names if name not in begun][:count]
