"""How much may be said about voice, and that nobody's line is brought down by what others send."""

import asyncio
import json
from collections.abc import AsyncIterator, Callable
from contextlib import suppress
from pathlib import Path

import pytest
import websockets
from pydantic import ValidationError

from app.clock import MachineClock
from app.facilitation.voices import MOST
from app.media.mesh import MeshEngine
from app.media.shapes import LARGEST_DESCRIPTION, LONGEST_CANDIDATE, MOST_CANDIDATES
from app.media.turn import Ways, credential
from app.realtime.connection import Connection, Pace
from app.realtime.messages import OfVoice, from_browser
from app.realtime.rooms import OpenRoom, Rooms
from app.realtime.voice import CHANGES, LETTERS, MOST_RELAYED
from tests.attacks.prepared import WITH_OTHERS, Standing, standing
from tests.facilitation.scenario import in_round
from tests.media.descriptions import CANDIDATE, description
from tests.realtime.fakes import FakeWire, HandClock
from tests.realtime.voicing import arrived, join, joining, newest, print_of, refused, settled, to_peer
from tests.server import running

PEOPLE = [one.id for one in WITH_OTHERS if one.id != "rao"]


@pytest.fixture
async def here(tmp_path: Path) -> AsyncIterator[Standing]:
    async with standing(tmp_path) as one:
        one.prepare(in_round("present", people=WITH_OTHERS))
        yield one


def said(message: dict[str, object]) -> OfVoice:
    parsed = from_browser.validate_json(json.dumps(message))
    assert isinstance(parsed, OfVoice)
    return parsed


def largest(to: str, by: str) -> dict[str, object]:
    """As much as one may say to another at once."""
    more: list[str] = []
    while True:
        left = LARGEST_DESCRIPTION - len(description(print_of(by), more=tuple(more)))
        if left < len("a=tool:x\r\n"):
            break
        more.append("a=tool:" + "x" * min(80, left - len("a=tool:\r\n")))
    sdp = description(print_of(by), more=tuple(more))
    assert LARGEST_DESCRIPTION - 10 <= len(sdp) <= LARGEST_DESCRIPTION
    long = CANDIDATE + " x " + "y" * 200 + " z "
    long += "z" * (LONGEST_CANDIDATE - len(long))
    candidates = [{"candidate": long, "mid": "m" * 16, "line": 0}] * MOST_CANDIDATES
    return to_peer(to, by, description={"type": "offer", "sdp": sdp}, candidates=candidates)


async def until(true: Callable[[], bool]) -> None:
    for _ in range(500):
        if true():
            return
        await asyncio.sleep(0.01)
    raise AssertionError("it did not come")


def stuck(opened: OpenRoom, who: str, pace: Pace) -> tuple[Connection, FakeWire]:
    """A line whose browser takes nothing."""
    wire = FakeWire()
    line = Connection(who, wire, pace, steady=asyncio.get_running_loop().time)
    opened.audience.join(line)
    return line, wire


async def test_eight_of_the_largest_offers_at_once_do_not_break_a_line(here: Standing) -> None:
    opened = await here.room()
    lines = {who: stuck(opened, who, Pace()) for who in PEOPLE}
    for who, (line, _) in lines.items():
        opened.voice.hear(said(joining(who)), line)
    line, wire = lines["amina"]
    for who in PEOPLE:
        if who != "amina":
            opened.voice.hear(said(largest("amina", who)), lines[who][0])
    assert not line.over
    assert line.unsent > 200_000, "they wait"
    writer = asyncio.create_task(line.write(lambda: b'{"type":"beat","now":1}'))
    await until(lambda: len(wire.of("from_peer")) >= MOST - 1)
    assert {one["from"] for one in wire.of("from_peer")} == set(PEOPLE) - {"amina"}
    line.drop()
    await writer


async def test_nobody_brings_down_somebody_s_line_by_what_they_send(here: Standing) -> None:
    opened = await here.room()
    victim, _ = stuck(opened, "amina", Pace())
    sender, wire = stuck(opened, "danny", Pace())
    opened.voice.hear(said(joining("amina")), victim)
    opened.voice.hear(said(joining("danny")), sender)
    for _ in range(100):
        opened.voice.hear(said(largest("amina", "danny")), sender)
    assert not victim.over
    assert victim.unsent <= MOST_RELAYED
    writer = asyncio.create_task(sender.write(lambda: b'{"type":"beat","now":1}'))
    await until(lambda: bool(wire.of("voice_refused")))
    assert {one["code"] for one in wire.of("voice_refused")} == {"voice_too_fast"}
    sender.drop()
    await writer


async def test_letters_without_a_description_are_counted_too(here: Standing) -> None:
    opened = await here.room()
    victim, came = stuck(opened, "amina", Pace())
    sender, wire = stuck(opened, "danny", Pace())
    opened.voice.hear(said(joining("amina")), victim)
    opened.voice.hear(said(joining("danny")), sender)
    for _ in range(3 * LETTERS):
        opened.voice.hear(said(to_peer("amina", "danny", description=None)), sender)
    writers = [asyncio.create_task(line.write(lambda: b'{"type":"beat","now":1}')) for line in (victim, sender)]
    await until(lambda: len(wire.of("voice_refused")) == 2 * LETTERS)
    await until(lambda: len(came.of("from_peer")) == LETTERS)
    assert {one["code"] for one in wire.of("voice_refused")} == {"voice_too_fast"}
    for line in (victim, sender):
        line.drop()
    await asyncio.gather(*writers)


async def test_whoever_changes_again_and_again_is_held_back(here: Standing) -> None:
    opened = await here.room()
    other, _ = stuck(opened, "amina", Pace())
    flapping, wire = stuck(opened, "danny", Pace())
    opened.voice.hear(said(joining("amina")), other)
    for n in range(CHANGES + 10):
        opened.voice.hear(said(joining("danny", microphone=n % 2 == 0)), flapping)
    writer = asyncio.create_task(flapping.write(lambda: b'{"type":"beat","now":1}'))
    await until(lambda: len(wire.of("voice_refused")) == 10)
    assert {one["code"] for one in wire.of("voice_refused")} == {"voice_too_fast"}
    flapping.drop()
    await writer


async def test_people_who_are_made_up_leave_nothing_in_memory(here: Standing) -> None:
    opened = await here.room()
    line, _ = stuck(opened, "danny", Pace())
    opened.voice.hear(said(joining("danny")), line)
    for n in range(100):
        opened.voice.hear(said(to_peer(f"made-up-{n}", "danny")), line)
    assert len(opened.voice._described._buckets) == 0


@pytest.mark.parametrize(
    "message",
    [
        to_peer("x" * 65, "danny"),
        {"type": "hearing", "people": ["x" * 65]},
        {"type": "signal", "id": "signal-0001", "kind": "word_to_member", "to": "x" * 65, "words": "Hello"},
    ],
)
def test_nobody_s_name_on_the_wire_is_longer_than_a_name_can_be(message: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        from_browser.validate_json(json.dumps(message))
    text = json.dumps(message).replace("x" * 65, "x" * 64)
    assert from_browser.validate_json(text).type == message["type"]


async def test_voice_has_a_measure_of_its_own_and_takes_nothing_from_commands(here: Standing) -> None:
    amina, danny = await here.enter("amina"), await here.enter("danny")
    await join(amina)
    await join(danny)
    for n in range(298):
        await amina.send({"type": "hearing", "people": []})
        if n % 50 == 0:
            await settled(amina)
    assert await refused(amina, to_peer("danny", "amina")) == ""
    assert await refused(amina, to_peer("danny", "amina")) == "voice_too_fast", "so many, and one for joining"
    assert (await amina.give("stop_clock", step="r1.present"))["type"] in {"done", "refused"}
    assert await refused(danny, to_peer("amina", "danny")) == "", "one person's haste is not another's"
    await settled(amina)
    assert len(danny.of("from_peer")) == 1
    assert amina.closed is None
    await amina.leave()
    await danny.leave()


async def test_who_goes_on_and_on_is_shown_the_door_and_stays_joined(tmp_path: Path) -> None:
    async with running(tmp_path) as server, await server.enter("amina") as amina, await server.enter("danny") as danny:
        for one in (amina, danny):
            await arrived(one)
            await join(one)
        with suppress(websockets.ConnectionClosed):
            for _ in range(2_000):
                await amina.send({"type": "hearing", "people": []})
                await asyncio.sleep(0)
        await amina.until_closed()
        assert amina.closed == 1008
        await settled(danny)
        assert "amina" in newest(danny)["peers"], "a line that breaks gives nothing up"


async def test_the_relay_in_the_settings_reaches_browsers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    relay = ["turn:turn.example.org:3478?transport=udp", "turns:turn.example.org:5349?transport=tcp"]
    secret = "what two servers share"
    monkeypatch.setenv("AIRSPACE_TURN_URLS", json.dumps(relay))
    monkeypatch.setenv("AIRSPACE_STUN_URLS", '["stun:turn.example.org:3478"]')
    monkeypatch.setenv("AIRSPACE_TURN_SECRET", secret)
    async with running(tmp_path) as server, await server.enter("amina") as amina:
        await arrived(amina)
        await join(amina)
        await join(amina)
        first, second = amina.of("voice_ice")
        stun, turn = first["servers"]
        assert stun == {"urls": ["stun:turn.example.org:3478"], "username": "", "credential": ""}
        assert turn["urls"] == relay
        assert turn["credential"] == credential(secret, turn["username"])
        now = server.parts.clock.wall()
        assert abs(first["until"] - now - 4 * 3_600_000) < 60_000
        assert int(turn["username"].partition(":")[0]) == first["until"] // 1000
        mark, again = (each["servers"][-1]["username"].partition(":")[2] for each in (first, second))
        assert mark == again, "the relay's quota holds for the person"
        assert amina.me not in turn["username"]
        assert secret not in json.dumps(amina.heard)


async def test_the_ways_are_asked_for_on_the_machine_s_own_clock(here: Standing) -> None:
    clock = HandClock()
    rooms = Rooms(here.logs, clock, engine=MeshEngine(Ways(clock.wall, ("stun:ways.example.org",))))
    opened = await rooms.open("prepared-ways")
    line, wire = stuck(opened, "amina", Pace())
    opened.voice.hear(said(joining("amina")), line)
    writer = asyncio.create_task(line.write(lambda: b'{"type":"beat","now":1}'))
    await until(lambda: bool(wire.of("voice")))
    assert wire.of("voice_ice")[0]["until"] == clock.wall() + 4 * 3_600_000
    assert abs(MachineClock().wall() - clock.wall()) > 1000
    line.drop()
    await writer
    await rooms.stop()
