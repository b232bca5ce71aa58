"""A whole session held through its room's door, with every kind of thing said in it, by whoever has which part.

The parts (`a` to `f`) are played by members; the same play with the parts dealt out otherwise is the same process.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from app.facilitation import commands as c
from app.facilitation.plan import Share, Step
from app.facilitation.rights import rights
from app.facilitation.state import Session
from app.facilitation.terms import (
    MINUTE,
    SECOND,
    ActionStatus,
    BidKind,
    Floor,
    QuestionKind,
    Sharing,
    StageKind,
    Where,
)
from app.programme.sessions import open_lobby
from app.realtime.connection import Connection, Pace
from app.realtime.room import DONE
from app.realtime.rooms import Rooms
from app.store import Store
from tests.cast import SET_ONE
from tests.realtime.fakes import FakeWire, HandClock, settled

PARTS = "abcdef"
AS_SEATED = tuple(person.id for person in SET_ONE)


def dealt(order: tuple[str, ...] = AS_SEATED) -> dict[str, str]:
    """Who plays which part."""
    return dict(zip(PARTS, order, strict=True))


@dataclass
class Sitting:
    """One session. `words` makes what is said from a short name for it."""

    store: Store
    rooms: Rooms
    clock: HandClock
    session: str = "one"
    parts: Mapping[str, str] = field(default_factory=dealt)
    words: Callable[[str], str] = lambda name: f"words about {name}"
    call_link: str = ""
    """Where the set's own call is today; without one it meets here."""
    count: int = 0

    async def hold(self) -> None:
        """From the lobby to the close."""
        await open_lobby(self.store, self.rooms, self.store.directory.session(self.session))
        opened = await self.rooms.open(self.session)
        for who in ("jo", *sorted(self.parts.values())):
            opened.audience.join(Connection(who, FakeWire(), Pace(), steady=self.clock.steady))
        await settled(opened.room)
        if self.call_link:
            await self.give(c.ChooseWhere(where=Where.CALL, call_link=self.call_link), "jo")
        await self.early()
        await self.open("check-in")
        await self.turns()
        await self.open("asking")
        await self.ask_for_time()
        for step in await self.ahead():
            await self.open(step.id)
            await self.in_step(step)
        await self.give(c.CloseSession(), "jo")

    async def give(self, command: c.Command, by: str) -> str:
        """Give a command as somebody, or as the one who plays a part; its id."""
        self.count += 1
        name = f"{self.session}-{self.count:05d}"
        by = self.parts.get(by, by)
        answer = await self.rooms.give(self.session, command, by, name)
        assert answer == DONE, f"{command!r} by {by}: {answer}"
        await self.clock.pass_time(SECOND)
        return name

    async def state(self) -> Session:
        """The session as it is."""
        return (await self.rooms.open(self.session)).room.state

    async def open(self, step: str) -> None:
        await self.give(c.OpenStep(step=step), "jo")

    async def ahead(self) -> list[Step]:
        state = await self.state()
        ids = [step.id for step in state.steps]
        return [step for step in state.steps[ids.index("asking") + 1 :] if not step.on_request]

    async def early(self) -> None:
        """What happens in the lobby."""
        await self.give(c.SayReady(), "a")
        await self.give(c.Reaffirm(version=1), "b")
        await self.give(c.RaiseContract(version=1), "c")
        await self.give(c.LeaveEarly(at=self.clock.at + 100 * MINUTE), "d")
        for report in (await self.state()).reports:
            said = c.ReportAction(action=report.id, status=ActionStatus.PARTLY, learned=self.words("learned"))
            await self.give(said, report.owner)

    async def turns(self) -> None:
        while (turn := (await self.state()).turns.now) is not None:
            await self.give(c.SayLine(words=self.words("line")), turn.person)
            await self.give(c.EndTurn(turn=turn.number), turn.person)

    async def ask_for_time(self) -> None:
        await self.give(c.PlaceBid(kind=BidKind.ASKS, headline=self.words("issue-a"), minutes=40), "a")
        await self.give(c.PlaceBid(kind=BidKind.ASKS, headline=self.words("issue-b"), minutes=35), "b")
        await self.give(c.PlaceBid(kind=BidKind.ASKS, headline=self.words("issue-c"), minutes=20), "c")
        bid = await self.give(c.PlaceBid(kind=BidKind.IF_ROOM, headline=self.words("issue-d")), "d")
        await self.give(c.WithdrawBid(bid=bid), "d")
        await self.give(c.PlaceBid(kind=BidKind.IF_ROOM, headline=self.words("issue-d")), "d")
        await self.give(c.PlaceBid(kind=BidKind.NOTHING), "e")
        rounds = tuple(Share(holder=self.parts[part], minutes=40) for part in "ab")
        agenda = await self.give(c.ProposeAgenda(sharing=Sharing.AS_ASKED, rounds=rounds), "jo")
        await self.give(c.SayNotContent(agenda=agenda), "e")
        await self.give(c.SayContent(agenda=agenda), "f")
        await self.give(c.AgreeAgenda(agenda=agenda), "jo")

    async def in_step(self, step: Step) -> None:
        state = await self.state()
        holder = state.holders.get(step.stage)
        if step.floor is Floor.TURNS:
            await self.turns()
        elif step.stage_kind is StageKind.ROUND and holder is not None:
            await self.in_round(step.floor, holder)
        elif step.stage_kind is StageKind.REVIEW:
            await self.review()
        await self.clock.pass_time(MINUTE)

    async def in_round(self, floor: Floor, holder: str) -> None:
        asker = self.parts["f"]
        if floor is Floor.HOLDER:
            await self.give(c.RewordHeadline(headline=self.words("reworded")), holder)
            await self.give(c.HideTime(hide=True), holder)
            question = await self.give(c.PrepareQuestion(words=self.words("prepared")), asker)
            await self.give(c.DropQuestion(question=question), asker)
            if "take_action" in self.may(await self.state(), holder):
                await self.give(c.TakeAction(what=self.words("action"), by_when="2027-01-14"), holder)
        elif floor is Floor.ASKER_AND_HOLDER:
            question = await self.give(c.PrepareQuestion(words=self.words("question")), asker)
            kind = QuestionKind.CHALLENGING
            await self.give(c.ChangeQuestion(question=question, words=self.words("better"), kind=kind), asker)
            hand = await self.give(c.RaiseHand(), asker)
            await self.give(c.TakeHand(hand=hand), "jo")
            await self.give(c.AskQuestion(question=question), asker)
            await self.give(c.KeepQuestion(question=question), holder)
            await self.give(c.SayLine(words=self.words("spoken")), asker)
            await self.give(c.NextQuestion(after=hand), holder)
            written = await self.give(c.PrepareQuestion(words=self.words("written")), "e")
            await self.give(c.AskQuestion(question=written), "e")

    @staticmethod
    def may(state: Session, who: str) -> frozenset[str]:
        return rights(state, who).may

    async def review(self) -> None:
        for place, part in enumerate(PARTS):
            ratings = {"airspace": 1 + place % 5, "asked": 5 - place % 5, "listened": 4}
            await self.give(c.RateReview(ratings=ratings), part)
            await self.give(c.WriteLearning(words=self.words("learning")), part)
            await self.give(c.FinishWriting(), part)
        await self.give(c.ShareLearning(), "a")
