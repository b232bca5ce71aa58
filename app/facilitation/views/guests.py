"""What a guest in the room is shown: the set's sections, without what is the set's own."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from app.facilitation.state import Session
from app.facilitation.views.shared import UNKNOWN_TO_GUESTS, contract_section


def sections(state: Session, shown: Mapping[str, Any]) -> dict[str, Any]:
    """No bid, question, action or review, nowhere: nor who is not content with them, nor what was said before."""
    people = shown["people"]
    said = {one.id for one in state.lines if not one.before_guest}
    lines = [one for one in shown["floor"].lines if one.id in said]
    return {
        **shown,
        **UNKNOWN_TO_GUESTS,
        "step": replace(shown["step"], issue=""),
        "floor": replace(shown["floor"], question="", question_id=None, lines=lines),
        "agenda": replace(shown["agenda"], proposal=None),
        "people": replace(people, people=[replace(one, objections=[]) for one in people.people], contract_raised_by=[]),
        "contract": contract_section(state, proposal=False),
    }
