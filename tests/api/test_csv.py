"""The lead's tables: the same facts as the JSON, in cells that no spreadsheet calculates."""

import csv
import io

import pytest

from app.api.csv_cells import cell, harmless, moment, table
from app.api.csv_lead import FACTS, LENGTHS, LOG_HEADER, MOMENTS, report_csv
from app.api.sessions import AttendanceAnswer, FigureAnswer, ReportAnswer
from app.facilitation.report import LEAD_LOG, FigureStatus
from app.facilitation.terms import MINUTE, Attendance, Ending, Facilitation
from app.texts import has
from tests.api.conftest import House
from tests.api.sitting import Sitting


def rows(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode(), newline=""), strict=True))


@pytest.mark.parametrize(
    "text",
    [
        "=1+1",
        "+1",
        "-1",
        "@SUM(A1)",
        "\t=1",
        "\r=1",
        "\n=1",
        " =1",
        "\u00a0=1",
        "\uff1d1",
        "\u200b=1",
        "\ufeff@x",
        "=cmd|' /C calc'!A0",
    ],
)
def test_what_a_spreadsheet_would_calculate_is_made_harmless(text: str) -> None:
    assert harmless(text) == f"'{text}"
    (_, (found,)) = csv.reader(io.StringIO(table(["a"], [[text]]).decode(), newline=""))
    assert found == f"'{text}"


@pytest.mark.parametrize("text", ["", "Check-in", "Barts Health", "1 - 2", "a=b", "Ŵyr", "“quoted”"])
def test_plain_text_stays_as_it_is(text: str) -> None:
    assert harmless(text) == text


def test_cells_are_quoted_as_the_rfc_says() -> None:
    written = table(["a", "b"], [['say "so"', "two\nlines"], ["comma, here", None], ["Ŵ", 2.0], ["x", 2.5]])
    assert written == 'a,b\r\n"say ""so""","two\nlines"\r\n"comma, here",\r\nŴ,2\r\nx,2.5\r\n'.encode()
    assert cell(0) == "0"
    assert moment(1_799_942_400_999) == "2027-01-14T16:00:00Z"


async def test_the_log_as_a_table_has_every_fact_of_the_log_and_no_other(house: House) -> None:
    await Sitting(house.parts.store, house.parts.rooms, house.clock).hold()
    async with await house.lead() as lead:
        answer = await lead.get("/api/v1/sessions/one/log.csv")
        items = (await lead.get("/api/v1/sessions/one/log?limit=100")).json()["items"]
    assert answer.headers["content-type"] == "text/csv; charset=utf-8; header=present"
    assert answer.headers["content-disposition"] == 'attachment; filename="session-1-log.csv"'
    found = rows(answer.content)
    assert tuple(found[0]) == LOG_HEADER
    assert len(found) == len(items)
    for row, item in zip(found, items, strict=True):
        assert (row["at"], row["type"]) == (moment(item["at"]), item["type"])
        for fact, column in zip(FACTS, LOG_HEADER[2:], strict=True):
            value = item["facts"].get(fact)
            if value is None:
                assert row[column] == ""
            elif fact in LENGTHS:
                assert float(row[column]) == round(value / MINUTE, 1)
            else:
                assert row[column] == (moment(value) if fact in MOMENTS else str(value))


def test_every_fact_on_the_allow_list_has_a_column() -> None:
    assert set(FACTS) == {fact for facts in LEAD_LOG.values() for fact in facts}
    assert len(set(LOG_HEADER)) == len(LOG_HEADER)


async def test_the_report_as_a_table_says_what_the_report_says(house: House) -> None:
    await Sitting(house.parts.store, house.parts.rooms, house.clock).hold()
    async with await house.lead() as lead:
        found = rows((await lead.get("/api/v1/sessions/one/report.csv")).content)
        report = (await lead.get("/api/v1/sessions/one/report")).json()
    steps = [row for row in found if row["part"] == "step"]
    assert [(row["name"], float(row["planned_minutes"]), float(row["took_minutes"])) for row in steps] == [
        (step["name"], step["planned"], step["took"]) for step in report["steps"]
    ]
    assert [row["opened_at"] for row in steps] == [moment(step["opened_at"]) for step in report["steps"]]
    sites = [(row["name"], row["value"]) for row in found if row["part"] == "attendance"]
    assert sites == [(line["site"], "there") for line in report["attendance"]]
    named = {row["name"]: row for row in found if row["part"] in {"figure", "actions", "review"}}
    assert named["Rounds held"]["value"] == "2"
    assert (named["Attendance"]["value"], named["Attendance"]["people"], named["Attendance"]["eligible"]) == (
        "6",
        "6",
        "6",
    )
    for row in found:
        if row["part"] == "actions":
            assert (row["value"], row["note"]) == ("withheld", "fewer than four people stand behind it")
        if row["part"] == "review":
            assert (row["value"], row["note"]) == ("withheld", "given once three sessions can be taken together")
    assert {row["part"] for row in found} == {"session", "step", "figure", "actions", "review", "attendance"}


async def test_a_session_that_is_not_over_says_not_collected_in_words(house: House) -> None:
    async with await house.lead() as lead:
        found = rows((await lead.get("/api/v1/sessions/one/report.csv")).content)
        assert len(rows((await lead.get("/api/v1/sessions/one/log.csv")).content)) == 1
    said = {row["name"]: (row["value"], row["note"]) for row in found}
    for name in (
        "Ending",
        "Who kept time",
        "Time used",
        "Rounds held",
        "Asked for time",
        "Attendance",
        "done",
        "Review",
    ):
        assert said[name] == ("not collected", "the session isn’t over"), name
    assert said["Planned length"] == ("120", "")


@pytest.mark.parametrize(
    "key",
    [*(f"lead.ending.{ending}" for ending in Ending), *(f"lead.facilitation.{driven}" for driven in Facilitation)],
)
def test_however_a_session_ended_and_whoever_drove_there_are_words_for_it(key: str) -> None:
    assert has(key)


def test_a_site_that_is_a_formula_is_made_harmless_in_the_report() -> None:
    none = FigureAnswer(value=None, n=None, eligible=None, status=FigureStatus.WITHHELD)
    report = ReportAnswer(
        session="one", number=1, starts_at=0, planned_minutes=120, used_minutes=120.5, ending="ended_now",
        facilitation="facilitated",
        members=1,
        format="=f()", round_format="@r", steps=[], rounds=none, bids=none, carried=none, attended=none,
        attendance=[AttendanceAnswer(site='=HYPERLINK("http://x","y")', attendance=Attendance.PART)],
        actions={}, review={},
    )  # fmt: skip
    found = rows(report_csv(report))
    assert {row["name"] for row in found if row["part"] == "attendance"} == {'\'=HYPERLINK("http://x","y")'}
    assert {row["value"] for row in found if "format" in row["name"].lower()} == {"'=f()", "'@r"}
    assert [row["note"] for row in found if row["part"] == "review"] == [
        "fewer than four gave marks, or none were asked for"
    ]
