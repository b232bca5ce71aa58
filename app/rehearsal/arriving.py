"""Habits of coming and going: being ready, the contract, actions from last time, turns, lines that die."""

from collections.abc import Iterator

from app.facilitation.terms import MINUTE, SECOND
from app.rehearsal.mind import CANNOT_HEAR, DROP, Mind, Wish


def arriving(mind: Mind) -> Iterator[Wish]:
    """Ready, content with the contract, back again after stepping out."""
    seen = mind.seen
    if seen.may("say_ready") and not seen.mine.get("ready"):
        yield Wish("ready", {"type": "say_ready"}, mind.think("ready", 5, 40))
    contract = seen.section("contract").get("version")
    if seen.may("reaffirm") and not seen.mine.get("reaffirmed") and contract is not None:
        yield Wish(f"reaffirm/{contract}", {"type": "reaffirm", "version": contract}, mind.think("reaffirm", 5, 60))
    if seen.may("come_back") and seen.mine.get("stepped_out") and (occasion := mind.nth("come_back")):
        yield Wish(occasion, {"type": "come_back"}, mind.think(occasion, 40, 120))
    if mind.temper.late and seen.may("leave_early") and seen.mine.get("leave_early_at") is None:
        ends = int(seen.clock.get("ends_at") or 0)
        if ends:
            yield Wish("leave-early", {"type": "leave_early", "at": ends - 2 * MINUTE}, 20 * SECOND)


def reporting(mind: Mind) -> Iterator[Wish]:
    """What came of the actions from last time."""
    if not mind.seen.may("report_action"):
        return
    for nth, one in enumerate(mind.seen.mine.get("open_actions", ())):
        if one.get("status") is None:
            occasion = f"report/{one['action']}"
            status = mind.chance.one(occasion, ("done", "partly", "changed", "not_yet"))
            said = {
                "action": one["action"],
                "status": status,
                "learned": mind.say_in_turn("learned", "reports", nth=nth),
            }
            yield Wish(occasion, {"type": "report_action", **said}, mind.think(occasion, 10, 60))


def turns(mind: Mind) -> Iterator[Wish]:
    """A turn of mine: a few words, and on to the next; or "later"."""
    seen = mind.seen
    turn = seen.mine.get("turn")
    if turn is None:
        return
    occasion = f"{seen.step_id}|{seen.kind}"
    if (
        seen.may("pass_turn")
        and mind.chance.happens(f"pass|{occasion}", mind.temper.passes)
        and mind.nth(f"pass|{occasion}", most=1)
    ):
        yield Wish(f"pass|{occasion}/0", {"type": "pass_turn", "turn": turn}, mind.think("pass", 4, 12))
        return
    length = seen.agreed_time or MINUTE
    if seen.may("say_line"):
        purpose = "looking_back" if seen.kind in {"review", "round"} else "arriving"
        words = mind.say_in_turn(purpose, occasion)
        yield Wish(
            f"turn-says|{seen.step_id}/{turn}",
            {"type": "say_line", "words": words},
            round(length * mind.temper.talks * 0.4),
        )
    if seen.may("end_turn"):
        takes = round(length * mind.temper.talks * mind.chance.on(f"turn|{occasion}").uniform(0.7, 1.1))
        yield Wish(
            f"turn-ends|{seen.step_id}/{turn}", {"type": "end_turn", "turn": turn}, max(3 * SECOND, takes), tries=3
        )


def stepping_out(mind: Mind) -> Iterator[Wish]:
    """Back soon: in a break, or where nothing is asked of anybody."""
    seen = mind.seen
    if seen.kind != "rest" or not seen.may("step_out") or seen.mine.get("stepped_out"):
        return
    if mind.chance.happens(f"step-out|{seen.step_id}", 0.3):
        yield Wish(f"step-out|{seen.step_id}", {"type": "step_out"}, mind.think("step-out", 5, 30))


def dropping(mind: Mind) -> Iterator[Wish]:
    """The line dies without a word, and comes back; whoever it happened to may not hear at first."""
    seen = mind.seen
    if seen.in_lobby or seen.step.get("status") != "open" or not mind.temper.drops:
        return
    occasion = f"drop|{seen.stage}"
    if mind.chance.happens(occasion, mind.temper.drops):
        away = mind.think(f"away|{seen.stage}", 5, 150)
        yield Wish(occasion, {"type": DROP, "away": away}, mind.think(occasion, 20, 200))
        if occasion in mind.done and seen.kind == "round":
            yield Wish(f"cannot-hear|{seen.stage}", {"type": CANNOT_HEAR}, mind.think("cannot-hear", 5, 20))


def leaving(mind: Mind) -> Iterator[Wish]:
    """Off, when the session is at its close."""
    seen = mind.seen
    if seen.kind == "close" and seen.may("leave") and mind.temper.late:
        yield Wish("leaves", {"type": "leave"}, mind.think("leaves", 40, 80))
