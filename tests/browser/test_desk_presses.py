"""The desk's other presses, in the browser: a plan made anew, a step back, lost time, how the review ends."""

from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Locator, expect

from app.facilitation import commands as c
from app.facilitation.terms import HOUR, MINUTE
from tests.browser.tabs import Tabs
from tests.browser.together_house import Together

pytestmark = [pytest.mark.browser, pytest.mark.long, pytest.mark.timeout(300)]


def in_plan(tabs: Tabs, who: str, name: str) -> Locator:
    """The round of this name, in the plan beside."""
    return tabs[who].locator("#plan > ol > li > span").get_by_text(name, exact=True)


def opens_another(tabs: Tabs, step: str) -> None:
    tabs.press("jo", "Open another step")
    dialog = tabs["jo"].get_by_role("dialog")
    dialog.get_by_role("button", name=f"Open {step}", exact=True).click()
    expect(dialog).to_have_count(0)


def test_the_plan_is_made_anew_a_round_is_added_and_a_step_opened_again(tmp_path: Path, window: BrowserContext) -> None:
    with Together(tmp_path) as house:
        tabs = Tabs(house, window)
        for who in ("jo", "amina", "danny"):
            tabs.join(who)
        house.to_step("asking")
        house.agree()
        expect(in_plan(tabs, "danny", "Amina")).to_be_visible()
        expect(in_plan(tabs, "danny", "Danny")).to_have_count(0)
        # from what was agreed, with somebody added: before the set again
        tabs.press("jo", "Share the time out anew")
        tabs.press("jo", "Begin from what was agreed")
        tabs.sees("jo", "20 of ")  # what Amina was given is where it begins
        tabs.press("jo", "Add Danny")
        tabs.look("shared-anew", "jo")
        tabs.press("jo", "Put this instead")
        tabs.asked("danny", "Jo puts an order of our own to the set. Is anyone not content?")
        tabs.press("danny", "I’m content")
        tabs.press("jo", "The set is content")
        expect(in_plan(tabs, "amina", "Danny")).to_be_visible()
        # a round more, once the first is open
        tabs.press("jo", "Open Amina: Present")
        tabs.press("amina", "I’ve said what I wanted to say")
        tabs.press("jo", "Change the plan")
        tabs.press("jo", "Add a round for Ruth")
        tabs.look("round-added", "jo")
        tabs.press("jo", "Back to the desk")
        for who in ("amina", "danny"):
            expect(in_plan(tabs, who, "Ruth")).to_be_visible()
        # back to a step that has been open
        tabs.press("jo", "Open another step")
        tabs.sees("jo", "has been open")
        tabs.look("another-step", "jo")
        tabs["jo"].keyboard.press("Escape")
        opens_another(tabs, "Present")
        tabs.asked("danny", "Amina has the airspace")
        # an outage's time is given back
        tabs.cannot_press("jo", "Give back the lost time")
        house.note(c.NoteOutage(lost=4 * MINUTE))
        tabs.look("lost-time", "jo")
        before = length(house)
        tabs.press("jo", "Give back the lost time")
        tabs.cannot_press("jo", "Give back the lost time")
        assert length(house) == before + 4 * MINUTE
        tabs.sees("amina", f"of {round(length(house) / MINUTE)} minutes")
        tabs.nothing_to_complain()


def length(house: Together) -> int:
    timer = house.state.timer
    assert timer is not None
    return timer.length


def test_a_review_is_given_ten_minutes_ended_as_planned_and_left_for_later(
    tmp_path: Path, window: BrowserContext
) -> None:
    with Together(tmp_path) as house:
        tabs = Tabs(house, window)
        for who in ("jo", "amina", "danny"):
            tabs.join(who)
        house.to_step("review")
        tabs.button("jo", "If time runs short in the review").wait_for()
        house.forward(2 * HOUR + 5 * MINUTE)
        house.give("danny", c.SayOverheard())  # whatever is sent to a page tells it the time
        tabs.sees("jo", "Time is running out. How shall we end?")
        tabs.look("review-runs-out", "jo")
        for who in ("amina", "danny"):
            expect(tabs[who].get_by_text("How shall we end?")).to_have_count(0)
        ends = house.state.ends_at
        finish = tabs["amina"].locator(".finish strong")
        foretold = finish.inner_text()
        tabs.press("jo", "Ten minutes more")
        expect(tabs["jo"].get_by_text("How shall we end?")).to_have_count(0)
        assert house.state.ends_at >= ends + 10 * MINUTE
        expect(finish).not_to_have_text(foretold)
        tabs.press("jo", "If time runs short in the review")
        tabs.press("jo", "Go to the close, as planned")
        tabs.sees("amina", "This is what you take away.")
        # the set would look back after all, and then rather later, each alone
        opens_another(tabs, "Process review")
        tabs.asked("danny", "How well did we work together?")
        tabs.press("jo", "Each looks back later")
        tabs.sees("jo", "The session would close now for everybody.")
        tabs.press("jo", "No, go on")
        tabs.press("jo", "Each looks back later")
        tabs.press("jo", "Close, and look back later")
        for who in ("amina", "danny"):
            tabs.sees(who, "The session ended before its review.")
        tabs.write("amina", "What I learned today", "I ask more than I thought.")
        tabs.press("amina", "Keep my review")
        tabs.sees("amina", "Kept, thank you.")
        tabs.nothing_to_complain()
