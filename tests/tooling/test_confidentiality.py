"""The page about who can see what: nothing gets past it that nobody has put into words."""

import dataclasses
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any, Literal, get_args

import pytest

from app.facilitation.message import Seal, Sealable, Who
from app.facilitation.report import LEAD_LOG, Report
from app.facilitation.sections import MineSection
from app.facilitation.views import outside, shared
from app.realtime.messages import SignalKind
from app.realtime.signals import TO_SOMEBODY
from scripts import generate
from scripts.generators import GENERATORS
from scripts.generators import who_sees_what as page
from scripts.generators import who_sees_what_words as words
from scripts.generators.field_words import field_words

ROOT = Path(__file__).resolve().parents[2]


class Planted(Sealable):
    """Somebody did something."""

    type: Literal["planted"] = "planted"
    person: Who
    words: Annotated[str, Seal.AUTHOR] = ""


class PlantedFact(Planted):
    """Somebody did something, and sighed."""

    type: Literal["planted"] = "planted"
    sighed: bool = False


class PlantedWho(Sealable):
    """A person in the clear, where naming them is personal."""

    type: Literal["planted_who"] = "planted_who"
    person: str


def check(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> tuple[int, str]:
    """What `./airspace check` says of this page."""
    monkeypatch.setattr(generate, "GENERATORS", [page.confidentiality])
    monkeypatch.setattr(sys, "argv", ["generate", "--check"])
    return generate.main(), capsys.readouterr().out


def test_the_page_is_among_what_the_check_compares(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert page.confidentiality in GENERATORS
    assert check(monkeypatch, capsys) == (0, "")


def test_a_new_fact_without_words_stops_the_page() -> None:
    assert "planted" in page.event_table([Planted])
    page.fact_table([Planted])  # all of it is sealed: nothing to explain
    with pytest.raises(ValueError, match=r"planted\.sighed has no words"):
        page.fact_table([PlantedFact])


def test_a_person_in_the_clear_needs_words_for_just_that_event() -> None:
    with pytest.raises(ValueError, match=r"planted_who\.person has no words"):
        page.fact_table([PlantedWho])


def test_a_new_kind_of_event_makes_the_check_fail(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(page, "KINDS", (*page.KINDS, Planted))
    status, said = check(monkeypatch, capsys)
    assert status == 1
    assert "docs/confidentiality.md is not what its generator says" in said


def test_one_more_field_for_leads_makes_the_check_fail(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    more: Mapping[str, frozenset[str]] = {**LEAD_LOG, "outage_noted": frozenset({"lost"})}
    monkeypatch.setattr(page, "LEAD_LOG", more)
    assert check(monkeypatch, capsys)[0] == 1


def test_leads_are_never_given_what_is_sealed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(page, "LEAD_LOG", {"turn_began": frozenset({"person"})})
    with pytest.raises(ValueError, match="leads would be given what is sealed: turn_began"):
        page.lead_log_table()


def test_a_new_figure_for_leads_needs_words(monkeypatch: pytest.MonkeyPatch) -> None:
    wider = dataclasses.make_dataclass("wider", ["slowest"], bases=(Report,), kw_only=True, frozen=True)
    monkeypatch.setattr(page, "Report", wider)
    with pytest.raises(ValueError, match=r"Report\.slowest leaves the set"):
        page.report_table()


def test_what_a_guest_who_waits_is_shown_is_read_from_the_view_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    told = dict(page.shown_outside())
    assert set(told) == {"step", "clock", "agenda", "contract"}
    as_it_is = outside.sections

    def leaky(state: Any) -> dict[str, Any]:
        shown = as_it_is(state)
        return {**shown, "step": dataclasses.replace(shown["step"], holder=state.chair)}

    monkeypatch.setattr(outside, "sections", leaky)
    assert "holder" in dict(page.shown_outside())["step"]
    assert "`holder`" in page.section_table()


def test_a_section_given_to_guests_makes_the_check_fail(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    fewer = {name: none for name, none in shared.UNKNOWN_TO_GUESTS.items() if name != "review"}
    monkeypatch.setattr(shared, "UNKNOWN_TO_GUESTS", fewer)
    assert check(monkeypatch, capsys)[0] == 1


def test_a_new_signal_needs_words(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(page, "SignalKind", Literal["cannot_hear", "whisper"])
    with pytest.raises(ValueError, match="who is sent the signal whisper"):
        page.signal_table()


def test_no_words_are_left_over() -> None:
    table = page.fact_table(page.KINDS)
    kinds = {kind.model_fields["type"].default: kind for kind in page.KINDS}
    for key in words.FACTS:
        kind, _, field = key.rpartition(".")
        if kind:
            assert field in kinds[kind].model_fields, key
            assert field not in kinds[kind].seals(), key
        assert f"| `{field}` | {words.FACTS[key]} |" in table, key
    assert set(words.REPORT) == {field.name for field in dataclasses.fields(Report)}
    assert set(words.RECEIVERS) == set(get_args(SignalKind))


def test_the_words_about_senders_are_so() -> None:
    """Who may send a signal stands in the permission table, and the page says the same."""
    senders = {line.split(" | ")[0]: line.split(" | ")[1] for line in page.signal_table().splitlines()[2:]}
    assert senders["| `cannot_hear`"] == "anybody in the room"
    assert senders["| `word_to_chair`"] == "an access seat in the room or a facilitator or any member in the room"
    assert senders["| `nudge`"] == "any member in the room"
    assert senders["| `nudge_member`"] == "the chair"
    assert senders["| `caption`"] == "an access seat in the room"
    assert {"word_to_member", "nudge_member"} == TO_SOMEBODY


def test_words_beneath_a_field_are_read() -> None:
    assert field_words(MineSection)["hand_place"] == "My place in the queue, from 1."


def test_the_opening_is_kept() -> None:
    text = page.confidentiality()[page.PAGE]
    assert text.startswith("# Who can see what\n")
    assert text.count(page.MARK) == 1
    assert text == (ROOT / page.PAGE).read_text()
