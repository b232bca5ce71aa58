"""Steps and their time: opening, stopping the clock, more minutes, a word from the facilitator, the end."""

from app.facilitation import commands as c
from app.facilitation import events as e
from app.facilitation.decide.closing import close
from app.facilitation.decide.draft import Draft, on
from app.facilitation.decide.moving import open_step
from app.facilitation.order import in_order
from app.facilitation.plan import Step
from app.facilitation.refusals import Reason, Refused
from app.facilitation.rights import rights
from app.facilitation.state import find_step, next_step, step
from app.facilitation.terms import MINUTE, Ending, Millis, ReviewChoice, StageKind, Stop
from app.facilitation.timing import rest_of_session

HOLDER_ADDS = 2
"""Minutes: "Two minutes more, please" is the holder's own to press."""


@on(c.OpenStep)
def _open(draft: Draft, command: c.OpenStep) -> None:
    state = draft.state
    opening = find_step(state, command.step)
    if opening is None:
        raise Refused(Reason.GONE)
    if opening.id == state.step_id:
        raise Refused(Reason.ALREADY)
    if opening.on_request or not in_order(state, opening):
        raise Refused(Reason.OUT_OF_ORDER)
    now, after = step(state), next_step(state)
    own = now is not None and opening.stage == now.stage
    if "driver" not in rights(state, draft.by).roles and not own and (after is None or opening.id != after.id):
        raise Refused(Reason.OUT_OF_ORDER)  # the holder moves within their round, and out of it
    open_step(draft, opening)


def _check_step(draft: Draft, wanted: str) -> None:
    if draft.state.step_id != wanted:
        raise Refused(Reason.GONE)


@on(c.StopClock)
def _stop_clock(draft: Draft, command: c.StopClock) -> None:
    _check_step(draft, command.step)
    draft.say(e.ClockStopped(why=Stop.CHAIR))


@on(c.StartClock)
def _start_clock(draft: Draft, command: c.StartClock) -> None:
    _check_step(draft, command.step)
    # the holder says that they are heard again; what the chair stopped is the chair's to start
    mine = (Stop.CHAIR, Stop.HEARING) if "driver" in rights(draft.state, draft.by).roles else (Stop.HEARING,)
    for why in mine:
        if why in draft.state.stops:
            draft.say(e.ClockStarted(why=why))


@on(c.AddTime)
def _add_time(draft: Draft, command: c.AddTime) -> None:
    _check_step(draft, command.step)
    added = command.minutes * MINUTE
    if "driver" not in rights(draft.state, draft.by).roles and command.minutes != HOLDER_ADDS:
        raise Refused(Reason.BAD_VALUE, field="minutes")
    for timer in (draft.state.timer, draft.state.turn_timer):
        if timer is not None and added < 0 and timer.left_at(draft.now) + added < 0:
            raise Refused(Reason.TOO_SHORT, minutes=0)
    draft.say(e.TimeAdded(step=command.step, added=added))


@on(c.GiveBackTime)
def _give_back(draft: Draft, command: c.GiveBackTime) -> None:
    _check_step(draft, command.step)
    draft.say(e.TimeAdded(step=command.step, added=draft.state.lost, given_back=True))


@on(c.BeginWord)
def _begin_word(draft: Draft, command: c.BeginWord) -> None:
    _check_step(draft, command.step)
    draft.say(e.WordBegan(word=draft.id, person=draft.by))


@on(c.EndWord)
def _end_word(draft: Draft, command: c.EndWord) -> None:
    if draft.state.word is None or draft.state.word.id != command.word:
        raise Refused(Reason.GONE)
    draft.say(e.WordEnded(word=command.word))


@on(c.ChooseReview)
def _choose_review(draft: Draft, command: c.ChooseReview) -> None:
    now = step(draft.state)
    if now is None or draft.state.ends_at != command.ends_at:
        raise Refused(Reason.GONE)
    match command.choice:
        case ReviewChoice.EXTEND:
            _extend(draft, now, command.minutes * MINUTE)
        case ReviewChoice.RESCHEDULE:
            close(draft, Ending.REVIEW_LATER)
        case ReviewChoice.END:
            open_step(draft, next(one for one in draft.state.steps if one.stage_kind is StageKind.CLOSE))


def _extend(draft: Draft, now: Step, more: Millis) -> None:
    """So many minutes from its time or, once that has passed, from now; the end moves to where that leads."""
    state = draft.state
    left = state.timer.left_at(draft.now) if state.timer else 0
    finish = draft.now + max(0, left) + more + rest_of_session(state)
    ends_at = max(state.ends_at + more, finish)
    draft.say(e.ReviewExtended(step=now.id, added=more + max(0, -left), ends_at=ends_at))


@on(c.CloseSession)
def _close(draft: Draft, command: c.CloseSession) -> None:
    close(draft, Ending.AS_PLANNED)


@on(c.EndNow)
def _end_now(draft: Draft, command: c.EndNow) -> None:
    close(draft, Ending.ENDED_NOW)
