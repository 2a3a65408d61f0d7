from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from renkei.documents.align import Aligner, joined
from renkei.documents.draft import Block, Draft
from renkei.documents.html import read_fragment, read_page
from renkei.documents.metadata import bare_title
from renkei.documents.outlets import outlet
from renkei.errors import DocumentError

from .samples import EN, JA, ZH, article


def texts(draft: Draft, kind: str) -> list[str]:
    return [block.text for block in draft.blocks if block.kind == kind]


def holds(blocks: tuple[Block, ...], source: str) -> bool:
    """Whether every anchor leads to the same letters in the source."""
    return all(
        block.text[a : a + n] == source[b : b + n] for block in blocks for a, b, n in block.anchors
    )


def test_main_text_is_kept_and_furniture_dropped() -> None:
    draft = read_page(article())
    assert texts(draft, "body") == list(JA)
    assert texts(draft, "heading") == ["指揮統制を見直しへ"]
    assert texts(draft, "caption") == ["会談に臨む両首脳（10日、東京）"]
    assert texts(draft, "dateline") == ["2024年5月11日 09:00"]
    assert len(draft.blocks) == 6


def test_anchors_lead_back_to_the_source() -> None:
    page = article()
    draft = read_page(page)
    assert holds(draft.blocks, page)
    assert sum(n for block in draft.blocks for *_, n in block.anchors) == sum(
        len(block.text) for block in draft.blocks
    )
    assert all(page.startswith(block.text, block.source) for block in draft.blocks)


@pytest.mark.parametrize("paragraphs", [ZH, JA, EN])
def test_every_language_has_main_text(paragraphs: tuple[str, ...]) -> None:
    assert texts(read_page(article(paragraphs)), "body") == list(paragraphs)


def test_a_list_of_teasers_after_the_article_is_left_out() -> None:
    teasers = "".join(
        f'<article><h3><a href="/{i}">別の記事{i}の見出し</a></h3><p>{text}</p></article>'
        for i, text in enumerate(ZH * 3)
    )
    page = article().replace("<footer>", f"<section>{teasers}</section><footer>")
    page = page.replace('<div id="wrap">', "<article>").replace("</div></div>\n<f", "</article><f")
    page = page.replace("</ul></div></div>", "</ul></div></article>")
    assert texts(read_page(page), "body") == list(JA)


def test_a_class_around_the_headline_is_no_furniture() -> None:
    page = article().replace('<div id="wrap">', '<div class="post comments-open">')
    assert texts(read_page(page), "body") == list(JA)


def test_inline_elements_join_and_breaks_part() -> None:
    blocks = read_fragment(
        "<p>日本と<a href='x'>米国</a>は<strong>一致</strong>した。<br>次の<i>段落</i>。</p>続き。"
    )[0]
    assert [b.text for b in blocks] == ["日本と米国は一致した。", "次の段落。", "続き。"]


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<p>  two\n  words </p>", "two words"),
        ("<p>折り返した\n日本語の文。</p>", "折り返した日本語の文。"),
        ("<p>折り返した\nEnglish</p>", "折り返した English"),
        ("<p>空白 は残る。</p>", "空白 は残る。"),
        ("<p>a&nbsp;&nbsp;b</p>", "a\xa0\xa0b"),
        ("<p>A&amp;B &lt;c&gt; &#26085;</p>", "A&B <c> 日"),
        ("<p><ruby>統合<rp>（</rp><rt>とうごう</rt><rp>）</rp></ruby>司令部</p>", "統合司令部"),
        ("<p>見え<!-- 隠す -->る</p>", "見える"),
        ("<p>見<script>x()</script>える</p>", "見える"),
        ("<td>甲</td>", "甲"),
    ],
)
def test_text_is_what_a_browser_shows(html: str, text: str) -> None:
    assert read_fragment(html)[0][0].text == text


def test_entities_keep_the_rest_anchored() -> None:
    source = "<p>防衛省&nbsp;は&amp;外務省&#12364;一致した。</p>"
    blocks = read_fragment(source, Aligner(source))[0]
    assert blocks[0].text == "防衛省\xa0は&外務省が一致した。"
    assert holds(blocks, source)
    assert sum(n for *_, n in blocks[0].anchors) >= 11  # of 12 letters that stand in the source


def test_hidden_text_is_left_out() -> None:
    blocks = read_fragment(
        '<p style="display: none">隠れた文。</p><p hidden>これも。</p><p>出る。</p>'
    )
    assert [b.text for b in blocks[0]] == ["出る。"]


META = [
    ('<meta property="article:published_time" content="2024-05-10T23:30:00+09:00">', "2024-05-10"),
    ('<meta name="pubdate" content="20240510">', "2024-05-10"),
    ('<script type="application/ld+json">{"@graph":[{"@type":"Organization"},'
     '{"@type":"NewsArticle","datePublished":"2024-05-10"}]}</script>', "2024-05-10"),
    ('<script type="application/ld+json">{broken</script>'
     '<meta name="date" content="2024-05">', "2024-05"),
    ('<meta name="date" content="yesterday">', ""),
    ('<meta property="article:modified_time" content="2024-05-12">', ""),
    ("", ""),
]  # fmt: skip


@pytest.mark.parametrize(("head", "published"), META)
def test_declared_dates(head: str, published: str) -> None:
    draft = read_page(article(head=head))
    assert draft.published == published
    assert draft.published_from == ("metadata" if published else "")


def test_a_date_inside_a_link_is_no_date() -> None:
    link = (
        '<p>背景は<a href="https://example.org/2024-01-18/a-20240118.html">こちらの記事</a>に。</p>'
    )
    page = article().replace("<p>", link + "<p>", 1)
    assert read_page(page, address="https://example.org/2024/01/18/x").published == ""


def test_a_time_element_of_the_article_counts_and_others_do_not() -> None:
    page = article().replace("2024年5月11日 09:00", '<time datetime="2024-05-11">11日</time>')
    assert read_page(page).published == "2024-05-11"
    page = article().replace("<footer>", '<footer><time datetime="2020-01-01">古い</time>')
    assert read_page(page).published == ""


def test_declarations() -> None:
    head = (
        '<script type="application/ld+json">{"@type":"NewsArticle","headline":"指揮統制を見直しへ",'
        '"author":[{"name":"早瀬 例"},{"name":"Robin Example"}],'
        '"publisher":{"name":"Example Wire"}}</script>'
        '<link rel="canonical" href="https://www.example.org/a/1">'
    )
    draft = read_page(article(head=head))
    assert draft.title == "指揮統制を見直しへ"
    assert draft.author == "早瀬 例, Robin Example"
    assert draft.source == "例の新聞"
    assert draft.address == "https://www.example.org/a/1"
    assert draft.language == "ja"


@pytest.mark.parametrize(
    "name", ["https://example.org/x", "104363", "name, email@example.org", "@me"]
)
def test_what_is_no_name_is_no_author(name: str) -> None:
    assert read_page(article(head=f'<meta name="author" content="{name}">')).author == ""


@pytest.mark.parametrize(
    ("title", "site", "bare"),
    [
        ("指揮統制を見直しへ - 例の新聞", "例の新聞", "指揮統制を見直しへ"),
        ("例の新聞 | 指揮統制を見直しへ", "例の新聞", "指揮統制を見直しへ"),
        ("US-Japan alliance: a review", "Example", "US-Japan alliance: a review"),
        ("A — B – Example Wire", "Example Wire", "A — B"),
    ],
)
def test_a_title_loses_the_name_of_its_site(title: str, site: str, bare: str) -> None:
    assert bare_title(title, site) == bare


@pytest.mark.parametrize(
    ("address", "name"),
    [
        ("https://www.voachinese.com/a/1.html", "美国之音"),
        ("https://www3.nhk.or.jp/news/1", "NHK"),
        ("https://asia.nikkei.com/x", "Nikkei Asia"),
        ("https://news.example.org/x", "news.example.org"),
        ("", ""),
        ("http://[broken", ""),
    ],
)
def test_outlets(address: str, name: str) -> None:
    assert outlet(address) == name


def test_a_page_without_text_says_so() -> None:
    with pytest.raises(DocumentError, match="no text"):
        read_page("<html><body><div id='app'></div><script>draw()</script></body></html>")


def test_a_page_without_prose_is_kept_whole_with_a_warning() -> None:
    draft = read_page("<html><body><div>会議の日程</div><div>参加者の一覧</div></body></html>")
    assert [b.text for b in draft.blocks] == ["会議の日程", "参加者の一覧"]
    assert draft.warnings


@given(st.lists(st.text(st.characters(codec="utf-8", exclude_characters="<>&\0"), min_size=1)))
def test_anchors_hold_for_any_text(parts: list[str]) -> None:
    source = "".join(f"<p>{part}<b>{part}</b></p>" for part in parts)
    assert holds(read_fragment(source, Aligner(source))[0], source)


@given(st.text(st.sampled_from("日本 \n\tab。"), max_size=40))
def test_joining_loses_only_white_space(text: str) -> None:
    found, anchors = joined([(text, [(0, 0, len(text))])])
    assert "".join(found.split()) == "".join(text.split())
    assert "\n" not in found
    assert all(found[a : a + n] == text[b : b + n] for a, b, n in anchors)
