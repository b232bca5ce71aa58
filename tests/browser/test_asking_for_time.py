"""Asking for time, sharing it out, changing the plan, and a review that waits: in real tabs, by mouse and by keys."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, expect

from tests.browser.house import House
from tests.browser.tabs import Tabs

pytestmark = [pytest.mark.browser, pytest.mark.timeout(300)]

HERE = ("jo", "amina", "danny", "priya", "ruth")
HEADLINE = "What it’s about, in a line"


def to_asking(tabs: Tabs, *whom: str) -> None:
    for who in whom:
        tabs.join(who)
    tabs.press("jo", "Open Check-in")
    for who in whom[1:]:
        tabs.asked(who, "it’s your turn")
        tabs.press(who, "I’ve finished")
    tabs.press("jo", "Open Asking for time")


def ask(tabs: Tabs, who: str, headline: str, minutes: str = "") -> None:
    """In private, then before the set."""
    tabs.write(who, HEADLINE, headline)
    if minutes:
        tabs.press(who, "More, if you like")
        tabs.write(who, "Minutes, if you know", minutes)
    tabs.press(who, "Ask for time")
    tabs.asked(who, "Only you see what you ask for")
    tabs.press(who, "Show it to the set")
    tabs.sees("ruth", headline)


def order(page: Page) -> list[str]:
    """Whose rounds stand in the list, from the first."""
    names: list[str] = page.locator(".order > li label").evaluate_all(
        "all => all.map(one => one.textContent.split(',')[0])"
    )
    return names


def in_order(page: Page, names: list[str]) -> None:
    """The rounds come to stand in the list like this, and no others."""
    expect(page.locator(".order > li label")).to_have_text([re.compile(f"^{re.escape(name)},") for name in names])


def planned_rounds(page: Page) -> Locator:
    """Whose rounds stand in the plan, from the first."""
    return page.locator(".spine li > span").filter(has_text=re.compile(r"^(Amina|Danny|Priya)\b"))


def grip(page: Page, name: str) -> Locator:
    return page.get_by_role("button", name=f"Move {name}’s round")


def drag(page: Page, name: str, onto: str) -> None:
    """Take the grip with the pointer and let go beneath or above another's row."""
    start, end = grip(page, name).bounding_box(), grip(page, onto).bounding_box()
    assert start is not None
    assert end is not None
    down = end["y"] > start["y"]
    page.mouse.move(start["x"] + 10, start["y"] + start["height"] / 2)
    page.mouse.down()
    page.mouse.move(start["x"] + 12, (start["y"] + end["y"]) / 2, steps=4)
    page.mouse.move(start["x"] + 12, end["y"] + end["height"] * (0.9 if down else 0.1), steps=6)
    expect(page.locator(".order > li.held")).to_have_count(1)
    page.mouse.up()
    expect(page.locator(".order > li.held")).to_have_count(0)


def test_a_set_asks_in_private_and_shares_out_its_time(house: House, window: BrowserContext) -> None:
    tabs = Tabs(house, window)
    in_the_lobby(tabs)
    asking(tabs)
    three_ways(tabs)
    adjusted(tabs)
    one_not_content(tabs)
    another_plan_in_two_presses(tabs)
    tabs.nothing_to_complain()


def in_the_lobby(tabs: Tabs) -> None:
    for who in HERE:
        tabs.join(who)
    tabs.press("priya", "Ask for time now")
    tabs.write("priya", HEADLINE, "Two rotas that never meet.")
    tabs.sees("priya", "you can show it when the set asks for time")
    tabs.cannot_press("priya", "Ask, and show everybody")
    tabs.press("priya", "Ask for time")
    tabs.sees("priya", "You can show it to the set when it asks for time.")
    tabs.cannot_press("priya", "Show it to the set")
    tabs.press("jo", "Open Check-in")
    tabs.sees("amina", "Do you need to leave early?")
    tabs.look("leave-early", "amina")
    tabs.press("danny", "Yes, I’ll leave early")
    tabs["danny"].get_by_label("I need to leave at").fill("00:01")
    leaves = tabs["danny"].evaluate(
        "() => { const at = new Date(Date.now() + 1800e3); return at.toTimeString().slice(0, 5); }"
    )
    tabs["danny"].get_by_label("I need to leave at").fill(leaves)
    tabs.press("danny", "Let the set know")
    tabs.sees("danny", f"You leave at {leaves}; the plan will heed it.")
    for who in HERE[1:]:
        tabs.asked(who, "it’s your turn")
        tabs.press(who, "I’ve finished")
    tabs.press("jo", "Open Asking for time")


def asking(tabs: Tabs) -> None:
    tabs.asked("amina", "What would you like time for?")
    tabs.press("amina", "More, if you like")
    tabs.sees("amina", "None of it decides who comes first")
    tabs.look("bid-form", "amina")
    tabs.write("amina", HEADLINE, "By eleven, our unit has become a waiting area.")
    tabs.write("amina", "Minutes, if you know", "30")
    tabs.choose("amina", "it’s pressing", group="How soon?")
    tabs.press("amina", "Ask for time")
    tabs.asked("amina", "Only you see what you ask for")
    tabs.sees("jo", "Two of four have answered")  # how many, and nothing of what
    for who in ("jo", "ruth"):
        expect(tabs[who].get_by_text("By eleven")).to_have_count(0)
        expect(tabs[who].get_by_text("Two rotas")).to_have_count(0)
    tabs.look("bid-private", "amina", "jo")
    tabs.press("amina", "Show it to the set")
    tabs.sees("ruth", "By eleven")
    expect(tabs["ruth"].locator(".rows").filter(has_text="By eleven")).to_contain_text("it’s pressing")
    tabs.press("amina", "Keep it to myself again")
    expect(tabs["ruth"].get_by_text("By eleven")).to_have_count(0)
    tabs.press("amina", "Show it to the set")
    tabs.press("priya", "Show it to the set")
    ask(tabs, "danny", "Everybody comes at four o’clock.", "60")
    tabs.choose("ruth", "Nothing today")
    tabs.press("ruth", "That’s my answer")
    tabs.asked("ruth", "Nothing today")
    tabs.sees("jo", "Four of four have answered")


def three_ways(tabs: Tabs) -> None:
    page = tabs["jo"]
    ways = page.locator(".ways .way")
    expect(ways).to_have_count(3)
    for name in ("Equal shares", "As asked", "Least airspace so far, first"):
        expect(page.get_by_role("radio", name=name)).to_be_visible()
    expect(page.get_by_role("radio", name="As asked")).to_be_checked()
    expect(ways.nth(1).get_by_text("doesn’t fit")).to_be_visible()  # 30 and 60 leave no room for what names no minutes
    expect(ways.nth(0).get_by_text("finish")).to_be_visible()
    tabs.sees("jo", "Danny’s round would end after the time they must leave.")
    bottom = page.get_by_role("button", name="Put this to the set").bounding_box()
    sill = page.locator(".sill").bounding_box()
    assert bottom is not None
    assert sill is not None
    tabs.picture("three-ways-first", "jo")
    assert bottom["y"] + bottom["height"] <= sill["y"], "the desk has to be scrolled to put a way to the set"
    tabs.look("three-ways", "jo")
    page.get_by_role("radio", name="Equal shares").check()
    tabs.press("jo", "How the minutes fall on the steps")
    tabs.sees("jo", "Present")


def adjusted(tabs: Tabs) -> None:
    page = tabs["jo"]
    tabs.press("jo", "Change order or minutes")
    expect(page.locator(".order > li")).to_have_count(3)
    before = order(page)
    assert sorted(before) == ["Amina", "Danny", "Priya"]
    first, second, third = before
    drag(page, first, third)
    in_order(page, [second, third, first])
    expect(page.get_by_text(f"{first}’s round is now third of 3.")).to_be_attached()
    # by the arrow keys, and the focus goes with the round
    grip(page, first).focus()
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    in_order(page, [first, second, third])
    expect(grip(page, first)).to_be_focused()
    page.keyboard.press("ArrowUp")  # there is no place before the first
    in_order(page, [first, second, third])
    # and by a button
    page.get_by_role("button", name=f"Later {first}").click()
    in_order(page, [second, first, third])
    # a drag that is given up leaves everything where it was
    box = grip(page, second).bounding_box()
    assert box is not None
    page.mouse.move(box["x"] + 8, box["y"] + 8)
    page.mouse.down()
    page.mouse.move(box["x"] + 8, box["y"] + 200, steps=5)
    page.keyboard.press("Escape")
    page.mouse.up()
    in_order(page, [second, first, third])
    page.get_by_label(f"{third}, minutes").fill("200")
    tabs.sees("jo", "Somebody’s would have to be shorter.")
    for name, minutes in (("Amina", "30"), ("Danny", "25.5"), ("Priya", "20")):
        page.get_by_label(f"{name}, minutes").fill(minutes)
    page.get_by_role("button", name="+ minute for Priya").click()
    tabs.sees("jo", "76½ of")
    tabs.look("adjusting", "jo")
    page.get_by_role("button", name="Leave out Priya").click()
    tabs.sees("jo", "Priya’s doesn’t fit")
    tabs.press("jo", "Add Priya, who asked")
    page.get_by_label("Priya, minutes").fill("21")
    tabs.press("jo", "Put this to the set")


def one_not_content(tabs: Tabs) -> None:
    tabs.all_asked("Is anyone not content?", ["amina", "danny", "ruth"])
    expect(tabs["ruth"].locator(".step-minutes")).to_contain_text("Present")  # before anybody agrees
    expect(tabs["ruth"].get_by_text("must leave")).to_have_count(0)  # known at the desk alone
    tabs.press("danny", "Not content; can we talk?")
    for who in ("ruth", "jo"):
        tabs.sees(who, "Danny would like to talk about it first.")
    tabs.look("not-content", "ruth", "jo", "danny")
    tabs.press("amina", "I’m content")
    tabs.press("jo", "Put another way instead")
    tabs.sees("jo", "Least airspace so far, first")
    tabs.press("jo", "The set is content")  # going on without it is the set's to say
    tabs.asked("ruth", "The set has agreed")


def another_plan_in_two_presses(tabs: Tabs) -> None:
    page = tabs["jo"]
    plan = page.locator(".spine")
    expect(planned_rounds(page)).to_have_count(3)  # the desk knows what the set has agreed
    planned = planned_rounds(page).all_inner_texts()
    tabs.press("jo", f"Open {planned[0]}: Present")
    tabs.asked("ruth", "has the airspace")
    tabs.press("jo", "Change the plan")
    dialog = page.get_by_role("dialog")
    in_order(page, planned[1:])
    tabs.look("replan", "jo")
    dialog.get_by_role("button", name=f"Later {planned[1]}").click()
    expect(plan.locator("li > span", has_text=planned[1])).to_be_visible()
    expect(page.locator(".order > li").first).to_contain_text(planned[2])
    expect(planned_rounds(page)).to_contain_text([planned[0], planned[2], planned[1]])
    expect(planned_rounds(page)).to_have_count(3)
    # by keys
    grip(page, planned[1]).focus()
    page.keyboard.press("ArrowUp")
    expect(grip(page, planned[1])).to_be_focused()
    page.wait_for_function(
        "wanted => document.querySelector('.order > li label').textContent.startsWith(wanted)", arg=planned[1]
    )
    # a shorter round frees minutes, which go to another
    free = dialog.locator("p", has_text="the set’s again")
    before = free.all_inner_texts()
    page.get_by_label(f"{planned[1]}, minutes").fill("15")
    page.keyboard.press("Enter")
    if before:
        expect(free).not_to_have_text(before[0])
    dialog.get_by_role("button", name=f"To {planned[2]}’s round").click()
    expect(free).to_have_count(0)
    expect(page.get_by_label(f"{planned[1]}, minutes")).to_have_value("15")
    # more than there is is refused in words, and nothing changes
    page.get_by_label(f"{planned[1]}, minutes").fill("200")
    page.keyboard.press("Enter")
    expect(dialog.get_by_text("That’s more time than there is")).to_be_visible()
    expect(page.get_by_label(f"{planned[1]}, minutes")).to_have_value("15")
    dialog.get_by_role("button", name=f"Leave out {planned[2]}").click()
    expect(dialog.get_by_role("button", name=f"To {planned[1]}’s round")).to_be_visible()
    dialog.get_by_role("button", name="Back to the desk").click()
    expect(dialog).to_have_count(0)
    # airspace is over, and what is free is told at the desk
    tabs.press(planned[0].lower(), "I’ve said what I wanted to say")
    tabs.sees("jo", "are the set’s again")
    tabs.look("freed", "jo")
    tabs.press("jo", "Give them to a round")
    expect(page.get_by_role("dialog")).to_be_visible()


@pytest.mark.long
def test_no_agreed_round_is_passed_over_unasked_and_its_holder_reads_that_it_is_carried(
    house: House, window: BrowserContext
) -> None:
    tabs = Tabs(house, window)
    to_asking(tabs, "jo", "amina", "danny", "ruth")
    for who in ("amina", "danny", "ruth"):
        ask(tabs, who, f"What {who} brought")
    tabs.press("jo", "Put this to the set")
    tabs.press("jo", "The set is content")
    plan = tabs["jo"].locator(".spine li > span").filter(has_text=re.compile(r"^(Amina|Danny|Ruth)\b"))
    expect(plan).to_have_count(3)
    first, second, third = plan.all_inner_texts()
    tabs.press("jo", f"Open {first}: Present")
    tabs.press(first.lower(), "I’ve said what I wanted to say")
    tabs.press("jo", "Open another step")
    dialog = tabs["jo"].get_by_role("dialog")
    dialog.get_by_role("button", name=f"Open {third}: Present").click()
    expect(dialog.get_by_role("heading", name=f"{second} has not had a round yet.")).to_be_visible()
    expect(dialog).to_contain_text(f"Open {third}’s now? A round that isn’t held today is carried to the next session.")
    tabs.look("pass-over", "jo")
    dialog.get_by_role("button", name=f"Put {second} after {third}").click()
    tabs.asked(second.lower(), f"{third} has the airspace")
    expect(dialog).to_have_count(0)
    expect(plan).to_contain_text([first, third, second])
    tabs.press(third.lower(), "I’ve said what I wanted to say")
    tabs.press("jo", "Open another step")
    dialog.get_by_role("button", name="Open Process review", exact=True).click()
    expect(dialog.get_by_role("heading", name=f"{second} has not had a round yet.")).to_be_visible()
    expect(dialog.get_by_role("button", name="Put")).to_have_count(0)
    dialog.get_by_role("button", name="Open Process review", exact=True).click()
    tabs.asked(second.lower(), "Write alone first")
    expect(tabs[second.lower()].locator(".spine span", has_text="Process review").first).to_be_visible()
    expect(tabs[second.lower()].locator(".spine").get_by_text("Process review", exact=True)).to_have_count(1)
    tabs.press("jo", "Open Process review, in turn")
    tabs.press("jo", "Open another step")
    dialog.get_by_role("button", name="Open Close", exact=True).click()
    tabs.sees(second.lower(), "Your round wasn’t held today")
    tabs.sees(second.lower(), f"What {second.lower()} brought")
    tabs.nothing_to_complain()


def test_nobody_asks_and_the_session_is_a_good_one(house: House, window: BrowserContext) -> None:
    tabs = Tabs(house, window)
    to_asking(tabs, "jo", "amina", "ruth")
    for who in ("amina", "ruth"):
        tabs.choose(who, "Nothing today")
        tabs.press(who, "That’s my answer")
    tabs.sees("jo", "Two of two have answered")
    tabs.press("jo", "If nobody asks today")
    tabs.sees("jo", "A short turn for everybody who is here")
    tabs.look("nobody-asks", "jo")
    tabs.press("jo", "Put this to the set")
    tabs.asked("ruth", "short turns for all")
    tabs.press("jo", "Put another way instead")
    tabs.press("jo", "If nobody asks today")
    tabs.press("jo", "Open the review")
    tabs.asked("ruth", "Write alone first")
    tabs.nothing_to_complain()


@pytest.mark.long
def test_a_review_that_is_put_off_is_written_on_the_close_page(house: House, window: BrowserContext) -> None:
    tabs = Tabs(house, window)
    to_asking(tabs, "jo", "amina", "ruth")
    tabs.press("jo", "If nobody asks today")
    tabs.press("jo", "Open the review")
    tabs.asked("ruth", "Write alone first")
    a_contract(tabs)
    tabs.press("jo", "If time runs short in the review")
    tabs.look("review-quiet", "jo")
    assert set(tabs.hacks("jo", *[{"type": "add_time", "step": "writing", "minutes": 5}] * 24)) == {"done"}
    tabs.sees("jo", "Time is running out. How shall we end?")
    tabs.look("review-choices", "jo")
    tabs.press("jo", "Each looks back later")
    tabs.sees("jo", "The session would close now for everybody.")
    tabs.press("jo", "Close, and look back later")
    for who in ("amina", "ruth"):
        tabs.sees(who, "Looking back, when you have a quiet moment")
    tabs.look("late-review", "ruth")
    tabs.choose("ruth", "4", group="We kept airspace")
    tabs.write("ruth", "What I learned today", "To wait for the second answer.")
    tabs.press("ruth", "Keep my review")
    tabs.sees("ruth", "Kept, thank you.")
    tabs.look("late-review-kept", "ruth")
    # whoever comes back later finds it as they left it
    tabs["ruth"].reload()
    tabs.sees("ruth", "Looking back, when you have a quiet moment")
    expect(tabs["ruth"].get_by_label("What I learned today")).to_have_value("To wait for the second answer.")
    kept = tabs["ruth"].get_by_role("radiogroup", name="We kept airspace").get_by_role("radio", name="4")
    expect(kept).to_be_checked()
    # and on their own page, behind their PIN
    tabs["ruth"].goto(f"{house.url}/mine/{house.seats['ruth']}")
    tabs["ruth"].get_by_label("PIN").fill("2468")
    tabs.press("ruth", "Choose this PIN")
    expect(tabs["ruth"].get_by_label("What I learned today")).to_have_value("To wait for the second answer.")
    tabs.look("late-review-own-page", "ruth")
    tabs.nothing_to_complain()


def a_contract(tabs: Tabs) -> None:
    """Changed in the review: nobody's silence is a yes, and nobody who is not content is passed over."""
    tabs.press("jo", "What we agreed, and changing it")
    tabs.press("jo", "Change the wording")
    tabs["jo"].get_by_label("What we agree about working together").fill("We begin on time. What is said stays here.")
    tabs["jo"].get_by_label("Members may tell the one who keeps time").check()
    tabs.sees("jo", "Whoever notices a golden rule slipping may tell the one who keeps time")
    tabs.look("contract-editor", "jo")
    tabs.press("jo", "Put this wording to the set")
    tabs.sees("ruth", "We begin on time.")
    tabs.look("contract-put", "ruth", "jo")
    tabs.press("ruth", "Not content yet; can we talk about it?")
    tabs.sees("amina", "Ruth would like to talk about it first.")
    tabs.cannot_press("jo", "The contract is agreed")
    tabs.press("ruth", "I’m content with this wording")
    tabs.sees("jo", "Amina hasn’t said yet.")
    tabs.cannot_press("jo", "The contract is agreed")
    tabs.press("amina", "I’m content with this wording")
    tabs.press("jo", "The contract is agreed")
    expect(tabs["ruth"].get_by_text("A new wording of what we agree")).to_have_count(0)


def test_a_set_that_runs_itself_gives_the_chair_round(tmp_path: Path, window: BrowserContext) -> None:
    with House(tmp_path, self_run=True) as house:
        tabs = Tabs(house, window)
        tabs.join("amina")
        tabs.sees("amina", "You keep time just now.")
        tabs.look("self-run", "amina")
        tabs.join("ruth")
        expect(tabs["ruth"].get_by_text("You keep time")).to_have_count(0)
        tabs.press("amina", "To the desk")
        tabs["amina"].wait_for_selector("main.desk")
        tabs.cannot_press("amina", "The set’s links")
        tabs.look("self-run-desk", "amina")
        tabs.press("amina", "Hand over the chair")
        tabs.sees("amina", "never to the one whose round it is")
        tabs["amina"].get_by_role("dialog").get_by_role("button", name="Ruth").click()
        tabs.sees("ruth", "You keep time just now.")
        tabs["amina"].wait_for_selector("main.room")
        tabs.press("ruth", "To the desk")
        tabs.press("ruth", "Open Check-in")
        tabs.asked("amina", "it’s your turn")
        # whoever keeps time may want some, and their place in the room is where to ask
        tabs.press("ruth", "Open Asking for time")
        tabs.sees("ruth", "Would you like time yourself?")
        tabs.look("self-run-asking", "ruth")
        tabs["ruth"].locator("p", has_text="Would you like time yourself?").get_by_role("link").click()
        tabs.asked("ruth", "What would you like time for?")
        tabs.choose("ruth", "Nothing today")
        tabs.press("ruth", "That’s my answer")
        tabs.press("ruth", "To the desk")
        tabs["ruth"].wait_for_selector("main.desk")
        expect(tabs["ruth"].get_by_text("Would you like time yourself?")).to_have_count(0)
        tabs.nothing_to_complain()
