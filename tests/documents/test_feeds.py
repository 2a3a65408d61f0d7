from __future__ import annotations

import json

import pytest

from renkei.documents.draft import Draft
from renkei.documents.feeds import read_feed, read_json_feed
from renkei.errors import DocumentError
from renkei.nouns import Failure

from .samples import EN, JA, ZH

RSS = f"""<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"
 xmlns:dc="http://purl.org/dc/elements/1.1/"><channel>
<title>例の新聞</title><link>https://news.example.org</link><language>ja</language>
<item><title>指揮統制を見直しへ</title><link>https://news.example.org/1</link>
<pubDate>Wed, 03 Apr 2024 23:30:00 +0900</pubDate><dc:creator>早瀬 例</dc:creator>
<description>短い要約。</description>
<content:encoded><![CDATA[
<p>{JA[0]}</p><p>{JA[1]} AT&amp;T</p><p>シェアする</p>]]></content:encoded></item>
<item><title>A review &amp; more</title><link>https://news.example.org/2</link>
<description>&lt;p&gt;{EN[0]}&lt;/p&gt;&lt;p&gt;{EN[1]}&lt;/p&gt;</description></item>
<item><title>空の項目</title></item>
</channel></rss>"""

ATOM = f"""<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="zh-CN"><title>示例网</title>
<entry><title type="html">&lt;b&gt;审议&lt;/b&gt;框架</title><link href="https://example.org/a"/>
<author><name>某某</name></author><updated>2024-05-12T01:00:00Z</updated>
<content type="html">&lt;p&gt;{ZH[0]}&lt;/p&gt;</content></entry></feed>"""


def items(found: object) -> list[Draft]:
    return [item for item in found if isinstance(item, Draft)]  # type: ignore[attr-defined]


def test_rss_items_are_documents() -> None:
    found = list(read_feed(RSS, "feed.xml"))
    first, second = items(found)
    assert [b.text for b in first.blocks] == [JA[0], JA[1] + " AT&T"]
    assert (first.title, first.source, first.author) == (
        "指揮統制を見直しへ",
        "例の新聞",
        "早瀬 例",
    )
    assert (first.published, first.published_from) == ("2024-04-03", "feed")
    assert (first.address, first.language) == ("https://news.example.org/1", "ja")
    assert first.origin == "feed.xml#1"
    assert second.title == "A review & more"
    assert [b.text for b in second.blocks] == list(EN[:2])


def test_an_item_without_text_is_a_failure() -> None:
    failures = [item for item in read_feed(RSS, "feed.xml") if isinstance(item, Failure)]
    assert [failure.origin for failure in failures] == ["feed.xml#3"]


def test_an_item_without_a_date_says_so() -> None:
    second = items(read_feed(RSS))[1]
    assert (second.published, second.published_from) == ("", "")
    assert any("no date" in warning for warning in second.warnings)
    assert any("summary" in warning for warning in second.warnings)


def test_anchors_lead_into_the_feed() -> None:
    blocks = [block for item in items(read_feed(RSS)) for block in item.blocks]
    pairs = [(b.text[a : a + n], RSS[s : s + n]) for b in blocks for a, s, n in b.anchors]
    assert pairs
    assert all(one == other for one, other in pairs)


def test_atom() -> None:
    (item,) = items(read_feed(ATOM))
    assert (item.title, item.author, item.source) == ("审议框架", "某某", "示例网")
    assert item.published == "2024-05-12"
    assert any("last changed" in warning for warning in item.warnings)
    assert [b.text for b in item.blocks] == [ZH[0]]


def test_json_feed() -> None:
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "例の新聞",
        "language": "ja",
        "items": [
            {"id": "1", "url": "https://example.org/1", "title": "一",
             "content_html": f"<p>{JA[0]}</p>",
             "date_published": "2024-05-10T08:00:00+09:00", "authors": [{"name": "早瀬 例"}]},
            {"id": "2", "content_text": f"{JA[0]}\n\n{JA[1]}"},
            "no object",
            {"id": "4"},
        ],
    }  # fmt: skip
    found = list(read_json_feed(json.dumps(feed), "f.json"))
    first, second = items(found)
    assert (first.published, first.author, first.source) == ("2024-05-10", "早瀬 例", "例の新聞")
    assert [b.text for b in second.blocks] == list(JA[:2])
    assert [f.origin for f in found if isinstance(f, Failure)] == ["f.json#3", "f.json#4"]


def test_an_entity_bomb_is_refused() -> None:
    bomb = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>' + RSS[38:]
    with pytest.raises(DocumentError, match="entities"):
        list(read_feed(bomb))


@pytest.mark.parametrize("text", ["<rss><channel></channel></rss>", "<feed/>", "<rss><channel><it"])
def test_a_feed_without_items_says_so(text: str) -> None:
    with pytest.raises(DocumentError, match="no items"):
        list(read_feed(text))


@pytest.mark.parametrize("text", ["{", "[]", "{}", '{"items": []}', "[" * 100_000])
def test_a_broken_json_feed_says_so(text: str) -> None:
    with pytest.raises(DocumentError):
        list(read_json_feed(text))
