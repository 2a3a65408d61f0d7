"""From drafts to documents, whole: texts in three languages written for this test."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from renkei.documents.assemble import assemble
from renkei.documents.draft import Block, Draft
from renkei.nouns import Document

ESSAY = """指挥部的两个难题
2024年6月3日
编者按：本文是连载的第二篇。
作者：甲乙丙
一、位置
两国同意设立联合指挥部.[1] 地点还没有决定。[2][9]
他写道：“地点不是问题。问题是人。”日方则说会再研究
二、人员
图1 人员构成
日本の「統合作戦司令部」は二百人規模で、米側の人数は決まっていない。
参考文献
[1] 某部：设立说明，2024年。
https://example.org/a
[2] Sample Institute, Where to Sit, 2024.
（作者为自由撰稿人。转载请注明出处。）
下一篇：别的文章"""


def draft(text: str, **given_: str) -> Draft:
    return Draft(tuple(Block(line) for line in text.split("\n")), **given_)


def sentences(document: Document) -> list[str]:
    return [document.quote(passage.start, passage.end) for passage in document.passages]


def test_an_essay() -> None:
    document = assemble(draft(ESSAY))
    assert sentences(document) == [
        "两国同意设立联合指挥部.[1]",
        "地点还没有决定。[2][9]",
        "他写道：“地点不是问题。",
        "问题是人。”",
        "日方则说会再研究",
        "日本の「統合作戦司令部」は二百人規模で、米側の人数は決まっていない。",
    ]
    assert [passage.language for passage in document.passages] == ["zh-Hans"] * 5 + ["ja"]
    assert [passage.notes for passage in document.passages[:3]] == [("[1]",), ("[2]", "[9]"), ()]
    blocks = [passage.block for passage in document.passages]
    assert len(set(blocks)) == 3
    assert blocks == sorted(blocks)
    assert (document.title, document.author) == ("指挥部的两个难题", "甲乙丙")
    assert (document.published, document.published_from) == ("2024-06-03", "dateline")
    assert document.language == "zh-Hans"
    captions = [document.quote(caption.start, caption.end) for caption in document.captions]
    assert captions == ["图1 人员构成"]
    assert [(r.mark, document.quote(r.start, r.end)) for r in document.references] == [
        ("[1]", "[1] 某部：设立说明，2024年。\nhttps://example.org/a"),
        ("[2]", "[2] Sample Institute, Where to Sit, 2024."),
    ]
    assert document.warnings == ("footnote marks without an entry in a reference list: [9]",)
    for kept in ("一、位置", "2024年6月3日", "参考文献"):
        assert kept in document.text
    for dropped in ("连载", "甲乙丙", "转载", "下一篇"):
        assert dropped not in document.text


def test_metadata_beats_the_date_line_and_the_date_line_an_address() -> None:
    text = "A Title\n2024-05-24\nThe two sides met in Tokyo. They will meet again."
    stated = assemble(draft(text, published="2024-05-20", published_from="metadata"))
    guessed = assemble(draft(text, published="2024-05-01", published_from="address"))
    assert (stated.published, stated.published_from) == ("2024-05-20", "metadata")
    assert (guessed.published, guessed.published_from) == ("2024-05-24", "dateline")
    assert sentences(stated) == sentences(guessed)


def test_no_date_is_said_and_not_guessed() -> None:
    document = assemble(
        draft("The two sides met on May 3, 2024. See https://example.org/2024/05/04.")
    )
    assert (document.published, document.published_from) == ("", "")
    assert any("--published" in warning for warning in document.warnings)


def test_a_text_in_another_language_is_told() -> None:
    document = assemble(draft("양국은 가을에 연합훈련을 확대하기로 했다고 밝혔다."))
    assert document.language == "und"
    assert any("no language" in warning for warning in document.warnings)


def test_identity_is_content() -> None:
    first = assemble(draft(ESSAY, source="样本评论"))
    again = assemble(
        draft(ESSAY, source="样本评论", origin="elsewhere.txt", published="2024-01-01")
    )
    assert first.id == again.id
    assert len(first.id) == 64
    others = [
        assemble(draft(ESSAY)),
        assemble(draft(ESSAY, source="样本评论", address="https://example.org/")),
        assemble(draft(ESSAY.replace("位置", "地点"), source="样本评论")),
    ]
    assert len({first.id, *(other.id for other in others)}) == 4


def test_the_identity_cannot_be_shifted_from_one_field_to_the_next() -> None:
    one = Draft((Block("两国同意。"),), title="a", source="bc")
    assert assemble(one).id != assemble(replace(one, title="ab", source="c")).id


def test_anchors_lead_back_to_the_original() -> None:
    original = "<p>两国同意。</p><div>广告</div><p>地点&nbsp;未定。</p>"
    first, second = original.index("两国"), original.index("地点")
    document = assemble(
        Draft(
            (
                Block("两国同意。", anchors=((0, first, 5),)),
                Block("广告", "furniture", anchors=((0, original.index("广告"), 2),)),
                Block("地点 未定。", anchors=((0, second, 2), (3, second + 8, 3))),
            )
        )
    )
    assert document.text == "两国同意。\n地点 未定。"
    assert len(document.anchors) == 3
    for anchor in document.anchors:
        run = document.text[anchor.start : anchor.start + anchor.length]
        assert run == original[anchor.source : anchor.source + anchor.length]


def test_nothing_makes_an_empty_document_with_a_warning() -> None:
    document = assemble(Draft(()))
    assert (document.text, document.passages) == ("", ())
    assert any("no sentence" in warning for warning in document.warnings)


def test_a_lone_surrogate_is_no_obstacle() -> None:
    assert len(assemble(draft("两国同意\ud800。")).id) == 64


LINES = st.one_of(
    st.sampled_from(ESSAY.split("\n")),
    st.text(alphabet="两国会谈。？[1]「」“”()的は U.S.\u3000①", max_size=30),
    st.text(max_size=30).filter(lambda line: "\n" not in line),
)
KINDS = st.sampled_from(["body"] * 5 + ["heading", "caption", "reference", "furniture", "dateline"])
DRAFTS = st.lists(st.builds(Block, LINES, KINDS), max_size=12).map(lambda b: Draft(tuple(b)))


@settings(deadline=None)
@given(DRAFTS)
def test_passages_and_captions_lie_in_order_apart_and_on_one_line(drafted: Draft) -> None:
    document = assemble(drafted)
    for runs in (document.passages, document.captions):
        position = 0
        for run in runs:
            quote = document.quote(run.start, run.end)
            assert position <= run.start < run.end <= len(document.text)
            assert quote == quote.strip()
            assert "\n" not in quote
            position = run.end
    covered = {
        i for run in (*document.passages, *document.captions) for i in range(run.start, run.end)
    }
    assert len(covered) == sum(
        run.end - run.start for run in (*document.passages, *document.captions)
    )


@settings(deadline=None)
@given(DRAFTS)
def test_text_is_the_blocks_and_nothing_else(drafted: Draft) -> None:
    document = assemble(drafted)
    assert document == assemble(drafted)
    given_ = "".join("".join(block.text for block in drafted.blocks).split())
    kept = "".join(document.text.split())
    iterator = iter(given_)
    assert all(character in iterator for character in kept)
    for reference in document.references:
        assert document.quote(reference.start, reference.end).strip()
