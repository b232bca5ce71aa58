"""L: what programme leads may have."""

from dataclasses import asdict

import orjson
import pytest

from app.facilitation import commands as c
from app.facilitation.plan import CarriedBid, OpenAction
from app.facilitation.report import FactRow, FigureStatus, lead_log, lead_report
from app.facilitation.terms import LINE, ActionStatus, Attendance, BidKind, PauseAnswer
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
    def played(*, pausing: bool) -> bytes:
        one = in_round()
        if pausing:
            pause = one.give(c.PauseTogether(), "amina")
            one.give(c.AnswerPause(pause=pause, answer=PauseAnswer.CARRY_ON), "amina")
        one.give(c.OpenStep(step="r1.clarify"), "amina")
        return orjson.dumps([(line.at, line.type, line.facts) for line in lead_log(facts(one))])

    assert played(pausing=True) == played(pausing=False)


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
