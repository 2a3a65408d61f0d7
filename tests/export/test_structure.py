"""Structures drawn and written."""

from __future__ import annotations

import struct
from datetime import date
from io import BytesIO
from xml.etree import ElementTree

import networkx
import pytest

from renkei.alliance.proposal import find_proposal
from renkei.alliance.shown import look
from renkei.export.graphml import graph
from renkei.export.png import MOST, png
from renkei.export.structure_svg import SIGNED, draw
from renkei.export.write import write_structure
from small_alliance import item, pack

SVG = "{http://www.w3.org/2000/svg}"
BEFORE, AFTER = date(2024, 4, 1), date(2024, 7, 1)


def texts(svg: str) -> str:
    return "".join(t.text or "" for t in ElementTree.fromstring(svg).iter(f"{SVG}text"))


def strokes(svg: str) -> list[str]:
    return [p.get("stroke", "") for p in ElementTree.fromstring(svg).iter(f"{SVG}path")]


@pytest.mark.parametrize(
    ("language", "names"),
    [
        ("en", ["CrownOffice", "EastCommand(EC)", "NewHeadquarters", "JointForum", "Otherstates"]),
        ("zh", ["王室", "东部司令部", "新司令部", "联合论坛", "其他国家"]),
        ("zh-Hant", ["王室", "東部司令部", "新司令部", "聯合論壇", "其他國家"]),
        ("ja", ["王室", "東部司令部", "新司令部", "合同フォーラム", "その他の国"]),
    ],
)
def test_every_post_is_named_in_the_language_that_is_asked_for(small, language, names):
    svg = draw(small, look(small, AFTER), language)
    said = "".join(texts(svg).split())
    assert all(name in said for name in names)
    assert "Adm.Second" in said and "Adm.First" not in said
    assert "2024-07-01" in said


def test_relations_are_told_by_the_stroke(small):
    paths = list(ElementTree.fromstring(draw(small, look(small, AFTER), "en")).iter(f"{SVG}path"))
    dashes = [path.get("stroke-dasharray", "") for path in paths]
    # Two commands, two coordinations, one of information, and a sample of each in the legend.
    assert (dashes.count(""), dashes.count("7 4"), dashes.count("0.1 4.5")) == (3, 3, 2)


def test_what_came_and_ended_has_its_sign_and_its_colour(small):
    svg = draw(small, look(small, AFTER, against=BEFORE), "en")
    added, ended, changed = SIGNED.values()
    assert strokes(svg).count(added) == 2 and strokes(svg).count(ended) == 1
    said = texts(svg)
    # The post and its two links; the link that ended; and one of each in the legend.
    assert (said.count("+"), said.count("−")) == (4, 2)
    assert "~ Adm. Second" in said
    plain = draw(small, look(small, AFTER), "en")
    assert not {added, ended, changed} & {word for word in plain.split('"') if word[:1] == "#"}


def test_a_proposal_says_whose_it_is_and_what_it_leaves_open(small):
    shown = look(small, proposal=find_proposal(small, "raise-east"))
    said = texts(draw(small, shown, "en"))
    for part in ("Proposed: Raise-East", "reported, considered", "three-star → four-star",
                 "Who pays.", "the proposal reckons with it"):  # fmt: skip
        assert part in said


def test_every_row_leads_to_its_source(small):
    titles = [t.text or "" for t in ElementTree.fromstring(
        draw(small, look(small, AFTER), "en")).iter(f"{SVG}title")]  # fmt: skip
    rows = [title for title in titles if "[" in title]
    # Six posts and five links that are drawn: a report is the other side of a command.
    assert len(rows) == 11
    assert any("Publisher daily, Report daily, 2024-03 [daily]\nBy letter." in row for row in rows)


def test_far_seats_are_told_with_their_distance(small):
    assert "6,193 km, 5 zones" in texts(draw(small, look(small, AFTER), "en"))
    assert "6,193 公里，时差5区" in texts(draw(small, look(small, AFTER), "zh"))


def test_names_cannot_break_the_drawing():
    evil = "<script>alert('&')</script>"
    rows = {"posts": [{
        "key": "x", "labels": {"en": evil, "zh": evil, "ja": evil}, "nations": ["US"],
        "type": "office", "seat": "none", "tz": "none", "rank": evil, "parent": "none",
        "since": "unknown", "until": "none", "source": "gazette", "note": evil}]}  # fmt: skip
    made = pack(structure=rows, items=[item("a", ("A", "甲", "甲"), "none", "2024 agreed daily")])
    svg = draw(made, look(made, AFTER), "en")
    assert evil in texts(svg)
    assert not list(ElementTree.fromstring(svg).iter(f"{SVG}script"))


def test_an_empty_structure_is_a_drawing_too(small):
    shown = look(small, AFTER, known_by=date(1990, 1, 1))
    assert "Small alliance" in texts(draw(small, shown, "en"))


def test_a_graph_is_read_back_as_it_was_written(small):
    shown = look(small, AFTER, against=BEFORE)
    read = networkx.read_graphml(BytesIO(write_structure(small, shown, "en", "graphml")))
    assert set(read.nodes) == {"crown", "east", "west", "new-hq", "forum", "guest"}
    assert read.number_of_edges() == len(shown.whole.links) == 7
    assert read.nodes["new-hq"]["change"] == "added"
    assert read.nodes["east"]["label_zh"] == "东部司令部"
    assert "lat" not in read.nodes["forum"]
    (edge,) = [d for _, _, d in read.out_edges("east", data=True) if d.get("change") == "ended"]
    assert edge["relation"] == "coordinates-with"
    assert edge["km"] == pytest.approx(6193.5, abs=0.1) and edge["hours"] == 19.0
    assert read.edges["crown", "east"]["sources"] == "gazette"
    assert networkx.is_directed(graph(shown))


def test_pixels_are_twice_the_size_of_the_drawing(small):
    svg = draw(small, look(small, AFTER), "ja")
    root = ElementTree.fromstring(svg)
    made = png(svg)
    assert made.startswith(b"\x89PNG\r\n\x1a\n")
    assert struct.unpack(">II", made[16:24]) == tuple(
        2 * int(root.get(s)) for s in ("width", "height")
    )


def test_a_drawing_that_is_too_large_is_made_smaller_and_one_without_size_is_refused():
    huge = '<svg xmlns="http://www.w3.org/2000/svg" width="60000" height="30000"></svg>'
    wide, high = struct.unpack(">II", png(huge)[16:24])
    assert wide * high <= MOST * 1.01
    with pytest.raises(ValueError, match="width"):
        png("<svg/>")
