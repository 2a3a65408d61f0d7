"""Items as they stand, from what is kept of them where that is good for the day asked about."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from sqlalchemy import Connection, select

from renkei.ledger.corrections import Corrections
from renkei.ledger.derived import dirty, worked
from renkei.ledger.packing import Result, item_state, unpacked
from renkei.ledger.records import ItemState
from renkei.ledger.settling import worked_out


def items(
    connection: Connection,
    corrected: Corrections,
    *,
    on: date,
    known_by: date,
    targets: Mapping[str, str],
    keys: Sequence[str] | None = None,
) -> Iterator[ItemState]:
    """As `renkei.ledger.histories.items`, from tables that must be whole."""
    unsettled = set(connection.scalars(select(dirty.c.key)))
    query = select(worked)
    if keys is not None:
        query = query.where(worked.c.key.in_([corrected.became(key) for key in keys]))
    kept = {row.key: row for row in connection.execute(query) if row.key not in unsettled}
    wanted = {*kept, *unsettled} if keys is None else map(corrected.became, keys)
    for key in sorted(set(wanted) - {""}):
        row = kept.get(key)
        result: Result | None
        if row and known_by == on and row.first_day <= on.isoformat() < row.until:
            result = unpacked(row.state) if row.state else None
        elif row or key in unsettled:
            result = worked_out(connection, key, on, known_by)
        else:
            result = None
        if result or keys is not None:
            yield item_state(key, result, on, targets.get(key, ""))
