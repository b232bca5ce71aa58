"""The page's modules as one script: what it keeps of them, and what it refuses to guess at."""

import json
import subprocess
from pathlib import Path

import pytest

from app.api.one_script import OtherwiseWritten, one_script
from app.api.web_files import STARTS
from app.texts import web_dir
from scripts.node_tools import NODE

MODULES = {
    "js/main.js": """// Starts.
import { said, again as twice } from "./parts/say.js";
import * as numbers from "../vendor/numbers.js";
const one = 3;
const beside = new URL("x", import.meta.url).pathname.endsWith("/x");
console.log(JSON.stringify([one, said("a"), twice, numbers.two, beside]));
""",
    "js/parts/say.js": """import {
  two,
} from "../../vendor/numbers.js";
const one = [two];
export const again = one.length;
export async function later() {}
export class Said {}
export function said(word) {
  return `${word}${one}`;
}
""",
    "vendor/numbers.js": """const one = 1; const internal = one + 1;
export {
  one,
  internal as two
};
""",
}


def made(change: dict[str, str]) -> str:
    return one_script("js/main.js", (MODULES | change).__getitem__)


def test_each_module_has_a_scope_of_its_own_and_comes_once_after_those_it_needs(tmp_path: Path) -> None:
    script = tmp_path / "page.mjs"
    script.write_text(made({}) + "console.log(JSON.stringify(Object.keys(modules)));\n")
    ran = subprocess.run([NODE, script], capture_output=True, text=True, check=True)
    said, names = map(json.loads, ran.stdout.splitlines())
    assert said == [3, "a2", 1, 2, True]
    assert names == ["../vendor/numbers.js", "parts/say.js"]


@pytest.mark.parametrize(
    ("path", "line"),
    [
        ("js/parts/say.js", "export default 1;"),
        ("js/parts/say.js", "export let changes = 1;"),
        ("js/parts/say.js", 'export * from "../../vendor/numbers.js";'),
        ("js/parts/say.js", 'export { two } from "../../vendor/numbers.js";'),
        ("js/parts/say.js", 'import "../../vendor/numbers.js";'),
        ("js/parts/say.js", "import two from '../../vendor/numbers.js';"),
        ("js/parts/say.js", "import.meta.url;"),
        ("js/main.js", "import.meta.resolve(two);"),
    ],
)
def test_what_is_written_otherwise_is_refused_with_its_line(path: str, line: str) -> None:
    with pytest.raises(OtherwiseWritten) as refused:
        made({path: f"{MODULES[path]}{line}\n"})
    assert str(refused.value) == f"{path}: {line}"


def test_a_module_that_needs_itself_is_refused() -> None:
    with pytest.raises(OtherwiseWritten, match=r"by way of js/main\.js, js/parts/say\.js"):
        made({"js/parts/say.js": 'import { one } from "../main.js";\n'})


def test_every_module_of_the_page_is_in_its_script() -> None:
    script = one_script(STARTS, lambda path: (web_dir() / path).read_text(encoding="utf-8")).splitlines()
    files = {f"// {path.relative_to(web_dir())}" for path in (web_dir() / "js").rglob("*.js")}
    assert files - set(script) == {"// js/types.js"}, "types alone have no place in it"
