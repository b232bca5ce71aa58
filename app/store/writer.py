"""One thread does all the writing: it takes everything that waits, stores it with one commit, and only then answers.

So a commit's wait for the disk is shared by all rooms, the event loop never waits for it, and nothing is acknowledged
that is not durable.
"""

import asyncio
import queue
import threading
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import SQLAlchemyError
from sqlmodel import Session

from app.store.event_log import LoggedCommand
from app.store.faults import NotSaved, StoreClosed, StoreFault

Result = TypeVar("Result")
MOST_AT_ONCE = 256
"""Rows in one commit; those above it wait for the next."""


@dataclass(frozen=True, slots=True)
class _Append:
    """A row to be stored, and where the answer goes."""

    row: LoggedCommand
    loop: asyncio.AbstractEventLoop
    answer: asyncio.Future[Any]


@dataclass(frozen=True, slots=True)
class _Work:
    """Administrative work to be done in a transaction of its own, and where the answer goes."""

    work: Callable[[Session], Any]
    loop: asyncio.AbstractEventLoop
    answer: asyncio.Future[Any]


_Asked = _Append | _Work
_Answer = tuple[_Asked, Any, BaseException | None]


class Writer:
    """The thread, and the queue before it."""

    def __init__(self, writing: Engine, put: Callable[[Connection, LoggedCommand], None]) -> None:
        self._writing = writing
        self._put = put
        self._queue: queue.SimpleQueue[_Asked | None] = queue.SimpleQueue()
        self._door = threading.Lock()
        self._closed = False
        self._thread = threading.Thread(target=self._run, name="writer", daemon=True)
        self._thread.start()

    async def append(self, row: LoggedCommand) -> None:
        """Store a row durably; it returns after the commit. A caller that stops waiting does not stop the writing.

        Raises `AlreadyGiven`, `LogMovedOn`, `KeyGone`, `NotFound`, or `NotSaved` when nothing could be written.
        """
        loop = asyncio.get_running_loop()
        await self._ask(_Append(row, loop, loop.create_future()))

    async def write(self, work: Callable[[Session], Result]) -> Result:
        """Run `work` in the writer's thread in a transaction of its own; what it raises undoes it and is raised here.

        Raises `NotSaved` when the database fails. `work` must return plain values: its rows do not outlive it.
        """
        loop = asyncio.get_running_loop()
        result: Result = await self._ask(_Work(work, loop, loop.create_future()))
        return result

    def close(self) -> None:
        """Write what waits, then stop. Later calls raise `StoreClosed`. Waits for the thread."""
        with self._door:
            if not self._closed:
                self._closed = True
                self._queue.put(None)
        self._thread.join()

    async def _ask(self, asked: _Asked) -> Any:
        with self._door:  # held for a moment only: nothing may slip in behind the last
            if self._closed:
                raise StoreClosed("the store is closed")
            self._queue.put(asked)
        return await asked.answer

    def _run(self) -> None:
        while True:
            taken = [self._queue.get()]
            while len(taken) < MOST_AT_ONCE and not self._queue.empty():
                taken.append(self._queue.get())
            rows: list[_Append] = []
            for asked in taken:
                if isinstance(asked, _Append):
                    rows.append(asked)
                    continue
                _give(self._commit(rows))  # what came first is stored first
                rows = []
                if asked is None:
                    return
                _give([self._administer(asked)])
            _give(self._commit(rows))

    def _commit(self, rows: list[_Append]) -> list[_Answer]:
        """One transaction for all rows. When it fails, each is tried alone, so that one bad row harms no other."""
        if not rows:
            return []
        try:
            with self._writing.begin() as connection:
                answers = [self._one(connection, asked) for asked in rows]
        except Exception as fault:  # noqa: BLE001 - whatever it is, those who wait must hear of it
            if len(rows) > 1:
                return [answer for asked in rows for answer in self._commit([asked])]
            return [(rows[0], None, _named(fault))]
        return answers

    def _one(self, connection: Connection, asked: _Append) -> _Answer:
        try:
            self._put(connection, asked.row)
        except StoreFault as fault:
            return asked, None, fault
        return asked, None, None

    def _administer(self, asked: _Work) -> _Answer:
        try:
            with Session(self._writing) as db:
                result = asked.work(db)
                db.commit()
        except Exception as fault:  # noqa: BLE001 - it belongs to whoever asked
            return asked, None, _named(fault)
        return asked, result, None


def _named(fault: Exception) -> Exception:
    if not isinstance(fault, SQLAlchemyError):
        return fault
    named = NotSaved("the database could not be written")
    named.__cause__ = fault
    return named


def _give(answers: list[_Answer]) -> None:
    """Answer everybody; each event loop is woken once."""
    by_loop: dict[asyncio.AbstractEventLoop, list[_Answer]] = {}
    for answer in answers:
        by_loop.setdefault(answer[0].loop, []).append(answer)
    for loop, theirs in by_loop.items():
        try:
            loop.call_soon_threadsafe(_settle, theirs)
        except RuntimeError:  # the loop has ended: nobody waits there any more
            continue


def _settle(answers: list[_Answer]) -> None:
    for asked, result, fault in answers:
        if asked.answer.done():  # whoever waited has gone
            continue
        if fault is None:
            asked.answer.set_result(result)
        else:
            asked.answer.set_exception(fault)
