from __future__ import annotations

from pathlib import Path

import pytest

from renkei.documents.export import read_export
from renkei.errors import DocumentError

from .samples import ZH

SEEDS = Path(__file__).parents[3] / "shared" / "seeds"
GMT = "<div><i>Wed, 10 Apr 2024 02:07:29 GMT</i></div>"
BODY = (
    '<img src="https://img.example.org/a.jpg"><div><small>资料照片：两国官员在首都会面。</small></div>'
    f"某国首都 — <p>{ZH[0]}<br /><br />{ZH[1]}</p><p>{ZH[2]}</p>"
)
FOOTER = (
    '<div><span>作者：</span><a href="/a">某某</a></div><br><hr><div>获取更多RSS：<br>'
    '<a href="https://feedx.net">https://feedx.net</a><br></div>'
)


def export(body: str, title: str = "两国审议框架") -> str:
    address = "https://www.voachinese.com/a/x-20240101/1.html"
    return f"<!--1712900000000-->\n[{title}]({address})\n------\n\n{body}\n"


def test_header_date_caption_and_footer() -> None:
    draft = read_export(export(GMT + BODY + FOOTER), "x.txt")
    assert (draft.title, draft.source) == ("两国审议框架", "美国之音")
    assert draft.address == "https://www.voachinese.com/a/x-20240101/1.html"
    assert (draft.published, draft.published_from) == ("2024-04-10", "dateline")
    assert draft.author == "某某"
    assert [(b.kind, b.text) for b in draft.blocks] == [
        ("dateline", "Wed, 10 Apr 2024 02:07:29 GMT"),
        ("caption", "资料照片：两国官员在首都会面。"),
        ("dateline", "某国首都 —"),
        ("body", ZH[0]),
        ("body", ZH[1]),
        ("body", ZH[2]),
    ]


def test_a_day_first_date() -> None:
    draft = read_export(export("<div>18/04/2024 - 16:54</div>" + BODY))
    assert draft.published == "2024-04-18"


def test_neither_the_epoch_nor_the_address_is_a_date() -> None:
    draft = read_export(export(BODY + "<p>参见<a href='https://e.org/2024-01-18'>旧文</a>。</p>"))
    assert draft.published == ""
    assert draft.warnings == ("it states no date; its feed was read on 2024-04-12",)


@pytest.mark.parametrize("title", ["二〇[一]四：(评论)", "a](b", "带 — 破折号"])
def test_titles_with_brackets(title: str) -> None:
    assert read_export(export(BODY, title)).title == title


def test_anchors_lead_into_the_export() -> None:
    source = export(GMT + BODY + FOOTER)
    draft = read_export(source)
    for block in draft.blocks:
        assert source.startswith(block.text, block.source)


def test_another_form_is_refused() -> None:
    with pytest.raises(DocumentError):
        read_export("[a](b)\n------\n<p>x</p>")


@pytest.mark.skipif(not SEEDS.is_dir(), reason="the seeds are not at hand")
@pytest.mark.parametrize(
    ("number", "published", "source"),
    [("000", "2024-04-03", "美国之音"), ("002", "2024-04-18", "法国国际广播电台")],
)
def test_the_seeds(number: str, published: str, source: str) -> None:
    (path,) = SEEDS.glob(f"{number}_*")
    text = path.read_text("utf-8")
    draft = read_export(text)
    assert (draft.published, draft.source) == (published, source)
    assert not any("feedx" in block.text for block in draft.blocks)
    assert all(b.text[a : a + n] == text[s : s + n] for b in draft.blocks for a, s, n in b.anchors)
    anchored = sum(n for b in draft.blocks for *_, n in b.anchors)
    assert anchored > 0.98 * sum(len(b.text) for b in draft.blocks)
