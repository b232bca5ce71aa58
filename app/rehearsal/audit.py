"""What got through although it never may: looked for in the log of a rehearsal, apart from the rules that decide.

An attempt on a line may cross with somebody else's press, and its answer then proves little. The log knows the order.
"""

from collections.abc import Callable, Iterable, Iterator
from typing import Final

from app.facilitation import events as e
from app.facilitation.evolve import Logged, evolve
from app.facilitation.state import Session, blank, floor, holder, in_room, members, step
from app.facilitation.terms import Floor, PersonId, Presence, SessionId, Writes


def broken_rules(session_id: SessionId, rows: Iterable[Logged]) -> list[str]:
    """A sentence for each rule that was broken."""
    found: list[str] = []
    state = blank(session_id)
    followed: set[str] = set()
    for row in rows:
        before = state
        for event in row.events:
            found.extend(f"{fault} (at {before.step_id})" for look in LOOKS for fault in look(state, event, row.by))
            if isinstance(event, e.FollowUpBegan):
                if event.hand in followed:
                    found.append(f"a second follow-up began (at {before.step_id})")
                followed.add(event.hand)
            state = evolve(state, event, by=row.by, at=row.at)
    return found


def _hand_while_thinking(state: Session, event: e.Event, by: PersonId) -> Iterator[str]:
    if isinstance(event, e.HandTaken) and state.thinking and by != holder(state):
        yield "a hand was taken while the holder thought"


def _advice_unasked(state: Session, event: e.Event, by: PersonId) -> Iterator[str]:
    now = step(state)
    if isinstance(event, e.OfferMade) and (now is None or Writes.OFFERS not in now.writes):
        yield "a suggestion was made where none was wanted"


def _spoken_in_silence(state: Session, event: e.Event, by: PersonId) -> Iterator[str]:
    if not isinstance(event, e.LineSaid) or state.word or state.pause or state.open_to_all or state.floor_open:
        return
    if floor(state) is Floor.NOBODY:
        yield "somebody spoke in stillness"
    elif floor(state) is Floor.HOLDER and step(state) is not None and not _is_or_sits_with(state, by, holder(state)):
        yield "somebody spoke in the holder's airspace"


def _is_or_sits_with(state: Session, by: PersonId, who: PersonId | None) -> bool:
    beside = {one.id for one in state.people if one.beside == who}
    return by == who or by in beside or state.without_screen.get(who or "") == by


def _kept_step_dropped(state: Session, event: e.Event, by: PersonId) -> Iterator[str]:
    now = step(state)
    if not isinstance(event, e.StepOpened) or now is None or now.stage == event.step.partition(".")[0]:
        return
    if event.step in state.opened_at or holder(state) is None:
        return
    there = state.presence.get(holder(state) or "")
    owed = [one.id for one in state.steps if one.stage == now.stage and one.kept and one.id not in state.opened_at]
    if owed and there is not None and there.value in {"here", "out"} and state.pause is None:
        yield f"{owed[0]}, which is always kept, was left out"


def _bound_unwilling(state: Session, event: e.Event, by: PersonId) -> Iterator[str]:
    put = state.contract_proposal
    if not isinstance(event, e.ContractAgreed) or put is None:
        return
    gone = {who for who, presence in state.presence.items() if presence is Presence.LEFT}
    if any(not content and who not in gone for who, content in put.content.items()):
        yield "a contract was agreed though somebody was not content"
    elif any(one.id not in put.content for one in members(state) if in_room(state, one.id)) or not put.content:
        yield "a contract was agreed though somebody had not said that they are content"


def _guest_unwanted(state: Session, event: e.Event, by: PersonId) -> Iterator[str]:
    if not isinstance(event, e.GuestAdmitted):
        return
    if any(guest == event.person for guest, _ in state.guest_objections):
        yield "a guest was let in though somebody was not content"
    if not any(in_room(state, one.id) for one in members(state)):
        yield "a guest was let in where nobody of the set could say whether they are content"


def _bid_from_outside(state: Session, event: e.Event, by: PersonId) -> Iterator[str]:
    kinds = {one.id: one.kind.value for one in state.people}
    if isinstance(event, e.BidPlaced | e.HandRaised) and kinds.get(event.person) in {"guest", "access"}:
        yield f"{event.type}: by somebody who is not of the set"


LOOKS: Final[tuple[Callable[[Session, e.Event, PersonId], Iterator[str]], ...]] = (
    _hand_while_thinking,
    _advice_unasked,
    _spoken_in_silence,
    _kept_step_dropped,
    _bound_unwilling,
    _guest_unwanted,
    _bid_from_outside,
)
