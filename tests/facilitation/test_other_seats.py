"""K and U: access seats and guests."""

from collections.abc import Callable
from dataclasses import asdict

import orjson
import pytest

from app.facilitation import commands as c
from app.facilitation import events as e
from app.facilitation.plan import Contract, OpenAction, Person
from app.facilitation.refusals import Reason, Refused
from app.facilitation.report import lead_report
from app.facilitation.terms import LINE, MINUTE, OFFICE, ActionStatus, BidKind, Ending, PersonKind, Presence
from app.facilitation.timing import LEFT_OPEN_AFTER
from app.facilitation.views import Audience, audience_of, shared_sections
from app.facilitation.voices import voices
from tests.facilitation.scenario import (
    MEMBERS,
    PEOPLE,
    RAO,
    SIAN,
    START,
    WITH_OTHERS,
    Scenario,
    agreed,
    asking,
    check_in,
    in_round,
    lobby,
    planned,
    reviewing,
)
from tests.facilitation.test_leads import facts

WITH_SIAN = (*PEOPLE, SIAN)
WITH_RAO = (*PEOPLE, RAO)
REAFFIRMS = {"reaffirm", "raise_contract"}
GOES = {"step_out", "leave", "say_overheard", "say_ready", "say_line", "cannot_hear"}
BESIDE = {"word_to_chair", "caption"}


def close(one: Scenario) -> e.SessionClosed:
    one.give(c.EndNow(), "jo")
    [closed] = one.happened(e.SessionClosed)
    return closed


def let_in(one: Scenario) -> Scenario:
    one.give(c.AdmitGuest(guest="rao"), "jo")
    return one


def shown(one: Scenario, who: str) -> str:
    return orjson.dumps(asdict(one.view(who))).decode()


# --- access seats ----------------------------------------------------------------------------------------------------


def test_K1_an_access_seat_is_tied_to_one_member() -> None:
    for beside in (None, "jo", "stranger"):
        lost = SIAN.model_copy(update={"beside": beside})
        with pytest.raises(Refused) as refusal:
            planned(people=(*PEOPLE, lost))
        assert refusal.value.reason is Reason.BAD_VALUE
    with pytest.raises(Refused):
        planned(people=(*PEOPLE, Person(id="sam", name="Sam", beside="amina")))
    assert lobby(people=WITH_SIAN).view("sian").mine.beside == "amina"


def test_K1_and_sees_all_that_the_set_sees() -> None:
    one = in_round("clarify", people=WITH_SIAN)
    question = one.give(c.PrepareQuestion(words="Who else?"), "danny")
    one.give(c.AskQuestion(question=question), "danny")
    assert audience_of(one.state, "sian") is Audience.SET
    mine, theirs = asdict(one.view("sian")), asdict(one.view("ruth"))
    for view in (mine, theirs):
        view.pop("mine")
    assert mine == theirs
    assert one.view("sian").desk is None


def test_K2_they_are_heard_exactly_when_their_member_is() -> None:
    one = check_in(people=WITH_SIAN)
    assert one.heard() == {"amina", "sian", "jo"}
    one.give(c.EndTurn(turn=1), "amina")
    assert one.heard() == {"danny", "jo"}
    for step in ("present", "clarify", "reflect"):
        two = in_round(step, people=WITH_SIAN)
        assert two.heard() == {"amina", "sian"}
    three = in_round("consult", people=WITH_SIAN, round_format="troika")
    assert three.heard() == {*MEMBERS} - {"amina"}
    assert in_round("stillness", people=WITH_SIAN, round_format="case-clinic").heard() == set()


def test_K2_on_an_open_floor_too_and_not_when_their_member_is_not_with_us() -> None:
    one = asking(people=WITH_SIAN)
    assert "sian" in one.heard()
    one.give(c.NoteAway(person="amina"), LINE)
    assert "sian" not in one.heard()
    one.give(c.NoteOnPhone(person="amina"), "jo")
    assert "sian" in one.heard()
    word = reviewing(people=WITH_SIAN)
    word.give(c.OpenStep(step="close"), "jo")
    assert {"amina", "sian"} <= word.heard()


def test_K3_they_count_in_no_number() -> None:
    one = check_in(people=WITH_SIAN)
    assert one.view("ruth").clock.step_due_at == START + 12 * MINUTE, "two minutes for each of six"
    turns = []
    while (turn := one.state.turns.now) is not None:
        turns.append(turn.person)
        one.give(c.EndTurn(turn=turn.number), "jo")
    assert turns == list(MEMBERS)
    desk = one.view("jo").desk
    assert desk is not None
    assert [person.person for person in desk.people] == list(MEMBERS)
    assert desk.writers == 6
    closed = close(one)
    assert set(closed.attendance) == set(MEMBERS)
    report = lead_report(facts(one))
    assert (report.members, report.attended.eligible) == (6, 6)


def test_K3_a_table_of_twelve_has_room_for_an_interpreter_and_one_of_two_is_too_small_with_her() -> None:
    crowd = tuple(Person(id=f"member-{n}", name=f"Member {n}") for n in range(11))
    planned(people=(*crowd, PEOPLE[-1], SIAN.model_copy(update={"beside": "member-3"})))
    with pytest.raises(Refused) as refusal:
        planned(people=(PEOPLE[0], PEOPLE[-1], SIAN))
    assert refusal.value.reason is Reason.TOO_MANY


def test_K3_nor_are_they_anybody_in_a_room_that_everybody_has_left() -> None:
    one = let_in(check_in(people=WITH_OTHERS))
    for who in (*MEMBERS, "jo"):
        one.give(c.Leave(), who)
    one.left_to_itself()
    assert one.state.ending is Ending.LEFT_OPEN
    assert one.now == START + 120 * MINUTE + LEFT_OPEN_AFTER


@pytest.mark.parametrize("begin", [lobby, check_in, asking, agreed, in_round, reviewing])
def test_K4_they_ask_bid_drive_and_object_to_nothing_and_may_reaffirm_the_contract(
    begin: Callable[..., Scenario],
) -> None:
    one = begin(people=WITH_SIAN)
    assert one.may("sian") <= REAFFIRMS | GOES | BESIDE
    assert one.may("sian") >= REAFFIRMS
    one.give(c.Reaffirm(version=1), "sian")
    assert one.view("sian").mine.reaffirmed


def test_K4_they_are_no_chair_holder_noter_or_invited_and_nothing_is_entered_for_them() -> None:
    one = in_round("clarify", people=WITH_OTHERS)
    let_in(one)
    for who in ("sian", "rao"):
        assert one.refused(c.HandOverChair(to=who), "jo") is Reason.NO_SUCH_PERSON
        assert one.refused(c.InvitePerson(person=who), "jo") is Reason.NO_SUCH_PERSON
        assert one.refused(c.ChooseNoter(person=who), "amina") is Reason.NO_SUCH_PERSON
        assert one.refused(c.EnterFor(person=who, entry=c.RaiseHand()), "jo") is Reason.NO_SUCH_PERSON
        assert one.refused(c.NoteOnPhone(person=who), "jo") is Reason.NO_SUCH_PERSON
    one.give(c.NoteAway(person="jo"), LINE)
    one.later(seconds=60)
    assert "driver" in one.view("danny").mine.roles
    for who in ("sian", "rao"):
        assert one.may(who) <= REAFFIRMS | GOES | (BESIDE if who == "sian" else set())
        assert one.refused(c.OfferToKeepTime(), who) is Reason.NOT_YOURS
    offer = one.give(c.OfferToKeepTime(), "danny")
    for who in ("sian", "rao"):
        assert one.refused(c.ObjectToOffer(offer=offer), who) is Reason.NOT_YOURS


# --- guests ----------------------------------------------------------------------------------------------------------


def test_U1_a_guest_waits_where_they_see_and_hear_nobody() -> None:
    one = asking(people=WITH_RAO, contract=Contract(text="It stays with us.", stand_in="ruth"))
    assert one.view("jo").people.people[-1].presence is Presence.WAITING
    assert "rao" not in one.heard()
    view = one.view("rao")
    assert (view.people.people, view.floor.heard, view.agenda.stages) == ([], [], [])
    assert (view.mine.may, view.mine.heard, view.mine.ask.key) == ([], False, "guest_waits")
    assert view.contract.text == "It stays with us."
    seen = shown(one, "rao")
    for person in PEOPLE:
        assert f'"{person.id}"' not in seen
        assert person.name not in seen


def test_U2_a_guest_is_let_in_by_the_chair_once_no_member_is_not_content() -> None:
    one = asking(people=WITH_RAO)
    assert one.refused(c.AdmitGuest(guest="rao"), "ruth") is Reason.NOT_YOURS
    for nobody in ("ruth", "stranger"):
        assert one.refused(c.AdmitGuest(guest=nobody), "jo") is Reason.NO_SUCH_PERSON
    one.give(c.ObjectToGuest(guest="rao"), "priya")
    assert one.view("danny").people.people[-1].objections == ["priya"]
    assert one.refused(c.AdmitGuest(guest="rao"), "jo") is Reason.NOT_CONTENT
    one.give(c.ObjectToGuest(guest="rao", object=False), "priya")
    one.give(c.AdmitGuest(guest="rao"), "jo")
    assert "rao" in one.heard()
    assert one.refused(c.AdmitGuest(guest="rao"), "jo") is Reason.NOT_NOW


def test_U2_whoever_left_still_has_their_say_and_whoever_was_taken_out_has_none() -> None:
    one = asking(people=WITH_RAO)
    for who in ("priya", "ruth"):
        one.give(c.ObjectToGuest(guest="rao"), who)
    one.give(c.RemovePerson(person="ruth"), "jo")
    one.give(c.Leave(), "priya")
    assert one.refused(c.AdmitGuest(guest="rao"), "jo") is Reason.NOT_CONTENT
    one.give(c.NoteHere(person="priya"), LINE)
    one.give(c.ObjectToGuest(guest="rao", object=False), "priya")
    one.give(c.AdmitGuest(guest="rao"), "jo")


def test_U2_members_alone_have_a_say_in_it() -> None:
    one = asking(people=WITH_OTHERS)
    for who in ("jo", "sian", "rao"):
        assert one.refused(c.ObjectToGuest(guest="rao"), who) is Reason.NOT_YOURS
    assert one.refused(c.ObjectToGuest(guest="sian"), "ruth") is Reason.NO_SUCH_PERSON


SECRETS = ("a bid's words", "another bid", "a question's words", "an action's words", "a learning", "what came of it")


def everything_written() -> Scenario:
    """A round in which there is something of everything that a guest is not shown."""
    one = check_in(people=WITH_RAO, open_actions=(OpenAction(id="old", owner="danny", what=SECRETS[3]),))
    one.give(c.ReportAction(action="old", status=ActionStatus.DONE, learned=SECRETS[5]), "danny")
    one.give(c.OpenStep(step="asking"), "jo")
    for who, words in (("amina", SECRETS[0]), ("ruth", SECRETS[1])):
        one.give(c.PlaceBid(kind=BidKind.ASKS, headline=words), who)
    let_in(one)
    return one


def test_U3_a_guests_view_has_no_bids_questions_actions_or_review() -> None:
    one = everything_written()

    def nothing_seen() -> bool:
        seen = shown(one, "rao")
        view = one.view("rao")
        lists = (view.bids.bids, view.questions.questions, view.questions.offers, view.actions.taken)
        return not any((*lists, view.actions.reports, view.review.items, view.review.learnings)) and not any(
            words in seen for words in SECRETS
        )

    assert nothing_seen()
    assert SECRETS[1] in shown(one, "danny")
    agenda = one.propose(("amina", 40))
    one.give(c.SayNotContent(agenda=agenda), "ruth")
    assert one.view("danny").agenda.proposal is not None
    assert one.view("rao").agenda.proposal is None, "who asked and gets no time is not for guests"
    one.give(c.AgreeAgenda(agenda=agenda), "jo")
    one.give(c.OpenStep(step="r1.present"), "jo")
    assert nothing_seen()
    one.give(c.OpenStep(step="r1.clarify"), "jo")
    question = one.give(c.PrepareQuestion(words=SECRETS[2]), "danny")
    up = one.give(c.RaiseHand(), "danny")
    one.give(c.TakeHand(hand=up), "jo")
    one.give(c.AskQuestion(question=question), "danny")
    assert one.view("ruth").floor.question == SECRETS[2]
    assert nothing_seen()
    one.give(c.OpenStep(step="r1.reflect"), "jo")
    one.give(c.TakeAction(what=SECRETS[3]), "amina")
    one.give(c.OpenStep(step="writing"), "jo")
    one.give(c.RateReview(ratings={"airspace": 5}), "amina")
    one.give(c.WriteLearning(words=SECRETS[4]), "amina")
    one.give(c.ShareLearning(), "amina")
    one.give(c.OpenStep(step="review"), "jo")
    assert SECRETS[4] in shown(one, "danny")
    assert nothing_seen()
    one.give(c.SendGuestOut(guest="rao"), "jo")
    assert nothing_seen()


def test_U3_nor_who_is_not_content_that_they_are_here() -> None:
    one = let_in(asking(people=WITH_RAO))
    one.give(c.ObjectToGuest(guest="rao"), "priya")
    assert one.view("danny").people.people[-1].objections == ["priya"]
    assert not any(line.objections for line in one.view("rao").people.people)


def test_U2_a_guest_is_let_in_only_where_somebody_of_the_set_is_there_to_agree_to_it() -> None:
    one = lobby(people=WITH_OTHERS, here=("jo", "rao"))
    assert one.refused(c.AdmitGuest(guest="rao"), "jo") is Reason.NO_MEMBER_HERE
    one.give(c.NoteOnPhone(person="amina"), "jo")
    one.give(c.AdmitGuest(guest="rao"), "jo")
    assert one.state.presence["rao"] is Presence.HERE


@pytest.mark.parametrize("step", ["lobby", "r1.clarify", "r1.present"])
def test_U7_an_objection_sends_a_guest_who_is_in_the_room_out_to_wait(step: str) -> None:
    one = lobby(people=WITH_OTHERS) if step == "lobby" else in_round("clarify", people=WITH_OTHERS)
    one.give(c.AdmitGuest(guest="rao"), "jo")
    if step == "r1.present":
        one.give(c.OpenStep(step=step), "jo")
    one.give(c.ObjectToGuest(guest="rao"), "priya")
    assert one.state.presence["rao"] is Presence.WAITING
    outside = one.view("rao")
    assert (outside.people.people, outside.floor.heard, outside.mine.may) == ([], [], [])
    if step == "r1.present":  # nobody is let in, and nobody's wish is shown, before the airspace is over
        assert one.refused(c.AdmitGuest(guest="rao"), "jo") is Reason.NOT_NOW
        one.give(c.OpenStep(step="r1.clarify"), "jo")
    found = next(line for line in one.view("jo").people.people if line.id == "rao")
    assert found.objections == ["priya"], "the desk is told"
    assert one.refused(c.AdmitGuest(guest="rao"), "jo") is Reason.NOT_CONTENT
    one.give(c.ObjectToGuest(guest="rao", object=False), "priya")
    assert one.state.presence["rao"] is Presence.WAITING, "whoever has the chair lets them in"
    one.give(c.AdmitGuest(guest="rao"), "jo")


@pytest.mark.parametrize("gone", [Presence.AWAY, Presence.LEFT])
def test_U7_a_guest_whose_line_is_gone_waits_when_it_is_back(gone: Presence) -> None:
    one = lobby(people=WITH_OTHERS)
    one.give(c.AdmitGuest(guest="rao"), "jo")
    if gone is Presence.AWAY:
        one.give(c.NoteAway(person="rao"), LINE)
    else:
        one.give(c.Leave(), "rao")
    one.give(c.ObjectToGuest(guest="rao"), "priya")
    assert one.state.presence["rao"] is gone
    assert "rao" not in voices(one.state).table, "nor does their device hear on"
    one.give(c.NoteHere(person="rao"), LINE)
    assert one.state.presence["rao"] is Presence.WAITING


def test_U4_a_guest_is_sent_to_wait_again_and_a_line_that_drops_comes_back_where_it_was() -> None:
    one = asking(people=WITH_RAO)

    def dropped() -> Presence:
        one.give(c.NoteAway(person="rao"), LINE)
        assert audience_of(one.state, "rao") is Audience.WAITING, "nothing is shown to a line that is gone"
        one.give(c.NoteHere(person="rao"), LINE)
        return one.state.presence["rao"]

    assert dropped() is Presence.WAITING
    let_in(one)
    assert dropped() is Presence.HERE
    assert one.refused(c.SendGuestOut(guest="rao"), "ruth") is Reason.NOT_YOURS
    assert one.refused(c.SendGuestOut(guest="ruth"), "jo") is Reason.NO_SUCH_PERSON
    one.give(c.SendGuestOut(guest="rao"), "jo")
    assert one.view("rao").people.people == []
    assert dropped() is Presence.WAITING


@pytest.mark.parametrize("begin", [lobby, check_in, asking, agreed, in_round, reviewing])
def test_U5_guests_drive_ask_bid_and_rate_nothing(begin: Callable[..., Scenario]) -> None:
    one = in_round("clarify", people=WITH_RAO) if begin is in_round else begin(people=WITH_RAO)
    let_in(one)
    assert one.may("rao") <= REAFFIRMS | GOES
    assert one.view("rao").desk is None
    assert "rao" not in close(one).attendance


def test_U5_nobody_is_let_in_during_airspace() -> None:
    one = in_round("present", people=WITH_RAO, here=(*MEMBERS, "jo"))
    before = one.view("amina")
    one.give(c.NoteHere(person="rao"), LINE)
    assert one.view("amina") == before, "nor does it show that somebody waits"
    assert one.refused(c.AdmitGuest(guest="rao"), "jo") is Reason.NOT_NOW
    one.give(c.OpenStep(step="r1.clarify"), "amina")
    one.give(c.AdmitGuest(guest="rao"), "jo")
    assert one.heard() == {"amina"}


def test_U5_a_guest_taken_out_stays_out() -> None:
    one = let_in(asking(people=WITH_RAO))
    one.give(c.RemovePerson(person="rao"), OFFICE)
    assert one.refused(c.NoteHere(person="rao"), LINE) is Reason.NO_SUCH_PERSON
    assert (one.view("rao").people.people, one.may("rao")) == ([], set())


def test_V12_what_a_guest_is_shown_is_shown_by_audience() -> None:
    one = everything_written()
    assert audience_of(one.state, "rao") is Audience.GUEST
    for who, audience in (("rao", Audience.GUEST), ("ruth", Audience.SET), ("jo", Audience.SET)):
        view = one.view(who)
        assert {name: getattr(view, name) for name in shared_sections(one.state, audience)} == shared_sections(
            one.state, audience
        )
    names = {audience: set(shared_sections(one.state, audience)) for audience in Audience}
    assert names[Audience.SET] == names[Audience.GUEST] == names[Audience.WAITING]
    assert {person.kind for person in WITH_OTHERS} == set(PersonKind)


def test_U1_what_was_said_in_writing_while_a_guest_waited_is_not_shown_to_them_once_they_are_in() -> None:
    one = in_round("clarify", people=WITH_RAO)
    one.give(c.SayLine(words="Before"), "amina")
    let_in(one)
    one.give(c.SayLine(words="Welcome"), "amina")
    assert [line.words for line in one.view("rao").floor.lines] == ["Welcome"]
    one.give(c.SendGuestOut(guest="rao"), "jo")
    one.give(c.SayLine(words="Among ourselves"), "amina")
    let_in(one)
    assert one.view("rao").floor.lines == []
    assert [line.words for line in one.view("ruth").floor.lines] == ["Before", "Welcome", "Among ourselves"]


def test_U1_a_guest_who_waits_is_not_told_what_goes_on_inside_nor_how_it_ended() -> None:
    one = in_round("present", people=WITH_RAO)
    assert (one.view("rao").mine.offers_step, one.view("ruth").mine.offers_step) == (None, "r1.offers")
    one.give(c.EndNow(), "jo")
    assert (one.view("rao").mine.review_until, one.view("ruth").mine.review_until) == (None, one.state.review_until)
    assert one.state.review_until is not None
