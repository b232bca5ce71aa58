"""What simulated people mean to do follows from their view, their seed and nothing else."""

import asyncio
import time
from typing import Any

import pytest

from app.facilitation.terms import MINUTE
from app.rehearsal.aloud import Air
from app.rehearsal.chance import Chance
from app.rehearsal.habits import HABITS
from app.rehearsal.line import RoomTime
from app.rehearsal.mind import LONGEST_NAP, Mind, Wish
from app.rehearsal.privacy import shown_too_much
from app.rehearsal.seen import Seen
from app.rehearsal.temperaments import (
    ADVICE_GIVER,
    MEMBERS,
    SILENT,
    SPOKEN_FOR,
    STEADY,
    STORYTELLER,
    TALKATIVE,
    UNSEEN,
    VISITOR,
    Temperament,
)
from app.rehearsal.words import words

NOW = 1_795_608_000_000


def mind(temper: Temperament = TALKATIVE, seed: int = 1, name: str = "Amina") -> Mind:
    return Mind(temper, Chance(seed, name), words())


def view(*may: str, step: dict[str, Any] | None = None, **mine: Any) -> dict[str, Any]:
    """A member's view of the middle of somebody's questions."""
    return {
        "step": {
            "status": "open",
            "id": "r1.explore",
            "stage": "r1",
            "stage_kind": "round",
            "floor": "asker_and_holder",
            "holder": "danny",
            **(step or {}),
        },
        "clock": {"running": True, "due_at": NOW + 10 * MINUTE, "left": None, "length": 18 * MINUTE},
        "contract": {"version": 1, "challenge": True},
        "mine": {"id": "amina", "may": list(may), "roles": ["member"], **mine},
    }


def test_no_two_at_the_table_say_the_same_while_there_are_other_words() -> None:
    people = [{"id": name, "kind": "member"} for name in ("amina", "danny", "gareth", "maureen", "priya", "ruth")]
    said: dict[str, list[str]] = {"arriving": [], "learned": []}
    for one in people:
        who = mind(name=one["id"].capitalize(), seed=3)
        who.seen = Seen({"mine": {"id": one["id"]}, "people": {"people": people}}, NOW)
        said["arriving"].append(who.say_in_turn("arriving", "check-in|check_in"))
        said["learned"].append(who.say_in_turn("learned", "reports"))
        if one["id"] == "amina":
            said["learned"].append(who.say_in_turn("learned", "reports", nth=1))
    assert all(len(set(words)) == len(words) for words in said.values())


def live(who: Mind, sections: dict[str, Any], minutes: int = 10) -> list[Wish]:
    """What somebody does while a view stays as it is."""
    did, now, until = [], NOW, NOW + minutes * MINUTE
    while now < until:
        wish, wake = who.next(HABITS, Seen(sections, now))
        if wish is None:
            now = wake
        else:
            did.append(wish)
            who.did(wish, None)
    return did


def kinds(did: list[Wish]) -> list[str]:
    return [wish.command["type"] for wish in did]


@pytest.mark.parametrize("temper", [*MEMBERS, STEADY], ids=lambda one: one.name)
def test_the_same_views_and_the_same_seed_give_the_same_wishes(temper: Temperament) -> None:
    seen = view("raise_hand", "prepare_question", "say_line", "rate_review", hand=None, prepared=[])
    assert live(mind(temper), seen) == live(mind(temper), seen)


def test_seeds_and_people_differ() -> None:
    seen = view("raise_hand", "prepare_question", "say_line", hand=None, prepared=[])
    runs = [live(mind(seed=seed, name=name), seen) for seed in range(4) for name in ("Amina", "Danny")]
    assert len({repr(run) for run in runs}) == len(runs)


def test_what_is_unknown_or_missing_stops_nobody() -> None:
    strange = view(
        "raise_hand", "juggle", "sing_together", step={"floor": "in_the_round", "stage_kind": "dancing"}, hand=None
    )
    strange["music"] = {"playing": ["a", "b"]}
    assert set(kinds(live(mind(), strange))) <= {"raise_hand"}
    empty: list[dict[str, Any]] = [{}, {"mine": {}}, {"step": {"status": "open"}, "mine": {"may": ["open_step"]}}]
    for nothing in empty:
        assert live(mind(STEADY), nothing) == []


def test_nobody_gives_a_command_without_its_button_but_those_who_cannot_help_it() -> None:
    for temper in (*MEMBERS, STEADY):
        for wish in live(mind(temper), view(hand=None, prepared=[])):
            assert wish.against or wish.command["type"].startswith("~"), wish
    assert kinds(live(mind(ADVICE_GIVER), view())) == ["make_offer"]
    assert kinds(live(mind(STORYTELLER), view())) == ["say_line"]
    assert len(live(mind(STORYTELLER), view())[0].command["words"]) > 500
    assert live(mind(SILENT), view()) == []


def test_the_desk_goes_on_when_the_time_is_up_and_not_before_whatever_the_step_is_called() -> None:
    seen = view("open_step", next_step="r1.whatever-comes", step={"id": "r1.new", "floor": "of_a_new_kind"})
    seen["desk"] = {"driving": True, "next": [{"id": "r1.whatever-comes"}], "what_now": {"key": "new"}}
    assert live(mind(STEADY, name="Jo"), seen, minutes=9) == []
    assert kinds(live(mind(STEADY, name="Jo"), seen, minutes=13)) == ["open_step"]


def test_a_refusal_is_taken_for_an_answer_and_a_fault_of_ours_is_not() -> None:
    who = mind()
    seen = Seen(view("raise_hand", hand=None), NOW)
    who.next(HABITS, seen)
    wish, _ = who.next(HABITS, Seen(seen.sections, NOW + LONGEST_NAP * 10))
    assert wish is not None
    assert wish.command == {"type": "raise_hand"}
    who.did(wish, "not_saved")
    assert wish.occasion not in who.done
    who.did(wish, "not_now")
    assert wish.occasion in who.done


def test_temperaments_are_known_by_name_and_words_are_there_for_a_table_of_twelve() -> None:
    seated = {"talkative", "silent", "advice-giver", "storyteller", "late", "dropping out", "steady", "visitor"}
    assert {one.name for one in (*MEMBERS, *UNSEEN, STEADY, VISITOR)} == seated | {
        "spoken for",
        "on the phone",
        "at a device",
    }
    assert len(words().members) == 12
    assert all(words().by_purpose.values())


async def test_a_clock_on_the_wall_runs_as_fast_as_the_room_and_is_not_put_back_by_a_late_frame() -> None:
    clock = RoomTime()
    began = time.monotonic()
    clock.heard(NOW, 600)
    heard = time.monotonic()
    await asyncio.sleep(0.05)
    fewest = time.monotonic() - heard
    shown = clock.now()
    most = time.monotonic() - began
    assert NOW + fewest * 600_000 - 1 <= shown <= NOW + most * 600_000 + 1
    clock.heard(NOW + 1)
    assert clock.now() >= shown
    assert clock.seconds(MINUTE) == pytest.approx(0.1)


def test_a_bid_is_kept_back_and_shown_when_it_has_been_thought_about() -> None:
    asking = {"stage_kind": "asking", "id": "asking", "stage": "asking", "floor": "everybody", "holder": None}
    hidden = {"bid": "b1", "kind": "asks", "shown": False}
    seen = view("place_bid", "show_bid", "withdraw_bid", step=asking, bid=hidden)
    assert [wish.command for wish in live(mind(), seen)] == [{"type": "show_bid", "bid": "b1"}]
    shown = view("place_bid", "show_bid", "withdraw_bid", step=asking, bid={**hidden, "shown": True})
    assert live(mind(), shown) == []


def test_whoever_presses_nothing_says_it_and_whoever_has_the_chair_enters_it_once() -> None:
    air = Air()
    quiet = Mind(SPOKEN_FOR, Chance(1, "Hannah"), words(), air=air)
    seen = view("raise_hand", "say_line", "prepare_question", hand=None, prepared=[])
    assert live(quiet, seen, minutes=4) == []
    assert {said["type"] for said in air.words_of("Hannah").values()} == {"raise_hand"}
    desk = Mind(STEADY, Chance(1, "Jo"), words(), air=air)
    at_desk = view("enter_for", id="jo")
    at_desk["people"] = {"people": [{"id": "hannah", "name": "Hannah", "kind": "member", "presence": "here"}]}
    hannah = {"person": "hannah", "may_enter": ["raise_hand"], "presence": "here"}
    at_desk["desk"] = {"driving": True, "people": [hannah]}
    did = live(desk, at_desk, minutes=4)
    entry = {"type": "enter_for", "person": "hannah", "entry": {"type": "raise_hand"}}
    assert [(wish.command, wish.of) for wish in did] == [(entry, "Hannah")]
    at_desk["desk"]["people"][0]["may_enter"] = []
    assert live(Mind(STEADY, Chance(1, "Jo"), words(), air=air), at_desk, minutes=4) == []


def test_a_view_that_shows_too_much_is_noticed() -> None:
    assert shown_too_much(Seen(view(), NOW)) == ""
    bids = {"bids": [{"person": "danny", "shown": False, "headline": "Mine"}]}
    assert shown_too_much(Seen(view() | {"bids": bids}, NOW)) == "a bid that was not shown"
    desk = {"desk": {"driving": False}}
    assert shown_too_much(Seen(view() | desk | {"people": {"chair": "danny"}}, NOW)) == "a desk"
    # whose line has just come back to the chair: noted as here a moment later
    assert shown_too_much(Seen(view() | desk | {"people": {"chair": "amina"}}, NOW)) == ""
    queue = {"queue": [{"hand": "h1", "person": "danny"}]}
    assert shown_too_much(Seen(view(step={"thinking": True}) | {"hands": queue}, NOW)) == "a queue that is kept"
    guest = view(roles=["guest", "in_room"])
    assert shown_too_much(Seen(guest, NOW)) == ""
    assert shown_too_much(Seen(guest | {"bids": {"bids": [{"person": "danny", "shown": True}]}}, NOW)) != ""
    waits = view(roles=["guest"]) | {"people": {"people": [{"id": "danny"}]}}
    assert shown_too_much(Seen(waits, NOW)) == "the set, while they wait"
