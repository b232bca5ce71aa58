"""Signals are passed on and never kept: "I can't hear", and a private word to or from the chair.

They live in memory and change nothing, with one consequence: when two people cannot hear within twenty seconds of one
step, the room's line asks for the clock to stop, so that a fault of ours takes nobody's time.
"""

from collections import deque
from typing import Final

from app.facilitation.commands import StopForHearing
from app.facilitation.decide.draft import words
from app.facilitation.refusals import Reason, Refused
from app.facilitation.state import floor, holder, in_room
from app.facilitation.terms import LINE, SECOND, Floor, Millis, PersonId, Status
from app.facilitation.views import own_sections
from app.realtime.audience import Audience
from app.realtime.messages import SendSignal, Signal
from app.realtime.room import DONE, Answer, Refusal, Room
from app.store.ids import new_id

WINDOW: Final[Millis] = 20 * SECOND
LONGEST_WORDS: Final = 500


class Signals:
    """Passes signals on in one room."""

    def __init__(self, room: Room, audience: Audience) -> None:
        self._room = room
        self._audience = audience
        self._cannot_hear: deque[tuple[Millis, PersonId, str | None]] = deque(maxlen=50)

    def send(self, signal: SendSignal, by: PersonId) -> Answer:
        """Pass a signal on, or say why not."""
        state = self._room.state
        if state.status is not Status.OPEN or not in_room(state, by):
            return Refusal(Reason.NOT_OPEN.value)
        if signal.kind == "cannot_hear":
            self._pass_on(signal, by, *self._desks())
            if by != holder(state):  # the holder cannot mean themselves: two others must say so
                self._count(by)
            return DONE
        try:
            signal = signal.model_copy(update={"words": words(signal.words, LONGEST_WORDS)})
        except Refused as refused:
            return Refusal(refused.reason.value, tuple(refused.detail.items()))
        if signal.kind == "word_to_chair":
            if state.chair is None or state.chair == by or not in_room(state, state.chair):
                return Refusal(Reason.NOT_NOW.value)
            self._pass_on(signal, by, state.chair)
            return DONE
        return self._word_to_member(signal, by)

    def _word_to_member(self, signal: SendSignal, by: PersonId) -> Answer:
        state = self._room.state
        if state.chair != by:
            return Refusal(Reason.NOT_YOURS.value)
        if signal.to is None or signal.to not in state.presence:
            return Refusal(Reason.NO_SUCH_PERSON.value)
        if signal.to == by or not in_room(state, signal.to):
            return Refusal(Reason.NOT_NOW.value)
        if floor(state) is Floor.HOLDER and holder(state) == signal.to:
            return Refusal(Reason.NOT_NOW.value)  # nobody speaks into the airspace, in writing neither
        self._pass_on(signal, by, signal.to)
        return DONE

    def _desks(self) -> tuple[PersonId, ...]:
        state = self._room.state
        return tuple(one for one in self._audience.people if own_sections(state, one)["desk"] is not None)

    def _pass_on(self, signal: SendSignal, by: PersonId, *people: PersonId) -> None:
        said = "" if signal.kind == "cannot_hear" else signal.words
        message = Signal.model_validate({"id": signal.id, "kind": signal.kind, "from": by, "words": said})
        text = message.model_dump_json(by_alias=True).encode()
        for line in self._audience.lines(*people) if people else ():
            line.say(text)

    def _count(self, by: PersonId) -> None:
        now, step = self._room.now(), self._room.state.step_id
        self._cannot_hear.append((now, by, step))
        lately = {who for at, who, where in self._cannot_hear if where == step and now - at <= WINDOW}
        if len(lately) >= 2:
            self._cannot_hear.clear()
            self._room.ask(StopForHearing(), LINE, f"line-{new_id()}", lambda _: None)
