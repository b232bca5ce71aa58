"""Who speaks: turns, hands, questions and offers, and what is said in writing."""

from dataclasses import replace

from app.facilitation import events as e
from app.facilitation.evolve.registry import When, on
from app.facilitation.state import Hand, Offer, Question, SaidLine, Session, Turn, step
from app.facilitation.terms import CommandId, PersonId
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
    if event.person in state.turns.later and not event.waits:  # said twice: a full answer
        return _turn_over(state, event.person)
    others = tuple(one for one in state.turns.later if one != event.person)
    turns = replace(state.turns, now=None, later=(*others, event.person))
    return replace(state, turns=turns, turn_timer=None)


@on(e.HandRaised)
def _hand_raised(state: Session, event: e.HandRaised, when: When) -> Session:
    return replace(state, hands=(*state.hands, Hand(event.hand, event.person)))


def _without_hand(state: Session, hand: CommandId) -> tuple[Hand, ...]:
    return tuple(one for one in state.hands if one.id != hand)


@on(e.HandLowered)
def _hand_lowered(state: Session, event: e.HandLowered, when: When) -> Session:
    return replace(state, hands=_without_hand(state, event.hand))


@on(e.HandTaken)
def _hand_taken(state: Session, event: e.HandTaken, when: When) -> Session:
    return replace(
        state,
        hands=_without_hand(state, event.hand),
        asking=Hand(event.hand, event.person),
        asking_question=None,
        asked_by=state.asked_by | {event.person},
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
