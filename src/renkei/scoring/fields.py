"""What agreement means, field by field, over matched pairs."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from renkei.edtf import bounds
from renkei.nouns import Rung
from renkei.scoring.compare import Match

_SPEAKER_TRIM = re.compile(r"[\s·・.,，、（）()“”\"'’]|氏$|さん$|先生$|女士$|^(?:the|a|an)\s")


def _status(m: Match) -> float | None:
    return float(m.given.status == m.gold.status) if m.gold.status else None


def _status_near(m: Match) -> float | None:
    """Right or one rung off; off the ladder only the same will do."""
    if not m.gold.status:
        return None
    if m.given.status == m.gold.status:
        return 1.0
    a, b = (Rung(s).height if s else None for s in (m.given.status, m.gold.status))
    return float(a is not None and b is not None and abs(a - b) <= 1)


def _likelihood(m: Match) -> float | None:
    return float(m.given.likelihood == m.gold.likelihood) if m.gold.likelihood else None


def _time(m: Match) -> float:
    return float(same_time(m.given.time, m.gold.time))


def same_time(a: str, b: str) -> bool:
    """Whether two EDTF values bound the same days; empty agrees with empty only."""
    if a == b or not a or not b:
        return a == b
    try:
        return bounds(a) == bounds(b)
    except ValueError:
        return False


def _speaker(m: Match) -> float:
    return float(same_speaker(m.given.speaker, m.gold.speaker))


def same_speaker(a: str, b: str) -> bool:
    """Whether two strings name the same voices: equal but for case, width, script and honorifics,
    or a part of one another (石破 and 石破茂首相). Several voices are parted by ``;``."""
    voices = [[_plain(part) for part in s.split(";")] for s in (a, b)]
    if len(voices[0]) != len(voices[1]):
        return False
    return all(
        any(x == y or (min(len(x), len(y)) > 1 and (x in y or y in x)) for y in voices[1])
        for x in voices[0]
    )


def _plain(speaker: str) -> str:
    from renkei.reading.fold import fold

    folded = fold(unicodedata.normalize("NFKC", speaker).strip(), "zh").lower()
    return _SPEAKER_TRIM.sub("", folded)


def actors_f1(m: Match) -> tuple[int, int, int]:
    """Actors in both, in the given coding, in the gold coding."""
    a, b = set(m.given.actors), set(m.gold.actors)
    return len(a & b), len(a), len(b)


def _quantity(m: Match) -> float:
    def numbers(text: str) -> list[str]:
        return re.findall(r"\d[\d,.]*", unicodedata.normalize("NFKC", text))

    return float(numbers(m.given.quantity) == numbers(m.gold.quantity))


FIELDS: dict[str, Callable[[Match], float | None]] = {
    "rung": _status,
    "rung±1": _status_near,
    "polarity": lambda m: float(m.given.polarity == m.gold.polarity),
    "likelihood": _likelihood,
    "time": _time,
    "speaker": _speaker,
    "speaker_role": lambda m: float(m.given.speaker_role == m.gold.speaker_role),
    "quantity": _quantity,
    "topic": lambda m: float(m.given.topic == m.gold.topic),
}
"""For each field, 1 or 0 for a pair, None where the field does not apply."""


@dataclass(frozen=True, slots=True)
class Agreement:
    """How often a field agrees: pairs right, pairs counted."""

    right: float
    counted: int

    @property
    def share(self) -> float:
        """Right of counted, 0 to 1; not a number if none was counted."""
        return self.right / self.counted if self.counted else float("nan")


def agreement(matches: Iterable[Match]) -> dict[str, Agreement]:
    """The agreement of every field, and of ``actors`` as F1 (right: shared twice, counted: both)."""
    pairs = list(matches)
    out = {}
    for name, measure in FIELDS.items():
        values = [v for v in map(measure, pairs) if v is not None]
        out[name] = Agreement(sum(values), len(values))
    counts = [actors_f1(m) for m in pairs]
    both = sum(c[0] for c in counts)
    out["actors"] = Agreement(2 * both, sum(c[1] + c[2] for c in counts))
    return out
