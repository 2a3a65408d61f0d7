"""People whom the pack does not know: found where a text introduces them, later by short names.

The patterns are those of ``data/zh/speech.yaml`` (`introduced`). A person gets the role of
the office, institute or outlet that stands before the name.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from renkei.nouns import Name, Role
from renkei.reading.lexicon import load_yaml
from renkei.reading.names import Found
from renkei.reading.spotter import Sought

Signs = Mapping[str, Sequence[int]]

_DOTS = "·・."
_LATIN = re.compile("[（(][A-Z][^）)]+")
_DOT = re.compile(f"[{_DOTS}]")
_STOPS = re.compile("[，。；：！？\n“”、]")
_OFFICES = ("role", "title")
_ANALYST = Role.ANALYST
_LONGEST = 5
_BEFORE = 24
"""How many characters before a name can tell who it is."""
_FEW = 20
"""So many forms are sought one by one; more by an automaton, which takes time to build."""


@dataclass(frozen=True, slots=True)
class Introduced:
    """How people are introduced: names, names behind titles, and what is no name.

    `begins` has the characters with which something can begin that `titled` matches.
    """

    latin: Sought
    before: re.Pattern[str]
    dotted: Sought
    behind: Sought
    begins: frozenset[str]
    titled: re.Pattern[str]
    attached: re.Pattern[str]
    no_name: re.Pattern[str]
    outlets: Sought
    past: re.Pattern[str]
    former: re.Pattern[str]


@cache
def introductions() -> Introduced:
    """The patterns, compiled once."""
    data = load_yaml("zh", "speech.yaml")
    rules = data["introduced"]
    parts: dict[str, str] = rules["parts"]

    def pattern(rule: str) -> re.Pattern[str]:
        for name, part in parts.items():
            rule = rule.replace(f"<{name}>", part)
        return re.compile(rule)

    def sought(rule: dict[str, Any]) -> Sought:
        return Sought(pattern(rule["pattern"]), rule["sign"], rule["reach"])

    families = (name[0] for name in parts["families"].split("|"))
    return Introduced(
        sought(rules["latin"]),
        pattern(rules["before"]),
        sought(rules["dotted"]),
        sought(rules["behind"]),
        frozenset((*parts["sound"], *parts["family"], *families, *"（(")),
        pattern(rules["titled"]),
        pattern(rules["attached"]),
        pattern(rules["no_name"]),
        sought(rules["outlets"]),
        pattern(rules["past"]),
        pattern(data["former"]),
    )


def with_introduced(
    folded: str, text: str, names: Sequence[Found], signs: Signs
) -> Sequence[Found]:
    """`names` and every mention of the people whom the text itself introduces, in order."""
    rules = introductions()
    places = [f.start for f in names]
    met: dict[str, Name] = {}
    offices: list[Found] = []
    for found in names:
        name = found.names[0]
        if name.kind == "person":
            met[folded[found.start : found.end]] = name
        elif name.kind in _OFFICES:
            offices.append(found)
    people: dict[str, Name] = {}
    written = _written(rules, folded, names, places, signs)
    for start, end in (*written, *_entitled(rules, folded, offices)):
        full = folded[start:end]
        at = bisect_left(places, end)
        if full not in people and not _known(start, end, folded, names[max(0, at - 2) : at]):
            lead = bisect_left(places, start)
            role, state = _standing(names[max(0, lead - 4) : lead], start, folded, rules)
            role = _titled(names[at : at + 1], end) or role
            shown = text[start:end]
            people[full] = Name(shown, "person", shown, "zh", state, role)
    forms = {form: name for full, name in met.items() for form in _forms(full)}
    forms |= people
    forms |= {form: name for full, name in people.items() for form in _forms(full)}
    for m in rules.outlets.matches(folded, signs):
        span = slice(*m.span(m.lastindex or 0))
        shown = text[span]
        forms.setdefault(folded[span], Name(shown, "outlet", shown, "zh", "", Role.MEDIA))
    if not forms:
        return names
    whom = [(name,) for name in forms.values()]
    mentions = [Found(a, b, whom[i]) for i, a, b in _mentions(list(forms), folded)]
    return _merged(mentions, names, places) if mentions else names


def _mentions(forms: Sequence[str], folded: str) -> list[tuple[int, int, int]]:
    """Where any of `forms` stands, by its number: first come, and of two there the longer."""
    if len(forms) > _FEW:
        from ahocorasick_rs import AhoCorasick, Implementation, MatchKind

        automaton = AhoCorasick(
            list(forms),
            matchkind=MatchKind.LeftmostLongest,
            implementation=Implementation.NoncontiguousNFA,
        )
        found: list[tuple[int, int, int]] = automaton.find_matches_as_indexes(folded)
        return found
    places = []
    for number, form in enumerate(forms):
        at = folded.find(form)
        while at >= 0:
            places.append((at, -len(form), number))
            at = folded.find(form, at + 1)
    places.sort()
    out, behind = [], 0
    for at, shorter, number in places:
        if at >= behind:
            behind = at - shorter
            out.append((number, at, behind))
    return out


def _known(start: int, end: int, folded: str, near: Sequence[Found]) -> bool:
    """Whether the pack knows the person, and the Latin name behind, if any, is not another's."""
    for found in near:
        if found.names[0].kind == "person" and found.end > start:
            latin = _LATIN.match(folded, end)
            another = latin and any(part not in latin[0] for part in found.names[0].key.split())
            return found.start <= start and not another
    return False


def _titled(following: Sequence[Found], end: int) -> Role | None:
    """The role of the title that stands right behind a name, if one does."""
    for found in following:
        for name in found.names if found.start == end else ():
            if name.kind in _OFFICES and name.role:
                return Role(name.role)
    return None


def _standing(
    before: Sequence[Found], start: int, folded: str, rules: Introduced
) -> tuple[Role, str]:
    """Role and state of a person from the names that lead up to it in the same run of text."""
    state = ""
    for found in reversed(before):
        between = folded[found.end : start]
        if len(between) > _BEFORE or _STOPS.search(between):
            break
        if rules.past.search(folded, max(0, found.start - 12), found.start):
            continue
        for name in found.names:
            state = state or (name.key if name.kind == "state" else name.state)
            near = len(between) < 2 or name.kind in ("role", "title", "institute")
            if near and name.role and name.kind not in ("person", "state", "group", "anaphor"):
                was = rules.former.search(folded[max(0, found.start - 4) : found.start])
                return Role.OTHER if was else Role(name.role), state
    return _ANALYST, state


def _written(
    rules: Introduced, folded: str, names: Sequence[Found], places: Sequence[int], signs: Signs
) -> Iterator[tuple[int, int]]:
    """Where names of unknown people stand that are told by how they are written."""
    for start, end in _spelt(rules, folded, signs):
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


def _spelt(rules: Introduced, folded: str, signs: Signs) -> Iterator[tuple[int, int]]:
    """Where names are told by how they are written, whatever leads up to them included."""
    for m in rules.dotted.matches(folded, signs):
        yield m.span(1)
    for m in rules.behind.matches(folded, signs):
        yield m.span(1)
    for bracket in rules.latin.matches(folded, signs):
        since = max(0, bracket.start() - _LONGEST)
        name = rules.before.search(folded[since : bracket.start()])
        if name:
            yield since + name.start(), bracket.start()


def _entitled(
    rules: Introduced, folded: str, offices: Sequence[Found]
) -> Iterator[tuple[int, int]]:
    """Where names of people stand behind a title or a word for a speaker."""
    for found in offices:
        m = None
        if folded[found.end : found.end + 1] in rules.begins:
            m = rules.titled.match(folded, found.end)
        if not m and found.names[0].role == _ANALYST:
            m = rules.attached.match(folded, found.end)
        if m and not rules.no_name.search(m[1]):
            yield m.span(1)


def _forms(full: str) -> tuple[str, ...]:
    """The shorter forms by which a text calls someone after giving the whole name."""
    if _DOT.search(full):
        last = _DOT.split(full)[-1]
        return (last,) if len(last) > 1 else ()
    return tuple(full[:size] for size in (2, 3) if size < len(full) <= size + 3)


def _merged(found: Sequence[Found], names: Sequence[Found], places: Sequence[int]) -> list[Found]:
    """All names in order of place; of two that overlap the longer stands.

    Neither `names`, which begin at `places`, nor `found` overlap among themselves.
    """
    out: list[Found] = []
    done = 0
    for one in found:
        before = bisect_right(places, one.start)
        while done < before and out and names[done].start < out[-1].end:
            _stand(out, names[done])
            done += 1
        out += names[done:before]
        done = before
        _stand(out, one)
    while done < len(names) and out and names[done].start < out[-1].end:
        _stand(out, names[done])
        done += 1
    out += names[done:]
    return out


def _stand(out: list[Found], one: Found) -> None:
    """Add a name to those that stand before it, in place of the last if it overlaps a shorter one.

    Of two as long, whoever the text has introduced by given and family name stands, else the
    earlier.
    """
    if not out or out[-1].end <= one.start:
        out.append(one)
        return
    longer = (one.end - one.start) - (out[-1].end - out[-1].start)
    if longer > 0 or (longer == 0 and _introduces(one)):
        out[-1] = one


def _introduces(found: Found) -> bool:
    return len(found.names) == 1 and _DOT.search(found.names[0].text) is not None
