"""The chair: who drives, and what happens when their line drops. A role cannot be seized."""

from app.facilitation import commands as c
from app.facilitation import events as e
from app.facilitation.decide.draft import Draft, on
from app.facilitation.refusals import Reason, Refused
from app.facilitation.state import facilitators, holder, in_room, person
from app.facilitation.timing import OBJECT_WITHIN


def vacate(draft: Draft, *, at_once: bool) -> None:
    """Whoever had the chair is gone: the contract's stand-in, another facilitator, or (in time) whoever offers."""
    state = draft.state
    others = [state.contract.stand_in, *(one.id for one in facilitators(state))]
    for who in others:
        if who is not None and who != state.chair and in_room(state, who) and who != holder(state):
            draft.say(e.ChairTaken(person=who))
            return
    if at_once:
        draft.say(e.ChairVacant())


@on(c.TakeChair)
def _take(draft: Draft, command: c.TakeChair) -> None:
    draft.say(e.ChairTaken(person=draft.by))


@on(c.HandOverChair)
def _hand_over(draft: Draft, command: c.HandOverChair) -> None:
    if person(draft.state, command.to) is None or not in_room(draft.state, command.to):
        raise Refused(Reason.NO_SUCH_PERSON)
    if command.to == draft.by:
        raise Refused(Reason.ALREADY)
    if command.to == holder(draft.state):
        raise Refused(Reason.NOT_A_HOLDER)
    draft.say(e.ChairTaken(person=command.to))


@on(c.OfferToKeepTime)
def _offer(draft: Draft, command: c.OfferToKeepTime) -> None:
    draft.say(e.ChairOffered(offer=draft.id, person=draft.by, effective_at=draft.now + OBJECT_WITHIN))


@on(c.ObjectToOffer)
def _object(draft: Draft, command: c.ObjectToOffer) -> None:
    offer = draft.state.chair_offer
    if offer is None or offer.id != command.offer:
        raise Refused(Reason.GONE)
    # the one who offered takes it back in the same way
    draft.say(e.ChairOfferRefused(offer=offer.id))
