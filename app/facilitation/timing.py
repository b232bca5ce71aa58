"""Time: the next deadline, when we should finish, what there is to share out, how a round's minutes fall."""

from collections.abc import Sequence

from app.facilitation.formats import RoundStep, SessionFormat, Stage
from app.facilitation.order import onward
from app.facilitation.plan import Share, Step
from app.facilitation.refusals import Reason, Refused
from app.facilitation.state import Session, everyone, step
from app.facilitation.terms import HOUR, MINUTE, SECOND, AtTime, Floor, Millis, StageKind, Status

HALF_MINUTE = 30 * SECOND
VACANT_AFTER = 20 * SECOND
"""From the drop of the chair's line until any member may say "I'll keep time"."""
OPEN_AFTER = 60 * SECOND
"""From the drop until every step but airspace opens to all."""
OBJECT_WITHIN = 15 * SECOND
"""How long an offer to keep time waits for somebody to object."""
LEFT_OPEN_AFTER = 12 * HOUR
"""An empty room closes itself this long after the planned end and the last thing that happened in it."""


# --- deadlines -------------------------------------------------------------------------------------------------------


def vacant_at(state: Session) -> Millis | None:
    """When the chair counts as vacant."""
    if state.chair_missing_since is None or state.chair_vacant:
        return None
    return state.chair_missing_since + VACANT_AFTER


def open_to_all_at(state: Session) -> Millis | None:
    """When every step but airspace opens to all."""
    if state.chair_missing_since is None or state.open_to_all:
        return None
    return state.chair_missing_since + OPEN_AFTER


def move_on_at(state: Session) -> Millis | None:
    """When the open step moves on by itself, if it is of that kind."""
    now = step(state)
    if now is None or now.at_time is not AtTime.MOVE_ON or state.timer is None or onward(state) is None:
        return None
    return state.timer.due_at


def left_open_at(state: Session) -> Millis | None:
    """When an empty room closes itself."""
    if everyone(state):
        return None
    return max(state.ends_at, state.last_at) + LEFT_OPEN_AFTER


def next_deadline(state: Session) -> Millis | None:
    """The next moment at which the clock has something to ask."""
    if state.status is not Status.OPEN:
        return None
    offer = state.chair_offer.effective_at if state.chair_offer else None
    moments = (offer, vacant_at(state), open_to_all_at(state), move_on_at(state), left_open_at(state))
    return min((moment for moment in moments if moment is not None), default=None)


# --- what is still to come -------------------------------------------------------------------------------------------


def steps_behind(state: Session) -> tuple[Step, ...]:
    """The steps planned after the open one; those on request take no time until they are asked for."""
    ids = [one.id for one in state.steps]
    after = ids.index(state.step_id) + 1 if state.step_id in ids else 0
    return tuple(one for one in state.steps[after:] if not one.on_request)


def rest_of_session(state: Session) -> Millis:
    """All that is planned after the open step, the rounds' time included while there is no agenda yet."""
    planned = sum(one.length for one in steps_behind(state))
    if not state.agreed and stage_kind_before_rounds(state):
        planned += time_for_rounds(state) + (state.rest.length if state.rest else 0)
    return planned


def stage_kind_before_rounds(state: Session) -> bool:
    """Whether the rounds are still ahead."""
    now = step(state)
    return now is None or now.stage_kind in {StageKind.CHECK_IN, StageKind.ASKING}


def time_for_rounds(state: Session, after_asking: Millis | None = None) -> Millis:
    """What there is to share out, to the half minute below: the session less all else, its break and its spare.

    `after_asking` is when asking for time ends; left out, its planned end.
    """
    begins = after_asking if after_asking is not None else _asking_ends(state)
    review = sum(one.length for one in state.steps if one.stage_kind in {StageKind.REVIEW, StageKind.CLOSE})
    rest = state.rest.length if state.rest else 0
    free = state.ends_at - begins - review - rest - state.spare
    return max(0, free // HALF_MINUTE * HALF_MINUTE)


def _asking_ends(state: Session) -> Millis:
    """When asking for time should be over, as things stand."""
    now = step(state)
    before = [one for one in state.steps if one.stage_kind in {StageKind.CHECK_IN, StageKind.ASKING}]
    if now is None or state.timer is None:
        return state.starts_at + sum(one.length for one in before)
    began = state.timer.due_at if state.timer.due_at is not None else state.last_at + (state.timer.left or 0)
    if now.stage_kind is StageKind.ASKING:
        return began
    ids = [one.id for one in state.steps]
    return began + sum(one.length for one in before if ids.index(one.id) > ids.index(now.id))


# --- sharing out -----------------------------------------------------------------------------------------------------


def least_minutes(pattern: Sequence[Step | RoundStep]) -> float:
    """The fewest minutes in which a round of this pattern keeps its minimums."""
    return sum(
        (one.minutes if one.minutes is not None else one.minimum) if isinstance(one, RoundStep) else one.each / MINUTE
        for one in pattern
        if not one.on_request
    )


def pattern_of(round_steps: Sequence[RoundStep]) -> tuple[Step, ...]:
    """A round as a pattern. Until the agenda is agreed, `length` is the weight and `each` the minimum, as time."""
    return tuple(
        Step(
            id=one.id,
            stage="round",
            stage_kind=StageKind.ROUND,
            name=one.name,
            says=one.says,
            floor=one.floor,
            length=round((one.minutes if one.minutes is not None else one.weight) * MINUTE),
            each=round((one.minutes if one.minutes is not None else one.minimum) * MINUTE),
            fixed=one.minutes is not None,
            at_time=one.at_time,
            writes=one.writes,
            advice=one.advice,
            on_request=one.on_request,
        )
        for one in round_steps
    )


def share_out(pattern: Sequence[Step], stage: str, minutes: float) -> tuple[Step, ...]:
    """One round's minutes over its steps: by weight, to the half minute, minimums kept, the sum exact.

    Refused as `too_short` with the fewest minutes that would do.
    """
    total = round(minutes * MINUTE)
    fixed = sum(one.length for one in pattern if one.fixed and not one.on_request)
    free = [one for one in pattern if not one.fixed]
    least = fixed + sum(one.each for one in free)
    if total < least:
        raise Refused(Reason.TOO_SHORT, minutes=_said(least))
    lengths = _by_weight(free, total - fixed)
    return tuple(
        one.model_copy(
            update={"id": f"{stage}.{one.id}", "stage": stage, "length": lengths.get(one.id, one.length), "each": 0}
        )
        for one in pattern
    )


def _by_weight(free: Sequence[Step], total: Millis) -> dict[str, Millis]:
    """Largest first remainders, after every step that would fall under its minimum has been given just that."""
    lengths: dict[str, Millis] = {}
    open_steps, left = list(free), total
    while open_steps:
        weight = sum(one.length for one in open_steps)
        short = [one for one in open_steps if left * one.length / weight < one.each]
        if not short:
            break
        for one in short:
            lengths[one.id] = one.each
            left -= one.each
            open_steps.remove(one)
    if open_steps:
        weight = sum(one.length for one in open_steps)
        exact = {one.id: left * one.length / weight for one in open_steps}
        halves = {key: max(int(value // HALF_MINUTE) * HALF_MINUTE, 0) for key, value in exact.items()}
        for one in open_steps:
            halves[one.id] = max(halves[one.id], one.each)
        remainder = left - sum(halves.values())
        order = sorted(open_steps, key=lambda one: exact[one.id] - halves[one.id], reverse=True)
        index = 0
        while remainder >= HALF_MINUTE:
            halves[order[index % len(order)].id] += HALF_MINUTE
            remainder -= HALF_MINUTE
            index += 1
        halves[order[0].id] += remainder  # nought, unless the minutes were no whole halves
        lengths.update(halves)
    return lengths


def agenda_steps(state: Session, rounds: Sequence[Share]) -> tuple[Step, ...]:
    """The steps of the whole session with these rounds in them, and the break where half of their time has gone."""
    stages = [share_out(state.round_steps, f"r{number}", share.minutes) for number, share in enumerate(rounds, 1)]
    total, gone, placed = sum(share.minutes for share in rounds), 0.0, False
    middle: list[Step] = []
    for number, (steps, share) in enumerate(zip(stages, rounds, strict=True), 1):
        middle.extend(steps)
        gone += share.minutes
        half_gone = gone * 2 >= total or number == len(rounds) - 1
        if state.rest is not None and not placed and number < len(rounds) and half_gone:
            middle.append(state.rest)
            placed = True
    before = [one for one in state.steps if one.stage_kind in {StageKind.CHECK_IN, StageKind.ASKING}]
    after = [one for one in state.steps if one.stage_kind in {StageKind.REVIEW, StageKind.CLOSE}]
    return (*before, *middle, *after)


def stage_steps(session_format: SessionFormat, member_count: int) -> tuple[Step, ...]:
    """The stages of a session as steps, everything but the rounds."""
    return tuple(stage_step(one, member_count) for one in session_format.stage)


def stage_step(stage: Stage, member_count: int) -> Step:
    """One stage as a step. Stages of one kind that follow each other (writing, then turns) share a stage."""
    each = round(stage.each * MINUTE)
    length = each * member_count if stage.floor is Floor.TURNS else round(stage.minutes * MINUTE)
    return Step(
        id=stage.id,
        stage=stage.kind.value if stage.kind is StageKind.REVIEW else stage.id,
        stage_kind=stage.kind,
        name=stage.name,
        says=stage.says,
        floor=stage.floor,
        length=length,
        each=each,
        at_time=stage.at_time,
        writes=stage.writes,
    )


def reopened(state: Session, one: Step) -> Step:
    """A step opened again has what was left of it, and a minute at the least."""
    ran, added = state.ran.get(one.id, 0), state.added.get(one.id, 0)
    untouched = ran == 0 and added == 0
    return one if untouched or one.length == 0 else replace_length(one, max(one.length + added - ran, MINUTE))


def replace_length(one: Step, length: Millis) -> Step:
    """The same step with another length."""
    return one.model_copy(update={"length": length})


def _said(length: Millis) -> str:
    minutes = length / MINUTE
    return f"{minutes:g}"
