"""Turns follow each other by themselves: whoever is next gets theirs as soon as nobody has one."""

from app.facilitation import events as e
from app.facilitation.decide.draft import Draft
from app.facilitation.state import next_speaker, step
from app.facilitation.terms import Floor


def begin_next_turn(draft: Draft) -> None:
    """Begin the next person's turn, if turns are on, nobody has one and somebody waits."""
    now = step(draft.state)
    if now is None or now.floor is not Floor.TURNS or draft.state.turns.now is not None:
        return
    who = next_speaker(draft.state)
    if who is not None:
        draft.say(e.TurnBegan(turn=draft.state.turns.count + 1, person=who, due_at=draft.now + now.each))


def give_up_turn(draft: Draft) -> None:
    """The speaker goes out or leaves: their turn waits for them, and the next one begins."""
    turn = draft.state.turns.now
    if turn is not None:
        draft.say(e.TurnPassed(turn=turn.number, person=turn.person, waits=True))
        begin_next_turn(draft)
