"""The pages that are not the room: the door, the own page, the administrator's, and what stands where nothing is."""

import re

import pytest
from playwright.sync_api import BrowserContext, expect

from tests.browser.house import House
from tests.browser.tabs import Tabs

pytestmark = [pytest.mark.browser, pytest.mark.timeout(120)]


def test_nothing_happens_until_join_is_pressed(house: House, window: BrowserContext) -> None:
    tabs = Tabs(house, window)
    page = tabs.tabs["ruth"] = window.new_page()
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
    page = tabs.tabs["somebody"] = window.new_page()
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
    page = tabs.tabs["admin"] = window.new_page()
    page.goto(link)
    expect(page.locator("h1")).to_be_visible()
    tabs.look("admin-door", "admin")
    page.locator("button.primary").click()
    page.wait_for_url(re.compile("/admin$"))
    expect(page.get_by_text("Set one").first).to_be_visible()
    tabs.look("admin", "admin")


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


def test_the_desk_shows_links_again_and_keys_can_be_turned_off(house: House, window: BrowserContext) -> None:
    tabs = Tabs(house, window)
    page = tabs.join("jo")
    tabs.join("ruth")
    tabs.press("jo", "Show links again")
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
    page.wait_for_timeout(400)
    tabs.asked("jo", "checks in")
