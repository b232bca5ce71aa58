"""What can go wrong in the memory, each with a name of its own, so that a room can answer it rightly."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from app.store.event_log import LoggedCommand


class StoreFault(Exception):
    """The memory could not do what was asked."""


class NotSaved(StoreFault):
    """Nothing was stored: the disk is full, or the database is out of reach. Trying again later may work."""


class StoreClosed(NotSaved):
    """The store is closing; nothing was stored."""


class LogMovedOn(StoreFault):
    """`seq` is not the next number of this session's log: somebody else wrote. Read the newer rows and decide again."""


class AlreadyGiven(StoreFault):
    """A command with this id stands in the session's log; `row` is what was stored then."""

    def __init__(self, row: "LoggedCommand") -> None:
        super().__init__(f"command {row.command_id} stands at {row.seq}")
        self.row = row


class NotFound(StoreFault):
    """There is no such thing here."""


class Conflict(StoreFault):
    """It cannot be stored beside what is there (an id taken, a thing used up)."""


class KeyGone(StoreFault):
    """The key was destroyed: what it sealed can be read by nobody, for ever."""


class WrongMasterKey(StoreFault):
    """The master key does not open this key store."""


class AlreadyRunning(StoreFault):
    """Another process holds this data directory."""


class NewerDatabase(StoreFault):
    """The database was made by a newer version of the server."""
