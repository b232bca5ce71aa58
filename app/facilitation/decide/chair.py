"""The chair: who drives, and what happens when their line drops. A role cannot be seized."""

from app.facilitation import commands as c
from app.facilitation import events as e
from app.facilitation.decide.draft import Draft, on
from app.facilitation.plan import Person
from app.facilitation.refusals import Reason, Refused
from app.facilitation.state import (
    Session,
    can_drive,
    chair_is_missing,
    facilitators,
    holder,
    members,
    person,
    self_run,
    step,
)
from app.facilitation.terms import PersonId
from app.facilitation.timing import OBJECT_WITHIN


def vacate(draft: Draft, *, at_once: bool) -> None:
    """Whoever had the chair is gone: the contract's stand-in, another facilitator, or (in time) whoever offers."""
    state = draft.state
    others = [state.contract.stand_in, *(one.id for one in facilitators(state))]
    for who in others:
        if who is not None and who != state.chair and can_drive(state, who) and who != holder(state):
            draft.say(e.ChairTaken(person=who))
            return
    if at_once:
        draft.say(e.ChairVacant())


def give_missing_chair(draft: Draft, who: PersonId) -> None:
    """Somebody comes where nobody drives: a facilitator has the chair, unasked, or whoever had it, or the stand-in."""
    if not chair_is_missing(draft.state):
        return
    here = next((one.id for one in facilitators(draft.state) if can_drive(draft.state, one.id)), None)
    if here is None and _had_it_last(draft.state, who):
        here = who
    if here is None and self_run(draft.state) and step(draft.state) is None:
        here = next_in_chair(draft.state)  # whoever comes first keeps time until the first round
    if here is not None:
        draft.say(e.ChairTaken(person=here))
    elif draft.state.chair_vacant:
        vacate(draft, at_once=False)


def _had_it_last(state: Session, who: PersonId) -> bool:
    """Whether it is theirs again: it was theirs, and nobody has offered to take it meanwhile."""
    free = state.chair_vacant and state.chair_offer is None
    return free and who == state.last_chair and who != holder(state) and can_drive(state, who)


def next_in_chair(state: Session) -> PersonId | None:
    """Who has the chair next where a set runs itself: the next in the order of seats, never the holder."""
    seats = members(state)
    ids = [one.id for one in seats]
    after = ids.index(state.chair) + 1 if state.chair in ids else 0
    order: tuple[Person, ...] = (*seats[after:], *seats[:after])
    return next((one.id for one in order if can_drive(state, one.id) and one.id != holder(state)), None)


def pass_chair_on(draft: Draft) -> None:
    """In a set that runs itself the chair goes round with each round."""
    after = next_in_chair(draft.state)
    if self_run(draft.state) and after is not None and after != draft.state.chair:
        draft.say(e.ChairTaken(person=after))


@on(c.TakeChair)
def _take(draft: Draft, command: c.TakeChair) -> None:
    draft.say(e.ChairTaken(person=draft.by))


@on(c.HandOverChair)
def _hand_over(draft: Draft, command: c.HandOverChair) -> None:
    if person(draft.state, command.to) is None or not can_drive(draft.state, command.to):
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
