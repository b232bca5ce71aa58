"""What each may do around the method: a queue held, two at one device, a guest, a contract put, no facilitator."""

from collections.abc import Mapping

from tests.attacks import rooms_around as rooms
from tests.attacks.standpoints import (
    AFTER,
    ALWAYS,
    ASKING,
    ASKS,
    BESIDE,
    CHAIR,
    CHAIR_MAY,
    DESK_MAY,
    DRIVES,
    EARLY,
    GUEST,
    HOLDS,
    HOLDS_QUEUE,
    HOLDS_ROUND,
    LEADS,
    LEADS_QUEUE,
    MEMBER,
    MEMBER_CHAIR,
    OTHER,
    PREPARES,
    REPLANS,
    ROUND,
    SEATS,
    Situation,
    Standpoint,
)

QUEUE = f"{ASKING} asking_or_waiting"
ANSWERS = f"{HOLDS_QUEUE} next_question ask_for_offers say_line"
"""A holder in their own questions."""
LISTENS = f"{ALWAYS} raise_hand prepare_question"

AROUND: Mapping[str, Situation] = {
    "questions, the holder thinks": Situation(
        rooms.thinking,
        f"{QUEUE} hand_waits thinking queue_held",
        {
            "amina": Standpoint(f"{HOLDS} heard was_asked", f"{ANSWERS} take_hand keep_question"),
            "danny": Standpoint(f"{ASKS} has_hand asker", f"{LISTENS} lower_hand"),
            "gareth": Standpoint(
                f"{ASKS} has_hand has_prepared may_ask_in_writing", f"{LISTENS} lower_hand {PREPARES}"
            ),
            "jo": Standpoint(CHAIR, f"{CHAIR_MAY} {REPLANS} begin_word invite_person"),
            "sam": Standpoint(OTHER, f"{DESK_MAY} begin_word"),
        },
    ),
    "questions, the holder thinks, by phone": Situation(
        rooms.thinking_by_phone,
        f"{QUEUE} hand_waits thinking no_holder_here",
        {
            "danny": Standpoint(f"{ASKS} has_hand asker", f"{LISTENS} lower_hand"),
            "jo": Standpoint(CHAIR, f"{CHAIR_MAY} {REPLANS} {LEADS_QUEUE} begin_word take_hand next_question"),
            "sam": Standpoint(OTHER, f"{DESK_MAY} begin_word"),
        },
    ),
    "questions, danny follows up": Situation(
        rooms.following_up,
        f"{QUEUE} hand_waits follow_up",
        {
            "amina": Standpoint(f"{HOLDS} heard was_asked", f"{ANSWERS} take_hand keep_question"),
            "danny": Standpoint(f"{ASKS} heard has_hand asker", f"{LISTENS} lower_hand say_line"),
            "ruth": Standpoint(ASKS, LISTENS),
        },
    ),
    "questions, a go-round": Situation(
        rooms.going_round,
        f"{QUEUE} hand_waits go_round",
        {
            "amina": Standpoint(f"{HOLDS} heard was_asked", f"{ANSWERS} take_hand keep_question"),
            "danny": Standpoint(f"{ASKS} heard has_hand asker", f"{LISTENS} lower_hand ask_follow_up say_line"),
            "ruth": Standpoint(ASKS, LISTENS),
            "jo": Standpoint(
                CHAIR,
                f"{CHAIR_MAY} {REPLANS} begin_word take_hand next_question end_go_round invite_person open_floor",
            ),
            "sam": Standpoint(OTHER, f"{DESK_MAY} begin_word"),
        },
    ),
    "questions, the floor is open": Situation(
        rooms.floor_opened,
        f"{ROUND} questions offers_ahead word_allowed floor_open",
        {
            "amina": Standpoint(
                f"{HOLDS} heard was_asked",
                f"{HOLDS_ROUND} close_floor note_question keep_question ask_for_offers say_line",
            ),
            "gareth": Standpoint(
                f"{ASKS} heard has_hand has_prepared may_ask_in_writing",
                f"{ALWAYS} lower_hand {PREPARES} ask_question say_line",
            ),
            "ruth": Standpoint(f"{ASKS} heard", f"{ALWAYS} prepare_question say_line"),
            "jo": Standpoint(f"{CHAIR} heard", f"{CHAIR_MAY} {REPLANS} begin_word close_floor say_line"),
            "sam": Standpoint(f"{OTHER} heard", f"{DESK_MAY} begin_word say_line"),
        },
    ),
    "questions, ruth notes them": Situation(
        rooms.noter_chosen,
        f"{QUEUE} hand_waits",
        {
            "amina": Standpoint(f"{HOLDS} heard was_asked", f"{ANSWERS} take_hand keep_question"),
            "ruth": Standpoint(f"{ASKS} noter", f"{LISTENS} note_question"),
            "priya": Standpoint(ASKS, LISTENS),
            "jo": Standpoint(CHAIR, f"{CHAIR_MAY} {REPLANS} {LEADS_QUEUE} begin_word take_hand next_question"),
        },
    ),
    "questions, ruth is invited to ask": Situation(
        rooms.invitation,
        f"{QUEUE} hand_waits",
        {
            "ruth": Standpoint(f"{ASKS} invited_to_ask", f"{LISTENS} answer_invite"),
            "priya": Standpoint(ASKS, LISTENS),
            "sam": Standpoint(OTHER, f"{DESK_MAY} begin_word"),
        },
    ),
    "statements only as answers, ruth asks danny": Situation(
        rooms.wial,
        f"{ROUND} queue hands questions word_allowed asking_or_waiting",
        {
            "amina": Standpoint(
                f"{HOLDS} heard may_ask", f"{HOLDS_QUEUE} next_question raise_hand prepare_question say_line"
            ),
            "danny": Standpoint(f"{ASKS} heard", f"{LISTENS} say_line"),
            "ruth": Standpoint(f"{ASKS} heard has_hand asker", f"{LISTENS} lower_hand ask_follow_up say_line"),
            "jo": Standpoint(CHAIR, f"{CHAIR_MAY} {REPLANS} {LEADS_QUEUE} begin_word next_question"),
        },
    ),
    "turns in a round, danny's": Situation(
        rooms.mirroring,
        f"{ROUND} turn_on",
        {
            "amina": Standpoint(HOLDS, f"{HOLDS_ROUND} note_question"),
            "danny": Standpoint(f"{ASKS} heard speaker", f"{ALWAYS} prepare_question end_turn pass_turn say_line"),
            "ruth": Standpoint(ASKS, f"{ALWAYS} prepare_question"),
            "jo": Standpoint(CHAIR, f"{CHAIR_MAY} {REPLANS} end_turn pass_turn"),
            "sam": Standpoint(OTHER, DESK_MAY),
        },
    ),
    "check-in, danny's turn, with gareth beside him": Situation(
        rooms.two_at_one_device,
        f"{EARLY} check_in reports stepping turn_on",
        {
            "danny": Standpoint(
                f"{MEMBER} heard speaker host",
                f"{ALWAYS} place_bid enter_for note_gone end_turn pass_turn say_line",
            ),
            "amina": Standpoint(MEMBER, f"{ALWAYS} place_bid"),
            "jo": Standpoint(f"{CHAIR} heard", f"{CHAIR_MAY} {DRIVES} end_turn pass_turn say_line"),
        },
    ),
    "questions, gareth asks at danny's device": Situation(
        rooms.passenger_asks,
        QUEUE,
        {
            "danny": Standpoint(f"{ASKS} heard host has_entered", f"{LISTENS} enter_for note_gone say_line strike_out"),
            "ruth": Standpoint(ASKS, LISTENS),
            "amina": Standpoint(f"{HOLDS} heard", ANSWERS),
        },
    ),
    "questions, the holder is on the phone": Situation(
        rooms.holder_by_phone,
        f"{QUEUE} hand_waits no_holder_here",
        {
            "danny": Standpoint(f"{ASKS} heard has_hand asker", f"{LISTENS} lower_hand ask_follow_up say_line"),
            "jo": Standpoint(CHAIR, f"{CHAIR_MAY} {REPLANS} {LEADS_QUEUE} begin_word take_hand next_question"),
            "sam": Standpoint(OTHER, f"{DESK_MAY} begin_word"),
        },
    ),
    "check-in, entered for two": Situation(
        rooms.entered,
        f"{EARLY} check_in reports stepping turn_on",
        {
            "ruth": Standpoint(
                f"{MEMBER} bidder has_entries unconfirmed",
                f"{ALWAYS} place_bid show_bid withdraw_bid confirm_entry strike_out",
            ),
            "priya": Standpoint(f"{MEMBER} bidder has_entries", f"{ALWAYS} place_bid show_bid withdraw_bid strike_out"),
            "danny": Standpoint(MEMBER, f"{ALWAYS} place_bid"),
            "jo": Standpoint(
                f"{CHAIR} heard has_entered", f"{CHAIR_MAY} {DRIVES} end_turn pass_turn say_line strike_out"
            ),
            "sam": Standpoint(f"{OTHER} heard", f"{DESK_MAY} say_line"),
        },
    ),
    "questions, somebody is not content with the guest": Situation(
        rooms.guest_objected,
        f"{ASKING} guests_expected guest_waits",
        {
            "rao": Standpoint("guest invited", ""),
            "ruth": Standpoint(ASKS, f"{LISTENS} object_to_guest"),
            "jo": Standpoint(CHAIR, f"{CHAIR_MAY} {REPLANS} {LEADS_QUEUE} begin_word admit_guest"),
            "sam": Standpoint(OTHER, f"{DESK_MAY} begin_word"),
        },
    ),
    "questions, danny asks before a guest": Situation(
        rooms.guest_among_questions,
        f"{QUEUE} guests_expected guest_here",
        {
            "rao": Standpoint("guest invited in_room here", GUEST),
            "sian": Standpoint("access invited in_room here beside heard", f"{BESIDE} say_line"),
            "danny": Standpoint(
                f"{ASKS} heard has_hand asker", f"{LISTENS} lower_hand ask_follow_up object_to_guest say_line"
            ),
            "jo": Standpoint(CHAIR, f"{CHAIR_MAY} {REPLANS} {LEADS_QUEUE} begin_word next_question send_guest_out"),
        },
    ),
    "review, amina's turn, a contract is put": Situation(
        rooms.contract_put,
        f"{AFTER} review contract_open contract_proposed turn_on",
        {
            "amina": Standpoint(
                f"{MEMBER} heard speaker",
                f"{ALWAYS} end_turn pass_turn say_of_contract take_action write_learning say_line",
            ),
            "ruth": Standpoint(MEMBER, f"{ALWAYS} say_of_contract take_action write_learning"),
            "jo": Standpoint(
                f"{CHAIR} heard",
                f"{CHAIR_MAY} {DRIVES} end_turn pass_turn choose_review propose_contract agree_contract drop_contract"
                " say_line",
            ),
            "sam": Standpoint(f"{OTHER} heard", f"{DESK_MAY} say_line"),
        },
    ),
    "first session, the contract is made": Situation(
        rooms.making_contract,
        f"{EARLY} opening stepping contract_open contract_proposed",
        {
            "amina": Standpoint(f"{MEMBER} heard", f"{ALWAYS} place_bid say_of_contract say_line"),
            "jo": Standpoint(
                f"{CHAIR} heard",
                f"{CHAIR_MAY} {DRIVES} propose_contract agree_contract drop_contract say_line",
            ),
            "sam": Standpoint(f"{OTHER} heard", f"{DESK_MAY} say_line"),
        },
    ),
    "airspace, beside a call, the holder's line down": Situation(
        rooms.beside_call,
        f"{ROUND} hands airspace no_holder_here",
        {
            "danny": Standpoint(f"{ASKS} has_hand", f"{LISTENS} lower_hand"),
            "ruth": Standpoint(ASKS, LISTENS),
            "jo": Standpoint(CHAIR, f"{CHAIR_MAY} {REPLANS}"),
            "sam": Standpoint(OTHER, DESK_MAY),
        },
    ),
    "questions, by text": Situation(
        rooms.by_text,
        f"{QUEUE} hand_waits",
        {
            "amina": Standpoint(f"{HOLDS} heard was_asked", f"{ANSWERS} take_hand keep_question"),
            "danny": Standpoint(f"{ASKS} heard has_hand asker", f"{LISTENS} lower_hand ask_follow_up say_line"),
            "jo": Standpoint(CHAIR, f"{CHAIR_MAY} {REPLANS} {LEADS_QUEUE} begin_word take_hand next_question"),
        },
    ),
    "no facilitator, danny came first": Situation(
        rooms.first_chair,
        f"{EARLY} lobby reports chair_to_take",
        {
            "danny": Standpoint(
                f"{MEMBER_CHAIR} heard",
                f"{ALWAYS} {SEATS} say_ready place_bid open_step {LEADS} say_line",
            ),
            "ruth": Standpoint(f"{MEMBER} heard", f"{ALWAYS} say_ready place_bid say_line"),
        },
    ),
    "no facilitator, maureen's turn in the chair": Situation(
        rooms.chair_gone_round,
        f"{ASKING} chair_to_take",
        {
            "gareth": Standpoint(f"{HOLDS} heard", f"{HOLDS_QUEUE} ask_for_offers say_line"),
            "maureen": Standpoint(
                f"{MEMBER_CHAIR} consultant may_ask",
                f"{LISTENS} {SEATS} {REPLANS} {LEADS_QUEUE} begin_word {LEADS}",
            ),
            "danny": Standpoint(ASKS, LISTENS),
            "amina": Standpoint(ASKS, LISTENS),
        },
    ),
}
