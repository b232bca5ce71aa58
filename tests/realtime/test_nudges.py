"""Nudges and captions: whose they are to send, whom they reach, and that nothing of them stays."""

import pytest

from app.facilitation.commands import AdmitGuest
from app.facilitation.plan import Contract
from app.realtime.room import DONE, Answer, Refusal
from app.realtime.rooms import OpenRoom, Rooms
from app.store import Store
from tests.cast import FARAH, NIA, TABLE_ONE
from tests.realtime.conftest import open_lobby
from tests.realtime.fakes import HandClock, settled
from tests.realtime.signalling import Said, signal, to_airspace, to_questions

PEOPLE = (*TABLE_ONE, NIA, FARAH)


@pytest.fixture
async def nudging(rooms: Rooms) -> OpenRoom:
    """A set whose contract has nudges, with an interpreter in the room and a guest who waits outside."""
    return await open_lobby(rooms, people=PEOPLE, contract=Contract(nudges=True))


@pytest.fixture
async def asking(nudging: OpenRoom, lines: dict[str, Said]) -> dict[str, Said]:
    """Everybody's line, in the questions of a round: what was said until then is forgotten."""
    await to_questions(nudging)
    for line in lines.values():
        line.said.clear()
    return lines


@pytest.fixture
async def lines(nudging: OpenRoom, clock: HandClock) -> dict[str, Said]:
    found = {person.id: Said(person.id, clock) for person in PEOPLE}
    for line in found.values():
        nudging.audience.join(line)
    await settled(nudging.room)
    return found


def code(answer: Answer) -> str:
    assert isinstance(answer, Refusal)
    return answer.code


def reached(lines: dict[str, Said]) -> list[str]:
    return sorted(who for who, line in lines.items() if line.said)


async def test_N10_a_nudge_reaches_the_chair_alone_and_is_kept_nowhere(
    nudging: OpenRoom, asking: dict[str, Said], store: Store, caplog: pytest.LogCaptureFixture
) -> None:
    head, before = store.log.head("one"), nudging.room.state
    assert nudging.signals.send(signal("nudge", rule="advice"), "ruth") == DONE
    assert reached(asking) == ["jo"]
    (heard,) = asking["jo"].said
    assert (heard["kind"], heard["rule"], heard["from"], heard["words"]) == ("nudge", "advice", "ruth", "")
    await settled(nudging.room)
    assert (store.log.head("one"), nudging.room.state) == (head, before)
    assert not caplog.records


async def test_N10_without_the_contract_s_word_there_are_no_nudges(rooms: Rooms, clock: HandClock) -> None:
    lobby = await open_lobby(rooms)
    jo = Said("jo", clock)
    lobby.audience.join(jo)
    await to_questions(lobby)
    jo.said.clear()
    assert code(lobby.signals.send(signal("nudge", rule="advice"), "ruth")) == "not_now"
    assert code(lobby.signals.send(signal("nudge_member", rule="advice", to="ruth"), "jo")) == "not_now"
    assert not jo.said


async def test_N10_there_are_nudges_where_people_talk_in_a_round_and_in_airspace_from_the_chair_alone(
    nudging: OpenRoom, lines: dict[str, Said]
) -> None:
    assert code(nudging.signals.send(signal("nudge", rule="advice"), "ruth")) == "not_now"
    assert code(nudging.signals.send(signal("nudge_member", rule="advice", to="ruth"), "jo")) == "not_now"
    await to_airspace(nudging)
    assert code(nudging.signals.send(signal("nudge", rule="advice"), "ruth")) == "not_now"
    assert nudging.signals.send(signal("nudge_member", rule="advice", to="ruth"), "jo") == DONE
    assert reached(lines) == ["ruth"]


async def test_N10_only_the_chair_nudges_somebody_and_signs_it(nudging: OpenRoom, asking: dict[str, Said]) -> None:
    said = signal("nudge_member", rule="own_story", to="danny")
    assert code(nudging.signals.send(said, "ruth")) == "not_yours"
    assert nudging.signals.send(said, "jo") == DONE
    assert reached(asking) == ["danny"]
    assert (asking["danny"].said[0]["from"], asking["danny"].said[0]["rule"]) == ("jo", "own_story")


async def test_N10_the_holder_in_airspace_is_nudged_by_nobody(nudging: OpenRoom, lines: dict[str, Said]) -> None:
    await to_airspace(nudging)
    assert code(nudging.signals.send(signal("nudge_member", rule="air_time", to="amina"), "jo")) == "not_now"
    assert not lines["amina"].said
    assert nudging.signals.send(signal("nudge_member", rule="interruption", to="danny"), "jo") == DONE


async def test_N10_the_chair_is_helped_and_not_pressed(
    nudging: OpenRoom, asking: dict[str, Said], clock: HandClock
) -> None:
    assert nudging.signals.send(signal("nudge", rule="advice"), "ruth") == DONE
    assert code(nudging.signals.send(signal("nudge", rule="own_story"), "ruth")) == "just_now"
    assert nudging.signals.send(signal("nudge", rule="advice"), "danny") == DONE
    await clock.pass_time(15_000, nudging.room)
    assert nudging.signals.send(signal("nudge", rule="own_story"), "ruth") == DONE
    assert [heard["from"] for heard in asking["jo"].said] == ["ruth", "danny", "ruth"]


@pytest.mark.parametrize(
    "more",
    [
        {},
        {"rule": "advice", "words": "Ruth gives advice"},
        {"rule": "advice", "to": "danny"},
    ],
)
async def test_N10_which_rule_is_all_that_a_nudge_says(
    nudging: OpenRoom, asking: dict[str, Said], more: dict[str, str]
) -> None:
    assert code(nudging.signals.send(signal("nudge", **more), "ruth")) == "bad_value"
    assert not reached(asking)


@pytest.mark.parametrize("kind", ["cannot_hear", "word_to_chair", "caption"])
async def test_what_does_not_belong_to_a_signal_is_not_passed_on(
    nudging: OpenRoom, lines: dict[str, Said], kind: str
) -> None:
    assert code(nudging.signals.send(signal(kind, words="Words", to="amina"), "nia")) == "bad_value"
    assert code(nudging.signals.send(signal(kind, words="Words", rule="advice"), "nia")) == "bad_value"
    assert not reached(lines)


async def test_captions_reach_the_member_they_are_for_and_nobody_else(
    nudging: OpenRoom, lines: dict[str, Said], store: Store
) -> None:
    head = store.log.head("one")
    assert nudging.signals.send(signal("caption", words="We wait for the ward."), "nia") == DONE
    assert reached(lines) == ["gareth"]
    assert lines["gareth"].said[0]["words"] == "We wait for the ward."
    assert store.log.head("one") == head
    for other in ("gareth", "jo", "ruth"):
        assert code(nudging.signals.send(signal("caption", words="Mine"), other)) == "not_yours"


async def test_captions_go_on_in_airspace(nudging: OpenRoom, lines: dict[str, Said]) -> None:
    await to_airspace(nudging)
    assert nudging.signals.send(signal("caption", words="Go on"), "nia") == DONE
    assert [heard["words"] for heard in lines["gareth"].said] == ["Go on"]


async def test_an_access_seat_tells_the_desk_and_nudges_nobody(nudging: OpenRoom, asking: dict[str, Said]) -> None:
    assert nudging.signals.send(signal("cannot_hear"), "nia") == DONE
    assert nudging.signals.send(signal("word_to_chair", words="Slower, please"), "nia") == DONE
    assert [heard["kind"] for heard in asking["jo"].said] == ["cannot_hear", "word_to_chair"]
    assert code(nudging.signals.send(signal("nudge", rule="advice"), "nia")) == "not_yours"
    assert code(nudging.signals.send(signal("nudge_member", rule="advice", to="ruth"), "nia")) == "not_yours"


async def test_a_guest_who_waits_signals_nothing_and_one_let_in_says_that_they_cannot_hear(
    nudging: OpenRoom, lines: dict[str, Said]
) -> None:
    assert code(nudging.signals.send(signal("cannot_hear"), "farah")) == "not_now"
    assert code(nudging.signals.send(signal("word_to_member", words="Welcome", to="farah"), "jo")) == "not_now"
    assert await nudging.room.give(AdmitGuest(guest="farah"), "jo", "admit-farah") == DONE
    assert nudging.signals.send(signal("cannot_hear"), "farah") == DONE
    assert [heard["from"] for heard in lines["jo"].said] == ["farah"]
    assert code(nudging.signals.send(signal("word_to_chair", words="Hello"), "farah")) == "not_yours"
    assert code(nudging.signals.send(signal("nudge", rule="advice"), "farah")) == "not_yours"
    assert reached(lines) == ["jo"]
