"""M: where a set meets: by voice in this room, beside a call of its own, by text; and what of its lines is told."""

import re
from urllib.parse import urlsplit

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from app.facilitation import commands as c
from app.facilitation import events as e
from app.facilitation.call_link import kept_link
from app.facilitation.formats import parse_round_format, parse_session_format
from app.facilitation.message import Seal
from app.facilitation.plan import Contract
from app.facilitation.refusals import Reason, Refused
from app.facilitation.report import LEAD_LOG
from app.facilitation.sections import VoiceSection
from app.facilitation.terms import LINE, OFFICE, Cameras, Presence, Stop, Where
from app.facilitation.voices import MOST
from tests.facilitation.scenario import (
    MEMBERS,
    RAO,
    WITH_OTHERS,
    Scenario,
    agreed,
    by_phone,
    check_in,
    in_round,
    lobby,
    planned,
    shipped,
)

LINK = "https://teams.example/l/meetup-join/19%3ameeting_YWJj%40thread.v2/0?context=%7b%22Tid%22%3a%221%22%7d"
APART = (Where.CALL, Where.TEXT)


def planned_for(where: Where, link: str = "") -> Scenario:
    one = planned(people=WITH_OTHERS)
    one.give(
        c.OpenLobby(
            people=WITH_OTHERS,
            session_format=parse_session_format(shipped("sessions", "two-hours")),
            round_format=parse_round_format(shipped("rounds", "als-4step")),
            where=where,
            call_link=link,
        ),
        OFFICE,
    )
    for person in WITH_OTHERS:
        one.give(c.NoteHere(person=person.id), LINE)
    return one


def meeting(one: Scenario, where: Where, link: str = "") -> Scenario:
    """From now on it meets so."""
    one.give(c.ChooseWhere(where=where, call_link=link), "jo")
    return one


@pytest.mark.parametrize("where", Where)
def test_M1_a_set_meets_as_it_was_planned(where: Where) -> None:
    one = planned_for(where, LINK)
    for who in ("amina", "jo", "sian"):
        shown = one.view(who).voice
        assert (shown.where, shown.link) == (where, LINK if where is Where.CALL else "")


def test_M1_a_set_of_which_nothing_else_is_said_meets_by_voice_in_this_room() -> None:
    assert lobby().view("amina").voice.where is Where.HERE


def test_M2_whoever_drives_may_choose_otherwise_for_today_at_any_moment() -> None:
    one = in_round()
    for who in MEMBERS:
        assert one.refused(c.ChooseWhere(where=Where.TEXT), who) is Reason.NOT_YOURS
    meeting(one, Where.CALL, LINK)  # in airspace: sound that fails is no reason to wait
    assert (one.view("amina").voice.where, one.view("amina").voice.link) == (Where.CALL, LINK)
    one.give(c.PauseTogether(), "amina")
    meeting(one, Where.TEXT)
    assert one.view("amina").voice.where is Where.TEXT
    events = len(one.log)
    meeting(one, Where.TEXT)
    assert len(one.log) == events, "pressed twice it is chosen once"


def test_M2_nobody_chooses_before_the_doors_open_or_after_the_close() -> None:
    one = planned()
    assert one.refused(c.ChooseWhere(where=Where.TEXT), "jo") is Reason.NOT_OPEN
    one = meeting(in_round(), Where.CALL, LINK)
    one.give(c.EndNow(), "jo")
    assert one.refused(c.ChooseWhere(where=Where.HERE), "jo") is Reason.NOT_OPEN
    assert one.view("amina").voice.link == "", "a call that is over is not gone to"


@pytest.mark.parametrize(
    "link",
    [
        LINK,
        "https://zoom.example/j/8675309?pwd=QmFzZTY0Lg==",
        "https://meet.example",
        "https://meet.example:8443/room#now",
        "HTTPS://Meet.Example/Room",
        f"  {LINK}\n",
        "https://meet.example/" + "a" * 479,
    ],
)
def test_M3_the_address_of_a_call_is_kept_as_it_is(link: str) -> None:
    assert meeting(lobby(), Where.CALL, link).view("amina").voice.link == link.strip()


@pytest.mark.parametrize(
    "link",
    [
        "http://meet.example/room",
        "javascript:alert(1)//https://meet.example",
        "meet.example/room",
        "https://",
        "https:///room",
        "https://teams.example@elsewhere.example/room",
        "https://teams.example:secret@elsewhere.example/room",
        "https://teams.example\\@elsewhere.example",
        "https://meet.example/a room",
        "https://meet.example/<script>",
        'https://meet.example/"onclick',
        "https://meet.example/\u202egnp.moor",
        "https://tеams.example/room",  # with a Cyrillic letter, as a false friend would have it
        "https://meet.example:port/room",
        "https://-meet.example/room",
        "https://meet.example\nhttps://elsewhere.example",
    ],
)
def test_M3_an_address_that_leads_elsewhere_or_nowhere_is_refused(link: str) -> None:
    one = lobby()
    assert one.refused(c.ChooseWhere(where=Where.CALL, call_link=link), "jo") is Reason.NOT_A_LINK
    with pytest.raises(AssertionError, match="was not refused"):  # without a call nobody looks at it
        one.refused(c.ChooseWhere(where=Where.TEXT, call_link=link), "jo")
    assert one.view("jo").voice.link == ""


PIECES = (
    "https:",
    "HTTPS:",
    "//",
    "/",
    "\\",
    "@",
    ":",
    "?",
    "#",
    "%2F",
    " ",
    "\t",
    "\n",
    "[",
    "]",
    ".",
    "-",
    "é",
    "8443",
)


@given(
    st.lists(
        st.one_of(st.sampled_from(PIECES), st.sampled_from(("teams.example", "a", "elsewhere")), st.text(max_size=3))
    )
)
@example(["https://", "teams.example", "\\", "@", "elsewhere"])
def test_M3_whatever_is_kept_leads_where_it_says(pieces: list[str]) -> None:
    for text in ("".join(pieces), "https://" + "".join(pieces)):
        try:
            link = kept_link(Where.CALL, text)
        except Refused:
            continue
        if link:
            parts = urlsplit(link)
            assert (parts.scheme, parts.username, parts.password) == ("https", None, None)
            named = link[len("https://") :]
            host = re.split("[/?#:]", named, maxsplit=1)[0]
            assert parts.hostname == host.lower()
            assert link.isascii()
            assert link.isprintable()


def test_M3_an_address_has_five_hundred_letters_at_the_most() -> None:
    one = lobby()
    far = c.ChooseWhere(where=Where.CALL, call_link="https://meet.example/" + "a" * 480)
    assert one.refused(far, "jo") is Reason.TOO_LONG


def test_M3_without_an_address_the_facilitator_tells_and_a_change_of_it_is_a_choice() -> None:
    one = meeting(lobby(), Where.CALL)
    assert (one.view("amina").voice.where, one.view("amina").voice.link) == (Where.CALL, "")
    meeting(one, Where.CALL, LINK)
    assert one.view("amina").voice.link == LINK
    meeting(one, Where.HERE, LINK)
    assert one.view("amina").voice.link == ""


def test_M3_whoever_waits_outside_is_shown_no_call_and_leads_are_not_told_its_address() -> None:
    one = planned_for(Where.CALL, LINK)
    assert one.view("rao").voice == VoiceSection(Where.HERE, "", Cameras.OFF, 0, MOST)
    one.give(c.AdmitGuest(guest="rao"), "jo")
    assert one.view("rao").voice == one.view("amina").voice
    for kind in (e.LobbyOpened, e.WhereChosen):
        assert kind.seals()["call_link"] is Seal.SET
    assert "where_chosen" not in LEAD_LOG


@pytest.mark.parametrize("where", APART)
def test_M4_beside_a_call_and_by_text_a_line_that_drops_stops_no_clock(where: Where) -> None:
    one = meeting(in_round(), where)
    left = one.left()
    one.give(c.NoteAway(person="amina"), LINE)
    one.later(2)
    assert one.left() == left - 2
    assert one.view("danny").clock.running
    assert one.asks("danny") == "airspace_listen", "nobody is told that anything was kept"
    assert one.view("jo").desk is not None
    one.give(c.NoteHere(person="amina"), LINE)
    one.later(1)
    assert one.left() == left - 3


@pytest.mark.parametrize("where", APART)
def test_M4_nor_does_a_holder_who_never_came_to_this_room(where: Where) -> None:
    one = agreed(here=("jo", *MEMBERS[1:]))
    meeting(one, where)
    one.give(c.OpenStep(step="r1.present"), "jo")
    assert one.state.presence["amina"] is Presence.EXPECTED
    assert one.view("danny").clock.running


@pytest.mark.parametrize("where", APART)
@pytest.mark.parametrize("going", [c.StepOut(), c.Leave()])
def test_M4_whoever_says_themselves_that_they_go_is_waited_for(where: Where, going: c.Command) -> None:
    one = meeting(in_round(), where)
    one.give(going, "amina")
    assert Stop.HOLDER_AWAY in one.state.stops
    one.give(
        c.ComeBack() if isinstance(going, c.StepOut) else c.NoteHere(person="amina"),
        "amina" if isinstance(going, c.StepOut) else LINE,
    )
    assert one.view("danny").clock.running


@pytest.mark.parametrize("where", APART)
def test_M4_the_clock_starts_when_the_set_goes_to_its_call_and_stops_when_it_comes_back(where: Where) -> None:
    one = in_round()
    one.give(c.NoteAway(person="amina"), LINE)
    left = one.left()
    meeting(one, where)
    one.later(1)
    assert one.left() == left - 1, "they talk on in their call"
    meeting(one, Where.HERE)
    one.later(1)
    assert one.left() == left - 1
    assert Stop.HOLDER_AWAY in one.state.stops


@pytest.mark.parametrize("where", APART)
def test_M4_what_else_stopped_the_clock_stops_it_still(where: Where) -> None:
    one = in_round()
    one.give(c.StopClock(step="r1.present"), "jo")
    one.give(c.NoteAway(person="amina"), LINE)
    meeting(one, where)
    assert one.state.stops == {Stop.CHAIR}
    assert not one.view("danny").clock.running


def desk_tells(one: Scenario) -> list[str]:
    desk = one.view("jo").desk
    assert desk is not None
    return desk.no_line


def test_M5_the_desk_is_told_whose_line_has_dropped() -> None:
    one = planned_for(Where.HERE)
    assert desk_tells(one) == []
    for who in ("sian", "danny"):
        one.give(c.NoteAway(person=who), LINE)
    one.give(c.StepOut(), "gareth")
    one.give(c.Leave(), "ruth")
    assert desk_tells(one) == ["danny", "sian"], "in the order of seats; who said that they go is not among them"
    one.give(c.NoteOnPhone(person="danny"), "jo")
    assert desk_tells(one) == ["sian"]


def test_M5_in_this_room_who_has_yet_to_come_is_not_missed() -> None:
    assert desk_tells(check_in(here=("jo", *MEMBERS[1:]))) == []


@pytest.mark.parametrize("where", APART)
def test_M5_beside_a_call_and_by_text_the_desk_is_told_who_has_not_come_to_this_room(where: Where) -> None:
    one = meeting(lobby(here=("jo", *MEMBERS[2:])), where)
    assert desk_tells(one) == [], "in the lobby they are still coming"
    one.give(c.OpenStep(step="check-in"), "jo")
    one.give(c.NoteAway(person="ruth"), LINE)
    assert desk_tells(one) == ["amina", "danny", "ruth"]
    one.give(c.NoteHere(person="amina"), LINE)
    by_phone(one, "gareth")
    assert desk_tells(one) == ["danny", "ruth"]


@pytest.mark.parametrize("where", Where)
def test_M5_a_guest_is_missed_once_they_have_been_let_in(where: Where) -> None:
    one = planned_for(where)
    one.give(c.OpenStep(step="check-in"), "jo")
    one.give(c.NoteAway(person=RAO.id), LINE)
    assert desk_tells(one) == []
    one.give(c.NoteHere(person=RAO.id), LINE)
    one.give(c.AdmitGuest(guest=RAO.id), "jo")
    one.give(c.NoteAway(person=RAO.id), LINE)
    assert desk_tells(one) == ["rao"]


@pytest.mark.parametrize(("where", "told"), [(Where.HERE, "holder_gone"), *((one, "holder_no_line") for one in APART)])
def test_M5_the_desk_is_told_how_it_stands_when_the_holders_line_drops(where: Where, told: str) -> None:
    one = meeting(in_round(), where)
    one.give(c.NoteAway(person="amina"), LINE)
    desk = one.view("jo").desk
    assert desk is not None
    assert (desk.what_now.key, desk.what_now.names) == (told, {"holder": "amina"})


@pytest.mark.parametrize("where", Where)
@pytest.mark.parametrize("step", ["present", "clarify"])
def test_M6_when_two_cannot_hear_the_clock_stands_still_wherever_the_set_meets(where: Where, step: str) -> None:
    one = meeting(in_round(step), where)
    one.give(c.StopForHearing(), LINE)
    assert not one.view("danny").clock.running
    assert one.asks("amina") == "cannot_hear_holder"
    assert one.view("jo").desk is not None
    one.give(c.StartClock(step=one.state.step_id or ""), "amina")
    assert one.view("danny").clock.running


def expected(one: Scenario) -> int:
    return one.view("gareth").voice.expected


def test_M14_everybody_is_told_how_many_seats_have_a_device_of_their_own() -> None:
    one = planned_for(Where.HERE)
    assert (expected(one), one.view("gareth").voice.most) == (9, 9), "six members, Jo, an interpreter, a guest"
    by_phone(one, "ruth")
    assert expected(one) == 8
    one.give(c.NoteAway(person="priya"), LINE)
    assert expected(one) == 8, "a line that drops comes back"
    one.give(c.SayTwoHere(person="priya"), "danny")
    assert expected(one) == 7
    one.give(c.Leave(), "maureen")
    one.give(c.RemovePerson(person="rao"), "jo")
    assert expected(one) == 5
    one.give(c.NoteHere(person="priya"), LINE)
    assert expected(one) == 6


def test_M14_who_has_yet_to_come_is_expected_and_in_airspace_the_number_stands_still() -> None:
    assert expected(lobby(here=("jo",))) == 7
    one = in_round()
    assert expected(one) == 7
    one.give(c.Leave(), "ruth")
    by_phone(one, "danny")
    assert expected(one) == 7, "nobody's coming or going changes anything on a page in airspace"
    one.give(c.OpenStep(step="r1.clarify"), "amina")
    assert expected(one) == 5


def test_M14_what_the_contract_has_of_cameras_is_told_with_it() -> None:
    one = lobby(contract=Contract(cameras=Cameras.SMALL))
    assert one.view("amina").voice.cameras is Cameras.SMALL


@pytest.mark.parametrize("where", APART)
def test_M4_a_holder_who_sends_apologies_is_waited_for_as_one_who_left(where: Where) -> None:
    one = meeting(agreed(here=("jo", *MEMBERS[1:])), where)
    one.give(c.OpenStep(step="r1.present"), "jo")
    assert one.view("danny").clock.running
    one.give(c.NoteApologies(person="amina"), "jo")
    assert Stop.HOLDER_AWAY in one.state.stops
    one.give(c.NoteApologies(person="amina", on=False), "jo")
    assert one.view("danny").clock.running
