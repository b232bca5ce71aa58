"""What a person is shown: the only way out of a session. Every secret sits behind this one pure function.

Shared sections are the same for everybody of one audience and are encoded once for it; `mine` and `desk` are one
person's own. For a guest bids, questions, actions and review do not exist; a guest who waits sees and hears nobody.
"""

from dataclasses import replace
from typing import Any

from app.facilitation.sections import DeskSection, MineSection, View
from app.facilitation.state import Session
from app.facilitation.terms import PersonId
from app.facilitation.views import desk, guests, mine, outside, shared
from app.facilitation.views.audiences import Audience, audience_of

__all__ = ["Audience", "audience_of", "own_sections", "shared_sections", "view_for"]


def shared_sections(state: Session, audience: Audience = Audience.SET) -> dict[str, Any]:
    """The sections that everybody of this audience sees, by name."""
    if audience is Audience.WAITING:
        return outside.sections(state)
    shown = {name: section(state) for name, section in shared.SECTIONS.items()}
    return guests.sections(state, shown) if audience is Audience.GUEST else shown


def own_sections(state: Session, who: PersonId) -> dict[str, object]:
    """The sections that are this person's own: `mine`, and `desk` (None for whoever has no desk)."""
    return {"mine": _mine(state, who), "desk": _desk(state, who)}


def view_for(state: Session, who: PersonId) -> View:
    """All that this person is shown."""
    return View(
        **shared_sections(state, audience_of(state, who)),
        mine=_mine(state, who),
        desk=_desk(state, who),
    )


def _mine(state: Session, who: PersonId) -> MineSection:
    own = mine.mine_section(state, who)
    if audience_of(state, who) is Audience.WAITING:  # nothing of what goes on inside, nor of how it ended
        return replace(own, offers_step=None, review_until=None, entered_until=None)
    return own


def _desk(state: Session, who: PersonId) -> DeskSection | None:
    return desk.desk_section(state, who)
