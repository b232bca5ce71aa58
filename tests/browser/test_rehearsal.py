"""A rehearsal in the browser: asked for in the lobby, marked as what it is, and counted down as fast as its room."""

from dataclasses import replace

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from app.programme.formats import round_formats, session_formats
from tests.browser.house import House
from tests.browser.tabs import Tabs

pytestmark = [pytest.mark.browser, pytest.mark.timeout(120)]

DRAWN = "() => new Promise((done) => requestAnimationFrame(() => setTimeout(done)))"
BELIEVES = "async () => (await import(document.scripts[0].src)).modules['clock.js'].now()"
WITHIN = 1_000
"""Milliseconds here, on a loaded machine; twelve times as much goes by there."""


def practise(tabs: Tabs, window: BrowserContext, seat: str) -> Page:
    """From the desk's lobby, by the dialog, into a practice room in a tab of its own."""
    page = tabs["jo"]
    page.get_by_role("button", name="Practise").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_role("radio", name=seat).check()
    dialog.get_by_role("radio", name="Twelve times as fast").check()
    dialog.get_by_role("button", name="Open a practice room").click()
    with window.expect_page() as opened:
        dialog.get_by_role("link", name="Go to the practice room").click()
    room = opened.value
    room.get_by_role("button", name="Join").click()
    room.get_by_role("button", name="Enter").click()
    room.locator(".rehearsal").wait_for()
    return room


def test_a_facilitator_practises_at_a_desk_of_their_own(house: House, window: BrowserContext) -> None:
    tabs = Tabs(house, window)
    tabs.join("jo")
    assert tabs["jo"].locator(".rehearsal").count() == 0
    room = practise(tabs, window, "I facilitate")
    assert room.locator(".rehearsal").inner_text().split("\n") == ["Rehearsal 12 times as fast"]
    assert room.get_by_role("button", name="Practise").count() == 0
    parts = house.app.running
    (begun,) = parts.rehearsals.on
    inside = next(one.room for one in parts.rooms.now_open() if one.room.id == begun.session_id)
    room.get_by_role("button", name="Open Check-in").click()
    room.locator(".mid-time").first.wait_for()
    for _ in range(2):
        before, believed, after = inside.now(), room.evaluate(BELIEVES), inside.now()
        assert before - WITHIN * 12 <= believed <= after + WITHIN * 12
        room.wait_for_timeout(1_500)
    first = room.locator(".mid-time").first.text_content()
    expect(room.locator(".mid-time").first).not_to_have_text(first or "")
    house.do(parts.rehearsals.end(begun))
    assert tabs["jo"].locator(".rehearsal").count() == 0
    assert tabs["jo"].evaluate(BELIEVES) - house.app.clock.wall() < WITHIN


def test_the_administrator_practises_as_a_member(house: House, window: BrowserContext) -> None:
    link = house.do(house.app.running.sign_ins.new_admin_link())
    page = window.new_page()
    page.goto(link)
    page.get_by_role("button", name="Sign in").click()
    page.get_by_role("button", name="Practise with simulated members").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_role("radio", name="I’m a guest").check()
    assert dialog.locator("#practise-place").count() == 0
    dialog.get_by_role("radio", name="I’m a member").check()
    dialog.get_by_label("Whose place").select_option("Ruth")
    for label, titles in (("#practise-session", session_formats()), ("#practise-round", round_formats())):
        shown = dialog.locator(label).locator("option").all_inner_texts()
        assert {one.title for one in titles.values()} <= set(shown)
    dialog.locator("#practise-session").select_option("als-30")
    dialog.locator("#practise-round").select_option("troika")
    dialog.get_by_role("button", name="Open a practice room").click()
    link_there = dialog.get_by_role("link", name="Go to the practice room")
    assert "/join#s-" in (link_there.get_attribute("href") or "")
    (begun,) = house.app.running.rehearsals.on
    assert begun.human is not None
    assert begun.human.name == "Ruth"
    practice = house.app.running.store.practices.of_set(begun.set_id)
    assert practice is not None
    assert practice.speed == 4
    made = house.app.running.store.directory.learning_set(begun.set_id)
    assert (made.session_format, made.round_format) == ("als-30", "troika")
    house.do(house.app.running.rehearsals.end(begun))


def test_where_no_rehearsals_are_held_nothing_offers_one(
    house: House, window: BrowserContext, monkeypatch: pytest.MonkeyPatch
) -> None:
    parts = house.app.running
    tabs = Tabs(house, window)
    tabs.join("jo")
    tabs["jo"].get_by_role("button", name="Practise").wait_for()
    settings = parts.settings.model_copy(update={"rehearsals": 0})
    monkeypatch.setattr(house.app.api.state, "parts", replace(parts, settings=settings))
    with tabs["jo"].expect_response("**/rehearsals") as answer:
        tabs["jo"].reload()
    assert answer.value.json()["offered"] is False
    tabs["jo"].locator("footer.sill").wait_for()
    tabs["jo"].evaluate(DRAWN)  # what the answer brings has been drawn
    assert tabs["jo"].get_by_role("button", name="Practise").count() == 0
