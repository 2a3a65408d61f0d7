"""Full-text search: sentences and titles in which all parts of a query occur, in their context."""

from __future__ import annotations

from collections.abc import Sequence
from types import ModuleType
from typing import Any

from sqlalchemy import Connection, RowMapping, Select, and_, literal, or_, select

from renkei.errors import LedgerError
from renkei.ledger.derived import live
from renkei.ledger.queries import WITH_DATES, published
from renkei.ledger.records import Hit
from renkei.ledger.rows import loosen, text_of
from renkei.ledger.schema import TITLE, documents, passages, statements
from renkei.ledger.search import marks, phrases

RANKED = 5000
NAMED = 100
"""Of the passages that name an item, how many are looked at, the last that were read."""


def found(connection: Connection, dialect: ModuleType, query: str, limit: int) -> list[Hit]:
    """The best `limit` sentences for a query (see `renkei.ledger.search` for what it finds).

    Of more than `RANKED` sentences, the best of the last that were read are given.

    Raises
    ------
    LedgerError
        If the query has nothing to look for in it.
    """
    wanted = phrases(query)
    if not wanted:
        raise LedgerError("a search needs at least one letter, digit or character")
    hits = dialect.matching(wanted, max(limit, RANKED)).subquery("hits")
    best = select(hits).order_by(hits.c.score, hits.c.n).limit(limit).subquery("best")
    rows = connection.execute(_in_documents(best, best.c.score).order_by(best.c.score, best.c.n))
    return [_hit(row, query) for row in rows.mappings()]


def named(
    connection: Connection, dialect: ModuleType, names: Sequence[str], item: str, limit: int
) -> list[Hit]:
    """Sentences and titles with one of `names` from which nothing was filed under `item`.

    The last that were read come first; a sentence that several documents print comes once. Of a
    name that is everywhere only the last `NAMED` passages are looked at.
    """
    query = " ".join(f'"{name}"' for name in names)
    wanted = phrases(query)
    if not wanted:
        return []
    last = dialect.naming(wanted, NAMED).subquery("last")
    within = statements.c.start >= passages.c.start, statements.c.end <= passages.c.end
    own = (
        select(live.c.n)
        .join(statements, statements.c.n == live.c.n)
        .where(live.c.document == passages.c.document, live.c.item == item)
        .where(or_(passages.c.end == TITLE[1], and_(*within)))
    )
    others = _in_documents(last, literal(0.0).label("score")).where(~own.exists())
    found: dict[str, Hit] = {}
    for row in connection.execute(others.order_by(last.c.n.desc())).mappings():
        hit = _hit(row, query)
        found.setdefault(hit.text, hit)
        if len(found) == limit:
            break
    return list(found.values())


def _in_documents(hits: Any, score: Any) -> Select[Any]:
    """Passages that were found (numbers `n`), each with its document."""
    return (
        select(
            score,
            passages.c.start,
            passages.c.end,
            *documents.c[("id", "title", "source", "address", "language", "text", "layout")],
            published,
        )
        .select_from(WITH_DATES.join(passages, passages.c.document == documents.c.n))
        .join(hits, hits.c.n == passages.c.n)
    )


def _hit(row: RowMapping, query: str) -> Hit:
    start, end = row["start"], row["end"]
    if (start, end) == TITLE:
        return _titled(row, query)
    text = text_of(row["text"])
    layout = loosen(row["layout"])
    body: list[list[Any]] = layout["passages"]
    place = next((i for i, p in enumerate(body) if (p[0], p[1]) == (start, end)), None)
    before = body[place - 1] if place else None
    after = body[place + 1] if place is not None and place + 1 < len(body) else None
    captions = [p for p in layout["captions"] if (p[0], p[1]) == (start, end)]
    return Hit(
        document=row["id"],
        title=row["title"],
        source=row["source"],
        address=row["address"],
        published=row["published"],
        language=str(body[place][2] if place is not None else captions[0][2]),
        start=start,
        end=end,
        text=text[start:end],
        marks=marks(text[start:end], query),
        before=text[before[0] : before[1]] if before else "",
        after=text[after[0] : after[1]] if after else "",
        score=row["score"],
    )


def _titled(row: RowMapping, query: str) -> Hit:
    """A title that was found: it stands before the text."""
    same = ("title", "source", "address", "published", "language", "score")
    title = row["title"]
    return Hit(
        document=row["id"],
        start=TITLE[0],
        end=TITLE[1],
        text=title,
        marks=marks(title, query),
        **{name: row[name] for name in same},
    )
