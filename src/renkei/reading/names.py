"""Finding names: one automaton over all aliases that can stand in a text of one language.

Aliases are folded as the text is. The longest alias at a place wins, so that a name inside a longer
one (美军 in 驻日美军, 日本 in 日本国际问题研究所) is not found; in spaced scripts a name matches
whole words, and a short Latin one only in its own case (US, us).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from renkei.nouns import Name
from renkei.reading.fold import fold

SPOKEN = {
    "zh": ("zh-Hans", "zh-Hant", "zh", "ja", "en", "und"),
    "ja": ("ja", "en", "und"),
    "en": ("en", "und"),
}
_CASED = 5
_POINTS = ".,・"
HINTS = ("hint", "figure")
"""Kinds of names that name nothing: `renkei.reading.hints` finds them."""


class Found(NamedTuple):
    """A name in a text: where it stands, and everything it may name (more than one if shared)."""

    start: int
    end: int
    names: tuple[Name, ...]


class NameFinder:
    """Finds names in the folded text of one language."""

    def __init__(self, names: Sequence[Name], language: str) -> None:
        """Build the automaton over those of `names` that can stand in a text of `language`."""
        from ahocorasick_rs import AhoCorasick, Implementation, MatchKind

        rank = {spoken: i for i, spoken in enumerate(SPOKEN[language])}
        owners: dict[str, dict[tuple[str, str], Name]] = {}
        for name in sorted(
            (n for n in names if n.language in rank and n.text.strip() and n.kind not in HINTS),
            key=lambda n: (n.kind == "none", rank[n.language]),
        ):
            alias = fold(name.text, language)
            owners.setdefault(alias, {}).setdefault((name.kind, name.key), name)
        self._owners = [tuple(found.values()) for found in owners.values()]
        self._latin = [alias[0].isascii() or alias[-1].isascii() for alias in owners]
        self._find = AhoCorasick(
            list(owners),
            matchkind=MatchKind.LeftmostLongest,
            implementation=Implementation.ContiguousNFA,
        ).find_matches_as_indexes

    def find(self, folded: str, original: str) -> list[Found]:
        """The names in `folded`, in order; `original` tells capitals from small letters."""
        out = []
        for entry, start, end in self._find(folded):
            names = self._owners[entry]
            if self._latin[entry]:
                if cuts_word(folded, original, start, end):
                    continue
                if end - start < _CASED and folded[start].isascii():
                    names = tuple(n for n in names if n.text == original[start:end])
            if names and names[0].kind != "none":
                out.append(Found(start, end, names))
        return out


def cuts_word(folded: str, original: str, start: int, end: int) -> bool:
    """Whether ``folded[start:end]`` cuts a Latin word or a number."""
    before = folded[start - 1] if start else " "
    if before.isalnum():
        if _joins(before, folded[start]):
            return True
    elif before in _POINTS and start > 1 and folded[start].isdigit():
        return folded[start - 2].isdigit()
    after = folded[end] if end < len(folded) else " "
    return (
        after.isalnum()
        and _joins(after, folded[end - 1])
        and not original.startswith(("'s", "’s"), end)
    )


def _joins(outside: str, inside: str) -> bool:
    """Whether two neighbouring characters are of one Latin word or one number."""
    if not outside.isascii() or not inside.isascii():
        return False
    return (outside.isalpha() and inside.isalnum()) or (outside.isdigit() and inside.isdigit())
