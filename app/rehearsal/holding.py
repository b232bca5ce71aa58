"""Habits of the issue holder: presenting, answering, asking for suggestions, taking an action, going on when ready."""

from collections.abc import Iterator

from app.facilitation.terms import MINUTE, SECOND
from app.rehearsal.mind import Mind, Wish
from app.rehearsal.seen import Seen


def presenting(mind: Mind) -> Iterator[Wish]:
    """A few sentences in my airspace, with time between them."""
    seen = mind.seen
    if not seen.holds or seen.floor != "holder" or not seen.may("say_line"):
        return
    if occasion := mind.nth(f"presents|{seen.step_id}", most=4):
        purpose = "presenting" if not seen.may("take_action") else "thinking_aloud"
        every = max(5 * SECOND, seen.agreed_time // 5)
        yield Wish(occasion, {"type": "say_line", "words": mind.say(purpose, occasion)}, every)


def answering(mind: Mind) -> Iterator[Wish]:
    """An answer to whoever asks; then the next question, please."""
    seen = mind.seen
    hand = seen.asking
    if not seen.holds or hand is None:
        return
    if seen.may("say_line"):
        words = mind.say("answers", f"{seen.step_id}|{mind.times['answers']}")
        yield Wish(f"answers/{hand}", {"type": "say_line", "words": words}, mind.think("answers", 25, 60))
    if seen.may("next_question") and mind.chance.happens(f"next|{seen.step_id}", 0.5):
        yield Wish(f"next/{hand}", {"type": "next_question", "after": hand}, mind.think("next", 60, 110))


def keeping(mind: Mind) -> Iterator[Wish]:
    """A question worth keeping, kept without a word."""
    if not mind.seen.may("keep_question"):
        return
    for one in mind.seen.mine.get("asked", ()):
        if not one.get("kept") and mind.chance.happens(f"keep|{one.get('words')}", 0.5):
            keep = {"type": "keep_question", "question": one["question"], "keep": True}
            yield Wish(f"keep/{one['question']}", keep, mind.think("keep", 5, 30))


def choosing(mind: Mind) -> Iterator[Wish]:
    """What only the holder may: the time out of sight, other words for the issue, a pause, suggestions."""
    seen = mind.seen
    if not seen.holds:
        return
    place = f"|{seen.stage}"
    if seen.may("hide_time") and not seen.mine.get("time_hidden") and mind.chance.happens(f"hide{place}", 0.4):
        yield Wish(f"hide{place}", {"type": "hide_time", "hide": True}, mind.think("hide", 5, 20))
    if seen.may("reword_headline") and seen.asking is not None and mind.chance.happens(f"reword{place}", 0.3):
        words = mind.say("headlines", f"reword{place}")
        yield Wish(f"reword{place}", {"type": "reword_headline", "headline": words}, mind.think("reword", 30, 90))
    if seen.may("pause_together") and seen.floor == "holder" and mind.chance.happens(f"pause{place}", 0.15):
        yield Wish(f"pause{place}", {"type": "pause_together"}, mind.think("pause", 40, 90))
    offers = seen.mine.get("offers_step")
    wanted = mind.chance.happens(f"offers{place}", mind.temper.wants_offers)
    if wanted and offers and seen.may("ask_for_offers") and _late_in_round(seen):
        late_enough = seen.left is not None and seen.left < max(MINUTE, seen.agreed_time // 3)
        if late_enough:
            yield Wish(f"offers{place}", {"type": "ask_for_offers", "step": offers}, mind.think("offers", 5, 20))
    if seen.may("close_offers"):
        close = {"type": "close_offers", "step": seen.step_id}
        yield Wish(f"close-offers|{seen.step_id}", close, mind.think("close-offers", 120, 240), tries=3)


def _late_in_round(seen: Seen) -> bool:
    """Whether half of the round's steps are behind or open: suggestions come after questions."""
    steps = next((one["steps"] for one in seen.section("agenda").get("stages", ()) if one["id"] == seen.stage), ())
    ids = [one["id"] for one in steps if not one.get("on_request")]
    return seen.step_id in ids and (ids.index(seen.step_id) + 1) * 2 >= len(ids)


def answering_pause(mind: Mind) -> Iterator[Wish]:
    """What would help? Mostly: carry on."""
    seen = mind.seen
    pause = seen.step.get("paused")
    if pause and seen.may("answer_pause"):
        first = f"pause-answer|{pause}"
        rest = mind.chance.happens(f"rest|{seen.stage}", 0.3) and first not in mind.done
        answer = {"type": "answer_pause", "pause": pause, "answer": "short_break" if rest else "carry_on"}
        yield Wish(first if rest else f"carry-on|{pause}", answer, mind.think("answers-pause", 20, 90), tries=3)


def acting(mind: Mind) -> Iterator[Wish]:
    """What I'll do, and by when: the holder in their round, some others when looking back."""
    seen = mind.seen
    if not seen.may("take_action") or seen.mine.get("actions"):
        return
    if seen.holds or mind.chance.happens("acts", mind.temper.acts):
        what = {"type": "take_action", "what": mind.say("actions", "acts")}
        yield Wish(f"acts|{seen.stage}", what, mind.think("acts", 20, 60))


def reconsidering(mind: Mind) -> Iterator[Wish]:
    """An action in other words; or none after all, which is a good ending too."""
    seen = mind.seen
    if seen.kind not in {"round", "review", "close"}:
        return
    for one in seen.mine.get("actions", ()):
        which = one["action"]
        if seen.may("change_action") and mind.chance.happens("rewords-action", 0.4):
            what = mind.say("actions", "rewords-action")
            command = {"type": "change_action", "action": which, "what": what}
            yield Wish(f"rewords-action/{which}", command, mind.think("rewords-action", 10, 40))
        if seen.may("drop_action") and mind.chance.happens("drops-action", 0.15):
            drop = {"type": "drop_action", "action": which}
            yield Wish(f"drops-action/{which}", drop, mind.think("drops-action", 45, 90))


def going_on(mind: Mind) -> Iterator[Wish]:
    """The next step of my own round, when I've said what I wanted to say."""
    seen = mind.seen
    target = seen.mine.get("next_step")
    if not seen.holds or not target or not seen.may("open_step") or seen.may("close_offers"):
        return
    near = seen.left is not None and seen.left <= round(seen.agreed_time * 0.1)
    if near:
        by_itself = mind.chance.happens(f"goes-on|{seen.step_id}", 0.7)
        # whoever leaves it to the chair sees in time that nobody is there to do it
        after = mind.think("goes-on", 2, 15) if by_itself else 4 * MINUTE
        yield Wish(f"goes-on|{seen.step_id}|{target}", {"type": "open_step", "step": target}, after, tries=3)
