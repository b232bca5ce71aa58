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
    _passing: set[asyncio.Task[None]] = field(default_factory=set)

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
        server = await self._listen()
        self._ready.set()
        await self._stop.wait()
        self.refusing = True
        server.close()
        await asyncio.sleep(0.01)  # whoever has just been let in is on the way
        self._drop()
        if self._passing:  # they end by themselves, now that their connections have
            await asyncio.wait(self._passing, timeout=5)

    async def _listen(self) -> asyncio.Server:
        return await asyncio.start_server(self._pass_on, "127.0.0.1", self.front)

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
        task = asyncio.current_task()
        assert task is not None
        self._passing.add(task)
        task.add_done_callback(self._passing.discard)
        if self.refusing or self.silent:
            writer.transport.abort()
            return
        try:
            there_reader, there_writer = await asyncio.open_connection("127.0.0.1", self.back)
        except OSError:  # there is no server just now
            writer.transport.abort()
            return
        self._writers |= {writer, there_writer}
        try:
            await asyncio.gather(self._pump(reader, there_writer), self._pump(there_reader, writer))
        finally:  # a side that fell silent was not told that the other had hung up; now neither is there any more
            for each in (writer, there_writer):
                each.close()
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
