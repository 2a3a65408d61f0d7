"""Write ``docs/systems.md`` and ``docs/deliverables.md`` from the pack; a test keeps them so."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

from renkei.packs.coverage import coverage, deliverables
from renkei.packs.load import load_pack
from renkei.packs.pack import Pack

DOCS = Path(__file__).parents[1] / "docs"
PACK = "us_japan"
SHOWN = 6

_SYSTEMS = """# Every system, and what stands behind it

Made by `tools/systems.py` from the pack `{pack}`; `renkei pack systems` says the same, and
`renkei item KEY` shows all of a system. A fact is dated and has its source: a step of an item's
history, a point of a series, a meeting, an event, a forecast and its outcome, a post with its
holders and links, a value of a measure. `first` and `last` are the dates of the facts; a figure's
may lie ahead, where it was planned. {count} systems.
"""
_HEAD = "| system | key | rows of the pack | facts | sources | first | last |"
_DELIVERABLES = """# What was promised on {date}, and what became of it

Made by `tools/systems.py` from the pack `{pack}`; `renkei pack deliverables {key}` says the same.
The list is that of [{title}]({url}).
{note}

Where it stands is the last row of the item's history in the pack, in the words of the ladder.
*Nothing later* means that no later source was found, not that nothing happened. {later} of the
{count} items below have a later row. A number that stands at several items is an entry that
promised several things; an item without one is named in the text outside its list.
"""


def systems_page(pack: Pack) -> str:
    """The page of systems."""
    lines = [_SYSTEMS.format(pack=pack.manifest.key, count=len(pack.systems))]
    for area, rows in groupby(coverage(pack), key=lambda row: row.system.area):
        lines += [
            "",
            f"## {area}",
            "",
            "| system | key | rows of the pack | facts | sources | first | last |",
        ]
        lines.append("|---|---|---|--:|--:|---|---|")
        for row in rows:
            shown = ", ".join(f"`{key}`" for key in row.keys[:SHOWN])
            more = f" and {len(row.keys) - SHOWN} more" if len(row.keys) > SHOWN else ""
            lines.append(
                f"| {row.system.label} | `{row.system.key}` | {shown}{more} | {row.facts}"
                f" | {row.sources} | {row.first or '–'} | {row.last or '–'} |"
            )
    return "\n".join(lines) + "\n"


def deliverables_pages(pack: Pack) -> Iterator[str]:
    """A page for each meeting whose deliverables the pack lists."""
    sources = {source.id: source for source in pack.sources}
    for meeting in pack.meetings:
        if meeting.deliverables is None:
            continue
        rows = deliverables(pack, meeting.key)
        text = sources[meeting.deliverables.source]
        lines = [
            _DELIVERABLES.format(
                date=meeting.date, pack=pack.manifest.key, key=meeting.key, title=text.title,
                url=text.url, note=meeting.deliverables.note, count=len(rows),
                later=sum(row.later for row in rows),
            ),
            "| no. | item | where it stands | by | what its last row says |",
            "|--:|---|---|---|---|",
        ]  # fmt: skip
        for row in rows:
            source = sources.get(row.last.source)
            linked = source and source.url != "unknown"
            cited = f" ([source]({source.url}))" if source and linked else ""
            numbers = ", ".join(map(str, row.numbers)) or "–"
            said = row.last.what if row.later else "Nothing later."
            lines.append(
                f"| {numbers} | {row.item.labels.en} (`{row.item.key}`) | {row.last.status}"
                f" | {row.last.date} | {said}{cited} |"
            )
        yield "\n".join(lines) + "\n"


def pages() -> dict[str, str]:
    """The pages by the names of their files."""
    pack = load_pack(PACK)
    return {
        "systems.md": systems_page(pack),
        "deliverables.md": "\n".join(deliverables_pages(pack)),
    }


if __name__ == "__main__":
    for name, text in pages().items():
        (DOCS / name).write_text(text, "utf-8")
