"""Habits of the process review: writing alone, then sharing what one likes."""

from collections.abc import Iterator

from app.rehearsal.mind import Mind, Wish


def rating(mind: Mind) -> Iterator[Wish]:
    """How we worked, item by item; any may be left blank."""
    seen = mind.seen
    items = [one["id"] for one in seen.section("review").get("items", ())]
    if seen.may("rate_review") and items and not seen.mine.get("ratings"):
        given = {item: mind.chance.one(f"rate|{item}", (3, 4, 4, 5)) for item in items if _rates(mind, item)}
        if given:
            yield Wish(f"rates|{seen.step_id}", {"type": "rate_review", "ratings": given}, mind.think("rates", 15, 90))


def _rates(mind: Mind, item: str) -> bool:
    return mind.chance.happens(f"rates|{item}", mind.temper.rates)


def learning(mind: Mind) -> Iterator[Wish]:
    """What I learned today; mine alone unless I share it."""
    seen = mind.seen
    if seen.may("write_learning") and not seen.mine.get("learning"):
        words = mind.say("learning", "learns")
        yield Wish("learns", {"type": "write_learning", "words": words}, mind.think("learns", 20, 100))
    unshared = seen.mine.get("learning") and not seen.mine.get("learning_shared")
    if seen.may("share_learning") and unshared and mind.chance.happens("shares", mind.temper.shares):
        yield Wish("shares", {"type": "share_learning", "share": True}, mind.think("shares", 10, 60))


def finishing(mind: Mind) -> Iterator[Wish]:
    """I've finished writing."""
    seen = mind.seen
    if seen.may("finish_writing") and not seen.mine.get("writing_finished"):
        yield Wish(
            f"finishes|{seen.step_id}", {"type": "finish_writing", "done": True}, mind.think("finishes", 105, 170)
        )
