"""What is one person's own: their rights, what is asked of them, what they have written."""

from collections.abc import Sequence

from app.facilitation import sections as s
from app.facilitation.carrying import not_begun
from app.facilitation.entries import entries_until
from app.facilitation.order import onward
from app.facilitation.rights import rights
from app.facilitation.state import Entered, Session, contract_put, request_step, shares_device, stage_kind, step
from app.facilitation.terms import Millis, PersonId, Presence, StageKind, Status
from app.facilitation.views.asks import ask_of
from app.facilitation.views.enterable import may_enter_beside
from app.facilitation.views.shared import action_line, bid_line, entered_by, quiet


def mine_section(state: Session, who: PersonId) -> s.MineSection:
    """One person's own section."""
    mine = rights(state, who)
    after = onward(state) if "open_step" in mine.may else None
    wanted = request_step(state)
    turn = state.turns.now
    put = contract_put(state)
    beside = shares_device(state, who)
    # in airspace a place in the queue would tell how many other hands are up
    places = [] if quiet(state) or state.thinking else [hand.person for hand in state.hands]
    hand = next((one.id for one in state.hands if one.person == who), None)
    if hand is None and state.asking is not None and state.asking.person == who:
        hand = state.asking.id
    bid = next((one for one in state.bids if one.person == who), None)
    return s.MineSection(
        id=who,
        roles=sorted(mine.roles),
        may=sorted(mine.may),
        heard=mine.heard,
        ask=ask_of(state, who, mine),
        turn=turn.number if turn and turn.person in {who, *beside} else None,
        next_step=after.id if after else None,
        next_step_name=after.name if after else "",
        next_step_length=after.length if after else 0,
        offers_step=wanted.id if wanted else None,
        hand=hand,
        hand_place=places.index(who) + 1 if who in places else None,
        asking_since=_asking_since(state, who),
        invite=next((one.id for one in state.invites if one.person == who), None),
        entered=entered_lines(state, who),
        entered_until=entries_until(state),
        contract_content=put.content.get(who) if put else None,
        beside=next((one.beside for one in state.people if one.id == who), None),
        beside_me=sorted(beside),
        may_enter_beside=may_enter_beside(state, who) if "enter_for" in mine.may else {},
        overheard=who in state.overheard,
        review_until=state.review_until,
        bid=bid_line(state, bid) if bid else None,
        not_begun=not_begun(state, who) if _parting(state) else "",
        content=state.proposal.content.get(who) if state.proposal else None,
        prepared=[
            s.PreparedLine(one.id, one.words, one.kind)
            for one in state.questions
            if one.person == who and not one.asked
        ],
        asked=[
            s.AskedLine(one.id, one.words, one.kept)
            for one in state.questions
            if one.asked and state.holders.get(one.stage) == who
        ],
        suggested=[s.OfferLine(one.id, one.words) for one in state.offers if state.holders.get(one.stage) == who],
        open_actions=[
            s.ReportLine(one.id, one.owner, one.what, one.by_when, one.status, one.learned, entered_by(state, one.id))
            for one in state.reports
            if one.owner == who
        ],
        actions=[action_line(state, one) for one in state.actions if one.owner == who],
        ratings=dict(state.ratings.get(who, {})),
        learning=state.learnings.get(who, ""),
        learning_shared=who in state.shared,
        writing_finished=who in state.finished_writing,
        ready=who in state.ready,
        reaffirmed=who in state.reaffirmed,
        leave_early_at=state.departures.get(who) if state.status is not Status.CLOSED else None,
        time_hidden=who in state.time_hidden,
        stepped_out=state.presence.get(who) is Presence.OUT,
    )


def _parting(state: Session) -> bool:
    return state.status is Status.CLOSED or stage_kind(state) is StageKind.CLOSE


def _asking_since(state: Session, who: PersonId) -> Millis | None:
    """Since when their question is awaited: not while the holder thinks about it, nor where suggestions are made."""
    now = step(state)
    awaited = now is not None and not now.on_request and not state.thinking
    return state.asking.since if awaited and state.asking is not None and state.asking.person == who else None


def entered_lines(state: Session, who: PersonId, bids: Sequence[s.BidLine] | None = None) -> list[s.EnteredLine]:
    """What was entered for somebody, in its own words: of bids in those that may be seen, left out for their maker."""
    seen = [bid_line(state, one) for one in state.bids] if bids is None else bids
    return [
        s.EnteredLine(one.id, one.kind, one.by, _words_of(state, one, seen), one.confirmed)
        for one in state.entered
        if one.person == who
    ]


def _words_of(state: Session, entry: Entered, bids: Sequence[s.BidLine]) -> str:
    if entry.kind == "reword_headline":
        return state.headlines.get(entry.person, "")
    said = (
        *((bid.bid, bid.headline) for bid in bids),
        *((action.id, action.what) for action in state.actions),
        *((report.id, report.what) for report in state.reports),
    )
    return next((words for about, words in said if about == entry.about), "")
