from pathlib import Path

from scripts.one_idea import LIMIT, problems


def written(root: Path, name: str, text: str) -> None:
    path = root / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)


def test_a_file_that_says_its_idea_is_fine(tmp_path: Path) -> None:
    written(tmp_path, "app/room.py", '"""One session, live."""\n')
    written(tmp_path, "web/js/room.js", "// The room as a member sees it.\n")
    written(tmp_path, "app/__init__.py", "")

    assert list(problems(tmp_path, {})) == []


def test_a_file_that_does_not_is_named(tmp_path: Path) -> None:
    written(tmp_path, "app/room.py", '"""Various things"""\n')
    written(tmp_path, "app/bare.py", "x = 1\n")
    written(tmp_path, "web/css/room.css", "b { color: red }\n")

    assert [line.split(":")[0] for line in problems(tmp_path, {})] == ["app/bare.py", "app/room.py", "web/css/room.css"]


def test_what_others_made_is_not_judged(tmp_path: Path) -> None:
    written(tmp_path, "web/vendor/preact-htm.js", "var x;\n" * (LIMIT + 1))

    assert list(problems(tmp_path, {})) == []


def test_a_long_file_needs_a_reason_and_a_reason_needs_a_long_file(tmp_path: Path) -> None:
    written(tmp_path, "app/long.py", '"""A table."""\n' + "x = 1\n" * LIMIT)

    assert list(problems(tmp_path, {"app/long.py": "a table"})) == []
    assert "451 lines" in next(problems(tmp_path, {}))
    assert "not long" in next(problems(tmp_path, {"app/long.py": "a table", "app/gone.py": "once"}))
