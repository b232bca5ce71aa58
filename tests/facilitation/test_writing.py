"""R and W: the process review, written lines and actions."""

import pytest
from pydantic import ValidationError

from app.facilitation import commands as c
from app.facilitation import events as e
from app.facilitation.plan import OpenAction
from app.facilitation.refusals import Reason, Refused
from app.facilitation.terms import ActionStatus
from tests.facilitation.scenario import MEMBERS, Scenario, asking, check_in, in_round, lobby, reviewing

OLD = (OpenAction(id="old", owner="danny", what="Ring the bed manager"),)


def rate(one: Scenario, who: str, **marks: int) -> None:
    one.give(c.RateReview(ratings=marks), who)


def counts(one: Scenario) -> dict[str, list[int]]:
    return {item.id: item.counts for item in one.view("ruth").review.items}


# --- process review --------------------------------------------------------------------------------------------------


def test_R1_the_review_begins_with_writing_alone() -> None:
    one = reviewing()
    assert one.heard() == set()
    assert one.asks("danny") == "writing"
    assert in_round().refused(c.RateReview(ratings={}), "danny") is Reason.NOT_NOW


def test_R2_any_item_may_be_left_blank_and_marks_go_from_one_to_five() -> None:
    one = reviewing()
    rate(one, "danny", airspace=5)
    rate(one, "ruth")
    assert one.refused(c.RateReview(ratings={"charm": 5}), "danny") is Reason.BAD_VALUE
    assert one.refused(c.RateReview(ratings={}), "jo") is Reason.NOT_YOURS
    for mark in (0, 6):
        with pytest.raises(ValidationError):
            c.RateReview(ratings={"airspace": mark})


def test_R3_ratings_appear_once_when_the_writing_closes_and_never_change() -> None:
    one = reviewing()
    for who in MEMBERS[:5]:
        rate(one, who, airspace=4)
    rate(one, "amina", airspace=5)  # changed her mind
    assert counts(one)["airspace"] == []
    one.give(c.OpenStep(step="review"), "jo")
    assert counts(one)["airspace"] == [0, 0, 0, 4, 1]
    one.give(c.OpenStep(step="writing"), "jo")
    assert one.refused(c.RateReview(ratings={"airspace": 1}), "ruth") is Reason.NOT_NOW
    assert counts(one)["airspace"] == [0, 0, 0, 4, 1]


def test_R4_what_somebody_learned_is_theirs_unless_they_share_it() -> None:
    one = reviewing()
    assert one.refused(c.ShareLearning(), "danny") is Reason.NOT_YOURS
    one.give(c.WriteLearning(words="To wait"), "danny")
    assert not one.view("jo").review.learnings
    one.give(c.ShareLearning(), "danny")
    assert [(line.person, line.words) for line in one.view("ruth").review.learnings] == [("danny", "To wait")]
    one.give(c.ShareLearning(share=False), "danny")
    assert not one.view("ruth").review.learnings


def test_R5_a_page_made_empty_is_shared_no_longer() -> None:
    one = reviewing()
    one.give(c.WriteLearning(words="To wait"), "danny")
    one.give(c.ShareLearning(), "danny")
    one.give(c.WriteLearning(words=""), "danny")
    one.give(c.WriteLearning(words="For me alone"), "danny")
    assert not one.view("ruth").review.learnings
    assert not one.view("danny").mine.learning_shared


def test_R6_the_desk_sees_how_many_have_finished_writing_and_nobody_sees_who() -> None:
    one = reviewing()
    before = one.view("ruth")
    one.give(c.FinishWriting(), "danny")
    desk = one.view("jo").desk
    assert desk is not None
    assert (desk.finished_writing, desk.writers) == (1, 6)
    assert one.view("ruth") == before
    one.give(c.FinishWriting(done=False), "danny")
    assert not one.view("danny").mine.writing_finished


def test_R7_means_are_kept_for_leads_only_of_items_that_four_people_rated() -> None:
    one = reviewing(here=(*MEMBERS[:4], "jo"))
    one.give(c.RemovePerson(person="ruth"), "jo")  # who had never come
    for who, mark in zip(MEMBERS[:4], (3, 4, 4, 4), strict=True):
        rate(one, who, airspace=mark)
    for who in MEMBERS[:3]:
        rate(one, who, airspace=4, asked=5)
    one.give(c.OpenStep(step="review"), "jo")
    [total] = one.happened(e.ReviewTotalled)
    assert (total.means, total.numbers, total.eligible) == ({"airspace": 4.0}, {"airspace": 4}, 4)


# --- lines -----------------------------------------------------------------------------------------------------------


def test_W1_a_line_is_said_with_the_floor() -> None:
    one = in_round("clarify")
    hand = one.give(c.RaiseHand(), "danny")
    assert one.refused(c.SayLine(words="Who?"), "danny") is Reason.NOT_YOURS
    one.give(c.TakeHand(hand=hand), "amina")
    one.give(c.SayLine(words="Who?"), "danny")
    assert [(line.person, line.words) for line in one.view("ruth").floor.lines] == [("danny", "Who?")]


def test_W2_a_stage_begins_on_an_empty_page_and_a_closed_session_keeps_no_line() -> None:
    one = asking()
    one.give(c.SayLine(words="Hello"), "danny")
    one.give(c.OpenStep(step="writing"), "jo")
    one.give(c.OpenStep(step="close"), "jo")
    assert not one.view("ruth").floor.lines
    one.give(c.SayLine(words="Goodbye"), "danny")
    one.give(c.CloseSession(), "jo")
    assert not one.state.lines


def test_W3_the_newest_sixty_lines_stay_in_view() -> None:
    one = lobby()
    for number in range(61):
        one.give(c.SayLine(words=str(number)), "danny")
    lines = one.view("ruth").floor.lines
    assert (len(lines), lines[0].words) == (60, "1")


# --- actions ---------------------------------------------------------------------------------------------------------


def test_W4_the_holder_takes_actions_in_their_round_and_everybody_when_looking_back() -> None:
    action = c.TakeAction(what="Ring the bed manager")
    assert in_round("explore").refused(action, "amina") is Reason.NOT_NOW
    one = in_round("reflect")
    one.give(action, "amina")
    assert one.refused(action, "danny") is Reason.NOT_NOW
    one.give(c.OpenStep(step="writing"), "jo")
    one.give(action, "danny")
    assert one.refused(action, "jo") is Reason.NOT_YOURS
    assert [line.owner for line in one.view("ruth").actions.taken] == ["amina", "danny"]


def test_W5_an_action_is_reworded_or_dropped_by_its_owner() -> None:
    one = in_round("reflect")
    mine = one.give(c.TakeAction(what="Ring"), "amina")
    one.give(c.OpenStep(step="writing"), "jo")
    one.give(c.TakeAction(what="Another"), "danny")
    for command in (c.ChangeAction(action=mine, what="Write"), c.DropAction(action=mine)):
        assert one.refused(command, "danny") is Reason.GONE
        assert one.refused(command, "ruth") is Reason.NOT_YOURS
    one.give(c.ChangeAction(action=mine, what="Write", by_when="2027-01-14"), "amina")
    assert [(line.what, line.by_when) for line in one.view("amina").mine.actions] == [("Write", "2027-01-14")]
    one.give(c.DropAction(action=mine), "amina")
    assert not one.view("amina").mine.actions


@pytest.mark.parametrize("when", ["soon", "14/01/2027", "2027-13-01"])
def test_W6_by_when_is_a_date_or_the_next_session(when: str) -> None:
    one = in_round("reflect")
    assert one.refused(c.TakeAction(what="Ring", by_when=when), "amina") is Reason.BAD_VALUE
    one.give(c.TakeAction(what="Ring"), "amina")


def test_W7_at_most_twenty_actions_each() -> None:
    one = in_round("reflect")
    for number in range(20):
        one.give(c.TakeAction(what=str(number)), "amina")
    assert one.refused(c.TakeAction(what="One more"), "amina") is Reason.TOO_MANY


def test_W8_what_came_of_an_action_is_its_owners_to_say_from_the_lobby_on() -> None:
    report = c.ReportAction(action="old", status=ActionStatus.CHANGED, learned="It was never about beds")
    one = lobby(open_actions=OLD)
    assert one.refused(report, "ruth") is Reason.NOT_YOURS
    assert one.refused(c.ReportAction(action="other", status=ActionStatus.DONE), "danny") is Reason.GONE
    one.give(report, "danny")
    assert one.view("danny").mine.open_actions[0].status is ActionStatus.CHANGED
    assert asking(open_actions=OLD).refused(report, "danny") is Reason.NOT_NOW
    check_in(open_actions=OLD).give(report, "danny")


def test_W9_a_text_is_kept_composed_and_without_control_characters() -> None:
    one = lobby()
    one.give(c.SayLine(words="  Sio\u0301n\x00 says\nyes\u202e "), "danny")
    assert one.view("ruth").floor.lines[0].words == "Sión says\nyes"
    for nothing in ("", "  \n ", "\x00"):
        assert one.refused(c.SayLine(words=nothing), "danny") is Reason.EMPTY


def test_W10_a_text_that_is_too_long_is_refused_with_by_how_much() -> None:
    one = in_round()
    one.give(c.RewordHeadline(headline="é" * 240), "amina")
    with pytest.raises(Refused) as refusal:
        one.give(c.RewordHeadline(headline="é" * 245), "amina")
    assert (refusal.value.reason, refusal.value.detail) == (Reason.TOO_LONG, {"most": 240, "over": 5})
    assert one.refused(c.SayLine(words="a" * 2001), "amina") is Reason.TOO_LONG


def test_W11_the_holder_says_their_issue_in_other_words() -> None:
    one = in_round("explore")
    command = c.RewordHeadline(headline="It is about trust")
    assert one.refused(command, "danny") is Reason.NOT_YOURS
    one.give(command, "amina")
    assert one.view("ruth").step.issue == "It is about trust"
    assert asking().refused(command, "amina") is Reason.NOT_YOURS


def test_W12_nobody_takes_an_action_of_anothers_by_its_id() -> None:
    carried = OpenAction(id="action-of-amina", owner="amina", what="only listen")
    one = in_round("reflect", open_actions=(carried,))
    with pytest.raises(Refused) as refused:
        one.give(c.TakeAction(what="mine now"), "amina", id="action-of-amina")
    assert refused.value.reason is Reason.ALREADY
