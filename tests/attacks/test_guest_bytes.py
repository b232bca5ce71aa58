"""A guest's line, byte by byte: waiting, let in, sent out, let in again, while every secret of the set is in words."""

import re
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from pathlib import Path
from typing import Any, cast

import pytest
from websockets.asyncio.client import ClientConnection

from app.facilitation import commands as c
from app.facilitation.plan import CarriedBid, Contract, OpenAction, Share
from app.facilitation.terms import ActionStatus, BidKind, Sharing
from app.realtime.messages import PROTOCOL
from tests.attacks.prepared import TABLE, WITH_OTHERS, Standing, standing
from tests.facilitation.scenario import Scenario, lobby
from tests.server import Browser

NAMES = re.compile("|".join(rf'{one.name}|"{one.id}"' for one in WITH_OTHERS if one.id != "rao"))
CANARY = re.compile(r"kestrel-[a-z-]+")
OF_THE_SET = {
    *("carried", "old-action", "learned", "bid", "kept-back", "entered-bid", "reworded", "prepared", "question"),
    *("follow-up", "written", "noted", "offer", "action", "entered-action", "learning", "shared", "proposed-contract"),
    *("line-before", "line-outside", "call-link"),
}
"""Each is in words somewhere in the set's own frames below, and nowhere in the guest's."""


def canary(name: str) -> str:
    assert name in OF_THE_SET
    return f"kestrel-{name}"


class Tapped:
    """A line that keeps what came over it, as it came."""

    def __init__(self, line: ClientConnection) -> None:
        self._line = line
        self.texts: list[str] = []

    def __getattr__(self, name: str) -> Any:
        return getattr(self._line, name)

    async def __aiter__(self) -> AsyncIterator[str | bytes]:
        async for text in self._line:
            self.texts.append(text if isinstance(text, str) else text.decode())
            yield text

    def said(self, since: int = 0) -> str:
        return "\n".join(self.texts[since:])


async def tapped(here: Standing, who: str) -> tuple[Browser, Tapped]:
    line = Tapped(await here.server.open(who, await here.cookie(who)))
    browser = Browser(cast("ClientConnection", line))
    await browser.send({"type": "hello", "protocol": PROTOCOL})
    await browser.until(lambda: "step" in browser.view)
    return browser, line


def begun() -> Scenario:
    """Amina's questions; everything so far has been said in words that are not a guest's."""
    one = lobby(
        people=WITH_OTHERS,
        open_actions=(OpenAction(id="command-old", owner="danny", what=canary("old-action")),),
        carried_bids=(CarriedBid(person="maureen", headline=canary("carried")),),
        contract=Contract(text="What is said stays with us.", stand_in="ruth"),
    )
    one.give(c.OpenStep(step="check-in"), "jo")
    report = c.ReportAction(action="command-old", status=ActionStatus.PARTLY, learned=canary("learned"))
    one.give(c.EnterFor(person="danny", entry=report), "jo")
    one.give(c.OpenStep(step="asking"), "jo")
    for who, word in (("amina", "bid"), ("danny", "kept-back")):
        one.give(c.PlaceBid(kind=BidKind.ASKS, headline=canary(word), minutes=40, show=who == "amina"), who)
    entry = c.PlaceBid(kind=BidKind.ASKS, headline=canary("entered-bid"), minutes=20)
    one.give(c.EnterFor(person="priya", entry=entry), "jo")
    rounds = (Share(holder="amina", minutes=40), Share(holder="danny", minutes=40))
    agenda = one.give(c.ProposeAgenda(sharing=Sharing.AS_ASKED, rounds=rounds), "jo")
    one.give(c.SayNotContent(agenda=agenda), "ruth")
    one.give(c.AgreeAgenda(agenda=agenda), "jo")
    for step in ("r1.present", "r1.clarify"):
        one.give(c.OpenStep(step=step), "jo")
    one.give(c.RewordHeadline(headline=canary("reworded")), "amina")
    one.give(c.SayLine(words=canary("line-before")), "amina")
    return one


class Play:
    """Everybody of the set at the table, and what they do while a guest comes and goes."""

    def __init__(self, browsers: dict[str, Browser]) -> None:
        self.browsers = browsers

    async def give(self, who: str, kind: str, **fields: Any) -> str:
        answer = await self.browsers[who].give(kind, **fields)
        assert answer["type"] == "done", (who, kind, answer)
        return str(answer["id"])

    async def open(self, *steps: str) -> None:
        for step in steps:
            await self.give("jo", "open_step", step=step)

    async def questions(self) -> None:
        """Asked in turn and in writing, kept, noted, offered; one only prepared."""
        await self.give("gareth", "prepare_question", words=canary("prepared"))
        first = await self.give("ruth", "prepare_question", words=canary("question"))
        more = await self.give("ruth", "prepare_question", words=canary("follow-up"))
        hand = await self.give("ruth", "raise_hand")
        await self.give("jo", "take_hand", hand=hand)
        await self.give("ruth", "ask_question", question=first)
        await self.give("ruth", "ask_question", question=more)
        await self.give("amina", "keep_question", question=first)
        await self.give("amina", "choose_noter", person="maureen")
        await self.give("maureen", "note_question", words=canary("noted"))
        written = await self.give("danny", "prepare_question", words=canary("written"))
        await self.give("danny", "ask_question", question=written)
        await self.give("amina", "ask_for_offers", step="r1.offers")
        await self.give("danny", "make_offer", words=canary("offer"))
        await self.open("r1.reflect")
        await self.give("amina", "take_action", what=canary("action"), by_when="2027-01-14")

    async def review(self) -> None:
        await self.open("writing")
        for who in ("amina", "danny", "gareth", "maureen", "priya", "ruth"):
            await self.give(who, "rate_review", ratings={"airspace": 4, "asked": 5})
        await self.give("gareth", "write_learning", words=canary("learning"))
        await self.give("priya", "write_learning", words=canary("shared"))
        await self.give("priya", "share_learning", share=True)
        action = {"type": "take_action", "what": canary("entered-action"), "by_when": ""}
        await self.give("jo", "enter_for", person="maureen", entry=action)
        await self.give("jo", "propose_contract", contract={"text": canary("proposed-contract")})
        await self.open("review", "close")

    async def guest(self, kind: str, guest: Browser, *, inside: bool) -> None:
        await self.give("jo", kind, guest="rao")
        await guest.until(lambda: bool(guest.view["people"]["people"]) == inside)


@pytest.mark.parametrize("late", [False, True], ids=["waits from the first", "comes to the door later"])
async def test_U3_no_word_of_the_set_s_own_is_in_a_guest_s_bytes(tmp_path: Path, late: bool) -> None:
    one = begun()
    async with standing(tmp_path) as here, AsyncExitStack() as stack:
        here.prepare(one)
        taps: dict[str, Tapped] = {}
        browsers: dict[str, Browser] = {}
        for who in [person.id for person in (*TABLE, *WITH_OTHERS[-2:]) if not (late and person.id == "rao")]:
            browsers[who], taps[who] = await tapped(here, who)
            stack.push_async_callback(browsers[who].leave)
        if late:
            browsers["rao"], taps["rao"] = await tapped(here, "rao")
            stack.push_async_callback(browsers["rao"].leave)
        rao, tap, play = browsers["rao"], taps["rao"], Play(browsers)

        await play.give("amina", "say_line", words=canary("line-outside"))
        await play.give("jo", "choose_where", where="call", call_link=f"https://{canary('call-link')}.example/j/1")
        await play.give("jo", "choose_where", where="here")
        assert not NAMES.search(tap.said()), "no name, no id"
        await play.guest("admit_guest", rao, inside=True)
        assert NAMES.search(tap.said()), "let in, they see who is here"
        await play.questions()
        await play.guest("send_guest_out", rao, inside=False)
        waiting = len(tap.texts)
        await play.open("r2.present", "r2.clarify")
        await play.give("danny", "say_line", words=canary("line-outside"))
        assert not NAMES.search(tap.said(waiting)), "nor when they wait again"
        await play.guest("admit_guest", rao, inside=True)
        await play.give("danny", "say_line", words="Welcome back")
        await rao.until(lambda: [line["words"] for line in rao.view["floor"]["lines"]] == ["Welcome back"])
        await play.review()
        await rao.until(lambda: rao.view["step"]["id"] == "close")

        set_s = {found for who, one in taps.items() if who != "rao" for found in CANARY.findall(one.said())}
        assert set_s == {f"kestrel-{name}" for name in OF_THE_SET}, "each was there to be seen by somebody"
        assert not CANARY.findall(tap.said())
