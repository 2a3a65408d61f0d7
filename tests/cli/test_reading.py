"""``renkei read`` as its user runs it: real processes, bad input, pipes, and being stopped."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from .conftest import renkei, rows

SENTENCE = "Japan plans to set up its Joint Operations Command by March {year}. It has {n} rooms.\n"


def _write(folder: Path, count: int) -> list[Path]:
    folder.mkdir()
    paths = [folder / f"{n:03}.txt" for n in range(count)]
    for n, path in enumerate(paths):
        text = "".join(SENTENCE.format(year=2025 + i % 3, n=n * 100 + i) for i in range(20))
        path.write_text(
            f"title: Paper {n}\nsource: Tests\npublished: 2024-01-02\n\n{text}", "utf-8"
        )
    return paths


def test_a_source_named_twice_is_read_once(tmp_path: Path) -> None:
    (path,) = _write(tmp_path / "in", 1)
    again = f"{path.parent}/../in/{path.name}"
    done = renkei("read", "--json", str(path), again, str(path.parent), ledger=tmp_path / "x")
    assert [row["outcome"] for row in rows(done.stdout)] == ["new"]
    done = renkei("read", "--json", str(path), ledger=tmp_path / "x")
    assert [row["outcome"] for row in rows(done.stdout)] == ["known"]


def test_what_fails_is_said_with_its_reason_and_the_rest_goes_on(tmp_path: Path) -> None:
    (good,) = _write(tmp_path / "in", 1)
    folder = good.parent
    (folder / "empty.txt").write_bytes(b"")
    (folder / "binary.bin").write_bytes(bytes(range(256)) * 40)
    (folder / "broken.pdf").write_bytes(b"%PDF-1.7\nnothing more")
    (folder / "gone.txt").symlink_to(folder / "never.txt")
    (folder / "line\nbreak.txt").write_text("Japan plans to buy missiles.\n", "utf-8")
    done = renkei("read", str(folder), str(folder / "nowhere.txt"), ledger=tmp_path / "x")
    assert done.returncode == 0
    assert "Traceback" not in done.stderr
    failed = [line for line in done.stdout.splitlines() if line.startswith("failed")]
    assert len(failed) == 5
    assert all(": " in line for line in failed)
    assert "2 documents read" in done.stdout
    assert "5 failed" in done.stdout


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_an_unreadable_file_is_said_to_be_one(tmp_path: Path) -> None:
    (path,) = _write(tmp_path / "in", 1)
    path.chmod(0)
    done = renkei("read", str(path), ledger=tmp_path / "x")
    assert done.returncode == 1
    assert "permissions" in done.stdout


def test_the_status_tells_whether_anything_was_read(tmp_path: Path) -> None:
    assert renkei("read", str(tmp_path / "no"), ledger=tmp_path / "x").returncode == 1
    assert renkei("read", ledger=tmp_path / "x").returncode == 2
    wrong = renkei("read", "--published", "yesterday", str(tmp_path), ledger=tmp_path / "x")
    assert wrong.returncode == 2
    assert "2024-04-03" in wrong.stderr


def test_a_day_of_publication_can_be_given(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("Japan plans to buy missiles.\n", "utf-8")
    renkei("read", str(path), ledger=tmp_path / "x")
    renkei("read", "--published", "2024-04-03", str(path), ledger=tmp_path / "x")
    (row,) = rows(renkei("documents", "--json", ledger=tmp_path / "x").stdout)
    assert row["published"] == "2024-04-03"


def test_standard_input_is_a_source(tmp_path: Path) -> None:
    text = "title: From a pipe\n\nJapan plans to buy missiles.\n"
    done = renkei("read", "--json", "-", ledger=tmp_path / "x", input=text)
    assert rows(done.stdout)[0]["title"] == "From a pipe"


def test_a_hostile_document_moves_neither_cursor_nor_line(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    evil = (
        "title: \x1b[2J\x1b]0;owned\x07 \u202e\n\nJapan will \x1b[31mbuy\x1b[0m \u202emissiles.\n"
    )
    path.write_text(evil, "utf-8")
    place = tmp_path / "x"
    shown = renkei("read", str(path), ledger=place).stdout
    for words in (("statements",), ("documents",), ("search", "missiles"), ("unfiled", "--all")):
        shown += renkei(*words, ledger=place).stdout
    assert "missiles" in shown
    assert not {"\x1b", "\x07", "\u202e"} & set(shown)


def test_a_closed_pipe_ends_quietly(tmp_path: Path) -> None:
    paths = _write(tmp_path / "in", 30)
    place = tmp_path / "x"
    renkei("read", "-q", str(paths[0].parent), ledger=place)
    for flags in ("", "--json"):
        line = f"{sys.executable} -m renkei statements {flags} --ledger {place} | head -1"
        done = subprocess.run(["sh", "-c", line], capture_output=True, text=True, timeout=60)
        assert len(done.stdout.splitlines()) == 1
        assert done.stderr == ""


def _start(folder: Path, place: Path) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "renkei", "read", "--json", str(folder)]
    env = os.environ | {"RENKEI_LEDGER": str(place), "PYTHONUNBUFFERED": "1"}
    return subprocess.Popen(
        command, env=env, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )


def _titles(place: Path) -> list[str]:
    return sorted(row["title"] for row in rows(renkei("documents", "--json", ledger=place).stdout))


def test_killed_at_any_moment_nothing_is_lost_or_doubled(tmp_path: Path) -> None:
    folder, place = tmp_path / "in", tmp_path / "x"
    _write(folder, 64)
    told: list[str] = []
    for after in (1, 7, 23):
        run = _start(folder, place)
        assert run.stdout
        for _ in range(after + len(told)):
            told.append(rows(run.stdout.readline())[0]["title"])
        run.kill()
        run.communicate()
        assert set(told) <= set(_titles(place))
    done = renkei("read", "--json", str(folder), ledger=place)
    assert {row["outcome"] for row in rows(done.stdout)} == {"new", "known"}
    assert _titles(place) == sorted(f"Paper {n}" for n in range(64))
    whole = tmp_path / "whole"
    renkei("read", "-q", str(folder), ledger=whole)
    said = [
        sorted(row["id"] for row in rows(renkei("statements", "--json", ledger=at).stdout))
        for at in (place, whole)
    ]
    assert said[0] == said[1]
    assert said[0]


def test_ctrl_c_says_how_to_go_on(tmp_path: Path) -> None:
    folder, place = tmp_path / "in", tmp_path / "x"
    _write(folder, 200)
    run = _start(folder, place)
    assert run.stdout and run.stderr
    run.stdout.readline()
    time.sleep(0.05)
    run.send_signal(signal.SIGINT)
    out, err = run.communicate(timeout=60)
    assert run.returncode == 130
    assert "run the same command again" in err
    assert "Traceback" not in err
    kept, listed = len(_titles(place)), len(out.splitlines()) + 1
    assert listed <= kept <= listed + 1 < 200


def test_the_sample_shows_items_in_three_languages(tmp_path: Path) -> None:
    place = tmp_path / "s.ledger"
    done = renkei("sample", "--ledger", str(place), ledger=tmp_path / "unused")
    assert done.returncode == 0, done.stderr
    assert "failed" not in done.stdout
    assert "joint-operations-command" in done.stdout
    steps = rows(renkei("show", "joint-operations-command", "--json", ledger=place).stdout)
    assert {step["statement"]["language"] for step in steps} >= {"zh-Hans", "ja", "en"}
