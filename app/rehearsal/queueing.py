"""Habits around the queue of questions: time to think, one follow-up, going round, inviting, an open floor, a noter."""

from collections.abc import Iterator

from app.facilitation.terms import SECOND
from app.rehearsal.chairing import drives
from app.rehearsal.mind import Mind, Wish


def thinking(mind: Mind) -> Iterator[Wish]:
    """The holder wants to think, and then asks for the next question, or says that they have thought."""
    seen = mind.seen
    if not seen.holds or not seen.may("let_me_think"):
        return
    place, step = f"thinks|{seen.step_id}", {"step": seen.step_id}
    if seen.step.get("thinking"):
        if seen.may("next_question") and mind.chance.happens(f"{place}|how", 0.5):
            yield Wish(f"{place}|next", {"type": "next_question", "after": None}, mind.think("thought", 30, 80))
        yield Wish(f"{place}|thought", {"type": "let_me_think", **step, "think": False}, mind.think("thought", 85, 120))
    elif seen.asking is not None and mind.chance.happens(place, mind.temper.thinks):
        yield Wish(place, {"type": "let_me_think", **step}, mind.think("thinks", 15, 50))


def following_up(mind: Mind) -> Iterator[Wish]:
    """One follow-up, when the first question is asked; whoever talks much would like another."""
    seen = mind.seen
    hand = seen.mine.get("hand")
    if hand is None or seen.asking != hand or seen.holds or f"asks/{hand}" not in mind.done:
        return
    if seen.may("ask_follow_up"):
        if mind.chance.happens(f"follows|{seen.step_id}|{mind.times['follows']}", mind.temper.follows_up):
            yield Wish(f"follows/{hand}", {"type": "ask_follow_up", "hand": hand}, mind.think("follows", 10, 40))
    elif seen.section("floor").get("follow_up"):
        if seen.may("say_line"):
            words = mind.chance.one(f"follows|{hand}", mind.words.questions["exploring"])
            yield Wish(f"follows-with/{hand}", {"type": "say_line", "words": words}, mind.think("follows", 3, 10))
        if mind.temper.talks > 1:
            again = {"type": "ask_follow_up", "hand": hand}
            yield Wish(f"again/{hand}", again, mind.think("again", 8, 20), against=True)


def going_round(mind: Mind) -> Iterator[Wish]:
    """At the desk: everybody is asked once; then hands again, when it takes long."""
    seen = mind.seen
    if not drives(mind):
        return
    place, step = f"goes-round|{seen.step_id}", {"step": seen.step_id}
    if seen.may("begin_go_round") and mind.chance.happens(place, 0.35):
        yield Wish(place, {"type": "begin_go_round", **step}, mind.think("goes-round", 30, 90))
    if seen.may("end_go_round"):
        yield Wish(f"{place}|ends", {"type": "end_go_round", **step}, mind.think("ends-round", 150, 240))


def inviting(mind: Mind) -> Iterator[Wish]:
    """At the desk: somebody who has not asked yet may be waiting for a word."""
    seen = mind.seen
    if not drives(mind) or not seen.may("invite_person") or not seen.desk.get("people"):
        return
    up = {one["person"] for one in seen.desk.get("hands", ())} | {seen.step.get("holder"), seen.me}
    up.add(seen.section("floor").get("asker"))
    quiet = [
        one["person"]
        for one in seen.desk["people"]
        if one["presence"] == "here" and not one["has_asked"] and not one["invite"] and one["person"] not in up
    ]
    occasion = mind.nth(f"invites|{seen.step_id}", most=2)
    if quiet and occasion:
        whom = mind.chance.one(occasion, quiet)
        yield Wish(occasion, {"type": "invite_person", "person": whom}, mind.think(occasion, 40, 120))


def answering_invitation(mind: Mind) -> Iterator[Wish]:
    """A question after all; or not just now."""
    seen = mind.seen
    invite = seen.mine.get("invite")
    if invite is not None and seen.may("answer_invite"):
        yes = mind.chance.happens(f"invited|{seen.step_id}", 0.3 + 0.15 * mind.temper.hands)
        answer = {"type": "answer_invite", "invite": invite, "yes": yes}
        yield Wish(f"invited/{invite}", answer, mind.think("invited", 5, 25))


def opening_floor(mind: Mind) -> Iterator[Wish]:
    """At the desk: late in a step everybody may speak for a while, and then one at a time again."""
    seen = mind.seen
    if not seen.may("close_floor" if seen.step.get("floor_open") else "open_floor"):
        return
    place, step = f"opens-floor|{seen.step_id}", {"step": seen.step_id}
    if seen.step.get("floor_open"):
        if drives(mind) or seen.holds:
            after = mind.think("closes-floor", 40, 70) + (20 * SECOND if seen.holds else 0)
            yield Wish(f"{place}|closes", {"type": "close_floor", **step}, after)
    elif drives(mind) and _late_in_step(mind) and mind.chance.happens(place, 0.3):
        yield Wish(place, {"type": "open_floor", **step}, mind.think("opens-floor", 5, 30))


def _late_in_step(mind: Mind) -> bool:
    left = mind.seen.left
    return left is not None and left < mind.seen.agreed_time * 0.4


def noting(mind: Mind) -> Iterator[Wish]:
    """The holder asks somebody to note spoken questions; whoever was asked does, without names."""
    seen = mind.seen
    place = f"noter|{seen.stage}"
    if seen.may("choose_noter") and seen.holds and mind.chance.happens(place, 0.6):
        others = [str(one["id"]) for one in seen.here() if one["id"] != seen.me and not one.get("without_screen")]
        if others:
            whom = mind.chance.one(f"{place}|whom", others)
            yield Wish(place, {"type": "choose_noter", "person": whom}, mind.think("noter", 10, 40))
    asks = seen.floor == "asker_and_holder" and seen.asking is not None
    if asks and not seen.holds and seen.may("note_question") and (which := mind.nth(f"notes|{seen.stage}", most=3)):
        words = mind.chance.one(which, mind.words.questions["exploring"])
        yield Wish(which, {"type": "note_question", "words": words}, mind.think(which, 15, 50))
