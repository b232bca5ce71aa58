"""Whoever asks for answers and never reads them is cut off before they cost us memory; whoever reads is not."""

import asyncio
import os
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from websockets.asyncio.client import ClientConnection

from tests.server import Server, dial, running

MIB = 1024 * 1024
CUT_BY = 32
"""MiB by which they are cut: what the kernel keeps at both ends of a line, and far more."""
PINGS = (b"\x89\xfd" + bytes(4) + bytes(125)) * 500
"""The largest there are, masked with nothing."""


@pytest.fixture
async def server(tmp_path: Path) -> AsyncIterator[Server]:
    async with running(tmp_path) as one:
        yield one


async def ping(line: ClientConnection, mebibytes: int) -> int:
    """So many MiB of pings, or what went out until the line was cut."""
    sent = 0
    while sent < mebibytes * MIB and not line.transport.is_closing():
        line.transport.write(PINGS)
        sent += len(PINGS)
        while line.transport.get_write_buffer_size() > MIB and not line.transport.is_closing():  # noqa: ASYNC110 - a transport that is not read tells nobody when it drains
            await asyncio.sleep(0.001)
        await asyncio.sleep(0)
    return sent


@pytest.mark.parametrize("signed_in", [True, False])
async def test_who_pings_and_never_reads_is_cut(server: Server, *, signed_in: bool) -> None:
    line = await server.open("amina") if signed_in else await dial(server.url, os.urandom(8).hex(), "")
    line.transport.pause_reading()
    sent = await ping(line, 2 * CUT_BY)
    assert line.transport.is_closing()
    assert sent < CUT_BY * MIB
    line.transport.abort()


async def test_who_pings_and_reads_is_answered(server: Server) -> None:
    async with await server.enter("amina") as amina:
        await (await amina.line.ping())
        await amina.until(lambda: "step" in amina.view)
        assert amina.closed is None
