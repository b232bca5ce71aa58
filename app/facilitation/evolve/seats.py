"""Seats of other kinds: without a screen, at another's device, guests; and who may be overheard."""

from dataclasses import replace

from app.facilitation import events as e
from app.facilitation.evolve.comings import arrive
from app.facilitation.evolve.registry import When, on
from app.facilitation.state import Session
from app.facilitation.terms import Presence


@on(e.OverheardNoted)
def _overheard(state: Session, event: e.OverheardNoted, when: When) -> Session:
    others = state.overheard - {event.person}
    return replace(state, overheard=others | {event.person} if event.on else others)


@on(e.SeatedWithoutScreen)
def _seated(state: Session, event: e.SeatedWithoutScreen, when: When) -> Session:
    seated = {**state.without_screen, event.person: event.beside}
    return arrive(replace(state, without_screen=seated), event.person)


@on(e.GuestWaiting)
def _waiting(state: Session, event: e.GuestWaiting, when: When) -> Session:
    presence = {**state.presence, event.person: Presence.WAITING}
    return replace(state, presence=presence, admitted=state.admitted - {event.person})


@on(e.GuestAdmitted)
def _admitted(state: Session, event: e.GuestAdmitted, when: When) -> Session:
    # what was said while they waited outside was not said to them, and their page is not to catch up on it
    lines = tuple(replace(one, before_guest=True) for one in state.lines)
    return arrive(replace(state, admitted=state.admitted | {event.person}, lines=lines), event.person)


@on(e.GuestObjected)
def _objected(state: Session, event: e.GuestObjected, when: When) -> Session:
    others = state.guest_objections - {(event.guest, event.person)}
    return replace(state, guest_objections=others | {(event.guest, event.person)} if event.object else others)
