"""What must hold at every event, whatever anybody sends. Worked out anew, not from the functions under test."""

import re
from dataclasses import asdict

import orjson

from app.facilitation import events as e
from app.facilitation.events import Event
from app.facilitation.plan import Step
from app.facilitation.report import FactRow, lead_log, lead_report
from app.facilitation.state import Session
from app.facilitation.terms import (
    CLOCK,
    LINE,
    MINUTE,
    OFFICE,
    Floor,
    PersonId,
    PersonKind,
    Presence,
    StageKind,
    Status,
    Stop,
)
from app.facilitation.timing import next_deadline
from app.facilitation.views import view_for

IN_ROOM = {Presence.HERE, Presence.OUT}
TOKEN = re.compile(r"<(\w+)\|(\w+)\|(\d+)>")
OPENERS = {
    "open_step",
    "end_word",
    "answer_pause",
    "offer_to_keep_time",
    "take_chair",
    "next_question",
    "take_hand",
    "end_turn",
    "close_session",
}
"""Commands that open the floor, or lead to somebody who can."""


def open_step(state: Session) -> Step | None:
    return next((one for one in state.steps if one.id == state.step_id), None)


def holder(state: Session) -> PersonId | None:
    step = open_step(state)
    return state.holders.get(step.stage) if step else None


def in_airspace(state: Session) -> bool:
    step = open_step(state)
    return (
        state.status is Status.OPEN
        and step is not None
        and step.floor is Floor.HOLDER
        and state.pause is None
        and state.word is None
    )


def room(state: Session) -> set[PersonId]:
    return {who for who, presence in state.presence.items() if presence in IN_ROOM}


def here(state: Session) -> set[PersonId]:
    return {who for who, presence in state.presence.items() if presence is Presence.HERE}


def may_be_heard(state: Session) -> set[PersonId]:
    """Who may be heard by the golden rules, at the most."""
    step = open_step(state)
    facilitators = {one.id for one in state.people if one.kind is PersonKind.FACILITATOR}
    chair = {state.chair} if state.chair else set()
    if state.status is not Status.OPEN:
        return set()
    if state.word is not None:
        return {state.word.person}
    gone = state.presence.get(holder(state) or "") in {None, Presence.LEFT, Presence.REMOVED}
    kept = step is not None and step.floor is Floor.HOLDER and not gone
    if step is None or (state.open_to_all and not kept and state.pause is None):
        return room(state)
    mine = {who for who in (holder(state),) if who is not None}
    if state.pause is not None:
        if not mine or state.pause.answer is not None or not mine & here(state):
            return room(state)
        return mine | facilitators | chair
    match step.floor:
        case Floor.NOBODY:
            return set()
        case Floor.HOLDER:
            return mine
        case Floor.ASKER_AND_HOLDER:
            return mine | ({state.asking.person} if state.asking else set())
        case Floor.OTHERS:
            return room(state) - mine - facilitators
        case Floor.TURNS:
            turn = state.turns.now
            return facilitators | ({turn.person} if turn else room(state))
        case _:
            return room(state)


def check_event(before: Session, event: Event, after: Session, by: PersonId, at: int) -> None:
    """What each kind of event may never do, at the moment it happens."""
    match event:
        case e.LineSaid():
            assert event.person == by
            assert by in may_be_heard(before), "a line by somebody who does not have the floor"
            if in_airspace(before) and not before.open_to_all:
                assert by == holder(before), "somebody wrote in another's airspace"
        case e.OfferMade():
            step = open_step(before)
            asked = step is not None and (step.id in before.offers_asked or step.advice)
            assert asked, "a suggestion nobody asked for"
            assert event.person != holder(before)
        case e.StepOpened():
            step = next(one for one in before.steps if one.id == event.step)
            first = next(one for one in before.steps if one.stage == step.stage)
            if step.stage_kind is StageKind.ROUND and step.id != first.id:
                assert first.id in before.opened_at, "questions before airspace"
            if step.stage_kind is StageKind.CLOSE:
                assert any(one.id in before.opened_at for one in before.steps if one.stage_kind is StageKind.REVIEW), (
                    "the review was not offered"
                )
            if step.on_request:
                assert by == holder(before), "offers that the holder did not ask for"
            assert before.pause is None, "moved on in a pause together"
            assert before.word is None, "moved on in somebody's word"
            assert by in {before.chair, CLOCK, holder(before)} or before.open_to_all, "opened by nobody in particular"
        case e.HandTaken():
            assert by in {before.chair, holder(before)} or before.open_to_all
        case e.TurnBegan():
            assert before.turns.now is None, "two turns at once"
            assert before.presence[event.person] is Presence.HERE
            assert event.person not in before.turns.done, "a second turn"
            assert event.due_at > at
        case e.ChairTaken():
            check_chair(before, event, by)
        case e.AgendaAgreed():
            assert by == before.chair or before.open_to_all
            check_agenda_fits(after, at)
        case e.ReviewRated():
            assert not before.ratings_shown, "a rating after they were shown"
            assert event.person == by
        case e.QuestionAsked():
            question = next(one for one in before.questions if one.id == event.question)
            assert question.person == by
            assert not question.asked
            assert not in_airspace(before), "a question in airspace"
        case e.ClockStopped(why=Stop.CHAIR):
            assert by == before.chair or before.open_to_all
        case e.PausedTogether():
            assert by in {holder(before), before.chair} or before.open_to_all
        case e.PauseAnswered():
            mine = holder(before)
            if mine in here(before):
                assert by == mine, "the pause was answered for the holder"
        case e.SessionClosed():
            assert by in {before.chair, holder(before), CLOCK} or before.open_to_all
        case _:
            pass


def check_chair(before: Session, event: e.ChairTaken, by: PersonId) -> None:
    """A role cannot be seized."""
    kinds = {one.id: one.kind for one in before.people}
    taker = event.person
    handed = by == before.chair
    took_back = by == taker and kinds[taker] is PersonKind.FACILITATOR
    if took_back and before.chair in here(before) and before.chair is not None:
        assert kinds[before.chair] is PersonKind.MEMBER, "one facilitator seized the chair from another"
    offered = by == CLOCK and before.chair_offer is not None and before.chair_offer.person == taker
    fell = by in {LINE, OFFICE} or before.chair not in here(before) or before.chair == holder(before)
    assert handed or took_back or offered or fell, f"{taker} seized the chair by way of {by}"
    assert taker in room(before)


def check_agenda_fits(after: Session, at: int) -> None:
    rounds = sum(one.length for one in after.steps if one.stage_kind is StageKind.ROUND and not one.on_request)
    review = sum(one.length for one in after.steps if one.stage_kind in {StageKind.REVIEW, StageKind.CLOSE})
    assert rounds + review <= after.ends_at - after.opened_at["asking"] + 5 * MINUTE


def check_state(state: Session, now: int) -> None:
    """What holds between events."""
    step = open_step(state)
    running = state.timer is not None and state.timer.since is not None
    assert (state.timer is not None) == (step is not None and state.status is Status.OPEN), "a step without a clock"
    if state.timer is not None:
        assert running == (not state.stops), "the clock and its reasons disagree"
        assert (Stop.PAUSE in state.stops) == (state.pause is not None)
        assert (Stop.WORD in state.stops) == (state.word is not None)
    if in_airspace(state) and state.presence.get(holder(state) or "") is not Presence.HERE:
        assert not running, "the holder's time runs while their line is down"
    if state.chair is not None and state.status is Status.OPEN:
        assert state.chair != holder(state), "the holder chairs their own round"
    if state.chair_missing_since is not None and now >= state.chair_missing_since + MINUTE:
        assert state.open_to_all, "a minute without anybody in the chair, and nothing opened"
    assert len(set(state.turns.done)) == len(state.turns.done)
    assert len({hand.person for hand in state.hands}) == len(state.hands)
    deadline = next_deadline(state)
    assert deadline is None or deadline > now, "a deadline that passing time does not settle"
    if state.status is Status.CLOSED:
        assert not state.lines


def check_views(state: Session, now: int) -> None:
    """What each person is shown: their own, and what the set shares; never another's sealed thing."""
    somebody_can = False
    for one in state.people:
        view = view_for(state, one.id)
        shown = orjson.dumps(asdict(view)).decode()
        allowed = may_be_heard(state)
        assert set(view.floor.heard) <= allowed, "heard without the floor"
        assert view.mine.heard == (one.id in view.floor.heard)
        check_tokens(state, one.id, shown)
        if in_airspace(state):
            assert not view.hands.queue, "hands shown in airspace"
            if view.desk is None:
                others = {hand.id for hand in state.hands if hand.person != one.id}
                assert not any(hand in shown for hand in others), "another's hand seen in airspace"
        if not state.ratings_shown:
            assert not any(item.counts for item in view.review.items), "ratings before the writing closed"
        here = state.presence.get(one.id) in IN_ROOM
        if here and (view.mine.heard or OPENERS & set(view.mine.may)):
            somebody_can = True
    if state.status is Status.OPEN and any(p is Presence.HERE for p in state.presence.values()):
        deadline = next_deadline(state)
        soon = deadline is not None and deadline <= now + MINUTE
        assert somebody_can or soon, "a locked room"


def check_tokens(state: Session, who: PersonId, shown: str) -> None:
    """Each word in a view tells whose it is and what: another's must be something that was shared."""
    step = open_step(state)
    for author, kind, number in TOKEN.findall(shown):
        if author == who:
            continue
        text = f"<{author}|{kind}|{number}>"
        match kind:
            case "question":
                found = next(one for one in state.questions if one.words == text)
                assert found.asked, f"{who} sees a question that {author} has not asked"
            case "learning":
                assert author in state.shared, f"{who} sees what {author} learned"
            case "report":
                in_check_in = step is None or step.stage_kind is StageKind.CHECK_IN
                assert not in_check_in or author in state.turns.done, f"{who} sees what {author} is still writing"
            case "bid":
                asking = step is not None and step.stage_kind is StageKind.ASKING
                assert asking or holder(state) == author, f"{who} sees {author}'s bid before the set asks"
            case "line":
                assert state.status is Status.OPEN
            case "action" | "offer" | "headline":
                pass
            case _:
                raise AssertionError(kind)


def check_lead(rows: list[FactRow], people: set[PersonId]) -> None:
    """A lead gets no words at all, and no person but in attendance."""
    log = orjson.dumps([asdict(one) for one in lead_log(rows)]).decode()
    assert not TOKEN.search(log)
    assert not any(f'"{who}"' in log for who in people)
    report = asdict(lead_report(rows))
    report.pop("attendance")
    text = orjson.dumps(report).decode()
    assert not TOKEN.search(text)
    assert not any(f'"{who}"' in text for who in people)
