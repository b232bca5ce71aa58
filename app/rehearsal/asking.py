"""Habits of those who listen in a round: hands, questions, offers; and of those who cannot help advising."""

from collections.abc import Iterator

from app.facilitation.terms import SECOND
from app.rehearsal.mind import Mind, Wish


def hands(mind: Mind) -> Iterator[Wish]:
    """A hand up, a few times in a step, and only one at a time."""
    seen = mind.seen
    if not seen.may("raise_hand") or seen.mine.get("hand") is not None:
        return
    most = mind.temper.hands if seen.floor != "holder" else min(1, mind.temper.hands)
    occasion = mind.nth(f"hand|{seen.step_id}", most=most)
    if occasion is None:
        return
    command = {"type": "raise_hand"}
    others = [str(one["id"]) for one in seen.here() if one["id"] != seen.me]
    if seen.step.get("anybody") and others and (seen.holds or mind.chance.happens(f"whom|{occasion}", 0.4)):
        command["to"] = mind.chance.one(f"whom|{occasion}|which", others)
    yield Wish(occasion, command, mind.think(occasion, 10, 150))


def preparing(mind: Mind) -> Iterator[Wish]:
    """A question written down for oneself, one a round at most two."""
    seen = mind.seen
    if not seen.may("prepare_question"):
        return
    occasion = mind.nth(f"prepare|{seen.stage}", most=2)
    if occasion is None or not mind.chance.happens(occasion, mind.temper.prepares):
        return
    kinds = [
        kind for kind in mind.words.questions if kind != "challenging" or seen.section("contract").get("challenge")
    ]
    kind = mind.chance.one(f"kind|{occasion}", kinds)
    words = mind.chance.one(f"words|{occasion}", mind.words.questions[kind])
    yield Wish(occasion, {"type": "prepare_question", "words": words, "kind": kind}, mind.think(occasion, 20, 200))


def asking(mind: Mind) -> Iterator[Wish]:
    """My turn to ask: what I had prepared, or something that came to me. Some put theirs in writing."""
    seen = mind.seen
    hand = seen.mine.get("hand")
    mine_to_ask = hand is not None and seen.asking == hand
    prepared = [
        one["question"] for one in seen.mine.get("prepared", ()) if mind.mine.get(one["question"]) == seen.stage
    ]
    if prepared and seen.may("ask_question"):
        question = prepared[0]
        if mine_to_ask or mind.chance.happens(f"in-writing|{seen.stage}|{len(mind.mine)}", mind.temper.in_writing):
            yield Wish(f"ask/{question}", {"type": "ask_question", "question": question}, mind.think("ask", 4, 20))
            return
    if mine_to_ask and seen.may("say_line"):
        kind = mind.chance.one(f"kind|{seen.step_id}|{mind.times['asks']}", ("clarifying", "exploring"))
        words = mind.chance.one(f"asks|{seen.step_id}|{mind.times['asks']}", mind.words.questions[kind])
        yield Wish(f"asks/{hand}", {"type": "say_line", "words": words}, mind.think("asks", 4, 20))
    going_round = bool(seen.section("hands").get("go_round"))
    passes_by = going_round and mind.chance.happens(f"passes-by|{seen.step_id}", mind.temper.passes)
    if mine_to_ask and passes_by and seen.may("lower_hand") and f"asks/{hand}" not in mind.done:
        yield Wish(f"passes-by/{hand}", {"type": "lower_hand", "hand": hand}, 3 * SECOND)
    if mine_to_ask and seen.may("lower_hand") and f"asks/{hand}" in mind.done:
        yield Wish(f"lower/{hand}", {"type": "lower_hand", "hand": hand}, 150 * SECOND)  # nobody went on: I have asked


def rewording(mind: Mind) -> Iterator[Wish]:
    """A question in other words, before it is asked; or thrown away."""
    seen = mind.seen
    for one in seen.mine.get("prepared", ()):
        which = one["question"]
        if seen.may("drop_question") and mind.mine.get(which) not in {None, seen.stage}:
            yield Wish(f"drops/{which}", {"type": "drop_question", "question": which}, mind.think("drops", 20, 90))
        elif seen.may("change_question") and mind.chance.happens(f"rewords|{seen.stage}", 0.4):
            words = mind.say("thinking_aloud", f"rewords|{seen.stage}")
            command = {"type": "change_question", "question": which, "words": words, "kind": one["kind"]}
            yield Wish(f"rewords/{which}", command, mind.think("rewords", 3, 20))


def offering(mind: Mind) -> Iterator[Wish]:
    """Suggestions, where they are welcome."""
    seen = mind.seen
    if seen.may("make_offer") and (occasion := mind.nth(f"offer|{seen.step_id}", most=1 + mind.temper.advises)):
        words = mind.say("advice" if mind.temper.advises else "offers", occasion)
        yield Wish(occasion, {"type": "make_offer", "words": words}, mind.think(occasion, 10, 90))


def talking_together(mind: Mind) -> Iterator[Wish]:
    """Thinking aloud where everybody, or everybody but the holder, is heard."""
    seen = mind.seen
    if seen.kind != "round" or seen.floor not in {"others", "everybody"} or not seen.may("say_line"):
        return
    if occasion := mind.nth(f"aloud|{seen.step_id}", most=1 + (mind.temper.talks > 1)):
        yield Wish(
            occasion, {"type": "say_line", "words": mind.say("thinking_aloud", occasion)}, mind.think(occasion, 10, 90)
        )


def advising(mind: Mind) -> Iterator[Wish]:
    """A suggestion that nobody asked for, in every step that takes none: it must not get through."""
    seen = mind.seen
    if not mind.temper.advises or seen.kind != "round" or seen.holds or seen.may("make_offer"):
        return
    words = mind.say("advice", f"unasked|{seen.step_id}")
    unasked = {"type": "make_offer", "words": words}
    yield Wish(f"unasked|{seen.step_id}", unasked, mind.think("unasked", 20, 60), against=True)


def storytelling(mind: Mind) -> Iterator[Wish]:
    """A long story: in everybody's time when heard, and begun in the holder's airspace all the same."""
    seen = mind.seen
    if not mind.temper.tells_stories or seen.step.get("status") != "open" or seen.holds:
        return
    story = {"type": "say_line", "words": mind.say("stories", f"story|{seen.step_id}")}
    if seen.may("say_line"):
        yield Wish(f"story|{seen.step_id}", story, mind.think("story", 20, 90))
    elif seen.kind == "round":
        yield Wish(f"breaks-in|{seen.step_id}", story, mind.think("breaks-in", 15, 60), against=True)
