"""T: turns, in check-in and review."""

from collections.abc import Callable

import pytest

from app.facilitation import commands as c
from app.facilitation import events as e
from app.facilitation.refusals import Reason
from app.facilitation.terms import LINE
from app.texts import sentence
from tests.facilitation.scenario import MEMBERS, Scenario, check_in, reviewing

HERE = ("amina", "danny", "gareth", "jo")


def turn(one: Scenario) -> tuple[int, str]:
    assert one.state.turns.now is not None, "nobody has a turn"
    return one.state.turns.now.number, one.state.turns.now.person


def end(one: Scenario, by: str | None = None) -> None:
    number, who = turn(one)
    one.give(c.EndTurn(turn=number), by or who)


def later(one: Scenario, by: str | None = None) -> None:
    number, who = turn(one)
    one.give(c.PassTurn(turn=number), by or who)


def rest_of_turns(one: Scenario) -> list[str]:
    order = []
    while one.state.turns.now is not None:
        order.append(turn(one)[1])
        end(one)
    return order


def test_T1_turns_follow_the_seats_and_each_other() -> None:
    assert rest_of_turns(check_in()) == list(MEMBERS)


def test_T2_the_speaker_and_the_facilitator_are_heard_and_between_turns_everybody() -> None:
    one = check_in()
    assert one.heard() == {"amina", "jo"}
    assert one.refused(c.SayLine(words="May I…"), "danny") is Reason.NOT_YOURS
    rest_of_turns(one)
    assert one.heard() == {*MEMBERS, "jo"}


def test_T3_later_is_a_full_answer_and_comes_round_once() -> None:
    one = check_in(here=HERE)
    later(one)
    assert rest_of_turns(one) == ["danny", "gareth", "amina"]
    two = check_in(here=HERE)
    later(two)
    end(two)
    end(two)
    assert turn(two)[1] == "amina"
    later(two)
    assert two.state.turns.now is None


def test_T4_a_turn_is_ended_by_its_speaker_or_the_chair() -> None:
    one = check_in()
    number, _ = turn(one)
    assert one.refused(c.EndTurn(turn=number), "danny") is Reason.NOT_YOURS
    assert one.refused(c.PassTurn(turn=number), "danny") is Reason.NOT_YOURS
    end(one, by="amina")
    end(one, by="jo")
    later(one, by="jo")
    assert turn(one)[1] == "maureen"


def test_T5_a_doubled_press_does_not_end_the_next_persons_turn() -> None:
    one = check_in()
    number, _ = turn(one)
    end(one, by="jo")
    assert one.refused(c.EndTurn(turn=number), "jo") is Reason.GONE
    assert one.refused(c.PassTurn(turn=number), "jo") is Reason.GONE
    assert turn(one)[1] == "danny"


def test_T6_somebody_late_has_their_turn_after_those_who_were_here() -> None:
    one = check_in(here=("danny", "gareth", "jo", "ruth"))
    one.give(c.NoteHere(person="amina"), LINE)
    assert rest_of_turns(one) == ["danny", "gareth", "ruth", "amina"]
    one.give(c.NoteHere(person="priya"), LINE)
    assert turn(one)[1] == "priya", "even when all others have had theirs"


def test_T7_whoever_steps_out_has_their_turn_when_they_are_back() -> None:
    one = check_in(here=HERE)
    one.give(c.StepOut(), "amina")
    assert turn(one)[1] == "danny"
    end(one)
    one.give(c.ComeBack(), "amina")
    assert rest_of_turns(one) == ["gareth", "amina"]


def test_T7_stepping_out_is_not_saying_later_a_second_time() -> None:
    one = check_in(here=("amina", "danny", "jo"))
    later(one)
    end(one)
    one.give(c.StepOut(), "amina")
    assert one.state.turns.now is None
    one.give(c.ComeBack(), "amina")
    assert turn(one)[1] == "amina"


def test_T8_a_line_that_drops_is_passed_over_and_has_its_turn_when_it_is_back() -> None:
    one = check_in(here=HERE)
    one.give(c.NoteAway(person="danny"), LINE)
    end(one)
    assert turn(one)[1] == "gareth"
    one.give(c.NoteHere(person="danny"), LINE)
    assert rest_of_turns(one) == ["gareth", "danny"]


def test_T9_a_line_that_drops_in_its_own_turn_keeps_it_until_the_chair_goes_on() -> None:
    one = check_in(here=HERE)
    one.give(c.NoteAway(person="amina"), LINE)
    one.later(1)
    assert turn(one)[1] == "amina"
    later(one, by="jo")
    assert turn(one)[1] == "danny"
    one.give(c.NoteHere(person="amina"), LINE)
    assert rest_of_turns(one) == ["danny", "gareth", "amina"]


def test_T10_nobody_has_a_second_turn_when_the_step_is_opened_again() -> None:
    one = check_in(here=HERE)
    end(one)
    end(one)
    one.give(c.OpenStep(step="asking"), "jo")
    one.give(c.OpenStep(step="check-in"), "jo")
    assert one.state.turns.now is None, "gareth's turn ended with the step"


def test_T11_each_turn_has_its_own_time() -> None:
    one = check_in()
    one.later(1.5)
    end(one)
    clock = one.view("danny").clock
    assert (clock.turn, clock.of, clock.length, clock.due_at) == (True, "danny", 120_000, one.now + 120_000)
    assert clock.step_due_at == one.state.opened_at["check-in"] + 12 * 60_000


def test_T12_turns_end_when_everybody_here_has_had_theirs() -> None:
    one = check_in(here=HERE)
    assert rest_of_turns(one) == ["amina", "danny", "gareth"]
    assert one.view("jo").mine.next_step == "asking"
    assert one.asks("amina") == "check_in_over"


def test_T13_whoever_leaves_in_their_turn_ends_it() -> None:
    one = check_in(here=HERE)
    one.give(c.Leave(), "amina")
    assert turn(one)[1] == "danny"
    one.give(c.RemovePerson(person="danny"), "jo")
    assert rest_of_turns(one) == ["gareth"]


def test_T14_the_review_has_turns_too_with_their_own_numbers() -> None:
    one = reviewing(here=HERE)
    one.give(c.OpenStep(step="review"), "jo")
    assert turn(one) == (1, "amina")
    assert rest_of_turns(one) == ["amina", "danny", "gareth"]
    assert len(one.happened(e.TurnEnded)) == 6


def in_review() -> Scenario:
    one = reviewing()
    one.give(c.OpenStep(step="review"), "jo")
    return one


@pytest.mark.parametrize(("turns", "key"), [(check_in, "check_in"), (in_review, "review")])
def test_T15_somebody_who_is_back_soon_is_not_forgotten(turns: Callable[[], Scenario], key: str) -> None:
    one = turns()
    one.give(c.StepOut(), "ruth")
    while (turn := one.state.turns.now) is not None:
        one.give(c.EndTurn(turn=turn.number), turn.person)
    assert one.asks("danny") == f"{key}_waits"
    assert "{waiting}" in sentence(f"ask.{key}_waits")
    desk = one.view("jo").desk
    assert desk is not None
    assert desk.what_now.key == "turns_wait"
    one.give(c.ComeBack(), "ruth")
    assert one.asks("ruth") == f"{key}_yours"


def test_T7_stepping_out_is_not_saying_later_the_first_time_either() -> None:
    one = check_in(here=HERE)
    one.give(c.StepOut(), "amina")
    assert {line.id: line.turn for line in one.view("jo").people.people}["amina"] == "ahead"
    one.give(c.ComeBack(), "amina")
    end(one)
    assert turn(one)[1] == "amina"
    later(one)
    assert rest_of_turns(one) == ["gareth", "amina"]
