"""Rooms in every situation that matters, and what each person may do there."""

from collections.abc import Mapping

from tests.attacks import rooms
from tests.attacks.situations_around import AROUND
from tests.attacks.standpoints import (
    AFTER,
    ALWAYS,
    ASKING,
    ASKS,
    BESIDE,
    CHAIR,
    CHAIR_MAY,
    DESK,
    DESK_MAY,
    DESK_STAYS,
    DRIVES,
    EARLY,
    GUEST,
    HELD_BACK,
    HOLDS,
    HOLDS_QUEUE,
    HOLDS_ROUND,
    IN_ROOM,
    INVITED,
    LEADS,
    LEADS_QUEUE,
    MEMBER,
    OPEN,
    OTHER,
    PREPARES,
    REPLANS,
    ROUND,
    SEATS,
    STAYS,
    Situation,
    Standpoint,
)

SITUATIONS: Mapping[str, Situation] = {
    "planned": Situation(
        rooms.only_planned,
        "planned planned_already before_close bids_open",
        {
            "amina": Standpoint(f"{INVITED} awaited", "leave_early send_apologies place_bid"),
            "sam": Standpoint("facilitator invited", "leave_early"),
        },
    ),
    "lobby": Situation(
        rooms.in_lobby,
        f"{EARLY} lobby reports",
        {
            "amina": Standpoint(f"{MEMBER} heard owner", f"{ALWAYS} say_ready place_bid report_action say_line"),
            "ruth": Standpoint(f"{MEMBER} heard", f"{ALWAYS} say_ready place_bid say_line"),
            "jo": Standpoint(f"{CHAIR} heard", f"{CHAIR_MAY} say_ready open_step say_line"),
            "sam": Standpoint(f"{OTHER} heard", f"{DESK_MAY} say_ready say_line"),
        },
    ),
    "check-in, amina's turn": Situation(
        rooms.checking_in,
        f"{EARLY} check_in reports stepping turn_on",
        {
            "amina": Standpoint(f"{MEMBER} heard speaker", f"{ALWAYS} place_bid end_turn pass_turn say_line"),
            "danny": Standpoint(f"{MEMBER} owner", f"{ALWAYS} place_bid report_action"),
            "ruth": Standpoint(MEMBER, f"{ALWAYS} place_bid"),
            "jo": Standpoint(f"{CHAIR} heard", f"{CHAIR_MAY} {DRIVES} end_turn pass_turn say_line"),
            "sam": Standpoint(f"{OTHER} heard", f"{DESK_MAY} say_line"),
        },
    ),
    "check-in, danny and the chair have stepped out": Situation(
        rooms.some_out,
        f"{EARLY} check_in reports stepping turn_on chair_to_take",
        {
            "danny": Standpoint(f"{IN_ROOM} out", f"{STAYS} come_back place_bid"),
            "jo": Standpoint(
                f"{DESK} out chair driver heard",
                f"{DESK_STAYS} {SEATS} come_back remove_person {LEADS} {DRIVES} end_turn pass_turn say_line",
            ),
            "sam": Standpoint(f"{OTHER} heard", f"{DESK_MAY} take_chair say_line"),
        },
    ),
    "asking for time, with a proposal": Situation(
        rooms.proposal,
        f"{EARLY} asking stepping bids proposal",
        {
            "amina": Standpoint(
                f"{MEMBER} heard bidder",
                f"{ALWAYS} place_bid show_bid withdraw_bid say_content say_not_content say_line",
            ),
            "ruth": Standpoint(f"{MEMBER} heard", f"{ALWAYS} place_bid say_content say_not_content say_line"),
            "jo": Standpoint(f"{CHAIR} heard", f"{CHAIR_MAY} {DRIVES} propose_agenda agree_agenda say_line"),
            "sam": Standpoint(f"{OTHER} heard", f"{DESK_MAY} say_line"),
        },
    ),
    "asking for time, agreed": Situation(
        rooms.agenda_agreed,
        f"{OPEN} no_holder_here steps_ahead asking stepping bids",
        {
            "amina": Standpoint(f"{MEMBER} heard bidder", f"{ALWAYS} say_line"),
            "jo": Standpoint(f"{CHAIR} heard", f"{CHAIR_MAY} {DRIVES} propose_agenda say_line"),
        },
    ),
    "airspace": Situation(
        rooms.airspace,
        f"{ROUND} hands airspace",
        {
            "amina": Standpoint(f"{HOLDS} heard bidder", f"{HOLDS_ROUND} say_line"),
            "danny": Standpoint(f"{ASKS} has_hand", f"{ALWAYS} raise_hand lower_hand prepare_question"),
            "gareth": Standpoint(f"{ASKS} has_prepared may_ask_in_writing", f"{ALWAYS} raise_hand {PREPARES}"),
            "ruth": Standpoint(ASKS, f"{ALWAYS} raise_hand prepare_question"),
            "jo": Standpoint(CHAIR, f"{CHAIR_MAY} {REPLANS}"),
            "sam": Standpoint(OTHER, DESK_MAY),
        },
    ),
    "airspace, ruth in the chair": Situation(
        rooms.member_in_chair,
        f"{ROUND} hands airspace chair_to_take",
        {
            "amina": Standpoint(f"{HOLDS} heard", f"{HOLDS_ROUND} say_line"),
            "danny": Standpoint(ASKS, f"{ALWAYS} raise_hand prepare_question"),
            "ruth": Standpoint(
                f"{INVITED} in_room member_in_room may_object here consultant may_ask chair driver",
                f"{ALWAYS} raise_hand prepare_question {REPLANS} {LEADS} {SEATS}",
            ),
            "jo": Standpoint(OTHER, f"{DESK_MAY} take_chair"),
            "sam": Standpoint(OTHER, f"{DESK_MAY} take_chair"),
        },
    ),
    "airspace, nobody in the chair": Situation(
        rooms.airspace_alone,
        f"{ROUND} hands airspace chair_to_take chair_vacant opened_to_all",
        {
            "amina": Standpoint(f"{HOLDS} heard", f"{HOLDS_ROUND} say_line"),
            "ruth": Standpoint(ASKS, f"{ALWAYS} raise_hand prepare_question offer_to_keep_time"),
        },
    ),
    "questions, danny asks": Situation(
        rooms.questions,
        f"{ASKING} hand_waits asking_or_waiting",
        {
            "amina": Standpoint(
                f"{HOLDS} heard was_asked",
                f"{HOLDS_QUEUE} take_hand next_question keep_question ask_for_offers say_line",
            ),
            "danny": Standpoint(
                f"{ASKS} heard has_hand asker",
                f"{ALWAYS} ask_follow_up raise_hand lower_hand prepare_question say_line",
            ),
            "gareth": Standpoint(
                f"{ASKS} has_hand has_prepared may_ask_in_writing",
                f"{ALWAYS} raise_hand lower_hand {PREPARES} ask_question",
            ),
            "ruth": Standpoint(ASKS, f"{ALWAYS} raise_hand prepare_question"),
            "jo": Standpoint(CHAIR, f"{CHAIR_MAY} {REPLANS} {LEADS_QUEUE} begin_word take_hand next_question"),
            "sam": Standpoint(OTHER, f"{DESK_MAY} begin_word"),
        },
    ),
    "questions, the contract welcomes the facilitator's": Situation(
        rooms.modelling,
        f"{ASKING} hand_waits asking_or_waiting",
        {
            "jo": Standpoint(
                f"{CHAIR} may_ask",
                f"{CHAIR_MAY} {REPLANS} {LEADS_QUEUE} begin_word take_hand next_question raise_hand prepare_question",
            ),
            "sam": Standpoint(f"{OTHER} may_ask", f"{DESK_MAY} begin_word raise_hand prepare_question"),
        },
    ),
    "questions, the contract has nudges": Situation(
        rooms.nudging,
        f"{ASKING} hand_waits asking_or_waiting nudges",
        {
            "amina": Standpoint(
                f"{HOLDS} heard was_asked",
                f"{HOLDS_QUEUE} take_hand next_question keep_question ask_for_offers say_line nudge",
            ),
            "ruth": Standpoint(ASKS, f"{ALWAYS} raise_hand prepare_question nudge"),
            "jo": Standpoint(
                CHAIR, f"{CHAIR_MAY} {REPLANS} {LEADS_QUEUE} begin_word take_hand next_question nudge_member"
            ),
            "sam": Standpoint(OTHER, f"{DESK_MAY} begin_word"),
        },
    ),
    "airspace, the contract has nudges": Situation(
        rooms.nudging_airspace,
        f"{ROUND} hands airspace nudges",
        {
            "danny": Standpoint(ASKS, f"{ALWAYS} raise_hand prepare_question"),
            "jo": Standpoint(CHAIR, f"{CHAIR_MAY} {REPLANS} nudge_member"),
        },
    ),
    "questions, paused together": Situation(
        rooms.paused,
        f"{ASKING} hand_waits asking_or_waiting paused",
        {
            "amina": Standpoint(
                f"{HOLDS} heard was_asked",
                f"{ALWAYS} answer_pause end_now {HELD_BACK} keep_question say_line",
            ),
            "danny": Standpoint(f"{ASKS} has_hand", f"{ALWAYS} lower_hand prepare_question"),
            "gareth": Standpoint(f"{ASKS} has_hand has_prepared may_ask_in_writing", f"{ALWAYS} lower_hand {PREPARES}"),
            "jo": Standpoint(f"{CHAIR} heard", f"{CHAIR_MAY} add_time say_line"),
            "sam": Standpoint(f"{OTHER} heard", f"{DESK_MAY} say_line"),
        },
    ),
    "questions, paused, a short break": Situation(
        rooms.short_break,
        f"{ASKING} hand_waits asking_or_waiting paused",
        {
            "amina": Standpoint(
                f"{HOLDS} heard was_asked",
                f"{ALWAYS} answer_pause end_now {HELD_BACK} keep_question say_line",
            ),
            "ruth": Standpoint(f"{ASKS} heard", f"{ALWAYS} prepare_question say_line"),
        },
    ),
    "questions, paused, the holder's line down": Situation(
        rooms.paused_holder_gone,
        f"{ASKING} hand_waits asking_or_waiting paused no_holder_here",
        {
            "ruth": Standpoint(f"{ASKS} heard", f"{ALWAYS} prepare_question say_line"),
            "jo": Standpoint(f"{CHAIR} heard", f"{CHAIR_MAY} add_time answer_pause say_line"),
            "sam": Standpoint(f"{OTHER} heard", f"{DESK_MAY} say_line"),
        },
    ),
    "questions, in a word from sam": Situation(
        rooms.word,
        f"{ASKING} hand_waits asking_or_waiting word",
        {
            "amina": Standpoint(f"{HOLDS} was_asked", f"{ALWAYS} {HELD_BACK} keep_question note_question"),
            "danny": Standpoint(f"{ASKS} has_hand", f"{ALWAYS} raise_hand lower_hand prepare_question"),
            "gareth": Standpoint(
                f"{ASKS} has_hand has_prepared may_ask_in_writing", f"{ALWAYS} raise_hand lower_hand {PREPARES}"
            ),
            "jo": Standpoint(CHAIR, f"{CHAIR_MAY} add_time end_word"),
            "sam": Standpoint(f"{OTHER} heard word_speaker", f"{DESK_MAY} end_word say_line"),
        },
    ),
    "questions, the clock stopped by the chair": Situation(
        rooms.stopped,
        f"{ASKING} hand_waits asking_or_waiting stopped_by_chair stopped_by_hand",
        {
            "amina": Standpoint(
                f"{HOLDS} heard was_asked",
                f"{HOLDS_QUEUE} take_hand next_question keep_question ask_for_offers say_line",
            ),
            "ruth": Standpoint(ASKS, f"{ALWAYS} raise_hand prepare_question"),
            "jo": Standpoint(
                CHAIR,
                f"{CHAIR_MAY} open_step start_clock add_time pause_together begin_word take_hand next_question"
                f" replan_rounds {LEADS_QUEUE}",
            ),
            "sam": Standpoint(OTHER, f"{DESK_MAY} begin_word"),
        },
    ),
    "questions, stopped because two cannot hear, after an outage": Situation(
        rooms.cannot_hear,
        f"{ASKING} hand_waits asking_or_waiting stopped_for_hearing stopped_by_hand outage",
        {
            "amina": Standpoint(
                f"{HOLDS} heard was_asked",
                f"{HOLDS_QUEUE} start_clock take_hand next_question keep_question ask_for_offers say_line",
            ),
            "ruth": Standpoint(ASKS, f"{ALWAYS} raise_hand prepare_question"),
            "jo": Standpoint(
                CHAIR,
                f"{CHAIR_MAY} {REPLANS} start_clock give_back_time begin_word take_hand next_question {LEADS_QUEUE}",
            ),
        },
    ),
    "questions, the chair gone for 25 s": Situation(
        rooms.vacant,
        f"{ASKING} hand_waits asking_or_waiting chair_to_take chair_vacant",
        {
            "amina": Standpoint(
                f"{HOLDS} heard was_asked",
                f"{HOLDS_QUEUE} take_hand next_question keep_question ask_for_offers say_line",
            ),
            "ruth": Standpoint(ASKS, f"{ALWAYS} raise_hand prepare_question offer_to_keep_time"),
        },
    ),
    "questions, ruth offers to keep time": Situation(
        rooms.offered,
        f"{ASKING} hand_waits asking_or_waiting chair_to_take chair_vacant chair_offered",
        {
            "amina": Standpoint(
                f"{HOLDS} heard was_asked",
                f"{HOLDS_QUEUE} take_hand next_question keep_question ask_for_offers object_to_offer say_line",
            ),
            "maureen": Standpoint(
                f"{ASKS} has_hand", f"{ALWAYS} raise_hand lower_hand prepare_question object_to_offer"
            ),
            "ruth": Standpoint(ASKS, f"{ALWAYS} raise_hand prepare_question object_to_offer"),
        },
    ),
    "questions, open to all": Situation(
        rooms.open_to_all,
        f"{ASKING} hand_waits asking_or_waiting chair_to_take chair_vacant opened_to_all",
        {
            "amina": Standpoint(
                f"{HOLDS} heard was_asked driver",
                f"{HOLDS_QUEUE} stop_clock begin_word take_hand next_question keep_question ask_for_offers end_now"
                f" {SEATS} {LEADS_QUEUE} replan_rounds say_line",
            ),
            "ruth": Standpoint(
                f"{ASKS} heard driver",
                f"{ALWAYS} raise_hand prepare_question offer_to_keep_time {REPLANS} {LEADS_QUEUE} begin_word"
                f" take_hand next_question end_now {SEATS} say_line",
            ),
        },
    ),
    "questions, a guest waits": Situation(
        rooms.guest_waits,
        f"{ASKING} guests_expected guest_waits",
        {
            "rao": Standpoint("guest invited", ""),
            "sian": Standpoint("access invited in_room here beside heard", f"{BESIDE} say_line"),
            "ruth": Standpoint(ASKS, f"{ALWAYS} raise_hand prepare_question object_to_guest"),
            "jo": Standpoint(CHAIR, f"{CHAIR_MAY} {REPLANS} {LEADS_QUEUE} begin_word admit_guest"),
        },
    ),
    "questions, the guest is in": Situation(
        rooms.guest_in,
        f"{ASKING} guests_expected guest_here",
        {
            "rao": Standpoint("guest invited in_room here", GUEST),
            "sian": Standpoint("access invited in_room here beside heard", f"{BESIDE} say_line"),
            "jo": Standpoint(CHAIR, f"{CHAIR_MAY} {REPLANS} {LEADS_QUEUE} begin_word send_guest_out"),
        },
    ),
    "airspace, a guest waits": Situation(
        rooms.guest_at_airspace,
        f"{ROUND} hands airspace guests_expected guest_waits",
        {
            "rao": Standpoint("guest invited", ""),
            "sian": Standpoint("access invited in_room here beside heard", f"{BESIDE} say_line"),
            "jo": Standpoint(CHAIR, f"{CHAIR_MAY} {REPLANS}"),
        },
    ),
    "offers": Situation(
        rooms.offers,
        f"{ROUND} queue hands offers offers_open word_allowed",
        {
            "amina": Standpoint(f"{HOLDS} heard", f"{HOLDS_ROUND} close_offers say_line let_me_think note_question"),
            "ruth": Standpoint(ASKS, f"{ALWAYS} raise_hand prepare_question make_offer"),
            "jo": Standpoint(CHAIR, f"{CHAIR_MAY} {REPLANS} begin_word {LEADS_QUEUE}"),
            "sam": Standpoint(OTHER, f"{DESK_MAY} begin_word"),
        },
    ),
    "troika, the consultants talk": Situation(
        rooms.troika,
        f"{ROUND} offers word_allowed",
        {
            "amina": Standpoint(HOLDS, f"{HOLDS_ROUND} note_question"),
            "danny": Standpoint(f"{ASKS} heard", f"{ALWAYS} prepare_question make_offer say_line"),
            "jo": Standpoint(CHAIR, f"{CHAIR_MAY} {REPLANS} begin_word"),
            "sam": Standpoint(OTHER, f"{DESK_MAY} begin_word"),
        },
    ),
    "reflect and act": Situation(
        rooms.reflecting,
        f"{ROUND} hands airspace offers_ahead actions",
        {
            "amina": Standpoint(
                f"{HOLDS} heard has_actions",
                f"{HOLDS_ROUND} ask_for_offers take_action change_action drop_action say_line",
            ),
            "ruth": Standpoint(ASKS, f"{ALWAYS} raise_hand prepare_question"),
            "jo": Standpoint(CHAIR, f"{CHAIR_MAY} {REPLANS}"),
        },
    ),
    "writing in silence": Situation(
        rooms.writing,
        f"{AFTER} review contract_open ratings word_allowed",
        {
            "danny": Standpoint(
                f"{MEMBER} has_learning",
                f"{ALWAYS} take_action rate_review write_learning share_learning finish_writing",
            ),
            "gareth": Standpoint(
                f"{MEMBER} has_actions",
                f"{ALWAYS} take_action change_action drop_action rate_review write_learning finish_writing",
            ),
            "ruth": Standpoint(MEMBER, f"{ALWAYS} take_action rate_review write_learning finish_writing"),
            "jo": Standpoint(CHAIR, f"{CHAIR_MAY} {DRIVES} begin_word choose_review propose_contract"),
            "sam": Standpoint(OTHER, f"{DESK_MAY} begin_word"),
        },
    ),
    "review, amina's turn": Situation(
        rooms.review,
        f"{AFTER} review contract_open turn_on",
        {
            "amina": Standpoint(
                f"{MEMBER} heard speaker", f"{ALWAYS} end_turn pass_turn take_action write_learning say_line"
            ),
            "danny": Standpoint(MEMBER, f"{ALWAYS} take_action write_learning"),
            "jo": Standpoint(
                f"{CHAIR} heard", f"{CHAIR_MAY} {DRIVES} end_turn pass_turn say_line choose_review propose_contract"
            ),
            "sam": Standpoint(f"{OTHER} heard", f"{DESK_MAY} say_line"),
        },
    ),
    "close": Situation(
        rooms.close,
        f"{AFTER} close",
        {
            "amina": Standpoint(f"{MEMBER} heard", f"{ALWAYS} take_action write_learning say_line"),
            "jo": Standpoint(f"{CHAIR} heard", f"{CHAIR_MAY} {DRIVES} close_session say_line"),
            "sam": Standpoint(f"{OTHER} heard", f"{DESK_MAY} say_line"),
        },
    ),
    **AROUND,
}
