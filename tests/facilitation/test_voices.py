"""M: who is connected, heard and seen by voice in this room."""

import pytest

from app.facilitation import commands as c
from app.facilitation.formats import parse_round_format
from app.facilitation.plan import Contract
from app.facilitation.refusals import Reason, Refused
from app.facilitation.terms import LINE, Cameras, PauseAnswer, Where
from app.facilitation.voices import NONE, voices
from tests.facilitation.scenario import (
    MEMBERS,
    WITH_OTHERS,
    Scenario,
    agreed,
    by_phone,
    check_in,
    in_round,
    lobby,
    planned,
)

EVERYBODY = {*MEMBERS, "jo"}
DROPS = c.NoteAway(person="amina")


def table(one: Scenario) -> set[str]:
    return set(voices(one.state).table)


def heard(one: Scenario) -> set[str]:
    return set(voices(one.state).heard)


def seen(one: Scenario) -> set[str]:
    return set(voices(one.state).seen)


def two_here(one: Scenario, who: str, host: str) -> Scenario:
    one.give(c.NoteAway(person=who), LINE)
    one.give(c.SayTwoHere(person=who), host)
    return one


def drop(one: Scenario, *people: str) -> Scenario:
    for who in people:
        one.give(c.NoteAway(person=who), LINE)
    return one


@pytest.mark.parametrize("where", [Where.CALL, Where.TEXT])
def test_M7_beside_a_call_and_by_text_this_room_carries_no_voice(where: Where) -> None:
    one = in_round(contract=Contract(cameras=Cameras.ON))
    assert voices(one.state) != NONE
    one.give(c.ChooseWhere(where=where), "jo")
    assert voices(one.state) == NONE
    one.give(c.ChooseWhere(where=Where.HERE), "jo")
    assert heard(one) == {"amina"}


def test_M7_nor_before_a_session_nor_after_it() -> None:
    assert voices(planned().state) == NONE
    one = in_round()
    one.give(c.EndNow(), "jo")
    assert voices(one.state) == NONE


def test_M8_connected_is_whoever_is_with_us_by_a_line_up_or_dropped() -> None:
    one = lobby(here=("jo", *MEMBERS[1:]))
    assert table(one) == EVERYBODY - {"amina"}, "she has yet to come"
    one.give(c.NoteHere(person="amina"), LINE)
    drop(one, "danny")
    one.give(c.StepOut(), "gareth")
    assert table(one) == EVERYBODY
    one.give(c.Leave(), "ruth")
    one.give(c.RemovePerson(person="priya"), "jo")
    assert table(one) == EVERYBODY - {"ruth", "priya"}


def test_M8_a_guest_is_connected_only_once_they_are_let_in() -> None:
    one = in_round("clarify", people=WITH_OTHERS)
    assert "rao" not in table(one)
    drop(one, "rao")
    assert "rao" not in table(one), "a line that drops outside comes back outside"
    one.give(c.NoteHere(person="rao"), LINE)
    one.give(c.AdmitGuest(guest="rao"), "jo")
    assert "rao" in table(one)
    drop(one, "rao")
    assert "rao" in table(one)
    one.give(c.NoteHere(person="rao"), LINE)
    one.give(c.SendGuestOut(guest="rao"), "jo")
    assert "rao" not in table(one)


def test_M8_whoever_has_no_screen_has_no_device_to_connect() -> None:
    one = by_phone(two_here(in_round("clarify"), "priya", "danny"), "ruth")
    assert table(one) == EVERYBODY - {"priya", "ruth"}
    one.give(c.NoteHere(person="ruth"), LINE)
    assert "ruth" in table(one)


@pytest.mark.parametrize("step", ["present", "clarify", "look-back"])
def test_M9_by_voice_those_are_heard_who_have_the_floor(step: str) -> None:
    one = in_round(step, people=WITH_OTHERS)
    assert heard(one) == one.heard()
    assert ("jo" in heard(one)) == (step == "look-back")


def test_M9_an_access_seat_is_heard_exactly_when_their_member_is() -> None:
    one = in_round("clarify", people=WITH_OTHERS)
    assert heard(one) == {"amina", "sian"}
    one.give(c.OpenStep(step="r1.explore"), "amina")
    hand = one.give(c.RaiseHand(), "ruth")
    one.give(c.TakeHand(hand=hand), "amina")
    one.give(c.LetMeThink(step="r1.explore"), "amina")
    assert heard(one) == {"amina", "sian"}, "whoever asks waits for the holder to have thought"
    one.give(c.BeginWord(step="r1.explore"), "jo")
    assert heard(one) == {"jo"}, "in a word the facilitator alone is heard"


def test_M9_in_a_pause_and_on_an_open_floor_voices_are_as_the_floor_is() -> None:
    one = in_round()
    pause = one.give(c.PauseTogether(), "amina")
    assert heard(one) == {"amina", "jo"}
    one.give(c.AnswerPause(pause=pause, answer=PauseAnswer.LET_SET_IN), "amina")
    assert heard(one) == EVERYBODY
    one = drop(in_round("clarify", people=WITH_OTHERS), "jo")
    one.later(seconds=61)
    assert one.state.open_to_all
    assert heard(one) == {*MEMBERS, "sian"}


def test_M10_the_holder_is_heard_on_when_their_line_drops() -> None:
    one = drop(in_round(), "amina")
    assert one.heard() == set(), "as the room knows it, they are not with us"
    assert heard(one) == {"amina"}
    one.give(c.OpenStep(step="r1.clarify"), "jo")
    hand = one.give(c.RaiseHand(), "ruth")
    one.give(c.TakeHand(hand=hand), "jo")
    assert heard(one) == {"amina", "ruth"}
    drop(one, "ruth")
    assert heard(one) == {"amina", "ruth"}, "whoever asks is heard on too"
    one.give(c.Leave(), "danny")
    one.give(c.NoteHere(person="amina"), LINE)
    one.give(c.Leave(), "amina")
    assert heard(one) == {"ruth"}, "who leaves is not"


def test_M10_whoevers_turn_it_is_is_heard_on_and_nobody_else_whose_line_drops() -> None:
    one = check_in()
    drop(one, "amina", "danny")
    assert one.state.turns.now is not None
    assert one.state.turns.now.person == "amina"
    assert heard(one) == {"amina", "jo"}
    assert heard(drop(lobby(), "amina")) == EVERYBODY - {"amina"}, "nor in a lobby, where the floor is nobody's"


def test_M10_whoever_is_asked_to_answer_is_heard_on() -> None:
    one = in_round("questions", round_format="wial")
    hand = one.give(c.RaiseHand(to="danny"), "ruth")
    one.give(c.TakeHand(hand=hand), "jo")
    assert heard(drop(one, "danny")) == {"amina", "ruth", "danny"}


@pytest.mark.parametrize("who", ["amina", "sian"])
def test_M10_with_whoever_speaks_for_them(who: str) -> None:
    one = drop(in_round(people=WITH_OTHERS), who)
    assert heard(one) == {"amina", "sian"}
    one.give(c.OpenStep(step="r1.clarify"), "jo")
    hand = one.give(c.RaiseHand(), "ruth")
    one.give(c.TakeHand(hand=hand), "jo")
    assert heard(one) == {"amina", "sian", "ruth"}


def test_M10_an_access_seat_has_no_floor_of_its_own_to_keep() -> None:
    one = drop(check_in(people=WITH_OTHERS), "sian")
    turn = one.state.turns.now
    assert turn is not None
    assert heard(one) == {"amina", "sian", "jo"}
    one.give(c.EndTurn(turn=turn.number), "amina")
    assert heard(one) == {"danny", "jo"}
    assert "sian" not in heard(drop(lobby(people=WITH_OTHERS), "sian"))


def test_M10_a_line_that_drops_gives_nobody_the_floor() -> None:
    one = drop(in_round("consult", round_format="troika"), "amina")
    assert "amina" not in heard(one), "the client listens, line or not"
    one = drop(in_round("clarify"), "amina")
    one.give(c.BeginWord(step="r1.clarify"), "jo")
    assert heard(one) == {"jo"}


def in_their_airspace(who: str, host: str) -> Scenario:
    """The first round is this member's, who sits at another's device."""
    one = two_here(agreed(), who, host)
    one.give(c.OpenStep(step="r1.present"), "jo")
    return one


@pytest.mark.parametrize("who", ["priya", "danny"])
def test_M11_a_device_is_heard_when_somebody_who_sits_at_it_may_be(who: str) -> None:
    one = two_here(in_round("clarify"), "priya", "danny")
    up = c.EnterFor(person="priya", entry=c.RaiseHand()) if who == "priya" else c.RaiseHand()
    assert heard(one) == {"amina"}
    hand = one.give(up, "danny")
    one.give(c.TakeHand(hand=hand), "jo")
    assert heard(one) == {"amina", "danny"}


def test_M11_also_when_its_line_has_dropped() -> None:
    one = in_their_airspace("amina", "danny")
    assert heard(one) == {"danny"}, "her microphone is his"
    drop(one, "danny")
    assert one.state.presence["amina"] == one.state.presence["danny"] == "away"
    assert "danny" in heard(one), "a fault of our line interrupts nobody"
    one.give(c.NoteHere(person="danny"), LINE)
    assert "danny" in heard(one), "until she has said where she is"
    one.give(c.NoteHere(person="amina"), LINE)
    assert heard(one) == {"amina"}
    drop(one, "amina")
    assert heard(one) == {"amina"}, "where she last sat: at a line of her own"


def test_M11_a_device_whose_passenger_has_gone_of_themselves_is_not() -> None:
    one = in_their_airspace("amina", "danny")
    one.give(c.NoteGone(person="amina"), "danny")
    assert "danny" not in heard(one)
    one = in_their_airspace("amina", "danny")
    one.give(c.Leave(), "danny")
    assert "danny" not in heard(one), "with the device she has gone as well"


@pytest.mark.parametrize("cameras", [Cameras.SMALL, Cameras.ON])
def test_M12_pictures_are_as_the_contract_has_them(cameras: Cameras) -> None:
    assert seen(in_round(contract=Contract(cameras=cameras))) == EVERYBODY
    assert seen(in_round(contract=Contract(cameras=Cameras.OFF))) == set()


def test_M12_N9_they_are_from_the_moment_the_set_agrees_to_them() -> None:
    one = in_round()
    one.give(c.OpenStep(step="writing"), "jo")
    put = one.give(c.ProposeContract(contract=Contract(text="With pictures.", cameras=Cameras.SMALL)), "jo")
    assert seen(one) == set()
    for who in MEMBERS:
        one.give(c.SayOfContract(proposal=put, content=True), who)
    one.give(c.AgreeContract(proposal=put), "jo")
    assert seen(one) == EVERYBODY


def test_M12_an_access_seat_and_its_member_are_seen_in_any_case_while_it_is_here() -> None:
    one = in_round(people=WITH_OTHERS)
    assert seen(one) == {"amina", "sian"}
    drop(one, "sian")
    assert seen(one) == {"amina", "sian"}
    one.give(c.NoteHere(person="sian"), LINE)
    one.give(c.Leave(), "sian")
    assert seen(one) == set()
    one = by_phone(in_round("clarify", people=WITH_OTHERS), "amina")
    assert seen(one) == {"sian"}, "who has no screen has no picture"


@pytest.mark.parametrize("cameras", Cameras)
def test_M13_the_client_of_a_troika_is_neither_seen_nor_heard_while_the_consultants_talk(cameras: Cameras) -> None:
    contract = Contract(cameras=cameras)
    one = in_round("clarify", round_format="troika", people=WITH_OTHERS, contract=contract)
    assert "amina" in seen(one)
    one.give(c.OpenStep(step="r1.consult"), "amina")
    shown = {"sian"} if cameras is Cameras.OFF else {*EVERYBODY, "sian"} - {"amina"}
    assert seen(one) == shown
    assert heard(one) == set(MEMBERS) - {"amina"}
    one.give(c.OpenStep(step="r1.reflect"), "amina")
    assert "amina" in seen(one)


def test_M13_only_a_step_in_which_the_others_talk_turns_the_holder_away() -> None:
    step = 'id = "a"\nname = "A"\nweight = 2\nholder_unseen = true'
    text = f'name = "x"\ntitle = "X"\n[[step]]\n{step}\nfloor = '
    assert parse_round_format(f'{text}"others"').step[0].holder_unseen
    with pytest.raises(Refused) as refusal:
        parse_round_format(f'{text}"holder"')
    assert refusal.value.reason is Reason.BAD_FORMAT
    assert "holder_unseen" in str(refusal.value.detail["why"])
