"""Mentions of people whom a Chinese text introduces, among the names that are known."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from renkei.nouns import Name
from renkei.reading.names import Found
from renkei.reading.people import _FEW, _mentions, _merged

LETTERS = "甲乙丙"
FORMS = st.lists(st.text(LETTERS, min_size=1, max_size=3), min_size=1, max_size=8, unique=True)


@given(forms=FORMS, text=st.text(LETTERS, max_size=30))
def test_few_forms_are_found_as_many_are(forms: list[str], text: str) -> None:
    unused = [f"丁{i}" for i in range(_FEW)]
    assert _mentions(forms, text) == _mentions([*forms, *unused], text)


def spans(key: str) -> st.SearchStrategy[list[Found]]:
    """Names that do not overlap among themselves, some of one part and some of two."""
    texts = st.sampled_from(["甲", "甲·乙"])

    def laid(steps: list[tuple[int, int, str]]) -> list[Found]:
        at, out = 0, []
        for gap, length, text in steps:
            out.append(Found(at + gap, at + gap + length, (Name(text, "person", key),)))
            at += gap + length
        return out

    return st.lists(st.tuples(st.integers(0, 3), st.integers(1, 4), texts), max_size=8).map(laid)


@given(found=spans("found"), names=spans("known"))
def test_of_two_names_that_overlap_the_longer_stands(
    found: list[Found], names: list[Found]
) -> None:
    """Told once more, one by one: of two as long a new one stands only if it has two parts."""
    stand: list[Found] = []
    for one in sorted([*names, *found], key=lambda f: f.start):
        if not stand or stand[-1].end <= one.start:
            stand.append(one)
            continue
        longer = (one.end - one.start) - (stand[-1].end - stand[-1].start)
        if longer > 0 or (longer == 0 and "·" in one.names[0].text):
            stand[-1] = one
    assert _merged(found, names, [f.start for f in names]) == stand
