"""A wire between browser and server that a test can cut or silence (offline mode does not cut open sockets)."""

import asyncio
import contextlib
import threading
from dataclasses import dataclass, field
from typing import Self


@dataclass
class Wire:
    """Listens on `front`, passes everything on to `back`."""

    front: int
    back: int
    silent: bool = False
    refusing: bool = False
    _writers: set[asyncio.StreamWriter] = field(default_factory=set)

    def __enter__(self) -> Self:
        self._ready = threading.Event()
        self._thread = threading.Thread(target=lambda: asyncio.run(self._run()), daemon=True)
        self._thread.start()
        assert self._ready.wait(10)
        return self

    def __exit__(self, *_: object) -> None:
        self._loop.call_soon_threadsafe(self._stop.set)
        self._thread.join(10)

    async def _run(self) -> None:
        self._loop = asyncio.get_running_loop()
        self._stop = asyncio.Event()
        server = await asyncio.start_server(self._pass_on, "127.0.0.1", self.front)
        self._ready.set()
        await self._stop.wait()
        server.close()
        self._drop()

    def cut(self) -> None:
        """Every connection breaks; new ones are refused until `mend`."""
        self.refusing = True
        self._loop.call_soon_threadsafe(self._drop)

    def fall_silent(self) -> None:
        """Nothing comes through any more, and nobody is told."""
        self.silent = True

    def mend(self) -> None:
        """New connections come through; those that fell silent stay dead, as they do behind a real router."""
        self.refusing = self.silent = False

    def _drop(self) -> None:
        for writer in list(self._writers):
            writer.transport.abort()
        self._writers.clear()

    async def _pass_on(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        if self.refusing or self.silent:
            writer.transport.abort()
            return
        there_reader, there_writer = await asyncio.open_connection("127.0.0.1", self.back)
        self._writers |= {writer, there_writer}
        await asyncio.gather(self._pump(reader, there_writer), self._pump(there_reader, writer))
        self._writers -= {writer, there_writer}

    async def _pump(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        dead = False
        with contextlib.suppress(ConnectionError, asyncio.CancelledError):
            while data := await reader.read(65_536):
                dead = dead or self.silent
                if not dead:
                    writer.write(data)
                    await writer.drain()
        if not dead:
            writer.close()
