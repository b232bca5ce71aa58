"""Hands, questions and offers: asking, not telling, in strict order."""

from app.facilitation import commands as c
from app.facilitation import events as e
from app.facilitation.decide.draft import LONG, SHORT, Draft, on, words
from app.facilitation.decide.moving import open_step
from app.facilitation.refusals import Reason, Refused
from app.facilitation.state import (
    Hand,
    Question,
    find_step,
    holder,
    is_here,
    members,
    next_in_go_round,
    next_step,
    request_step,
    step,
)
from app.facilitation.terms import PersonId, Presence, QuestionKind

MOST_PREPARED = 20


@on(c.RaiseHand)
def _raise(draft: Draft, command: c.RaiseHand) -> None:
    asking = draft.state.asking
    if any(hand.person == draft.by for hand in draft.state.hands) or (asking and asking.person == draft.by):
        raise Refused(Reason.ALREADY)
    draft.say(e.HandRaised(hand=draft.id, person=draft.by, to=_asked(draft, command.to)))


def _asked(draft: Draft, to: PersonId | None) -> PersonId | None:
    """Whom a hand is for: somebody else where anybody may ask anybody, otherwise the holder."""
    now = step(draft.state)
    if (to or holder(draft.state)) == draft.by:
        raise Refused(Reason.NO_SUCH_PERSON)  # nobody asks themselves: the holder says whom they would ask
    if to == holder(draft.state):
        return None
    if now is None or not now.anybody:
        if to is not None:
            raise Refused(Reason.NO_SUCH_PERSON)
        return None
    if to is not None and to not in {one.id for one in members(draft.state)}:
        raise Refused(Reason.NO_SUCH_PERSON)
    return to


@on(c.LowerHand)
def _lower(draft: Draft, command: c.LowerHand) -> None:
    asking = draft.state.asking
    if asking is not None and asking.id == command.hand and asking.person == draft.by:
        draft.say(e.AskingEnded(hand=asking.id))
        return
    if not any(hand.id == command.hand and hand.person == draft.by for hand in draft.state.hands):
        raise Refused(Reason.GONE)
    draft.say(e.HandLowered(hand=command.hand))


def take(draft: Draft, hand: Hand) -> None:
    if draft.state.asking is not None:
        draft.say(e.AskingEnded(hand=draft.state.asking.id))
    draft.say(e.HandTaken(hand=hand.id, person=hand.person))


@on(c.TakeHand)
def _take_hand(draft: Draft, command: c.TakeHand) -> None:
    hand = next((one for one in draft.state.hands if one.id == command.hand), None)
    if hand is None:
        raise Refused(Reason.GONE)
    if not is_here(draft.state, hand.person):
        raise Refused(Reason.NO_SUCH_PERSON)
    take(draft, hand)


@on(c.NextQuestion)
def _next(draft: Draft, command: c.NextQuestion) -> None:
    asking = draft.state.asking
    if (asking.id if asking else None) != command.after:
        raise Refused(Reason.GONE)
    waiting = next_hand(draft)
    if waiting is not None:
        take(draft, waiting)
    elif asking is not None or draft.state.thinking:
        if asking is not None:
            draft.say(e.AskingEnded(hand=asking.id))
        if draft.state.thinking:
            draft.say(e.ThinkingEnded())
    else:
        raise Refused(Reason.NOBODY_WAITS)


def next_hand(draft: Draft) -> Hand | None:
    """Whoever is next: in a go-round its next person who is here, otherwise the first hand of somebody who is."""
    state = draft.state
    going = next_in_go_round(state)
    if going is not None:
        up = next((hand for hand in state.hands if hand.person == going), None)
        return up or Hand(draft.id, going)
    return next((hand for hand in state.hands if is_here(state, hand.person)), None)


def _check_kind(draft: Draft, kind: QuestionKind) -> None:
    if kind is QuestionKind.CHALLENGING and not draft.state.contract.challenge:
        raise Refused(Reason.BAD_VALUE, field="kind")


@on(c.PrepareQuestion)
def _prepare(draft: Draft, command: c.PrepareQuestion) -> None:
    _check_kind(draft, command.kind)
    mine = [one for one in draft.state.questions if one.person == draft.by and not one.asked]
    if len(mine) >= MOST_PREPARED:
        raise Refused(Reason.TOO_MANY, most=MOST_PREPARED, fewest=0)
    draft.say(
        e.QuestionPrepared(question=draft.id, person=draft.by, words=words(command.words, LONG), kind=command.kind)
    )


def _mine(draft: Draft, question: str) -> Question:
    found = next((one for one in draft.state.questions if one.id == question and one.person == draft.by), None)
    if found is None:
        raise Refused(Reason.GONE)
    if found.asked:
        raise Refused(Reason.ALREADY)
    return found


@on(c.ChangeQuestion)
def _change(draft: Draft, command: c.ChangeQuestion) -> None:
    found = _mine(draft, command.question)
    _check_kind(draft, command.kind)
    draft.say(
        e.QuestionPrepared(question=found.id, person=draft.by, words=words(command.words, LONG), kind=command.kind)
    )


@on(c.DropQuestion)
def _drop(draft: Draft, command: c.DropQuestion) -> None:
    draft.say(e.QuestionDropped(question=_mine(draft, command.question).id))


@on(c.AskQuestion)
def _ask(draft: Draft, command: c.AskQuestion) -> None:
    found = _mine(draft, command.question)
    now = step(draft.state)
    if now is None or found.stage != now.stage:
        raise Refused(Reason.GONE)  # it was written for another's round
    asking = draft.state.asking
    mine = asking.id if asking is not None and asking.person == draft.by else None
    if asking is not None and mine is not None and asking.written:
        if asking.follow_up and asking.written > 1:
            raise Refused(Reason.ONE_FOLLOW_UP)
        if not asking.follow_up:
            draft.say(e.FollowUpBegan(hand=mine))
    draft.say(e.QuestionAsked(question=found.id, hand=mine))


@on(c.KeepQuestion)
def _keep(draft: Draft, command: c.KeepQuestion) -> None:
    state = draft.state
    found = next((one for one in state.questions if one.id == command.question and one.asked), None)
    if found is None or state.holders.get(found.stage) != draft.by:
        raise Refused(Reason.GONE)
    draft.say(e.QuestionKept(question=found.id, keep=command.keep))


@on(c.ChooseNoter)
def _choose_noter(draft: Draft, command: c.ChooseNoter) -> None:
    others = {one.id for one in members(draft.state) if one.id != draft.by}
    others = {who for who in others if draft.state.presence[who] not in {Presence.LEFT, Presence.REMOVED}}
    if command.person is not None and command.person not in others:
        raise Refused(Reason.NO_SUCH_PERSON)
    draft.say(e.NoterChosen(person=command.person))


@on(c.NoteQuestion)
def _note_question(draft: Draft, command: c.NoteQuestion) -> None:
    who = holder(draft.state)
    if who is None:
        raise Refused(Reason.GONE)
    draft.say(e.QuestionNoted(question=draft.id, holder=who, words=words(command.words, LONG)))


@on(c.AskForOffers)
def _ask_for_offers(draft: Draft, command: c.AskForOffers) -> None:
    wanted = request_step(draft.state)
    if wanted is None or wanted.id != command.step:
        raise Refused(Reason.GONE)
    first = next(one for one in draft.state.steps if one.stage == wanted.stage)
    if first.id not in draft.state.opened_at:
        raise Refused(Reason.OUT_OF_ORDER)
    draft.say(e.OffersOpened(step=wanted.id))
    open_step(draft, wanted)


@on(c.CloseOffers)
def _close_offers(draft: Draft, command: c.CloseOffers) -> None:
    if draft.state.step_id != command.step or find_step(draft.state, command.step) is None:
        raise Refused(Reason.GONE)
    after = next_step(draft.state)
    if after is None:
        raise Refused(Reason.GONE)
    open_step(draft, after)


@on(c.MakeOffer)
def _make_offer(draft: Draft, command: c.MakeOffer) -> None:
    draft.say(e.OfferMade(offer=draft.id, person=draft.by, words=words(command.words, LONG)))


@on(c.RewordHeadline)
def _reword(draft: Draft, command: c.RewordHeadline) -> None:
    draft.say(e.HeadlineReworded(person=draft.by, headline=words(command.headline, SHORT)))


@on(c.HideTime)
def _hide_time(draft: Draft, command: c.HideTime) -> None:
    draft.say(e.TimeHidden(person=draft.by, hidden=command.hide))
