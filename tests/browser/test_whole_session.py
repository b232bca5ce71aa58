"""Seven tabs in one real Chromium live through a whole session, and try to break its rules on the way."""

import pytest
from playwright.sync_api import BrowserContext, expect

from tests.browser.house import House
from tests.browser.tabs import Tabs

pytestmark = [pytest.mark.browser, pytest.mark.timeout(420)]


@pytest.mark.parametrize("by", [pytest.param("mouse", marks=pytest.mark.long), "keyboard"])
def test_seven_tabs_live_through_a_whole_session(example_house: House, window: BrowserContext, by: str) -> None:
    tabs = Tabs(example_house, window, keyboard=by == "keyboard")
    tabs.join_all()
    lobby(tabs)
    check_in(tabs)
    asking_for_time(tabs)
    first_round(tabs)
    second_round(tabs)
    process_review(tabs)
    close(tabs)
    tabs.nothing_to_complain()


def lobby(tabs: Tabs) -> None:
    tabs.all_asked("Get a cup of tea.")
    tabs.press("ruth", "Still content with this")
    tabs.press("ruth", "I’m ready")
    tabs.say("amina", "Good afternoon, everybody")
    tabs.sees("priya", "Good afternoon, everybody")
    tabs.look("lobby", "ruth", "jo")
    # nobody but the desk can begin
    tabs.cannot_press("amina", "Open Check-in")
    assert tabs.hacks("amina", {"type": "open_step", "step": "check-in"}) == ["not_yours"]
    tabs.press("jo", "Open Check-in")


def check_in(tabs: Tabs) -> None:
    order = tabs.members
    tabs.asked(order[0], "it’s your turn")
    tabs.asked(order[1], "checks in")
    assert tabs.hacks(order[1], {"type": "say_line", "words": "me first"}, {"type": "end_turn", "turn": 1}) == [
        "not_yours",
        "not_yours",
    ]
    for who in order:
        tabs.asked(who, "it’s your turn")
        if tabs[who].get_by_role("radio", name="Partly").count():
            tabs.choose(who, "Partly")
            tabs.write(who, "What I learned from it", f"{who} learned to wait")
        tabs.say(who, f"{who} arrives well")
        if who == order[0]:
            tabs.look("check-in", who, "jo")
        tabs.press(who, "I’ve finished")
    tabs.all_asked("Everybody has checked in", order)
    tabs.sees(order[-1], "learned to wait")
    tabs.press("jo", "Open Asking for time")


def asking_for_time(tabs: Tabs) -> None:
    tabs.asked("amina", "What would you like time for?")
    for who, headline, minutes in (
        ("amina", "By eleven, our unit has become a waiting area for beds.", "40"),
        ("danny", "The evening team sends everyone to us at four o’clock.", "40"),
    ):
        tabs.choose(who, "I’d like time")
        tabs.write(who, "What it’s about, in a line", headline)
        tabs.press(who, "More, if you like")
        tabs.write(who, "Minutes, if you know", minutes)
        tabs.press(who, "Ask for time")
        tabs.asked(who, "Only you see what you ask for")
        expect(tabs["ruth"].get_by_text(headline)).to_have_count(0)
        tabs.press(who, "Show it to the set")
        tabs.sees("ruth", headline)
    tabs.press("priya", "It’s no longer pressing")  # carried over from last time, and no longer pressing
    tabs.choose("maureen", "Nothing today")
    tabs.press("maureen", "That’s my answer")
    tabs.look("asking", "ruth")
    assert tabs.hacks("jo", {"type": "place_bid", "kind": "asks", "headline": "mine"}) == ["not_yours"]
    share = {"type": "propose_agenda", "sharing": "own", "rounds": [{"holder": "ruth", "minutes": 20}]}
    assert tabs.hacks("ruth", share) == ["not_yours"]
    too_long = {**share, "rounds": [{"holder": "amina", "minutes": 200}]}
    assert tabs.hacks("jo", too_long) == ["does_not_fit"]
    tabs.press("jo", "Put this to the set")
    tabs.asked("ruth", "Is anyone not content?")
    tabs.look("proposal", "ruth", "jo")
    for who in tabs.members:
        tabs.press(who, "I’m content")
    tabs.press("jo", "The set is content")
    tabs.press("jo", "Open Amina: Present")


def first_round(tabs: Tabs) -> None:
    present(tabs)
    clarify(tabs)
    explore(tabs)
    reflect(tabs)


def present(tabs: Tabs) -> None:
    tabs.asked("amina", "Nobody will break in")
    tabs.asked("ruth", "Amina has the airspace")
    # no interruptions, no own stories, no advice, and the facilitator takes no air time
    for who in ("ruth", "jo"):
        tabs.cannot_press(who, "Write it instead")
        assert set(
            tabs.hacks(
                who,
                {"type": "say_line", "words": "If I may just say"},
                {"type": "make_offer", "words": "Have you tried"},
                {"type": "begin_word", "step": "r1.present"},
                {"type": "take_hand", "hand": "anything"},
                {"type": "say_line", "words": "as Amina", "by": "amina"},
            )
        ) <= {"not_now", "not_yours", "bad_value"}
    assert tabs.hacks("ruth", {"type": "open_step", "step": "r1.clarify"}) == ["not_yours"]
    tabs.press("priya", "Hand up for later")
    tabs.sees("jo", "Hands, for after")
    expect(tabs["jo"].get_by_text("waits", exact=True)).to_be_visible()
    expect(tabs["ruth"].locator(".seat .hand")).to_have_count(0)
    tabs.say("amina", "It begins at eight, when nobody is waiting yet.")
    tabs.sees("ruth", "It begins at eight")
    tabs.look("airspace", "amina", "ruth", "jo")
    tabs.press("amina", "I’ve said what I wanted to say")


def clarify(tabs: Tabs) -> None:
    tabs.asked("ruth", "What would help Amina think?")
    tabs.press("amina", "First question, please")
    tabs.asked("priya", "It’s your question")
    tabs.asked("amina", "Priya asks you")
    tabs.say("priya", "How many beds are there?")
    tabs.say("amina", "Twelve.")
    assert tabs.hacks("ruth", {"type": "say_line", "words": "and mine"}) == ["not_yours"]
    tabs.press("ruth", "Put my hand up")
    tabs.press("danny", "Put my hand up")
    tabs.look("questions", "amina", "ruth", "jo", "priya")
    tabs.press("amina", "Next question, please")
    tabs.asked("ruth", "It’s your question")
    tabs.press("jo", "Take Danny’s hand")
    tabs.asked("danny", "It’s your question")
    tabs.press("danny", "I’ve asked; thank you")
    tabs.press("jo", "Open Explore")


def explore(tabs: Tabs) -> None:
    tabs.write("gareth", "A question to prepare", "When it is at its quietest, what is different?")
    tabs.press("gareth", "Put it on my pad")
    expect(tabs["ruth"].get_by_text("at its quietest")).to_have_count(0)
    tabs.press("gareth", "Send it in writing instead")
    tabs.has("amina", "at its quietest")
    tabs.look("explore", "gareth", "amina")
    # a word from the facilitator stops the clock
    tabs.press("jo", "Stop the clock and speak")
    tabs.asked("ruth", "A word from Jo")
    assert tabs.hacks("amina", {"type": "say_line", "words": "but"}) == ["not_yours"]
    tabs.press("jo", "I’ve said it")
    # suggestions only when the holder asks for them
    assert tabs.hacks("danny", {"type": "make_offer", "words": "Have you tried"}) == ["not_now"]
    tabs.press("amina", "Ask for suggestions")
    tabs.asked("danny", "Amina asks for suggestions")
    tabs.write("danny", "A suggestion", "Stand there from ten to eleven.")
    tabs.press("danny", "Offer it")
    tabs.sees("amina", "Stand there from ten to eleven.")
    tabs.look("offers", "amina", "danny")
    # pause together: only the holder is asked
    tabs.press("amina", "Pause together")
    tabs.asked("ruth", "There’s no hurry")
    tabs.cannot_press("jo", "Carry on")
    tabs.look("pause", "amina", "ruth")
    tabs.press("amina", "Carry on")
    tabs.press("amina", "That’s enough, thank you")


def reflect(tabs: Tabs) -> None:
    tabs.asked("amina", "What have you heard")
    tabs.write("amina", "What I’ll do", "Stand in the unit from ten to eleven for three mornings.")
    tabs.press("amina", "That’s what I’ll do")
    tabs.look("reflect", "amina", "ruth")
    tabs.press("amina", "That’s what I take from it")
    tabs.asked("ruth", "How did we work in this round?")
    tabs.sees("ruth", "for three mornings")
    tabs.press("jo", "Open Break")
    tabs.asked("ruth", "having a break")
    tabs.look("break", "ruth")


def second_round(tabs: Tabs) -> None:
    tabs.press("jo", "Open Danny: Present")
    tabs.asked("danny", "Nobody will break in")
    tabs.press("danny", "I’ve said what I wanted to say")
    for step in ("Explore", "Reflect and act", "A short review"):
        tabs.press("jo", f"Open {step}")
    tabs.asked("ruth", "How did we work in this round?")
    tabs.press("jo", "Open Process review")


def process_review(tabs: Tabs) -> None:
    tabs.all_asked("Write alone first", tabs.members)
    assert tabs.hacks("ruth", {"type": "say_line", "words": "out loud"}) == ["not_yours"]
    for who in tabs.members:
        tabs.choose(who, "4", group="We kept airspace")
        tabs.write(who, "What I learned today", f"{who} learned something")
        tabs.press(who, "I’ve finished writing")
    tabs.look("writing", "ruth", "jo")
    expect(tabs["danny"].get_by_text("ruth learned something")).to_have_count(0)
    tabs.press("jo", "Open Process review, in turn")
    for who in tabs.members:
        tabs.asked(who, "it’s your turn")
        if who == "ruth":
            tabs.press(who, "Share what I learned")
            tabs.sees("danny", "ruth learned something")
            tabs.look("review", "ruth", "danny")
        tabs.press(who, "I’ve finished")
    tabs.press("jo", "Open Close")


def close(tabs: Tabs) -> None:
    tabs.sees("amina", "Thank you, Amina.")
    tabs.sees("amina", "for three mornings")
    tabs.sees("amina", "at its quietest")
    tabs.sees("amina", "amina learned something")
    tabs.look("close", "amina", "priya", "jo")
    with tabs["amina"].expect_download() as download:
        tabs.press("amina", "Save as text")
    assert "for three mornings" in download.value.path().read_text()
    tabs.press("jo", "Close the session")
    tabs.sees("jo", "The session is over")
