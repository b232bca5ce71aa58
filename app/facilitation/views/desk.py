"""The facilitator's desk: what now, every hand, people as they are."""

from app.facilitation import sections as s
from app.facilitation.order import openable
from app.facilitation.rights import rights
from app.facilitation.state import Session, in_room, members, person, step
from app.facilitation.terms import Floor, PersonId, PersonKind, Presence
from app.facilitation.views.asks import what_now


def desk_section(state: Session, who: PersonId) -> s.DeskSection | None:
    """The desk, for facilitators and for whoever has the chair; None for everybody else."""
    them = person(state, who)
    if them is None or state.presence.get(who) is Presence.REMOVED:
        return None
    if them.kind is not PersonKind.FACILITATOR and state.chair != who:
        return None
    if state.step_id is not None and state.holders.get(_stage(state)) == who:
        return None  # the holder has no desk in their own round
    turn = state.turns.now
    writers = [one.id for one in members(state) if in_room(state, one.id)]
    return s.DeskSection(
        driving="driver" in rights(state, who).roles,
        what_now=what_now(state, who),
        hands=[s.HandLine(one.id, one.person) for one in state.hands],
        people=[_desk_person(state, one.id) for one in members(state)],
        next=[
            s.NextStep(one.id, one.name, one.length, one.stage, state.holders.get(one.stage)) for one in openable(state)
        ],
        finished_writing=sum(1 for one in writers if one in state.finished_writing),
        writers=len(writers),
        stopped=sorted(why.value for why in state.stops),
        lost=state.lost,
        turn=turn.number if turn else None,
        turn_of=turn.person if turn else None,
    )


def _stage(state: Session) -> str:
    now = step(state)
    return now.stage if now else ""


def _desk_person(state: Session, who: PersonId) -> s.DeskPerson:
    now = step(state)
    so_far = state.airspace.get(who, 0)
    # time in the open airspace is added when its step closes: the desk's figures stand still meanwhile
    return s.DeskPerson(
        person=who,
        presence=state.presence.get(who, Presence.EXPECTED),
        airspace=so_far,
        leave_early_at=state.departures.get(who),
        has_asked=who in state.asked_by and now is not None and now.floor is not Floor.TURNS,
        reaffirmed=who in state.reaffirmed,
    )
