"""The check at the door: microphone, speaker, line and camera are tried before entering, and nobody must."""

import json
import re
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.ears import (
    COMES_THROUGH,
    KEEPS_TRACKS,
    another,
    at_door,
    dialog,
    own,
    state,
    until,
    window_with,
)
from tests.browser.house import House
from tests.browser.tabs import Tabs

pytestmark = [pytest.mark.browser, pytest.mark.timeout(240)]

ASKED_FOR = """() => {
  const real = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
  window.asked = [];
  navigator.mediaDevices.getUserMedia = (wanted) => { window.asked.push(wanted); return real(wanted); };
}"""
REFUSES = """(name) => {
  navigator.mediaDevices.getUserMedia = async () => { throw new DOMException("", name); };
}"""


def kept(page: Page) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(page.evaluate("localStorage.getItem('airspace.voice')") or "{}")
    return found


def test_the_check_hears_me_and_the_line_and_is_remembered(house: House, room: BrowserContext) -> None:
    tabs = Tabs(house, room)
    page = at_door(tabs, "ruth")
    page.evaluate(ASKED_FOR)
    tabs.look("check", "ruth")
    assert page.evaluate("window.asked") == []  # nothing listens until somebody presses
    tabs.press("ruth", "Try my microphone")
    expect(page.locator(COMES_THROUGH)).to_have_text(re.compile("We can hear you well|You come through softly"))
    tabs.press("ruth", "Look at it")
    tabs.sees("ruth", "Good enough for voice.")
    tabs.press("ruth", "Hear myself")
    tabs.sees("ruth", "You hear yourself a second later.")
    tabs.press("ruth", "That’s enough")
    tabs.press("ruth", "Play a chime")
    tabs.sees("ruth", "Two soft notes.")
    names = page.get_by_label("Microphone").locator("option").all_inner_texts()
    page.get_by_label("Microphone").select_option(index=len(names) - 1)
    page.get_by_role("checkbox", name="Hold to speak").check()
    page.get_by_role("checkbox", name="A quiet chime").uncheck()
    tabs.look("check-on", "ruth")
    device = kept(page)["audioinput"]
    assert device
    asked = page.evaluate("window.asked")
    assert [one["audio"].get("deviceId") for one in asked] == [
        None,
        {"exact": device},
    ]  # any other is then asked for only where it is missing

    page.reload()
    expect(page.get_by_role("checkbox", name="Hold to speak")).to_be_checked()
    expect(page.get_by_role("checkbox", name="A quiet chime")).not_to_be_checked()
    tabs.press("ruth", "Enter")
    expect(own(tabs, "ruth")).to_contain_text("Nobody hears you until you hold")
    tabs.press("ruth", "Sound")
    expect(dialog(tabs, "ruth").get_by_label("Microphone")).to_have_value(device)
    tabs.nothing_to_complain()


def test_enter_is_one_press_and_asks_for_the_microphone_there(house: House, room: BrowserContext) -> None:
    tabs = Tabs(house, room)
    tabs.join("ruth")
    expect(own(tabs, "ruth").locator(".mic")).to_have_text("You can be heard")
    tabs.asked("ruth", "everyone here can hear you")
    assert state(tabs, "ruth")["microphone"] == "ready"


def test_the_microphone_on_trial_is_let_go_of_when_the_page_is_left(house: House, room: BrowserContext) -> None:
    tabs = Tabs(house, room)
    page = at_door(tabs, "ruth")
    page.evaluate(KEEPS_TRACKS)
    tabs.press("ruth", "Try my microphone")
    expect(page.locator("[data-level]")).to_be_visible()
    page.get_by_role("radio", name="By text").check(force=True)
    tabs.sees("ruth", "You’ll hear nobody")
    until(page, "window.tracks.length === 1 && window.tracks[0].readyState === 'ended'")


def test_of_several_that_were_asked_for_the_last_one_alone_is_kept(house: House, room: BrowserContext) -> None:
    tabs = Tabs(house, room)
    page = at_door(tabs, "ruth")
    page.evaluate(KEEPS_TRACKS)
    page.evaluate(
        """() => {
          const ask = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
          const rest = () => new Promise((after) => setTimeout(after, 400));
          navigator.mediaDevices.getUserMedia = (wanted) => rest().then(() => ask(wanted));
        }"""
    )
    tabs.press("ruth", "Try my microphone")
    tabs.press("ruth", "Try my microphone")
    expect(page.locator("[data-level]")).to_be_visible()
    until(page, "window.tracks.length === 2")
    assert page.evaluate("window.tracks.map((one) => one.readyState)") == ["ended", "live"]
    page.get_by_role("radio", name="By text").check(force=True)
    until(page, "window.tracks.every((one) => one.readyState === 'ended')")


@pytest.mark.parametrize(
    ("fault", "words"),
    [
        ("NotAllowedError", "doesn’t let this page use a microphone"),
        ("NotFoundError", "We found no microphone"),
        ("NotReadableError", "Another program is using your microphone"),
    ],
)
def test_whatever_hinders_the_way_in_by_text_is_open(
    house: House, room: BrowserContext, fault: str, words: str
) -> None:
    tabs = Tabs(house, room)
    page = at_door(tabs, "ruth")
    page.evaluate(REFUSES, fault)
    tabs.press("ruth", "Try my microphone")
    tabs.sees("ruth", "You can come in by text.")
    tabs.sees("ruth", words)
    tabs.look(f"check-{fault}", "ruth")
    tabs.press("ruth", "Enter")
    expect(own(tabs, "ruth")).to_contain_text("The floor is open")
    expect(own(tabs, "ruth")).to_contain_text("No microphone: you hear, and take part by text")
    expect(own(tabs, "ruth")).to_contain_text(words)
    tabs.look(f"room-{fault}", "ruth")
    tabs.say("ruth", "Good morning, everybody.")
    tabs.press("ruth", "Go on without sound")
    expect(own(tabs, "ruth").locator(".trouble")).to_have_count(0)
    expect(own(tabs, "ruth")).to_contain_text("You’re here by text")
    assert kept(page)["way"] == "text"


def test_leave_that_the_browser_refuses_is_told_at_the_door_and_can_be_given(house: House, ears: Browser) -> None:
    with another(ears, "--use-fake-device-for-media-stream") as asking, window_with(asking, permissions=()) as window:
        tabs = Tabs(house, window)
        at_door(tabs, "ruth")
        tabs.press("ruth", "Try my microphone")
        tabs.sees("ruth", "press the sign beside the address")
        window.grant_permissions(["microphone"])
        tabs.press("ruth", "Try my microphone")
        expect(tabs["ruth"].locator("[data-level]")).to_be_visible()


def test_no_microphone_in_the_machine_at_all(house: House, ears: Browser) -> None:
    with another(ears, "--use-fake-ui-for-media-stream") as bare, window_with(bare) as window:
        tabs = Tabs(house, window)
        at_door(tabs, "ruth")
        tabs.press("ruth", "Try my microphone")
        tabs.sees("ruth", "We found no microphone")
        tabs.press("ruth", "Enter")
        expect(own(tabs, "ruth")).to_contain_text("We found no microphone")
        assert state(tabs, "ruth")["trouble"] == "no_device"


def test_a_remembered_microphone_that_is_not_here_today_is_replaced_by_the_usual_one(
    house: House, room: BrowserContext
) -> None:
    tabs = Tabs(house, room)
    page = at_door(tabs, "ruth")
    page.evaluate(
        """async () => {
          const { remember } = (await import(document.scripts[0].src)).modules["voice/settings.js"];
          remember({ audioinput: "left-at-home" });
        }"""
    )
    page.reload()
    tabs.press("ruth", "Try my microphone")
    expect(page.locator(COMES_THROUGH)).to_be_visible()


def test_a_line_that_is_held_back_is_told_in_plain_words(house: House, room: BrowserContext) -> None:
    tabs = Tabs(house, room)
    page = at_door(tabs, "ruth")
    page.evaluate("() => { window.RTCPeerConnection = class { constructor() { throw new Error('blocked'); } }; }")
    tabs.press("ruth", "Look at it")
    tabs.sees("ruth", "The room can be reached; voices can’t.")
    page.evaluate(
        """() => {
          window.WebSocket = class {
            constructor() { setTimeout(() => this.onclose?.({ code: 1006 })); }
            close() {}
          };
        }"""
    )
    tabs.press("ruth", "Look again")
    tabs.sees("ruth", "Your network holds the room back.")
    tabs.look("check-line", "ruth")
    room.set_offline(True)
    tabs.press("ruth", "Look again")
    tabs.sees("ruth", "This device has no network.")
    room.set_offline(False)


def test_a_relay_that_does_not_answer_is_told_before_entering(house: House, room: BrowserContext) -> None:
    tabs = Tabs(house, room)
    page = at_door(tabs, "ruth")
    silent = {"urls": ["turn:127.0.0.1:9?transport=tcp"], "username": "1:a", "credential": "b"}
    page.route("**/ways", lambda route: route.fulfill(json={"servers": [silent], "until": None}))
    tabs.press("ruth", "Look at it")
    tabs.sees("ruth", "voices may not get through from this network")


def test_a_camera_is_looked_at_only_where_the_set_has_agreed_to_them(house: House, room: BrowserContext) -> None:
    tabs = Tabs(house, room)
    page = at_door(tabs, "ruth")
    expect(page.get_by_role("heading", name="Camera")).to_have_count(0)
    page.route(
        re.compile(r"/api/v1/seats/[^/]+$"),
        lambda route: route.fulfill(json=with_cameras(route.fetch().json())),
    )
    page.reload()
    tabs.press("ruth", "Have a look")
    expect(page.get_by_label("Your own picture")).to_be_visible()
    until(page, "document.querySelector('video').videoWidth > 0")
    tabs.sees("ruth", "Only you see this.")
    tabs.look("check-camera", "ruth")
    tabs.press("ruth", "Turn it off")
    expect(page.get_by_label("Your own picture")).to_have_count(0)


def with_cameras(seat: dict[str, Any]) -> dict[str, Any]:
    return {**seat, "session": {**seat["session"], "cameras": "small"}}


@pytest.mark.parametrize(
    ("where", "title"), [("call", "You’ll talk in your set’s own call"), ("text", "You’ll meet in writing")]
)
def test_the_door_checks_nothing_where_no_voice_is_carried(
    house: House, room: BrowserContext, where: str, title: str
) -> None:
    tabs = Tabs(house, room)
    page = tabs.new_page("ruth")

    def elsewhere(answer: dict[str, Any]) -> dict[str, Any]:
        return {**answer, "session": {**answer["session"], "where": where}}

    page.route("**/api/v1/join", lambda route: route.fulfill(json=elsewhere(route.fetch().json())))
    page.goto(house.links["ruth"])
    tabs.press("ruth", "Join")
    tabs.sees("ruth", title)
    tabs.cannot_press("ruth", "Try my microphone")
    tabs.look(f"check-{where}", "ruth")
