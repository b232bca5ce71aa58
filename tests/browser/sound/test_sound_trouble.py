"""What may be the matter with sound: told in plain words, and mended by itself or by one press."""

import pytest
from playwright.sync_api import BrowserContext, expect

from tests.browser.ears import CONNECTED, KEEPS_TRACKS, at_door, dialog, own, three, two
from tests.browser.tabs import Tabs
from tests.browser.together_house import Together

pytestmark = [pytest.mark.browser, pytest.mark.timeout(240)]

NONE_FOUND = """() => {
  navigator.mediaDevices.getUserMedia = async () => { throw new DOMException("", "NotFoundError"); };
}"""


def test_sound_that_the_browser_holds_back_plays_after_one_press(together: Together, room: BrowserContext) -> None:
    tabs = Tabs(together, room)
    two(tabs)
    tabs["ruth"].evaluate(
        """async (seat) => {
          const { voiceOf } = (await import(document.scripts[0].src)).modules["voice/voice.js"];
          const { context } = voiceOf(seat).ear;
          context.resume = () => Promise.reject(new Error("press"));
          document.addEventListener("pointerdown", () => { delete context.resume; }, true);
          await context.suspend();
        }""",
        together.seats["ruth"],
    )
    expect(own(tabs, "ruth")).to_contain_text("Your browser keeps the sound off until you press.")
    expect(own(tabs, "ruth").locator(".mic")).to_have_text("Nobody hears you until you press")
    tabs.look("room-silent", "ruth")
    tabs.press("ruth", "Let me hear the others")
    expect(own(tabs, "ruth").locator(".trouble")).to_have_count(0)
    expect(own(tabs, "ruth").locator(".mic")).to_have_text("You can be heard")


def test_a_device_that_stands_still_is_told_until_it_plays_again(together: Together, room: BrowserContext) -> None:
    tabs = Tabs(together, room)
    three(tabs)
    together.to_step("r1.present")
    page = tabs["ruth"]
    page.evaluate(
        """async (seat) => {
          const { voiceOf } = (await import(document.scripts[0].src)).modules["voice/voice.js"];
          window.context = voiceOf(seat).ear.context;
          const still = context.currentTime;
          Object.defineProperty(context, "currentTime", { get: () => still, configurable: true });
        }""",
        together.seats["ruth"],
    )
    expect(own(tabs, "ruth")).to_contain_text("No sound is coming out of this device.")
    tabs.look("room-stuck", "ruth")
    expect(tabs["amina"].locator("main")).to_contain_text("Ruth can’t hear you", timeout=CONNECTED)
    page.evaluate("() => { delete context.currentTime; }")
    expect(own(tabs, "ruth").locator(".trouble")).to_have_count(0)
    tabs.asked("amina", "Two people can hear you.")


def test_the_sound_is_in_one_window_and_one_press_brings_it_here(together: Together, room: BrowserContext) -> None:
    tabs = Tabs(together, room)
    two(tabs)
    first = tabs.tabs["first"] = tabs["ruth"]
    tabs.join("ruth")
    expect(first.locator(".own-voice")).to_contain_text("Your sound is in another window")
    tabs.look("room-elsewhere", "first")
    tabs.press("first", "Bring the sound here")
    expect(own(tabs, "ruth")).to_contain_text("Your sound is in another window")
    expect(first.locator(".own-voice .trouble")).to_have_count(0)
    expect(first.locator(".own-voice")).to_contain_text("One person can hear you.", timeout=CONNECTED)


def test_an_unplugged_microphone_is_changed_over_and_told(together: Together, room: BrowserContext) -> None:
    tabs = Tabs(together, room)
    page = at_door(tabs, "ruth")
    page.evaluate(KEEPS_TRACKS)
    tabs.press("ruth", "Enter")
    expect(own(tabs, "ruth").locator(".mic")).to_have_text("You can be heard")
    page.evaluate("window.tracks.at(-1).dispatchEvent(new Event('mute'))")
    expect(own(tabs, "ruth").locator(".mic")).to_have_text("Nobody hears you just now")
    expect(own(tabs, "ruth")).to_contain_text("Something else has your microphone just now")
    tabs.press("ruth", "Use it again")
    expect(own(tabs, "ruth").locator(".trouble")).to_have_count(0)
    page.evaluate("window.tracks.at(-1).dispatchEvent(new Event('ended'))")
    expect(own(tabs, "ruth")).to_contain_text("We’ve changed over to another one")
    expect(own(tabs, "ruth").locator(".mic")).to_have_text("You can be heard")
    tabs.look("room-changed-over", "ruth")


def test_a_room_that_carries_no_more_voices_is_taken_part_in_by_text(together: Together, room: BrowserContext) -> None:
    tabs = Tabs(together, room)
    two(tabs)
    tabs["ruth"].evaluate(  # as the server says it to a tenth
        """async (seat) => {
          const { voiceOf } = (await import(document.scripts[0].src)).modules["voice/voice.js"];
          voiceOf(seat).hear({ type: "voice_refused", code: "voice_full", sentence: "" });
        }""",
        together.seats["ruth"],
    )
    expect(own(tabs, "ruth")).to_contain_text("The room carries no more voices just now.")
    expect(own(tabs, "ruth").locator(".mic")).to_contain_text("The floor is open")
    tabs.look("room-full", "ruth")
    tabs.press("ruth", "Try again")
    expect(own(tabs, "ruth")).to_contain_text("One person can hear you.", timeout=CONNECTED)


def test_without_a_microphone_it_is_told_in_full_where_there_is_time_for_it(
    together: Together, room: BrowserContext
) -> None:
    tabs = Tabs(together, room)
    tabs.join("jo")
    page = at_door(tabs, "ruth")
    page.evaluate(NONE_FOUND)
    tabs.press("ruth", "Enter")
    expect(own(tabs, "ruth").locator(".trouble")).to_contain_text("We found no microphone.")
    together.to_step("check-in")
    expect(own(tabs, "ruth").locator(".trouble")).to_have_count(0)
    expect(own(tabs, "ruth")).to_contain_text("No microphone; see “Sound”")
    tabs.press("ruth", "Sound")
    expect(dialog(tabs, "ruth").locator(".trouble")).to_contain_text("We found no microphone.")
    tabs.accessible("ruth")


UNPLUGS = """(seat) => {
  const output = (deviceId) => ({ kind: "audiooutput", deviceId, label: deviceId, groupId: "" });
  window.outputs = [output("default"), output("headset")];
  navigator.mediaDevices.enumerateDevices = async () => window.outputs;
  window.sinks = [];
  AudioContext.prototype.setSinkId = async (id) => { window.sinks.push(id); };
  window.plug = (...ids) => {
    window.outputs = ids.map(output);
    navigator.mediaDevices.dispatchEvent(new Event("devicechange"));
  };
  return import(document.scripts[0].src).then(({ modules }) => modules["voice/voice.js"])
    .then(({ voiceOf }) => voiceOf(seat).useDevice("audiooutput", "headset"));
}"""


def test_a_chosen_speaker_that_is_unplugged_gives_way_to_the_usual_one(
    together: Together, room: BrowserContext
) -> None:
    tabs = Tabs(together, room)
    page = two(tabs)
    page.evaluate(UNPLUGS, together.seats["ruth"])
    page.evaluate("window.plug('default')")
    expect(own(tabs, "ruth")).to_contain_text("Your speaker was unplugged.")
    assert page.evaluate("window.sinks") == ["headset", ""]
    page.evaluate("window.plug('default', 'headset')")
    expect(own(tabs, "ruth").locator(".trouble")).to_have_count(0)
    assert page.evaluate("window.sinks") == ["headset", "", "headset"]
