"""Who is with us otherwise, in the browser: entered for somebody, by phone, two at one device, guests, access seats."""

import json
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Locator, expect

from app.facilitation import commands as c
from app.facilitation.terms import HOUR, Presence
from app.programme.sessions import plan
from app.store.entries import NewPerson
from tests.browser.tabs import Tabs
from tests.browser.together_house import NIA, RAO, NotYet, Together

pytestmark = [pytest.mark.browser, pytest.mark.timeout(420)]


def entering(tabs: Tabs, who: str, name: str) -> None:
    """Open what may be entered for somebody, by way of their name."""
    tabs.press(who, f"about {name}")
    tabs[who].get_by_role("dialog").get_by_role("button", name=f"Enter for {name}").click()


def enter_it(tabs: Tabs, who: str) -> None:
    tabs.press(who, "Enter it")
    expect(tabs[who].get_by_role("dialog")).to_have_count(0)


def test_a_whole_session_in_which_no_member_presses_anything_after_enter(
    tmp_path: Path, window: BrowserContext
) -> None:
    with Together(tmp_path) as house:
        tabs = Tabs(house, window)
        given: list[str] = []

        def listen(who: str) -> None:
            def heard(frame: str | bytes) -> None:
                if json.loads(frame).get("type") == "give":
                    given.append(f"{who}: {frame!r}")

            page = tabs[who]
            page.on("websocket", lambda line: line.on("framesent", heard))
            page.reload()
            page.wait_for_selector("main.room")

        for who in ("jo", "amina", "danny", "ruth"):
            tabs.join(who)
        for who in ("amina", "danny", "ruth"):
            listen(who)
        everything_entered(tabs)
        assert house.state.status.value == "closed"
        assert [one.what for one in house.state.actions] == ["Ask for the eight o’clock figures"]
        assert given == []
        tabs.nothing_to_complain()


def everything_entered(tabs: Tabs) -> None:
    entering(tabs, "jo", "Ruth")
    tabs.choose("jo", "What we agreed")
    tabs.look("enter-contract", "jo")
    enter_it(tabs, "jo")
    tabs.press("jo", "Open Check-in")
    for who in ("Amina", "Danny", "Ruth"):
        tabs.press("jo", f"On from {who}")
    tabs.press("jo", "Open Asking for time")
    entering(tabs, "jo", "Amina")
    tabs.write("jo", "What it’s about, in a line", "By eleven, our unit has become a waiting area for beds.")
    tabs.write("jo", "Minutes, if you know", "20")
    tabs.look("enter-bid", "jo")
    enter_it(tabs, "jo")
    tabs.sees("ruth", "By eleven")
    tabs.sees("ruth", "entered for Amina by Jo")
    entering(tabs, "jo", "Danny")
    tabs.choose("jo", "Nothing today")
    enter_it(tabs, "jo")
    tabs.press("jo", "Put this to the set")
    entering(tabs, "jo", "Ruth")
    tabs.choose("jo", "Content")
    enter_it(tabs, "jo")
    tabs.press("jo", "The set is content")
    tabs.press("jo", "Open Amina: Present")
    tabs.press("jo", "Open Clarify")
    entering(tabs, "jo", "Danny")
    tabs.look("enter-hand", "jo")
    enter_it(tabs, "jo")
    tabs.sees("jo", "entered for Danny by you")
    tabs.press("jo", "Take Danny’s hand")
    tabs.asked("amina", "Danny asks you")
    tabs.press("jo", "This question is answered")
    tabs.press("jo", "Open Explore")
    tabs.press("jo", "Open Reflect and act")
    entering(tabs, "jo", "Amina")
    tabs.write("jo", "What they will do", "Ask for the eight o’clock figures")
    enter_it(tabs, "jo")
    tabs.sees("amina", "Ask for the eight o’clock figures")
    tabs.press("jo", "Open A short review")
    tabs.press("jo", "Open Process review")
    tabs.press("jo", "Open Process review, in turn")
    for who in ("Amina", "Danny", "Ruth"):
        tabs.press("jo", f"On from {who}")
    tabs.press("jo", "Open Close")
    tabs.press("jo", "Close the session")
    # they have read their action since it was entered: that the session is over is told by what goes with it
    tabs.cannot_press("jo", "Close the session")
    tabs.cannot_press("amina", "Leave the room")
    tabs.has("amina", "Ask for the eight o’clock figures")


@pytest.mark.long
def test_one_confirms_and_one_strikes_out(tmp_path: Path, window: BrowserContext) -> None:
    with Together(tmp_path) as house:
        tabs = Tabs(house, window)
        for who in ("jo", "amina", "danny", "ruth"):
            tabs.join(who)
        house.to_step("asking")
        for name, headline in (("Amina", "Beds."), ("Danny", "The evening team.")):
            entering(tabs, "jo", name)
            tabs.write("jo", "What it’s about, in a line", headline)
            enter_it(tabs, "jo")
        tabs.sees("amina", "Jo entered this at your word.")
        tabs.sees("jo", "one entry to confirm")
        tabs.look("entered", "amina", "jo")
        expect(tabs["ruth"].get_by_text("at your word")).to_have_count(0)
        tabs.press("amina", "That’s what I said")
        expect(tabs["amina"].get_by_text("at your word")).to_have_count(0)
        tabs.press("danny", "That’s not what I said")
        expect(tabs["danny"].get_by_text("The evening team.")).to_have_count(0)
        expect(tabs["ruth"].get_by_text("The evening team.")).to_have_count(0)
        tabs.sees("ruth", "Beds.")
        expect(tabs["jo"].get_by_text("to confirm")).to_have_count(0)
        # nobody's own word is overwritten
        tabs.choose("danny", "Nothing today")
        tabs["danny"].get_by_role("main").locator("button.primary").click()
        answer = tabs.hacks(
            "jo", {"type": "enter_for", "person": "danny", "entry": {"type": "place_bid", "kind": "asks"}}
        )
        assert answer == ["own_word"]
        tabs.nothing_to_complain()


@pytest.mark.long
def test_by_phone_two_at_one_device_and_overheard(tmp_path: Path, window: BrowserContext) -> None:
    with Together(tmp_path) as house:
        tabs = Tabs(house, window)
        for who in ("jo", "amina", "danny"):
            tabs.join(who)
        tabs.press("jo", "about Gareth")
        tabs.look("not-here", "jo")
        tabs.press("jo", "With us by phone")
        tabs.sees("amina", "by phone")
        tabs.press("danny", "We are two here")
        tabs.look("two-here", "danny")
        tabs["danny"].get_by_role("dialog").get_by_role("button", name="Priya").click()
        tabs.sees("danny", "beside you")
        tabs.sees("amina", "beside Danny")
        tabs.press("amina", "I may be overheard")
        expect(tabs["danny"].get_by_text("may be overheard", exact=True)).to_be_visible()
        expect(tabs["danny"].locator("figcaption")).to_contain_text("Gareth, by phone")
        tabs.look("without-a-screen", "danny", "amina", "jo")
        tabs.press("jo", "Open Check-in")
        for who in ("Amina", "Danny", "Gareth"):
            tabs.press("jo", f"On from {who}")
        # whoever shares their device ends the turn of the one beside them
        tabs.cannot_press("amina", "Priya has finished")
        tabs.look("turn-beside", "danny")
        tabs.press("danny", "Priya has finished")
        tabs.cannot_press("jo", "On from Priya")
        assert "priya" in house.state.turns.done
        tabs.press("jo", "Open Asking for time")
        tabs.sees("jo", "The set is asking for time.")  # what is offered to be entered first follows the step
        tabs["jo"].get_by_role("button", name="Enter for Gareth").click()
        tabs.write("jo", "What it’s about, in a line", "The ward round.")
        enter_it(tabs, "jo")
        # whoever shares their device enters for the one beside them
        tabs.press("danny", "Enter for Priya")
        tabs.write("danny", "What it’s about, in a line", "Handing over on Fridays.")
        tabs["danny"].get_by_role("dialog").get_by_role("button", name="Enter it").click()
        tabs.sees("amina", "Handing over on Fridays.")
        tabs.sees("amina", "entered for Priya by Danny")
        # and back again
        tabs.press("danny", "Two of us here")
        tabs.press("danny", "Priya isn’t beside me any more")
        expect(tabs["amina"].get_by_text("beside Danny")).to_have_count(0)
        tabs.press("jo", "about Gareth")
        tabs.press("jo", "No longer with us by phone")
        expect(tabs["amina"].locator(".seat .mark")).to_have_count(0)
        tabs.press("amina", "I can’t be overheard any more")
        expect(tabs["danny"].get_by_text("may be overheard", exact=True)).to_have_count(0)
        tabs.nothing_to_complain()


def test_a_guest_waits_is_objected_to_let_in_and_sees_no_bids(tmp_path: Path, window: BrowserContext) -> None:
    with Together(tmp_path, guests=(RAO,)) as house:
        tabs = Tabs(house, window)
        for who in ("jo", "amina", "danny", "rao"):
            tabs.join(who)
        tabs.sees("rao", "You’re in the waiting room.")
        for name in ("Amina", "Danny", "Jo"):
            expect(tabs["rao"].get_by_text(name, exact=True)).to_have_count(0)
        tabs.look("waiting-room", "rao")
        tabs.sees("danny", "Dr Rao waits to join us as a guest.")
        tabs.press("danny", "Not content")
        tabs.sees("jo", "Danny isn’t content that Dr Rao joins us.")
        tabs.cannot_press("jo", "Let in")
        assert tabs.hacks("jo", {"type": "admit_guest", "guest": "rao"}) == ["not_content"]
        tabs.look("objected", "danny", "amina", "jo")
        tabs.press("danny", "Content after all")
        tabs.press("jo", "Let in")
        tabs.asked("rao", "The set can hear you")
        house.to_step("asking")
        tabs.asked("amina", "What would you like time for?")
        tabs.choose("amina", "I’d like time")
        tabs.write("amina", "What it’s about, in a line", "Only for the set.")
        tabs.press("amina", "show everybody")
        tabs.sees("danny", "Only for the set.")
        expect(tabs["rao"].get_by_text("Only for the set.")).to_have_count(0)
        expect(tabs["rao"].get_by_text("I’d like time")).to_have_count(0)
        tabs.look("guest", "rao")
        tabs.press("jo", "Ask to wait")
        tabs.sees("rao", "You’re in the waiting room.")
        # who is not content after all keeps them from nothing but this room
        tabs.press("jo", "Let in")
        tabs["danny"].get_by_text("Dr Rao is with us as a guest.").click()
        tabs.look("guest-here", "danny")
        tabs.press("danny", "Not content")
        tabs.sees("rao", "You’re in the waiting room.")
        tabs.sees("jo", "Danny isn’t content that Dr Rao joins us.")
        tabs.press("danny", "Content after all")
        # what the lead is given is the set's to look at: the way there is on a member's page, and not on a guest's
        house.to_step("close")
        tabs.sees("amina", "What the programme lead will see")
        tabs.press("jo", "Let in")
        tabs.sees("rao", "It was good to have you with us.")
        expect(tabs["rao"].get_by_text("What the programme lead will see")).to_have_count(0)
        tabs.nothing_to_complain()


@pytest.mark.long
def test_an_access_seat_stands_beside_its_member_and_captions_for_them_alone(
    tmp_path: Path, window: BrowserContext
) -> None:
    with Together(tmp_path, access=(NIA,)) as house:
        tabs = Tabs(house, window)
        for who in ("jo", "amina", "danny", "nia"):
            tabs.join(who)
        expect(tabs["danny"].locator(".seat.access")).to_have_count(1)
        expect(tabs["danny"].locator("figcaption")).to_contain_text("Nia Bowen, there for Amina")
        expect(tabs["danny"].locator(".seat:not(.access)")).to_have_count(7)  # counted in no number
        house.to_step("check-in")
        tabs.asked("nia", "You can be heard, because Amina may speak")
        tabs.write("nia", "Captions for Amina", "Good afternoon, everybody.")
        tabs["nia"].keyboard.press("Enter")
        tabs.sees("amina", "Good afternoon, everybody.")
        for who in ("jo", "danny"):
            expect(tabs[who].get_by_text("Good afternoon, everybody.")).to_have_count(0)
        expect(tabs["amina"].locator(".captions [aria-live]")).to_have_attribute("aria-live", "off")
        tabs["amina"].get_by_label("Let my screen reader say them").check()
        expect(tabs["amina"].locator(".captions [aria-live]")).to_have_attribute("aria-live", "polite")
        tabs.look("captions", "amina", "nia")
        for name in ("Put my hand up", "Ask for time", "I’m content", "We are two here"):
            tabs.cannot_press("nia", name)
        expect(tabs["amina"].get_by_text("Good afternoon, everybody.")).to_have_count(0, timeout=30_000)
        house.to_step("r1.present")
        tabs.write("nia", "Captions for Amina", "It begins at eight.")
        tabs["nia"].keyboard.press("Enter")
        tabs.sees("amina", "It begins at eight.")
        tabs.look("captions-airspace", "amina", "nia")
        # there is nothing for them to take away, and no page of their own
        house.to_step("close")
        tabs.sees("nia", "It was good to have you with us.")
        tabs.write("nia", "Captions for Amina", "Goodbye, everybody.")
        tabs["nia"].keyboard.press("Enter")
        tabs.sees("amina", "Goodbye, everybody.")
        tabs.press("amina", "I can’t hear")
        tabs.sees("jo", "Amina can’t hear")
        tabs.sees("amina", "You take nothing away in writing today")
        expect(tabs.button("amina", "My own page")).to_be_visible()
        tabs.cannot_press("nia", "My own page")
        expect(tabs["nia"].get_by_text("You take nothing away")).to_have_count(0)
        tabs.look("close-access", "nia")
        tabs.nothing_to_complain()


def dialog(tabs: Tabs, who: str) -> Locator:
    return tabs[who].get_by_role("dialog")


def presence(house: Together, who: str) -> Presence:
    return house.state.presence[who]


def in_dialog(tabs: Tabs, who: str, name: str) -> None:
    dialog(tabs, who).get_by_role("button", name=name).click()


@pytest.mark.long
def test_the_desk_gives_an_interpreter_and_a_guest_their_links_and_ends_a_seat(
    tmp_path: Path, window: BrowserContext
) -> None:
    with Together(tmp_path, guests=(RAO,)) as house:
        tabs = Tabs(house, window)
        for who in ("jo", "rao"):
            tabs.join(who)
        tabs.press("jo", "The set’s links")
        tabs.look("links", "jo")
        in_dialog(tabs, "jo", "Somebody is there for a member")
        expect(dialog(tabs, "jo").get_by_label("Name")).to_be_focused()
        tabs.look("add-access", "jo")
        in_dialog(tabs, "jo", "Add them")
        expect(dialog(tabs, "jo").get_by_role("alert")).to_have_text("Please say what they’re called.")
        # by the keyboard alone: a name, whom for, and Enter
        tabs["jo"].keyboard.type("Nia Bowen")
        tabs["jo"].keyboard.press("Tab")
        expect(dialog(tabs, "jo").get_by_label("There for")).to_be_focused()
        dialog(tabs, "jo").get_by_label("There for").select_option(label="Gareth")
        tabs["jo"].keyboard.press("Tab")
        tabs["jo"].keyboard.press("Enter")
        expect(dialog(tabs, "jo").get_by_role("status")).to_have_text("Nia Bowen has a link now, and comes this time.")
        link = dialog(tabs, "jo").get_by_label("Nia Bowen")
        expect(link).to_be_focused()
        assert "/join#" in link.input_value()
        tabs.look("made", "jo")
        house.links["nia"] = link.input_value()
        tabs.join("nia").wait_for_selector("main.room")
        in_dialog(tabs, "jo", "Back to the links")
        expect(dialog(tabs, "jo").get_by_text("for Gareth")).to_be_visible()
        in_dialog(tabs, "jo", "A guest")
        dialog(tabs, "jo").get_by_label("Name").fill("Farah")
        tabs["jo"].keyboard.press("Escape")
        expect(dialog(tabs, "jo").get_by_role("heading", name="The set’s links")).to_be_visible()
        expect(dialog(tabs, "jo").get_by_label("Farah")).to_have_count(0)
        # a question comes before a seat ends, and a seat that ends closes their page
        expect(dialog(tabs, "jo").get_by_role("button", name="End Amina")).to_have_count(0)
        in_dialog(tabs, "jo", "End Dr Rao")
        tabs.look("end-seat", "jo")
        in_dialog(tabs, "jo", "Leave it as it is")
        assert presence(house, "rao") is Presence.WAITING
        in_dialog(tabs, "jo", "End Dr Rao")
        in_dialog(tabs, "jo", "End Dr Rao’s seat")
        expect(dialog(tabs, "jo").get_by_role("status")).to_have_text(
            "Dr Rao’s seat has ended, and the link leads nowhere."
        )
        expect(dialog(tabs, "jo").get_by_label("Dr Rao")).to_have_count(0)
        assert presence(house, "rao") is Presence.REMOVED
        in_dialog(tabs, "jo", "Close")
        expect(tabs.button("jo", "The set’s links")).to_be_focused()
        tabs.nothing_to_complain()


def test_before_the_doors_open_whoever_is_added_comes_this_time_and_a_fault_is_a_sentence(
    tmp_path: Path, window: BrowserContext
) -> None:
    with NotYet(tmp_path) as house:
        tabs = Tabs(house, window)
        page = tabs.new_page("jo")
        page.on("console", lambda message: tabs.complain("jo", message))
        page.goto(house.links["jo"])
        tabs.press("jo", "Join")
        tabs.press("jo", "The set’s links")
        in_dialog(tabs, "jo", "A guest")
        tabs["jo"].route("**/seats", lambda route: route.abort())
        dialog(tabs, "jo").get_by_label("Name").fill("Farah")
        in_dialog(tabs, "jo", "Add them")
        expect(dialog(tabs, "jo").get_by_role("alert")).to_contain_text(".")
        expect(dialog(tabs, "jo").get_by_label("Name")).to_have_value("Farah")
        tabs["jo"].unroute("**/seats")
        in_dialog(tabs, "jo", "Add them")
        expect(dialog(tabs, "jo").get_by_role("status")).to_have_text("Farah has a link now, and comes this time.")
        tabs.look("made-at-the-door", "jo")
        in_dialog(tabs, "jo", "Back to the links")
        in_dialog(tabs, "jo", "Close")
        tabs.press("jo", "Enter")
        tabs["jo"].wait_for_selector("main.desk")
        assert "Farah" in {one.name for one in house.state.people}
        tabs.nothing_to_complain_but("Failed to load")


def test_whoever_joins_the_set_once_the_doors_are_open_reads_when_their_place_begins(
    tmp_path: Path, window: BrowserContext
) -> None:
    with Together(tmp_path) as house:
        assert house.app.parts is not None
        parts = house.app.parts
        seat = house.do(parts.store.directory.add_seat("set-one", NewPerson("Kwame", "Frimley Health", "kwame")))
        house.links["kwame"] = parts.sign_ins.link_for(seat)
        tabs = Tabs(house, window)
        page = tabs.join("kwame")
        expect(page.get_by_role("heading", level=1)).to_have_text("Your place begins with the next session.")
        expect(page.get_by_text("You’ll hear when it is.")).to_be_visible()
        house.do(plan(parts.store, parts.rooms, "set-one", starts_at=parts.clock.wall() + 48 * HOUR, minutes=120))
        tabs.press("kwame", "Look again")
        expect(page.get_by_text("This same link brings you in.")).to_contain_text(" at ")
        expect(page.get_by_text("The session is over")).to_have_count(0)
        tabs.nothing_to_complain()


def test_whoever_can_t_come_sends_apologies_before_the_doors_open_and_the_set_waits_for_nobody(
    tmp_path: Path, window: BrowserContext
) -> None:
    with NotYet(tmp_path, guests=(RAO,)) as house:
        tabs = Tabs(house, window)
        page = tabs.join("danny")
        expect(page.get_by_text("Can’t come this time?")).to_be_visible()
        tabs.press("danny", "Send my apologies")
        expect(page.get_by_text("You’ve sent your apologies.")).to_be_visible()
        tabs.press("danny", "I can come after all")
        expect(page.get_by_text("Can’t come this time?")).to_be_visible()
        tabs.press("danny", "Send my apologies")
        tabs.look("apologies", "danny")
        house.open_doors()
        # his page is still open, and is nobody in the room
        tabs.sees("danny", "The set knows that you can’t come.")
        tabs.look("apologies-begun", "danny")
        tabs.join("jo")
        expect(tabs["jo"].locator("li", has_text="Danny")).to_contain_text("sends apologies")
        tabs.press("jo", "about Ruth")
        in_dialog(tabs, "jo", "Ruth sends apologies")
        tabs.look("apologies-sent", "jo")
        expect(tabs["jo"].locator("li", has_text="Ruth")).to_contain_text("sends apologies")
        tabs.press("danny", "I can come after all")
        tabs.sees("danny", "What is said stays with us")
        expect(tabs["jo"].locator("li", has_text="Danny")).not_to_contain_text("sends apologies")
        tabs.join("rao")
        tabs.sees("rao", "You’re in the waiting room.")
        house.give("jo", c.EndNow())
        tabs.sees("rao", "Thank you for waiting.")
        tabs.look("guest-missed", "rao")
        tabs.nothing_to_complain()
