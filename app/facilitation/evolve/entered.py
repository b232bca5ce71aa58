"""What was entered for somebody: kept until they have confirmed it, undone when they strike it out."""

from collections.abc import Mapping
from dataclasses import replace

from app.facilitation import events as e
from app.facilitation.events import Event
from app.facilitation.evolve.registry import When, on
from app.facilitation.state import Entered, Session
from app.facilitation.terms import PersonId

ANSWERS = frozenset({"say_content", "say_not_content"})
CONTRACT = frozenset({"reaffirm", "raise_contract"})


def own_words(state: Session, event: Event, by: PersonId) -> Session:
    """What somebody has now said themselves is not an entry any more: there is nothing of it to strike out."""
    if not state.entered or _whose_word(event, by) != by:
        return state
    kept = tuple(one for one in state.entered if by != one.person or not _said_anew(one, event))
    return replace(state, entered=kept) if len(kept) != len(state.entered) else state


def _whose_word(event: Event, by: PersonId) -> PersonId:
    """Whose word it is: what is entered for somebody names them, and is no word of whoever enters it."""
    if isinstance(event, e.NoterChosen):  # it names whom its holder chose
        return by
    whose: PersonId = getattr(event, "person", by)
    return whose


def _said_anew(entry: Entered, event: Event) -> bool:
    match event:
        case e.BidPlaced() | e.HeadlineReworded():
            return entry.kind in {"place_bid", "reword_headline"}
        case e.OverheardNoted():
            return entry.kind == "say_overheard"
        case e.ThinkingBegan() | e.ThinkingEnded():
            return entry.kind == "let_me_think"
        case e.NoterChosen():
            return entry.kind == "choose_noter"
        case e.ActionReported(action=about) | e.ActionTaken(action=about):
            return entry.about == about
        case e.ContentSaid():
            return entry.kind in ANSWERS
        case e.ContractAnswered():
            return entry.kind == "say_of_contract"
        case e.ContractReaffirmed() | e.ContractRaised():
            return entry.kind in CONTRACT
        case e.DepartureNoted():
            return entry.kind == "leave_early"
        case _:
            return False


@on(e.EnteredFor)
def _entered(state: Session, event: e.EnteredFor, when: When) -> Session:
    entry = Entered(event.entry, event.person, event.by, event.kind, event.about)
    # said anew, it takes the place of what was entered of the same before
    others = tuple(one for one in state.entered if one.person != entry.person or not _same(one, entry))
    return replace(state, entered=(*others, entry))


def _same(old: Entered, new: Entered) -> bool:
    if old.kind in CONTRACT and new.kind in CONTRACT:
        return True
    if new.kind == "place_bid":  # a new bid takes the old one's place
        return old.kind == "place_bid"
    if new.kind == "lower_hand":
        return old.about == new.about
    return (old.kind == new.kind or {old.kind, new.kind} <= ANSWERS) and old.about == new.about


@on(e.EntryConfirmed)
def _confirmed(state: Session, event: e.EntryConfirmed, when: When) -> Session:
    entered = tuple(replace(one, confirmed=True) if one.id == event.entry else one for one in state.entered)
    return replace(state, entered=entered)


@on(e.EntryStruck)
def _struck(state: Session, event: e.EntryStruck, when: When) -> Session:
    struck = next((one for one in state.entered if one.id == event.entry), None)
    if struck is None:
        return state
    left = replace(state, entered=tuple(one for one in state.entered if one is not struck))
    return _undone(left, struck)


def _undone(state: Session, struck: Entered) -> Session:
    """What no event of its own takes back."""
    who = struck.person
    match struck.kind:
        case "say_content" | "say_not_content":
            return _without_answer(state, struck)
        case "say_of_contract":
            return _without_contract_answer(state, struck)
        case "report_action":
            reports = tuple(
                replace(one, status=None, learned="") if one.id == struck.about else one for one in state.reports
            )
            return replace(state, reports=reports)
        case "reaffirm":
            return replace(state, reaffirmed=state.reaffirmed - {who})
        case "raise_contract":
            return replace(state, raised_contract=tuple(one for one in state.raised_contract if one != who))
        case "say_ready":
            return replace(state, ready=state.ready - {who})
        case "place_bid":
            return _with_carried_again(state, struck)
        case "reword_headline":
            return _worded_as_before(state, who)
        case "choose_noter":
            held = {stage for stage, them in state.holders.items() if them == who}
            others = {stage: one for stage, one in state.noters.items() if stage not in held}
            before = {stage: one for stage, one in state.noters_before.items() if stage in held}
            return replace(state, noters={**others, **before})
        case "ask_for_offers":
            return replace(state, offers_asked=state.offers_asked - {struck.about})
        case _:
            return state


def _with_carried_again(state: Session, struck: Entered) -> Session:
    """What was carried over from last time stands again, where the entry had taken its place."""
    carried = state.set_aside.get(struck.person)
    if carried is None or any(one.person == struck.person and one.id != struck.about for one in state.bids):
        return state
    others = {who: bid for who, bid in state.set_aside.items() if who != struck.person}
    headlines = {**state.headlines, struck.person: carried.headline}
    return replace(state, bids=(*state.bids, carried), set_aside=others, headlines=headlines)


def _worded_as_before(state: Session, who: PersonId) -> Session:
    before = state.worded_before.get(who, "")
    others = {one: words for one, words in state.headlines.items() if one != who}
    return replace(state, headlines={**others, who: before} if before else others)


def _without_answer(state: Session, struck: Entered) -> Session:
    """An answer to the proposal that it was given to, and to no other."""
    put = state.proposal
    if put is None or put.id != struck.about:
        return state
    return replace(state, proposal=replace(put, content=_without(put.content, struck.person)))


def _without_contract_answer(state: Session, struck: Entered) -> Session:
    """An answer to a contract: once it is agreed, whoever was entered as content has not reaffirmed it."""
    put = state.contract_proposal
    if put is not None and put.id == struck.about:
        return replace(state, contract_proposal=replace(put, content=_without(put.content, struck.person)))
    return replace(state, reaffirmed=state.reaffirmed - {struck.person}) if _is_agreed(state, struck) else state


def _is_agreed(state: Session, struck: Entered) -> bool:
    return state.contract_agreed == struck.about


def _without(content: Mapping[PersonId, bool], who: PersonId) -> dict[PersonId, bool]:
    return {one: said for one, said in content.items() if one != who}
