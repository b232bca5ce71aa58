"""Asking for time, and the agenda: the server proposes and checks that the sum fits; the set decides."""

from app.facilitation import commands as c
from app.facilitation import events as e
from app.facilitation.decide.draft import SHORT, Draft, on, words
from app.facilitation.refusals import Reason, Refused
from app.facilitation.state import Proposed, members
from app.facilitation.terms import MINUTE, BidKind, Millis, Presence
from app.facilitation.timing import agenda_steps, share_out, time_for_rounds

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
        )
    )


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
    holders = [share.holder for share in command.rounds]
    if len(set(holders)) != len(holders):
        raise Refused(Reason.ALREADY)
    may_hold = {one.id for one in members(state) if state.presence.get(one.id) is not Presence.REMOVED}
    if not set(holders) <= may_hold:
        raise Refused(Reason.NOT_A_HOLDER)
    for share in command.rounds:
        if (share.minutes * 2) % 1:
            raise Refused(Reason.BAD_VALUE, field="minutes")
        share_out(state.round_steps, "r", share.minutes)
    # the spare minutes may be used up by a late start: they are there for that
    free = time_for_rounds(state, after_asking=max(draft.now, _asking_ends(draft)))
    if sum(share.minutes for share in command.rounds) * MINUTE > free + state.spare:
        raise Refused(Reason.DOES_NOT_FIT, minutes=f"{free / MINUTE:g}")
    draft.say(e.AgendaProposed(agenda=draft.id, sharing=command.sharing, rounds=command.rounds))


def _asking_ends(draft: Draft) -> Millis:
    """When asking for time ends if it takes what is left of it, whether its clock runs or stands still."""
    timer = draft.state.timer
    return draft.now + timer.left_at(draft.now) if timer else draft.now


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
    draft.say(
        e.AgendaAgreed(
            agenda=proposal.id,
            steps=agenda_steps(draft.state, proposal.rounds),
            holders={f"r{number}": share.holder for number, share in enumerate(proposal.rounds, 1)},
        )
    )
