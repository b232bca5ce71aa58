"""G and N: goings and comings, and the contract."""

import pytest

from app.facilitation import commands as c
from app.facilitation import events as e
from app.facilitation.plan import Contract
from app.facilitation.refusals import Reason
from app.facilitation.terms import HOUR, LINE, OFFICE, Attendance, BidKind, Presence
from tests.facilitation.scenario import START, Scenario, agreed, asking, check_in, in_round, lobby, planned, reviewing

HERE = ("amina", "danny", "gareth", "jo", "maureen", "priya")


def presence(one: Scenario, who: str) -> Presence:
    return {line.id: line.presence for line in one.view("jo").people.people}[who]


def attendance(one: Scenario) -> dict[str, Attendance]:
    one.give(c.EndNow(), "jo")
    return one.happened(e.SessionClosed)[-1].attendance


def test_G1_only_people_of_this_session_may_do_anything_in_it() -> None:
    one = lobby()
    assert one.refused(c.SayReady(), "stranger") is Reason.UNKNOWN_PERSON
    assert one.refused(c.NoteHere(person="stranger"), LINE) is Reason.NO_SUCH_PERSON
    assert one.refused(c.NoteHere(person="amina"), "danny") is Reason.NOT_YOURS
    assert one.refused(c.RemovePerson(person="stranger"), "jo") is Reason.NO_SUCH_PERSON


def test_G2_a_line_that_comes_or_goes_twice_is_noted_once() -> None:
    one = lobby(here=("jo",))
    for command, after in ((c.NoteHere(person="ruth"), Presence.HERE), (c.NoteAway(person="ruth"), Presence.AWAY)):
        one.give(command, LINE)
        rows = len(one.log)
        one.give(command, LINE)
        assert (presence(one, "ruth"), len(one.log)) == (after, rows)


def test_G3_whoever_left_may_come_back() -> None:
    one = in_round("clarify")
    one.give(c.Leave(), "ruth")
    assert one.refused(c.RaiseHand(), "ruth") is Reason.NOT_YOURS
    one.give(c.NoteHere(person="ruth"), LINE)
    one.give(c.RaiseHand(), "ruth")


def test_G4_back_soon_is_said_once_and_taken_back() -> None:
    one = check_in()
    assert one.refused(c.ComeBack(), "ruth") is Reason.NOT_YOURS
    one.give(c.StepOut(), "ruth")
    assert (presence(one, "ruth"), one.asks("ruth")) == (Presence.OUT, "stepped_out")
    assert one.refused(c.StepOut(), "ruth") is Reason.NOT_YOURS
    one.give(c.ComeBack(), "ruth")
    assert presence(one, "ruth") is Presence.HERE


def test_G5_whoever_was_taken_out_stays_out_and_nobody_takes_themselves_out() -> None:
    one = lobby()
    assert one.refused(c.RemovePerson(person="ruth"), "danny") is Reason.NOT_YOURS
    assert one.refused(c.RemovePerson(person="jo"), "jo") is Reason.BAD_VALUE
    one.give(c.RemovePerson(person="ruth"), "jo")
    assert one.refused(c.RemovePerson(person="ruth"), "jo") is Reason.NO_SUCH_PERSON
    assert one.refused(c.NoteHere(person="ruth"), LINE) is Reason.NO_SUCH_PERSON
    assert not one.may("ruth")
    one.give(c.RemovePerson(person="danny"), OFFICE)


def test_G6_attendance_is_present_part_or_not_with_us() -> None:
    one = in_round(here=("amina", "danny", "gareth", "jo"))
    one.give(c.NoteHere(person="priya"), LINE)  # late
    one.give(c.NoteAway(person="danny"), LINE)  # and never back
    one.give(c.Leave(), "gareth")
    assert attendance(one) == {
        "amina": Attendance.PRESENT,
        "danny": Attendance.PART,
        "gareth": Attendance.PART,
        "maureen": Attendance.NOT_WITH_US,
        "priya": Attendance.PART,
        "ruth": Attendance.NOT_WITH_US,
    }


def test_G6_a_line_that_was_back_or_went_in_the_review_makes_no_difference() -> None:
    one = in_round(here=HERE)
    one.give(c.NoteAway(person="danny"), LINE)
    one.give(c.NoteHere(person="danny"), LINE)
    one.give(c.OpenStep(step="writing"), "jo")
    one.give(c.NoteAway(person="gareth"), LINE)
    one.give(c.Leave(), "priya")
    found = attendance(one)
    assert {found[who] for who in ("danny", "gareth", "priya")} == {Attendance.PRESENT}


def test_G6_whoever_leaves_the_lobby_to_come_by_another_device_was_present() -> None:
    one = lobby(here=HERE)
    one.give(c.Leave(), "danny")
    one.give(c.NoteHere(person="danny"), LINE)
    assert attendance(one)["danny"] is Attendance.PRESENT


def test_G6_whoever_was_taken_out_without_having_come_was_not_with_us() -> None:
    one = check_in(here=HERE)
    one.give(c.RemovePerson(person="ruth"), "jo")
    one.give(c.RemovePerson(person="priya"), "jo")
    found = attendance(one)
    assert (found["ruth"], found["priya"]) == (Attendance.NOT_WITH_US, Attendance.PART)


def test_G7_leaving_early_is_told_to_the_desk_and_taken_back() -> None:
    one = check_in()
    one.give(c.LeaveEarly(at=START + HOUR), "ruth")
    desk = one.view("jo").desk
    assert desk is not None
    assert {line.person: line.leave_early_at for line in desk.people}["ruth"] == START + HOUR
    assert one.view("ruth").mine.leave_early_at == START + HOUR
    one.give(c.LeaveEarly(at=None), "ruth")
    assert one.view("ruth").mine.leave_early_at is None


def test_G7_it_can_be_said_weeks_before_but_not_for_a_time_that_is_past() -> None:
    early = planned(at=START - 30 * 24 * HOUR)
    early.give(c.LeaveEarly(at=START + HOUR), "ruth")
    assert early.refused(c.LeaveEarly(at=START + 60 * 24 * HOUR), "ruth") is Reason.BAD_VALUE
    two = check_in()
    two.later(10)
    assert two.refused(c.LeaveEarly(at=START), "ruth") is Reason.BAD_VALUE


def test_G8_ready_is_said_in_the_lobby() -> None:
    one = lobby()
    one.give(c.SayReady(), "ruth")
    one.give(c.SayReady(), "ruth")
    assert [line.id for line in one.view("jo").people.people if line.ready] == ["ruth"]
    assert len(one.happened(e.PersonReady)) == 1
    assert check_in().refused(c.SayReady(), "ruth") is Reason.NOT_NOW


def test_G9_a_holder_who_never_comes_holds_up_nobody() -> None:
    one = agreed(here=HERE, shares=(("amina", 40), ("danny", 40)))
    one.give(c.Leave(), "amina")
    one.give(c.OpenStep(step="r1.present"), "jo")
    one.later(5)
    one.give(c.OpenStep(step="r2.present"), "jo")
    assert one.heard() == {"danny"}
    one.later(1)
    assert one.left() == 4.5


def test_G10_everybody_may_go_and_come_back_at_any_step() -> None:
    for one in (check_in(), in_round("explore"), reviewing()):
        for who in HERE:
            one.give(c.NoteAway(person=who), LINE)
        one.later(5)
        for who in HERE:
            one.give(c.NoteHere(person=who), LINE)
        assert one.view("ruth").people.chair == "jo"


# --- the contract ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("command", [c.Reaffirm(version=3), c.RaiseContract(version=3)])
def test_N1_the_contract_is_answered_in_the_version_it_has(command: c.Command) -> None:
    one = lobby(contract=Contract(version=3))
    one.give(command, "ruth")
    assert lobby(contract=Contract(version=4)).refused(command, "ruth") is Reason.GONE


def test_N2_still_content_and_id_like_to_talk_about_it_take_each_others_place() -> None:
    one = check_in()
    one.give(c.RaiseContract(version=1), "ruth")
    assert one.view("danny").people.contract_raised_by == ["ruth"]
    one.give(c.Reaffirm(version=1), "ruth")
    assert not one.view("danny").people.contract_raised_by
    assert one.view("ruth").mine.reaffirmed
    one.give(c.RaiseContract(version=1), "ruth")
    assert not one.view("ruth").mine.reaffirmed


def test_N3_the_contract_is_never_a_gate() -> None:
    one = lobby()
    one.give(c.OpenStep(step="check-in"), "jo")
    assert not one.state.reaffirmed
    one.give(c.RaiseContract(version=1), "ruth")
    one.give(c.OpenStep(step="asking"), "jo")


def test_N4_a_wish_to_talk_about_it_waits_until_airspace_ends() -> None:
    one = in_round()
    one.give(c.RaiseContract(version=1), "ruth")
    assert not one.view("amina").people.contract_raised_by
    one.give(c.OpenStep(step="r1.clarify"), "amina")
    assert one.view("amina").people.contract_raised_by == ["ruth"]


def test_N5_everybody_sees_the_contract_with_its_limits_and_its_support_line() -> None:
    contract = Contract(text="It stays with us.", limits="Serious risk of harm", support_line="0300 000 0000")
    shown = lobby(contract=contract).view("ruth").contract
    assert (shown.text, shown.limits, shown.support_line) == (contract.text, contract.limits, contract.support_line)


def test_G11_apologies_are_sent_before_the_session_and_seen_by_the_set() -> None:
    one = planned(at=START - 30 * 24 * HOUR)
    one.give(c.SendApologies(), "ruth")
    one.give(c.SendApologies(), "priya")
    one.give(c.SendApologies(on=False), "priya")
    rows = len(one.log)
    one.give(c.SendApologies(), "ruth")
    assert len(one.log) == rows, "said twice, it is noted once"
    assert one.refused(c.SendApologies(), "jo") is Reason.NOT_OPEN, "who facilitates instead is for the office to say"
    two = lobby(begun=one, here=("jo", "amina", "danny"))
    shown = {line.id: line.presence for line in two.view("amina").people.people}
    assert (shown["ruth"], shown["priya"]) == (Presence.APOLOGIES, Presence.EXPECTED)
    two.give(c.NoteApologies(person="gareth"), "jo")
    two.give(c.RemovePerson(person="gareth"), "jo")
    found = attendance(two)
    assert (found["ruth"], found["gareth"]) == (Attendance.APOLOGIES, Attendance.APOLOGIES)
    assert found["priya"] is Attendance.NOT_WITH_US


def test_G11_whoever_comes_after_all_is_simply_here() -> None:
    one = lobby(here=HERE)
    one.give(c.NoteApologies(person="ruth"), "jo")
    assert presence(one, "ruth") is Presence.APOLOGIES
    one.give(c.NoteHere(person="ruth"), LINE)
    assert presence(one, "ruth") is Presence.HERE
    assert one.refused(c.SendApologies(), "ruth") is Reason.NOT_YOURS
    assert attendance(one)["ruth"] is Attendance.PRESENT


def test_G11_whoever_drives_notes_it_for_whoever_has_not_come_and_takes_it_back() -> None:
    one = asking(here=HERE)
    assert one.refused(c.NoteApologies(person="ruth"), "danny") is Reason.NOT_YOURS
    for who in ("danny", "jo", "stranger"):
        assert one.refused(c.NoteApologies(person=who), "jo") is Reason.NO_SUCH_PERSON
    one.give(c.NoteApologies(person="ruth"), "jo")
    assert presence(one, "ruth") is Presence.APOLOGIES
    one.give(c.NoteApologies(person="ruth", on=False), "jo")
    assert presence(one, "ruth") is Presence.EXPECTED


def planned_for(one: Scenario) -> set[str]:
    desk = one.view("jo").desk
    assert desk is not None
    return {share.holder for plan in desk.proposals for share in plan.rounds}


def test_G11_the_plan_offers_no_time_to_whoever_sent_apologies() -> None:
    one = asking(here=HERE)
    bid = c.PlaceBid(kind=BidKind.ASKS, headline="A ward that nobody wants")
    one.give(c.EnterFor(person="ruth", entry=bid), "jo")
    one.give(bid, "amina")
    assert planned_for(one) == {"amina", "ruth"}
    one.give(c.NoteApologies(person="ruth"), "jo")
    assert planned_for(one) == {"amina"}


def test_G6_whoever_left_in_a_round_and_came_back_was_present_and_whoever_never_did_was_there_in_part() -> None:
    one = in_round(here=HERE)
    one.give(c.Leave(), "danny")
    one.give(c.NoteHere(person="danny"), LINE)
    one.give(c.NoteAway(person="gareth"), LINE)
    one.give(c.OpenStep(step="writing"), "jo")
    one.give(c.RemovePerson(person="gareth"), "jo")
    found = attendance(one)
    assert (found["danny"], found["gareth"]) == (Attendance.PRESENT, Attendance.PART)


def test_G11_a_round_of_somebody_who_sent_apologies_is_not_silent_for_ever() -> None:
    one = asking(here=HERE)
    one.give(c.EnterFor(person="ruth", entry=c.PlaceBid(kind=BidKind.ASKS, headline="The lounge")), "jo")
    agenda = one.propose(("ruth", 40))
    one.give(c.AgreeAgenda(agenda=agenda), "jo")
    one.give(c.OpenStep(step="r1.present"), "jo")
    one.give(c.NoteApologies(person="ruth"), "jo")
    one.give(c.NoteAway(person="jo"), LINE)
    one.later(2)
    assert {"amina", "danny"} <= one.heard()
