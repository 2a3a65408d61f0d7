"""Near-duplicates: to which earlier document a new one is nearly equal.

The first document of its kind founds a cluster; a later one that resembles it joins, and is not
looked up again itself, so that a text copied a thousand times costs no more than one copied once.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import cache
from typing import Any

from sqlalchemy import CompoundSelect, Connection, bindparam, insert, select, union_all

from renkei.ledger.schema import bands, documents, signatures

_NEWEST = 16  # of the documents that share a band, how many are looked at, newest first
_COMPARED = 16  # how many of those that share most bands are compared


@dataclass(frozen=True, slots=True)
class Likeness:
    """A document's signature, the cluster that it belongs to (None: a new one), and how nearly."""

    signature: bytes
    bands: list[int]
    cluster: int | None
    similarity: float


def likeness(connection: Connection, text: str) -> Likeness:
    """Which cluster a text belongs to."""
    from renkei.documents import near

    signed = near.signature(text)
    keys = near.bands(signed)
    shared = Counter(connection.scalars(_sharing(len(keys)), _named(keys))) if keys else Counter()
    rivals = [n for n, _ in sorted(shared.items(), key=lambda c: (-c[1], c[0]))[:_COMPARED]]
    found = (
        connection.execute(
            select(documents.c.cluster, signatures.c.signature)
            .join(signatures, signatures.c.document == documents.c.n)
            .where(documents.c.n.in_(rivals))
            .order_by(documents.c.n)
        ).all()
        if rivals
        else []
    )
    best, cluster = max(((near.similar(signed, s), -n) for n, s in found), default=(0.0, 0))
    if best < near.THRESHOLD:
        return Likeness(signed, keys, None, 0.0)
    return Likeness(signed, keys, -cluster, best)


def remember(connection: Connection, document: int, found: Likeness) -> None:
    """Keeps a document's signature and, if it founds a cluster, what it can be found by."""
    connection.execute(
        insert(signatures),
        {"document": document, "signature": found.signature, "similarity": found.similarity},
    )
    if found.cluster is None and found.bands:
        connection.execute(insert(bands), [{"band": b, "document": document} for b in found.bands])


@cache
def _sharing(count: int) -> CompoundSelect[Any]:
    """The newest documents that share each of `count` bands, once for each band."""
    return union_all(
        *(
            select(
                select(bands.c.document)
                .where(bands.c.band == bindparam(f"band{i}"))
                .order_by(bands.c.document.desc())
                .limit(_NEWEST)
                .subquery()
            )
            for i in range(count)
        )
    )


def _named(keys: list[int]) -> dict[str, int]:
    return {f"band{i}": key for i, key in enumerate(keys)}
