"""A small ledger, hostile in part, and browsers of a kind that ask the app for its pages."""

from __future__ import annotations

import sqlite3
import warnings
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from renkei.ledger import Ledger
from renkei.nouns import (
    Document,
    Failure,
    Kind,
    Passage,
    Polarity,
    Reference,
    Role,
    Rung,
    Statement,
)

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # which HTTP client it uses is no business of ours
    from fastapi.testclient import TestClient

JJOC = "joint-operations-command"
BASE = "http://localhost"

PLAN = "防衛省は統合作戦司令部を2025年3月までに設置する計画だ。[1]天気は晴れだった。"
LAW = "國會五月十日通過了設立統合作戰司令部的法案。"
LAUNCH = "The command was launched at Ichigaya with about 240 people, the ministry said."
DENIAL = "An analyst denied that the command was in effect. Nobody asked the harbour master."
EVIL = (
    "<script>alert(1)</script> The ministry intends to buy <b>400</b> missiles. "
    "See javascript:alert(2) and \u202eelbissop\u202c. <img src=x onerror=alert(3)>"
)
EVIL_TITLE = '"><script>alert(4)</script>'


def document(name: str, text: str, published: str, language: str, **more: Any) -> Document:
    """A document whose sentences end with a full stop."""
    passages, start = [], 0
    for i, c in enumerate(text):
        if c in "。." and i >= start:
            passages.append(Passage(start, i + 1, language, 0))
            start = i + 1
    if start < len(text):
        passages.append(Passage(start, len(text), language, 1))
    given = {
        "title": f"Title {name}",
        "source": f"{name} 新聞",
        "address": f"https://{name}.example/",
    }
    return Document(
        name * 8, text, tuple(passages), published=published, language=language, **(given | more)
    )


def statement(of: Document, quote: str, rung: str, item: str, **more: Any) -> Statement:
    """A statement of an official, if nothing else is said."""
    start = of.text.index(quote)
    given: dict[str, Any] = {
        "kind": Kind.COMMITMENT, "speaker": "防衛省", "speaker_role": Role.OFFICIAL, **more
    }  # fmt: skip
    return Statement(
        of.id, start, start + len(quote), quote, status=Rung(rung) if rung else None,
        topic=item, language=of.language, **given,
    )  # fmt: skip


@pytest.fixture(scope="session")
def readings() -> dict[Document, list[Statement]]:
    """What is read: four documents about a headquarters, and one that means harm."""
    note = PLAN.index("[1]")
    plan = document(
        "ab12", PLAN, "2024-04-17", "ja", references=(Reference("[1]", note, note + 3),)
    )
    law = document("cd34", LAW, "2024-05-17", "zh-Hant")
    launch = document("9876", LAUNCH, "2025-03-25", "en")
    denial = document("ba98", DENIAL, "2025-04-01", "en")
    evil = document(
        "e666", EVIL, "2025-05-01", "en", title=EVIL_TITLE, address="javascript:alert(5)"
    )
    by_author = {"speaker": "author", "speaker_role": Role.AUTHOR}
    whole = PLAN[: PLAN.index("。")]
    return {
        plan: [
            statement(plan, whole, "intended", JJOC, time="2025-03", actors=("JP",)),
            statement(plan, "統合作戦司令部を2025年3月までに設置", "intended", JJOC, **by_author),
        ],
        law: [statement(law, LAW[:-1], "authorised", JJOC, time="2024-05-10", **by_author)],
        launch: [
            statement(launch, "launched at Ichigaya with about 240 people", "in-effect", JJOC,
                      time="2025-03-24", quantity="240 people"),
        ],
        denial: [
            statement(denial, "denied that the command was in effect", "in-effect", JJOC,
                      polarity=Polarity.NEGATED, speaker="analyst", speaker_role=Role.ANALYST),
            statement(denial, "Nobody asked the harbour master", "", "",
                      kind=Kind.POSITION, **by_author),
        ],
        evil: [
            statement(evil, "intends to buy <b>400</b> missiles", "intended", "tomahawk-purchase",
                      speaker="<i>minister</i>"),
        ],
    }  # fmt: skip


@pytest.fixture(scope="session")
def made(
    tmp_path_factory: pytest.TempPathFactory, readings: dict[Document, list[Statement]]
) -> Path:
    """A ledger of these documents, and of one that could not be read; not to be changed."""
    where = tmp_path_factory.mktemp("web") / "made.ledger"
    with Ledger.open(where) as ledger:
        for one, said in readings.items():
            ledger.add(one, said, reader="hand", version="1")
        ledger.fail(Failure("<b>broken</b>.pdf", "it is encrypted", "give the password"))
    return where


@pytest.fixture
def place(made: Path, tmp_path: Path) -> Path:
    """A copy of it that may be changed."""
    where = tmp_path / "web.ledger"
    with closing(sqlite3.connect(made)) as connection:
        connection.execute("VACUUM INTO ?", (str(where),))
    return where


@pytest.fixture
def open_app(place: Path) -> Iterator[Callable[..., TestClient]]:
    """Opens the app with some settings, in a browser of its own."""
    from renkei.web.app import create_app

    opened: list[TestClient] = []

    def browser(**how: Any) -> TestClient:
        client = TestClient(create_app(place, **how), base_url=BASE, raise_server_exceptions=True)
        opened.append(client.__enter__())
        return client

    yield browser
    for client in opened:
        client.__exit__(None, None, None)


@pytest.fixture(scope="session")
def shown(made: Path) -> Iterator[TestClient]:
    """A browser on an app that no test changes anything in."""
    from renkei.web.app import create_app

    with TestClient(create_app(made), base_url=BASE) as client:
        yield client


@pytest.fixture
def web(open_app: Callable[..., TestClient]) -> TestClient:
    """A browser on the app as it is by default."""
    return open_app()
