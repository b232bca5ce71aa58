"""Rights derive from state: who may give which command now. Buttons, refusals and microphones read this alone."""

from dataclasses import dataclass

from app.facilitation.heard import heard
from app.facilitation.permissions import TABLE, Permission
from app.facilitation.refusals import Reason, Refused
from app.facilitation.remembered import once_a_state
from app.facilitation.situations import SYSTEM_ROLES, roles_of, situation
from app.facilitation.state import Session, person, shares_device
from app.facilitation.terms import PersonId, Status


@dataclass(frozen=True)
class Rights:
    """What one person may do now."""

    roles: frozenset[str]
    may: frozenset[str]
    heard: bool


@once_a_state
def _rows(state: Session) -> tuple[Permission, ...]:
    """The rows of the table that are on: the same for everybody who looks at this state."""
    now = situation(state)
    return tuple(row for row in TABLE if row.when <= now and not row.unless & now)


def rights(state: Session, who: PersonId) -> Rights:
    """What this person may do now. The one function that says so."""
    roles = roles_of(state, who)
    may = frozenset(row.command for row in _rows(state) if row.who & roles)
    speaking = heard(state)
    return Rights(roles=roles, may=may, heard=who in speaking or bool(shares_device(state, who) & speaking))


def require(state: Session, who: PersonId, command: str) -> None:
    """Raise the refusal for want of right, unless this person may give this command now."""
    mine = rights(state, who)
    if command in mine.may:
        return
    if who not in SYSTEM_ROLES and person(state, who) is None:
        raise Refused(Reason.UNKNOWN_PERSON)
    if state.status is not Status.OPEN:
        raise Refused(Reason.NOT_OPEN)
    ever = frozenset[str]().union(*(row.who for row in TABLE if row.command == command))
    raise Refused(Reason.NOT_NOW if ever & mine.roles else Reason.NOT_YOURS)
