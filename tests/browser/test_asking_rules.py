"""The rules of the prompt, tried in a real browser on lists of questions: how often they are right."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import pytest
from playwright.sync_api import Browser, Page

from app.texts import web_dir
from tests.browser.conftest import a_window
from tests.browser.house import House

pytestmark = [pytest.mark.browser, pytest.mark.timeout(120)]

LISTS: Final = Path(__file__).parent / "asking"
BOOK: Final[dict[str, Any]] = json.loads((web_dir() / "texts" / "asking.en-GB.json").read_text())

TRY = """
async (tried) => {
  const { noticed, readBooks } = (await import(document.scripts[0].src)).modules["asking.js"];
  const books = await readBooks();
  if (!books.length) throw new Error("no books");
  return tried.map(([words, asks]) => noticed(words, asks, books)?.rule ?? "good");
}
"""
ELSEWHERE: Final = (
    "Beth am i ti drio siarad â hi? Pam lai?",
    "Beth sydd yn digwydd os wyt ti’n stopio? A phwy sy’n gwybod?",
    "Czy próbowałeś z nią porozmawiać? Dlaczego nie? Kto to robi?",
    "Co to jest? Do kogo to należy?",
    "Hast du versucht, mit ihr zu reden, weil ich glaube, dass sie es will?",
    "Was will man in so was? Was soll man da?",
    "Had we dat niet gedaan? Of was er een plan?",
    "Hvem vil have det? Hvad kan have det?",
    "Pourquoi est-ce que tu ne lui parles pas ? Parce que moi, je pense que oui ?",
    "¿Has probado a hablar con ella? ¿Por qué no?",
    "Hai provato a parlarle? Perché no?",
    "کیا آپ نے ان سے بات کی؟ کیوں نہیں؟",
    "🙂? 🙃?",
)
"""Advice, several at once and "because", in languages that nobody has written rules for."""


@dataclass(frozen=True)
class Question:
    """One line of a list."""

    fault: str
    asks: str
    words: str


def questions(name: str) -> list[Question]:
    lines = (LISTS / name).read_text().splitlines()
    return [Question(*line.split(" | ", 2)) for line in lines if line and not line.startswith("#")]


@dataclass(frozen=True)
class Figures:
    """How a list came out."""

    precision: float
    recall: float
    named: float
    wrongly: list[str]


def measure(page: Page, name: str) -> Figures:
    listed = questions(name)
    said = judged(page, [(one.words, one.asks) for one in listed])
    both = list(zip(listed, said, strict=True))
    hits = [(one, rule) for one, rule in both if one.fault != "good" and rule != "good"]
    wrongly = [one.words for one, rule in both if one.fault == "good" and rule != "good"]
    faulty = sum(one.fault != "good" for one in listed)
    named = sum(one.fault == rule for one, rule in hits)
    return Figures(len(hits) / (len(hits) + len(wrongly)), len(hits) / faulty, named / len(hits), wrongly)


HOLD_OUTS: Final = ("questions-after.txt", "questions-by-another.txt", "questions-unseen.txt")
"""Lists that the rules had not met when they were first measured by them."""


def judged(page: Page, tried: list[tuple[str, str]]) -> list[str]:
    answers: list[str] = page.evaluate(TRY, [list(one) for one in tried])
    return answers


@pytest.fixture(scope="module")
def page(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Page]:
    """One page for all: what is asked of it changes nothing."""
    with House(tmp_path_factory.mktemp("house")) as house, a_window(browser) as window:
        opened = window.new_page()
        opened.goto(house.url)
        yield opened


def test_the_list_is_what_it_says() -> None:
    listed = questions("questions.txt")
    assert len(listed) == len({one.words for one in listed}) == 200
    assert sum(one.fault == "good" for one in listed) == 100
    assert {one.fault for one in listed} == {"good"} | {rule["id"] for rule in BOOK["rules"]}
    others = [one.words for name in (*HOLD_OUTS, "questions-misleading.txt") for one in questions(name)]
    assert len(others) == len(set(others))
    assert not {one.words for one in listed} & set(others)


def test_whoever_is_prompted_has_nearly_always_given_cause(page: Page) -> None:
    found = measure(page, "questions.txt")
    assert found.precision >= 0.95, found.wrongly
    assert found.recall >= 0.9
    assert found.named >= 0.9


@pytest.mark.parametrize("name", HOLD_OUTS)
def test_it_holds_for_questions_that_the_rules_had_never_met(page: Page, name: str) -> None:
    found = measure(page, name)
    assert found.precision >= 0.9, found.wrongly
    assert found.recall >= 0.5  # half is let through, which is the right side to err on


def test_good_questions_in_the_shape_of_faulty_ones_are_left_alone(page: Page) -> None:
    listed = questions("questions-misleading.txt")
    said = judged(page, [(one.words, one.asks) for one in listed])
    wrongly = [one.words for one, rule in zip(listed, said, strict=True) if rule != "good"]
    assert len(wrongly) <= len(listed) * 0.05, wrongly


def test_a_closed_question_for_the_facts_is_never_prompted(page: Page) -> None:
    plain = (
        "Is it nights?",
        "Have you tried the bank office?",
        "Do you know her? Does she know you?",
        "Isn’t it the same team?",
        "On the ward, have you tried a second huddle?",
        "To be clear, did you try going to HR at the time?",
        "Does it happen every week? On Mondays?",
        "When you say team, do you mean the nurses? Or everybody?",
        "You need to report to the board each month, is that right?",
        "You should have six beds, but you have four: right?",
    )
    assert judged(page, [(words, "clarifying") for words in plain]) == ["good"] * len(plain)
    assert judged(page, [(plain[1], "exploring"), (plain[2], "exploring")]) == ["advice_in_disguise", "several_at_once"]


def test_advice_is_named_before_the_reason_that_is_given_for_it(page: Page) -> None:
    said = "Have you tried asking the bank staff? Because we did that."
    asked = ("clarifying", "exploring", "challenging", "reflecting")
    assert judged(page, [(said, asks) for asks in asked]) == ["advice_in_disguise"] * len(asked)


def test_nothing_is_said_about_a_language_without_rules(page: Page) -> None:
    assert judged(page, [(words, "exploring") for words in ELSEWHERE]) == ["good"] * len(ELSEWHERE)


@pytest.mark.parametrize("rule", BOOK["rules"], ids=lambda rule: str(rule["id"]))
def test_a_rules_own_examples_hold(page: Page, rule: dict[str, Any]) -> None:
    hits, misses = rule["examples"]["noticed"], rule["examples"]["left_alone"]
    assert hits
    assert misses
    assert judged(page, [(words, "exploring") for words in hits]) == [rule["id"]] * len(hits)
    assert judged(page, [(words, "exploring") for words in misses]) == ["good"] * len(misses)


def test_the_cards_keep_their_own_rules(page: Page) -> None:
    cards = BOOK["cards"]
    assert set(cards) == {"clarifying", "exploring", "challenging", "reflecting", "offering"}
    asked = [(words, kind) for kind, card in cards.items() if kind != "offering" for words in card["questions"]]
    assert judged(page, asked) == ["good"] * len(asked)


def test_no_pattern_holds_up_whoever_presses(page: Page) -> None:
    worst = [
        ("you tell them what there " + part * 200)[:500]
        for part in ("what and what ", "do you, do you ", "who who ", "“ ", "? ")
    ]
    took: float = page.evaluate(
        """async (all) => {
          const { noticed, readBooks } = (await import(document.scripts[0].src)).modules["asking.js"];
          const books = await readBooks();
          const began = performance.now();
          for (const words of all) noticed(words, "exploring", books);
          return performance.now() - began;
        }""",
        worst,
    )
    assert took < 3000
