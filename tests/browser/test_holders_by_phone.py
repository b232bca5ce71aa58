"""A holder by phone in the browser: their whole method through the desk; going back; a slip; a no after the close."""

from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, expect

from app.facilitation import commands as c
from tests.browser.tabs import Tabs
from tests.browser.test_seats import enter_it, entering
from tests.browser.together_house import Together

pytestmark = [pytest.mark.browser, pytest.mark.long, pytest.mark.timeout(300)]


def test_what_a_holder_by_phone_says_is_entered_and_a_slip_is_taken_out(tmp_path: Path, window: BrowserContext) -> None:
    with Together(tmp_path) as house:
        tabs = Tabs(house, window)
        for who in ("jo", "amina", "danny", "ruth"):
            tabs.join(who)
        house.to_step("r1.explore")
        # while she has a screen she goes back, and says so herself
        tabs.press("amina", "Back to Clarify")
        tabs.press("jo", "Open Explore")
        tabs.cannot_press("danny", "Back to Clarify")
        tabs["amina"].goto("about:blank")
        gone = tabs["danny"].get_by_text("The clock has stopped, and their time is kept.").first
        expect(gone).to_be_visible(timeout=20_000)
        tabs.press("jo", "about Amina")
        tabs.press("jo", "With us by phone")
        tabs.asked("danny", "What would help Amina think?")
        entering(tabs, "jo", "Amina")
        tabs.choose("jo", "A time to think")
        enter_it(tabs, "jo")
        tabs.asked("danny", "Amina is thinking.")
        tabs.press("jo", "Amina is ready for the next question")
        entering(tabs, "jo", "Amina")
        tabs.choose("jo", "The issue in other words")
        tabs.write("jo", "Other words for", "Whoes beds?")
        enter_it(tabs, "jo")
        tabs.sees("danny", "Whoes beds?")
        tabs.press("jo", "about Amina")
        tabs.press("jo", "Take it out The issue in other words")
        expect(tabs["danny"].get_by_text("Whoes beds?")).to_have_count(0)
        tabs["jo"].keyboard.press("Escape")
        # to whom the chair can be given: nobody by phone, and not the holder
        tabs.press("jo", "Hand over the chair")
        dialog = tabs["jo"].get_by_role("dialog")
        expect(dialog.get_by_role("button", name="Danny")).to_be_visible()
        expect(dialog.get_by_role("button", name="Amina")).to_have_count(0)
        tabs["jo"].keyboard.press("Escape")
        entering(tabs, "jo", "Amina")
        tabs.choose("jo", "Suggestions")
        enter_it(tabs, "jo")
        tabs.asked("danny", "Amina asks for suggestions.")
        # what is written is at the desk, to be read out to her
        tabs.write("danny", "A suggestion", "Ask who else waits at eleven.")
        tabs.press("danny", "Offer it")
        tabs.sees("jo", "Could you read these out?")
        tabs.sees("jo", "Ask who else waits at eleven.")
        # while the airspace is hers the table keeps still; the desk knows her as she is, and enters for her
        house.to_step("r1.reflect")
        expect(tabs["jo"].locator(".people li", has_text="Amina")).to_contain_text("by phone")
        expect(tabs["jo"].locator(".people li", has_text="Amina")).not_to_contain_text("by text")
        expect(tabs["jo"].get_by_role("button", name="Enter for Amina")).to_be_visible()
        tabs.nothing_to_complain()


def test_what_is_entered_first_is_what_the_moment_asks_for(tmp_path: Path, window: BrowserContext) -> None:
    with Together(tmp_path) as house:
        tabs = Tabs(house, window)
        for who in ("jo", "amina", "danny"):
            tabs.join(who)
        house.to_step("check-in")
        dialog = tabs["jo"].get_by_role("dialog")
        chosen = dialog.get_by_role("radio", checked=True)

        def opened(name: str) -> None:
            entering(tabs, "jo", name)
            expect(dialog.get_by_role("radio").first).to_be_attached()

        # nothing that is said already is said again by mistake
        opened("Danny")
        expect(chosen).to_have_count(0)
        tabs.choose("jo", "What we agreed")
        expect(chosen).to_have_count(2)
        enter_it(tabs, "jo")
        opened("Danny")
        tabs.choose("jo", "What we agreed")
        expect(chosen).to_have_count(1)
        tabs["jo"].keyboard.press("Escape")
        house.to_step("asking")
        opened("Danny")
        expect(chosen).not_to_have_count(0)
        tabs.choose("jo", "Nothing today")
        enter_it(tabs, "jo")
        opened("Danny")
        expect(chosen).to_have_count(0)
        tabs["jo"].keyboard.press("Escape")
        house.to_step("r1.explore")
        opened("Amina")
        expect(chosen).to_have_count(0)
        tabs.nothing_to_complain()


def test_after_the_close_each_says_yes_or_no_on_their_own_page(tmp_path: Path, window: BrowserContext) -> None:
    with Together(tmp_path) as house:
        tabs = Tabs(house, window)
        for who in ("jo", "amina", "danny"):
            tabs.join(who)
        house.to_step("close")
        action = c.TakeAction(what="Ring the bed manager")
        house.give("jo", c.EnterFor(person="danny", entry=action), c.CloseSession())
        tabs.sees("danny", "you can still say whether that’s what you said")
        tabs.press("danny", "That’s not what I said")
        tabs.sees("danny", "Thank you. That’s noted.")
        assert not house.state.actions
        expect(tabs["danny"].locator("li", has_text="Ring the bed manager").get_by_role("status")).to_be_visible()
        tabs.nothing_to_complain()
