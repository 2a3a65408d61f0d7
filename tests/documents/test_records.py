from __future__ import annotations

import json

from renkei.documents.draft import Draft
from renkei.documents.limits import Limits
from renkei.documents.records import read_array, read_lines
from renkei.nouns import Failure

from .samples import EN, JA, ZH


def line(**fields: object) -> bytes:
    return json.dumps(fields, ensure_ascii=False).encode() + b"\n"


def drafts(found: object) -> list[Draft]:
    return [item for item in found if isinstance(item, Draft)]  # type: ignore[attr-defined]


def failures(found: object) -> list[Failure]:
    return [item for item in found if isinstance(item, Failure)]  # type: ignore[attr-defined]


def test_named_fields_under_their_usual_names() -> None:
    rows = [
        line(text=ZH[0], title="一", date="2024-04-10", url="https://www.rfi.fr/1", lang="zh-Hans"),
        line(content=JA[0], headline="二", published="2024年4月10日", source="例の新聞",
             author=["甲", "乙"]),
        line(body=f"<p>{EN[0]}</p><p>{EN[1]}</p>", outlet={"name": "Example Wire"},
             pubdate=1712111942),
    ]  # fmt: skip
    one, two, three = drafts(read_lines(rows, "a.jsonl"))
    assert (one.title, one.published, one.source) == ("一", "2024-04-10", "法国国际广播电台")
    assert (one.language, one.origin, one.published_from) == ("zh-Hans", "a.jsonl:1", "metadata")
    assert (two.title, two.published, two.author) == ("二", "2024-04-10", "甲, 乙")
    assert [b.text for b in three.blocks] == list(EN[:2])
    assert (three.source, three.published) == ("Example Wire", "2024-04-03")


def test_a_bad_line_is_a_failure_and_the_rest_goes_on() -> None:
    rows = [b"{bad\n", b"[1]\n", b"\n", line(title="x"), b"[" * 50_000 + b"\n", line(text=EN[0])]
    found = list(read_lines(rows, "a.jsonl"))
    assert [f.origin for f in failures(found)] == [
        "a.jsonl:1", "a.jsonl:2", "a.jsonl:4", "a.jsonl:5"
    ]  # fmt: skip
    assert [d.origin for d in drafts(found)] == ["a.jsonl:6"]


def test_lines_may_be_cut_anywhere() -> None:
    raw = b"".join(line(text=text) for text in JA).rstrip(b"\n")
    for size in (1, 7, 64):
        pieces = [raw[i : i + size] for i in range(0, len(raw), size)]
        assert [d.blocks[0].text for d in drafts(read_lines(pieces))] == list(JA)


def test_a_line_that_is_too_long_is_passed_over() -> None:
    rows = [b'{"text": "' + b"a" * 5_000 + b'"}\n', line(text=EN[0])]
    found = list(read_lines(rows, "a", Limits(input_bytes=1_000)))
    assert [f.origin for f in failures(found)] == ["a:1"]
    assert len(drafts(found)) == 1


def test_a_lone_surrogate_is_replaced() -> None:
    (draft,) = drafts(read_lines([b'{"text": "a \\ud800 b."}\n']))
    assert draft.blocks[0].text == "a \ufffd b."
    assert draft.warnings


def test_a_date_that_cannot_be_read_is_said() -> None:
    (draft,) = drafts(read_lines([line(text=EN[0], date="spring")]))
    assert draft.published == ""
    assert "spring" in draft.warnings[0]


def test_arrays_and_objects_that_hold_one() -> None:
    rows = [{"text": text} for text in ZH]
    assert len(drafts(read_array(json.dumps(rows)))) == 3
    assert len(drafts(read_array(json.dumps({"count": 3, "articles": rows})))) == 3
    assert len(drafts(read_array(json.dumps(rows[0])))) == 1
