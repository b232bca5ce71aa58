"""Where the state machine begins: close to what can go wrong, with what must be refused already tried."""

from collections.abc import Callable
from contextlib import suppress

from app.facilitation import commands as c
from app.facilitation.commands import Command
from app.facilitation.formats import parse_round_format, parse_session_format
from app.facilitation.plan import CarriedBid, Contract, OpenAction, Person
from app.facilitation.refusals import Refused
from app.facilitation.replanning import rounds_ahead
from app.facilitation.terms import (
    CLOCK,
    HOUR,
    LINE,
    OFFICE,
    BidKind,
    Cameras,
    Floor,
    PersonId,
    PersonKind,
    Where,
    Writes,
)
from tests.facilitation.pressing import CALL
from tests.facilitation.scenario import MEMBERS, START, Scenario, lobby, planned, proposal, shipped
from tests.facilitation.scenario import PEOPLE as SET

WITH_OTHERS = (
    *SET,
    Person(id="sian", name="Siân", kind=PersonKind.ACCESS, beside="amina"),
    Person(id="rao", name="Dr Rao", kind=PersonKind.GUEST),
)
SELF_RUN = tuple(one for one in SET if one.kind is PersonKind.MEMBER)
ACTIONS = tuple(OpenAction(id=f"old-{who}", owner=who, what=f"{who}'s action") for who in MEMBERS[:3])
ROUNDS = ("als-30", "als-4step", "als-classic", "case-clinic", "post-it", "troika", "wial")
CONTRACT = Contract(stand_in="ruth", modelling=True, limits="Serious harm.")
SEEN = CONTRACT.model_copy(update={"cameras": Cameras.SMALL})


def opened(
    form: str,
    *,
    session: str = "two-hours",
    people: tuple[Person, ...] = WITH_OTHERS,
    contract: Contract = CONTRACT,
) -> Scenario:
    """The lobby is open and everybody has come; the guest waits."""
    one = planned(people=people)
    one.give(
        c.OpenLobby(
            people=people,
            session_format=parse_session_format(shipped("sessions", session)),
            round_format=parse_round_format(shipped("rounds", form)),
            contract=contract,
            open_actions=ACTIONS,
            carried_bids=(CarriedBid(person="priya", headline="<priya|bid|0>", minutes=20),),
        ),
        OFFICE,
    )
    for person in people:
        one.give(c.NoteHere(person=person.id), LINE)
    return one


def tries(one: Scenario, command: Command, by: PersonId) -> None:
    """What must be refused; if it is not, it is among what is looked at."""
    with suppress(Refused):
        one.give(command, by)


def go_to(one: Scenario, wanted: str) -> Scenario:
    """As whoever drives would go: step by step, each turn taken, an agenda put and agreed."""
    while one.state.step_id != wanted:
        chair = one.state.chair or "jo"
        while (turn := one.state.turns.now) is not None:
            one.later(seconds=20)
            one.give(c.EndTurn(turn=turn.number), turn.person)
        if one.state.step_id == "asking" and not one.state.agreed:
            minutes = int(one.view(chair).agenda.minutes_for_rounds) // 2
            shares = (("amina", minutes), ("danny", minutes)) if minutes >= 20 else (("amina", 2 * minutes),)
            for who, asked in shares:
                one.give(c.PlaceBid(kind=BidKind.ASKS, headline=f"<{who}|bid|0>", minutes=asked), who)
            agenda = one.give(proposal(*shares), chair)
            one.give(c.AgreeAgenda(agenda=agenda), chair)
        after = one.view(one.state.chair or "jo").mine.next_step
        assert after is not None, f"no way to {wanted}"
        one.give(c.OpenStep(step=after), one.state.chair or "jo")
    return one


def in_step(form: str, place: int, people: tuple[Person, ...] = WITH_OTHERS, contract: Contract = CONTRACT) -> Scenario:
    """A round of this form, with its first, second, … step open; the last where there are not as many."""
    one = opened(form, people=people, contract=contract)
    steps = [step for step in one.state.round_steps if not step.on_request]
    return go_to(one, f"r1.{steps[min(place, len(steps) - 1)].id}")


def member_in_chair(form: str) -> Scenario:
    """The set has agreed, and the one whose round comes first keeps time."""
    one = go_to(opened(form), "asking")
    agenda = one.give(proposal(("amina", 40), ("danny", 35)), "jo")
    one.give(c.AgreeAgenda(agenda=agenda), "jo")
    one.give(c.HandOverChair(to="amina"), "jo")
    return one


def with_guest(form: str) -> Scenario:
    """A guest is in the room, one member sits at another's device, and the stand-in is with us by phone."""
    one = in_step(form, 1)
    one.give(c.AdmitGuest(guest="rao"), "jo")
    for who in ("maureen", "ruth"):
        one.give(c.NoteAway(person=who), LINE)
    one.give(c.SayTwoHere(person="maureen"), "danny")
    one.give(c.NoteOnPhone(person="ruth"), "jo")
    return one


def chair_dropped(form: str) -> Scenario:
    """As above, and the chair's line has just gone: the stand-in has no screen to drive from."""
    one = with_guest(form)
    one.give(c.NoteAway(person="jo"), LINE)
    return one


def beside_a_call(form: str) -> Scenario:
    """In an airspace, with the set in a call of its own."""
    one = in_step(form, 0)
    one.give(c.ChooseWhere(where=Where.CALL, call_link=CALL), "jo")
    return one


def dropped_beside_a_call(form: str) -> Scenario:
    """As above, and the holder's line to this room has gone."""
    one = beside_a_call(form)
    one.give(c.NoteAway(person="amina"), LINE)
    return one


def absent_holder(form: str) -> Scenario:
    """The round of somebody who has sent apologies, and nobody facilitates any more."""
    one = planned(people=SET)
    one.give(c.SendApologies(), "danny")
    lobby(begun=one, round_format=form, contract=CONTRACT, here=("jo", *(who for who in MEMBERS if who != "danny")))
    go_to(one, "asking")
    one.give(c.EnterFor(person="danny", entry=c.PlaceBid(kind=BidKind.ASKS, headline="<danny|bid|0>")), "jo")
    agenda = one.give(proposal(("danny", 40), ("amina", 35)), "jo")
    one.give(c.AgreeAgenda(agenda=agenda), "jo")
    go_to(one, f"r1.{one.state.round_steps[0].id}")
    one.give(c.NoteAway(person="jo"), LINE)
    return one


def hands_up(form: str) -> Scenario:
    """In questions, with three hands up and nobody asking."""
    one = opened(form)
    step = next(step for step in one.state.round_steps if step.floor is Floor.ASKER_AND_HOLDER)
    go_to(one, f"r1.{step.id}")
    for who in ("gareth", "danny", "priya"):
        one.give(c.RaiseHand(), who)
    return one


def lines_dropped(form: str) -> Scenario:
    """In an airspace, with the lines gone of its holder, their interpreter, and a guest who was waiting."""
    one = in_step(form, 0, contract=SEEN)
    for who in ("amina", "sian", "rao"):
        one.give(c.NoteAway(person=who), LINE)
    return one


def device_dropped(form: str) -> Scenario:
    """In an airspace whose holder sat at another's device, and the line of it is gone."""
    one = go_to(opened(form), "asking")
    one.give(c.NoteAway(person="amina"), LINE)
    one.give(c.SayTwoHere(person="amina"), "danny")
    one = go_to(one, f"r1.{one.state.round_steps[0].id}")
    one.give(c.NoteAway(person="danny"), LINE)
    return one


def bids_in(form: str) -> Scenario:
    """The set is asked for time, and each member has said for themselves what they ask for."""
    one = go_to(opened(form), "asking")
    for who in MEMBERS:
        one.give(c.PlaceBid(kind=BidKind.ASKS, headline=f"<{who}|bid|0>", minutes=20), who)
    return one


def followed_up(form: str) -> Scenario:
    """In questions in writing: somebody has asked, and followed up, and has two more prepared."""
    one = opened(form)
    takes = (step for step in one.state.round_steps if Writes.QUESTIONS in step.writes)
    step = next((step for step in takes if step.floor is Floor.ASKER_AND_HOLDER), None)
    if step is None:
        return go_to(one, f"r1.{one.state.round_steps[0].id}")
    go_to(one, f"r1.{step.id}")
    prepared = [one.give(c.PrepareQuestion(words=f"<danny|question|-{place}>"), "danny") for place in range(4)]
    hand = one.give(c.RaiseHand(), "danny")
    one.give(c.TakeHand(hand=hand), "jo")
    for question in prepared[:2]:
        one.give(c.AskQuestion(question=question), "danny")
    tries(one, c.AskQuestion(question=prepared[2]), "danny")
    return one


def guest_alone(form: str) -> Scenario:
    """In the lobby, where a guest waits and no member is: the chair tries to let them in."""
    one = opened(form)
    for who in MEMBERS:
        one.give(c.NoteAway(person=who), LINE)
    tries(one, c.AdmitGuest(guest="rao"), "jo")
    return one


def minute_without_chair(form: str) -> Scenario:
    """The set is asked for time, and for a minute nobody has kept it."""
    one = go_to(opened(form, contract=Contract(limits="Serious harm.")), "asking")
    one.give(c.NoteAway(person="jo"), LINE)
    one.later(seconds=49)
    one.now += 2_000
    one.give(c.PassTime(), CLOCK)
    return one


def thinking(form: str) -> Scenario:
    """As with hands up; the first asks, and the holder thinks: the chair tries to go on."""
    one = hands_up(form)
    one.give(c.NextQuestion(after=None), "jo")
    one.give(c.LetMeThink(step=one.state.step_id or ""), "amina")
    asking = one.state.asking
    tries(one, c.NextQuestion(after=asking.id if asking else None), "jo")
    return one


def entered_for_two(form: str) -> Scenario:
    """In check-in, with something entered for each of two: one tries to strike out what is the other's."""
    one = go_to(opened(form), "check-in")
    for who in ("priya", "ruth"):
        one.give(c.NoteAway(person=who), LINE)
        one.give(c.NoteOnPhone(person=who), "jo")
        one.give(c.EnterFor(person=who, entry=c.LeaveEarly(at=START + HOUR)), "jo")
        one.give(c.NoteHere(person=who), LINE)
    theirs = next(entry.id for entry in one.state.entered if entry.person == "ruth")
    tries(one, c.StrikeOut(entry=theirs), "priya")
    return one


def too_much_ahead(form: str) -> Scenario:
    """In the first of two rounds: the chair tries to make the second an hour longer than there is time for."""
    one = in_step(form, 0)
    ahead = rounds_ahead(one.state)
    longer = tuple(share.model_copy(update={"minutes": share.minutes + 60}) for share in ahead)
    tries(one, c.ReplanRounds(instead_of=ahead, rounds=longer), "jo")
    return one


def contract_waits(form: str) -> Scenario:
    """In the review, with a contract before the set that all but one have said something of."""
    one = go_to(in_step(form, 9), "writing")
    put = one.give(c.ProposeContract(contract=Contract(text="Words of a contract", limits="Serious harm.")), "jo")
    for who in MEMBERS[1:]:
        one.give(c.SayOfContract(proposal=put, content=True), who)
    return one


def contract_refused(form: str) -> Scenario:
    """As above, and the last of them has said no; the chair tries to agree it, and another without its limits."""
    one = contract_waits(form)
    put = one.state.contract_proposal
    assert put is not None
    one.give(c.SayOfContract(proposal=put.id, content=False), MEMBERS[0])
    tries(one, c.AgreeContract(proposal=put.id), "jo")
    tries(one, c.ProposeContract(contract=Contract(text="Words of a contract without limits")), "jo")
    return one


BEGINNINGS: dict[str, Callable[[str], Scenario]] = {
    "lobby": lambda form: lobby(round_format=form, open_actions=ACTIONS, here=()),
    "check_in": lambda form: go_to(opened(form), "check-in"),
    "asking": lambda form: go_to(opened(form), "asking"),
    "member_in_chair": member_in_chair,
    "first": lambda form: in_step(form, 0),
    "second": lambda form: in_step(form, 1),
    "third": lambda form: in_step(form, 2),
    "fourth": lambda form: in_step(form, 3),
    "last": lambda form: in_step(form, 9),
    "with_guest": with_guest,
    "self_run": lambda form: in_step(form, 1, SELF_RUN),
    "self_run_lobby": lambda form: opened(form, people=SELF_RUN),
    "first_session": lambda form: go_to(opened(form, session="first-session"), "contract"),
    "last_session": lambda form: go_to(opened(form, session="last-session"), "changed"),
    "half_hour": lambda form: opened("als-30", session="als-30"),
    "review": lambda form: go_to(in_step(form, 9), "writing"),
    "contract_waits": contract_waits,
    "contract_refused": contract_refused,
    "chair_dropped": chair_dropped,
    "hands_up": hands_up,
    "guest_alone": guest_alone,
    "minute_without_chair": minute_without_chair,
    "thinking": thinking,
    "entered_for_two": entered_for_two,
    "too_much_ahead": too_much_ahead,
    "absent_holder": absent_holder,
    "beside_a_call": beside_a_call,
    "dropped_beside_a_call": dropped_beside_a_call,
    "lines_dropped": lines_dropped,
    "device_dropped": device_dropped,
    "with_pictures": lambda form: in_step(form, 2, contract=SEEN),
    "bids_in": bids_in,
    "followed_up": followed_up,
}
