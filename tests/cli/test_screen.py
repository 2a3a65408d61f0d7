"""What stands on a terminal: nothing wider than it, nothing lost, nothing that moves its cursor."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from click.testing import Result
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from renkei.cli.wrap import cut, lines, plain

TEXT = st.text(alphabet="ab -d，。「」漢字かなテ한2024-05.()", max_size=120)
VIEWS = [
    ("ledger",),
    ("show", "joint-operations-command"),
    ("show", "joint-operations-command", "--moves"),
    ("statements",),
    ("search", "統合作戦司令部"),
    ("documents",),
    ("unfiled", "--all"),
    ("decisions",),
]


@pytest.mark.parametrize("columns", [80, 120])
@pytest.mark.parametrize("words", VIEWS, ids=" ".join)
def test_no_line_is_wider_than_the_terminal(
    ask: Callable[..., Result], words: tuple[str, ...], columns: int
) -> None:
    result = ask(*words, columns=str(columns))
    assert result.exit_code == 0
    assert result.output.strip()
    assert max(map(cell_len, result.output.splitlines())) <= columns


@given(TEXT, st.integers(4, 60))
def test_broken_lines_fit_and_hold_the_whole_text(text: str, cells: int) -> None:
    broken = lines(text, cells)
    assert all(cell_len(line) <= cells for line in broken)
    assert "".join("".join(broken).split()) == "".join(text.split())


@given(st.text(max_size=80))
def test_any_text_becomes_one_harmless_line(text: str) -> None:
    shown = plain(text)
    assert not any(ord(c) < 32 or 127 <= ord(c) < 160 or c in "\u202e\u2066" for c in shown)
    assert cell_len(cut(shown, 20)) <= 20


def test_chinese_and_japanese_break_between_characters_but_not_before_a_stop() -> None:
    assert lines("自衛隊と米軍は、別々に動く。", 12) == ["自衛隊と米軍", "は、別々に動", "く。"]
    assert lines("他说：“不会改变。”", 10) == ["他说：“不", "会改变。”"]


def test_words_stay_whole_and_days_are_not_broken() -> None:
    assert lines("signed on 2024-05-10 in Tokyo", 15) == ["signed on", "2024-05-10 in", "Tokyo"]
    assert lines("joint-operations-command", 18) == ["joint-operations-", "command"]


def test_in_a_pipe_nothing_is_broken(ask: Callable[..., Result]) -> None:
    shown = ask("ledger", columns="").output
    assert sum("joint-operations-command" in line for line in shown.splitlines()) == 1
    assert "\x1b" not in shown
    assert "…" not in shown


def test_a_search_shows_the_sentence_between_its_neighbours(ask: Callable[..., Result]) -> None:
    shown = ask("search", "統合作戰司令部的法案").output
    before, hit, after = shown.splitlines()[:3]
    assert "計画だ" in before
    assert hit.startswith("> ") and "通過了" in hit
    assert "Ichigaya" in after
