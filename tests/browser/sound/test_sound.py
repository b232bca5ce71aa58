"""Sound in the room: my own microphone in words, who can hear me, and what I choose of it."""

import re

import pytest
from playwright.sync_api import BrowserContext, WebSocket, expect

from app.facilitation import commands as c
from app.facilitation.terms import Where
from app.realtime.messages import from_browser
from tests.browser.ears import COMES_THROUGH, CONNECTED, at_door, dialog, own, state, three, until
from tests.browser.house import House
from tests.browser.tabs import Tabs
from tests.browser.together_house import Together

pytestmark = [pytest.mark.browser, pytest.mark.timeout(240)]

HEARD = re.compile("You can be heard|people can hear you")
"""While I hold: at once the first, and the second as soon as their own browsers say so."""

SAID = """() => {
  const place = document.getElementById("announce");
  window.said = [];
  const heard = () => place.textContent && window.said.push(place.textContent);
  new MutationObserver(heard).observe(place, { childList: true });
}"""


def test_mute_is_one_press_and_one_key_and_is_said(together: Together, room: BrowserContext) -> None:
    tabs = Tabs(together, room)
    three(tabs)
    tabs["ruth"].evaluate(SAID)
    tabs.look("room-heard", "ruth", "jo")
    tabs.press("ruth", "Mute myself")
    expect(own(tabs, "ruth")).to_contain_text("You’re muted; nobody hears you")
    tabs.asked("ruth", "You’re muted; speak again whenever you like.")
    assert state(tabs, "ruth")["open"] is False
    expect(own(tabs, "amina")).to_contain_text("Two people can hear you.")  # a muted ear hears
    tabs.look("room-muted", "ruth")
    tabs.press("ruth", "Speak again")
    expect(own(tabs, "ruth").locator(".mic")).to_have_text("You can be heard")
    tabs["ruth"].locator("main").click(position={"x": 5, "y": 5})
    tabs["ruth"].keyboard.press("m")
    expect(own(tabs, "ruth")).to_contain_text("You’re muted")
    until(tabs["ruth"], "window.said.some((one) => one.includes('You’re muted; nobody hears you.'))")
    tabs.nothing_to_complain()


def test_airspace_tells_the_holder_alone_who_can_hear_and_stays_silent(
    together: Together, room: BrowserContext
) -> None:
    tabs = Tabs(together, room)
    three(tabs)
    together.to_step("r1.present")
    tabs.asked("amina", "Two people can hear you.")
    expect(own(tabs, "amina").locator(".mic")).to_have_text("You can be heard")
    expect(own(tabs, "amina").locator(".heard-by")).to_have_count(0)  # the sentence has said it
    for who in ("ruth", "jo"):
        expect(own(tabs, who).locator(".mic")).to_have_text("Your microphone is off for now")
        expect(own(tabs, who).get_by_role("button")).to_have_count(0)
        expect(tabs[who].get_by_text("can hear you")).to_have_count(0)
    tabs["amina"].wait_for_timeout(300)  # the step itself has been said
    for who in ("amina", "ruth"):
        tabs[who].evaluate(SAID)
    tabs.look("room-airspace", "amina", "ruth", "jo")
    tabs.press("amina", "Mute myself")
    expect(own(tabs, "amina")).to_contain_text("You’re muted")
    tabs.asked("amina", "The airspace is yours.")
    tabs["amina"].wait_for_timeout(400)
    assert tabs["amina"].evaluate("window.said") == []
    tabs["amina"].locator("main").click(position={"x": 5, "y": 5})
    tabs["amina"].keyboard.press("m")
    until(tabs["amina"], "window.said.at(-1) === 'You can be heard.'")
    assert tabs["ruth"].evaluate("window.said") == []
    tabs["ruth"].locator("main").click(position={"x": 5, "y": 5})
    tabs["ruth"].keyboard.press("t")
    until(tabs["ruth"], "window.said.at(-1)?.endsWith('Your microphone is off for now.')")


def test_who_cannot_hear_is_told_to_whoever_speaks_by_name(together: Together, room: BrowserContext) -> None:
    tabs = Tabs(together, room)
    three(tabs)
    tabs.press("ruth", "Sound")
    dialog(tabs, "ruth").get_by_role("button", name="Take part by text instead").click()
    tabs.look("sound-by-text", "ruth")
    tabs["ruth"].keyboard.press("Escape")
    expect(own(tabs, "ruth")).to_contain_text("You’re here by text")
    expect(own(tabs, "amina")).to_contain_text("One person can hear you.", timeout=CONNECTED)
    expect(own(tabs, "amina")).to_contain_text("Ruth is here without sound.", timeout=CONNECTED)
    tabs.press("ruth", "Sound")
    dialog(tabs, "ruth").get_by_role("button", name="Take part by voice").click()
    expect(own(tabs, "amina")).to_contain_text("Two people can hear you.", timeout=CONNECTED)
    expect(own(tabs, "amina").get_by_text("without sound")).to_have_count(0)


def test_where_nobody_hears_yet_the_microphone_says_no_more_than_the_sentence(
    together: Together, room: BrowserContext
) -> None:
    tabs = Tabs(together, room)
    for who in ("jo", "ruth"):
        tabs.join(who)
    expect(own(tabs, "ruth").locator(".mic")).to_have_text("You can be heard", timeout=CONNECTED)
    tabs.press("jo", "Sound")
    dialog(tabs, "jo").get_by_role("button", name="Take part by text instead").click()
    tabs.asked("ruth", "Nobody can hear you yet")
    expect(own(tabs, "ruth").locator(".mic")).to_have_text("Your microphone is open")
    tabs.look("room-alone", "ruth")


def test_hold_to_speak_by_mouse_key_and_touch_lets_go_by_itself(together: Together, room: BrowserContext) -> None:
    tabs = Tabs(together, room)
    three(tabs)
    page = tabs["ruth"]
    tabs.press("ruth", "Sound")
    dialog(tabs, "ruth").get_by_role("checkbox", name="Hold to speak").check()
    page.keyboard.press("Escape")
    words = own(tabs, "ruth").locator(".mic")
    expect(words).to_have_text("Nobody hears you until you hold")
    tabs.look("room-hold", "ruth")
    hold = page.get_by_role("button", name="Hold to speak")
    hold.hover()
    page.mouse.down()
    expect(words).to_have_text("Two people can hear you")
    assert state(tabs, "ruth")["open"] is True
    page.mouse.move(5, 5)  # letting go beside it counts too
    page.mouse.up()
    expect(words).to_have_text("Nobody hears you until you hold")
    hold.focus()
    page.keyboard.down("Space")
    expect(words).to_have_text(HEARD)
    page.keyboard.up("Space")
    expect(words).to_have_text("Nobody hears you until you hold")
    page.keyboard.down("v")
    expect(words).to_have_text(HEARD)
    page.evaluate("window.dispatchEvent(new Event('blur'))")
    expect(words).to_have_text("Nobody hears you until you hold")
    page.keyboard.up("v")
    hold.dispatch_event("pointerdown", {"button": 0, "pointerId": 1, "pointerType": "touch"})
    expect(words).to_have_text(HEARD)
    hold.dispatch_event("pointercancel", {"pointerId": 1, "pointerType": "touch"})
    expect(words).to_have_text("Nobody hears you until you hold")
    hold.evaluate("button => button.click()")  # software for access cannot hold
    expect(words).to_have_text(HEARD)
    hold.evaluate("button => button.click()")
    expect(words).to_have_text("Nobody hears you until you hold")
    # while somebody writes, a V is a letter
    tabs.press("ruth", "Write it instead")
    tabs.write("ruth", "In writing, to everybody here", "")
    page.get_by_label("In writing, to everybody here").press_sequentially("very well")
    expect(page.get_by_label("In writing, to everybody here")).to_have_value("very well")
    assert state(tabs, "ruth")["pressed"] is False


def test_the_sound_dialog_has_devices_the_code_and_ones_own_share(together: Together, room: BrowserContext) -> None:
    tabs = Tabs(together, room)
    sent: list[str | bytes] = []

    def overhear(line: WebSocket) -> None:
        line.on("framesent", lambda frame: sent.extend([frame]))

    room.on("page", lambda page: page.on("websocket", overhear))
    three(tabs)
    codes = []
    for who in ("amina", "ruth"):
        tabs.press(who, "Sound")
        code = dialog(tabs, who).locator(".code")
        expect(code).to_have_text(re.compile(r"^(\d{5}\s*){6}$"), timeout=CONNECTED)
        codes.append(code.inner_text().split())
    assert codes[0] == codes[1]
    assert len(codes[0]) == 6
    inside = dialog(tabs, "ruth")
    expect(inside.locator(COMES_THROUGH)).to_be_visible()
    expect(inside).to_contain_text("You’ve been heard for under a minute since you opened this page.")
    expect(inside).to_contain_text("never sent")
    expect(inside).to_contain_text("You can hear yourself while the others can’t hear you")
    inside.get_by_role("checkbox", name="Mute myself").check()
    inside.get_by_role("button", name="Hear myself").click()
    expect(inside).to_contain_text("You hear yourself a second later.")
    tabs.accessible("ruth")
    inside.get_by_role("button", name="That’s enough").click()
    tabs.look("sound", "ruth")
    tabs.nothing_to_complain()
    told = [from_browser.validate_json(each) for each in sent]  # which knows every field there is, and refuses others
    assert {"hearing", "join_voice", "to_peer"} <= {each.type for each in told}


MAKES_CODES = """async (own) => {
  const { safetyCode } = (await import(document.scripts[0].src)).modules["voice/code.js"];
  const middle = own.replaceAll("A", "B");
  return [
    await safetyCode("one", { amina: own, danny: own }),
    await safetyCode("one", { amina: own, [`danny ${own}\\nruth`]: middle }),
    await safetyCode("one", { amina: own, danny: `${own}\\nruth ${middle}` }),
    await safetyCode("one", { [`amina ${own}\\ndanny`]: own, ruth: middle }),
  ];
}"""


def test_names_that_read_like_lines_of_their_own_make_no_code(house: House, room: BrowserContext) -> None:
    page = at_door(Tabs(house, room), "ruth")
    whole, *forged = page.evaluate(MAKES_CODES, "sha-256 " + ":".join(["AA"] * 32))
    assert re.fullmatch(r"(\d{5} ?){6}", whole)
    assert forged == ["", "", ""], "two different lists could read the same"


def test_beside_a_call_the_call_controls_its_own_microphones(together: Together, room: BrowserContext) -> None:
    tabs = Tabs(together, room)
    three(tabs)
    together.give("jo", c.ChooseWhere(where=Where.CALL, call_link="https://teams.example/set-one"))
    expect(own(tabs, "ruth")).to_contain_text("The floor is open")
    expect(own(tabs, "ruth")).to_contain_text("Your call controls its own microphones")
    tabs.asked("ruth", "Say hello in your call")
    tabs.cannot_press("ruth", "Mute myself")
    expect(tabs["ruth"].get_by_role("button", name="Sound")).to_have_count(0)
    assert state(tabs, "ruth")["microphone"] == "none"  # let go of
    tabs.look("room-call", "ruth", "jo")
    together.to_step("r1.present")
    expect(own(tabs, "ruth").locator(".mic")).to_have_text("You’re listening for now")
    together.give("jo", c.ChooseWhere(where=Where.TEXT))
    together.to_step("r1.clarify")
    expect(own(tabs, "ruth").get_by_text("Your call controls")).to_have_count(0)


def test_a_held_key_that_muting_interrupts_opens_nothing_later(together: Together, room: BrowserContext) -> None:
    tabs = Tabs(together, room)
    tabs.join("jo")
    tabs.join("amina")
    page = tabs.join("ruth")
    expect(own(tabs, "ruth")).to_contain_text("Two people can hear you.", timeout=CONNECTED)
    tabs.press("ruth", "Sound")
    dialog(tabs, "ruth").get_by_role("checkbox", name="Hold to speak").check()
    page.keyboard.press("Escape")
    together.to_step("r1.present")
    expect(own(tabs, "ruth").locator(".mic")).to_have_text("Your microphone is off for now")
    page.locator("main").click(position={"x": 5, "y": 5})
    page.keyboard.down("v")
    until(page, PRESSED.replace("SEAT", together.seats["ruth"]))
    page.keyboard.press("m")
    expect(own(tabs, "ruth").locator(".mic")).to_have_text("Your microphone is off for now, and muted")
    page.keyboard.up("v")
    page.keyboard.press("m")
    expect(own(tabs, "ruth").locator(".mic")).to_have_text("Your microphone is off for now")
    assert state(tabs, "ruth")["pressed"] is False
    together.to_step("r1.look-back")
    expect(own(tabs, "ruth").locator(".mic")).to_have_text("Nobody hears you until you hold")
    assert state(tabs, "ruth")["open"] is False


PRESSED = """(async () => {
  const { voiceOf } = (await import(document.scripts[0].src)).modules["voice/voice.js"];
  return voiceOf("SEAT").state.pressed;
})()"""

NOTES = """() => {
  window.notes = 0;
  const real = BaseAudioContext.prototype.createOscillator;
  BaseAudioContext.prototype.createOscillator = function () { window.notes += 1; return real.call(this); };
}"""


def test_the_chime_is_in_the_ear_of_whoever_the_floor_passes_to_and_in_no_other(
    together: Together, room: BrowserContext
) -> None:
    tabs = Tabs(together, room)
    three(tabs)
    tabs["amina"].reload()  # the floor is told to her anew, and no view comes after it until the next step
    expect(own(tabs, "amina")).to_contain_text("Two people can hear you.", timeout=CONNECTED)
    for who in ("jo", "amina", "ruth"):
        tabs[who].evaluate(NOTES)
    together.to_step("r1.present")
    expect(own(tabs, "amina").locator(".mic")).to_have_text("You can be heard")
    tabs["amina"].wait_for_timeout(500)  # it was hers already, in the lobby: nothing has passed to her
    assert [tabs[who].evaluate("window.notes") for who in ("jo", "amina", "ruth")] == [0, 0, 0]
    together.to_step("r1.clarify")
    together.give("ruth", c.RaiseHand())
    hand = next(one.id for one in together.state.hands if one.person == "ruth")
    together.give("jo", c.TakeHand(hand=hand))
    until(tabs["ruth"], "window.notes === 2")
    assert [tabs[who].evaluate("window.notes") for who in ("jo", "amina")] == [0, 0]
    together.to_step("r1.look-back")  # the floor is everybody's
    expect(own(tabs, "jo").locator(".mic")).to_contain_text("You can be heard")
    tabs["jo"].wait_for_timeout(500)
    assert [tabs[who].evaluate("window.notes") for who in ("jo", "amina", "ruth")] == [0, 0, 2]
