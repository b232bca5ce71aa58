"""Nothing of where people's machines are is written down: not in logs, not in the database, not when we fail."""

import logging
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from app.facilitation.plan import Person
from app.media.mesh import MeshEngine
from tests.cast import TABLE_ONE
from tests.media.descriptions import description
from tests.realtime.voicing import arrived, join, print_of, refused, settled, to_peer
from tests.server import Server, running

ADDRESS = "203.0.113.77"
HIDDEN = "6b6f5c4e-0d0c-4f0a-9b1f-merganser77"
UFRAG = "Merg"
PWD = "merganserMerganserMerganser"
CANDIDATES = [
    {"candidate": f"candidate:1 1 udp 2122194687 {ADDRESS} 40658 typ host ufrag {UFRAG}", "mid": "0", "line": 0},
    {"candidate": f"candidate:2 1 udp 2122194687 {HIDDEN}.local 40658 typ host", "mid": "0", "line": 0},
]
PEOPLE: tuple[Person, ...] = TABLE_ONE


def sdp(who: str) -> str:
    return description(
        print_of(who), more=(f"a=candidate:1 1 udp 2122194687 {ADDRESS} 40658 typ host", f"a=ice-pwd:{PWD}")
    )


@pytest.fixture
async def server(tmp_path: Path) -> AsyncIterator[Server]:
    async with running(tmp_path, people=PEOPLE) as opened:
        yield opened


def wire(record: logging.LogRecord) -> bool:
    """Whether it is the sockets' own account of their frames, of both ends, which only a test asks for."""
    return record.name.startswith(("websockets", "uvicorn")) and record.levelno == logging.DEBUG


async def test_nothing_that_two_browsers_say_is_kept_or_logged_even_when_we_fail(
    server: Server,
    tmp_path: Path,
    caplog: pytest.LogCaptureFixture,
    capfd: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    caplog.set_level(logging.DEBUG)
    async with await server.enter("amina") as amina, await server.enter("danny") as danny:
        for browser in (amina, danny):
            await arrived(browser)
            await join(browser)
        offer = {"type": "offer", "sdp": sdp("amina")}
        assert await refused(amina, to_peer("danny", "amina", description=offer, candidates=CANDIDATES)) == ""
        await settled(danny)
        assert ADDRESS in str(danny.of("from_peer")), "it was passed on"
        wrong = {"type": "offer", "sdp": sdp("danny")}
        assert await refused(amina, to_peer("danny", "amina", description=wrong, candidates=CANDIDATES)) == (
            "voice_shape"
        )
        broken = {**to_peer("danny", "amina", description=offer, candidates=CANDIDATES), "more": ADDRESS}
        await amina.send(broken)
        before = len(server.parts.store.read("one"))

        def fails(*said: object) -> None:
            raise ValueError(f"{ADDRESS} {said}")

        monkeypatch.setattr(MeshEngine, "signal", fails)
        assert await refused(amina, to_peer("danny", "amina", description=offer, candidates=CANDIDATES)) == ""
        await settled(danny)
        assert (amina.closed, danny.closed) == (None, None), "a fault of the engine's takes nobody's room from them"
        assert len(server.parts.store.read("one")) == before, "voice is no command"
    faults = [record.getMessage() for record in caplog.records if record.name.startswith("app.")]
    assert any(": ValueError at " in one for one in faults), "the fault itself was logged"
    out = "".join(capfd.readouterr()) + "".join(record.getMessage() for record in caplog.records if not wire(record))
    kept = b"".join(path.read_bytes() for path in tmp_path.rglob("*") if path.is_file())
    assert kept, "the database is among them"
    secrets = (ADDRESS, HIDDEN, UFRAG, PWD, print_of("amina"), print_of("amina").removeprefix("sha-256 ")[:23])
    for word in secrets:
        assert word not in out, word
        assert word.encode() not in kept, word
    assert out, "something was logged at all"
