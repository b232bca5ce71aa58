import asyncio
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from app.facilitation.commands import RaiseHand, SayLine
from app.facilitation.events import HandLowered, LobbyOpened, OfferMade, SessionClosed, SessionPlanned
from app.facilitation.plan import Contract
from app.facilitation.terms import MINUTE, Ending, Status
from app.store import Store
from app.store.event_log import LoggedCommand, same_command
from app.store.faults import AlreadyGiven, Conflict, LogMovedOn, NotFound, NotSaved, StoreClosed
from tests.cast import NOON, TABLE_ONE
from tests.stores import a_store, later, logged, two_sets

ROOT = Path(__file__).resolve().parents[2]


async def outcome(store: Store, row: LoggedCommand) -> str:
    try:
        await store.append(row)
    except (AlreadyGiven, LogMovedOn, NotSaved, NotFound) as fault:
        return type(fault).__name__
    return "stored"


async def test_what_was_appended_is_read_back(store: Store) -> None:
    offer = OfferMade(offer="o", person="amina", words="Ask them.")
    rows = [logged(1), logged(2, HandLowered(hand="one-1"), by="jo"), logged(3, offer)]
    for row in rows:
        await store.append(row)
    assert store.read("one") == rows
    assert store.read("one", after=2) == rows[2:]
    assert store.log.head("one") == 3
    assert store.log.head("two") == 0


async def test_a_number_that_is_taken_or_too_high_says_that_the_log_moved_on(store: Store) -> None:
    await store.append(logged(1))
    with pytest.raises(LogMovedOn):
        await store.append(logged(1, command="another"))
    with pytest.raises(LogMovedOn):
        await store.append(logged(3))
    assert store.log.head("one") == 1


async def test_a_resend_is_answered_with_the_first_row_even_when_its_number_is_taken(store: Store) -> None:
    first = logged(1, command="c", digest="d")
    await store.append(first)
    for seq in (1, 2):
        with pytest.raises(AlreadyGiven) as given:
            await store.append(later(first, seq))
        assert given.value.row == first


async def test_the_same_command_id_in_two_sessions_are_two_commands(store: Store) -> None:
    await store.append(logged(1, command="c"))
    await store.append(logged(1, command="c", session="two"))


async def test_an_unknown_session_is_not_found(store: Store) -> None:
    with pytest.raises(NotFound):
        await store.append(logged(1, session="three"))
    with pytest.raises(NotFound):
        store.read("three")


async def test_a_conflict_in_a_batch_does_not_undo_its_mates(store: Store) -> None:
    await store.append(logged(1))
    rows = [
        logged(2),
        logged(2, command="too late"),
        logged(1, session="two"),
        logged(3),
        logged(9, command="one-1"),
        logged(1, session="three"),
        logged(2, session="two"),
    ]
    # gathered calls queue up before the writer's thread has its turn: most of them share a commit
    outcomes = await asyncio.gather(*(outcome(store, row) for row in rows))
    assert list(outcomes) == ["stored", "LogMovedOn", "stored", "stored", "AlreadyGiven", "NotFound", "stored"]
    assert [row.command_id for row in store.read("one")] == ["one-1", "one-2", "one-3"]
    assert [row.command_id for row in store.read("two")] == ["two-1", "two-2"]


async def test_a_row_that_breaks_the_batch_harms_no_other(store: Store) -> None:
    unstorable = LoggedCommand("one", 2, "bad", NOON, "amina", (HandLowered(hand="\ud800"),))
    outcomes = await asyncio.gather(
        store.append(logged(1)), store.append(unstorable), store.append(logged(2)), return_exceptions=True
    )
    assert [type(each).__name__ for each in outcomes] == ["NoneType", "TypeError", "NoneType"]
    assert store.log.head("one") == 2


async def test_many_rooms_share_commits_and_every_log_is_whole(store: Store) -> None:
    async def room(session: str) -> None:
        for seq in range(1, 41):
            await store.append(logged(seq, session=session))

    await asyncio.gather(room("one"), room("two"))
    for session in ("one", "two"):
        assert [row.seq for row in store.read(session)] == list(range(1, 41))


async def test_two_writers_of_one_log_never_both_get_a_number(store: Store) -> None:
    async def room(name: str) -> int:
        moved_on = 0
        for n in range(20):
            while True:
                try:
                    await store.append(logged(store.log.head("one") + 1, command=f"{name}-{n}"))
                    break
                except LogMovedOn:
                    moved_on += 1
        return moved_on

    await asyncio.gather(room("a"), room("b"))
    rows = store.read("one")
    assert [row.seq for row in rows] == list(range(1, 41))
    assert len({row.command_id for row in rows}) == 40


async def test_a_full_disk_is_not_saved_and_later_appends_work(store: Store) -> None:
    await store.append(logged(1))
    pages = await store.write(lambda db: db.connection().exec_driver_sql("PRAGMA page_count").scalar_one())
    await store.write(lambda db: db.connection().exec_driver_sql(f"PRAGMA max_page_count={pages}").close())
    long = OfferMade(offer="o", person="amina", words="word " * 20_000)
    outcomes = await asyncio.gather(outcome(store, logged(2, long)), outcome(store, logged(1, long, session="two")))
    assert list(outcomes) == ["NotSaved", "NotSaved"]
    assert [row.seq for row in store.read("one")] == [1]
    await store.write(lambda db: db.connection().exec_driver_sql("PRAGMA max_page_count=1000000").close())
    await store.append(logged(2, long))
    assert store.log.head("one") == 2


async def test_administrative_work_that_raises_is_undone(store: Store) -> None:
    with pytest.raises(Conflict):
        await store.directory.start_set(
            "again", facilitators=[], members=[], session_format="two-hours", set_id="set-one"
        )
    with pytest.raises(NotFound):
        await store.directory.start_set(
            "new", facilitators=[], members=[], session_format="two-hours", programme_id="nowhere", set_id="new"
        )
    assert {each.id for each in store.directory.learning_sets()} == {"set-one", "set-two"}


async def test_closing_stores_what_waits_and_takes_nothing_more(tmp_path: Path) -> None:
    with a_store(tmp_path) as store:
        await two_sets(store)
        waiting = [asyncio.create_task(store.append(logged(seq))) for seq in range(1, 31)]
        await asyncio.sleep(0)
        store.close()
        await asyncio.gather(*waiting)
        with pytest.raises(StoreClosed):
            await store.append(logged(31))
    with a_store(tmp_path) as store:
        assert store.log.head("one") == 30


async def test_whoever_stops_waiting_does_not_stop_the_writing(store: Store) -> None:
    impatient = asyncio.create_task(store.append(logged(1)))
    await asyncio.sleep(0)
    impatient.cancel()
    await store.append(logged(1, session="two"))
    assert store.log.head("one") == 1


async def test_the_session_in_lists_follows_its_log(store: Store) -> None:
    await store.append(
        logged(1, SessionPlanned(number=4, starts_at=NOON + 1, minutes=90, people=TABLE_ONE), by="office")
    )
    planned = store.directory.session("one")
    assert (planned.status, planned.number, planned.starts_at, planned.minutes) == (Status.PLANNED, 4, NOON + 1, 90)
    opened = LobbyOpened(
        format="two-hours",
        round_format="als-4step",
        steps=(),
        round_steps=(),
        spare=0,
        rest=None,
        items=(),
        people=TABLE_ONE,
        contract=Contract(),
        members=6,
        finish_at=NOON + 90 * MINUTE,
    )
    await store.append(logged(2, opened, by="office"))
    open_now = store.directory.session("one")
    assert (open_now.status, open_now.session_format, open_now.opened_at) == (Status.OPEN, "two-hours", NOON + 2)
    assert open_now.finish_at == NOON + 90 * MINUTE
    assert [each.id for each in store.directory.open_sessions()] == ["one"]
    closed = SessionClosed(
        ending=Ending.ENDED_NOW, attendance={}, rounds=0, bids=None, carried=None, action_owners=0, action_totals=None
    )
    await store.append(logged(3, closed, by="jo"))
    after = store.directory.session("one")
    assert (after.status, after.ending, after.closed_at) == (Status.CLOSED, Ending.ENDED_NOW, NOON + 3)


async def test_a_digest_tells_another_command_under_the_same_id(store: Store) -> None:
    one = store.digest("one", "c", SayLine(words="yes"))
    assert one == store.digest("one", "c", SayLine(words="yes"))
    assert one != store.digest("one", "c", SayLine(words="no"))
    assert one != store.digest("one", "d", SayLine(words="yes"))  # equal words are not seen to be equal
    assert one != store.digest("two", "c", SayLine(words="yes"))
    assert not same_command(one, store.digest("one", "c", RaiseHand()))


async def test_once_commands_are_forgotten_a_resend_is_taken_for_the_same(store: Store) -> None:
    before = store.digest("one", "c", RaiseHand())
    await store.forget_lines("one")
    assert store.digest("one", "c", RaiseHand()) == ""
    assert same_command(before, "")


KILLED = """
import asyncio, sys
from pathlib import Path
from tests.stores import a_store, logged, two_sets

async def main():
    with a_store(Path(sys.argv[1])) as store:
        await two_sets(store)
        for seq in range(1, 100_000):
            await store.append(logged(seq))
            print(seq, flush=True)

asyncio.run(main())
"""


def killed_after(acknowledgements: int, folder: Path) -> int:
    """How many rows a process had acknowledged when it was killed in the middle of its work."""
    acknowledged = 0
    with subprocess.Popen(
        [sys.executable, "-c", KILLED, str(folder)], cwd=ROOT, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        for line in process.stdout:
            acknowledged = int(line)
            if acknowledged == acknowledgements:
                process.send_signal(signal.SIGKILL)
    return acknowledged


@pytest.mark.process
async def test_what_was_acknowledged_outlives_a_killed_process(tmp_path: Path) -> None:
    acknowledged = killed_after(50, tmp_path)
    with a_store(tmp_path) as store:
        rows = store.read("one")
        assert [row.seq for row in rows] == list(range(1, len(rows) + 1))
        assert len(rows) >= acknowledged >= 50
        # at most the one that was on its way when the process died
        assert len(rows) <= acknowledged + 1
        await store.append(logged(len(rows) + 1))
        check = await store.write(lambda db: db.connection().exec_driver_sql("PRAGMA integrity_check").scalar_one())
        assert check == "ok"
