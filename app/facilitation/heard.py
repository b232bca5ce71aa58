"""Who may be heard: the floor of the open step, and what stands above it (a word, a pause, a room open to all)."""

from collections.abc import Callable, Mapping

from app.facilitation.remembered import once_a_state
from app.facilitation.state import Session, asked_person, everyone, floor, holder, in_room, is_here, step
from app.facilitation.terms import Floor, PauseAnswer, PersonId, PersonKind, Presence, Status


@once_a_state
def heard(state: Session) -> frozenset[PersonId]:
    """Everybody who may be heard now. Whoever is there for one member speaks for them in that member's turn."""
    there_for_one = _people_of_kind(state, PersonKind.ACCESS)
    speaking = _heard(state) - there_for_one
    beside = {one.id for one in state.people if one.beside in speaking and in_room(state, one.id)}
    return speaking | beside


def _heard(state: Session) -> frozenset[PersonId]:
    if state.status is not Status.OPEN:
        return frozenset()
    room = everyone(state)
    if state.word is not None:
        return room & {state.word.person}
    if state.pause is not None:
        return _heard_in_pause(state, room)
    if state.open_to_all and not airspace_is_kept(state):
        return room
    return _HEARD[floor(state)](state, room)


def airspace_is_kept(state: Session) -> bool:
    """Whether the open step is somebody's airspace, and they are here or may come back to it."""
    who = holder(state)
    gone = who is None or state.presence.get(who) in {Presence.APOLOGIES, Presence.LEFT, Presence.REMOVED}
    return step(state) is not None and floor(state) is Floor.HOLDER and not gone


def _heard_in_pause(state: Session, room: frozenset[PersonId]) -> frozenset[PersonId]:
    who = holder(state)
    opened = state.pause is not None and state.pause.answer in {PauseAnswer.LET_SET_IN, PauseAnswer.SHORT_BREAK}
    if opened or who is None or not is_here(state, who):
        return room
    return room & ({who} | _people_of_kind(state, PersonKind.FACILITATOR) | ({state.chair} if state.chair else set()))


def _people_of_kind(state: Session, kind: PersonKind) -> frozenset[PersonId]:
    return frozenset(one.id for one in state.people if one.kind is kind)


def _turns(state: Session, room: frozenset[PersonId]) -> frozenset[PersonId]:
    # between turns, and when all have had theirs, nobody is silenced
    if state.turns.now is None:
        return room
    if holder(state) is not None:  # the facilitator takes no air time in somebody's round
        return room & {state.turns.now.person}
    return room & ({state.turns.now.person} | _people_of_kind(state, PersonKind.FACILITATOR))


def _holder(state: Session, room: frozenset[PersonId]) -> frozenset[PersonId]:
    return room & {holder(state)}


def _asker_and_holder(state: Session, room: frozenset[PersonId]) -> frozenset[PersonId]:
    held = state.thinking and holder(state) in room  # whoever asks waits for the holder to have thought
    asker = {state.asking.person, asked_person(state)} if state.asking and not held else set()
    return room & ({holder(state)} | asker)


def _others(state: Session, room: frozenset[PersonId]) -> frozenset[PersonId]:
    return (room & _people_of_kind(state, PersonKind.MEMBER)) - {holder(state)}


_HEARD: Mapping[Floor, Callable[[Session, frozenset[PersonId]], frozenset[PersonId]]] = {
    Floor.NOBODY: lambda state, room: frozenset(),
    Floor.TURNS: _turns,
    Floor.HOLDER: _holder,
    Floor.ASKER_AND_HOLDER: _asker_and_holder,
    Floor.OTHERS: _others,
    Floor.GUEST: lambda state, room: (
        room & _people_of_kind(state, PersonKind.GUEST) or room & _people_of_kind(state, PersonKind.FACILITATOR)
    ),
    Floor.EVERYBODY: lambda state, room: room,
}
