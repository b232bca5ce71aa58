"""Habits around people without a screen: noting them, entering what they say, confirming or striking out."""

from collections.abc import Iterator
from typing import Any

from app.rehearsal.aloud import DIALLED_IN, Command
from app.rehearsal.mind import Mind, Wish


def seating_callers(mind: Mind) -> Iterator[Wish]:
    """Somebody has dialled in, or sits down beside me; later they have gone."""
    seen = mind.seen
    for one in seen.people():
        name, who = str(one["name"]), one["id"]
        device = mind.air.callers.get(name)
        if device is None:
            continue
        if one.get("presence") == "expected":
            if device == DIALLED_IN and seen.drives and seen.may("note_on_phone"):
                yield Wish(f"phone/{who}", {"type": "note_on_phone", "person": who}, mind.think("phone", 5, 20))
            if device == mind.chance.person and seen.may("say_two_here"):
                yield Wish(f"beside/{who}", {"type": "say_two_here", "person": who}, mind.think("beside", 5, 20))
        elif one.get("without_screen") and seen.kind == "close" and seen.may("note_gone"):
            mine = device == mind.chance.person or (device == DIALLED_IN and seen.drives)
            if mine:
                yield Wish(f"gone/{who}", {"type": "note_gone", "person": who}, mind.think("gone", 10, 40))


def overheard(mind: Mind) -> Iterator[Wish]:
    """A door opens behind somebody; a little later it is shut again."""
    seen = mind.seen
    if not seen.may("say_overheard") or seen.kind not in {"round", "check_in"}:
        return
    place = f"overheard|{seen.stage}"
    if not seen.mine.get("overheard") and mind.chance.happens(place, mind.temper.overheard):
        yield Wish(place, {"type": "say_overheard", "on": True}, mind.think(place, 20, 90))
    if seen.mine.get("overheard"):
        yield Wish(f"alone|{seen.stage}", {"type": "say_overheard", "on": False}, mind.think("alone", 60, 180))


def entering(mind: Mind) -> Iterator[Wish]:
    """At somebody's spoken word: by the chair, or by whoever shares their device."""
    seen = mind.seen
    if not seen.may("enter_for"):
        return
    for who, may in _mine_to_enter_for(mind).items():
        name = seen.name_of(who)
        said = mind.air.words_of(name) if name not in mind.air.callers else _caller_says(mind, who, name)
        for occasion, entry in said.items():
            if entry["type"] in may:
                command = {"type": "enter_for", "person": who, "entry": entry}
                yield Wish(f"enters|{name}/{occasion}", command, mind.think("enters", 3, 12), of=name)


def _mine_to_enter_for(mind: Mind) -> dict[str, frozenset[str]]:
    seen = mind.seen
    found = {}
    if seen.drives:
        found = {one["person"]: frozenset(one.get("may_enter", ())) for one in seen.desk.get("people", ())}
    for who in seen.mine.get("beside_me", ()):
        found.setdefault(who, frozenset({"say_ready", "place_bid", "take_action"}))
    return found


def _caller_says(mind: Mind, who: str, name: str) -> dict[str, Command]:
    """What somebody without a view answers when they are asked at the moment for it."""
    seen = mind.seen
    here = next((one for one in seen.people() if one["id"] == who), None)
    if here is None or here.get("presence") != "here":
        return {}
    said: dict[str, Command] = {}
    if seen.in_lobby and not here.get("ready"):
        said["ready"] = {"type": "say_ready"}
    if seen.kind == "check_in":
        said["reaffirm"] = {"type": "reaffirm", "version": seen.section("contract").get("version", 0)}
    if seen.kind == "asking" and not seen.section("agenda").get("agreed"):
        if all(one["person"] != who for one in seen.section("bids").get("bids", ())):
            said["bid"] = {"type": "place_bid", "kind": "nothing"}
        if proposal := seen.section("agenda").get("proposal"):
            said[f"content/{proposal['agenda']}"] = {"type": "say_content", "agenda": proposal["agenda"]}
    if put := seen.section("contract").get("proposal"):
        said[f"contract/{put['proposal']}"] = {
            "type": "say_of_contract",
            "proposal": put["proposal"],
            "content": True,
        }
    up = {one["person"] for one in seen.desk.get("hands", ())} | {seen.section("floor").get("asker")}
    if seen.floor == "asker_and_holder" and who not in up:
        said[f"hand|{seen.step_id}"] = {"type": "raise_hand"}
    if seen.kind == "review":
        said["acts"] = {"type": "take_action", "what": mind.say("actions", f"acts|{name}")}
    return said


def answering_entries(mind: Mind) -> Iterator[Wish]:
    """That's what I said; or it isn't, and goes."""
    seen = mind.seen
    for one in seen.mine.get("entered", ()):
        if one.get("confirmed"):
            continue
        entry: dict[str, Any] = {"entry": one["entry"]}
        wrong = one["kind"] == "take_action" or mind.chance.happens(f"strikes|{one['kind']}", 0.15)
        after = mind.think(f"entry|{one['kind']}", 10, 60)
        if wrong and seen.may("strike_out"):
            yield Wish(f"strikes/{one['entry']}", {"type": "strike_out", **entry}, after)
        elif seen.may("confirm_entry"):
            yield Wish(f"confirms/{one['entry']}", {"type": "confirm_entry", **entry}, after)
