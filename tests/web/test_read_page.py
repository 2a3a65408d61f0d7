"""Add documents: what is sent is read and reported; nothing leads to files or inner networks."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from time import monotonic, sleep
from typing import Any

import pytest
from fastapi.testclient import TestClient

from renkei.web import taking_in
from renkei.web.pages import read

PAGE = "<html lang=en><title>{0}</title><p>The ministry plans to build pier {0} by 2027.</p></html>"


def send(web: TestClient, files: dict[str, bytes] | None = None, **fields: Any) -> Any:
    """Sends files and addresses, and gives the report."""
    found = re.search(r'name="csrf" value="(\w+)"', web.get("/read").text)
    assert found
    parts = [("files", (name, raw, "text/html")) for name, raw in (files or {}).items()]
    given = {"csrf": found[1], **fields}
    answer = web.post("/read", data=given, files=parts or None, follow_redirects=False)
    if answer.status_code != 303:
        return answer
    address = answer.headers["location"].replace("/read?", "/read.json?")
    end = monotonic() + 60
    while (view := web.get(address).json())["job"]["state"] == "running":
        assert monotonic() < end
        sleep(0.02)
    return view


def test_files_are_read_and_reported(web: TestClient) -> None:
    files = {f"{n}.html": PAGE.format(n).encode() for n in ("a", "b")}
    view = send(web, files | {"c.pdf": b"%PDF-1.7 nothing"}, published="2026-03")
    assert [(r["origin"], r["added"]) for r in view["read"]] == [
        ("a.html", "new"),
        ("b.html", "new"),
    ]
    assert [f["origin"] for f in view["failed"]] == ["c.pdf"]
    assert {r["published"] for r in view["read"]} == {"2026-03"}
    for row in view["read"]:
        assert web.get(f"/documents/{row['document']}").status_code == 200
    again = send(web, files)
    assert {r["added"] for r in again["read"]} == {"known"}


def test_a_files_name_is_a_label(web: TestClient, tmp_path: Path) -> None:
    names = ["../../evil.html", "C:\\x\\evil.html", str(tmp_path / "evil.html"), "evil\u202e.html"]
    for name in names:
        view = send(web, {name: PAGE.format(len(name)).encode()})
        assert [row["origin"] for row in view["read"]] == ["evil.html"]
    assert list(tmp_path.glob("*.html")) == []
    assert taking_in.label("///") == "upload"
    assert len(taking_in.label("x" * 999)) <= 120


@pytest.mark.parametrize(
    "line", ["/etc/hostname", "file:///etc/hostname", "-", "*", ".", "ftp://example.org/", "~/x"]
)
def test_what_is_no_address_is_not_opened(web: TestClient, line: str) -> None:
    view = send(web, addresses=line)
    assert view["read"] == []
    assert [f["reason"] for f in view["failed"]] == [taking_in.NOT_AN_ADDRESS]


@pytest.mark.parametrize(
    "address",
    ["http://127.0.0.1/", "http://10.1.2.3/x", "http://169.254.169.254/latest", "http://[::1]/",
     "http://[::ffff:192.168.0.1]/", "http://0.0.0.0/", "http://2130706433/"],
)  # fmt: skip
def test_inner_networks_are_not_asked(web: TestClient, address: str) -> None:
    view = send(web, addresses=address)
    (failed,) = view["failed"]
    assert "private or reserved" in failed["reason"] or "not known" in failed["reason"]


def test_too_much_is_refused(web: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(read, "MOST_BYTES", 1000)
    assert send(web, {"a.html": b"x" * 2000}).status_code == 413


def test_what_is_no_request_to_read(web: TestClient) -> None:
    assert send(web).status_code == 422
    assert send(web, {"a.html": b"<p>x"}, published="soon").status_code == 422
    assert web.post("/read", data={"addresses": "http://127.0.0.1/"}).status_code == 403


def test_read_only_takes_nothing_in(open_app: Callable[..., TestClient]) -> None:
    open_app()
    web = open_app(read_only=True)
    assert 'type="file"' not in web.get("/read").text
    assert web.post("/read", files={"files": ("a.html", b"<p>x")}).status_code == 403


def test_a_hostile_name_and_title_are_shown_as_they_are(web: TestClient) -> None:
    title = b"&lt;script&gt;alert(1)&lt;/script&gt;"
    page = b"<html lang=en><title>" + title + b"</title><p>It plans a pier by 2027.</p>"
    view = send(web, {"<img src=x onerror=alert(2)>.html": page})
    text = web.get(f"/read?job={view['job']['id']}").text
    assert "<script>alert" not in text
    assert "<img" not in text


def test_an_empty_file_is_not_lost(web: TestClient) -> None:
    view = send(web, {"full.html": PAGE.format("f").encode(), "void.txt": b""})
    assert [row["origin"] for row in view["read"]] == ["full.html"]
    assert [(f["origin"], f["reason"]) for f in view["failed"]] == [("void.txt", "it is empty")]
    view = send(web, {"void.txt": b""})
    assert [f["origin"] for f in view["failed"]] == ["void.txt"]


def test_a_program_is_told_of_its_reading_as_json(web: TestClient) -> None:
    found = re.search(r'name="csrf" value="(\w+)"', web.get("/read").text)
    assert found
    accept = {"Accept": "application/json"}
    form = {"csrf": found[1], "addresses": "ftp://example.org/"}
    answer = web.post("/read", data=form, headers=accept)
    assert answer.status_code == 202
    assert web.get(f"/read/jobs/{answer.json()['id']}.json").json()["id"] == answer.json()["id"]
    nothing = web.post("/read", data={"csrf": found[1]}, headers=accept)
    assert (nothing.status_code, set(nothing.json())) == (422, {"error"})


def test_a_missing_date_is_told_without_a_command(web: TestClient) -> None:
    view = send(web, {"a.html": PAGE.format("u").encode()})
    (row,) = view["read"]
    for path in (f"/read?job={view['job']['id']}", f"/documents/{row['document']}", "/documents"):
        text = web.get(path, params={"lang": "en"} if "?" not in path else None).text
        assert "It states no day of publication" in text, path
        assert "--published" not in text, path
    dated = send(web, {"a.html": PAGE.format("u").encode()}, published="2026-03-04")
    assert [r["published"] for r in dated["read"]] == ["2026-03-04"]


def test_home_and_sources_count_alike_and_keep_names(web: TestClient) -> None:
    for name in ("海东观察（样本）", ""):
        head = f"title: T{name}\nsource: {name}\n\n" if name else "title: T\n\n"
        text = f"{head}The ministry plans to build a pier by 2027, officials said in Tokyo."
        send(web, {f"{name or 'none'}.txt": text.encode()}, published="2026-03-04")
    view = web.get("/sources.json?lang=en").json()
    assert {"海东观察（样本）", ""} < {row["source"] for row in view["sources"]["rows"]}
    assert view["named"] == view["sources"]["total"] - 1
    assert web.get("/home.json").json()["holdings"]["sources"] == view["named"]
    page = web.get("/sources").text
    assert "海东观察（样本）" in page
    assert f'<span class="count">{view["named"]}</span>' in page
    assert 'href="/documents?source="' not in page


def test_an_outlet_spelt_two_ways_is_one_by_its_usual_name(web: TestClient) -> None:
    said = "The ministry plans to build pier number {0} by 2027, officials said in Tokyo."
    names = ["海东观察（样本）", "海东观察（样本）", "海東觀察(樣本)"]
    before = web.get("/home.json").json()["holdings"]["sources"]
    for n, name in enumerate(names):
        text = f"title: T{n}\nsource: {name}\n\n{said.format(n)}"
        send(web, {f"{n}.txt": text.encode()}, published="2026-03-04")
    rows = web.get("/sources.json").json()["sources"]["rows"]
    (row,) = [row for row in rows if "观察" in row["source"] or "觀察" in row["source"]]
    assert (row["source"], row["documents"], sum(row["languages"].values())) == (names[0], 3, 3)
    assert web.get("/home.json").json()["holdings"]["sources"] == before + 1
    listed = web.get("/documents.json", params={"source": row["source"]}).json()["documents"]
    assert listed["total"] == 3
