"""Pictures at the table: whose is seen where, how large, and how one press hides mine.

What the voice would say, a stand-in says (pictures_voice.js); who receives a picture is asked of real cameras.
"""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, expect, sync_playwright

from app.facilitation import commands as c
from app.facilitation.terms import Cameras, PauseAnswer, Where
from tests.browser.conftest import ARGUMENTS, a_window, chromium
from tests.browser.ears import CONNECTED, own
from tests.browser.pictures_seen import (
    FAKE_CAMERA,
    MAY_FAIL,
    PHONE,
    UNPLUG,
    WIDE,
    a_set,
    at_table,
    can_be_read,
    is_drawn_well,
    lamp_around,
    pressed,
    real,
    receive,
    sent,
    shows,
    stands,
    turn_on,
)
from tests.browser.tabs import Tabs
from tests.browser.together_house import NIA, Together

pytestmark = [pytest.mark.browser, pytest.mark.timeout(420)]

PEOPLE = ["jo", "amina", "danny", "ruth", "nia"]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """A Chromium whose camera shows a test picture."""
    with (
        sync_playwright() as playwright,
        playwright.chromium.launch(executable_path=chromium(), args=[*ARGUMENTS, *FAKE_CAMERA]) as launched,
    ):
        yield launched


def test_where_the_set_wants_no_pictures_there_is_no_camera_and_none_is_drawn(
    tmp_path: Path, window: BrowserContext
) -> None:
    with a_set(tmp_path, window, Cameras.OFF, *PEOPLE) as (_, tabs):
        for who in ("ruth", "jo"):
            tabs.cannot_press(who, "Turn my camera on")
            shows(tabs, who, "amina", "danny", "nia")
            at_table(tabs, who, 0)
            tabs.cannot_press(who, "large")
        # whoever signs, and the member they sign for, see each other all the same
        for who, other in (("amina", "nia"), ("nia", "amina")):
            tabs.press(who, "Turn my camera on")
            tabs.sees(who, "Nobody can see you just now")
            shows(tabs, who, "danny", other)
            tabs.sees(who, f"{other.capitalize()} can see you")
            expect(tabs[who].locator(".signer video")).to_have_count(1)
        places = at_table(tabs, "amina", 1)  # my own, at my own place
        assert places["Amina"]["picture"]["mirrored"] == "-1 1"
        at_table(tabs, "nia", 0)
        tabs.look("pictures-off", "amina", "nia")
        tabs.cannot_press("ruth", "Turn my camera on")


def test_small_pictures_stand_in_the_seats_as_they_are(tmp_path: Path, window: BrowserContext) -> None:
    with a_set(tmp_path, window, Cameras.SMALL, *PEOPLE) as (house, tabs):
        house.to_step("check-in")
        before = at_table(tabs, "ruth", 0)
        shows(tabs, "ruth", "jo", "amina", "danny", "nia")
        after = at_table(tabs, "ruth", 3)
        is_drawn_well(after)
        assert {name: one["circle"] for name, one in before.items()} == {
            name: one["circle"] for name, one in after.items()
        }
        assert lamp_around(after["Amina"]) >= 4
        assert after["Amina"]["circle"]["width"] > after["Danny"]["circle"]["width"]
        assert after["Danny"]["picture"]["mirrored"] == "none"
        tabs.cannot_press("ruth", "Don’t draw me larger")
        # whose line is gone leaves no frozen face, and a tick is seen on a picture
        house.give("amina", c.EndTurn(turn=1))
        expect(tabs["ruth"].locator(".rims .mark")).to_have_count(1)
        shows(tabs, "ruth", "jo", "amina", "danny", but={"danny": {"state": "lost"}})
        assert at_table(tabs, "ruth", 2)["Danny"]["picture"] is None
        tabs.look("pictures-small", "ruth", "jo")


@pytest.mark.long
def test_with_pictures_on_the_seats_are_larger_and_in_airspace_there_is_the_holder_alone(
    tmp_path: Path, window: BrowserContext
) -> None:
    with a_set(tmp_path, window, Cameras.ON, *PEOPLE) as (house, tabs):
        others = ["jo", "amina", "danny", "nia"]
        shows(tabs, "ruth", *others)
        for size, least in ((WIDE, 80), (PHONE, 55)):
            tabs["ruth"].set_viewport_size(size)
            places = at_table(tabs, "ruth", 3)
            is_drawn_well(places)
            assert places["Danny"]["circle"]["width"] >= least
        tabs["ruth"].set_viewport_size(WIDE)
        shows(tabs, "amina", "jo", "danny", "ruth", "nia")
        shows(tabs, "jo", "amina", "danny", "ruth", "nia")
        shows(tabs, "nia", "jo", "amina", "danny", "ruth")
        tabs.press("ruth", "Turn my camera on")
        house.to_step("check-in")
        tabs.asked("ruth", "Amina checks in")
        before = at_table(tabs, "ruth", 4)
        is_drawn_well(before)
        assert before["Ruth"]["picture"]["mirrored"] == "-1 1"
        house.to_step("r1.present")
        tabs.asked("ruth", "Amina has the airspace")
        airspace(tabs, before)
        house.to_step("r1.clarify")
        house.give("ruth", c.RaiseHand())
        expect(tabs["ruth"].locator(".rims .hand")).to_have_count(1)
        is_drawn_well(at_table(tabs, "ruth", 4))
        tabs.look("pictures-questions", "ruth")
        # while we pause together nobody is looked at
        house.give("amina", c.PauseTogether())
        tabs.sees("ruth", "Pictures rest while we pause")
        at_table(tabs, "ruth", 0)


def airspace(tabs: Tabs, before: dict[str, Any]) -> None:
    """The holder is drawn larger unless they would rather not; everybody else, and my own face, step back."""
    places = at_table(tabs, "ruth", 1)
    is_drawn_well(places)
    assert places["Amina"]["picture"]["width"] > 1.5 * before["Danny"]["picture"]["width"]
    assert lamp_around(places["Amina"]) >= 4
    assert {name: one["circle"] for name, one in places.items() if name != "Amina"} == {
        name: one["circle"] for name, one in before.items() if name != "Amina"
    }, "nobody else moves"
    tabs.sees("ruth", "Amina can see you")
    tabs.look("pictures-airspace", "ruth", "jo", "amina")
    assert at_table(tabs, "jo", 1)["Amina"]["picture"]
    expect(tabs["nia"].locator(".table video")).to_have_count(1)
    tabs.press("amina", "Turn my camera on")
    tabs.press("amina", "Don’t draw me larger")
    tabs.press("amina", "Hide my picture")
    assert pressed(tabs, "amina") == ["camera true", "large false", "camera false"]
    held = at_table(tabs, "amina", 3)  # the holder may see the others, as small as ever
    is_drawn_well(held)
    assert held["Danny"]["picture"]["width"] < held["You"]["circle"]["width"]
    shows(tabs, "ruth", "jo", "amina", "danny", "nia", but={"amina": {"large": False}})
    declined = at_table(tabs, "ruth", 1)
    is_drawn_well(declined)
    assert declined["Amina"]["picture"]["width"] <= before["Danny"]["circle"]["width"]
    assert lamp_around(declined["Amina"]) >= 4
    shows(tabs, "ruth", "jo", "danny", "nia", but={})
    assert at_table(tabs, "ruth", 0)["Amina"]["circle"]["width"] == declined["Amina"]["circle"]["width"]
    shows(tabs, "ruth", "jo", "amina", "danny", "nia")


@pytest.mark.long
def test_one_press_shows_me_one_press_hides_me_and_nothing_is_left_of_it(
    tmp_path: Path, window: BrowserContext
) -> None:
    with a_set(tmp_path, window, Cameras.ON, "jo", "amina", "ruth") as (_, tabs):
        expect(tabs["ruth"].locator(".table .seat.empty:not(.access)")).to_have_count(4)  # three of seven are here
        untouched = tabs["ruth"].locator(".table").inner_html()
        shows(tabs, "ruth", "amina")
        at_table(tabs, "ruth", 1)
        shows(tabs, "ruth", "amina", but={"amina": {"picture": None}})
        at_table(tabs, "ruth", 0)
        assert tabs["ruth"].locator(".table").inner_html() == untouched, "whoever hides leaves a mark"
        shows(tabs, "amina", "jo", "ruth")
        shows(tabs, "jo", "amina", "ruth")
        # by keyboard: focus goes with the button
        tabs.reach("amina", tabs.button("amina", "Turn my camera on"))
        tabs["amina"].keyboard.press("Enter")
        tabs.sees("amina", "Others can see you")
        expect(tabs.button("amina", "Hide my picture")).to_be_focused()
        tabs.cannot_press("amina", "Don’t draw me larger")  # but in the dialog, until it may come to that
        tabs.press("amina", "Sound")
        larger = tabs["amina"].get_by_label("My picture may be drawn larger while I have the airspace")
        larger.uncheck()
        larger.check()
        tabs["amina"].keyboard.press("Escape")
        tabs.reach("amina", tabs.button("amina", "Hide my picture"))
        tabs["amina"].keyboard.press("Enter")
        expect(tabs.button("amina", "Turn my camera on")).to_be_focused()
        at_table(tabs, "amina", 2)  # theirs, and mine no longer
        assert pressed(tabs, "amina") == ["camera true", "large false", "large true", "camera false"]
        for camera, words in (
            ("asking", "Your browser asks whether it may use your camera"),
            ("resting", "Pictures are resting: the line is poor. Voices go on."),
            ("denied", "You don’t need one; to show your picture, press the sign beside the address"),
        ):
            stands(tabs, "amina", camera=camera)
            tabs.sees("amina", words)
            at_table(tabs, "amina", 2)
            tabs.accessible("amina")
        tabs.press("amina", "Go on without a picture")
        tabs.press("jo", "Turn my camera on")
        tabs.sees("jo", "Others can see you")
        tabs.press("jo", "Hide my picture")
        stands(tabs, "amina", way="text")
        tabs.cannot_press("amina", "Turn my camera on")


@pytest.mark.long
def test_an_access_seats_picture_is_never_made_smaller_nor_put_away(tmp_path: Path, window: BrowserContext) -> None:
    with a_set(tmp_path, window, Cameras.SMALL, *PEOPLE) as (house, tabs):
        expect(tabs["amina"].locator(".signer")).to_have_count(0)
        shows(tabs, "amina", "jo", "danny", "ruth", "nia")
        shows(tabs, "nia", "amina")
        can_be_read(tabs, "amina")
        for step in ("check-in", "asking"):
            house.to_step(step)
            can_be_read(tabs, "amina")
            tabs.look(f"pictures-{step}", "amina")
        house.to_step("r1.present")
        tabs.asked("amina", "Nobody will break in")
        can_be_read(tabs, "amina")
        can_be_read(tabs, "nia")  # and the other way round: whoever interprets sees who signs
        tabs.look("pictures-signed-airspace", "amina", "nia")
        anybody_may_ask(tabs)
        house.to_step("r1.clarify")
        can_be_read(tabs, "amina")
        house.give("amina", c.PauseTogether())
        tabs.asked("amina", "The clock has stopped")
        can_be_read(tabs, "amina")
        tabs.look("pictures-pause", "amina")
        # a poor line: its place is kept, and says so
        shows(tabs, "amina", "jo", "nia", but={"nia": {"picture": None}})
        tabs.sees("amina", "Nia’s picture isn’t coming through just now.")
        expect(tabs["amina"].locator(".signing")).to_be_visible()
        shows(tabs, "amina", "jo", "nia")
        can_be_read(tabs, "amina")
        pause = house.state.pause
        assert pause is not None
        house.give("amina", c.AnswerPause(pause=pause.id, answer=PauseAnswer.CARRY_ON))
        house.to_step("close")
        tabs.sees("amina", "Thank you")
        can_be_read(tabs, "amina")
        shows(tabs, "amina", "jo")  # gone home
        expect(tabs["amina"].locator(".signer")).to_have_count(0)


def anybody_may_ask(tabs: Tabs) -> None:
    """Somebody else who reads signing asks to see it large, in airspace too, and puts it away again."""
    shows(tabs, "ruth", "jo", "amina", "nia")
    expect(tabs["ruth"].locator(".signer")).to_have_count(0)
    tabs.press("ruth", "See Nia large")
    can_be_read(tabs, "ruth")
    tabs.look("pictures-asked", "ruth")
    tabs.press("ruth", "Put it away")
    expect(tabs["ruth"].locator(".signer")).to_have_count(0)
    shows(tabs, "jo", "amina", "nia")
    tabs.press("jo", "See Nia large")
    can_be_read(tabs, "jo")
    tabs.accessible("jo")
    tabs.press("jo", "Put it away")


def test_where_the_set_wants_no_pictures_a_signers_goes_to_their_member_alone(tmp_path: Path, browser: Browser) -> None:
    with real(tmp_path, browser, "jo", "ruth", "amina", "nia", cameras=Cameras.OFF) as (_, tabs):
        for who, other in (("nia", "Amina"), ("amina", "Nia")):
            turn_on(tabs, who, f"{other} can see you")
        receive(tabs, amina={"nia"}, nia={"amina"}, jo=set(), ruth=set())
        for who in ("jo", "ruth"):
            tabs.cannot_press(who, "large")


def test_who_is_said_to_see_me_gets_my_picture_and_nobody_else_does(tmp_path: Path, browser: Browser) -> None:
    for_danny = replace(NIA, beside="danny")
    with real(
        tmp_path,
        browser,
        "jo",
        "amina",
        "danny",
        "nia",
        cameras=Cameras.SMALL,
        round_format="troika",
        access=[for_danny],
    ) as (house, tabs):
        for who in ("amina", "danny", "nia"):
            turn_on(tabs, who)
        receive(tabs, jo={"amina", "danny", "nia"}, amina={"danny", "nia"}, danny={"amina", "nia"})
        # in airspace all see the holder, and the holder all; whoever signs may be asked for at any time
        house.to_step("r1.share")
        tabs.sees("danny", "Amina and Nia can see you")
        for who in ("amina", "nia"):
            tabs.sees(who, "Others can see you")
        receive(tabs, jo={"amina", "nia"}, amina={"danny", "nia"}, danny={"amina", "nia"}, nia={"amina", "danny"})
        tabs.press("jo", "See Nia large")
        can_be_read(tabs, "jo")
        house.give("amina", c.PauseTogether())
        tabs.sees("amina", "Pictures rest while we pause")
        tabs.sees("danny", "Nia can see you")
        receive(tabs, jo={"nia"}, amina={"nia"}, danny={"nia"}, nia={"danny"})
        pause = house.state.pause
        assert pause is not None
        house.give("amina", c.AnswerPause(pause=pause.id, answer=PauseAnswer.CARRY_ON))
        house.to_step("r1.clarify")
        receive(tabs, jo={"amina", "danny", "nia"}, nia={"amina", "danny"})
        house.to_step("r1.consult")  # the client turns away, and may look on
        tabs.sees("amina", "Your picture rests for this step")
        receive(tabs, jo={"danny", "nia"}, amina={"danny", "nia"}, danny={"nia"}, nia={"danny"})


def test_on_a_poor_line_an_access_seats_picture_comes_more_seldom_to_everybody_and_never_rests(
    tmp_path: Path, browser: Browser
) -> None:
    with real(tmp_path, browser, "jo", "amina", "nia", cameras=Cameras.SMALL) as (_, tabs):
        for who in ("nia", "amina"):
            turn_on(tabs, who)
        receive(tabs, jo={"amina", "nia"}, amina={"nia"}, nia={"amina"})
        assert sent(tabs, "nia") == {"jo": 25, "amina": 25}
        for who in ("nia", "amina"):
            tabs[who].evaluate("() => { window.line = 'poor'; }")
        receive(tabs, jo={"nia"}, amina={"nia"}, nia={"amina"})
        tabs.sees("amina", "Nia can see you")
        tabs.sees("nia", "Others can see you")
        assert sent(tabs, "nia") == {"jo": 10, "amina": 10}
        assert sent(tabs, "amina") == {"jo": None, "nia": 10}


FAULTS = {
    "NotFoundError": "We found no camera. You don’t need one",
    "NotReadableError": "Another program is using your camera. You don’t need it here",
    "NotAllowedError": "Your browser doesn’t let this page use a camera. You don’t need one",
}


def test_a_camera_that_cannot_be_had_or_goes_is_told_and_one_press_tries_again_or_goes_on(
    tmp_path: Path, browser: Browser
) -> None:
    with real(tmp_path, browser, "jo", "ruth", cameras=Cameras.SMALL) as (_, tabs):
        page, pressing = tabs["ruth"], tabs["ruth"].locator(".camera button:focus")
        for who in ("jo", "ruth"):
            expect(own(tabs, who)).to_contain_text("One person can hear you.", timeout=CONNECTED)
        untouched = tabs["jo"].locator(".table").inner_html()
        page.evaluate(MAY_FAIL)
        tabs.keyboard = True
        for fault, words in FAULTS.items():
            page.evaluate("(fault) => { window.fault = fault; }", fault)
            for name in ("Turn my camera on", "Try my camera again"):
                tabs.press("ruth", name)
                tabs.sees("ruth", words)
                expect(pressing).to_have_count(1)
                expect(page.locator("#announce")).to_contain_text(words)
            tabs.look(f"pictures-{fault}", "ruth")
            tabs.press("ruth", "Go on without a picture")
            expect(tabs.button("ruth", "Turn my camera on")).to_be_focused()
        tabs.press("ruth", "Turn my camera on")
        page.evaluate("() => { window.fault = ''; }")
        tabs.press("ruth", "Try my camera again")
        tabs.sees("ruth", "Others can see you")
        expect(pressing).to_have_text("Hide my picture")
        at_table(tabs, "jo", 1)
        # unplugged: told, but focus stays where it is, and no other camera takes its place by itself
        tabs["ruth"].bring_to_front()
        tabs.reach("ruth", tabs.button("ruth", "Sound"))
        page.evaluate(UNPLUG)
        tabs.sees("ruth", "Your camera has gone; perhaps it was unplugged. You don’t need it")
        expect(tabs.button("ruth", "Sound")).to_be_focused()
        expect(page.locator("#announce")).to_contain_text("Your camera has gone")
        at_table(tabs, "jo", 0)
        assert tabs["jo"].locator(".table").inner_html() == untouched, "whoever has no camera bears a mark"
        tabs.look("pictures-unplugged", "ruth")
        at_table(tabs, "ruth", 0)
        tabs.press("ruth", "Try my camera again")
        tabs.sees("ruth", "Others can see you")
        at_table(tabs, "jo", 1)


def test_a_camera_turned_on_here_is_seen_there_and_hidden_again(tmp_path: Path, browser: Browser) -> None:
    with a_window(browser) as one, a_window(browser) as other, Together(tmp_path, cameras=Cameras.SMALL) as house:
        amina, ruth = Tabs(house, one), Tabs(house, other)
        for tabs in (amina, ruth):
            tabs.window.grant_permissions(["microphone", "camera"])
        amina.join("amina")
        ruth.join("ruth")
        at_table(ruth, "ruth", 0)
        turn_on(amina, "amina")
        is_drawn_well(at_table(amina, "amina", 1))
        there = at_table(ruth, "ruth", 1)
        is_drawn_well(there)
        assert there["Amina"]["picture"]["plays"]
        amina.press("amina", "Hide my picture")
        at_table(amina, "amina", 0)
        assert at_table(ruth, "ruth", 0)["Amina"]["picture"] is None
        amina.cannot_press("amina", "Hide my picture")
        amina.nothing_to_complain()
        ruth.nothing_to_complain()


def test_a_camera_is_let_go_of_when_the_set_meets_elsewhere(tmp_path: Path, browser: Browser) -> None:
    with a_window(browser) as window, Together(tmp_path, cameras=Cameras.ON) as house:
        tabs = Tabs(house, window)
        window.grant_permissions(["microphone", "camera"])
        tabs.join("jo")
        page = tabs.join("amina")
        turn_on(tabs, "amina")
        module = "import(document.scripts[0].src).then(({ modules }) => modules['voice/voice.js'])"
        voice = f"{module}.then(({{ voiceOf }}) => voiceOf(location.pathname.split('/').pop()))"
        page.evaluate(f"{voice}.then(({{ state }}) => {{ window.own = state.own; }})")
        house.give("jo", c.ChooseWhere(where=Where.TEXT))
        tabs.cannot_press("amina", "Hide my picture")
        assert page.evaluate("window.own.getTracks().every((one) => one.readyState === 'ended')")
        tabs.nothing_to_complain()


@pytest.mark.long
def test_whoever_signs_is_seen_large_by_their_member_also_where_the_set_wants_no_pictures(
    tmp_path: Path, browser: Browser
) -> None:
    with (
        a_window(browser) as one,
        a_window(browser) as other,
        Together(tmp_path, cameras=Cameras.OFF, access=[NIA]) as house,
    ):
        amina, nia = Tabs(house, one), Tabs(house, other)
        for tabs in (amina, nia):
            tabs.window.grant_permissions(["microphone", "camera"])
        amina.join("amina")
        nia.join("nia")
        nia.join("jo")
        turn_on(nia, "nia", "Amina can see you")
        can_be_read(amina, "amina")
        at_table(amina, "amina", 0)
        turn_on(amina, "amina", "Nia can see you")
        can_be_read(nia, "nia")
        house.to_step("check-in")
        can_be_read(amina, "amina")
        amina.press("amina", "Hide my picture")
        nia.sees("nia", "Amina’s picture isn’t coming through just now.")
        can_be_read(amina, "amina")
        amina.nothing_to_complain()
        nia.nothing_to_complain()
