"""A new set has a contract to begin with; what it agrees in a session is what the next one opens with."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from app.facilitation import commands as c
from app.facilitation.plan import Contract
from app.facilitation.terms import HOUR
from app.programme.contracts import Agreements, contract_for, starter_contract
from app.programme.sessions import plan
from app.store.faults import NotSaved
from tests.api.conftest import House, a_house
from tests.cast import SET_ONE
from tests.programme.held import give, in_lobby, to_review, until

AGREED = Contract(text="What is said here stays here.", limits="Serious harm.", nudges=True, stand_in="ruth")


@pytest.fixture
async def house(tmp_path: Path) -> AsyncIterator[House]:
    async with a_house(tmp_path) as opened:
        yield opened


async def agree(house: House, contract: Contract = AGREED, session: str = "one") -> None:
    await in_lobby(house, session)
    await to_review(house, session)
    await put_and_agreed(house, contract, session)


async def put_and_agreed(house: House, contract: Contract, session: str) -> None:
    """In the review: everybody says that they are content."""
    proposal = await give(house, c.ProposeContract(contract=contract), session=session)
    for member in SET_ONE:
        await give(house, c.SayOfContract(proposal=proposal, content=True), by=member.id, session=session)
    await give(house, c.AgreeContract(proposal=proposal), session=session)


def test_N11_a_new_set_s_contract_states_its_limits_and_a_support_line() -> None:
    starter = starter_contract()
    assert "serious risk of harm" in starter.limits
    assert "staff support line" in starter.support_line
    assert starter.text.startswith("What is said here stays here.")
    assert (starter.version, starter.nudges, starter.modelling) == (1, False, False)


async def test_N11_a_set_that_is_started_opens_its_first_session_with_it(house: House) -> None:
    body = {
        "name": "Southern set",
        "facilitators": [{"name": "Sam"}],
        "members": [{"name": "Hannah"}, {"name": "Kwame"}, {"name": "Leila"}],
    }
    async with house.office() as office:
        made = (await office.post("/api/v1/admin/sets", json=body)).json()
    assert house.parts.store.directory.contract(made["id"]) == starter_contract()
    session = made["session"]["id"]
    await in_lobby(house, session, ())
    assert (await house.parts.rooms.open(session)).room.state.contract == starter_contract()


async def test_what_the_set_agrees_is_what_its_next_session_opens_with(house: House) -> None:
    await agree(house)
    directory = house.parts.store.directory
    await until(lambda: directory.contract("set-one") == AGREED.model_copy(update={"version": 2}))
    assert directory.unkept_contracts() == ()
    await give(house, c.EndNow())
    at = house.clock.at + 24 * HOUR
    await plan(house.parts.store, house.parts.rooms, "set-one", starts_at=at, minutes=120, session_id="two")
    await in_lobby(house, "two")
    contract = (await house.parts.rooms.open("two")).room.state.contract
    assert contract == AGREED.model_copy(update={"version": 2})
    again = AGREED.model_copy(update={"text": "Said anew."})
    await to_review(house, "two")
    await put_and_agreed(house, again, "two")
    await until(lambda: directory.contract("set-one").version == 3)
    assert directory.contract("set-one").text == "Said anew."


async def test_what_was_agreed_just_before_the_server_stopped_is_kept_all_the_same(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The session's log has it, and the directory was never told."""
    with monkeypatch.context() as broken:
        broken.setattr(Agreements, "agreed", lambda *_: None)
        await agree(house)
    store = house.parts.store
    assert store.directory.contract("set-one") == Contract()
    assert contract_for(store, "set-one") == AGREED.model_copy(update={"version": 2}), "the next doors may open first"
    agreements = Agreements(store, house.parts.rooms)
    await agreements.start()
    await agreements.stop()
    assert store.directory.contract("set-one") == AGREED.model_copy(update={"version": 2})


async def test_a_disk_that_is_full_for_a_moment_loses_no_contract(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    directory = house.parts.store.directory
    tries: list[Contract] = []
    keep = directory.agree_contract

    async def full_once(set_id: str, contract: Contract) -> None:
        tries.append(contract)
        if len(tries) == 1:
            raise NotSaved("the disk is full")
        await keep(set_id, contract)

    monkeypatch.setattr("app.programme.contracts.AGAIN", 0.01)
    monkeypatch.setattr(directory, "agree_contract", full_once)
    await agree(house)
    await until(lambda: directory.contract("set-one").version == 2)
    assert len(tries) == 2


async def test_an_older_contract_never_takes_a_newer_one_s_place(house: House) -> None:
    directory = house.parts.store.directory
    await directory.agree_contract("set-one", a_contract(3))
    await directory.agree_contract("set-one", a_contract(2))
    assert directory.contract("set-one").version == 3
    reworded = await directory.reword_contract(
        "set-one", lambda contract: contract.model_copy(update={"support_line": "0191 496 0000"})
    )
    assert (reworded.version, directory.contract("set-one")) == (3, reworded)


def a_contract(version: int) -> Contract:
    return Contract(version=version, text=f"Version {version}")
