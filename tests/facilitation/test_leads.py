"""L: what programme leads may have."""

from collections.abc import Callable
from dataclasses import asdict
from itertools import product

import orjson
import pytest

from app.facilitation import commands as c
from app.facilitation.message import JsonObject
from app.facilitation.plan import CarriedBid, OpenAction
from app.facilitation.report import FactRow, FigureStatus, lead_log, lead_report
from app.facilitation.terms import LINE, MINUTE, SECOND, ActionStatus, Attendance, BidKind, PauseAnswer
from tests.facilitation.scenario import MEMBERS, PEOPLE, Scenario, asking, in_round, planned, reviewing

OLD = tuple(OpenAction(id=f"old-{n}", owner=who, what=f"{who}'s action") for n, who in enumerate(MEMBERS))


def facts(one: Scenario) -> list[FactRow]:
    """The log as the store gives it out: nothing sealed is in it."""
    return [
        (number, row.at, [event.model_dump(mode="json", exclude=set(event.seals())) for event in row.events])
        for number, row in enumerate(one.log, 1)
    ]


def story(seats: tuple[str, ...], *, bids: int = 4, owners: int = 4, raters: int = 4) -> Scenario:
    """A whole session, played by these six in these parts."""
    one = asking(open_actions=tuple(action.model_copy(update={"owner": seats[n]}) for n, action in enumerate(OLD)))
    for who in seats[:bids]:
        one.give(c.PlaceBid(kind=BidKind.ASKS, headline=f"{who}'s issue", minutes=20), who)
    agenda = one.propose((seats[0], 40), (seats[1], 40))
    one.give(c.SayNotContent(agenda=agenda), seats[3])
    one.give(c.AgreeAgenda(agenda=agenda), "jo")
    one.give(c.OpenStep(step="check-in"), "jo")
    for number, who in enumerate(seats[:owners]):
        status = list(ActionStatus)[number % 4]
        one.give(c.ReportAction(action=f"old-{number}", status=status, learned=f"{who} learned"), who)
    one.give(c.OpenStep(step="r1.present"), "jo")
    one.later(5)
    pause = one.give(c.PauseTogether(), seats[0])
    one.give(c.AnswerPause(pause=pause, answer=PauseAnswer.CARRY_ON), seats[0])
    one.give(c.NoteAway(person=seats[4]), LINE)
    one.give(c.OpenStep(step="r1.clarify"), seats[0])
    hand = one.give(c.RaiseHand(), seats[2])
    one.give(c.TakeHand(hand=hand), seats[0])
    question = one.give(c.PrepareQuestion(words=f"{seats[2]} asks"), seats[2])
    one.give(c.AskQuestion(question=question), seats[2])
    one.later(7)
    one.give(c.OpenStep(step="r1.present"), seats[0])
    one.later(1)
    one.give(c.OpenStep(step="writing"), "jo")
    for mark, who in enumerate(seats[:raters], 2):
        one.give(c.RateReview(ratings={"airspace": mark}), who)
    one.give(c.WriteLearning(words=f"{seats[1]} learned"), seats[1])
    one.give(c.OpenStep(step="close"), "jo")
    one.give(c.CloseSession(), "jo")
    return one


def test_L1_leads_get_named_fields_of_named_events_and_no_person() -> None:
    log = lead_log(facts(story(MEMBERS)))
    kinds = {line.type for line in log}
    assert kinds == {"session_planned", "lobby_opened", "step_opened", "step_closed", "agenda_agreed", "session_closed"}
    text = orjson.dumps([asdict(line) for line in log]).decode()
    assert not any(f'"{who}' in text for who in (*MEMBERS, "jo"))


@pytest.mark.parametrize("seats", [tuple(reversed(MEMBERS)), (*MEMBERS[2:], *MEMBERS[:2])])
def test_L2_swapping_which_member_did_what_changes_no_byte_a_lead_gets(seats: tuple[str, ...]) -> None:
    both = [facts(story(MEMBERS)), facts(story(seats))]
    logs = [orjson.dumps([asdict(line) for line in lead_log(rows)]) for rows in both]
    assert logs[0] == logs[1]
    reports = [asdict(lead_report(rows, [rows] * 3)) for rows in both]
    for report in reports:
        report.pop("attendance")
    assert reports[0] == reports[1]


def test_L3_facts_name_a_person_only_for_attendance_and_for_who_drove() -> None:
    named = {
        event["type"]
        for _, _, events in facts(story(MEMBERS))
        for event in events
        if any(f'"{who}"' in orjson.dumps(event).decode() for who in (*MEMBERS, "jo"))
    }
    assert named == {"person_arrived", "person_away", "session_closed"}


@pytest.mark.parametrize(("bids", "given"), [(4, (4, 3)), (3, (None, None))])
def test_L4_bids_are_counted_when_four_people_stand_behind_them(bids: int, given: tuple[int | None, ...]) -> None:
    report = lead_report(facts(story(MEMBERS, bids=bids)))
    assert (report.bids.value, report.carried.value) == given
    assert report.bids.status is (FigureStatus.OK if given[0] else FigureStatus.WITHHELD)
    assert report.rounds.value == 1


def test_L4_a_bid_carried_from_last_time_is_not_a_new_one() -> None:
    one = asking(carried_bids=tuple(CarriedBid(person=who, headline="Old") for who in MEMBERS))
    one.give(c.EndNow(), "jo")
    assert lead_report(facts(one)).bids.status is FigureStatus.WITHHELD


@pytest.mark.parametrize(("owners", "done"), [(4, 1), (3, None)])
def test_L5_what_came_of_actions_is_given_when_four_owners_stand_behind_it(owners: int, done: int | None) -> None:
    figure = lead_report(facts(story(MEMBERS, owners=owners))).actions["done"]
    assert figure.value == done
    assert figure.n == (owners if done else None)


def test_L5_what_came_of_actions_is_withheld_where_all_said_the_same() -> None:
    def told(*others: ActionStatus) -> FigureStatus:
        one = asking(open_actions=OLD)
        one.give(c.OpenStep(step="check-in"), "jo")
        statuses = (ActionStatus.NOT_YET,) * (4 - len(others)) + others
        for number, status in enumerate(statuses):
            one.give(c.ReportAction(action=f"old-{number}", status=status), MEMBERS[number])
        one.give(c.EndNow(), "jo")
        report = lead_report(facts(one))
        assert {figure.value for figure in report.actions.values() if figure.status is FigureStatus.WITHHELD} <= {None}
        return report.actions["not_yet"].status

    assert told() is FigureStatus.WITHHELD
    assert told(ActionStatus.DONE) is FigureStatus.OK


def test_L6_a_session_in_which_too_few_rated_is_passed_over_and_blanks_nothing() -> None:
    full, few, nobody = (facts(story(MEMBERS, raters=raters)) for raters in (4, 3, 0))
    told = lead_report(full, [full] * 3).review
    assert told["airspace"].status is FigureStatus.OK
    for thin in (few, nobody):
        assert lead_report(thin, [full, full, full, thin]).review == told
        assert lead_report(full, [full, thin, full, thin, full]).review == told
        assert lead_report(full, [full, thin, full]).review["airspace"].status is FigureStatus.WITHHELD


def totalled(mean: float, number: int = 6) -> list[FactRow]:
    found: JsonObject = {"type": "review_totalled", "means": {"airspace": mean}, "numbers": {"airspace": number}}
    return [(1, 0, [{**found, "eligible": 6}])]


def test_L6_two_reports_that_follow_each_other_tell_no_sessions_mean() -> None:
    """Every history of four sessions: whatever two reports say, the first and the last mean may each be another."""
    halves = [mark / 2 for mark in range(2, 11)]
    rows = {mean: totalled(mean) for mean in halves}
    three = {
        means: lead_report([], [rows[mean] for mean in means]).review["airspace"].value
        for means in product(halves, repeat=3)
    }
    first: dict[object, set[float]] = {}
    last: dict[object, set[float]] = {}
    for means in product(halves, repeat=4):
        said = (three[means[0], means[1], means[2]], three[means[1], means[2], means[3]])
        first.setdefault(said, set()).add(means[0])
        last.setdefault(said, set()).add(means[3])
    assert min(len(found) for found in (*first.values(), *last.values())) >= 2


def test_L6_review_means_are_rounded_to_a_half_and_pooled_over_three_sessions() -> None:
    rows = facts(story(MEMBERS))
    assert lead_report(rows, [rows] * 2).review["airspace"].status is FigureStatus.WITHHELD
    figure = lead_report(rows, [rows] * 3).review["airspace"]
    assert (figure.value, figure.n, figure.eligible) == (3.5, 12, 18)
    few = facts(story(MEMBERS, raters=3))
    assert not lead_report(few, [few] * 3).review


def test_L7_attendance_is_the_only_figure_by_site() -> None:
    report = lead_report(facts(story(MEMBERS)))
    found = {line.person: line.attendance for line in report.attendance}
    assert found.pop("priya") is Attendance.PART
    assert set(found.values()) == {Attendance.PRESENT}
    assert (report.attended.value, report.attended.eligible) == (6, 6)


def test_L8_each_step_is_given_once_with_its_time_against_plan() -> None:
    steps = {line.step: line for line in lead_report(facts(story(MEMBERS))).steps}
    assert list(steps) == ["check-in", "asking", "r1.present", "r1.clarify", "writing", "close"]
    assert (steps["r1.present"].planned, steps["r1.present"].took) == (5.5, 6)


def test_L9_a_pause_together_leaves_no_mark() -> None:
    """A pause of twenty minutes, a clock that two who could not hear stopped, and twenty minutes over: all the same."""

    def paused(one: Scenario) -> None:
        pause = one.give(c.PauseTogether(), "amina")
        one.later(20)
        one.give(c.AnswerPause(pause=pause, answer=PauseAnswer.CARRY_ON), "amina")

    def stopped(one: Scenario) -> None:
        one.give(c.StopForHearing(), LINE)
        one.later(20)
        one.give(c.StartClock(step="r1.present"), "amina")

    def played(between: Callable[[Scenario], None]) -> tuple[bytes, float | None]:
        one = in_round()
        one.later(2)
        between(one)
        one.later(3)
        one.give(c.OpenStep(step="r1.clarify"), "amina")
        one.later(5)
        one.give(c.OpenStep(step="r1.present"), "amina")
        one.later(1)
        one.give(c.OpenStep(step="writing"), "jo")
        one.give(c.OpenStep(step="close"), "jo")
        one.give(c.CloseSession(), "jo")
        report = lead_report(facts(one))
        log = [(line.at, line.type, line.facts) for line in lead_log(facts(one))]
        return orjson.dumps([log, asdict(report)]), next(
            line.took for line in report.steps if line.step == "r1.present"
        )

    over = played(lambda one: one.later(20))
    assert played(paused) == played(stopped) == over
    assert over[1] == 26


def test_L9_the_log_and_the_report_tell_the_same_lengths_as_the_moments_beside_them() -> None:
    one = in_round()
    one.later(2.004)
    pause = one.give(c.PauseTogether(), "amina")
    one.later(7)
    one.give(c.AnswerPause(pause=pause, answer=PauseAnswer.CARRY_ON), "amina")
    one.later(seconds=33)
    one.give(c.OpenStep(step="writing"), "jo")
    one.give(c.EndNow(), "jo")
    rows = facts(one)
    opened: dict[str, int] = {}
    took: dict[str, int] = {}
    for line in lead_log(rows):
        step = line.facts.get("step", "")
        if line.type == "step_opened":
            opened[step] = line.at
        elif line.type == "step_closed":
            took[step] = line.facts["took"]
            assert line.facts["took"] == line.at - opened[step]
    assert {line.step: line.took for line in lead_report(rows).steps} == {
        step: round(length / MINUTE, 1) for step, length in took.items()
    }


def test_L10_a_figure_that_cannot_be_given_says_why() -> None:
    report = lead_report(facts(planned()))
    assert (report.ending, report.used_minutes, report.attendance) == (None, None, [])
    for figure in (report.rounds, report.bids, report.attended, *report.actions.values()):
        assert (figure.value, figure.status) == (None, FigureStatus.NOT_COLLECTED)
    assert lead_report([]).number is None


def test_L11_the_report_says_how_the_session_ended_and_how_long_it_took() -> None:
    one = reviewing()
    one.later(30)
    one.give(c.EndNow(), "jo")
    report = lead_report(facts(one))
    assert (report.ending, report.planned_minutes, report.used_minutes) == ("ended_now", 120, 42)
    assert (report.members, report.format, report.round_format) == (len(PEOPLE) - 1, "two-hours", "als-4step")


@pytest.mark.parametrize(("came", "told"), [(3, False), (4, True)])
def test_L12_times_within_rounds_are_given_only_where_four_took_part(came: int, told: bool) -> None:
    one = in_round("present", here=(*MEMBERS[:came], "jo"))
    assert not any(entry.facts.get("step", "").startswith("r1.") for entry in lead_log(facts(one)))
    one.give(c.OpenStep(step="writing"), "jo")
    one.give(c.EndNow(), "jo")
    assert any(entry.facts.get("step", "").startswith("r1.") for entry in lead_log(facts(one))) is told
    assert any(line.step.startswith("r1.") for line in lead_report(facts(one)).steps) is told
    rounds = lead_report(facts(one)).rounds
    assert (rounds.value, rounds.status) == ((1, FigureStatus.OK) if told else (None, FigureStatus.WITHHELD))
    assert ("rounds" in lead_log(facts(one))[-1].facts) is told


def test_L16_what_happened_is_given_to_the_second_and_no_nearer() -> None:
    rows: list[FactRow] = [
        (seq, at + 637, [{**event, "took": event["took"] + 12} if "took" in event else event for event in events])
        for seq, at, events in facts(story(MEMBERS))
    ]
    log = lead_log(rows)
    assert [line.at for line in log] == [line.at for line in lead_log(facts(story(MEMBERS)))]
    assert not any(line.at % SECOND for line in log)
    lengths = [line.facts["took"] for line in log if "took" in line.facts]
    assert lengths
    assert not any(length % SECOND for length in lengths)
    assert not any(line.opened_at % SECOND for line in lead_report(rows).steps)
