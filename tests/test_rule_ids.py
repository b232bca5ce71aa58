"""Every rule in docs/rules.md has a test that carries its id, and no test carries an id of no rule."""

import re
from collections import Counter
from pathlib import Path

from app.facilitation.permissions import TABLE
from scripts.generators.rules import WHEN, WHO

ROOT = Path(__file__).resolve().parents[1]
RULE = re.compile(r"^- \*\*([A-Z]\d+)\*\* (.+)$", re.MULTILINE)
TEST = re.compile(r"^ *(?:async )?def test_((?:[A-Z]\d+_)+)", re.MULTILINE)


def rules() -> list[tuple[str, str]]:
    return RULE.findall((ROOT / "docs" / "rules.md").read_text())


def carried() -> set[str]:
    """The ids that tests carry in their names."""
    tests = "\n".join(path.read_text() for path in (ROOT / "tests").rglob("test_*.py"))
    return {rule for ids in TEST.findall(tests) for rule in ids.rstrip("_").split("_")}


def test_every_rule_has_a_test_and_every_test_a_rule() -> None:
    ids = {rule for rule, _ in rules()}
    assert ids - carried() == set(), "rules without a test"
    assert carried() - ids == set(), "tests of no rule"


def test_an_id_stands_for_one_rule_in_one_sentence() -> None:
    assert not [rule for rule, times in Counter(rule for rule, _ in rules()).items() if times > 1]
    for rule, sentence in rules():
        assert re.fullmatch(r"\S.*[^.]\.", sentence), f"{rule} is not a sentence"


def test_the_table_has_words_for_people() -> None:
    assert {word for row in TABLE for word in row.who} == set(WHO)
    assert {word for row in TABLE for word in row.when | row.unless} == set(WHEN)
