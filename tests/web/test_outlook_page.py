"""Outlook: goals, forecasts, approval, what is due; each with its source."""

from __future__ import annotations

import csv
import html
import io
import re
import xml.etree.ElementTree as ET

from fastapi.testclient import TestClient


def test_the_two_per_cent_goal(web: TestClient) -> None:
    goals = web.get("/outlook.json").json()["goals"]
    (goal,) = [g for g in goals if g["item"] == "defence-spending-2-percent"]
    assert (goal["value"], goal["by"], goal["day"]) == (2.0, "FY2027", "2028-03-31")
    assert goal["source"]["url"].startswith("http")
    assert all(p["source"]["source"] for g in goals for p in g["series"]["points"])


def test_records_add_up(web: TestClient) -> None:
    view = web.get("/outlook.json").json()
    for records in (view["roles"], view["people"]):
        assert sum(r["forecasts"] for r in records) == len(view["forecasts"])
        for r in records:
            assert r["forecasts"] == r["yes"] + r["partly"] + r["no"] + r["open"]
    assert sum(view["results"].values()) == len(view["forecasts"])


def test_forecasts_are_filtered(web: TestClient) -> None:
    view = web.get("/outlook.json?role=analyst&result=yes").json()
    assert view["forecasts"]
    assert {(f["role"], f["result"]) for f in view["forecasts"]} == {("analyst", "yes")}
    assert web.get("/outlook?result=perhaps").status_code == 422
    rows = list(csv.DictReader(io.StringIO(web.get("/outlook.csv").text.lstrip("\ufeff"))))
    assert {row["result"] for row in rows} == {"yes", "partly", "no", "open"}


def test_what_is_due_is_told_in_the_order_of_days(web: TestClient) -> None:
    view = web.get("/outlook.json?months=240").json()
    assert [d["day"] for d in view["due"]] == sorted(d["day"] for d in view["due"])
    assert all(d["by"] for d in view["due"])


def test_more_months_show_no_less(web: TestClient) -> None:
    counts = [len(web.get(f"/outlook.json?months={n}").json()["due"]) for n in (0, 12, 60)]
    assert counts == sorted(counts)


def test_charts_as_files(web: TestClient) -> None:
    svg = web.get("/outlook/charts/approval.svg")
    text = "".join(ET.fromstring(svg.text).itertext())
    assert "Takaichi became prime minister" in text
    assert web.get("/outlook/charts/approval.png").content.startswith(b"\x89PNG")
    rows = list(
        csv.DictReader(io.StringIO(web.get("/outlook/charts/approval.csv").text.lstrip("\ufeff")))
    )
    jiji = {r["time"]: r["value"] for r in rows if r["series"] == "cabinet-approval-jiji"}
    assert jiji["2024-06"] == "16.4"
    assert all(r["source"] for r in rows)
    assert web.get("/outlook/charts/no-such.svg").status_code == 404


def test_any_series_of_the_pack(web: TestClient) -> None:
    for key in web.get("/outlook.json").json()["choices"]:
        answer = web.get(f"/outlook/charts/{key}.svg")
        assert answer.status_code == 200, key
        ET.fromstring(answer.text)
    assert web.get("/outlook?series=no-such").status_code == 404


def test_the_calendar_file(web: TestClient) -> None:
    answer = web.get("/outlook/due.ics?months=24&lang=ja")
    assert answer.headers["content-type"].startswith("text/calendar")
    lines = answer.content.split(b"\r\n")
    assert max(map(len, lines)) <= 75
    due = web.get("/outlook.json?months=24").json()["due"]
    assert lines.count(b"BEGIN:VEVENT") == len(due)
    assert f"DTSTART;VALUE=DATE:{due[0]['day'].replace('-', '')}".encode() in lines


def test_what_a_figure_counts_stands_beside_it(web: TestClient) -> None:
    goals = web.get("/outlook.json").json()["goals"]
    noted = [g["latest"]["note"] for g in goals if g["latest"] and g["latest"]["note"]]
    assert any("supplementary" in note for note in noted)
    lines = re.findall(r'<p class="stand-line">(.*?)</p>', web.get("/outlook").text, re.DOTALL)
    beside = html.unescape("".join(lines))
    assert all(f'(<span lang="en">{note}</span>)' in beside for note in noted)
