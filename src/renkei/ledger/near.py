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

from renkei.ledger.schema import bands, signatures

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
    rivals = _rivals(connection, keys) if keys else ()
    alike = [(near.similar(signed, other), -founder) for founder, other in rivals]
    best, founder = max(alike, default=(0.0, 0))
    if best < near.THRESHOLD:
        return Likeness(signed, keys, None, 0.0)
    return Likeness(signed, keys, -founder, best)


def remember(connection: Connection, document: int, found: Likeness) -> None:
    """Keeps a document's signature and, if it founds a cluster, what it can be found by."""
    connection.execute(
        insert(signatures),
        {"document": document, "signature": found.signature, "similarity": found.similarity},
    )
    if found.cluster is None and found.bands:
        connection.execute(insert(bands), [{"band": b, "document": document} for b in found.bands])


def _rivals(connection: Connection, keys: list[int]) -> list[tuple[int, bytes]]:
    """Founders of clusters that share most bands, with their signatures."""
    named = {f"band{i}": key for i, key in enumerate(keys)}
    shared = Counter(connection.scalars(_sharing(len(keys)), named))
    most = sorted(shared, key=lambda n: (-shared[n], n))[:_COMPARED]
    rows = connection.execute(_SIGNED, {"most": most}) if most else ()
    return [(row.document, row.signature) for row in rows]


_SIGNED = select(signatures.c.document, signatures.c.signature).where(
    signatures.c.document.in_(bindparam("most", expanding=True))
)


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
