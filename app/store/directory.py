"""The directory: which programmes, sets, people, seats and sessions there are. What happened in them is the log's.

Reads are plain calls that wait for the disk (well under a millisecond); writes are awaited, through the one writer.
"""

from collections.abc import Callable, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Engine, and_, or_
from sqlmodel import Session, col, select

from app.facilitation.plan import Contract, Person
from app.facilitation.terms import Millis, PersonId, PersonKind, SessionId, Status, Where
from app.store import practices, rows
from app.store.entries import LearningSet, NewPerson, NewPractice, Page, Programme, Seat, SessionEntry
from app.store.faults import Conflict, NotFound
from app.store.ids import new_id
from app.store.key_store import SET
from app.store.sealed import Sealer
from app.store.tables import LearningSetRow, ProgrammeRow, SeatRow, SessionRow
from app.store.writer import Writer

MOST_ON_A_PAGE = 200


class Directory:
    """Everything that has a name and a place, in frozen values. `now` gives the moment in milliseconds."""

    def __init__(self, reading: Engine, writer: Writer, sealer: Sealer, now: Callable[[], Millis]) -> None:
        self._reading = reading
        self._writer = writer
        self._sealer = sealer
        self._now = now

    # --- programmes and sets ---------------------------------------------------------------------------------------

    async def start_programme(self, name: str, *, programme_id: str | None = None) -> Programme:
        """A new programme. Raises `Conflict` when the id is taken, `NotSaved`."""
        made = Programme(programme_id or new_id(), name, self._now())

        def work(db: Session) -> Programme:
            if db.get(ProgrammeRow, made.id):
                raise Conflict(f"programme {made.id}")
            db.add(ProgrammeRow(id=made.id, name=name, created_at=made.created_at))
            return made

        return await self._writer.write(work)

    def programmes(self) -> tuple[Programme, ...]:
        """All programmes, by name."""
        with Session(self._reading) as db:
            found = db.exec(select(ProgrammeRow).order_by(col(ProgrammeRow.name), col(ProgrammeRow.id))).all()
            return tuple(Programme(row.id, row.name, row.created_at) for row in found)

    async def start_set(
        self,
        name: str,
        *,
        facilitators: Sequence[NewPerson],
        members: Sequence[NewPerson],
        session_format: str,
        round_format: str | None = None,
        programme_id: str | None = None,
        set_id: str | None = None,
        practice: NewPractice | None = None,
        contract: Contract | None = None,
        meets: int | None = None,
        where: Where = Where.HERE,
        call_link: str = "",
    ) -> LearningSet:
        """A new set with its seats: facilitators first, then members, in the order given.

        `session_format` and `round_format` are names of format files; `practice` makes it one that no lead hears of;
        `contract` is what it begins with, until it agrees its own; `meets` is how many sessions it is to have;
        `where` is how it meets, with the link of its own call.
        Raises `NotFound` (programme), `Conflict` (an id is taken, somebody named twice), `NotSaved`.
        """
        made = LearningSet(
            set_id or new_id(), programme_id, name, session_format, round_format, self._now(), meets, where
        )

        def work(db: Session) -> LearningSet:
            if programme_id is not None and db.get(ProgrammeRow, programme_id) is None:
                raise NotFound(f"programme {programme_id}")
            if db.get(LearningSetRow, made.id):
                raise Conflict(f"set {made.id}")
            db.add(
                LearningSetRow(
                    id=made.id,
                    programme_id=programme_id,
                    name=name,
                    session_format=session_format,
                    round_format=round_format,
                    contract=self._sealed(made.id, contract) if contract else None,
                    contract_version=contract.version if contract else None,
                    meets=meets,
                    meets_where=where.value,
                    call_link=self._sealed_link(made.id, call_link),
                    created_at=made.created_at,
                )
            )
            db.flush()
            if practice is not None:
                practices.begin(db, made.id, practice)
            for person in facilitators:
                rows.give_seat(db, made.id, person, PersonKind.FACILITATOR, made.created_at)
            for person in members:
                rows.give_seat(db, made.id, person, PersonKind.MEMBER, made.created_at)
            return made

        return await self._writer.write(work)

    def learning_set(self, set_id: str) -> LearningSet:
        """One set. Raises `NotFound`."""
        with Session(self._reading) as db:
            return rows.learning_set(rows.need(db.get(LearningSetRow, set_id), f"set {set_id}"))

    def learning_sets(self, programme_id: str | None = None) -> tuple[LearningSet, ...]:
        """All sets (of one programme), by name; none that only practises."""
        real = col(LearningSetRow.id).not_in(practices.practice_sets())
        query = select(LearningSetRow).where(real).order_by(col(LearningSetRow.name), col(LearningSetRow.id))
        if programme_id is not None:
            query = query.where(LearningSetRow.programme_id == programme_id)
        with Session(self._reading) as db:
            return tuple(rows.learning_set(row) for row in db.exec(query).all())

    def contract(self, set_id: str) -> Contract:
        """What the set has agreed; the plain default when it has agreed nothing yet, or its key is gone."""
        with Session(self._reading) as db:
            sealed = rows.need(db.get(LearningSetRow, set_id), f"set {set_id}").contract
        kept = self._sealer.open_value(set_id, SET, f"contract|{set_id}", sealed) if sealed else None
        return Contract.model_validate(kept) if kept else Contract()

    async def agree_contract(self, set_id: str, contract: Contract) -> None:
        """Keep the set's contract, for the sessions to come, unless a newer one is kept already.

        Raises `NotFound`, `KeyGone`, `NotSaved`.
        """

        def work(db: Session) -> None:
            row = rows.need(db.get(LearningSetRow, set_id), f"set {set_id}")
            if (row.contract_version or 0) <= contract.version:
                row.contract, row.contract_version = self._sealed(set_id, contract), contract.version
                db.add(row)

        await self._writer.write(work)

    async def reword_contract(self, set_id: str, change: Callable[[Contract], Contract]) -> Contract:
        """Change what the set's contract says without asking the set: a telephone number, a spelling.

        Raises `NotFound`, `KeyGone`, `NotSaved`.
        """

        def work(db: Session) -> Contract:
            row = rows.need(db.get(LearningSetRow, set_id), f"set {set_id}")
            kept = self._sealer.open_value(set_id, SET, f"contract|{set_id}", row.contract) if row.contract else None
            contract = change(Contract.model_validate(kept) if kept else Contract())
            row.contract, row.contract_version = self._sealed(set_id, contract), contract.version
            db.add(row)
            return contract

        return await self._writer.write(work)

    def _sealed(self, set_id: str, contract: Contract) -> str:
        return self._sealer.seal_value(set_id, SET, f"contract|{set_id}", contract.model_dump(mode="json"))

    def call_link(self, set_id: str) -> str:
        """The link of the set's own call; empty when there is none, or its key is gone. Raises `NotFound`."""
        with Session(self._reading) as db:
            sealed = rows.need(db.get(LearningSetRow, set_id), f"set {set_id}").call_link
        kept = self._sealer.open_value(set_id, SET, f"call_link|{set_id}", sealed) if sealed else None
        return str(kept or "")

    async def choose_where(self, set_id: str, where: Where, call_link: str) -> None:
        """How the set meets from its next session on. Raises `NotFound`, `KeyGone`, `NotSaved`."""

        def work(db: Session) -> None:
            row = rows.need(db.get(LearningSetRow, set_id), f"set {set_id}")
            row.meets_where, row.call_link = where.value, self._sealed_link(set_id, call_link)
            db.add(row)

        await self._writer.write(work)

    def _sealed_link(self, set_id: str, link: str) -> str | None:
        return self._sealer.seal_value(set_id, SET, f"call_link|{set_id}", link) if link else None

    def unkept_contracts(self, set_id: str | None = None) -> tuple[SessionEntry, ...]:
        """The sessions (of one set) in which a newer contract was agreed than the directory has, the oldest first."""
        newer = and_(
            col(SessionRow.contract_version).is_not(None),
            or_(
                col(LearningSetRow.contract_version).is_(None),
                col(SessionRow.contract_version) > col(LearningSetRow.contract_version),
            ),
            col(SessionRow.set_id).not_in(practices.forgotten_sets()),
        )
        if set_id is not None:
            newer = and_(newer, col(SessionRow.set_id) == set_id)
        return self._all(newer, col(SessionRow.contract_version))

    # --- people and seats ------------------------------------------------------------------------------------------

    def seat(self, seat_id: str) -> Seat:
        """One seat. Raises `NotFound`."""
        with Session(self._reading) as db:
            return rows.need(next(iter(rows.seats(db, col(SeatRow.id) == seat_id)), None), f"seat {seat_id}")

    def seats_of(self, set_id: str) -> tuple[Seat, ...]:
        """All seats of a set, also of those who have left it, in their order."""
        with Session(self._reading) as db:
            return rows.seats(db, col(SeatRow.set_id) == set_id)

    def seat_of(self, set_id: str, person_id: PersonId) -> Seat:
        """A person's seat in a set. Raises `NotFound`."""
        with Session(self._reading) as db:
            found = rows.seats(db, and_(col(SeatRow.set_id) == set_id, col(SeatRow.person_id) == person_id))
            return rows.need(next(iter(found), None), f"seat of {person_id} in {set_id}")

    def roster(self, set_id: str) -> tuple[Person, ...]:
        """The people of a set now, in the order of their seats, as a session is planned with them."""
        seats = [seat for seat in self.seats_of(set_id) if seat.left_at is None]
        return tuple(
            Person(id=seat.person_id, name=seat.name, site=seat.site, kind=seat.kind, beside=seat.beside)
            for seat in seats
        )

    async def add_seat(self, set_id: str, person: NewPerson, kind: PersonKind = PersonKind.MEMBER) -> Seat:
        """A seat behind the others; somebody who had left comes back. Raises `NotFound`, `Conflict`, `NotSaved`."""

        def work(db: Session) -> Seat:
            rows.need(db.get(LearningSetRow, set_id), f"set {set_id}")
            return rows.seats(db, col(SeatRow.id) == rows.give_seat(db, set_id, person, kind, self._now()))[0]

        return await self._writer.write(work)

    async def end_seat(self, seat_id: str) -> Seat:
        """Somebody has left the set: not on the roster from now on, and their link and sign-ins are void.

        Access seats that are there for them end too.
        """

        def change(db: Session, row: SeatRow) -> None:
            rows.end_seat(db, row, self._now())

        return await self._change_seat(seat_id, change)

    async def renew_link(self, seat_id: str) -> Seat:
        """A new link for a seat: the old one, its sign-ins and the PIN are void. Raises `NotFound`, `NotSaved`."""

        def change(db: Session, row: SeatRow) -> None:
            row.link_generation += 1
            row.link_revoked_at = None
            row.renewed_at = self._now()
            row.pin_hash, row.pin_tries, row.pin_locked_until = None, 0, None
            rows.void_sign_ins(db, seat_id, row.renewed_at)

        return await self._change_seat(seat_id, change)

    async def revoke_link(self, seat_id: str) -> Seat:
        """No link works for this seat until it is renewed; its sign-ins are void. Raises `NotFound`, `NotSaved`."""

        def change(db: Session, row: SeatRow) -> None:
            row.link_revoked_at = self._now()
            rows.void_sign_ins(db, seat_id, row.link_revoked_at)

        return await self._change_seat(seat_id, change)

    async def _change_seat(self, seat_id: str, change: Callable[[Session, SeatRow], None]) -> Seat:
        def work(db: Session) -> Seat:
            row = rows.need(db.get(SeatRow, seat_id), f"seat {seat_id}")
            change(db, row)
            db.add(row)
            db.flush()
            return rows.seats(db, col(SeatRow.id) == seat_id)[0]

        return await self._writer.write(work)

    # --- sessions --------------------------------------------------------------------------------------------------

    async def add_session(
        self,
        set_id: str,
        *,
        starts_at: Millis,
        minutes: int = 120,
        session_id: SessionId | None = None,
        session_format: str | None = None,
        round_format: str | None = None,
    ) -> SessionEntry:
        """A place for a session, numbered behind the set's others; its log begins when `PlanSession` is given to it.

        Formats that are named are this session's own; otherwise it is held by the set's.

        Raises `NotFound`, `Conflict` when the id is taken, `NotSaved`.
        """
        made_id = session_id or new_id()

        def work(db: Session) -> SessionEntry:
            learning_set = rows.need(db.get(LearningSetRow, set_id), f"set {set_id}")
            if db.exec(select(SessionRow.key).where(SessionRow.id == made_id)).first() is not None:
                raise Conflict(f"session {made_id}")
            held = select(SessionRow.number).where(
                SessionRow.set_id == set_id, SessionRow.status != Status.CANCELLED.value
            )
            row = SessionRow(
                id=made_id,
                set_id=set_id,
                created_at=self._now(),
                number=max(db.exec(held).all(), default=0) + 1,
                starts_at=starts_at,
                minutes=minutes,
                status=Status.PLANNED.value,
                session_format=session_format,
                round_format=round_format,
            )
            db.add(row)
            db.flush()
            return rows.session(row, learning_set.programme_id)

        return await self._writer.write(work)

    def session(self, session_id: SessionId) -> SessionEntry:
        """One session. Raises `NotFound`."""
        return rows.need(self._first(col(SessionRow.id) == session_id), f"session {session_id}")

    def sessions_of(self, set_id: str) -> frozenset[SessionId]:
        """Every session of a set, whatever became of it."""
        return frozenset(one.id for one in self._all(col(SessionRow.set_id) == set_id))

    def session_of(self, seat_id: str) -> SessionEntry | None:
        """The session that a seat's link opens now: the open one, else the next planned, else the one closed last.

        Raises `NotFound` when there is no such seat.
        """
        in_set = col(SessionRow.set_id) == self.seat(seat_id).set_id
        status = col(SessionRow.status)
        return (
            self._first(and_(in_set, status == Status.OPEN.value), col(SessionRow.opened_at).desc())
            or self._first(and_(in_set, status == Status.PLANNED.value), col(SessionRow.starts_at))
            or self._first(and_(in_set, status == Status.CLOSED.value), col(SessionRow.closed_at).desc())
        )

    def next_session(self, set_id: str, after: Millis) -> SessionEntry | None:
        """The first planned session of a set that starts after a moment."""
        planned = and_(
            col(SessionRow.set_id) == set_id,
            col(SessionRow.status) == Status.PLANNED.value,
            col(SessionRow.starts_at) > after,
        )
        return self._first(planned, col(SessionRow.starts_at))

    def last_closed(self, set_id: str) -> SessionEntry | None:
        """The session of a set that closed last: what open actions and bids are carried over from."""
        closed = and_(col(SessionRow.set_id) == set_id, col(SessionRow.status) == Status.CLOSED.value)
        return self._first(closed, col(SessionRow.closed_at).desc())

    def open_sessions(self) -> tuple[SessionEntry, ...]:
        """Every session that is open: whose rooms a server wakes when it starts."""
        readable = col(SessionRow.set_id).not_in(practices.forgotten_sets())
        return self._all(and_(col(SessionRow.status) == Status.OPEN.value, readable), col(SessionRow.opened_at))

    def reviews_waiting(self) -> tuple[SessionEntry, ...]:
        """Every session that ended before its review, which waits, the soonest due first."""
        readable = col(SessionRow.set_id).not_in(practices.forgotten_sets())
        return self._all(and_(col(SessionRow.review_until).is_not(None), readable), col(SessionRow.review_until))

    def sessions(
        self,
        *,
        limit: int = 50,
        cursor: str | None = None,
        programme_id: str | None = None,
        set_id: str | None = None,
        status: Status | None = None,
    ) -> Page[SessionEntry]:
        """Sessions, latest start first, at most `limit` (1 to 200), and never those of practice sets.

        Raises `ValueError` for a cursor that is none.
        """
        wanted: list[ColumnElement[bool]] = [col(SessionRow.set_id).not_in(practices.practice_sets())]
        if programme_id is not None:
            wanted.append(col(LearningSetRow.programme_id) == programme_id)
        if set_id is not None:
            wanted.append(col(SessionRow.set_id) == set_id)
        if status is not None:
            wanted.append(col(SessionRow.status) == status.value)
        if cursor is not None:
            starts_at, key = rows.position(cursor)
            same = and_(col(SessionRow.starts_at) == starts_at, col(SessionRow.key) < key)
            wanted.append(or_(col(SessionRow.starts_at) < starts_at, same))
        limit = max(1, min(limit, MOST_ON_A_PAGE))
        query = (
            select(SessionRow, LearningSetRow.programme_id)
            .join(LearningSetRow, col(SessionRow.set_id) == col(LearningSetRow.id))
            .where(*wanted)
            .order_by(col(SessionRow.starts_at).desc(), col(SessionRow.key).desc())
            .limit(limit + 1)
        )
        with Session(self._reading) as db:
            found = db.exec(query).all()
            shown = found[:limit]
            more = rows.cursor(shown[-1][0]) if len(found) > limit else None
            return Page(tuple(rows.session(row, programme) for row, programme in shown), more)

    def _first(self, wanted: ColumnElement[bool], *order: Any) -> SessionEntry | None:
        return next(iter(self._all(wanted, *order, limit=1)), None)

    def _all(self, wanted: ColumnElement[bool], *order: Any, limit: int | None = None) -> tuple[SessionEntry, ...]:
        query = (
            select(SessionRow, LearningSetRow.programme_id)
            .join(LearningSetRow, col(SessionRow.set_id) == col(LearningSetRow.id))
            .where(wanted)
            .order_by(*order, col(SessionRow.key))
            .limit(limit)
        )
        with Session(self._reading) as db:
            return tuple(rows.session(row, programme) for row, programme in db.exec(query).all())
