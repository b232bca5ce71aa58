from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest

from app.api.parts import Parts
from app.auth.keys import Scope
from app.facilitation.terms import HOUR
from app.main import Airspace, create_app
from app.settings import load_settings
from tests.realtime.fakes import HandClock
from tests.server import PROGRAMME, furnish

URL = "http://127.0.0.1:8321"


@dataclass
class House:
    """The application without a network, its parts, and a clock that is moved by hand."""

    app: Airspace
    parts: Parts
    clock: HandClock
    seats: dict[str, str]

    def browser(self, **headers: str) -> httpx.AsyncClient:
        """A browser on a page of ours; it keeps its cookies."""
        transport = httpx.ASGITransport(app=self.app, raise_app_exceptions=False)
        return httpx.AsyncClient(transport=transport, base_url=URL, headers={"Origin": URL, **headers})

    def program(self, **headers: str) -> httpx.AsyncClient:
        """A program: no cookies, no Origin."""
        transport = httpx.ASGITransport(app=self.app, raise_app_exceptions=False)
        return httpx.AsyncClient(transport=transport, base_url=URL, headers=headers)

    def office(self) -> httpx.AsyncClient:
        """The command line on this machine."""
        return self.program(Authorization=f"Local {self.parts.local_token}")

    def token(self, person: str) -> str:
        """What stands behind `#` in somebody's link."""
        seat = self.parts.store.directory.seat(self.seats[person])
        return self.parts.sign_ins.link_for(seat).partition("#")[2]

    async def signed_in(self, person: str) -> httpx.AsyncClient:
        """Somebody's browser. Cookies are for HTTPS; here they are carried by hand."""
        async with self.browser() as client:
            answer = await client.post("/api/v1/join", json={"token": self.token(person)})
        return self.browser(Cookie=answer.headers["set-cookie"].partition(";")[0])

    async def key(self, *scopes: Scope, programme: str | None = PROGRAMME) -> str:
        """The text of a lead's key."""
        _, text = await self.parts.keys.make("Lead", programme_id=programme, scopes=scopes or tuple(Scope))
        return text

    async def lead(self, *scopes: Scope, programme: str | None = PROGRAMME) -> httpx.AsyncClient:
        """A lead's program."""
        return self.program(Authorization=f"Bearer {await self.key(*scopes, programme=programme)}")


@asynccontextmanager
async def a_house(data_dir: Path) -> AsyncIterator[House]:
    """An application with the cast's first set, whose session starts in an hour."""
    clock = HandClock()
    app = create_app(load_settings(data_dir=data_dir, public_url=URL), clock)
    parts = await app.start()
    try:
        await furnish(parts, starts_in=HOUR)
        seats = {seat.person_id: seat.id for seat in parts.store.directory.seats_of("set-one")}
        yield House(app, parts, clock, seats)
    finally:
        await app.stop()


@pytest.fixture
async def house(tmp_path: Path) -> AsyncIterator[House]:
    async with a_house(tmp_path) as opened:
        yield opened
