"""P: pause together."""

import pytest

from app.facilitation import commands as c
from app.facilitation.refusals import Reason
from app.facilitation.terms import LINE, PauseAnswer
from tests.facilitation.scenario import MEMBERS, Scenario, asking, check_in, in_round, lobby

EVERYBODY = {*MEMBERS, "jo"}
CARRY_ON, SHORT_BREAK, STOP_HERE, LET_IN = (
    PauseAnswer.CARRY_ON,
    PauseAnswer.SHORT_BREAK,
    PauseAnswer.STOP_HERE,
    PauseAnswer.LET_SET_IN,
)


def paused(step: str = "present", by: str = "amina") -> tuple[Scenario, str]:
    one = in_round(step)
    one.later(1)
    return one, one.give(c.PauseTogether(), by)


def answer(one: Scenario, pause: str, what: PauseAnswer, by: str = "amina") -> None:
    one.give(c.AnswerPause(pause=pause, answer=what), by)


@pytest.mark.parametrize("by", ["amina", "jo"])
def test_P1_holder_or_chair_pause_for_everybody_by_one_press(by: str) -> None:
    one, _ = paused(by=by)
    assert one.refused(c.PauseTogether(), by) is Reason.NOT_NOW
    one.later(30)
    assert one.left() == 4.5
    assert in_round().refused(c.PauseTogether(), "danny") is Reason.NOT_YOURS
    assert lobby().refused(c.PauseTogether(), "jo") is Reason.NOT_NOW


def test_P2_the_holder_alone_is_asked_what_would_help() -> None:
    one, pause = paused(by="jo")
    assert (one.asks("amina"), one.asks("danny"), one.asks("jo")) == ("paused_asked", "paused", "paused")
    for who in ("jo", "danny"):
        assert one.refused(c.AnswerPause(pause=pause, answer=CARRY_ON), who) in {Reason.NOT_NOW, Reason.NOT_YOURS}
    assert one.refused(c.AnswerPause(pause="another", answer=CARRY_ON), "amina") is Reason.GONE
    answer(one, pause, CARRY_ON)


def test_P3_after_carry_on_everything_is_as_it_was() -> None:
    one = in_round("clarify")
    hand = one.give(c.RaiseHand(), "danny")
    one.give(c.TakeHand(hand=hand), "amina")
    pause = one.give(c.PauseTogether(), "amina")
    one.later(10)
    answer(one, pause, CARRY_ON)
    one.later(1)
    assert one.heard() == {"amina", "danny"}
    assert one.left() == 6.5


@pytest.mark.parametrize("first", [SHORT_BREAK, LET_IN])
def test_P4_in_a_short_break_or_with_the_set_let_in_all_are_heard_until_the_holder_says_more(
    first: PauseAnswer,
) -> None:
    one, pause = paused()
    answer(one, pause, first)
    assert one.heard() == EVERYBODY
    one.later(10)
    assert one.left() == 4.5
    answer(one, pause, CARRY_ON)
    assert one.heard() == {"amina"}


def test_P5_stop_here_ends_the_round_and_has_no_meaning_outside_one() -> None:
    one, pause = paused()
    answer(one, pause, LET_IN)
    answer(one, pause, STOP_HERE)
    assert one.state.step_id == "break"
    assert one.left() == 5
    two = asking()
    pause = two.give(c.PauseTogether(), "jo")
    assert two.refused(c.AnswerPause(pause=pause, answer=STOP_HERE), "jo") is Reason.BAD_VALUE


def test_P6_nothing_moves_in_a_pause() -> None:
    one, _ = paused("clarify")
    for command in (c.OpenStep(step="r1.explore"), c.NextQuestion(after=None), c.BeginWord(step="r1.clarify")):
        assert one.refused(command, "jo") is Reason.NOT_NOW
    assert one.refused(c.RaiseHand(), "danny") is Reason.NOT_NOW
    assert one.refused(c.StopForHearing(), LINE) is Reason.NOT_NOW


def test_P7_where_nobody_holds_the_chair_is_asked() -> None:
    one = check_in()
    assert one.refused(c.PauseTogether(), "amina") is Reason.NOT_YOURS
    pause = one.give(c.PauseTogether(), "jo")
    assert one.heard() == EVERYBODY
    assert one.asks("jo") == "paused_asked"
    answer(one, pause, CARRY_ON, by="jo")
    assert one.heard() == {"amina", "jo"}


def test_P8_when_the_holders_line_drops_in_a_pause_all_are_heard_and_the_chair_is_asked() -> None:
    one, pause = paused()
    one.give(c.NoteAway(person="amina"), LINE)
    assert one.heard() == EVERYBODY - {"amina"}
    answer(one, pause, CARRY_ON, by="jo")
    one.later(5)
    assert one.left() == 4.5, "the airspace is kept for them"
    one.give(c.NoteHere(person="amina"), LINE)
    one.later(1)
    assert one.left() == 3.5


def test_P9_in_a_pause_the_holder_the_facilitator_and_the_chair_are_heard() -> None:
    one, pause = paused()
    assert one.heard() == {"amina", "jo"}
    answer(one, pause, CARRY_ON)
    one.give(c.HandOverChair(to="danny"), "jo")
    one.give(c.PauseTogether(), "amina")
    assert one.heard() == {"amina", "jo", "danny"}


def test_P10_in_a_pause_nothing_is_counted_or_foretold() -> None:
    one, pause = paused()
    clock = one.view("danny").clock
    assert (clock.counting, clock.finish_at, clock.running) == (False, None, False)
    answer(one, pause, CARRY_ON)
    assert one.view("danny").clock.counting


def test_P11_a_pause_shows_who_is_really_here() -> None:
    one = in_round()
    one.give(c.NoteAway(person="danny"), LINE)
    assert {line.id: line.presence for line in one.view("amina").people.people}["danny"] == "here"
    one.give(c.PauseTogether(), "amina")
    assert {line.id: line.presence for line in one.view("amina").people.people}["danny"] == "away"
