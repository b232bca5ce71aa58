"""A: airspace, and who may be heard on every other floor."""

import pytest

from app.facilitation import commands as c
from app.facilitation.refusals import Reason
from app.facilitation.terms import LINE, MINUTE, Presence, Where
from tests.facilitation.scenario import MEMBERS, Scenario, agreed, asking, in_round, lobby, reviewing

EVERYBODY = {*MEMBERS, "jo"}


def desk_says(one: Scenario) -> str:
    desk = one.view("jo").desk
    assert desk is not None
    return desk.what_now.key


@pytest.mark.parametrize("step", ["present", "reflect"])
def test_A1_nobody_but_the_holder_is_heard_in_airspace(step: str) -> None:
    assert in_round(step).heard() == {"amina"}
    assert in_round("clarify").heard() == {"amina"}, "and between questions"
    assert in_round("look-back").heard() == EVERYBODY


def test_A2_the_facilitator_has_no_word_in_airspace() -> None:
    one = in_round()
    assert one.refused(c.BeginWord(step="r1.present"), "jo") is Reason.NOT_NOW
    one.give(c.OpenStep(step="r1.clarify"), "amina")
    one.give(c.BeginWord(step="r1.clarify"), "jo")
    assert one.heard() == {"jo"}


def test_A3_hands_raised_in_airspace_wait_for_the_questions() -> None:
    one = in_round()
    for who in ("ruth", "danny"):
        one.give(c.RaiseHand(), who)
    assert one.refused(c.NextQuestion(after=None), "amina") is Reason.NOT_NOW
    one.give(c.OpenStep(step="r1.clarify"), "amina")
    one.give(c.NextQuestion(after=None), "amina")
    assert one.heard() == {"amina", "ruth"}


@pytest.mark.parametrize(
    ("going", "coming"),
    [
        ((c.NoteAway(person="amina"), LINE), (c.NoteHere(person="amina"), LINE)),
        ((c.StepOut(), "amina"), (c.ComeBack(), "amina")),
        ((c.Leave(), "amina"), (c.NoteHere(person="amina"), LINE)),
    ],
)
def test_A4_the_holders_airspace_is_kept_while_they_are_gone(
    going: tuple[c.Command, str], coming: tuple[c.Command, str]
) -> None:
    one = in_round()
    one.later(2)
    left = one.left()
    one.give(*going)
    one.later(3)
    assert one.left() == left
    assert one.heard() <= {"amina"}
    one.give(*coming)
    one.later(1)
    assert one.left() == left - 1
    assert one.heard() == {"amina"}


def test_A4_a_line_down_twice_over_stops_the_clock_once() -> None:
    one = in_round()
    one.give(c.StepOut(), "amina")
    one.give(c.NoteAway(person="amina"), LINE)
    one.later(5)
    one.give(c.NoteHere(person="amina"), LINE)
    one.later(1)
    assert one.left() == 5 - 1 + 0.5  # als-4step gives the presenter 5½ of 40 minutes


def test_A5_airspace_of_a_holder_who_is_not_here_waits_for_them() -> None:
    one = agreed()
    one.give(c.NoteAway(person="amina"), LINE)
    one.give(c.OpenStep(step="r1.present"), "jo")
    planned = one.left()
    one.later(3)
    assert one.left() == planned
    assert one.asks("danny") == "holder_gone"
    one.give(c.NoteHere(person="amina"), LINE)
    one.later(1)
    assert one.left() == planned - 1


@pytest.mark.parametrize(
    ("step", "format_name"), [("clarify", "als-4step"), ("look-back", "als-4step"), ("consult", "troika")]
)
@pytest.mark.parametrize("how", ["drop", "out"])
def test_A15_the_clock_waits_for_the_holder_in_the_other_steps_of_their_round_too(
    step: str, format_name: str, how: str
) -> None:
    one = in_round(step, round_format=format_name, shares=(("amina", 40 if step != "consult" else 11),))
    one.later(1)
    left = one.left()
    one.give(*((c.NoteAway(person="amina"), LINE) if how == "drop" else (c.StepOut(), "amina")))
    one.later(3)
    assert one.left() == left
    assert not one.view("danny").clock.running
    told = {one.asks("danny"), one.asks("jo"), desk_says(one)}
    assert told == {"holder_gone_time" if how == "drop" else "holder_out"}
    one.give(*((c.NoteHere(person="amina"), LINE) if how == "drop" else (c.ComeBack(), "amina")))
    one.later(1)
    assert one.left() == left - 1


def test_A15_it_does_not_wait_for_one_who_has_left_nor_say_so_and_silence_goes_on() -> None:
    one = in_round("clarify")
    one.give(c.Leave(), "amina")
    assert one.view("danny").clock.running
    assert {one.asks("danny"), desk_says(one)} == {"holder_not_here"}
    two = in_round("present")
    two.give(c.Leave(), "amina")
    assert {two.asks("danny"), desk_says(two)} == {"holder_awaited"}
    three = in_round("stillness", round_format="case-clinic")
    three.give(c.NoteAway(person="amina"), LINE)
    assert three.view("danny").clock.running
    assert three.asks("danny") == "silence"


def test_A15_a_phone_or_the_sets_own_call_brings_the_time_back() -> None:
    one = in_round("explore")
    one.give(c.NoteAway(person="amina"), LINE)
    assert not one.view("danny").clock.running
    one.give(c.NoteOnPhone(person="amina"), "jo")
    assert one.view("danny").clock.running
    two = in_round("explore")
    two.give(c.NoteAway(person="amina"), LINE)
    two.give(c.ChooseWhere(where=Where.CALL), "jo")
    assert two.view("danny").clock.running


def test_A6_time_is_up_and_the_holder_is_still_heard() -> None:
    one = in_round()
    one.later(one.left() + 4)
    assert one.left() == -4
    assert one.heard() == {"amina"}


def test_A7_comings_and_goings_change_nothing_on_screen_until_airspace_ends() -> None:
    one = in_round(here=("amina", "danny", "jo", "ruth"))
    before = one.view("amina").people
    one.give(c.NoteAway(person="danny"), LINE)
    one.give(c.NoteHere(person="priya"), LINE)
    one.give(c.NoteAway(person="jo"), LINE)
    one.give(c.Leave(), "ruth")
    assert one.view("amina").people == before
    one.give(c.OpenStep(step="r1.clarify"), "amina")
    shown = {line.id: line.presence for line in one.view("amina").people.people}
    assert (shown["danny"], shown["priya"], shown["ruth"]) == (Presence.AWAY, Presence.HERE, Presence.LEFT)


def test_A8_the_holder_chooses_whether_to_see_the_time() -> None:
    one = in_round()
    assert one.refused(c.HideTime(hide=True), "danny") is Reason.NOT_YOURS
    for hide in (True, False):
        one.give(c.HideTime(hide=hide), "amina")
        assert one.view("amina").mine.time_hidden is hide


def test_A9_time_in_airspace_is_added_up_for_the_desk() -> None:
    one = in_round()
    one.later(5)
    one.give(c.OpenStep(step="r1.explore"), "jo")
    one.later(10)
    one.give(c.OpenStep(step="r1.reflect"), "jo")
    one.later(4)
    one.give(c.OpenStep(step="r1.look-back"), "jo")
    desk = one.view("jo").desk
    assert desk is not None
    assert {line.person: line.airspace / MINUTE for line in desk.people}["amina"] == 9


def test_A10_in_silence_nobody_is_heard_and_the_chair_can_end_it() -> None:
    one = reviewing()
    assert one.heard() == set()
    assert one.refused(c.SayLine(words="Well…"), "danny") is Reason.NOT_YOURS
    one.give(c.OpenStep(step="close"), "jo")
    assert one.heard() == EVERYBODY


def test_A11_while_consultants_talk_the_client_and_the_facilitator_are_not_heard() -> None:
    one = in_round("consult", round_format="troika", shares=(("amina", 11),))
    assert one.heard() == set(MEMBERS) - {"amina"}
    assert one.refused(c.SayLine(words="But…"), "amina") is Reason.NOT_YOURS
    one.give(c.SayLine(words="I wonder…"), "danny")


def test_A12_on_an_open_floor_everybody_here_is_heard() -> None:
    assert lobby(here=("amina", "jo")).heard() == {"amina", "jo"}
    assert asking().heard() == EVERYBODY


def test_A13_nobody_with_their_line_down_is_heard() -> None:
    one = asking()
    one.give(c.NoteAway(person="danny"), LINE)
    one.give(c.Leave(), "ruth")
    assert one.heard() == EVERYBODY - {"danny", "ruth"}


def test_A14_anybody_not_heard_is_asked_for_something_in_one_sentence() -> None:
    one = in_round()
    assert one.asks("amina") == "airspace_yours"
    assert one.asks("jo") == "airspace_listen"
    assert one.asks("danny") == "airspace_listen"
    assert one.view("danny").mine.ask.names == {"holder": "amina"}
