"""H: the chair, who drives."""

from typing import Any

import pytest

from app.facilitation import commands as c
from app.facilitation import events as e
from app.facilitation.plan import Contract, Person
from app.facilitation.refusals import Reason
from app.facilitation.terms import LINE, MINUTE, OFFICE, PersonKind
from tests.facilitation.scenario import (
    MEMBERS,
    PEOPLE,
    SELF_RUN,
    START,
    WITH_OTHERS,
    Scenario,
    agreed,
    asking,
    by_phone,
    chair_of,
    check_in,
    in_round,
    lobby,
)

SAM = Person(id="sam", name="Sam", kind=PersonKind.FACILITATOR)
WITH_SAM = (*PEOPLE, SAM)
STAND_IN = Contract(stand_in="ruth")


def chair(one: Scenario) -> str | None:
    return one.view("danny").people.chair


def drop(one: Scenario, who: str = "jo") -> None:
    """The line goes at this moment; ten seconds later its person counts as away."""
    one.later(seconds=10)
    one.give(c.NoteAway(person=who), LINE)


def back(one: Scenario, who: str = "jo") -> None:
    one.give(c.NoteHere(person=who), LINE)


def vacant(**given: Any) -> Scenario:
    """Twenty seconds after the chair's line went."""
    one = in_round(**{"step": "clarify", **given})
    drop(one)
    one.later(seconds=10)
    return one


def test_H1_the_facilitator_has_the_chair_and_the_first_of_two_who_comes() -> None:
    assert chair(lobby()) == "jo"
    assert chair(lobby(people=WITH_SAM, here=("jo", "sam"))) == "jo"
    one = lobby(people=WITH_SAM, here=("sam",))
    assert chair(one) == "sam"
    back(one, "jo")
    assert chair(one) == "sam"


def test_H2_the_chair_is_handed_over_to_somebody_here_who_does_not_hold() -> None:
    one = in_round(here=("amina", "danny", "jo"))
    assert one.refused(c.HandOverChair(to="danny"), "danny") is Reason.NOT_YOURS
    assert one.refused(c.HandOverChair(to="ruth"), "jo") is Reason.NO_SUCH_PERSON
    assert one.refused(c.HandOverChair(to="stranger"), "jo") is Reason.NO_SUCH_PERSON
    assert one.refused(c.HandOverChair(to="amina"), "jo") is Reason.NOT_A_HOLDER
    assert one.refused(c.HandOverChair(to="jo"), "jo") is Reason.ALREADY
    one.give(c.HandOverChair(to="danny"), "jo")
    one.give(c.StopClock(step="r1.present"), "danny")
    assert one.refused(c.StartClock(step="r1.present"), "jo") is Reason.NOT_YOURS


def test_H2_the_desk_is_told_who_can_be_given_it_and_nobody_else_can() -> None:
    one = by_phone(in_round(people=(*WITH_OTHERS, SAM)), "priya")
    one.give(c.StepOut(), "ruth")
    desk = one.view("jo").desk
    assert desk is not None
    assert desk.may_chair == ["danny", "gareth", "maureen", "sam"]
    for who in {one.id for one in WITH_OTHERS} - {*desk.may_chair, "jo"}:
        one.refused(c.HandOverChair(to=who), "jo")


def test_H3_the_chair_cannot_be_seized() -> None:
    one = in_round(people=WITH_SAM)
    assert one.refused(c.TakeChair(), "sam") is Reason.NOT_NOW
    assert one.refused(c.TakeChair(), "danny") is Reason.NOT_YOURS
    assert one.refused(c.OfferToKeepTime(), "danny") is Reason.NOT_NOW


def test_H3_nor_by_taking_whoever_has_it_out_of_the_session() -> None:
    one = in_round(people=WITH_SAM)
    assert one.refused(c.RemovePerson(person="jo"), "sam") is Reason.BAD_VALUE
    one.give(c.RemovePerson(person="jo"), OFFICE)
    assert chair(one) == "sam"


def test_H4_the_facilitator_takes_the_chair_back_from_a_member_by_one_press() -> None:
    one = in_round()
    one.give(c.HandOverChair(to="danny"), "jo")
    one.give(c.TakeChair(), "jo")
    assert chair(one) == "jo"
    assert one.refused(c.TakeChair(), "jo") is Reason.NOT_YOURS


def test_H5_the_contracts_stand_in_takes_over_as_soon_as_the_chair_is_away() -> None:
    one = in_round(contract=STAND_IN)
    drop(one)
    assert chair(one) == "ruth"
    back(one)
    assert chair(one) == "ruth"
    one.give(c.TakeChair(), "jo")
    assert chair(one) == "jo"


def test_H5_without_one_another_facilitator_does() -> None:
    one = in_round(people=WITH_SAM)
    drop(one)
    assert chair(one) == "sam"


def test_H6_twenty_seconds_after_the_line_dropped_a_member_may_offer_to_keep_time() -> None:
    one = in_round("clarify")
    drop(one)
    one.later(seconds=9)
    assert one.refused(c.OfferToKeepTime(), "danny") is Reason.NOT_NOW
    one.later(seconds=1)
    assert one.refused(c.OfferToKeepTime(), "amina") is Reason.NOT_YOURS, "the holder"
    one.give(c.OfferToKeepTime(), "danny")
    assert one.refused(c.OfferToKeepTime(), "ruth") is Reason.NOT_NOW, "one offer at a time"


def test_H7_an_offer_holds_after_fifteen_seconds_unless_somebody_objects() -> None:
    one = vacant()
    offer = one.give(c.OfferToKeepTime(), "danny")
    one.later(seconds=14)
    assert chair(one) is None
    one.later(seconds=1)
    assert chair(one) == "danny"
    assert one.refused(c.ObjectToOffer(offer=offer), "ruth") is Reason.NOT_NOW


def test_H7_an_objection_or_the_offerer_takes_it_back() -> None:
    for by in ("ruth", "danny"):
        one = vacant()
        assert one.refused(c.ObjectToOffer(offer="no-offer"), by) is Reason.NOT_NOW
        offer = one.give(c.OfferToKeepTime(), "danny")
        one.give(c.ObjectToOffer(offer=offer), by)
        one.later(seconds=20)
        assert chair(one) is None
        newer = one.give(c.OfferToKeepTime(), "priya")
        assert one.refused(c.ObjectToOffer(offer=offer), "ruth") is Reason.GONE
        assert one.state.chair_offer is not None
        assert one.state.chair_offer.id == newer


@pytest.mark.parametrize("going", ["leave", "away"])
def test_H7_an_offer_of_somebody_who_has_gone_comes_to_nothing(going: str) -> None:
    one = vacant()
    one.give(c.OfferToKeepTime(), "danny")
    one.give(*((c.Leave(), "danny") if going == "leave" else (c.NoteAway(person="danny"), LINE)))
    one.later(seconds=15)
    assert chair(one) is None
    one.give(c.OfferToKeepTime(), "ruth")


def test_H8_after_sixty_seconds_with_nobody_every_step_but_airspace_opens_to_all() -> None:
    one = vacant()
    one.later(seconds=39)
    assert one.heard() == {"amina"}
    assert one.refused(c.OpenStep(step="r1.explore"), "danny") is Reason.NOT_YOURS
    one.later(seconds=1)
    assert one.heard() == set(MEMBERS)
    assert one.asks("danny") == "open_to_all"
    one.give(c.OpenStep(step="r1.explore"), "danny")
    one.give(c.OfferToKeepTime(), "danny")
    one.later(seconds=15)
    assert one.heard() == {"amina"}, "somebody keeps time again"


def test_H9_airspace_is_never_opened_to_all() -> None:
    one = vacant(step="present")
    one.later(seconds=60)
    assert one.heard() == {"amina"}
    assert one.refused(c.OpenStep(step="r1.clarify"), "danny") is Reason.NOT_YOURS
    one.give(c.OpenStep(step="r1.clarify"), "amina")
    assert one.heard() == set(MEMBERS)


def test_H10_the_holder_never_chairs_their_own_round() -> None:
    one = agreed()
    one.give(c.HandOverChair(to="amina"), "jo")
    one.give(c.OpenStep(step="r1.present"), "amina")
    assert chair(one) == "jo"
    assert one.view("amina").desk is None


def test_H10_without_a_facilitator_the_stand_in_or_somebody_who_offers_takes_over() -> None:
    one = agreed(contract=STAND_IN)
    one.give(c.HandOverChair(to="amina"), "jo")
    one.give(c.Leave(), "jo")
    one.give(c.OpenStep(step="r1.present"), "amina")
    assert chair(one) == "ruth"
    two = agreed()
    two.give(c.HandOverChair(to="amina"), "jo")
    two.give(c.Leave(), "jo")
    two.give(c.OpenStep(step="r1.present"), "amina")
    assert chair(two) is None
    two.give(c.OfferToKeepTime(), "danny")
    two.later(seconds=15)
    assert chair(two) == "danny"


def test_H10_an_offer_by_the_next_holder_lapses_when_their_round_begins() -> None:
    one = vacant(step="look-back", shares=(("amina", 20), ("danny", 20), ("ruth", 40)))
    one.give(c.OfferToKeepTime(), "danny")
    one.give(c.OpenStep(step="r2.present"), "amina")
    one.later(seconds=15)
    assert chair(one) is None
    one.give(c.OfferToKeepTime(), "ruth")


def test_H11_a_chair_who_leaves_is_missed_at_once() -> None:
    one = in_round("clarify")
    one.give(c.Leave(), "jo")
    one.give(c.OfferToKeepTime(), "danny")
    two = in_round("clarify", contract=STAND_IN)
    two.give(c.Leave(), "jo")
    assert chair(two) == "ruth"


def test_H12_a_line_that_is_back_in_time_has_never_been_missed() -> None:
    one = in_round("clarify")
    drop(one)
    one.later(seconds=5)
    back(one)
    one.later(2)
    assert chair(one) == "jo"
    assert not one.happened(e.ChairVacant)


def test_H13_a_facilitator_who_comes_back_where_nobody_drives_has_the_chair_again() -> None:
    one = vacant()
    one.later(1)
    back(one)
    assert chair(one) == "jo"
    assert one.heard() == {"amina"}


@pytest.mark.parametrize("people", [SELF_RUN, PEOPLE])
def test_H26_a_member_who_had_the_chair_has_it_again_also_when_all_lines_were_down(people: tuple[Person, ...]) -> None:
    one = lobby(people=people)
    one.give(c.OpenStep(step="check-in"), chair_of(one))
    if people is PEOPLE:
        one.give(c.HandOverChair(to="danny"), "jo")
        one.give(c.Leave(), "jo")
    else:
        one.give(c.HandOverChair(to="danny"), "amina")
    for who in MEMBERS:
        one.give(c.NoteAway(person=who), LINE)
    one.later(seconds=65)
    assert (chair(one), one.state.open_to_all) == (None, True)
    back(one, "amina")
    assert chair(one) is None, "it was not hers"
    back(one, "danny")
    assert chair(one) == "danny"
    assert one.view("danny").desk is not None
    assert not one.state.open_to_all


def test_H26_but_not_over_anothers_offer_nor_to_the_holder() -> None:
    one = in_round("clarify")
    one.give(c.HandOverChair(to="danny"), "jo")
    one.give(c.Leave(), "jo")
    drop(one, "danny")
    one.later(seconds=20)
    one.give(c.OfferToKeepTime(), "ruth")
    back(one, "danny")
    assert chair(one) is None
    one.later(seconds=15)
    assert chair(one) == "ruth"
    two = agreed()
    two.give(c.HandOverChair(to="amina"), "jo")
    two.give(c.Leave(), "jo")
    two.give(c.OpenStep(step="r1.present"), "amina")
    drop(two, "amina")
    back(two, "amina")
    assert chair(two) is None


def test_H26_nor_after_an_offer_that_they_objected_to_themselves() -> None:
    one = in_round("clarify")
    one.give(c.HandOverChair(to="danny"), "jo")
    one.give(c.Leave(), "jo")
    one.give(c.Leave(), "danny")
    offer = one.give(c.OfferToKeepTime(), "ruth")
    back(one, "danny")
    one.give(c.ObjectToOffer(offer=offer), "danny")
    one.give(c.StepOut(), "danny")
    one.give(c.ComeBack(), "danny")
    assert chair(one) is None
    one.give(c.OfferToKeepTime(), "ruth")
    one.later(seconds=15)
    assert chair(one) == "ruth"


def test_H14_a_word_stops_the_clock_and_only_its_speaker_is_heard() -> None:
    one = in_round("explore", people=WITH_SAM)
    assert one.refused(c.BeginWord(step="r1.explore"), "danny") is Reason.NOT_YOURS
    assert one.refused(c.BeginWord(step="r1.clarify"), "jo") is Reason.GONE
    word = one.give(c.BeginWord(step="r1.explore"), "sam")
    assert one.heard() == {"sam"}
    assert one.refused(c.BeginWord(step="r1.explore"), "jo") is Reason.NOT_NOW
    assert one.refused(c.EndWord(word="another"), "sam") is Reason.GONE
    assert one.refused(c.EndWord(word=word), "danny") is Reason.NOT_YOURS
    one.give(c.EndWord(word=word), "jo")
    assert one.heard() == {"amina"}


@pytest.mark.parametrize("going", [(c.NoteAway(person="jo"), LINE), (c.StepOut(), "jo"), (c.Leave(), "jo")])
def test_H15_a_word_ends_when_its_speaker_is_gone(going: tuple[c.Command, str]) -> None:
    one = in_round("explore")
    one.give(c.BeginWord(step="r1.explore"), "jo")
    one.give(*going)
    assert one.heard() == {"amina"}
    one.later(1)
    assert one.left() == 18.5


def test_H16_nothing_moves_in_a_word() -> None:
    one = in_round("explore")
    hand = one.give(c.RaiseHand(), "danny")
    one.give(c.BeginWord(step="r1.explore"), "jo")
    for command in (c.TakeHand(hand=hand), c.NextQuestion(after=None), c.OpenStep(step="r1.reflect")):
        for by in ("amina", "jo"):
            assert one.refused(command, by) is Reason.NOT_NOW
    assert one.refused(c.PauseTogether(), "amina") is Reason.NOT_NOW
    one.give(c.RaiseHand(), "ruth")


def test_H17_where_no_facilitator_comes_a_member_may_offer_from_the_start() -> None:
    one = lobby(here=MEMBERS)
    one.later(seconds=-600)
    assert one.refused(c.OfferToKeepTime(), "danny") is Reason.NOT_NOW, "nobody is missed before the session is due"
    one.now = START
    one.later(seconds=20)
    one.give(c.OfferToKeepTime(), "danny")
    one.later(seconds=15)
    one.give(c.OpenStep(step="check-in"), "danny")
    assert one.heard() == {"amina"}


def test_H17_and_the_contracts_stand_in_has_the_chair_then() -> None:
    one = lobby(here=MEMBERS, contract=STAND_IN)
    one.later(seconds=20)
    assert chair(one) == "ruth"
    two = lobby(here=MEMBERS[:-1], contract=STAND_IN)
    two.later(seconds=20)
    assert chair(two) is None
    back(two, "ruth")
    assert chair(two) == "ruth"


def test_H20_a_chair_who_has_stepped_out_is_missed_until_they_are_back() -> None:
    one = in_round("clarify")
    one.give(c.StepOut(), "jo")
    one.later(seconds=20)
    assert "offer_to_keep_time" in one.may("danny")
    one.later(seconds=40)
    assert "open_step" in one.may("danny"), "every step but airspace is open to all"
    one.give(c.ComeBack(), "jo")
    assert "open_step" not in one.may("danny")
    assert chair(one) == "jo"


def test_H18_in_no_stage_does_a_missing_chair_lock_the_room() -> None:
    for one in (check_in(), asking(), in_round("clarify"), in_round("present")):
        drop(one)
        one.later(seconds=50)
        assert any("open_step" in one.may(who) for who in MEMBERS)
    one = in_round("present")
    drop(one)
    drop(one, "amina")
    one.later(seconds=10)
    one.give(c.OfferToKeepTime(), "danny")
    one.later(seconds=15)
    one.give(c.OpenStep(step="r1.clarify"), "danny")


def test_H19_who_has_the_desk_sees_it_and_nobody_else() -> None:
    one = in_round(people=WITH_SAM)
    assert [who for who in (*MEMBERS, "jo", "sam") if one.view(who).desk is not None] == ["jo", "sam"]
    one.give(c.HandOverChair(to="danny"), "jo")
    desk = one.view("danny").desk
    assert desk is not None
    assert desk.driving
    assert one.view("ruth").desk is None
    assert one.view("jo").desk is not None
    assert one.state.timer is not None
    assert one.state.timer.length == 5.5 * MINUTE
    alone = lobby(people=SELF_RUN)
    at_it = chair(alone)
    assert at_it is not None
    drop(alone, at_it)
    away = alone.view(at_it)
    assert away.desk is not None, "what their page is shown first when the line comes back: nothing is folded away"
    assert not away.desk.driving
    assert "chair" not in away.mine.roles


def test_H21_nobody_objects_twice_to_the_same_persons_offer() -> None:
    one = in_round("present")
    drop(one)
    one.later(seconds=10)
    one.give(c.ObjectToOffer(offer=one.give(c.OfferToKeepTime(), "danny")), "ruth")
    again = one.give(c.OfferToKeepTime(), "danny")
    assert "object_to_offer" not in one.may("ruth")
    assert one.refused(c.ObjectToOffer(offer=again), "ruth") is Reason.NOT_YOURS
    one.later(seconds=15)
    assert chair(one) == "danny"


def test_H22_an_airspace_whose_holder_has_left_opens_to_all() -> None:
    one = in_round("present")
    drop(one)
    one.give(c.Leave(), "amina")
    one.later(seconds=50)
    assert "open_step" in one.may("danny")
    assert "danny" in one.heard()
    kept = in_round("present")
    drop(kept)
    drop(kept, "amina")
    kept.later(seconds=50)
    assert kept.heard() == set(), "who may come back finds the airspace kept"


def test_H10_a_facilitator_who_is_back_soon_is_not_given_the_chair_of_a_round_that_begins() -> None:
    one = agreed(contract=STAND_IN)
    one.give(c.HandOverChair(to="amina"), "jo")
    one.give(c.StepOut(), "jo")
    one.give(c.OpenStep(step="r1.present"), "amina")
    assert chair(one) == "ruth", "the stand-in is there"
