"""Who can see what: tables made from events, report, views and signals, behind a hand-written opening."""

import dataclasses
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, get_args

from app.facilitation import events as all_events
from app.facilitation.message import Seal, Sealable
from app.facilitation.permissions import TABLE
from app.facilitation.report import FEWEST_BEHIND, LEAD_LOG, POOLED, LogEntry, Report
from app.facilitation.sections import DeskSection, MineSection, View
from app.facilitation.views import outside, shared
from app.realtime.messages import SignalKind
from app.realtime.signals import NUDGE_AGAIN, WITH_RULE, WITH_WORDS
from scripts.generators import who_sees_what_words as words
from scripts.generators.field_words import field_words
from scripts.generators.rules import WHO

PAGE = "docs/confidentiality.md"
ROOT = Path(__file__).resolve().parents[2]
MARK = "<!-- Made by ./airspace generate from app/facilitation and app/realtime from here on; do not edit. -->"
WORDS = "scripts/generators/who_sees_what_words.py"

KINDS: tuple[type[Sealable], ...] = get_args(all_events.Event)

STORED = """## What is stored, and with whose key

Every kind of event that a session's log can hold. *In the clear* are facts; the rest is sealed: with the set's key,
with its author's, or with the key of the session's lines, which is destroyed when the session closes. Who gave the
command is sealed with the set's key in every row, and the moment stands in the clear.
"""
FACTS = """### What the facts say

Ids are made at random by the page that gave the command. They tie one row to another, and say nothing by themselves.
"""
LEADS = """## What a programme lead is given

A list in one file, by name (`app/facilitation/report.py`). What is not on it does not leave the set, and a lead's key
opens nothing that is sealed.
"""
REPORT = """### The report

A figure that is not given says so: *withheld* (too few people stand behind it) or *not collected* (there is none yet).
"""
SHOWN = """## What each person is shown

A page is sent sections of one view and nothing else. The set is its members and facilitators; an access seat sees all
that the set sees. In airspace most of it falls quiet for everybody but the desk.
"""
OWN = """### What is one person's own

`mine` is sent to that person alone. `desk` is sent to facilitators and to whoever has the chair, never to the holder in
their own round.
"""
SIGNALS = """## What is passed on and never kept

Signals are in no log and no database, and nobody counts them. Of a nudge the server remembers for {seconds} seconds
that somebody sent one, so that the chair is not pressed.
"""


def confidentiality() -> dict[str, str]:
    """The page: what is written by hand, and the tables as they are."""
    path = ROOT / PAGE
    by_hand = path.read_text().partition(MARK)[0].rstrip() if path.exists() else "# Confidentiality"
    parts = (
        STORED,
        event_table(KINDS),
        FACTS,
        fact_table(KINDS),
        LEADS,
        lead_log_table(),
        REPORT,
        report_table(),
        SHOWN,
        section_table(),
        OWN,
        own_table("mine", MineSection),
        own_table("desk", DeskSection),
        SIGNALS.format(seconds=NUDGE_AGAIN // 1000),
        signal_table(),
    )
    return {PAGE: f"{by_hand}\n\n{MARK}\n\n" + "\n".join(parts)}


def event_table(kinds: Iterable[type[Sealable]]) -> str:
    """Each kind of event: its facts, and what of it is sealed with whose key."""
    lines = ["| event | what it says | in the clear | the set's key | its author's key | the lines' key |"]
    lines.append("|---|---|---|---|---|---|")
    for kind in kinds:
        seals = kind.seals()
        sealed = [_names(name for name, seal in seals.items() if seal is wanted) for wanted in Seal]
        says = _need(kind.__doc__, f"{kind.__name__} in app/facilitation/events.py has no sentence of its own")
        cells = [f"`{_name(kind)}`", _cell(says), _names(_facts_of(kind)), *sealed]
        lines.append(f"| {' | '.join(cells)} |")
    return "\n".join(lines) + "\n"


def fact_table(kinds: Iterable[type[Sealable]]) -> str:
    """Each field in the clear, what it says, and where it stands. Raises `ValueError` for one without words."""
    found: dict[str, list[str]] = {}
    known: dict[str, str] = {}
    for kind in kinds:
        for field in _facts_of(kind):
            own = f"{_name(kind)}.{field}"
            key = own if own in words.FACTS else field
            known[key] = _need(
                words.FACTS.get(key), f"the fact {own} has no words: seal it, or say in {WORDS} what it tells"
            )
            found.setdefault(key, []).append(_name(kind))
    lines = ["| fact | what it says in the clear | of |", "|---|---|---|"]
    keys = sorted(found, key=lambda key: (key.rpartition(".")[2], key))
    lines.extend(f"| `{key.rpartition('.')[2]}` | {known[key]} | {_names(found[key])} |" for key in keys)
    return "\n".join(lines) + "\n"


def lead_log_table() -> str:
    """The kinds of event that leads are given, with the fields they are given of them."""
    kinds = {_name(kind): kind for kind in KINDS}
    lines = ["| in the log | what it says | fields |", "|---|---|---|"]
    for name, fields in LEAD_LOG.items():
        kind = kinds[name]
        if fields & set(kind.seals()):
            raise ValueError(f"leads would be given what is sealed: {name}")
        lines.append(f"| `{name}` | {_cell(kind.__doc__ or '')} | {_names(sorted(fields))} |")
    lines.append("\nEach line of the log has:\n\n| field | what it is |\n|---|---|")
    for name in _fields(LogEntry):
        says = _need(words.LOG_ENTRY.get(name), f"LogEntry.{name} leaves the set and has no words in {WORDS}")
        lines.append(f"| `{name}` | {says} |")
    return "\n".join(lines) + "\n"


def report_table() -> str:
    """Each field of the report, and when it is not given."""
    lines = ["| figure | what it is | not given |", "|---|---|---|"]
    for name in _fields(Report):
        said = words.REPORT.get(name)
        if said is None:
            raise ValueError(f"Report.{name} leaves the set and has no words in {WORDS}")
        what, unless = (text.format(fewest=_number(FEWEST_BEHIND), pooled=_number(POOLED)) for text in said)
        lines.append(f"| `{name}` | {what} | {unless} |")
    return "\n".join(lines) + "\n"


def section_table() -> str:
    """Each section that is not one person's own: what it is, and how much of it each audience is shown."""
    waiting = dict(shown_outside())
    lines = ["| section | what it is | the set | an access seat | a guest in the room | a guest who waits |"]
    lines.append("|---|---|---|---|---|---|")
    says = {field.name: field.type for field in dataclasses.fields(View)}
    for name in shared.SECTIONS:
        kind = says[name]
        what = _need(kind.__doc__ if isinstance(kind, type) else None, f"the section {name} has no sentence")
        guest = "none of it" if name in shared.UNKNOWN_TO_GUESTS else "all of it"
        outside_of = ", ".join(f"`{field}`" for field in waiting.get(name, ())) or "none of it"
        lines.append(f"| `{name}` | {_cell(what)} | all of it | all of it | {guest} | {outside_of} |")
    return "\n".join(lines) + "\n"


class _Told:
    """Stands in for a session's state: whatever is read of it can be recognised in what is shown."""

    def __getattr__(self, name: str) -> "_Told":
        return _Told()


def shown_outside() -> Iterator[tuple[str, list[str]]]:
    """By section: the fields in which a guest who waits is shown something of the session itself."""
    state: Any = _Told()
    for name, section in outside.sections(state).items():
        told = [field for field in _fields(type(section)) if isinstance(getattr(section, field), _Told)]
        if told:
            yield name, told


def own_table(name: str, kind: type) -> str:
    """The fields of a section that is one person's own."""
    said = {**words.OWN, **{f"{name}.{field}": says for field, says in field_words(kind).items()}}
    lines = [f"| `{name}` | {_cell(kind.__doc__ or '')} |", "|---|---|"]
    for field in _fields(kind):
        says = _need(said.get(f"{name}.{field}"), f"{kind.__name__}.{field} has no words of its own, nor in {WORDS}")
        lines.append(f"| `{field}` | {_cell(says)} |")
    return "\n".join(lines) + "\n"


def signal_table() -> str:
    """Each kind of signal: from whom, to whom, and what is in it."""
    lines = ["| signal | from | to | says |", "|---|---|---|---|"]
    for kind in get_args(SignalKind):
        receiver = words.RECEIVERS.get(kind)
        whom = _need(receiver, f"nobody has said in {WORDS} who is sent the signal {kind}")
        who = " or ".join(WHO[role] for row in TABLE if row.command == kind for role in sorted(row.who))
        says = "words" if kind in WITH_WORDS else "which golden rule" if kind in WITH_RULE else "that it is so"
        lines.append(f"| `{kind}` | {who} | {whom} | {says}, and whom it is from |")
    return "\n".join(lines) + "\n"


def _facts_of(kind: type[Sealable]) -> list[str]:
    seals = kind.seals()
    return [name for name in kind.model_fields if name != "type" and name not in seals]


def _name(kind: type[Sealable]) -> str:
    return str(kind.model_fields["type"].default)


def _fields(kind: Any) -> list[str]:
    return [field.name for field in dataclasses.fields(kind)]


def _names(names: Iterable[str]) -> str:
    return ", ".join(f"`{name}`" for name in names)


def _number(count: int) -> str:
    return {3: "three", 4: "four"}.get(count, str(count))


def _need(said: str | None, problem: str) -> str:
    if not said:
        raise ValueError(problem)
    return said


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")
