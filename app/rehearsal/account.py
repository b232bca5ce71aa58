"""A short account of a rehearsal: each step with its minutes against the plan, what was refused, and any fault."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final

from app.facilitation.terms import MINUTE, SessionId, Status
from app.rehearsal.tally import Tally
from app.store.store import Store

CLOSED: Final = "step_closed"


@dataclass(frozen=True)
class StepTook:
    """A step, in minutes."""

    step: str
    planned: float
    took: float


def steps_of(store: Store, session_id: SessionId) -> list[StepTook]:
    """Every step that was closed, in order; read from facts, which need no key."""
    return [
        StepTook(str(event["step"]), float(event["planned"]) / MINUTE, float(event["took"]) / MINUTE)
        for event in _events(store, session_id)
        if event["type"] == CLOSED
    ]


def _events(store: Store, session_id: SessionId) -> Iterable[dict[str, Any]]:
    after = 0
    while page := store.log.facts(session_id, after):
        for row in page:
            yield from row.events
        after = page[-1].seq


def faults_of(store: Store, session_id: SessionId, tally: Tally) -> list[str]:
    """What went wrong, the session that did not end as planned among it."""
    entry = store.directory.session(session_id)
    found = list(tally.faults)
    if entry.status is not Status.CLOSED:
        found.append(f"the session did not come to its end: it is {entry.status.value}")
    elif entry.ending is not None and entry.ending.value != "as_planned":
        found.append(f"the session ended otherwise than planned: {entry.ending.value}")
    return found


def account(steps: Iterable[StepTook], tally: Tally, faults: Iterable[str]) -> str:
    """The account, to be read in a terminal."""
    lines = [f"{'step':<24}{'planned':>9}{'took':>9}   minutes"]
    lines += [f"{one.step:<24}{one.planned:>9.1f}{one.took:>9.1f}" for one in steps]
    lines.append("")
    lines.append(f"{tally.commands} commands, {tally.done} done; {tally.frames} frames heard on {tally.lines} lines")
    waited = f"{tally.slowest(0.5) * 1000:.0f} ms, 95 in a hundred within {tally.slowest(0.95) * 1000:.0f} ms"
    lines.append(f"acknowledged: half within {waited}; lines dropped on purpose: {tally.drops}")
    lines.append(f"tried against the rules: {_counted(tally.tried.items())}")
    lines.append(f"refused otherwise: {_counted(tally.refused.items())}")
    if tally.problems:
        lines.append(f"problems on lines: {_counted(tally.problems.items())}")
    found = list(faults)
    lines.append(f"faults: {'none' if not found else len(found)}")
    lines += [f"  {fault}" for fault in found]
    return "\n".join(lines)


def _counted(items: Iterable[tuple[str, int]]) -> str:
    return ", ".join(f"{name} {count}" for name, count in sorted(items)) or "nothing"
