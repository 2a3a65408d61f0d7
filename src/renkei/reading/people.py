"""People whom the pack does not know: found where a text introduces them, later by short names.

The patterns are those of ``data/zh/speech.yaml`` (`introduced`). A person gets the role of
the office, institute or outlet that stands before the name.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from renkei.nouns import Name, Role
from renkei.reading.lexicon import load_yaml
from renkei.reading.named import DOT, Named, merged
from renkei.reading.parts import OFFICE, OFFICES, PERSON, part
from renkei.reading.spotter import Sought

Signs = Mapping[str, Sequence[int]]

_DOTS = "·・."
_LATIN = re.compile("[（(][A-Z][^）)]+")
_STOPS = re.compile("[，。；：！？\n“”、]")
_ANALYST = Role.ANALYST
_STRANGER = part((Name("", "person", ""),))
_OUTLET = part((Name("", "outlet", "", role=Role.MEDIA),))
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
        for name, spelt in parts.items():
            rule = rule.replace(f"<{name}>", spelt)
        return re.compile(rule)

    def sought(rule: dict[str, Any]) -> Sought:
        near = pattern(rule["near"]) if "near" in rule else None
        return Sought(pattern(rule["pattern"]), rule["sign"], rule["reach"], near)

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


def with_introduced(folded: str, text: str, names: Named, signs: Signs) -> Named:
    """`names` and every mention of the people whom the text itself introduces, in order."""
    rules = introductions()
    starts, ends, parts, whom = names
    met: dict[str, Name] = {}
    offices: list[int] = []
    for number, bits in enumerate(parts):
        if bits & PERSON:
            met[folded[starts[number] : ends[number]]] = whom[number][0]
        elif bits & OFFICE:
            offices.append(number)
    people: dict[str, Name] = {}
    for start, end in (
        *_written(rules, folded, names, signs),
        *_entitled(rules, folded, names, offices),
    ):
        full = folded[start:end]
        at = bisect_left(starts, end)
        if full not in people and not _known(start, end, folded, names, at):
            role, state = _standing(names, bisect_left(starts, start), start, folded, rules)
            role = _titled(names, at, end) or role
            shown = text[start:end]
            people[full] = Name(shown, "person", shown, "zh", state, role)
    forms = {form: name for full, name in met.items() for form in _forms(full)}
    forms |= people
    forms |= {form: name for full, name in people.items() for form in _forms(full)}
    for m in rules.outlets.matches(folded, signs):
        span = slice(*m.span(m.lastindex or 0))
        shown = text[span]
        forms.setdefault(folded[span], Name(shown, "outlet", shown, "zh", "", Role.MEDIA))
    mentions = _mentions(list(forms), folded) if forms else []
    return merged(_found(mentions, list(forms.values())), names) if mentions else names


def _found(mentions: Sequence[tuple[int, int, int]], people: Sequence[Name]) -> Named:
    """Mentions of `people` and outlets, by their number, as names in a text."""
    numbers, starts, ends = map(list, zip(*mentions, strict=True))
    called = [people[number] for number in numbers]
    parts = [_STRANGER if name.kind == "person" else _OUTLET for name in called]
    return Named(starts, ends, parts, [(name,) for name in called])


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


def _known(start: int, end: int, folded: str, names: Named, at: int) -> bool:
    """Whether the pack knows the person, and the Latin name behind, if any, is not another's.

    The names from number `at` on stand behind.
    """
    for number in range(max(0, at - 2), at):
        if names.parts[number] & PERSON and names.ends[number] > start:
            latin = _LATIN.match(folded, end)
            key = names.whom[number][0].key
            another = latin and any(word not in latin[0] for word in key.split())
            return names.starts[number] <= start and not another
    return False


def _titled(names: Named, number: int, end: int) -> Role | None:
    """The role of the title of that number, if it stands right behind a name."""
    if number < len(names.starts) and names.starts[number] == end:
        for name in names.whom[number]:
            if name.kind in OFFICES and name.role:
                return Role(name.role)
    return None


def _standing(
    names: Named, lead: int, start: int, folded: str, rules: Introduced
) -> tuple[Role, str]:
    """Role and state of a person from the names that lead up to it in the same run of text.

    Those are names before number `lead`.
    """
    state = ""
    for number in range(lead - 1, max(0, lead - 4) - 1, -1):
        between = folded[names.ends[number] : start]
        if len(between) > _BEFORE or _STOPS.search(between):
            break
        at = names.starts[number]
        if rules.past.search(folded, max(0, at - 12), at):
            continue
        for name in names.whom[number]:
            state = state or (name.key if name.kind == "state" else name.state)
            near = len(between) < 2 or name.kind in ("role", "title", "institute")
            if near and name.role and name.kind not in ("person", "state", "group", "anaphor"):
                was = rules.former.search(folded[max(0, at - 4) : at])
                return Role.OTHER if was else Role(name.role), state
    return _ANALYST, state


def _written(
    rules: Introduced, folded: str, names: Named, signs: Signs
) -> Iterator[tuple[int, int]]:
    """Where names of unknown people stand that are told by how they are written."""
    for start, end in _spelt(rules, folded, signs):
        at = bisect_left(names.starts, end)
        for number in range(max(0, at - 3), at):
            behind = names.ends[number]
            if names.starts[number] <= start < behind < end and not names.parts[number] & PERSON:
                start = behind
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
    rules: Introduced, folded: str, names: Named, offices: Sequence[int]
) -> Iterator[tuple[int, int]]:
    """Where names of people stand behind a title or a word for a speaker, by their numbers."""
    for number in offices:
        end = names.ends[number]
        m = None
        if folded[end : end + 1] in rules.begins:
            m = rules.titled.match(folded, end)
        if not m and names.whom[number][0].role == _ANALYST:
            m = rules.attached.match(folded, end)
        if m and not rules.no_name.search(m[1]):
            yield m.span(1)


def _forms(full: str) -> tuple[str, ...]:
    """The shorter forms by which a text calls someone after giving the whole name."""
    if DOT.search(full):
        last = DOT.split(full)[-1]
        return (last,) if len(last) > 1 else ()
    return tuple(full[:size] for size in (2, 3) if size < len(full) <= size + 3)
