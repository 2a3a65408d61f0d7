"""A small ledger made by hand, and ways to run the command line on it."""

from __future__ import annotations

import json
import os
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from renkei.cli.app import app
from renkei.ledger import Ledger
from renkei.nouns import Document, Failure, Kind, Passage, Polarity, Reason, Role, Rung, Statement

LAW = (
    "防衛省は統合作戦司令部を2025年3月までに設置する計画だ。"
    "國會五月十日通過了設立統合作戰司令部的法案。"
    "A place was found at Ichigaya."
)
LAUNCH = "The command was launched at Ichigaya with about 240 people."
COPY = "Minister Kihara announced that Japan signed for 400 Tomahawk missiles on Thursday."
DENIAL = "The ministry denied that the command was in effect. Nobody asked the harbour master."


def _document(name: str, text: str, published: str, **more: Any) -> Document:
    ends = [i + 1 for i, c in enumerate(text) if c in "。."]
    starts = [0, *ends[:-1]]
    passages = tuple(
        Passage(start, end, more.get("language", "en"), 0)
        for start, end in zip(starts, ends, strict=True)
    )
    more |= {"address": f"https://{name}.example/a?b=%E7%B5%B1%E5%90%88"}
    return Document(
        name * 8,
        text,
        passages,
        source=f"{name} 新聞",
        published=published,
        **more,
    )


def _said(document: Document, quote: str, rung: str, item: str, **more: Any) -> Statement:
    start = document.text.index(quote)
    given: dict[str, Any] = {"speaker": "防衛省", "speaker_role": Role.OFFICIAL, **more}
    return Statement(
        document.id,
        start,
        start + len(quote),
        quote,
        given.pop("kind", Kind.COMMITMENT),
        Rung(rung) if rung else None,
        topic=item,
        language=document.language,
        **given,
    )


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A ledger with five documents, two of them alike, and a failure."""
    place = tmp_path_factory.mktemp("made") / "made.ledger"
    jjoc, tlam = "joint-operations-command", "tomahawk-purchase"
    law = _document("ab12", LAW, "2024-05-17", title="統合作戦司令部の設置法が成立", language="ja")
    launch = _document("9876", LAUNCH, "2025-03-25", title="Launched")
    wire = _document("cd34", COPY * 6, "2024-01-19", title="Japan signs")
    copy = _document("ef56", COPY * 6 + "And more.", "2024-01-20", title="Tokyo signs")
    denial = _document("ba98", DENIAL, "2025-04-01", title="No")
    reason = Reason("status", "intended", "a verb of planning", "計画だ", 26, 29)
    plan = LAW[: LAW.index("。")]
    by_author = {"speaker": "author", "speaker_role": Role.AUTHOR}
    read = {
        law: [
            _said(law, plan, "intended", jjoc, time="2025-03", actors=("JP",), reasons=(reason,)),
            _said(law, "國會五月十日通過了設立統合作戰司令部的法案", "authorised", jjoc,
                  time="2024-05-10", **by_author),
        ],
        launch: [
            _said(launch, "launched at Ichigaya with about 240 people", "in-effect", jjoc,
                  time="2025-03-24", quantity="240 people"),
        ],
        wire: [_said(wire, COPY[:-1], "authorised", tlam, speaker="Kihara", time="2024-01-18")],
        copy: [_said(copy, COPY[:-1], "authorised", tlam, speaker="Kihara", time="2024-01-18")],
        denial: [
            _said(denial, "denied that the command was in effect", "in-effect", jjoc,
                  polarity=Polarity.NEGATED, **by_author),
            _said(denial, "Nobody asked the harbour master", "", "",
                  kind=Kind.POSITION, **by_author),
        ],
    }  # fmt: skip
    with Ledger.open(place) as ledger:
        for document, statements in read.items():
            ledger.add(document, statements, reader="hand", version="1", names_digest="x")
        ledger.fail(Failure("broken.pdf", "it is encrypted", "give the password"))
    return place


@pytest.fixture
def book(made: Path, tmp_path: Path) -> Path:
    """A copy of the made ledger, to be changed."""
    copy = tmp_path / "book.ledger"
    with closing(sqlite3.connect(made)) as connection:
        connection.execute("VACUUM INTO ?", (str(copy),))
    return copy


@pytest.fixture
def ask(made: Path) -> Callable[..., Result]:
    """Runs a command on the made ledger, at 80 columns."""
    return _asker(made)


@pytest.fixture
def tell(book: Path) -> Callable[..., Result]:
    """Runs a command on a ledger that may be changed, at 80 columns."""
    return _asker(book)


def _asker(place: Path) -> Callable[..., Result]:
    def run(*words: str, columns: str = "80") -> Result:
        from renkei.cli.screen import console

        console.cache_clear()
        env = {"RENKEI_LEDGER": str(place), "COLUMNS": columns, "RENKEI_WHO": "tester"}
        return CliRunner(env=env).invoke(app, list(words), catch_exceptions=False)

    return run


def rows(result: Result | str) -> list[dict[str, Any]]:
    """The JSON Lines of an output."""
    text = result if isinstance(result, str) else result.stdout
    return [json.loads(line) for line in text.splitlines()]


def renkei(*words: str, ledger: Path, **more: Any) -> subprocess.CompletedProcess[str]:
    """Runs ``renkei`` as its own process, its output a pipe."""
    env = {k: v for k, v in os.environ.items() if k != "COLUMNS"} | {"RENKEI_LEDGER": str(ledger)}
    command = [sys.executable, "-m", "renkei", *words]
    return subprocess.run(
        command, env=env, capture_output=True, text=True, encoding="utf-8", timeout=120, **more
    )
