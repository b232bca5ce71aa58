"""What makes the rules whole: nothing can be asked or can happen that no rule knows of."""

import typing

import pytest

from app.facilitation.commands import Command, FromClock, FromOffice, FromPeople
from app.facilitation.decide import DECISIONS
from app.facilitation.events import Event
from app.facilitation.evolve import EVOLUTIONS
from app.facilitation.message import Seal
from app.facilitation.permissions import TABLE
from app.facilitation.situations import SYSTEM_ROLES
from app.realtime.messages import SignalKind
from tests.facilitation.pressing import BUILD

SIGNALS = set(typing.get_args(SignalKind))


def kinds(union: object) -> set[str]:
    return {kind.model_fields["type"].default for kind in typing.get_args(union)}


def test_every_command_has_a_decision_and_a_permission() -> None:
    assert set(DECISIONS) == set(typing.get_args(Command))
    assert {row.command for row in TABLE} == kinds(Command) | SIGNALS


def test_every_event_has_an_evolution() -> None:
    assert set(EVOLUTIONS) == set(typing.get_args(Event))


def test_no_person_may_give_what_is_the_clocks_the_lines_or_the_offices() -> None:
    systems = set(SYSTEM_ROLES.values())
    for row in TABLE:
        if row.command in SIGNALS:
            assert not row.who & systems
        elif row.command in kinds(FromClock):
            assert row.who <= {"clock", "line"}
        elif row.command in kinds(FromOffice):
            assert row.who == {"office"}
        else:
            assert row.command in kinds(FromPeople)
            assert not row.who & systems or row.command == "remove_person"


def test_everything_that_people_may_press_is_pressed_by_the_machine() -> None:
    assert set(BUILD) == kinds(FromPeople)


@pytest.mark.parametrize("kind", typing.get_args(Event), ids=lambda kind: kind.__name__)
def test_what_is_sealed_with_an_authors_key_has_a_blank(kind: type[Event]) -> None:
    for name, seal in kind.seals().items():
        if seal is not Seal.SET:
            assert not kind.model_fields[name].is_required(), f"{name} is read as its blank once the key is gone"
    if kind.author_field is not None:
        assert kind.author_field in kind.model_fields
