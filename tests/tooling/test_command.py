import os
import subprocess
from pathlib import Path

import pytest

AIRSPACE = Path(__file__).resolve().parents[2] / "airspace"


def said(*arguments: str, cwd: Path, path: str = os.environ["PATH"]) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [AIRSPACE, *arguments], cwd=cwd, env={"PATH": path}, check=False, capture_output=True, text=True
    )


@pytest.mark.parametrize("arguments", [(), ("--help",), ("help",)])
def test_help_names_check_and_test_from_any_folder(tmp_path: Path, arguments: tuple[str, ...]) -> None:
    done = said(*arguments, cwd=tmp_path)

    assert done.returncode == 0
    assert "./airspace check" in done.stdout
    assert "./airspace test" in done.stdout


def test_a_machine_with_an_old_python_is_told_what_it_lacks(tmp_path: Path) -> None:
    for name in ("dirname", "sh"):
        (tmp_path / name).symlink_to(f"/bin/{name}")
    old = tmp_path / "python3"
    old.write_text('#!/bin/sh\n[ "$1" = --version ] && echo Python 3.9.2\nexit 1\n')
    old.chmod(0o755)

    done = said("serve", cwd=tmp_path, path=str(tmp_path))

    assert done.returncode != 0
    assert "needs Python 3.11 or newer, and python3 here is: Python 3.9.2" in done.stderr
