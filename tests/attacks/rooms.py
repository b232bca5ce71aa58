"""The rooms that are attacked: sessions brought, by the rules themselves, to where something can be tried."""

from app.facilitation import commands as c
from app.facilitation.plan import Contract, OpenAction
from app.facilitation.terms import LINE, BidKind, PauseAnswer
from tests.attacks.prepared import TABLE as PEOPLE
from tests.attacks.prepared import WITH_OTHERS
from tests.facilitation.scenario import Scenario, agreed, asking, check_in, in_round, lobby, planned, reviewing


def prepare(one: Scenario, who: str, words: str = "What have you tried?") -> str:
    return one.give(c.PrepareQuestion(words=words), who)


# --- before the rounds -----------------------------------------------------------------------------------------------


def only_planned() -> Scenario:
    return planned(people=PEOPLE)


def in_lobby() -> Scenario:
    return lobby(people=PEOPLE, open_actions=(OpenAction(id="command-action", owner="amina", what="Ring Tomasz"),))


def checking_in() -> Scenario:
    return check_in(people=PEOPLE, open_actions=(OpenAction(id="command-action", owner="danny", what="Ring Tomasz"),))


def some_out() -> Scenario:
    one = check_in(people=PEOPLE)
    one.give(c.StepOut(), "danny")
    one.give(c.StepOut(), "jo")
    return one


def proposal() -> Scenario:
    one = asking(people=PEOPLE)
    for who in ("amina", "danny"):
        one.give(c.PlaceBid(kind=BidKind.ASKS, headline="Beds", minutes=40), who)
    one.propose(("amina", 40), ("danny", 40))
    return one


def agenda_agreed() -> Scenario:
    return agreed(people=PEOPLE)


# --- in a round ------------------------------------------------------------------------------------------------------


def airspace() -> Scenario:
    one = in_round(people=PEOPLE)
    one.give(c.RaiseHand(), "danny")
    prepare(one, "gareth")
    return one


def member_in_chair() -> Scenario:
    one = in_round(people=PEOPLE)
    one.give(c.HandOverChair(to="ruth"), "jo")
    return one


def questions(contract: Contract | None = None) -> Scenario:
    one = in_round("clarify", people=PEOPLE, contract=contract or Contract(text="What is said stays with us."))
    one.give(c.AskQuestion(question=prepare(one, "priya")), "priya")
    prepare(one, "gareth")
    one.give(c.RaiseHand(), "danny")
    one.give(c.RaiseHand(), "gareth")
    one.give(c.NextQuestion(after=None), "amina")
    return one


def modelling() -> Scenario:
    return questions(Contract(text="What is said stays with us.", modelling=True))


NUDGES = Contract(text="What is said stays with us.", nudges=True)


def nudging() -> Scenario:
    return questions(NUDGES)


def nudging_airspace() -> Scenario:
    return in_round(people=PEOPLE, contract=NUDGES)


def paused() -> Scenario:
    one = questions()
    one.give(c.PauseTogether(), "amina")
    return one


def paused_holder_gone() -> Scenario:
    one = paused()
    one.later(seconds=20)
    one.give(c.NoteAway(person="amina"), LINE)
    return one


def short_break() -> Scenario:
    one = questions()
    pause = one.give(c.PauseTogether(), "jo")
    one.give(c.AnswerPause(pause=pause, answer=PauseAnswer.SHORT_BREAK), "amina")
    return one


def word() -> Scenario:
    one = questions()
    one.give(c.BeginWord(step="r1.clarify"), "sam")
    return one


def stopped() -> Scenario:
    one = questions()
    one.give(c.StopClock(step="r1.clarify"), "jo")
    return one


def cannot_hear() -> Scenario:
    one = questions()
    one.later(minutes=1)
    one.give(c.NoteOutage(lost=30_000), LINE)
    one.give(c.StopForHearing(), LINE)
    return one


def guest_waits() -> Scenario:
    return in_round("clarify", people=WITH_OTHERS)


def guest_in() -> Scenario:
    one = guest_waits()
    one.give(c.AdmitGuest(guest="rao"), "jo")
    return one


def guest_at_airspace() -> Scenario:
    return in_round(people=WITH_OTHERS)


def offers() -> Scenario:
    one = in_round("clarify", people=PEOPLE)
    one.give(c.AskForOffers(step="r1.offers"), "amina")
    return one


def troika() -> Scenario:
    return in_round("consult", people=PEOPLE, round_format="troika")


def reflecting() -> Scenario:
    one = in_round("reflect", people=PEOPLE)
    one.give(c.TakeAction(what="Ring Tomasz"), "amina")
    return one


# --- the chair gone --------------------------------------------------------------------------------------------------


def chair_gone(seconds: float, *more: str) -> Scenario:
    one = questions()
    one.give(c.Leave(), "sam")
    for who in more:
        one.give(c.Leave(), who)
    one.give(c.NoteAway(person="jo"), LINE)
    one.later(seconds=seconds)
    return one


def vacant() -> Scenario:
    return chair_gone(25)


def offered() -> Scenario:
    one = chair_gone(25)
    one.give(c.OfferToKeepTime(), "ruth")
    one.give(c.RaiseHand(), "maureen")
    return one


def open_to_all() -> Scenario:
    return chair_gone(65)


def airspace_alone() -> Scenario:
    one = in_round(people=PEOPLE)
    one.give(c.Leave(), "sam")
    one.give(c.NoteAway(person="jo"), LINE)
    one.later(seconds=65)
    return one


# --- looking back ----------------------------------------------------------------------------------------------------


def writing() -> Scenario:
    one = reviewing(people=PEOPLE, step="reflect")
    one.give(c.WriteLearning(words="To wait"), "danny")
    one.give(c.TakeAction(what="Ring Tomasz"), "gareth")
    return one


def review() -> Scenario:
    one = reviewing(people=PEOPLE)
    one.give(c.OpenStep(step="review"), "jo")
    return one


def close() -> Scenario:
    one = review()
    one.give(c.OpenStep(step="close"), "jo")
    return one
