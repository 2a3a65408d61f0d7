"""Grouping statements that fit no item by what they seem to be about. Pure and deterministic.

Each statement offers terms: what it quotes by name, its capitalised words in Latin letters, its
katakana words, the bodies among its actors and, should none of these be shared, its runs of four
to eight Chinese or Japanese characters. The term that binds most statements most closely forms a
group; then the next among those left.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from renkei.ledger.records import Filed, Group
from renkei.ledger.search import fold

_QUOTED = re.compile(r"[「『“\"《〈]([^「」『』“”\"《》〈〉]{2,30})[」』”\"》〉]")
_CAPITALS = re.compile(
    r"\b[A-Z][\w-]*(?:[ -](?:(?:of|and|the|for|on|to) )?[A-Z][\w-]*)+|\b[A-Z]{3,}\b"
)
_KATAKANA = re.compile("[ァ-ヺー]{4,}")
_HAN = re.compile("[\u3005\u3400-\u9fff\uf900-\ufaff]{4,}")
_STATE = re.compile("[A-Z]{2}")
_SIZES = range(4, 9)
_COMMON = 0.34  # a term in more than this share of many statements says nothing
_MANY = 12


def grouped(loose: Sequence[Filed]) -> list[Group]:
    """Groups of at least two statements, largest first; then one of all others, without a term."""
    left = {f.id: f for f in loose}
    groups: list[Group] = []
    for terms in (_names, _runs):
        offers = {f.id: set(terms(f)) for f in left.values()}
        for term, members in _bound(offers):
            groups.append(Group(term, tuple(left.pop(m) for m in members)))
    groups.sort(key=lambda g: (-len(g.statements), g.term))
    return [*groups, Group("", tuple(left.values()))] if left else groups


def _names(one: Filed) -> Iterator[str]:
    quote = one.statement.quote
    for pattern in (_QUOTED, _CAPITALS, _KATAKANA):
        yield from (fold(found) for found in pattern.findall(quote))
    yield from (fold(a) for a in one.statement.actors if not _STATE.fullmatch(a))


def _runs(one: Filed) -> Iterator[str]:
    for run in _HAN.findall(fold(one.statement.quote)):
        for size in _SIZES:
            yield from (run[i : i + size] for i in range(len(run) - size + 1))


def _bound(offers: dict[str, set[str]]) -> Iterator[tuple[str, list[str]]]:
    """Terms with the statements they bind, best first, each statement bound once."""
    holders: dict[str, set[str]] = defaultdict(set)
    counts = Counter(term for terms in offers.values() for term in terms)
    most = len(offers) * _COMMON if len(offers) > _MANY else len(offers)
    for name, terms in offers.items():
        for term in terms:
            if 2 <= counts[term] <= most:
                holders[term].add(name)
    while holders:
        term = min(holders, key=lambda t: (-_closeness(t, len(holders[t])), t))
        members = holders[term]
        yield term, [name for name in offers if name in members]
        holders = {t: rest for t, h in holders.items() if len(rest := h - members) > 1}


def _closeness(term: str, count: int) -> int:
    return (count - 1) * min(len(term), max(_SIZES))
