"""Charts, tables and the page of a comparison."""

import json
import re
import sys
from pathlib import Path
from xml.etree import ElementTree

import numpy as np
import pytest

sys.path.append(str(Path(__file__).parents[1] / "simulation"))

from made_up import ALL, conduct, link, pack, scenario, two_nations

from renkei.export.charts import charts, write_charts
from renkei.export.run_report import report, write_report
from renkei.export.run_steps import write_steps
from renkei.export.run_tables import write_tables
from renkei.simulation import record
from renkei.simulation.compare import compare
from renkei.simulation.sensitivity import sensitivity


@pytest.fixture(scope="module")
def results():
    how = conduct(("aa-hq", "matter"), ("bb-hq", "matter"))
    slow = how.parameters[0].model_copy(
        update={"key": "review", "value": 50, "range": (5, 90), "source": "assumption", "why": "x"}
    )
    how = how.model_copy(
        update={"parameters": tuple(slow if p.key == "review" else p for p in how.parameters)}
    )
    body = [
        {
            "op": "add-post",
            "post": {
                "key": "body",
                "labels": {"en": "body", "zh": "机构", "ja": "機関"},
                "nations": ["AA", "BB"],
                "type": "coordination-body",
                "seat": "none",
                "tz": "none",
                "rank": "unknown",
                "parent": "none",
            },
        },
        *(
            {
                "op": "add-link",
                "subject": f"{n}-hq",
                "relation": "coordinates-with",
                "object": "body",
            }
            for n in ("aa", "bb")
        ),
    ]
    arrangement = two_nations(link("aa-hq", "coordinates-with", "bb-hq"))
    book = pack(arrangement, how, scenario(*ALL, lineups=["as-it-is", "with-body"]), with_body=body)
    found = compare(book, "made-up", (), 20)
    return found, sensitivity(book, "made-up", points=32, replications=2), book


def test_each_chart_has_a_title_its_names_in_three_languages_and_the_caveat(results):
    made = list(charts(*results[:2]))
    assert [chart.name for chart in made] == [
        "made-up-matter-distribution",
        "made-up-matter-where",
        "made-up-tornado-with-body",
    ]
    for chart in made:
        said = "".join(ElementTree.fromstring(chart.svg()).itertext())
        for words in (chart.title, "架空", "虚构", "Nothing of it is so."):
            assert words in said


def test_charts_are_written_as_svg_and_png(results, tmp_path):
    written = write_charts(tmp_path / "charts", *results[:2])
    assert {path.suffix for path in written} == {".svg", ".png"}
    assert all(p.read_bytes().startswith(b"\x89PNG") for p in written if p.suffix == ".png")


def test_the_page_stands_by_itself(results, tmp_path):
    path = tmp_path / "page.html"
    write_report(path, *results[:2])
    page = path.read_text("utf-8")
    assert page.count("<svg") == 3
    assert "<script" not in page
    addresses = re.findall(r"(?:src|href)=\"?(\S+)", page)
    assert not [a for a in addresses if not a.startswith("#")]
    for sentence in (*results[0].sentences, *results[1].sentences):
        assert sentence.replace("“", "“") in page.replace("&#39;", "'")
    assert "Nothing of it is so." in page


def test_what_a_pack_says_cannot_break_the_page(results):
    from dataclasses import replace

    page = report(replace(results[0], what="<script>alert(1)</script>"))
    assert "<script>" not in page


@pytest.mark.parametrize("form", ["csv", "parquet"])
def test_tables_hold_every_row(results, tmp_path, form):
    from pyarrow import csv, parquet

    found, spread, _ = results
    write_tables(tmp_path, found, spread, form)
    read = csv.read_csv if form == "csv" else parquet.read_table
    for result, names in ((found, record.TABLES), (spread, record.SPREAD)):
        for name in names:
            rows = list(record.table(result, name))
            if rows:
                table = read(tmp_path / f"{name}.{form}")
                assert table.num_rows == len(rows)
    pairs = read(tmp_path / f"pairs.{form}").to_pylist()
    assert pairs[0]["value"] == pytest.approx(found.pairs[0].difference.value)


def test_what_is_kept_can_be_read_again(results, tmp_path):
    found, spread, _ = results
    write_tables(tmp_path, found, spread, "csv")
    setting, rows = record.read(tmp_path / "run.jsonl")
    assert setting == found.setting
    assert record.departures(found, rows) == []
    assert json.dumps(rows)


def test_the_mean_can_be_worked_out_from_the_steps(results, tmp_path):
    from pyarrow import parquet

    found, _, book = results
    write_steps(tmp_path, book, found)
    for key in ("as-it-is", "with-body"):
        rows = parquet.read_table(tmp_path / f"{key}.parquet").to_pylist()
        begin, end = {}, {}
        for row in rows:
            matter = row["replication"], row["matter"]
            begin[matter] = min(begin.get(matter, np.inf), row["ready"])
            end[matter] = max(end.get(matter, 0.0), row["end"])
        mean = sum(end[m] - begin[m] for m in end) / len(end)
        told = [r.mean for r in found.times if (r.lineup, r.milestone) == (key, "end")]
        assert mean == pytest.approx(told[0])
