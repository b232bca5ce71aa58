"""Habits of whoever holds the process, from the desk: what now, and what is next. No format is known here by name.

Drives by floors, by what may be pressed and by the time agreed, so that a step nobody has heard of is gone through too.
"""

from collections.abc import Iterator
from typing import Any

from app.facilitation.terms import MINUTE, SECOND, Millis
from app.rehearsal.mind import Mind, Wish
from app.rehearsal.seen import Seen

PATIENCE: Millis = 20 * SECOND
"""How long after the time agreed the facilitator goes on."""
LATE_AGENDA: Millis = 12 * MINUTE
"""How much longer the set may take to settle its agenda."""
MOST_ROUNDS = 3
FEWEST_A_ROUND = 10
"""Minutes: with less each, fewer rounds are proposed."""


def drives(mind: Mind) -> bool:
    """Whether this is mine to do: the desk is, or every step is open to all and I am of that kind."""
    seen = mind.seen
    return seen.drives or (not seen.holds and mind.temper.keeps_time and "driver" in seen.mine.get("roles", ()))


def keeping_the_chair(mind: Mind) -> Iterator[Wish]:
    """The chair is taken back by whoever facilitates, and kept by whoever offers when nobody else does."""
    seen = mind.seen
    if seen.may("take_chair") and (occasion := mind.nth("take_chair")):
        yield Wish(occasion, {"type": "take_chair"}, mind.think("take_chair", 5, 15))
    offer = seen.section("people").get("offer")
    again = mind.nth("keep_time", most=5)
    if again and seen.may("offer_to_keep_time") and not offer:
        # some like to; the others wait to see whether somebody does
        after = mind.think("keep_time", 3, 15) + (0 if mind.temper.keeps_time else 3 * MINUTE)
        yield Wish(again, {"type": "offer_to_keep_time"}, after)
    if offer and mind.temper.objects and offer["person"] != seen.me and seen.may("object_to_offer"):
        objection = {"type": "object_to_offer", "offer": offer["offer"]}
        # there are seconds for it: whoever was too late for one offer may still object to the next
        yield Wish("objects-to-offer/0", objection, mind.think("objects-to-offer", 1, 4), tries=5)


def handing_over(mind: Mind) -> Iterator[Wish]:
    """Whoever facilitates lets a member keep time for a while, and takes the chair back."""
    seen = mind.seen
    if "facilitator" not in seen.mine.get("roles", ()) or seen.kind != "round":
        return
    if not seen.drives or not seen.may("hand_over_chair") or not mind.chance.happens(f"hands-over|{seen.stage}", 0.3):
        return
    away = {seen.step.get("holder"), seen.me}
    able = [str(one["id"]) for one in seen.here() if one["id"] not in away and not one.get("without_screen")]
    able = [who for who in able if not mind.air.words_of(seen.name_of(who))]  # whoever presses nothing can't keep time
    if able:
        to = {"type": "hand_over_chair", "to": able[0]}
        yield Wish("hands-over", to, mind.think("hands-over", 60, 150), tries=2)


def going_round(mind: Mind) -> Iterator[Wish]:
    """Somebody's turn is well over, or they are gone: on to the next."""
    seen = mind.seen
    turn = seen.desk.get("turn")
    if not drives(mind) or turn is None or not seen.may("end_turn"):
        return
    who = seen.desk.get("turn_of")
    gone = all(one.get("id") != who or one.get("presence") != "here" for one in seen.people())
    over = seen.left is not None and seen.left < -40 * SECOND
    untimed = seen.left is None
    if gone or over or untimed:
        after = 3 * MINUTE if untimed and not gone else 15 * SECOND
        yield Wish(f"ends-turn|{seen.step_id}/{turn}", {"type": "end_turn", "turn": turn}, after, tries=3)


def sharing_out(mind: Mind) -> Iterator[Wish]:
    """One of the desk's proposals, and the set's agreement."""
    seen = mind.seen
    agenda = seen.section("agenda")
    if not drives(mind) or agenda.get("agreed"):
        return
    proposal = agenda.get("proposal")
    if proposal is not None:
        waits = seen.desk.get("what_now", {}).get("key") != "proposal_content"
        if seen.may("agree_agenda"):
            after = 75 * SECOND if waits else 5 * SECOND
            name = f"agree{'-anyway' if waits else ''}/{proposal['agenda']}"
            yield Wish(name, {"type": "agree_agenda", "agenda": proposal["agenda"]}, after, tries=3)
    elif seen.may("propose_agenda") and _all_asked(seen) and (occasion := mind.nth("propose", most=6)):
        sharing, rounds = _of_the_desk(mind) or ("equal", _shares(seen, fewer=mind.times["propose"]))
        if rounds:
            proposed = {"type": "propose_agenda", "sharing": sharing, "rounds": rounds}
            yield Wish(occasion, proposed, mind.think("propose", 10, 20))


def _all_asked(seen: Seen) -> bool:
    answered = int(seen.desk.get("bids_in") or 0)
    shown = len([one for one in seen.section("bids").get("bids", ()) if not one.get("carried")])
    most_time_gone = seen.left is not None and seen.left < seen.agreed_time * 0.3
    return most_time_gone or seen.left is None or (answered >= len(seen.here()) and shown >= answered)


def _of_the_desk(mind: Mind) -> tuple[str, list[dict[str, Any]]] | None:
    """One of the ways worked out on the desk, if few enough hold a round in it; the first time alone."""
    plans = [one for one in mind.seen.desk.get("proposals", ()) if 0 < len(one["rounds"]) <= MOST_ROUNDS]
    if not plans or mind.times["propose"]:
        return None  # that was not agreed, or did not fit by then: less is proposed
    plan = mind.chance.one("sharing", plans)
    rounds = [{"holder": one["holder"], "minutes": one["minutes"]} for one in plan["rounds"]]
    return str(plan["sharing"]), rounds


def _shares(seen: Seen, *, fewer: int) -> list[dict[str, Any]]:
    """Equal shares for as many of those who ask as there is time for; of all who are here, when nobody asks."""
    bids = seen.section("bids").get("bids", ())
    askers = [one["person"] for one in bids if one["kind"] == "asks"]
    askers += [one["person"] for one in bids if one["kind"] == "if_room"]
    here = [one["id"] for one in seen.here()]
    wanted = [who for who in askers if who in here] or here[:2]
    free = float(seen.section("agenda").get("minutes_for_rounds") or 0)
    least = FEWEST_A_ROUND * (1 + fewer)
    count = max(1, min(len(wanted), int(free // least), max(1, MOST_ROUNDS - fewer)))
    # time runs on while a proposal is made: with each that does not fit a little more is left over
    each = int(free * (0.95 - 0.1 * fewer) / count * 2) / 2
    return [{"holder": who, "minutes": each} for who in wanted[:count]] if each > 0 else []


def replanning(mind: Mind) -> Iterator[Wish]:
    """Minutes that a round did not use go to those to come; two of those change places."""
    seen = mind.seen
    planned = [{"holder": one["holder"], "minutes": one["minutes"]} for one in seen.desk.get("rounds_ahead", ())]
    ahead = [dict(one) for one in planned]
    if not drives(mind) or not ahead or not seen.may("replan_rounds"):
        return
    freed = float(seen.desk.get("freed") or 0)
    if freed >= 1:
        ahead[0]["minutes"] += int(freed)
    elif len(ahead) > 1:
        ahead.reverse()
    else:
        return
    replans = {"type": "replan_rounds", "instead_of": planned, "rounds": ahead}
    yield Wish("replans", replans, mind.think("replans", 20, 60))


def choosing_review(mind: Mind) -> Iterator[Wish]:
    """When the time is up and people still wish to speak: ten minutes more, once; and then the end."""
    seen = mind.seen
    due = seen.clock.get("step_due_at")
    if not drives(mind) or not seen.may("choose_review") or not seen.is_last_stage or due is None:
        return
    over = seen.now - int(due)
    choose = {"type": "choose_review", "ends_at": seen.clock["ends_at"]}
    if over > 0 and seen.desk.get("turn") is not None and mind.chance.happens("extends", 0.8):
        yield Wish("extends", choose | {"choice": "extend", "minutes": 10}, 10 * SECOND)
    elif _until_ready(seen) is not None and mind.chance.happens("ends-review", 0.5):
        yield Wish("ends-review", choose | {"choice": "end"}, 5 * SECOND)


def keeping_time(mind: Mind) -> Iterator[Wish]:
    """The clock stands for a moment, or two minutes are added."""
    seen = mind.seen
    if not drives(mind) or seen.kind not in {"round", "opening"} or seen.floor == "holder":
        return
    place, step = f"|{seen.step_id}", {"step": seen.step_id}
    if seen.may("stop_clock") and mind.chance.happens(f"stops{place}", 0.15):
        yield Wish(f"stops{place}", {"type": "stop_clock", **step}, mind.think("stops", 20, 80))
    if seen.may("add_time") and mind.chance.happens(f"adds{place}", 0.15) and seen.left is not None and seen.left < 0:
        yield Wish(f"adds{place}", {"type": "add_time", **step, "minutes": 2}, 3 * SECOND)


def taking_hands(mind: Mind) -> Iterator[Wish]:
    """The first hand asks; when it has been answered, the next."""
    seen = mind.seen
    queue = seen.desk.get("hands", ())
    if not drives(mind) or seen.floor != "asker_and_holder":
        return
    waiting = [one for one in queue if one["hand"] != seen.asking]
    going = seen.section("hands").get("go_round_next")
    if seen.asking is None and (waiting or going):
        hand = waiting[0]["hand"] if waiting else going
        if (
            waiting
            and mind.chance.happens(f"takes|{seen.step_id}|{mind.times['takes']}", 0.5)
            and seen.may("take_hand")
        ):
            yield Wish(f"takes/{hand}", {"type": "take_hand", "hand": hand}, mind.think("takes", 3, 10))
        elif seen.may("next_question"):
            yield Wish(f"calls/{hand}", {"type": "next_question", "after": None}, mind.think("calls", 3, 10))
    elif seen.asking is not None and seen.may("next_question"):
        after = mind.think(f"listens|{mind.times['listens']}", 80, 160)
        yield Wish(f"listens/{seen.asking}", {"type": "next_question", "after": seen.asking}, after)


def settling(mind: Mind) -> Iterator[Wish]:
    """A clock that stands is started, time an outage took is given back, a word is said and ended."""
    seen = mind.seen
    if not drives(mind):
        return
    if seen.may("give_back_time") and seen.desk.get("lost"):
        yield Wish(
            f"gives-back|{seen.step_id}|{seen.desk['lost']}",
            {"type": "give_back_time", "step": seen.step_id},
            5 * SECOND,
        )
    if seen.may("start_clock") and (occasion := mind.nth(f"starts|{seen.step_id}", most=20)):
        yield Wish(occasion, {"type": "start_clock", "step": seen.step_id}, mind.think("starts", 10, 25))
    word = seen.step.get("word")
    if word and seen.may("end_word"):
        yield Wish(f"ends-word/{word}", {"type": "end_word", "word": word}, mind.think("ends-word", 15, 40), tries=3)
    elif seen.may("begin_word") and seen.floor == "asker_and_holder" and mind.chance.happens(f"word|{seen.stage}", 0.3):
        yield Wish(f"word|{seen.stage}", {"type": "begin_word", "step": seen.step_id}, mind.think("word", 60, 120))


def going_on(mind: Mind) -> Iterator[Wish]:
    """The next step, once this one's time is up or all is done; the close, once everybody has had a moment."""
    seen = mind.seen
    if not drives(mind):
        return
    if seen.may("close_session"):
        yield Wish("closes", {"type": "close_session"}, 100 * SECOND, tries=5)
    target = seen.mine.get("next_step")  # onward; the desk's own list also leads back
    if not target or not seen.may("open_step"):
        return
    after = _until_everybody_is_here(mind) if seen.in_lobby else _until_ready(seen)
    if after is not None:
        occasion = f"opens|{seen.step_id}|{target}"
        yield Wish(occasion, {"type": "open_step", "step": target}, after, tries=5)


def _until_everybody_is_here(mind: Mind) -> Millis | None:
    """Everybody but one, who may be late, and whoever said they would come for certain; or it is time, and over."""
    seen = mind.seen
    missing = [one for one in seen.people() if one.get("presence") == "expected"]
    if len(missing) <= 1 and all(one.get("name") != mind.waits_for for one in missing):
        return 40 * SECOND
    starts = int(seen.step.get("starts_at") or 0)
    return SECOND if seen.now >= starts + 2 * MINUTE else None


def _until_ready(seen: Seen) -> Millis | None:
    """How much longer to wait before the next step; None when this one is not done yet."""
    if seen.floor == "turns":
        return _after_turns(seen)
    if seen.section("agenda").get("agreed") and seen.kind == "asking":
        return 10 * SECOND
    writers = int(seen.desk.get("writers") or 0)
    if seen.floor == "nobody" and seen.kind == "review" and 0 < writers <= int(seen.desk.get("finished_writing") or 0):
        return 8 * SECOND
    if seen.left is None:
        return 90 * SECOND
    if seen.left > 0:
        return None
    if seen.kind == "asking" and seen.may("propose_agenda") and seen.left > -LATE_AGENDA:
        return None  # the set has not settled it yet
    return PATIENCE + (40 * SECOND if seen.kind == "round" else 0)


def _after_turns(seen: Seen) -> Millis | None:
    # where every step is open to all nobody has a desk: then the table says whose turn it is
    if seen.desk.get("turn") is not None or any(one.get("turn") == "now" for one in seen.people()):
        return None
    waiting = any(one.get("presence") == "out" and one.get("turn") != "done" for one in seen.people())
    return 2 * MINUTE if waiting else 12 * SECOND
