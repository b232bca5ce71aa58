"""`airspace demo` as somebody who has just found it runs it."""

import asyncio
import os
import re
import shutil
import sys
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest

from tests.faults.process import ROOT
from tests.server import free_port

pytestmark = [pytest.mark.process, pytest.mark.timeout(120)]


@dataclass
class Demo:
    """The command, running."""

    process: asyncio.subprocess.Process
    printed: str

    def links(self) -> list[str]:
        return re.findall(r"http://\S+/join#\S+", self.printed)

    async def stop(self) -> str:
        self.process.terminate()
        out, _ = await self.process.communicate()
        return out.decode()


async def run(data_dir: Path, *arguments: str) -> asyncio.subprocess.Process:
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "AIRSPACE_DATA_DIR": str(data_dir)}
    return await asyncio.create_subprocess_exec(
        sys.executable,
        "-P",
        "-m",
        "app.cli",
        *arguments,
        env=environment,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
    )


async def demo(data_dir: Path, port: int, *more: str) -> Demo:
    process = await run(data_dir, "demo", "--port", str(port), *more)
    assert process.stdout is not None
    printed = ""
    async with asyncio.timeout(30):
        while "Ctrl+C" not in printed:
            line = await process.stdout.readline()
            assert line, printed
            printed += line.decode()
    return Demo(process, printed)


async def test_the_demonstration_works_as_printed_and_again(tmp_path: Path) -> None:
    port = free_port()
    first = await demo(tmp_path, port)
    try:
        assert len(first.links()) == 7
        await every_link_opens(first, port)
        await the_curl_line_works(first)
        await the_office_works(tmp_path)
        await a_second_one_refuses(tmp_path, port)
    finally:
        await first.stop()
    again = await demo(tmp_path, port)
    await the_curl_line_works(again)
    assert again.printed == first.printed
    await again.stop()
    anew = await demo(tmp_path, port, "--reset")
    assert set(anew.links()).isdisjoint(first.links())
    await the_curl_line_works(anew)
    await anew.stop()


async def every_link_opens(running: Demo, port: int) -> None:
    url = f"http://127.0.0.1:{port}"
    async with httpx.AsyncClient(base_url=url, headers={"Origin": url}, trust_env=False) as browser:
        for link in running.links():
            assert (await browser.get(link)).status_code == 200
            answer = await browser.post("/api/v1/join", json={"token": link.partition("#")[2]})
            assert answer.status_code == 200
            assert answer.json()["session"]["status"] == "open"


async def the_curl_line_works(running: Demo) -> None:
    found = re.search(r'curl -H "(Authorization): (Bearer \S+)" (\S+)', running.printed)
    assert found is not None
    async with httpx.AsyncClient(trust_env=False) as program:
        sessions = (await program.get(found[3], headers={found[1]: found[2]})).json()["items"]
    assert {session["status"] for session in sessions} == {"planned", "open", "closed"}
    if shutil.which("curl"):
        process = await asyncio.create_subprocess_shell(found[0] + " -sS", stdout=asyncio.subprocess.PIPE)
        out, _ = await process.communicate()
        assert b'"items"' in out


async def the_office_works(data_dir: Path) -> None:
    for arguments, said in (
        (("links",), "/join#s-"),
        (("key", "create", "Pat"), "als_"),
        (("key", "list"), "Pat"),
        (("admin-link",), "/admin#a-"),
    ):
        process = await run(data_dir / "demo", *arguments)
        out, _ = await process.communicate()
        assert process.returncode == 0, out
        assert said in out.decode()
    process = await run(data_dir / "nowhere", "links")
    out, _ = await process.communicate()
    assert process.returncode == 1
    assert "No server is running" in out.decode()


async def a_second_one_refuses(data_dir: Path, port: int) -> None:
    for wanted in (port, free_port()):
        process = await run(data_dir, "demo", "--port", str(wanted))
        out, _ = await process.communicate()
        assert process.returncode == 1
        assert "is using" in out.decode()
        assert "Traceback" not in out.decode()
