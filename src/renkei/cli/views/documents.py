"""What became of what was to be read, and what documents a ledger holds."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from renkei.cli.screen import ONE_LINE, Flow, table
from renkei.cli.views.words import count, short
from renkei.cli.wrap import plain
from renkei.nouns import Failure

if TYPE_CHECKING:
    from rich.console import RenderableType
    from rich.table import Table

    from renkei.intake import Taken
    from renkei.ledger import DocumentRow, FailureRow

_SAID = {"new": "read", "known": "known", "reread": "read anew"}
_STYLES = {"new": "", "known": "dim", "reread": "cyan"}
_LEAD = 11


def outcome(one: Taken | Failure) -> Iterator[RenderableType]:
    """What became of one document or source, and what to beware of."""
    if isinstance(one, Failure):
        yield Flow(_reason(one), "red", indent=_LEAD, first="failed")
        return
    d, added = one.document, one.added.value
    said = "" if one.statements is None else count(one.statements, "statement")
    title = " · ".join(t for t in (plain(d.title) or plain(d.origin), plain(d.source)) if t)
    text = f"{d.published[:10] or 'no date':<10}  {d.language:<7}  {said:>14}  {title}"
    yield Flow(text, _STYLES[added], indent=_LEAD, first=_SAID[added], most=ONE_LINE)
    if added != "known":
        for warning in d.warnings:
            yield Flow(f"note: {plain(warning)}", "yellow", indent=_LEAD)


def summary(counts: Mapping[str, int], place: str) -> str:
    """What a run came to."""
    read = counts.get("new", 0) + counts.get("reread", 0)
    parts = [f"{count(read, 'document')} read ({count(counts.get('statements', 0), 'statement')})"]
    parts += [f"{counts[k]:,} {word}" for k, word in _ELSE.items() if counts.get(k)]
    return f"{', '.join(parts)} → {place}"


_ELSE = {"known": "known already", "failed": "failed"}


def documents_table(rows: Sequence[DocumentRow]) -> Table:
    """One row a document."""
    made = table("id", "published", "lang", "said", "title and source", right=[3], whole=[0, 1, 2])
    for row in rows:
        title = " · ".join(t for t in (plain(row.title), plain(row.source)) if t)
        made.add_row(
            short(row.id),
            row.published[:10] or "no date",
            row.language,
            str(row.statements),
            Flow(title or plain(row.origin)),
        )
    return made


def near_duplicates(rows: Sequence[DocumentRow]) -> Iterator[RenderableType]:
    """Which documents say nearly the same."""
    clusters: dict[int, list[DocumentRow]] = {}
    for row in rows:
        clusters.setdefault(row.cluster, []).append(row)
    alike = [same for same in clusters.values() if len(same) > 1]
    if alike:
        yield ""
        yield Flow("Near-duplicates, which count once as evidence:", "bold")
    for first, *others in alike:
        them = ", ".join(f"{short(o.id)} {plain(o.source)}".strip() for o in others)
        yield Flow(f"{short(first.id)} {plain(first.source)} = {them}", indent=2)


def failures(rows: Sequence[FailureRow]) -> Iterator[RenderableType]:
    """What could not be read, and why."""
    if rows:
        yield ""
        yield Flow("Not read:", "bold")
    for row in rows:
        text = _reason(Failure(row.origin, row.reason, row.advice))
        yield Flow(text + (" (read since)" if row.mended else ""), indent=2)


def _reason(one: Failure) -> str:
    advice = f"; {plain(one.advice)}" if one.advice else ""
    return f"{plain(one.origin)}: {plain(one.reason)}{advice}"
