"""What is written like a name is found in compiled code as the pattern of the rules finds it."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from renkei.reading.strangers import speech_words, subject_rules
from renkei.reading.written import written

NAMES = ["Jane", "Roe-Smith-san", "O’Neil", "O'Neil", "J.", "J.D.", "MacArthur", "X", "A’b"]
FAMILIAR = ["Van", "van", "de", "dela", "United", "States", "The", "the", "said", "U.S.", "NATO"]
RARE = [
    "Élan",
    "Ægir",
    "Shin’ichi",
    "Łukasz",
    "Jose_2",
    "3rd",
    "Bß東",
    "𠮷Al",
    "al-",
    "-",
    ".",
    "’",
]
WORDS = st.sampled_from([*NAMES, *FAMILIAR, *RARE])
GAPS = st.sampled_from([" ", " ", " ", "-", "  ", ", ", "\n", "", ". "])


@given(st.lists(st.tuples(WORDS, GAPS), max_size=14))
@settings(deadline=None)
def test_names_are_found_as_the_pattern_finds_them(parts: list[tuple[str, str]]) -> None:
    text = "".join(word + gap for word, gap in parts)
    words = speech_words()
    found = written(text, words["not_person"], words["particles"])
    spans = [m.span() for m in subject_rules()["person"].finditer(text)]
    assert list(zip(found.starts, found.ends, strict=True)) == spans
    last = [text[start:end].rpartition(" ")[2] for start, end in spans]
    assert [bool(may) for may in found.may_be] == [word not in words["not_person"] for word in last]
