"""What of a long story may be left out without any difference to how a thing stands."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st
from makers import TIMES

from renkei.ledger import ladder
from renkei.ledger.ladder import Evidence, rank, since, stand
from renkei.ledger.sifting import Told, sifted
from renkei.nouns import Role, Rung

days = st.integers(0, 400).map(lambda n: date(2024, 1, 1) + timedelta(days=n))
times = st.sampled_from(TIMES)


@st.composite
def evidence(draw: st.DrawFn) -> list[Evidence]:
    many = draw(st.lists(st.tuples(st.sampled_from(Rung), days, st.booleans(), times), max_size=40))
    return [
        Evidence(
            id=f"s{draw(st.integers(0, 99)):02}-{i}",
            rung=rung,
            role=Role.OFFICIAL if official else Role.MEDIA,
            said=said,
            affirmed=draw(st.integers(0, 4)) > 0,
            time=time,
            place=draw(st.integers(0, 3)),
        )
        for i, (rung, said, official, time) in enumerate(many)
    ]


def told(n: int, e: Evidence) -> Told:
    first, last = ladder.days(e.time)
    over = last or first
    days_of = since(e)[1].isoformat(), e.said.isoformat()
    at = *days_of, rank(e.rung, e.official), e.place, e.id, n
    return Told(*at, e.rung.value, e.official, e.affirmed, over.isoformat() if over else "")


@settings(max_examples=300)
@given(evidence(), days)
def test_what_is_sifted_out_makes_no_difference(story: list[Evidence], on: date) -> None:
    held = [e for e in story if since(e)[1] <= on]
    kept = sifted([told(n, e) for n, e in enumerate(held)], on.isoformat())
    assert stand([held[t.n] for t in kept], on) == stand(held, on)


def test_what_is_called_in_effect_before_its_day_is_no_plan() -> None:
    day = date(2024, 1, 1)
    story = [
        Evidence("s0", Rung.INTENDED, Role.MEDIA, day),
        Evidence("s1", Rung.INTENDED, Role.MEDIA, day, time="2024-02"),
        Evidence("s2", Rung.IN_EFFECT, Role.MEDIA, day, time="2024-02"),
    ]
    kept = sifted([told(n, e) for n, e in enumerate(story)], day.isoformat())
    due = stand([story[t.n] for t in kept], day).due
    assert due and due.word == story[1]


def test_a_long_story_is_sifted_to_a_few() -> None:
    start = date(2024, 1, 1)
    rungs = [Rung.CONSIDERED, Rung.INTENDED, Rung.AGREED]
    story = [
        Evidence(f"s{i:04}", rungs[i // 400], Role.OFFICIAL, start + timedelta(days=i // 3))
        for i in range(1200)
    ]
    kept = sifted([told(n, e) for n, e in enumerate(story)], "2031-01-01")
    assert {t.n for t in kept} == {0, 400, 800, 399, 799, 1199}
