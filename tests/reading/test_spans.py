"""From labels to statements, and the check that every reader's quotes must pass."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from renkei.errors import QuoteError
from renkei.nouns import Kind, Statement
from renkei.reading.compiled import kernel
from renkei.reading.protocol import checked
from renkei.reading.spans import INSIDE, OUTSIDE, SEGMENTS

from .samples import bare

KINDS = list(Kind)


def label(scores: Any, owners: list[int]) -> list[int]:
    found = np.empty(len(owners), np.int64)
    kernel().joining.label(np.array(scores, np.float32), np.array(owners, np.int64), found)
    labels: list[int] = found.tolist()
    return labels


def statements(labels: list[int]) -> tuple[list[int], list[int]]:
    first, behind = np.empty((2, len(labels)), np.int64)
    count = kernel().joining.join(np.array(labels, np.int64), INSIDE, first, behind)
    return first[:count].tolist(), behind[:count].tolist()


def favour(*labels: int) -> list[list[float]]:
    """Scores that like each of these best, and a position second best."""
    second = 1 + KINDS.index(Kind.POSITION)
    return [[2.0 * (i == n) + (i == second) for i in range(len(SEGMENTS))] for n in labels]


def test_going_on_never_opens_a_statement() -> None:
    position = 1 + KINDS.index(Kind.POSITION)
    event = 1 + KINDS.index(Kind.EVENT)
    assert label(favour(INSIDE, INSIDE), [0, 0]) == [position, INSIDE]
    assert label(favour(event, INSIDE), [0, 1]) == [event, position]
    assert label(favour(event, OUTSIDE, INSIDE), [0, 0, 0]) == [event, OUTSIDE, position]
    assert label(favour(event, INSIDE, INSIDE), [0, 0, 0]) == [event, INSIDE, INSIDE]


@given(st.data())
@settings(deadline=None)
def test_what_goes_on_has_begun_in_its_sentence(data: st.DataObject) -> None:
    owners = sorted(data.draw(st.lists(st.integers(0, 3), min_size=1, max_size=12)))
    row = st.lists(st.floats(-5, 5), min_size=len(SEGMENTS), max_size=len(SEGMENTS))
    labels = label(data.draw(st.lists(row, min_size=len(owners), max_size=len(owners))), owners)
    for i, one in enumerate(labels):
        if one == INSIDE:
            assert i and owners[i - 1] == owners[i] and labels[i - 1] != OUTSIDE


@given(st.lists(st.integers(0, INSIDE - 1) | st.just(INSIDE), max_size=20))
@settings(deadline=None)
def test_each_beginning_is_one_statement_up_to_where_it_goes_on(labels: list[int]) -> None:
    found, stopped = statements(labels)
    begun = [i for i, one in enumerate(labels) if one not in (OUTSIDE, INSIDE)]
    assert found == begun
    for first, behind in zip(found, stopped, strict=True):
        assert all(one == INSIDE for one in labels[first + 1 : behind])
        assert behind == len(labels) or labels[behind] != INSIDE


DOCUMENT = bare("Japan plans to buy missiles. 日本は反対する。🚀", language="en")
TRUE = Statement(DOCUMENT.id, 0, 5, "Japan", Kind.EVENT)


def test_true_quotes_pass_unchanged() -> None:
    last = replace(TRUE, start=len(DOCUMENT.text) - 1, end=len(DOCUMENT.text), quote="🚀")
    assert checked(DOCUMENT, [TRUE, last]) == [TRUE, last]
    assert checked(DOCUMENT, []) == []


@pytest.mark.parametrize(
    "change",
    [
        {"quote": "China"},
        {"quote": "japan"},
        {"start": 1, "end": 6},
        {"start": 0, "end": 6},
        {"start": 5, "end": 0, "quote": ""},
        {"quote": ""},
        {"start": 0, "end": 0, "quote": ""},
        {"start": 500, "end": 505},
        {"document": "1" * 64},
    ],
)
def test_an_invented_or_shifted_quote_is_refused(change: dict[str, Any]) -> None:
    with pytest.raises(QuoteError, match="quote not in the document"):
        checked(DOCUMENT, [TRUE, replace(TRUE, **change)])


def test_offsets_from_the_end_are_no_offsets() -> None:
    """Python would count a negative offset backwards; a ledger must not hold one."""
    length = len(DOCUMENT.text)
    with pytest.raises(QuoteError):
        checked(DOCUMENT, [replace(TRUE, start=-length, end=5 - length)])
