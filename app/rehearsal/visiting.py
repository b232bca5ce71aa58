"""Habits around guests and interpreters: not content at first, let in, seen out; captions, and nothing else."""

from collections.abc import Iterator

from app.facilitation.terms import SECOND
from app.rehearsal.chairing import drives
from app.rehearsal.mind import CAPTION, Mind, Wish


def objecting(mind: Mind) -> Iterator[Wish]:
    """Not content that a guest joins; and content after all, when it has been talked about."""
    seen = mind.seen
    if not mind.temper.objects or not seen.may("object_to_guest"):
        return
    for one in seen.people("guest"):
        guest, mine = one["id"], seen.me in one.get("objections", ())
        objection = {"type": "object_to_guest", "guest": guest}
        if mine:
            yield Wish(f"welcomes/{guest}", {**objection, "object": False}, mind.think("welcomes", 60, 120))
        elif f"welcomes/{guest}" not in mind.done:
            yield Wish(f"objects/{guest}", {**objection, "object": True}, mind.think("objects", 5, 20))


def letting_in(mind: Mind) -> Iterator[Wish]:
    """At the desk: a guest comes in when nobody minds, and takes their leave before the set looks back."""
    seen = mind.seen
    if not drives(mind):
        return
    for one in seen.people("guest"):
        guest = one["id"]
        if one.get("presence") == "waiting" and seen.may("admit_guest") and seen.kind not in {"review", "close"}:
            admits = {"type": "admit_guest", "guest": guest}
            if not one.get("objections") and seen.here():
                yield Wish(f"admits/{guest}", admits, 45 * SECOND, tries=3)
            elif mind.temper.hurries:
                early = frozenset({"not_content", "not_now", "no_such_person"})
                yield Wish(f"admits-early/{guest}", admits, 10 * SECOND, refusals=early)
        if one.get("presence") == "here" and seen.may("send_guest_out") and seen.kind == "review":
            yield Wish(f"sees-out/{guest}", {"type": "send_guest_out", "guest": guest}, mind.think("sees-out", 10, 30))


def captioning(mind: Mind) -> Iterator[Wish]:
    """What is said, in writing, for the one member; and, where it is not theirs, an attempt to ask."""
    seen = mind.seen
    if "access" not in seen.mine.get("roles", ()) or seen.step.get("status") != "open":
        return
    if "in_room" in seen.mine["roles"] and any(one["id"] == seen.mine.get("beside") for one in seen.here()):
        words = mind.say("answers", f"caption|{seen.step_id}")
        yield Wish(f"caption|{seen.step_id}", {"type": CAPTION, "words": words}, mind.think("caption", 10, 60))


def overstepping(mind: Mind) -> Iterator[Wish]:
    """A guest or an interpreter asks for time, and would ask: neither is theirs."""
    seen = mind.seen
    roles = seen.mine.get("roles", ())
    if not mind.temper.listens_only or not ({"guest", "access"} & set(roles)) or seen.step.get("status") != "open":
        return
    if seen.kind == "asking":
        bid = {"type": "place_bid", "kind": "asks", "headline": mind.say("headlines", "oversteps")}
        yield Wish("oversteps|bid", bid, mind.think("oversteps", 10, 40), against=True)
    if seen.floor == "asker_and_holder":
        yield Wish(f"oversteps|{seen.stage}", {"type": "raise_hand"}, mind.think("oversteps", 10, 40), against=True)
