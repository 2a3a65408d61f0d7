"""What of a structure was public by a day."""

from datetime import date

import pytest

from renkei.alliance import arrangement
from renkei.alliance.shown import look
from renkei.edtf import bounds
from renkei.packs.load import load_pack

LATE = date(2025, 1, 1)


def keys(rows):
    return {getattr(row, "key", None) or (row.subject, row.object) for row in rows}


def test_without_a_day_of_knowing_everything_that_holds_counts(small):
    found = arrangement(small, LATE)
    assert keys(found.posts) == {"crown", "east", "west", "new-hq", "forum", "guest"}
    assert not found.withheld


def test_a_row_counts_once_its_source_is_out(small):
    before, after = (arrangement(small, LATE, by) for by in (date(2024, 6, 30), date(2024, 7, 1)))
    assert "new-hq" not in keys(before.posts)
    assert "new-hq" in keys(after.posts)
    assert [h.name for h in before.holders] == []
    assert [h.name for h in after.holders] == ["Adm. Second"]


def test_a_source_of_a_month_is_out_when_the_month_is_over(small):
    assert ("guest", "east") not in keys(arrangement(small, LATE, date(2024, 3, 30)).links)
    assert ("guest", "east") in keys(arrangement(small, LATE, date(2024, 3, 31)).links)


def test_an_undated_source_shows_nothing_and_what_is_withheld_is_told(small):
    found = arrangement(small, LATE, LATE)
    assert "forum" not in keys(found.posts)
    assert keys(found.withheld) == {"forum", ("forum", "west")}


def test_a_known_link_makes_its_posts_known(small):
    rows = small.structure
    hidden = [
        p.model_copy(update={"source": "scroll"}) if p.key == "guest" else p for p in rows.posts
    ]
    pack = small.model_copy(update={"structure": rows.model_copy(update={"posts": tuple(hidden)})})
    assert "guest" in keys(arrangement(pack, LATE, LATE).posts)
    assert "guest" not in keys(arrangement(pack, LATE, date(2024, 1, 1)).posts)


@pytest.mark.parametrize("by", [date(2010, 1, 1), date(2023, 6, 1), date(2024, 4, 1)])
def test_nothing_shown_rests_on_what_was_published_later(by: date) -> None:
    pack = load_pack("us_japan")
    published = {source.id: source.date for source in pack.sources}
    shown = look(pack, date(2025, 4, 1), known_by=by)
    rows = (*shown.whole.posts, *shown.whole.holders, *shown.whole.links)
    for row in rows:
        for cited in shown.sources(row):
            if cited != "assumption":
                assert bounds(published[cited])[1] <= by, (row, cited)
    keys = {post.key for post in shown.whole.posts}
    assert "jp-joint-operations-command" not in keys or by.year > 2010
    assert all({link.subject, link.object} <= keys for link in shown.whole.links)
