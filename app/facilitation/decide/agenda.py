"""Asking for time, and the agenda: the server proposes and checks that the sum fits; the set decides."""

from app.facilitation import commands as c
from app.facilitation import events as e
from app.facilitation.decide.draft import SHORT, Draft, on, words
from app.facilitation.plan import Share
from app.facilitation.refusals import Reason, Refused
from app.facilitation.replanning import replanned_holders, replanned_steps, room_for_rounds_ahead, rounds_ahead
from app.facilitation.state import Proposed, may_hold
from app.facilitation.terms import MINUTE, BidKind, Millis
from app.facilitation.timing import agenda_steps, fits, looked_at, room_for_rounds, share_out

LONGEST_BID = 240
"""Minutes that somebody may ask for."""


@on(c.PlaceBid)
def _place(draft: Draft, command: c.PlaceBid) -> None:
    nothing = command.kind is BidKind.NOTHING
    if command.minutes is not None and not 1 <= command.minutes <= LONGEST_BID:
        raise Refused(Reason.MINUTES, fewest=1, most=LONGEST_BID)
    headline = words(command.headline, SHORT, may_be_empty=command.kind is not BidKind.ASKS)
    draft.say(
        e.BidPlaced(
            bid=draft.id,
            person=draft.by,
            kind=command.kind,
            headline="" if nothing else headline,
            minutes=None if nothing else command.minutes,
            urgency=None if nothing else command.urgency,
            importance=None if nothing else command.importance,
            shown=command.show,
        )
    )


@on(c.ShowBid)
def _show(draft: Draft, command: c.ShowBid) -> None:
    mine = next((one for one in draft.state.bids if one.id == command.bid and one.person == draft.by), None)
    if mine is None:
        raise Refused(Reason.GONE)
    if mine.shown != command.show:
        draft.say(e.BidShown(bid=mine.id, show=command.show))


@on(c.WithdrawBid)
def _withdraw(draft: Draft, command: c.WithdrawBid) -> None:
    if not any(one.id == command.bid and one.person == draft.by for one in draft.state.bids):
        raise Refused(Reason.GONE)
    draft.say(e.BidWithdrawn(bid=command.bid))


@on(c.ProposeAgenda)
def _propose(draft: Draft, command: c.ProposeAgenda) -> None:
    state = draft.state
    if not command.rounds:
        raise Refused(Reason.EMPTY)
    _check_rounds(draft, command.rounds)
    room = room_for_rounds(looked_at(state, draft.now))
    if not fits(state, command.rounds, room):
        raise _does_not_fit(room)
    draft.say(e.AgendaProposed(agenda=draft.id, sharing=command.sharing, rounds=command.rounds))


def _check_rounds(draft: Draft, rounds: tuple[Share, ...]) -> None:
    """One round each, of members who may hold one, in halves of a minute, long enough for its steps."""
    state = draft.state
    holders = [share.holder for share in rounds]
    if len(set(holders)) != len(holders):
        raise Refused(Reason.ALREADY)
    if not set(holders) <= may_hold(state):
        raise Refused(Reason.NOT_A_HOLDER)
    for share in rounds:
        if (share.minutes * 2) % 1:
            raise Refused(Reason.BAD_VALUE, field="minutes")
        share_out(state.round_steps, "r", share.minutes)


def _does_not_fit(room: Millis) -> Refused:
    return Refused(Reason.DOES_NOT_FIT, minutes=f"{max(0, room) / MINUTE:g}")


@on(c.ReplanRounds)
def _replan(draft: Draft, command: c.ReplanRounds) -> None:
    state = draft.state
    if rounds_ahead(state) != command.instead_of:
        raise Refused(Reason.GONE)
    _check_rounds(draft, command.rounds)
    begun = {who for stage, who in state.holders.items() if any(_of(stage, one) for one in state.opened_at)}
    if begun & {share.holder for share in command.rounds}:
        raise Refused(Reason.NOT_A_HOLDER)  # each member has one round at most in a session
    room = room_for_rounds_ahead(looked_at(state, draft.now))
    asked = sum(share.minutes for share in command.rounds)
    # what does not fit any more because of a late start may still be put in another order
    longer = asked > sum(share.minutes for share in rounds_ahead(state))
    if longer and not fits(state, command.rounds, room):
        raise _does_not_fit(room)
    draft.say(
        e.RoundsReplanned(
            steps=replanned_steps(state, command.rounds), holders=replanned_holders(state, command.rounds)
        )
    )


def _of(stage: str, step_id: str) -> bool:
    return step_id.startswith(f"{stage}.")


def _proposal(draft: Draft, agenda: str) -> Proposed:
    proposal = draft.state.proposal
    if proposal is None or proposal.id != agenda:
        raise Refused(Reason.GONE)
    return proposal


@on(c.SayContent)
def _content(draft: Draft, command: c.SayContent) -> None:
    _proposal(draft, command.agenda)
    draft.say(e.ContentSaid(agenda=command.agenda, person=draft.by, content=True))


@on(c.SayNotContent)
def _not_content(draft: Draft, command: c.SayNotContent) -> None:
    _proposal(draft, command.agenda)
    draft.say(e.ContentSaid(agenda=command.agenda, person=draft.by, content=False))


@on(c.AgreeAgenda)
def _agree(draft: Draft, command: c.AgreeAgenda) -> None:
    proposal = _proposal(draft, command.agenda)
    if not {share.holder for share in proposal.rounds} <= may_hold(draft.state):
        raise Refused(Reason.NOT_A_HOLDER)  # taken out since it was put
    draft.say(
        e.AgendaAgreed(
            agenda=proposal.id,
            steps=agenda_steps(draft.state, proposal.rounds),
            holders={f"r{number}": share.holder for number, share in enumerate(proposal.rounds, 1)},
        )
    )
