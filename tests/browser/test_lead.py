"""The programme lead's page, and the page on which members see exactly what is on it."""

import csv
import io
import re
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from app.auth.keys import Scope
from tests.browser.house import House
from tests.browser.tabs import Tabs

pytestmark = [pytest.mark.browser, pytest.mark.timeout(120)]

READING = (Scope.SESSIONS_READ, Scope.LOG_READ, Scope.REPORT_READ)
FIRST = "Northern set, session 1"


def key_for(house: House, *scopes: Scope, programme: str | None = "aec") -> str:
    parts = house.app.parts
    assert parts is not None
    _, text = house.do(parts.keys.make("Lead", programme_id=programme, scopes=scopes or READING))
    return text


def lead_page(tabs: Tabs, path: str = "/lead") -> tuple[Page, list[str]]:
    """The lead's tab, and every address that it asked for."""
    page = tabs.new_page("lead")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: tabs.complain("lead", message))
    page.on("pageerror", lambda error: tabs.complaints.append(f"lead: {error}"))
    page.goto(tabs.house.url + path)
    return page, asked


def give_key(tabs: Tabs, key: str, *, keep: bool = False) -> None:
    tabs.write("lead", "Your key", key)
    if keep:
        tabs["lead"].get_by_label("Keep it while this tab is open").check()
    tabs.press("lead", "Open")


@pytest.mark.parametrize("keyboard", [False, True])
def test_a_lead_reads_how_the_time_went_and_the_key_is_in_no_address(
    example_house: House, window: BrowserContext, keyboard: bool
) -> None:
    tabs = Tabs(example_house, window, keyboard=keyboard)
    key = key_for(example_house)
    page, asked = lead_page(tabs)
    tabs.look("lead-door", "lead")
    give_key(tabs, key)
    tabs.sees("lead", "Sessions of your programme")
    expect(page.get_by_role("listitem")).to_have_count(3)
    tabs.look("lead-sessions", "lead")
    tabs.press("lead", FIRST)
    expect(page.locator("h1")).to_have_text(FIRST)
    expect(page.locator("h1")).to_be_focused()
    tabs.sees("lead", "120 minutes planned,")
    tabs.look("lead-log", "lead")
    table = page.get_by_role("table", name="Time in each stage, in minutes")
    names = table.get_by_role("rowheader").all_text_contents()
    assert names[:4] == ["Check-in", "Asking for time", "Round 1", "Present"]
    assert names[-2:] == ["Close", "Session"]
    first = table.get_by_role("row", name="Check-in")
    expect(first.get_by_role("cell")).to_have_text(
        [re.compile(r"\d\d:\d\d"), "12", re.compile(r"\d\d:\d\d"), "12", "as planned"]
    )
    drawing = page.get_by_role("img", name="Planned and actual time of each stage")
    stages = [name for name in names[:-1] if name in drawing.locator("text").all_text_contents()]
    assert {"Check-in", "Asking for time", "Round 1", "Round 2"} <= set(stages)
    assert drawing.locator("rect.plan").count() == drawing.locator("rect.real").count() >= 7
    for said in ("six of six", "withheld: fewer than four people stand behind it", "Aintree University Hospital"):
        tabs.has("lead", said)
    tabs.press("lead", "The log, line by line")
    tabs.sees("lead", "The set agreed its agenda")
    tabs.accessible("lead")
    secret = key.rpartition("_")[2]
    assert not [url for url in asked if secret in url or key[:14] in url]
    assert (
        page.evaluate("[location.href, JSON.stringify(history.state), document.cookie].join().includes('als_')")
        is False
    )
    assert page.evaluate("JSON.stringify([{...sessionStorage}, {...localStorage}])") == "[{},{}]"
    page.go_back()
    tabs.sees("lead", "Sessions of your programme")
    page.reload()
    expect(page.get_by_label("Your key")).to_have_value("")
    tabs.nothing_to_complain()


def test_tables_are_saved_as_files_with_no_key_in_any_address(example_house: House, window: BrowserContext) -> None:
    tabs = Tabs(example_house, window)
    page, _ = lead_page(tabs, "/lead/northern-1")
    give_key(tabs, key_for(example_house))
    for what in ("report", "log"):
        with page.expect_download() as found:
            tabs.press("lead", f"Save the {what} as CSV")
        assert found.value.suggested_filename == f"session-1-{what}.csv"
        assert found.value.url.startswith("blob:")
        content = Path(found.value.path()).read_bytes()
        assert content.startswith(b"\xef\xbb\xbf"), "spreadsheets look for it"
        rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))
        assert rows[0][0] == ("part" if what == "report" else "at")
        assert len(rows) > 15
        assert {len(row) for row in rows} == {len(rows[0])}
    tabs.nothing_to_complain()


def test_a_key_is_kept_for_the_tab_only_when_asked_and_put_away_at_once(
    example_house: House, window: BrowserContext
) -> None:
    tabs = Tabs(example_house, window)
    page, _ = lead_page(tabs)
    give_key(tabs, key_for(example_house), keep=True)
    tabs.sees("lead", FIRST)
    page.reload()
    tabs.sees("lead", FIRST)
    other = tabs.new_page("lead again")
    other.goto(f"{example_house.url}/lead")
    expect(other.get_by_label("Your key")).to_be_visible()
    tabs.press("lead", "Put the key away")
    expect(page.get_by_label("Your key")).to_be_visible()
    assert page.evaluate("sessionStorage.length") == 0


def test_what_goes_wrong_is_said_plainly(example_house: House, window: BrowserContext) -> None:
    tabs = Tabs(example_house, window)
    page, _ = lead_page(tabs)
    for wrong in ("als_nobody_nothing", "nonsense", "schlüssel", "two words"):
        give_key(tabs, wrong)
        expect(page.get_by_role("alert")).to_contain_text("doesn’t know this key")
    tabs.look("lead-wrong", "lead")
    good = key_for(example_house)
    window.set_offline(True)
    give_key(tabs, good)
    expect(page.get_by_role("alert")).to_contain_text("no answer from the server")
    window.set_offline(False)
    tabs.press("lead", "Open")
    tabs.sees("lead", FIRST)
    parts = example_house.app.parts
    assert parts is not None
    example_house.do(parts.keys.revoke(good.split("_")[1]))
    tabs.press("lead", FIRST)
    expect(page.get_by_role("alert")).to_contain_text("doesn’t know this key")
    expect(page.get_by_label("Your key")).to_be_visible()
    give_key(tabs, key_for(example_house, Scope.REPORT_READ))
    expect(page.get_by_role("table", name="Time in each stage, in minutes")).to_be_visible()
    tabs.sees("lead", "not made for session logs")
    tabs.look("lead-report-alone", "lead")
    tabs.press("lead", "All sessions")
    expect(page.get_by_role("alert")).to_contain_text("not made for the list of sessions")
    page.goto(f"{example_house.url}/lead/no-such-session")
    give_key(tabs, key_for(example_house))
    expect(page.get_by_role("alert")).to_contain_text("no session of your programme at this address")


def test_where_nothing_has_happened_yet_that_is_said(example_house: House, window: BrowserContext) -> None:
    tabs = Tabs(example_house, window)
    parts = example_house.app.parts
    assert parts is not None
    example_house.do(parts.store.directory.start_programme("Other", programme_id="other"))
    page, _ = lead_page(tabs)
    give_key(tabs, key_for(example_house, programme="other"))
    tabs.sees("lead", "No session has been planned in your programme yet")
    tabs.look("lead-none", "lead")
    tabs.press("lead", "Put the key away")
    give_key(tabs, key_for(example_house))
    page.get_by_role("listitem").filter(has_text="planned").get_by_role("link").click()
    tabs.sees("lead", "it hasn’t begun yet")
    tabs.sees("lead", "not collected: the session isn’t over")
    tabs.look("lead-planned", "lead")


FIGURES = """() => ["figure", "table", ".facts", ".sites"].map((part) =>
  [...document.querySelectorAll(`main .log ${part}`)].map((one) => one.outerHTML))"""


def test_L13_a_member_sees_what_the_lead_sees_mark_by_mark(example_house: House, window: BrowserContext) -> None:
    tabs = Tabs(example_house, window)
    tabs.join("jo")
    member = tabs.join("ruth")
    tabs.press("jo", "Open Check-in")
    tabs.asked("ruth", "it’s your turn")
    # before leaving: beside the room, whose line goes on
    tabs["ruth"].get_by_role("button", name="Leave", exact=True).click()
    with window.expect_page() as opened:
        tabs["ruth"].get_by_role("dialog").get_by_role("link", name="What the programme lead will see").click()
    seen = tabs.tabs["seen"] = opened.value
    expect(seen.locator("h1")).to_have_text("This is all that the programme lead will see")
    seen.get_by_text("The log, line by line").click()
    expect(seen.get_by_text("Check-in: begun")).to_be_visible()
    tabs.look("seen", "seen")
    member.keyboard.press("Escape")
    tabs.asked("ruth", "it’s your turn")
    # and after: the whole of it, compared with the lead's own page
    parts = example_house.app.parts
    assert parts is not None
    tabs["jo"].get_by_role("button", name="End now").first.click()
    tabs["jo"].get_by_role("dialog").get_by_role("button", name="End now").click()
    tabs.sees("ruth", "Thank you, Ruth.")
    with window.expect_page() as opened:
        member.get_by_role("link", name="What the programme lead will see").click()
    tabs.sees("ruth", "Thank you, Ruth.")
    member = tabs.tabs["ruth"] = opened.value
    expect(member.locator("h1")).to_have_text("This is all that the programme lead will see")
    expect(member.locator(".sites")).to_be_visible()
    page, _ = lead_page(tabs, f"/lead/{example_house.session}")
    give_key(tabs, key_for(example_house))
    expect(page.locator(".sites")).to_be_visible()
    told = page.evaluate(FIGURES)
    assert member.evaluate(FIGURES) == told
    assert [len(part) for part in told] == [1, 2, 1, 1]
    tabs.look("seen-after", "ruth")
    tabs.press("ruth", "To the room")
    expect(member.locator("h1")).not_to_have_text("This is all that the programme lead will see")
    tabs.nothing_to_complain()


def test_L14_members_of_a_set_in_no_programme_are_told_that_nobody_looks(house: House, window: BrowserContext) -> None:
    tabs = Tabs(house, window)
    page = tabs.join("ruth")
    page.goto(f"{house.url}/seen/{house.seats['ruth']}")
    expect(page.locator("h1")).to_have_text("No programme lead sees anything of this session")
    tabs.look("seen-nobody", "ruth")
    page.goto(f"{house.url}/seen/{house.seats['danny']}")
    expect(page.get_by_text("isn’t signed in here")).to_be_visible()


GONE_BACK = """async () => {
  const { marks, spans, stages } = (await import(document.scripts[0].src)).modules["parts/lead_times.js"];
  const m = 60_000;
  const opened = (step, at) => ({ at: at * m, type: "step_opened", facts: { step } });
  const closed = (step, at) => ({ at: at * m, type: "step_closed", facts: { step } });
  const log = [{ at: 0, type: "lobby_opened", facts: {} }, opened("check-in", 1), closed("check-in", 10),
    opened("r1.present", 10), closed("r1.present", 15), opened("r1.clarify", 15), closed("r1.clarify", 20),
    opened("check-in", 20), closed("check-in", 22), opened("r2.present", 22)];
  const step = (id, planned, took, at) => ({ step: id, name: id, planned, took, opened_at: at * m });
  const steps = [step("check-in", 12, 11, 1), step("r1.present", 5, 5, 10), step("r1.clarify", 7.5, 5, 15),
    step("r2.present", 5, null, 22)];
  const found = stages(steps, 0);
  return {
    spans: spans(log, 30 * m).map((span) => [span.key, span.from / m, span.to / m]),
    stages: found.map((one) => [one.key, one.round, one.due / m, one.planned, one.took, one.steps.length]),
    marks: [marks(5 * m, 95 * m), marks(0, 40 * m), marks(0, 400 * m)].map((all) => all.map((at) => at / m)),
  };
}"""


def test_going_back_is_drawn_as_a_second_visit_and_rounds_are_put_together(
    house: House, window: BrowserContext
) -> None:
    page, _ = lead_page(Tabs(house, window))
    found = page.evaluate(GONE_BACK)
    assert found["spans"] == [["check-in", 1, 10], ["r1", 10, 20], ["check-in", 20, 22], ["r2", 22, 30]]
    assert found["stages"] == [
        ["check-in", None, 0, 12, 11, 1],
        ["r1", 1, 12, 12.5, 10, 2],
        ["r2", 2, 24.5, 5, None, 1],
    ]
    assert found["marks"] == [[30, 60, 90], [0, 15, 30], [0, 60, 120, 180, 240, 300, 360]]
