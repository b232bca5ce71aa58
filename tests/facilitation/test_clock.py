"""C: the clock."""

import pytest

from app.facilitation import commands as c
from app.facilitation import events as e
from app.facilitation.refusals import Reason
from app.facilitation.terms import CLOCK, LINE, MINUTE, SECOND, PauseAnswer, Stop
from tests.facilitation.scenario import START, Scenario, asking, check_in, in_round, lobby, reviewing

HERE = "r1.present"


def stop(one: Scenario, why: Stop) -> None:
    if why is Stop.CHAIR:
        one.give(c.StopClock(step=HERE), "jo")
    elif why is Stop.HEARING:
        one.give(c.StopForHearing(), LINE)
    elif why is Stop.PAUSE:
        one.give(c.PauseTogether(), "amina")
    else:
        one.give(c.NoteAway(person="amina"), LINE)


def start(one: Scenario, why: Stop) -> None:
    if why in {Stop.CHAIR, Stop.HEARING}:
        one.give(c.StartClock(step=HERE), "jo")
    elif why is Stop.PAUSE:
        assert one.state.pause is not None
        one.give(c.AnswerPause(pause=one.state.pause.id, answer=PauseAnswer.CARRY_ON), "amina")
    else:
        one.give(c.NoteHere(person="amina"), LINE)


def test_C1_asking_whether_it_is_time_early_late_or_twice_does_no_harm() -> None:
    one = in_round()
    rows = len(one.log)
    for _ in range(3):
        one.give(c.PassTime(), CLOCK)
        one.later(1)
    one.later(60)
    assert len(one.log) == rows
    assert one.state.timer is not None
    assert one.state.timer.due_at == START + 12 * MINUTE + 5.5 * MINUTE


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (Stop.CHAIR, Stop.PAUSE),
        (Stop.PAUSE, Stop.HOLDER_AWAY),
        (Stop.HEARING, Stop.HOLDER_AWAY),
        (Stop.HOLDER_AWAY, Stop.HEARING),
        (Stop.HEARING, Stop.PAUSE),
        (Stop.CHAIR, Stop.HOLDER_AWAY),
    ],
)
def test_C2_the_clock_runs_when_no_reason_is_left_to_stand_still(first: Stop, second: Stop) -> None:
    one = in_round()
    one.later(1)
    stop(one, first)
    one.later(10)
    stop(one, second)
    one.later(10)
    if (first, second) != (Stop.PAUSE, Stop.HOLDER_AWAY):
        start(one, first)
        one.later(10)
        assert one.left() == 4.5, f"{second} still holds"
        start(one, second)
    else:  # a pause is answered by the holder alone, who must be back for it
        start(one, second)
        one.later(10)
        assert one.left() == 4.5
        start(one, first)
    one.later(1)
    assert one.left() == 3.5


def test_C3_the_chair_stops_the_clock_and_starts_it() -> None:
    one = in_round()
    command = c.StopClock(step=HERE)
    assert one.refused(command, "amina") is Reason.NOT_YOURS
    assert one.refused(c.StopClock(step="check-in"), "jo") is Reason.GONE
    one.give(command, "jo")
    assert one.refused(command, "jo") is Reason.NOT_NOW
    assert one.refused(c.StartClock(step="check-in"), "jo") is Reason.GONE
    one.give(c.StartClock(step=HERE), "jo")
    assert one.refused(c.StartClock(step=HERE), "jo") is Reason.NOT_NOW


def test_C4_when_two_cannot_hear_the_clock_waits_for_the_holder_or_the_chair() -> None:
    for by in ("amina", "jo"):
        one = in_round()
        one.give(c.StopForHearing(), LINE)
        assert (one.asks("amina"), one.asks("danny")) == ("cannot_hear_holder", "cannot_hear")
        assert one.refused(c.StopForHearing(), LINE) is Reason.NOT_NOW
        assert one.refused(c.StartClock(step=HERE), "danny") is Reason.NOT_YOURS
        one.give(c.StartClock(step=HERE), by)
        one.later(1)
        assert one.left() == 4.5


def test_C5_the_holder_does_not_start_a_clock_that_the_chair_stopped() -> None:
    one = in_round()
    stop(one, Stop.CHAIR)
    assert one.refused(c.StartClock(step=HERE), "amina") is Reason.NOT_NOW
    stop(one, Stop.HEARING)
    one.give(c.StartClock(step=HERE), "amina")
    one.later(1)
    assert one.left() == 5.5
    one.give(c.StartClock(step=HERE), "jo")
    one.later(1)
    assert one.left() == 4.5


@pytest.mark.parametrize("standing", [False, True])
def test_C6_the_chair_gives_time_and_takes_no_more_than_is_left(standing: bool) -> None:
    one = in_round()
    if standing:
        stop(one, Stop.CHAIR)
    one.give(c.AddTime(step=HERE, minutes=5), "jo")
    one.give(c.AddTime(step=HERE, minutes=-1), "jo")
    one.give(c.AddTime(step=HERE, minutes=-5), "jo")
    assert one.left() == 4.5
    assert one.refused(c.AddTime(step=HERE, minutes=-5), "jo") is Reason.TOO_SHORT
    assert one.refused(c.AddTime(step="check-in", minutes=5), "jo") is Reason.GONE
    assert one.view("jo").clock.length == 4.5 * MINUTE


def test_C7_two_minutes_more_are_the_holders_own_to_press() -> None:
    one = in_round()
    one.give(c.AddTime(step=HERE, minutes=2), "amina")
    assert one.left() == 7.5
    assert one.refused(c.AddTime(step=HERE, minutes=5), "amina") is Reason.BAD_VALUE
    assert one.refused(c.AddTime(step=HERE, minutes=2), "danny") is Reason.NOT_YOURS
    one.give(c.OpenStep(step="break"), "jo")
    assert one.refused(c.AddTime(step="break", minutes=2), "amina") is Reason.NOT_YOURS


def test_C8_a_step_opened_again_has_what_was_left_of_it_and_a_minute_at_least() -> None:
    one = in_round()
    one.later(2)
    one.give(c.OpenStep(step="r1.clarify"), "amina")
    one.later(20)
    one.give(c.OpenStep(step="r1.present"), "amina")
    assert one.left() == 3.5
    one.give(c.OpenStep(step="r1.clarify"), "amina")
    assert one.left() == 1


def test_C8_what_was_added_is_left_of_it_too() -> None:
    one = in_round()
    one.give(c.AddTime(step=HERE, minutes=5), "jo")
    one.later(6)
    one.give(c.OpenStep(step="r1.clarify"), "amina")
    one.give(c.OpenStep(step="r1.present"), "amina")
    assert one.left() == 4.5
    one.give(c.AddTime(step=HERE, minutes=-1), "jo")
    one.later(1)
    one.give(c.OpenStep(step="r1.clarify"), "amina")
    one.give(c.OpenStep(step="r1.present"), "amina")
    assert one.left() == 2.5


def test_C9_a_turns_clock_stands_still_and_grows_with_its_steps() -> None:
    one = check_in()
    one.later(0.5)
    one.give(c.StopClock(step="check-in"), "jo")
    one.later(5)
    assert one.view("amina").clock.left == 1.5 * MINUTE
    assert one.refused(c.AddTime(step="check-in", minutes=-5), "jo") is Reason.TOO_SHORT
    one.give(c.AddTime(step="check-in", minutes=1), "jo")
    assert one.view("amina").clock.left == 2.5 * MINUTE
    one.give(c.EndTurn(turn=1), "amina")
    assert one.view("danny").clock.left == 2 * MINUTE, "a turn that begins while the clock stands still"
    one.give(c.StartClock(step="check-in"), "jo")
    assert one.view("danny").clock.due_at == one.now + 2 * MINUTE
    assert one.left() == 12.5


def test_C10_what_an_outage_took_is_given_back_by_one_press() -> None:
    one = in_round()
    one.later(2)
    one.give(c.NoteOutage(lost=60 * SECOND), LINE)
    one.give(c.NoteOutage(lost=30 * SECOND), LINE)
    desk = one.view("jo").desk
    assert desk is not None
    assert desk.lost == 90 * SECOND, "two outages in one step"
    assert one.refused(c.GiveBackTime(step=HERE), "amina") is Reason.NOT_YOURS
    one.give(c.GiveBackTime(step=HERE), "jo")
    assert one.left() == 5
    assert one.refused(c.GiveBackTime(step=HERE), "jo") is Reason.NOT_NOW


def test_C10_more_minutes_from_the_chair_are_not_what_the_outage_took() -> None:
    one = in_round()
    one.give(c.NoteOutage(lost=90 * SECOND), LINE)
    one.give(c.AddTime(step=HERE, minutes=2), "amina")
    one.give(c.GiveBackTime(step=HERE), "jo")
    assert one.left() == 5.5 + 2 + 1.5


def test_C11_nothing_is_lost_where_no_clock_ran_or_nobody_was_cut_short() -> None:
    standing = in_round()
    stop(standing, Stop.CHAIR)
    for one in (standing, reviewing()):
        one.give(c.NoteOutage(lost=60 * SECOND), LINE)
        assert not one.happened(e.OutageNoted)
    assert lobby().refused(c.NoteOutage(lost=1), LINE) is Reason.NOT_NOW


@pytest.mark.parametrize(("late", "end"), [(15, 120), (15.1, 135.1)])
def test_C12_a_session_that_begins_over_a_quarter_of_an_hour_late_has_its_whole_length(late: float, end: float) -> None:
    one = lobby()
    one.later(late)
    one.give(c.OpenStep(step="check-in"), "jo")
    assert one.view("jo").clock.ends_at == START + end * MINUTE
    one.later(60)
    one.give(c.OpenStep(step="asking"), "jo")
    assert one.view("jo").clock.ends_at == START + end * MINUTE


def finish(one: Scenario) -> float:
    found = one.view("danny").clock.finish_at
    assert found is not None
    return (found - START) / MINUTE


def test_C13_everybody_knows_when_the_session_should_finish() -> None:
    assert finish(lobby()) == 117, "the spare three are at the end"
    assert finish(check_in()) == 117
    one = asking()
    assert finish(one) == 117
    early = in_round()  # asking took no time at all
    assert finish(early) == 12 + 80 + 5 + 12
    early.give(c.AddTime(step=HERE, minutes=5), "jo")
    assert finish(early) == 114
    early.give(c.OpenStep(step="r1.reflect"), "amina")
    assert finish(early) == 12 + (5.5 + 2) + 5 + 40 + 12
    assert early.view("danny").clock.spare == (120 - 76.5) * MINUTE


def test_C14_each_stage_says_when_it_starts() -> None:
    one = asking()
    one.later(8)
    agenda = one.propose(("amina", 40), ("danny", 40))
    put = one.view("ruth").agenda.proposal
    assert put is not None
    assert put.finish_at == START + 117 * MINUTE
    one.give(c.AgreeAgenda(agenda=agenda), "jo")
    starts = {line.id: (line.at - START) / MINUTE for line in one.view("ruth").agenda.stages}
    assert starts == {"check-in": 0, "asking": 12, "r1": 20, "break": 60, "r2": 65, "review": 105, "close": 117}


def test_C14_the_rounds_stand_in_the_plan_before_they_are_agreed() -> None:
    lines = lobby().view("ruth").agenda.stages
    assert [(line.id, (line.at - START) / MINUTE, line.length / MINUTE) for line in lines] == [
        ("check-in", 0, 12),
        ("asking", 12, 8),
        ("rounds", 20, 80),
        ("review", 105, 12),
        ("close", 117, 0),
    ]


def test_C15_time_never_goes_back_before_what_has_happened() -> None:
    one = in_round()
    one.now -= 5 * MINUTE
    one.give(c.StopClock(step=HERE), "jo")
    assert one.log[-1].at == START + 12 * MINUTE
    assert one.view("jo").clock.left == 5.5 * MINUTE


def test_C16_a_stop_is_for_its_step_and_the_next_one_runs() -> None:
    one = in_round()
    stop(one, Stop.CHAIR)
    stop(one, Stop.HEARING)
    one.give(c.OpenStep(step="r1.clarify"), "jo")
    one.later(1)
    assert one.left() == 7.5 - 1


def test_C17_a_word_stops_the_clock_and_its_end_starts_it() -> None:
    one = in_round("clarify")
    word = one.give(c.BeginWord(step="r1.clarify"), "jo")
    one.give(c.StopForHearing(), LINE)
    one.later(3)
    one.give(c.EndWord(word=word), "jo")
    one.later(3)
    assert one.left() == 7.5
    one.give(c.StartClock(step="r1.clarify"), "amina")
    one.later(3)
    assert one.left() == 4.5


def test_C18_in_a_word_the_time_is_still_the_holders() -> None:
    one = in_round("explore")
    assert one.view("ruth").clock.of == "amina"
    one.give(c.BeginWord(step="r1.explore"), "jo")
    assert one.view("ruth").clock.of == "amina"
    assert one.view("ruth").floor.lit == "jo"


def test_C13_what_is_still_to_come_is_never_less_than_the_break_and_the_review_however_late_the_set_asks() -> None:
    one = asking()
    for minutes in (95, 40):
        one.later(minutes)
        assert one.view("danny").clock.rest == (5 + 12) * MINUTE
