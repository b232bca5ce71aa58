"""S: order held, not rigid: steps that are always kept, what the review may choose, a review that waits."""

from typing import Any

import pytest

from app.facilitation import commands as c
from app.facilitation import events as e
from app.facilitation.plan import OpenAction
from app.facilitation.refusals import Reason
from app.facilitation.report import FigureStatus, lead_report
from app.facilitation.terms import (
    CLOCK,
    HOUR,
    LINE,
    MINUTE,
    ActionStatus,
    Attendance,
    Ending,
    PauseAnswer,
    ReviewChoice,
)
from tests.facilitation.scenario import (
    MEMBERS,
    START,
    Scenario,
    agreed,
    asking,
    by_phone,
    check_in,
    first_session,
    in_round,
    lobby,
    reviewing,
)
from tests.facilitation.test_leads import facts

WIAL = {"round_format": "wial"}


def opened(one: Scenario) -> str:
    return one.view("ruth").step.id


def test_S23_a_step_that_is_always_kept_is_opened_before_its_round_is_left() -> None:
    one = in_round("actions", **WIAL)
    for step in ("r2.present", "writing", "break"):
        assert one.refused(c.OpenStep(step=step), "jo") is Reason.OUT_OF_ORDER
    assert one.view("jo").mine.next_step == "r1.reflection"
    one.give(c.OpenStep(step="r1.reflection"), "jo")
    one.give(c.OpenStep(step="break"), "jo")


def test_S23_not_even_by_going_back_and_on_from_there() -> None:
    one = in_round("questions", **WIAL)
    one.give(c.OpenStep(step="check-in"), "jo")
    for step in ("r2.present", "break", "writing"):
        assert one.refused(c.OpenStep(step=step), "jo") is Reason.OUT_OF_ORDER
    one.give(c.OpenStep(step="r1.questions"), "jo")
    one.give(c.OpenStep(step="r1.reflection"), "jo")
    one.give(c.OpenStep(step="r2.present"), "jo")


@pytest.mark.parametrize("gone", ["leave", "drop"])
def test_S23_unless_its_holder_has_gone(gone: str) -> None:
    one = in_round("questions", **WIAL)
    one.give(c.Leave(), "amina") if gone == "leave" else one.give(c.NoteAway(person="amina"), LINE)
    one.give(c.OpenStep(step="r2.present"), "jo")


def test_S23_or_in_stop_here_after_which_the_session_goes_on_or_in_an_end_at_once() -> None:
    one = in_round("questions", **WIAL)
    pause = one.give(c.PauseTogether(), "amina")
    one.give(c.AnswerPause(pause=pause, answer=PauseAnswer.STOP_HERE), "amina")
    assert opened(one) == "break"
    one.give(c.OpenStep(step="r2.present"), "jo")
    two = in_round("questions", **WIAL)
    two.give(c.EndNow(), "jo")
    assert two.state.ending is Ending.ENDED_NOW


def test_S23_by_phone_the_holder_is_there() -> None:
    one = by_phone(in_round("questions", **WIAL), "amina")
    assert one.refused(c.OpenStep(step="r2.present"), "jo") is Reason.OUT_OF_ORDER


def choosing(one: Scenario, choice: ReviewChoice, **given: Any) -> c.ChooseReview:
    return c.ChooseReview(ends_at=one.state.ends_at, choice=choice, **given)


def choose(one: Scenario, choice: ReviewChoice, **given: Any) -> None:
    one.give(choosing(one, choice, **given), "jo")


def test_S24_in_the_review_the_chair_chooses_to_end() -> None:
    one = reviewing()
    assert one.refused(choosing(one, ReviewChoice.END), "ruth") is Reason.NOT_YOURS
    round_one = in_round()
    assert round_one.refused(choosing(round_one, ReviewChoice.END), "jo") is Reason.NOT_NOW
    one.give(c.RateReview(ratings={"airspace": 4}), "ruth")
    choose(one, ReviewChoice.END)
    assert (opened(one), one.view("ruth").review.shown) == ("close", True)


def test_S24_two_who_press_at_once_extend_it_once() -> None:
    one = reviewing()
    jos, kims = (choosing(one, ReviewChoice.EXTEND, minutes=10) for _ in range(2))
    before = one.state.ends_at
    one.give(jos, "jo")
    assert one.refused(kims, "jo") is Reason.GONE
    assert one.state.ends_at == before + 10 * MINUTE


@pytest.mark.parametrize("minutes", [10, 15])
def test_S24_or_to_extend_by_ten_or_fifteen_minutes_which_moves_the_planned_end(minutes: int) -> None:
    one = reviewing()
    one.give(c.OpenStep(step="review"), "jo")
    before = one.view("ruth").clock
    choose(one, ReviewChoice.EXTEND, minutes=minutes)
    after = one.view("ruth").clock
    assert after.ends_at - before.ends_at == minutes * MINUTE
    assert (after.step_due_at or 0) - (before.step_due_at or 0) == minutes * MINUTE
    assert after.spare == before.spare


def test_S24_minutes_more_are_more_also_when_the_time_was_over() -> None:
    one = reviewing()
    one.give(c.OpenStep(step="review"), "jo")
    for _ in range(3):
        turn = one.state.turns.now
        assert turn is not None
        one.give(c.EndTurn(turn=turn.number), "jo")
    one.later(24)
    assert one.left() == -15
    turn_ends = one.view("ruth").clock.due_at
    choose(one, ReviewChoice.EXTEND, minutes=10)
    assert one.left() == 10
    assert one.view("ruth").clock.due_at == turn_ends, "they are the set's, and not all of them this speaker's"


def test_S24_the_planned_end_moves_to_where_they_lead() -> None:
    one = in_round("look-back")
    one.later(150)
    one.give(c.OpenStep(step="writing"), "jo")
    choose(one, ReviewChoice.EXTEND, minutes=10)
    clock = one.view("ruth").clock
    assert (clock.finish_at, clock.spare) == (clock.ends_at, 0)
    assert clock.ends_at == one.now + 22 * MINUTE


def test_S24_or_to_put_it_off() -> None:
    one = reviewing()
    choose(one, ReviewChoice.RESCHEDULE)
    assert one.state.ending is Ending.REVIEW_LATER
    assert "rate_review" in one.may("ruth")


def test_S24_where_the_review_has_several_stages_ending_goes_to_the_close_from_any_of_them() -> None:
    for step in ("changed", "writing", "gains", "next", "goodbyes"):
        one = lobby(session_format="last-session")
        for before in ("check-in", "asking", step):
            one.give(c.OpenStep(step=before), "jo")
        choose(one, ReviewChoice.END)
        assert opened(one) == "close"
        one.give(c.CloseSession(), "jo")
        assert one.state.ending is Ending.AS_PLANNED


def ended_early(raters: int = 4) -> Scenario:
    """A fire alarm in Amina's round; later some of them look back, each on a page of their own."""
    one = in_round("clarify", here=(*MEMBERS[:5], "jo"))
    one.give(c.EndNow(), "jo")
    for mark, who in enumerate(MEMBERS[:raters], 2):
        one.give(c.RateReview(ratings={"airspace": mark}), who)
    return one


def test_S25_a_review_that_did_not_come_about_is_open_for_seventy_two_hours_on_each_ones_page() -> None:
    one = ended_early()
    assert one.view("amina").mine.review_until == one.now + 72 * HOUR
    assert one.asks("amina") == "review_later"
    assert one.refused(c.RateReview(ratings={"airspace": 3}), "jo") is Reason.NOT_OPEN
    assert one.refused(c.RateReview(ratings={"airspace": 3}), "ruth") is Reason.NOT_OPEN, "she was not there"
    one.give(c.WriteLearning(words="Ask earlier"), "danny")
    assert not one.view("danny").review.shown
    one.now += 72 * HOUR
    assert one.refused(c.RateReview(ratings={"airspace": 3}), "amina") is Reason.TOO_LATE
    assert one.refused(c.WriteLearning(words="Late"), "amina") is Reason.TOO_LATE


def test_S25_and_totalled_then() -> None:
    one = ended_early()
    assert one.deadline() == one.now + 72 * HOUR
    one.now += 72 * HOUR - 1
    one.give(c.PassTime(), CLOCK)
    assert not one.happened(e.ReviewTotalled)
    one.now += 1
    one.give(c.PassTime(), CLOCK)
    [total] = one.happened(e.ReviewTotalled)
    assert (total.means, total.numbers, total.eligible) == ({"airspace": 3.5}, {"airspace": 4}, 5)
    assert (one.view("amina").review.shown, one.deadline()) == (True, None)
    assert one.refused(c.RateReview(ratings={"airspace": 3}), "amina") is Reason.NOT_OPEN
    rows = facts(one)
    figure = lead_report(rows, [rows] * 3).review["airspace"]
    assert (figure.value, figure.n, figure.status) == (3.5, 12, FigureStatus.OK)


def test_S25_fewer_than_four_are_totalled_to_nothing() -> None:
    one = ended_early(raters=3)
    one.now += 72 * HOUR
    one.give(c.PassTime(), CLOCK)
    [total] = one.happened(e.ReviewTotalled)
    assert (total.means, total.numbers) == ({}, {})


def test_S25_marks_given_before_the_alarm_are_not_shown_while_others_may_still_give_theirs() -> None:
    one = reviewing()
    one.give(c.RateReview(ratings={"airspace": 1}), "amina")
    one.give(c.EndNow(), "jo")
    assert not one.happened(e.ReviewTotalled)
    assert not any(item.counts for item in one.view("ruth").review.items)
    one.give(c.RateReview(ratings={"airspace": 5}), "ruth")
    assert not any(item.counts for item in one.view("ruth").review.items)


def test_S25_a_review_that_was_held_or_a_session_that_never_began_leaves_none() -> None:
    one = reviewing()
    one.give(c.RateReview(ratings={"airspace": 1}), "amina")
    one.give(c.OpenStep(step="review"), "jo")
    one.give(c.OpenStep(step="close"), "jo")
    one.give(c.EndNow(), "jo")
    assert one.view("amina").mine.review_until is None
    nobody_rated = reviewing()
    nobody_rated.give(c.OpenStep(step="close"), "jo")
    nobody_rated.give(c.EndNow(), "jo")
    assert nobody_rated.view("amina").mine.review_until is None
    two = lobby()
    two.give(c.EndNow(), "jo")
    assert (two.view("amina").mine.review_until, two.deadline()) == (None, None)


@pytest.mark.parametrize("put_off", [True, False])
def test_S27_once_the_marks_were_shown_what_was_learned_waits_alone(put_off: bool) -> None:
    one = reviewing()
    for mark, who in enumerate(MEMBERS[:4], 2):
        one.give(c.RateReview(ratings={"airspace": mark}), who)
    one.give(c.OpenStep(step="review"), "jo")
    before = one.view("danny").review
    if put_off:
        choose(one, ReviewChoice.RESCHEDULE)
    else:
        one.give(c.EndNow(), "jo")
    assert (one.asks("danny"), one.may("danny")) == ("learning_later", {"write_learning"})
    assert one.view("danny").mine.review_until == one.now + 72 * HOUR
    assert one.refused(c.RateReview(ratings={"airspace": 5}), "ruth") is Reason.NOT_OPEN
    one.give(c.WriteLearning(words="Ask earlier"), "danny")
    assert one.view("danny").review == before, "the marks stand as they were shown"
    one.now += 72 * HOUR
    one.give(c.PassTime(), CLOCK)
    assert (one.view("danny").review, one.may("danny")) == (before, set())
    assert len(one.happened(e.ReviewTotalled)) == 1


def test_S27_writing_that_is_opened_again_asks_nobody_for_marks() -> None:
    one = reviewing()
    one.give(c.RateReview(ratings={"airspace": 4}), "ruth")
    one.give(c.OpenStep(step="review"), "jo")
    one.give(c.OpenStep(step="writing"), "jo")
    desk = one.view("jo").desk
    assert desk is not None
    assert (one.asks("danny"), desk.what_now.key) == ("silence", "silence")


def left_open(step: str = "clarify") -> Scenario:
    """The whole site's line goes down in the middle of it, and nobody comes back."""
    one = in_round("clarify")
    if step != "clarify":
        for each in ("writing", step):
            one.give(c.OpenStep(step=each), "jo")
    one.later(3)
    for who in (*MEMBERS, "jo"):
        one.give(c.NoteAway(person=who), LINE)
    one.left_to_itself()
    return one


def test_S28_what_nobody_closed_leaves_its_review_to_each_ones_page() -> None:
    one = left_open()
    assert (one.state.ending, one.asks("amina")) == (Ending.LEFT_OPEN, "review_later")
    assert one.view("amina").mine.review_until == one.now + 72 * HOUR
    assert left_open("close").view("amina").mine.review_until is None


@pytest.mark.parametrize(("step", "took"), [("clarify", 3), ("close", 3)])
def test_S28_and_took_no_longer_than_they_were_with_us(step: str, took: float) -> None:
    one = left_open(step)
    report = lead_report(facts(one))
    assert report.used_minutes == 12 + took, "twelve minutes of check-in before it, and not till the morning"
    assert report.steps[-1].took == took


def test_S28_whoever_comes_back_in_between_is_with_us_still() -> None:
    one = in_round("clarify")
    for who in (*MEMBERS, "jo"):
        one.give(c.NoteAway(person=who), LINE)
    one.later(5)
    one.give(c.NoteHere(person="ruth"), LINE)
    one.later(5)
    one.give(c.NoteAway(person="ruth"), LINE)
    one.left_to_itself()
    assert lead_report(facts(one)).used_minutes == 12 + 10


def test_S26_a_format_may_begin_with_openings_and_have_breaks_between_its_stages() -> None:
    one = lobby(session_format="first-session")
    assert one.view("ruth").agenda.minutes_for_rounds == 35
    lines = {line.id: ((line.at - START) / MINUTE, line.length / MINUTE) for line in one.view("ruth").agenda.stages}
    assert lines == {
        "welcome": (0, 8),
        "introductions": (8, 20),
        "method": (28, 17),
        "contract": (45, 20),
        "break": (65, 5),
        "asking": (70, 2),
        "rounds": (72, 35),
        "review": (107, 13),
        "close": (120, 0),
    }
    assert one.view("ruth").clock.finish_at == START + 120 * MINUTE
    assert one.refused(c.OpenStep(step="asking"), "jo") is Reason.OUT_OF_ORDER, "the introductions come first"
    two = first_session("break")
    assert two.heard() == {*MEMBERS, "jo"}
    two.give(c.OpenStep(step="asking"), "jo")


def test_S26_without_a_check_in_asking_for_time_comes_first() -> None:
    one = lobby(session_format="als-30", round_format="als-30")
    one.give(c.OpenStep(step="asking"), "jo")
    assert [line.id for line in one.view("ruth").agenda.stages] == ["asking", "rounds", "review", "close"]


def test_S26_what_came_of_an_action_stays_its_owners_through_the_openings() -> None:
    old = (OpenAction(id="old", owner="danny", what="Ring"),)
    one = lobby(session_format="first-session", open_actions=old)
    one.give(c.ReportAction(action="old", status=ActionStatus.DONE, learned="Ask earlier"), "danny")

    def told() -> bool:
        return one.view("ruth").actions.reports[0].status is not None

    one.give(c.OpenStep(step="welcome"), "jo")
    assert not told()
    one.give(c.OpenStep(step="introductions"), "jo")
    assert not told()
    for number, who in ((1, "amina"), (2, "danny")):
        one.give(c.EndTurn(turn=number), who)
    assert told()


@pytest.mark.parametrize(
    ("session_format", "step", "attendance"),
    [
        ("first-session", "welcome", Attendance.PRESENT),
        ("first-session", "introductions", Attendance.PRESENT),
        ("first-session", "contract", Attendance.PART),
        ("als-30", "asking", Attendance.PRESENT),
        ("als-30", "writing", Attendance.PART),
        ("two-hours", "check-in", Attendance.PRESENT),
        ("two-hours", "asking", Attendance.PART),
    ],
)
def test_S26_part_is_whoever_comes_when_the_set_has_arrived(
    session_format: str, step: str, attendance: Attendance
) -> None:
    one = lobby(session_format=session_format, here=(*MEMBERS[:5], "jo"))
    while opened(one) != step:
        after = next(found.id for found in one.state.steps if found.id not in one.state.opened_at)
        one.give(c.OpenStep(step=after), "jo")
    one.give(c.NoteHere(person="ruth"), LINE)
    one.give(c.OpenStep(step="writing"), "jo") if step == "asking" else None
    one.give(c.EndNow(), "jo")
    [closed] = one.happened(e.SessionClosed)
    assert closed.attendance["ruth"] is attendance


def test_S26_the_usual_order_stands_where_there_is_nothing_else() -> None:
    assert [step.id for step in agreed().state.steps][:2] == ["check-in", "asking"]
    assert check_in().view("ruth").agenda.minutes_for_rounds == 80
    assert asking().view("ruth").agenda.minutes_for_rounds == 80


def in_mirroring(**given: Any) -> Scenario:
    return in_round("mirroring", **{"round_format": "case-clinic", **given})


def speakers(one: Scenario) -> list[str]:
    """Everybody who is heard, turn by turn, until all have had theirs."""
    found = []
    while (turn := one.state.turns.now) is not None:
        assert one.heard() == {turn.person}
        found.append(turn.person)
        one.give(c.EndTurn(turn=turn.number), turn.person)
    return found


def test_T16_turns_in_a_round_are_each_members_the_holder_last_and_the_facilitator_is_not_heard() -> None:
    one = in_mirroring()
    assert one.refused(c.BeginWord(step="r1.mirroring"), "jo") is Reason.NOT_NOW
    assert speakers(one) == [*MEMBERS[1:], "amina"]
    assert one.heard() == {*MEMBERS, "jo"}, "when all have had theirs everybody is"


def test_T16_also_where_some_say_later_come_late_or_go() -> None:
    one = in_mirroring(here=(*MEMBERS[:5], "jo"))
    one.give(c.PassTurn(turn=1), "danny")
    one.give(c.NoteHere(person="ruth"), LINE)
    one.give(c.Leave(), "priya")
    assert speakers(one) == ["gareth", "maureen", "danny", "ruth", "amina"]
    two = in_mirroring()
    two.give(c.Leave(), "amina")
    assert speakers(two) == [*MEMBERS[1:]], "nobody waits for a holder who has gone"


@pytest.mark.parametrize("minutes", [40, 60])
def test_F12_turns_in_a_round_take_so_many_minutes_for_each_member_fixed(minutes: int) -> None:
    one = in_mirroring(shares=(("amina", minutes),))
    step = next(found for found in one.state.steps if found.id == "r1.mirroring")
    assert (step.length, step.each) == (6 * MINUTE, MINUTE)
    assert sum(found.length for found in one.state.steps if found.stage == "r1") == minutes * MINUTE
    assert one.view("danny").clock.length == MINUTE
