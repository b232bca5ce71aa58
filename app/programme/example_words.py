"""What the invented people of the example say. Data, not code: no name in it is a real person's."""

from typing import Any, Final

SET_NAME: Final = "Northern set"

PEOPLE: Final = (
    ("Amina", "Central Manchester University Hospitals"),
    ("Danny", "City Hospitals Sunderland"),
    ("Gareth", "Wirral University Teaching Hospital"),
    ("Maureen", "St Helens and Knowsley Teaching Hospitals"),
    ("Priya", "Mid Cheshire Hospitals"),
    ("Ruth", "Aintree University Hospital"),
)

CONTRACT: Final[dict[str, Any]] = {
    "text": (
        "What is said here stays here, and is not raised again outside unless its owner raises it.\n"
        "We start and finish on time. We say when we can't come.\n"
        "We ask rather than tell. Challenge is welcome, with support."
    ),
    "limits": (
        "If somebody is at serious risk of harm, or the law or a professional code asks it of us, we speak with the "
        "person first, and then with the named contact."
    ),
    "support_line": "Your trust's staff support service is there for you, today and afterwards.",
    "stand_in": "maureen",
}

BIDS: Final = (
    ("amina", "asks", "Our same-day unit fills up with patients waiting for a bed", 40),
    ("danny", "asks", "Two consultants who won't use the new pathway", 40),
    ("priya", "asks", "Keeping the weekend going with half a team", 30),
    ("gareth", "if_room", "What to measure first", None),
    ("maureen", "nothing", "", None),
    ("ruth", "nothing", "", None),
)

QUESTIONS: Final[dict[tuple[str, str], tuple[tuple[str, str, str], ...]]] = {
    ("amina", "clarify"): (
        ("danny", "clarifying", "How many chairs are there, and how many are in use at noon?"),
        ("ruth", "clarifying", "Who decides that somebody may wait in your unit?"),
    ),
    ("amina", "explore"): (
        ("gareth", "exploring", "What would you notice first if the unit worked as you mean it to?"),
        ("priya", "challenging", "What do you gain by saying yes?"),
        ("maureen", "reflecting", "You said “my unit” three times, and once “theirs”. What is in that?"),
    ),
    ("danny", "clarify"): (("amina", "clarifying", "What do the two of them do instead?"),),
    ("danny", "explore"): (
        ("ruth", "exploring", "What are they protecting?"),
        ("gareth", "exploring", "When did it go well with one of them, even a little?"),
    ),
}

ACTIONS: Final = {
    "amina": ("Spend one morning at the front door with the bed manager, and only listen", ""),
    "danny": ("Ask each of the two what the pathway would have to do for them", ""),
}

RATINGS: Final = (
    ("airspace", "asked", "listened", "challenged"),
    ((5, 4, 4, 3), (4, 3, 4, 3), (5, 4, 5, 4), (4, 4, 4, 3), (5, 3, 5, 4), (4, 4, 4, 4)),
)

LEARNED: Final = {
    "amina": "I answer before I've heard the question to its end.",
    "danny": "I have never asked them.",
    "gareth": "Silence is longer for me than for the others.",
    "maureen": "A clarifying question can be advice in disguise.",
    "priya": "My weekend is not so different from their weekdays.",
    "ruth": "It helps to be last.",
}
