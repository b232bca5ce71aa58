"""Who is shown the same: the set, a guest among them, a guest who waits outside."""

from enum import StrEnum

from app.facilitation.state import Session, in_room, person
from app.facilitation.terms import PersonId, PersonKind


class Audience(StrEnum):
    """Everybody of one audience is shown the same shared sections."""

    SET = "set"
    GUEST = "guest"
    WAITING = "waiting"


def audience_of(state: Session, who: PersonId) -> Audience:
    """Which audience this person belongs to now."""
    them = person(state, who)
    if them is None or them.kind is not PersonKind.GUEST:
        return Audience.SET
    return Audience.GUEST if in_room(state, who) else Audience.WAITING
