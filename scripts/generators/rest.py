"""The REST interface as a page for people, written down from its own description."""

from typing import Any

from app.api.application import create_api, describe
from app.api.problems import STATUS
from app.texts import sentence

OPENING = """# The REST interface

<!-- Made by ./airspace generate from app/api; do not edit. -->

For programme leads, who read what happened in sessions as *process*, and for the pages. The running server shows the
same at `/docs/api` with every field and example, and gives it to programs at `/openapi.json`.

## For leads, in five minutes

The administrator makes a key for your programme (`./airspace key create "Your name"`); it is shown once.

```sh
export KEY=als_...
curl -H "Authorization: Bearer $KEY" http://127.0.0.1:8321/api/v1/sessions
curl -H "Authorization: Bearer $KEY" http://127.0.0.1:8321/api/v1/sessions/<id>/log
curl -H "Authorization: Bearer $KEY" http://127.0.0.1:8321/api/v1/sessions/<id>/report
curl -H "Authorization: Bearer $KEY" -o log.csv http://127.0.0.1:8321/api/v1/sessions/<id>/log.csv
```

The same in a browser, without a command: open `/lead` on the server and give the key there. It is kept by
that page alone, and never stands in an address.

- Lists come as `items`, with `next`: the cursor of what follows, to be given back as `cursor`, or null at the end.
- Moments are milliseconds since 1970 in UTC; lengths in the log are milliseconds, in the report minutes. Whatever
  happened in a session is given to the second, rounded down.
- A session's status is `planned`, `open`, `closed` or `cancelled`.
- Sessions of other programmes are not found (404), whether they exist or not.
- A figure is `{"value", "n", "eligible", "status"}`. `status` is `ok`, `withheld` (fewer than four people stand behind
  it, or fewer than three sessions behind a review mean) or `not_collected` (the session is not over).
- The log has kinds of facts on an allow-list, and nothing in it tells who. What was said, who asked, who is slow: no
  key reads that. Attendance is the only figure by site.
- `log.csv` and `report.csv` are the same answers as tables (RFC 4180, UTF-8, a header row): moments in ISO 8601 and
  UTC, lengths in minutes; what is withheld or not collected says so in words; text that a spreadsheet would take for a
  formula has a `'` before it.
- Every answer has an `ETag` of its very bytes. Send it as `If-None-Match` and, while nothing has changed, you get 304
  without a body.
- Members can open exactly what a lead is given of their session, at any time (`/seen/{seat}`, and
  `GET /api/v1/seats/{seat}/what-the-lead-sees`).

## Refusals

Every refusal is `application/problem+json` (RFC 9457): `code` is stable and for programs, `detail` is a sentence for
people. With `bad_request`, `errors` says where and why.

"""


def rest() -> dict[str, str]:
    """The page."""
    schema = describe(create_api())
    out = [OPENING + "| code | status | says |\n|---|---|---|"]
    out.extend(f"| `{code}` | {status} | {sentence(f'problems.{code}')} |" for code, status in sorted(STATUS.items()))
    out.append("\n## Operations\n")
    by_tag: dict[str, list[str]] = {}
    for path, methods in schema["paths"].items():
        for method, operation in methods.items():
            by_tag.setdefault(operation["tags"][0], []).append(_line(method, path, operation))
    for tag, lines in by_tag.items():
        out.append(f"### {tag}\n\n| operation | |\n|---|---|")
        out.extend(lines)
        out.append("")
    return {"docs/rest.md": "\n".join(out).rstrip() + "\n"}


def _line(method: str, path: str, operation: dict[str, Any]) -> str:
    said = " ".join(operation.get("description", "").split())
    return f"| `{method.upper()} {path}` | **{operation['summary']}.** {said} |"
