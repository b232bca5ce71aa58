"""The facilitator's desk: what now, every hand, people as they are."""

from app.facilitation import sections as s
from app.facilitation.entries import WITHOUT_SCREEN
from app.facilitation.order import openable
from app.facilitation.plan import Share
from app.facilitation.proposals import begins_of, leaving_before_end, proposals
from app.facilitation.replanning import rounds_ahead, time_for_rounds_ahead
from app.facilitation.rights import rights
from app.facilitation.state import Session, can_drive, holder, in_room, members, no_line, person, stage_kind, step
from app.facilitation.terms import MINUTE, Floor, PersonId, PersonKind, Presence, StageKind, Status
from app.facilitation.timing import finish_with, proposed_steps, steps_behind
from app.facilitation.views.asks import what_now
from app.facilitation.views.enterable import may_enter
from app.facilitation.views.mine import entered_lines
from app.facilitation.views.shared import bids_section, hand_line, share_lines

GONE = frozenset({Presence.APOLOGIES, Presence.LEFT, Presence.REMOVED})
"""Who is not with us, by their own word or because they were taken out."""


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
    replanning = state.agreed and stage_kind(state) in {StageKind.ROUND, StageKind.REST}
    ahead = rounds_ahead(state) if replanning else ()
    free = time_for_rounds_ahead(state) / MINUTE if replanning else 0.0
    writers = [one.id for one in members(state) if in_room(state, one.id)]
    return s.DeskSection(
        driving="driver" in rights(state, who).roles,
        what_now=what_now(state, who),
        hands=[hand_line(state, one) for one in state.hands],
        people=[_desk_person(state, one.id) for one in members(state)],
        may_chair=_may_chair(state),
        no_line=list(no_line(state)),
        next=[
            s.NextStep(one.id, one.name, one.length, one.stage, state.holders.get(one.stage)) for one in openable(state)
        ],
        finished_writing=sum(1 for one in writers if one in state.finished_writing),
        writers=len(writers),
        stopped=sorted(why.value for why in state.stops),
        lost=state.lost,
        turn=turn.number if turn else None,
        turn_of=turn.person if turn else None,
        proposals=_proposals(state),
        bare_finish_at=finish_with(state, ()) if stage_kind(state) is StageKind.ASKING else None,
        rest_between=state.rest.length if state.rest else 0,
        bids_in=len({one.person for one in state.bids if not one.carried and _came(state, one.person)}),
        leaving=_leaving(state),
        gone=[one.holder for one in _rounds_to_come(state) if state.presence.get(one.holder) in GONE],
        freed=max(0.0, free - sum(one.minutes for one in ahead)),
        rounds_ahead=share_lines(state, ahead),
        minutes_ahead=free,
    )


def _proposals(state: Session) -> list[s.Plan]:
    if stage_kind(state) is not StageKind.ASKING or state.agreed or state.status is not Status.OPEN:
        return []
    return [
        s.Plan(
            sharing=plan.sharing,
            rounds=share_lines(state, plan.rounds),
            left_out=list(plan.left_out),
            leaving=list(plan.leaving),
            minutes=sum(one.minutes for one in plan.rounds),
            finish_at=finish_with(state, plan.rounds),
        )
        for plan in proposals(state)
    ]


def _leaving(state: Session) -> list[PersonId]:
    """Whose round, as proposed or planned, ends after they must leave."""
    if state.agreed:
        ahead = rounds_ahead(state)
        return leaving_before_end(state, ahead, begins_of(state, steps_behind(state), state.holders)) if ahead else []
    if state.proposal is None:
        return []
    rounds = state.proposal.rounds
    holders = {f"r{place}": one.holder for place, one in enumerate(rounds, 1)}
    return leaving_before_end(state, rounds, begins_of(state, proposed_steps(state, rounds), holders))


def _may_chair(state: Session) -> list[PersonId]:
    others = (one.id for one in state.people if one.id not in {state.chair, holder(state)})
    return [who for who in others if can_drive(state, who)]


def _came(state: Session, who: PersonId) -> bool:
    """Whether they are among those of whom an answer is awaited: whoever has yet to come, or has gone, is not."""
    return state.presence.get(who, Presence.EXPECTED) not in {Presence.EXPECTED, *GONE}


def _rounds_to_come(state: Session) -> tuple[Share, ...]:
    """As agreed or, before that, as put to the set."""
    kind = stage_kind(state)
    if state.agreed:
        return rounds_ahead(state) if kind in {StageKind.ASKING, StageKind.ROUND, StageKind.REST} else ()
    return state.proposal.rounds if state.proposal and kind is StageKind.ASKING else ()


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
        without_screen=who in state.without_screen,
        at_device_of=state.without_screen.get(who),
        airspace=so_far,
        leave_early_at=state.departures.get(who),
        has_asked=who in state.asked_by and now is not None and now.floor is not Floor.TURNS,
        invite=next((one.id for one in state.invites if one.person == who), None),
        reaffirmed=who in state.reaffirmed,
        may_enter=may_enter(state, who),
        entered=_entered(state, who),
    )


def _entered(state: Session, who: PersonId) -> list[s.EnteredLine]:
    """What was entered for them: what is a holder's alone is their own again, and no longer the chair's, by a line."""
    lines = entered_lines(state, who, bids_section(state).bids)
    return [line for line in lines if line.kind not in WITHOUT_SCREEN or who in state.without_screen]
