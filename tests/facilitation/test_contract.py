"""N: the contract, put to the set, answered and agreed; and what it governs from then on."""

import pytest

from app.facilitation import commands as c
from app.facilitation import events as e
from app.facilitation.plan import Contract
from app.facilitation.refusals import Reason
from app.facilitation.sections import ContractProposed
from app.facilitation.terms import LINE, Cameras, Presence, QuestionKind
from tests.facilitation.scenario import (
    MEMBERS,
    Scenario,
    asking,
    by_phone,
    check_in,
    first_session,
    in_round,
    lobby,
    reviewing,
)

NEW = Contract(text="We say so when we are late.", limits="Serious risk of harm.", support_line="Ask for Sam.")


def put(one: Scenario, contract: Contract = NEW) -> str:
    return one.give(c.ProposeContract(contract=contract), "jo")


def shown(one: Scenario, who: str = "ruth") -> ContractProposed | None:
    return one.view(who).contract.proposal


def content(one: Scenario, proposal: str, *but: str) -> None:
    """Every member in the room says that they are content, but these."""
    for who in MEMBERS:
        if who not in but and one.state.presence[who] in {Presence.HERE, Presence.OUT}:
            one.give(c.SayOfContract(proposal=proposal, content=True), who)


def agree(one: Scenario, contract: Contract = NEW) -> Scenario:
    proposal = put(one, contract)
    content(one, proposal)
    one.give(c.AgreeContract(proposal=proposal), "jo")
    return one


def test_N6_a_contract_is_put_to_the_set_in_the_review_or_in_a_step_that_is_for_it() -> None:
    for elsewhere in (lobby(), check_in(), asking(), in_round("clarify"), first_session("method")):
        assert elsewhere.refused(c.ProposeContract(contract=NEW), "jo") is Reason.NOT_NOW
    for one in (reviewing(), first_session("contract")):
        assert one.refused(c.ProposeContract(contract=NEW), "ruth") is Reason.NOT_YOURS
        proposal = put(one)
        found = shown(one)
        assert found is not None
        assert (found.proposal, found.text, found.limits) == (proposal, NEW.text, NEW.limits)
        assert one.view("ruth").contract.text == "What is said stays with us.", "nothing holds yet"


def test_N6_its_words_are_checked_and_its_stand_in_is_a_member() -> None:
    one = reviewing()
    assert one.refused(c.ProposeContract(contract=Contract(text=" ")), "jo") is Reason.EMPTY
    assert one.refused(c.ProposeContract(contract=Contract(text="x" * 6001)), "jo") is Reason.TOO_LONG
    for who in ("jo", "stranger"):
        assert one.refused(c.ProposeContract(contract=Contract(text="x", stand_in=who)), "jo") is Reason.NO_SUCH_PERSON


def test_N6_in_other_steps_it_neither_asks_anybody_nor_is_agreed_and_it_is_there_again_in_its_own() -> None:
    one = first_session("contract")
    proposal = put(one)
    one.give(c.OpenStep(step="break"), "jo")
    assert shown(one) is None
    assert one.refused(c.SayOfContract(proposal=proposal, content=True), "ruth") is Reason.NOT_NOW
    assert one.refused(c.AgreeContract(proposal=proposal), "jo") is Reason.NOT_NOW
    one.give(c.OpenStep(step="asking"), "jo")
    desk = one.view("jo").desk
    assert desk is not None
    assert desk.what_now.key == "asking"
    one.give(c.OpenStep(step="contract"), "jo")
    assert shown(one) is not None
    content(one, proposal)
    one.give(c.AgreeContract(proposal=proposal), "jo")


def test_N7_it_holds_once_agreed_and_one_who_is_not_content_keeps_it_from_being_agreed() -> None:
    one = reviewing()
    proposal = put(one)
    assert one.refused(c.SayOfContract(proposal="x", content=True), "ruth") is Reason.GONE
    assert one.refused(c.SayOfContract(proposal=proposal, content=True), "jo") is Reason.NOT_YOURS
    content(one, proposal, "ruth")
    one.give(c.SayOfContract(proposal=proposal, content=False), "ruth")
    found = shown(one, "danny")
    assert found is not None
    assert found.not_content == ["ruth"]
    assert one.refused(c.AgreeContract(proposal=proposal), "jo") is Reason.NOT_CONTENT
    assert one.refused(c.AgreeContract(proposal=proposal), "ruth") is Reason.NOT_YOURS
    one.give(c.SayOfContract(proposal=proposal, content=True), "ruth")
    one.give(c.AgreeContract(proposal=proposal), "jo")
    assert (one.view("danny").contract.text, shown(one)) == (NEW.text, None)


def test_N7_somebody_taken_out_of_the_session_keeps_the_set_from_nothing() -> None:
    one = reviewing()
    proposal = put(one)
    content(one, proposal, "ruth")
    one.give(c.SayOfContract(proposal=proposal, content=False), "ruth")
    one.give(c.RemovePerson(person="ruth"), "jo")
    one.give(c.AgreeContract(proposal=proposal), "jo")
    assert one.view("danny").contract.version == 2


def test_N7_N12_nobody_is_content_by_silence() -> None:
    one = reviewing()
    proposal = put(one)
    assert one.refused(c.AgreeContract(proposal=proposal), "jo") is Reason.STILL_TO_SAY
    for place, who in enumerate(MEMBERS):
        found = shown(one)
        assert found is not None
        assert found.still_to_say == list(MEMBERS[place:])
        assert one.refused(c.AgreeContract(proposal=proposal), "jo") is Reason.STILL_TO_SAY
        one.give(c.SayOfContract(proposal=proposal, content=True), who)
    one.give(c.AgreeContract(proposal=proposal), "jo")
    assert one.view("ruth").contract.version == 2


def test_N12_the_desk_is_told_whether_it_can_be_agreed() -> None:
    one = reviewing()
    proposal = put(one)

    def told() -> str:
        desk = one.view("jo").desk
        assert desk is not None
        return desk.what_now.key

    assert told() == "contract_awaited"
    content(one, proposal, "ruth")
    one.give(c.SayOfContract(proposal=proposal, content=False), "ruth")
    assert told() == "contract_not_content"
    one.give(c.SayOfContract(proposal=proposal, content=True), "ruth")
    assert told() == "contract_put"


def test_N12_whoever_is_not_with_us_is_not_waited_for_and_whoever_is_back_soon_is() -> None:
    one = reviewing()
    proposal = put(one)
    content(one, proposal, "danny", "gareth", "priya")
    one.give(c.Leave(), "danny")
    one.give(c.NoteAway(person="gareth"), LINE)
    one.give(c.StepOut(), "priya")
    assert one.refused(c.AgreeContract(proposal=proposal), "jo") is Reason.STILL_TO_SAY
    one.give(c.ComeBack(), "priya")
    one.give(c.SayOfContract(proposal=proposal, content=True), "priya")
    one.give(c.AgreeContract(proposal=proposal), "jo")
    one.give(c.NoteHere(person="gareth"), LINE)
    assert [one.view(who).mine.reaffirmed for who in ("priya", "gareth")] == [True, False]


def test_N12_one_who_is_not_content_is_heard_when_their_line_drops_and_blocks_nothing_once_they_left() -> None:
    one = reviewing()
    proposal = put(one)
    content(one, proposal, "priya")
    one.give(c.SayOfContract(proposal=proposal, content=False), "priya")
    one.give(c.NoteAway(person="priya"), LINE)
    assert one.refused(c.AgreeContract(proposal=proposal), "jo") is Reason.NOT_CONTENT
    again = put(one)
    assert one.refused(c.AgreeContract(proposal=again), "jo") is Reason.STILL_TO_SAY, "the same words, put again"
    one.give(c.NoteHere(person="priya"), LINE)
    content(one, again, "priya")
    one.give(c.SayOfContract(proposal=again, content=False), "priya")
    one.give(c.Leave(), "priya")
    one.give(c.AgreeContract(proposal=again), "jo")


def test_N12_where_everybody_has_gone_nothing_is_agreed() -> None:
    one = reviewing()
    proposal = put(one)
    for who in MEMBERS:
        one.give(c.Leave(), who)
    assert one.refused(c.AgreeContract(proposal=proposal), "jo") is Reason.STILL_TO_SAY


def test_N12_nor_where_those_who_were_content_have_gone() -> None:
    one = reviewing()
    proposal = put(one)
    content(one, proposal)
    for who in MEMBERS:
        one.give(c.Leave(), who)
    assert one.refused(c.AgreeContract(proposal=proposal), "jo") is Reason.STILL_TO_SAY


def test_N12_for_whoever_has_no_screen_the_chair_enters_it() -> None:
    one = by_phone(reviewing(), "ruth")
    proposal = put(one)
    content(one, proposal, "ruth")
    assert one.refused(c.AgreeContract(proposal=proposal), "jo") is Reason.STILL_TO_SAY
    one.give(c.EnterFor(person="ruth", entry=c.SayOfContract(proposal=proposal, content=True)), "jo")
    one.give(c.AgreeContract(proposal=proposal), "jo")


def test_N13_limits_are_not_left_out_again() -> None:
    one = agree(reviewing())
    assert one.refused(c.ProposeContract(contract=Contract(text="x", limits=" ")), "jo") is Reason.NO_LIMITS
    put(one, Contract(text="x", limits="Serious harm."))


def test_N7_a_proposal_is_put_away_or_made_anew_and_then_answered_anew() -> None:
    one = reviewing()
    first = put(one)
    one.give(c.SayOfContract(proposal=first, content=False), "ruth")
    second = put(one)
    assert one.view("ruth").mine.contract_content is None
    assert one.refused(c.AgreeContract(proposal=first), "jo") is Reason.GONE
    one.give(c.DropContract(proposal=second), "jo")
    assert shown(one) is None
    assert one.refused(c.AgreeContract(proposal=second), "jo") is Reason.NOT_NOW
    assert one.view("ruth").contract.version == 1


def test_N8_each_agreed_contract_has_the_next_version_and_content_is_reaffirming() -> None:
    one = reviewing()
    one.give(c.Reaffirm(version=1), "danny")
    one.give(c.RaiseContract(version=1), "priya")
    proposal = put(one, NEW.model_copy(update={"version": 17}))
    one.give(c.NoteAway(person="danny"), LINE)
    content(one, proposal)
    one.give(c.AgreeContract(proposal=proposal), "jo")
    assert one.view("ruth").contract.version == 2
    assert [who for who in ("danny", "ruth") if one.view(who).mine.reaffirmed] == ["ruth"]
    assert one.view("ruth").people.contract_raised_by == []
    one.give(c.NoteHere(person="danny"), LINE)
    assert one.refused(c.Reaffirm(version=1), "danny") is Reason.GONE
    one.give(c.Reaffirm(version=2), "danny")
    agree(one)
    assert [event.version for event in one.happened(e.ContractAgreed)] == [2, 3]


def into_questions(one: Scenario) -> Scenario:
    """From making the contract to a step of questions."""
    for step in ("break", "asking"):
        one.give(c.OpenStep(step=step), "jo")
    one.give(c.AgreeAgenda(agenda=one.propose(("amina", 30))), "jo")
    for step in ("present", "clarify"):
        one.give(c.OpenStep(step=f"r1.{step}"), "jo")
    return one


@pytest.mark.parametrize("welcome", [True, False])
def test_N9_what_it_governs_is_governed_by_it_from_that_moment(*, welcome: bool) -> None:
    contract = NEW.model_copy(
        update={
            "modelling": welcome,
            "challenge": welcome,
            "nudges": welcome,
            "stand_in": "ruth" if welcome else None,
            "cameras": Cameras.ON if welcome else Cameras.OFF,
        }
    )
    one = into_questions(agree(first_session("contract"), contract))
    assert ("raise_hand" in one.may("jo")) is welcome
    challenge = c.PrepareQuestion(words="Is that so?", kind=QuestionKind.CHALLENGING)
    if welcome:
        one.give(challenge, "danny")
    else:
        assert one.refused(challenge, "danny") is Reason.BAD_VALUE
    told = one.view("danny").contract
    assert (told.nudges, told.cameras) == (welcome, contract.cameras)
    one.give(c.NoteAway(person="jo"), LINE)
    assert one.view("danny").people.chair == ("ruth" if welcome else "jo")
