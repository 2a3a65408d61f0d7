"""Inbox: what is decided is kept, is not asked again, and can be undone."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from renkei.ledger import Ledger

from .conftest import BASE, document, statement

FUND = "Pacific Icebreaker Fund"


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """Three documents of which two speak of a fund, and two file the same words differently."""
    where = tmp_path / "inbox.ledger"
    one = document("aaaa", f"Tokyo plans the {FUND}. It rained.", "2026-01-01", "en")
    two = document("bbbb", f"Washington will join the {FUND}. Nobody came.", "2026-02-01", "en")
    same = "Japan intends to buy four hundred cruise missiles from the United States."
    left = document("cccc", f"{same} That was all for today.", "2026-03-01", "en")
    right = document("dddd", f"{same} More tomorrow at nine.", "2026-03-02", "en")
    with Ledger.open(where) as ledger:
        for doc, quote, item in [
            (one, f"plans the {FUND}", ""),
            (two, f"will join the {FUND}", ""),
            (left, same[:-1], "tomahawk-purchase"),
            (right, same[:-1], "glide-phase-interceptor"),
        ]:
            said = [statement(doc, quote, "intended", item)]
            ledger.add(doc, said, reader="hand", version="1")
    return where


def post(web: TestClient, path: str, **fields: Any) -> Any:
    found = re.search(r'name="csrf" value="(\w+)"', web.get("/inbox").text)
    assert found
    headers = {"Accept": "application/json"}
    return web.post(path, data={"csrf": found[1], **fields}, headers=headers)


def listed(web: TestClient, matter: str) -> list[Any]:
    rows: list[Any] = web.get(f"/inbox.json?matter={matter}").json()["entries"]["rows"]
    return rows


def test_a_group_is_filed_and_freed(web: TestClient) -> None:
    (group,) = listed(web, "unfiled")
    ids = [s["id"] for s in group["statements"]]
    assert len(ids) == 2
    made = post(web, "/inbox/file", statement=ids, value="tomahawk-purchase").json()
    assert [d["statement"] for d in made] == ids
    assert listed(web, "unfiled") == []
    assert post(web, "/inbox/undo", decision=[d["id"] for d in made]).status_code == 200
    assert [e["name"] for e in listed(web, "unfiled")] == [group["name"]]


def test_what_is_under_no_item_for_good_is_not_asked_again(web: TestClient) -> None:
    (group,) = listed(web, "unfiled")
    post(web, "/inbox/file", statement=group["statements"][0]["id"])
    (left,) = listed(web, "unfiled")
    assert [s["id"] for s in left["statements"]] == [group["statements"][1]["id"]]


def test_a_group_is_never_asked_again(web: TestClient) -> None:
    (group,) = listed(web, "unfiled")
    (no,) = post(web, "/inbox/refuse", name=group["name"]).json()
    assert listed(web, "unfiled") == []
    post(web, "/inbox/undo", decision=no["id"])
    assert len(listed(web, "unfiled")) == 1


def test_a_suggestion_becomes_an_item_with_its_statements(web: TestClient) -> None:
    (new,) = listed(web, "new")
    assert (new["name"], new["key"]) == (FUND, "pacific-icebreaker-fund")
    assert post(web, "/inbox/accept", name=FUND, key="Bad Key").status_code == 400
    assert post(web, "/inbox/accept", name="Something else", key="x").status_code == 422
    assert post(web, "/inbox/accept", name=FUND, key=new["key"]).status_code == 200
    assert listed(web, "new") == []
    assert listed(web, "unfiled") == []
    assert web.get("/items/pacific-icebreaker-fund.json").json()["quotes"] == 2


def test_the_same_words_under_two_items(web: TestClient) -> None:
    (apart,) = listed(web, "apart")
    assert set(apart["items"]) == {"tomahawk-purchase", "glide-phase-interceptor"}
    wrong = [s["id"] for s in apart["statements"] if s["item"] == "glide-phase-interceptor"]
    split = post(
        web,
        "/inbox/split",
        statement=wrong,
        item="glide-phase-interceptor",
        value="tomahawk-purchase",
    )
    assert split.json()[0]["kind"] == "split"
    assert listed(web, "apart") == []


def test_two_items_become_one_or_are_known_to_differ(web: TestClient) -> None:
    (apart,) = listed(web, "apart")
    (no,) = post(web, "/inbox/refuse", name=apart["name"]).json()
    assert listed(web, "apart") == []
    post(web, "/inbox/undo", decision=no["id"])
    one, other = apart["items"]
    assert post(web, "/inbox/merge", item=one, value=other).json()[0]["kind"] == "merge"
    assert listed(web, "apart") == []


def test_no_item_of_that_name(web: TestClient) -> None:
    (group,) = listed(web, "unfiled")
    ids = [s["id"] for s in group["statements"]]
    assert post(web, "/inbox/file", statement=ids, value="no such thing at all").status_code == 422
    assert web.get("/decisions.json").json()["decisions"]["total"] == 0


def test_a_form_of_another_session_changes_nothing(web: TestClient) -> None:
    answer = web.post("/inbox/refuse", data={"csrf": "0" * 64, "name": FUND})
    assert answer.status_code == 403
    assert len(listed(web, "new")) == 1


def test_read_only_shows_and_refuses(open_app: Callable[..., TestClient]) -> None:
    open_app()  # settles what is derived
    web = open_app(read_only=True)
    page = web.get("/inbox")
    assert page.status_code == 200
    assert "/inbox/refuse" not in page.text
    assert web.post("/inbox/refuse", data={"name": FUND}).status_code == 403


def test_going_back_leads_to_no_other_host(web: TestClient) -> None:
    found = re.search(r'name="csrf" value="(\w+)"', web.get("/inbox").text)
    assert found
    answer = web.post(
        "/inbox/refuse",
        data={"csrf": found[1], "name": FUND, "back": "//evil.example/x"},
        follow_redirects=False,
    )
    assert answer.status_code == 303
    assert answer.headers["location"].startswith("/?done=")
    assert BASE.startswith("http")


def test_each_deed_is_explained_where_it_is_offered(web: TestClient) -> None:
    for matter, deeds in {
        "unfiled": ("Wrong", "Fits none", "Never ask again"),
        "new": ("Never ask again",),
    }.items():
        text = web.get(f"/inbox?matter={matter}&lang=en").text
        (told,) = re.findall(r'<p class="caveat deeds">(.*?)</p>', text)
        for deed in deeds:
            assert f"“{deed}”: " in told
            assert f'title="“{deed}”: ' in text
    assert 'href="/inbox?matter=unfiled"' in web.get("/").text
