"""A test is only as good as its claims: bugs are planted in the rules one by one, and the machine must catch each."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
RULES = Path("app/facilitation")

PLANTED = {
    "the facilitator is heard in airspace": (
        "rights.py",
        "return room & {holder(state)}",
        "return room & ({holder(state)} | _people_of_kind(state, PersonKind.FACILITATOR))",
    ),
    "members may write in airspace": (
        "permissions.py",
        '_row("say_line", "heard", "open")',
        '_row("say_line", "in_room", "open")',
    ),
    "a prepared question is shown to all": (
        "views/shared.py",
        "for one in state.questions if one.asked and one.stage == stage",
        "for one in state.questions if one.stage == stage",
    ),
    "hands are shown in airspace": (
        "views/shared.py",
        "queue=[] if quiet(state) else",
        "queue=",
    ),
    "time added is lost when the clock stands still": (
        "timer.py",
        "return replace(self, length=self.length + by)",
        "return self if self.since is None else replace(self, length=self.length + by)",
    ),
    "stopping forgets what has run": (
        "timer.py",
        "return replace(self, ran=self.took(at), since=None)",
        "return replace(self, since=None)",
    ),
    "the clock starts though a reason to stand still remains": (
        "evolve/running.py",
        "return started if started.stops else",
        "return",
    ),
    "the queue is taken from its end": (
        "decide/questions.py",
        "next((hand for hand in draft.state.hands if is_here",
        "next((hand for hand in reversed(draft.state.hands) if is_here",
    ),
    "anybody in the room may take the chair": (
        "permissions.py",
        '_row("take_chair", "facilitator_not_chair", "open chair_to_take")',
        '_row("take_chair", "in_room", "open")',
    ),
    "the chair may answer the holder's pause": (
        "permissions.py",
        '_row("answer_pause", "driver", "paused no_holder_here")',
        '_row("answer_pause", "driver", "paused")',
    ),
    "nobody opens the floor when the chair is gone": (
        "timing.py",
        "return state.chair_missing_since + OPEN_AFTER",
        "return None",
    ),
    "questions before airspace": (
        "order.py",
        "return opening.id == first.id or first.id in state.opened_at",
        "return True",
    ),
    "what somebody learned is shown before they share it": (
        "views/shared.py",
        "if one.id in state.shared and state.learnings.get(one.id)",
        "if state.learnings.get(one.id)",
    ),
    "ratings are shown while the set still writes": (
        "views/shared.py",
        "counts(item.id) if state.ratings_shown else []",
        "counts(item.id)",
    ),
    "the holder's time runs while their line is down": (
        "decide/moving.py",
        "draft.say(e.ClockStopped(why=Stop.HOLDER_AWAY))",
        "pass",
    ),
    "the holder chairs their own round": (
        "decide/moving.py",
        "    _holder_never_chairs(draft)\n",
        "",
    ),
    "a turn begins for somebody who is not here": (
        "state.py",
        "if is_here(state, one.id) and one.id not in turns.done",
        "if one.id not in turns.done",
    ),
    "a deadline is passed without being settled": (
        "decide/clock.py",
        "return moment is not None and moment <= now",
        "return moment is not None and moment < now",
    ),
}


@pytest.mark.long
@pytest.mark.timeout(600)
@pytest.mark.parametrize("bug", sorted(PLANTED))
def test_a_planted_bug_is_caught(bug: str, tmp_path: Path) -> None:
    name, right, wrong = PLANTED[bug]
    for folder in ("app", "tests"):
        shutil.copytree(ROOT / folder, tmp_path / folder, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    planted = tmp_path / RULES / name
    text = planted.read_text()
    assert text.count(right) == 1, f"{right!r} no longer stands once in {name}"
    planted.write_text(text.replace(right, wrong))
    run = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-x", "-p", "no:cacheprovider", "tests/facilitation/test_machine.py"],
        cwd=tmp_path,
        env={**os.environ, "AIRSPACE_EXAMPLES": "300", "AIRSPACE_NO_SHRINKING": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 1, f"nobody noticed that {bug}:\n{run.stdout[-2000:]}"
