"""The office: planning a session, calling it off, opening its lobby."""

from app.facilitation import commands as c
from app.facilitation import events as e
from app.facilitation.decide.draft import Draft, on
from app.facilitation.plan import Person
from app.facilitation.refusals import Reason, Refused
from app.facilitation.terms import MINUTE, PersonKind
from app.facilitation.timing import pattern_of, stage_step, stage_steps

FEWEST, MOST = 3, 12
"""People at the table: members, and a facilitator beside them."""


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
            round_steps=pattern_of(command.round_format.step),
            spare=round(form.spare * MINUTE),
            rest=stage_step(form.rest, count) if form.rest else None,
            items=form.item,
            people=command.people,
            contract=command.contract,
            airspace_so_far=command.airspace_so_far,
            members=count,
            finish_at=draft.state.starts_at + draft.state.minutes * MINUTE,
        )
    )
    seated = {one.id for one in command.people}
    for action in command.open_actions:
        if action.owner in seated:
            draft.say(e.ActionCarried(action=action.id, person=action.owner, what=action.what, by_when=action.by_when))
    for bid in command.carried_bids:
        if bid.person in seated:
            draft.say(e.BidCarried(person=bid.person, headline=bid.headline, minutes=bid.minutes))


def _check_people(people: tuple[Person, ...]) -> None:
    ids = [one.id for one in people]
    if len(set(ids)) != len(ids):
        raise Refused(Reason.ALREADY)
    if not FEWEST <= len(people) <= MOST:
        raise Refused(Reason.TOO_MANY, fewest=FEWEST, most=MOST)
    if not any(one.kind is PersonKind.MEMBER for one in people):
        raise Refused(Reason.NOT_A_HOLDER)
