import hashlib
from pathlib import Path

import pytest

from scripts.supplies import changed_files, hosts_in_locks, problems

ROOT = Path(__file__).resolve().parents[2]


def test_the_project_holds_what_its_tables_say() -> None:
    assert list(problems(ROOT)) == []


@pytest.mark.parametrize(
    "line", ["--index-url somewhere", "six @ https://example.invalid/six", '"resolved": "https://example.invalid/x"']
)
def test_a_lock_that_names_a_host_is_found(tmp_path: Path, line: str) -> None:
    (tmp_path / "requirements.txt").write_text(f"six==1\n{line}\n")

    assert next(hosts_in_locks(tmp_path)).startswith("requirements.txt:2: names a host")


def test_a_vendored_file_that_changed_went_or_came_is_found(tmp_path: Path) -> None:
    known = hashlib.sha256(b"as taken").hexdigest()
    names = ("changed.js", "gone.js", "same.js")
    (tmp_path / "README.md").write_text("".join(f"| `{name}` | somewhere | MIT | `{known}` |\n" for name in names))
    (tmp_path / "same.js").write_text("as taken")
    (tmp_path / "changed.js").write_text("mended in place")
    (tmp_path / "new.js").write_text("from nowhere")
    (tmp_path / "same.d.ts").write_text("ours")

    found = [line.split(":")[0].split("/")[1] for line in changed_files(tmp_path)]

    assert found == ["changed.js", "gone.js", "new.js"]
