import json
from pathlib import Path

from scripts.texts import problems

PAGE = """// A page.
const ways = { here: 1, call: 2 };
t(`meeting.${way}`);
t(done ? "room.done" : "room.under_way", { n: 2 });
const formOf = (family, key) => (has(`${family}.${key}_last`) ? `${key}_last` : key);
rich(`ask.${formOf("ask", view.ask.key)}`);
t(left.length > 1 ? "room.gone" : "room.done");
"""
RULES = """ask = "writing"
code = Literal["not_now", "not_yours"]
sentence(f"refusals.{code}")
sentence("refusals.never")
"""


def house(root: Path, catalogue: object) -> Path:
    for path, words in (
        ("web/js/page.js", PAGE),
        ("web/vendor/old.js", 't("nothing.of_ours")'),
        ("app/rules.py", RULES),
        ("web/texts/en-GB.json", json.dumps(catalogue)),
    ):
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(words)
    return root


def test_a_sentence_that_nothing_uses_and_one_that_is_missing_are_found(tmp_path: Path) -> None:
    catalogue = {
        "meeting": {"here": "Here", "call": "In a call", "by_letter": "By letter"},
        "room": {"done": "Done", "under_way": {"one": "One more", "other": "{n} more"}, "left_over": "…"},
        "ask": {"writing": "Write", "writing_last": "Write, the last", "writing_first": "Write first"},
        "refusals": {"not_now": "Not just now", "not_yours": "Not yours", "not_ours": "Not ours"},
    }
    assert list(problems(house(tmp_path, catalogue))) == [
        "web/js/page.js: room.gone is not in web/texts/en-GB.json",
        "app/rules.py: refusals.never is not in web/texts/en-GB.json",
        "web/texts/en-GB.json: nothing uses meeting.by_letter",
        "web/texts/en-GB.json: nothing uses room.left_over",
        "web/texts/en-GB.json: nothing uses ask.writing_first",
        "web/texts/en-GB.json: nothing uses refusals.not_ours",
    ]


def test_a_whole_branch_may_be_named_in_one_file_and_its_words_in_another(tmp_path: Path) -> None:
    root = house(tmp_path, {"check": {"level": {"quiet": "Quiet", "loud": "Loud"}}, "room": {"gone": "Gone"}})
    (root / "app" / "rules.py").write_text("")
    (root / "web" / "js" / "page.js").write_text(
        "meter({ words: 'check.level', judgements: ['quiet'] }); t('room.gone');"
    )
    (root / "web" / "js" / "meter.js").write_text("t(`${words}.${judgement}`)")
    assert list(problems(root)) == ["web/texts/en-GB.json: nothing uses check.level.loud"]
