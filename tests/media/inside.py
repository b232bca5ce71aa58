"""A thread with an event loop of its own inside a network: for simulated members, and for processes."""

import asyncio
import threading
from collections.abc import Coroutine
from typing import Any, Self, TypeVar

from tests.media.network import Place

T = TypeVar("T")


class Inside:
    """Runs what it is given in this place."""

    def __init__(self, place: Place) -> None:
        self._place = place
        self._ready = threading.Event()
        self._thread = threading.Thread(target=self._run, daemon=True)

    def _run(self) -> None:
        self._place.enter()
        with asyncio.Runner() as runner:
            self.loop = runner.get_loop()
            self._over = asyncio.Event()
            self.loop.call_soon(self._ready.set)
            runner.run(self._over.wait())

    def __enter__(self) -> Self:
        self._thread.start()
        assert self._ready.wait(10)
        return self

    def __exit__(self, *_: object) -> None:
        self.loop.call_soon_threadsafe(self._over.set)
        self._thread.join(20)
        assert not self._thread.is_alive(), "something in the network did not end"

    def do(self, work: Coroutine[Any, Any, T], within: float = 30) -> T:
        """Run this to its end."""
        return asyncio.run_coroutine_threadsafe(work, self.loop).result(within)
