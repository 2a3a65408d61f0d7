"""An item's dossier, and lists of sources."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING

from renkei.cli.screen import ONE_LINE, Flow
from renkei.cli.views import items as ladder
from renkei.cli.views.cited import Cited, official, uncovered
from renkei.cli.views.statements import hit
from renkei.cli.views.words import count, rung_style, voice, when
from renkei.cli.wrap import plain

if TYPE_CHECKING:
    from rich.console import RenderableType

    from renkei.alliance.dossier import Dossier, PackStep
    from renkei.alliance.evidence import Backing
    from renkei.alliance.facts import Entry
    from renkei.ledger import ItemState
    from renkei.ledger.ladder import State
    from renkei.packs.pack import Pack
    from renkei.packs.schema import Item

_LEAD = 14
_YEAR = 365.25
_SHOWN = 6


def dossier(pack: Pack, one: Dossier, on: date, *, ledger: bool) -> Iterator[RenderableType]:
    """The whole: names, relations, target, both histories, where they differ, sources."""
    cited = Cited(pack.sources)
    yield from _names(one)
    yield ""
    yield Flow(f"By the pack, on {on}", "bold underline")
    yield from _standings(one.pack, {})
    for step in one.steps:
        yield from _step(step, cited)
    yield ""
    yield Flow(f"By the documents in the ledger, on {on}", "bold underline")
    if one.documents is not None:
        said = {turn.filed.id: voice(turn.filed) for turn in one.turns}
        yield from _standings(one.documents, said)
        yield from ladder.steps(one.turns)
        yield Flow(ladder.STEPS_LEGEND, "dim")
    else:
        yield _silent(one) if ledger else "There is no ledger to look into."
    yield from _named(one)
    yield from _disagreements(one)
    if one.steps:
        yield ""
        yield Flow("Sources of the pack", "bold underline")
        yield from cited.listed()
    yield from uncovered(pack, on)


def _names(one: Dossier) -> Iterator[RenderableType]:
    item = one.item
    yield Flow(item.key, "bold")
    yield Flow(" · ".join([item.labels.en, item.labels.zh, item.labels.ja]))
    facts = [("kind", f"{item.kind}, {item.domain}"), ("parties", ", ".join(item.parties))]
    facts += [("also called", "; ".join(item.aliases.all()))]
    facts += [(name, _labels(items)) for name, items in _relations(one)]
    facts += [("arrangements", ", ".join(p.key for p in one.proposals))]
    target = item.target
    for name, value in (("target", target.what), ("by", target.by), ("quantity", target.quantity)):
        facts.append((name, "" if value == "none" and name != "by" else value))
    facts.append(("note", item.note))
    for name, value in facts:
        if value:
            yield Flow(value, indent=_LEAD, first=name)


def _relations(one: Dossier) -> Iterator[tuple[str, Sequence[Item]]]:
    yield "part of", one.above
    yield "parts", one.below
    yield "beside it", one.beside


def _labels(items: Iterable[Item]) -> str:
    return ", ".join(item.key for item in items)


def _standings(state: State | ItemState, said: Mapping[str, str]) -> Iterator[RenderableType]:
    """How an item stands in each voice; `said` names who speaks, by the id of the evidence."""
    for name, standing in (("official", state.official), ("reported", state.reported)):
        if standing:
            since = when(standing.since, standing.day.isoformat())
            who = said.get(standing.word.id, plain(standing.word.speaker))
            text = f"{standing.rung} since {since}, on the word of {who}"
            yield Flow(text, rung_style(standing.rung), indent=_LEAD, first=name)
    if not state.official and not state.reported:
        yield "Nothing was known of it by then."


def _step(one: PackStep, cited: Cited) -> Iterator[RenderableType]:
    mark = "●" if one.evidence.official else "○"
    number = cited.mark([one.step.source])
    head = f"{one.step.date:<12}  {one.step.status:<10}  {number:>4}  {plain(one.evidence.speaker)}"
    style = rung_style(one.step.status)
    yield Flow(head, style, indent=2, first=mark, most=ONE_LINE)
    yield Flow(one.step.what, indent=4)


def _silent(one: Dossier) -> str:
    if one.named and not one.unsure:
        return "They name it; nothing that they claim is filed under it."
    return "They say nothing of it."


def _named(one: Dossier) -> Iterator[RenderableType]:
    """Sentences that name the item, the newest few."""
    if one.named:
        yield ""
        how = "Perhaps meant" if one.unsure else "Named"
        yield Flow(f"{how} in {count(len(one.named), 'more sentence')}", "bold underline")
    for found in one.named[:_SHOWN]:
        yield from hit(found)
    if len(one.named) > _SHOWN:
        yield Flow(f"and {len(one.named) - _SHOWN} more: --json has all", "dim")


def _disagreements(one: Dossier) -> Iterator[RenderableType]:
    if one.disagreements:
        yield ""
        yield Flow("Where they differ", "bold underline")
    for found in one.disagreements:
        style = "red" if found.kind == "contradiction" else "yellow"
        text = f"the pack: {found.pack}; the documents: {found.documents}"
        yield Flow(text, style, indent=_LEAD, first=found.field)


def entries(pack: Pack, rows: Sequence[Entry]) -> Iterator[RenderableType]:
    """Rows of the pack that are no items, what each says, and the sources."""
    cited = Cited(pack.sources)
    for row in rows:
        yield Flow(f"{row.key}  {row.kind}", "bold")
        yield Flow(plain(row.name))
        for fact in row.facts:
            text = f"{plain(fact.what)} {cited.mark([fact.source])}"
            yield Flow(text, indent=_LEAD, first="" if fact.date == "none" else fact.date)
        yield ""
    yield Flow("Sources", "bold underline")
    yield from cited.listed()


def sources(found: Sequence[Backing]) -> Iterator[RenderableType]:
    """Sources, the newest first, and how many are official."""
    for one in found:
        source = one.source
        day = "undated" if source.date == "unknown" else source.date
        head = f"{day:<10}  {_age(one.age):>9}  {official(source)}"
        yield Flow(f"{head}  {plain(source.publisher)}", "bold" if source.official is True else "")
        yield Flow(plain(source.title), indent=4)
        if source.url != "unknown":
            yield Flow(source.url, "dim", indent=4)
        yield Flow(f"{source.id} ← {_rows(one)}", "dim", indent=4)
    yield ""
    kinds = Counter(official(one.source) for one in found)
    parts = ", ".join(f"{n} {kind}" for kind, n in kinds.most_common())
    yield Flow(f"{count(len(found), 'source')}{f': {parts}' if parts else ''}")


def _rows(one: Backing) -> str:
    more = len(one.rows) - _SHOWN
    return ", ".join(one.rows[:_SHOWN]) + (f" and {more} more" if more > 0 else "")


def _age(age: int | None) -> str:
    """How old, in the largest unit that says something."""
    if age is None:
        return "?"
    if age < 2 * _YEAR / 12:
        return count(age, "day")
    return f"{age / _YEAR * 12:.0f} months" if age < 2 * _YEAR else f"{age / _YEAR:.1f} years"
