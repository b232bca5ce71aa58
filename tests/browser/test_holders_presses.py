"""What the holder may press in their own round, in the browser: the pause's answers, more time, other words."""

from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, expect

from app.facilitation import commands as c
from app.facilitation.terms import MINUTE
from tests.browser.tabs import Tabs
from tests.browser.together_house import HEADLINE, Together

pytestmark = [pytest.mark.browser, pytest.mark.long, pytest.mark.timeout(300)]

ONLY_YOU = "Amina, only you are asked this. What would help?"


def test_a_holder_rewords_takes_longer_pauses_thinks_and_stops(tmp_path: Path, window: BrowserContext) -> None:
    with Together(tmp_path) as house:
        tabs = Tabs(house, window)
        for who in ("jo", "amina", "danny"):
            tabs.join(who)
        house.to_step("r1.present")
        tabs.asked("danny", "Amina has the airspace")
        pauses(tabs)
        takes_longer(house, tabs)
        tabs.press("amina", "I’ve said what I wanted to say")
        rewords(tabs)
        house.to_step("r1.explore")
        thinks_and_is_ready(house, tabs)
        tabs.press("amina", "Pause together")
        tabs.press("amina", "Stop here")
        # the round is over for everybody; no other follows, so the set looks back
        for who in ("amina", "danny"):
            tabs.asked(who, "How well did we work together?")
        tabs.nothing_to_complain()


def pauses(tabs: Tabs) -> None:
    tabs.press("amina", "Pause together")
    tabs.sees("amina", ONLY_YOU)
    tabs.asked("danny", "There’s no hurry. Amina says when we go on.")
    for who in ("danny", "jo"):
        expect(tabs[who].get_by_text("What would help?")).to_have_count(0)
        tabs.cannot_press(who, "Stop here")
    tabs.press("amina", "A short break")
    tabs.asked("danny", "A short break, as long as Amina needs.")
    tabs.cannot_press("amina", "A short break")
    tabs.look("short-break", "amina", "danny", "jo")
    tabs.press("amina", "Let the set in")
    tabs.asked("danny", "Amina has let the set in; anyone may speak.")
    tabs.look("set-let-in", "amina", "danny")
    tabs.press("amina", "Carry on")
    tabs.asked("danny", "Amina has the airspace")


def takes_longer(house: Together, tabs: Tabs) -> None:
    tabs.cannot_press("amina", "Two minutes more, please")
    house.forward(10 * MINUTE)
    house.give("danny", c.RaiseHand())  # kept from the holder, whose page is told the time by the next beat
    tabs.button("amina", "Two minutes more, please").wait_for()
    tabs.sees("amina", "Finish your thought; nobody will cut you off.")
    expect(tabs["jo"].get_by_text("A little over").first).to_be_attached()
    tabs.look("holder-over", "amina")
    tabs.press("amina", "Two minutes more, please")
    tabs.sees("amina", "Nobody will break in. Take your time.")


def rewords(tabs: Tabs) -> None:
    tabs.sees("danny", HEADLINE.headline)
    tabs.cannot_press("danny", "Change")
    tabs["amina"].get_by_role("button", name="Change", exact=True).click()
    tabs["amina"].get_by_label("The issue, in your own words").fill("Whose beds are these?")
    tabs.look("rewording", "amina")
    tabs.press("amina", "Say it so")
    for who in ("amina", "danny"):
        tabs.sees(who, "Whose beds are these?")
        expect(tabs[who].get_by_text(HEADLINE.headline)).to_have_count(0)


def thinks_and_is_ready(house: Together, tabs: Tabs) -> None:
    tabs.asked("danny", "Your hand is up.")
    tabs.press("amina", "First question, please")  # Danny's hand has been up since the airspace
    tabs.asked("amina", "Danny asks you.")
    tabs.press("amina", "Let me think")
    tabs.asked("danny", "Amina is thinking.")
    tabs.press("amina", "I’m ready to answer")
    tabs.asked("amina", "Danny asks you.")
    tabs.asked("danny", "It’s your question.")
