"""What a view may not hold, asked of every view that a simulated person is shown."""

from app.rehearsal.seen import Seen


def shown_too_much(seen: Seen) -> str:
    """What somebody was shown that is not for them; nothing at all: an empty sentence."""
    roles = set(seen.mine.get("roles", ()))
    if "guest" in roles:
        return _by_a_guest(seen, waits="in_room" not in roles)
    # by the chair and not by its role: whoever comes back to it has the role a moment after the desk (H19)
    if seen.desk and "facilitator" not in roles and not seen.has_chair:
        return "a desk"
    others = [one for one in seen.section("bids").get("bids", ()) if one["person"] != seen.me and not one["shown"]]
    if others:
        return "a bid that was not shown"
    quiet = seen.floor == "holder" and seen.kind == "round" and not seen.step.get("paused")
    if (quiet or seen.step.get("thinking")) and seen.section("hands").get("queue"):
        return "a queue that is kept"
    return ""


def _by_a_guest(seen: Seen, *, waits: bool) -> str:
    for section, names in (
        ("bids", ("bids",)),
        ("questions", ("questions", "offers")),
        ("actions", ("reports", "taken")),
        ("review", ("items", "learnings")),
    ):
        if any(seen.section(section).get(name) for name in names):
            return f"{section}, as a guest"
    if waits and (seen.section("people").get("people") or seen.section("floor").get("lines")):
        return "the set, while they wait"
    return ""
