"""Guests: they wait where they hear and see nobody, until the set, which has agreed to them, lets them in."""

from app.facilitation import commands as c
from app.facilitation import events as e
from app.facilitation.decide.draft import Draft, on
from app.facilitation.refusals import Reason, Refused
from app.facilitation.state import Session, in_room, members_in_room, person
from app.facilitation.terms import PersonId, PersonKind, Presence


def must_wait(state: Session, who: PersonId) -> bool:
    """Whether this person, coming now, has to be let in first: again, where somebody has become not content."""
    them = person(state, who)
    if them is None or them.kind is not PersonKind.GUEST:
        return False
    return who not in state.admitted or is_objected_to(state, who)


def is_objected_to(state: Session, guest: PersonId) -> bool:
    """Whether a member is not content that this guest joins."""
    return any(one == guest for one, _ in state.guest_objections)


def _check_guest(draft: Draft, guest: PersonId) -> None:
    them = person(draft.state, guest)
    if them is None or them.kind is not PersonKind.GUEST:
        raise Refused(Reason.NO_SUCH_PERSON)


@on(c.ObjectToGuest)
def _object(draft: Draft, command: c.ObjectToGuest) -> None:
    _check_guest(draft, command.guest)
    draft.say(e.GuestObjected(guest=command.guest, person=draft.by, object=command.object))
    presence = draft.state.presence.get(command.guest)
    if not command.object or command.guest not in draft.state.admitted:
        return
    # they wait outside again, and are not told whose wish it was
    if in_room(draft.state, command.guest) or presence is Presence.AWAY:
        draft.say(e.GuestWaiting(person=command.guest))
    if presence is Presence.AWAY:
        draft.say(e.PersonAway(person=command.guest))


@on(c.AdmitGuest)
def _admit(draft: Draft, command: c.AdmitGuest) -> None:
    _check_guest(draft, command.guest)
    if draft.state.presence.get(command.guest) is not Presence.WAITING:
        raise Refused(Reason.NO_SUCH_PERSON)
    if is_objected_to(draft.state, command.guest):
        raise Refused(Reason.NOT_CONTENT)
    if not members_in_room(draft.state):
        raise Refused(Reason.NO_MEMBER_HERE)  # it is the set that agrees to a guest
    draft.say(e.GuestAdmitted(person=command.guest))


@on(c.SendGuestOut)
def _send_out(draft: Draft, command: c.SendGuestOut) -> None:
    _check_guest(draft, command.guest)
    if not in_room(draft.state, command.guest):
        raise Refused(Reason.NO_SUCH_PERSON)
    draft.say(e.GuestWaiting(person=command.guest))
