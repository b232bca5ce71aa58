"""H and L: sets that run themselves, who may have the chair, and who drove."""

from collections.abc import Callable

import orjson
import pytest

from app.facilitation import commands as c
from app.facilitation import events as e
from app.facilitation.plan import Contract
from app.facilitation.refusals import Reason
from app.facilitation.report import LEAD_LOG, lead_log, lead_report
from app.facilitation.terms import LINE, Facilitation, PauseAnswer, PersonId
from tests.facilitation.scenario import (
    MEMBERS,
    SELF_RUN,
    Scenario,
    by_phone,
    chair_of,
    check_in,
    in_round,
    lobby,
    proposal,
)
from tests.facilitation.test_leads import facts

ORDER = ("danny", "gareth", "amina", "ruth")
"""Whose the rounds are; danny comes first to the lobby, and has the chair."""


def self_run(holders: tuple[PersonId, ...] = ("amina", "gareth", "ruth")) -> Scenario:
    """Nobody was asked to facilitate; danny comes first, and the agenda is agreed."""
    one = lobby(people=SELF_RUN, here=("danny", "amina", "gareth", "maureen", "priya", "ruth"))
    for step in ("check-in", "asking"):
        one.give(c.OpenStep(step=step), chair_of(one))
    agenda = one.give(proposal(*((who, 20) for who in holders)), "danny")
    one.give(c.AgreeAgenda(agenda=agenda), "danny")
    return one


def begin(one: Scenario, number: int) -> PersonId:
    one.give(c.OpenStep(step=f"r{number}.present"), chair_of(one))
    return chair_of(one)


def test_H23_whoever_comes_first_has_the_chair_and_it_goes_round_with_each_round() -> None:
    one = self_run()
    assert (chair_of(one), one.view("ruth").people.self_run) == ("danny", True)
    assert [begin(one, number) for number in (1, 2, 3)] == ["gareth", "maureen", "priya"]
    assert [event.person for event in one.happened(e.ChairTaken)] == ["danny", "gareth", "maureen", "priya"]


def test_H23_never_to_the_holder_nor_to_somebody_who_is_away() -> None:
    one = self_run(("gareth", "maureen"))
    assert begin(one, 1) == "maureen", "gareth holds"
    one.give(c.NoteAway(person="priya"), LINE)
    assert begin(one, 2) == "ruth", "priya is away"


def test_H23_it_stays_within_a_round_and_goes_on_after_stop_here() -> None:
    one = self_run()
    begin(one, 1)
    one.give(c.OpenStep(step="r1.clarify"), "gareth")
    one.give(c.OpenStep(step="r1.present"), "gareth")
    assert chair_of(one) == "gareth"
    one.give(c.OpenStep(step="r1.clarify"), "amina")
    pause = one.give(c.PauseTogether(), "amina")
    one.give(c.AnswerPause(pause=pause, answer=PauseAnswer.STOP_HERE), "amina")
    assert one.view("ruth").step.id == "break"
    one.give(c.OpenStep(step="r2.present"), chair_of(one))
    assert one.view("ruth").step.holder == "gareth"
    assert chair_of(one) == "maureen"


def test_H23_the_chair_of_a_set_with_a_facilitator_does_not_go_round() -> None:
    one = in_round()
    one.give(c.OpenStep(step="r2.present"), "jo")
    assert chair_of(one) == "jo"
    assert not one.view("ruth").people.self_run


def test_H23_a_chair_who_goes_is_followed_by_the_stand_in_or_by_whoever_offers() -> None:
    one = lobby(people=SELF_RUN, contract=Contract(stand_in="ruth"))
    assert chair_of(one) == "amina"
    one.give(c.NoteAway(person="amina"), LINE)
    assert chair_of(one) == "ruth"
    two = self_run()
    two.give(c.Leave(), "danny")
    two.give(c.OfferToKeepTime(), "priya")
    two.later(seconds=15)
    assert chair_of(two) == "priya"
    assert begin(two, 1) == "ruth"


def test_H24_only_somebody_of_the_set_with_a_line_of_their_own_may_have_the_chair() -> None:
    one = by_phone(self_run(), "gareth", "maureen")
    assert one.refused(c.HandOverChair(to="gareth"), "danny") is Reason.NO_SUCH_PERSON
    assert begin(one, 1) == "priya"
    two = lobby(people=SELF_RUN, here=())
    two.later(seconds=30)
    two.give(c.NoteHere(person="amina"), LINE)
    assert chair_of(two) == "amina"


def test_H24_nor_somebody_who_stepped_out_after_offering_to_keep_time() -> None:
    one = self_run()
    one.give(c.Leave(), "danny")
    one.give(c.OfferToKeepTime(), "priya")
    one.give(c.StepOut(), "priya")
    one.later(seconds=15)
    assert one.view("ruth").people.chair is None
    assert "offer_to_keep_time" in one.may("ruth")


def test_H25_who_drove_is_a_fact() -> None:
    def told(one: Scenario) -> Facilitation:
        one.give(c.EndNow(), chair_of(one))
        [closed] = one.happened(e.SessionClosed)
        assert "facilitation" not in closed.seals()
        return closed.facilitation

    helped = check_in()
    helped.give(c.HandOverChair(to="danny"), "jo")
    helped.give(c.TakeChair(), "jo")
    assert told(check_in()) is Facilitation.FACILITATED
    assert told(helped) is Facilitation.MEMBER_IN_CHAIR
    assert told(self_run()) is Facilitation.SELF_RUN


def test_H25_a_member_who_kept_time_in_the_lobby_alone_drove_nothing() -> None:
    one = lobby()
    one.give(c.HandOverChair(to="danny"), "jo")
    one.give(c.TakeChair(), "jo")
    one.give(c.OpenStep(step="check-in"), "jo")
    one.give(c.EndNow(), "jo")
    assert one.happened(e.SessionClosed)[0].facilitation is Facilitation.FACILITATED


def test_H25_where_the_facilitator_never_came_and_every_step_was_open_to_all_the_set_drove() -> None:
    one = lobby(here=MEMBERS)
    one.later(seconds=60)
    one.give(c.OpenStep(step="check-in"), "ruth")
    one.give(c.EndNow(), "ruth")
    assert one.happened(e.SessionClosed)[0].facilitation is Facilitation.MEMBER_IN_CHAIR


@pytest.mark.parametrize("one", [check_in, self_run])
def test_L15_leads_may_know_who_drove_and_no_name_with_it(one: Callable[..., Scenario]) -> None:
    found = one()
    found.give(c.EndNow(), chair_of(found))
    rows = facts(found)
    wanted = "self_run" if one is self_run else "facilitated"
    assert lead_report(rows).facilitation == wanted
    assert lead_log(rows)[-1].facts["facilitation"] == wanted
    assert "chair_taken" not in LEAD_LOG
    assert not any(
        who.encode() in orjson.dumps([entry.facts for entry in lead_log(rows)]) for who in (*MEMBERS, '"jo"')
    )
