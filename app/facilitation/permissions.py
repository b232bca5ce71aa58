"""Who may give which command, and when: one table. `rights` reads it; nothing else decides.

`who` are roles, of which one must hold; `when` are situations, all of which must hold; `unless` are situations of which
none may. The words are defined beside the functions that find them out, in `rights.py`.
"""

from typing import NamedTuple


class Permission(NamedTuple):
    """One row: this command, for whoever has one of these roles, in these situations."""

    command: str
    who: frozenset[str]
    when: frozenset[str] = frozenset()
    unless: frozenset[str] = frozenset()


def _row(command: str, who: str, when: str = "", unless: str = "") -> Permission:
    return Permission(command, frozenset(who.split()), frozenset(when.split()), frozenset(unless.split()))


STILL = "paused word"
"""While these are on, nothing moves but what ends them."""

TABLE: tuple[Permission, ...] = (
    # the office
    _row("plan_session", "office", unless="planned_already"),
    _row("cancel_session", "office", "planned"),
    _row("open_lobby", "office", "planned planned_already"),
    _row("remove_person", "office", "open"),
    # the clock and the line
    _row("pass_time", "clock", "open"),
    _row("note_here", "line", "open"),
    _row("note_away", "line", "open"),
    _row("stop_for_hearing", "line", "open stepping", "paused stopped_for_hearing"),
    _row("note_outage", "line", "open stepping"),
    # comings and goings
    _row("say_ready", "in_room", "lobby"),
    _row("reaffirm", "in_room", "open"),
    _row("raise_contract", "in_room", "open"),
    _row("leave_early", "invited", "before_close"),
    _row("step_out", "here", "open"),
    _row("come_back", "out", "open"),
    _row("leave", "in_room", "open"),
    _row("remove_person", "desk", "open"),
    # steps and time
    _row("open_step", "driver", "open steps_ahead", STILL),
    _row("open_step", "holder", "round steps_ahead", STILL),
    _row("stop_clock", "driver", "stepping", f"{STILL} stopped_by_chair"),
    _row("start_clock", "driver", "stopped_by_hand"),
    _row("start_clock", "holder", "stopped_for_hearing"),
    _row("add_time", "driver", "stepping"),
    _row("add_time", "holder", "round", STILL),
    _row("give_back_time", "driver", "stepping outage"),
    _row("begin_word", "desk", "stepping word_allowed", STILL),
    _row("begin_word", "driver", "stepping word_allowed", STILL),
    _row("end_word", "word_speaker driver", "word"),
    _row("close_session", "driver", "close"),
    _row("end_now", "chair", "open"),
    _row("end_now", "holder", "paused"),
    _row("end_now", "driver", "open opened_to_all"),
    # the chair
    _row("take_chair", "facilitator_not_chair", "open chair_to_take"),
    _row("hand_over_chair", "chair", "open"),
    _row("offer_to_keep_time", "may_keep_time", "open chair_vacant", "chair_offered"),
    _row("object_to_offer", "may_object", "chair_offered"),
    # pause together
    _row("pause_together", "holder", "round", STILL),
    _row("pause_together", "driver", "stepping", STILL),
    _row("answer_pause", "holder", "paused"),
    _row("answer_pause", "driver", "paused no_holder_here"),
    # turns
    _row("end_turn", "speaker driver", "turn_on", STILL),
    _row("pass_turn", "speaker driver", "turn_on", STILL),
    _row("report_action", "owner", "reports"),
    # asking for time
    _row("place_bid", "invited_member", "bids_open", STILL),
    _row("withdraw_bid", "bidder", "bids_open", STILL),
    _row("propose_agenda", "driver", "asking", STILL),
    _row("say_content", "member_in_room", "proposal"),
    _row("say_not_content", "member_in_room", "proposal"),
    _row("agree_agenda", "driver", "proposal", STILL),
    # questions
    _row("raise_hand", "may_ask", "hands", "paused"),
    _row("lower_hand", "has_hand", "open"),
    _row("take_hand", "driver holder", "queue hand_waits", STILL),
    _row("next_question", "driver holder", "queue asking_or_waiting", STILL),
    _row("prepare_question", "may_ask", "round"),
    _row("change_question", "has_prepared", "open"),
    _row("drop_question", "has_prepared", "open"),
    _row("ask_question", "may_ask_in_writing", "questions", STILL),
    _row("keep_question", "was_asked", "open"),
    _row("ask_for_offers", "holder", "round offers_ahead", STILL),
    _row("close_offers", "holder", "offers_open", STILL),
    _row("close_offers", "driver", "offers_open no_holder_here", STILL),
    _row("make_offer", "consultant", "offers", STILL),
    _row("reword_headline", "holder", "round"),
    _row("hide_time", "holder", "round"),
    # actions and lines
    _row("take_action", "holder", "actions"),
    _row("take_action", "member_in_room", "looking_back"),
    _row("change_action", "has_actions", "open"),
    _row("drop_action", "has_actions", "open"),
    _row("say_line", "heard", "open"),
    # process review
    _row("rate_review", "member_in_room", "ratings"),
    _row("write_learning", "member_in_room", "looking_back"),
    _row("share_learning", "has_learning", "looking_back"),
    _row("finish_writing", "member_in_room", "ratings"),
)
