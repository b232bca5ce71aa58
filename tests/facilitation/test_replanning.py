"""B: the rounds still to come, planned anew, and minutes that were not used."""

from typing import Any

import pytest

from app.facilitation import commands as c
from app.facilitation.plan import Share
from app.facilitation.refusals import Reason, Refused
from app.facilitation.replanning import rounds_ahead
from app.facilitation.sections import DeskSection
from app.facilitation.terms import MINUTE, OFFICE, BidKind, PauseAnswer, PersonId
from app.programme.sessions import left_over
from tests.facilitation.scenario import Scenario, agreed, asking, in_round

THREE = (("amina", 26.5), ("danny", 26.5), ("ruth", 26.5))


def replan(one: Scenario, *shares: tuple[PersonId, float]) -> c.ReplanRounds:
    """In place of the rounds to come as the desk shows them now."""
    rounds = tuple(Share(holder=who, minutes=minutes) for who, minutes in shares)
    return c.ReplanRounds(instead_of=rounds_ahead(one.state), rounds=rounds)


def plan(one: Scenario) -> list[tuple[str, PersonId | None, float]]:
    """The rounds and the break, as everybody sees them."""
    return [
        (line.id, line.holder, line.length / MINUTE)
        for line in one.view("ruth").agenda.stages
        if line.kind.value in {"round", "rest"}
    ]


def on_time(**given: Any) -> Scenario:
    """Amina's round begins when it should."""
    one = agreed(**given)
    one.later(8)
    one.give(c.OpenStep(step="r1.present"), "jo")
    return one


def desk(one: Scenario) -> DeskSection:
    found = one.view("jo").desk
    assert found is not None
    return found


def test_B31_the_rounds_to_come_take_another_order_or_other_minutes() -> None:
    one = in_round(shares=THREE)
    assert one.refused(replan(one, ("ruth", 26.5), ("danny", 26.5)), "danny") is Reason.NOT_YOURS
    one.give(replan(one, ("ruth", 30), ("danny", 20)), "jo")
    assert plan(one) == [("r1", "amina", 26.5), ("r2", "ruth", 30), ("break", None, 5), ("r3", "danny", 20)]
    assert one.view("ruth").step.rounds == 3


def test_B31_two_who_plan_at_once_do_not_undo_each_other() -> None:
    one = in_round(shares=THREE)
    jos, kims = replan(one, ("ruth", 30), ("danny", 20)), replan(one, ("danny", 20), ("ruth", 30))
    one.give(jos, "jo")
    assert one.refused(kims, "jo") is Reason.GONE
    assert plan(one)[1] == ("r2", "ruth", 30)


def test_B31_as_long_as_they_fit() -> None:
    one = on_time(shares=THREE)
    # fifty-three minutes are planned; half a minute was not shared out, and three are spare
    with pytest.raises(Refused) as refusal:
        one.give(replan(one, ("ruth", 30), ("danny", 27)), "jo")
    assert (refusal.value.reason, refusal.value.detail) == (Reason.DOES_NOT_FIT, {"minutes": "53.5"})
    one.give(replan(one, ("ruth", 30), ("danny", 26.5)), "jo")


def test_B31_what_does_not_fit_any_more_may_still_change_places() -> None:
    one = in_round(shares=THREE)
    one.later(60)
    assert one.refused(replan(one, ("ruth", 26.5), ("danny", 27)), "jo") is Reason.DOES_NOT_FIT
    one.give(replan(one, ("ruth", 26.5), ("danny", 26.5)), "jo")


def test_B31_who_has_had_a_round_has_no_second_and_each_keeps_its_steps_least() -> None:
    one = in_round(shares=THREE)
    assert one.refused(replan(one, ("amina", 20)), "jo") is Reason.NOT_A_HOLDER
    assert one.refused(replan(one, ("danny", 20), ("danny", 20)), "jo") is Reason.ALREADY
    assert one.refused(replan(one, ("danny", 8.5)), "jo") is Reason.TOO_SHORT
    assert one.refused(replan(one, ("danny", 20.25)), "jo") is Reason.BAD_VALUE
    assert one.refused(replan(one, ("jo", 20)), "jo") is Reason.NOT_A_HOLDER
    one.give(c.RemovePerson(person="danny"), OFFICE)
    assert one.refused(replan(one, ("danny", 20)), "jo") is Reason.NOT_A_HOLDER


def test_B31_only_in_a_round_or_the_break_with_an_agenda_agreed() -> None:
    for early in (asking(), agreed()):  # asking is still open: propose anew
        assert early.refused(replan(early, ("danny", 20)), "jo") is Reason.NOT_NOW
    one = in_round(shares=THREE)
    pause = one.give(c.PauseTogether(), "amina")
    assert one.refused(replan(one, ("ruth", 20)), "jo") is Reason.NOT_NOW
    one.give(c.AnswerPause(pause=pause, answer=PauseAnswer.CARRY_ON), "amina")
    one.give(c.OpenStep(step="writing"), "jo")
    assert one.refused(replan(one, ("ruth", 20)), "jo") is Reason.NOT_NOW


def test_B31_in_the_break_itself_and_after_it_the_break_stays_where_it_is() -> None:
    one = in_round(shares=THREE)
    one.give(c.OpenStep(step="r2.present"), "jo")
    one.give(c.OpenStep(step="break"), "jo")
    one.give(replan(one, ("ruth", 20)), "jo")
    assert [line[0] for line in plan(one)] == ["r1", "r2", "break", "r3"]
    passed = in_round(shares=(("amina", 40), ("danny", 20), ("ruth", 20)))
    passed.give(c.OpenStep(step="r2.present"), "jo")  # without the break
    passed.give(replan(passed, ("ruth", 20)), "jo")
    assert [line[0] for line in plan(passed)] == ["r1", "r2", "r3"], "a break that was passed over does not come back"
    ids = [step.id for step in passed.state.steps]
    assert ids.index("break") < ids.index("r2.present")


def test_B31_a_round_that_was_begun_before_its_turn_stays_its_holders() -> None:
    one = agreed(shares=THREE)
    one.give(c.OpenStep(step="r2.present"), "jo")  # danny begins
    one.give(c.OpenStep(step="r2.clarify"), "danny")
    question = one.give(c.PrepareQuestion(words="What would you like?"), "ruth")
    one.give(c.AskQuestion(question=question), "ruth")
    one.give(replan(one, ("ruth", 20), ("amina", 20)), "jo")
    assert one.view("ruth").step.holder == "danny"
    assert one.state.holders == {"r2": "danny", "r1": "ruth", "r3": "amina"}
    assert [line.question for line in one.view("danny").mine.asked] == [question]
    assert not one.view("ruth").mine.asked
    assert not one.view("amina").mine.asked
    one.give(c.OpenStep(step="r1.present"), "jo")
    assert one.heard() == {"ruth"}


def test_B31_somebody_who_got_no_time_may_be_given_a_round_and_a_round_may_go() -> None:
    one = in_round()
    one.give(c.OpenStep(step="r1.reflect"), "amina")
    one.give(replan(one, ("danny", 40), ("priya", 30)), "jo")
    assert [line[1] for line in plan(one)] == ["amina", None, "danny", "priya"]
    one.give(replan(one), "jo")
    assert [line[1] for line in plan(one)] == ["amina"]
    one.give(c.OpenStep(step="writing"), "jo")


def test_B32_minutes_that_a_round_did_not_use_are_the_sets_again() -> None:
    one = on_time()
    assert (desk(one).freed, desk(one).minutes_ahead) == (0, 40)
    one.later(1)
    one.give(c.OpenStep(step="r1.look-back"), "jo")  # 40 minutes were agreed; 1 has gone, 2 are for looking back
    assert (desk(one).freed, desk(one).minutes_ahead) == (37, 77)
    assert [(share.holder, share.minutes) for share in desk(one).rounds_ahead] == [("danny", 40)]
    one.give(replan(one, ("danny", 77)), "jo")
    assert desk(one).freed == 0
    clock = one.view("ruth").clock
    assert clock.finish_at == clock.ends_at - 3 * MINUTE, "the spare minutes are left over"


def test_B32_also_where_no_round_is_to_come() -> None:
    one = on_time(shares=(("amina", 40),))
    one.later(2)
    one.give(c.OpenStep(step="r1.look-back"), "jo")
    assert (desk(one).freed, desk(one).rounds_ahead) == (81, [])
    one.give(replan(one, ("priya", 81)), "jo")
    assert (desk(one).freed, plan(one)[-1]) == (0, ("r2", "priya", 81))


def test_B33_what_the_desk_was_shown_as_free_can_be_given_a_minute_later() -> None:
    one = on_time()
    one.later(1)
    one.give(c.OpenStep(step="r1.look-back"), "jo")
    one.later(22)
    assert (desk(one).freed, desk(one).minutes_ahead) == (17, 57), "twenty over"
    one.now += MINUTE
    one.give(replan(one, ("danny", 57)), "jo")


def test_B34_the_desk_sees_whose_round_is_to_come_though_they_have_gone() -> None:
    one = asking()
    one.propose(("amina", 40), ("danny", 40))
    one.give(c.Leave(), "danny")
    assert desk(one).gone == ["danny"]
    two = on_time()
    two.give(c.Leave(), "danny")
    two.give(c.OpenStep(step="r1.look-back"), "jo")
    assert desk(two).gone == ["danny"]
    two.give(replan(two, ("priya", 40)), "jo")
    assert desk(two).gone == []
    two.give(replan(two, ("danny", 40)), "jo")
    two.give(c.OpenStep(step="writing"), "jo")
    assert desk(two).gone == [], "it was passed over"


def test_S29_rounds_that_were_held_before_their_turn_are_not_gone_to_again() -> None:
    one = agreed(shares=THREE)
    order = [step.id for step in one.state.steps if step.id.endswith("present") or step.id == "break"]
    assert order == ["r1.present", "r2.present", "break", "r3.present"]
    for step in ("r2.present", "break", "r1.present", "r1.look-back"):
        one.later(8)
        one.give(c.OpenStep(step=step), "jo")
    assert one.view("amina").mine.next_step == "r3.present"
    lines = {line.id: (line.state, line.at) for line in one.view("ruth").agenda.stages}
    assert (lines["r2"][0], lines["break"][0], lines["r3"]) == ("done", "done", ("ahead", one.now + 2 * MINUTE))
    assert one.view("ruth").clock.finish_at == one.now + (2 + 26.5 + 12) * MINUTE, "nor counted again"
    pause = one.give(c.PauseTogether(), "amina")
    one.give(c.AnswerPause(pause=pause, answer=PauseAnswer.STOP_HERE), "amina")
    assert one.state.step_id == "r3.present"


def test_S29_but_one_that_was_opened_too_soon_and_gone_back_from_is_still_to_come() -> None:
    one = on_time(shares=THREE)
    for step in ("r1.look-back", "r2.present", "r1.look-back"):
        one.later(1)
        one.give(c.OpenStep(step=step), "jo")
    assert one.view("amina").mine.next_step == "r2.present"


def test_B32_the_desk_alone_sees_them() -> None:
    one = in_round()
    one.give(c.OpenStep(step="r1.look-back"), "jo")
    assert [who for who in ("amina", "danny", "jo") if one.view(who).desk is not None] == ["jo"]


def test_B35_a_round_that_was_agreed_and_not_begun_is_carried_and_its_holder_reads_so_at_the_close() -> None:
    one = in_round(shares=THREE)
    one.give(c.OpenStep(step="r3.present"), "jo")
    assert one.view("danny").mine.not_begun == "", "it may be begun yet"
    one.give(c.OpenStep(step="writing"), "jo")
    one.give(c.OpenStep(step="close"), "jo")
    assert [one.view(who).mine.not_begun for who in ("amina", "danny", "ruth", "jo")] == ["", "danny's issue", "", ""]
    one.give(c.CloseSession(), "jo")
    assert one.view("danny").mine.not_begun == "danny's issue"
    assert [found.person for found in left_over(one.state).bids] == ["danny"]


def test_B35_so_is_one_that_was_asked_for_only_if_there_is_room() -> None:
    one = asking()
    for who in ("amina", "danny", "ruth"):
        one.give(c.PlaceBid(kind=BidKind.IF_ROOM, headline=f"{who}'s issue", show=True), who)
    one.give(c.AgreeAgenda(agenda=one.propose(("amina", 40), ("danny", 40))), "jo")
    one.give(c.OpenStep(step="r1.present"), "jo")
    one.give(c.EndNow(), "jo")
    assert [found.person for found in left_over(one.state).bids] == ["danny"], "nothing was agreed for Ruth's"
    assert one.view("danny").mine.not_begun == "danny's issue"
    assert one.view("ruth").mine.not_begun == ""
