"""What runs: steps, the clock, the chair, a word, a pause together."""

from collections.abc import Callable
from dataclasses import replace

from app.facilitation import events as e
from app.facilitation.evolve.registry import When, on
from app.facilitation.state import ChairBid, Pause, Session, Turns, Word, can_drive, find_step, step
from app.facilitation.terms import MINUTE, Floor, PauseAnswer, Stop, Writes
from app.facilitation.timer import Timer

LATE_START = 15 * MINUTE
"""A session that begins later than this after its time still has its whole length."""


@on(e.StepOpened)
def _step_opened(state: Session, event: e.StepOpened, when: When) -> Session:
    opening = find_step(state, event.step)
    before = step(state)
    new_stage = before is None or opening is None or before.stage != opening.stage
    stops = state.stops & {Stop.PAUSE, Stop.WORD}
    timer = Timer(length=event.due_at - when.at)
    had = state.turns_had.get(event.step, ())
    opened = replace(
        state,
        step_id=event.step,
        opened_at={event.step: when.at, **state.opened_at},
        timer=timer if stops else timer.running(when.at),
        turn_timer=None,
        turns=Turns(done=had),
        stops=stops,
        lost=0,
        asking=None,
        asking_question=None,
        thinking=False,
        go_round=(),
        invites=(),
        floor_open=False,
        chairs=state.chairs | ({state.chair} if state.chair and can_drive(state, state.chair) else set()),
    )
    if before is None and when.at > state.starts_at + LATE_START:
        opened = replace(opened, ends_at=when.at + state.minutes * MINUTE)
    if new_stage:  # a new round begins with no hands, nobody counted and an empty page for lines
        opened = replace(opened, hands=(), asked_by=frozenset(), lines=())
    return opened


@on(e.StepClosed)
def _step_closed(state: Session, event: e.StepClosed, when: When) -> Session:
    closing = find_step(state, event.step)
    closed = replace(
        state,
        ran={**state.ran, event.step: state.ran.get(event.step, 0) + event.took},
        turns_had={**state.turns_had, event.step: state.turns.done},
    )
    who = state.holders.get(closing.stage) if closing else None
    if closing and closing.floor is Floor.HOLDER and who:
        closed = replace(closed, airspace={**state.airspace, who: state.airspace.get(who, 0) + event.took})
    if closing and Writes.RATINGS in closing.writes and state.ratings:
        closed = replace(closed, ratings_shown=True)
    return closed


def _each_timer(state: Session, change: Callable[[Timer], Timer]) -> Session:
    return replace(
        state,
        timer=change(state.timer) if state.timer else None,
        turn_timer=change(state.turn_timer) if state.turn_timer else None,
    )


def _stopping(state: Session, why: Stop, when: When) -> Session:
    stopped = replace(state, stops=state.stops | {why})
    return _each_timer(stopped, lambda timer: timer.stopped(when.at))


def _starting(state: Session, why: Stop, when: When) -> Session:
    started = replace(state, stops=state.stops - {why})
    return started if started.stops else _each_timer(started, lambda timer: timer.running(when.at))


@on(e.ClockStopped)
def _clock_stopped(state: Session, event: e.ClockStopped, when: When) -> Session:
    return _stopping(state, event.why, when)


@on(e.ClockStarted)
def _clock_started(state: Session, event: e.ClockStarted, when: When) -> Session:
    return _starting(state, event.why, when)


@on(e.TimeAdded)
def _time_added(state: Session, event: e.TimeAdded, when: When) -> Session:
    longer = _each_timer(state, lambda timer: timer.longer(event.added))
    longer = replace(longer, added={**state.added, event.step: state.added.get(event.step, 0) + event.added})
    return replace(longer, lost=0) if event.given_back else longer


@on(e.ReviewExtended)
def _review_extended(state: Session, event: e.ReviewExtended, when: When) -> Session:
    added = {**state.added, event.step: state.added.get(event.step, 0) + event.added}
    if event.ends_at is None:
        longer = _each_timer(state, lambda timer: timer.longer(event.added))
        return replace(longer, added=added, ends_at=state.ends_at + event.added)
    timer = state.timer.longer(event.added) if state.timer else None
    return replace(state, timer=timer, added=added, ends_at=event.ends_at)


@on(e.ReviewSettled)
def _review_settled(state: Session, event: e.ReviewSettled, when: When) -> Session:
    return replace(state, review_until=None, ratings_shown=bool(state.ratings))


@on(e.OutageNoted)
def _outage_noted(state: Session, event: e.OutageNoted, when: When) -> Session:
    return replace(state, lost=state.lost + event.lost)


@on(e.WordBegan)
def _word_began(state: Session, event: e.WordBegan, when: When) -> Session:
    return _stopping(replace(state, word=Word(event.word, event.person)), Stop.WORD, when)


@on(e.WordEnded)
def _word_ended(state: Session, event: e.WordEnded, when: When) -> Session:
    return _starting(replace(state, word=None), Stop.WORD, when)


@on(e.PausedTogether)
def _paused(state: Session, event: e.PausedTogether, when: When) -> Session:
    return _stopping(replace(state, pause=Pause(event.pause)), Stop.PAUSE, when)


@on(e.PauseAnswered)
def _pause_answered(state: Session, event: e.PauseAnswered, when: When) -> Session:
    if event.answer in {PauseAnswer.CARRY_ON, PauseAnswer.STOP_HERE}:
        return _starting(replace(state, pause=None), Stop.PAUSE, when)
    return replace(state, pause=Pause(event.pause, event.answer))


@on(e.ChairTaken)
def _chair_taken(state: Session, event: e.ChairTaken, when: When) -> Session:
    driven = {event.person} if state.step_id is not None else set()
    return replace(
        state,
        chair=event.person,
        chairs=state.chairs | driven,
        chair_missing_since=None if can_drive(state, event.person) else when.at,
        chair_vacant=False,
        open_to_all=False,
        chair_offer=None,
        objected=frozenset(),
    )


@on(e.ChairOffered)
def _chair_offered(state: Session, event: e.ChairOffered, when: When) -> Session:
    # from now on nobody has it by coming back: whoever had it last would have it by objecting first
    return replace(state, chair_offer=ChairBid(event.offer, event.person, event.effective_at), last_chair=None)


@on(e.ChairOfferRefused)
def _chair_offer_refused(state: Session, event: e.ChairOfferRefused, when: When) -> Session:
    offer = state.chair_offer
    if offer is None or offer.person == when.by:  # taking one's own back is no objection
        return replace(state, chair_offer=None)
    return replace(state, chair_offer=None, objected=state.objected | {(when.by, offer.person)})


@on(e.ChairVacant)
def _chair_vacant(state: Session, event: e.ChairVacant, when: When) -> Session:
    since = when.at if state.chair_missing_since is None else state.chair_missing_since
    last = state.chair or state.last_chair
    return replace(state, chair=None, chair_vacant=True, last_chair=last, chair_missing_since=since)


@on(e.OpenedToAll)
def _opened_to_all(state: Session, event: e.OpenedToAll, when: When) -> Session:
    return replace(state, open_to_all=True)


@on(e.FloorOpened)
def _floor_opened(state: Session, event: e.FloorOpened, when: When) -> Session:
    return replace(state, floor_open=True, thinking=False, go_round=(), invites=())


@on(e.FloorClosed)
def _floor_closed(state: Session, event: e.FloorClosed, when: When) -> Session:
    return replace(state, floor_open=False)
