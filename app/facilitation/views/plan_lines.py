"""The plan as lines: each stage and step with its time, as it was where done and as it will be where ahead."""

from itertools import groupby

from app.facilitation import sections as s
from app.facilitation.plan import Step
from app.facilitation.state import Session, after_rounds, steps_ahead
from app.facilitation.terms import Millis, StageKind, Status
from app.facilitation.timing import stage_kind_before_rounds, step_due, step_ends, time_for_rounds

ROUNDS_AHEAD = "rounds"
"""The line that stands for all rounds until the agenda is agreed."""


def stage_lines(state: Session) -> list[s.StageLine]:
    """Every stage, in order."""
    starts = _starts(state)
    ahead = _ahead(state)
    # what was skipped took no time, and has no time to show
    shown = [one for one in state.steps if one.id in ahead or one.id in state.opened_at]
    lines = [_stage_line(state, stage, list(steps), starts) for stage, steps in groupby(shown, key=_stage)]
    if not state.agreed and state.steps and state.status is not Status.CLOSED:
        lines = _with_rounds_ahead(state, lines, starts)
    return lines


def _stage(one: Step) -> str:
    return one.stage


def _ahead(state: Session) -> set[str]:
    """The steps still to come."""
    return {one.id for one in steps_ahead(state)} if state.status is not Status.CLOSED else set()


def _starts(state: Session) -> dict[str, Millis]:
    """When each step began, or should begin if all ahead take their time."""
    ahead = _ahead(state)
    # time for rounds that is not shared out yet gets less when a step goes over, so that what is behind it stays
    at = step_due(state) if state.agreed else step_ends(state)
    starts: dict[str, Millis] = {}
    rounds_placed = state.agreed
    behind = {one.id for one in after_rounds(state)}
    for one in state.steps:
        if not rounds_placed and one.id in behind and one.id in ahead:
            rounds_placed = True
            if one.id not in state.opened_at and stage_kind_before_rounds(state):
                at += time_for_rounds(state) + (state.rest.length if state.rest else 0)
        if one.id in ahead:
            starts[one.id] = at
            at += 0 if one.on_request else one.length
        else:
            starts[one.id] = state.opened_at.get(one.id, at)
    return starts


def _state_of(state: Session, one: Step, ahead: set[str]) -> str:
    if state.status is Status.OPEN and one.id == state.step_id:
        return "now"
    return "ahead" if one.id in ahead else "done"


def _stage_line(state: Session, stage: str, steps: list[Step], starts: dict[str, Millis]) -> s.StageLine:
    ahead = _ahead(state)
    shown = [one for one in steps if not one.on_request or one.id in state.opened_at]
    states = [_state_of(state, one, ahead) for one in shown]
    whole = "now" if "now" in states else states[0] if len(set(states)) == 1 else "now"
    first = shown[0]
    is_round = first.stage_kind is StageKind.ROUND
    return s.StageLine(
        id=stage,
        name="" if is_round else first.name,
        kind=first.stage_kind,
        holder=state.holders.get(stage),
        at=starts[first.id],
        length=sum(one.length for one in shown),
        state=whole,
        steps=[
            s.StepLine(one.id, one.name, starts[one.id], one.length, state_word, one.on_request)
            for one, state_word in zip(shown, states, strict=True)
        ]
        if len(shown) > 1
        else [],
    )


def _with_rounds_ahead(state: Session, lines: list[s.StageLine], starts: dict[str, Millis]) -> list[s.StageLine]:
    free = time_for_rounds(state)
    behind = {one.stage for one in after_rounds(state)}
    place = next((i for i, line in enumerate(lines) if line.id in behind), len(lines))
    rest = state.rest.length if state.rest else 0
    at = lines[place].at - free - rest if place < len(lines) else state.ends_at
    gone = not stage_kind_before_rounds(state)
    if gone:  # the set went on without rounds: nobody asked for time
        return lines
    ahead = s.StageLine(
        id=ROUNDS_AHEAD,
        name="",
        kind=StageKind.ROUND,
        holder=None,
        at=at,
        length=free,
        state="ahead",
        steps=[],
    )
    return [*lines[:place], ahead, *lines[place:]]
