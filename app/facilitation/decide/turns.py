"""Turns, and what is said in them: check-in and review."""

from app.facilitation import commands as c
from app.facilitation import events as e
from app.facilitation.decide.draft import LONG, Draft, on, words
from app.facilitation.decide.turn_order import begin_next_turn
from app.facilitation.refusals import Reason, Refused
from app.facilitation.state import Turn


def _turn(draft: Draft, number: int) -> Turn:
    turn = draft.state.turns.now
    if turn is None or turn.number != number:
        raise Refused(Reason.GONE)
    return turn


@on(c.EndTurn)
def _end(draft: Draft, command: c.EndTurn) -> None:
    turn = _turn(draft, command.turn)
    draft.say(e.TurnEnded(turn=turn.number, person=turn.person))
    begin_next_turn(draft)


@on(c.PassTurn)
def _pass(draft: Draft, command: c.PassTurn) -> None:
    turn = _turn(draft, command.turn)
    draft.say(e.TurnPassed(turn=turn.number, person=turn.person))
    begin_next_turn(draft)


@on(c.ReportAction)
def _report(draft: Draft, command: c.ReportAction) -> None:
    if not any(one.id == command.action and one.owner == draft.by for one in draft.state.reports):
        raise Refused(Reason.GONE)
    learned = words(command.learned, LONG, may_be_empty=True)
    draft.say(e.ActionReported(action=command.action, person=draft.by, status=command.status, learned=learned))


@on(c.SayLine)
def _say_line(draft: Draft, command: c.SayLine) -> None:
    draft.say(e.LineSaid(line=draft.id, person=draft.by, words=words(command.words, LONG)))
