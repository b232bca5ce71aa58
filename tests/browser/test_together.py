"""Questions, in the browser: time to think, a follow-up, a go-round, an invitation, an open floor, a noter, nudges."""

from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, expect

from app.facilitation import commands as c
from tests.browser.tabs import Tabs
from tests.browser.together_house import Together

pytestmark = [pytest.mark.browser, pytest.mark.long, pytest.mark.timeout(300)]

YOURS = "And your question is…?"


def in_explore(house: Together, window: BrowserContext, *people: str) -> Tabs:
    tabs = Tabs(house, window)
    for who in people:
        tabs.join(who)
    house.to_step("r1.explore")
    tabs.asked("ruth", "What would help Amina think?")
    return tabs


def test_the_holder_thinks_and_nobody_sees_who_waits(tmp_path: Path, window: BrowserContext) -> None:
    with Together(tmp_path) as house:
        tabs = in_explore(house, window, "jo", "amina", "danny", "ruth", "priya")
        tabs.press("danny", "Put my hand up")
        tabs.sees("jo", "Danny")
        tabs.press("ruth", "Put my hand up")
        tabs.press("jo", "Take Danny’s hand")
        tabs.asked("amina", "Danny asks you")
        for who, other in (("danny", "Amina"), ("amina", "Danny")):  # the floor is not one's alone
            expect(tabs[who].locator(".mic")).to_contain_text(f"You and {other} have the floor")
        expect(tabs["priya"].locator(".seat .hand")).to_have_count(1)
        tabs.look("asking", "amina", "danny", "jo")
        # one follow-up, once
        tabs.press("danny", "One follow-up")
        tabs.asked("danny", "One follow-up.")
        tabs.cannot_press("danny", "One follow-up")
        hand = house.state.asking
        assert hand is not None
        assert tabs.hacks("danny", {"type": "ask_follow_up", "hand": hand.id}) == ["not_now"]
        tabs.press("amina", "Let me think")
        tabs.asked("amina", "Take your time.")
        tabs.asked("ruth", "Amina is thinking.")
        for who in ("priya", "danny", "amina"):
            expect(tabs[who].locator(".seat .hand")).to_have_count(0)
        expect(tabs["priya"].locator("button.primary")).to_have_count(0)
        tabs.sees("jo", "Hands, for after")
        tabs.cannot_press("jo", "Take Ruth’s hand")
        tabs.look("thinking", "amina", "ruth", "priya", "jo")
        tabs.press("amina", "I’m ready for the next question")
        tabs.asked("ruth", "It’s your question.")
        # the private word comes after half a minute, to the asker alone, and goes with the turn
        expect(tabs["ruth"].get_by_text(YOURS)).to_have_count(0)
        tabs["ruth"].bring_to_front()
        expect(tabs["ruth"].get_by_text(YOURS)).to_be_visible(timeout=40_000)
        tabs.look("and-your-question", "ruth")
        for who in ("amina", "priya", "jo"):
            expect(tabs[who].get_by_text(YOURS)).to_have_count(0)
        assert YOURS not in tabs["ruth"].locator("#announce").inner_text()
        tabs.press("ruth", "I’ve asked; thank you")
        expect(tabs["ruth"].get_by_text(YOURS)).to_have_count(0)
        tabs.nothing_to_complain()


def test_going_round_inviting_and_an_open_floor(tmp_path: Path, window: BrowserContext) -> None:
    with Together(tmp_path) as house:
        tabs = in_explore(house, window, "jo", "amina", "danny", "ruth", "priya")
        tabs.press("jo", "A go-round")
        tabs.sees("priya", "We’re going round: Danny, you and Ruth.")
        tabs.look("going-round", "priya", "jo", "amina")
        tabs.press("jo", "Danny next, please")
        tabs.asked("danny", "It’s your question.")
        tabs.press("danny", "Not just now")
        tabs.press("amina", "First question, please")
        tabs.asked("priya", "It’s your question.")
        tabs.press("jo", "End the go-round")
        expect(tabs["ruth"].get_by_text("We’re going round")).to_have_count(0)
        tabs.press("priya", "I’ve asked; thank you")
        tabs.sees("jo", "Ruth hasn’t asked yet")
        for who in ("amina", "ruth", "danny"):
            expect(tabs[who].get_by_text("hasn’t asked yet")).to_have_count(0)
        # an invitation is seen by the invited and the desk alone
        tabs.press("jo", "about Ruth")
        tabs.look("person", "jo")
        tabs.press("jo", "Invite Ruth to ask")
        tabs.asked("ruth", "Jo invites you to ask Amina.")
        tabs.sees("jo", "invited to ask")
        tabs.asked("danny", "What would help Amina think?")
        tabs.look("invited", "ruth", "jo")
        tabs.press("ruth", "Not just now")
        tabs.asked("ruth", "What would help Amina think?")
        house.give("jo", c.InvitePerson(person="ruth"))
        tabs.press("ruth", "Yes, I have a question")
        tabs.asked("amina", "Ruth asks you")
        tabs.press("jo", "Open the floor")
        tabs.all_asked("The floor is open for a while.")
        tabs.say("priya", "May I add one thing?")
        tabs.look("open-floor", "amina", "priya", "jo")
        tabs.press("amina", "Back to one question at a time")
        tabs.asked("priya", "What would help Amina think?")
        tabs.cannot_press("priya", "Write it instead")
        tabs.nothing_to_complain()


ALOUD = """() => {
  window.aloud = [];
  const place = document.getElementById("announce");
  new MutationObserver(() => window.aloud.push(place.textContent)).observe(place, { childList: true });
}"""


def test_what_is_for_the_chairs_eyes_is_read_aloud_once(tmp_path: Path, window: BrowserContext) -> None:
    with Together(tmp_path) as house:
        tabs = Tabs(house, window)
        for who in ("jo", "danny", "ruth"):
            tabs.join(who)
        tabs["jo"].evaluate(ALOUD)
        tabs.press("ruth", "I can’t hear")
        tabs.sees("jo", "Ruth can’t hear.")
        for words in ("Gareth wants to come in", "He is in now"):
            tabs.press("danny", "A word to Jo")
            tabs.write("danny", "Your words", words)
            tabs.press("danny", "Send it")
            tabs.sees("jo", words)
            tabs.press("jo", "Seen Danny")  # what is put aside makes the earlier one no newer
            expect(tabs["jo"].locator(".signals li")).to_have_count(1)
        aloud = tabs["jo"].evaluate("() => window.aloud.join(' ')")
        assert [aloud.count(words) for words in ("Ruth can’t hear.", "Gareth wants", "He is in")] == [1, 1, 1], aloud
        tabs.nothing_to_complain()


def test_one_member_notes_spoken_questions_for_the_holder(tmp_path: Path, window: BrowserContext) -> None:
    with Together(tmp_path) as house:
        tabs = in_explore(house, window, "jo", "amina", "danny", "ruth")
        house.give("danny", c.RaiseHand())
        tabs.press("jo", "Take Danny’s hand")
        tabs.press("amina", "Note spoken questions")
        tabs["amina"].get_by_label("Who could note them for you?").select_option(label="Ruth")
        tabs.press("amina", "Ask them")
        tabs.sees("ruth", "Amina asks you to note spoken questions.")
        expect(tabs["danny"].get_by_label("Note the question, without names")).to_have_count(0)
        tabs.write("ruth", "Note the question, without names", "What would you miss if it were gone?")
        tabs.look("noting", "ruth", "amina")
        tabs.press("ruth", "Note it")
        tabs.has("amina", "What would you miss if it were gone?")
        tabs["amina"].locator("summary", has_text="question").click()
        tabs.press("amina", "Keep")
        tabs.sees("amina", "one kept")
        tabs.write("amina", "Or note one yourself", "Who else wakes at four?")
        tabs.press("amina", "Note it")
        tabs.has("amina", "Who else wakes at four?")
        tabs.press("amina", "No need any more")
        expect(tabs["ruth"].get_by_label("Note the question, without names")).to_have_count(0)
        assert tabs.hacks("ruth", {"type": "note_question", "words": "one more"}) == ["not_yours"]
        assert tabs.hacks("danny", {"type": "note_question", "words": "one more"}) == ["not_yours"]
        tabs.nothing_to_complain()


def test_anybody_may_ask_anybody_where_the_format_says_so(tmp_path: Path, window: BrowserContext) -> None:
    with Together(tmp_path, round_format="wial") as house:
        tabs = Tabs(house, window)
        for who in ("jo", "amina", "danny", "ruth"):
            tabs.join(who)
        house.to_step("r1.questions")
        tabs.press("ruth", "Ask somebody else")
        tabs.look("ask-whom", "ruth")
        tabs.press("ruth", "Ask Danny")
        tabs.sees("jo", "to Danny")
        tabs.press("jo", "Take Ruth’s hand")
        tabs.asked("danny", "Ruth asks you.")
        tabs.asked("amina", "Ruth asks Danny.")
        expect(tabs["amina"].locator(".seat.asking", has_text="answers")).to_have_count(1)
        tabs.say("danny", "I would ask for the figures first.")
        tabs.look("asked-somebody", "danny", "amina", "ruth")
        tabs.press("ruth", "I’ve asked; thank you")
        # the holder may ask too
        tabs.press("amina", "Ask somebody")
        tabs.press("amina", "Ask Ruth")
        tabs.press("jo", "Take Amina’s hand")
        tabs.asked("ruth", "Amina asks you.")
        tabs.nothing_to_complain()


def test_nudges_go_to_the_chair_alone_who_may_pass_one_on(tmp_path: Path, window: BrowserContext) -> None:
    with Together(tmp_path, nudges=True) as house:
        tabs = in_explore(house, window, "jo", "amina", "danny", "ruth")
        tabs.press("danny", "A golden rule")
        tabs.look("golden-rule", "danny")
        tabs.press("danny", "Advice, before it was asked for")
        tabs.sees("danny", "Jo has it.")
        tabs.sees("jo", "Danny, about a golden rule: Advice, before it was asked for")
        for who in ("amina", "ruth"):
            expect(tabs[who].get_by_text("golden rule:")).to_have_count(0)
        tabs.press("jo", "Pass it on")
        tabs.look("pass-on", "jo")
        tabs.press("jo", "To Ruth")
        tabs.sees("ruth", "Jo reminds you of a golden rule: ask, rather than suggest.")
        expect(tabs["danny"].get_by_text("reminds you")).to_have_count(0)
        tabs.look("reminded", "ruth")
        tabs.press("ruth", "Thank you")
        expect(tabs["ruth"].get_by_role("main").get_by_text("reminds you")).to_have_count(0)
        # in airspace there is no way to
        house.give("jo", c.OpenStep(step="r1.reflect"))
        tabs.asked("danny", "Amina thinks aloud")
        tabs.cannot_press("danny", "A golden rule")
        tabs.cannot_press("jo", "Pass it on")
        tabs.nothing_to_complain()


def test_a_nudge_reaches_a_member_in_the_chair_in_their_own_room_and_goes_by_itself(
    tmp_path: Path, window: BrowserContext
) -> None:
    with Together(tmp_path, nudges=True) as house:
        # a page's own time is let run by hand, for the forty seconds after which a nudge goes
        window.add_init_script(
            """const later = window.setTimeout;
               const waiting = [];
               window.setTimeout = (then, wait, ...more) => {
                 if (wait === 40_000) return waiting.push(then);
                 return later(then, wait, ...more);
               };
               window.fortySecondsOn = () => waiting.splice(0).forEach((then) => then());"""
        )
        tabs = in_explore(house, window, "jo", "amina", "danny", "ruth")
        house.give("jo", c.HandOverChair(to="ruth"))
        tabs.press("danny", "A golden rule")
        tabs.press("danny", "Advice, before it was asked for")
        words = "Danny, about a golden rule: Advice, before it was asked for"
        came = tabs["ruth"].get_by_role("main").get_by_text(words)
        expect(came).to_be_visible()
        tabs.look("nudged-chair", "ruth")
        tabs["ruth"].evaluate("fortySecondsOn()")
        expect(came).to_have_count(0)
        tabs.nothing_to_complain()


def test_without_nudges_in_the_contract_there_are_none(tmp_path: Path, window: BrowserContext) -> None:
    with Together(tmp_path) as house:
        tabs = in_explore(house, window, "jo", "amina", "ruth")
        tabs.cannot_press("ruth", "A golden rule")


def test_the_card_of_good_questions_is_there_in_a_talk_for_whoever_has_no_pad(
    tmp_path: Path, window: BrowserContext
) -> None:
    with Together(tmp_path, round_format="case-clinic") as house:
        tabs = Tabs(house, window)
        for who in ("jo", "amina", "danny", "ruth"):
            tabs.join(who)
        house.to_step("r1.talk")
        expect(tabs["amina"].locator("#pad")).to_have_count(0)
        for who in ("amina", "ruth"):
            expect(tabs.button(who, "Questions that help here")).to_have_count(1)
        tabs.press("amina", "Questions that help here")
        expect(tabs["amina"].locator(".good-questions li").first).to_be_visible()
        tabs.look("talk-card", "amina")
        house.to_step("r1.close")
        tabs.cannot_press("amina", "Questions that help here")
        tabs.nothing_to_complain()


def test_a_question_asked_in_writing_can_be_kept_by_the_holder(tmp_path: Path, window: BrowserContext) -> None:
    with Together(tmp_path) as house:
        tabs = in_explore(house, window, "jo", "amina", "danny", "ruth")
        house.give("danny", c.RaiseHand())
        tabs.press("jo", "Take Danny’s hand")
        tabs.asked("danny", "It’s your question.")
        tabs.say("danny", "What would you miss if it were gone?")
        tabs.say("amina", "The quiet hour.")
        keeps = tabs.button("amina", "Keep this question")
        expect(keeps).to_have_count(1)
        expect(keeps).to_have_accessible_name("Keep this question What would you miss if it were gone?")
        for who in ("danny", "ruth", "jo"):
            tabs.cannot_press(who, "Keep this question")
        tabs.look("written-question", "amina")
        tabs.press("amina", "Keep this question")
        expect(keeps).to_have_count(0)
        asked = tabs["amina"].locator("details", has=tabs["amina"].locator("summary", has_text="question"))
        expect(asked.locator("li > span")).to_have_text(["What would you miss if it were gone?"])
        assert [one.words for one in house.state.questions] == ["What would you miss if it were gone?"]
        tabs.nothing_to_complain()


def test_suggestions_can_be_asked_for_until_the_round_looks_back(tmp_path: Path, window: BrowserContext) -> None:
    with Together(tmp_path) as house:
        tabs = Tabs(house, window)
        for who in ("jo", "amina", "ruth"):
            tabs.join(who)
        house.to_step("r1.reflect")
        tabs.asked("ruth", "Amina thinks aloud")
        expect(tabs.button("amina", "Ask for suggestions")).to_have_count(1)
        house.to_step("r1.look-back")
        expect(tabs["amina"].get_by_role("heading", name="A short review", exact=True)).to_be_visible()
        tabs.cannot_press("amina", "Ask for suggestions")
        tabs.nothing_to_complain()


def test_what_was_suggested_stays_with_the_holder(tmp_path: Path, window: BrowserContext) -> None:
    with Together(tmp_path) as house:
        tabs = Tabs(house, window)
        for who in ("jo", "amina", "ruth"):
            tabs.join(who)
        house.to_step("r1.explore")
        house.give("amina", c.AskForOffers(step="r1.offers"))
        house.give("ruth", c.MakeOffer(words="Ask who else waits at eleven."))
        tabs.sees("amina", "Ask who else waits at eleven.")
        house.to_step("r1.reflect")
        tabs.asked("ruth", "Amina thinks aloud")
        tabs.sees("amina", "Ask who else waits at eleven.")
        expect(tabs["ruth"].get_by_text("Ask who else waits")).to_have_count(0)
        house.to_step("close")
        tabs.sees("amina", "Ask who else waits at eleven.")
        tabs.sees("amina", "Whose they were isn’t noted.")
        tabs.sees("ruth", "Thank you, Ruth.")
        expect(tabs["ruth"].get_by_text("Ask who else waits")).to_have_count(0)
        tabs.nothing_to_complain()
