"""An item's page: the sources behind its quotes, where else it is named, how the pack has it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from fastapi.testclient import TestClient

from renkei.ledger import Ledger
from renkei.nouns import Reference, Role
from renkei.packs.load import load_pack
from renkei.web.pages import item as page
from renkei.web.pages import statement as statement_page

from .conftest import BASE, JJOC, document, statement

BOOK = "[1] 防衛白書, 2024, <b>12</b>。"
NOTED = f"防衛省は統合作戦司令部を設置する計画だ。[1]{BOOK}"
BESIDE = "The purchase was agreed. It was linked to the Joint Operations Command."
TITLE = "The Joint Operations Command, explained"
OTHERS = {"speaker": "author", "speaker_role": Role.AUTHOR}


@pytest.fixture(scope="module")
def web(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    """An app on documents of which one has a footnote, one names the item, one has it as title."""
    from renkei.web.app import create_app

    at = NOTED.index(BOOK)
    listed = (Reference("[1]", at, len(NOTED)),)
    noted = document("ab12", NOTED, "2024-04-17", "ja", references=listed)
    beside = document("cd34", BESIDE, "2024-05-17", "en")
    titled = document("ba98", "Nothing was decided.", "2024-06-17", "en", title=TITLE)
    refused = document("9876", "It is off. It is agreed. It is still off.", "2024-07-17", "en")
    off = {"kind": "rejected", "item": "glide-phase-interceptor"}
    said = {
        noted: [statement(noted, NOTED[: NOTED.index("。")], "intended", JJOC, notes=("[1]",))],
        beside: [statement(beside, BESIDE[:-1], "agreed", "tomahawk-purchase")],
        titled: [],
        refused: [
            statement(refused, "It is off", off["kind"], off["item"], time="2024-07-01"),
            statement(refused, "It is agreed", "agreed", off["item"], time="2024-07-02", **OTHERS),
            statement(refused, "It is still off", off["kind"], off["item"], time="2024-07-03"),
        ],
    }
    place = tmp_path_factory.mktemp("item") / "item.ledger"
    with Ledger.open(place) as ledger:
        for one, some in said.items():
            ledger.add(one, some, reader="hand", version="1")
    with TestClient(create_app(place), base_url=BASE) as client:
        yield client


def _item(web: TestClient, key: str = JJOC) -> dict[str, Any]:
    found: dict[str, Any] = web.get(f"/items/{key}.json").json()
    return found


def test_the_source_behind_a_statement_is_shown_wherever_it_is(web: TestClient) -> None:
    view = _item(web)
    (spoken,) = view["statements"]["rows"]
    (step,) = view["steps"]
    assert spoken["said"]["references"] == step["said"]["references"] == [BOOK]
    name, of = spoken["said"]["id"], spoken["said"]["document"]
    assert web.get(f"/statements/{name}.json").json()["said"]["references"] == [BOOK]
    (note,) = web.get(f"/documents/{of}.json").json()["notes"]
    assert note["said"]["references"] == [BOOK]
    for path, times in ((f"/items/{JJOC}", 2), (f"/statements/{name}", 1), (f"/documents/{of}", 1)):
        text = web.get(path).text
        assert text.count('class="whose behind"') == times, path
        assert "after: <bdi>[1] 防衛白書, 2024, &lt;b&gt;12&lt;/b&gt;。</bdi>" in text


def test_a_statement_stands_among_whole_sentences(
    web: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    (spoken,) = _item(web, "tomahawk-purchase")["statements"]["rows"]
    path = f"/statements/{spoken['said']['id']}.json"
    monkeypatch.setattr(statement_page, "AROUND", 3)
    first = web.get(path).json()
    (noted,) = _item(web)["statements"]["rows"]
    second = web.get(f"/statements/{noted['said']['id']}.json").json()
    assert (first["before"], first["after"]) == ("", ".")
    assert (second["before"], second["after"]) == ("", "。[1][1")
    monkeypatch.setattr(statement_page, "AROUND", 8)
    second = web.get(f"/statements/{noted['said']['id']}.json").json()
    assert second["after"] == NOTED[NOTED.index("。") :][:16]


def test_sentences_that_name_it_are_found_though_filed_elsewhere(web: TestClient) -> None:
    view = _item(web)
    named = {"".join(run["text"] for run in one["runs"]): one for one in view["named"]}
    assert set(named) == {TITLE, BESIDE[BESIDE.index(" It") :]}
    one = named[BESIDE[BESIDE.index(" It") :]]
    assert one["document"] == "cd34" * 8
    assert [run["text"] for run in one["runs"] if run["found"]] == ["Joint Operations Command"]
    assert (
        f'href="/documents/{one["document"]}?at={one["start"]}"' in web.get(f"/items/{JJOC}").text
    )
    assert _item(web, "tomahawk-purchase")["named"] == []


def test_pack_and_documents_are_held_against_each_other(web: TestClient) -> None:
    view = _item(web)
    assert view["official"]["rung"] == "intended"
    assert view["by_pack"]["official"]["rung"] == "in-effect"
    differing = {one["field"]: one for one in view["differing"]}
    one = differing["official"]
    assert (one["pack"], one["documents"], one["contradiction"]) == ("in-effect", "intended", False)
    assert one["statement"] == view["official"]["statement"]
    text = web.get(f"/items/{JJOC}").text
    anchors = re.findall(r'href="#(cited-\d+)"', text)
    assert one["anchor"] in anchors
    assert all(f'id="{anchor}"' in text for anchor in anchors)


def test_an_item_nobody_speaks_of_stands_as_the_pack_has_it(web: TestClient) -> None:
    spoken = {row["item"] for row in web.get("/items.json").json()["items"]["rows"]}
    key = next(
        item.key
        for item in load_pack().items
        if item.key not in spoken and any(step.status == "in-effect" for step in item.history)
    )
    view, text = _item(web, key), web.get(f"/items/{key}").text
    assert view["statements"]["total"] == 0
    assert view["differing"] == []
    standing = view["by_pack"]["official"] or view["by_pack"]["reported"]
    assert f'href="#{standing["statement"]}"' in text
    assert "No document read so far speaks of it." in text
    assert "Nobody" not in text


def test_a_step_bears_the_sign_of_the_voice_that_it_moved(web: TestClient) -> None:
    steps = _item(web, "glide-phase-interceptor")["steps"]
    last = steps[-1]
    assert (last["said"]["role"], last["moved"]) == ("official", "reported")
    text = web.get("/items/glide-phase-interceptor").text
    signs = re.findall(r'<div class="what"><span class="voice v-(\w+)"', text)
    assert signs == [step["moved"] for step in steps]


def test_marks_that_are_left_out_are_counted(
    web: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert _item(web, "glide-phase-interceptor")["undrawn"] == 0
    monkeypatch.setattr(page, "POINTS", 1)
    monkeypatch.setattr(page, "STEPS", 1)
    assert _item(web, "glide-phase-interceptor")["undrawn"] == 2
    assert "2 more commitments are not drawn" in web.get("/items/glide-phase-interceptor").text


@pytest.mark.parametrize("path", ["/", "/items", f"/items/{JJOC}.json", "/items.csv"])
def test_the_head_of_a_page_is_that_of_its_page(web: TestClient, path: str) -> None:
    whole, head = web.get(path), web.head(path)
    assert (head.status_code, head.content) == (200, b"")
    for name in ("content-type", "content-length", "content-security-policy"):
        assert head.headers[name] == whole.headers[name]


def test_what_cannot_be_got_has_no_head(web: TestClient) -> None:
    assert web.head("/no-such-page").status_code == 404
    assert (
        web.head(f"/statements/{'0' * 20}/decide").status_code
        == web.get(f"/statements/{'0' * 20}/decide").status_code
    )


def test_documents_are_searched_by_their_titles(web: TestClient) -> None:
    def found(title: str) -> list[str]:
        answer = web.get("/documents.json", params={"title": title}).json()["documents"]
        assert answer["total"] == len(answer["rows"])
        return [row["document"] for row in answer["rows"]]

    assert found("command EXPLAINED") == ["ba98" * 8]
    assert found("Title") == ["9876" * 8, "cd34" * 8, "ab12" * 8]
    assert found("no such words") == []
    assert 'name="title" value="&#34;quoted"' in web.get('/documents?title="quoted').text
