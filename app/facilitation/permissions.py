"""Who may give which command or send which signal, and when: one table. `rights` reads it; nothing else decides.

`who` are roles, of which one must hold; `when` are situations, all of which must hold; `unless` are situations of which
none may. The words are defined beside the functions that find them out, in `situations.py`.
"""

from typing import NamedTuple


class Permission(NamedTuple):
    """One row: this command or signal, for whoever has one of these roles, in these situations."""

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
    _row("add_person", "office", "before_close"),
    _row("remove_person", "office", "open"),
    # the clock and the line
    _row("pass_time", "clock", "open"),
    _row("pass_time", "clock", "review_waits"),
    _row("note_here", "line", "open"),
    _row("note_away", "line", "open"),
    _row("stop_for_hearing", "line", "open stepping", "paused stopped_for_hearing"),
    _row("note_outage", "line", "open stepping"),
    # comings and goings
    _row("say_ready", "in_room", "lobby"),
    _row("reaffirm", "in_room", "open"),
    _row("raise_contract", "in_room", "open"),
    _row("leave_early", "invited_member facilitator", "before_close"),
    _row("send_apologies", "awaited", "before_close"),
    _row("step_out", "here", "open"),
    _row("come_back", "out", "open"),
    _row("leave", "in_room", "open"),
    _row("remove_person", "desk", "open"),
    _row("say_overheard", "in_room", "open"),
    _row("note_on_phone", "driver", "open"),
    _row("say_two_here", "member_in_room", "open"),
    _row("note_apologies", "driver", "open"),
    _row("note_gone", "driver host", "open"),
    # guests
    _row("object_to_guest", "member_in_room", "open guests_expected"),
    _row("admit_guest", "driver", "open guest_waits", "airspace"),
    _row("send_guest_out", "driver", "open guest_here"),
    # where the set meets: a voice that fails is no reason to wait
    _row("choose_where", "driver", "open"),
    # the contract
    _row("propose_contract", "driver", "contract_open", STILL),
    _row("say_of_contract", "member_in_room", "contract_proposed"),
    _row("agree_contract", "driver", "contract_open contract_proposed", STILL),
    _row("drop_contract", "driver", "contract_proposed"),
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
    _row("choose_review", "driver", "review", STILL),
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
    _row("show_bid", "bidder", "bids_open", STILL),
    _row("withdraw_bid", "bidder", "bids_open", STILL),
    _row("propose_agenda", "driver", "asking", STILL),
    _row("say_content", "member_in_room", "proposal"),
    _row("say_not_content", "member_in_room", "proposal"),
    _row("agree_agenda", "driver", "proposal", STILL),
    _row("replan_rounds", "driver", "rounds_to_replan", STILL),
    # questions
    _row("raise_hand", "may_ask", "hands", "paused"),
    _row("lower_hand", "has_hand", "open"),
    _row("take_hand", "driver", "queue hand_waits", f"{STILL} queue_held"),
    _row("take_hand", "holder", "queue hand_waits", STILL),
    _row("next_question", "driver", "queue asking_or_waiting", f"{STILL} queue_held"),
    _row("next_question", "holder", "queue asking_or_waiting", STILL),
    _row("ask_follow_up", "asker", "queue", f"{STILL} follow_up thinking"),
    _row("let_me_think", "holder", "queue", STILL),
    _row("begin_go_round", "driver", "queue", f"{STILL} go_round queue_held"),
    _row("end_go_round", "driver", "go_round", STILL),
    _row("invite_person", "driver", "queue", STILL),
    _row("answer_invite", "invited_to_ask", "queue", STILL),
    _row("open_floor", "driver", "queue", f"{STILL} queue_held"),
    _row("close_floor", "driver holder", "floor_open", STILL),
    _row("choose_noter", "holder", "round"),
    _row("note_question", "holder noter", "round", "airspace paused"),
    _row("prepare_question", "may_ask", "round"),
    _row("change_question", "has_prepared", "open"),
    _row("drop_question", "has_prepared", "open"),
    _row("ask_question", "may_ask_in_writing", "questions", f"{STILL} thinking"),
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
    # a session that ended before its review was over: each on a page of their own
    _row("rate_review", "took_part", "ratings_wait"),
    _row("write_learning", "took_part", "review_waits"),
    # entered for somebody
    _row("enter_for", "driver host", "open"),
    _row("confirm_entry", "unconfirmed", "open"),
    _row("strike_out", "has_entries has_entered", "open"),
    # once it is over: each on a page of their own
    _row("confirm_entry", "unconfirmed", "entries_open"),
    _row("strike_out", "has_entries", "entries_open"),
    # signals: passed on, never kept
    _row("cannot_hear", "in_room", "open"),
    _row("word_to_chair", "member_in_room desk beside", "open"),
    _row("word_to_member", "chair", "open"),
    _row("nudge", "member_in_room", "nudges", "airspace paused"),
    _row("nudge_member", "chair", "nudges", "paused"),
    _row("caption", "beside", "open"),
)
