"""Finding names: one list of all aliases that can stand in a text of one language.

Aliases are folded as the text is. The longest alias at a place wins, so that a name inside a longer
one (美军 in 驻日美军, 日本 in 日本国际问题研究所) is not found; in spaced scripts a name matches
whole words, and a short Latin one only in its own case (US, us).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property, partial
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from renkei.nouns import Name
from renkei.reading.features import codepoints
from renkei.reading.fold import fold
from renkei.reading.lexicon import lexicon
from renkei.reading.parts import part
from renkei.reading.wordlist import LATIN, NOTHING, Both, Rows, listed

SPOKEN = {
    "zh": ("zh-Hans", "zh-Hant", "zh", "ja", "en", "und"),
    "ja": ("ja", "en", "und"),
    "en": ("en", "und"),
}
_CASED = 5
HINTS = ("hint", "figure")
"""Kinds of names that name nothing: `renkei.reading.hints` finds them."""
NAME_KINDS = (
    "item",
    "state",
    "body",
    "person",
    "title",
    "outlet",
    "institute",
    "group",
    "anaphor",
    "role",
)
"""Kinds of names by which the model knows a clause."""
_BITS = {kind: 1 << i for i, kind in enumerate(NAME_KINDS)}
PERSON = _BITS["person"]
"""The bit of names of people."""


class Found(NamedTuple):
    """A name in a text: where it stands, and everything it may name (more than one if shared)."""

    start: int
    end: int
    names: tuple[Name, ...]


class NameFinder:
    """Finds names in the folded text of one language.

    `owners` has the names that each entry may be; `kinds` tells, as bits in the order of
    `NAME_KINDS`, of what kinds these are.
    """

    def __init__(self, names: Sequence[Name], language: str) -> None:
        """Build the list of those of `names` that can stand in a text of `language`."""
        rank = {spoken: i for i, spoken in enumerate(SPOKEN[language])}
        owners: dict[str, dict[tuple[str, str], Name]] = {}
        chosen = sorted(
            (n for n in names if n.language in rank and n.text.strip() and n.kind not in HINTS),
            key=lambda n: (n.kind == "none", rank[n.language]),
        )
        for name, alias in zip(chosen, _folded(chosen, language), strict=True):
            owners.setdefault(alias, {}).setdefault((name.kind, name.key), name)
        self.owners = [tuple(found.values()) for found in owners.values()]
        aliases = listed(list(owners), list(map(_rules, owners, self.owners)))
        self._words = Both(lexicon(language).listed, aliases)
        self._cased = self._by_case(owners)
        self._is_cased = np.array([entry in self._cased for entry in range(len(owners))], bool)
        self.kinds = np.array([_kinds(named) for named in self.owners], np.int64)

    def _by_case(self, aliases: Iterable[str]) -> dict[int, dict[str, int]]:
        """The entry of each spelling of the short Latin aliases, which are made entries here."""
        cased = {}
        for entry, alias in enumerate(aliases):
            if _is_cased(alias):
                spelled: dict[str, list[Name]] = {}
                for name in self.owners[entry]:
                    spelled.setdefault(name.text, []).append(name)
                known = {text: own for text, own in spelled.items() if own[0].kind != "none"}
                first = len(self.owners)
                self.owners += map(tuple, known.values())
                cased[entry] = {text: first + i for i, text in enumerate(known)}
        return cased

    @cached_property
    def parts(self) -> NDArray[np.uint8]:
        """What each entry may be to a voice, as bits (see `renkei.reading.parts`)."""
        return np.array([part(named) for named in self.owners], np.uint8)

    def find(self, folded: str, original: str) -> list[Found]:
        """The names in `folded`, in order; `original` tells capitals from small letters."""
        return self.named(self.spot(codepoints(folded), original)[1])

    def spot(self, codes: NDArray[np.uint32], original: str) -> tuple[Rows, Rows]:
        """The entries, starts and ends of the cues and of the names in a text of these (folded)
        code points: those of `Lexicon.spot`, and the names by number in `owners`."""
        cues, rows = self._words.find(codes)
        return cues, self._as_written(rows, original)

    def _as_written(self, rows: Rows, original: str) -> Rows:
        """Names without those that are not in their own case, the others by what that tells."""
        (cased,) = self._is_cased.take(rows[:, 0]).nonzero()
        if not len(cased):
            return rows
        for i, (entry, start, end) in zip(cased.tolist(), rows[cased].tolist(), strict=True):
            rows[i, 0] = self._cased[entry].get(original[start:end], -1)
        return rows[rows[:, 0] >= 0]

    def named(self, rows: Rows) -> list[Found]:
        """What was found, one by one."""
        entries, starts, ends = rows.T.tolist()
        names = map(self.owners.__getitem__, entries)
        return list(map(_found, zip(starts, ends, names, strict=True)))


_found = partial(tuple.__new__, Found)


def _folded(names: Sequence[Name], language: str) -> Iterator[str]:
    """The aliases, folded all at once."""
    folded, at = fold("\n".join([name.text for name in names]), language), 0
    for name in names:
        yield folded[at : at + len(name.text)]
        at += len(name.text) + 1


def _rules(alias: str, owners: Sequence[Name]) -> int:
    """What holds for an alias: a short Latin one may yet turn out to name nothing."""
    rule = LATIN if alias[0].isascii() or alias[-1].isascii() else 0
    return rule if _is_cased(alias) or owners[0].kind != "none" else rule | NOTHING


def _is_cased(alias: str) -> bool:
    return len(alias) < _CASED and alias[0].isascii()


def _kinds(names: Sequence[Name]) -> int:
    bits = 0
    for name in names:
        bits |= _BITS.get(name.kind, 0)
    return bits
