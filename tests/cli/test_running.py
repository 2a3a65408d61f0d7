"""``renkei run``, ``renkei trace`` and ``renkei scenario``."""

import json

import pytest
from click.testing import CliRunner

from renkei.cli.app import app

PAIR = ["--arrangement", "no-sharing", "--arrangement", "sharing-two"]


@pytest.fixture(autouse=True)
def narrow(monkeypatch):
    monkeypatch.setenv("COLUMNS", "80")


def call(*words, status=0):
    result = CliRunner().invoke(app, list(words))
    assert result.exit_code == status, result.output
    return result


def test_a_run_says_what_came_out_in_eighty_columns():
    said = call("run", "missile-warning", *PAIR, "--replications", "20", "--no-losses").output
    assert "A launch that KR sees first" in said
    assert any(word in said for word in ("cannot be told apart", "as good as", "faster"))
    assert "no interception" in said
    assert max(map(len, said.splitlines())) <= 80


def test_a_run_that_was_kept_is_run_again_to_the_bit(tmp_path):
    kept = call("run", "missile-warning", *PAIR, "--replications", "8", "--no-losses", "--json")
    rows = [json.loads(line) for line in kept.stdout.splitlines()]
    assert rows[0]["table"] == "setting"
    assert {row["table"] for row in rows} >= {"times", "late", "parts", "posts", "pairs"}
    path = tmp_path / "run.jsonl"
    path.write_text(kept.stdout, "utf-8")
    again = call("run", "--repeat", str(path), "--json")
    assert again.stdout == kept.stdout
    assert "to the bit" in again.stderr


def test_a_setting_changes_the_run():
    def mean(*more):
        words = ("run", "missile-warning", *PAIR, "--replications", "8", "--no-losses", "--json")
        rows = [json.loads(line) for line in call(*words, *more).stdout.splitlines()]
        return next(r["mean"] for r in rows if r["table"] == "times" and r["milestone"] == "end")

    assert mean("--set", "release-review=240") > mean() + 1


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["run"], "name a contingency"),
        (["run", "grey-zone"], "name arrangements"),
        (["run", "flood", "--all"], "no contingency 'flood'"),
        (["run", "grey-zone", "--arrangement", "x"], "no arrangement 'x'"),
        (["run", "grey-zone", "--all", "--set", "x"], "write KEY=VALUE"),
        (["run", "grey-zone", "--all", "--arrangement", "x"], "--arrangement or --all, not both"),
        (["run", "grey-zone", "--all", "--set", "time-assess=-5"], "in minutes, 0 or more"),
        (["run", "grey-zone", "--all", "--set", "at-once-staff=0"], "in count, 1 or more"),
        (["run", "grey-zone", "--all", "--set", "staff-since=25"], "in clock, from 0 to 24"),
        (["trace", "grey-zone", "--arrangement", "2024", "--replication", "-1"], "not in the"),
        (["trace", "grey-zone", "--arrangement", "2024", "--matter", "-1"], "not in the"),
        (["run", "grey-zone", "--all", "--set", "x=1"], "nothing that is assumed is called 'x'"),
        (["run", "--repeat", "/nowhere"], "cannot be read"),
    ],
)
def test_what_cannot_be_run_is_said(words, said):
    result = CliRunner().invoke(app, words)
    assert result.exit_code
    assert said in " ".join(result.output.split())


def test_a_trace_tells_the_path_with_local_clocks():
    said = call("trace", "grey-zone", "--arrangement", "2024-03", "--seed", "7").output
    assert "◆ agreed by US" in said
    assert "jp-defence-minister" in said
    assert max(map(len, said.splitlines())) <= 80
    rows = call("trace", "grey-zone", "--arrangement", "2024-03", "--seed", "7", "--json").stdout
    scenes = [json.loads(line) for line in rows.splitlines()]
    assert scenes[0]["what"] == "detect"


def test_scenarios_are_listed_shown_started_and_checked(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert "grey-zone" in call("scenario", "list").output
    assert "release-review" in call("scenario", "show", "grey-zone").output
    call("scenario", "new", "mine")
    assert "in order" in call("scenario", "check", "mine.yaml").output
    text = (tmp_path / "mine.yaml").read_text("utf-8")
    (tmp_path / "mine.yaml").write_text(text.replace("deadline: due", "deadline: dew"), "utf-8")
    said = call("scenario", "check", "mine.yaml", status=1).output
    assert "streams.0.deadline" in said
    call("run", "mine.yaml", "--arrangement", "joc-2025", "--replications", "2", status=1)


def test_a_figure_outside_its_range_is_remarked():
    words = ("--replications", "4", "--no-losses", "--set", "release-review=900")
    said = " ".join(call("run", "missile-warning", *PAIR, *words).output.split())
    assert "release-review was set to 900 minutes, outside what is assumed (10 to 240)" in said


def test_no_line_ends_in_blanks():
    said = call("run", "missile-warning", *PAIR, "--replications", "4", "--no-losses").output
    said += call("trace", "missile-warning", "--arrangement", "sharing-two").output
    assert [line for line in said.splitlines() if line != line.rstrip()] == []


def test_without_arrow_tables_are_refused_before_the_run(monkeypatch, tmp_path):
    monkeypatch.setattr("renkei.export.run_tables.find_spec", lambda _name: None)
    monkeypatch.setattr("renkei.cli.run._first", lambda *_asked: pytest.fail("it was run"))
    for option in ("--steps", "--parquet", "--csv"):
        words = ("run", "missile-warning", *PAIR, option, str(tmp_path))
        assert "need pyarrow" in call(*words, status=1).output


def test_a_sensitivity_analysis_says_that_it_begins_and_ends():
    words = ("--replications", "2", "--no-losses", "--sensitivity", "--points", "2")
    figures = "launches-us launches-kr launches-jp responses"
    fixed = [x for key in figures.split() for x in ("--set", f"{key}=0.1")]
    told = call("run", "missile-warning", *PAIR, *words, *fixed, "--json").stderr.splitlines()
    assert told[0].startswith("varying all that is assumed: 0 of ")
    assert told[-1].startswith("varying all that is assumed: done in ")
