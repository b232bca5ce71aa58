"""The opposite floor, in the browser: the client listens, heard by nobody, while the others think aloud."""

from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext

from tests.browser.house import House
from tests.browser.tabs import Tabs

pytestmark = [pytest.mark.browser, pytest.mark.timeout(180)]


def test_in_a_troika_the_others_talk_and_the_client_listens(tmp_path: Path, window: BrowserContext) -> None:
    with House(tmp_path, round_format="troika") as house:
        tabs = Tabs(house, window)
        for who in ("jo", "amina", "danny", "ruth"):
            tabs.join(who)
        tabs.press("jo", "Open Check-in")
        for who in ("amina", "danny", "ruth"):
            tabs.press(who, "I’ve finished")
        tabs.press("jo", "Open Asking for time")
        tabs.choose("amina", "I’d like time")
        tabs.write("amina", "What it’s about, in a line", "Two consultants, two ways of running the unit.")
        tabs.press("amina", "Ask, and show everybody")
        tabs.sees("ruth", "Two consultants")
        tabs.press("jo", "Put this to the set")
        tabs.press("jo", "The set is content")
        tabs.press("jo", "Open Amina: Share")
        tabs.asked("ruth", "Amina has the airspace")
        tabs.press("jo", "Open Clarify")
        tabs.press("jo", "Open The consultants talk")
        tabs.asked("amina", "Only listen.")
        tabs.asked("danny", "Think aloud together")
        tabs.cannot_press("amina", "Write it instead")
        assert tabs.hacks("amina", {"type": "say_line", "words": "but I"}) == ["not_yours"]
        assert tabs.hacks("jo", {"type": "say_line", "words": "and I"}) == ["not_yours"]
        tabs.say("danny", "What if they met once a week?")
        tabs.sees("amina", "What if they met once a week?")
        tabs.look("troika", "amina", "danny", "jo")
        tabs.press("jo", "Open The client reflects")
        tabs.asked("amina", "What have you heard")
        tabs.nothing_to_complain()
