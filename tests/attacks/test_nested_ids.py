"""Whoever is named inside a command (a round's holder, a stand-in, somebody entered for) is of this room and fits."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from app.facilitation.replanning import rounds_ahead
from tests.attacks import rooms, rooms_around
from tests.attacks.prepared import WITH_OTHERS, Standing, standing
from tests.facilitation.scenario import Scenario, in_round

STRANGERS = ("hannah", "nothing-of-that-name", "", "office", "line", "clock")
"""A member of another room, nobody at all, and those of the house who are no people."""


def visited() -> Scenario:
    """Questions, with an interpreter and a guest in the room."""
    return rooms_around.guest_among_questions()


def wial_visited() -> Scenario:
    return in_round("questions", people=WITH_OTHERS, round_format="wial")


async def refusals(here: Standing, who: str, commands: list[dict[str, Any]]) -> list[str]:
    """How each is answered in a fresh room; nothing has come of any."""
    answers = []
    here.freshen()
    async with await here.enter(who) as browser:
        before = await here.state()
        for command in commands:
            answer = await browser.give(**command)
            assert answer["type"] == "refused", command
            assert answer["code"] not in {"fault", "not_saved"}, command
            answers.append(answer["code"])
        assert await here.state() is before
    return answers


def rounds(kind: str, room: Scenario, *holders: str) -> dict[str, Any]:
    """An agenda, or rounds in place of those still to come in this room, for these holders."""
    more: dict[str, Any] = {"sharing": "own"}
    if kind == "replan_rounds":
        more = {"instead_of": [one.model_dump() for one in rounds_ahead(room.state)]}
    return {"type": kind, "rounds": [{"holder": who, "minutes": 20} for who in holders], **more}


@pytest.mark.parametrize(
    ("kind", "build"), [("propose_agenda", rooms.proposal), ("replan_rounds", rooms_around.guest_among_questions)]
)
async def test_a_round_is_held_by_a_member_of_this_room(
    tmp_path: Path, kind: str, build: Callable[[], Scenario]
) -> None:
    async with standing(tmp_path) as here:
        room = build()
        here.prepare(room)
        for who in (*STRANGERS, "jo", "sam", "sian", "rao"):
            given = [rounds(kind, room, "danny", who)]
            assert set(await refusals(here, "jo", given)) <= {"not_a_holder", "bad_value"}, who
        assert await refusals(here, "jo", [rounds(kind, room, "danny", "danny")]) == ["already"]


async def test_a_round_that_has_begun_is_not_dealt_out_again(tmp_path: Path) -> None:
    async with standing(tmp_path) as here:
        room = rooms.airspace()
        here.prepare(room)
        assert await refusals(here, "jo", [rounds("replan_rounds", room, "amina", "danny")]) == ["not_a_holder"]


@pytest.mark.parametrize(
    ("command", "field", "who"),
    [("invite_person", "person", "jo"), ("choose_noter", "person", "amina"), ("note_on_phone", "person", "jo")],
)
async def test_who_is_asked_for_something_is_a_member_of_this_room(
    tmp_path: Path, command: str, field: str, who: str
) -> None:
    async with standing(tmp_path) as here:
        here.prepare(visited())
        others = (*STRANGERS, "jo", "sam", "sian", "rao", *(["amina"] if command != "note_on_phone" else []))
        said = [{"type": command, field: one} for one in others]
        assert set(await refusals(here, who, said)) == {"no_such_person"}


async def test_who_sits_at_my_device_is_a_member_who_has_none(tmp_path: Path) -> None:
    async with standing(tmp_path) as here:
        here.prepare(visited())
        said = [{"type": "say_two_here", "person": one} for one in (*STRANGERS, "jo", "sian", "rao")]
        assert set(await refusals(here, "danny", said)) == {"no_such_person"}
        assert await refusals(
            here, "danny", [{"type": "say_two_here", "person": one} for one in ("danny", "ruth")]
        ) == [
            "already",
            "already",
        ]


@pytest.mark.parametrize("build", [visited, wial_visited])
async def test_a_hand_is_for_a_member_of_this_room_and_never_for_oneself(
    tmp_path: Path, build: Callable[[], Scenario]
) -> None:
    async with standing(tmp_path) as here:
        here.prepare(build())
        said = [{"type": "raise_hand", "to": one} for one in (*STRANGERS, "jo", "sam", "sian", "rao", "ruth")]
        assert set(await refusals(here, "ruth", said)) == {"no_such_person"}


async def test_a_guest_is_a_guest_of_this_room(tmp_path: Path) -> None:
    async with standing(tmp_path) as here:
        here.prepare(rooms.guest_waits())
        others = (*STRANGERS, "jo", "ruth", "sian")
        assert set(await refusals(here, "jo", [{"type": "admit_guest", "guest": one} for one in others])) == {
            "no_such_person"
        }
        assert set(await refusals(here, "ruth", [{"type": "object_to_guest", "guest": one} for one in others])) == {
            "no_such_person"
        }
        here.prepare(visited())
        assert set(await refusals(here, "jo", [{"type": "send_guest_out", "guest": one} for one in others])) == {
            "no_such_person"
        }


async def test_a_stand_in_is_a_member_of_this_room(tmp_path: Path) -> None:
    async with standing(tmp_path) as here:
        here.prepare(rooms_around.contract_put())
        put = [
            {"type": "propose_contract", "contract": {"text": "Ours.", "stand_in": one}}
            for one in (*STRANGERS, "jo", "sam")
        ]
        assert set(await refusals(here, "jo", put)) == {"no_such_person"}


def entered(person: str, kind: str, /, **fields: Any) -> dict[str, Any]:
    return {"type": "enter_for", "person": person, "entry": {"type": kind, **fields}}


ELSEWHERE = "elsewhere-0040"


@pytest.mark.parametrize(
    ("build", "entries"),
    [
        (rooms.proposal, [("say_content", {"agenda": ELSEWHERE}), ("say_not_content", {"agenda": ELSEWHERE})]),
        (
            rooms.checking_in,
            [
                ("report_action", {"action": ELSEWHERE, "status": "done"}),
                ("report_action", {"action": "command-action", "status": "done"}),  # Danny's
            ],
        ),
        (rooms_around.contract_put, [("say_of_contract", {"proposal": ELSEWHERE, "content": True})]),
        (rooms.questions, [("lower_hand", {"hand": ELSEWHERE}), ("raise_hand", {"to": "hannah"})]),
        (rooms_around.wial, [("raise_hand", {"to": one}) for one in ("hannah", "priya", "jo", "office")]),
        (rooms.in_lobby, [("reaffirm", {"version": 7}), ("raise_contract", {"version": 7})]),
    ],
)
async def test_what_is_inside_an_entry_is_of_this_room_and_theirs(
    tmp_path: Path, build: Callable[[], Scenario], entries: list[tuple[str, dict[str, Any]]]
) -> None:
    async with standing(tmp_path) as here:
        here.prepare(build())
        said = [entered("priya", kind, **fields) for kind, fields in entries]
        assert set(await refusals(here, "jo", said)) <= {"gone", "no_such_person", "not_for_them", "own_word"}
        strangers = [entered(one, kind, **fields) for one in STRANGERS for kind, fields in entries]
        assert set(await refusals(here, "jo", strangers)) == {"no_such_person"}


async def test_a_hand_of_somebody_else_s_is_not_lowered_by_an_entry(tmp_path: Path) -> None:
    one = rooms.questions()
    async with standing(tmp_path) as here:
        here.prepare(one)
        [hand] = one.state.hands
        assert one.state.asking is not None
        for name in (hand.id, one.state.asking.id):
            assert set(await refusals(here, "jo", [entered("priya", "lower_hand", hand=name)])) <= {
                "gone",
                "not_for_them",
                "own_word",
            }
