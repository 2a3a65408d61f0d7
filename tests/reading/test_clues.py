"""What the words around a name tell of it, as regular expressions over the same words find it."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from renkei.reading.actors import SIGNS, actor_rules
from renkei.reading.contents import characters
from renkei.reading.features import codepoints
from renkei.reading.kernel.clues import before, behind
from renkei.reading.lexicon import load_yaml

from .plainly import clues

NAME = "Xy"


def words(language: str) -> list[str]:
    """All words that tell something, and some that do not."""
    data = load_yaml(language, "actors.yaml")
    keys = ("subject", "topic", "object", "endings", "articles", "particles", "stops")
    return [*(word for key in keys for word in data.get(key, ())), " ", "\n", "s", "_", "語", "。"]


@settings(deadline=None, max_examples=300)
@given(st.sampled_from(["zh", "ja", "en"]), st.data())
def test_words_around_a_name(language: str, data: st.DataObject) -> None:
    pieces = st.lists(st.sampled_from([*words(language), *" " * 20]), max_size=8).map("".join)
    ahead = data.draw(pieces)
    text = ahead + NAME + data.draw(pieces)
    start, end, codes = len(ahead), len(ahead + NAME), codepoints(text)
    rules, kinds = actor_rules(language), characters(language)
    signs = behind(
        codes, end, kinds, rules.is_latin, rules.behind, rules.tells, rules.endings, rules.stops
    )
    signs |= before(codes, start, kinds, rules.is_latin, rules.before, rules.articles, rules.reach)
    told = set(clues(text, start, end, language))
    assert {sign for i, sign in enumerate(SIGNS) if signs >> i & 1} == told
