"""Who is let in, who may change, and what no page may hold."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from fastapi.testclient import TestClient

from renkei.web import security
from renkei.web.security import Safety, known_names, local, loopback

TOKEN = "a token of some length"


@pytest.mark.parametrize("host", ["evil.example", "localhost.evil.example", "", "a b", "evil:80"])
def test_a_strange_host_gets_nothing(shown: TestClient, host: str) -> None:
    answer = shown.get("/", headers={"Host": host})
    assert answer.status_code == 421
    assert "joint" not in answer.text


@pytest.mark.parametrize("host", ["localhost", "localhost:8765", "127.0.0.1:1", "[::1]:80"])
def test_this_machine_is_known(shown: TestClient, host: str) -> None:
    assert shown.get("/", headers={"Host": host}).status_code == 200


def test_a_name_that_was_given_is_known() -> None:
    safety = Safety(names=known_names("0.0.0.0", ["Ledger.example"]))
    assert safety.knows("ledger.example:443")
    assert safety.knows("192.0.2.7:8765")
    assert not safety.knows("other.example")


@pytest.mark.parametrize(
    ("host", "is_it"),
    [("127.0.0.1", True), ("127.8.8.8", True), ("::1", True), ("localhost", True),
     ("0.0.0.0", False), ("::", False), ("192.168.0.2", False), ("ledger.example", False)],
)  # fmt: skip
def test_loopback(host: str, is_it: bool) -> None:
    assert loopback(host) is is_it


def test_without_the_token_there_is_only_a_form(open_app: Callable[..., TestClient]) -> None:
    web = open_app(token=TOKEN)
    answer = web.get("/items.json")
    assert answer.status_code == 401
    page = web.get("/")
    assert page.status_code == 401
    assert 'action="/enter"' in page.text
    assert web.get("/static/renkei.css").status_code == 200
    assert web.get("/?token=wrong").status_code == 401
    assert web.get("/openapi.json").status_code == 401


def test_the_token_in_the_address_becomes_a_cookie(open_app: Callable[..., TestClient]) -> None:
    web = open_app(token=TOKEN)
    first = web.get("/?rung=agreed", params={"token": TOKEN, "x": "y"}, follow_redirects=False)
    assert first.status_code == 303
    assert TOKEN not in first.headers["location"]
    held = next(c for c in first.headers.get_list("set-cookie") if security.ACCESS in c)
    assert TOKEN not in held
    assert "HttpOnly" in held
    assert web.get("/").status_code == 200
    assert open_app(token=TOKEN).get("/").status_code == 401


def test_the_token_in_a_form_or_a_header(open_app: Callable[..., TestClient]) -> None:
    web = open_app(token=TOKEN)
    assert web.post("/enter", data={"token": "wrong"}).status_code == 401
    entered = web.post("/enter", data={"token": TOKEN, "back": "/"}, follow_redirects=False)
    assert entered.headers["location"] == "/"
    assert web.get("/").status_code == 200
    bearer = {"Authorization": f"Bearer {TOKEN}"}
    assert open_app(token=TOKEN).get("/home.json", headers=bearer).status_code == 200


def test_no_form_leads_elsewhere(open_app: Callable[..., TestClient]) -> None:
    web = open_app(token=TOKEN)
    for away in ("//evil.example", "https://evil.example", "/\\evil", "x", ""):
        assert local(away) == "/"
        answer = web.post("/enter", data={"token": TOKEN, "back": away}, follow_redirects=False)
        assert answer.headers["location"] == "/", away


def test_every_answer_is_dressed(shown: TestClient) -> None:
    for path in ("/", "/home.json", "/nowhere", "/static/renkei.css", "/openapi.json"):
        headers = shown.get(path).headers
        policy = headers["content-security-policy"]
        assert "default-src 'self'" in policy
        assert "frame-ancestors 'none'" in policy
        assert "unsafe" not in policy
        assert headers["x-content-type-options"] == "nosniff"
        assert "referrer-policy" in headers


def test_the_session_is_strict(web: TestClient) -> None:
    held = next(c for c in web.get("/").headers.get_list("set-cookie") if security.SESSION in c)
    assert "SameSite=Strict" in held
    assert "HttpOnly" in held


def test_every_change_asks_for_the_forms_token(shown: TestClient) -> None:
    described = shown.get("/openapi.json").json()["paths"]
    changes = [
        (method, re.sub(r"{\w+}", "1", path))
        for path, operations in described.items()
        for method in operations
        if method.upper() not in security.SAFE
    ]
    assert ("post", "/decisions/1/undo") in changes
    shown.get("/")
    for method, path in changes:
        answer = shown.request(method, path, data={"csrf": "x"})
        assert answer.status_code == 403, path


def test_nothing_is_written_into_a_page(shown: TestClient) -> None:
    for path in PAGES:
        text = shown.get(path).text
        assert not re.search(r"<script(?![^>]*\bsrc=)", text), path
        assert not re.search(r"\s(style|on[a-z]+)=[\"']", text), path
        assert not re.search(r"(src|href)=[\"'](https?:)?//[^\"']*\.(js|css)", text), path


PAGES = [
    *("/", "/items", "/items/joint-operations-command", "/documents", "/sources", "/search?q=a"),
    *("/decisions", "/api", "/nowhere"),
]
