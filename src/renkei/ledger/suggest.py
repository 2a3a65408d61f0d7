"""New things that several documents speak of: names that fit no item and recur. Pure.

A statement that is filed nowhere offers names: what it quotes, names and abbreviations in Latin
letters, words in katakana, and noun phrases that end in a word for a thing one could follow
(``suggest.yaml``). A name counts if documents of two clusters at least have it, so that a report
carried by ten outlets is one voice, and if nobody knows it yet. What stands in brackets behind a
name (联合维修中心（JRC）) is another form of it.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

from renkei.ledger.records import Filed
from renkei.ledger.search import fold

FEWEST = 2
"""Clusters of near-duplicates that must speak of a thing."""
_LONGEST = 30
_SHORTEST_HAN = 4
_QUOTED = re.compile(r"[「『“\"《〈]([^「」『』“”\"《》〈〉，。、,;；]{2,30})[」』”\"》〉]")
_PHRASE = re.compile(
    r"[A-Z][\w.&-]*(?:[ -](?:(?:of|and|the|for|on|to) )?[A-Z][\w.&-]*)+|\b[A-Z][A-Z0-9-]{2,}\b"
)
_WORD = re.compile(r"(?<![A-Za-z])[A-Z][A-Za-z0-9-]{2,}(?![A-Za-z])")
_KATAKANA = re.compile("[ァ-ヺー]{4,}")
_RUNS = {
    "zh": re.compile("[\u3400-\u9fff]{4,}"),
    "ja": re.compile("[々\u3400-\u9fffァ-ヺー]{3,}"),
}
_BRACKETED = re.compile(r"\s?[（(]\s?([A-Z][\w&. -]{1,40}|[\u3040-\u9fff]{2,20})\s?[）)]")
_SPACED = re.compile(r"(?<![A-Za-z-])[a-z]+(?:-[a-z]+)*(?![A-Za-z-])")
_PARTS = re.compile(r"\s+and\s+|\s*[/&、・和与及]\s*")
_MOST_WORDS = 4


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A thing that could become an item: its name as it is mostly written, and who has it.

    `forms` are all ways in which it is written, the name first; `statements` are in the order in
    which they were given.
    """

    name: str
    forms: tuple[str, ...]
    languages: tuple[str, ...]
    documents: tuple[str, ...]
    statements: tuple[Filed, ...]


def suggested(
    loose: Sequence[Filed], known: Iterable[str] = (), refused: Iterable[str] = ()
) -> list[Suggestion]:
    """What recurs in statements that fit no item, most clusters first.

    `known` are names that mean something already (any script, width and case), `refused` those
    that people have turned down.
    """
    taken = {fold(name) for name in (*known, *refused)}
    taken |= {fold(one.statement.speaker) for one in loose}
    holders: dict[str, dict[str, Filed]] = defaultdict(dict)
    written: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    other: dict[str, str] = {}
    for one in loose:
        for form in set(offered(one)):
            holders[fold(form)][one.id] = one
            written[fold(form)][form] += 1
        other |= _bracketed(one.statement.quote, holders)
    for form, name in other.items():
        holders[name] |= holders.pop(form, {})
    taken |= {other[form] for form in taken & other.keys()}
    found = {
        key: group
        for key, group in holders.items()
        if len({f.cluster for f in group.values()}) >= FEWEST
    }
    forms: dict[str, list[str]] = defaultdict(list)
    for form, name in other.items():
        forms[name] += written.get(form, {form: 1})
    made = [
        _made(sorted(written[key], key=lambda w: (-written[key][w], w)), forms[key], found[key])
        for key in _longest(found)
        if not _idle(key, taken)
    ]
    return sorted(made, key=_order)


def _idle(name: str, taken: Set[str]) -> bool:
    """Whether a folded name names nothing new: it is known, a bare head, a person, or a list."""
    data = _data()
    parts = _PARTS.split(name)
    known = max((k for k in taken if name.startswith(k)), key=len, default="")
    return (
        all(part in taken for part in parts)
        or name[len(known) :].strip() in data["bare"]
        or name.startswith(data["titles"])
    )


def _made(spelt: list[str], others: list[str], group: dict[str, Filed]) -> Suggestion:
    statements = tuple(group.values())
    return Suggestion(
        name=spelt[0],
        forms=tuple(dict.fromkeys((*spelt, *sorted(others)))),
        languages=tuple(sorted({f.statement.language for f in statements})),
        documents=tuple(dict.fromkeys(f.statement.document for f in statements)),
        statements=statements,
    )


def _order(one: Suggestion) -> tuple[int, int, str]:
    return -len({f.cluster for f in one.statements}), -len(one.statements), one.name


def offered(one: Filed) -> Iterator[str]:
    """The names that a statement offers, as written; the same may come twice."""
    quote, language = one.statement.quote, one.statement.language[:2]
    for match in _QUOTED.finditer(quote):
        yield match[1].strip()
    for pattern in (_PHRASE, *((_WORD, _KATAKANA) if language in _RUNS else ())):
        yield from filter(None, map(_bare, pattern.findall(quote)))
    yield from _spaced(quote) if language == "en" else _headed(quote, language)


def _bare(name: str) -> str:
    """A name in Latin letters without idle words before it; empty if nothing is left."""
    words = name.split()
    while words and words[0].lower() in _data()["idle"]:
        words = words[1:]
    rest = " ".join(words)
    return rest if len(words) > 1 or (len(rest) > 2 and rest == name) else ""


def _spaced(quote: str) -> Iterator[str]:
    """English noun phrases in lower case that end in a head: all that end at it."""
    data = _data()
    words = [(m[0], m.start(), m.end()) for m in _SPACED.finditer(quote)]
    for i, (_, _, end) in enumerate(words):
        for size in range(1, _MOST_WORDS):
            if i < size or words[i - size][0] in data["idle"]:
                break
            if quote[words[i - size][2] : words[i - size + 1][1]] != " ":
                break
            phrase = quote[words[i - size][1] : end]
            if phrase.endswith(data["heads"]["en"]) and phrase.split(" ")[-1] in data["last"]:
                yield phrase


def _headed(quote: str, language: str) -> Iterator[str]:
    """Chinese and Japanese runs that end in a head: all that end at it, cut at the breaks."""
    data, runs = _data(), _RUNS.get(language)
    heads, breaks = data["heads"].get(language, ()), data["breaks"].get(language)
    for run in runs.finditer(quote) if runs else ():
        folded = fold(run[0])
        if len(folded) != len(run[0]):
            continue
        cuts = {0, *(m.end() for m in breaks.finditer(folded))} if breaks else {0}
        for end in range(_SHORTEST_HAN, len(folded) + 1):
            if folded[:end].endswith(heads):
                first = max(c for c in cuts if c < end)
                for start in range(max(first, end - _LONGEST), end - _SHORTEST_HAN + 1):
                    if not folded.startswith(data["openers"][language], start):
                        yield run[0][start:end]


def _bracketed(quote: str, names: dict[str, Any]) -> dict[str, str]:
    """Forms in brackets, folded, with the longest of `names` that stands before them."""
    found = {}
    for match in _BRACKETED.finditer(quote):
        before = fold(quote[: match.start()]).rstrip('」』”》〉"')
        tails = (before[-size:] for size in range(_LONGEST, 1, -1))
        name = next((tail for tail in tails if tail in names), "")
        if name and fold(match[1]) != name:
            found[fold(match[1])] = name
    return found


def _longest(found: dict[str, dict[str, Filed]]) -> Iterator[str]:
    """The names that are no part of a longer one in the same documents."""
    spread = {key: {f.statement.document for f in group.values()} for key, group in found.items()}
    kept: list[str] = []
    for key in sorted(found, key=lambda k: (-len(k), k)):
        if not any(key in longer and spread[key] <= spread[longer] for longer in kept):
            kept.append(key)
            yield key


@cache
def _data() -> dict[str, Any]:
    import yaml

    text = resources.files("renkei.ledger").joinpath("suggest.yaml").read_text("utf-8")
    read = yaml.safe_load(text)
    heads = {language: tuple(map(fold, words)) for language, words in read["heads"].items()}
    return {
        "heads": heads,
        "bare": frozenset(head for words in heads.values() for head in words),
        "last": frozenset(head.split(" ")[-1] for head in heads["en"]),
        "idle": frozenset(read["idle"]),
        "titles": tuple(f"{title} " for title in read["titles"]),
        "openers": {
            language: tuple(map(fold, words)) for language, words in read["openers"].items()
        },
        "breaks": {
            language: re.compile("|".join(map(re.escape, words)))
            for language, words in read["breaks"].items()
            if words
        },
    }
