from pathlib import Path

from scripts.parts import problems


def test_a_part_written_as_an_element_is_found(tmp_path: Path) -> None:
    page = tmp_path / "web" / "js" / "room.js"
    page.parent.mkdir(parents=True)
    page.write_text("// The room.\nhtml`<b>${seat({ person })}</b>`;\nhtml`<${Seat} person=${person} />`;\n")

    assert [line.split(": ")[0] for line in problems(tmp_path)] == ["web/js/room.js:3"]
