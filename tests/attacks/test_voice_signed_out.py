"""Whose link is renewed, and who signs out: their voice would go on without us, so every ear is told to end it."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from app.api.seats import close_lines
from app.realtime import socket
from tests.realtime.voicing import arrived, join, joining, newest, print_of, settled
from tests.server import Browser, Server, running


@pytest.fixture
async def server(tmp_path: Path) -> AsyncIterator[Server]:
    async with running(tmp_path) as opened:
        yield opened


async def come(server: Server, who: str, cookie: str | None = None) -> Browser:
    browser = await server.enter(who, cookie)
    await arrived(browser)
    await join(browser)
    return browser


async def test_a_renewed_link_ends_the_voice_of_whoever_came_with_the_old_one(server: Server) -> None:
    async with await come(server, "amina") as amina, await come(server, "danny") as stranger:
        await settled(amina)
        assert "danny" in newest(amina)["peers"]
        epoch = newest(amina)["epoch"]
        seat = server.parts.store.directory.seat(server.seats["danny"])
        await server.parts.store.directory.renew_link(seat.id)
        await close_lines(server.parts, seat)
        await stranger.until_closed()
        assert stranger.closed == 4001
        assert (newest(stranger)["table"], newest(stranger)["peers"]) == ([], {})
        await settled(amina)
        assert "danny" not in newest(amina)["table"], "so that every page closes its connection"
        assert "danny" not in newest(amina)["peers"]
        assert newest(amina)["epoch"] >= epoch
        async with await server.enter("danny") as danny:
            await arrived(danny)
            await join(danny, again=1)
            await settled(amina)
            assert "danny" in newest(amina)["table"]
            assert newest(amina)["peers"]["danny"]["fingerprint"] == print_of("danny", again=1)


async def test_it_ends_too_when_their_line_had_broken_before(server: Server) -> None:
    async with await come(server, "amina") as amina:
        stranger = await come(server, "danny")
        stranger.line.transport.abort()
        await stranger.until_closed()
        await settled(amina)
        assert "danny" in newest(amina)["peers"]
        seat = server.parts.store.directory.seat(server.seats["danny"])
        await server.parts.store.directory.renew_link(seat.id)
        await close_lines(server.parts, seat)
        await settled(amina)
        assert "danny" not in newest(amina)["table"]


async def test_signing_out_on_one_device_leaves_the_voice_on_another(server: Server) -> None:
    phone_cookie = await server.cookie("danny")
    laptop_cookie = await server.cookie("danny")
    async with (
        await come(server, "amina") as amina,
        await come(server, "danny", laptop_cookie) as laptop,
        await server.enter("danny", phone_cookie) as phone,
    ):
        for cookie, still in ((phone_cookie, True), (laptop_cookie, False)):
            async with server.http(Cookie=cookie) as client:
                answer = await client.post(f"/api/v1/seats/{server.seats['danny']}/sign-out")
                assert answer.status_code == 204
            await (phone if still else laptop).until_closed()
            await settled(amina)
            assert ("danny" in newest(amina)["table"]) is still
            assert ("danny" in newest(amina)["peers"]) is still


async def test_a_sign_in_that_ended_unseen_ends_the_voice_when_it_is_looked_up(
    server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(socket, "LOOK_AGAIN", 0.0)
    async with await come(server, "amina") as amina, await come(server, "danny") as stranger:
        await server.parts.store.directory.renew_link(server.seats["danny"])
        await stranger.send(joining("danny", camera=True))
        await stranger.until_closed()
        await settled(amina)
        assert "danny" not in newest(amina)["table"], "and the message that came with it did nothing"
        assert "danny" not in newest(amina)["peers"]
