"""The page keeps to what is asked now: the right box first, the newest in sight, and an end that is told as it is."""

import json
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from app.facilitation import commands as c
from app.facilitation.plan import Share
from app.facilitation.terms import Sharing
from tests.browser.tabs import Tabs
from tests.browser.together_house import HEADLINE, Together

pytestmark = [pytest.mark.browser, pytest.mark.long, pytest.mark.timeout(300)]

BOX = "In writing, to everybody here"
OWN = "What it’s about, in a line"


def scrolled_down(page: Page) -> None:
    page.set_viewport_size({"width": 390, "height": 500})
    page.evaluate("() => scrollTo(0, document.body.scrollHeight)")
    page.wait_for_function("() => scrollY > 40")


def test_an_issue_is_not_written_into_the_box_that_everybody_reads(tmp_path: Path, window: BrowserContext) -> None:
    with Together(tmp_path) as house:
        tabs = Tabs(house, window)
        for who in ("jo", "amina", "danny", "ruth"):
            tabs.join(who)
        for who in ("amina", "danny"):
            tabs.press(who, "Write it instead")
        tabs.write("danny", BOX, "I’ll be with you")
        house.to_step("asking")
        tabs.asked("amina", "What would you like time for?")
        # an empty box is put away with its stage; whoever has begun to write goes on, beneath what is asked of them
        expect(tabs["amina"].get_by_label(BOX)).to_have_count(0)
        expect(tabs["danny"].get_by_label(BOX)).to_have_value("I’ll be with you")
        assert tabs["danny"].evaluate(
            "() => !!(document.getElementById('headline').compareDocumentPosition(document.getElementById('say-line'))"
            " & Node.DOCUMENT_POSITION_FOLLOWING)"
        )
        # a proposal is seen once it is put, also by whoever has an empty box before them
        house.give("amina", HEADLINE)
        tabs.press("ruth", "Write it instead")
        for who in ("ruth", "danny"):
            scrolled_down(tabs[who])
            tabs[who].get_by_label(BOX).focus()
        house.give("jo", c.ProposeAgenda(sharing=Sharing.OWN, rounds=(Share(holder="amina", minutes=20),)))
        tabs["ruth"].wait_for_function("() => scrollY === 0")
        assert tabs["danny"].evaluate("() => scrollY") > 0
        tabs.nothing_to_complain()


def test_an_end_at_once_is_told_as_it_is_at_the_desk_and_to_each(tmp_path: Path, window: BrowserContext) -> None:
    with Together(tmp_path) as house:
        tabs = Tabs(house, window)
        for who in ("jo", "danny", "ruth"):
            tabs.join(who)
        tabs.press("jo", "Open Check-in")
        tabs.press("jo", "End now")
        tabs.sees("jo", "waits three days on each person’s own page")
        tabs["jo"].get_by_role("dialog").get_by_role("button", name="End now").click()
        tabs.sees("jo", "Thank you, Jo.")
        tabs.sees("jo", "The session ended before its review.")
        tabs.sees("jo", "My own page")
        tabs.cannot_press("jo", "I can’t hear")
        for gone in ("Check-in", "not with us yet", "Today"):
            expect(tabs["jo"].get_by_text(gone)).to_have_count(0)
        tabs.look("ended-desk", "jo")
        page = tabs["danny"]
        tabs.sees("danny", "The session ended before its review.")
        expect(page.get_by_text("You take nothing away")).to_have_count(0)
        explanation = page.get_by_role("main").get_by_text("The session ended before its review.")
        boxes = (explanation, page.get_by_text("somebody outside this room"), page.get_by_role("radiogroup").first)
        heights = [box["y"] for each in boxes if (box := each.bounding_box())]
        assert heights == sorted(heights)
        assert len(heights) == len(boxes)
        tabs.look("ended-at-once", "danny")
        tabs.nothing_to_complain()


def test_whoever_comes_by_text_leaves_no_voice_behind(tmp_path: Path, window: BrowserContext) -> None:
    with Together(tmp_path) as house:
        tabs = Tabs(house, window)
        page = tabs.join("ruth")
        sent: list[str] = []
        page.on("websocket", lambda line: line.on("framesent", lambda frame: sent.append(json.loads(frame)["type"])))
        # as after a browser has broken off, whose voice the server still keeps a place for
        page.evaluate("""() => localStorage.setItem("airspace.voice", '{"way": "text"}')""")
        page.reload()
        page.wait_for_selector("main.room")
        tabs.sees("ruth", "You’re here by text")
        assert "leave_voice" in sent[sent.index("hello") :]
        tabs.nothing_to_complain()
