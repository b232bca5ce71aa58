"""S: the order of a session and its steps."""

import pytest

from app.facilitation import commands as c
from app.facilitation import events as e
from app.facilitation.formats import SessionFormat, parse_round_format
from app.facilitation.plan import Person
from app.facilitation.refusals import Reason
from app.facilitation.terms import CLOCK, HOUR, LINE, MINUTE, OFFICE, Ending, PauseAnswer, Status
from tests.facilitation.scenario import (
    MEMBERS,
    PEOPLE,
    START,
    TWO_HOURS,
    Scenario,
    agreed,
    check_in,
    in_round,
    lobby,
    planned,
    reviewing,
    shipped,
)

MOVING = shipped("rounds", "troika").replace('id = "consult"\n', 'id = "consult"\nat_time = "move_on"\n')


def open_step(one: Scenario, step: str, by: str = "jo") -> None:
    one.give(c.OpenStep(step=step), by)


def test_S1_a_session_goes_from_lobby_to_close_in_the_customers_order() -> None:
    one = agreed()
    kinds = [line.kind.value for line in one.view("ruth").agenda.stages]
    assert kinds == ["check_in", "asking", "round", "rest", "round", "review", "close"]
    assert lobby().view("ruth").step.id == "lobby"


def test_S2_asking_for_time_comes_after_check_in() -> None:
    one = lobby()
    assert one.refused(c.OpenStep(step="asking"), "jo") is Reason.OUT_OF_ORDER
    open_step(one, "check-in")
    open_step(one, "asking")
    assert one.state.step_id == "asking"


def test_S3_a_rounds_other_steps_open_only_after_its_first() -> None:
    one = agreed()
    assert one.refused(c.OpenStep(step="r1.explore"), "jo") is Reason.OUT_OF_ORDER
    open_step(one, "r1.present")
    open_step(one, "r1.explore")
    assert one.refused(c.OpenStep(step="r2.explore"), "jo") is Reason.OUT_OF_ORDER


@pytest.mark.parametrize("step", ["writing", "review"])
def test_S4_a_review_opens_only_after_the_set_was_asked_for_time(step: str) -> None:
    one = check_in()
    assert one.refused(c.OpenStep(step=step), "jo") is Reason.OUT_OF_ORDER
    open_step(one, "asking")
    open_step(one, step)


def test_S5_the_close_opens_only_after_a_review_was_offered() -> None:
    one = in_round()
    assert one.refused(c.OpenStep(step="close"), "jo") is Reason.OUT_OF_ORDER
    open_step(one, "writing")
    open_step(one, "close")


def test_S6_the_chair_may_go_back_and_on() -> None:
    one = in_round("explore")
    for step in ("r1.present", "r2.present", "r1.clarify", "check-in", "break", "r2.explore"):
        open_step(one, step)
        assert one.state.step_id == step


def test_S7_asking_for_time_does_not_open_again_once_a_round_has_begun() -> None:
    one = agreed()
    open_step(one, "check-in")
    open_step(one, "asking")
    open_step(one, "r1.present")
    assert one.refused(c.OpenStep(step="asking"), "jo") is Reason.OUT_OF_ORDER
    open_step(one, "check-in")
    assert one.view("jo").mine.next_step == "r1.present", "what is proposed next can be opened"


def test_S8_the_holder_moves_within_their_round_and_on_to_what_follows() -> None:
    one = in_round()
    for step in ("r1.clarify", "r1.present", "r1.explore", "r1.look-back"):
        open_step(one, step, "amina")
    assert one.refused(c.OpenStep(step="r2.present"), "amina") is Reason.OUT_OF_ORDER
    assert one.refused(c.OpenStep(step="check-in"), "amina") is Reason.OUT_OF_ORDER
    open_step(one, "break", "amina")
    assert one.refused(c.OpenStep(step="r1.present"), "amina") is Reason.NOT_YOURS


def test_S9_a_member_who_neither_chairs_nor_holds_opens_nothing() -> None:
    one = in_round()
    assert one.refused(c.OpenStep(step="r1.clarify"), "danny") is Reason.NOT_YOURS
    assert "open_step" not in one.may("danny")


def test_S10_a_doubled_press_opens_nothing_twice() -> None:
    one = in_round()
    assert one.refused(c.OpenStep(step="r1.present"), "jo") is Reason.ALREADY
    assert one.refused(c.OpenStep(step="r9.present"), "jo") is Reason.GONE


def test_S11_times_up_is_said_and_changes_nothing() -> None:
    one = in_round("explore")
    one.later(100)
    assert one.state.step_id == "r1.explore"
    assert one.left() < 0


def test_S12_a_step_that_moves_on_opens_the_next_at_its_time_and_the_last_one_waits() -> None:
    one = planned()
    one.give(
        c.OpenLobby(people=PEOPLE, session_format=_closing_by_itself(), round_format=parse_round_format(MOVING)), OFFICE
    )
    one.give(c.NoteHere(person="jo"), LINE)
    one.give(c.NoteHere(person="amina"), LINE)
    open_step(one, "check-in")
    open_step(one, "asking")
    agenda = one.propose(("amina", 11))
    one.give(c.AgreeAgenda(agenda=agenda), "jo")
    open_step(one, "r1.share")
    open_step(one, "r1.consult")
    one.later(4.9)
    assert one.state.step_id == "r1.consult"
    one.later(0.2)
    assert one.state.step_id == "r1.reflect"
    open_step(one, "writing")
    open_step(one, "close")
    one.later(30)
    assert one.state.step_id == "close"
    due = one.deadline()
    assert due is None or due > one.now, "nothing asks for ever"


def _closing_by_itself() -> SessionFormat:
    last = TWO_HOURS.stage[-1].model_copy(update={"at_time": "move_on", "minutes": 5})
    return TWO_HOURS.model_copy(update={"stage": (*TWO_HOURS.stage[:-1], last)})


def test_S13_a_session_closes_as_planned_only_from_its_close() -> None:
    one = reviewing()
    assert one.refused(c.CloseSession(), "jo") is Reason.NOT_NOW
    open_step(one, "close")
    assert one.refused(c.CloseSession(), "amina") is Reason.NOT_YOURS
    one.give(c.CloseSession(), "jo")
    assert one.state.ending is Ending.AS_PLANNED


def test_S14_the_chair_ends_at_once_from_anywhere_and_the_holder_from_a_pause() -> None:
    for one in (lobby(), check_in(), in_round(), reviewing()):
        assert one.refused(c.EndNow(), "danny") is Reason.NOT_YOURS
        one.give(c.EndNow(), "jo")
        assert one.state.ending is Ending.ENDED_NOW
    one = in_round()
    assert one.refused(c.EndNow(), "amina") is Reason.NOT_NOW
    one.give(c.PauseTogether(), "amina")
    one.give(c.EndNow(), "amina")
    assert one.state.status is Status.CLOSED


def test_S15_an_empty_room_closes_itself_twelve_hours_after_its_end() -> None:
    one = in_round()
    one.now = START + 100 * MINUTE
    for who in (*MEMBERS, "jo"):
        one.give(c.Leave(), who)
    one.later(minutes=1)
    one.now = START + 120 * MINUTE + 12 * HOUR
    one.later(seconds=-1)
    assert one.state.status is Status.OPEN
    one.later(seconds=1)
    assert one.state.ending is Ending.LEFT_OPEN


def test_S16_nothing_more_is_asked_of_a_session_that_is_over() -> None:
    one = in_round("clarify")
    one.give(c.EndNow(), "jo")
    assert not one.heard()
    one.now += 72 * HOUR
    one.give(c.PassTime(), CLOCK)
    for who in (*MEMBERS, "jo"):
        assert not one.may(who)
    assert one.refused(c.SayLine(words="one more thing"), "amina") is Reason.NOT_OPEN
    assert one.refused(c.PassTime(), CLOCK) is Reason.NOT_OPEN


def test_S17_leaving_a_step_ends_the_turn_or_the_question_in_it() -> None:
    one = check_in()
    open_step(one, "asking")
    assert [turn.person for turn in one.happened(e.TurnEnded)] == ["amina"]
    two = in_round("clarify")
    hand = two.give(c.RaiseHand(), "danny")
    two.give(c.TakeHand(hand=hand), "amina")
    open_step(two, "r1.explore")
    assert two.heard() == {"amina"}


def test_S18_stopping_here_goes_to_what_stands_after_the_round() -> None:
    one = in_round("explore")
    pause = one.give(c.PauseTogether(), "amina")
    one.give(c.AnswerPause(pause=pause, answer=PauseAnswer.STOP_HERE), "amina")
    assert one.state.step_id == "break"


def test_S18_and_hurries_nobody_into_the_next_round() -> None:
    one = in_round("explore", shares=tuple((who, 20) for who in ("amina", "danny", "ruth", "priya")))
    pause = one.give(c.PauseTogether(), "amina")
    one.give(c.AnswerPause(pause=pause, answer=PauseAnswer.STOP_HERE), "amina")
    assert one.state.step_id == "break", "the break is brought forward"
    one.give(c.OpenStep(step="r3.present"), "jo")
    pause = one.give(c.PauseTogether(), "ruth")
    one.give(c.AnswerPause(pause=pause, answer=PauseAnswer.STOP_HERE), "ruth")
    assert one.state.step_id == "r4.present"
    left = one.left()
    one.later(3)
    assert one.left() == left, "with no break left its clock waits for the chair"
    one.give(c.StartClock(step="r4.present"), "jo")


def test_S19_a_session_is_planned_once_and_may_be_called_off_until_its_lobby_opens() -> None:
    one = planned()
    again = c.PlanSession(starts_at=START, people=PEOPLE)
    assert one.refused(again, OFFICE) is Reason.NOT_OPEN
    assert one.refused(c.CancelSession(), "jo") is Reason.NOT_OPEN
    one.give(c.CancelSession(), OFFICE)
    assert one.state.status is Status.CANCELLED
    assert lobby().refused(c.CancelSession(), OFFICE) is Reason.NOT_NOW


def test_S20_a_session_has_three_to_twelve_people_each_once_and_a_member_among_them() -> None:
    def of(*people: Person) -> c.PlanSession:
        return c.PlanSession(starts_at=START, people=people)

    many = tuple(Person(id=f"member-{n}", name=f"Member {n}") for n in range(13))
    assert Scenario().refused(of(*many[:2]), OFFICE) is Reason.TOO_MANY
    assert Scenario().refused(of(*many), OFFICE) is Reason.TOO_MANY
    assert Scenario().refused(of(many[0], *many[:3]), OFFICE) is Reason.ALREADY
    staff = tuple(one.model_copy(update={"kind": "facilitator"}) for one in many[:3])
    assert Scenario().refused(of(*staff), OFFICE) is Reason.NOT_A_HOLDER
    for count in (3, 12):
        Scenario().give(of(*many[:count]), OFFICE)


@pytest.mark.parametrize("minutes", [14, 721])
def test_S21_a_session_lasts_a_quarter_of_an_hour_to_twelve_hours(minutes: int) -> None:
    command = c.PlanSession(starts_at=START, minutes=minutes, people=PEOPLE)
    assert Scenario().refused(command, OFFICE) is Reason.BAD_VALUE


@pytest.mark.parametrize("count", [3, 4, 7, 11, 12])
def test_S20_S1_sets_of_every_size_get_from_lobby_to_close(count: int) -> None:
    people = (*(Person(id=f"m{n}", name=f"Member {n}") for n in range(1, count)), PEOPLE[-1])
    one = check_in(people=people)
    while one.state.turns.now is not None:
        one.later(2)
        one.give(c.EndTurn(turn=one.state.turns.now.number), one.state.turns.now.person)
    open_step(one, "asking")
    one.later(8)
    free = one.view("jo").agenda.minutes_for_rounds
    agenda = one.propose(("m1", free))
    one.give(c.AgreeAgenda(agenda=agenda), "jo")
    while (after := one.view("jo").mine.next_step) is not None:
        one.later(one.left())
        open_step(one, after)
    one.give(c.CloseSession(), "jo")
    assert one.now <= START + 120 * MINUTE


def test_S22_a_skipped_step_has_no_place_in_the_plan() -> None:
    one = in_round("explore")  # straight from present
    steps = next(line for line in one.view("jo").agenda.stages if line.id == "r1").steps
    assert [line.id for line in steps] == ["r1.present", "r1.explore", "r1.reflect", "r1.look-back"]
    assert [line.at for line in steps] == sorted(line.at for line in steps)


def test_S22_a_session_that_ended_before_it_agreed_on_rounds_has_none_ahead() -> None:
    one = check_in()
    assert "rounds" in [line.id for line in one.view("ruth").agenda.stages]
    one.give(c.EndNow(), "jo")
    assert "rounds" not in [line.id for line in one.view("ruth").agenda.stages]
