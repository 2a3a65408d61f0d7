from __future__ import annotations

import io

import pytest

from renkei.documents.limits import Limits
from renkei.documents.pdf import read_pdf
from renkei.errors import DocumentError, TooLarge

from .samples import EN, JA, ZH

pytest.importorskip("reportlab", reason="reportlab makes the PDFs of these tests")

FONTS = {"ja": "HeiseiMin-W3", "zh": "STSong-Light", "en": "Times-Roman"}
THINGS = {
    "ja": "訓練 予算 基地 艦艇 情報 通信 補給 輸送 整備 警戒 防空 医療",
    "zh": "训练 预算 基地 舰艇 情报 通信 补给 运输 维修 警戒 防空 医疗",
    "en": "drills funds bases ships signals supply transport repair warning reserves medicine law",
}


def paragraphs(language: str) -> list[str]:
    texts = {"ja": JA, "zh": ZH, "en": EN}[language]
    join = " " if language == "en" else ""
    return [
        join.join((f"{thing}:" if language == "en" else f"{thing}について。", *texts)).strip()
        for thing in THINGS[language].split()
    ]


def made(
    language: str, texts: list[str], header: str = "", password: str = "", **info: str
) -> bytes:
    """A PDF with a large headline, indented paragraphs, a running header and page numbers."""
    from reportlab.lib.pagesizes import A5
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.cidfonts import UnicodeCIDFont
    from reportlab.platypus import Paragraph, SimpleDocTemplate

    font = FONTS[language]
    if language != "en":
        pdfmetrics.registerFont(UnicodeCIDFont(font))
    wrap = None if language == "en" else "CJK"
    body = ParagraphStyle("b", fontName=font, fontSize=10, leading=15, firstLineIndent=10,
                          wordWrap=wrap)  # fmt: skip
    head = ParagraphStyle("h", parent=body, fontSize=18, leading=24, spaceAfter=20,
                          firstLineIndent=0)  # fmt: skip

    def furniture(canvas: object, page: object) -> None:
        canvas.setFont(font, 8)  # type: ignore[attr-defined]
        canvas.drawString(72, A5[1] - 36, header)  # type: ignore[attr-defined]
        canvas.drawString(200, 30, f"- {page.page} -")  # type: ignore[attr-defined]

    file = io.BytesIO()
    story = [Paragraph(texts[0], head), *(Paragraph(text, body) for text in texts[1:])]
    document = SimpleDocTemplate(file, pagesize=A5, encrypt=password or None, **info)
    document.build(story, onFirstPage=furniture, onLaterPages=furniture)
    return file.getvalue()


TITLES = {"ja": "指揮統制の見直し", "zh": "审议指挥框架", "en": "A review of command"}


@pytest.mark.parametrize("language", ["ja", "zh", "en"])
def test_paragraphs_are_put_together(language: str) -> None:
    texts = [TITLES[language], *paragraphs(language)]
    draft = read_pdf(made(language, texts, "Review 2024"))
    assert [block.text for block in draft.blocks] == texts
    assert draft.blocks[0].kind == "heading"
    assert draft.title == TITLES[language]
    assert draft.media_type == "application/pdf"


def test_declared_title_and_author() -> None:
    draft = read_pdf(made("en", ["A heading", EN[0]], title="The title", author="Robin Example"))
    assert (draft.title, draft.author) == ("The title", "Robin Example")


def test_a_title_that_a_program_made_up_is_left_out() -> None:
    draft = read_pdf(made("en", ["A heading", EN[0], EN[1]], title="Microsoft Word - memo.docx"))
    assert draft.title == "A heading"


def test_words_broken_at_a_line_end_are_whole() -> None:
    from reportlab.pdfgen.canvas import Canvas

    file = io.BytesIO()
    canvas = Canvas(file)
    for i, line in enumerate(
        ["The two governments agreed to im-", "prove the U.S.-", "Japan ties."]
    ):
        canvas.drawString(72, 700 - 14 * i, line)
    canvas.save()
    draft = read_pdf(file.getvalue())
    text = " ".join(block.text for block in draft.blocks)
    assert "improve the" in text
    assert "the U.S.-Japan ties" in text
    assert "\ufffe" not in text


def test_a_password_is_said() -> None:
    with pytest.raises(DocumentError, match="password"):
        read_pdf(made("en", ["A heading", EN[0]], password="secret"))


def test_a_scan_is_said() -> None:
    from reportlab.pdfgen.canvas import Canvas

    file = io.BytesIO()
    canvas = Canvas(file)
    canvas.rect(10, 10, 100, 100)
    canvas.save()
    with pytest.raises(DocumentError, match="no text layer"):
        read_pdf(file.getvalue())


@pytest.mark.parametrize("keep", [10, 300, 0.5])
def test_a_broken_file_is_said(keep: float) -> None:
    raw = made("en", ["A heading", *EN])
    cut = raw[: int(keep if keep > 1 else keep * len(raw))]
    with pytest.raises(DocumentError):
        read_pdf(cut)


@pytest.mark.parametrize(
    "limits", [Limits(pdf_pages=1), Limits(text_chars=50), Limits(pdf_seconds=-1)]
)
def test_limits(limits: Limits) -> None:
    with pytest.raises(TooLarge):
        read_pdf(made("ja", [TITLES["ja"], *paragraphs("ja"), *paragraphs("ja")]), limits=limits)
