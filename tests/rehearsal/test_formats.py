"""Every format that comes with the server is held to its end by simulated people over real lines, a new one too."""

import asyncio
from collections import Counter
from pathlib import Path
from typing import get_args

import pytest

from app.facilitation.commands import FromPeople
from app.programme.formats import formats_for
from app.rehearsal.rehearsals import Asked
from app.rehearsal.temperaments import MEMBERS
from tests.rehearsal.stage import Outcome, Pair, a_stage, asked, at_ease, other_pairs, outcome, own_pairs

pytestmark = pytest.mark.timeout(300)  # all are held at once, by whoever comes first

AGAIN, OTHER = ("again", ""), ("other", "")
"""The first pair once more: with the same seed, and with another."""
SELF_RUN = ("self-run", "")
AT_ONCE = 18
DROPS_OUT = "Ruth"
OWN: Pair = ("two-hours", "als-4step")
NOT_GIVEN = {
    "remove_person": "taking somebody out is no part of a session that goes well",
    "send_apologies": "every simulated person comes, if late",
    "note_apologies": "so nobody lets the chair know that they can't",
    "end_now": "the account would be of a session that ended at once",
    "give_back_time": "the server would have to be away in the middle",
    "choose_where": "simulated people have no voice: nothing they do would change, and presence would stop no clock",
}
"""The commands of the wire that a rehearsal does without, each with its reason."""
NEEDS_EASE = "object_to_offer"
"""There are fifteen seconds for it: a tenth of one at the speed of most tests, with so many rooms in one process."""
VACANT_EARLY = 4
"""The seed with which the facilitator's line is away within the first ten minutes."""


def table_for(pairs: list[Pair]) -> dict[Pair, Asked]:
    """Other people's luck in each, and every other at a table of nine with visitors."""
    return {
        pair: asked(pair, seed=1 + place, speed=at_ease(pair), members=9 if place % 3 == 2 else 6)
        for place, pair in enumerate(pairs)
    }


async def hold(data_dir: Path, pairs: list[Pair], *, with_seeds: bool) -> dict[Pair, Outcome]:
    turns = asyncio.Semaphore(AT_ONCE)
    wanted = table_for(pairs)
    if with_seeds:
        ease = at_ease(OWN)
        wanted[OWN] = wanted[AGAIN] = asked(OWN, speed=ease)
        wanted[OTHER] = asked(OWN, seed=2, speed=ease)
        wanted[SELF_RUN] = asked(OWN, seed=3, speed=ease, self_run=True)
    async with a_stage(data_dir) as server:

        async def one(pair: Pair) -> tuple[Pair, Outcome]:
            async with turns:
                return pair, await outcome(server, await server.parts.rehearsals.begin(wanted[pair]))

        return dict(await asyncio.gather(*(one(pair) for pair in wanted)))


@pytest.fixture(scope="module")
def held(tmp_path_factory: pytest.TempPathFactory) -> dict[Pair, Outcome]:
    return asyncio.run(hold(tmp_path_factory.mktemp("held"), own_pairs(), with_seeds=True))


@pytest.fixture(scope="module")
def held_too(tmp_path_factory: pytest.TempPathFactory) -> dict[Pair, Outcome]:
    return asyncio.run(hold(tmp_path_factory.mktemp("held-too"), other_pairs(), with_seeds=False))


def is_whole(pair: Pair, found: Outcome) -> None:
    assert found.faults == []
    session_format, round_format = formats_for(*pair)
    went_through = {step.step for step in found.steps}
    assert {stage.id for stage in session_format.stage} <= went_through
    rounds = {step.partition(".")[0] for step in went_through if "." in step}
    assert rounds, "no round was held"
    first = round_format.step[0].id
    assert all(f"{each}.{first}" in went_through for each in rounds)
    last = [one.id for one in round_format.step if not one.on_request][-1]
    assert all(f"{each}.{last}" in went_through for each in rounds)
    kept = {one.id for one in round_format.step if one.kept}
    assert all(f"{each}.{one}" in went_through for each in rounds for one in kept)
    refusals = {"not_now", "not_yours", "not_content", "still_to_say", "out_of_order", "no_such_person"}
    assert set(found.tally.tried) <= refusals
    # somebody did what they cannot help doing, and was refused
    assert found.tally.tried.total() > 0
    assert found.tally.drops > 0


@pytest.mark.parametrize("pair", own_pairs(), ids="-".join)
def test_a_format_is_held_to_its_end_whoever_takes_part(held: dict[Pair, Outcome], pair: Pair) -> None:
    is_whole(pair, held[pair])
    assert {who for who, _, _ in held[pair].tally.decisions} >= {
        "Jo",
        "Amina",
        "Danny",
        "Gareth",
        "Maureen",
        "Priya",
        "Ruth",
    }
    assert len(MEMBERS) == 6


@pytest.mark.long
@pytest.mark.parametrize("pair", other_pairs(), ids="-".join)
def test_any_rounds_go_with_any_session(held_too: dict[Pair, Outcome], pair: Pair) -> None:
    is_whole(pair, held_too[pair])


def chosen(found: Outcome, *kinds: str) -> dict[tuple[str, str], object]:
    """What was decided, without the ids that no two runs share."""
    return {
        (who, occasion): {name: value for name, value in command.items() if name not in {"agenda", "version"}}
        for who, occasion, command in found.tally.decisions
        if command["type"] in kinds
    }


def test_a_seed_gives_the_same_decisions_and_another_gives_others(held: dict[Pair, Outcome]) -> None:
    first, again, other = held[("two-hours", "als-4step")], held[AGAIN], held[OTHER]
    kinds = ("place_bid", "rate_review", "write_learning")
    bids, bids_again = chosen(first, *kinds), chosen(again, *kinds)
    # somebody whose line has died just then may have come too late for it in one of the two
    assert {who for who, _ in bids.keys() ^ bids_again.keys()} <= {DROPS_OUT}
    assert {each: bids[each] for each in bids.keys() & bids_again.keys()} == {
        each: bids_again[each] for each in bids.keys() & bids_again.keys()
    }
    assert len(bids.keys() & bids_again.keys()) >= 15
    assert chosen(first, *kinds) != chosen(other, *kinds)
    # whatever both runs came to: the same words on the same occasion
    said, said_again = (
        chosen(each, "prepare_question", "take_action", "make_offer", "say_line") for each in (first, again)
    )
    both = said.keys() & said_again.keys()
    assert len(both) >= 8
    assert {each: said[each] for each in both} == {each: said_again[each] for each in both}


def test_every_command_that_a_person_may_give_is_given_in_some_rehearsal(held: dict[Pair, Outcome]) -> None:
    given = sum((found.tally.given for found in held.values()), Counter[str]())
    ever = {kind.model_fields["type"].default for kind in get_args(FromPeople)}
    assert ever - {NEEDS_EASE} - {kind for kind, times in given.items() if times} == NOT_GIVEN.keys()


async def test_an_offer_to_keep_time_is_objected_to_while_there_is_time_for_it(tmp_path: Path) -> None:
    async with a_stage(tmp_path) as server:
        rehearsal = await server.parts.rehearsals.begin(asked(OWN, seed=VACANT_EARLY, speed=60))
        while not rehearsal.over.is_set() and not rehearsal.tally.given[NEEDS_EASE]:  # noqa: ASYNC110 - a tally has no event
            await asyncio.sleep(0.1)
        assert rehearsal.tally.given["offer_to_keep_time"] > 0
        assert rehearsal.tally.given[NEEDS_EASE] > 0


def test_a_set_that_runs_itself_comes_to_its_end_with_the_chair_going_round(held: dict[Pair, Outcome]) -> None:
    found = held[SELF_RUN]
    assert found.faults == []
    drove = {who for who, _, command in found.tally.decisions if command["type"] in {"open_step", "close_session"}}
    assert "Jo" not in {who for who, _, _ in found.tally.decisions}
    assert len(drove) >= 2


def test_everything_is_entered_for_whoever_has_no_screen_and_a_guest_is_let_in(held: dict[Pair, Outcome]) -> None:
    tables = [held[pair] for pair, one in table_for(own_pairs()).items() if one.members == 9]
    assert len(tables) >= 3
    for found in tables:
        entered = {
            command["entry"]["type"] for _, _, command in found.tally.decisions if command["type"] == "enter_for"
        }
        assert len(entered) >= 3
        assert found.tally.given["admit_guest"] == 1
        assert found.tally.given["object_to_guest"] >= 2
        assert found.tally.given["~caption"] > 0
