"""Practice sets: held like any other, with simulated people, on a clock of their own, and forgotten after use.

A set is one from the transaction that makes it until for ever: there is no moment at which a lead could take its
sessions for real ones.
"""

from sqlalchemy import Engine, ScalarSelect
from sqlmodel import Session, col, select

from app.facilitation.terms import Millis, SessionId
from app.store import rows
from app.store.entries import NewPractice, Practice
from app.store.tables import PracticeRow, SeatRow, SessionRow
from app.store.writer import Writer


class Practices:
    """Finds practice sets, and notes that one was forgotten."""

    def __init__(self, reading: Engine, writer: Writer) -> None:
        self._reading = reading
        self._writer = writer

    def of_set(self, set_id: str) -> Practice | None:
        """How this set practises; None when it is a real one."""
        with Session(self._reading) as db:
            row = db.get(PracticeRow, set_id)
            return practice(row) if row else None

    def of_session(self, session_id: SessionId) -> Practice | None:
        """How the set of this session practises; None when it is a real one, or there is no such session."""
        query = select(PracticeRow).join(SessionRow, col(SessionRow.set_id) == col(PracticeRow.set_id))
        with Session(self._reading) as db:
            row = db.exec(query.where(col(SessionRow.id) == session_id)).first()
            return practice(row) if row else None

    def remembered(self) -> tuple[Practice, ...]:
        """Every practice set that has not been forgotten yet, the oldest first."""
        kept = select(PracticeRow).where(col(PracticeRow.forgotten_at).is_(None))
        with Session(self._reading) as db:
            return tuple(practice(row) for row in db.exec(kept.order_by(col(PracticeRow.began_at))).all())

    async def shut(self, set_id: str, at: Millis) -> None:
        """It is over: nobody comes in with its links again. Raises `NotFound`, `NotSaved`."""

        def work(db: Session) -> None:
            rows.need(db.get(PracticeRow, set_id), f"practice set {set_id}")
            for seat in db.exec(select(SeatRow).where(SeatRow.set_id == set_id)).all():
                seat.left_at = seat.left_at or at
                db.add(seat)
                rows.void_sign_ins(db, seat.id, at)

        await self._writer.write(work)

    async def note_forgotten(self, set_id: str, at: Millis) -> None:
        """Its keys are gone. Raises `NotFound`, `NotSaved`."""

        def work(db: Session) -> None:
            row = rows.need(db.get(PracticeRow, set_id), f"practice set {set_id}")
            row.forgotten_at = row.forgotten_at or at
            db.add(row)

        await self._writer.write(work)


def begin(db: Session, set_id: str, new: NewPractice) -> None:
    """Mark a set that is just being made."""
    db.add(PracticeRow(set_id=set_id, speed=new.speed, began_at=new.began_at, seed=new.seed, human_id=new.human_id))


def practice_sets() -> ScalarSelect[str]:
    """The ids of all practice sets, for a query of real ones."""
    return select(PracticeRow.set_id).scalar_subquery()


def forgotten_sets() -> ScalarSelect[str]:
    """The ids of those that are forgotten: nothing of theirs can be read."""
    return select(PracticeRow.set_id).where(col(PracticeRow.forgotten_at).is_not(None)).scalar_subquery()


def practice(row: PracticeRow) -> Practice:
    """A practice set as a frozen value."""
    return Practice(row.set_id, row.speed, row.began_at, row.seed, row.human_id, row.forgotten_at)
