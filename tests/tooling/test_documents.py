"""The documents: their links lead somewhere, their pictures are shown, and what they name is there."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]
PAGES = sorted([ROOT / "README.md", ROOT / "CHANGELOG.md", *(ROOT / "docs").rglob("*.md")])
LINK = re.compile(r"\]\(([^)\s]+)\)")
CODE = re.compile(r"```.*?```", re.DOTALL)
RULE = re.compile(r"^- \*\*([A-Z]\d+)\*\*", re.MULTILINE)
NAMED = re.compile(r"\b[A-Z]\d{1,2}\b")
SLOT = re.compile(r"\{[a-zA-Z_.]+\}")


def anchors(page: Path) -> set[str]:
    """The headings of a page, as links name them."""
    heads = re.findall(r"^#+ (.+)$", CODE.sub("", page.read_text()), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", head.lower()).strip().replace(" ", "-") for head in heads}


def dead(page: Path) -> Iterator[str]:
    for link in LINK.findall(CODE.sub("", page.read_text())):
        if "://" in link or link.startswith("mailto:"):
            continue
        path, _, anchor = link.partition("#")
        target = (page.parent / path).resolve() if path else page
        if not target.exists() or (anchor and target.suffix == ".md" and anchor not in anchors(target)):
            yield f"{page.relative_to(ROOT)}: {link}"


def plain(text: str) -> str:
    return " ".join(text.replace("’", "'").replace("\\|", "|").replace("*", "").split())


def texts(part: Any) -> Iterator[str]:
    if isinstance(part, str):
        yield plain(part)
    elif isinstance(part, dict):
        for each in part.values():
            yield from texts(each)


SAID = list(texts(json.loads((ROOT / "web" / "texts" / "en-GB.json").read_text())))


SENTENCES = [
    re.compile(r"\S+".join(re.escape(part) for part in SLOT.split(said)))
    for said in SAID
    if SLOT.sub("", said).strip()  # a sentence of nothing but slots fits anything
]


def on_the_page(words: str) -> bool:
    """Whether some sentence of the catalogue is just these words, with any one word in each slot."""
    return any(sentence.fullmatch(plain(words)) for sentence in SENTENCES)


def test_no_link_is_dead() -> None:
    assert [link for page in PAGES for link in dead(page)] == []


def test_every_picture_is_shown_somewhere() -> None:
    shown = {Path(link).name for page in PAGES for link in LINK.findall(page.read_text()) if link.endswith(".png")}
    kept = {path.name for path in (ROOT / "docs" / "screenshots").iterdir()}
    assert kept == shown


def test_every_decision_is_in_the_index() -> None:
    folder = ROOT / "docs" / "decisions"
    index = (folder / "index.md").read_text()
    written = {path.name for path in folder.glob("0*.md")} - {"0000-template.md"}
    assert {name for name in written if f"]({name})" not in index} == set()


def test_every_rule_named_for_humane_practice_exists() -> None:
    rules = set(RULE.findall((ROOT / "docs" / "rules.md").read_text()))
    named = set(NAMED.findall((ROOT / "docs" / "humane-practice.md").read_text()))
    assert named - rules == set()
    assert len(named) > 50


def test_every_point_of_humane_practice_names_what_holds_it() -> None:
    page = (ROOT / "docs" / "humane-practice.md").read_text()
    points = re.split(r"^## \d+\. ", page, flags=re.MULTILINE)[1:]
    assert len(points) == 13
    for point in points:
        assert NAMED.search(point) or "`tests/" in point, point.splitlines()[0]
    for name in re.findall(r"`((?:app|tests|web)/[^`]+)`", page):
        assert (ROOT / name).exists(), name


def test_V13_the_words_on_screen_are_the_fields_own() -> None:
    page = (ROOT / "docs" / "humane-practice.md").read_text().partition("| means | says |")[2]
    rows = re.findall(r"^\| ([^|]+) \| (.+) \|$", page, re.MULTILINE)
    assert len(rows) >= 8
    said = {words.rstrip(".").lower() for words in SAID}
    missing = [says for _, says in rows if says != "---" and plain(says).lower() not in said]
    assert missing == []


@pytest.mark.parametrize(
    ("words", "there"),
    [("Take Ruth's hand", True), ("I've finished", True), ("Grab Ruth's hand", False), ("Sync", False)],
)
def test_words_are_looked_up_with_names_in_their_slots(words: str, there: bool) -> None:
    assert on_the_page(words) is there


def test_the_guide_calls_every_button_by_its_own_words() -> None:
    guide = (ROOT / "docs" / "facilitators-guide.md").read_text()
    bold = [" ".join(words.split()) for words in re.findall(r"\*\*([^*]+)\*\*", guide)]
    named = [words for words in bold if not on_the_page(words)]
    assert len(bold) > 80
    assert named == []
