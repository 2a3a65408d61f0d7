"""Corrections: what was taken back is told by what it was, and long runs are folded."""

from __future__ import annotations

import html
import re

from fastapi.testclient import TestClient

from .conftest import JJOC


def _token(web: TestClient) -> str:
    found = re.search(r'name="csrf" value="(\w+)"', web.get(f"/items/{JJOC}").text)
    assert found
    return found[1]


def _launch(web: TestClient) -> str:
    steps = web.get(f"/items/{JJOC}.json").json()["steps"]
    return str(next(s["said"]["id"] for s in steps if s["said"]["quote"].startswith("launched")))


def test_an_undo_says_what_it_took_back_and_has_no_button(web: TestClient) -> None:
    csrf, name = _token(web), _launch(web)
    web.post(f"/statements/{name}/decide", data={"csrf": csrf, "kind": "wrong"})
    web.post("/decisions/1/undo", data={"csrf": csrf})
    view = web.get("/decisions.json").json()
    assert view["undone"]["1"]["kind"] == "wrong"
    assert view["about"][name]["item"] == JJOC
    text = html.unescape(web.get("/decisions?lang=en").text)
    (row,) = re.findall(r'<tr data-step id="d-2".*?</tr>', text, re.DOTALL)
    assert "Taken back №1: Marked wrong" in row
    assert "launched at Ichigaya" in row
    assert f"/items/{JJOC}" in row
    assert "/undo" not in text


def test_a_long_run_of_undoing_is_one_row(web: TestClient) -> None:
    csrf, name = _token(web), _launch(web)
    for _ in range(6):
        web.post(f"/statements/{name}/decide", data={"csrf": csrf, "kind": "right"})
    for number in range(6, 0, -1):
        web.post(f"/decisions/{number}/undo", data={"csrf": csrf})
    text = html.unescape(web.get("/decisions?lang=en").text)
    assert "6 decisions taken back" in text
    assert len(re.findall(r"<tr data-step", text)) == 7
    for number in range(1, 13):
        assert f'id="d-{number}"' in text
    assert web.get("/decisions.json").json()["decisions"]["total"] == 12
