"""How quickly pages answer over a large ledger: ``python bench/pages.py``.

A ledger is generated (`big_ledger.py`), the web app is started on it in process, and each page is
asked for many times after a first time that is shown apart. With ``--questions`` it is the ledger
that is asked, without any page. ``--ledger`` measures on a file that is there already.
"""

from __future__ import annotations

import argparse
import json
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import big_ledger
from measure import Row, fresh, show
from renkei.ledger import Decision, DecisionKind, Filter, Ledger
from renkei.nouns import Kind, Role, Rung

GOAL = 200.0
ITEM_GOAL = 100.0
TIMES = 15
CHANGES = 3
SIZES = ((10_000, 100_000), (100_000, 1_000_000))
ITEM = "joint-operations-command"
AS_OF = date(2021, 6, 1)
_SEARCHES = ("联合声明", "共同声明 着手", "meeting")
Figures = dict[str, dict[str, float]]


def pages(place: str) -> dict[str, Callable[[], Any]]:
    """What asks for each page."""
    from fastapi.testclient import TestClient

    from renkei.web.app import create_app

    with Ledger.open(place) as ledger:
        document = ledger.pages.documents(limit=1)[0].id
    client = TestClient(create_app(place), base_url="http://localhost", follow_redirects=False)

    def page(address: str) -> Callable[[], Any]:
        def ask() -> None:
            answer = client.get(address)
            if answer.status_code != 200:
                raise RuntimeError(f"{address}: {answer.status_code}")

        return ask

    addresses = ["/", "/items", f"/items/{ITEM}", "/documents", f"/documents/{document}"]
    addresses += [*(f"/search?q={query}" for query in _SEARCHES), "/sources", "/inbox", "/outlook"]
    return {address.replace(document, "…"): page(address) for address in [*addresses, "/structure"]}


def questions(place: str) -> dict[str, Callable[[], Any]]:
    """What asks the ledger each question that pages rest on."""
    ledger = Ledger.open(place)
    ask = ledger.pages
    one = ask.documents(limit=1)[0]
    outlet = ask.outlets()[0].source

    def correct_and_look() -> None:
        _correct(ledger)
        ledger.items(keys=[ITEM])

    return {
        "items": ledger.items,
        "one item": lambda: ledger.items(keys=[ITEM]),
        "its moves": lambda: ask.moves(ITEM),
        "its statements": lambda: ask.statements(Filter(item=ITEM, wrong=None)),
        "its statements, page 40": lambda: ask.statements(Filter(item=ITEM), offset=2000),
        "its tallies": lambda: ask.tallies("source", item=ITEM),
        "one item on another day": lambda: ledger.items(AS_OF, keys=[ITEM]),
        "statements by kind": lambda: ask.statements(Filter(kind=Kind.FORECAST)),
        "by rung": lambda: ask.statements(Filter(status=Rung.STALLED)),
        "by actor": lambda: ask.statements(Filter(actor="PH")),
        "by an actor nobody names": lambda: ask.statements(Filter(actor="XX")),
        "by speaker": lambda: ask.statements(Filter(speaker="ministry")),
        "by role": lambda: ask.statements(Filter(role=Role.ANALYST)),
        "by outlet": lambda: ask.statements(Filter(source=outlet)),
        "by language": lambda: ask.statements(Filter(language="ja")),
        "by time": lambda: ask.statements(Filter(since=date(2027, 1, 1), until=date(2028, 1, 1))),
        "count of an item's": lambda: ask.count(Filter(item=ITEM)),
        "changes": ask.changes,
        "documents": ask.documents,
        "documents, page 1000": lambda: ask.documents(offset=min(49_950, 9_950)),
        "a document": lambda: ledger.document(one.id),
        "its own statements": lambda: ask.statements(Filter(document=one.id)),
        "outlets": ask.outlets,
        "clusters": ask.clusters,
        "unfiled": ask.unfiled,
        "totals": ask.totals,
        **{f"search {query}": lambda q=query: ledger.search(q) for query in _SEARCHES},
        "a correction and its undoing": lambda: _correct(ledger),
        "the same, and the item after": correct_and_look,
    }


def _correct(ledger: Ledger) -> None:
    """A correction, and its undoing."""
    (some,) = ledger.pages.statements(Filter(item=ITEM), limit=1)
    made = ledger.decide(Decision(DecisionKind.WRONG, some.id, who="bench"))
    ledger.undo(made.id, "bench")


def measured(asked: dict[str, Callable[[], Any]], change: Callable[[], Any] | None) -> Figures:
    """Milliseconds: the first answer; of others the median (wall, processor) and 95th percentile.

    With a `change` of the ledger also the medians of the first answers after it.
    """
    found: Figures = {}
    for name, ask in asked.items():
        try:
            (first, _), *rest = (_timed(ask) for _ in range(TIMES + 1))
        except RuntimeError as error:  # a page that is not there
            sys.stderr.write(f"{error}\n")
            continue
        wall = sorted(ms for ms, _ in rest)
        found[name] = {
            "first": first,
            "median": statistics.median(wall),
            "cpu": statistics.median(ms for _, ms in rest),
            "p95": wall[round(0.95 * (len(wall) - 1))],
        }
        if change:
            after = [_after(change, ask) for _ in range(CHANGES)]
            found[name]["changed"] = statistics.median(ms for ms, _ in after)
            found[name]["its cpu"] = statistics.median(ms for _, ms in after)
        sys.stderr.write(f"{name}: {found[name]['median']:.0f} ms\n")
    return found


def _timed(ask: Callable[[], Any]) -> tuple[float, float]:
    """Wall time, and that of the processor."""
    begin, busy = time.perf_counter(), time.process_time()
    ask()
    return (time.perf_counter() - begin) * 1000, (time.process_time() - busy) * 1000


def _after(change: Callable[[], Any], ask: Callable[[], Any]) -> tuple[float, float]:
    change()
    return _timed(ask)


def once(documents: int, statements: int, place: str, *, web: bool) -> Figures:
    """The figures for one size, on a ledger that is there or is made for it."""
    with tempfile.TemporaryDirectory() as folder:
        if not place:
            place = str(Path(folder, "big.ledger"))
            took = big_ledger.fill(place, documents, statements)
            sys.stderr.write(f"{documents:,} documents made in {took:.0f} s\n")
        if not web:
            return measured(questions(place), None)
        with Ledger.open(place) as ledger:
            return measured(pages(place), lambda: _correct(ledger))


def rows() -> list[Row]:
    """One row a page and size: the median, and in brackets what else was measured of it."""
    made = []
    for documents, statements in SIZES:
        sizes = (f"--documents={documents}", f"--statements={statements}")
        for page, ms in fresh("bench/pages.py", "--once", *sizes).items():
            goal = ITEM_GOAL if page.startswith("/items/") else GOAL
            made.append(
                Row(
                    f"page {page}, {documents:,} documents, {statements:,} statements",
                    f"{ms['median']:.0f} ms (processor {ms['cpu']:.0f}, p95 {ms['p95']:.0f}, "
                    f"first {ms['first']:.0f}, after a correction {ms['changed']:.0f})",
                    goal=f"< {goal:.0f} ms",
                    met=ms["median"] < goal,
                )
            )
    return made


def table(figures: Figures) -> str:
    """The figures, a line each."""
    columns = ["median", "cpu", "p95", "first", "changed", "its cpu"]
    lines = [f"{'ms':36} " + " ".join(f"{column:>8}" for column in columns)]
    lines += [
        f"{name:36} " + " ".join(f"{ms[c]:8.1f}" for c in columns if c in ms)
        for name, ms in figures.items()
    ]
    return "\n".join(lines) + "\n"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--documents", type=int, default=SIZES[-1][0])
    parser.add_argument("--statements", type=int, default=SIZES[-1][1])
    parser.add_argument("--ledger", default="", help="a ledger to measure on")
    parser.add_argument("--questions", action="store_true", help="ask the ledger, not the pages")
    parser.add_argument("--once", action="store_true", help="one size, as JSON")
    parser.add_argument("--all", action="store_true", help="every size, as one table")
    given = parser.parse_args()
    if given.all:
        show(rows())
        return
    found = once(given.documents, given.statements, given.ledger, web=not given.questions)
    sys.stdout.write(json.dumps(found) + "\n" if given.once else table(found))


if __name__ == "__main__":
    main()
