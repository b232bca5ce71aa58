"""The chair: who drives, and what happens when their line drops. A role cannot be seized."""

from app.facilitation import commands as c
from app.facilitation import events as e
from app.facilitation.decide.draft import Draft, on
from app.facilitation.refusals import Reason, Refused
from app.facilitation.state import chair_is_missing, facilitators, holder, is_here, person
from app.facilitation.timing import OBJECT_WITHIN


def vacate(draft: Draft, *, at_once: bool) -> None:
    """Whoever had the chair is gone: the contract's stand-in, another facilitator, or (in time) whoever offers."""
    state = draft.state
    others = [state.contract.stand_in, *(one.id for one in facilitators(state))]
    for who in others:
        if who is not None and who != state.chair and is_here(state, who) and who != holder(state):
            draft.say(e.ChairTaken(person=who))
            return
    if at_once:
        draft.say(e.ChairVacant())


def give_missing_chair(draft: Draft) -> None:
    """A facilitator who comes where nobody drives takes the chair, without being asked; so does the stand-in."""
    if not chair_is_missing(draft.state):
        return
    here = next((one.id for one in facilitators(draft.state) if is_here(draft.state, one.id)), None)
    if here is not None:
        draft.say(e.ChairTaken(person=here))
    elif draft.state.chair_vacant:
        vacate(draft, at_once=False)


@on(c.TakeChair)
def _take(draft: Draft, command: c.TakeChair) -> None:
    draft.say(e.ChairTaken(person=draft.by))


@on(c.HandOverChair)
def _hand_over(draft: Draft, command: c.HandOverChair) -> None:
    if person(draft.state, command.to) is None or not is_here(draft.state, command.to):
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
