"""Where the set meets today."""

from dataclasses import replace

from app.facilitation import events as e
from app.facilitation.evolve.registry import When, on
from app.facilitation.state import Session


@on(e.WhereChosen)
def _chosen(state: Session, event: e.WhereChosen, when: When) -> Session:
    return replace(state, where=event.where, call_link=event.call_link)
