"""Where a session meets: as its set does, or, once its doors are open, as its room has it for today."""

from dataclasses import dataclass

from app.facilitation.terms import Cameras, Status, Where
from app.programme.contracts import contract_for
from app.realtime.rooms import Rooms
from app.store.entries import SessionEntry
from app.store.store import Store


@dataclass(frozen=True)
class Meeting:
    """What whoever comes in should know beforehand."""

    where: Where
    cameras: Cameras


def meeting_of(store: Store, rooms: Rooms, entry: SessionEntry) -> Meeting:
    """How a session meets. Raises what reading raises (`NotFound`)."""
    opened = rooms.found(entry.id)
    if opened is not None and opened.room.state.status is Status.OPEN:
        return Meeting(opened.room.state.where, opened.room.state.contract.cameras)
    where = store.directory.learning_set(entry.set_id).where
    return Meeting(where, contract_for(store, entry.set_id).cameras)
