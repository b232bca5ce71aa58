"""The pages that are not the room: the door, the own page, the administrator's, and what stands where nothing is."""

import re

import pytest
from playwright.sync_api import BrowserContext, expect

from tests.browser.house import House
from tests.browser.tabs import Tabs

pytestmark = [pytest.mark.browser, pytest.mark.timeout(120)]


def test_nothing_happens_until_join_is_pressed(house: House, window: BrowserContext) -> None:
    tabs = Tabs(house, window)
    page = tabs.new_page("ruth")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(f"{request.method} {request.url}"))
    page.goto(house.links["ruth"])
    tabs.sees("ruth", "There’s a place kept for you.")
    tabs.look("join", "ruth")
    assert not [one for one in asked if one.startswith("POST")]
    assert window.cookies() == []
    tabs.press("ruth", "First time here?")
    tabs.sees("ruth", "One person at a time has the airspace")
    tabs.press("ruth", "Join")
    tabs.sees("ruth", "Hello, Ruth.")
    assert "#" not in page.url, "the token leaves the address bar"
    token = house.links["ruth"].split("#")[1]
    assert not [one for one in asked if token in one], "the token in an address that reached the server"
    tabs.look("join-ready", "ruth")
    (cookie,) = window.cookies()
    assert cookie["name"] == f"__Host-seat-{house.seats['ruth']}"
    assert cookie["httpOnly"]
    assert cookie["secure"]
    page.reload()
    tabs.sees("ruth", "Hello, Ruth.")
    tabs.press("ruth", "Enter")
    tabs.asked("ruth", "Get a cup of tea")


@pytest.mark.parametrize("path", ["/join#nothing-of-that-kind", "/join", "/room/nowhere", "/nothing-here", "/"])
def test_where_there_is_no_door_a_plain_word_says_what_to_do(house: House, window: BrowserContext, path: str) -> None:
    tabs = Tabs(house, window)
    page = tabs.new_page("somebody")
    page.goto(house.url + path)
    if path.endswith("kind"):
        tabs.press("somebody", "Join")
    expect(page.locator("h1")).to_be_visible()
    expect(page.get_by_text(re.compile("link", re.IGNORECASE)).first).to_be_visible()
    tabs.look("no-door", "somebody")


def test_what_i_took_away_is_behind_a_pin(example_house: House, window: BrowserContext) -> None:
    tabs = Tabs(example_house, window)
    page = tabs.join("amina")
    page.goto(f"{example_house.url}/mine/{example_house.seats['amina']}")
    tabs.sees("amina", "Choose a PIN first")
    tabs.look("pin", "amina")
    tabs.write("amina", "PIN", "2468")
    tabs.press("amina", "Choose this PIN")
    tabs.sees("amina", "Session 1")
    tabs.sees("amina", "Questions I was asked")
    tabs.look("own-page", "amina")
    page.reload()
    tabs.write("amina", "PIN", "1111")
    tabs.press("amina", "Open my page")
    expect(page.get_by_role("alert").or_(page.locator(".notice")).first).to_be_visible()
    expect(page.get_by_text("Questions I was asked")).to_have_count(0)
    tabs.write("amina", "PIN", "2468")
    tabs.press("amina", "Open my page")
    tabs.sees("amina", "Questions I was asked")
    tabs.nothing_to_complain_but("403", "401")


def test_an_administrator_starts_a_set_and_a_renewed_link_shuts_the_old_one(
    house: House, window: BrowserContext
) -> None:
    assert house.app.parts is not None
    link = house.do(house.app.parts.sign_ins.new_admin_link())
    tabs = Tabs(house, window)
    page = tabs.new_page("admin")
    page.goto(link)
    expect(page.locator("h1")).to_be_visible()
    tabs.look("admin-door", "admin")
    page.locator("button.primary").click()
    page.wait_for_url(re.compile("/admin$"))
    expect(page.get_by_text("Set one").first).to_be_visible()
    tabs.look("admin", "admin")
    page.get_by_label("Name of the set").fill("Southern set")
    page.get_by_label("Members").fill("Hannah, Frimley Health\nKwame\nLeila\nOliver")
    page.get_by_label("How rounds go").select_option("troika")
    page.get_by_role("checkbox", name="The first time as a first session").check()
    page.get_by_label("How many sessions").fill("6")
    page.get_by_role("button", name="Make the set").click()
    expect(page.get_by_text("The set runs itself")).to_be_visible()
    expect(page.get_by_text("Session 1 of 6")).to_be_visible()
    southern = page.get_by_role("button", name="Add somebody Southern set")
    southern.click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_role("radio", name="An interpreter").check()
    dialog.get_by_label("Name").fill("Nia")
    dialog.get_by_label("There for").select_option(label="Kwame")
    tabs.accessible("admin")
    dialog.get_by_role("button", name="Add them").click()
    expect(page.get_by_text("Nia has a link now, and comes this time.")).to_be_visible()
    expect(page.get_by_text("for Kwame")).to_be_visible()
    page.get_by_role("button", name="Plan a session Southern set").click()
    dialog.get_by_label("Day and time").fill("2031-01-14T10:00")
    dialog.get_by_label("How the session goes").select_option("last-session")
    dialog.get_by_label("Minutes").fill("20")
    dialog.get_by_role("button", name="Plan it").click()
    expect(dialog.get_by_role("alert")).to_contain_text("too short for its steps")
    dialog.get_by_label("Minutes").fill("")
    dialog.get_by_role("button", name="Plan it").click()
    expect(dialog).to_have_count(0)
    page.get_by_role("button", name="Support line Southern set").click()
    dialog.get_by_label("Whom to turn to").fill("Staff support: 0191 496 0000")
    dialog.get_by_role("button", name="Keep it").click()
    expect(dialog).to_have_count(0)
    page.get_by_role("button", name="Revoke Ruth").click()
    expect(dialog).to_contain_text("leaves the room at once")
    dialog.get_by_role("button", name="Leave it as it is").click()
    expect(page.get_by_role("button", name="Revoke Ruth")).to_be_visible()
    page.get_by_role("button", name="Revoke Ruth").click()
    dialog.get_by_role("button", name="Revoke Ruth’s link").click()
    expect(page.get_by_role("button", name="Revoke Ruth")).to_have_count(0)
    tabs.look("admin-set", "admin")


def test_a_removed_member_is_told_kindly_and_cannot_come_back(house: House, window: BrowserContext) -> None:
    tabs = Tabs(house, window)
    tabs.join("jo")
    page = tabs.join("ruth")
    tabs["jo"].get_by_role("button", name="More about Ruth").click()
    tabs.press("jo", "Take out of this session")
    tabs.press("jo", "Take Ruth out")
    tabs.sees("ruth", "You’re no longer in this session.")
    tabs.look("removed", "ruth")
    page.goto(house.links["ruth"])
    tabs.press("ruth", "Join")
    tabs.press("ruth", "Enter")
    tabs.sees("ruth", "You’re no longer in this session.")


def test_leaving_and_coming_back_and_stepping_out(house: House, window: BrowserContext) -> None:
    tabs = Tabs(house, window)
    tabs.join("jo")
    tabs.join("ruth")
    tabs.press("ruth", "Back soon")
    tabs.asked("ruth", "You’re out for a moment")
    tabs.look("out", "ruth")
    tabs.press("ruth", "I’m back")
    tabs["ruth"].get_by_role("button", name="Leave", exact=True).click()
    tabs["ruth"].get_by_role("dialog").get_by_role("button", name="Leave").click()
    tabs.sees("ruth", "You’ve left for today.")
    tabs.look("left", "ruth")
    tabs.press("ruth", "Go back in")
    tabs.asked("ruth", "Get a cup of tea")
    # somebody who leaves in one tab has left in the other too, which is their desk
    beside = tabs.new_page("jo-beside")
    beside.goto(f"{house.url}/room/{house.seats['jo']}")
    desk = tabs["jo"]
    beside.get_by_role("button", name="Leave", exact=True).click()
    beside.get_by_role("dialog").get_by_role("button", name="Leave").click()
    expect(beside.get_by_role("heading", level=1)).to_have_text("You’ve left for today.")
    desk.bring_to_front()
    expect(desk.get_by_role("heading", level=1)).to_have_text("You’ve left for today.")


def test_a_newer_link_pasted_over_an_old_one_is_the_one_that_is_read(house: House, window: BrowserContext) -> None:
    tabs = Tabs(house, window)
    page = tabs.new_page("ruth")
    page.goto(f"{house.url}/join#an-old-one")
    tabs.press("ruth", "Join")
    expect(page.get_by_role("alert")).to_contain_text("newest")
    page.goto(house.links["ruth"])  # nothing but what stands behind the hash is another
    expect(page.get_by_role("alert")).to_have_count(0)
    tabs.press("ruth", "Join")
    tabs.sees("ruth", "Hello, Ruth.")
    page.goto(house.links["danny"])
    tabs.press("ruth", "Join")
    tabs.sees("ruth", "Hello, Danny.")


def test_the_desk_shows_links_again_and_keys_can_be_turned_off(house: House, window: BrowserContext) -> None:
    tabs = Tabs(house, window)
    page = tabs.join("jo")
    tabs.join("ruth")
    tabs.press("jo", "The set’s links")
    expect(page.get_by_role("dialog")).to_contain_text("Ruth")
    expect(page.get_by_role("dialog").get_by_label("Ruth")).to_have_value(house.links["ruth"])
    tabs.accessible("jo")
    page.keyboard.press("Escape")
    page.keyboard.press("n")
    tabs.asked("jo", "checks in")
    page.keyboard.press("?")
    expect(page.get_by_role("dialog")).to_be_visible()
    tabs.accessible("jo")
    page.get_by_role("dialog").get_by_role("checkbox").click()
    page.keyboard.press("Escape")
    page.keyboard.press("n")
    tabs.press("jo", "I can’t hear")  # an answer to what came after: by then the key's command would have been done
    tabs.sees("jo", "We’ve passed it on.")
    tabs.asked("jo", "checks in")
