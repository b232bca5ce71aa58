"""What the page asks of the browser, unseen: a clear microphone, voices packed against loss, a screen that stays on,
and everything anew when a device or the page itself comes back.
"""

import json
import re
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, WebSocket, expect

from tests.browser.ears import ASKED_FOR, CONNECTED, KEEPS_TRACKS, at_door, dialog, own, until
from tests.browser.tabs import Tabs
from tests.browser.together_house import Together

pytestmark = [pytest.mark.browser, pytest.mark.timeout(240)]


def no_microphone(tabs: Tabs, words: str) -> None:
    expect(own(tabs, "ruth").locator(".trouble")).to_contain_text(words)
    expect(own(tabs, "ruth").locator(".mic")).not_to_have_text("You can be heard")


def taken_up(tabs: Tabs) -> None:
    expect(own(tabs, "ruth").locator(".trouble")).to_have_count(0, timeout=CONNECTED)
    expect(own(tabs, "ruth").locator(".mic")).to_have_text("You can be heard", timeout=CONNECTED)


def test_every_microphone_is_asked_for_without_echo_and_without_noise(together: Together, room: BrowserContext) -> None:
    tabs = Tabs(together, room)
    page = at_door(tabs, "ruth")
    page.evaluate(ASKED_FOR)
    page.evaluate(KEEPS_TRACKS)
    tabs.press("ruth", "Try my microphone")
    expect(page.locator("[data-level]")).to_be_visible()
    tabs.press("ruth", "Enter")
    taken_up(tabs)
    tabs.press("ruth", "Sound")
    dialog(tabs, "ruth").get_by_label("Microphone").select_option(index=1)
    until(page, "window.tracks.length === 3")
    asked = [one["audio"] for one in page.evaluate("window.asked")]
    assert [bool(one.get("deviceId")) for one in asked] == [False, False, True]
    wishes = ("echoCancellation", "noiseSuppression", "autoGainControl")
    assert all(one[wish] is True for one in asked for wish in wishes), asked
    settings = page.evaluate("window.tracks.map((one) => one.getSettings())")
    assert all(one[wish] for one in settings for wish in wishes), settings


def opus(sdp: str) -> set[str]:
    """How a description wishes voices to be packed."""
    number = re.search(r"^a=rtpmap:(\d+) opus/48000", sdp, re.MULTILINE)
    assert number, sdp
    wishes = re.search(rf"^a=fmtp:{number[1]} (.*?)\s*$", sdp, re.MULTILINE)
    return set(wishes[1].split(";")) if wishes else set()


PACKED = """async (seat) => {
  const { voiceOf } = (await import(document.scripts[0].src)).modules["voice/voice.js"];
  const [peer] = voiceOf(seat).inside.mesh.peers.values();
  const report = await peer.connection.getStats();
  const sent = [...report.values()].find((one) => one.type === "outbound-rtp" && one.kind === "audio");
  return report.get(sent?.codecId)?.sdpFmtpLine ?? "";
}"""


def test_voices_are_packed_so_that_what_is_lost_can_be_made_up_for_and_silence_is_not_sent(
    together: Together, room: BrowserContext
) -> None:
    tabs = Tabs(together, room)
    sent: list[str | bytes] = []

    def overhear(line: WebSocket) -> None:
        line.on("framesent", lambda frame: sent.extend([frame]))

    room.on("page", lambda page: page.on("websocket", overhear))
    for who in ("jo", "ruth"):
        tabs.join(who)
    expect(own(tabs, "ruth")).to_contain_text("One person can hear you.", timeout=CONNECTED)
    told: list[dict[str, Any]] = [json.loads(each) for each in sent]
    described = [each["description"] for each in told if each["type"] == "to_peer" and each["description"]]
    assert {each["type"] for each in described} == {"offer", "answer"}
    for each in described:
        assert {"useinbandfec=1", "usedtx=1"} <= opus(each["sdp"]), each
    for who in ("jo", "ruth"):  # and that is how they go out
        packed = set(tabs[who].evaluate(PACKED, together.seats[who]).split(";"))
        assert {"useinbandfec=1", "usedtx=1"} <= packed, who


def test_other_wishes_of_a_browser_stay_and_a_contrary_one_does_not(together: Together, room: BrowserContext) -> None:
    page = at_door(Tabs(together, room), "ruth")
    given = ["a=rtpmap:111 opus/48000/2\r\n", "a=rtpmap:0 PCMU/8000\r\na=fmtp:0 usedtx=0\r\n"]
    given.append("a=rtpmap:109 opus/48000/2\r\na=fmtp:109 maxplaybackrate=48000; usedtx=0;useinbandfec=0\r\n")
    packed = page.evaluate(
        """async (given) => {
          const { asVoice } = (await import(document.scripts[0].src)).modules["voice/sdp.js"];
          return given.map(asVoice);
        }""",
        given,
    )
    assert packed == [
        "a=rtpmap:111 opus/48000/2\r\na=fmtp:111 useinbandfec=1;usedtx=1\r\n",
        given[1],
        "a=rtpmap:109 opus/48000/2\r\na=fmtp:109 maxplaybackrate=48000;useinbandfec=1;usedtx=1\r\n",
    ]


KEEPS_LOCKS = """() => {
  window.locks = [];
  window.slow = Promise.resolve();
  const request = async (kind) => {
    await window.slow;
    if (document.visibilityState !== "visible") throw new DOMException("", "NotAllowedError");
    const lock = Object.assign(new EventTarget(), { type: kind, released: false });
    lock.release = async () => { lock.released = true; };
    window.locks.push(lock);
    return lock;
  };
  Object.defineProperty(navigator, "wakeLock", { value: { request } });
  window.held = () => window.locks.filter((one) => !one.released).length;
  window.view = (state) => {
    Object.defineProperty(document, "visibilityState", { value: state, configurable: true });
    if (state === "hidden") for (const lock of window.locks) lock.released = true;  // as a browser does by itself
    document.dispatchEvent(new Event("visibilitychange"));
  };
}"""
"""The lock on the screen, as a browser has it, and a page that can be put out of view."""


def test_the_screen_stays_on_while_in_voice_and_again_when_the_page_is_looked_at_again(
    together: Together, room: BrowserContext
) -> None:
    tabs = Tabs(together, room)
    page = at_door(tabs, "ruth")
    page.evaluate(KEEPS_LOCKS)
    assert page.evaluate("window.locks.length") == 0  # who only stands at the door keeps no screen on
    tabs.press("ruth", "Enter")
    taken_up(tabs)
    until(page, "window.held() === 1")
    assert page.evaluate("window.locks[0].type") == "screen"
    before = page.evaluate("window.locks.length")
    page.evaluate("window.view('visible')")
    page.wait_for_timeout(200)
    assert page.evaluate("[window.held(), window.locks.length]") == [1, before]  # one is enough
    page.evaluate("window.view('hidden')")
    page.wait_for_timeout(200)
    assert page.evaluate("window.held()") == 0
    page.evaluate("window.view('visible')")
    until(page, "window.held() === 1")
    tabs.press("ruth", "Sound")
    dialog(tabs, "ruth").get_by_role("button", name="Take part by text instead").click()
    until(page, "window.held() === 0")
    page.evaluate("window.view('visible')")
    page.wait_for_timeout(200)
    assert page.evaluate("window.held()") == 0


def test_of_several_locks_asked_for_at_once_none_is_forgotten(together: Together, room: BrowserContext) -> None:
    page = at_door(Tabs(together, room), "ruth")
    page.evaluate(KEEPS_LOCKS)
    held = page.evaluate(
        """async () => {
          const { Wake } = (await import(document.scripts[0].src)).modules["voice/wake.js"];
          const rest = () => new Promise((after) => setTimeout(after, 50));
          let go;
          window.slow = new Promise((goes) => { go = goes; });
          const wake = new Wake();
          for (const wanted of [true, false, true]) wake.want(wanted);
          window.view("visible");
          go();
          await rest();
          const during = window.held();
          wake.want(false);
          await rest();
          return [during, window.held()];
        }"""
    )
    assert held == [1, 0]


CAN_BE_MISSING = """() => {
  const real = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
  const all = navigator.mediaDevices.enumerateDevices.bind(navigator.mediaDevices);
  window.missing = true;
  navigator.mediaDevices.getUserMedia = async (wanted) => {
    if (window.missing && wanted.audio) throw new DOMException("", "NotFoundError");
    return real(wanted);
  };
  navigator.mediaDevices.enumerateDevices = async () =>
    (await all()).filter(({ kind }) => !window.missing || kind !== "audioinput");
  window.plug = (here) => {
    window.missing = !here;
    navigator.mediaDevices.dispatchEvent(new Event("devicechange"));
  };
}"""


def test_a_microphone_that_was_missing_is_taken_up_as_it_is_plugged_in(
    together: Together, room: BrowserContext
) -> None:
    tabs = Tabs(together, room)
    page = at_door(tabs, "ruth")
    page.evaluate(CAN_BE_MISSING)
    tabs.press("ruth", "Enter")
    no_microphone(tabs, "We found no microphone")
    page.evaluate("window.plug(false)")  # something else was plugged in
    no_microphone(tabs, "We found no microphone")
    page.evaluate("window.plug(true)")
    taken_up(tabs)


def test_the_only_microphone_pulled_out_and_plugged_in_again_is_taken_up(
    together: Together, room: BrowserContext
) -> None:
    tabs = Tabs(together, room)
    page = at_door(tabs, "ruth")
    page.evaluate(KEEPS_TRACKS)
    page.evaluate(CAN_BE_MISSING)
    page.evaluate("window.plug(true)")
    tabs.press("ruth", "Enter")
    taken_up(tabs)
    page.evaluate("window.plug(false)")
    page.evaluate("window.tracks.at(-1).dispatchEvent(new Event('ended'))")
    expect(own(tabs, "ruth").locator(".mic")).not_to_have_text("You can be heard")
    page.evaluate("window.plug(true)")
    taken_up(tabs)


CALLED = """async (seat) => {
  const { voiceOf } = (await import(document.scripts[0].src)).modules["voice/voice.js"];
  const { context } = voiceOf(seat).ear;
  const track = window.tracks.at(-1);
  window.view = (state) => {
    Object.defineProperty(document, "visibilityState", { value: state, configurable: true });
    document.dispatchEvent(new Event("visibilitychange"));
  };
  window.plays = () => context.state === "running";
  window.hangUp = () => { delete context.resume; };
  context.resume = async () => { throw new DOMException("", "InvalidStateError"); };
  window.view("hidden");
  Object.defineProperty(track, "muted", { value: true });
  track.dispatchEvent(new Event("mute"));
  await context.suspend();
}"""
"""A telephone call comes: the page is put out of view, the microphone taken, and the sound stopped until it is over."""


def test_after_a_telephone_call_sound_and_microphone_are_back_as_the_page_is_looked_at_again(
    together: Together, room: BrowserContext
) -> None:
    tabs = Tabs(together, room)
    tabs.join("jo")
    page = at_door(tabs, "ruth")
    page.evaluate(KEEPS_TRACKS)
    tabs.press("ruth", "Enter")
    expect(own(tabs, "ruth")).to_contain_text("One person can hear you.", timeout=CONNECTED)
    page.evaluate(CALLED, together.seats["ruth"])
    expect(own(tabs, "ruth").locator(".trouble")).to_have_count(1)
    page.wait_for_timeout(2000)  # past whatever the page tries by itself as sound stops
    page.evaluate("window.hangUp()")
    page.wait_for_timeout(1000)
    assert not page.evaluate("window.plays()")  # some browsers give back nothing by themselves
    page.evaluate("window.view('visible')")
    until(page, "window.plays()")
    taken_up_again(page)
    taken_up(tabs)
    expect(own(tabs, "ruth")).to_contain_text("One person can hear you.", timeout=CONNECTED)


def taken_up_again(page: Page) -> None:
    """The microphone is another track: the one that the call had taken stays silent."""
    until(page, "window.tracks.length === 2 && window.tracks[0].readyState === 'ended'")
