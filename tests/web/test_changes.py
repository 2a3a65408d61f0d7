"""People correct what was read: by a form, never without its token, always to be undone."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from fastapi.testclient import TestClient

from .conftest import JJOC


def _token(web: TestClient, path: str = f"/items/{JJOC}") -> str:
    found = re.search(r'name="csrf" value="(\w+)"', web.get(path).text)
    assert found
    return found[1]


def _launch(web: TestClient) -> str:
    steps = web.get(f"/items/{JJOC}.json").json()["steps"]
    return str(next(s["said"]["id"] for s in steps if s["said"]["quote"].startswith("launched")))


def _rung(web: TestClient) -> str:
    return str(web.get(f"/items/{JJOC}.json").json()["official"]["rung"])


def test_a_wrong_reading_counts_no_more_until_it_is_undone(web: TestClient) -> None:
    name, csrf = _launch(web), _token(web)
    assert _rung(web) == "in-effect"
    back = f"/items/{JJOC}?kind=commitment#s-{name}"
    form = {"csrf": csrf, "kind": "wrong", "back": back, "who": "Hana"}
    answer = web.post(f"/statements/{name}/decide", data=form, follow_redirects=False)
    assert answer.status_code == 303
    assert answer.headers["location"] == f"/items/{JJOC}?kind=commitment&done=1#s-{name}"
    assert _rung(web) == "intended"
    page = web.get(answer.headers["location"]).text
    assert "/decisions/1/undo" in page
    assert "Hana" in page
    web.post("/decisions/1/undo", data={"csrf": csrf})
    assert _rung(web) == "in-effect"
    decisions = web.get("/decisions.json").json()["decisions"]["rows"]
    assert [(d["kind"], d["active"]) for d in decisions] == [("undo", True), ("wrong", False)]


def test_a_statement_goes_where_it_belongs_by_any_name(web: TestClient) -> None:
    name, csrf = _launch(web), _token(web)
    form = {"csrf": csrf, "kind": "file", "value": "战斧"}
    web.post(f"/statements/{name}/decide", data=form)
    found = web.get("/items/tomahawk-purchase.json").json()["statements"]["rows"]
    assert name in {row["said"]["id"] for row in found}
    assert _rung(web) == "intended"
    form |= {"value": "no such thing at all"}
    answer = web.post(f"/statements/{name}/decide", data=form)
    assert answer.status_code == 422
    assert 'class="masthead"' in answer.text


def test_a_note_stands_beside_its_statement(web: TestClient) -> None:
    name, csrf = _launch(web), _token(web)
    form = {"csrf": csrf, "kind": "note", "value": "<b>ask</b> the ministry"}
    web.post(f"/statements/{name}/decide", data=form)
    text = web.get(f"/items/{JJOC}").text
    assert "&lt;b&gt;ask&lt;/b&gt; the ministry" in text


def test_an_answer_as_json(web: TestClient) -> None:
    form = {"csrf": _token(web), "kind": "right"}
    accept = {"Accept": "application/json"}
    answer = web.post(f"/statements/{_launch(web)}/decide", data=form, headers=accept)
    assert answer.json()["kind"] == "right"
    assert answer.json()["active"] is True


@pytest.mark.parametrize("csrf", ["", "x", "é", "0" * 64])
def test_no_change_without_the_forms_token(web: TestClient, csrf: str) -> None:
    name = _launch(web)
    _token(web)
    answer = web.post(f"/statements/{name}/decide", data={"csrf": csrf, "kind": "wrong"})
    assert answer.status_code == 403
    assert web.post("/decisions/1/undo", data={"csrf": csrf}).status_code == 403
    assert web.get("/decisions.json").json()["decisions"]["total"] == 0


def test_the_token_of_another_session_is_none(open_app: Callable[..., TestClient]) -> None:
    ours, theirs = open_app(), open_app()
    csrf = _token(theirs)
    _token(ours)
    answer = ours.post(f"/statements/{_launch(ours)}/decide", data={"csrf": csrf, "kind": "wrong"})
    assert answer.status_code == 403


@pytest.mark.parametrize(
    "headers",
    [{"Origin": "http://evil.example"}, {"Origin": "null"}, {"Sec-Fetch-Site": "cross-site"},
     {"Sec-Fetch-Site": "same-site"}, {"Referer": "http://localhost.evil.example/x"}],
)  # fmt: skip
def test_no_change_from_elsewhere(web: TestClient, headers: dict[str, str]) -> None:
    form = {"csrf": _token(web), "kind": "wrong"}
    answer = web.post(f"/statements/{_launch(web)}/decide", data=form, headers=headers)
    assert answer.status_code == 403
    assert web.get("/decisions.json").json()["decisions"]["total"] == 0


def test_a_change_from_our_own_page(web: TestClient) -> None:
    form = {"csrf": _token(web), "kind": "wrong"}
    headers = {"Origin": "http://localhost", "Sec-Fetch-Site": "same-origin"}
    answer = web.post(f"/statements/{_launch(web)}/decide", data=form, headers=headers)
    assert answer.status_code == 200


def test_read_only_is_read_only(open_app: Callable[..., TestClient], web: TestClient) -> None:
    shown = open_app(read_only=True)
    page = shown.get(f"/items/{JJOC}").text
    assert "/decide" not in page
    name, csrf = _launch(shown), _token(web)
    for path in (f"/statements/{name}/decide", "/decisions/1/undo", "/nowhere"):
        assert shown.post(path, data={"csrf": csrf, "kind": "wrong"}).status_code == 403
    assert shown.delete("/items").status_code == 403


def test_what_makes_no_sense_is_refused(web: TestClient) -> None:
    csrf, name = _token(web), _launch(web)
    post = web.post
    assert post(f"/statements/{name}/decide", data={"csrf": csrf, "kind": "x"}).status_code == 422
    assert post("/statements/ffff/decide", data={"csrf": csrf, "kind": "right"}).status_code == 400
    assert post("/decisions/99/undo", data={"csrf": csrf}).status_code == 400
    long = {"csrf": csrf, "kind": "note", "value": "x" * 5000}
    assert post(f"/statements/{name}/decide", data=long).status_code == 422


def test_a_browser_signs_with_its_own_name(web: TestClient) -> None:
    name, csrf = _launch(web), _token(web)
    assert web.post("/who", data={"who": "x"}).status_code == 403
    answer = web.post("/who", data={"csrf": csrf, "who": "森 <花>", "back": "//evil.example"},
                      follow_redirects=False)  # fmt: skip
    assert answer.headers["location"] == "/"
    assert "森 &lt;花&gt;" in web.get("/").text
    web.post(f"/statements/{name}/decide", data={"csrf": csrf, "kind": "right"})
    assert web.get("/decisions.json").json()["decisions"]["rows"][0]["who"] == "森 <花>"
    web.post("/who", data={"csrf": csrf, "who": ""})
    web.post("/decisions/1/undo", data={"csrf": csrf})
    assert web.get("/decisions.json").json()["decisions"]["rows"][0]["who"] == "user"


@pytest.mark.parametrize("value", ["", "  "])
def test_nothing_is_filed_under_nothing_by_an_empty_field(web: TestClient, value: str) -> None:
    name, csrf = _launch(web), _token(web)
    for kind in ("file", "note"):
        form = {"csrf": csrf, "kind": kind, "value": value}
        assert web.post(f"/statements/{name}/decide", data=form).status_code == 422
    assert web.get("/decisions.json").json()["decisions"]["total"] == 0
    page = web.get(f"/statements/{name}").text
    fields = re.findall(r'<input name="value"[^>]*>', page)
    assert fields
    assert all("required" in one for one in fields)


def test_what_fits_no_item_has_a_button_of_its_own(web: TestClient) -> None:
    name, csrf = _launch(web), _token(web)
    assert 'name="kind" value="none"' in web.get(f"/statements/{name}").text
    web.post(f"/statements/{name}/decide", data={"csrf": csrf, "kind": "none", "value": "x"})
    made = web.get("/decisions.json").json()["decisions"]["rows"][0]
    assert (made["kind"], made["value"], made["statement"]) == ("file", "", name)


def test_what_is_refused_is_json_to_who_asks_for_it(open_app: Callable[..., TestClient]) -> None:
    web = open_app()
    csrf, name = _token(web), _launch(web)
    accept = {"Accept": "application/json"}
    for status, path, form in [
        (403, f"/statements/{name}/decide", {"kind": "right"}),
        (422, f"/statements/{name}/decide", {"csrf": csrf, "kind": "x"}),
        (400, "/statements/ffff/decide", {"csrf": csrf, "kind": "right"}),
        (400, "/decisions/99/undo", {"csrf": csrf}),
        (404, "/nowhere", {"csrf": csrf}),
    ]:
        answer = web.post(path, data=form, headers=accept)
        assert (answer.status_code, list(answer.json())) == (status, ["error"]), path
    shown = open_app(read_only=True).post("/decisions/1/undo", headers=accept)
    assert (shown.status_code, list(shown.json())) == (403, ["error"])
    browser = {"Accept": "text/html,application/xhtml+xml,application/json;q=0.1"}
    assert "<html" in web.get("/nowhere", headers=browser).text
