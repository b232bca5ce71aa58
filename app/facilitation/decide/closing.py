"""Closing: the totals that leads may have are written as facts while the room can still work them out."""

from collections import Counter

from app.facilitation import events as e
from app.facilitation.decide.draft import Draft
from app.facilitation.decide.moving import leave_step
from app.facilitation.state import Session, members, rounds
from app.facilitation.terms import Attendance, BidKind, Ending, PersonId, Presence, StageKind

FEWEST_BEHIND = 4
"""Results of fewer people than this are withheld outside the set."""


def close(draft: Draft, ending: Ending) -> None:
    """The session is over."""
    leave_step(draft)
    state = draft.state
    askers = {bid.person for bid in state.bids if bid.kind is not BidKind.NOTHING and not bid.carried}
    pressing = {bid.person for bid in state.bids if bid.kind is BidKind.ASKS}  # "if there's room" is not carried over
    held = {who for stage, who in state.holders.items() if any(one.startswith(f"{stage}.") for one in state.opened_at)}
    owners = {one.owner for one in state.reports if one.status is not None}
    enough = len(owners) >= FEWEST_BEHIND
    totals = Counter(one.status for one in state.reports if one.status is not None)
    draft.say(
        e.SessionClosed(
            ending=ending,
            attendance={one.id: _attendance(state, one.id) for one in members(state)},
            rounds=sum(1 for stage in rounds(state) if any(one.startswith(f"{stage}.") for one in state.opened_at)),
            bids=len(askers) if len(askers) >= FEWEST_BEHIND else None,
            carried=len(pressing - held) if len(askers) >= FEWEST_BEHIND else None,
            action_owners=len(owners) if enough else 0,
            action_totals=dict(totals) if enough else None,
        )
    )


def _attendance(state: Session, who: PersonId) -> Attendance:
    if who not in state.arrived:
        return Attendance.NOT_WITH_US
    presence = state.presence.get(who)
    gone = presence in {Presence.AWAY, Presence.OUT} and state.away_in.get(who) not in {
        StageKind.REVIEW,
        StageKind.CLOSE,
    }
    return Attendance.PART if gone or who in state.part else Attendance.PRESENT
