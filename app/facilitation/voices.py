"""Whose sound and pictures go to whom, in the room itself: the one answer, which voices and pages only carry out.

Beside the set's own call, and by text, there are none: a call controls its own microphones.
"""

from dataclasses import replace
from typing import Final, NamedTuple

from app.facilitation.heard import heard
from app.facilitation.state import IN_ROOM, Session, holder, person, step
from app.facilitation.terms import Cameras, PersonId, PersonKind, Presence, Status, Where

MOST: Final = 9
"""So many voices at most are carried from each to each."""


class Voices(NamedTuple):
    """Ids of people, as they hold now."""

    table: frozenset[PersonId]
    """Who may be connected at all."""
    heard: frozenset[PersonId]
    """Whose microphone is open."""
    seen: frozenset[PersonId]
    """Whose picture may be shown."""


NONE: Final = Voices(frozenset(), frozenset(), frozenset())


def voices(state: Session) -> Voices:
    """Who may be connected, heard and seen by voice in this room now."""
    if state.status is not Status.OPEN or state.where is not Where.HERE:
        return NONE
    table = _table(state)
    return Voices(table, _heard(state) & table, _seen(state, table))


# --- who may be connected --------------------------------------------------------------------------------------------


def _table(state: Session) -> frozenset[PersonId]:
    """Whoever is with us by a line of their own, up or dropped. Who waits outside, has left or has no device is not."""
    return frozenset(one.id for one in state.people if _may_connect(state, one.id))


def _may_connect(state: Session, who: PersonId) -> bool:
    them = person(state, who)
    presence = state.presence.get(who)
    if them is None or who in state.without_screen or presence not in IN_ROOM | {Presence.AWAY}:
        return False
    return them.kind is not PersonKind.GUEST or who in state.admitted


# --- who may be heard ------------------------------------------------------------------------------------------------


def _heard(state: Session) -> frozenset[PersonId]:
    """Whoever has the floor, and on whichever device; a line that drops takes it from nobody."""
    on = {who for who in _floor_is_of(state) if _would_be_heard(state, who)}
    beside = {one.id for one in state.people if one.beside in on}
    speaking = heard(state) | on | beside
    return speaking | {host for who, host in _devices(state).items() if who in speaking}


def _floor_is_of(state: Session) -> set[PersonId]:
    """Holder, whoever's turn it is, whoever asks and whom they ask."""
    speaker = state.turns.now.person if state.turns.now else None
    asking = {state.asking.person, state.asking.to} if state.asking else set()
    return {who for who in {holder(state), speaker, *asking} if who is not None}


def _would_be_heard(state: Session, who: PersonId) -> bool:
    """As if their line had not dropped: a fault of ours interrupts nobody."""
    if state.presence.get(who) is not Presence.AWAY:
        return who in heard(state)
    return who in heard(replace(state, presence={**state.presence, who: Presence.HERE}))


def _devices(state: Session) -> dict[PersonId, PersonId]:
    """At whose device each sits who has none: also where its line has dropped, and both of them with it."""
    sat = {who: host for who, host in state.sat_with.items() if state.presence.get(who) is Presence.AWAY}
    return {**sat, **{who: host for who, host in state.without_screen.items() if host is not None}}


# --- who may be seen -------------------------------------------------------------------------------------------------


def _seen(state: Session, table: frozenset[PersonId]) -> frozenset[PersonId]:
    """What the contract says of cameras. Whoever signs or lip-speaks, and their member, are seen in any case."""
    now = step(state)
    turned_away = {holder(state)} if now is not None and now.holder_unseen else set()
    if state.contract.cameras is not Cameras.OFF:
        return table - turned_away
    there_for_one = {one for one in state.people if one.kind is PersonKind.ACCESS and one.id in table}
    return table & ({one.id for one in there_for_one} | ({one.beside for one in there_for_one} - turned_away))
