"""A PIN stands between a session link, which may be forwarded or lie on a shared device, and somebody's own page.

The rules:
- four to twelve digits, chosen at the first visit to the own page; whoever comes first with the link chooses it, so it
  is asked for early, and renewing the link takes it away again;
- it is kept as an scrypt hash with a salt of its own: short numbers are quickly guessed from a plain one;
- a try is counted before it is judged; after five wrong ones none is taken for 15 minutes, not even a right one;
- a right PIN begins the count again.

The room itself asks for no PIN: being late because of a number forgotten helps nobody.
"""

import asyncio
import hashlib
import hmac
import secrets
from collections.abc import Callable

from app.facilitation.terms import MINUTE, Millis
from app.store.credentials import Credentials

TRIES = 5
LOCKED: Millis = 15 * MINUTE
SHORTEST, LONGEST = 4, 12
COST = 2**14  # with 8 and 1 below: 16 MiB and some 50 ms a try


class PinRefused(Exception):
    """Not this PIN, or not now. `until`: the moment from which tries are taken again, None for at once."""

    def __init__(self, until: Millis | None = None) -> None:
        super().__init__("the PIN was refused")
        self.until = until


class Pins:
    """Sets and checks PINs. `now` gives the moment in milliseconds."""

    def __init__(self, credentials: Credentials, now: Callable[[], Millis]) -> None:
        self._credentials = credentials
        self._now = now

    async def choose(self, seat_id: str, pin: str) -> None:
        """Set the PIN at the first visit. Raises `ValueError` for no PIN by the rules, `PinRefused` when one is set."""
        if not (SHORTEST <= len(pin) <= LONGEST and pin.isascii() and pin.isdigit()):
            raise ValueError(f"a PIN has {SHORTEST} to {LONGEST} digits")
        if (await asyncio.to_thread(self._credentials.pin, seat_id)).hash is not None:
            raise PinRefused  # before any work is done for it
        if not await self._credentials.set_pin(seat_id, await _made(pin, secrets.token_bytes(16)), first=True):
            raise PinRefused

    async def check(self, seat_id: str, pin: str) -> None:
        """Return when the PIN is right. Raises `PinRefused`, also when none is set; `NotFound`, `NotSaved`."""
        until = await self._credentials.take_pin_try(seat_id, at=self._now(), most=TRIES, lock=LOCKED)
        if until is not None:
            raise PinRefused(until)
        kept = self._credentials.pin(seat_id)
        salt = bytes.fromhex(kept.hash.split("$")[0]) if kept.hash else b"none is set"
        right = hmac.compare_digest(await _made(pin[: LONGEST + 1], salt), kept.hash or "")
        if not right or kept.hash is None:
            raise PinRefused(kept.locked_until)
        await self._credentials.clear_pin_tries(seat_id)

    async def change(self, seat_id: str, old: str, new: str) -> None:
        """Another PIN for somebody who knows the old one. Raises as `check` and `choose` do."""
        await self.check(seat_id, old)
        await self._credentials.set_pin(seat_id, None, first=False)
        await self.choose(seat_id, new)


async def _made(pin: str, salt: bytes) -> str:
    made = await asyncio.to_thread(hashlib.scrypt, pin.encode("utf-8", "replace"), salt=salt, n=COST, r=8, p=1)
    return f"{salt.hex()}${made.hex()}"
