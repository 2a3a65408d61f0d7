"""Mentions of people whom a Chinese text introduces, among the names that are known."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from renkei.nouns import Name
from renkei.reading.named import Named, merged
from renkei.reading.people import _FEW, _mentions

LETTERS = "甲乙丙"
FORMS = st.lists(st.text(LETTERS, min_size=1, max_size=3), min_size=1, max_size=8, unique=True)


@given(forms=FORMS, text=st.text(LETTERS, max_size=30))
def test_few_forms_are_found_as_many_are(forms: list[str], text: str) -> None:
    unused = [f"丁{i}" for i in range(_FEW)]
    assert _mentions(forms, text) == _mentions([*forms, *unused], text)


Row = tuple[int, int, int, tuple[Name, ...]]


def spans(part: int) -> st.SearchStrategy[list[Row]]:
    """Names that do not overlap among themselves, some of one part and some of two."""
    texts = st.sampled_from(["甲", "甲·乙"])

    def laid(steps: list[tuple[int, int, str]]) -> list[Row]:
        at, out = 0, []
        for gap, length, text in steps:
            out.append((at + gap, at + gap + length, part, (Name(text, "person", ""),)))
            at += gap + length
        return out

    return st.lists(st.tuples(st.integers(0, 3), st.integers(1, 4), texts), max_size=8).map(laid)


def columns(rows: list[Row]) -> Named:
    return Named(*([row[i] for row in rows] for i in range(4)))  # type: ignore[arg-type]


@given(found=spans(1), names=spans(2))
def test_of_two_names_that_overlap_the_longer_stands(found: list[Row], names: list[Row]) -> None:
    """Told once more, one by one: of two as long a new one stands only if it has two parts."""
    stand: list[Row] = []
    for one in sorted([*names, *found], key=lambda row: row[0]):
        if not stand or stand[-1][1] <= one[0]:
            stand.append(one)
            continue
        longer = (one[1] - one[0]) - (stand[-1][1] - stand[-1][0])
        if longer > 0 or (longer == 0 and "·" in one[3][0].text):
            stand[-1] = one
    assert merged(columns(found), columns(names)) == columns(stand)
