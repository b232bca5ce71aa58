"""E: what the chair enters for somebody, at their spoken word."""

from typing import get_args

import pytest

from app.facilitation import commands as c
from app.facilitation import events as e
from app.facilitation.commands import Entry
from app.facilitation.plan import Contract, OpenAction
from app.facilitation.refusals import Reason
from app.facilitation.terms import HOUR, LINE, ActionStatus, BidKind, Ending, Presence
from tests.facilitation.scenario import (
    MEMBERS,
    START,
    Scenario,
    asking,
    by_phone,
    check_in,
    first_session,
    in_round,
    lobby,
    reviewing,
)

OLD = (OpenAction(id="old", owner="priya", what="Ring the bed manager"),)


def enter(one: Scenario, entry: Entry, who: str = "priya", by: str = "jo") -> str:
    """Entered for somebody; the entry's id comes back."""
    return one.give(c.EnterFor(person=who, entry=entry), by)


def refused(one: Scenario, entry: Entry, who: str = "priya", by: str = "jo") -> Reason:
    return one.refused(c.EnterFor(person=who, entry=entry), by)


def bid(headline: str = "Discharge lounge") -> c.PlaceBid:
    return c.PlaceBid(kind=BidKind.ASKS, headline=headline)


def test_E1_the_chair_enters_what_somebody_says_and_it_is_marked_with_who_entered_it() -> None:
    one = by_phone(asking(), "priya")
    assert one.refused(c.EnterFor(person="priya", entry=bid()), "ruth") is Reason.NOT_YOURS
    entry = enter(one, bid())
    [line] = one.view("ruth").bids.bids
    assert (line.person, line.headline, line.entered_by) == ("priya", "Discharge lounge", "jo")
    [mine] = one.view("priya").mine.entered
    assert (mine.entry, mine.kind, mine.by, mine.about, mine.confirmed) == (
        entry,
        "place_bid",
        "jo",
        "Discharge lounge",
        False,
    )


def test_E1_a_hand_and_an_action_say_who_entered_them_too() -> None:
    one = by_phone(in_round("clarify"), "priya", "amina")
    hand = enter(one, c.RaiseHand())
    [up] = one.view("ruth").hands.queue
    assert (up.hand, up.person, up.entered_by) == (hand, "priya", "jo")
    one.give(c.TakeHand(hand=hand), "jo")
    assert one.heard() == {"amina", "priya"}
    one.give(c.OpenStep(step="r1.reflect"), "jo")
    enter(one, c.TakeAction(what="Speak with pharmacy"), "amina")
    [taken] = one.view("ruth").actions.taken
    assert (taken.owner, taken.what, taken.entered_by) == ("amina", "Speak with pharmacy", "jo")


def test_E1_only_what_they_could_do_themselves_now() -> None:
    one = by_phone(in_round("present"), "priya")
    assert refused(one, bid()) is Reason.NOT_FOR_THEM, "the agenda is agreed"
    assert refused(one, c.SayContent(agenda="x")) is Reason.NOT_FOR_THEM
    assert refused(one, c.RaiseHand(), "amina") is Reason.NOT_FOR_THEM, "the holder asks nobody"
    assert refused(by_phone(asking(), "priya"), c.PlaceBid(kind=BidKind.ASKS)) is Reason.EMPTY


def test_E2_they_confirm_it_or_strike_it_out_and_nobody_else_does() -> None:
    one = by_phone(asking(), "priya")
    entry = enter(one, bid())
    for command in (c.ConfirmEntry(entry=entry), c.StrikeOut(entry=entry)):
        assert one.refused(command, "ruth") is Reason.NOT_YOURS
    assert one.refused(c.ConfirmEntry(entry=entry), "jo") is Reason.NOT_YOURS
    one.give(c.NoteHere(person="priya"), LINE)
    one.give(c.ConfirmEntry(entry=entry), "priya")
    assert one.refused(c.ConfirmEntry(entry=entry), "priya") is Reason.NOT_YOURS
    assert one.view("priya").mine.entered[0].confirmed
    assert one.refused(c.StrikeOut(entry=entry), "jo") is Reason.NOT_YOURS
    one.give(c.StrikeOut(entry=entry), "priya")
    assert not one.view("ruth").bids.bids
    assert not one.view("priya").mine.entered


def test_E2_striking_out_undoes_each_kind_of_entry() -> None:
    one = check_in(open_actions=OLD)
    entries = [
        enter(one, c.ReportAction(action="old", status=ActionStatus.DONE, learned="Ask earlier")),
        enter(one, c.Reaffirm(version=1)),
        enter(one, c.LeaveEarly(at=START + HOUR)),
    ]
    assert (one.state.reports[0].status, one.state.reaffirmed) == (ActionStatus.DONE, frozenset({"priya"}))
    for entry in entries:
        one.give(c.StrikeOut(entry=entry), "priya")
    assert (one.state.reports[0].status, one.state.reports[0].learned) == (None, "")
    assert (one.state.reaffirmed, one.state.departures, one.state.entered) == (frozenset(), {}, ())


def test_E2_of_hands_and_actions_too_while_they_ask_or_after_they_have() -> None:
    one = in_round("clarify")
    hand = enter(one, c.RaiseHand())
    one.give(c.StrikeOut(entry=hand), "priya")
    assert not one.state.hands
    hand = enter(one, c.RaiseHand())
    one.give(c.TakeHand(hand=hand), "jo")
    one.give(c.StrikeOut(entry=hand), "priya")
    assert one.state.asking is None
    late = enter(one, c.RaiseHand())
    one.give(c.TakeHand(hand=late), "jo")
    one.give(c.NextQuestion(after=late), "jo")
    one.give(c.StrikeOut(entry=late), "priya")
    assert one.state.asking is None


def test_E2_an_answer_struck_out_takes_back_that_answer_and_no_later_one() -> None:
    one = asking()
    first = one.propose(("danny", 40))
    entry = enter(one, c.SayContent(agenda=first))
    second = one.propose(("ruth", 40))
    one.give(c.SayNotContent(agenda=second), "priya")
    if one.state.entered:
        one.give(c.StrikeOut(entry=entry), "priya")
    put = one.state.proposal
    assert put is not None
    assert put.content == {"priya": False}


def test_E2_a_bid_that_was_not_theirs_is_struck_out_after_the_set_has_agreed_too() -> None:
    one = asking()
    entry = enter(one, bid("Not what I said"))
    agenda = one.propose(("priya", 40))
    one.give(c.AgreeAgenda(agenda=agenda), "jo")
    one.give(c.StrikeOut(entry=entry), "priya")
    one.give(c.OpenStep(step="r1.present"), "jo")
    assert one.view("ruth").step.issue == ""


def test_E2_an_answer_to_a_contract_struck_out_after_it_was_agreed_is_no_reaffirming() -> None:
    one = by_phone(first_session("contract"), "priya")
    put = one.give(c.ProposeContract(contract=Contract(text="As we said.")), "jo")
    entry = enter(one, c.SayOfContract(proposal=put, content=True))
    for who in MEMBERS:
        if who != "priya":
            one.give(c.SayOfContract(proposal=put, content=True), who)
    one.give(c.AgreeContract(proposal=put), "jo")
    assert one.view("priya").mine.reaffirmed
    one.give(c.StrikeOut(entry=entry), "priya")
    assert not one.view("priya").mine.reaffirmed


def test_E3_nobodys_own_word_is_overwritten() -> None:
    one = check_in(open_actions=OLD)
    one.give(c.PlaceBid(kind=BidKind.NOTHING), "priya")
    one.give(c.ReportAction(action="old", status=ActionStatus.NOT_YET), "priya")
    one.give(c.RaiseContract(version=1), "priya")
    one.give(c.LeaveEarly(at=START + HOUR), "priya")
    one.give(c.Reaffirm(version=1), "ruth")
    assert refused(one, bid()) is Reason.OWN_WORD
    assert refused(one, c.ReportAction(action="old", status=ActionStatus.DONE)) is Reason.OWN_WORD
    assert refused(one, c.Reaffirm(version=1)) is Reason.OWN_WORD
    assert refused(one, c.LeaveEarly(at=None)) is Reason.OWN_WORD
    assert refused(one, c.RaiseContract(version=1), "ruth") is Reason.OWN_WORD, "still content, they said"


def test_E3_nor_an_answer_though_an_older_one_was_entered() -> None:
    one = asking()
    enter(one, c.SayContent(agenda=one.propose(("danny", 40))))
    second = one.propose(("ruth", 40))
    one.give(c.SayContent(agenda=second), "priya")
    assert refused(one, c.SayNotContent(agenda=second)) is Reason.OWN_WORD


def test_E3_nor_a_hand_put_up_by_themselves() -> None:
    one = in_round("clarify")
    own = one.give(c.RaiseHand(), "priya")
    entered = enter(one, c.RaiseHand(), "ruth")
    assert refused(one, c.LowerHand(hand=own)) is Reason.OWN_WORD
    enter(one, c.LowerHand(hand=entered), "ruth")
    assert [hand.id for hand in one.state.hands] == [own]


def test_E3_what_they_then_say_themselves_is_theirs_and_nothing_of_it_is_struck_out() -> None:
    one = check_in(open_actions=OLD)
    enter(one, c.ReportAction(action="old", status=ActionStatus.DONE))
    enter(one, c.LeaveEarly(at=START + HOUR))
    enter(one, bid("As entered"))
    one.give(c.ReportAction(action="old", status=ActionStatus.PARTLY, learned="In my own words"), "priya")
    one.give(c.LeaveEarly(at=START + 2 * HOUR), "priya")
    one.give(bid("In my own words"), "priya")
    assert not one.view("priya").mine.entered
    assert refused(one, bid("As entered again")) is Reason.OWN_WORD


def test_E3_what_was_entered_and_not_yet_confirmed_may_be_entered_anew() -> None:
    one = asking()
    enter(one, bid("First"))
    second = enter(one, bid("Second"))
    assert [line.headline for line in one.view("ruth").bids.bids] == ["Second"]
    assert [line.entry for line in one.view("priya").mine.entered] == [second]
    one.give(c.ConfirmEntry(entry=second), "priya")
    assert refused(one, bid("Third")) is Reason.OWN_WORD


def test_E4_nothing_is_entered_for_who_has_left_nor_for_a_facilitator_nor_for_oneself() -> None:
    one = asking()
    one.give(c.Leave(), "priya")
    one.give(c.RemovePerson(person="ruth"), "jo")
    for who in ("priya", "ruth", "jo", "stranger"):
        assert refused(one, bid(), who) is Reason.NO_SUCH_PERSON
    one.give(c.HandOverChair(to="danny"), "jo")
    assert refused(one, bid(), "danny", by="danny") is Reason.NO_SUCH_PERSON
    assert refused(one, bid(), "jo", by="danny") is Reason.NO_SUCH_PERSON


def test_E4_only_a_bid_and_leaving_early_for_somebody_who_is_not_with_us() -> None:
    one = asking(here=(*(who for who in MEMBERS if who != "priya"), "jo"))
    agenda = one.propose(("amina", 40))
    content = c.SayContent(agenda=agenda)
    assert refused(one, content) is Reason.NOT_FOR_THEM, "nobody has heard them say so"
    enter(one, bid())
    one.give(c.NoteOnPhone(person="priya"), "jo")
    enter(one, content)


def test_E4_nor_what_is_private() -> None:
    may_be_entered = {kind.model_fields["type"].default for kind in get_args(get_args(Entry)[0])}
    private = {"rate_review", "write_learning", "share_learning", "prepare_question", "ask_question", "keep_question"}
    assert not may_be_entered & private
    for one in (asking(), in_round("clarify"), reviewing()):
        desk = one.view("jo").desk
        assert desk is not None
        offered = {kind for person in desk.people for kind in person.may_enter}
        assert offered
        assert offered <= may_be_entered


def test_E5_whoever_shares_their_device_enters_for_the_one_beside_them_and_for_nobody_else() -> None:
    one = asking()
    one.give(c.NoteAway(person="priya"), LINE)
    assert one.refused(c.EnterFor(person="priya", entry=bid()), "danny") is Reason.NOT_YOURS
    one.give(c.SayTwoHere(person="priya"), "danny")
    enter(one, bid(), by="danny")
    assert one.view("ruth").bids.bids[0].entered_by == "danny"
    assert refused(one, bid(), "ruth", by="danny") is Reason.NOT_FOR_THEM


def beside(one: Scenario, who: str = "priya", host: str = "danny") -> set[str]:
    """What a host is told they may enter."""
    return set(one.view(host).mine.may_enter_beside[who])


def test_E5_and_is_told_what_may_be_entered_as_the_desk_is_and_of_nobody_else() -> None:
    one = check_in(open_actions=OLD)
    assert one.view("danny").mine.may_enter_beside == {}
    one.give(c.NoteAway(person="priya"), LINE)
    one.give(c.SayTwoHere(person="priya"), "danny")
    assert one.view("ruth").mine.may_enter_beside == {}
    assert "report_action" in beside(one), "hers, though the host has none to report"
    assert "report_action" not in one.view("danny").mine.may
    desk = one.view("jo").desk
    assert desk is not None
    assert one.view("danny").mine.may_enter_beside == {
        line.person: line.may_enter for line in desk.people if line.person == "priya"
    }
    for entry in (c.ReportAction(action="old", status=ActionStatus.DONE), bid(), c.Reaffirm(version=1)):
        assert entry.type in beside(one)
        enter(one, entry, by="danny")
    one.give(c.NoteGone(person="priya"), "danny")
    assert one.view("danny").mine.may_enter_beside == {}


def test_E5_a_holder_who_hosts_is_told_of_the_other_and_a_host_of_the_holder() -> None:
    one = in_round("clarify")
    one.give(c.NoteAway(person="priya"), LINE)
    one.give(c.SayTwoHere(person="priya"), "amina")
    assert "raise_hand" in beside(one, host="amina")
    assert "raise_hand" not in one.view("amina").mine.may, "the holder asks nobody"
    one.give(c.NoteGone(person="priya"), "amina")
    one.give(c.NoteAway(person="amina"), LINE)
    one.give(c.SayTwoHere(person="amina"), "danny")
    one.give(c.OpenStep(step="r1.reflect"), "jo")
    assert "take_action" in beside(one, "amina")
    assert "take_action" not in one.view("danny").mine.may


def test_E5_in_airspace_a_host_is_not_told_whether_a_hand_is_up() -> None:
    one = in_round("present")
    one.give(c.RaiseHand(), "priya")
    one.give(c.NoteAway(person="priya"), LINE)
    one.give(c.SayTwoHere(person="priya"), "danny")
    assert beside(one) >= {"raise_hand"}
    assert "lower_hand" not in beside(one)
    one.give(c.OpenStep(step="r1.clarify"), "amina")
    assert "lower_hand" in beside(one), "now everybody sees it"


@pytest.mark.parametrize("round_format", ["als-4step", "case-clinic"])
def test_E6_a_whole_session_in_which_no_member_presses_anything(round_format: str) -> None:
    one = lobby(here=("jo",), round_format=round_format)
    for who in MEMBERS:
        one.give(c.NoteOnPhone(person=who), "jo")

    def turns() -> None:
        while (turn := one.state.turns.now) is not None:
            one.later(1)
            one.give(c.EndTurn(turn=turn.number), "jo")

    one.give(c.OpenStep(step="check-in"), "jo")
    for who in MEMBERS:
        enter(one, c.Reaffirm(version=1), who)
    turns()
    one.give(c.OpenStep(step="asking"), "jo")
    for who in MEMBERS[:2]:
        enter(one, bid(f"{who}'s issue"), who)
    agenda = one.propose(("amina", 35), ("danny", 35))
    for who in MEMBERS:
        enter(one, c.SayContent(agenda=agenda), who)
    one.give(c.AgreeAgenda(agenda=agenda), "jo")
    heard = set()
    while (after := one.view("jo").mine.next_step) is not None:
        one.give(c.OpenStep(step=after), "jo")
        desk = one.view("jo").desk
        assert desk is not None
        may = {person.person: set(person.may_enter) for person in desk.people}
        if one.view("jo").step.floor.value == "asker_and_holder":
            for who in MEMBERS[2:4]:
                hand = enter(one, c.RaiseHand(), who)
                one.give(c.TakeHand(hand=hand), "jo")
                heard |= one.heard()
        holder = one.view("jo").step.holder
        if holder is not None and "take_action" in may[holder]:
            enter(one, c.TakeAction(what=f"{holder} will ring"), holder)
        turns()
        one.later(2)
    one.give(c.CloseSession(), "jo")
    [closed] = one.happened(e.SessionClosed)
    assert (closed.ending, closed.rounds) == (Ending.AS_PLANNED, 2)
    assert {action.owner for action in one.state.actions} == {"amina", "danny"}
    assert heard == set(MEMBERS[:4])
    assert {row.by for row in one.log} == {"office", "line", "jo"}


def test_E1_also_for_somebody_whose_line_is_down() -> None:
    one = asking()
    one.give(c.NoteAway(person="priya"), LINE)
    enter(one, bid())
    assert one.state.presence["priya"] is Presence.AWAY, "what is entered brings nobody back"
