"""How a set meets, on its pages: beside its own call, in writing, or here, where there may be too many voices."""

from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, expect

from app.facilitation import commands as c
from app.facilitation.terms import Where
from app.store.entries import NewPerson
from tests.browser.house import House
from tests.browser.tabs import Tabs
from tests.browser.together_house import NIA, RAO, NotYet, Together

pytestmark = [pytest.mark.browser, pytest.mark.timeout(300)]

LINK = "https://call.example/l/meetup-join/19%3ameeting_a%40thread.v2/0"
OTHER = "https://call.example/j/99"
OWEN = NewPerson("Owen Price", "", "owen", beside="danny")


def beside_its_call(house: NotYet, link: str = LINK) -> None:
    """The office has chosen so, before the doors open."""
    house.do(house.app.running.store.directory.choose_where(house.set_id, Where.CALL, link))


def opens(tabs: Tabs, who: str, link: str, says: str = "Open your call") -> None:
    """The way to the call is a plain one, into a tab of its own, and the call isn't told where it was found."""
    way = tabs[who].get_by_role("link", name=says).first
    expect(way).to_be_visible()
    assert way.get_attribute("href") == link
    assert way.get_attribute("target") == "_blank"
    assert (way.get_attribute("rel") or "").split() == ["noreferrer", "noopener"]


def test_a_session_beside_the_set_s_own_call(tmp_path: Path, window: BrowserContext) -> None:
    with NotYet(tmp_path) as house:
        beside_its_call(house)
        tabs = Tabs(house, window)
        tabs.join("jo")
        tabs.join("amina")
        tabs.join("danny")
        tabs.sees("amina", "Your call, and this room beside it")
        tabs.sees("amina", "Your call controls its own microphones")
        opens(tabs, "amina", LINK)
        tabs.sees("jo", "Beside your call.")
        tabs.sees("jo", "Your call controls its own microphones")
        opens(tabs, "jo", LINK)
        tabs.look("call-lobby", "jo", "amina")
        window.route("https://call.example/**", lambda route: route.fulfill(body="the call"))
        with window.expect_page() as opened:
            tabs["amina"].get_by_role("link", name="Open your call").first.click()
        expect(opened.value.get_by_text("the call")).to_be_visible()
        assert opened.value.evaluate("[document.referrer, window.opener]") == ["", None]
        opened.value.close()

        house.to_step("r1.present")
        tabs.asked("danny", "Amina")
        opens(tabs, "danny", LINK)  # within reach in every step
        tabs.look("call-airspace", "jo", "amina", "danny")
        tabs["amina"].close()
        house.gone("amina")
        told = "Amina, Gareth, Maureen, Priya and Ruth have no line here. The clock goes on."
        expect(tabs["jo"].get_by_text(told)).to_be_visible(timeout=30_000)
        tabs.look("call-no-line", "jo")
        assert not house.state.stops  # nobody's line stops the clock beside a call
        tabs.nothing_to_complain()


def test_the_facilitator_finds_the_call_at_their_door(tmp_path: Path, window: BrowserContext) -> None:
    with NotYet(tmp_path) as house:
        beside_its_call(house)
        tabs = Tabs(house, window)
        page = tabs.new_page("jo")
        page.goto(house.links["jo"])
        tabs.press("jo", "Join")
        tabs.sees("jo", "You’ll talk in your set’s own call")
        tabs.press("jo", "The set’s links")
        expect(page.get_by_role("dialog")).to_contain_text("Meets beside its own call.")
        opens(tabs, "jo", LINK)
        tabs.look("call-door", "jo")
        page = tabs.new_page("ruth")
        page.goto(house.links["ruth"])
        tabs.press("ruth", "Join")
        tabs.sees("ruth", "You’ll talk in your set’s own call")
        assert "call.example" not in page.content()  # the room shows it, and no page before


def test_who_tells_where_the_call_is(tmp_path: Path, window: BrowserContext) -> None:
    with NotYet(tmp_path) as house:
        beside_its_call(house, "")
        tabs = Tabs(house, window)
        tabs.join("jo")
        tabs.join("ruth")
        tabs.sees("ruth", "Jo will tell you where the call is.")
        tabs.cannot_press("ruth", "Open your call")


def test_the_desk_changes_how_we_meet_for_today(tmp_path: Path, window: BrowserContext) -> None:
    with NotYet(tmp_path) as house:
        beside_its_call(house)
        tabs = Tabs(house, window)
        jo = tabs.join("jo")
        ruth = tabs.join("ruth")
        tabs.cannot_press("ruth", "Change it for today")
        tabs.press("jo", "Change it for today")
        dialog = jo.get_by_role("dialog")
        expect(dialog).to_contain_text("This holds for today only.")
        tabs.look("meet-dialog", "jo")
        tabs.choose("jo", "Here, by voice")
        expect(dialog.get_by_label("Where the call is")).to_have_count(0)
        tabs.press("jo", "Meet this way today")
        expect(dialog).to_have_count(0)
        tabs.sees("jo", "Here, by voice.")
        expect(ruth.get_by_text("Your call, and this room beside it")).to_have_count(0)
        tabs.cannot_press("ruth", "Open your call")

        tabs.press("jo", "Open Check-in")
        tabs.press("jo", "Change it for today")
        tabs.choose("jo", "Beside a call")
        box = dialog.get_by_label("Where the call is")
        expect(box).to_have_value(LINK)  # where the set's own call usually is
        box.fill("http://call.example/j/99")
        tabs.press("jo", "Meet this way today")
        expect(dialog).to_contain_text("It begins with https://")
        box.fill(OTHER)
        tabs.press("jo", "Meet this way today")
        expect(dialog).to_have_count(0)
        tabs.sees("ruth", "From now on we meet in our own call")
        opens(tabs, "ruth", OTHER)
        tabs.look("meet-changed", "jo", "ruth")
        ruth.get_by_role("button", name="Thank you").click()
        expect(ruth.locator(".rest").get_by_text("From now on we meet")).to_have_count(0)
        opens(tabs, "ruth", OTHER)

        tabs.press("jo", "Change it for today")
        tabs.choose("jo", "In writing")
        tabs.press("jo", "Meet this way today")
        tabs.sees("ruth", "From now on we meet in writing.")
        tabs.cannot_press("ruth", "Open your call")
        assert (house.state.where, house.state.call_link) == (Where.TEXT, "")
        directory = house.app.running.store.directory
        assert directory.learning_set(house.set_id).where is Where.CALL
        assert directory.call_link(house.set_id) == LINK
        tabs.nothing_to_complain()


def test_a_change_waits_until_the_airspace_is_over(tmp_path: Path, window: BrowserContext) -> None:
    with Together(tmp_path) as house:
        tabs = Tabs(house, window)
        for who in ("jo", "amina", "ruth"):
            tabs.join(who)
        house.to_step("r1.present")
        house.give("jo", c.ChooseWhere(where=Where.CALL, call_link=LINK))
        opens(tabs, "ruth", LINK)
        for who in ("amina", "ruth"):
            expect(tabs[who].get_by_text("From now on we meet")).to_have_count(0)
        tabs.press("jo", "Open Clarify")
        tabs.sees("ruth", "From now on we meet in our own call")
        tabs.sees("amina", "From now on we meet in our own call")


def test_the_lobby_says_beforehand_that_there_are_too_many_voices(tmp_path: Path, window: BrowserContext) -> None:
    with Together(tmp_path, access=(NIA, OWEN), guests=(RAO,)) as house:
        tabs = Tabs(house, window)
        jo = tabs.join("jo")
        tabs.join("ruth")
        for who in ("jo", "ruth"):
            tabs.sees(who, "Ten of us today, and this room carries nine voices.")
        tabs.sees("ruth", "Everybody has a place.")
        tabs.look("too-many", "jo", "ruth")
        jo.get_by_role("button", name="Change it for today").first.click()
        tabs.choose("jo", "In writing")
        tabs.press("jo", "Meet this way today")
        for who in ("jo", "ruth"):
            expect(tabs[who].get_by_text("this room carries nine voices")).to_have_count(0)
        tabs.sees("ruth", "In writing today")
        tabs.look("text-lobby", "ruth")
        tabs.nothing_to_complain()


def test_nine_are_not_too_many(tmp_path: Path, window: BrowserContext) -> None:
    with Together(tmp_path, access=(NIA,), guests=(RAO,)) as house:
        tabs = Tabs(house, window)
        for who in ("jo", "ruth"):
            tabs.join(who)
            expect(tabs[who].get_by_text("this room carries")).to_have_count(0)


def test_the_office_chooses_how_a_set_meets(house: House, window: BrowserContext) -> None:
    link = house.do(house.app.running.sign_ins.new_admin_link())
    tabs = Tabs(house, window)
    page = tabs.new_page("admin")
    page.goto(link)
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_text("Meets here, by voice.")).to_be_visible()
    page.get_by_label("Name of the set").fill("Southern set")
    page.get_by_label("Facilitators").fill("Sam")
    page.get_by_label("Members").fill("Hannah, Frimley Health\nKwame\nLeila\nOliver")
    page.get_by_role("radio", name="Beside a call").check(force=True)
    page.get_by_label("Where the call is").fill("call.example/abc")
    page.get_by_role("button", name="Make the set").click()
    expect(page.get_by_role("alert")).to_contain_text("begins with https://")
    tabs.look("admin-new-call", "admin")
    page.get_by_label("Where the call is").fill(LINK)
    page.get_by_role("button", name="Make the set").click()
    expect(page.get_by_text("Meets beside its own call.")).to_be_visible()
    opens(tabs, "admin", LINK, "Open the call")
    page.get_by_role("button", name="How it meets Southern set").click()
    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_label("Where the call is")).to_have_value(LINK)
    tabs.look("admin-meeting", "admin")
    dialog.get_by_role("radio", name="In writing").check(force=True)
    dialog.get_by_role("button", name="Keep it").click()
    expect(page.get_by_text("Meets in writing.")).to_be_visible()
    tabs.cannot_press("admin", "Open the call")
    tabs.nothing_to_complain_but("422")
