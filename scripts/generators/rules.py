"""The permission table as people read it, at the end of the page of rules, whose other parts are written by hand."""

import typing
from collections.abc import Mapping
from pathlib import Path

from app.facilitation.commands import Command
from app.facilitation.permissions import TABLE

PAGE = "docs/rules.md"
ROOT = Path(__file__).resolve().parents[2]
MARK = "<!-- Made by ./airspace generate from app/facilitation/permissions.py from here on; do not edit. -->"

OPENING = f"""{MARK}

## Who may give which command or send which signal, and when

One row must fit: the person is one of those under *who*, all is so that stands under *when*, and nothing is that stands
under *not while*. The same table decides what is refused and which buttons are shown. Whoever drives is the chair, or
everybody here while a step is open to all (H8).

| command or signal | what it is | who | when | not while |
|---|---|---|---|---|
"""

WHO = {
    "asker": "whoever asks now",
    "facilitator": "a facilitator, in the room or not",
    "has_entered": "whoever entered something that is not confirmed",
    "has_entries": "whoever something was entered for",
    "host": "whoever shares their device with somebody",
    "invited_to_ask": "whoever was invited to ask",
    "noter": "whoever notes questions for the holder",
    "unconfirmed": "whoever something was entered for and who has not confirmed it",
    "awaited": "a member who has not come yet",
    "beside": "an access seat in the room",
    "bidder": "whoever has asked for time",
    "chair": "the chair",
    "clock": "the clock",
    "consultant": "a member who is not the holder",
    "desk": "a facilitator",
    "driver": "whoever drives",
    "facilitator_not_chair": "a facilitator without the chair",
    "has_actions": "whoever has taken an action",
    "has_hand": "whoever has a hand up or is asking",
    "has_learning": "whoever has written what they learned",
    "has_prepared": "whoever has prepared a question",
    "heard": "whoever is heard",
    "here": "whoever is here",
    "holder": "the issue holder",
    "in_room": "anybody in the room",
    "invited_member": "any member, in the room or not",
    "line": "the line",
    "may_ask": "a member who is not the holder (a facilitator where the contract allows modelling)",
    "may_ask_in_writing": "whoever has prepared a question for this round (one at a time: whoever asks)",
    "may_keep_time": "anybody in the room but the holder",
    "may_object": "whoever has not objected to this person's offer yet",
    "member_in_room": "any member in the room",
    "office": "the office",
    "out": "whoever has stepped out",
    "owner": "whoever has an action from an earlier session",
    "speaker": "whoever's turn it is",
    "took_part": "any member who was there, gone or not",
    "was_asked": "whoever was asked a question",
    "word_speaker": "whoever has the word",
}
WHEN = {
    "airspace": "in airspace",
    "contract_open": "in the review, or while the set makes its contract",
    "contract_proposed": "a contract is put to the set",
    "entries_open": "it is over, and something was entered",
    "floor_open": "the chair has opened the floor",
    "follow_up": "the asker has begun their follow-up",
    "go_round": "in a go-round",
    "guest_here": "a guest is in the room",
    "guest_waits": "a guest waits",
    "guests_expected": "a guest is expected",
    "review": "in the review",
    "review_waits": "it ended before its review was over, which waits",
    "ratings_wait": "it ended before its ratings were shown, and they wait",
    "rounds_to_replan": "in a round or the break, with an agenda agreed",
    "queue_held": "the holder, by a line of their own, thinks",
    "thinking": "the holder thinks",
    "actions": "the step takes actions",
    "asking": "the set is asked for time",
    "asking_or_waiting": "somebody asks or waits to ask",
    "before_close": "it is planned and not over",
    "bids_open": "it is planned and no agenda is agreed",
    "chair_offered": "somebody offers to keep time",
    "chair_to_take": "the chair is a member's, or nobody's, or away",
    "chair_vacant": "nobody keeps time",
    "opened_to_all": "every step is open to all",
    "close": "in the close",
    "hand_waits": "a hand is up",
    "hands": "in airspace or in questions",
    "lobby": "in the lobby",
    "looking_back": "in the review or the close",
    "nudges": "in a round in which people talk, where the contract has nudges",
    "no_holder_here": "no holder is here by a line of their own",
    "offers": "the step takes offers",
    "offers_ahead": "the round has a step for offers that is not open",
    "offers_open": "offers are open",
    "open": "the session is open",
    "outage": "an outage took time from the step",
    "paused": "in a pause together",
    "planned": "the lobby is not open yet",
    "planned_already": "it stands in the calendar",
    "proposal": "a proposal stands",
    "questions": "the step takes questions in writing",
    "queue": "in questions or offers",
    "ratings": "ratings are being written",
    "reports": "in the lobby or in check-in",
    "round": "in a round",
    "stepping": "a step is open",
    "steps_ahead": "there is another step to open",
    "stopped_by_chair": "the chair has stopped the clock",
    "stopped_by_hand": "the clock was stopped by the chair or for hearing",
    "stopped_for_hearing": "the clock was stopped for hearing",
    "turn_on": "a turn is on",
    "word": "in a word from the facilitator",
    "word_allowed": "in a round or the review, but not in airspace or turns",
}

SIGNALS: Mapping[str, str] = {
    "cannot_hear": "I can't hear.",
    "word_to_chair": "A private word to the chair.",
    "word_to_member": "A private word from the chair to one person.",
    "nudge": "A member thinks of a golden rule, and tells the chair.",
    "nudge_member": "The chair reminds one member of a golden rule.",
    "caption": "What is being said, in writing, for one member.",
}
"""Passed on and never kept: signals are no commands, but the table says who may send them too."""


def rules() -> dict[str, str]:
    """The page: what is written by hand, and the table as it is."""
    by_hand = (ROOT / PAGE).read_text().partition(MARK)[0].rstrip()
    return {PAGE: f"{by_hand}\n\n{OPENING}{permission_rows()}\n"}


def permission_rows() -> str:
    """The table, row by row."""
    commands = {kind.model_fields["type"].default: kind.__doc__ or "" for kind in typing.get_args(Command)}
    says = {**commands, **SIGNALS}
    lines = []
    for row in TABLE:
        who = _words(row.who, WHO, " or ")
        when, unless = _words(row.when, WHEN, "; "), _words(row.unless, WHEN, "; ")
        lines.append(f"| `{row.command}` | {' '.join(says[row.command].split())} | {who} | {when} | {unless} |")
    return "\n".join(lines)


def _words(words: frozenset[str], said: dict[str, str], between: str) -> str:
    return between.join(said[word] for word in sorted(words))
