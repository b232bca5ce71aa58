"""What is one person's own: their rights, what is asked of them, what they have written."""

from app.facilitation import sections as s
from app.facilitation.order import onward
from app.facilitation.rights import rights
from app.facilitation.state import Session, request_step
from app.facilitation.terms import PersonId, Presence, Status
from app.facilitation.views.asks import ask_of
from app.facilitation.views.shared import bid_line, quiet


def mine_section(state: Session, who: PersonId) -> s.MineSection:
    """One person's own section."""
    mine = rights(state, who)
    after = onward(state) if "open_step" in mine.may else None
    wanted = request_step(state)
    turn = state.turns.now
    # in airspace a place in the queue would tell how many other hands are up
    places = [] if quiet(state) else [hand.person for hand in state.hands]
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
        turn=turn.number if turn and turn.person == who else None,
        next_step=after.id if after else None,
        next_step_name=after.name if after else "",
        next_step_length=after.length if after else 0,
        offers_step=wanted.id if wanted else None,
        hand=hand,
        hand_place=places.index(who) + 1 if who in places else None,
        bid=bid_line(bid) if bid else None,
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
        open_actions=[
            s.ReportLine(one.id, one.owner, one.what, one.by_when, one.status, one.learned)
            for one in state.reports
            if one.owner == who
        ],
        actions=[s.ActionLine(one.id, one.owner, one.what, one.by_when) for one in state.actions if one.owner == who],
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
