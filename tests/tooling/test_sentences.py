"""What is asked of somebody, and what the desk is told, always has words."""

import json
import re
from pathlib import Path
from typing import Any, Final

from app.facilitation.views import asks
from app.texts import web_dir

SOURCE: Final = Path(asks.__file__).read_text()
TEXTS: Final[dict[str, Any]] = json.loads((web_dir() / "texts" / "en-GB.json").read_text())
DESK: Final = SOURCE.index("def what_now")


def keys(source: str) -> set[str]:
    """The keys of sentences that stand in this source, but for those made from a family's name."""
    return set(re.findall(r'\b_?[aA]sk\(\s*"([a-z_]+)"', source))


def test_every_sentence_for_people_and_for_the_desk_is_written() -> None:
    for_people, for_desk = keys(SOURCE[:DESK]), keys(SOURCE[DESK:])
    assert len(for_people) > 40
    assert len(for_desk) > 20
    families = set(re.findall(r'_in_turns\(state, who, "([a-z_]+)"\)', SOURCE))
    turns = {f"{one}_{form}" for one in families for form in ("yours", "listen", "waits", "over")}
    assert len(families) >= 4
    assert {key for key in for_people | turns if key not in TEXTS["ask"]} == set()
    assert {key for key in for_desk if key not in TEXTS["now"]} == set()


def test_what_the_desk_proposes_can_be_said_with_no_step_to_come() -> None:
    now = TEXTS["now"]
    ahead = {key for key in keys(SOURCE[DESK:]) if "{next_step}" in json.dumps(now[key])} - {"lobby"}
    assert len(ahead) > 3
    for key in ahead:
        assert f"{key}_no_next" in now, key
        assert "{next_" not in json.dumps(now[f"{key}_no_next"]), key
