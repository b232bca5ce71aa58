"""What leads read: process, and never anybody's part in it. Proved on every byte that any of their answers has."""

import hashlib
from pathlib import Path
from typing import Any

import pytest

from app.auth.keys import Scope
from app.facilitation.report import LEAD_LOG
from app.facilitation.terms import HOUR, Where
from app.programme.sessions import plan
from tests.api.conftest import House, a_house
from tests.api.sitting import Sitting, dealt

LOG = {"/sessions/one/log", "/sessions/one/log.csv"}
REPORT = {"/sessions/one/report", "/sessions/one/report.csv"}
LISTED = {"/sessions", "/sessions/one", "/sessions?limit=1"}
PATHS = (*sorted(LISTED | LOG | REPORT),)


def a_sitting(house: House, **more: Any) -> Sitting:
    return Sitting(house.parts.store, house.parts.rooms, house.clock, **more)


async def everything(house: House) -> dict[str, bytes]:
    """Every byte a lead can get about the session."""
    async with await house.lead() as lead:
        found = {}
        for path in PATHS:
            answer = await lead.get(f"/api/v1{path}")
            assert answer.status_code == 200, answer.text
            found[path] = answer.content
        return found


async def test_sessions_are_listed_latest_first_page_by_page(house: House) -> None:
    for n in range(4):
        at = house.clock.at + (n + 2) * HOUR
        await plan(house.parts.store, house.parts.rooms, "set-one", starts_at=at, minutes=60)
    async with await house.lead() as lead:
        whole = (await lead.get("/api/v1/sessions")).json()
        assert [item["number"] for item in whole["items"]] == [5, 4, 3, 2, 1]
        assert whole["next"] is None
        seen, cursor = [], ""
        while True:
            page = (await lead.get(f"/api/v1/sessions?limit=2{cursor}")).json()
            seen += [item["number"] for item in page["items"]]
            if page["next"] is None:
                break
            cursor = f"&cursor={page['next']}"
        assert seen == [5, 4, 3, 2, 1]
        planned = (await lead.get("/api/v1/sessions?status=planned")).json()
        assert len(planned["items"]) == 5
        assert (await lead.get("/api/v1/sessions?status=closed")).json() == {"items": [], "next": None}


@pytest.mark.parametrize("query", ["?cursor=nonsense", "?limit=0", "?limit=1000", "?status=none", "?cursor=%00"])
async def test_a_question_that_makes_no_sense_is_a_problem(house: House, query: str) -> None:
    async with await house.lead() as lead:
        for path in ("/api/v1/sessions", "/api/v1/sessions/one/log"):
            answer = await lead.get(path + query)
            if "status" in query and path.endswith("log"):
                continue
            assert answer.status_code == 422
            assert answer.json()["code"] == "bad_request"


async def test_the_log_has_the_facts_on_the_list_and_nothing_else(house: House) -> None:
    await a_sitting(house).hold()
    async with await house.lead() as lead:
        items, cursor = [], ""
        while True:
            page = (await lead.get(f"/api/v1/sessions/one/log?limit=7{cursor}")).json()
            items += page["items"]
            if page["next"] is None:
                break
            cursor = f"&cursor={page['next']}"
        whole = (await lead.get("/api/v1/sessions/one/log?limit=100")).json()
    assert items == whole["items"]
    assert {item["type"] for item in items} <= set(LEAD_LOG)
    assert [item["at"] for item in items] == sorted(item["at"] for item in items)
    for item in items:
        assert set(item) == {"at", "type", "facts"}
        assert set(item["facts"]) <= LEAD_LOG[item["type"]]
    steps = [item["facts"]["step"] for item in items if item["type"] == "step_opened"]
    assert steps[:3] == ["check-in", "asking", "r1.present"]
    assert items[-1]["type"] == "session_closed"


async def test_the_report_sets_time_against_plan_and_withholds_what_few_stand_behind(house: House) -> None:
    await a_sitting(house).hold()
    async with await house.lead() as lead:
        report = (await lead.get("/api/v1/sessions/one/report")).json()
    assert report["members"] == 6
    assert report["ending"] == "as_planned"
    assert report["rounds"] == {"value": 2.0, "n": None, "eligible": None, "status": "ok"}
    assert report["attended"]["value"] == 6
    assert all(step["took"] is not None for step in report["steps"])
    assert {figure["status"] for figure in report["actions"].values()} == {"withheld"}
    assert {figure["status"] for figure in report["review"].values()} == {"withheld"}
    assert [line["site"] for line in report["attendance"]] == sorted(line["site"] for line in report["attendance"])


async def test_a_session_that_is_not_over_has_no_figures(house: House) -> None:
    async with await house.lead() as lead:
        report = (await lead.get("/api/v1/sessions/one/report")).json()
    assert report["rounds"]["status"] == "not_collected"
    assert report["attendance"] == []


@pytest.mark.parametrize(
    ("scope", "opens"),
    [
        (Scope.SESSIONS_READ, LISTED),
        (Scope.LOG_READ, LOG),
        (Scope.REPORT_READ, REPORT),
    ],
)
async def test_a_key_opens_what_it_was_made_for(house: House, scope: Scope, opens: set[str]) -> None:
    async with await house.lead(scope) as lead:
        for path in PATHS:
            answer = await lead.get(f"/api/v1{path}")
            assert answer.status_code == (200 if path in opens else 403)
            assert answer.status_code == 200 or answer.json()["code"] == "no_scope"


async def test_another_programme_s_sessions_are_not_found(house: House) -> None:
    await house.parts.store.directory.start_programme("Other", programme_id="other")
    async with await house.lead(programme="other") as lead:
        assert (await lead.get("/api/v1/sessions")).json()["items"] == []
        answers = [await lead.get(f"/api/v1/sessions/{name}/log") for name in ("one", "none")]
    assert [answer.status_code for answer in answers] == [404, 404]
    assert answers[0].content == answers[1].content


@pytest.mark.parametrize(
    "authorization", ["", "Bearer", "Bearer ", "Bearer als_x_y", "Basic YTpi", "Bearer " + "x" * 5000]
)
async def test_without_a_good_key_nothing_is_read(house: House, authorization: str) -> None:
    async with house.program(Authorization=authorization) as stranger:
        for path in PATHS:
            answer = await stranger.get(f"/api/v1{path}")
            assert answer.status_code == 401
            assert answer.headers["www-authenticate"].startswith("Bearer")
            assert answer.headers["content-type"] == "application/problem+json"


async def test_a_key_that_was_revoked_or_has_expired_opens_nothing(house: House) -> None:
    text = await house.key()
    async with house.program(Authorization=f"Bearer {text}") as lead, house.office() as office:
        assert (await lead.get("/api/v1/sessions")).status_code == 200
        await office.post(f"/api/v1/admin/keys/{text.split('_')[1]}/revoke")
        assert (await lead.get("/api/v1/sessions")).json()["code"] == "unknown_key"
    async with await house.lead() as lead:
        house.clock.put_wall(400 * 24 * HOUR)
        assert (await lead.get("/api/v1/sessions")).json()["code"] == "unknown_key"


async def test_no_lead_gets_a_word_that_was_said_nor_anybody_s_name(house: House) -> None:
    """A canary in every field in which somebody says something, and a canary among the people."""
    words = iter(range(10_000))

    def said(name: str) -> str:
        return f"CANARY{next(words)} {name}"

    await house.parts.store.directory.choose_where("set-one", Where.CALL, "https://CANARY-call.example/of-the-set")
    await a_sitting(house, words=said, call_link="https://CANARY-call.example/of-today").hold()
    people = [name for seat in house.parts.store.directory.seats_of("set-one") for name in (seat.name, seat.person_id)]
    assert next(words) > 40
    bodies = await everything(house)
    async with await house.lead() as lead:
        for path in ("/sessions/CANARY", "/sessions/amina/log", "/sessions?cursor=amina"):
            bodies[path] = (await lead.get(f"/api/v1{path}")).content
    for path, body in bodies.items():
        text = body.decode()
        assert "CANARY" not in text.replace("/sessions/CANARY", ""), path
        for name in (*people, *house.seats.values()):
            assert f'"{name}"' not in text, path
            assert name not in text or len(name) < 5, (path, name)


async def test_who_did_what_changes_no_byte_of_what_leads_get(tmp_path: Path) -> None:
    """The same play with the parts dealt out otherwise: every kind and every moment the same, every person another."""
    digests = []
    deals = (
        dealt(),
        dealt(("ruth", "priya", "maureen", "gareth", "danny", "amina")),
        dealt(("danny", "amina", "ruth", "gareth", "priya", "maureen")),
    )
    for n, parts in enumerate(deals):
        async with a_house(tmp_path / str(n)) as house:
            await a_sitting(house, parts=parts, words=lambda name, n=n: f"{name} {'x' * n}").hold()
            digests.append({path: hashlib.sha256(body).hexdigest() for path, body in (await everything(house)).items()})
            rows = house.parts.store.read("one")
            assert len(rows) > 100
    assert digests[0] == digests[1] == digests[2]


async def test_review_means_come_when_three_sessions_are_behind_them(house: House) -> None:
    await a_sitting(house).hold()
    for n in (2, 3):
        at = house.clock.at + HOUR
        await plan(house.parts.store, house.parts.rooms, "set-one", starts_at=at, minutes=120, session_id=f"s{n}")
        await a_sitting(house, session=f"s{n}").hold()
    async with await house.lead() as lead:
        first = (await lead.get("/api/v1/sessions/one/report")).json()
        third = (await lead.get("/api/v1/sessions/s3/report")).json()
    assert {figure["status"] for figure in first["review"].values()} == {"withheld"}
    assert third["review"]["listened"] == {"value": 4.0, "n": 18, "eligible": 18, "status": "ok"}


async def test_answers_to_leads_are_kept_by_nobody_on_the_way(house: House) -> None:
    async with await house.lead() as lead:
        for path in PATHS:
            answer = await lead.get(f"/api/v1{path}")
            assert answer.headers["cache-control"] == "private, no-cache"
            assert "Authorization" in answer.headers["vary"]


@pytest.mark.parametrize("path", PATHS)
async def test_who_has_an_answer_is_not_sent_it_again(house: House, path: str) -> None:
    async with await house.lead() as lead:
        first = await lead.get(f"/api/v1{path}")
        tag = first.headers["etag"]
        assert tag == f'"{hashlib.sha256(first.content).hexdigest()[:32]}"', "strong, and of these very bytes"
        for known in (tag, f'"other", {tag}', f"W/{tag}", "*"):
            same = await lead.get(f"/api/v1{path}", headers={"If-None-Match": known})
            assert (same.status_code, same.content) == (304, b"")
            assert same.headers["etag"] == tag
            assert same.headers["cache-control"] == "private, no-cache"
        for unknown in ('"other"', "", tag.strip('"'), "**"):
            assert (await lead.get(f"/api/v1{path}", headers={"If-None-Match": unknown})).content == first.content
        await plan(house.parts.store, house.parts.rooms, "set-one", starts_at=house.clock.at + HOUR, minutes=60)
        await a_sitting(house).hold()
        later = await lead.get(f"/api/v1{path}", headers={"If-None-Match": tag})
        assert later.status_code == 200
        assert later.headers["etag"] != tag
    await house.parts.store.directory.start_programme("Other", programme_id="other")
    async with house.program() as stranger, await house.lead(programme="other") as other:
        known = later.headers["etag"]
        assert (await stranger.get(f"/api/v1{path}", headers={"If-None-Match": known})).status_code == 401
        if "/one" in path:
            refused = await other.get(f"/api/v1{path}", headers={"If-None-Match": "*"})
            assert refused.status_code == 404
            assert "etag" not in refused.headers
