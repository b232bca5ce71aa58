"""A: airspace, and who may be heard on every other floor."""

import pytest

from app.facilitation import commands as c
from app.facilitation.refusals import Reason
from app.facilitation.terms import LINE, MINUTE, Presence
from tests.facilitation.scenario import MEMBERS, agreed, asking, in_round, lobby, reviewing

EVERYBODY = {*MEMBERS, "jo"}


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
    assert one.asks("jo") == "airspace_facilitator"
    assert one.asks("danny") == "airspace_listen"
    assert one.view("danny").mine.ask.names == {"holder": "amina"}
