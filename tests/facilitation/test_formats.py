"""F: formats are data; bad ones are refused with where and why."""

from pathlib import Path

import pytest

from app.facilitation import commands as c
from app.facilitation import events as e
from app.facilitation.formats import parse_round_format, parse_session_format
from app.facilitation.refusals import Reason, Refused
from app.facilitation.terms import MINUTE, OFFICE, Floor, Writes
from app.facilitation.timing import least_minutes, pattern_of, share_out, stage_steps
from tests.facilitation.scenario import PEOPLE, agreed, planned, shipped

SHIPPED = Path(__file__).resolve().parents[2] / "app" / "facilitation" / "shipped"
SESSIONS = sorted(path.stem for path in (SHIPPED / "sessions").glob("*.toml"))
ROUNDS = sorted(path.stem for path in (SHIPPED / "rounds").glob("*.toml"))

SESSION = """
name = "short"
title = "Short"
round_format = "als-4step"

[[stage]]
id = "check-in"
kind = "check_in"
name = "Check-in"
floor = "turns"
each = 2

[[stage]]
id = "asking"
kind = "asking"
name = "Asking"
floor = "everybody"
minutes = 8

[[stage]]
id = "review"
kind = "review"
name = "Review"
floor = "everybody"
minutes = 5

[[stage]]
id = "close"
kind = "close"
name = "Close"
floor = "everybody"

[rest]
id = "break"
kind = "rest"
name = "Break"
floor = "everybody"
minutes = 5
"""

ROUND = """
name = "plain"
title = "Plain"

[[step]]
id = "present"
name = "Present"
floor = "holder"
weight = 5
minimum = 3

[[step]]
id = "ask"
name = "Ask"
floor = "asker_and_holder"
weight = 15
writes = ["questions"]

[[step]]
id = "offers"
name = "Offers"
floor = "asker_and_holder"
minutes = 5
on_request = true
writes = ["offers"]

[[step]]
id = "look-back"
name = "Look back"
floor = "everybody"
minutes = 2
"""


@pytest.mark.parametrize("name", SESSIONS)
def test_F1_shipped_session_formats_parse_and_resolve(name: str) -> None:
    form = parse_session_format(shipped("sessions", name))
    assert form.name == name
    assert form.round_format in ROUNDS
    for count in (3, 6, 12):
        steps = stage_steps(form, count)
        assert [step.id for step in steps] == [stage.id for stage in form.stage]
        assert steps[0].length == form.stage[0].each * count * MINUTE or form.stage[0].each == 0


@pytest.mark.parametrize("name", ROUNDS)
def test_F1_shipped_round_formats_parse_and_resolve(name: str) -> None:
    form = parse_round_format(shipped("rounds", name))
    assert form.name == name
    steps = share_out(pattern_of(form.step, 6), "r1", 40)
    assert sum(step.length for step in steps if not step.on_request) == 40 * MINUTE
    assert least_minutes(pattern_of(form.step, 6)) <= 20


@pytest.mark.parametrize("name", ROUNDS)
def test_F15_a_presentation_planned_with_three_minutes_or_more_keeps_three_at_any_length(name: str) -> None:
    form = parse_round_format(shipped("rounds", name))
    first, last = form.step[0], [step for step in form.step if not step.on_request][-1]
    assert first.floor is Floor.HOLDER
    assert first.minimum == 3 or (first.weight or 0) < 3
    for minutes in (20, 26.5, 40):
        steps = share_out(pattern_of(form.step, 6), "r1", minutes)
        assert steps[0].length >= min(3, first.weight or 3) * MINUTE
        assert next(step for step in steps if step.id == f"r1.{last.id}").length >= 2 * MINUTE


@pytest.mark.parametrize("name", SESSIONS)
def test_F14_R1_the_review_of_every_session_format_begins_with_writing_alone(name: str) -> None:
    review = next(stage for stage in parse_session_format(shipped("sessions", name)).stage if stage.kind == "review")
    assert (review.floor, Writes.RATINGS in review.writes) == (Floor.NOBODY, True)


def refusal(text: str, *, session: bool) -> tuple[str | int, str | int, str | int]:
    with pytest.raises(Refused) as refused:
        parse_session_format(text) if session else parse_round_format(text)
    assert refused.value.reason is Reason.BAD_FORMAT
    detail = refused.value.detail
    return detail["table"], detail["key"], detail["why"]


BAD_SESSIONS = {
    "not TOML": ('title = "Short"', "title = Short", "the file", "-", "Invalid value"),
    "no name": ('name = "short"\n', "", "the file", "name", "Field required"),
    "a name with spaces": ('name = "short"', 'name = "too short"', "the file", "name", "String should match pattern"),
    "an unknown word": ('title = "Short"', 'title = "Short"\ncolour = "red"', "the file", "colour", "Extra inputs"),
    "an unknown floor": ('floor = "turns"', 'floor = "circle"', "stage 1", "floor", "Input should be 'nobody'"),
    "an unknown kind": ('kind = "asking"', 'kind = "pleading"', "stage 2", "kind", "Input should be"),
    "minutes that are words": ("minutes = 8", 'minutes = "eight"', "stage 2", "minutes", "valid number"),
    "less than no minutes": ("minutes = 8", "minutes = -1", "stage 2", "minutes", "greater than or equal to 0"),
    "too many minutes": ("minutes = 8", "minutes = 601", "stage 2", "minutes", "less than or equal to 600"),
    "an unknown key in a stage": ("each = 2", "each = 2\nseconds = 9", "stage 1", "seconds", "Extra inputs"),
    "turns without minutes": ("each = 2", "", "stage 1", "-", "turns need `each`"),
    "airspace outside a round": (
        'floor = "everybody"\nminutes = 8',
        'floor = "holder"',
        "stage 2",
        "-",
        "issue holder",
    ),
    "a listed round": ('kind = "asking"', 'kind = "round"', "the file", "-", "placed by the agenda"),
    "a break at the end": ('kind = "close"', 'kind = "rest"', "the file", "-", "a break stands between"),
    "a listed lobby": ('kind = "check_in"', 'kind = "lobby"', "the file", "-", "the lobby"),
    "nobody is asked": ('kind = "asking"', 'kind = "check_in"', "the file", "-", "no stage of kind asking"),
    "no close": ('kind = "close"', 'kind = "review"', "the file", "-", "must be of kind close"),
    "no review": ('kind = "review"', 'kind = "close"', "the file", "-", "a process review must follow"),
    "two of one name": ('id = "asking"', 'id = "check-in"', "the file", "-", "the same id"),
    "a break of a stage's name": ('id = "break"', 'id = "asking"', "the file", "-", "the same id"),
    "a name that rounds have": ('id = "asking"', 'id = "r1"', "stage 2", "-", "rounds are called"),
    "a break that is none": ('kind = "rest"', 'kind = "asking"', "the file", "-", "the break must be of kind rest"),
    "no stages": (SESSION[SESSION.index("[[stage]]") : SESSION.index("[rest]")], "", "the file", "stage", "required"),
}


@pytest.mark.parametrize("name", BAD_SESSIONS)
def test_F2_a_bad_session_format_is_refused_with_table_key_and_reason(name: str) -> None:
    parse_session_format(SESSION)
    old, new, table, key, why = BAD_SESSIONS[name]
    assert old in SESSION
    found = refusal(SESSION.replace(old, new, 1), session=True)
    assert found[:2] == (table, key)
    assert why in str(found[2])


BAD_ROUNDS = {
    "no steps": (ROUND[ROUND.index("[[step]]") :], "", "the file", "step", "required"),
    "neither minutes nor weight": ("weight = 5\n", "", "step 1", "-", "give either minutes"),
    "both": ("weight = 5", "weight = 5\nminutes = 5", "step 1", "-", "give either minutes"),
    "on request without minutes": ("minutes = 5\non_request", "weight = 5\non_request", "step 3", "-", "fixed minutes"),
    "an id with capitals": ('id = "ask"', 'id = "Ask"', "step 2", "id", "String should match pattern"),
    "two of one name": ('id = "ask"', 'id = "present"', "the file", "-", "the same id"),
    "first on request": ("weight = 5\n", "minutes = 5\non_request = true\n", "the file", "-", "cannot be on request"),
    "something else to write": ('["questions"]', '["poems"]', "step 2 writes 1", "-", "Input should be"),
    "advice unasked": ("on_request = true\n", "", "step 3", "-", "offers are welcome only"),
    "minutes in quarters": ("minutes = 2", "minutes = 2.25", "step 4", "-", "halves of a minute"),
    "minimums in quarters": ("minimum = 3", "minimum = 3.25", "step 1", "-", "halves of a minute"),
    "nothing to share out": ("weight = 5\nminimum = 3", "minutes = 5", "the file", "-", "at least one step"),
    "turns": ('floor = "everybody"', 'floor = "turns"', "step 4", "-", "turns"),
}


@pytest.mark.parametrize("name", BAD_ROUNDS)
def test_F2_a_bad_round_format_is_refused_with_table_key_and_reason(name: str) -> None:
    parse_round_format(ROUND)
    old, new, table, key, why = BAD_ROUNDS[name]
    assert old in ROUND
    text = ROUND.replace(old, new, 1)
    if name == "nothing to share out":
        text = text.replace("weight = 15", "minutes = 15")
    found = refusal(text, session=False)
    assert found[:2] == (table, key)
    assert why in str(found[2])


def test_F3_stages_stand_in_the_customers_order() -> None:
    check_in = SESSION[SESSION.index("[[stage]]") : SESSION.index('[[stage]]\nid = "asking"')]
    swapped = SESSION.replace(check_in, "").replace('[[stage]]\nid = "review"', check_in + '[[stage]]\nid = "review"')
    found = refusal(swapped, session=True)
    assert "check-in, asking for time, review, close" in str(found[2])


def test_F4_the_plan_as_resolved_is_in_the_log() -> None:
    one = agreed()
    [opened] = one.happened(e.LobbyOpened)
    [plan] = one.happened(e.AgendaAgreed)
    assert [step.id for step in opened.steps] == ["check-in", "asking", "writing", "review", "close"]
    assert plan.steps == one.state.steps
    assert (opened.format, opened.round_format, opened.members) == ("two-hours", "als-4step", 6)


def test_F5_a_stage_may_take_the_same_time_whoever_comes_or_grow_with_the_members() -> None:
    form = parse_session_format(SESSION)
    lengths = {count: [step.length / MINUTE for step in stage_steps(form, count)] for count in (3, 12)}
    assert lengths == {3: [6, 8, 5, 0], 12: [24, 8, 5, 0]}


def test_F6_a_set_may_write_its_own_formats() -> None:
    one = planned()
    one.give(
        c.OpenLobby(
            people=PEOPLE, session_format=parse_session_format(SESSION), round_format=parse_round_format(ROUND)
        ),
        OFFICE,
    )
    assert one.view("ruth").agenda.minutes_for_rounds == 120 - 12 - 8 - 5 - 5
