"""What holds for every answer: problems, headers, tags, and that reading changes nothing."""

import re
import shutil
from pathlib import Path
from typing import Any

import httpx
import orjson
import pytest

from app.api import web_files
from app.api.problems import STATUS
from app.facilitation.refusals import Reason
from app.realtime.problems import PROBLEMS
from app.texts import has, web_dir
from tests.api.conftest import URL, House

PAGES = ("/", "/join", "/admin", "/room/x", "/desk/x", "/mine/x", "/seen/x", "/lead", "/lead/x")


def test_every_code_has_a_sentence() -> None:
    for code in (*STATUS, *PROBLEMS):
        assert has(f"problems.{code}"), code
    for code in (*Reason, "not_saved", "fault"):
        assert has(f"refusals.{code}"), code


@pytest.mark.parametrize(
    ("method", "path", "status", "code"),
    [
        ("GET", "/api/v1/nothing", 404, "not_found"),
        ("GET", "/nothing", 404, "not_found"),
        ("GET", "/js/nothing.js", 404, "not_found"),
        ("DELETE", "/api/v1/join", 405, "method_not_allowed"),
        ("PUT", "/", 405, "method_not_allowed"),
        ("POST", "/api/v1/join", 422, "bad_request"),
    ],
)
async def test_every_refusal_is_a_problem(house: House, method: str, path: str, status: int, code: str) -> None:
    async with house.browser() as browser:
        answer = await browser.request(method, path)
    assert answer.status_code == status
    assert answer.headers["content-type"] == "application/problem+json"
    body = answer.json()
    assert (body["status"], body["code"]) == (status, code)
    assert body["detail"]
    assert body["type"] == f"/docs/api#{code}"


@pytest.mark.parametrize(
    ("body", "status", "code"),
    [
        (b"{", 400, "bad_json"),
        (b"\xff\xfe", 400, "bad_json"),
        (b"[" * 50_000, 400, "bad_json"),
        (b'"' + b"x" * 70_000 + b'"', 413, "too_large"),
        (b'{"token": 1}', 422, "bad_request"),
    ],
)
async def test_bodies_that_are_none(house: House, body: bytes, status: int, code: str) -> None:
    async with house.browser() as browser:
        answer = await browser.post("/api/v1/join", content=body, headers={"Content-Type": "application/json"})
    assert (answer.status_code, answer.json()["code"]) == (status, code)


async def test_a_body_that_does_not_say_how_large_it_is_is_cut_off_too(house: House) -> None:
    async def much() -> Any:
        for _ in range(100):
            yield b"x" * 1000

    async with house.browser() as browser:
        for path in ("/api/v1/join", "/api/v1/csp-reports"):
            answer = await browser.post(path, content=much(), headers={"Content-Type": "application/json"})
            assert (answer.status_code, answer.json()["code"]) == (413, "too_large"), path
            assert answer.headers["content-type"] == "application/problem+json"


async def test_a_fault_of_ours_is_a_problem_and_tells_nothing(
    house: House, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise RuntimeError("CANARY in a message")

    monkeypatch.setattr(house.parts.store.directory, "sessions", broken)
    async with await house.lead() as lead:
        answer = await lead.get("/api/v1/sessions")
    assert (answer.status_code, answer.json()["code"]) == (500, "internal")
    assert "CANARY" not in answer.text
    assert "RuntimeError at" in caplog.text
    assert "CANARY" not in caplog.text


async def test_every_answer_has_the_headers_that_protect(house: House) -> None:
    async with house.browser() as browser:
        answers = [await browser.get(path) for path in (*PAGES, "/healthz", "/nothing", "/docs/api", "/openapi.json")]
        answers.append(await browser.post("/api/v1/join", json={"token": "x"}))
        answers.append(await browser.post("/api/v1/join", json={}, headers={"Origin": "https://evil.example"}))
    for answer in answers:
        devices = answer.headers["permissions-policy"].split(", ")
        assert devices == ["camera=(self)", "geolocation=()", "microphone=(self)", "payment=()", "usb=()"]
        policy = answer.headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        assert "frame-ancestors 'none'" in policy
        assert "require-trusted-types-for 'script'" in policy
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert answer.headers["referrer-policy"] == "no-referrer"
        assert "server" not in answer.headers


async def test_every_address_of_a_person_is_the_one_document(house: House) -> None:
    async with house.browser() as browser:
        document = (await browser.get("/")).content
        for path in PAGES:
            answer = await browser.get(path)
            assert answer.content == document
            assert answer.headers["cache-control"] == "no-cache"
            assert (await browser.head(path)).status_code == 200
            same = await browser.get(path, headers={"If-None-Match": answer.headers["etag"]})
            assert (same.status_code, same.content) == (304, b"")


async def named_by_the_document(browser: httpx.AsyncClient) -> list[str]:
    return re.findall(r'(?:href|src)="(/[^"]+)"', (await browser.get("/")).text)


async def test_every_file_that_the_document_names_is_there_and_kept(house: House) -> None:
    async with house.browser() as browser:
        named = await named_by_the_document(browser)
        assert len(named) >= 10
        for path in named:
            answer = await browser.get(path)
            assert answer.status_code == 200, path
            assert answer.headers["cache-control"] == (
                "public, max-age=31536000, immutable" if path != "/icon.svg" else "no-cache"
            )
            at_home = re.sub(r"^/web/[0-9a-f]{16}/", "/", path)
            same = await browser.get(at_home)
            assert (same.content, same.headers["cache-control"]) == (answer.content, "no-cache")


@pytest.fixture
def web(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The page's files as they lie in a folder of the test's own, into which it may put others."""
    copied = tmp_path / "web"
    shutil.copytree(web_dir(), copied)
    monkeypatch.setattr(web_files, "web_dir", lambda: copied)
    return copied


async def test_a_page_from_before_an_update_gets_what_there_is_and_keeps_none_of_it(house: House, web: Path) -> None:
    async with house.browser() as browser:
        before = await named_by_the_document(browser)
        (script,) = (path for path in before if path.endswith("/js/page.js"))
        (web / "js" / "paths.js").write_text("// another")
        after = await named_by_the_document(browser)
        assert after != before
        assert script not in after, "one file is another, so all have another address"
        answer = await browser.get(script)
        assert (answer.status_code, answer.headers["cache-control"]) == (200, "no-cache")


async def test_a_new_file_at_the_address_of_the_old_version_is_kept_by_nobody(house: House, web: Path) -> None:
    async with house.browser() as browser:
        named = await named_by_the_document(browser)
        (script,) = (path for path in named if path.endswith("/js/page.js"))
        files = {script: "js/main.js", script.replace("page.js", "texts.js"): "js/texts.js"}
        for address in files:
            assert (await browser.get(address)).headers["cache-control"].endswith("immutable")
        for address, file in files.items():
            (web / file).write_text("// of the next release, before anybody asked for its document")
            answer = await browser.get(address)
            assert (answer.status_code, answer.headers["cache-control"]) == (200, "no-cache")
            assert "// of the next release" in answer.text


@pytest.mark.parametrize(
    "path",
    [
        "/js/../package.json",
        "/js/%2e%2e/package.json",
        "/js/..%2fpackage.json",
        "/css/../../pyproject.toml",
        "/fonts/%2e%2e/%2e%2e/app/main.py",
        "/package.json",
        "/jsconfig.json",
        "/js/protocol.d.ts",
        "/js/",
        "/js",
        "/js/%00",
        "/texts/" + "x" * 5000,
        "/vendor/README.md",
        "/web/0/package.json",
        "/web/0/../package.json",
        "/web/0/js/%2e%2e/package.json",
        "/web/0/js/protocol.d.ts",
        "/web/0/app/main.js",
        "/web/js/main.js",
    ],
)
async def test_only_the_page_s_own_files_are_sent(house: House, path: str) -> None:
    async with house.browser() as browser:
        answer = await browser.get(path)
    assert answer.status_code == 404
    assert answer.headers["content-type"] == "application/problem+json"


async def test_blocked_things_are_counted_and_nothing_else_of_them_kept(house: House) -> None:
    reports: list[bytes] = [
        orjson.dumps({"csp-report": {"effective-directive": "img-src", "blocked-uri": "https://CANARY.example"}}),
        orjson.dumps([{"type": "csp-violation", "body": {"effectiveDirective": "script-src-elem"}}]),
        b"nonsense",
        orjson.dumps({"csp-report": {"effective-directive": "<script>"}}),
        orjson.dumps([]),
    ]
    async with house.program() as browser, house.office() as office:
        for body in reports:
            headers = {"Content-Type": "application/csp-report", "Origin": "null", "Cookie": "a=b"}
            answer = await browser.post("/api/v1/csp-reports", content=body, headers=headers)
            assert answer.status_code == 204
        counted = (await office.get("/api/v1/admin/csp-reports")).json()
        for _ in range(100):
            await browser.post("/api/v1/csp-reports", content=reports[0])
        assert (await office.get("/api/v1/admin/csp-reports")).json()["img-src"] < 70
    assert counted == {"img-src": 1, "script-src-elem": 1, "unreadable": 3}


async def test_the_reference_is_drawn_without_script(house: House) -> None:
    async with house.browser() as browser:
        page = (await browser.get("/docs/api")).text
        style = await browser.get("/docs/api.css")
    assert "<script" not in page
    assert "style=" not in page
    assert style.headers["content-type"].startswith("text/css")
    for path in house.app.api.openapi()["paths"]:
        assert path in page
    assert all(f'id="{code}"' in page for code in STATUS)
    assert URL not in page
