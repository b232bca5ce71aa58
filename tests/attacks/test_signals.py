"""Signals by whoever may not send them, to whom they may not go; and nothing of any is found anywhere afterwards."""

import logging
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from pathlib import Path
from typing import Any

import pytest

from app.facilitation import commands as c
from app.facilitation.plan import Contract
from app.facilitation.terms import OFFICE
from app.programme.formats import formats_for
from app.realtime.room import DONE
from tests.attacks.prepared import WITH_OTHERS, Standing, standing
from tests.cast import FARAH, NIA, SAM, TABLE_ONE
from tests.facilitation.scenario import Scenario, in_round
from tests.realtime.signalling import to_questions
from tests.server import Browser, Server, running

EVERYBODY = tuple(one.id for one in WITH_OTHERS)
KINDS: dict[str, dict[str, str]] = {
    "cannot_hear": {},
    "word_to_chair": {"words": "Psst"},
    "word_to_member": {"words": "Psst", "to": "danny"},
    "nudge": {"rule": "advice"},
    "nudge_member": {"rule": "advice", "to": "danny"},
    "caption": {"words": "Psst"},
}
NUDGES = Contract(text="What is said stays with us.", nudges=True)


def room(contract: Contract = NUDGES, *, step: str = "clarify", guest: bool = False, chair: str = "jo") -> Scenario:
    one = in_round(step, people=WITH_OTHERS, contract=contract)
    if guest:
        one.give(c.AdmitGuest(guest="rao"), "jo")
    if chair != "jo":
        one.give(c.HandOverChair(to=chair), "jo")
    return one


class Table:
    """Everybody's line, and who was sent a signal over theirs."""

    def __init__(self, browsers: dict[str, Browser]) -> None:
        self.browsers = browsers

    async def sends(self, who: str, kind: str, **more: str) -> str:
        answer = await self.browsers[who].signal(kind, **{**KINDS[kind], **more})
        return str(answer.get("code", "done"))

    async def reached(self) -> set[str]:
        """A command's round trip over every line: whatever was under way has come by then."""
        for one in self.browsers.values():
            await one.give("say_ready")
        return {who for who, one in self.browsers.items() if one.of("signal")}


@pytest.fixture
async def here(tmp_path: Path) -> AsyncIterator[Standing]:
    async with standing(tmp_path) as one:
        yield one


async def seated(here: Standing, stack: AsyncExitStack, one: Scenario, people: tuple[str, ...] = EVERYBODY) -> Table:
    here.prepare(one)
    browsers = {}
    for who in people:
        browsers[who] = await here.enter(who)
        stack.push_async_callback(browsers[who].leave)
    return Table(browsers)


@pytest.mark.parametrize("kind", ["nudge", "nudge_member"])
async def test_N10_without_the_contract_s_word_nobody_nudges(here: Standing, kind: str) -> None:
    async with AsyncExitStack() as stack:
        table = await seated(here, stack, room(Contract(text="What is said stays with us."), guest=True))
        for who in EVERYBODY:
            assert await table.sends(who, kind) in {"not_now", "not_yours", "no_such_person"}, who
        assert await table.reached() == set()


async def test_N10_only_a_member_nudges_and_only_the_chair_nudges_a_member(here: Standing) -> None:
    async with AsyncExitStack() as stack:
        table = await seated(here, stack, room(guest=True))
        for who in ("jo", "sam", "sian", "rao"):
            assert await table.sends(who, "nudge") == "not_yours", who
        for who in EVERYBODY:
            if who != "jo":
                assert await table.sends(who, "nudge_member", to="priya") == "not_yours", who
                assert await table.sends(who, "word_to_member", to="priya") == "not_yours", who
            assert await table.sends(who, "nudge", to="ruth") in {"bad_value", "not_yours"}, "to the chair, nobody else"
        assert await table.reached() == set()
        for to in ("sam", "sian", "rao"):
            assert await table.sends("jo", "nudge_member", to=to) == "not_for_them", to
        for to in ("hannah", "office", "line", "", "nothing-of-that-name"):
            assert await table.sends("jo", "nudge_member", to=to) == "no_such_person", to
        assert await table.sends("jo", "nudge_member", to="jo") == "not_now"
        assert await table.reached() == set()
        assert await table.sends("ruth", "nudge") == "done"
        assert await table.reached() == {"jo"}, "and no second facilitator"


async def test_N10_a_member_in_the_chair_is_the_one_who_is_told(here: Standing) -> None:
    async with AsyncExitStack() as stack:
        table = await seated(here, stack, room(chair="maureen"))
        assert await table.sends("ruth", "nudge") == "done"
        assert await table.reached() == {"maureen"}
        assert await table.sends("maureen", "nudge") == "not_now", "nobody nudges themselves"
        assert await table.sends("jo", "nudge_member") == "not_yours", "the chair is elsewhere now"


@pytest.mark.parametrize("kind", ["nudge_member", "word_to_member"])
async def test_N10_nothing_reaches_the_holder_in_airspace(here: Standing, kind: str) -> None:
    async with AsyncExitStack() as stack:
        table = await seated(here, stack, room(step="present"))
        assert await table.sends("jo", kind, to="amina") == "not_now"
        assert await table.reached() == set()
        assert await table.sends("jo", kind, to="danny") == "done"
        assert await table.reached() == {"danny"}


async def test_a_caption_is_an_access_seat_s_and_for_its_member_alone(here: Standing) -> None:
    async with AsyncExitStack() as stack:
        table = await seated(here, stack, room(guest=True))
        for who in EVERYBODY:
            if who != "sian":
                assert await table.sends(who, "caption") == "not_yours", who
        for to in ("ruth", "jo", "amina", "hannah"):
            assert await table.sends("sian", "caption", to=to) == "bad_value", to
        assert await table.reached() == set()
        assert await table.sends("sian", "caption") == "done"
        assert await table.reached() == {"amina"}


async def test_U1_a_guest_who_waits_sends_nothing_and_is_sent_nothing(here: Standing) -> None:
    async with AsyncExitStack() as stack:
        table = await seated(here, stack, room())
        for kind in KINDS:
            assert await table.sends("rao", kind) in {"not_now", "not_yours"}, kind
        for kind in ("word_to_member", "nudge_member"):
            assert await table.sends("jo", kind, to="rao") == "not_now"
        assert await table.reached() == set()


WORDS = "merganser"
"""In no other text of the house."""
SEATED = (*TABLE_ONE, SAM, NIA, FARAH)


@pytest.fixture
async def server(tmp_path: Path) -> AsyncIterator[Server]:
    async with running(tmp_path, people=SEATED) as opened:
        yield opened


async def test_N10_nothing_of_a_signal_is_kept_or_told(
    server: Server, tmp_path: Path, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    caplog.set_level(logging.DEBUG)
    formats = formats_for("two-hours", None)
    doors = c.OpenLobby(people=SEATED, session_format=formats[0], round_format=formats[1], contract=NUDGES)
    assert await server.parts.rooms.give("one", doors, OFFICE, "open-lobby") == DONE
    async with AsyncExitStack() as stack:
        lines = {}
        for who in ("jo", "ruth", "gareth", "nia"):
            lines[who] = await stack.enter_async_context(await server.enter(who))
        await lines["jo"].until(lambda: lines.keys() <= here_by(lines["jo"]))
        await to_questions(await server.parts.rooms.open("one"), "gareth")
        before = rows(server)
        caplog.clear()
        capfd.readouterr()
        assert (await lines["ruth"].signal("nudge", rule="own_story"))["type"] == "done"
        assert (await lines["ruth"].signal("nudge", rule="own_story"))["code"] == "just_now"
        for who, kind, more in (
            ("nia", "caption", {"words": f"{WORDS} said"}),
            ("ruth", "word_to_chair", {"words": f"{WORDS}?"}),
            ("jo", "word_to_member", {"words": WORDS, "to": "gareth"}),
            ("jo", "nudge_member", {"rule": "interruption", "to": "gareth"}),
            ("gareth", "caption", {"words": WORDS}),  # refused
            ("ruth", "nudge_member", {"rule": "advice", "to": "gareth"}),  # refused
        ):
            await lines[who].signal(kind, **more)
        heard = [*lines["jo"].of("signal"), *lines["gareth"].of("signal")]
        assert sorted(one["kind"] for one in heard) == [
            *("caption", "nudge", "nudge_member", "word_to_chair", "word_to_member")
        ], "they were sent"
        assert rows(server) == before, "no command of the room's came of it"
        views = "".join(str([one.of("view"), one.view]) for one in lines.values())
        assert "'nudge_member'" in views, "that the chair may is told to the chair"
        assert not any(word in views for word in (WORDS, "'kind': 'nudge_member'", "own_story"))
    out = "".join(capfd.readouterr()) + "".join(record.getMessage() for record in caplog.records if not wire(record))
    kept = b"".join(path.read_bytes() for path in tmp_path.rglob("*") if path.is_file())
    assert kept, "the database is among them"
    for word in (WORDS, "own_story", "nudge_member"):
        assert word not in out
        assert word.encode() not in kept
        assert word not in str(rows(server))


def here_by(browser: Browser) -> set[str]:
    """Who is with us, as this page shows it."""
    return {one["id"] for one in browser.view["people"]["people"] if one["presence"] == "here"}


def wire(record: logging.LogRecord) -> bool:
    """Whether it is the sockets' own account of their frames, of both ends, which only a test asks for."""
    return record.name.startswith(("websockets", "uvicorn")) and record.levelno == logging.DEBUG


def rows(server: Server) -> list[Any]:
    return [(row.command_id, row.by, row.events) for row in server.parts.store.read("one")]
