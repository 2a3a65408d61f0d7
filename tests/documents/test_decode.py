from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from renkei.documents.decode import decode, is_utf16, tidy

from .samples import EN, JA, ZH, ZHT

TEXTS = {"zh": "".join(ZH), "zht": "".join(ZHT), "ja": "".join(JA)}
CODINGS = [
    ("zh", "gb18030"),
    ("zh", "gbk"),
    ("zht", "big5"),
    ("zht", "gb18030"),
    ("ja", "shift_jis"),
    ("ja", "euc_jp"),
    ("ja", "iso2022_jp"),
    ("zh", "utf-8"),
    ("zh", "utf-8-sig"),
    ("ja", "utf-16"),
    ("ja", "utf-16-le"),
    ("zht", "utf-16-be"),
    ("zh", "utf-32"),
]


@pytest.mark.parametrize(("language", "coding"), CODINGS)
@pytest.mark.parametrize("size", [12, 30, 200])
def test_undeclared_encodings_are_found(language: str, coding: str, size: int) -> None:
    text = TEXTS[language][:size]
    decoded = decode(text.encode(coding))
    assert decoded.text == text
    assert not decoded.warnings


@pytest.mark.parametrize("size", range(6, 60, 3))
def test_gbk_and_shift_jis_are_told_apart(size: int) -> None:
    assert decode(TEXTS["zh"][:size].encode("gbk")).text == TEXTS["zh"][:size]
    assert decode(TEXTS["ja"][:size].encode("cp932")).text == TEXTS["ja"][:size]


@pytest.mark.parametrize(
    ("declaration", "coding"),
    [
        (b'<meta charset="gb2312">', "gbk"),
        (b'<meta http-equiv="Content-Type" content="text/html; charset=Shift_JIS">', "cp932"),
        (b'<?xml version="1.0" encoding="EUC-JP"?>', "euc_jp"),
    ],
)
def test_declared_encodings_are_heeded(declaration: bytes, coding: str) -> None:
    text = TEXTS["zh" if coding == "gbk" else "ja"]
    decoded = decode(declaration + text.encode(coding))
    assert decoded.text.endswith(text)
    assert not decoded.warnings


@pytest.mark.parametrize(
    ("declared", "coding"),
    [("utf-8", "gbk"), ("shift_jis", "gbk"), ("big5", "gbk"), ("gb2312", "utf-8"),
     ("iso-8859-1", "gbk"), ("us-ascii", "gbk")],
)  # fmt: skip
def test_a_wrong_declaration_is_noticed(declared: str, coding: str) -> None:
    decoded = decode(f'<meta charset="{declared}">'.encode() + TEXTS["zh"].encode(coding))
    assert decoded.text.endswith(TEXTS["zh"])
    assert any("declares" in warning for warning in decoded.warnings)


def test_http_is_believed_before_the_page() -> None:
    raw = b'<meta charset="utf-8">' + TEXTS["ja"].encode("cp932")
    decoded = decode(raw, "shift_jis")
    assert decoded.text.endswith(TEXTS["ja"])
    assert not decoded.warnings


def test_an_unknown_declaration_is_said() -> None:
    decoded = decode(b'<meta charset="klingon">' + TEXTS["ja"].encode())
    assert decoded.text.endswith(TEXTS["ja"])
    assert "klingon" in decoded.warnings[0]


def test_mixed_encodings_are_replaced_and_counted() -> None:
    decoded = decode((TEXTS["zh"] * 4).encode() + TEXTS["ja"].encode("cp932"))
    assert decoded.text.startswith(TEXTS["zh"] * 4)
    assert "\ufffd" in decoded.text
    assert "U+FFFD" in decoded.warnings[0]


def test_a_surrogate_in_utf8_is_replaced() -> None:
    decoded = decode(TEXTS["zh"].encode() + b"\xed\xa0\x80")
    assert decoded.text == TEXTS["zh"] + "\ufffd" * 3
    assert decoded.warnings


def test_western_text_is_left_to_its_declaration() -> None:
    assert decode("Déjà vu, s’il vous plaît".encode("cp1252"), "iso-8859-1").text.startswith("Déjà")


def test_tidy_replaces_what_no_text_holds() -> None:
    text, warnings = tidy("a\0b\ud800c\u202ed")
    assert text == "a\ufffdb\ufffdc\u202ed"
    assert len(warnings) == 3


def test_utf16_is_told_from_binary() -> None:
    assert is_utf16(TEXTS["zh"].encode("utf-16-le"))
    assert is_utf16(" ".join(EN).encode("utf-16-be"))
    assert not is_utf16(bytes(range(256)) * 8)


@given(st.binary(max_size=300))
def test_any_bytes_give_text(raw: bytes) -> None:
    text = decode(raw).text
    assert "\0" not in text
    text.encode("utf-8")


@given(st.text(max_size=200))
def test_utf8_comes_back(text: str) -> None:
    raw = text.encode("utf-8", "surrogatepass")
    if "\0" not in text and not any("\ud800" <= c <= "\udfff" for c in text):
        assert decode(raw, "utf-8").text == text.removeprefix("\ufeff") or b"\x1b$" in raw
