"""Structure: a day, two days, a proposal; what differs is told once and leads to its sources."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET

import pytest
from fastapi.testclient import TestClient

JJOC_POST = "jp-joint-operations-command"


def posts(web: TestClient, query: str) -> set[str]:
    return {row["post"] for row in web.get(f"/structure.json?{query}").json()["posts"]}


def test_the_command_is_there_from_march_2025(web: TestClient) -> None:
    assert JJOC_POST not in posts(web, "on=2025-03-23")
    assert JJOC_POST in posts(web, "on=2025-03-24")


def test_a_month_of_the_slider_is_its_first_day(web: TestClient) -> None:
    view = web.get("/structure.json?month=51").json()
    assert (view["on"], view["month"]) == ("2025-04-01", 51)
    assert web.get("/structure.json?month=0").json()["on"] == "2021-01-01"


def test_two_days_are_compared_the_later_with_the_earlier(web: TestClient) -> None:
    one = web.get("/structure.json?on=2024-04-01&with=2025-04-01").json()
    other = web.get("/structure.json?on=2025-04-01&with=2024-04-01").json()
    assert one["changes"] == other["changes"]
    assert (one["against"], one["on"]) == ("2024-04-01", "2025-04-01")
    assert (one["chosen"], other["chosen"]) == ("2024-04-01", "2025-04-01")
    added = {c["post"] for c in one["changes"] if c["kind"] == "post" and c["change"] == "added"}
    assert JJOC_POST in added
    assert all(c["sources"] for c in one["changes"])


def test_the_same_day_differs_in_nothing(web: TestClient) -> None:
    view = web.get("/structure.json?on=2025-04-01&with=2025-04-01").json()
    assert view["changes"] == []
    assert not view["compared"]


def test_a_proposal_is_laid_over_its_day(web: TestClient) -> None:
    view = web.get("/structure.json?arrangement=four-star-usfj").json()
    (rank,) = [w for c in view["changes"] for w in c["was"] if w["field"] == "rank"]
    assert (rank["before"], rank["after"]) == ("three-star", "four-star")
    assert view["left_open"]
    assert web.get("/structure?arrangement=no-such").status_code == 400


def test_what_was_not_known_is_left_out(web: TestClient) -> None:
    later = web.get("/structure.json?on=2025-04-01").json()
    known = web.get("/structure.json?on=2025-04-01&known_by=2024-01-01").json()
    assert known["withheld"] > 0
    assert len(known["posts"]) < len(later["posts"])


def test_an_empty_field_of_the_form_is_no_day(web: TestClient) -> None:
    assert web.get("/structure?on=2025-04-01&with=&arrangement=&known_by=").status_code == 200
    assert web.get("/structure?on=yesterday").status_code == 422


@pytest.mark.parametrize("side", ["", "before", "after"])
def test_the_picture_as_a_file(web: TestClient, side: str) -> None:
    path = "/structure/picture.svg"
    answer = web.get(path, params={"on": "2025-04-01", "with": "2024-04-01", "side": side})
    root = ET.fromstring(answer.text)
    text = "".join(root.itertext())
    assert ("Working group on command" in text) is (side != "before")
    assert "attachment" in answer.headers["content-disposition"]
    assert "<a " not in answer.text


def test_the_graph_as_a_file(web: TestClient) -> None:
    root = ET.fromstring(web.get("/structure/picture.graphml?on=2025-04-01").text)
    nodes = {n.get("id") for n in root.iter("{http://graphml.graphdrawing.org/xmlns}node")}
    assert nodes == posts(web, "on=2025-04-01")
    assert web.get("/structure/picture.png?on=2025-04-01").content.startswith(b"\x89PNG")
    assert web.get("/structure/picture.exe").status_code == 422


def test_lines_of_the_picture_lead_to_rows_of_the_list(web: TestClient) -> None:
    import re

    text = web.get("/structure?on=2025-04-01").text
    ids = set(re.findall(r' id="([^"]+)"', text))
    led = {a for a in re.findall(r'<a href="#([^"]+)" tabindex', text) if a.startswith("post-")}
    assert led
    assert led <= ids


def test_no_command_line_is_named_on_the_web(web: TestClient) -> None:
    for language in ("en", "zh-Hant", "ja"):
        assert "renkei structure" not in web.get(f"/structure?lang={language}").text
    assert "renkei structure" not in web.get("/structure/picture.svg").text


def test_days_are_shown_in_iso_beside_their_fields(web: TestClient) -> None:
    text = web.get("/structure?on=2025-04-01&with=2024-04-01").text
    assert re.findall(r'class="quiet iso">([^<]*)<', text) == ["2025-04-01", "2024-04-01"]
