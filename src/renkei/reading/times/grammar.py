"""A language's patterns, read from its YAML file and compiled.

Of a file's parts,

- ``numbers`` gives number words;
- ``pieces`` are what patterns are made of: a regular expression (``form``), ``words`` with what
  they mean, or both. In a form, ``{name}`` stands for another piece;
- ``patterns`` are tried in order where a trigger stands, first come first served: ``match`` is a
  regular expression in which ``{name}`` captures a piece (``{name=piece}`` under another name,
  ``{name2=piece}`` to ``{name4=piece}`` for further places where it may stand),
  ``op`` is the operation of :mod:`renkei.reading.times.operations` that gives it its meaning,
  ``set`` what it takes besides, ``examples`` sentences that the tests hold it to;
- no pattern begins right behind a character of the class ``behind``; ``guard`` must hold before any
  pattern, ``tail`` after it; ``number`` is a number that one may begin with, ``triggers`` are the
  words, besides those of the pieces named in ``leading``;
- ``bounds`` and ``ranges`` say what stands before, between and after times to make intervals,
  ``reach`` how many characters before one a bound may begin;
- ``direction`` says which words look ahead and which look back (and what holds where they begin).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from renkei.reading.times.candidates import Candidates
from renkei.reading.times.first import first, parsed, quick
from renkei.reading.times.meaning import NEAREST, Ref
from renkei.reading.times.tabled import tabled

LANGUAGES = ("zh", "ja", "en")

#: What operations take; other names in a pattern are not captured.
FIELDS = frozenset(
    {
        *("year", "month", "day", "last", "part", "weekday", "week", "toward", "count", "unit"),
        *("era", "short", "state", "decade", "century", "quarter"),
    }
)

Code = str | int | Ref
"""What a word means: a number, a reference (*now-1*) or a name that an operation knows."""

_DIGIT = "[0-9０-９]"
_REF = re.compile(r"(now|then|new)([+-]\d+)")
_SLOT = re.compile(r"\{(?:(\w+)=)?([a-z_]\w*)\}")


@dataclass(frozen=True, slots=True)
class Piece:
    """A regular expression without captures, and what its words mean."""

    form: str
    words: Mapping[str, Code]


@dataclass(frozen=True, slots=True)
class Pattern:
    """One row: its expression with captures, what the words behind each mean, its operation."""

    name: str
    op: str
    form: str
    regex: re.Pattern[str]
    slots: Mapping[str, Mapping[str, Code]]
    given: Mapping[str, Code]


@dataclass(frozen=True, slots=True)
class Affixes:
    """What bends a time, right before and right after it: a group for each kind, first ones first.

    `reach` is how many characters before a time it may begin. `ahead` tells quickly where there is
    nothing before, `behind` (the characters that it may begin with, None for any) nothing after.
    """

    before: re.Pattern[str]
    ahead: Candidates
    behind: frozenset[str] | None
    after: re.Pattern[str]
    kinds: tuple[str, ...]
    reach: int


@dataclass(frozen=True, slots=True)
class Range:
    """What joins two times into one: before the first, between them, after the second.

    `needs` is ``before`` or ``after`` if it is no range without that.
    """

    between: re.Pattern[str]
    before: re.Pattern[str] | None
    after: re.Pattern[str] | None
    needs: str


@dataclass(frozen=True, slots=True)
class Direction:
    """Words that look ahead or back, where a clause ends, and where the verb stands.

    `otherwise` is the direction where no word tells.
    """

    cues: re.Pattern[str]
    clause: re.Pattern[str]
    verb: str
    loose: re.Pattern[str] | None
    otherwise: int


@dataclass(frozen=True, slots=True)
class Grammar:
    """All that is known of a language's times.

    None of the `patterns` begins right behind one of the characters `barring`. `guard` must hold
    where one does; `candidates` tells which may.
    """

    language: str
    number: re.Pattern[str]
    barring: frozenset[str]
    guard: re.Pattern[str]
    candidates: Candidates
    patterns: tuple[Pattern, ...]
    numbers: Mapping[str, int]
    triggers: tuple[str, ...]
    bounds: Affixes
    ranges: tuple[Range, ...]
    lists: re.Pattern[str]
    direction: Direction
    foreign: re.Pattern[str]
    examples: tuple[tuple[str, str, str, tuple[str, ...]], ...]


@cache
def grammar(language: str) -> Grammar:
    """The grammar of ``zh``, ``ja`` or ``en``.

    Raises
    ------
    ValueError
        If there is none, or its file is malformed; the message names the file and the row.
    """
    if language not in LANGUAGES:
        raise ValueError(f"no time expressions for language {language!r}: {', '.join(LANGUAGES)}")
    import yaml

    place = files("renkei.reading.times") / "data" / f"{language}.yaml"
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    return compiled(language, yaml.load(place.read_text(encoding="utf-8"), loader))


def compiled(language: str, data: dict[str, Any]) -> Grammar:
    """A grammar from the content of its file."""
    pieces = {name: _piece(row) for name, row in data["pieces"].items()}
    patterns: list[Pattern] = []

    def trees() -> Iterator[Any]:
        """The patterns as they are parsed; each is compiled after it was looked at."""
        for row in data["patterns"]:
            try:
                regex, slots = _captures(row["match"], pieces)
                form = f"(?:{regex}){data.get('tail', '')}"
                tree = parsed(form)
            except (KeyError, re.error) as error:
                raise ValueError(f"{language}.yaml, pattern {row['name']}: {error}") from error
            yield tree
            given = {name: _code(meaning) for name, meaning in row.get("set", {}).items()}
            patterns.append(Pattern(row["name"], row["op"], form, tabled(form, tree), slots, given))

    candidates = Candidates(trees())
    return Grammar(
        language=language,
        number=re.compile(_plain(data["number"], pieces)),
        barring=first(data["behind"]) or frozenset(),
        guard=re.compile(data["guard"]),
        candidates=candidates,
        patterns=tuple(patterns),
        numbers=data.get("numbers", {}),
        triggers=_triggers(data, pieces),
        bounds=_affixes(data["bounds"], data["reach"], pieces),
        ranges=tuple(_range(row, pieces) for row in data["ranges"]),
        lists=re.compile(_plain(data["lists"], pieces)),
        direction=_direction(data["direction"], pieces),
        foreign=re.compile(_plain(data["foreign"], pieces)),
        examples=tuple(
            (row["name"], sentence, str(published), _each(edtf))
            for row in data["patterns"]
            for sentence, published, edtf in row.get("examples", [])
        ),
    )


def _each(edtf: object) -> tuple[str, ...]:
    return tuple(map(str, edtf)) if isinstance(edtf, list) else (str(edtf),)


def _piece(row: str | dict[str, Any]) -> Piece:
    if isinstance(row, str):
        return Piece(row, {})
    words = {str(word): _code(meaning) for word, meaning in row.get("words", {}).items()}
    listed = "|".join(map(_literal, sorted(words, key=len, reverse=True)))
    if "form" in row:
        listed = f"{row['form']}|(?!{_DIGIT})(?:{listed})"
    return Piece(listed, words)


def _code(meaning: str | int) -> Code:
    """A word's meaning as it is written in the file."""
    found = _REF.fullmatch(meaning) if isinstance(meaning, str) else None
    return Ref(found[1], int(found[2])) if found else meaning


def _literal(word: str) -> str:
    """A word as a regular expression; an ASCII one may begin with a capital."""
    escaped = re.escape(word).replace(r"\ ", "[ \u00a0]").replace(r"\-", "[- ]")
    if word[0].isascii() and word[0].islower():
        return f"[{word[0]}{word[0].upper()}]{escaped[1:]}"
    return escaped


def _plain(form: str, pieces: Mapping[str, Piece]) -> str:
    """A form with its pieces filled in and nothing captured."""
    return _SLOT.sub(lambda slot: f"(?:{_plain(pieces[slot[2]].form, pieces)})", form)


def _captures(form: str, pieces: Mapping[str, Piece]) -> tuple[str, dict[str, Mapping[str, Code]]]:
    """A form with the fields in it captured by name, and what the words behind each mean."""
    slots: dict[str, Mapping[str, Code]] = {}

    def capture(slot: re.Match[str]) -> str:
        name = slot[1] or slot[2]
        if name.rstrip("234") not in FIELDS:
            return slot[0]
        slots[name] = pieces[slot[2]].words
        return f"(?P<{name}>{_plain(pieces[slot[2]].form, pieces)})"

    return _plain(_SLOT.sub(capture, form), pieces), slots


def _triggers(data: dict[str, Any], pieces: Mapping[str, Piece]) -> tuple[str, ...]:
    """The words that an expression may begin with; those in ASCII with a capital, too."""
    words = [word for name in data["leading"] for word in pieces[name].words]
    words += [str(word) for word in data["triggers"]]
    found = set(words)
    for word in words:
        if word[0].isascii():
            found.add(word[0].upper() + word[1:])
    return tuple(sorted(found))


def _affixes(rows: dict[str, dict[str, str]], reach: int, pieces: Mapping[str, Piece]) -> Affixes:
    def side(name: str) -> str:
        forms = {kind: _plain(row.get(name, ""), pieces) for kind, row in rows.items()}
        return "|".join(f"(?P<{kind}>{form})" for kind, form in forms.items() if form)

    ahead = Candidates([parsed(side("before"))], backwards=True)
    return Affixes(
        re.compile(quick(f"(?:{side('before')})$")),
        ahead,
        first(side("after")),
        re.compile(side("after")),
        tuple(rows),
        reach,
    )


def _range(row: dict[str, str], pieces: Mapping[str, Piece]) -> Range:
    return Range(
        re.compile(_plain(row["between"], pieces)),
        re.compile(f"(?:{_plain(row['before'], pieces)})$") if row["before"] else None,
        re.compile(_plain(row["after"], pieces)) if row["after"] else None,
        row.get("needs", ""),
    )


def _direction(row: dict[str, str], pieces: Mapping[str, Piece]) -> Direction:
    plain = {name: _plain(form, pieces) for name, form in row.items()}
    return Direction(
        re.compile(
            plain["begins"] + quick(f"(?P<future>{plain['future']})|(?P<past>{plain['past']})")
        ),
        re.compile(plain["clause"]),
        row["verb"],
        re.compile(plain["loose"]) if plain["loose"] else None,
        NEAREST if row["otherwise"] == "nearest" else 0,
    )
