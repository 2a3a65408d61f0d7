"""Text is simplified as OpenCC does it, though most of it never goes there."""

from __future__ import annotations

import subprocess
from functools import cache
from pathlib import Path

import opencc
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from renkei.reading.fold import fold

_HOME = Path(opencc.__file__).parent / "clib"
_PIECES = (
    *("藉口", "藉藉", "乾坤", "乾燥", "計畫", "畫家", "反覆", "覆蓋", "瞭望", "瞭解", "於是", "麼"),
    *("兩國關係", "聯盟", "，", "。", "、", " ", "日美", "沈", "沈默", "坏", "毛坏", "𠀀", "\n"),
)


@cache
def simplified(text: str) -> str:
    converted: str = opencc.OpenCC("t2s").convert(text)
    return converted


@given(st.lists(st.sampled_from(_PIECES) | st.characters(min_codepoint=0x3400), max_size=15))
@example(["計", "畫"])
@example(["㑮"])
@settings(deadline=None)
def test_text_is_simplified_as_by_opencc(pieces: list[str]) -> None:
    text = "".join(pieces).translate(dict.fromkeys(range(55296, 57344)))
    narrow = "".join(c for c in text if not "\uff00" < c < "\uff5f")
    assert fold(narrow, "zh") == simplified(narrow)


def test_every_phrase_of_opencc_is_simplified_as_by_it(tmp_path: Path) -> None:
    tool, phrases = _HOME / "bin" / "opencc_dict", tmp_path / "phrases.txt"
    if not tool.exists():
        pytest.skip("this build of OpenCC cannot show its phrases")
    given_ = _HOME / "share" / "opencc" / "TSPhrases.ocd2"
    forms = ["-f", "ocd2", "-t", "text"]
    subprocess.run([tool, "-i", given_, "-o", phrases, *forms], check=True)
    known = [line.split("\t")[0] for line in phrases.read_text("utf-8").splitlines()]
    assert len(known) > 100
    assert [one for one in known if fold(one, "zh") != simplified(one)] == []
