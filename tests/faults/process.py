"""A server process of its own, that can be killed without a word and started again on the same data."""

import asyncio
import json
import os
import signal
import sys
from dataclasses import dataclass, field
from pathlib import Path

import httpx

from tests.server import free_port

ROOT = Path(__file__).resolve().parents[2]


@dataclass
class Process:
    """`airspace serve`, started, killed, and started again."""

    data_dir: Path
    port: int = field(default_factory=free_port)
    running: asyncio.subprocess.Process | None = None

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    async def start(self) -> None:
        """Start, and wait until it answers."""
        environment = {
            **os.environ,
            "PYTHONPATH": str(ROOT),
            "AIRSPACE_DATA_DIR": str(self.data_dir),
            "AIRSPACE_PORT": str(self.port),
            "AIRSPACE_PUBLIC_URL": self.url,
        }
        with (self.data_dir.parent / "server.log").open("ab") as log:
            self.running = await asyncio.create_subprocess_exec(
                sys.executable, "-P", "-m", "app.cli", "serve", env=environment, stdout=log, stderr=log
            )
        async with asyncio.timeout(60), httpx.AsyncClient(trust_env=False) as client:
            while True:
                assert self.running.returncode is None, "the server did not start"
                try:
                    if (await client.get(f"{self.url}/healthz")).status_code == 200:
                        return
                except httpx.HTTPError:
                    await asyncio.sleep(0.02)

    async def kill(self) -> None:
        """End it without a word, wherever it is in its work."""
        assert self.running is not None
        self.running.send_signal(signal.SIGKILL)
        await self.running.wait()

    async def stop(self) -> int:
        """Ask it to stop."""
        assert self.running is not None
        if self.running.returncode is None:
            self.running.send_signal(signal.SIGTERM)
        return await self.running.wait()

    def office(self) -> httpx.AsyncClient:
        """The command line on this machine."""
        local = json.loads((self.data_dir / "local.json").read_text())
        return httpx.AsyncClient(
            base_url=self.url, headers={"Authorization": f"Local {local['token']}"}, trust_env=False
        )
