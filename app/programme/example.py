"""An example to try: the deck's first set, with one session behind it and today's open. The people are invented.

The first session was not written into the database: it was held, command by command, through its room's own door, on a
clock put forward by hand. So whatever it left over (actions, a bid without time) comes up today as it would for anyone.
"""

import hashlib
import hmac
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

from app.auth.keys import LASTS, MARK, PREFIX_LENGTH, Scope
from app.clock import Alarm
from app.facilitation import commands as c
from app.facilitation.plan import Contract, Share
from app.facilitation.state import Session
from app.facilitation.terms import (
    HOUR,
    LINE,
    MINUTE,
    OFFICE,
    BidKind,
    CommandId,
    Floor,
    Millis,
    PersonId,
    QuestionKind,
    SessionId,
    Sharing,
    StageKind,
    Status,
    Writes,
)
from app.programme.example_words import ACTIONS, BIDS, CONTRACT, LEARNED, PEOPLE, QUESTIONS, RATINGS, SET_NAME
from app.programme.sessions import open_lobby, plan
from app.realtime.room import Done, Refusal
from app.realtime.rooms import Rooms
from app.settings import Settings
from app.store.entries import ApiKey, NewPerson, SessionEntry
from app.store.faults import NotFound
from app.store.ids import LETTERS
from app.store.secret_files import secret_key
from app.store.store import Store

PROGRAMME: Final = "aec"
PROGRAMME_NAME: Final = "Ambulatory Emergency Care"
SET: Final = "northern"
JO: Final = "jo"
FIRST: Final = "northern-1"
DAY: Final[Millis] = 24 * HOUR


@dataclass
class ToldClock:
    """A clock that is put forward by hand; nothing rings."""

    at: Millis

    def wall(self) -> Millis:
        """The moment it was put to."""
        return self.at

    def steady(self) -> float:
        """The same, in seconds."""
        return self.at / 1000

    def call_later(self, seconds: float, call: Callable[[], object]) -> Alarm:
        """Nobody waits for a clock that is put forward by hand."""
        return self

    def cancel(self) -> None:
        """There is nothing to cancel."""


def lead_key(settings: Settings) -> tuple[str, str]:
    """The prefix and the secret of the example's key for leads: made from the link key, so the same each time.

    It stands nowhere in the database, and whoever has the link key can make every link anyway.
    """
    given = settings.link_key.get_secret_value() if settings.link_key else None
    key = secret_key(settings.data_dir / "link.key", given)
    said = hmac.new(key, b"the example's key for leads", hashlib.sha512).digest()
    prefix = "".join(LETTERS[byte % len(LETTERS)] for byte in said[:PREFIX_LENGTH])
    return prefix, said[PREFIX_LENGTH:][:32].hex()


async def keep_lead_key(store: Store, settings: Settings, now: Millis) -> str:
    """The text of the example's key for leads, which works from now on."""
    prefix, secret = lead_key(settings)
    if store.credentials.api_key(prefix) is None:
        hashed = hashlib.sha256(secret.encode()).hexdigest()
        scopes = frozenset({Scope.SESSIONS_READ, Scope.LOG_READ, Scope.REPORT_READ})
        lasts = now + 10 * LASTS
        await store.credentials.add_api_key(
            ApiKey(prefix, hashed, "Programme lead (example)", PROGRAMME, scopes, now, lasts, None, None)
        )
    return f"{MARK}_{prefix}_{secret}"


async def make_past(store: Store, now: Millis) -> None:
    """Make the set and hold its first session, or whatever of that is missing. No server may be running yet."""
    await _make_set(store)
    if not _has(store, FIRST) or store.directory.session(FIRST).status is not Status.CLOSED:
        await _hold_first(store, _fourteen_hours(now - 28 * DAY))


async def _make_set(store: Store) -> None:
    if all(each.id != PROGRAMME for each in store.directory.programmes()):
        await store.directory.start_programme(PROGRAMME_NAME, programme_id=PROGRAMME)
    if all(each.id != SET for each in store.directory.learning_sets()):
        members = [NewPerson(name, site, name.lower()) for name, site in PEOPLE]
        await store.directory.start_set(
            SET_NAME,
            facilitators=[NewPerson("Jo", "", JO)],
            members=members,
            session_format="two-hours",
            programme_id=PROGRAMME,
            set_id=SET,
        )
        await store.directory.agree_contract(SET, Contract(**CONTRACT))


async def open_today(store: Store, rooms: Rooms, now: Millis) -> None:
    """Today's session is open: yesterday's is ended, one whose day has gone by is called off, and a new one opened.

    One that is planned for a day to come stays planned.
    """
    seat = store.directory.seat_of(SET, JO)
    entry = store.directory.session_of(seat.id)
    if entry is not None and entry.status is Status.OPEN:
        if _date(entry.starts_at) == _date(now):
            return
        await _end(rooms, entry.id)
    while (entry := store.directory.session_of(seat.id)) is not None and _gone_by(entry, now):
        await _must(rooms, entry.id, c.CancelSession(), OFFICE, f"cancel-{entry.id}")
    starts_at = -(-now // (5 * MINUTE)) * 5 * MINUTE
    today = await plan(store, rooms, SET, starts_at=starts_at, minutes=120)
    await open_lobby(store, rooms, today)
    if store.directory.next_session(SET, now) is None:
        await plan(store, rooms, SET, starts_at=_fourteen_hours(now + 28 * DAY), minutes=120)


def _gone_by(entry: SessionEntry, now: Millis) -> bool:
    return entry.status is Status.PLANNED and entry.starts_at <= now


async def _end(rooms: Rooms, session_id: SessionId) -> None:
    """Somebody left it open: the facilitator comes back and ends it."""
    room = (await rooms.open(session_id)).room
    await room.give(c.NoteHere(person=JO), LINE, f"end-here-{session_id}")
    if room.state.chair != JO:
        await room.give(c.TakeChair(), JO, f"end-chair-{session_id}")
    await _must(rooms, session_id, c.EndNow(), JO, f"end-now-{session_id}")


async def _hold_first(store: Store, starts_at: Millis) -> None:
    clock = ToldClock(starts_at - 10 * MINUTE)
    rooms = Rooms(store, clock)
    try:
        entry = await _first(store, rooms, starts_at)
        if entry.status is Status.PLANNED:
            await open_lobby(store, rooms, entry)
        await Story(rooms, entry.id, clock).tell()
        await store.forget_lines(entry.id)
    finally:
        await rooms.stop()


async def _first(store: Store, rooms: Rooms, starts_at: Millis) -> SessionEntry:
    if _has(store, FIRST):
        return store.directory.session(FIRST)
    return await plan(store, rooms, SET, starts_at=starts_at, minutes=120, session_id=FIRST)


def _has(store: Store, session_id: SessionId) -> bool:
    try:
        store.directory.session(session_id)
    except NotFound:
        return False
    return True


async def _must(rooms: Rooms, session_id: SessionId, command: c.Command, by: PersonId, id: CommandId) -> None:  # noqa: A002
    match await rooms.give(session_id, command, by, id):
        case Refusal(code=code):
            raise RuntimeError(f"the example's {command.type} by {by} was refused: {code}")
        case Done():
            return


class Story:
    """One session, held as its script says. Ids are made from the order, so a story that broke off can go on."""

    def __init__(self, rooms: Rooms, session_id: SessionId, clock: ToldClock) -> None:
        self._rooms = rooms
        self._id = session_id
        self._clock = clock
        self._count = 0

    async def tell(self) -> None:
        """From the lobby to the close."""
        members = [name.lower() for name, _ in PEOPLE]
        for who in (JO, *members):
            await self._give(c.NoteHere(person=who), LINE)
        self._pass(10 * MINUTE)
        for kind in (StageKind.CHECK_IN, StageKind.ASKING):
            await self._open(next(step.id for step in (await self._now()).steps if step.stage_kind is kind))
            if kind is StageKind.CHECK_IN:
                await self._turns(2 * MINUTE)
        await self._agree()
        while (after := await self._next()) is not None:
            await self._open(after)
            await self._in_step(members)
        await self._give(c.CloseSession(), JO)

    async def _agree(self) -> None:
        for who, bid, headline, minutes in BIDS:
            await self._give(c.PlaceBid(kind=BidKind(bid), headline=headline, minutes=minutes), who)
        self._pass(7 * MINUTE)
        agenda = await self._give(
            c.ProposeAgenda(
                sharing=Sharing.EQUAL,
                rounds=(Share(holder="amina", minutes=40), Share(holder="danny", minutes=40)),
            ),
            JO,
        )
        for who in ("priya", "ruth"):
            await self._give(c.SayContent(agenda=agenda), who)
        await self._give(c.AgreeAgenda(agenda=agenda), JO)

    async def _in_step(self, members: list[PersonId]) -> None:
        state = await self._now()
        step = next(one for one in state.steps if one.id == state.step_id)
        holder = state.holders.get(step.stage)
        if step.floor is Floor.TURNS:
            await self._turns(step.each)
            return
        if step.floor is Floor.ASKER_AND_HOLDER and holder is not None:
            await self._questions(step.id, holder)
        self._pass(step.length)
        if Writes.ACTIONS in step.writes and step.floor is Floor.HOLDER and holder is not None:
            what, by_when = ACTIONS[holder]
            await self._give(c.TakeAction(what=what, by_when=by_when), holder)
        if Writes.RATINGS in step.writes:
            for place, who in enumerate(members):
                await self._give(c.RateReview(ratings=dict(zip(RATINGS[0], RATINGS[1][place], strict=True))), who)
                await self._give(c.WriteLearning(words=LEARNED[who]), who)
                await self._give(c.FinishWriting(), who)

    async def _questions(self, step: str, holder: PersonId) -> None:
        for who, kind, words in QUESTIONS.get((holder, step.rpartition(".")[2]), ()):
            question = await self._give(c.PrepareQuestion(words=words, kind=QuestionKind(kind)), who)
            hand = await self._give(c.RaiseHand(), who)
            await self._give(c.TakeHand(hand=hand), JO)
            await self._give(c.AskQuestion(question=question), who)
        state = await self._now()
        if state.asking is not None:
            await self._give(c.NextQuestion(after=state.asking.id), JO)

    async def _turns(self, each: Millis) -> None:
        while (turn := (await self._now()).turns.now) is not None:
            self._pass(each)
            await self._give(c.EndTurn(turn=turn.number), turn.person)

    async def _open(self, step: str) -> None:
        await self._give(c.OpenStep(step=step), JO)

    async def _next(self) -> str | None:
        state = await self._now()
        ids = [step.id for step in state.steps]
        ahead = state.steps[ids.index(state.step_id or "") + 1 :]
        return next((step.id for step in ahead if not step.on_request), None)

    async def _now(self) -> Session:
        return (await self._rooms.open(self._id)).room.state

    def _pass(self, length: Millis) -> None:
        self._clock.at += length

    async def _give(self, command: c.Command, by: PersonId) -> CommandId:
        self._count += 1
        name = f"story-{self._count:04d}"
        await _must(self._rooms, self._id, command, by, name)
        return name


def _fourteen_hours(moment: Millis) -> Millis:
    """Two o'clock in the afternoon of that day."""
    return moment // DAY * DAY + 14 * HOUR


def _date(moment: Millis) -> str:
    return datetime.fromtimestamp(moment / 1000, UTC).date().isoformat()
