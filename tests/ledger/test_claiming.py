"""What counts as a claim, and when it is borne out, on cases made by hand."""

from __future__ import annotations

import pytest

from renkei.ledger.claiming import claims
from renkei.ledger.sifting import Told
from renkei.nouns import Rung

JAN, FEB, MAR, APR = (f"2024-0{month}-10" for month in (1, 2, 3, 4))


def _word(said: str, source: str, rung: Rung, *, official: bool = False) -> Told:
    name = f"{source}-{said}"
    return Told(said, said, 0, 0, name, 0, rung.value, official, True, "", source)


def test_a_report_that_officials_confirm_is_borne_out() -> None:
    words = [_word(JAN, "post", Rung.AGREED), _word(MAR, "gazette", Rung.AUTHORISED, official=True)]
    (claim,) = claims(words)
    assert (claim.source, claim.day, claim.confirmed) == ("post", JAN, MAR)
    assert (claim.statement, claim.confirming) == (f"post-{JAN}", f"gazette-{MAR}")


@pytest.mark.parametrize(
    ("words", "count", "confirmed"),
    [
        ([_word(FEB, "p", Rung.AGREED)], 1, 0),
        ([_word(JAN, "g", Rung.AGREED, official=True), _word(FEB, "p", Rung.AGREED)], 0, 0),
        ([_word(FEB, "g", Rung.AGREED, official=True), _word(FEB, "p", Rung.AGREED)], 0, 0),
        ([_word(FEB, "p", Rung.AGREED), _word(MAR, "g", Rung.PROPOSED, official=True)], 1, 0),
        ([_word(JAN, "p", Rung.AGREED), _word(FEB, "p", Rung.AGREED),
          _word(APR, "g", Rung.AGREED, official=True)], 1, 1),
        ([_word(JAN, "p", Rung.AGREED), _word(FEB, "w", Rung.AGREED),
          _word(APR, "g", Rung.IN_EFFECT, official=True)], 2, 2),
        ([_word(JAN, "", Rung.AGREED), _word(JAN, "p", Rung.REJECTED)], 0, 0),
        ([_word(JAN, "g", Rung.REJECTED, official=True), _word(FEB, "p", Rung.AGREED),
          _word(MAR, "g", Rung.ENDED, official=True)], 1, 0),
        ([_word(JAN, "p", Rung.AGREED)._replace(affirmed=False)], 0, 0),
    ],
)  # fmt: skip
def test_what_counts(words: list[Told], count: int, confirmed: int) -> None:
    found = claims(words)
    assert (len(found), sum(bool(c.confirmed) for c in found)) == (count, confirmed)
    assert claims(words[::-1]) == found
