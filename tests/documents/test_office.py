from __future__ import annotations

import io
import zipfile

import pytest

from renkei.documents.limits import MB, Limits
from renkei.documents.office import read_office
from renkei.errors import DocumentError, TooLarge

from .samples import EN, JA, ZH

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
STYLES = f"""<w:styles {W}>
<w:style w:styleId="a1"><w:name w:val="heading 1"/></w:style>
<w:style w:styleId="a2"><w:name w:val="Caption"/></w:style></w:styles>"""
BODY = f"""<w:document {W}><w:body>
<w:p><w:pPr><w:pStyle w:val="a1"/></w:pPr><w:r><w:t>指揮統制を</w:t></w:r>
<w:r><w:t>見直しへ</w:t></w:r></w:p>
<w:p><w:r><w:t>{JA[0]}</w:t></w:r><w:r><w:footnoteReference w:id="2"/></w:r></w:p>
<w:p><w:del><w:r><w:delText>消えた文。</w:delText></w:r></w:del>
<w:ins><w:r><w:t>{JA[1]}</w:t><w:br/><w:t>{JA[2]}</w:t></w:r></w:ins></w:p>
<w:tbl><w:tr><w:tc><w:p><w:r><w:t>甲</w:t></w:r></w:p></w:tc><w:tc><w:p/></w:tc></w:tr></w:tbl>
<w:p><w:pPr><w:pStyle w:val="a2"/></w:pPr><w:r><w:t>会談の写真</w:t></w:r></w:p>
</w:body></w:document>"""
NOTES = f"""<w:footnotes {W}><w:footnote w:type="separator" w:id="0"><w:p><w:r><w:t>x</w:t>
</w:r></w:p></w:footnote><w:footnote w:id="2">
<w:p><w:r><w:t>防衛白書による。</w:t></w:r></w:p></w:footnote></w:footnotes>"""
CORE = """<cp:coreProperties xmlns:cp="urn:x" xmlns:dc="http://purl.org/dc/elements/1.1/">
<dc:title>覚書</dc:title><dc:creator>早瀬 例</dc:creator></cp:coreProperties>"""


def zipped(members: dict[str, str | bytes]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return file.getvalue()


def docx(**more: str) -> bytes:
    members = {"word/document.xml": BODY, "word/styles.xml": STYLES, "word/footnotes.xml": NOTES}
    return zipped(members | {"docProps/core.xml": CORE} | more)


def test_docx() -> None:
    draft = read_office(docx(), "a.docx")
    assert [(b.kind, b.text) for b in draft.blocks] == [
        ("heading", "指揮統制を見直しへ"),
        ("body", JA[0] + "[2]"),
        ("body", JA[1]),
        ("body", JA[2]),
        ("body", "甲"),
        ("caption", "会談の写真"),
        ("reference", "[2] 防衛白書による。"),
    ]
    assert (draft.title, draft.author) == ("覚書", "早瀬 例")


CONTAINER = """<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>
<rootfile full-path="OEBPS/book.opf"/></rootfiles></container>"""
BOOK = """<package xmlns="http://www.idpf.org/2007/opf" xmlns:dc="http://purl.org/dc/elements/1.1/">
<metadata><dc:title>同盟</dc:title><dc:creator>某某</dc:creator><dc:date>2024-05-10</dc:date>
<dc:language>zh</dc:language></metadata>
<manifest><item id="b" href="text/two%20.xhtml"/><item id="a" href="text/one.xhtml"/>
<item id="c" href="missing.xhtml"/></manifest>
<spine><itemref idref="a"/><itemref idref="b"/><itemref idref="c"/></spine></package>"""


def test_epub() -> None:
    chapter = "<?xml version='1.0'?><html xmlns='http://www.w3.org/1999/xhtml'><body><p>{}</p></body></html>"
    draft = read_office(
        zipped(
            {
                "mimetype": "application/epub+zip",
                "META-INF/container.xml": CONTAINER,
                "OEBPS/book.opf": BOOK,
                "OEBPS/text/one.xhtml": chapter.format(ZH[0]),
                "OEBPS/text/two .xhtml": chapter.format(ZH[1]),
            }
        )
    )
    assert [b.text for b in draft.blocks] == list(ZH[:2])
    assert (draft.title, draft.author, draft.published) == ("同盟", "某某", "2024-05-10")
    assert any("missing" in warning for warning in draft.warnings)


def test_a_zip_bomb_is_refused() -> None:
    with pytest.raises(TooLarge):
        read_office(zipped({"word/document.xml": b"\0" * 4 * MB}))


def test_what_an_archive_unpacks_to_is_bounded_though_it_lies() -> None:
    raw = zipped({"word/document.xml": BODY.encode() + b" " * 60_000})
    with pytest.raises(TooLarge):
        read_office(raw, limits=Limits(archive_bytes=50_000))


def test_entities_are_refused() -> None:
    bomb = '<!DOCTYPE x [<!ENTITY a "aaaaaaaa">]>' + BODY.replace(JA[0], "&a;")
    with pytest.raises(DocumentError, match="entities"):
        read_office(docx(**{"word/document.xml": bomb}))


@pytest.mark.parametrize(
    ("members", "why"),
    [
        ({"a.txt": EN[0]}, "archive of other files"),
        ({"word/document.xml": "<broken"}, "not valid XML"),
        ({"word/document.xml": f"<w:document {W}/>"}, "no text"),
        ({"META-INF/container.xml": "<container/>"}, "lacks"),
    ],
)
def test_other_archives_are_refused(members: dict[str, str | bytes], why: str) -> None:
    with pytest.raises(DocumentError, match=why):
        read_office(zipped(members))


def test_a_broken_archive_is_said() -> None:
    with pytest.raises(DocumentError, match="broken"):
        read_office(docx()[:200])


def test_too_many_members() -> None:
    with pytest.raises(TooLarge):
        read_office(docx(), limits=Limits(archive_members=2))
