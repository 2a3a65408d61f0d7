"""``renkei serve``: on this machine without more ado, to others with a token alone."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from renkei.cli.app import app


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """What was to be served, and how, without serving it."""
    held: dict[str, Any] = {}
    monkeypatch.setattr("uvicorn.run", lambda served, **how: held.update(app=served, **how))
    return held


def _serve(made: Path, *words: str) -> str:
    given = ["serve", "--ledger", str(made), *words]
    result = CliRunner().invoke(app, given, env={"RENKEI_TOKEN": ""}, catch_exceptions=False)
    assert result.exit_code == 0
    return result.stdout


def test_this_machine_needs_no_token(made: Path, started: dict[str, Any]) -> None:
    printed = _serve(made, "--read-only")
    assert "http://127.0.0.1:8765/\n" in printed
    assert started["host"] == "127.0.0.1"
    assert started["app"].state.safety.token == ""
    assert started["app"].state.safety.read_only


def test_others_need_a_token_that_is_printed_and_new(made: Path, started: dict[str, Any]) -> None:
    tokens = set()
    for _ in range(2):
        printed = _serve(made, "--host", "0.0.0.0", "--read-only")
        found = re.search(r"\?token=(\S+)", printed)
        assert found
        assert started["app"].state.safety.admits(found[1])
        tokens.add(found[1])
    assert len(tokens) == 2
    assert min(map(len, tokens)) >= 24


def test_a_token_and_names_can_be_given(made: Path, started: dict[str, Any]) -> None:
    _serve(made, "--token", "abc", "--name", "Ledger.example", "--read-only")
    safety = started["app"].state.safety
    assert safety.admits("abc")
    assert safety.knows("ledger.example")
    assert not safety.knows("other.example")


def test_a_ledger_is_not_made_unasked(tmp_path: Path, started: dict[str, Any]) -> None:
    place = tmp_path / "nosuch" / "x.ledger"
    refused = CliRunner().invoke(app, ["serve", "--ledger", str(place)])
    assert refused.exit_code != 0
    assert "--new" in str(refused.exception) + refused.output
    assert started == {}
    assert not place.parent.exists()
    _serve(place, "--new")
    assert place.exists()
