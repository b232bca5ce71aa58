"""Tables as CSV (RFC 4180) that no spreadsheet takes for anything but text and numbers."""

import csv
import io
import unicodedata
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from typing import Final

from app.facilitation.terms import Millis

MEDIA_TYPE: Final = "text/csv; charset=utf-8; header=present"
Cell = str | int | float | None

FORMULAS: Final = frozenset("=+-@")


def table(header: Sequence[str], rows: Iterable[Sequence[Cell]]) -> bytes:
    """A header and rows, each ended with CR and LF, in UTF-8."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(header)
    writer.writerows([cell(each) for each in row] for row in rows)
    return out.getvalue().encode()


def cell(value: Cell) -> str:
    """One cell. Whole numbers stand without a point; text that would be taken for a formula is made harmless."""
    if value is None:
        return ""
    if isinstance(value, str):
        return harmless(value)
    return str(int(value)) if value == int(value) else str(value)


def harmless(text: str) -> str:
    """The text, with a quote before it where a spreadsheet would begin to calculate (or to call out)."""
    # wide signs count as their narrow fellows, and what is white or unseen before a sign does not hide it
    plain = unicodedata.normalize("NFKC", text)
    seen = plain.lstrip("".join(sign for sign in plain if sign.isspace() or not sign.isprintable()))
    begins = text[:1] in {"\t", "\r", "\n"} or seen[:1] in FORMULAS
    return f"'{text}" if begins else text


def moment(at: Millis | None) -> str:
    """A moment in ISO 8601, in UTC and to the second."""
    return "" if at is None else datetime.fromtimestamp(at // 1000, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
