"""Real stores in a directory of their own, made by the real migrations."""

import dataclasses
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from app.facilitation.events import Event, HandRaised
from app.facilitation.terms import Millis
from app.settings import load_settings
from app.store import Store, open_store
from app.store.entries import SessionEntry
from app.store.event_log import LoggedCommand
from tests.cast import JO, NOON, SAM, SET_ONE, SET_TWO, as_new


@dataclass
class TestClock:
    """A clock that stands until it is moved."""

    __test__ = False
    at: Millis = NOON

    def __call__(self) -> Millis:
        return self.at

    def pass_time(self, length: Millis) -> None:
        """Move it on."""
        self.at += length


@contextmanager
def a_store(data_dir: Path, now: TestClock | None = None) -> Iterator[Store]:
    """A store in this directory, closed afterwards."""
    store = open_store(load_settings(data_dir=data_dir), now or TestClock())
    try:
        yield store
    finally:
        store.close()


async def two_sets(store: Store) -> tuple[SessionEntry, SessionEntry]:
    """The cast's two sets (`set-one`, `set-two`), each with a session (`one`, `two`) planned for noon."""
    await store.directory.start_programme("Ambulatory Emergency Care", programme_id="aec")
    for set_id, facilitator, members in (("set-one", JO, SET_ONE), ("set-two", SAM, SET_TWO)):
        await store.directory.start_set(
            set_id.replace("-", " "),
            facilitators=as_new((facilitator,)),
            members=as_new(members),
            session_format="two-hours",
            programme_id="aec",
            set_id=set_id,
        )
    return (
        await store.directory.add_session("set-one", starts_at=NOON, session_id="one"),
        await store.directory.add_session("set-two", starts_at=NOON, session_id="two"),
    )


def logged(
    seq: int, *events: Event, session: str = "one", command: str | None = None, by: str = "amina", digest: str = ""
) -> LoggedCommand:
    """A row for a session's log; without events, a hand goes up."""
    command_id = command or f"{session}-{seq}"
    return LoggedCommand(
        session, seq, command_id, NOON + seq, by, events or (HandRaised(hand=command_id, person=by),), digest
    )


def later(row: LoggedCommand, seq: int) -> LoggedCommand:
    """The same row under another number."""
    return dataclasses.replace(row, seq=seq)
