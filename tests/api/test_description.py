"""The interface is as its description says: every operation explained, every answer as promised."""

import asyncio
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from schemathesis import Case, CheckFunction
from schemathesis.specs.openapi.checks import ignored_auth, positive_data_acceptance

from app.api.application import create_api, describe
from app.auth.keys import Scope
from tests.server import PROGRAMME, running

DESCRIBED = describe(create_api())
EXCLUDED: list[CheckFunction] = [positive_data_acceptance]
"""Ids of our own making are not to be guessed, so that a made-up one is rightly not found."""
EXAMPLES = 10
OPERATIONS = [(path, method) for path, methods in DESCRIBED["paths"].items() for method in methods]


@pytest.mark.parametrize(("path", "method"), OPERATIONS)
def test_every_operation_is_explained(path: str, method: str) -> None:
    operation = DESCRIBED["paths"][path][method]
    assert operation["summary"]
    assert operation["description"]
    assert operation["tags"]
    for status, response in operation["responses"].items():
        assert response["description"], (path, status)
        if int(status) >= 400:
            content = response["content"]["application/problem+json"]
            assert content["schema"] == {"$ref": "#/components/schemas/ProblemDetails"}
            for code, example in content["examples"].items():
                assert example["value"]["code"] == code
                assert example["value"]["status"] == int(status)


def test_every_body_has_an_example() -> None:
    schemas = DESCRIBED["components"]["schemas"]
    for path, method in OPERATIONS:
        body = DESCRIBED["paths"][path][method].get("requestBody")
        if body is None:
            continue
        name = body["content"]["application/json"]["schema"]["$ref"].rpartition("/")[2]
        assert schemas[name]["examples"], name


def test_no_answer_for_leads_can_carry_a_person() -> None:
    """By construction: no field of theirs is named for anybody, or for anything that is said."""
    schemas = DESCRIBED["components"]["schemas"]
    people = {"person", "people", "holder", "asker", "by", "who", "seat", "seats"}
    forbidden = people | {"words", "headline", "learning"}

    def fields(schema: dict[str, Any]) -> set[str]:
        found = set(schema.get("properties", {}))
        for part in (*schema.get("properties", {}).values(), *schema.get("anyOf", ())):
            for inner in (part, part.get("items", {}), part.get("additionalProperties", {})):
                if isinstance(inner, dict) and "$ref" in inner:
                    found |= fields(schemas[inner["$ref"].rpartition("/")[2]])
        return found

    for answer in ("SessionPage", "LogPage", "ReportAnswer"):
        assert not fields(schemas[answer]) & forbidden, answer


@contextmanager
def serving(data_dir: Path) -> Iterator[tuple[str, dict[str, dict[str, str]]]]:
    """A server in a thread: its address, and what the lead and the office send with each request."""
    ready, done = threading.Event(), threading.Event()
    found: list[tuple[str, dict[str, dict[str, str]]]] = []

    async def serve() -> None:
        async with running(data_dir) as server:
            _, key = await server.parts.keys.make("Lead", programme_id=PROGRAMME, scopes=(Scope.ALL,))
            office = {"Authorization": f"Local {server.parts.local_token}"}
            jo = {"Cookie": await server.cookie("jo"), "seat": server.seats["jo"]}
            found.append((server.url, {"lead": {"Authorization": f"Bearer {key}"}, "office": office, "seat": jo}))
            ready.set()
            await asyncio.to_thread(done.wait)

    thread = threading.Thread(target=lambda: asyncio.run(serve()))
    thread.start()
    try:
        assert ready.wait(20)
        yield found[0]
    finally:
        done.set()
        thread.join()


@pytest.mark.parametrize("who", ["lead", "office"])
def test_answers_are_as_promised(who: str, tmp_path: Path) -> None:
    """Whatever is sent, the answer is one that the description has, and never a fault of ours."""
    with serving(tmp_path) as (url, headers):
        schema = schemathesis.openapi.from_dict(DESCRIBED)
        schema.config.update(base_url=url)
        tried = 0
        for path, method in OPERATIONS:
            if path.startswith("/api/v1/admin") != (who == "office"):
                continue

            @given(case=schema[path][method.upper()].as_strategy())
            @settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck), database=None)
            def check(case: Case[Any]) -> None:
                nonlocal tried
                tried += 1
                response = case.call(headers=headers[who])
                case.validate_response(response, excluded_checks=list(EXCLUDED))

            check()
        assert tried > 40


def test_good_answers_are_as_promised_too(tmp_path: Path) -> None:
    """Ids of our own making are not guessed: here they are given, and whatever can be read is read, and read again."""
    with serving(tmp_path) as (url, headers):
        ids = {"session_id": "one", "seat": headers["seat"].pop("seat")}
        schema = schemathesis.openapi.from_dict(DESCRIBED)
        schema.config.update(base_url=url)
        # a cookie's name has the seat in it, so that the check takes it for none; who is let in is tested by itself
        excluded = [*EXCLUDED, ignored_auth]
        read = []
        for path, method in (each for each in OPERATIONS if each[1] == "get"):
            (needed,) = DESCRIBED["paths"][path][method].get("security", [{"none": []}])
            who = {"leadKey": "lead", "adminCookie": "office", "seatCookie": "seat"}.get(next(iter(needed)), "")
            known = {name: value for name, value in ids.items() if f"{{{name}}}" in path}
            case = schema[path][method.upper()].Case(path_parameters=known)
            answer = case.call(headers=headers.get(who, {}))
            assert answer.status_code == 200, (path, answer.text)
            case.validate_response(answer, excluded_checks=excluded)
            read.append(path)
            if who == "lead":
                again = case.call(headers={**headers[who], "If-None-Match": answer.headers["etag"][0]})
                assert (again.status_code, again.content) == (304, b"")
                case.validate_response(again, excluded_checks=excluded)
        assert len(read) >= 14
