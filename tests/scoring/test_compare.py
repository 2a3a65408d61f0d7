"""Pairing and figures, on tiny codings whose figures are worked out by hand."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from renkei.nouns import Document
from renkei.scoring.compare import Coded, Compared, compare, match
from renkei.scoring.measures import Figures, figures
from renkei.scoring.report import errors

TEXT = "abcdefghijklmnopqrstuvwxyz" * 4
DOCUMENT = Document(id="d", text=TEXT, passages=(), language="en")


def coded(start: int, end: int, kind: str = "event", **fields: str | tuple[str, ...]) -> Coded:
    return Coded(start, end, TEXT[start:end], kind, **fields)  # type: ignore[arg-type]


def compared(given_: list[Coded], gold: list[Coded]) -> Compared:
    return compare(DOCUMENT, "d", given_, gold)


def share(found: Figures, name: str) -> float | None:
    return found.shares[name].value


@st.composite
def codings(draw: st.DrawFn) -> list[Coded]:
    def one() -> Coded:
        start = draw(st.integers(0, 40))
        kind = draw(st.sampled_from(["commitment", "event", "forecast"]))
        return coded(
            start,
            start + draw(st.integers(1, 30)),
            kind,
            status=draw(st.sampled_from(["agreed", "stalled"])) if kind == "commitment" else "",
            time=draw(st.sampled_from(["", "2024", "2024-01/2024-12"])),
            actors=draw(st.sampled_from([(), ("US",), ("US", "JP")])),
        )

    return [one() for _ in range(draw(st.integers(0, 8)))]


def test_half_of_the_shorter_quote_must_be_shared() -> None:
    assert match([coded(0, 10)], [coded(5, 40)]) == ((0, 0),)
    assert match([coded(0, 10)], [coded(6, 40)]) == ()


def test_the_longest_overlap_goes_first() -> None:
    gold = [coded(0, 10), coded(10, 30)]
    assert match([coded(6, 20)], gold) == ((0, 1),)


def test_of_equal_overlaps_the_pair_that_agrees_goes_first() -> None:
    gold = [coded(0, 10, time="2024"), coded(0, 10, time="2025")]
    assert match(gold[::-1], gold) == ((1, 0), (0, 1))


def test_another_kind_matches_by_place_only() -> None:
    one, other = [coded(0, 10, "event")], [coded(0, 10, "measure")]
    assert match(one, other) == ()
    assert match(one, other, same_kind=False) == ((0, 0),)


def test_figures_worked_out_by_hand() -> None:
    gold = [coded(0, 10), coded(20, 30), coded(40, 50, "measure"), coded(60, 70)]
    given_ = [coded(0, 12), coded(40, 50, "position"), coded(80, 90)]
    found = figures([compared(given_, gold)])
    assert (found.gold, found.given, found.matched) == (4, 3, 1)
    assert share(found, "precision") == pytest.approx(1 / 3)
    assert share(found, "recall") == pytest.approx(1 / 4)
    assert share(found, "f1") == pytest.approx(2 / 7)
    assert share(found, "place_f1") == pytest.approx(4 / 7)


def test_figures_of_one_kind() -> None:
    gold = [coded(0, 10), coded(20, 30), coded(40, 50, "measure")]
    given_ = [coded(0, 10), coded(40, 50, "measure"), coded(60, 70, "measure")]
    measures = figures([compared(given_, gold)], "measure")
    assert (measures.gold, measures.given, measures.matched) == (1, 2, 1)
    assert share(figures([compared(given_, gold)], "event"), "recall") == pytest.approx(1 / 2)
    assert share(figures([compared(given_, gold)], "forecast"), "f1") is None


def test_fields_worked_out_by_hand() -> None:
    gold = [
        coded(0, 10, "commitment", status="agreed", actors=("US", "JP"), time="2024-12"),
        coded(20, 30, "commitment", status="stalled", actors=("JP",), speaker="石破茂首相"),
        coded(40, 50, "forecast", likelihood="likely", quantity="2,000人"),
    ]
    given_ = [
        coded(0, 10, "commitment", status="intended", actors=("US",), time="2024-12~"),
        coded(20, 30, "commitment", status="ended", actors=("JP", "KR"), speaker="石破"),
        coded(40, 50, "forecast", likelihood="possible", quantity="2,000"),
    ]
    found = figures([compared(given_, gold)])
    expected = {
        "rung": 0 / 2,
        "rung_near": 1 / 2,
        "likelihood": 0 / 1,
        "time": 3 / 3,
        "speaker": 3 / 3,
        "quantity": 3 / 3,
        "actors": 2 * 2 / (3 + 3),
        "polarity": 3 / 3,
    }
    assert {name: share(found, name) for name in expected} == pytest.approx(expected)


def test_quotes_that_do_not_stand_are_counted() -> None:
    lost = Coded(-1, -1, "not there", "event")
    found = figures([compared([coded(0, 5), lost], [coded(0, 5), lost])])
    assert share(found, "letters") == pytest.approx(1 / 2)
    assert share(found, "f1") == pytest.approx(1 / 2)


def test_intervals_are_over_documents_where_there_are_several() -> None:
    right = compared([coded(0, 5)], [coded(0, 5)])
    wrong = compared([coded(9, 15)], [coded(0, 5)])
    several = figures([right, wrong])
    assert several.drawn == "documents"
    assert (several.shares["f1"].low, several.shares["f1"].high) == (0.0, 1.0)
    assert figures([right, right, right]).shares["f1"].low == 1.0
    assert figures([right]).drawn == "statements"


def test_bootstrap_interval_of_a_share_is_the_binomial_one() -> None:
    """Of 100 statements 80 found: the 95 % interval is 0.80 ± 1.96·√(0.8·0.2/100) = ± 0.078."""
    text = "x" * 1000
    document = replace(DOCUMENT, text=text)
    gold = [Coded(10 * i, 10 * i + 8, text[:8], "event") for i in range(100)]
    recall = figures([compare(document, "d", gold[:80], gold)]).shares["recall"]
    assert recall.low == pytest.approx(0.722, abs=0.015)
    assert recall.high == pytest.approx(0.878, abs=0.015)


def test_errors_are_named_once_each() -> None:
    gold = [coded(0, 10, "commitment", status="agreed"), coded(20, 30), coded(40, 50, "measure")]
    given_ = [coded(0, 10, "commitment", status="stalled"), coded(40, 50), coded(60, 70)]
    found = errors(compared(given_, gold))
    assert [(e.what, e.fields) for e in found] == [
        ("mistaken", ("rung",)),
        ("missed", ()),
        ("invented", ()),
        ("missed", ()),
        ("invented", ()),
    ]
    assert found[3].given and found[3].given.kind == "event", "read as another kind in its place"
    assert found[1].given is None
    assert found[4].gold is None


@given(codings(), codings())
def test_f1_is_the_same_whichever_is_taken_as_true(a: list[Coded], b: list[Coded]) -> None:
    one, other = figures([compared(a, b)]), figures([compared(b, a)])
    assert share(one, "f1") == share(other, "f1")
    assert share(one, "place_f1") == share(other, "place_f1")
    assert share(one, "precision") == share(other, "recall")
    assert share(one, "actors") == share(other, "actors")


@given(codings(), codings(), st.booleans())
def test_matching_is_one_to_one_and_leaves_nothing_that_fits(
    a: list[Coded], b: list[Coded], same_kind: bool
) -> None:
    pairs = match(a, b, same_kind=same_kind)
    assert len({p.given for p in pairs}) == len({p.gold for p in pairs}) == len(pairs)
    for i, x in enumerate(a):
        for j, y in enumerate(b):
            if i not in {p.given for p in pairs} and j not in {p.gold for p in pairs}:
                assert not match([x], [y], same_kind=same_kind)


@given(codings())
def test_a_coding_agrees_with_itself(a: list[Coded]) -> None:
    one = compared(a, a)
    assert {f.value for f in figures([one]).shares.values()} <= {1.0, None}
    assert errors(one) == []


@given(codings(), codings())
def test_shares_lie_in_their_intervals_range(a: list[Coded], b: list[Coded]) -> None:
    for figure in figures([compared(a, b)]).shares.values():
        if figure.value is not None and figure.low is not None and figure.high is not None:
            assert 0 <= figure.low <= figure.high <= 1
            assert 0 <= figure.value <= 1
