"""Pause together: everything stops for everyone, then the holder alone is asked what would help."""

from app.facilitation import commands as c
from app.facilitation import events as e
from app.facilitation.decide.draft import Draft, on
from app.facilitation.decide.moving import open_step
from app.facilitation.plan import Step
from app.facilitation.refusals import Reason, Refused
from app.facilitation.state import find_step, holder, step_after_round
from app.facilitation.terms import PauseAnswer, StageKind, Stop


@on(c.PauseTogether)
def _pause(draft: Draft, command: c.PauseTogether) -> None:
    draft.say(e.PausedTogether(pause=draft.id))


@on(c.AnswerPause)
def _answer(draft: Draft, command: c.AnswerPause) -> None:
    pause = draft.state.pause
    if pause is None or pause.id != command.pause:
        raise Refused(Reason.GONE)
    after = step_after_round(draft.state)
    if command.answer is PauseAnswer.STOP_HERE and (holder(draft.state) is None or after is None):
        raise Refused(Reason.BAD_VALUE, field="answer")
    draft.say(e.PauseAnswered(pause=pause.id, answer=command.answer))
    if command.answer is PauseAnswer.STOP_HERE and after is not None:
        _stop_here(draft, after)


def _stop_here(draft: Draft, after: Step) -> None:
    """The round is over, and nobody is hurried into the next: a break, if one is left, or a clock that waits."""
    rest = draft.state.rest
    ahead = rest is not None and rest.id not in draft.state.opened_at
    if after.stage_kind is StageKind.ROUND and rest is not None and ahead:
        after = find_step(draft.state, rest.id) or after
    open_step(draft, after)
    if after.stage_kind is StageKind.ROUND and Stop.CHAIR not in draft.state.stops:
        draft.say(e.ClockStopped(why=Stop.CHAIR))
