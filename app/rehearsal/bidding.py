"""Habits while the set is asked for time, and when a proposal stands."""

from collections.abc import Iterator
from typing import Any

from app.rehearsal.mind import Mind, Wish


def bidding(mind: Mind) -> Iterator[Wish]:
    """A headline is enough; "if there's room" and "nothing today" are full answers."""
    seen = mind.seen
    bid = seen.mine.get("bid")
    early = seen.in_lobby and mind.temper.name != "talkative"
    if mind.temper.listens_only or not seen.may("place_bid") or early or (bid and not bid.get("carried")):
        return
    chance = mind.chance.on("bid")
    kind = "asks"
    if chance.random() >= mind.temper.asks_for_time:
        kind = "if_room" if chance.random() < mind.temper.if_room else "nothing"
    command: dict[str, Any] = {"type": "place_bid", "kind": kind}
    if kind != "nothing":
        command["headline"] = mind.say("headlines", "bid")
        if kind == "asks" and chance.random() < 0.7:
            command["minutes"] = chance.choice((20, 30, 40))
    if mind.temper.presses and chance.random() < mind.temper.keeps_back:
        command["show"] = False
    yield Wish("bid", command, mind.think("bid", 15, 150), tries=2)


def showing(mind: Mind) -> Iterator[Wish]:
    """What was mine alone is shown to the set, when I've thought about it; one takes theirs back."""
    seen = mind.seen
    bid = seen.mine.get("bid")
    if not bid or seen.kind != "asking":
        return
    if not bid.get("shown") and seen.may("show_bid"):
        yield Wish("shows-bid", {"type": "show_bid", "bid": bid["bid"]}, mind.think("shows-bid", 10, 60))
    elif bid["kind"] == "if_room" and seen.may("withdraw_bid") and mind.chance.happens("withdraws", 0.5):
        yield Wish("withdraws", {"type": "withdraw_bid", "bid": bid["bid"]}, mind.think("withdraws", 20, 60))


def agreeing(mind: Mind) -> Iterator[Wish]:
    """Anyone not content? Most are."""
    seen = mind.seen
    proposal = seen.section("agenda").get("proposal")
    if not proposal or seen.mine.get("content") is not None or not seen.may("say_content"):
        return
    agenda = proposal["agenda"]
    content = mind.chance.happens(f"content|{mind.times['content']}", mind.temper.content)
    command = {"type": "say_content" if content or not seen.may("say_not_content") else "say_not_content"}
    yield Wish(f"content/{agenda}", {**command, "agenda": agenda}, mind.think("content", 4, 30))
