"""The one loop that all rooms share waits for no reading: whoever asks the directory something does so beside it."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import event

from tests.api.conftest import House


@contextmanager
def read_on_the_loop(house: House) -> Iterator[list[str]]:
    """What was read by the loop itself, while this lasts."""
    found: list[str] = []

    def look(_connection: Any, _cursor: Any, statement: str, *_: Any) -> None:
        try:
            asyncio.get_running_loop()
        except RuntimeError:
            return  # a thread beside the loop
        found.append(statement)

    engine = house.parts.store.directory._reading
    event.listen(engine, "before_cursor_execute", look)
    try:
        yield found
    finally:
        event.remove(engine, "before_cursor_execute", look)


async def test_links_seats_and_rehearsals_are_seen_to_beside_the_loop(house: House) -> None:
    await house.parts.rooms.open("one")  # a room is open, whose lines may have to end
    async with house.office() as office, await house.signed_in("jo") as jo, await house.signed_in("ruth") as ruth:
        with read_on_the_loop(house) as found:
            ruths, dannys, jos = (house.seats[who] for who in ("ruth", "danny", "jo"))
            answers = [
                await ruth.post(f"/api/v1/seats/{ruths}/sign-out"),
                await office.post(f"/api/v1/admin/seats/{ruths}/renew"),
                await office.post(f"/api/v1/admin/seats/{ruths}/revoke"),
                await office.post(f"/api/v1/admin/seats/{dannys}/remove"),
                await jo.post(f"/api/v1/seats/{jos}/rehearsals", json={"speed": 60}),
            ]
            assert [answer.status_code for answer in answers] == [204, 200, 200, 204, 201]
            rehearsal = house.parts.rehearsals.on[0]
            await house.parts.rehearsals.end(rehearsal)
        assert found == []
