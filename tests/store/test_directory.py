import pytest

from app.facilitation.events import SessionCancelled, SessionPlanned
from app.facilitation.plan import Contract
from app.facilitation.terms import HOUR, PersonKind, Status, Where
from app.store import Store
from app.store.entries import NewPerson, SessionEntry
from app.store.faults import Conflict, KeyGone, NotFound
from tests.cast import AMINA, JO, NOON, SET_ONE, TABLE_ONE
from tests.stores import TestClock, logged

DAY = 24 * HOUR


async def test_a_set_has_its_people_in_the_order_of_their_seats(store: Store) -> None:
    assert store.directory.roster("set-one") == TABLE_ONE
    seats = store.directory.seats_of("set-one")
    assert [seat.place for seat in seats] == list(range(7))
    assert seats[0].kind is PersonKind.FACILITATOR
    assert store.directory.seat(seats[0].id) == store.directory.seat_of("set-one", "jo") == seats[0]
    assert [each.id for each in store.directory.programmes()] == ["aec"]
    assert [each.id for each in store.directory.learning_sets("aec")] == ["set-one", "set-two"]
    assert store.directory.learning_set("set-one").session_format == "two-hours"


async def test_somebody_known_can_sit_in_a_second_set(store: Store) -> None:
    seat = await store.directory.add_seat("set-two", NewPerson("Jo", id="jo"), PersonKind.FACILITATOR)
    assert (seat.person_id, seat.place) == ("jo", 7)
    assert seat.id != store.directory.seat_of("set-one", "jo").id
    with pytest.raises(Conflict):
        await store.directory.add_seat("set-two", NewPerson("Jo", id="jo"))


async def test_who_left_is_off_the_roster_and_comes_back_to_the_same_seat_with_a_new_link(store: Store) -> None:
    amina = store.directory.seat_of("set-one", AMINA.id)
    left = await store.directory.end_seat(amina.id)
    assert not left.link_works
    assert AMINA not in store.directory.roster("set-one")
    back = await store.directory.add_seat("set-one", NewPerson("Amina", id="amina"))
    assert (back.id, back.link_works, back.generation) == (amina.id, True, amina.generation + 1)
    assert store.directory.roster("set-one") == TABLE_ONE


async def test_links_are_revoked_and_renewed(store: Store, now: TestClock) -> None:
    seat = store.directory.seat_of("set-one", AMINA.id)
    assert (await store.directory.revoke_link(seat.id)).link_works is False
    now.pass_time(HOUR)
    renewed = await store.directory.renew_link(seat.id)
    assert (renewed.link_works, renewed.generation, renewed.renewed_at) == (True, 2, NOON + HOUR)


async def test_a_seat_s_link_opens_the_open_session_else_the_next_else_the_last(store: Store) -> None:
    seat = store.directory.seat_of("set-one", JO.id).id

    async def set_status(session_id: str, status: str, column: str, at: int) -> None:
        statement = f"UPDATE session SET status = '{status}', {column} = {at} WHERE id = '{session_id}'"  # noqa: S608
        await store.write(lambda db: db.connection().exec_driver_sql(statement).close())

    def opens() -> str | None:
        session = store.directory.session_of(seat)
        return session.id if session else None

    await store.directory.add_session("set-one", starts_at=NOON - DAY, session_id="earlier")
    assert opens() == "earlier"
    await set_status("one", "open", "opened_at", NOON)
    assert opens() == "one"
    await set_status("one", "closed", "closed_at", NOON + HOUR)
    assert opens() == "earlier"
    await set_status("earlier", "closed", "closed_at", NOON - DAY)
    assert opens() == "one"
    last = store.directory.last_closed("set-one")
    assert last is not None
    assert last.id == "one"
    await store.write(lambda db: db.connection().exec_driver_sql("UPDATE session SET status = 'cancelled'").close())
    assert opens() is None


async def test_the_next_session_is_the_first_planned_after_a_moment(store: Store) -> None:
    await store.directory.add_session("set-one", starts_at=NOON + 2 * DAY, session_id="late")
    await store.directory.add_session("set-one", starts_at=NOON + DAY, session_id="soon")
    after = store.directory.next_session("set-one", NOON)
    assert after is not None
    assert after.id == "soon"
    assert store.directory.next_session("set-one", NOON + 2 * DAY) is None


async def test_sessions_are_numbered_and_a_cancelled_one_gives_its_number_back(store: Store) -> None:
    second = await store.directory.add_session("set-one", starts_at=NOON + DAY, minutes=90, session_id="second")
    assert (second.number, second.minutes, second.status, second.programme_id) == (2, 90, Status.PLANNED, "aec")
    planned = SessionPlanned(number=2, starts_at=NOON + DAY, minutes=90, people=TABLE_ONE)
    await store.append(logged(1, planned, session="second", by="office"))
    await store.append(logged(2, SessionCancelled(), session="second", by="office"))
    assert (await store.directory.add_session("set-one", starts_at=NOON + DAY)).number == 2
    with pytest.raises(Conflict):
        await store.directory.add_session("set-two", starts_at=NOON, session_id="second")


async def test_lists_of_sessions_come_in_pages_latest_first(store: Store) -> None:
    for day in range(1, 6):
        # two at the same moment, so that a page may end between them
        for set_id in ("set-one", "set-two"):
            await store.directory.add_session(set_id, starts_at=NOON + (day // 2) * DAY, session_id=f"{set_id}-{day}")
    whole = store.directory.sessions(limit=200)
    assert len(whole.entries) == 12
    assert whole.cursor is None
    starts = [each.starts_at for each in whole.entries]
    assert starts == sorted(starts, reverse=True)
    seen: list[SessionEntry] = []
    cursor = None
    while True:
        page = store.directory.sessions(limit=5, cursor=cursor)
        seen += page.entries
        cursor = page.cursor
        if cursor is None:
            break
    assert tuple(seen) == whole.entries
    assert {each.set_id for each in store.directory.sessions(set_id="set-two").entries} == {"set-two"}
    assert store.directory.sessions(programme_id="another").entries == ()
    assert store.directory.sessions(status=Status.OPEN).entries == ()
    for nonsense in ("nonsense", "é", "MTIz", ""):
        with pytest.raises(ValueError, match="cursor"):
            store.directory.sessions(cursor=nonsense)


async def test_the_contract_is_kept_for_the_sessions_to_come(store: Store) -> None:
    assert store.directory.contract("set-one") == Contract()
    agreed = Contract(version=2, text="What is said here stays here.", stand_in=SET_ONE[0].id)
    await store.directory.agree_contract("set-one", agreed)
    assert store.directory.contract("set-one") == agreed
    await store.forget_set("set-one")
    assert store.directory.contract("set-one") == Contract()
    with pytest.raises(KeyGone):
        await store.directory.agree_contract("set-one", agreed)


async def test_what_is_not_there_is_not_found(store: Store) -> None:
    for look in (
        lambda: store.directory.seat("x"),
        lambda: store.directory.seat_of("set-one", "leila"),
        lambda: store.directory.session("x"),
        lambda: store.directory.learning_set("x"),
        lambda: store.directory.contract("x"),
        lambda: store.directory.session_of("x"),
    ):
        with pytest.raises(NotFound):
            look()
    for change in (
        store.directory.renew_link("x"),
        store.directory.add_seat("x", NewPerson("Nobody")),
        store.directory.add_session("x", starts_at=NOON),
        store.directory.agree_contract("x", Contract()),
        store.directory.choose_where("x", Where.TEXT, ""),
    ):
        with pytest.raises(NotFound):
            await change


async def test_how_a_set_meets_is_the_set_s_and_its_call_s_link_goes_with_its_key(store: Store) -> None:
    made = await store.directory.start_set(
        "Beside a call",
        facilitators=(NewPerson("Sam", id="sam"),),
        members=(NewPerson("Hannah", id="hannah"),),
        session_format="two-hours",
        where=Where.CALL,
        call_link="https://call.example/abc",
    )
    assert store.directory.learning_set(made.id) == made
    assert (made.where, store.directory.call_link(made.id)) == (Where.CALL, "https://call.example/abc")
    assert "call.example" not in repr(made)  # whoever reads sets, reads no link with them
    assert (store.directory.learning_set("set-one").where, store.directory.call_link("set-one")) == (Where.HERE, "")
    await store.directory.choose_where(made.id, Where.TEXT, "")
    assert (store.directory.learning_set(made.id).where, store.directory.call_link(made.id)) == (Where.TEXT, "")
    await store.directory.choose_where(made.id, Where.CALL, "https://call.example/def")
    await store.forget_set(made.id)
    assert store.directory.call_link(made.id) == ""
    with pytest.raises(KeyGone):
        await store.directory.choose_where(made.id, Where.CALL, "https://call.example/ghi")
    with pytest.raises(NotFound):
        store.directory.call_link("x")
