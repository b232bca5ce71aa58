"""A first word, said the moment a page lets it out: whether it comes whole, and whether anything clicks on the way."""

from collections.abc import Sequence
from pathlib import Path
from typing import Final

from app.facilitation import commands as c
from app.facilitation.terms import PersonId
from tests.media.sitting import Sitting

WORDS: Final = Path(__file__).with_name("words.js").read_text()

LENGTH: Final = 0.4
"""Seconds of the word."""
TOLERANCE: Final = 0.06
"""The ramp at its beginning, and what the way does to its edges."""
CLICK: Final = 0.008
"""Sharper, and it is a click: a voice as it comes has edges of 0.0005 to 0.003, one that is cut off 0.03 and more."""
TRIES: Final = 7
MOST: Final = 4
"""Words that have to come whole. In good runs all do, and with ten browsers on two cores five of six.

One without a click is enough: a machine under load drops a sample in every other one, and a fault of the page clicks
every time."""


def first_words_come_whole(sitting: Sitting, speaker: PersonId, facilitator: PersonId, listener: PersonId) -> None:
    """The floor goes from the facilitator, who has a word in, to the speaker, who begins at once."""
    company, house = sitting.company, sitting.house
    pages = {who: company.seated[who].page for who in (speaker, facilitator, listener)}
    ears = (facilitator, listener)
    step = house.state.step_id
    assert step is not None
    pages[speaker].evaluate("() => keepStill(true)")
    for who in ears:
        pages[who].evaluate("() => remember()")
    company.rest(3)  # nothing of before is remembered
    missed: dict[PersonId, list[float]] = {who: [] for who in ears}
    sharp: dict[PersonId, list[float]] = {who: [] for who in ears}
    for _ in range(TRIES):
        house.give(facilitator, c.BeginWord(step=step))
        company.rest(0.6)
        pages[speaker].evaluate("([seat, length]) => sayWhenOpen(seat, length)", [house.seats[speaker], LENGTH])
        word = house.state.word
        assert word is not None
        house.give(facilitator, c.EndWord(word=word.id))
        company.rest(1)
        for who in ears:
            lasted, edge = pages[who].evaluate("tone => recall(tone)", company.tones[speaker])
            missed[who].append(abs(LENGTH - lasted))
            sharp[who].append(edge)
        if all(whole(missed[who]) and min(sharp[who]) <= CLICK for who in ears):
            break
        company.rest(1)
    for who in ears:
        assert whole(missed[who]), f"of {LENGTH} s was missed at {who}'s, or came twice: {missed[who]}"
        assert min(sharp[who]) <= CLICK, f"something clicks at {who}'s: {sharp[who]}"
    pages[speaker].evaluate("() => keepStill(false)")


def whole(missed: Sequence[float]) -> bool:
    """Whether most words have come whole, by how much of each was missed."""
    return sum(one <= TOLERANCE for one in missed) >= MOST
