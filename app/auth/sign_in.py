"""Signing in: a link is changed for a cookie, once somebody presses the button; and who a cookie stands for.

A member stays signed in for 30 days, so that next month's session is two actions away. A facilitator, who can do more,
stays signed in for 12 hours, or until 12 hours after the finish of a session that is open or starts within that time.
The administrator stays for 12 hours. All of it ends at once when the link is renewed or revoked, or on signing out.
"""

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import replace

from app.auth.cookies import ADMIN_NAME, Cookie, new_token, seat_cookie_name, token_hash
from app.auth.links import LinkKind, LinkRefused, Links
from app.facilitation.terms import HOUR, MINUTE, SECOND, Millis, PersonKind
from app.store.credentials import Credentials
from app.store.directory import Directory
from app.store.entries import AdminLink, Seat, SignIn
from app.store.faults import NotFound
from app.store.ids import new_id
from app.store.store import Store

MEMBER_STAYS: Millis = 30 * 24 * HOUR
FACILITATOR_STAYS: Millis = 12 * HOUR
ADMIN_STAYS: Millis = 12 * HOUR
ADMIN_LINK_LASTS: Millis = 24 * HOUR
ADMIN_GENERATION = 1


class SignIns:
    """Everything about being signed in. `now` gives the moment in milliseconds."""

    def __init__(self, store: Store, links: Links, now: Callable[[], Millis]) -> None:
        self._directory: Directory = store.directory
        self._credentials: Credentials = store.credentials
        self._links = links
        self._now = now

    # --- seats -----------------------------------------------------------------------------------------------------

    def link_for(self, seat: Seat) -> str:
        """The address that signs somebody in for this seat. Raises `LinkRefused` while its link is revoked."""
        if not seat.link_works:
            raise LinkRefused
        return self._links.url(LinkKind.SEAT, seat.id, seat.generation)

    def seat_behind(self, token: str) -> Seat:
        """Whose link this is, without signing anybody in. Raises `LinkRefused`."""
        link = self._links.read(token)
        if link.kind is not LinkKind.SEAT:
            raise LinkRefused
        seat = self._seat(link.id)
        self._links.check(link, seat.generation if seat and seat.link_works else None)
        if seat is None:
            raise LinkRefused
        return seat

    async def join(self, token: str) -> tuple[Seat, Cookie]:
        """Sign a browser in with a session link: by POST only. Raises `LinkRefused`, `NotSaved`."""
        seat = self.seat_behind(token)
        name, until = seat_cookie_name(seat.id), self._until(seat)
        return seat, await self._sign_in(name, seat.id, seat.generation, until)

    def seat_for(self, cookies: Mapping[str, str], seat_id: str) -> Seat | None:
        """The seat, when the cookies that a browser sent are signed in for it."""
        token = cookies.get(seat_cookie_name(seat_id))
        return self._seat_signed_in(seat_id, token) if token else None

    async def sign_out(self, cookies: Mapping[str, str], seat_id: str) -> Cookie:
        """Sign this browser out for a seat; the answer takes its cookie away. Close its sockets. Raises `NotSaved`."""
        if await asyncio.to_thread(self.seat_for, cookies, seat_id):
            await self._credentials.revoke_sign_in(token_hash(cookies[seat_cookie_name(seat_id)]), self._now())
        return Cookie(seat_cookie_name(seat_id), "", 0)

    # --- the administrator -----------------------------------------------------------------------------------------

    async def new_admin_link(self) -> str:
        """An address that signs the administrator in, once, within 24 hours. Unused older ones stop working."""
        now = self._now()
        link = AdminLink(new_id(), now, now + ADMIN_LINK_LASTS, None)
        await self._credentials.add_admin_link(link)
        return self._links.url(LinkKind.ADMIN, link.id, ADMIN_GENERATION)

    async def join_as_admin(self, token: str) -> Cookie:
        """Use an administrator's link up: by POST only. Raises `LinkRefused`, `NotSaved`."""
        link = self._links.read(token)
        if link.kind is not LinkKind.ADMIN:
            raise LinkRefused
        known = self._credentials.admin_link(link.id)
        self._links.check(link, ADMIN_GENERATION if known else None)
        if not await self._credentials.use_admin_link(link.id, self._now()):
            raise LinkRefused
        return await self._sign_in(ADMIN_NAME, None, ADMIN_GENERATION, self._now() + ADMIN_STAYS)

    def is_admin(self, cookies: Mapping[str, str]) -> bool:
        """Whether a browser is signed in as administrator."""
        token = cookies.get(ADMIN_NAME)
        found = self._good(token) if token else None
        return found is not None and found.seat_id is None

    async def sign_out_admin(self, cookies: Mapping[str, str]) -> Cookie:
        """Sign the administrator's browser out; the answer takes its cookie away. Raises `NotSaved`."""
        if self.is_admin(cookies):
            await self._credentials.revoke_sign_in(token_hash(cookies[ADMIN_NAME]), self._now())
        return Cookie(ADMIN_NAME, "", 0)

    # --- within ----------------------------------------------------------------------------------------------------

    async def _sign_in(self, name: str, seat_id: str | None, generation: int, until: Millis) -> Cookie:
        token, now = new_token(), self._now()
        await self._credentials.add_sign_in(
            token_hash(token), seat_id=seat_id, generation=generation, at=now, expires_at=until
        )
        return Cookie(name, token, (until - now) // SECOND)

    def _seat_signed_in(self, seat_id: str, token: str) -> Seat | None:
        found = self._good(token)
        if found is None or found.seat_id != seat_id:
            return None
        seat = self._seat(seat_id)
        if seat is None or not seat.link_works or seat.generation != found.generation:
            return None
        return replace(seat, signed_in_at=found.created_at)

    def _good(self, token: str) -> SignIn | None:
        found = self._credentials.sign_in(token_hash(token))
        return found if found and found.revoked_at is None and self._now() < found.expires_at else None

    def _seat(self, seat_id: str) -> Seat | None:
        try:
            return self._directory.seat(seat_id)
        except NotFound:
            return None

    def _until(self, seat: Seat) -> Millis:
        now = self._now()
        if seat.kind is not PersonKind.FACILITATOR:
            return now + MEMBER_STAYS
        session = self._directory.session_of(seat.id)
        if session is None or session.closed_at is not None or session.starts_at > now + FACILITATOR_STAYS:
            return now + FACILITATOR_STAYS
        finish = session.finish_at or session.starts_at + session.minutes * MINUTE
        return max(now, finish) + FACILITATOR_STAYS
