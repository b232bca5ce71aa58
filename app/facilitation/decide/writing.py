"""Actions, and the process review."""

from datetime import date

from app.facilitation import commands as c
from app.facilitation import events as e
from app.facilitation.decide.draft import LONG, Draft, on, words
from app.facilitation.refusals import Reason, Refused

MOST_ACTIONS = 20


def _by_when(text: str) -> str:
    """A date, or empty: by the next session."""
    if not text:
        return ""
    try:
        when = date.fromisoformat(text)
    except ValueError as fault:
        raise Refused(Reason.BAD_VALUE, field="by_when") from fault
    if not 2000 <= when.year < 2200:
        raise Refused(Reason.BAD_VALUE, field="by_when")
    return when.isoformat()


@on(c.TakeAction)
def _take(draft: Draft, command: c.TakeAction) -> None:
    if sum(1 for one in draft.state.actions if one.owner == draft.by) >= MOST_ACTIONS:
        raise Refused(Reason.TOO_MANY, most=MOST_ACTIONS, fewest=0)
    if any(one.id == draft.id for one in draft.state.reports):
        raise Refused(Reason.ALREADY)  # an action keeps its id when it is carried over: nobody takes another's
    what = words(command.what, LONG)
    draft.say(e.ActionTaken(action=draft.id, person=draft.by, what=what, by_when=_by_when(command.by_when)))


def _check_mine(draft: Draft, action: str) -> None:
    if not any(one.id == action and one.owner == draft.by for one in draft.state.actions):
        raise Refused(Reason.GONE)


@on(c.ChangeAction)
def _change(draft: Draft, command: c.ChangeAction) -> None:
    _check_mine(draft, command.action)
    what = words(command.what, LONG)
    draft.say(e.ActionTaken(action=command.action, person=draft.by, what=what, by_when=_by_when(command.by_when)))


@on(c.DropAction)
def _drop(draft: Draft, command: c.DropAction) -> None:
    _check_mine(draft, command.action)
    draft.say(e.ActionDropped(action=command.action))


def _check_in_time(draft: Draft) -> None:
    """A review that waits on each person's own page waits for so long and no longer."""
    until = draft.state.review_until
    if until is not None and draft.now >= until:
        raise Refused(Reason.TOO_LATE)


@on(c.RateReview)
def _rate(draft: Draft, command: c.RateReview) -> None:
    _check_in_time(draft)
    if not set(command.ratings) <= {item.id for item in draft.state.items}:
        raise Refused(Reason.BAD_VALUE, field="ratings")
    draft.say(e.ReviewRated(person=draft.by, ratings=command.ratings))


@on(c.WriteLearning)
def _learning(draft: Draft, command: c.WriteLearning) -> None:
    _check_in_time(draft)
    draft.say(e.LearningWritten(person=draft.by, words=words(command.words, LONG, may_be_empty=True)))


@on(c.ShareLearning)
def _share(draft: Draft, command: c.ShareLearning) -> None:
    draft.say(e.LearningShared(person=draft.by, share=command.share))


@on(c.FinishWriting)
def _finish(draft: Draft, command: c.FinishWriting) -> None:
    draft.say(e.WritingFinished(person=draft.by, done=command.done))
