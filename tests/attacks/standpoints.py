"""What somebody is and what they may, in the words of the table and of the wire: written down by hand, from the rules.

Twice, in two ways, so that one checks the other: `may` names the commands themselves, as `docs/rules.md` has them;
`words` and `roles` say what is the case, from which the table's rows tell what may be done.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from app.facilitation.permissions import TABLE
from tests.facilitation.scenario import Scenario

# --- what somebody is ------------------------------------------------------------------------------------------------

INVITED = "member invited invited_member"
IN_ROOM = f"{INVITED} in_room member_in_room may_object may_keep_time"
MEMBER = f"{IN_ROOM} here"
ASKS = f"{MEMBER} consultant may_ask"
HOLDS = f"{INVITED} in_room member_in_room may_object here holder"
DESK = "facilitator invited in_room desk may_object"
CHAIR = f"{DESK} here chair driver"
MEMBER_CHAIR = f"{INVITED} in_room member_in_room may_object here chair driver"
OTHER = f"{DESK} here facilitator_not_chair may_keep_time"

# --- what is the case -----------------------------------------------------------------------------------------------

OPEN = "open planned_already before_close"
EARLY = f"{OPEN} bids_open no_holder_here steps_ahead"
ROUND = f"{OPEN} round stepping steps_ahead rounds_to_replan"
ASKING = f"{ROUND} queue hands questions offers_ahead word_allowed"
AFTER = f"{OPEN} stepping looking_back no_holder_here steps_ahead"

# --- what somebody may, in the words of the wire ---------------------------------------------------------------------

ANYBODY = "reaffirm raise_contract leave say_overheard cannot_hear"
GUEST = f"{ANYBODY} step_out"
BESIDE = f"{GUEST} word_to_chair caption"
"""An access seat, there for one member: an interpreter, a speech-to-text reporter."""
STAYS = f"{ANYBODY} leave_early say_two_here word_to_chair"
ALWAYS = f"{STAYS} step_out"
"""A member; here, not stepped out."""
SEATS = "note_on_phone note_gone note_apologies enter_for choose_where"
"""Whoever drives, for those without a screen, and for where the set meets."""
DRIVES = "open_step stop_clock add_time pause_together"
REPLANS = f"{DRIVES} replan_rounds"
"""Whoever drives, once the set has agreed on rounds."""
LEADS_QUEUE = "begin_go_round invite_person open_floor"
DESK_STAYS = f"{ANYBODY} leave_early word_to_chair"
DESK_MAY = f"{DESK_STAYS} step_out remove_person"
LEADS = "hand_over_chair end_now word_to_member"
"""The chair, whoever has it."""
CHAIR_MAY = f"{DESK_MAY} {SEATS} {LEADS}"
HELD_BACK = "reword_headline hide_time choose_noter"
"""What a holder may do whatever happens in their round."""
HOLDS_ROUND = f"{ALWAYS} open_step add_time pause_together {HELD_BACK}"
HOLDS_QUEUE = f"{HOLDS_ROUND} let_me_think note_question"
PREPARES = "prepare_question change_question drop_question"


@dataclass(frozen=True)
class Standpoint:
    """One person in one situation: what they are, and what they may."""

    roles: str
    may: str

    def by_hand(self) -> frozenset[str]:
        """What is written down here."""
        return frozenset(self.may.split())

    def by_table(self, words: str) -> frozenset[str]:
        """What the table's rows give to whoever is this, while this is the case."""
        mine, now = frozenset(self.roles.split()), frozenset(words.split())
        return frozenset(row.command for row in TABLE if row.who & mine and row.when <= now and not row.unless & now)


@dataclass(frozen=True)
class Situation:
    """A room as it stands, and the people whose kinds differ in it."""

    build: Callable[[], Scenario]
    words: str
    people: Mapping[str, Standpoint]
