"""Comings and goings: planning, the lobby, who is here, the contract."""

from dataclasses import replace

from app.facilitation import events as e
from app.facilitation.evolve.registry import When, on
from app.facilitation.plan import Person
from app.facilitation.state import IN_ROOM, Bid, Report, Session, chair_is_missing, facilitators, stage_kind
from app.facilitation.terms import LINE_GRACE, BidKind, Millis, PersonId, PersonKind, Presence, StageKind, Status


def is_early(state: Session) -> bool:
    """Whether the set is still arriving: until its check-in is over, or asking for time where it has none."""
    kinds = [one.stage_kind for one in state.steps]
    until = StageKind.CHECK_IN if StageKind.CHECK_IN in kinds else StageKind.ASKING
    ids = [one.id for one in state.steps]
    return state.step_id not in ids or until in kinds[ids.index(state.step_id) :]


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
        presence={one.id: _before_coming(state, one) for one in event.people},
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
        where=event.where,
        call_link=event.call_link,
    )
    first = next((one.id for one in facilitators(opened)), None)
    # nobody is missed before the session was due to begin
    return replace(opened, chair=first, chair_missing_since=max(when.at, state.starts_at))


def _before_coming(state: Session, who: Person) -> Presence:
    """Apologies may have been sent since the day of planning."""
    said = who.kind is PersonKind.MEMBER and state.presence.get(who.id) is Presence.APOLOGIES
    return Presence.APOLOGIES if said else Presence.EXPECTED


@on(e.PersonAdded)
def _added(state: Session, event: e.PersonAdded, when: When) -> Session:
    return _now(replace(state, people=(*state.people, event.newcomer)), event.newcomer.id, Presence.EXPECTED)


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


def _by_own_line(state: Session, who: PersonId) -> Session:
    """They have a line of their own, or none at all: by phone or at another's device no longer."""
    others = {one: host for one, host in state.without_screen.items() if one != who}
    return replace(state, without_screen=others) if len(others) != len(state.without_screen) else state


def noting_chair(state: Session, since: Millis) -> Session:
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
    return noting_chair(arrive(_by_own_line(state, event.person), event.person), when.at)


def arrive(state: Session, who: PersonId) -> Session:
    """Somebody is with us; whoever comes for the first time may be late, and has their turn last."""
    here = _now(state, who, Presence.HERE)
    if who in state.arrived:
        return here
    here = replace(here, arrived=state.arrived | {who})
    if not is_early(state):
        here = replace(here, part=here.part | {who})
    if state.step_id is not None and (state.turns.done or state.turns.now or state.turns.later):
        here = replace(here, turns=replace(here.turns, late=(*here.turns.late, who)))
    return here


def _sat_with(state: Session, who: PersonId) -> dict[PersonId, PersonId]:
    """Remembers at whose device they sat, where it is that device's line that dropped."""
    others = {one: host for one, host in state.sat_with.items() if one != who}
    host = state.without_screen.get(who)
    if host is None or state.presence.get(host) is not Presence.AWAY:
        return others
    return {**others, who: host}


@on(e.PersonAway)
def _away(state: Session, event: e.PersonAway, when: When) -> Session:
    away = _now(_by_own_line(state, event.person), event.person, Presence.AWAY)
    away = replace(
        away, away_in={**away.away_in, event.person: stage_kind(state)}, sat_with=_sat_with(state, event.person)
    )
    return noting_chair(away, when.at - LINE_GRACE)  # it dropped before it counted as away


@on(e.PersonBack)
def _back(state: Session, event: e.PersonBack, when: When) -> Session:
    return noting_chair(_now(_by_own_line(state, event.person), event.person, Presence.HERE), when.at)


@on(e.PersonSteppedOut)
def _stepped_out(state: Session, event: e.PersonSteppedOut, when: When) -> Session:
    out = _now(state, event.person, Presence.OUT)
    return noting_chair(replace(out, away_in={**out.away_in, event.person: stage_kind(state)}), when.at)


@on(e.PersonReturned)
def _returned(state: Session, event: e.PersonReturned, when: When) -> Session:
    return noting_chair(_now(state, event.person, Presence.HERE), when.at)


def _gone(state: Session, who: PersonId, presence: Presence, when: When) -> Session:
    gone = _now(_by_own_line(state, who), who, presence)
    if state.presence.get(who) in IN_ROOM:  # whoever's line had dropped before has been gone since then
        gone = replace(gone, away_in={**gone.away_in, who: stage_kind(state)})
    gone = replace(
        gone,
        hands=tuple(hand for hand in gone.hands if hand.person != who),
        go_round=tuple(one for one in gone.go_round if one != who),
        invites=tuple(one for one in gone.invites if one.person != who),
    )
    if state.chair_offer and state.chair_offer.person == who:
        gone = replace(gone, chair_offer=None)
    return noting_chair(gone, when.at)


@on(e.PersonLeft)
def _left(state: Session, event: e.PersonLeft, when: When) -> Session:
    return _gone(state, event.person, Presence.LEFT, when)


@on(e.PersonRemoved)
def _removed(state: Session, event: e.PersonRemoved, when: When) -> Session:
    return _without_a_say(_gone(state, event.person, Presence.REMOVED, when), event.person)


def _without_a_say(state: Session, who: PersonId) -> Session:
    """Whoever was taken out keeps the set from nothing: nobody could ask them, nor they change their mind."""
    put = state.contract_proposal
    return replace(
        state,
        guest_objections=frozenset((guest, one) for guest, one in state.guest_objections if one != who),
        contract_proposal=replace(put, content={one: said for one, said in put.content.items() if one != who})
        if put
        else None,
    )


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


@on(e.ApologiesNoted)
def _apologies(state: Session, event: e.ApologiesNoted, when: When) -> Session:
    others = state.apologies - {event.person}
    said = replace(state, apologies=others | {event.person} if event.on else others)
    return _now(said, event.person, Presence.APOLOGIES if event.on else Presence.EXPECTED)


@on(e.SessionClosed)
def _closed(state: Session, event: e.SessionClosed, when: When) -> Session:
    # the key of the lines is destroyed at this moment: the state forgets them too
    return replace(
        state,
        status=Status.CLOSED,
        closed_at=when.at,
        ending=event.ending,
        review_until=event.review_until,
        late_marks=event.review_until is not None and not event.learning_only,
        ratings_shown=state.ratings_shown and (event.review_until is None or event.learning_only),
        contract_proposal=None,
        thinking=False,
        go_round=(),
        invites=(),
        floor_open=False,
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
