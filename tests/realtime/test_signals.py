"""Signals are passed on, never kept, and change nothing, unless two people cannot hear."""

import pytest

from app.facilitation.commands import OpenStep
from app.facilitation.terms import Stop
from app.realtime.room import DONE, Refusal
from app.realtime.rooms import OpenRoom
from app.store import Store
from tests.cast import TABLE_ONE
from tests.realtime.fakes import HandClock, settled
from tests.realtime.signalling import Said, signal, to_airspace


@pytest.fixture
async def lines(lobby: OpenRoom, clock: HandClock) -> dict[str, Said]:
    found = {person.id: Said(person.id, clock) for person in TABLE_ONE}
    for line in found.values():
        lobby.audience.join(line)
    await settled(lobby.room)
    return found


async def test_one_who_cannot_hear_is_heard_at_the_desk(lobby: OpenRoom, lines: dict[str, Said], store: Store) -> None:
    head = store.log.head("one")
    assert lobby.signals.send(signal("cannot_hear"), "danny") == DONE
    assert [message["from"] for message in lines["jo"].said] == ["danny"]
    assert not lines["amina"].said
    await settled(lobby.room)
    assert store.log.head("one") == head


async def test_two_who_cannot_hear_stop_the_clock(lobby: OpenRoom, lines: dict[str, Said], clock: HandClock) -> None:
    await to_airspace(lobby)
    lobby.signals.send(signal("cannot_hear"), "danny")
    lobby.signals.send(signal("cannot_hear"), "danny")
    await settled(lobby.room)
    assert not lobby.room.state.stops
    await clock.pass_time(21_000, lobby.room)
    lobby.signals.send(signal("cannot_hear"), "ruth")
    await settled(lobby.room)
    assert not lobby.room.state.stops
    lobby.signals.send(signal("cannot_hear"), "priya")
    await settled(lobby.room)
    assert lobby.room.state.stops == {Stop.HEARING}
    assert lines["jo"].said


async def test_not_hearing_in_one_step_is_forgotten_in_the_next(lobby: OpenRoom, lines: dict[str, Said]) -> None:
    assert lines
    await lobby.room.give(OpenStep(step="check-in"), "jo", "step-001")
    lobby.signals.send(signal("cannot_hear"), "danny")
    await lobby.room.give(OpenStep(step="asking"), "jo", "step-002")
    lobby.signals.send(signal("cannot_hear"), "ruth")
    await settled(lobby.room)
    assert not lobby.room.state.stops


async def test_a_word_to_the_chair_reaches_the_chair_alone(lobby: OpenRoom, lines: dict[str, Said]) -> None:
    assert lobby.signals.send(signal("word_to_chair", words="Could we stop?"), "ruth") == DONE
    assert lines["jo"].said == [
        {
            "type": "signal",
            "id": "signal-word_to_chair",
            "kind": "word_to_chair",
            "from": "ruth",
            "words": "Could we stop?",
            "rule": None,
        }
    ]
    assert all(not line.said for who, line in lines.items() if who != "jo")


async def test_only_the_chair_sends_a_word_to_a_member(lobby: OpenRoom, lines: dict[str, Said]) -> None:
    refused = lobby.signals.send(signal("word_to_member", to="amina", words="Ask, please"), "ruth")
    assert isinstance(refused, Refusal)
    assert refused.code == "not_yours"
    assert lobby.signals.send(signal("word_to_member", to="amina", words="Ask, please"), "jo") == DONE
    assert [message["from"] for message in lines["amina"].said] == ["jo"]
    assert not lines["danny"].said


async def test_nobody_writes_to_the_holder_in_airspace(lobby: OpenRoom, lines: dict[str, Said]) -> None:
    await to_airspace(lobby)
    refused = lobby.signals.send(signal("word_to_member", to="amina", words="Louder, please"), "jo")
    assert isinstance(refused, Refusal)
    assert refused.code == "not_now"
    assert not lines["amina"].said
    assert lobby.signals.send(signal("word_to_member", to="danny", words="Later"), "jo") == DONE


@pytest.mark.parametrize(("words", "code"), [("", "empty"), ("  ", "empty"), ("x" * 501, "too_long")])
async def test_words_are_words(lobby: OpenRoom, lines: dict[str, Said], words: str, code: str) -> None:
    refused = lobby.signals.send(signal("word_to_chair", words=words), "ruth")
    assert isinstance(refused, Refusal)
    assert refused.code == code
    assert not lines["jo"].said


async def test_somebody_who_is_not_here_signals_nothing(lobby: OpenRoom, lines: dict[str, Said]) -> None:
    refused = lobby.signals.send(signal("cannot_hear"), "stranger")
    assert isinstance(refused, Refusal)
    assert not lines["jo"].said
