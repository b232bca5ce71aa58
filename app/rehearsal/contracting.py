"""Habits around the contract: putting a wording to the set, saying what one thinks of it, agreeing or leaving it."""

from collections.abc import Iterator
from typing import Any

from app.facilitation.terms import SECOND
from app.rehearsal.chairing import drives
from app.rehearsal.mind import Mind, Wish

OF_A_CONTRACT = ("text", "limits", "support_line", "stand_in", "modelling", "challenge", "cameras", "nudges")


def proposing(mind: Mind) -> Iterator[Wish]:
    """At the desk: where the contract may be made or changed, it is, once; and sometimes it is better left."""
    seen = mind.seen
    contract = seen.section("contract")
    put = contract.get("proposal")
    if not drives(mind) or not contract:
        return
    if put is not None:
        yield from _settling(mind, put)
        return
    # the writing is for writing: whoever looks back alone is not asked for an agreement
    if seen.may("propose_contract") and seen.floor != "nobody" and (occasion := mind.nth("contract", most=2)):
        new: dict[str, Any] = {name: contract.get(name) for name in OF_A_CONTRACT}
        new |= {"version": contract.get("version", 0), "challenge": True, "nudges": True}
        new["text"] = f"{contract.get('text', '')}\n{mind.say('contract_lines', occasion)}".strip()
        yield Wish(occasion, {"type": "propose_contract", "contract": new}, mind.think(occasion, 10, 30))


def _settling(mind: Mind, put: Any) -> Iterator[Wish]:
    seen = mind.seen
    proposal = put["proposal"]
    if put.get("not_content") or put.get("still_to_say"):
        if seen.may("drop_contract"):
            yield Wish(f"drops/{proposal}", {"type": "drop_contract", "proposal": proposal}, 600 * SECOND)
        if mind.temper.hurries and seen.may("agree_contract"):
            hurried = {"type": "agree_contract", "proposal": proposal}
            yield Wish(f"hurries/{proposal}", hurried, 8 * SECOND, refusals=frozenset({"not_content", "still_to_say"}))
    elif seen.may("agree_contract"):
        yield Wish(f"agrees/{proposal}", {"type": "agree_contract", "proposal": proposal}, 75 * SECOND)


def answering(mind: Mind) -> Iterator[Wish]:
    """Content with it, or not yet; whoever was not may be, when they have been heard."""
    seen = mind.seen
    put = seen.section("contract").get("proposal")
    if put is None or not seen.may("say_of_contract"):
        return
    said = seen.mine.get("contract_content")
    answer = {"type": "say_of_contract", "proposal": put["proposal"]}
    if said is None:
        yield Wish(
            f"contract/{put['proposal']}",
            {**answer, "content": not mind.temper.objects},
            mind.think("contract", 5, 40),
        )
    elif said is False and mind.chance.happens(f"content-after|{mind.times['contract']}", 0.6):
        yield Wish(f"content-after/{put['proposal']}", {**answer, "content": True}, mind.think("heard", 50, 90))


def raising(mind: Mind) -> Iterator[Wish]:
    """I'd like to talk about this."""
    seen = mind.seen
    version = seen.section("contract").get("version")
    if seen.may("raise_contract") and mind.temper.objects and seen.in_lobby and version is not None:
        raised = {"type": "raise_contract", "version": version}
        yield Wish(f"raises/{version}", raised, mind.think("raises", 5, 30))
