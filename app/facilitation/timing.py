"""Time: the next deadline, when we should finish, what there is to share out, how a round's minutes fall."""

from collections.abc import Sequence
from dataclasses import replace

from app.facilitation.formats import RoundStep, SessionFormat, Stage
from app.facilitation.order import onward
from app.facilitation.plan import Share, Step
from app.facilitation.refusals import Reason, Refused
from app.facilitation.state import Session, after_rounds, before_rounds, stage_kind, step, steps_ahead, with_line
from app.facilitation.terms import HOUR, MINUTE, SECOND, AtTime, Floor, Millis, StageKind, Status

HALF_MINUTE = 30 * SECOND
VACANT_AFTER = 20 * SECOND
"""From the drop of the chair's line until any member may say "I'll keep time"."""
OPEN_AFTER = 60 * SECOND
"""From the drop until every step but airspace opens to all."""
OBJECT_WITHIN = 15 * SECOND
"""How long an offer to keep time waits for somebody to object."""
LEEWAY = MINUTE
"""What the desk was shown is not refused for as long as this because time ran on meanwhile."""
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
    if with_line(state):
        return None
    return max(state.ends_at, state.last_at) + LEFT_OPEN_AFTER


def next_deadline(state: Session) -> Millis | None:
    """The next moment at which the clock has something to ask."""
    if state.status is not Status.OPEN:
        return state.review_until
    offer = state.chair_offer.effective_at if state.chair_offer else None
    moments = (offer, vacant_at(state), open_to_all_at(state), move_on_at(state), left_open_at(state))
    return min((moment for moment in moments if moment is not None), default=None)


# --- as things stand -------------------------------------------------------------------------------------------------


def step_ends(state: Session) -> Millis:
    """When the open step ends, as things stand: at its time or, once that has passed, now. None open: at the start."""
    return max(state.last_at, step_due(state)) if state.timer is not None else state.starts_at


def step_due(state: Session) -> Millis:
    """When the time of the open step is up: past that, what follows moves with the clock. None open: at the start."""
    if state.timer is None:
        return state.starts_at
    due = state.timer.due_at
    return due if due is not None else state.last_at + max(0, state.timer.left or 0)


def looked_at(state: Session, now: Millis) -> Session:
    """The session at this moment, where nothing has happened in it since: what there is to share out may be less."""
    return replace(state, last_at=now) if now > state.last_at and _runs_on(state, now) else state


def next_look(state: Session, now: Millis) -> Millis | None:
    """When what is shown would read otherwise though nothing happens; None: not before something does."""
    if state.timer is None or not _shares_out(state):
        return None
    due = state.timer.due_at
    return (max(due, now) if due is not None else now) + HALF_MINUTE


def _runs_on(state: Session, now: Millis) -> bool:
    """Whether what there is to share out gets less with every minute: the step is over, or its clock stands still."""
    if state.timer is None or not _shares_out(state):
        return False
    return state.timer.due_at is None or state.timer.due_at < now


def _shares_out(state: Session) -> bool:
    """Whether there is time for rounds still to share out. In a pause together nothing is counted."""
    if state.status is not Status.OPEN or state.pause is not None:
        return False
    if not state.agreed:
        return stage_kind_before_rounds(state)
    return stage_kind(state) in {StageKind.ASKING, StageKind.ROUND, StageKind.REST}


# --- what is still to come -------------------------------------------------------------------------------------------


def steps_behind(state: Session) -> tuple[Step, ...]:
    """The steps planned after the open one; those on request take no time until they are asked for."""
    return tuple(one for one in steps_ahead(state) if not one.on_request)


def rest_of_session(state: Session) -> Millis:
    """All that is planned after the open step, the rounds' time included while there is no agenda yet."""
    planned = sum(one.length for one in steps_behind(state))
    if not state.agreed and stage_kind_before_rounds(state):
        planned += max(0, _free(state, _asking_ends(state))) + (state.rest.length if state.rest else 0)
    return planned


def stage_kind_before_rounds(state: Session) -> bool:
    """Whether the rounds are still ahead."""
    return state.step_id is None or state.step_id in {one.id for one in before_rounds(state)}


def time_for_rounds(state: Session) -> Millis:
    """What there is to share out, to the half minute below: the session less all else, its break and its spare."""
    return max(0, room_for_rounds(state))


def room_for_rounds(state: Session) -> Millis:
    """The same, and less than nothing where the spare is being used up already."""
    return _free(state, _asking_ends(state)) // HALF_MINUTE * HALF_MINUTE


def _free(state: Session, begins: Millis) -> Millis:
    review = sum(one.length for one in after_rounds(state))
    rest = state.rest.length if state.rest else 0
    return state.ends_at - begins - review - rest - state.spare


def _asking_ends(state: Session) -> Millis:
    """When asking for time should be over, as things stand."""
    return step_ends(state) + _until_rounds(state)


def _until_rounds(state: Session) -> Millis:
    """What is planned between the open step and the rounds."""
    before = before_rounds(state)
    ids = [one.id for one in before]
    after = ids.index(state.step_id) + 1 if state.step_id in ids else 0
    return sum(one.length for one in before[after:])


def fits(state: Session, rounds: Sequence[Share], room: Millis) -> bool:
    """Whether these rounds fit into the room there is: the spare minutes may be used up, they are there for that."""
    return sum(share.minutes for share in rounds) * MINUTE <= room + max(state.spare, LEEWAY)


# --- sharing out -----------------------------------------------------------------------------------------------------


def least_minutes(pattern: Sequence[Step]) -> float:
    """The fewest minutes in which a round of this pattern keeps its minimums."""
    return sum((one.length if one.fixed else one.each) / MINUTE for one in pattern if not one.on_request)


def pattern_of(round_steps: Sequence[RoundStep], member_count: int) -> tuple[Step, ...]:
    """A round as a pattern. Until the agenda is agreed, `length` is the weight and `each` the minimum, as time.

    Turns are fixed: `length` is for everybody, `each` for one person.
    """
    return tuple(_turns_pattern(one, member_count) if one.each else _pattern(one) for one in round_steps)


def _turns_pattern(one: RoundStep, member_count: int) -> Step:
    each = round(one.each * MINUTE)
    shown = one.model_copy(update={"minutes": one.each * member_count})
    return _pattern(shown).model_copy(update={"each": each})


def _pattern(one: RoundStep) -> Step:
    return Step(
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
        asks=one.asks,
        anybody=one.anybody,
        one_at_a_time=one.one_at_a_time,
        kept=one.kept,
        holder_unseen=one.holder_unseen,
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
            update={
                "id": f"{stage}.{one.id}",
                "stage": stage,
                "length": lengths.get(one.id, one.length),
                "each": one.each if one.floor is Floor.TURNS else 0,
            }
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
    return (*before_rounds(state), *_with_rest(state, stages, rounds), *after_rounds(state))


def proposed_steps(state: Session, rounds: Sequence[Share]) -> tuple[Step, ...]:
    """What would follow asking for time, with these rounds."""
    return agenda_steps(state, rounds)[len(before_rounds(state)) :]


def finish_with(state: Session, rounds: Sequence[Share]) -> Millis:
    """When the session would finish with these rounds if the open step ends at its time; past that, it moves along."""
    steps = sum(one.length for one in proposed_steps(state, rounds) if not one.on_request)
    return step_due(state) + _until_rounds(state) + steps


def _with_rest(state: Session, stages: Sequence[tuple[Step, ...]], rounds: Sequence[Share]) -> list[Step]:
    total, gone, placed = sum(share.minutes for share in rounds), 0.0, False
    middle: list[Step] = []
    for number, (steps, share) in enumerate(zip(stages, rounds, strict=True), 1):
        middle.extend(steps)
        gone += share.minutes
        half_gone = gone * 2 >= total or number == len(rounds) - 1
        if state.rest is not None and not placed and number < len(rounds) and half_gone:
            middle.append(state.rest)
            placed = True
    return middle


def stage_steps(session_format: SessionFormat, member_count: int) -> tuple[Step, ...]:
    """The stages of a session as steps, everything but the rounds."""
    return tuple(stage_step(one, member_count) for one in session_format.stage)


def stage_step(stage: Stage, member_count: int) -> Step:
    """One stage as a step. Stages of one kind that follow each other (writing, then turns) share a stage."""
    each = round(stage.each * MINUTE)
    turns = each * member_count if stage.floor is Floor.TURNS else 0
    length = turns + round(stage.minutes * MINUTE)
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
