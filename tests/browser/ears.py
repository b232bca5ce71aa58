"""Browsers with a microphone: Chromium's made-up one, which beeps; with leave given, refused, or none plugged in."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect, sync_playwright

from tests.browser.conftest import ARGUMENTS, chromium
from tests.browser.tabs import Tabs

DEVICES = ("--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream")
COMES_THROUGH = '[data-level="well"], [data-level="quiet"]'
"""A meter that hears something: how loud a beep is left by what suppresses noise is not the same each time."""
CONNECTED = 30_000
"""Milliseconds in which three browsers on a busy machine have found each other."""
VOICE = ("--allow-loopback-in-peer-connection", "--mute-audio", "--autoplay-policy=no-user-gesture-required")


@contextmanager
def browser_with(*flags: str) -> Iterator[Browser]:
    """Chromium with these flags beside the usual ones."""
    with (
        sync_playwright() as playwright,
        playwright.chromium.launch(executable_path=chromium(), args=[*ARGUMENTS, *VOICE, *flags]) as launched,
    ):
        yield launched


@contextmanager
def another(browser: Browser, *flags: str) -> Iterator[Browser]:
    """A second Chromium, with other flags; one loop of playwright's serves both."""
    launched = browser.browser_type.launch(executable_path=chromium(), args=[*ARGUMENTS, *VOICE, *flags])
    yield launched
    launched.close()


@contextmanager
def window_with(browser: Browser, permissions: Sequence[str] = ("microphone", "camera")) -> Iterator[BrowserContext]:
    """One window of it, with this leave given."""
    context = browser.new_context(
        viewport={"width": 1280, "height": 800},
        locale="en-GB",
        timezone_id="Europe/London",
        reduced_motion="reduce",
        permissions=list(permissions),
    )
    context.set_default_timeout(15_000)
    yield context
    context.close()


ASKED_FOR = """() => {
  const real = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
  window.asked = [];
  navigator.mediaDevices.getUserMedia = (wanted) => { window.asked.push(wanted); return real(wanted); };
}"""
"""Whatever the page asks for can be read from `window.asked`."""

KEEPS_TRACKS = """() => {
  const real = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
  window.tracks = [];
  navigator.mediaDevices.getUserMedia = async (wanted) => {
    const stream = await real(wanted);
    window.tracks.push(...stream.getTracks());
    return stream;
  };
}"""
"""Whatever microphone the page is given can be looked at, and pulled out, from `window.tracks`."""

STATE = """async (seat) => {
  const { voiceOf } = (await import(document.scripts[0].src)).modules["voice/voice.js"];
  const { peers, own, ...state } = voiceOf(seat).state;
  return state;
}"""


def own(tabs: Tabs, who: str) -> Locator:
    """Where somebody's own voice stands in words."""
    return tabs[who].locator(".own-voice")


def dialog(tabs: Tabs, who: str) -> Locator:
    return tabs[who].get_by_role("dialog")


def state(tabs: Tabs, who: str) -> dict[str, Any]:
    """What the page's voice says of itself."""
    found: dict[str, Any] = tabs[who].evaluate(STATE, tabs.house.seats[who])
    return found


def until(page: Page, holds: str) -> None:
    """Wait for this to hold; the page's own policy forbids the waiting that a driver would do in it."""
    for _ in range(100):
        if page.evaluate(holds):
            return
        page.wait_for_timeout(100)
    raise AssertionError(f"it never held: {holds}")


def at_door(tabs: Tabs, who: str) -> Page:
    """Join is pressed, Enter isn't."""
    page = tabs.new_page(who)
    page.on("console", lambda message: tabs.complain(who, message))
    page.goto(tabs.house.links[who])
    tabs.press(who, "Join")
    tabs.sees(who, "Can we hear each other?")
    return page


def three(tabs: Tabs) -> None:
    """Jo, Amina and Ruth are in, and hear each other."""
    for who in ("jo", "amina", "ruth"):
        tabs.join(who)
    for who in ("amina", "ruth"):
        expect(own(tabs, who)).to_contain_text("Two people can hear you.", timeout=CONNECTED)


def two(tabs: Tabs) -> Page:
    """Jo and Ruth are in, and hear each other: Ruth's page."""
    tabs.join("jo")
    page = tabs.join("ruth")
    expect(own(tabs, "ruth")).to_contain_text("One person can hear you.", timeout=CONNECTED)
    return page
