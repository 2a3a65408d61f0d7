"""Fills a ledger with many generated documents: ``python bench/big_ledger.py FILE``.

The sentences are put together from `phrases.yaml` over the items of a pack, in Chinese, Japanese
and English, with rungs that rise over the years, officials and others, denials, targets, copies in
other outlets and statements that fit no item. The rows go in many to a transaction and without
waiting for the disk; everything derived from them is worked out once, in the end. Nothing here is
needed to use Renkei.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from hashlib import blake2b
from pathlib import Path
from typing import Any

import yaml
from sqlalchemy import Connection, insert

from renkei.documents import near
from renkei.ledger import Ledger, opening
from renkei.ledger.rows import document_row, reasons_column, said_on, statement_id, statement_row
from renkei.ledger.schema import bands, documents, passages, readings, sightings, signatures
from renkei.ledger.schema import statements as statements_table
from renkei.ledger.search import words
from renkei.nouns import Document, Kind, Passage, Polarity, Role, Rung, Statement
from renkei.packs.load import load_pack

FIRST = date(2015, 1, 1)
DAYS = 3980
AT_ONCE = 1000
COPIES = 0.08
UNFILED = 0.15
_KINDS = {Kind.COMMITMENT: 40, Kind.EVENT: 15, Kind.POSITION: 25, Kind.FORECAST: 8}
_KINDS |= {Kind.MEASURE: 7, Kind.ARRANGEMENT: 5}
_ROLES = {"official": 45, "analyst": 12, "media": 15, "other": 8, "author": 20}
_ACTORS = (("JP", "US"), ("JP",), ("US",), ("JP", "US", "AU"), ("JP", "PH", "US"), ("KR",), ())
_OFF_LADDER = (Rung.REJECTED, Rung.STALLED, Rung.ENDED)


class Maker:
    """Documents with their statements, the same ones for the same seed."""

    def __init__(self, statements: float, seed: int = 5) -> None:
        """`statements` is how many a document has on average."""
        self.chance = random.Random(seed)
        self.statements = statements
        path = Path(__file__).with_name("phrases.yaml")
        self.phrases: dict[str, Any] = yaml.safe_load(path.read_text("utf-8"))["languages"]
        self.items = [
            (item.key, {"zh-Hans": item.labels.zh, "ja": item.labels.ja, "en": item.labels.en})
            for item in load_pack().items
        ]
        self.weights = [1 / (i + 4) for i in range(len(self.items))]

    def made(self, count: int) -> Iterator[tuple[Document, list[Statement], int | None]]:
        """Each document, what it says, and which earlier one (from 0) it copies, if any."""
        founders: list[tuple[int, Document, list[Statement]]] = []
        for number in range(count):
            if founders and self.chance.random() < COPIES:
                n, *first = self.chance.choice(founders)
                yield *self._copy(number, *first), n
                continue
            document, said = self._document(number, count)
            founders = [*founders[-200:], (number, document, said)]
            yield document, said, None

    def _document(self, number: int, count: int) -> tuple[Document, list[Statement]]:
        pick = self.chance
        language = pick.choices(list(self.phrases), [p["weight"] for p in self.phrases.values()])[0]
        known = self.phrases[language]
        share = number / count
        day = FIRST + timedelta(days=int(share * DAYS) - pick.randrange(min(300, 1 + number)) // 10)
        size = max(1, round(pick.gauss(self.statements, self.statements / 4)))
        gap = " " if language == "en" else ""
        told, spans, drafts, at = [], [], [], 0
        for _ in range(size):
            sentence, draft = self._sentence(known, language, share, day)
            start, end = at + draft["start"], at + draft["end"]
            drafts.append(draft | {"start": start, "end": end})
            spans.append(Passage(at, at + len(sentence), language, len(told) // 4))
            told.append(sentence)
            at += len(sentence) + len(gap)
        text = gap.join(told)
        name = _name(number, text)
        document = Document(
            id=name,
            text=text,
            passages=tuple(spans),
            title=told[0][:24],
            source=f"{pick.choice(known['outlets'])} {pick.randrange(12)}",
            address=f"https://made.example/{number}",
            published=day.isoformat() if pick.random() > 0.03 else "",
            published_from="metadata",
            language=language,
            origin=f"made/{number}.txt",
        )
        return document, [Statement(document=name, language=language, **d) for d in drafts]

    def _sentence(
        self, known: dict[str, Any], language: str, share: float, day: date
    ) -> tuple[str, dict[str, Any]]:
        pick = self.chance
        kind = pick.choices(list(_KINDS), list(_KINDS.values()))[0]
        role = pick.choices(list(_ROLES), list(_ROLES.values()))[0]
        status = self._rung(share) if kind is Kind.COMMITMENT else None
        if pick.random() < UNFILED:
            key, label = "", pick.choice(known["loose"]).format(n=pick.randrange(400))
        else:
            key, labels = pick.choices(self.items, self.weights)[0]
            label = labels[language]
        who = pick.choice(known["speakers"][role])
        before = pick.choice(known["openings"]).format(who=who, n=pick.randrange(1, 10**5))
        quote = pick.choice(known["verbs"][status or "other"]).format(item=label)
        after = pick.choice(known["closings"]).format(n=pick.randrange(1, 10**5))
        planned = status in (Rung.INTENDED, Rung.AGREED, Rung.AUTHORISED)
        return before + quote + after, {
            "start": len(before),
            "end": len(before) + len(quote),
            "quote": quote,
            "kind": kind,
            "status": status,
            "polarity": Polarity.NEGATED if pick.random() < 0.04 else Polarity.AFFIRMED,
            "actors": pick.choice(_ACTORS),
            "speaker": who,
            "speaker_role": Role(role),
            "time": self._time(day, planned),
            "topic": key,
        }

    def _rung(self, share: float) -> Rung:
        if self.chance.random() < 0.05:
            return self.chance.choice(_OFF_LADDER)
        ladder = list(Rung)[:8]
        return ladder[min(7, max(0, round(self.chance.gauss(7 * share, 1.8))))]

    def _time(self, day: date, planned: bool) -> str:
        chance = self.chance.random()
        if planned and chance < 0.4:
            return str(day.year + self.chance.randrange(1, 8))
        if chance > 0.8:
            return (day - timedelta(days=self.chance.randrange(1, 60))).isoformat()
        return ""

    def _copy(
        self, number: int, of: Document, said: Sequence[Statement]
    ) -> tuple[Document, list[Statement]]:
        name = _name(number, of.text)
        outlet = f"{self.chance.choice(self.phrases[of.language]['outlets'])} 12"
        address = f"https://made.example/{number}"
        again = replace(of, id=name, source=outlet, address=address, origin=f"made/{number}.txt")
        return again, [replace(s, document=name) for s in said]


def fill(place: str | Path, count: int, statements: int) -> float:
    """Makes a ledger of `count` documents and about `statements` statements; seconds it took."""
    begin = time.perf_counter()
    maker = Maker(statements / count)
    with Ledger.open(place) as ledger:
        engine = ledger.engine.execution_options(writing=True)
        raw = engine.raw_connection()  # the pool hands it out again
        for pragma in ("synchronous=OFF", "cache_size=-400000", "wal_autocheckpoint=100000"):
            raw.execute(f"PRAGMA {pragma}")
        raw.close()
        with engine.connect() as connection:
            numbers = [1, 1]  # the next passage and the next statement
            batch: list[Any] = []
            for i, one in enumerate(maker.made(count), 1):
                batch.append((i, *one))
                if len(batch) == AT_ONCE or i == count:
                    _put(connection, ledger, batch, numbers)
                    connection.commit()
                    batch = []
                if i % 10_000 == 0:
                    sys.stderr.write(f"{i:,} documents, {numbers[1] - 1:,} statements\n")
    with Ledger.open(place) as ledger:
        ledger.settle()
    return time.perf_counter() - begin


def _put(connection: Connection, ledger: Ledger, batch: list[Any], numbers: list[int]) -> None:
    at = opening.now()
    rows: dict[Any, list[dict[str, Any]]] = {
        table: []
        for table in (documents, sightings, signatures, bands, passages, readings, statements_table)
    }
    split: list[tuple[int, list[str]]] = []
    reasons = reasons_column({})
    for n, document, said, copied in batch:
        day, dated = said_on(document.published, FIRST + timedelta(days=DAYS))
        signed = near.signature(document.text) if copied is None else b""
        own = {"n": n, "day": day.isoformat(), "dated": dated, "recorded_at": at}
        own["cluster"] = n if copied is None else copied + 1
        rows[documents].append(document_row(document) | own)
        rows[sightings].append({"document": n, "origin": document.origin, "recorded_at": at})
        rows[signatures].append({"document": n, "signature": signed, "similarity": 0.0})
        rows[bands] += [{"band": b, "document": n} for b in near.bands(signed)]
        for p in document.passages:
            rows[passages].append({"n": numbers[0], "document": n, "start": p.start, "end": p.end})
            split.append((numbers[0], words(document.text[p.start : p.end])))
            numbers[0] += 1
        reading = {"n": n, "document": n, "reader": "made", "version": "1", "names_digest": ""}
        rows[readings].append(reading | {"reasons": reasons, "recorded_at": at})
        for name, s in {statement_id(s): s for s in said}.items():
            of = {"n": numbers[1], "reading": n, "document": n}
            rows[statements_table].append(statement_row(name, s) | of)
            numbers[1] += 1
    for table, some in rows.items():
        if some:
            connection.execute(insert(table), some)
    ledger._dialect.index(connection, split)


def _name(number: int, text: str) -> str:
    return blake2b(f"{number}\x1f{text}".encode(), digest_size=16).hexdigest()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file")
    parser.add_argument("--documents", type=int, default=100_000)
    parser.add_argument("--statements", type=int, default=1_000_000)
    given = parser.parse_args()
    took = fill(given.file, given.documents, given.statements)
    sys.stdout.write(f"{given.file}: {took:.0f} s\n")


if __name__ == "__main__":
    main()
