"""Lines that remember which signals they were sent, and the way to a round: to its airspace, and to its questions."""

import json

from app.facilitation.commands import AgreeAgenda, Command, OpenStep, PlaceBid, ProposeAgenda
from app.facilitation.plan import Share
from app.facilitation.terms import BidKind, Sharing
from app.realtime.connection import Connection, Pace
from app.realtime.messages import SendSignal
from app.realtime.room import DONE
from app.realtime.rooms import OpenRoom
from tests.realtime.fakes import FakeWire, HandClock


class Said(Connection):
    """A line that remembers what it was to say."""

    def __init__(self, person: str, clock: HandClock) -> None:
        super().__init__(person, FakeWire(), Pace(), steady=clock.steady)
        self.said: list[dict[str, str]] = []

    def say(self, text: bytes, *, first: bool = False) -> None:
        self.said.append(json.loads(text))


async def to_airspace(lobby: OpenRoom, holder: str = "amina") -> None:
    """Amina, or another, has the airspace."""
    commands: tuple[tuple[str, Command, str], ...] = (
        ("step-001", OpenStep(step="check-in"), "jo"),
        ("step-002", OpenStep(step="asking"), "jo"),
        ("bid-0001", PlaceBid(kind=BidKind.ASKS, headline="Beds"), holder),
        ("agenda-1", ProposeAgenda(sharing=Sharing.EQUAL, rounds=(Share(holder=holder, minutes=40),)), "jo"),
        ("agree-01", AgreeAgenda(agenda="agenda-1"), "jo"),
        ("step-003", OpenStep(step="r1.present"), "jo"),
    )
    for name, command, by in commands:
        assert await lobby.room.give(command, by, name) == DONE


async def to_questions(lobby: OpenRoom, holder: str = "amina") -> None:
    """They are asked."""
    await to_airspace(lobby, holder)
    assert await lobby.room.give(OpenStep(step="r1.clarify"), "jo", "step-004") == DONE


def signal(kind: str, **more: str) -> SendSignal:
    return SendSignal.model_validate({"id": f"signal-{kind}", "kind": kind, **more})
