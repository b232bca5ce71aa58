"""Signals are passed on, never kept, and change nothing, unless two people cannot hear."""

import json

import pytest

from app.facilitation.commands import AgreeAgenda, Command, OpenStep, PlaceBid, ProposeAgenda
from app.facilitation.plan import Share
from app.facilitation.terms import BidKind, Sharing, Stop
from app.realtime.connection import Connection, Pace
from app.realtime.messages import SendSignal
from app.realtime.room import DONE, Refusal
from app.realtime.rooms import OpenRoom
from app.store import Store
from tests.cast import TABLE_ONE
from tests.realtime.fakes import FakeWire, HandClock, settled


class Said(Connection):
    """A line that remembers what it was to say."""

    def __init__(self, person: str, clock: HandClock) -> None:
        super().__init__(person, FakeWire(), Pace(), steady=clock.steady)
        self.said: list[dict[str, str]] = []

    def say(self, text: bytes) -> None:
        self.said.append(json.loads(text))


@pytest.fixture
async def lines(lobby: OpenRoom, clock: HandClock) -> dict[str, Said]:
    found = {person.id: Said(person.id, clock) for person in TABLE_ONE}
    for line in found.values():
        lobby.audience.join(line)
    await settled(lobby.room)
    return found


async def to_airspace(lobby: OpenRoom) -> None:
    """Amina has the airspace."""
    commands: tuple[tuple[str, Command, str], ...] = (
        ("step-001", OpenStep(step="check-in"), "jo"),
        ("step-002", OpenStep(step="asking"), "jo"),
        ("bid-0001", PlaceBid(kind=BidKind.ASKS, headline="Beds"), "amina"),
        ("agenda-1", ProposeAgenda(sharing=Sharing.EQUAL, rounds=(Share(holder="amina", minutes=40),)), "jo"),
        ("agree-01", AgreeAgenda(agenda="agenda-1"), "jo"),
        ("step-003", OpenStep(step="r1.present"), "jo"),
    )
    for name, command, by in commands:
        assert await lobby.room.give(command, by, name) == DONE


def signal(kind: str, **more: str) -> SendSignal:
    return SendSignal.model_validate({"id": f"signal-{kind}", "kind": kind, **more})


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
