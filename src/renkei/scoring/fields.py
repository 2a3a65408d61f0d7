"""What agreement means, field by field, between two matched statements."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from functools import lru_cache

from renkei.edtf import bounds
from renkei.nouns import Kind, Rung
from renkei.scoring.compare import Coded

_DROPPED = re.compile(r"[.·・“”「」\"]|['’]s?\b")
_GAPS = re.compile(r"[\s,，、（）()]+")
_HONORIFIC = re.compile(r"(?:氏|さん|先生|女士)$|^(?:the|an?|mr|mrs|ms|dr) ")
_NUMBER = re.compile(r"\d[\d,.]*|[〇零一二三四五六七八九十百千万萬亿億兆两兩]+")


def same_time(a: str, b: str) -> bool:
    """Whether two EDTF values bound the same days; empty agrees with empty only."""
    if a == b or not a or not b:
        return a == b
    try:
        return bounds(a) == bounds(b)
    except ValueError:
        return False


def near_rung(a: str, b: str) -> bool:
    """Whether two rungs are the same or neighbours; off the ladder only the same will do."""
    if a == b or not a or not b:
        return a == b
    one, other = Rung(a).height, Rung(b).height
    return one is not None and other is not None and abs(one - other) == 1


def same_speaker(a: str, b: str) -> bool:
    """Whether two strings name the same voices, one for one; several are parted by ``;``.

    Case, width, script, honorifics and titles do not matter: of two names of one voice, one may be
    a part of the other (石破 and 石破茂首相, ``Hegseth`` and ``Pete Hegseth``), in Latin script
    by whole words. ``author`` agrees with itself only.
    """
    if a == b or "author" in (a, b):
        return a == b
    voices, others = ([_plain(one) for one in s.split(";")] for s in (a, b))
    if len(voices) != len(others):
        return False
    for voice in voices:
        same = next((other for other in others if _within(voice, other)), None)
        if same is None:
            return False
        others.remove(same)
    return True


@lru_cache(maxsize=4096)
def _plain(speaker: str) -> str:
    from renkei.reading.fold import fold

    folded = fold(unicodedata.normalize("NFKC", speaker), "zh").lower()
    return _HONORIFIC.sub("", _GAPS.sub(" ", _DROPPED.sub("", folded)).strip())


def _within(a: str, b: str) -> bool:
    shorter, longer = sorted((a, b), key=len)
    if shorter.isascii():
        return bool(shorter) and bool(
            re.search(rf"(?<![a-z0-9]){re.escape(shorter)}(?![a-z0-9])", longer)
        )
    return len(shorter) > 1 and shorter.replace(" ", "") in longer.replace(" ", "")


def same_quantity(a: str, b: str) -> bool:
    """Whether two quantities hold the same numbers, whatever their units and their wording."""
    if not a or not b:
        return a == b
    numbers = [_NUMBER.findall(unicodedata.normalize("NFKC", s)) for s in (a, b)]
    return numbers[0] == numbers[1] if any(numbers) else a.casefold() == b.casefold()


Measure = Callable[[Coded, Coded], tuple[int, int]]


def _always(same: Callable[[Coded, Coded], bool]) -> Measure:
    return lambda given, gold: (int(same(given, gold)), 1)


def _of(kind: Kind, same: Callable[[Coded, Coded], bool]) -> Measure:
    return lambda given, gold: (int(same(given, gold)), 1) if gold.kind == kind else (0, 0)


def _actors(given: Coded, gold: Coded) -> tuple[int, int]:
    a, b = set(given.actors), set(gold.actors)
    return 2 * len(a & b), len(a) + len(b)


FIELDS: dict[str, Measure] = {
    "rung": _of(Kind.COMMITMENT, lambda a, b: a.status == b.status),
    "rung_near": _of(Kind.COMMITMENT, lambda a, b: near_rung(a.status, b.status)),
    "polarity": _always(lambda a, b: a.polarity == b.polarity),
    "likelihood": _of(Kind.FORECAST, lambda a, b: a.likelihood == b.likelihood),
    "time": _always(lambda a, b: same_time(a.time, b.time)),
    "speaker": _always(lambda a, b: same_speaker(a.speaker, b.speaker)),
    "speaker_role": _always(lambda a, b: a.speaker_role == b.speaker_role),
    "actors": _actors,
    "quantity": _always(lambda a, b: same_quantity(a.quantity, b.quantity)),
    "topic": _always(lambda a, b: a.topic == b.topic),
}
"""For each field, what is right and what is counted of a pair; their quotients are the shares.

All but ``actors`` count a pair once, if the field applies to it. ``actors`` counts those named by
both twice, against all that both name: summed over pairs, the quotient is F1.
"""


def differing(given: Coded, gold: Coded) -> tuple[str, ...]:
    """The fields in which a matched pair does not agree."""
    wrong = []
    for name, measure in FIELDS.items():
        right, counted = measure(given, gold)
        if right < counted and name != "rung_near":
            wrong.append(name)
    return tuple(wrong)
