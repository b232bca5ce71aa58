"""What a session is planned with: its people, contract, steps, and what it carries over from the last one."""

from typing import Annotated

from pydantic import Field

from app.facilitation.message import Message, Who
from app.facilitation.terms import (
    AtTime,
    Cameras,
    CommandId,
    Floor,
    Millis,
    PersonId,
    PersonKind,
    QuestionKind,
    StageKind,
    Writes,
)


class Person(Message):
    """Somebody with a seat at the table. The order of people is the order of seats."""

    id: PersonId
    name: str
    site: str = ""
    kind: PersonKind = PersonKind.MEMBER
    beside: PersonId | None = None
    """The member whom an access seat is there for."""


class Contract(Message):
    """What the set has agreed about working together; versioned, reaffirmed in one tap."""

    version: int = 1
    text: str = ""
    limits: str = ""
    """What is not confidential: serious risk of harm, law, professional code."""
    support_line: str = ""
    """Shown at a pause and at the close."""
    stand_in: PersonId | None = None
    """Takes the chair when the facilitator's line drops."""
    modelling: bool = False
    """Whether the facilitator may ask questions, in the queue like anyone."""
    challenge: bool = True
    """Whether challenging questions are welcome."""
    cameras: Cameras = Cameras.OFF
    """What the set has agreed about pictures; nobody ever needs one."""
    nudges: bool = False
    """Whether members may tell the chair, and nobody else, that a golden rule is slipping."""


class Step(Message):
    """One step of the session as resolved: who may be heard, for how long, and what may be written."""

    id: str
    """Readable and stable: `check-in`, `r2.explore`. Commands name it."""
    stage: str
    """The stage it belongs to: `check-in`, `r2`, `review`."""
    stage_kind: StageKind
    name: str
    says: str = ""
    """One sentence that explains the step."""
    floor: Floor
    length: Millis
    """The minutes agreed for the whole step."""
    each: Millis = 0
    """With turns: the minutes for one person."""
    fixed: bool = False
    """Takes no part in the sharing out of a round's minutes."""
    at_time: AtTime = AtTime.SAY
    writes: tuple[Writes, ...] = ()
    advice: bool = False
    """Whether suggestions are welcome without being asked for."""
    on_request: bool = False
    """Opens only when the issue holder asks for it; the holder closes it."""
    asks: QuestionKind | None = None
    """The kind of question that this step is for."""
    anybody: bool = False
    """In questions: anybody may ask anybody, the holder too; statements only as answers."""
    one_at_a_time: bool = False
    """A question in writing takes its turn in the queue, as a spoken one does."""
    kept: bool = False
    """A round is not left for what comes after it before this step has been opened."""
    holder_unseen: bool = False
    """The issue holder's camera rests in it: they listen, turned away."""


class ReviewItem(Message):
    """One thing the set looks back on, from 1 (hardly) to 5 (fully)."""

    id: str
    name: str


class OpenAction(Message):
    """An action somebody took in an earlier session, not yet finished with."""

    id: CommandId
    owner: PersonId
    what: str
    by_when: str = ""
    """A date (`2027-01-14`), or empty: by the next session."""


class CarriedBid(Message):
    """A bid that did not get time at an earlier session."""

    person: PersonId
    headline: str
    minutes: int | None = None


class Share(Message):
    """One round of an agenda: whose it is and how long it may take."""

    holder: Who
    minutes: Annotated[float, Field(gt=0, le=600)]
    """In halves of a minute."""
