"""What a person is shown: the only way out of a session. Every secret sits behind this one pure function.

Shared sections are the same for the whole set and are encoded once; `mine` and `desk` are one person's own.
"""

from app.facilitation.sections import DeskSection, MineSection, View
from app.facilitation.state import Session
from app.facilitation.terms import PersonId
from app.facilitation.views import desk, mine, shared

__all__ = ["own_sections", "shared_sections", "view_for"]


def shared_sections(state: Session) -> dict[str, object]:
    """The sections that everybody in the set sees, by name."""
    return {name: section(state) for name, section in shared.SECTIONS.items()}


def own_sections(state: Session, who: PersonId) -> dict[str, object]:
    """The sections that are this person's own: `mine`, and `desk` (None for whoever has no desk)."""
    return {"mine": _mine(state, who), "desk": _desk(state, who)}


def view_for(state: Session, who: PersonId) -> View:
    """All that this person is shown."""
    return View(
        step=shared.step_section(state),
        floor=shared.floor_section(state),
        clock=shared.clock_section(state),
        agenda=shared.agenda_section(state),
        people=shared.people_section(state),
        hands=shared.hands_section(state),
        bids=shared.bids_section(state),
        questions=shared.questions_section(state),
        actions=shared.actions_section(state),
        review=shared.review_section(state),
        contract=shared.contract_section(state),
        mine=_mine(state, who),
        desk=_desk(state, who),
    )


def _mine(state: Session, who: PersonId) -> MineSection:
    return mine.mine_section(state, who)


def _desk(state: Session, who: PersonId) -> DeskSection | None:
    return desk.desk_section(state, who)
