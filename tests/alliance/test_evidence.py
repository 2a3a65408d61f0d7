"""Who says what a pack holds."""

from datetime import date

from renkei.alliance.evidence import backing

DAY = date(2024, 7, 11)


def test_sources_come_newest_first_with_their_age_and_the_undated_last(small):
    found = backing(small, DAY)
    assert [(b.source.id, b.age) for b in found] == [
        ("weekly", 10),
        ("daily", 132),
        ("gazette", 1653),
        ("scroll", None),
    ]


def test_a_source_that_was_not_there_yet_is_left_out(small):
    assert "weekly" not in {b.source.id for b in backing(small, date(2024, 6, 30))}


def test_what_an_item_rests_on(small):
    found = {b.source.id: (b.rows, b.citations) for b in backing(small, DAY, {"bridge", "dock"})}
    assert found == {
        "weekly": (("bridge",), 1),
        "daily": (("bridge",), 1),
        "gazette": (("bridge", "dock"), 3),
    }
