"""The prompt before a question is asked: private, overruled in one press, and heard of by nobody."""

import json
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.house import House
from tests.browser.tabs import Tabs

pytestmark = [pytest.mark.browser, pytest.mark.timeout(240)]

PROMPT = "Would you like to make this more open?"
ADVICE = "Have you tried just talking to her?"
NOTICE = "There may be a suggestion inside it. What might you ask if you didn’t know the answer?"
ALONE = "Only you see this, and nothing is kept of it."


class Overheard:
    """All that leaves the windows' pages: frames and requests."""

    def __init__(self, window: BrowserContext) -> None:
        self.sent: list[str] = []
        window.on("page", self._listen)

    def _listen(self, page: Page) -> None:
        page.on("websocket", lambda line: line.on("framesent", lambda frame: self.sent.append(str(frame))))
        page.on("request", lambda request: self.sent.append(f"{request.url} {request.post_data or ''}"))

    def given(self, kind: str) -> list[dict[str, Any]]:
        messages = [json.loads(one) for one in self.sent if one.startswith('{"type":"give"')]
        return [one["command"] for one in messages if one["command"]["type"] == kind]


def to_clarify(tabs: Tabs) -> None:
    for who in ("jo", "amina", "danny", "ruth"):
        tabs.join(who)
    tabs.press("jo", "Open Check-in")
    for who in ("amina", "danny", "ruth"):
        tabs.press(who, "I’ve finished")
    tabs.press("jo", "Open Asking for time")
    tabs.choose("amina", "I’d like time")
    tabs.write("amina", "What it’s about, in a line", "By eleven, our unit has become a waiting area for beds.")
    tabs.press("amina", "Ask, and show everybody")
    tabs.sees("ruth", "By eleven")
    tabs.press("jo", "Put this to the set")
    tabs.press("jo", "The set is content")
    tabs.press("jo", "Open Amina: Present")
    tabs.press("amina", "I’ve said what I wanted to say")
    tabs.asked("ruth", "What would help Amina think?")


def prepare(tabs: Tabs, who: str, words: str) -> None:
    tabs.write(who, "A question to prepare", words)
    tabs.press(who, "Put it on my pad")
    expect(tabs[who].locator(".pad .slip").filter(has_text=words)).to_be_visible()


def prompted(tabs: Tabs, who: str) -> None:
    """The prompt is there, and whoever cannot see it is told: the focus is on it."""
    group = tabs[who].get_by_role("group", name=PROMPT)
    expect(group).to_be_visible()
    expect(group).to_be_focused()
    expect(group).to_have_accessible_description(f"{NOTICE} {ALONE}")


def not_prompted(tabs: Tabs, who: str) -> None:
    expect(tabs[who].get_by_text(PROMPT)).to_have_count(0)


@pytest.mark.parametrize("by", ["mouse", pytest.param("keyboard", marks=pytest.mark.long)])
def test_advice_in_disguise_is_prompted_and_asked_all_the_same(tmp_path: Path, window: BrowserContext, by: str) -> None:
    overheard = Overheard(window)
    with House(tmp_path) as house:
        tabs = Tabs(house, window, keyboard=by == "keyboard")
        to_clarify(tabs)
        in_clarify(tabs)
        tabs.press("jo", "Open Explore")
        tabs.sees("ruth", "Questions that help somebody think")  # the open card follows the step
        in_writing(tabs)
        in_my_turn(tabs)
        how_to_offer(tabs)
        nothing_left(tabs, overheard)
        tabs.nothing_to_complain()


def in_clarify(tabs: Tabs) -> None:
    tabs.press("ruth", "Questions that help here")
    tabs.sees("ruth", "Questions for the facts")
    tabs.write("ruth", "A question to prepare", "Have you tried it at weekends?")
    expect(tabs["ruth"].get_by_role("radio", name="clarifying")).to_be_checked()
    tabs.press("ruth", "Put it on my pad")
    tabs.press("ruth", "Send it in writing instead")
    tabs.has("amina", "Have you tried it at weekends?")
    not_prompted(tabs, "ruth")


def in_writing(tabs: Tabs) -> None:
    page = tabs["ruth"]
    prepare(tabs, "ruth", ADVICE)
    tabs.look("card", "ruth")
    tabs.press("ruth", "Questions that help here")
    tabs.press("ruth", "Send it in writing instead")
    prompted(tabs, "ruth")
    tabs.look("open-up", "ruth")
    # Escape leaves it, and nothing was asked
    page.get_by_role("group", name=PROMPT).focus()
    page.keyboard.press("Escape")
    not_prompted(tabs, "ruth")
    expect(page.get_by_role("button", name="Send it in writing instead")).to_be_focused()
    expect(tabs["amina"].get_by_text(ADVICE)).to_have_count(0)
    # reword keeps the words
    tabs.press("ruth", "Send it in writing instead")
    prompted(tabs, "ruth")
    tabs.press("ruth", "Reword it")
    expect(page.get_by_label("The question", exact=True)).to_have_value(ADVICE)
    expect(page.get_by_label("The question", exact=True)).to_be_focused()
    tabs.press("ruth", "Leave it as it was")
    # as it is: one press
    tabs.press("ruth", "Send it in writing instead")
    prompted(tabs, "ruth")
    expect(tabs["amina"].get_by_text(ADVICE)).to_have_count(0)
    tabs.press("ruth", "Ask it as it is")
    tabs.has("amina", ADVICE)
    # and the same words are not called on again
    prepare(tabs, "ruth", ADVICE)
    tabs.press("ruth", "Send it in writing instead")
    expect(page.locator(".pad .slip")).to_have_count(0)
    not_prompted(tabs, "ruth")
    # nor are words in a language without rules, or an open question
    for words in ("Beth am i ti drio siarad â hi? Pam lai?", "What have you tried?"):
        prepare(tabs, "ruth", words)
        tabs.press("ruth", "Send it in writing instead")
        tabs.has("amina", words)


def in_my_turn(tabs: Tabs) -> None:
    prepare(tabs, "danny", "Why don’t you move the huddle to half past seven?")
    tabs.press("danny", "Put my hand up")
    tabs.press("amina", "First question, please")
    tabs.asked("danny", "It’s your question")
    tabs.press("danny", "Ask this")
    prompted(tabs, "danny")
    tabs.look("open-up", "danny")
    tabs.press("danny", "Reword it")
    box = tabs["danny"].get_by_label("The question", exact=True)
    expect(box).to_have_value("Why don’t you move the huddle to half past seven?")
    box.fill("What would a good huddle be like?")
    tabs.press("danny", "Keep the change")
    tabs.press("danny", "Ask this")
    tabs.has("amina", "What would a good huddle be like?")
    not_prompted(tabs, "danny")
    # nor is it otherwise for a question that is written on the spot
    spoken = "Have you thought of asking the GPs to ring first?"
    tabs.press("danny", "Write it instead")
    tabs.write("danny", "In writing, to everybody here", spoken)
    tabs.press("danny", "Say it")
    prompted(tabs, "danny")
    tabs.look("open-up-line", "danny")
    tabs.press("danny", "Reword it")
    box = tabs["danny"].get_by_label("In writing, to everybody here")
    expect(box).to_be_focused()
    expect(box).to_have_value(spoken)
    tabs.press("danny", "Say it")
    expect(tabs["amina"].get_by_text(spoken)).to_have_count(0)
    tabs.press("danny", "Ask it as it is")
    tabs.has("amina", spoken)
    expect(box).to_have_value("")


def how_to_offer(tabs: Tabs) -> None:
    tabs.press("amina", "Ask for suggestions")
    tabs.asked("danny", "Amina asks for suggestions")
    tabs.press("danny", "How to offer")
    tabs.sees("danny", "Offer one thing, briefly, and let it go.")
    tabs.look("how-to-offer", "danny")
    # advice has been asked for, so nothing is said about it
    tabs.press("ruth", "Put my hand up")
    tabs.press("jo", "Take Ruth’s hand")
    tabs.press("ruth", "Write it instead")
    tabs.write("ruth", "In writing, to everybody here", "Have you tried a stand-up at eight?")
    tabs.press("ruth", "Say it")
    tabs.has("amina", "Have you tried a stand-up at eight?")
    not_prompted(tabs, "ruth")


def nothing_left(tabs: Tabs, overheard: Overheard) -> None:
    """What was prompted leaves the browser in the very shape of what was not."""
    asked = overheard.given("ask_question")
    assert len(asked) == 6
    assert all(set(one) == {"type", "question"} for one in asked)
    everything = "\n".join(overheard.sent).lower()
    assert "asking.en-gb.json" in everything  # the rules come to the browser; the words do not go to the rules
    for trace in ("advice_in_disguise", "more open", "notice", "overrul", "prompt", "open_up=", "as it is"):
        assert trace not in everything.replace("/js/parts/notices.js", "").replace("/js/parts/open_up.js", ""), trace
    for who in ("ruth", "danny"):
        kept = tabs[who].evaluate("() => JSON.stringify([{...localStorage}, {...sessionStorage}])")
        assert ADVICE not in kept
        assert "huddle" not in kept


@pytest.mark.long
def test_without_its_rules_every_question_is_asked(tmp_path: Path, window: BrowserContext) -> None:
    window.route("**/texts/asking.*", lambda route: route.fulfill(status=404, body="{}"))
    with House(tmp_path) as house:
        tabs = Tabs(house, window)
        to_clarify(tabs)
        tabs.press("jo", "Open Explore")
        prepare(tabs, "ruth", ADVICE)
        tabs.press("ruth", "Send it in writing instead")
        tabs.has("amina", ADVICE)
        not_prompted(tabs, "ruth")
        tabs.nothing_to_complain_but("404")
