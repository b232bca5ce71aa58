"""Ways to share out the time for rounds, worked out from what was asked. The server proposes; the set decides."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from app.facilitation.plan import Share, Step
from app.facilitation.state import Bid, Session, is_here, may_hold, members
from app.facilitation.terms import MINUTE, BidKind, Millis, PersonId, Presence, Sharing
from app.facilitation.timing import least_minutes, proposed_steps, step_ends, time_for_rounds

USUAL = 20.0
"""Minutes for somebody who asks for time and names none, where as much is left."""


@dataclass(frozen=True)
class Plan:
    """One way: the rounds, who asked and does not fit, whose round would end after they must leave."""

    sharing: Sharing
    rounds: tuple[Share, ...]
    left_out: tuple[PersonId, ...]
    leaving: tuple[PersonId, ...]


def proposals(state: Session) -> tuple[Plan, ...]:
    """Equal shares, as asked, least airspace first; short turns for all where nobody asks."""
    asked = asking(state)
    if not asked:
        return _short_turns(state)
    ways = (_plan(state, sharing, way(state, asked)) for sharing, way in WAYS.items())
    return tuple(plan for plan in ways if plan.rounds)


def leaving_before_end(state: Session, rounds: Sequence[Share], begins: Mapping[PersonId, Millis]) -> list[PersonId]:
    """Whose round, beginning then, ends after they must leave."""
    found = []
    for one in rounds:
        leaves, begin = state.departures.get(one.holder), begins.get(one.holder)
        # a round that was passed over has no time it would begin
        if leaves is not None and begin is not None and begin + round(one.minutes * MINUTE) > leaves:
            found.append(one.holder)
    return found


def begins_of(state: Session, steps: Sequence[Step], holders: Mapping[str, PersonId]) -> dict[PersonId, Millis]:
    """When each round among these steps would begin, if they follow the open step."""
    at = step_ends(state)
    begins: dict[PersonId, Millis] = {}
    for one in steps:
        if one.stage in holders:
            begins.setdefault(holders[one.stage], at)
        at += 0 if one.on_request else one.length
    return begins


def asking(state: Session) -> tuple[Bid, ...]:
    """The bids that the set has been shown, of who can still have time: those that ask, then "if there's room"."""
    gone = {Presence.LEFT, Presence.APOLOGIES}
    here = {who for who in may_hold(state) if state.presence.get(who) not in gone}
    shown = [bid for bid in state.bids if bid.shown and bid.person in here and bid.kind is not BidKind.NOTHING]
    return tuple(sorted(shown, key=lambda bid: bid.kind is BidKind.IF_ROOM))


def left_out(state: Session, rounds: Sequence[Share]) -> list[PersonId]:
    """Who asks for time and has none in these rounds."""
    held = {share.holder for share in rounds}
    return [bid.person for bid in asking(state) if bid.person not in held]


def _free(state: Session) -> float:
    return time_for_rounds(state) / MINUTE


def _least(state: Session) -> float:
    return least_minutes(state.round_steps)


def _plan(state: Session, sharing: Sharing, rounds: tuple[Share, ...]) -> Plan:
    holders = {f"r{place}": one.holder for place, one in enumerate(rounds, 1)}
    begins = begins_of(state, proposed_steps(state, rounds), holders)
    return Plan(sharing, rounds, tuple(left_out(state, rounds)), tuple(leaving_before_end(state, rounds, begins)))


def _leavers_first(state: Session, bids: Sequence[Bid]) -> list[Bid]:
    """Whoever must leave before the end comes first, the earliest of them in front."""
    return sorted(bids, key=lambda bid: min(state.departures.get(bid.person, state.ends_at), state.ends_at))


def _equal(state: Session, asked: Sequence[Bid]) -> tuple[Share, ...]:
    """The same for everybody who asks; "if there's room" shares alike what they did not ask for."""
    asks = [bid for bid in asked if bid.kind is BidKind.ASKS]
    perhaps = [bid for bid in asked if bid.kind is BidKind.IF_ROOM]
    shares = _alike(state, asks, _free(state))
    if perhaps:
        wanted = {bid.person: max(float(bid.minutes), _least(state)) for bid in asks if bid.minutes is not None}
        shares = {who: min(minutes, wanted.get(who, minutes)) for who, minutes in shares.items()}
        shares |= _alike(state, perhaps, _free(state) - sum(shares.values()))
    return tuple(
        Share(holder=bid.person, minutes=shares[bid.person])
        for bid in _leavers_first(state, [bid for bid in asked if bid.person in shares])
    )


def _alike(state: Session, bids: Sequence[Bid], free: float) -> dict[PersonId, float]:
    """So many minutes in equal parts, in halves: as many as can have their least."""
    fits = list(bids)
    while fits and _half(free / len(fits)) < _least(state):
        fits.pop()
    return {bid.person: _half(free / len(fits)) for bid in fits}


def _as_asked(state: Session, asked: Sequence[Bid]) -> tuple[Share, ...]:
    """Each what they asked for, in the order of asking, until the time is given away; all of it where none fits."""
    left, given = _free(state), []
    for bid in asked:
        wanted = max(float(bid.minutes or min(USUAL, left)), _least(state))
        if wanted <= left:
            given.append((bid, wanted))
            left -= wanted
    if not given and left >= _least(state):
        given.append((asked[0], left))
    minutes = {bid.person: wanted for bid, wanted in given}
    return tuple(
        Share(holder=bid.person, minutes=_half(minutes[bid.person]))
        for bid in _leavers_first(state, [bid for bid, _ in given])
    )


def _least_airspace(state: Session, asked: Sequence[Bid]) -> tuple[Share, ...]:
    """As asked, but whoever has had least airspace so far comes first."""
    order = sorted(asked, key=lambda bid: (bid.kind is BidKind.IF_ROOM, state.airspace.get(bid.person, 0)))
    return _as_asked(state, order)


def _short_turns(state: Session) -> tuple[Plan, ...]:
    """Nobody asks: a short round for each who is here, if there is time for it."""
    here = [one.id for one in members(state) if is_here(state, one.id)]
    each = _half(_free(state) / len(here)) if here else 0.0
    if not here or each < _least(state):
        return ()
    rounds = tuple(Share(holder=who, minutes=each) for who in here)
    return (_plan(state, Sharing.SHORT_TURNS, rounds),)


def _half(minutes: float) -> float:
    return int(minutes * 2) / 2


WAYS: Mapping[Sharing, Callable[[Session, Sequence[Bid]], tuple[Share, ...]]] = {
    Sharing.EQUAL: _equal,
    Sharing.AS_ASKED: _as_asked,
    Sharing.LEAST_AIRSPACE: _least_airspace,
}
