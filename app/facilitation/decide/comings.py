"""Comings and goings, and the contract."""

from app.facilitation import commands as c
from app.facilitation import events as e
from app.facilitation.decide.chair import give_missing_chair, vacate
from app.facilitation.decide.draft import Draft, on
from app.facilitation.decide.moving import keep_holders_time
from app.facilitation.decide.seats import leave_device
from app.facilitation.decide.turn_order import begin_next_turn, give_up_turn
from app.facilitation.refusals import Reason, Refused
from app.facilitation.state import YET_TO_COME, members, person
from app.facilitation.terms import HOUR, OFFICE, PersonId, Presence


@on(c.SayReady)
def _ready(draft: Draft, command: c.SayReady) -> None:
    if draft.by not in draft.state.ready:
        draft.say(e.PersonReady(person=draft.by))


@on(c.Reaffirm)
def _reaffirm(draft: Draft, command: c.Reaffirm) -> None:
    _check_version(draft, command.version)
    draft.say(e.ContractReaffirmed(version=command.version, person=draft.by))


@on(c.RaiseContract)
def _raise_contract(draft: Draft, command: c.RaiseContract) -> None:
    _check_version(draft, command.version)
    draft.say(e.ContractRaised(version=command.version, person=draft.by))


def _check_version(draft: Draft, version: int) -> None:
    if version != draft.state.contract.version:
        raise Refused(Reason.GONE)


@on(c.LeaveEarly)
def _leave_early(draft: Draft, command: c.LeaveEarly) -> None:
    latest = max(draft.now, draft.state.ends_at) + 24 * HOUR
    if command.at is not None and not draft.now <= command.at <= latest:
        raise Refused(Reason.BAD_VALUE, field="at")
    draft.say(e.DepartureNoted(person=draft.by, at=command.at))


@on(c.SendApologies)
def _send_apologies(draft: Draft, command: c.SendApologies) -> None:
    _say_apologies(draft, draft.by, sent=command.on)


@on(c.NoteApologies)
def _note_apologies(draft: Draft, command: c.NoteApologies) -> None:
    awaited = command.person in {one.id for one in members(draft.state)}
    if not awaited or draft.state.presence[command.person] not in YET_TO_COME:
        raise Refused(Reason.NO_SUCH_PERSON)
    _say_apologies(draft, command.person, sent=command.on)


def _say_apologies(draft: Draft, who: PersonId, *, sent: bool) -> None:
    if (draft.state.presence[who] is Presence.APOLOGIES) != sent:
        draft.say(e.ApologiesNoted(person=who, on=sent))
        keep_holders_time(draft)


@on(c.StepOut)
def _step_out(draft: Draft, command: c.StepOut) -> None:
    draft.say(e.PersonSteppedOut(person=draft.by))
    after_going(draft, draft.by)


@on(c.ComeBack)
def _come_back(draft: Draft, command: c.ComeBack) -> None:
    draft.say(e.PersonReturned(person=draft.by))
    keep_holders_time(draft)
    give_missing_chair(draft, draft.by)
    begin_next_turn(draft)


@on(c.Leave)
def _leave(draft: Draft, command: c.Leave) -> None:
    draft.say(e.PersonLeft(person=draft.by))
    leave_device(draft, draft.by)
    after_going(draft, draft.by)
    _after_leaving(draft, draft.by)


@on(c.RemovePerson)
def _remove(draft: Draft, command: c.RemovePerson) -> None:
    if person(draft.state, command.person) is None or draft.state.presence[command.person] is Presence.REMOVED:
        raise Refused(Reason.NO_SUCH_PERSON)
    # nor the chair: whoever took it in this way would have seized it
    if command.person == draft.by or (command.person == draft.state.chair and draft.by != OFFICE):
        raise Refused(Reason.BAD_VALUE, field="person")
    draft.say(e.PersonRemoved(person=command.person))
    leave_device(draft, command.person)
    after_going(draft, command.person)
    _after_leaving(draft, command.person)


def after_going(draft: Draft, who: PersonId) -> None:
    """Whatever waited for them waits no longer; a turn or an airspace of theirs is kept."""
    state = draft.state
    if state.turns.now is not None and state.turns.now.person == who:
        give_up_turn(draft)
    if state.asking is not None and state.asking.person == who:
        draft.say(e.AskingEnded(hand=state.asking.id))
    if state.word is not None and state.word.person == who:
        draft.say(e.WordEnded(word=state.word.id))
    keep_holders_time(draft)


def _after_leaving(draft: Draft, who: PersonId) -> None:
    if draft.state.chair == who:
        vacate(draft, at_once=True)
