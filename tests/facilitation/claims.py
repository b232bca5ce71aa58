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
    Where,
)
from app.facilitation.timing import next_deadline
from app.facilitation.views import view_for

IN_ROOM = {Presence.HERE, Presence.OUT}
GONE = {Presence.APOLOGIES, Presence.LEFT, Presence.REMOVED}
TOKEN = re.compile(r"<(\w+)\|(\w+)\|(\d+)>")
DRIVING = {"open_step", "propose_agenda", "next_question", "begin_word", "enter_for", "remove_person", "end_now"}
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


def with_line(state: Session) -> set[PersonId]:
    """People of the set itself who can press something: here by a line of their own."""
    core = {one.id for one in state.people if one.kind in {PersonKind.MEMBER, PersonKind.FACILITATOR}}
    return (core & here(state)) - set(state.without_screen)


def room(state: Session) -> set[PersonId]:
    return {who for who, presence in state.presence.items() if presence in IN_ROOM}


def here(state: Session) -> set[PersonId]:
    return {who for who, presence in state.presence.items() if presence is Presence.HERE}


def may_be_heard(state: Session) -> set[PersonId]:
    """Who may be heard by the golden rules, at the most: whoever is there for one of them too."""
    core = may_be_heard_themselves(state)
    return core | {one.id for one in state.people if one.beside in core}


def may_be_heard_themselves(state: Session) -> set[PersonId]:
    step = open_step(state)
    facilitators = {one.id for one in state.people if one.kind is PersonKind.FACILITATOR}
    chair = {state.chair} if state.chair else set()
    if state.status is not Status.OPEN:
        return set()
    if state.word is not None:
        return {state.word.person}
    gone = state.presence.get(holder(state) or "") in {None, *GONE}
    kept = step is not None and step.floor is Floor.HOLDER and not gone
    if step is None or (state.open_to_all and not kept and state.pause is None):
        return room(state)
    mine = {who for who in (holder(state),) if who is not None}
    if state.pause is not None:
        if not mine or state.pause.answer is not None or not mine & here(state):
            return room(state)
        return mine | facilitators | chair
    if state.floor_open:
        return room(state)
    match step.floor:
        case Floor.NOBODY:
            return set()
        case Floor.HOLDER:
            return mine
        case Floor.ASKER_AND_HOLDER:
            if state.asking is None or (state.thinking and mine & room(state)):
                return mine
            asked = {state.asking.to} if step.anybody and state.asking.to else set()
            return mine | {state.asking.person} | asked
        case Floor.OTHERS:
            guests = {one.id for one in state.people if one.kind is PersonKind.GUEST}
            return room(state) - mine - facilitators - guests
        case Floor.TURNS:
            turn = state.turns.now
            if mine and turn is not None:
                return {turn.person}
            return facilitators | ({turn.person} if turn else room(state))
        case _:
            return room(state)


def check_event(before: Session, event: Event, after: Session, by: PersonId, at: int) -> None:
    """What each kind of event may never do, at the moment it happens."""
    match event:
        case e.LineSaid():
            assert event.person == by
            mine = {by} | {who for who, host in before.without_screen.items() if host == by}
            assert mine & may_be_heard(before), "a line by somebody who does not have the floor"
            if in_airspace(before) and not before.open_to_all:
                there_for = next((one.beside for one in before.people if one.id == by), None)
                assert holder(before) in mine | {there_for}, "somebody wrote in another's airspace"
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
            invited = by == event.person and before.asking is None and not before.thinking
            assert by in {before.chair, holder(before)} or before.open_to_all or invited
            thinks = before.thinking and holder(before) in room(before)  # who has gone holds no queue
            assert not thinks or by == holder(before), "a question while the holder thinks"
        case e.BidPlaced() | e.ActionTaken() | e.HandRaised() | e.ContentSaid() | e.ContractReaffirmed():
            assert by in {event.person, before.chair} or before.open_to_all or passenger(before, event.person, by)
            if isinstance(event, e.BidPlaced) and by != event.person:
                entered = {one.about for one in before.entered}
                own = [one for one in before.bids if one.person == event.person and not one.carried]
                assert all(one.id in entered for one in own), "entered over somebody's own word"
        case e.EnteredFor():
            assert event.person != by
            assert event.person in {one.id for one in before.people if one.kind is PersonKind.MEMBER}
            assert event.kind not in {"rate_review", "write_learning", "share_learning", "prepare_question"}
        case e.EntryConfirmed():
            assert any(one.id == event.entry and one.person == by for one in before.entered), "another's entry"
        case e.EntryStruck():
            entry = next(one for one in before.entered if one.id == event.entry)
            assert by == entry.person or (by == entry.by and not entry.confirmed), "another's entry"
        case e.GuestAdmitted():
            assert by == before.chair or before.open_to_all
            assert not any(guest == event.person for guest, _ in before.guest_objections), "let in against an objection"
            assert any(one.kind is PersonKind.MEMBER and before.presence[one.id] in IN_ROOM for one in before.people)
            assert not in_airspace(before), "a guest came into the airspace"
        case e.ContractProposed():
            assert event.contract.limits or not before.contract.limits, (
                "a contract without its limits is put to the set"
            )
        case e.ApologiesNoted():
            assert before.presence[event.person] in {Presence.EXPECTED, Presence.APOLOGIES}, "they are here, or were"
            assert by in {event.person, before.chair} or before.open_to_all
        case e.ContractAgreed():
            put = before.contract_proposal
            assert put is not None
            left = {who for who, presence in before.presence.items() if presence is Presence.LEFT}
            assert {who for who, content in put.content.items() if not content} <= left, "over somebody not content"
            here = {
                one.id for one in before.people if one.kind is PersonKind.MEMBER and before.presence[one.id] in IN_ROOM
            }
            assert here <= put.content.keys(), "a contract over somebody who had not said"
            assert any(put.content.values()), "a contract that nobody is content with"
            assert event.contract.limits or not before.contract.limits, "a contract has lost its limits"
            assert event.version == before.contract.version + 1
        case e.FloorOpened():
            step = open_step(before)
            assert step is not None
            assert step.floor is Floor.ASKER_AND_HOLDER
        case e.NoterChosen() | e.ThinkingBegan():
            assert by == holder(before)
        case e.QuestionNoted():
            assert event.holder == holder(before)
            assert not in_airspace(before), "a note in airspace"
        case e.RoundsReplanned():
            assert by == before.chair or before.open_to_all
            check_replanned(before, after, at)
        case e.SeatedWithoutScreen():
            assert event.person not in with_line(before), "seated though they have a line"
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
            step = open_step(before)
            assert event.hand or step is None or not step.one_at_a_time, "a slip out of turn"
        case e.WhereChosen():
            assert by == before.chair or before.open_to_all
            assert event.call_link == "" or event.call_link.startswith("https://")
        case e.ClockStopped(why=Stop.HOLDER_AWAY):
            gone = before.presence[holder(before) or ""]
            said_so = gone in {Presence.OUT, *GONE}
            assert said_so or before.where is Where.HERE, "a line that dropped stopped the clock of a set in its call"
        case e.ClockStopped(why=Stop.CHAIR):
            assert by == before.chair or before.open_to_all or by == holder(before) or before.holders.get("r1")
        case e.PausedTogether():
            assert by in {holder(before), before.chair} or before.open_to_all
        case e.PauseAnswered():
            theirs = holder(before)
            if theirs in with_line(before):
                assert by == theirs, "the pause was answered for the holder"
        case e.SessionClosed():
            assert by in {before.chair, holder(before), CLOCK} or before.open_to_all
        case _:
            pass


def passenger(state: Session, who: PersonId, host: PersonId) -> bool:
    return state.without_screen.get(who) == host


def check_replanned(before: Session, after: Session, at: int) -> None:
    """What has begun stays as it was, nobody has two rounds, and the whole is no longer than it was or than fits."""
    opened = [one for one in before.steps if one.id in before.opened_at]
    assert [one for one in after.steps if one.id in before.opened_at] == opened
    assert len(set(after.holders.values())) == len(after.holders)
    assert {step.stage for step in opened} & set(after.holders) == {step.stage for step in opened} & set(before.holders)
    long = sum(one.length for one in after.steps if not one.on_request)
    was = sum(one.length for one in before.steps if not one.on_request)
    behind = after.steps[[one.id for one in after.steps].index(after.step_id or "") + 1 :]
    fits = at + sum(one.length for one in behind if not one.on_request) <= after.ends_at
    assert long <= was or fits, "more rounds than fit"


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
    goes_round = PersonKind.FACILITATOR not in kinds.values() and taker != holder(before)
    assert handed or took_back or offered or fell or goes_round, f"{taker} seized the chair by way of {by}"
    assert taker in room(before)
    assert taker not in before.without_screen, "the chair, without a screen to drive from"
    assert kinds[taker] in {PersonKind.MEMBER, PersonKind.FACILITATOR}


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
        # beside a call, or by text, a line tells nothing
        assert not running or state.where is not Where.HERE, "the holder's time runs while their line is down"
    assert not state.call_link or state.where is Where.CALL, "the address of a call that is not held"
    if state.chair is not None and state.status is Status.OPEN:
        assert state.chair != holder(state), "the holder chairs their own round"
    if state.chair not in with_line(state) and state.status is Status.OPEN:
        assert state.chair_missing_since is not None, "nobody can drive, and nobody is missed"
    if state.asking is not None:
        assert state.asking.written <= 2, "more than one follow-up"
    assert not state.floor_open or (step is not None and step.floor is Floor.ASKER_AND_HOLDER)
    assert all(who in room(state) for who in state.without_screen), "without a screen and not with us"
    assert all(host is None or host in room(state) for host in state.without_screen.values()), "a device without a line"
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
    allowed = may_be_heard(state)
    for one in state.people:
        view = view_for(state, one.id)
        shown = orjson.dumps(view).decode()
        assert set(view.floor.heard) <= allowed, "heard without the floor"
        beside = {who for who, host in state.without_screen.items() if host == one.id}
        outside = one.kind is PersonKind.GUEST and state.presence.get(one.id) not in IN_ROOM
        if outside:
            check_outside(state, one.id, shown)
            continue
        assert view.mine.heard == bool((beside | {one.id}) & set(view.floor.heard))
        if one.kind is PersonKind.GUEST:
            kinds = {kind for _, kind, _ in TOKEN.findall(shown)}
            assert kinds <= {"line", "headline", "bid"}, f"a guest sees {kinds}"
            assert not view.bids.bids
            assert not (view.mine.may and set(view.mine.may) & DRIVING), "a guest drives"
        check_tokens(state, one.id, shown)
        if in_airspace(state):
            assert not view.hands.queue, "hands shown in airspace"
            if view.desk is None:
                others = {hand.id for hand in state.hands if hand.person != one.id}
                assert not any(hand in shown for hand in others), "another's hand seen in airspace"
        if not state.ratings_shown:
            assert not any(item.counts for item in view.review.items), "ratings before the writing closed"
        present = one.id in room(state) and one.id not in state.without_screen
        if present and (view.mine.heard or OPENERS & set(view.mine.may)):
            somebody_can = True
    if state.status is Status.OPEN and with_line(state):
        deadline = next_deadline(state)
        soon = deadline is not None and deadline <= now + MINUTE
        assert somebody_can or soon, "a locked room"


def check_outside(state: Session, who: PersonId, shown: str) -> None:
    """Whoever waits to be let in sees nobody, and no word of anybody."""
    assert not TOKEN.search(shown), "words reach somebody outside"
    names = {one.id for one in state.people if one.id != who} | {one.name for one in state.people if one.id != who}
    said = set(re.findall(r'"([^"]*)"', shown))
    assert not said & (names - {state.contract.stand_in}), "somebody outside sees who is in the room"
    assert not view_for(state, who).floor.heard
    assert not state.call_link or state.call_link not in shown, "somebody outside is shown the way into the call"


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
                on_show = any(one.headline == text and one.shown for one in state.bids)
                entered = any(one.person == author and one.kind == "place_bid" for one in state.entered)
                allowed = (asking and on_show) or holder(state) == author or entered
                assert allowed, f"{who} sees {author}'s bid, which is not shown"
            case "line":
                assert state.status is Status.OPEN
            case "action" | "offer" | "headline" | "noted":
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
