"""What each format's rules are there to refuse, tried by those who are in a hurry, or cannot be silent."""

from collections.abc import Iterator

from app.rehearsal.chairing import drives
from app.rehearsal.mind import Mind, Wish


def hurrying(mind: Mind) -> Iterator[Wish]:
    """At the desk: the next question while the holder thinks; the next round before what is always kept."""
    seen = mind.seen
    if not mind.temper.hurries or not drives(mind) or seen.kind != "round":
        return
    if seen.step.get("thinking"):
        next_one = {"type": "next_question", "after": None}
        yield Wish(f"hurries|{seen.step_id}", next_one, mind.think("hurries", 3, 10), against=True)
        for hand in [one["hand"] for one in seen.desk.get("hands", ())][:1]:
            yield Wish(f"takes-anyway|{seen.step_id}", {"type": "take_hand", "hand": hand}, 5_000, against=True)
    offered = {one["id"] for one in seen.desk.get("next", ())}
    skips = _behind_this_round(mind)
    if skips is not None and seen.may("open_step") and skips not in offered:
        past = {"type": "open_step", "step": skips}
        yield Wish(f"skips|{seen.stage}", past, mind.think("skips", 10, 40), refusals=frozenset({"out_of_order"}))


def _behind_this_round(mind: Mind) -> str | None:
    """The first stage after this round that has not been yet, while the round is at its first step."""
    seen = mind.seen
    stages = seen.section("agenda").get("stages", ())
    places = [place for place, one in enumerate(stages) if one["id"] == seen.stage]
    if not places or not stages[places[0]]["steps"] or stages[places[0]]["steps"][0]["id"] != seen.step_id:
        return None
    after = next((one for one in stages[places[0] + 1 :] if one["state"] == "ahead"), None)
    if after is None:
        return None
    return str(after["steps"][0]["id"] if after["steps"] else after["id"])


def breaking_silence(mind: Mind) -> Iterator[Wish]:
    """Where nobody is heard somebody speaks; where one is, somebody else."""
    seen = mind.seen
    if seen.kind != "round" or seen.floor not in {"nobody", "turns"} or seen.may("say_line"):
        return
    if mind.temper.advises or mind.temper.talks > 1:
        words = mind.say("thinking_aloud", f"breaks-silence|{seen.step_id}")
        line = {"type": "say_line", "words": words}
        yield Wish(f"breaks-silence|{seen.step_id}", line, mind.think("silence", 5, 20), against=True)
