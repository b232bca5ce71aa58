"""What the last session left over, in the browser: a bid without time, and what is entered of an action."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, expect

from tests.browser.tabs import Tabs
from tests.browser.test_seats import enter_it, entering
from tests.browser.together_house import Together

pytestmark = [pytest.mark.browser, pytest.mark.long, pytest.mark.timeout(300)]

CARRIED = "Keeping the weekend going with half a team"


def test_a_carried_bid_is_asked_for_again_and_taken_back_and_what_came_of_an_action_is_entered(
    tmp_path: Path, window: BrowserContext
) -> None:
    with Together(tmp_path, example=True) as house:
        tabs = Tabs(house, window)
        for who in ("jo", "amina", "danny", "priya"):
            tabs.join(who)
        house.to_step("check-in")
        entered(house, tabs)
        house.to_step("asking")
        tabs.sees("priya", "There was no room for this last time")
        tabs.sees("danny", CARRIED)
        tabs.sees("danny", "carried over")
        tabs.look("carried", "priya", "danny")
        tabs.press("priya", "Ask for this again")
        tabs.sees("priya", "The set sees this.")
        expect(tabs["danny"].get_by_text("carried over")).to_have_count(0)
        tabs.sees("danny", CARRIED)
        tabs.press("priya", "Take mine back")
        for who in ("danny", "jo", "priya"):
            expect(tabs[who].get_by_text(CARRIED)).to_have_count(0)
        tabs.asked("priya", "What would you like time for?")
        tabs.nothing_to_complain()


def entered(house: Together, tabs: Tabs) -> None:
    """What Amina says aloud: what came of her action, and that she must leave."""
    entering(tabs, "jo", "Amina")
    tabs.choose("jo", "Partly")
    tabs.write("jo", "What they learned from it", "Listening takes a morning.")
    tabs.look("enter-report", "jo")
    enter_it(tabs, "jo")
    expect(tabs["danny"].get_by_text("Listening takes a morning.")).to_have_count(0)
    tabs.press("jo", "On from Amina")  # with her turn over it is the set's to see
    told = tabs["danny"].locator("section", has_text="What came of last time’s actions")
    for words in ("Partly", "Listening takes a morning.", "entered for Amina by Jo"):
        expect(told.get_by_text(words)).to_be_visible()
    tabs.sees("amina", "Jo entered this at your word.")
    tabs.look("report-told", "danny")
    entering(tabs, "jo", "Amina")
    tabs.choose("jo", "Leaving early")
    late = datetime.fromtimestamp(house.state.starts_at / 1000, UTC).strftime("%H:59")  # not past, and the same day
    tabs["jo"].get_by_role("dialog").get_by_label("Leaves at").fill(late)
    enter_it(tabs, "jo")
    tabs.sees("amina", f"You leave at {late}; the plan will heed it.")
    tabs.sees("jo", f"leaves {late}")
    expect(tabs["danny"].get_by_text(late)).to_have_count(0)
