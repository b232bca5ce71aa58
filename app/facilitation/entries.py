"""What may be entered for somebody at their spoken word; decided and shown by this one function."""

from typing import get_args

from app.facilitation.commands import Entry
from app.facilitation.rights import rights
from app.facilitation.state import Session
from app.facilitation.terms import HOUR, Millis, PersonId

ENTRIES = frozenset(kind.model_fields["type"].default for kind in get_args(get_args(Entry)[0]))
"""The commands that may be entered for somebody."""
ENTRIES_OPEN = 72 * HOUR
"""How long after the close each may still say yes or no, on their own page, to what was entered for them."""
WITHOUT_SCREEN = frozenset({"answer_invite", "let_me_think", "ask_for_offers", "reword_headline", "choose_noter"})
"""Of these, what is entered only for somebody without a screen."""
DESK_ALONE = frozenset({"answer_invite"})


def entries_until(state: Session) -> Millis | None:
    """The session is over, and until then its entries may be confirmed and struck out."""
    return None if state.closed_at is None or not state.entered else state.closed_at + ENTRIES_OPEN


def enterable(state: Session, who: PersonId, *, drives: bool) -> frozenset[str]:
    """What may be entered for this person now: what they could give themselves, of what may be entered at all.

    Whoever has a screen answers an invitation, and does what is a holder's alone,
    themselves; and no neighbour of an invited person knows of it.
    """
    kinds = ENTRIES & rights(state, who).may
    if who not in state.without_screen:
        kinds -= WITHOUT_SCREEN
    return kinds if drives else kinds - DESK_ALONE
