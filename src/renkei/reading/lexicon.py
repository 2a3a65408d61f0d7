"""The cues of a language: words that bear on kind, rung, likelihood, voice, and where they stand.

The words live in ``data/<language>/cues.yaml``, by class; one automaton finds them all. A cue with
a trailing ``*`` is open at its end; in languages that write spaces a cue matches whole words only.
A word of the class ``firm-agreed`` is one of ``agreed`` too.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

import numpy as np
from numpy.typing import NDArray

from renkei.reading.features import codepoints
from renkei.reading.wordlist import BACK, FRONT, Listed, Words, tuples

DATA = resources.files("renkei.reading") / "data"
FIRM = "firm-"
LANGUAGES = {"zh-Hans": "zh", "zh-Hant": "zh", "ja": "ja", "en": "en"}


def load_yaml(*path: str) -> Any:
    """One data file of the reading room, by its path below ``data``."""
    import yaml

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    return yaml.load(DATA.joinpath(*path).read_text("utf-8"), Loader=loader)


@dataclass(frozen=True, slots=True)
class Hit:
    """A cue in a text: where it stands, and the classes it belongs to."""

    start: int
    end: int
    word: str
    classes: tuple[str, ...]


class Lexicon:
    """Finds the cues of one language in folded text (see `renkei.reading.fold`)."""

    def __init__(self, classes: dict[str, list[str]], *, spaced: bool) -> None:
        """Build the list of the words of `classes`; `spaced` wants whole words."""
        owners: dict[str, list[str]] = {}
        for name, words in classes.items():
            for word in words:
                owners.setdefault(word, []).append(name)
        self.classes: tuple[str, ...] = tuple(classes)
        index = {name: i for i, name in enumerate(classes)}
        for names in owners.values():
            bases = (name.removeprefix(FIRM) for name in names if name.startswith(FIRM))
            names += [base for base in bases if base in classes and base not in names]
        closed = list({w.rstrip("*"): w for w in sorted(owners, reverse=True)}.values())[::-1]
        entries = closed + [f"{w}*" for w in closed if f"{w}*" in owners]
        self.words = [w.rstrip("*") for w in entries]
        self._names = [tuple(owners[w]) for w in entries]
        self.ids: list[tuple[int, ...]] = [tuple(index[n] for n in names) for names in self._names]
        places = {word: i for i, word in enumerate(entries)}
        open_ = [places.get(f"{word}*", -1) for word in closed]
        rules = [FRONT if w.endswith("*") else FRONT | BACK for w in entries] if spaced else None
        self._words = Words(self.words[: len(closed)], rules, open_)

    def find(self, folded: str) -> list[tuple[int, int, int]]:
        """(entry, start, end) of each cue, in order of place."""
        return tuples(self.spot(codepoints(folded)))

    def spot(self, codes: NDArray[np.uint32]) -> NDArray[np.int64]:
        """The same from the code points of a text, a row each."""
        return self._words.find(codes)

    @property
    def listed(self) -> Listed:
        """The cues as a list of words."""
        return self._words.listed

    def hit(self, found: tuple[int, int, int]) -> Hit:
        """One found cue with its word and classes, for showing."""
        entry, start, end = found
        return Hit(start, end, self.words[entry], self._names[entry])


@cache
def lexicon(language: str) -> Lexicon:
    """The lexicon of ``zh``, ``ja`` or ``en``, built once."""
    return Lexicon(load_yaml(language, "cues.yaml"), spaced=language == "en")
