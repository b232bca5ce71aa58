"""The office: planning a session, calling it off, opening its lobby, a place in it for a guest or an access seat."""

from collections.abc import Set

from app.facilitation import commands as c
from app.facilitation import events as e
from app.facilitation.call_link import kept_link
from app.facilitation.decide.draft import Draft, on
from app.facilitation.plan import Person
from app.facilitation.refusals import Reason, Refused
from app.facilitation.state import CORE, may_hold, person
from app.facilitation.terms import MINUTE, PersonId, PersonKind, Presence
from app.facilitation.timing import pattern_of, stage_step, stage_steps

FEWEST, MOST = 3, 12
"""People at the table: members, and a facilitator beside them unless the set runs itself."""
MOST_SEATS = 24
"""With access seats and guests."""


@on(c.PlanSession)
def _plan(draft: Draft, command: c.PlanSession) -> None:
    _check_people(command.people)
    if not 15 <= command.minutes <= 12 * 60:
        raise Refused(Reason.BAD_VALUE, field="minutes")
    draft.say(
        e.SessionPlanned(
            number=command.number, starts_at=command.starts_at, minutes=command.minutes, people=command.people
        )
    )


@on(c.CancelSession)
def _cancel(draft: Draft, command: c.CancelSession) -> None:
    draft.say(e.SessionCancelled())


@on(c.OpenLobby)
def _open_lobby(draft: Draft, command: c.OpenLobby) -> None:
    _check_people(command.people)
    count = sum(1 for one in command.people if one.kind is PersonKind.MEMBER)
    form = command.session_format
    draft.say(
        e.LobbyOpened(
            format=form.name,
            round_format=command.round_format.name,
            steps=stage_steps(form, count),
            round_steps=pattern_of(command.round_format.step, count),
            spare=round(form.spare * MINUTE),
            rest=stage_step(form.rest, count) if form.rest else None,
            items=form.item,
            people=command.people,
            contract=command.contract,
            airspace_so_far=command.airspace_so_far,
            members=count,
            finish_at=draft.state.starts_at + draft.state.minutes * MINUTE,
            where=command.where,
            call_link=kept_link(command.where, command.call_link),
        )
    )
    seated = {one.id for one in command.people}
    for action in command.open_actions:
        if action.owner in seated:
            draft.say(e.ActionCarried(action=action.id, person=action.owner, what=action.what, by_when=action.by_when))
    for bid in command.carried_bids:
        if bid.person in seated:
            draft.say(e.BidCarried(person=bid.person, headline=bid.headline, minutes=bid.minutes))


@on(c.AddPerson)
def _add(draft: Draft, command: c.AddPerson) -> None:
    state, newcomer = draft.state, command.person
    if person(state, newcomer.id) is not None:
        raise Refused(Reason.ALREADY)
    if newcomer.kind in CORE:  # turns, minutes and rounds were planned for those who were there
        raise Refused(Reason.BAD_VALUE, field="kind")
    _check_beside(newcomer, may_hold(state))
    if sum(1 for one in state.people if state.presence.get(one.id) is not Presence.REMOVED) >= MOST_SEATS:
        raise Refused(Reason.TOO_MANY, fewest=FEWEST, most=MOST_SEATS)
    draft.say(e.PersonAdded(newcomer=newcomer))


def _check_people(people: tuple[Person, ...]) -> None:
    ids = [one.id for one in people]
    if len(set(ids)) != len(ids):
        raise Refused(Reason.ALREADY)
    at_the_table = [one for one in people if one.kind in CORE]
    if not FEWEST <= len(at_the_table) <= MOST or len(people) > MOST_SEATS:
        raise Refused(Reason.TOO_MANY, fewest=FEWEST, most=MOST)
    seated = {one.id for one in people if one.kind is PersonKind.MEMBER}
    for one in people:
        _check_beside(one, seated)
    if not any(one.kind is PersonKind.MEMBER for one in people):
        raise Refused(Reason.NOT_A_HOLDER)


def _check_beside(one: Person, seated: Set[PersonId]) -> None:
    """An access seat is there for one member; nobody else is there for anybody."""
    if (one.beside in seated) != (one.kind is PersonKind.ACCESS) or (one.beside and one.beside not in seated):
        raise Refused(Reason.BAD_VALUE, field="beside")
