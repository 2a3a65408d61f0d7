"""What counts as a claim, and when it is borne out, on cases made by hand."""

from __future__ import annotations

from datetime import date

import pytest

from renkei.ledger.records import First
from renkei.nouns import Rung
from renkei.web.borne_out import claims

JAN, FEB, MAR, APR = (date(2024, month, 1) for month in (1, 2, 3, 4))


def _word(said: date, source: str, rung: Rung, *, official: bool = False) -> First:
    return First("x", rung, source, official, said, f"{source}-{said}")


def test_a_report_that_officials_confirm_is_borne_out() -> None:
    words = [_word(JAN, "Post", Rung.AGREED), _word(MAR, "Gazette", Rung.AUTHORISED, official=True)]
    (claim,) = claims(words)
    assert (claim.source, claim.said, claim.confirmed) == ("Post", JAN, MAR)


@pytest.mark.parametrize(
    ("words", "count", "confirmed"),
    [
        ([_word(FEB, "Post", Rung.AGREED)], 1, 0),
        ([_word(JAN, "G", Rung.AGREED, official=True), _word(FEB, "Post", Rung.AGREED)], 0, 0),
        ([_word(FEB, "G", Rung.AGREED, official=True), _word(FEB, "Post", Rung.AGREED)], 0, 0),
        ([_word(FEB, "Post", Rung.AGREED), _word(MAR, "G", Rung.PROPOSED, official=True)], 1, 0),
        ([_word(JAN, "Post", Rung.AGREED), _word(FEB, "Post", Rung.AGREED),
          _word(APR, "G", Rung.AGREED, official=True)], 1, 1),
        ([_word(JAN, "Post", Rung.AGREED), _word(FEB, "Wire", Rung.AGREED),
          _word(APR, "G", Rung.IN_EFFECT, official=True)], 2, 2),
        ([_word(JAN, "", Rung.AGREED), _word(JAN, "Post", Rung.REJECTED)], 0, 0),
        ([_word(JAN, "G", Rung.REJECTED, official=True), _word(FEB, "Post", Rung.AGREED),
          _word(MAR, "G", Rung.ENDED, official=True)], 1, 0),
    ],
)  # fmt: skip
def test_what_counts(words: list[First], count: int, confirmed: int) -> None:
    found = claims(words)
    assert (len(found), sum(c.confirmed is not None for c in found)) == (count, confirmed)
    assert claims(reversed(words)) == found
