"""Every page answers, says what its twin says, and links what it claims to a quote."""

from __future__ import annotations

import csv
import html
import io
import re
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from renkei.nouns import Reason
from renkei.web.pages import pages
from renkei.web.pages.statement import ReadAs, read_as

from .conftest import EVIL_TITLE, JJOC

PATHS = [
    "/", "/items", f"/items/{JJOC}", "/documents", f"/documents/{'ab12' * 8}", "/sources",
    "/search?q=統合", "/decisions", "/api",
]  # fmt: skip
VOID = {"meta", "link", "input", "br", "img", "hr"}


@pytest.fixture
def web(shown: TestClient) -> TestClient:
    """The browser of all these tests: none changes anything but its language."""
    shown.cookies.clear()
    return shown


class Wellformed(HTMLParser):
    """Fails on a tag that closes what is not open; collects text, ids and links."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.ids: list[str] = []
        self.links: list[str] = []
        self.text: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.ids += [given["id"]] if given.get("id") else []
        self.links += [given["href"]] if given.get("href") else []
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.open.pop()

    def handle_endtag(self, tag: str) -> None:
        assert self.open and self.open.pop() == tag, f"</{tag}> after {self.open[-3:]}"

    def handle_data(self, data: str) -> None:
        self.text.append(data)


def parsed(text: str) -> Wellformed:
    page = Wellformed()
    page.feed(text)
    return page


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("language", ["en", "zh-Hans", "zh-Hant", "ja"])
def test_a_page_answers_in_every_language(web: TestClient, path: str, language: str) -> None:
    answer = web.get(path, params={"lang": language} | dict(re.findall(r"[?&](\w+)=([^&]*)", path)))
    assert answer.status_code == 200
    page = parsed(answer.text)
    assert page.open == []
    assert len(page.ids) == len(set(page.ids))
    assert f'lang="{language}"' in answer.text[:200]


def test_the_sample_documents_fill_every_page(tmp_path: Path) -> None:
    from click.testing import CliRunner

    from renkei.cli.app import app as command
    from renkei.web.app import create_app

    place = tmp_path / "sample.ledger"
    assert CliRunner().invoke(command, ["sample", "--ledger", str(place)]).exit_code == 0
    with TestClient(create_app(place, read_only=True), base_url="http://localhost") as web:
        keys = [row["item"] for row in web.get("/items.json").json()["items"]["rows"]]
        listed = web.get("/documents.json").json()["documents"]["rows"]
        documents = [row["document"] for row in listed]
        assert JJOC in keys
        assert len(documents) == 18
        paths = ["/", "/sources", *(f"/items/{k}" for k in keys)]
        for path in [*paths, *(f"/documents/{d}" for d in documents)]:
            answer = web.get(path)
            assert answer.status_code == 200, path
            assert parsed(answer.text).open == [], path
        ladder = web.get(f"/items/{JJOC}.json").json()
        moved = [step["said"]["rung"] for step in ladder["steps"] if step["moved"] == "official"]
        assert moved == ["intended", "in-effect"]


def test_the_items_and_their_twin_agree(web: TestClient) -> None:
    rows = web.get("/items.json").json()["items"]["rows"]
    assert {row["item"] for row in rows} == {JJOC, "tomahawk-purchase"}
    command = next(row for row in rows if row["item"] == JJOC)
    assert command["official"]["rung"] == "in-effect"
    assert command["denials"] == 1
    page = web.get("/items").text
    for row in rows:
        assert row["labels"]["en"] in html.unescape(page)
        assert f"/statements/{row['official']['statement']}" in page


@pytest.mark.parametrize(
    ("query", "found"),
    [("rung=in-effect", 1), ("rung=rejected", 0), ("party=JP", 2), ("party=FR", 0),
     ("language=zh", 1), ("language=zh-Hans", 0), ("source=9876 新聞", 1), ("due=any", 1),
     ("due=2024-01-01", 0), ("domain=command-control", 1), ("domain=nowhere", 0)],
)  # fmt: skip
def test_items_are_filtered(web: TestClient, query: str, found: int) -> None:
    name, _, value = query.partition("=")
    total = web.get("/items.json", params={name: value}).json()["items"]["total"]
    if query == "due=any":
        due = [r for r in web.get("/items.json").json()["items"]["rows"] if r["due"]]
        found = len(due)
    assert total == found


@pytest.mark.parametrize("due", ["x", "2026-13", "soon"])
def test_a_due_day_that_is_none_is_refused(web: TestClient, due: str) -> None:
    assert web.get(f"/items.json?due={due}").status_code == 422
    assert web.get(f"/items?due={due}").status_code == 422


def test_a_due_month_reaches_to_its_end(web: TestClient) -> None:
    rows = web.get("/items.json?due=any").json()["items"]["rows"]
    day = min(row["due"]["day"] for row in rows)
    for due in (day, day[:7], day[:4]):
        assert web.get(f"/items.json?due={due}").json()["items"]["total"] >= 1


def test_silent_items_are_those_of_the_pack(web: TestClient) -> None:
    spoken = web.get("/items.json").json()["items"]["total"]
    every = web.get("/items.json?silent=true").json()["items"]["total"]
    assert every > spoken + 50


@pytest.mark.parametrize("sort", ["changed", "name", "rung", "due", "quotes"])
def test_items_are_sorted(web: TestClient, sort: str) -> None:
    rows = web.get(f"/items.json?sort={sort}&silent=true&page=0").json()["items"]["rows"]
    shown = {
        "changed": [row["changed"] or "" for row in rows][::-1],
        "name": [row["labels"]["en"].casefold() for row in rows],
        "rung": [],
        "due": [row["due"]["day"] if row["due"] else "9" for row in rows],
        "quotes": [row["quotes"] for row in rows][::-1],
    }[sort]
    assert shown == sorted(shown)
    assert web.get(f"/items.json?sort={sort}x").status_code == 422


def test_an_items_page_holds_every_step_with_its_quote(web: TestClient) -> None:
    view = web.get(f"/items/{JJOC}.json").json()
    assert [s["said"]["rung"] for s in view["steps"]] == ["intended", "authorised", "in-effect"]
    assert {s["said"]["rung"] for s in view["others"]} == {"intended", "in-effect"}
    text = web.get(f"/items/{JJOC}").text
    page = parsed(text)
    for step in view["steps"] + view["others"]:
        said = step["said"]
        assert said["quote"] in "".join(page.text)
        assert f"/documents/{said['document']}?at={said['start']}#s-{said['id']}" in page.links
    assert view["against"][0]["quote"] == "denied that the command was in effect"
    assert view["names"]["ja"] in "".join(page.text)
    for cited in view["cited"]:
        assert cited["anchor"] in page.ids


def test_a_step_leads_to_its_place_in_the_document(web: TestClient) -> None:
    view = web.get(f"/items/{JJOC}.json").json()
    for step in view["steps"]:
        said = step["said"]
        page = parsed(web.get(f"/documents/{said['document']}?at={said['start']}").text)
        assert f"s-{said['id']}" in page.ids


def test_the_ladder_as_a_file(web: TestClient) -> None:
    answer = web.get(f"/items/{JJOC}/ladder.svg")
    assert answer.headers["content-type"] == "image/svg+xml"
    assert "attachment" in answer.headers["content-disposition"]
    assert "http://localhost/documents/" in answer.text
    assert web.get(f"/items/{JJOC}/ladder.svg?width=1").status_code == 422
    pixels = web.get(f"/items/{JJOC}/ladder.png")
    assert pixels.headers["content-type"] == "image/png"
    assert pixels.content.startswith(b"\x89PNG")
    assert web.get(f"/items/{JJOC}/ladder.exe").status_code == 422


def test_an_unknown_item_or_document_is_said_in_style(web: TestClient) -> None:
    for path in ("/items/no-such-item", "/documents/ffffffff", "/statements/ffffffff", "/nope"):
        answer = web.get(path)
        assert answer.status_code == 404, path
        assert 'class="masthead"' in answer.text
        assert parsed(answer.text).open == []
        assert web.get(f"{path}.json").json()["error"]


def test_a_short_id_leads_on(web: TestClient) -> None:
    answer = web.get("/documents/ab12", follow_redirects=False)
    assert answer.status_code == 307
    assert answer.headers["location"] == f"/documents/{'ab12' * 8}"


def test_the_reader_shows_what_was_not_understood(web: TestClient) -> None:
    view = web.get(f"/documents/{'ab12' * 8}.json").json()
    assert (view["sentences"], view["unread"]) == (2, 1)
    segments = [s for block in view["blocks"] for s in block["segments"]]
    assert "".join(s["text"] for s in segments) == (
        "防衛省は統合作戦司令部を2025年3月までに設置する計画だ。[1]天気は晴れだった。"
    )
    both = [s["text"] for s in segments if len(s["quoted"]) == 2]
    assert both == ["統合作戦司令部を2025年3月までに設置"]
    assert 'class="unread"' in web.get(f"/documents/{'ab12' * 8}").text


def test_documents_and_failures(web: TestClient) -> None:
    view = web.get("/documents.json").json()
    assert view["documents"]["total"] == 5
    assert view["failures"][0]["reason"] == "it is encrypted"
    assert web.get("/documents.json?language=zh").json()["documents"]["total"] == 1
    named = web.get("/documents.json", params={"source": "AB12 新聞"}).json()["documents"]
    assert [row["document"] for row in named["rows"]] == ["ab12" * 8]


def test_search_finds_two_characters_in_either_script(web: TestClient) -> None:
    found = web.get("/search.json?q=法案").json()["found"]
    assert [run["text"] for run in found[0]["runs"] if run["found"]] == ["法案"]
    simplified = web.get("/search.json", params={"q": "设立统合作战司令部"}).json()["found"]
    assert simplified[0]["document"] == "cd34" * 8
    assert web.get("/search?q=!!").status_code == 422
    assert web.get("/search").status_code == 200
    named = web.get("/search.json", params={"q": "战斧"}).json()["named"]
    assert "tomahawk-purchase" in {one["item"] for one in named}


@pytest.mark.parametrize("path", ["/items", "/documents", "/sources", f"/items/{JJOC}"])
def test_tables_are_csv(web: TestClient, path: str) -> None:
    answer = web.get(f"{path}.csv")
    assert answer.content.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert rows
    assert all(None not in row for row in rows)


def test_a_formula_is_no_formula_in_a_table() -> None:
    from renkei.web.page import csv_of

    assert csv_of([{"a": "=1+1", "b": "-2", "c": "x"}]).splitlines()[1] == "'=1+1,'-2,x"


def test_every_page_is_described(web: TestClient) -> None:
    paths: dict[str, Any] = web.get("/openapi.json").json()["paths"]
    for page in pages():
        assert f"{page.twin}.json" in paths
        described = paths[f"{page.twin}.json"]["get"]
        assert described["summary"]
        shape = described["responses"]["200"]["content"]["application/json"]["schema"]
        assert "$ref" in shape
        if page.table:
            assert f"{page.twin}.csv" in paths
    listed = web.get("/api").text
    assert all(html.escape(path) in listed for path in paths)


def test_a_hostile_document_is_harmless(web: TestClient) -> None:
    for path in [f"/documents/{'e666' * 8}", "/documents", "/items/tomahawk-purchase", "/",
                 "/search?q=missiles", "/sources"]:  # fmt: skip
        text = web.get(path).text
        assert "<script>alert" not in text
        assert "<img" not in text
        assert "<b>400" not in text
        assert "<i>minister" not in text
        assert "\u202e" not in text
        page = parsed(text)
        assert page.open == []
        assert not [link for link in page.links if link.startswith("javascript")]
    reader = web.get(f"/documents/{'e666' * 8}").text
    assert 'title="U+202E">RLO</span>' in reader
    assert EVIL_TITLE in "".join(parsed(reader).text)
    twin = web.get(f"/documents/{'e666' * 8}.json")
    assert twin.headers["content-type"] == "application/json"
    assert twin.json()["title"] == EVIL_TITLE


def test_links_out_give_nothing_away(web: TestClient) -> None:
    text = web.get(f"/items/{JJOC}").text + web.get(f"/documents/{'ab12' * 8}").text
    out = re.findall(r"<a [^>]*href=\"https?://[^>]*>", text)
    assert out
    assert all('rel="noopener noreferrer nofollow"' in link for link in out)


def test_an_empty_ledger_says_what_to_do(tmp_path: Path) -> None:
    from renkei.web.app import create_app

    with TestClient(create_app(tmp_path / "new.ledger"), base_url="http://localhost") as web:
        assert "renkei read" in web.get("/").text
        for path in ("/items", "/documents", "/sources", "/decisions", "/items?silent=true"):
            assert web.get(path).status_code == 200


def test_kinds_are_switched_off_in_the_reader(web: TestClient) -> None:
    path = f"/documents/{'ba98' * 8}"
    whole = parsed(web.get(path).text)
    links = [link for link in whole.links if link.startswith(f"{path}?kind=")]
    assert sorted(links) == [f"{path}?kind=commitment", f"{path}?kind=position"]
    everything = web.get(f"{path}.json").json()
    part = web.get(f"{path}.json?kind=position").json()
    assert {n["said"]["kind"] for n in part["notes"]} == {"position"}
    for same in ("unread", "kinds", "blocks"):
        assert part[same] == everything[same]
    text = web.get(f"{path}?kind=position&lang=en").text
    assert "Nobody asked the harbour master</mark>" in text
    assert "denied that the command was in effect" in text
    assert "denied that the command was in effect</mark>" not in text
    assert f'href="{path}?lang=en" title="switch on" class="off"' in text
    assert web.get(f"{path}?kind=nosuch").status_code == 422


def test_a_statement_begins_with_a_plain_sentence() -> None:
    barely = read_as(
        [
            Reason("kind", "commitment", "model: commitment over O by 3.1 (this cue +0.20)"),
            Reason("status", "in-effect", "model: in-effect over floated by 0.2 (this cue +1.20)"),
            Reason("likelihood", "likely", "model: likely over certain by 0.0"),
            Reason("speaker", "X", "a verb of saying and its voice"),
        ]
    )
    assert barely == ReadAs("status", "in-effect", "floated", 0.2, True)
    clear = read_as([Reason("kind", "event", "model: event over O by 2.0, from around it")])
    assert clear == ReadAs("kind", "event", "O", 2.0, False)
    assert read_as([Reason("speaker", "X", "a verb of saying")]) is None


def test_the_sentence_is_there_where_a_reader_weighs(tmp_path: Path) -> None:
    from click.testing import CliRunner

    from renkei.cli.app import app as command
    from renkei.web.app import create_app

    text = tmp_path / "a.txt"
    text.write_text("Tokyo, 3 April 2024. Japan will buy 400 Tomahawk missiles, he said.\n")
    place = str(tmp_path / "a.ledger")
    assert CliRunner().invoke(command, ["read", str(text), "--ledger", place]).exit_code == 0
    with TestClient(create_app(place), base_url="http://localhost") as web:
        (document,) = web.get("/documents.json").json()["documents"]["rows"]
        notes = web.get(f"/documents/{document['document']}.json").json()["notes"]
        assert notes
        name = notes[0]["said"]["id"]
        page = web.get(f"/statements/{name}?lang=en").text
        assert re.search(
            r'id="read-as">Read as [\w -]+(, barely: the next best|; the next best)', page
        )
        assert page.index('id="read-as"') < page.index("<details><summary>Field by field")
