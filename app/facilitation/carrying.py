"""What nobody got to: whose issue is carried to the next session."""

from app.facilitation.state import Bid, Session
from app.facilitation.terms import BidKind, PersonId


def carried_bids(state: Session) -> tuple[Bid, ...]:
    """The bids that the set saw and that had no round. "If there's room" is carried where a round was agreed for it."""
    begun = {one.stage for one in state.steps if one.id in state.opened_at}
    held = {who for stage, who in state.holders.items() if stage in begun}
    agreed = set(state.holders.values())
    return tuple(
        one
        for one in state.bids
        if one.shown
        and one.headline
        and one.person not in held
        and (one.kind is BidKind.ASKS or (one.kind is BidKind.IF_ROOM and one.person in agreed))
    )


def not_begun(state: Session, who: PersonId) -> str:
    """The issue of a round that was agreed and never begun, where it is carried; else nothing."""
    agreed = who in state.holders.values()
    return next((one.headline for one in carried_bids(state) if agreed and one.person == who), "")
