"""Who speaks: turns, hands, questions and offers, and what is said in writing."""

from dataclasses import replace

from app.facilitation import events as e
from app.facilitation.evolve.registry import When, on
from app.facilitation.state import (
    Asking,
    Hand,
    Invite,
    Offer,
    Question,
    SaidLine,
    Session,
    Turn,
    entered_before,
    holder,
    step,
)
from app.facilitation.terms import CommandId, PersonId, QuestionKind
from app.facilitation.timer import Timer

LINES_KEPT = 60
"""Lines kept in view in one stage."""


@on(e.TurnBegan)
def _turn_began(state: Session, event: e.TurnBegan, when: When) -> Session:
    timer = Timer(length=event.due_at - when.at)
    return replace(
        state,
        turns=replace(state.turns, now=Turn(event.turn, event.person), count=event.turn),
        turn_timer=timer if state.stops else timer.running(when.at),
    )


def _turn_over(state: Session, who: PersonId) -> Session:
    return replace(
        state,
        turns=replace(
            state.turns,
            now=None,
            done=(*state.turns.done, who),
            later=tuple(one for one in state.turns.later if one != who),
        ),
        turn_timer=None,
    )


@on(e.TurnEnded)
def _turn_ended(state: Session, event: e.TurnEnded, when: When) -> Session:
    return _turn_over(state, event.person)


@on(e.TurnPassed)
def _turn_passed(state: Session, event: e.TurnPassed, when: When) -> Session:
    if event.waits:  # stepped out: back soon is no "later", and their turn comes in its place
        return replace(state, turns=replace(state.turns, now=None), turn_timer=None)
    if event.person in state.turns.later:  # said twice: a full answer
        return _turn_over(state, event.person)
    others = tuple(one for one in state.turns.later if one != event.person)
    turns = replace(state.turns, now=None, later=(*others, event.person))
    return replace(state, turns=turns, turn_timer=None)


@on(e.HandRaised)
def _hand_raised(state: Session, event: e.HandRaised, when: When) -> Session:
    return replace(state, hands=(*state.hands, Hand(event.hand, event.person, event.to)))


def _without_hand(state: Session, hand: CommandId) -> tuple[Hand, ...]:
    return tuple(one for one in state.hands if one.id != hand)


@on(e.HandLowered)
def _hand_lowered(state: Session, event: e.HandLowered, when: When) -> Session:
    return replace(state, hands=_without_hand(state, event.hand))


@on(e.HandTaken)
def _hand_taken(state: Session, event: e.HandTaken, when: When) -> Session:
    hand = next((one for one in state.hands if one.id == event.hand), None)
    return replace(
        state,
        hands=_without_hand(state, event.hand),
        asking=Asking(event.hand, event.person, since=when.at, to=hand.to if hand else None),
        asking_question=None,
        asked_by=state.asked_by | {event.person},
        thinking=False,
        go_round=tuple(one for one in state.go_round if one != event.person),
        invites=tuple(one for one in state.invites if one.person != event.person),
    )


@on(e.AskingEnded)
def _asking_ended(state: Session, event: e.AskingEnded, when: When) -> Session:
    return replace(state, asking=None, asking_question=None)


def _with_question(state: Session, new: Question) -> tuple[Question, ...]:
    if any(one.id == new.id for one in state.questions):
        return tuple(new if one.id == new.id else one for one in state.questions)
    return (*state.questions, new)


def _question(state: Session, question: CommandId) -> Question:
    return next(one for one in state.questions if one.id == question)


@on(e.QuestionPrepared)
def _question_prepared(state: Session, event: e.QuestionPrepared, when: When) -> Session:
    old = next((one for one in state.questions if one.id == event.question), None)
    now = step(state)
    stage = old.stage if old else now.stage if now else ""
    question = Question(event.question, event.person, stage, event.words, event.kind)
    return replace(state, questions=_with_question(state, question))


@on(e.QuestionDropped)
def _question_dropped(state: Session, event: e.QuestionDropped, when: When) -> Session:
    return replace(state, questions=tuple(one for one in state.questions if one.id != event.question))


@on(e.QuestionAsked)
def _question_asked(state: Session, event: e.QuestionAsked, when: When) -> Session:
    question = replace(_question(state, event.question), asked=True)
    # asked questions stand in the order of asking, whenever they were written
    others = tuple(one for one in state.questions if one.id != event.question)
    return replace(
        state,
        questions=(*others, question),
        asking_question=event.question if event.hand else state.asking_question,
        asked_by=state.asked_by | {question.person},
        asking=replace(state.asking, written=state.asking.written + 1) if event.hand and state.asking else state.asking,
    )


@on(e.QuestionKept)
def _question_kept(state: Session, event: e.QuestionKept, when: When) -> Session:
    return replace(state, questions=_with_question(state, replace(_question(state, event.question), kept=event.keep)))


@on(e.OffersOpened)
def _offers_opened(state: Session, event: e.OffersOpened, when: When) -> Session:
    return replace(state, offers_asked=state.offers_asked | {event.step})


@on(e.OfferMade)
def _offer_made(state: Session, event: e.OfferMade, when: When) -> Session:
    now = step(state)
    offer = Offer(event.offer, event.person, now.stage if now else "", event.words)
    return replace(state, offers=(*state.offers, offer))


@on(e.LineSaid)
def _line_said(state: Session, event: e.LineSaid, when: When) -> Session:
    lines = (*state.lines, SaidLine(event.line, event.person, event.words))
    return replace(state, lines=lines[-LINES_KEPT:])


@on(e.TimeHidden)
def _time_hidden(state: Session, event: e.TimeHidden, when: When) -> Session:
    hidden = state.time_hidden - {event.person}
    return replace(state, time_hidden=hidden | {event.person} if event.hidden else hidden)


@on(e.FollowUpBegan)
def _follow_up_began(state: Session, event: e.FollowUpBegan, when: When) -> Session:
    if state.asking is None:
        return state
    # the first question is behind them, whether it was spoken or written
    asking = replace(state.asking, follow_up=True, since=when.at, written=max(1, state.asking.written))
    return replace(state, asking=asking)


@on(e.ThinkingBegan)
def _thinking_began(state: Session, event: e.ThinkingBegan, when: When) -> Session:
    return replace(state, thinking=True)


@on(e.ThinkingEnded)
def _thinking_ended(state: Session, event: e.ThinkingEnded, when: When) -> Session:
    # they have thought about a question, which has its answer now: nobody is asked for it once more
    asking = replace(state.asking, since=when.at) if state.asking else None
    return replace(state, thinking=False, asking=asking)


@on(e.GoRoundBegan)
def _go_round_began(state: Session, event: e.GoRoundBegan, when: When) -> Session:
    return replace(state, go_round=event.people, thinking=False)


@on(e.GoRoundEnded)
def _go_round_ended(state: Session, event: e.GoRoundEnded, when: When) -> Session:
    return replace(state, go_round=())


@on(e.PersonInvited)
def _person_invited(state: Session, event: e.PersonInvited, when: When) -> Session:
    return replace(state, invites=(*state.invites, Invite(event.invite, event.person)))


@on(e.InviteAnswered)
def _invite_answered(state: Session, event: e.InviteAnswered, when: When) -> Session:
    return replace(state, invites=tuple(one for one in state.invites if one.id != event.invite))


@on(e.NoterChosen)
def _noter_chosen(state: Session, event: e.NoterChosen, when: When) -> Session:
    now = step(state)
    stage = now.stage if now else ""
    before = state.noters_before if entered_before(state, holder(state), "choose_noter") else state.noters
    others = {round_: who for round_, who in state.noters.items() if round_ != stage}
    return replace(
        state,
        noters=others if event.person is None else {**others, stage: event.person},
        noters_before={round_: who for round_, who in before.items() if round_ == stage},
    )


@on(e.QuestionNoted)
def _question_noted(state: Session, event: e.QuestionNoted, when: When) -> Session:
    now = step(state)
    stage = now.stage if now and holder(state) == event.holder else ""
    noted = Question(event.question, event.holder, stage, event.words, QuestionKind.EXPLORING, asked=True)
    return replace(state, questions=(*state.questions, noted))
