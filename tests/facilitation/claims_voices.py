"""What must hold of voices in every state: worked out anew from what the state says, not from the rules under test."""

from app.facilitation.plan import Person
from app.facilitation.state import Session
from app.facilitation.terms import Cameras, Floor, PersonId, PersonKind, Presence, Status, Where
from app.facilitation.voices import voices
from tests.facilitation.claims import holder, in_airspace, may_be_heard_themselves, open_step, room

WITH_US = {Presence.HERE, Presence.OUT, Presence.AWAY}


def check_voices(state: Session) -> None:
    """Who is connected, heard and seen, whatever has happened."""
    now = voices(state)
    if state.status is not Status.OPEN or state.where is not Where.HERE:
        assert not any(now), "a voice where this room carries none"
        return
    assert now.table == {one.id for one in state.people if connects(state, one)}, "connected, or not, against the table"
    assert now.heard <= now.table, "heard without being connected"
    check_heard(state, now.heard, now.table)
    check_seen(state, now.seen, now.table)


def connects(state: Session, one: Person) -> bool:
    if one.kind is PersonKind.GUEST and one.id not in state.admitted:
        return False
    return state.presence.get(one.id) in WITH_US and one.id not in state.without_screen


def floor_keepers(state: Session) -> set[PersonId]:
    """Whose line may drop without the floor being taken from them."""
    turn = {state.turns.now.person} if state.turns.now else set()
    asking = {state.asking.person, state.asking.to or holder(state)} if state.asking else set()
    return {who for who in {holder(state), *turn, *asking} if who is not None and state.presence.get(who) in WITH_US}


def beside(state: Session, people: set[PersonId]) -> set[PersonId]:
    """The access seats that are there for one of these."""
    return {one.id for one in state.people if one.kind is PersonKind.ACCESS and one.beside in people}


def devices(state: Session, people: set[PersonId]) -> set[PersonId]:
    """At whose device one of these sits, or sat when its line dropped."""
    sits = {host for who, host in state.without_screen.items() if who in people and host is not None}
    sat = {host for who, host in state.sat_with.items() if who in people and state.presence[who] is Presence.AWAY}
    return sits | sat


def check_heard(state: Session, heard: frozenset[PersonId], table: frozenset[PersonId]) -> None:
    """Nobody without the floor; and nobody who has it is cut off, whatever their line does."""
    floor = may_be_heard_themselves(state)
    if floor >= room(state):  # an open floor is also theirs whose line has dropped, where they had it for themselves
        floor |= floor_keepers(state)
    themselves = {one.id for one in state.people if one.kind is not PersonKind.ACCESS} & floor
    theirs = themselves | beside(state, themselves)
    assert heard <= theirs | devices(state, theirs), "heard without the floor"
    with_us = {who for who in themselves if who in room(state) or state.presence.get(who) in WITH_US}  # or has left
    here = (with_us | beside(state, with_us)) & room(state)
    assert (here | devices(state, here)) & table <= heard, "somebody of the floor is cut off"
    if in_airspace(state) and not opened(state):
        check_airspace(state, heard, table)
    step = open_step(state)
    if step is not None and step.floor is Floor.OTHERS and not opened(state):
        sits_with = {who for who, host in state.without_screen.items() if host == holder(state)}
        assert holder(state) not in heard or sits_with, "the one who only listens is heard"


def opened(state: Session) -> bool:
    return state.open_to_all or state.floor_open or state.pause is not None


def check_airspace(state: Session, heard: frozenset[PersonId], table: frozenset[PersonId]) -> None:
    """The holder, on whichever device, with their access seat: those and nobody else."""
    mine = {who for who in (holder(state),) if who is not None and state.presence.get(who) in WITH_US}
    everything = mine | beside(state, mine)
    assert heard == (everything | devices(state, mine)) & table, "the airspace is the holder's, line or not"
    facilitators = {one.id for one in state.people if one.kind is PersonKind.FACILITATOR}
    assert not facilitators & heard, "the facilitator takes air time"


def check_seen(state: Session, seen: frozenset[PersonId], table: frozenset[PersonId]) -> None:
    """As the contract has it, and never a client of whom the format says that they are turned away."""
    step = open_step(state)
    away = {holder(state)} if step is not None and step.holder_unseen else set()
    assert not seen & away, "a client is seen who only listens"
    if state.contract.cameras is not Cameras.OFF:
        assert seen == table - away, "a picture against the contract"
        return
    seats = {one for one in state.people if one.kind is PersonKind.ACCESS and one.id in table}
    assert {one.id for one in seats} <= seen, "an access seat is not seen"
    assert seen <= {one.id for one in seats} | {one.beside for one in seats}, "a picture, where the set has none"
