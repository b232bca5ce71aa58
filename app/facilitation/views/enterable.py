"""What may be entered for somebody at their spoken word: the same for the desk and for whoever shares their device."""

from app.facilitation.entries import enterable
from app.facilitation.state import Session, shares_device
from app.facilitation.terms import PersonId, Presence, Status
from app.facilitation.views.shared import quiet


def may_enter(state: Session, who: PersonId, *, drives: bool = True) -> list[str]:
    """What may be entered for somebody: what they could give themselves. On the phone, they are noted there first."""
    presence = state.presence.get(who)
    if presence in {Presence.LEFT, Presence.REMOVED} or who == state.chair or state.status is not Status.OPEN:
        return []
    return sorted(enterable(state, who, drives=drives))


def may_enter_beside(state: Session, host: PersonId) -> dict[PersonId, list[str]]:
    """What a host may enter for each who sits at their device; in airspace it does not tell whether a hand is up."""
    hidden = {"lower_hand"} if quiet(state) else set()
    return {
        who: [entry for entry in may_enter(state, who, drives=False) if entry not in hidden]
        for who in sorted(shares_device(state, host))
    }
