"""Where boxes and lines go."""

from __future__ import annotations

from datetime import date
from itertools import combinations

import pytest

from renkei.alliance.proposal import find_proposal
from renkei.alliance.shown import look
from renkei.export.columns import Box, place
from renkei.export.ink import free_spot
from renkei.export.routes import routes
from renkei.packs.load import load_pack

HEIGHT, WIDTH = 50.0, 200.0


def overlap(one, other):
    return (
        one.x < other.x + other.width
        and other.x < one.x + one.width
        and one.y < other.y + other.height
        and other.y < one.y + one.height
    )


def placed(pack, shown):
    heights = {post.key: HEIGHT for post in shown.whole.posts}
    return place(shown, pack.manifest.parties, heights, WIDTH, str)


def test_each_ally_has_a_column_and_what_they_share_stands_between(small):
    found = placed(small, look(small, date(2024, 7, 1)))
    x = {key: box.x for key, box in found.boxes.items()}
    assert x["crown"] < x["east"] < x["forum"] < x["new-hq"] < x["west"]
    assert x["forum"] == x["guest"]
    assert list(found.heads) == ["left", "right", "joint", "other"]
    assert {(h.above, h.below, h.side) for h in found.hung} == {
        ("crown", "east", -1),
        ("west", "new-hq", 1),
    }


@pytest.mark.parametrize(
    "words",
    [
        {"on": date(2022, 1, 1)},
        {"on": date(2026, 4, 1), "against": date(2021, 6, 1)},
        {"proposal": "combined-command-korean-model"},
        {"on": date(1900, 1, 1), "known_by": date(1900, 1, 1)},
    ],
    ids=["a day", "two days", "a proposal", "nothing known"],
)
def test_no_two_boxes_of_the_shipped_pack_overlap(words):
    pack = load_pack("us_japan")
    if "proposal" in words:
        words = {"proposal": find_proposal(pack, words["proposal"])}
    shown = look(pack, **words)
    found = placed(pack, shown)
    assert set(found.boxes) == {post.key for post in shown.whole.posts}
    for one, other in combinations(found.boxes.values(), 2):
        assert not overlap(one, other)


def test_a_line_runs_from_box_to_box_around_what_is_between():
    boxes = {
        "a": Box(0, 0, 100, 40),
        "b": Box(400, 0, 100, 40),
        "wall": Box(200, -100, 50, 240),
    }
    (straight,) = routes({"a": boxes["a"], "b": boxes["b"]}, [("a", "b")])
    (bent,) = routes(boxes, [("a", "b")])
    assert (len(bent) - 1) % 3 == 0
    for line in (straight, bent):
        assert overlap(Box(*line[0], 1, 1), Box(-5, -5, 110, 50))
        assert overlap(Box(*line[-1], 1, 1), Box(395, -5, 110, 50))
    assert all(abs(y - 20) < 2 for _, y in straight)
    assert any(y < -80 or y > 120 for _, y in bent)


def test_two_lines_between_the_same_boxes_do_not_cover_each_other():
    boxes = {"a": Box(0, 0, 100, 40), "b": Box(400, 0, 100, 40)}
    one, other = routes(boxes, [("a", "b"), ("b", "a")])
    assert abs(one[0][1] - other[-1][1]) >= 5


def test_a_mark_is_put_where_nothing_is():
    line = ((0.0, 0.0), (30.0, 0.0), (70.0, 0.0), (100.0, 0.0))
    taken = [Box(40, -10, 20, 20)]
    x, y = free_spot(line, 10, 10, taken)
    assert y == 0 and not 35 < x < 65
    assert len(taken) == 2
    assert free_spot(line, 10, 10, [Box(-50, -50, 300, 100)]) is None
