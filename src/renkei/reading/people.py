"""People whom the pack does not know: found where a text introduces them, later by short names.

The patterns are those of ``data/<language>/speech.yaml`` (`introduced`). A person gets the role of
the office, institute or outlet that stands before the name.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from operator import itemgetter

from renkei.nouns import Name, Role
from renkei.reading.lexicon import load_yaml
from renkei.reading.names import Found

_DOTS = "·・."
_LATIN = re.compile("[（(][A-Z][^）)]+")
_LONGEST = 5
_BEFORE = 24
"""How many characters before a name can tell who it is."""


@dataclass(frozen=True, slots=True)
class Introduced:
    """How a language introduces people: names, names behind titles, and what is no name."""

    latin: re.Pattern[str]
    before: re.Pattern[str]
    patterns: tuple[re.Pattern[str], ...]
    titled: re.Pattern[str]
    attached: re.Pattern[str]
    no_name: re.Pattern[str]
    outlets: re.Pattern[str]
    past: re.Pattern[str]
    former: re.Pattern[str]


@cache
def introductions(language: str) -> Introduced | None:
    """The patterns of ``zh``, ``ja`` or ``en``; None where the language gives none."""
    data = load_yaml(language, "speech.yaml")
    if "introduced" not in data:
        return None
    rules = data["introduced"]
    return Introduced(
        re.compile(rules["latin"]),
        re.compile(rules["before"]),
        tuple(re.compile(pattern) for pattern in rules["patterns"]),
        re.compile(rules["titled"]),
        re.compile(rules["attached"]),
        re.compile(rules["no_name"]),
        re.compile(rules["outlets"]),
        re.compile(rules["past"]),
        re.compile(data["former"]),
    )


def with_introduced(
    folded: str, text: str, language: str, names: Sequence[Found]
) -> Sequence[Found]:
    """`names` and every mention of the people whom the text itself introduces, in order."""
    rules = introductions(language)
    if rules is None:
        return names
    people: dict[str, Name] = {}
    for start, end in _introduced(rules, folded, names):
        if folded[start:end] not in people and not _known(start, end, folded, names):
            role, state = standing(names, start, folded, rules)
            role = _titled(names, end) or role
            shown = text[start:end]
            people[folded[start:end]] = Name(shown, "person", shown, language, state, role)
    met = {folded[f.start : f.end]: f.names[0] for f in names if f.names[0].kind == "person"}
    forms = {form: name for full, name in met.items() for form in _forms(full)}
    forms |= people
    forms |= {form: name for full, name in people.items() for form in _forms(full)}
    for m in rules.outlets.finditer(folded):
        span = slice(*m.span(m.lastindex or 0))
        shown = text[span]
        forms.setdefault(folded[span], Name(shown, "outlet", shown, language, "", Role.MEDIA))
    if not forms:
        return names
    from ahocorasick_rs import AhoCorasick, MatchKind

    whom = [(name,) for name in forms.values()]
    mentions = AhoCorasick(list(forms), matchkind=MatchKind.LeftmostLongest)
    found = [Found(a, b, whom[i]) for i, a, b in mentions.find_matches_as_indexes(folded)]
    return _merged(found, names)


def _known(start: int, end: int, folded: str, names: Sequence[Found]) -> bool:
    """Whether the pack knows the person, and the Latin name behind, if any, is not another's."""
    at = bisect_left(names, end, key=lambda f: f.start)
    for found in names[max(0, at - 2) : at]:
        if found.names[0].kind == "person" and found.end > start:
            latin = _LATIN.match(folded, end)
            another = latin and any(part not in latin[0] for part in found.names[0].key.split())
            return found.start <= start and not another
    return False


def _titled(names: Sequence[Found], end: int) -> Role | None:
    """The role of the title that stands right behind a name, if one does."""
    at = bisect_left(names, end, key=lambda f: f.start)
    for name in names[at].names if at < len(names) and names[at].start == end else ():
        if name.kind in ("role", "title") and name.role:
            return Role(name.role)
    return None


def standing(
    names: Sequence[Found], start: int, folded: str, rules: Introduced
) -> tuple[Role, str]:
    """Role and state of a person from the names that lead up to it in the same run of text."""
    at = bisect_left(names, start, key=lambda f: f.start)
    state = ""
    for found in reversed(names[max(0, at - 4) : at]):
        between = folded[found.end : start]
        if len(between) > _BEFORE or re.search("[，。；：！？\n“”、]", between):
            break
        if rules.past.search(folded, max(0, found.start - 12), found.start):
            continue
        for name in found.names:
            state = state or (name.key if name.kind == "state" else name.state)
            near = len(between) < 2 or name.kind in ("role", "title", "institute")
            if near and name.role and name.kind not in ("person", "state", "group", "anaphor"):
                was = rules.former.search(folded[max(0, found.start - 4) : found.start])
                return Role.OTHER if was else Role(name.role), state
    return Role.ANALYST, state


def _introduced(
    rules: Introduced, folded: str, names: Sequence[Found]
) -> Iterator[tuple[int, int]]:
    """Where names of unknown people stand at their introduction."""
    places = [f.start for f in names]
    for start, end in _written(rules, folded):
        at = bisect_left(places, end)
        for found in names[max(0, at - 3) : at]:
            if found.start <= start < found.end < end and found.names[0].kind != "person":
                start = found.end
        if (
            end - start >= 2
            and folded[start] not in _DOTS
            and not rules.no_name.search(folded[start:end])
        ):
            yield start, end
    for found in names:
        office = found.names[0]
        if office.kind in ("role", "title"):
            titled = rules.titled.match(folded, found.end) or (
                rules.attached.match(folded, found.end) if office.role == Role.ANALYST else None
            )
            if titled and not rules.no_name.search(titled[1]):
                yield titled.span(1)


def _written(rules: Introduced, folded: str) -> Iterator[tuple[int, int]]:
    """Where names are told by how they are written, whatever leads up to them included."""
    for pattern in rules.patterns:
        for m in pattern.finditer(folded):
            yield m.span(1)
    for bracket in rules.latin.finditer(folded):
        since = max(0, bracket.start() - _LONGEST)
        name = rules.before.search(folded[since : bracket.start()])
        if name:
            yield since + name.start(), bracket.start()


def _forms(full: str) -> Iterator[str]:
    """The shorter forms by which a text calls someone after giving the whole name."""
    parts = re.split("[·・.]", full)
    if len(parts) > 1:
        if len(parts[-1]) > 1:
            yield parts[-1]
        return
    yield from (full[:size] for size in (2, 3) if size < len(full) <= size + 3)


def _merged(found: Sequence[Found], names: Sequence[Found]) -> list[Found]:
    """All names in order of place; of two that overlap the longer stands.

    Of two as long, whoever the text has introduced by given and family name, else the known.
    """
    out: list[Found] = []
    for one in sorted([*names, *found], key=itemgetter(0)):
        if not out or out[-1].end <= one.start:
            out.append(one)
        elif one.end - one.start > out[-1].end - out[-1].start - _introduces(one):
            out[-1] = one
    return out


def _introduces(found: Found) -> bool:
    return bool(set(_DOTS) & set(found.names[0].text)) and len(found.names) == 1
