"""Signals are passed on and never kept: "I can't hear", a private word, a nudge about a golden rule, a caption.

They live in memory and change nothing, with one consequence: when two people cannot hear within twenty seconds of one
step, the room's line asks for the clock to stop, so that a fault of ours takes nobody's time.
"""

from collections import deque
from collections.abc import Callable, Mapping
from typing import Final

from app.facilitation.commands import StopForHearing
from app.facilitation.decide.draft import words
from app.facilitation.refusals import Reason, Refused
from app.facilitation.rights import require
from app.facilitation.state import floor, holder, in_room, person
from app.facilitation.terms import LINE, SECOND, Floor, Millis, PersonId, PersonKind, Status
from app.facilitation.views import Audience as SeenBy
from app.facilitation.views import audience_of, own_sections
from app.realtime.audience import Audience
from app.realtime.messages import SendSignal, Signal, SignalKind
from app.realtime.room import DONE, Answer, Refusal, Room
from app.store.ids import new_id

WINDOW: Final[Millis] = 20 * SECOND
LONGEST_WORDS: Final = 500

NUDGE_AGAIN: Final[Millis] = 15 * SECOND
"""How long one person's nudges must lie apart: the chair is helped, not pressed."""

WITH_WORDS: Final = frozenset({"word_to_chair", "word_to_member", "caption"})
WITH_RULE: Final = frozenset({"nudge", "nudge_member"})
TO_SOMEBODY: Final = frozenset({"word_to_member", "nudge_member"})


class Signals:
    """Passes signals on in one room."""

    def __init__(self, room: Room, audience: Audience) -> None:
        self._room = room
        self._audience = audience
        self._cannot_hear: deque[tuple[Millis, PersonId, str | None]] = deque(maxlen=50)
        self._nudged: dict[PersonId, Millis] = {}
        """When somebody nudged last, and of that only what is younger than `NUDGE_AGAIN`."""

    def send(self, signal: SendSignal, by: PersonId) -> Answer:
        """Pass a signal on, or say why not."""
        state = self._room.state
        if state.status is not Status.OPEN or person(state, by) is None:
            return Refusal(Reason.NOT_OPEN.value)
        if not in_room(state, by):  # a guest who waits is heard by nobody, and neither is whoever has gone
            return Refusal(Reason.NOT_NOW.value)
        try:
            require(state, by, signal.kind)
            signal = _as_it_should_be(signal)
            self._ways[signal.kind](self, signal, by)
        except Refused as refused:
            return Refusal(refused.reason.value, tuple(refused.detail.items()))
        except _JustNow:
            return JUST_NOW
        return DONE

    def _say_cannot_hear(self, signal: SendSignal, by: PersonId) -> None:
        self._pass_on(signal, by, *self._desks())
        if by != holder(self._room.state):  # the holder cannot mean themselves: two others must say so
            self._count(by)

    def _word_to_chair(self, signal: SendSignal, by: PersonId) -> None:
        self._pass_on(signal, by, self._chair(by))

    def _nudge(self, signal: SendSignal, by: PersonId) -> None:
        chair = self._chair(by)
        self._spare_the_chair(by)
        self._pass_on(signal, by, chair)

    def _word_to_member(self, signal: SendSignal, by: PersonId) -> None:
        self._pass_on(signal, by, self._whom(signal, by))

    def _nudge_member(self, signal: SendSignal, by: PersonId) -> None:
        whom = self._whom(signal, by)
        them = person(self._room.state, whom)
        if them is None or them.kind is not PersonKind.MEMBER:
            raise Refused(Reason.NOT_FOR_THEM)
        self._pass_on(signal, by, whom)

    def _caption(self, signal: SendSignal, by: PersonId) -> None:
        state = self._room.state
        them = person(state, by)
        beside = them.beside if them else None
        if beside is None or not in_room(state, beside) or audience_of(state, by) is not SeenBy.SET:
            raise Refused(Reason.NOT_NOW)
        self._pass_on(signal, by, beside)

    _ways: Mapping[SignalKind, Callable[["Signals", SendSignal, PersonId], None]] = {
        "cannot_hear": _say_cannot_hear,
        "word_to_chair": _word_to_chair,
        "word_to_member": _word_to_member,
        "nudge": _nudge,
        "nudge_member": _nudge_member,
        "caption": _caption,
    }

    def _chair(self, by: PersonId) -> PersonId:
        """Whoever drives, when that is somebody else who is with us."""
        state = self._room.state
        if state.chair is None or state.chair == by or not in_room(state, state.chair):
            raise Refused(Reason.NOT_NOW)
        return state.chair

    def _whom(self, signal: SendSignal, by: PersonId) -> PersonId:
        """The one person whom the chair means."""
        state = self._room.state
        if signal.to is None or signal.to not in state.presence:
            raise Refused(Reason.NO_SUCH_PERSON)
        if signal.to == by or not in_room(state, signal.to):
            raise Refused(Reason.NOT_NOW)
        if floor(state) is Floor.HOLDER and holder(state) == signal.to:
            raise Refused(Reason.NOT_NOW)  # nobody speaks into the airspace, in writing neither
        return signal.to

    def _spare_the_chair(self, by: PersonId) -> None:
        now = self._room.now()
        self._nudged = {who: at for who, at in self._nudged.items() if now - at < NUDGE_AGAIN}
        if by in self._nudged:
            raise _JustNow
        self._nudged[by] = now

    def _desks(self) -> tuple[PersonId, ...]:
        state = self._room.state
        return tuple(one for one in self._audience.people if own_sections(state, one)["desk"] is not None)

    def _pass_on(self, signal: SendSignal, by: PersonId, *people: PersonId) -> None:
        said = {"id": signal.id, "kind": signal.kind, "from": by, "words": signal.words, "rule": signal.rule}
        text = Signal.model_validate(said).model_dump_json(by_alias=True).encode()
        for line in self._audience.lines(*people) if people else ():
            line.say(text)

    def _count(self, by: PersonId) -> None:
        now, step = self._room.now(), self._room.state.step_id
        self._cannot_hear.append((now, by, step))
        lately = {who for at, who, where in self._cannot_hear if where == step and now - at <= WINDOW}
        if len(lately) >= 2:
            self._cannot_hear.clear()
            self._room.ask(StopForHearing(), LINE, f"line-{new_id()}", lambda _: None)


class _JustNow(Exception):
    """A nudge so soon after another of the same person's."""


JUST_NOW: Final = Refusal("just_now")


def _as_it_should_be(signal: SendSignal) -> SendSignal:
    """The signal with what belongs to its kind and nothing else. Raises `Refused`."""
    said = {"rule": signal.rule if signal.kind in WITH_RULE else None, "words": ""}
    if signal.kind in WITH_RULE and signal.rule is None:
        raise Refused(Reason.BAD_VALUE)
    if (signal.to is not None and signal.kind not in TO_SOMEBODY) or (signal.rule is not None and not said["rule"]):
        raise Refused(Reason.BAD_VALUE)
    if signal.words and signal.kind in WITH_RULE:
        raise Refused(Reason.BAD_VALUE)  # which rule is all that a nudge says
    if signal.kind in WITH_WORDS:
        said["words"] = words(signal.words, LONGEST_WORDS)
    return signal.model_copy(update=said)
