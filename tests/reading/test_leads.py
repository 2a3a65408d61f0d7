"""What only introduces speech claims nothing: the reader makes no statement of it."""

from __future__ import annotations

import pytest

from renkei.packs.load import load_names
from renkei.reading.layout import lay_out
from renkei.reading.names import NameFinder
from renkei.reading.speech import spoken

from .samples import bare


@pytest.mark.parametrize(
    ("language", "sentence", "lead"),
    [
        ("en", "Fumio Kishida said the fund would be set up in May.", "Fumio Kishida said"),
        ("zh-Hans", "岸田文雄表示，基金将于5月设立。", "岸田文雄表示"),
        ("en", "The fund will be set up in May, Fumio Kishida said.", ""),
        ("ja", "岸田首相は基金を5月に設けると述べた。", ""),
        ("en", "The fund was set up in May.", ""),
    ],
)
def test_a_verb_leads_where_what_it_tells_comes_behind_it(
    language: str, sentence: str, lead: str
) -> None:
    names = load_names()
    (layout,) = lay_out(bare(sentence, language=language), lambda lang: NameFinder(names, lang))
    expected = {len(lead)} if lead else set()
    assert spoken(layout, None).leads == expected
