"""More rooms that are attacked: a queue held or opened, people without a screen, guests, contracts, sets alone."""

from app.facilitation import commands as c
from app.facilitation.plan import Contract
from app.facilitation.terms import LINE, BidKind, ReviewChoice, Where
from tests.attacks import rooms
from tests.attacks.prepared import TABLE as PEOPLE
from tests.attacks.prepared import WITH_OTHERS
from tests.cast import SET_ONE
from tests.facilitation.scenario import Scenario, by_phone, chair_of, check_in, first_session, in_round, lobby, proposal

# --- the queue -------------------------------------------------------------------------------------------------------


def thinking() -> Scenario:
    """Danny's question was asked; Amina thinks, and Gareth's hand is up."""
    one = rooms.questions()
    one.give(c.LetMeThink(step="r1.clarify"), "amina")
    return one


def thinking_by_phone() -> Scenario:
    """Amina's line has dropped while she thinks, and she has dialled in."""
    return by_phone(thinking(), "amina")


def following_up() -> Scenario:
    one = rooms.questions()
    assert one.state.asking is not None
    one.give(c.AskFollowUp(hand=one.state.asking.id), "danny")
    return one


def going_round() -> Scenario:
    """Danny, who is first, is asked; Gareth is next."""
    one = rooms.questions()
    one.give(c.BeginGoRound(step="r1.clarify"), "jo")
    return one


def floor_opened() -> Scenario:
    one = rooms.questions()
    one.give(c.OpenFloor(step="r1.clarify"), "jo")
    return one


def noter_chosen() -> Scenario:
    one = rooms.questions()
    one.give(c.ChooseNoter(person="ruth"), "amina")
    return one


def invitation() -> Scenario:
    one = rooms.questions()
    one.give(c.InvitePerson(person="ruth"), "jo")
    return one


def wial() -> Scenario:
    """Ruth asks Danny, in Amina's round."""
    one = in_round("questions", people=PEOPLE, round_format="wial")
    hand = one.give(c.RaiseHand(to="danny"), "ruth")
    one.give(c.TakeHand(hand=hand), "jo")
    return one


def mirroring() -> Scenario:
    """Turns in Amina's round; Danny's is first."""
    return in_round("mirroring", people=PEOPLE, round_format="case-clinic")


# --- without a screen ------------------------------------------------------------------------------------------------


def two_at_one_device() -> Scenario:
    """Danny's turn; Gareth sits beside him."""
    one = check_in(people=PEOPLE)
    one.give(c.NoteAway(person="gareth"), LINE)
    one.give(c.SayTwoHere(person="gareth"), "danny")
    one.give(c.EndTurn(turn=1), "amina")
    return one


def passenger_asks() -> Scenario:
    """Gareth, beside Danny at Danny's device, asks."""
    one = in_round("clarify", people=PEOPLE)
    one.give(c.NoteAway(person="gareth"), LINE)
    one.give(c.SayTwoHere(person="gareth"), "danny")
    hand = one.give(c.EnterFor(person="gareth", entry=c.RaiseHand()), "danny")
    one.give(c.TakeHand(hand=hand), "jo")
    return one


def holder_by_phone() -> Scenario:
    one = rooms.questions()
    one.give(c.NoteAway(person="amina"), LINE)
    one.give(c.NoteOnPhone(person="amina"), "jo")
    return one


def entered() -> Scenario:
    """Jo has entered a bid for Ruth, who has not said yet that it is so; and one for Priya, who has."""
    one = check_in(people=PEOPLE)
    bid = c.PlaceBid(kind=BidKind.ASKS, headline="Beds", minutes=20)
    one.give(c.EnterFor(person="ruth", entry=bid), "jo")
    entry = one.give(c.EnterFor(person="priya", entry=bid), "jo")
    one.give(c.ConfirmEntry(entry=entry), "priya")
    return one


# --- beside a call, and by text --------------------------------------------------------------------------------------


def beside_call() -> Scenario:
    """In Amina's airspace, the set in its own call; her line to this room has dropped."""
    one = rooms.airspace()
    one.give(c.ChooseWhere(where=Where.CALL, call_link="https://call.example/j/8675309"), "jo")
    one.give(c.NoteAway(person="amina"), LINE)
    return one


def by_text() -> Scenario:
    """Danny asks, in writing."""
    one = rooms.questions()
    one.give(c.ChooseWhere(where=Where.TEXT), "jo")
    return one


# --- guests ----------------------------------------------------------------------------------------------------------


def guest_objected() -> Scenario:
    one = rooms.guest_waits()
    one.give(c.ObjectToGuest(guest="rao"), "ruth")
    return one


def guest_among_questions() -> Scenario:
    """A guest is in the room while Danny asks."""
    one = in_round("clarify", people=WITH_OTHERS)
    hand = one.give(c.RaiseHand(), "danny")
    one.give(c.TakeHand(hand=hand), "jo")
    one.give(c.AdmitGuest(guest="rao"), "jo")
    return one


# --- the contract ----------------------------------------------------------------------------------------------------


def contract_put() -> Scenario:
    """In the review, in Amina's turn, and Ruth is not content."""
    one = rooms.review()
    put = one.give(c.ProposeContract(contract=Contract(text="And cameras on.")), "jo")
    one.give(c.SayOfContract(proposal=put, content=False), "ruth")
    return one


def making_contract() -> Scenario:
    one = first_session("contract", people=PEOPLE)
    one.give(c.ProposeContract(contract=Contract(text="What is said stays with us.")), "jo")
    return one


# --- a set on its own ------------------------------------------------------------------------------------------------

FIRST = ("danny", "amina", "gareth", "maureen", "priya", "ruth")


def first_chair() -> Scenario:
    """Nobody was asked to facilitate; Danny came first."""
    return lobby(people=SET_ONE, here=FIRST)


def chair_gone_round() -> Scenario:
    """The second round is Gareth's; the chair has gone from Danny to Gareth for the first, and now to Maureen."""
    one = first_chair()
    for step in ("check-in", "asking"):
        one.give(c.OpenStep(step=step), chair_of(one))
    agenda = one.give(proposal(("amina", 40), ("gareth", 40)), "danny")
    one.give(c.AgreeAgenda(agenda=agenda), "danny")
    for step in ("r1.present", "r2.present", "r2.clarify"):
        one.give(c.OpenStep(step=step), chair_of(one))
    return one


# --- a review that waits ---------------------------------------------------------------------------------------------


def ended_now() -> Scenario:
    """Ended in Amina's round; Ruth never came."""
    one = in_round("clarify", people=PEOPLE, here=tuple(one.id for one in PEOPLE if one.id != "ruth"))
    one.give(c.EndNow(), "jo")
    return one


def review_put_off() -> Scenario:
    one = rooms.writing()
    one.give(c.ChooseReview(ends_at=one.state.ends_at, choice=ReviewChoice.RESCHEDULE), "jo")
    return one
