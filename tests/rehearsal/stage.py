"""Rehearsals for tests: a real server in the test's own loop, in which as many as wanted may be on at once."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import pytest

from app.auth.limits import Limit
from app.clock import MachineClock
from app.programme.formats import round_formats, session_formats
from app.rehearsal.account import StepTook, faults_of, steps_of
from app.rehearsal.rehearsals import Asked, Patience, Rehearsal
from app.rehearsal.tally import Tally
from tests.server import Server, running

FAST: Final = 600.0
TAKES: Final = 70.0
"""Seconds for a whole session: so many rooms at once in one process are no faster than the machine."""
HANGS: Final = 200.0
"""Seconds after which nobody waits for a rehearsal any longer."""
Pair = tuple[str, str]


def own_pairs() -> list[Pair]:
    """Each session format with its own round format, and each round format in the first session format."""
    sessions = session_formats()
    first = "two-hours"
    pairs = [(name, found.round_format) for name, found in sorted(sessions.items())]
    return list(dict.fromkeys([*pairs, *((first, name) for name in sorted(round_formats()))]))


def other_pairs() -> list[Pair]:
    """All further ways to put the two together."""
    every = [(session, rounds) for session in sorted(session_formats()) for rounds in sorted(round_formats())]
    return [pair for pair in every if pair not in own_pairs()]


@dataclass(frozen=True)
class Outcome:
    """What a rehearsal came to."""

    steps: list[StepTook]
    faults: list[str]
    tally: Tally


@asynccontextmanager
async def a_stage(data_dir: Path, *, patience: Patience | None = None) -> AsyncIterator[Server]:
    """A server with a real session in it, beside which rehearsals are held."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("AIRSPACE_REHEARSALS", "50")
        async with running(data_dir) as server:
            # many rooms at ten times the speed of a person: how often may be tried is not what is tested here
            server.as_fast_as_you_like()
            server.app.api.state.limits.joins = Limit(10_000, 1, MachineClock().wall)
            server.parts.rehearsals.patience = patience or Patience(reads=0)
            yield server


async def outcome(server: Server, rehearsal: Rehearsal) -> Outcome:
    """Wait for its end; one that hangs has its fault."""
    with suppress(TimeoutError):
        async with asyncio.timeout(HANGS):
            await rehearsal.over.wait()
    store = server.parts.store
    return Outcome(
        steps_of(store, rehearsal.session_id),
        faults_of(store, rehearsal.session_id, rehearsal.tally),
        rehearsal.tally,
    )


def asked(
    pair: Pair = ("two-hours", "als-4step"),
    *,
    seed: int = 1,
    speed: float = FAST,
    human: str | None = None,
    members: int = 6,
    self_run: bool = False,
) -> Asked:
    """A rehearsal of this pair, with one of each temperament; at a table of nine some have no screen."""
    visited = members > 6
    return Asked(
        pair[0],
        pair[1],
        members,
        # what each takes in turn is taken from the rounds: at a table of nine they need longer
        minutes=session_formats()[pair[0]].minutes * 5 // 4 if visited else None,
        speed=speed,
        seed=seed,
        human=human,
        guest=visited,
        access=visited,
        self_run=self_run,
    )


def at_ease(pair: Pair) -> float:
    """The speed at which a session of this format takes `TAKES` seconds."""
    return min(FAST, session_formats()[pair[0]].minutes * 60 / TAKES)
