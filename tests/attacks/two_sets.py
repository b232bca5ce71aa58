"""A second set on the same server, with a session of its own and people whom the first set does not know."""

from typing import Protocol

from app.api.parts import Parts
from app.facilitation.plan import Person
from app.facilitation.terms import MINUTE, PersonKind
from app.programme.sessions import plan
from tests.cast import TABLE_TWO, as_new
from tests.server import PROGRAMME


class Housed(Protocol):
    """A server, over a network or without one."""

    @property
    def parts(self) -> Parts: ...


async def add_set_two(server: Housed, people: tuple[Person, ...] = TABLE_TWO) -> dict[str, str]:
    """Set `set-two` with its session `two`, which starts in a minute. Its seats, by person."""
    directory = server.parts.store.directory
    await directory.start_set(
        "Set two",
        facilitators=as_new(tuple(one for one in people if one.kind is PersonKind.FACILITATOR)),
        members=as_new(tuple(one for one in people if one.kind is PersonKind.MEMBER)),
        session_format="two-hours",
        programme_id=PROGRAMME,
        set_id="set-two",
    )
    starts_at = server.parts.clock.wall() + MINUTE
    await plan(server.parts.store, server.parts.rooms, "set-two", starts_at=starts_at, minutes=120, session_id="two")
    return {seat.person_id: seat.id for seat in directory.seats_of("set-two")}
