"""From rows to frozen values and back: what the directory's reads and writes share."""

import base64
import binascii
from typing import TypeVar

from sqlalchemy import ColumnElement, update
from sqlmodel import Session, col, select

from app.facilitation.terms import Ending, Millis, PersonKind, Status, Where
from app.store.entries import LearningSet, NewPerson, Seat, SessionEntry
from app.store.faults import Conflict, NotFound
from app.store.ids import new_id
from app.store.tables import LearningSetRow, PersonRow, SeatRow, SessionRow, SignInRow

Found = TypeVar("Found")


def need(found: Found | None, what: str) -> Found:
    """What was found. Raises `NotFound` when nothing was."""
    if found is None:
        raise NotFound(what)
    return found


def learning_set(row: LearningSetRow) -> LearningSet:
    """A set as a frozen value."""
    formats = row.session_format, row.round_format
    return LearningSet(row.id, row.programme_id, row.name, *formats, row.created_at, row.meets, Where(row.meets_where))


def session(row: SessionRow, programme_id: str | None) -> SessionEntry:
    """A session as a frozen value."""
    return SessionEntry(
        id=row.id,
        set_id=row.set_id,
        programme_id=programme_id,
        number=row.number,
        starts_at=row.starts_at,
        minutes=row.minutes,
        status=Status(row.status),
        session_format=row.session_format,
        round_format=row.round_format,
        created_at=row.created_at,
        opened_at=row.opened_at,
        finish_at=row.finish_at,
        closed_at=row.closed_at,
        ending=Ending(row.ending) if row.ending is not None else None,
        contract_version=row.contract_version,
        review_until=row.review_until,
    )


def seats(db: Session, wanted: ColumnElement[bool]) -> tuple[Seat, ...]:
    """Seats with their people, in order."""
    query = (
        select(SeatRow, PersonRow)
        .join(PersonRow, col(SeatRow.person_id) == col(PersonRow.id))
        .where(wanted)
        .order_by(col(SeatRow.place), col(SeatRow.id))
    )
    return tuple(
        Seat(
            id=row.id,
            set_id=row.set_id,
            person_id=row.person_id,
            name=person.name,
            site=person.site,
            kind=PersonKind(row.kind),
            place=row.place,
            generation=row.link_generation,
            link_revoked_at=row.link_revoked_at,
            renewed_at=row.renewed_at,
            left_at=row.left_at,
            has_pin=row.pin_hash is not None,
            beside=row.beside,
        )
        for row, person in db.exec(query).all()
    )


def give_seat(db: Session, set_id: str, person: NewPerson, kind: PersonKind, now: Millis) -> str:
    """The id of a seat behind the others.

    Raises `Conflict` when the person sits there already, `NotFound` when they would sit beside nobody.
    """
    _check_beside(db, set_id, person, kind)
    person_id = person.id or new_id()
    if db.get(PersonRow, person_id) is None:
        db.add(PersonRow(id=person_id, name=person.name, site=person.site, created_at=now))
        db.flush()
    places = db.exec(select(SeatRow.place).where(SeatRow.set_id == set_id)).all()
    held = select(SeatRow).where(SeatRow.set_id == set_id, SeatRow.person_id == person_id)
    row = db.exec(held).first()
    if row is None:
        place = max(places, default=-1) + 1
        row = SeatRow(id=new_id(), set_id=set_id, person_id=person_id, kind=kind.value, place=place, created_at=now)
        row.beside = person.beside
    elif row.left_at is None:
        raise Conflict(f"{person_id} has a seat in set {set_id}")
    else:  # back again, with a link of their own: the old one may be in anybody's hands by now
        row.left_at, row.kind, row.beside = None, kind.value, person.beside
        row.link_generation += 1
        row.link_revoked_at, row.renewed_at = None, now
    db.add(row)
    db.flush()
    return row.id


def _check_beside(db: Session, set_id: str, person: NewPerson, kind: PersonKind) -> None:
    """An access seat is there for a member of the set, and nobody else is there for anybody."""
    if kind is not PersonKind.ACCESS and person.beside is None:
        return
    wanted = (
        select(SeatRow.id)
        .where(SeatRow.set_id == set_id, SeatRow.person_id == person.beside)
        .where(SeatRow.kind == PersonKind.MEMBER.value, col(SeatRow.left_at).is_(None))
    )
    if kind is not PersonKind.ACCESS or db.exec(wanted).first() is None:
        raise NotFound(f"the member whom {person.name} is there for")


def end_seat(db: Session, row: SeatRow, now: Millis) -> None:
    """Somebody has left the set, and whoever is there for them alone with them."""
    theirs = select(SeatRow).where(SeatRow.set_id == row.set_id, SeatRow.beside == row.person_id)
    for one in (row, *db.exec(theirs.where(col(SeatRow.left_at).is_(None))).all()):
        one.left_at = now
        void_sign_ins(db, one.id, now)
        db.add(one)


def void_sign_ins(db: Session, seat_id: str, now: Millis) -> None:
    """Nobody is signed in for this seat from now on."""
    theirs = update(SignInRow).where(col(SignInRow.seat_id) == seat_id, col(SignInRow.revoked_at).is_(None))
    db.connection().execute(theirs.values(revoked_at=now))


def cursor(row: SessionRow) -> str:
    """Where a page of sessions ended."""
    return base64.urlsafe_b64encode(f"{row.starts_at}.{row.key}".encode()).decode().rstrip("=")


def position(text: str) -> tuple[Millis, int]:
    """What `cursor` wrote. Raises `ValueError`."""
    try:
        starts_at, key = base64.urlsafe_b64decode(text + "=" * (-len(text) % 4)).decode("ascii").split(".")
        found = int(starts_at), int(key)
    except (binascii.Error, ValueError) as fault:
        raise ValueError("this is not a cursor that this list gave out") from fault
    if max(map(abs, found)) >= 2**63:
        raise ValueError("no moment is as far as that")
    return found
