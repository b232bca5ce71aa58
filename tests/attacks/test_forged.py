"""Forged and broken messages: nobody is who a message says, and nothing that can be sent is a fault of ours."""

import json
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any, get_args

import pytest

from app.facilitation.commands import FromClock, FromOffice, FromPeople, OpenLobby, PlanSession
from app.facilitation.terms import PersonId
from app.realtime.messages import LARGEST_FRAME
from tests.attacks.prepared import TABLE, Standing, standing
from tests.attacks.situations import SITUATIONS
from tests.facilitation.pressing import press
from tests.facilitation.scenario import FOUR_STEPS, RAO, START, TWO_HOURS
from tests.server import Browser, Server

COMMANDS = {kind.model_fields["type"].default: kind for kind in get_args(FromPeople)}
FORGED: dict[str, Any] = {
    "by": "jo",
    "person": "jo",
    "from": "jo",
    "sender": "jo",
    "who": "jo",
    "at": START,
    "now": START,
    "id": "another-id",
    "session": "one",
    "seat": "x",
    "kind": "facilitator",
    "roles": ["chair"],
    "__proto__": {"by": "jo"},
    "": "jo",
}
BAD = (
    *("null", "true", "[]", "{}", '""', "0", "-1", "1e400", "-1e400", "NaN", "Infinity", "9" * 400, "1.5", "1e-400"),
    *('"\\ud800"', '"\\udfff\\ud800"', '"\\u0000"', '"\\u202e"', '"' + "x" * 60_000 + '"', '"nothing-of-that-name"'),
    *("[" * 20_000, "[" * 200 + "]" * 200, '{"a":' * 5_000, '{"a":' * 150 + "1" + "}" * 150, '[{"holder":"jo"}]'),
    *('{"jo":1e9}', '{"airspace":9}', '{"airspace":"5"}', '[{"holder":"amina","minutes":NaN}]', '"2026-13-45"'),
    *('[{"holder":"amina","minutes":1e308}]', '[{"holder":"amina","minutes":-40}]', "9223372036854775808"),
)
"""Values for any field, as they stand in the message."""


def valid(kind: str, here_state: Any, who: PersonId) -> dict[str, Any]:
    command: dict[str, Any] = press(kind, here_state, who, 1, lambda some: some[0]).model_dump(mode="json")
    return command


@pytest.mark.parametrize(
    ("name", "who"), [("questions, danny asks", "ruth"), ("lobby", "jo"), ("writing in silence", "danny")]
)
async def test_no_field_of_a_command_says_who_gave_it_or_when(tmp_path: Path, name: str, who: str) -> None:
    async with standing(tmp_path) as here:
        here.prepare(SITUATIONS[name].build())
        before = await here.state()
        async with await here.enter(who) as browser:
            for kind, model in COMMANDS.items():
                command = valid(kind, before, who)
                for field, value in FORGED.items():
                    if field not in model.model_fields:
                        answer = await browser.give(**{**command, field: value})
                        assert (answer["type"], answer["code"]) == ("refused", "bad_value"), (kind, field)
                agenda = {**valid("propose_agenda", before, "jo")}
                agenda["rounds"] = [{**one, "by": "jo"} for one in agenda["rounds"]]
                assert (await browser.give(**agenda))["code"] == "bad_value"
            assert await here.state() is before


async def test_no_field_beside_a_command_says_who_gave_it_or_when(tmp_path: Path) -> None:
    async with standing(tmp_path) as here:
        here.prepare(SITUATIONS["lobby"].build())
        before = await here.state()
        async with await here.enter("amina") as amina:
            for message in (
                {"type": "give", "id": "command-1", "command": {"type": "say_ready"}},
                {"type": "beat", "version": 1, "sent": 1.0},
                {"type": "signal", "id": "signal-1", "kind": "cannot_hear"},
            ):
                for field, value in FORGED.items():
                    if field not in message:
                        if (message["type"], field) == ("signal", "id"):
                            continue
                        assert await amina.problem_with(json.dumps({**message, field: value})) == "bad_message"
            assert not amina.answers
            assert await here.state() is before


@pytest.mark.parametrize("field", ["seat", "me", "person", "by", "session", "cookie", "token"])
async def test_hello_names_no_seat_and_no_person(server: Server, field: str) -> None:
    browser = Browser(await server.open("amina"))
    await browser.send({"type": "hello", "protocol": 1, field: server.seats["jo"]})
    await browser.until(lambda: browser.closed is not None)
    assert browser.of("problem")[0]["code"] == "hello_first"
    assert not browser.of("welcome")


async def test_a_name_twice_in_one_message_brings_nobody_another_s_right(tmp_path: Path) -> None:
    """The two readers of a message must not differ over which of the two counts."""
    async with standing(tmp_path) as here:
        here.prepare(SITUATIONS["airspace"].build())
        before = await here.state()
        async with await here.enter("ruth") as ruth:
            for text in (
                '{"type":"give","id":"command-1","command":{"type":"raise_hand","type":"open_step","step":"r1.clarify"}}',
                '{"type":"give","id":"command-2","command":{"type":"raise_hand"},'
                '"command":{"type":"open_step","step":"r1.clarify"}}',
                '{"type":"beat","type":"give","id":"command-3","command":{"type":"say_line","words":"now"}}',
            ):
                await ruth.send(text)
            await ruth.until(lambda: len(ruth.answers) + len(ruth.of("problem")) == 3)
            assert {answer["type"] for answer in ruth.answers.values()} <= {"refused"}
            assert await here.state() is before


async def test_nobody_speaks_for_the_clock_the_line_or_the_office(tmp_path: Path) -> None:
    lobby = OpenLobby(people=TABLE, session_format=TWO_HOURS, round_format=FOUR_STEPS).model_dump(mode="json")
    whole: dict[str, dict[str, Any]] = {
        "plan_session": PlanSession(starts_at=START, people=TABLE).model_dump(mode="json"),
        "open_lobby": lobby,
        "add_person": {"person": RAO.model_dump(mode="json")},
        "note_here": {"person": "amina"},
        "note_away": {"person": "jo"},
        "note_outage": {"lost": 60_000},
    }
    async with standing(tmp_path) as here:
        here.prepare(SITUATIONS["airspace"].build())
        before = await here.state()
        async with await here.enter("amina") as amina, await here.enter("jo") as jo:
            for kind in (*get_args(FromClock), *get_args(FromOffice)):
                name = kind.model_fields["type"].default
                command = {"type": name, **whole.get(name, {})}
                kind.model_validate(command)  # it would be one, were it not for where it comes from
                for browser in (amina, jo):
                    text = json.dumps({"type": "give", "id": "command-1", "command": command})
                    assert await browser.problem_with(text) == "bad_message"
            assert await here.state() is before


def broken(kind: str, command: dict[str, Any], number: int) -> Iterator[tuple[str, str]]:
    """This command with one field made bad, in every way: id and text."""
    for field in COMMANDS[kind].model_fields:
        if field == "type":
            continue
        for way, value in enumerate(BAD):
            rest = ",".join(f'"{name}":{json.dumps(one)}' for name, one in command.items() if name != field)
            name = f"bad-{number:03d}-{field}-{way:03d}"
            yield name, f'{{"type":"give","id":"{name}","command":{{{rest},"{field}":{value}}}}}'


async def all_answered(browser: Browser, sent: list[tuple[str, str]]) -> set[str | None]:
    """Send these (id and text), wait until each was answered or was a problem, and say with what."""
    problems = len(browser.of("problem"))
    for _, text in sent:
        await browser.send(text)

    def heard() -> int:
        return sum(1 for one, _ in sent if one in browser.answers) + len(browser.of("problem")) - problems

    await browser.until(lambda: heard() >= len(sent))
    return {browser.answers[one].get("code") for one, _ in sent if one in browser.answers}


@pytest.mark.parametrize(
    ("name", "who"),
    [
        ("lobby", "jo"),
        ("asking for time, with a proposal", "amina"),
        ("asking for time, with a proposal", "jo"),
        ("questions, danny asks", "amina"),
        ("questions, danny asks", "gareth"),
        ("writing in silence", "danny"),
        ("reflect and act", "amina"),
    ],
)
async def test_whatever_stands_in_a_field_is_answered_and_is_no_fault_of_ours(
    tmp_path: Path, name: str, who: str, caplog: pytest.LogCaptureFixture
) -> None:
    async with standing(tmp_path) as here:
        here.prepare(SITUATIONS[name].build())
        before = await here.state()
        async with await here.enter(who) as browser:
            for number, kind in enumerate(COMMANDS):
                codes = await all_answered(browser, list(broken(kind, valid(kind, before, who), number)))
                assert not codes & {"fault", "not_saved"}, kind
            assert browser.closed is None
            assert (await browser.give("reaffirm", version=before.contract.version))["type"] == "done"
    assert not [record for record in caplog.records if record.name.startswith("app.")]


def padded(name: str, size: int) -> str:
    """A good command in a message of so many bytes."""
    text = json.dumps({"type": "give", "id": name, "command": {"type": "say_ready"}})
    return text[:-1] + " " * (size - len(text)) + "}"


async def test_a_frame_of_sixty_four_kibibytes_is_taken_and_one_byte_more_is_not(server: Server) -> None:
    async with await server.enter("danny") as danny:
        for more, taken in ((-1, True), (0, True), (1, False)):
            amina = await server.enter("amina")
            text = padded(f"padded-{more + 1}", LARGEST_FRAME + more)
            assert len(text) == LARGEST_FRAME + more
            await amina.send(text)
            await amina.until_it(lambda it: bool(it.answers) or it.closed is not None)
            assert (bool(amina.answers), amina.closed) == (taken, None if taken else 1009)
            await amina.leave()
        assert (await danny.give("say_ready"))["type"] == "done"


async def test_bytes_are_counted_not_letters_and_not_pieces(server: Server) -> None:
    words = "\u20ac" * (LARGEST_FRAME // 3 + 1)  # three bytes each
    pieces = ["x" * 1000] * 66
    for whole in (words, pieces):
        amina = await server.enter("amina")
        await amina.line.send(whole)
        await amina.until_closed()
        assert amina.closed == 1009
        await amina.leave()
    async with await server.enter("amina") as amina:
        in_pieces = padded("in-pieces", 10_000)
        await amina.line.send([in_pieces[n : n + 7] for n in range(0, len(in_pieces), 7)])
        await amina.until(lambda: "in-pieces" in amina.answers)


async def test_random_changes_to_good_messages_are_no_fault_of_ours(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    moments = random.Random("changed messages")
    async with standing(tmp_path) as here:
        await change_and_send(here, moments)
    assert not [record for record in caplog.records if record.name.startswith("app.")]


async def change_and_send(here: Standing, moments: random.Random) -> None:
    """Two thousand commands, each with a few bytes changed."""
    here.prepare(SITUATIONS["questions, danny asks"].build())
    before = await here.state()
    async with await here.enter("gareth") as gareth, await here.enter("ruth") as ruth:
        for n in range(2_000):
            kind = moments.choice(sorted(set(COMMANDS) - {"leave"}))
            command = valid(kind, before, "gareth")
            text = bytearray(json.dumps({"type": "give", "id": f"changed-{n:05d}", "command": command}).encode())
            for _ in range(moments.randint(1, 4)):
                text[moments.randrange(len(text))] = moments.randrange(32, 127)
            await gareth.send(text.decode())
            if n % 50 == 49:  # a page that reads nothing meanwhile would be dropped, and rightly
                await gareth.until_answered(n - 1)
        assert gareth.closed is None
        assert not {one.get("code") for one in gareth.answers.values()} & {"fault", "not_saved"}
        assert (await ruth.give("raise_hand"))["type"] == "done"
        rows = here.logs.rows[here.door.session][len(here.logs.begun) :]
        assert {row.by for row in rows} <= {"gareth", "ruth"}
