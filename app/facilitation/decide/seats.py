"""Members without a screen, two at one device, and who may be overheard."""

from app.facilitation import commands as c
from app.facilitation import events as e
from app.facilitation.decide.draft import Draft, on
from app.facilitation.decide.moving import keep_holders_time
from app.facilitation.decide.turn_order import begin_next_turn
from app.facilitation.heard import airspace_is_kept
from app.facilitation.refusals import Reason, Refused
from app.facilitation.rights import rights
from app.facilitation.state import has_line, holder, in_room, members, shares_device
from app.facilitation.terms import PersonId, Presence


@on(c.SayOverheard)
def _overheard(draft: Draft, command: c.SayOverheard) -> None:
    if (draft.by in draft.state.overheard) != command.on:
        draft.say(e.OverheardNoted(person=draft.by, on=command.on))


@on(c.NoteOnPhone)
def _on_phone(draft: Draft, command: c.NoteOnPhone) -> None:
    _seat(draft, command.person, None)


@on(c.SayTwoHere)
def _two_here(draft: Draft, command: c.SayTwoHere) -> None:
    if not has_line(draft.state, draft.by):
        raise Refused(Reason.NO_SUCH_PERSON)
    if _is_their_airspace(draft, command.person) and draft.state.sat_with.get(command.person) != draft.by:
        raise Refused(Reason.NOT_FOR_THEM)  # or a neighbour who is none would be heard in it
    _seat(draft, command.person, draft.by)


def _is_their_airspace(draft: Draft, who: PersonId) -> bool:
    return who == holder(draft.state) and airspace_is_kept(draft.state)


def _seat(draft: Draft, who: PersonId, beside: PersonId | None) -> None:
    state = draft.state
    if who not in {one.id for one in members(state)} or state.presence.get(who) is Presence.REMOVED:
        raise Refused(Reason.NO_SUCH_PERSON)
    if has_line(state, who) or who == beside or shares_device(state, who):
        raise Refused(Reason.ALREADY)  # they have a screen of their own
    if in_room(state, who) and state.without_screen[who] == beside:
        return
    draft.say(e.SeatedWithoutScreen(person=who, beside=beside))
    keep_holders_time(draft)
    begin_next_turn(draft)


@on(c.NoteGone)
def _gone(draft: Draft, command: c.NoteGone) -> None:
    state = draft.state
    mine = command.person in shares_device(state, draft.by)
    if command.person not in state.without_screen or (not mine and "driver" not in rights(state, draft.by).roles):
        raise Refused(Reason.NO_SUCH_PERSON)
    draft.say(e.PersonAway(person=command.person))
    keep_holders_time(draft)


def leave_device(draft: Draft, host: PersonId) -> None:
    """The line of a device that seats two is gone: whoever sits there has gone with it."""
    for who in sorted(shares_device(draft.state, host)):
        draft.say(e.PersonAway(person=who))
    keep_holders_time(draft)
