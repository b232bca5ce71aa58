"""K and U: access seats and guests who are given a place once the people of the session were fixed."""

from dataclasses import asdict

from app.facilitation import commands as c
from app.facilitation import events as e
from app.facilitation.plan import Person
from app.facilitation.refusals import Reason
from app.facilitation.terms import LINE, OFFICE, PersonKind, Presence
from app.facilitation.views import Audience, audience_of
from app.facilitation.voices import voices
from tests.facilitation.scenario import (
    MEMBERS,
    PEOPLE,
    RAO,
    SIAN,
    Scenario,
    check_in,
    in_round,
    lobby,
    planned,
)

WITH_SIAN = (*PEOPLE, SIAN)


def closed(one: Scenario) -> e.SessionClosed:
    one.give(c.EndNow(), "jo")
    [found] = one.happened(e.SessionClosed)
    return found


def test_K5_an_interpreter_added_once_the_doors_are_open_is_in_at_once() -> None:
    for one in (lobby(), check_in(), in_round("clarify")):
        one.give(c.AddPerson(person=SIAN), OFFICE)
        assert one.state.presence["sian"] is Presence.EXPECTED
        one.give(c.NoteHere(person="sian"), LINE)
        assert audience_of(one.state, "sian") is Audience.SET
        assert one.view("sian").mine.beside == "amina"
        assert {"amina", "sian"} <= one.heard()
        assert {"amina", "sian"} <= voices(one.state).heard
        assert set(closed(one).attendance) == set(MEMBERS)
        one.check_replay()


def test_K5_U8_nobody_twice_no_member_and_not_for_a_stranger() -> None:
    one = check_in(people=WITH_SIAN)
    kwame = Person(id="kwame", name="Kwame")
    for person, reason in (
        (SIAN, Reason.ALREADY),
        (PEOPLE[0], Reason.ALREADY),
        (kwame, Reason.BAD_VALUE),
        (kwame.model_copy(update={"kind": PersonKind.FACILITATOR}), Reason.BAD_VALUE),
        (RAO.model_copy(update={"beside": "amina"}), Reason.BAD_VALUE),
        *((SIAN.model_copy(update={"id": "nia", "beside": who}), Reason.BAD_VALUE) for who in (None, "jo", "kwame")),
    ):
        assert one.refused(c.AddPerson(person=person), OFFICE) is reason
    one.give(c.RemovePerson(person="ruth"), OFFICE)
    assert one.refused(c.AddPerson(person=SIAN.model_copy(update={"id": "nia", "beside": "ruth"})), OFFICE) is (
        Reason.BAD_VALUE
    )
    closed(one)
    assert one.refused(c.AddPerson(person=RAO), OFFICE) is Reason.NOT_OPEN


def test_U8_only_the_office_adds_anybody() -> None:
    one = check_in()
    for who in ("jo", "amina", LINE):
        assert one.refused(c.AddPerson(person=RAO), who) is Reason.NOT_YOURS


def test_K5_U8_a_session_has_room_for_as_many_as_it_could_be_planned_with() -> None:
    one = check_in()
    for n in range(17):
        one.give(c.AddPerson(person=RAO.model_copy(update={"id": f"guest-{n}"})), OFFICE)
    assert len(one.state.people) == 24
    assert one.refused(c.AddPerson(person=SIAN), OFFICE) is Reason.TOO_MANY
    one.give(c.RemovePerson(person="guest-3"), OFFICE)
    one.give(c.AddPerson(person=SIAN), OFFICE)


def test_U8_a_guest_added_once_the_doors_are_open_waits_and_is_let_in() -> None:
    one = check_in()
    one.give(c.AddPerson(person=RAO), OFFICE)
    one.give(c.NoteHere(person="rao"), LINE)
    assert audience_of(one.state, "rao") is Audience.WAITING
    assert "rao" not in voices(one.state).table
    one.give(c.ObjectToGuest(guest="rao"), "ruth")
    assert one.refused(c.AdmitGuest(guest="rao"), "jo") is Reason.NOT_CONTENT
    one.give(c.ObjectToGuest(guest="rao", object=False), "ruth")
    one.give(c.AdmitGuest(guest="rao"), "jo")
    assert audience_of(one.state, "rao") is Audience.GUEST
    one.give(c.RemovePerson(person="rao"), OFFICE)
    assert one.state.presence["rao"] is Presence.REMOVED
    one.check_replay()


def test_U8_whoever_was_added_before_the_doors_open_waits_for_them_and_has_one_seat() -> None:
    one = planned()
    one.give(c.AddPerson(person=RAO), OFFICE)
    assert one.state.presence["rao"] is Presence.EXPECTED
    lobby(people=(*PEOPLE, RAO), begun=one, here=())
    assert [each.id for each in one.state.people].count("rao") == 1


def test_A7_K5_U8_nobodys_table_changes_in_airspace_for_whoever_is_added_in_it() -> None:
    one = in_round("present")
    watching = ("amina", "danny", "ruth")
    before = {who: asdict(one.view(who)) for who in watching}
    one.give(c.AddPerson(person=RAO), OFFICE)
    one.give(c.NoteHere(person="rao"), LINE)
    assert {who: asdict(one.view(who)) for who in watching} == before
    one.give(c.AddPerson(person=SIAN.model_copy(update={"beside": "danny"})), OFFICE)
    one.give(c.NoteHere(person="sian"), LINE)
    for who in watching:
        after = asdict(one.view(who))
        hers = after["people"]["people"].pop()  # by which her voice and picture find their way; nothing is drawn
        assert (hers["id"], hers["hidden"], hers["presence"]) == ("sian", True, Presence.EXPECTED)
        assert after == before[who]
    assert "sian" in voices(one.state).table, "she hears what she is to put into signs"
    one.give(c.OpenStep(step="r1.clarify"), "amina")
    shown_now = {line.id: (line.presence, line.hidden) for line in one.view("ruth").people.people}
    assert (shown_now["sian"], shown_now["rao"]) == ((Presence.HERE, False), (Presence.WAITING, False))
    one.check_replay()
