"""A first word, said the moment a page lets it out: whether it comes whole, and whether anything clicks on the way."""

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
TRIES: Final = 6
"""A machine under load drops a sample or a word now and then; a fault of the page is there every time."""


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
    missed = dict.fromkeys(ears, LENGTH)
    sharpest = dict.fromkeys(ears, 1.0)
    for _ in range(TRIES):
        house.give(facilitator, c.BeginWord(step=step))
        company.rest(0.6)
        pages[speaker].evaluate("([seat, length]) => sayWhenOpen(seat, length)", [house.seats[speaker], LENGTH])
        word = house.state.word
        assert word is not None
        house.give(facilitator, c.EndWord(word=word.id))
        company.rest(1)
        for who in ears:
            lasted, sharp = pages[who].evaluate("tone => recall(tone)", company.tones[speaker])
            missed[who] = min(missed[who], abs(LENGTH - lasted))
            sharpest[who] = min(sharpest[who], sharp)
        if max(missed.values()) <= TOLERANCE and max(sharpest.values()) <= CLICK:
            break
        company.rest(1)
    assert max(missed.values()) <= TOLERANCE, f"of {LENGTH} s was missed, or came twice: {missed}"
    assert max(sharpest.values()) <= CLICK, f"something clicks: {sharpest}"
    pages[speaker].evaluate("() => keepStill(false)")
