"""How the queue goes: a follow-up, time to think, a go-round, an invitation, an open floor."""

from app.facilitation import commands as c
from app.facilitation import events as e
from app.facilitation.decide.draft import Draft, on
from app.facilitation.decide.questions import take
from app.facilitation.refusals import Reason, Refused
from app.facilitation.state import Hand, holder, in_room, is_here, members


def _check_step(draft: Draft, wanted: str) -> None:
    if draft.state.step_id != wanted:
        raise Refused(Reason.GONE)


def _stop_asking(draft: Draft) -> None:
    if draft.state.asking is not None:
        draft.say(e.AskingEnded(hand=draft.state.asking.id))


@on(c.AskFollowUp)
def _follow_up(draft: Draft, command: c.AskFollowUp) -> None:
    asking = draft.state.asking
    if asking is None or asking.id != command.hand:
        raise Refused(Reason.GONE)
    draft.say(e.FollowUpBegan(hand=asking.id))


@on(c.LetMeThink)
def _think(draft: Draft, command: c.LetMeThink) -> None:
    _check_step(draft, command.step)
    if command.think == draft.state.thinking:
        return
    if command.think:  # whoever asks keeps the floor: the holder thinks before they answer
        draft.say(e.ThinkingBegan())
    else:
        draft.say(e.ThinkingEnded())


@on(c.BeginGoRound)
def _go_round(draft: Draft, command: c.BeginGoRound) -> None:
    _check_step(draft, command.step)
    state = draft.state
    people = tuple(one.id for one in members(state) if in_room(state, one.id) and one.id != holder(state))
    if not any(is_here(state, who) for who in people):
        raise Refused(Reason.NOBODY_WAITS)
    draft.say(e.GoRoundBegan(people=people))


@on(c.EndGoRound)
def _end_go_round(draft: Draft, command: c.EndGoRound) -> None:
    _check_step(draft, command.step)
    draft.say(e.GoRoundEnded())


@on(c.InvitePerson)
def _invite(draft: Draft, command: c.InvitePerson) -> None:
    state = draft.state
    others = {one.id for one in members(state) if is_here(state, one.id)} - {holder(state)}
    if command.person not in others:
        raise Refused(Reason.NO_SUCH_PERSON)
    asks = state.asking is not None and state.asking.person == command.person
    if asks or any(one.person == command.person for one in state.invites):
        raise Refused(Reason.ALREADY)
    draft.say(e.PersonInvited(invite=draft.id, person=command.person))


@on(c.AnswerInvite)
def _answer(draft: Draft, command: c.AnswerInvite) -> None:
    state = draft.state
    if not any(one.id == command.invite and one.person == draft.by for one in state.invites):
        raise Refused(Reason.GONE)
    draft.say(e.InviteAnswered(invite=command.invite, yes=command.yes))
    if not command.yes:
        return
    up = next((hand for hand in state.hands if hand.person == draft.by), None)
    if state.asking is None and not state.thinking and is_here(state, draft.by):
        take(draft, up or Hand(draft.id, draft.by))
    elif up is None and (state.asking is None or state.asking.person != draft.by):
        draft.say(e.HandRaised(hand=draft.id, person=draft.by))


@on(c.OpenFloor)
def _open_floor(draft: Draft, command: c.OpenFloor) -> None:
    _check_step(draft, command.step)
    _stop_asking(draft)
    draft.say(e.FloorOpened(step=command.step))


@on(c.CloseFloor)
def _close_floor(draft: Draft, command: c.CloseFloor) -> None:
    _check_step(draft, command.step)
    draft.say(e.FloorClosed(step=command.step))
