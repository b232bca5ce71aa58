"""What being let in stands on: sign-ins, API keys, PINs and the administrator's link. Hashes only; `app.auth` judges.

Reads are plain calls; writes are awaited, through the one writer.
"""

from sqlalchemy import CursorResult, Engine, delete, update
from sqlmodel import Session, col, select

from app.facilitation.terms import Millis
from app.store import rows
from app.store.entries import AdminLink, ApiKey, Pin, SignIn
from app.store.faults import Conflict
from app.store.tables import AdminLinkRow, ApiKeyRow, SeatRow, SignInRow
from app.store.writer import Writer


class Credentials:
    """Stores and finds them. All moments are given by the caller."""

    def __init__(self, reading: Engine, writer: Writer) -> None:
        self._reading = reading
        self._writer = writer

    # --- sign-ins --------------------------------------------------------------------------------------------------

    async def add_sign_in(
        self, token_hash: str, *, seat_id: str | None, generation: int, at: Millis, expires_at: Millis
    ) -> None:
        """Note a sign-in; forgets those that have expired. Raises `NotSaved`."""

        def work(db: Session) -> None:
            db.connection().execute(delete(SignInRow).where(col(SignInRow.expires_at) <= at))
            db.add(
                SignInRow(
                    token_hash=token_hash, seat_id=seat_id, generation=generation, created_at=at, expires_at=expires_at
                )
            )

        await self._writer.write(work)

    def sign_in(self, token_hash: str) -> SignIn | None:
        """The sign-in with this hash, good or not."""
        with Session(self._reading) as db:
            row = db.get(SignInRow, token_hash)
            return SignIn(row.seat_id, row.generation, row.created_at, row.expires_at, row.revoked_at) if row else None

    async def revoke_sign_in(self, token_hash: str, at: Millis) -> None:
        """Sign one browser out; harmless when it is not signed in."""

        def work(db: Session) -> None:
            one = update(SignInRow).where(col(SignInRow.token_hash) == token_hash, col(SignInRow.revoked_at).is_(None))
            db.connection().execute(one.values(revoked_at=at))

        await self._writer.write(work)

    # --- the administrator's link ----------------------------------------------------------------------------------

    async def add_admin_link(self, link: AdminLink) -> None:
        """Note a link. Those made before and not used are void."""

        def work(db: Session) -> None:
            unused = delete(AdminLinkRow).where(col(AdminLinkRow.used_at).is_(None))
            db.connection().execute(unused)
            db.add(AdminLinkRow(id=link.id, created_at=link.created_at, expires_at=link.expires_at))

        await self._writer.write(work)

    def admin_link(self, link_id: str) -> AdminLink | None:
        """The administrator's link with this id, good or not."""
        with Session(self._reading) as db:
            row = db.get(AdminLinkRow, link_id)
            return AdminLink(row.id, row.created_at, row.expires_at, row.used_at) if row else None

    def admin_was_here(self) -> bool:
        """Whether an administrator's link was ever used: False at the first run."""
        with Session(self._reading) as db:
            return db.exec(select(AdminLinkRow.id).where(col(AdminLinkRow.used_at).is_not(None))).first() is not None

    async def use_admin_link(self, link_id: str, at: Millis) -> bool:
        """Use it up. False when it was used, is too old, or never was: of two at once, one is told True."""

        def work(db: Session) -> bool:
            good = update(AdminLinkRow).where(
                col(AdminLinkRow.id) == link_id, col(AdminLinkRow.used_at).is_(None), col(AdminLinkRow.expires_at) > at
            )
            done: CursorResult[tuple[()]] = db.connection().execute(good.values(used_at=at))
            return done.rowcount == 1

        return await self._writer.write(work)

    # --- API keys --------------------------------------------------------------------------------------------------

    async def add_api_key(self, key: ApiKey) -> None:
        """Note a key. Raises `Conflict` when the prefix is taken, `NotSaved`."""

        def work(db: Session) -> None:
            if db.get(ApiKeyRow, key.prefix):
                raise Conflict(f"API key {key.prefix}")
            db.add(
                ApiKeyRow(
                    prefix=key.prefix,
                    secret_hash=key.secret_hash,
                    name=key.name,
                    programme_id=key.programme_id,
                    scopes=" ".join(sorted(key.scopes)),
                    created_at=key.created_at,
                    expires_at=key.expires_at,
                )
            )

        await self._writer.write(work)

    def api_key(self, prefix: str) -> ApiKey | None:
        """The key with this prefix, good or not."""
        with Session(self._reading) as db:
            row = db.get(ApiKeyRow, prefix)
            return _api_key(row) if row else None

    def api_keys(self) -> tuple[ApiKey, ...]:
        """All keys, oldest first."""
        with Session(self._reading) as db:
            found = db.exec(select(ApiKeyRow).order_by(col(ApiKeyRow.created_at), col(ApiKeyRow.prefix))).all()
            return tuple(_api_key(row) for row in found)

    async def revoke_api_key(self, prefix: str, at: Millis) -> None:
        """From now on the key opens nothing. Raises `NotFound`, `NotSaved`."""

        def work(db: Session) -> None:
            row = rows.need(db.get(ApiKeyRow, prefix), f"API key {prefix}")
            row.revoked_at = row.revoked_at or at
            db.add(row)

        await self._writer.write(work)

    async def note_api_key_used(self, prefix: str, at: Millis) -> None:
        """Remember when it was used last."""

        def work(db: Session) -> None:
            db.connection().execute(update(ApiKeyRow).where(col(ApiKeyRow.prefix) == prefix).values(last_used_at=at))

        await self._writer.write(work)

    # --- PINs ------------------------------------------------------------------------------------------------------

    def pin(self, seat_id: str) -> Pin:
        """A seat's PIN. Raises `NotFound`."""
        with Session(self._reading) as db:
            row = rows.need(db.get(SeatRow, seat_id), f"seat {seat_id}")
            return Pin(row.pin_hash, row.pin_tries, row.pin_locked_until)

    async def set_pin(self, seat_id: str, pin_hash: str | None, *, first: bool) -> bool:
        """Keep a PIN (None takes it away). With `first`, only when none is set: False when there was one already."""

        def work(db: Session) -> bool:
            row = rows.need(db.get(SeatRow, seat_id), f"seat {seat_id}")
            if first and row.pin_hash is not None:
                return False
            row.pin_hash, row.pin_tries, row.pin_locked_until = pin_hash, 0, None
            db.add(row)
            return True

        return await self._writer.write(work)

    async def take_pin_try(self, seat_id: str, *, at: Millis, most: int, lock: Millis) -> Millis | None:
        """Count a try before it is judged, so that tries at once cannot outrun the count.

        None: judge it. Otherwise the moment until which no try is taken: `most` were used up, and the count begins
        again `lock` milliseconds after the last of them.
        """

        def work(db: Session) -> Millis | None:
            row = rows.need(db.get(SeatRow, seat_id), f"seat {seat_id}")
            if row.pin_locked_until is not None:
                if at < row.pin_locked_until:
                    return row.pin_locked_until
                row.pin_tries, row.pin_locked_until = 0, None
            row.pin_tries += 1
            if row.pin_tries >= most:
                row.pin_locked_until = at + lock
            db.add(row)
            return None

        return await self._writer.write(work)

    async def clear_pin_tries(self, seat_id: str) -> None:
        """The PIN was right: the count begins again."""

        def work(db: Session) -> None:
            row = rows.need(db.get(SeatRow, seat_id), f"seat {seat_id}")
            row.pin_tries, row.pin_locked_until = 0, None
            db.add(row)

        await self._writer.write(work)


def _api_key(row: ApiKeyRow) -> ApiKey:
    return ApiKey(
        prefix=row.prefix,
        secret_hash=row.secret_hash,
        name=row.name,
        programme_id=row.programme_id,
        scopes=frozenset(row.scopes.split()),
        created_at=row.created_at,
        expires_at=row.expires_at,
        revoked_at=row.revoked_at,
        last_used_at=row.last_used_at,
    )
