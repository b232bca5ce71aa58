"""Measures everything (or what is named) in one run, prints the table and writes benchmarks/results/latest.json."""

import argparse
import asyncio
import json
import os
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import Any, Final

from benchmarks import lines, pages, rooms, rules, voice
from benchmarks.figures import Figure, table
from benchmarks.machine import load, machine
from scripts.test import browser

RESULTS: Final = Path(__file__).resolve().parent / "results" / "latest.json"

Measurement = Callable[[Path], list[Figure]]


def on_a_loop(measure: Callable[[Path], Coroutine[Any, Any, list[Figure]]]) -> Measurement:
    """An asynchronous measurement as a plain one; each has an event loop of its own."""
    return lambda data_dir: asyncio.run(measure(data_dir))


IN_CHROMIUM: Final[dict[str, Measurement]] = {
    "opening": pages.openings,
    "countdown": pages.countdowns,
    "silence": pages.silences,
}
IN_NETWORKS: Final[dict[str, Measurement]] = {
    "floors": voice.floors,
    "voices": voice.costs,
    "restart": voice.restarts,
    "moved": voice.moves,
}
"""In Chromium too, and in networks of their own, which only root may make."""
MEASUREMENTS: Final[dict[str, Measurement]] = {
    **IN_CHROMIUM,
    **IN_NETWORKS,
    "kill": on_a_loop(lines.after_a_kill),
    "removal": on_a_loop(lines.removals),
    "acknowledged": on_a_loop(rooms.acknowledgements),
    "rules": lambda _: rules.presses(),
    "memory": on_a_loop(rooms.memory),
}


def measured(name: str) -> list[Figure]:
    """One measurement, in a directory of its own that is gone afterwards."""
    began = time.monotonic()
    print(f"{name:<14}", end="", file=sys.stderr, flush=True)
    # beside the results and not in /tmp, which may be memory: a commit has to reach a disk
    with tempfile.TemporaryDirectory(dir=RESULTS.parent, prefix="run-") as folder:
        data_dir = Path(folder) / "data"
        data_dir.mkdir()
        figures = MEASUREMENTS[name](data_dir)
    print(f"{time.monotonic() - began:5.0f} s", file=sys.stderr, flush=True)
    return figures


def main() -> int:
    """The command."""
    parser = argparse.ArgumentParser(prog="./airspace bench", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="name", help=f"{', '.join(MEASUREMENTS)}; all, when none is named")
    names = parser.parse_args().names or list(MEASUREMENTS)
    if unknown := [name for name in names if name not in MEASUREMENTS]:
        parser.error(f"there is no measurement called {', '.join(unknown)}")
    if found := browser():
        os.environ["AIRSPACE_CHROMIUM"] = found
    root = os.geteuid() == 0 and shutil.which("ip") is not None
    left_out = [
        name for name in names if (name in IN_CHROMIUM and not found) or (name in IN_NETWORKS and not (found and root))
    ]
    if left_out:
        missing = "root, ip (iproute2) and a Chromium" if found else "a Chromium"
        print(f"Without {missing} (see ./airspace test) these are left out: {', '.join(left_out)}", file=sys.stderr)
    RESULTS.parent.mkdir(exist_ok=True)
    before = load()
    figures = [figure for name in names if name not in left_out for figure in measured(name)]
    after = load()
    report = {
        "machine": machine(),
        "load_before": before,
        "load_after": after,
        "left_out": left_out,
        "figures": [figure.as_json() for figure in figures],
    }
    RESULTS.write_text(json.dumps(report, indent=1, ensure_ascii=False) + "\n")
    print(table(figures))
    print(f"\n{os.cpu_count()} cores; load average {before[0]} before, {after[0]} after")
    return 0


if __name__ == "__main__":
    sys.exit(main())
