"""Who keeps time, in the browser: an offer, an objection, a stand-in, a second facilitator, and the way back."""

from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, expect

from app.facilitation.terms import SECOND
from tests.browser.tabs import Tabs
from tests.browser.together_house import Together
from tests.cast import JO, SAM

pytestmark = [pytest.mark.browser, pytest.mark.timeout(300)]

YOURS = "You keep time just now."


def hangs_up(house: Together, tabs: Tabs, who: str) -> None:
    tabs.tabs.pop(who).close()
    house.gone(who)


def test_a_member_offers_to_keep_time_and_the_facilitator_takes_it_back(tmp_path: Path, window: BrowserContext) -> None:
    with Together(tmp_path) as house:
        tabs = Tabs(house, window)
        for who in ("jo", "amina", "danny", "ruth"):
            tabs.join(who)
        house.to_step("asking")
        hangs_up(house, tabs, "jo")
        tabs.sees("ruth", "Jo’s line has dropped.")
        tabs.cannot_press("ruth", "I’ll keep time")
        house.forward(21 * SECOND)
        tabs.press("danny", "I’ll keep time")
        tabs.sees("danny", "You’ve offered to keep time.")
        for who in ("amina", "ruth"):
            tabs.sees(who, "Danny offers to keep time, and does so in")
            tabs.cannot_press(who, "I’ll keep time")
        tabs.look("keep-time-offered", "danny", "ruth")
        chair_away = tabs["ruth"].locator("section", has_text="Danny offers to keep time")
        chair_away.get_by_role("button", name="Not just now").click()
        tabs.sees("danny", "Nobody keeps time just now.")
        # somebody else offers, nobody objects, and the desk is theirs
        tabs.press("ruth", "I’ll keep time")
        tabs.sees("danny", "Ruth offers to keep time")
        house.forward(16 * SECOND)
        tabs.sees("ruth", YOURS)
        for who in ("amina", "danny"):
            expect(tabs[who].get_by_text("keeps time just now")).to_have_count(0)
            expect(tabs.button(who, "A word to Ruth")).to_be_visible()
        tabs.look("keeps-time", "ruth")
        tabs["ruth"].get_by_role("main").get_by_role("link", name="To the desk").click()
        tabs.sees("ruth", "What people ask for is theirs alone")
        # back again, the facilitator listens until they take it, by one press
        tabs.join("jo")
        tabs.sees("jo", "Ruth has the chair. You can listen, or take it back.")
        tabs.cannot_press("jo", "Open ")
        tabs.look("chair-elsewhere", "jo")
        tabs.press("jo", "Take the chair")
        expect(tabs.button("danny", "A word to Jo")).to_be_visible()
        tabs.asked("ruth", "What would you like time for?")  # from the desk, their page is the room again
        expect(tabs["ruth"].get_by_text(YOURS)).to_have_count(0)
        tabs.cannot_press("jo", "Take the chair")
        tabs.nothing_to_complain()


@pytest.mark.long
def test_a_second_facilitator_a_stand_in_and_a_chair_that_is_handed_over(
    tmp_path: Path, window: BrowserContext
) -> None:
    with Together(tmp_path, facilitators=(JO, SAM), stand_in="maureen") as house:
        tabs = Tabs(house, window)
        for who in ("jo", "sam", "amina"):
            tabs.join(who)
        house.to_step("check-in")
        tabs.sees("sam", "Jo has the chair.")
        tabs.cannot_press("sam", "On from Amina")
        hangs_up(house, tabs, "jo")
        # the stand-in isn't here, so the other facilitator has the chair, with nothing to press for it
        expect(tabs.button("sam", "On from Amina")).to_be_visible()
        expect(tabs.button("amina", "A word to Sam")).to_be_visible()
        tabs.cannot_press("amina", "I’ll keep time")
        tabs.join("maureen")
        house.give("maureen")  # nothing; but her line is noted by now
        hangs_up(house, tabs, "sam")
        tabs.sees("maureen", YOURS)
        expect(tabs.button("amina", "A word to Maureen")).to_be_visible()
        tabs["maureen"].get_by_role("main").get_by_role("link", name="To the desk").click()
        tabs.press("maureen", "On from Amina")
        tabs.asked("amina", "Maureen checks in")
        tabs.look("stand-in", "maureen")
        tabs.join("jo")
        tabs.press("jo", "Take the chair")
        expect(tabs.button("amina", "A word to Jo")).to_be_visible()
        # handed over beside their name
        tabs.press("jo", "about Amina")
        tabs["jo"].get_by_role("dialog").get_by_role("button", name="Hand the chair to Amina").click()
        tabs.sees("amina", YOURS)
        tabs.sees("jo", "Amina has the chair.")
        expect(tabs.button("maureen", "A word to Amina")).to_be_visible()
        tabs.nothing_to_complain()
