"""Comings and goings: planning, the lobby, who is here, the contract."""

from dataclasses import replace

from app.facilitation import events as e
from app.facilitation.evolve.registry import When, on
from app.facilitation.state import Bid, Report, Session, chair_is_missing, facilitators, stage_kind
from app.facilitation.terms import LINE_GRACE, BidKind, Millis, PersonId, Presence, StageKind, Status

LATE_STAGES = frozenset({StageKind.REVIEW, StageKind.CLOSE})
EARLY_STAGES = frozenset({StageKind.LOBBY, StageKind.CHECK_IN})


@on(e.SessionPlanned)
def _planned(state: Session, event: e.SessionPlanned, when: When) -> Session:
    return replace(
        state,
        planned=True,
        number=event.number,
        starts_at=event.starts_at,
        minutes=event.minutes,
        ends_at=event.starts_at + event.minutes * 60_000,
        people=event.people,
        presence={one.id: Presence.EXPECTED for one in event.people},
    )


@on(e.SessionCancelled)
def _cancelled(state: Session, event: e.SessionCancelled, when: When) -> Session:
    return replace(state, status=Status.CANCELLED)


@on(e.LobbyOpened)
def _lobby_opened(state: Session, event: e.LobbyOpened, when: When) -> Session:
    seated = {one.id for one in event.people}
    opened = replace(
        state,
        status=Status.OPEN,
        people=event.people,
        bids=tuple(bid for bid in state.bids if bid.person in seated),
        presence={one.id: Presence.EXPECTED for one in event.people},
        format=event.format,
        round_format=event.round_format,
        steps=event.steps,
        round_steps=event.round_steps,
        rest=event.rest,
        spare=event.spare,
        items=event.items,
        contract=event.contract,
        airspace=event.airspace_so_far,
        ends_at=event.finish_at,
    )
    first = next((one.id for one in facilitators(opened)), None)
    # nobody is missed before the session was due to begin
    return replace(opened, chair=first, chair_missing_since=max(when.at, state.starts_at))


@on(e.ActionCarried)
def _action_carried(state: Session, event: e.ActionCarried, when: When) -> Session:
    report = Report(event.action, event.person, event.what, event.by_when)
    return replace(state, reports=(*state.reports, report))


@on(e.BidCarried)
def _bid_carried(state: Session, event: e.BidCarried, when: When) -> Session:
    if any(bid.person == event.person for bid in state.bids):  # asked anew already
        return state
    bid = Bid(f"carried-{len(state.bids)}", event.person, BidKind.ASKS, event.headline, event.minutes, carried=True)
    return replace(state, bids=(*state.bids, bid), headlines={**state.headlines, event.person: event.headline})


def _now(state: Session, who: PersonId, presence: Presence) -> Session:
    return replace(state, presence={**state.presence, who: presence})


def _noting_chair(state: Session, since: Millis) -> Session:
    """Starts or ends the wait for whoever has the chair."""
    if not chair_is_missing(state):
        return replace(
            state,
            chair_missing_since=None,
            chair_vacant=False,
            open_to_all=False,
            chair_offer=None,
            objected=frozenset(),
        )
    if state.chair_missing_since is None:
        return replace(state, chair_missing_since=since)
    return state


@on(e.PersonArrived)
def _arrived(state: Session, event: e.PersonArrived, when: When) -> Session:
    here = replace(_now(state, event.person, Presence.HERE), arrived=state.arrived | {event.person})
    if stage_kind(state) not in EARLY_STAGES:
        here = replace(here, part=here.part | {event.person})
    if state.step_id is not None:
        here = replace(here, came_late=here.came_late | {event.person})
        if state.turns.done or state.turns.now or state.turns.later:
            here = replace(here, turns=replace(here.turns, late=(*here.turns.late, event.person)))
    return _noting_chair(here, when.at)


@on(e.PersonAway)
def _away(state: Session, event: e.PersonAway, when: When) -> Session:
    away = _now(state, event.person, Presence.AWAY)
    away = replace(away, away_in={**away.away_in, event.person: stage_kind(state)})
    return _noting_chair(away, when.at - LINE_GRACE)  # it dropped before it counted as away


@on(e.PersonBack)
def _back(state: Session, event: e.PersonBack, when: When) -> Session:
    back = _now(state, event.person, Presence.HERE)
    if stage_kind(state) in EARLY_STAGES:  # left and came back, by another device perhaps: nothing was missed
        back = replace(back, part=back.part - {event.person})
    return _noting_chair(back, when.at)


@on(e.PersonSteppedOut)
def _stepped_out(state: Session, event: e.PersonSteppedOut, when: When) -> Session:
    out = _now(state, event.person, Presence.OUT)
    return _noting_chair(replace(out, away_in={**out.away_in, event.person: stage_kind(state)}), when.at)


@on(e.PersonReturned)
def _returned(state: Session, event: e.PersonReturned, when: When) -> Session:
    return _noting_chair(_now(state, event.person, Presence.HERE), when.at)


def _gone(state: Session, who: PersonId, presence: Presence, when: When) -> Session:
    gone = _now(state, who, presence)
    if stage_kind(state) not in LATE_STAGES:
        gone = replace(gone, part=gone.part | {who})
    gone = replace(gone, hands=tuple(hand for hand in gone.hands if hand.person != who))
    if state.chair_offer and state.chair_offer.person == who:
        gone = replace(gone, chair_offer=None)
    return _noting_chair(gone, when.at)


@on(e.PersonLeft)
def _left(state: Session, event: e.PersonLeft, when: When) -> Session:
    return _gone(state, event.person, Presence.LEFT, when)


@on(e.PersonRemoved)
def _removed(state: Session, event: e.PersonRemoved, when: When) -> Session:
    return _gone(state, event.person, Presence.REMOVED, when)


@on(e.PersonReady)
def _ready(state: Session, event: e.PersonReady, when: When) -> Session:
    return replace(state, ready=state.ready | {event.person})


@on(e.ContractReaffirmed)
def _reaffirmed(state: Session, event: e.ContractReaffirmed, when: When) -> Session:
    raised = tuple(who for who in state.raised_contract if who != event.person)
    return replace(state, reaffirmed=state.reaffirmed | {event.person}, raised_contract=raised)


@on(e.ContractRaised)
def _raised(state: Session, event: e.ContractRaised, when: When) -> Session:
    return replace(
        state,
        raised_contract=(*(who for who in state.raised_contract if who != event.person), event.person),
        reaffirmed=state.reaffirmed - {event.person},
    )


@on(e.DepartureNoted)
def _departure(state: Session, event: e.DepartureNoted, when: When) -> Session:
    kept = {who: at for who, at in state.departures.items() if who != event.person}
    return replace(state, departures=kept if event.at is None else {**kept, event.person: event.at})


@on(e.SessionClosed)
def _closed(state: Session, event: e.SessionClosed, when: When) -> Session:
    # the key of the lines is destroyed at this moment: the state forgets them too
    return replace(
        state,
        status=Status.CLOSED,
        ending=event.ending,
        lines=(),
        hands=(),
        asking=None,
        asking_question=None,
        pause=None,
        word=None,
        stops=frozenset(),
        timer=None,
        turn_timer=None,
        chair_offer=None,
        chair_missing_since=None,
        chair_vacant=False,
        open_to_all=False,
    )
