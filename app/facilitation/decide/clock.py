"""Time and lines: what the clock's question comes to, and what it means that somebody's line came or went."""

from app.facilitation import commands as c
from app.facilitation import events as e
from app.facilitation.decide.chair import give_missing_chair, vacate
from app.facilitation.decide.closing import close
from app.facilitation.decide.draft import Draft, on
from app.facilitation.decide.guests import must_wait
from app.facilitation.decide.moving import keep_holders_time, open_step, total_review
from app.facilitation.decide.seats import leave_device
from app.facilitation.decide.turn_order import begin_next_turn
from app.facilitation.order import onward
from app.facilitation.refusals import Reason, Refused
from app.facilitation.state import YET_TO_COME, can_drive, has_line, holder, step
from app.facilitation.terms import Ending, Floor, Millis, Presence, Status, Stop
from app.facilitation.timing import left_open_at, move_on_at, open_to_all_at, vacant_at


def _due(moment: Millis | None, now: Millis) -> bool:
    return moment is not None and moment <= now


@on(c.PassTime)
def _pass_time(draft: Draft, command: c.PassTime) -> None:
    """Looks at every deadline again: asking early, late or twice does no harm."""
    if draft.state.status is Status.CLOSED:
        _settle_review(draft)
        return
    _settle_offer(draft)
    if _due(vacant_at(draft.state), draft.now):
        vacate(draft, at_once=True)
    if _due(open_to_all_at(draft.state), draft.now):
        draft.say(e.OpenedToAll())
    if _due(move_on_at(draft.state), draft.now) and (after := onward(draft.state)) is not None:
        open_step(draft, after)
    if _due(left_open_at(draft.state), draft.now):
        close(draft, Ending.LEFT_OPEN)


def _settle_review(draft: Draft) -> None:
    if _due(draft.state.review_until, draft.now):
        if not draft.state.ratings_shown:  # what was shown in the session has been totalled
            total_review(draft)
        draft.say(e.ReviewSettled())


def _settle_offer(draft: Draft) -> None:
    offer = draft.state.chair_offer
    if offer is None or offer.effective_at > draft.now:
        return
    if can_drive(draft.state, offer.person) and holder(draft.state) != offer.person:
        draft.say(e.ChairTaken(person=offer.person))
    else:
        draft.say(e.ChairOfferRefused(offer=offer.id))


@on(c.NoteHere)
def _note_here(draft: Draft, command: c.NoteHere) -> None:
    presence = draft.state.presence.get(command.person)
    if presence is None or presence is Presence.REMOVED:
        raise Refused(Reason.NO_SUCH_PERSON)
    if has_line(draft.state, command.person) or presence is Presence.WAITING:
        return
    if must_wait(draft.state, command.person):
        draft.say(e.GuestWaiting(person=command.person))
        return
    if presence in YET_TO_COME:
        draft.say(e.PersonArrived(person=command.person))
    else:
        draft.say(e.PersonBack(person=command.person))
    keep_holders_time(draft)
    give_missing_chair(draft, command.person)
    begin_next_turn(draft)


@on(c.NoteAway)
def _note_away(draft: Draft, command: c.NoteAway) -> None:
    waits = draft.state.presence.get(command.person) is Presence.WAITING
    if not has_line(draft.state, command.person) and not waits:
        return  # left, or gone already, or with us without a screen
    draft.say(e.PersonAway(person=command.person))
    leave_device(draft, command.person)
    if draft.state.word is not None and draft.state.word.person == command.person:
        draft.say(e.WordEnded(word=draft.state.word.id))
    keep_holders_time(draft)
    if command.person == draft.state.chair:
        vacate(draft, at_once=False)


@on(c.StopForHearing)
def _stop_for_hearing(draft: Draft, command: c.StopForHearing) -> None:
    draft.say(e.ClockStopped(why=Stop.HEARING))


@on(c.NoteOutage)
def _note_outage(draft: Draft, command: c.NoteOutage) -> None:
    timer = draft.state.timer
    now = step(draft.state)
    # nothing was lost where no clock ran, or where nobody could be cut short by it
    if timer is None or timer.since is None or now is None or now.floor is Floor.NOBODY or command.lost <= 0:
        return
    draft.say(e.OutageNoted(lost=command.lost))
