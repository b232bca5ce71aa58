"""The fixed cast of all tests: invented people, from the customer's twelve trusts."""

from app.facilitation.plan import Person
from app.facilitation.terms import PersonKind
from app.store.entries import NewPerson

JO = Person(id="jo", name="Jo", kind=PersonKind.FACILITATOR)
SAM = Person(id="sam", name="Sam", kind=PersonKind.FACILITATOR)

AMINA = Person(id="amina", name="Amina", site="Central Manchester University Hospitals")
DANNY = Person(id="danny", name="Danny", site="City Hospitals Sunderland")
GARETH = Person(id="gareth", name="Gareth", site="Wirral University Teaching Hospital")
MAUREEN = Person(id="maureen", name="Maureen", site="St Helens and Knowsley Teaching Hospitals")
PRIYA = Person(id="priya", name="Priya", site="Mid Cheshire Hospitals")
RUTH = Person(id="ruth", name="Ruth", site="Aintree University Hospital")

HANNAH = Person(id="hannah", name="Hannah", site="Norfolk and Norwich University Hospitals")
KWAME = Person(id="kwame", name="Kwame", site="Frimley Health")
LEILA = Person(id="leila", name="Leila", site="Barts Health")
OLIVER = Person(id="oliver", name="Oliver", site="The Royal Bournemouth & Christchurch Hospitals")
SIOBHAN = Person(id="siobhan", name="Siobhan", site="Kingston Hospital")
TOMASZ = Person(id="tomasz", name="Tomasz", site="Whittington Health")

SET_ONE = (AMINA, DANNY, GARETH, MAUREEN, PRIYA, RUTH)
"""Jo's set."""
SET_TWO = (HANNAH, KWAME, LEILA, OLIVER, SIOBHAN, TOMASZ)
"""Sam's set."""
NIA = Person(id="nia", name="Nia", kind=PersonKind.ACCESS, beside="gareth")
"""Interprets between Welsh and English for Gareth."""
FARAH = Person(id="farah", name="Farah", site="Programme office", kind=PersonKind.GUEST)
"""A guest of Jo's set."""
TABLE_ONE = (JO, *SET_ONE)
TABLE_TWO = (SAM, *SET_TWO)

NOON = 1_795_608_000_000
"""Wednesday 25 November 2026, 12:00 in UTC, in milliseconds."""


def as_new(people: tuple[Person, ...]) -> tuple[NewPerson, ...]:
    """These people as the directory takes them."""
    return tuple(NewPerson(person.name, person.site, person.id) for person in people)
