"""Entering for somebody as a way round the rules: for whom, by whom, of what kind, and whose it is to strike out."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any, get_args

import pytest

from app.facilitation import commands as c
from app.facilitation.terms import LINE
from tests.attacks import rooms, rooms_around
from tests.attacks.prepared import TABLE, WITH_OTHERS, standing
from tests.attacks.test_nested_ids import entered, refusals
from tests.facilitation.pressing import BUILD
from tests.facilitation.scenario import Scenario, check_in, lobby

MAY_BE_ENTERED = {kind.model_fields["type"].default for kind in get_args(get_args(c.Entry)[0])}
PRIVATE = {
    "rate_review",
    "write_learning",
    "share_learning",
    "finish_writing",
    "prepare_question",
    "change_question",
    "drop_question",
    "ask_question",
    "keep_question",
    "note_question",
    "object_to_guest",
    "confirm_entry",
    "strike_out",
    "answer_pause",
    "hide_time",
}
"""What is somebody's own: nobody's word stands for it."""


def test_nothing_private_may_be_entered() -> None:
    assert not PRIVATE & MAY_BE_ENTERED
    assert {
        *("say_ready", "reaffirm", "raise_contract", "leave_early", "report_action", "place_bid"),
        *("say_content", "say_not_content", "say_of_contract", "raise_hand", "lower_hand", "take_action"),
        *("say_overheard", "answer_invite", "let_me_think", "ask_for_offers", "reword_headline", "choose_noter"),
    } == MAY_BE_ENTERED


@pytest.mark.parametrize("build", [rooms.writing, rooms.questions])
async def test_another_kind_of_command_is_no_entry_whatever_its_shape(
    tmp_path: Path, build: Callable[[], Scenario]
) -> None:
    one = build()
    async with standing(tmp_path) as here:
        here.prepare(one)
        async with await here.enter("jo") as jo:
            before = await here.state()
            kinds = sorted({*BUILD} - MAY_BE_ENTERED)
            assert set(kinds) >= PRIVATE
            for kind in (*kinds, "plan_session", "open_lobby", "pass_time", "note_away"):
                said = BUILD[kind](one.state, "ruth", 1, lambda some: some[0]) if kind in BUILD else None
                entry = json.loads(said.model_dump_json()) if said else {"type": kind, "person": "ruth"}
                command = {"type": "enter_for", "person": "ruth", "entry": entry}
                answer = await jo.ask({"type": "give", "id": f"private-{kind}", "command": command})
                assert (answer["type"], answer["code"]) == ("refused", "bad_value"), (kind, answer)
            dressed = entered("ruth", "say_ready", ratings={"airspace": 1}, words="x", by="ruth")
            answer = await jo.ask({"type": "give", "id": "dressed-up", "command": dressed})
            assert (answer["type"], answer["code"]) == ("refused", "bad_value")
            assert await here.state() is before


def bid(person: str) -> dict[str, Any]:
    return entered(person, "place_bid", kind="nothing")


def gone() -> Scenario:
    """Priya has left, and Ruth was taken out."""
    one = check_in(people=WITH_OTHERS)
    one.give(c.Leave(), "priya")
    one.give(c.RemovePerson(person="ruth"), "jo")
    return one


def chair_without_screen() -> Scenario:
    """Danny, with Gareth at his device, has the chair."""
    one = rooms_around.two_at_one_device()
    one.give(c.HandOverChair(to="danny"), "jo")
    return one


def two_pairs() -> Scenario:
    """Gareth sits beside Danny, Priya beside Maureen."""
    one = rooms_around.two_at_one_device()
    one.give(c.NoteAway(person="priya"), LINE)
    one.give(c.SayTwoHere(person="priya"), "maureen")
    return one


def chair_on_their_own() -> Scenario:
    """Danny has the chair, and bids are open."""
    one = lobby(people=TABLE)
    one.give(c.HandOverChair(to="danny"), "jo")
    return one


def visitors_in() -> Scenario:
    one = check_in(people=WITH_OTHERS)
    one.give(c.AdmitGuest(guest="rao"), "jo")
    return one


@pytest.mark.parametrize(
    ("build", "by", "people", "codes"),
    [
        (rooms.in_lobby, "jo", ("jo", "sam"), {"no_such_person"}),  # oneself, another facilitator
        (visitors_in, "jo", ("sian", "rao"), {"no_such_person"}),
        (gone, "jo", ("priya", "ruth"), {"no_such_person"}),
        (chair_on_their_own, "danny", ("danny", "jo", "sam"), {"no_such_person"}),
        (chair_on_their_own, "jo", ("ruth",), {"not_yours"}),  # no longer in the chair
        (rooms.in_lobby, "amina", ("ruth", "amina", "jo"), {"not_yours"}),
        (rooms.in_lobby, "sam", ("ruth",), {"not_yours"}),
        (visitors_in, "sian", ("amina",), {"not_yours"}),  # not even for the member whom they are there for
        (visitors_in, "rao", ("amina",), {"not_yours"}),
        (two_pairs, "danny", ("ruth", "priya", "maureen"), {"not_for_them"}),  # not beside them
        (two_pairs, "danny", ("danny", "jo"), {"no_such_person"}),
    ],
)
async def test_nobody_enters_for_whom_they_may_not(
    tmp_path: Path, build: Callable[[], Scenario], by: str, people: tuple[str, ...], codes: set[str]
) -> None:
    async with standing(tmp_path) as here:
        here.prepare(build())
        assert set(await refusals(here, by, [bid(one) for one in people])) == codes


async def test_whoever_sits_beside_them_and_whoever_drives_may(tmp_path: Path) -> None:
    async with standing(tmp_path) as here:
        here.prepare(two_pairs())
        for by, person in (("danny", "gareth"), ("maureen", "priya"), ("jo", "ruth")):
            here.freshen()
            async with await here.enter(by) as browser:
                assert (await browser.give(**bid(person)))["type"] == "done"
                [one] = (await here.state()).entered
                assert (one.person, one.by, one.confirmed) == (person, by, False)


async def test_the_word_of_somebody_who_has_said_it_themselves_stands(tmp_path: Path) -> None:
    one = rooms.proposal()
    assert one.state.proposal is not None
    agenda = one.state.proposal.id
    one.give(c.SayNotContent(agenda=agenda), "ruth")
    async with standing(tmp_path) as here:
        here.prepare(one)
        said = [bid("amina"), entered("ruth", "say_content", agenda=agenda)]
        assert await refusals(here, "jo", said) == ["own_word", "own_word"]


@pytest.mark.parametrize("kind", ["strike_out", "confirm_entry"])
async def test_an_entry_is_its_own_person_s_to_confirm_and_to_strike_out(tmp_path: Path, kind: str) -> None:
    one = rooms_around.entered()
    theirs = {entry.person: entry.id for entry in one.state.entered}
    async with standing(tmp_path) as here:
        here.prepare(one)
        others = ("danny", "sam") if kind == "strike_out" else ("danny", "jo", "sam")
        for by in others:  # jo entered them, and may take them back
            for entry in theirs.values():
                assert set(await refusals(here, by, [{"type": kind, "entry": entry}])) == {"not_yours"}
        wrong = [{"type": kind, "entry": entry} for entry in (theirs["priya"], "elsewhere-0040", "")]
        assert set(await refusals(here, "ruth", wrong)) == {"gone"}
        here.freshen()
        async with await here.enter("ruth") as ruth:
            assert (await ruth.give(type=kind, entry=theirs["ruth"]))["type"] == "done"
            assert (await ruth.give(type=kind, entry=theirs["ruth"]))["type"] == "refused"
