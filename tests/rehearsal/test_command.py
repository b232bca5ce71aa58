"""`airspace rehearse`, as somebody types it."""

import os
import re
import signal
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
pytestmark = [pytest.mark.process, pytest.mark.timeout(120)]


def command(tmp_path: Path, *arguments: str) -> subprocess.Popen[str]:
    environment = {
        **os.environ,
        "PYTHONPATH": str(ROOT),
        "AIRSPACE_DATA_DIR": str(tmp_path / "data"),
        "TMPDIR": str(tmp_path),
    }
    return subprocess.Popen(
        [sys.executable, "-P", "-m", "app.cli", "rehearse", *arguments],
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def test_it_runs_to_its_end_gives_an_account_and_leaves_nothing(tmp_path: Path) -> None:
    with command(tmp_path, "--format", "als-30", "--members", "3", "--speed", "600", "--seed", "5") as running:
        said, wrong = running.communicate(timeout=100)
    assert running.returncode == 0, said + wrong
    assert wrong == ""
    assert re.search(r"^r1\.present +\d+\.\d +\d+\.\d$", said, re.MULTILINE)
    assert re.search(r"^close +0\.0 +\d+\.\d$", said, re.MULTILINE)
    assert "faults: none" in said
    assert list(tmp_path.iterdir()) == []


def test_a_set_that_runs_itself_has_visitors_too(tmp_path: Path) -> None:
    arguments = ("--format", "als-30", "--members", "4", "--speed", "300", "--human", "none")
    with command(tmp_path, *arguments, "--self-run", "--guest", "--access") as running:
        said, wrong = running.communicate(timeout=100)
    assert running.returncode == 0, said + wrong
    assert re.search(r"^close +0\.0 +\d+\.\d$", said, re.MULTILINE)
    assert "faults: none" in said


def test_a_seat_of_ones_own_comes_with_a_link_and_ctrl_c_ends_it(tmp_path: Path) -> None:
    with command(tmp_path, "--human", "facilitator") as running:
        assert running.stdout is not None
        said = ""
        while "Ctrl+C" not in said:
            said += running.stdout.readline()
        running.send_signal(signal.SIGINT)
        rest, wrong = running.communicate(timeout=30)
    assert running.returncode == 0, rest + wrong
    assert "Traceback" not in wrong
    assert re.search(r"http://127\.0\.0\.1:\d+/join#s-\S+", said)
    assert "You are Jo" in said
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["--format", "nope"], "nope"),
        (["--seat", "Zed"], "Zed"),
        (["--self-run", "--human", "facilitator"], "facilitator"),
    ],
)
def test_what_cannot_be_is_said_in_a_sentence(tmp_path: Path, arguments: list[str], sentence: str) -> None:
    with command(tmp_path, *arguments) as running:
        said, wrong = running.communicate(timeout=60)
    assert running.returncode == 1
    assert sentence in wrong
    assert "Traceback" not in said + wrong
