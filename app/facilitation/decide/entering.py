"""Entered for somebody, at their spoken word: by the chair, or by whoever shares their device with them."""

from app.facilitation import commands as c
from app.facilitation import events as e
from app.facilitation.commands import Command
from app.facilitation.decide.draft import Draft, decision, on
from app.facilitation.decide.moving import open_step
from app.facilitation.entries import WITHOUT_SCREEN, enterable, entries_until
from app.facilitation.plan import Step
from app.facilitation.refusals import Reason, Refused
from app.facilitation.rights import rights
from app.facilitation.state import Entered, Session, members, shares_device, step
from app.facilitation.terms import PersonId, Presence, Status

NAMED_BY_ENTRY = (c.PlaceBid, c.RaiseHand, c.AnswerInvite, c.TakeAction)
"""What makes a new thing, which has the entry's own id."""
HANDS = frozenset({"raise_hand", "answer_invite"})
OUTLASTS = frozenset({"place_bid", "take_action"})
"""What is carried over to the next session: there is something of it to take back once this one is over, too."""
MOVES_THE_STEP = frozenset({"ask_for_offers", "let_me_think"})
"""Nor is it taken back while nothing moves: in a pause together, and during a word."""
GONE = frozenset({Presence.LEFT, Presence.REMOVED})


@on(c.EnterFor)
def _enter(draft: Draft, command: c.EnterFor) -> None:
    who, entry = command.person, command.entry
    _check_person(draft, who)
    drives = "driver" in rights(draft.state, draft.by).roles
    if entry.type not in enterable(draft.state, who, drives=drives):
        raise Refused(Reason.NOT_FOR_THEM)
    if own_word_stands(draft.state, who, entry):
        raise Refused(Reason.OWN_WORD)
    said = Draft(state=draft.state, by=who, now=draft.now, id=draft.id)
    decision(entry)(said, entry)
    if not said.events:
        raise Refused(Reason.ALREADY)  # there would be nothing of it to strike out
    for event in said.events:
        draft.say(event)
    draft.say(e.EnteredFor(entry=draft.id, person=who, by=draft.by, kind=entry.type, about=_about(draft, who, entry)))


def _about(draft: Draft, who: PersonId, entry: Command) -> str:
    """What an entry is about: what it made, or what it answers."""
    match entry:
        case c.ReportAction(action=about) | c.SayContent(agenda=about) | c.SayNotContent(agenda=about):
            return about
        case c.SayOfContract(proposal=about) | c.LowerHand(hand=about) | c.AskForOffers(step=about):
            return about
        case c.AnswerInvite(yes=True):
            return _hand_of(draft, who) or draft.id
        case _:
            return draft.id if isinstance(entry, NAMED_BY_ENTRY) else ""


def _hand_of(draft: Draft, who: PersonId) -> str | None:
    """The hand that an answer to an invitation took or raised: where one was up before, it is that one."""
    asking = draft.state.asking
    if asking is not None and asking.person == who:
        return asking.id
    return next((one.id for one in draft.state.hands if one.person == who), None)


def _check_person(draft: Draft, who: PersonId) -> None:
    state = draft.state
    if who not in {one.id for one in members(state)} or state.presence.get(who) in GONE or who == draft.by:
        raise Refused(Reason.NO_SUCH_PERSON)
    if not _speaks_for(draft, who):
        raise Refused(Reason.NOT_FOR_THEM)


def _speaks_for(draft: Draft, who: PersonId) -> bool:
    """Whether they drive, or that person sits at their device."""
    return "driver" in rights(draft.state, draft.by).roles or who in shares_device(draft.state, draft.by)


def own_word_stands(state: Session, who: PersonId, entry: Command) -> bool:
    """Whether they have said it themselves already: nobody enters anything over somebody's own word."""
    waiting = [one for one in state.entered if one.person == who and not one.confirmed]
    entered = {one.about or one.kind for one in waiting if not took_up_own_hand(one)}
    match entry:
        case c.PlaceBid():
            return any(one.person == who and not one.carried and one.id not in entered for one in state.bids)
        case c.ReportAction(action=action):
            return action not in entered and any(one.id == action and one.status for one in state.reports)
        case c.SayContent(agenda=agenda) | c.SayNotContent(agenda=agenda):
            return state.proposal is not None and who in state.proposal.content and agenda not in entered
        case c.SayOfContract(proposal=proposal):
            put = state.contract_proposal
            return put is not None and who in put.content and proposal not in entered
        case c.Reaffirm() | c.RaiseContract():
            said = who in state.raised_contract or who in state.reaffirmed
            return said and not entered & {"reaffirm", "raise_contract"}
        case c.LeaveEarly():
            return who in state.departures and "leave_early" not in entered
        case c.LowerHand(hand=hand):
            return hand not in entered
        case c.SayReady():
            return who in state.ready and "say_ready" not in entered
        case c.SayOverheard():
            return who in state.overheard and "say_overheard" not in entered
        case _:
            return False


def _entry(draft: Draft, entry: str) -> Entered:
    found = next((one for one in draft.state.entered if one.id == entry), None)
    if found is None:
        raise Refused(Reason.GONE)
    until = entries_until(draft.state)
    if until is not None and draft.now >= until:
        raise Refused(Reason.TOO_LATE)
    return found


@on(c.ConfirmEntry)
def _confirm(draft: Draft, command: c.ConfirmEntry) -> None:
    entry = _entry(draft, command.entry)
    if entry.person != draft.by:
        raise Refused(Reason.GONE)
    if not entry.confirmed:
        draft.say(e.EntryConfirmed(entry=command.entry))


@on(c.StrikeOut)
def _strike(draft: Draft, command: c.StrikeOut) -> None:
    struck = _entry(draft, command.entry)
    slip = struck.by == draft.by and not struck.confirmed and draft.state.status is Status.OPEN
    # what is a holder's alone moves the step: it is theirs again once they have a line of their own
    if slip and struck.kind in WITHOUT_SCREEN:
        slip = struck.person in draft.state.without_screen and _speaks_for(draft, struck.person)
    if struck.person != draft.by and not slip:
        raise Refused(Reason.GONE)
    if struck.kind in MOVES_THE_STEP and (draft.state.pause is not None or draft.state.word is not None):
        raise Refused(Reason.NOT_NOW)
    draft.say(e.EntryStruck(entry=command.entry))
    if draft.state.status is Status.OPEN or struck.kind in OUTLASTS:
        _take_back(draft, struck)


def _take_back(draft: Draft, struck: Entered) -> None:
    """What has an event of its own for being taken back."""
    state = draft.state
    if struck.kind == "place_bid" and any(one.id == struck.about for one in state.bids):
        draft.say(e.BidWithdrawn(bid=struck.about))
    elif struck.kind in HANDS and state.asking is not None and state.asking.id == struck.about:
        draft.say(e.AskingEnded(hand=struck.about))
        if took_up_own_hand(struck):  # it stood in the queue before they were invited
            draft.say(e.HandRaised(hand=struck.about, person=struck.person))
    elif struck.kind in HANDS and not took_up_own_hand(struck):
        if any(one.id == struck.about for one in state.hands):
            draft.say(e.HandLowered(hand=struck.about))
    elif struck.kind == "take_action" and any(one.id == struck.about for one in state.actions):
        draft.say(e.ActionDropped(action=struck.about))
    elif struck.kind == "leave_early":
        draft.say(e.DepartureNoted(person=struck.person, at=None))
    elif struck.kind == "say_overheard":
        draft.say(e.OverheardNoted(person=struck.person, on=struck.person not in state.overheard))
    elif struck.kind == "let_me_think" and state.thinking:
        draft.say(e.ThinkingEnded())
    elif struck.kind == "ask_for_offers" and state.step_id == struck.about:
        open_step(draft, _before_offers(state))


def took_up_own_hand(one: Entered) -> bool:
    """Whether an invitation was answered by a hand that was up before, which is no part of the entry."""
    return one.kind == "answer_invite" and one.about != one.id


def _before_offers(state: Session) -> Step:
    """The step of this round that suggestions were asked for in: the one that was opened last."""
    now = step(state)
    of_round = [one for one in state.steps if now and one.stage == now.stage and not one.on_request]
    been_open = [one for one in of_round if one.id in state.opened_at]
    return max(been_open, key=lambda one: (state.opened_at[one.id], of_round.index(one)))
