"""What is written down: bids and the agenda, actions, the process review."""

from dataclasses import replace

from app.facilitation import events as e
from app.facilitation.evolve.registry import When, on
from app.facilitation.state import Action, Bid, Proposed, Session, entered_before, is_placed
from app.facilitation.terms import PersonId


@on(e.ActionReported)
def _action_reported(state: Session, event: e.ActionReported, when: When) -> Session:
    reports = tuple(
        replace(one, status=event.status, learned=event.learned)
        if one.id == event.action and one.owner == event.person
        else one
        for one in state.reports
    )
    return replace(state, reports=reports)


@on(e.BidPlaced)
def _bid_placed(state: Session, event: e.BidPlaced, when: When) -> Session:
    bid = Bid(
        event.bid,
        event.person,
        event.kind,
        event.headline,
        event.minutes,
        urgency=event.urgency,
        importance=event.importance,
        shown=event.shown,
    )
    others = tuple(one for one in state.bids if one.person != event.person)
    aside = _set_aside(state, event.person, entered=when.by != event.person)
    return replace(state, bids=(*others, bid), headlines=_headlines(state, bid), set_aside=aside)


def _set_aside(state: Session, who: PersonId, *, entered: bool) -> dict[PersonId, Bid]:
    """A carried bid is kept aside for as long as what took its place was only entered for its person."""
    others = {one: bid for one, bid in state.set_aside.items() if one != who}
    if not entered:
        return others
    carried = next((one for one in state.bids if one.person == who and one.carried), state.set_aside.get(who))
    return others if carried is None else {**others, who: carried}


def _headlines(state: Session, bid: Bid) -> dict[PersonId, str]:
    """A headline is the set's once its bid is shown, and no sooner."""
    others = {who: headline for who, headline in state.headlines.items() if who != bid.person}
    return {**others, bid.person: bid.headline} if bid.shown else others


@on(e.BidShown)
def _bid_shown(state: Session, event: e.BidShown, when: When) -> Session:
    bid = next((one for one in state.bids if one.id == event.bid), None)
    if bid is None:
        return state
    new = replace(bid, shown=event.show)
    bids = tuple(new if one is bid else one for one in state.bids)
    return replace(state, bids=bids, headlines=_headlines(state, new))


@on(e.BidWithdrawn)
def _bid_withdrawn(state: Session, event: e.BidWithdrawn, when: When) -> Session:
    # what was carried over may stand again already, where an entry is struck out
    others = {one.person for one in state.bids if one.id != event.bid}
    taken_back = {one.person for one in state.bids if one.id == event.bid} - others
    return replace(
        state,
        bids=tuple(one for one in state.bids if one.id != event.bid),
        headlines={who: headline for who, headline in state.headlines.items() if who not in taken_back},
    )


@on(e.AgendaProposed)
def _agenda_proposed(state: Session, event: e.AgendaProposed, when: When) -> Session:
    # a proposal made anew, before the first round, takes the place of an agenda that was agreed
    steps = tuple(one for one in state.steps if not is_placed(state, one))
    proposal = Proposed(event.agenda, event.sharing, event.rounds)
    return replace(state, proposal=proposal, agreed=False, steps=steps, holders={})


@on(e.ContentSaid)
def _content_said(state: Session, event: e.ContentSaid, when: When) -> Session:
    if state.proposal is None:
        return state
    content = {**state.proposal.content, event.person: event.content}
    return replace(state, proposal=replace(state.proposal, content=content))


@on(e.AgendaAgreed)
def _agenda_agreed(state: Session, event: e.AgendaAgreed, when: When) -> Session:
    return replace(state, agreed=True, steps=event.steps, holders=event.holders)


@on(e.RoundsReplanned)
def _rounds_replanned(state: Session, event: e.RoundsReplanned, when: When) -> Session:
    return replace(state, steps=event.steps, holders=event.holders)


@on(e.HeadlineReworded)
def _headline_reworded(state: Session, event: e.HeadlineReworded, when: When) -> Session:
    before = state.worded_before if entered_before(state, event.person, "reword_headline") else state.headlines
    return replace(
        state,
        headlines={**state.headlines, event.person: event.headline},
        worded_before={**state.worded_before, event.person: before.get(event.person, "")},
    )


@on(e.ActionTaken)
def _action_taken(state: Session, event: e.ActionTaken, when: When) -> Session:
    action = Action(event.action, event.person, event.what, event.by_when)
    if any(one.id == event.action for one in state.actions):
        return replace(state, actions=tuple(action if one.id == action.id else one for one in state.actions))
    return replace(state, actions=(*state.actions, action))


@on(e.ActionDropped)
def _action_dropped(state: Session, event: e.ActionDropped, when: When) -> Session:
    return replace(state, actions=tuple(one for one in state.actions if one.id != event.action))


@on(e.ReviewRated)
def _review_rated(state: Session, event: e.ReviewRated, when: When) -> Session:
    return replace(state, ratings={**state.ratings, event.person: event.ratings})


@on(e.LearningWritten)
def _learning_written(state: Session, event: e.LearningWritten, when: When) -> Session:
    # a page made empty is private again, so that whatever is written on it next is
    shared = state.shared if event.words else state.shared - {event.person}
    return replace(state, learnings={**state.learnings, event.person: event.words}, shared=shared)


@on(e.LearningShared)
def _learning_shared(state: Session, event: e.LearningShared, when: When) -> Session:
    others = state.shared - {event.person}
    return replace(state, shared=others | {event.person} if event.share else others)


@on(e.WritingFinished)
def _writing_finished(state: Session, event: e.WritingFinished, when: When) -> Session:
    others = state.finished_writing - {event.person}
    return replace(state, finished_writing=others | {event.person} if event.done else others)


@on(e.ReviewTotalled)
def _review_totalled(state: Session, event: e.ReviewTotalled, when: When) -> Session:
    return state  # a fact for leads; the state has the ratings themselves
