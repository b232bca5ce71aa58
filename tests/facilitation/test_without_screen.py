"""D: members without a screen, two at one device, and who may be overheard."""

import pytest

from app.facilitation import commands as c
from app.facilitation.plan import Contract
from app.facilitation.refusals import Reason
from app.facilitation.sections import PersonLine
from app.facilitation.terms import LINE, MINUTE, Ending, PauseAnswer, Presence
from app.facilitation.timing import LEFT_OPEN_AFTER
from tests.facilitation.scenario import MEMBERS, START, Scenario, agreed, asking, by_phone, check_in, in_round, lobby


def seat(one: Scenario, who: str, seen_by: str = "gareth") -> PersonLine:
    return next(line for line in one.view(seen_by).people.people if line.id == who)


def two_here(one: Scenario, who: str = "priya", host: str = "danny") -> Scenario:
    one.give(c.NoteAway(person=who), LINE)
    one.give(c.SayTwoHere(person=who), host)
    return one


def test_D1_the_chair_notes_who_is_with_us_by_phone_and_they_have_turns_like_anyone() -> None:
    one = check_in(here=("jo", *MEMBERS[1:]))
    assert one.refused(c.NoteOnPhone(person="amina"), "danny") is Reason.NOT_YOURS
    for nobody in ("jo", "stranger"):
        assert one.refused(c.NoteOnPhone(person=nobody), "jo") is Reason.NO_SUCH_PERSON
    assert one.refused(c.NoteOnPhone(person="ruth"), "jo") is Reason.ALREADY, "she has a line of her own"
    one.give(c.NoteOnPhone(person="amina"), "jo")
    assert (seat(one, "amina").presence, seat(one, "amina").without_screen) == (Presence.HERE, True)
    while (turn := one.state.turns.now) is not None and turn.person != "amina":
        one.give(c.EndTurn(turn=turn.number), turn.person)
    assert one.heard() == {"amina", "jo"}, "whoever came late is last"
    events = len(one.log)
    one.give(c.NoteOnPhone(person="amina"), "jo")
    assert len(one.log) == events, "pressed twice it is noted once"


def test_D1_they_hold_rounds_and_what_is_the_holders_to_press_the_chair_presses() -> None:
    one = by_phone(agreed(), "amina")
    one.give(c.OpenStep(step="r1.present"), "jo")
    assert one.heard() == {"amina"}
    assert one.view("gareth").clock.running
    pause = one.give(c.PauseTogether(), "jo")
    assert one.heard() == {"amina", "jo"}
    assert one.refused(c.AnswerPause(pause=pause, answer=PauseAnswer.CARRY_ON), "danny") is Reason.NOT_YOURS
    one.give(c.AnswerPause(pause=pause, answer=PauseAnswer.CARRY_ON), "jo")
    assert one.heard() == {"amina"}
    one.give(c.NoteGone(person="amina"), "jo")
    assert not one.view("gareth").clock.running, "their airspace is kept"
    one.give(c.NoteOnPhone(person="amina"), "jo")
    assert one.view("gareth").clock.running


def test_D1_V7_in_airspace_the_desk_alone_knows_who_is_by_phone() -> None:
    one = by_phone(agreed(), "amina")
    one.give(c.OpenStep(step="r1.present"), "jo")
    assert not seat(one, "amina").without_screen
    desk = one.view("jo").desk
    assert desk is not None
    assert {line.person for line in desk.people if line.without_screen} == {"amina"}
    assert desk.people[0].at_device_of is None


def test_D1_they_keep_no_time_and_stand_in_for_nobody() -> None:
    one = by_phone(in_round("clarify", contract=Contract(stand_in="ruth")), "ruth")
    assert one.refused(c.HandOverChair(to="ruth"), "jo") is Reason.NO_SUCH_PERSON
    one.give(c.NoteAway(person="jo"), LINE)
    one.later(seconds=20)
    assert one.view("gareth").people.chair is None
    one.give(c.NoteHere(person="ruth"), LINE)
    assert one.view("gareth").people.chair == "ruth"


def test_D1_a_phone_alone_keeps_no_room_open() -> None:
    one = by_phone(asking(), "priya")
    for who in (*MEMBERS, "jo"):
        if who != "priya":
            one.give(c.NoteAway(person=who), LINE)
    one.left_to_itself()
    assert one.state.ending is Ending.LEFT_OPEN
    assert one.now == START + 120 * MINUTE + LEFT_OPEN_AFTER


def test_D2_a_device_seats_two_and_its_microphone_is_open_when_either_is_heard() -> None:
    one = asking()
    assert one.refused(c.SayTwoHere(person="priya"), "danny") is Reason.ALREADY, "she has a line of her own"
    assert one.refused(c.SayTwoHere(person="danny"), "danny") is Reason.ALREADY
    one = two_here(in_round("clarify"))
    assert (seat(one, "priya").at_device_of, seat(one, "priya").presence) == ("danny", Presence.HERE)
    assert one.view("danny").mine.beside_me == ["priya"]
    assert not one.view("danny").mine.heard
    up = one.give(c.EnterFor(person="priya", entry=c.RaiseHand()), "danny")
    one.give(c.TakeHand(hand=up), "jo")
    assert one.heard() == {"amina", "priya"}, "the floor is hers"
    assert one.view("danny").mine.heard, "the microphone is his"


@pytest.mark.parametrize("command", [c.EndTurn, c.PassTurn])
def test_D2_T4_a_turn_of_either_is_ended_at_the_device_that_seats_two(
    command: type[c.EndTurn] | type[c.PassTurn],
) -> None:
    one = two_here(check_in())
    while (turn := one.state.turns.now) is not None and turn.person != "priya":
        assert one.view("danny").mine.turn == (turn.number if turn.person == "danny" else None)
        one.give(c.EndTurn(turn=turn.number), "jo")
    assert turn is not None
    danny, ruth = one.view("danny").mine, one.view("ruth").mine
    assert danny.turn == turn.number
    assert {"end_turn", "pass_turn"} <= set(danny.may)
    assert ruth.turn is None
    assert one.refused(command(turn=turn.number), "ruth") is Reason.NOT_YOURS
    one.give(command(turn=turn.number), "danny")
    assert one.state.turns.now is None or one.state.turns.now.person != "priya"
    one.give(c.NoteGone(person="priya"), "danny")
    assert "speaker" not in one.view("danny").mine.roles


def test_D2_a_guest_a_facilitator_or_somebody_taken_out_sits_at_no_device() -> None:
    one = in_round("clarify")
    one.give(c.RemovePerson(person="ruth"), "jo")
    for nobody in ("jo", "ruth", "stranger"):
        assert one.refused(c.SayTwoHere(person=nobody), "danny") is Reason.NO_SUCH_PERSON


@pytest.mark.parametrize("how", ["drop", "leave", "removed"])
def test_D3_when_a_devices_line_is_gone_whoever_sat_there_is_gone_with_it(how: str) -> None:
    one = two_here(in_round("clarify"))
    if how == "drop":
        one.give(c.NoteAway(person="danny"), LINE)
    elif how == "leave":
        one.give(c.Leave(), "danny")
    else:
        one.give(c.RemovePerson(person="danny"), "jo")
    assert (seat(one, "priya").presence, seat(one, "priya").without_screen) == (Presence.AWAY, False)


def test_D3_also_in_the_airspace_of_whoever_sat_there() -> None:
    one = two_here(agreed(), who="amina")
    one.give(c.OpenStep(step="r1.present"), "jo")
    assert one.heard() == {"amina"}
    assert one.view("danny").mine.heard
    one.give(c.NoteAway(person="danny"), LINE)
    assert not one.view("gareth").clock.running
    assert seat(one, "amina").presence is Presence.AWAY
    one.give(c.NoteHere(person="danny"), LINE)
    assert not one.view("gareth").clock.running, "nobody knows that she is there again until they say so"
    one.give(c.SayTwoHere(person="amina"), "danny")
    assert one.view("gareth").clock.running


def test_D6_nobody_is_heard_in_an_airspace_by_saying_that_its_holder_sits_beside_them() -> None:
    one = in_round("present")
    one.give(c.NoteAway(person="amina"), LINE)
    assert one.refused(c.SayTwoHere(person="amina"), "danny") is Reason.NOT_FOR_THEM
    assert not one.view("danny").mine.heard
    one.give(c.NoteOnPhone(person="amina"), "jo")
    assert one.heard() == {"amina"}, "the chair, who hears her on the phone, may say so"


def test_D3_host_or_chair_may_say_that_they_have_gone_and_nobody_else() -> None:
    one = two_here(by_phone(in_round("clarify"), "maureen"))
    for who in ("danny", "ruth"):
        assert one.refused(c.NoteGone(person="maureen"), who) in {Reason.NO_SUCH_PERSON, Reason.NOT_YOURS}
    one.give(c.NoteGone(person="priya"), "danny")
    one.give(c.NoteGone(person="maureen"), "jo")
    assert not one.state.without_screen
    assert one.refused(c.NoteGone(person="maureen"), "jo") is Reason.NO_SUCH_PERSON


def test_D4_i_may_be_overheard_is_one_tap_and_the_table_shows_it() -> None:
    one = asking()
    one.give(c.SayOverheard(), "ruth")
    assert seat(one, "ruth").overheard
    one.give(c.SayOverheard(on=False), "ruth")
    assert not seat(one, "ruth").overheard


def test_D4_in_airspace_only_after() -> None:
    one = in_round("present")
    before = one.view("gareth")
    one.give(c.SayOverheard(), "ruth")
    assert one.view("gareth") == before
    assert one.view("ruth").mine.overheard
    one.give(c.OpenStep(step="r1.clarify"), "amina")
    assert seat(one, "ruth").overheard


def test_D5_a_line_of_their_own_takes_the_place_of_a_seat_without_a_screen() -> None:
    one = two_here(by_phone(lobby(), "maureen"))
    for who in ("priya", "maureen"):
        one.give(c.NoteHere(person=who), LINE)
        assert (seat(one, who).presence, seat(one, who).without_screen) == (Presence.HERE, False)
    one.give(c.NoteAway(person="danny"), LINE)
    assert seat(one, "priya").presence is Presence.HERE
    assert one.view("danny").mine.beside_me == []
