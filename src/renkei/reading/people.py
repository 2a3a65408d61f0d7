"""People whom the pack does not know: found where a text introduces them, later by short names.

The patterns are those of ``data/zh/speech.yaml`` (`introduced`). A person gets the role of
the office, institute or outlet that stands before the name.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from renkei.nouns import Name, Role
from renkei.reading.lexicon import load_yaml
from renkei.reading.names import Found

_DOTS = "·・."
_LATIN = re.compile("[（(][A-Z][^）)]+")
_DOT = re.compile(f"[{_DOTS}]")
_STOPS = re.compile("[，。；：！？\n“”、]")
_LONGEST = 5
_BEFORE = 24
"""How many characters before a name can tell who it is."""
_FEW = 20
"""So many forms are sought one by one; more by an automaton, which takes time to build."""


@dataclass(frozen=True, slots=True)
class Sought:
    """A costly pattern, and what the text holds near each of its matches.

    A match of `pattern` begins no more than `reach` characters before a match of `near`.
    """

    pattern: re.Pattern[str]
    near: re.Pattern[str]
    reach: int

    def matches(self, text: str) -> Iterator[re.Match[str]]:
        """What ``pattern.finditer(text)`` gives, tried only where a match can be."""
        at = 0
        for sign in self.near.finditer(text):
            last = sign.start()
            at = max(at, last - self.reach)
            while at <= last:
                m = self.pattern.match(text, at)
                if m:
                    yield m
                at = m.end() if m else at + 1


@dataclass(frozen=True, slots=True)
class Introduced:
    """How people are introduced: names, names behind titles, and what is no name."""

    latin: re.Pattern[str]
    before: re.Pattern[str]
    dotted: Sought
    behind: re.Pattern[str]
    never: str
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
    return Introduced(
        re.compile(rules["latin"]),
        re.compile(rules["before"]),
        _sought(rules["dotted"]),
        re.compile(rules["behind"]),
        rules["never"],
        re.compile(rules["titled"]),
        re.compile(rules["attached"]),
        re.compile(rules["no_name"]),
        _sought(rules["outlets"]),
        re.compile(rules["past"]),
        re.compile(data["former"]),
    )


def _sought(rule: dict[str, str]) -> Sought:
    return Sought(re.compile(rule["pattern"]), re.compile(rule["near"]), int(rule["reach"]))


def with_introduced(folded: str, text: str, names: Sequence[Found]) -> Sequence[Found]:
    """`names` and every mention of the people whom the text itself introduces, in order."""
    rules = introductions()
    places = [f.start for f in names]
    kinds = [f.names[0].kind for f in names]
    people: dict[str, Name] = {}
    for start, end in _introduced(rules, folded, names, places, kinds):
        full = folded[start:end]
        at = bisect_left(places, end)
        if full not in people and not _known(start, end, folded, names[max(0, at - 2) : at]):
            lead = bisect_left(places, start)
            role, state = _standing(names[max(0, lead - 4) : lead], start, folded, rules)
            role = _titled(names[at : at + 1], end) or role
            shown = text[start:end]
            people[full] = Name(shown, "person", shown, "zh", state, role)
    met = {
        folded[f.start : f.end]: f.names[0]
        for f, kind in zip(names, kinds, strict=True)
        if kind == "person"
    }
    forms = {form: name for full, name in met.items() for form in _forms(full)}
    forms |= people
    forms |= {form: name for full, name in people.items() for form in _forms(full)}
    for m in rules.outlets.matches(folded):
        span = slice(*m.span(m.lastindex or 0))
        shown = text[span]
        forms.setdefault(folded[span], Name(shown, "outlet", shown, "zh", "", Role.MEDIA))
    if not forms:
        return names
    whom = [(name,) for name in forms.values()]
    found = [Found(a, b, whom[i]) for i, a, b in _mentions(list(forms), folded)]
    return _merged(found, names, places) if found else names


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
    places: dict[int, tuple[int, int]] = {}
    for number, form in enumerate(forms):
        at = folded.find(form)
        while at >= 0:
            end = at + len(form)
            if end > places.get(at, (0, 0))[1]:
                places[at] = number, end
            at = folded.find(form, at + 1)
    out, behind = [], 0
    for at, (number, end) in sorted(places.items()):
        if at >= behind:
            out.append((number, at, end))
            behind = end
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
            if name.kind in ("role", "title") and name.role:
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
    return Role.ANALYST, state


def _introduced(
    rules: Introduced,
    folded: str,
    names: Sequence[Found],
    places: Sequence[int],
    kinds: Sequence[str],
) -> Iterator[tuple[int, int]]:
    """Where names of unknown people stand at their introduction."""
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
    for found, kind in zip(names, kinds, strict=True):
        if kind in ("role", "title") and folded[found.end : found.end + 1] not in rules.never:
            titled = rules.titled.match(folded, found.end) or (
                rules.attached.match(folded, found.end)
                if found.names[0].role == Role.ANALYST
                else None
            )
            if titled and not rules.no_name.search(titled[1]):
                yield titled.span(1)


def _written(rules: Introduced, folded: str) -> Iterator[tuple[int, int]]:
    """Where names are told by how they are written, whatever leads up to them included."""
    for m in rules.dotted.matches(folded):
        yield m.span(1)
    for m in rules.behind.finditer(folded):
        yield m.span(1)
    for bracket in rules.latin.finditer(folded):
        since = max(0, bracket.start() - _LONGEST)
        name = rules.before.search(folded[since : bracket.start()])
        if name:
            yield since + name.start(), bracket.start()


def _forms(full: str) -> Iterator[str]:
    """The shorter forms by which a text calls someone after giving the whole name."""
    parts = _DOT.split(full)
    if len(parts) > 1:
        if len(parts[-1]) > 1:
            yield parts[-1]
        return
    yield from (full[:size] for size in (2, 3) if size < len(full) <= size + 3)


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
