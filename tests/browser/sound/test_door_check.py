"""The check at the door: microphone, speaker, line and camera are tried before entering, and nobody must."""

import contextlib
import json
import re
import shutil
import socket
import struct
import subprocess
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from time import sleep
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.ears import (
    ASKED_FOR,
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
from tests.browser.house import House, free_port
from tests.browser.tabs import Tabs

pytestmark = [pytest.mark.browser, pytest.mark.timeout(240)]

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
    tabs.sees("ruth", "The line to the room is good.")
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


GOOD = "The line to the room is good."
SLOW = "The line to the room is slow just now; a picture may falter."
NO_VOICE = (
    "Voices can’t get through: this browser or device holds them back, perhaps by an add-on or your organisation’s "
    "settings. Come in by text, or try another browser."
)
SHOWS = (
    "This browser can carry voice. Whether you hear each other shows in the room. If you don’t, try another network, "
    "such as your phone’s, take part by text, or ask whoever runs this server."
)
CARRIED = "Voices get through from where you are."
NO_RELAY = (
    "Voices may not get through from this network. If you can’t hear each other, try another one, such as your "
    "phone’s. By text always works."
)
FOUND = (
    "Others can find this device from outside, so voices should get through. If you don’t hear each other in the room, "
    "try another network, such as your phone’s, or take part by text."
)
HIDDEN = (
    "This browser can carry voice, but we found no way in to this device from outside. If you aren’t all on one "
    "network, voices may not get through: try another one, such as your phone’s, and look again. By text always works."
)


def line(tabs: Tabs, who: str = "ruth") -> str:
    """Press, and read what is found."""
    tabs.press(who, "Look a")  # "at it", or "again"
    place = tabs[who].locator(".check", has=tabs[who].get_by_role("heading", name="Your line"))
    expect(place.get_by_role("button")).to_have_text("Look again", timeout=20_000)
    return place.get_by_role("status").inner_text()


@contextmanager
def mirror(said: Callable[[tuple[str, int]], tuple[str, int] | None]) -> Iterator[str]:
    """A STUN server, or what stands in its place: it tells whoever asks the address that `said` makes of theirs."""

    def serve() -> None:
        while True:
            asked, sender = listening.recvfrom(2048)
            if asked == b"enough":
                return
            if told := said(sender):
                address, port = told
                hidden = bytes(a ^ b for a, b in zip(socket.inet_aton(address), asked[4:8], strict=True))
                attribute = struct.pack("!HHBBH", 0x0020, 8, 0, 1, port ^ 0x2112) + hidden
                listening.sendto(struct.pack("!HH", 0x0101, len(attribute)) + asked[4:20] + attribute, sender)

    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as listening:
        listening.bind(("127.0.0.1", 0))
        answering = threading.Thread(target=serve, daemon=True)
        answering.start()
        try:
            yield f"stun:127.0.0.1:{listening.getsockname()[1]}"
        finally:
            listening.sendto(b"enough", listening.getsockname())
            answering.join(5)


def test_a_line_that_is_held_back_is_told_in_plain_words(house: House, room: BrowserContext) -> None:
    tabs = Tabs(house, room)
    page = at_door(tabs, "ruth")
    page.evaluate("() => { window.RTCPeerConnection = class { constructor() { throw new Error('blocked'); } }; }")
    assert line(tabs) == f"{GOOD} {NO_VOICE}"
    tabs.look("check-no-voice", "ruth")
    page.evaluate(
        """() => {
          window.WebSocket = class {
            constructor() { setTimeout(() => this.onclose?.({ code: 1006 })); }
            close() {}
          };
        }"""
    )
    assert line(tabs).startswith("Your network holds the room back. Try another one")
    tabs.look("check-line", "ruth")
    page.evaluate("() => { window.WebSocket = class { constructor() { throw new Error('blocked'); } }; }")
    assert line(tabs).startswith("Your network holds the room back. Try another one")
    room.set_offline(True)
    assert line(tabs) == "This device has no network. Look at its Wi-Fi or cable, then look again."
    room.set_offline(False)


def test_where_nothing_can_be_learnt_beforehand_the_check_says_so_and_calls_nothing_wrong(
    house: House, room: BrowserContext
) -> None:
    tabs = Tabs(house, room)
    at_door(tabs, "ruth")
    assert line(tabs) == f"{GOOD} {SHOWS}"
    tabs.look("check-shows", "ruth")
    tabs.nothing_to_complain()


TAKES_ITS_TIME = """() => {
  const Real = window.WebSocket;
  window.WebSocket = class extends Real {
    set onopen(opened) { super.onopen = (event) => setTimeout(() => opened(event), 1500); }
  };
}"""


def test_a_slow_line_is_told_and_what_is_known_of_voices_stays_the_same(house: House, room: BrowserContext) -> None:
    tabs = Tabs(house, room)
    at_door(tabs, "ruth").evaluate(TAKES_ITS_TIME)
    assert line(tabs) == f"{SLOW} {SHOWS}"
    tabs.look("check-slow", "ruth")


SEEN = ("203.0.113.7", 40_000)


@pytest.mark.parametrize(
    ("leave", "said", "words"),
    [
        pytest.param((), lambda _: SEEN, FOUND, id="another address, as behind most routers"),
        pytest.param(("microphone",), lambda own: own, FOUND, id="the very address it has"),
        pytest.param(("microphone",), lambda _: None, HIDDEN, id="nothing answers"),
        pytest.param((), lambda _: None, HIDDEN, id="nothing answers, and its own address is unsaid"),
    ],
)
def test_without_a_relay_the_check_learns_whether_others_can_find_this_device(
    tmp_path: Path,
    ears: Browser,
    leave: tuple[str, ...],
    said: Callable[[tuple[str, int]], tuple[str, int] | None],
    words: str,
) -> None:
    """A browser tells a page this device's own addresses only with leave for the microphone."""
    with (
        mirror(said) as url,
        House(tmp_path, settings={"stun_urls": (url,)}) as house,
        window_with(ears, permissions=leave) as window,
    ):
        tabs = Tabs(house, window)
        at_door(tabs, "ruth")
        assert line(tabs) == f"{GOOD} {words}"
        tabs.look("check-found" if words == FOUND else "check-hidden", "ruth")


def test_a_browser_that_never_tells_what_went_unanswered_is_not_taken_at_its_silence(
    tmp_path: Path, room: BrowserContext
) -> None:
    with mirror(lambda own: own) as url, House(tmp_path, settings={"stun_urls": (url,)}) as house:
        tabs = Tabs(house, room)
        at_door(tabs, "ruth").evaluate("() => { delete RTCPeerConnection.prototype.onicecandidateerror; }")
        assert line(tabs) == f"{GOOD} {SHOWS}"


@contextmanager
def relay(folder: Path, secret: str) -> Iterator[str]:
    """A real coturn of this machine alone."""
    program = shutil.which("turnserver")
    if program is None:
        pytest.fail("There is no coturn here. ./airspace test installs it where it may.")
    port = free_port()
    where = ("--listening-ip=127.0.0.1", "--relay-ip=127.0.0.1", f"--listening-port={port}", "--no-tls", "--no-dtls")
    whom = ("--use-auth-secret", f"--static-auth-secret={secret}", "--realm=here", "--no-cli", "--allow-loopback-peers")
    files = (f"--pidfile={folder / 'relay.pid'}", f"--userdb={folder / 'nobody.db'}", f"--log-file={folder / 'log'}")
    with subprocess.Popen(
        (program, "-n", *where, *whom, *files), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd=folder
    ) as running:
        for _ in range(100):
            with contextlib.suppress(OSError):
                socket.create_connection(("127.0.0.1", port), timeout=1).close()
                break
            sleep(0.1)
        try:
            yield f"turn:127.0.0.1:{port}?transport=tcp"
        finally:
            running.terminate()


def test_a_relay_is_truly_tried_with_what_the_server_gives_for_it(tmp_path: Path, room: BrowserContext) -> None:
    (folder := tmp_path / "relay").mkdir()
    with relay(folder, "known to both of us") as url:
        for ours, words in (("known to both of us", CARRIED), ("known to us alone", NO_RELAY)):
            (data := tmp_path / ours.replace(" ", "-")).mkdir()
            with House(data, settings={"turn_urls": (url,), "turn_secret": ours}) as house:
                tabs = Tabs(house, room)
                page = at_door(tabs, "ruth")
                assert line(tabs) == f"{GOOD} {words}"
                tabs.look("check-relay" if words == CARRIED else "check-no-relay", "ruth")
                if (
                    words == CARRIED
                ):  # also where a browser is let out by the relay alone, and never meets itself without
                    page.evaluate(NEVER_MEETS_ITSELF)
                    assert line(tabs) == f"{GOOD} {CARRIED}"


NEVER_MEETS_ITSELF = """() => { RTCPeerConnection.prototype.addIceCandidate = async () => {}; }"""


def test_a_relay_that_does_not_answer_is_told_before_entering(house: House, room: BrowserContext) -> None:
    tabs = Tabs(house, room)
    page = at_door(tabs, "ruth")
    silent = {"urls": ["turn:127.0.0.1:9?transport=tcp"], "username": "1:a", "credential": "b"}
    page.route("**/ways", lambda route: route.fulfill(json={"servers": [silent], "until": None}))
    assert line(tabs) == f"{GOOD} {NO_RELAY}"
    page.evaluate(NEVER_MEETS_ITSELF)
    assert line(tabs) == f"{GOOD} {NO_VOICE}"


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
