"""Which language a text, a paragraph or a sentence is in: zh-Hans, zh-Hant, ja, en or und.

Kana make Japanese, Latin letters with English function words make English. Han text without kana is
told by the characters that only one national standard has: GB 2312 (simplified), Big5
(traditional), JIS X 0208 level 1 (Japanese). 国 is in the first and the last, 東 in the last two,
and a text with both can only be Japanese. Where no character tells, the surroundings do, and only
where there are none a statistical classifier (cjclassifier) is loaded.

At most the first `SAMPLE` characters of a paragraph are looked at.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from renkei.documents.tables import table

SAMPLE = 250
KANA_SHARE = 0.1
"""Kana among Han and kana from which a paragraph is Japanese: below, it is Chinese that quotes."""
MUCH_KANA = 0.35
"""Kana share from which not even characters that only Chinese has make a paragraph Chinese."""
LATIN_SHARE = 0.75
"""Latin letters among all letters from which a paragraph is not Chinese or Japanese."""
ENGLISH_SHARE = 0.08
"""Function words among the words from which Latin text is English; in news it is about 0.3."""

_KANA = re.compile("[ぁ-ゖァ-ヺｦ-ﾝ]+")
_HAN = re.compile("[㐀-鿿豈-龎\U00020000-\U0003ffff]+")
_LATIN = re.compile("[A-Za-zÀ-ɏ]+")
_NEVER = re.compile(r"(?!)")
_OTHER = re.compile("[Ͱ-ӿ԰-ۿऀ-๿ᄀ-ᇿ가-힣]+")
_PARAGRAPHS = 5
_HAN_LANGUAGES = {"zh-Hans", "zh-Hant", "ja"}
_FEW_WORDS = 8
_FEW_CHARACTERS = 2
_DECLARED = {
    "zh-hans": "zh-Hans",
    "zh-cn": "zh-Hans",
    "zh-sg": "zh-Hans",
    "zh-hant": "zh-Hant",
    "zh-tw": "zh-Hant",
    "zh-hk": "zh-Hant",
    "zh-mo": "zh-Hant",
    "ja": "ja",
    "en": "en",
}
_LATIN_RUN = re.compile("[A-Za-z][A-Za-z0-9 ,.'’“”\"():;-]{39}")
_FOREIGN = {
    "zh-Hans": (_LATIN_RUN, _KANA),
    "zh-Hant": (_LATIN_RUN, _KANA),
    "ja": (_LATIN_RUN,),
    "en": (re.compile("[㐀-鿿ぁ-ゖァ-ヺ]{6}"),),
}


@dataclass(frozen=True, slots=True)
class _Han:
    """Expressions for characters that belong to one or two of the three standards only.

    `sides` has, by language, the characters that speak for it and those that speak against it.
    """

    simplified: re.Pattern[str]
    traditional: re.Pattern[str]
    japanese: re.Pattern[str]
    simplified_or_japanese: re.Pattern[str]
    traditional_or_japanese: re.Pattern[str]
    sides: dict[str, tuple[re.Pattern[str], re.Pattern[str]]]


def _standard(encoding: str, leads: range, trails: tuple[range, ...]) -> set[str]:
    codes = bytes(b for lead in leads for trail in trails for t in trail for b in (lead, t))
    return {c for c in codes.decode(encoding, "ignore") if "一" <= c <= "鿿"}


@cache
def _han() -> _Han:
    high = range(0xA1, 0xFF)
    gb = _standard("gb2312", range(0xB0, 0xF8), (high,))
    big5 = _standard("big5", range(0xA4, 0xFA), (range(0x40, 0x7F), high))
    jis1 = _standard("euc_jp", range(0xB0, 0xD0), (high,))
    jis2 = _standard("euc_jp", range(0xD0, 0xF5), (high,))
    simplified, traditional, japanese = gb - big5 - jis1 - jis2, big5 - gb - jis1, jis1 - big5 - gb
    return _Han(
        _any(simplified),
        _any(traditional),
        _any(japanese),
        _any((gb & jis1) - big5),
        _any((big5 & jis1) - gb),
        {
            "zh-Hans": (_any(simplified), _any(traditional | japanese)),
            "zh-Hant": (_any(traditional), _any(simplified | japanese)),
            "ja": (_any(japanese), _any(simplified | traditional)),
        },
    )


def _any(characters: set[str]) -> re.Pattern[str]:
    return re.compile(f"[{''.join(sorted(characters))}]")


def of_text(text: str, context: str = "") -> str:
    """The language of `text`; `context` (the document's or paragraph's) decides where it cannot.

    ``und`` if it has no letters and no context, or is in a language that Renkei does not read.
    """
    sample = text[:SAMPLE]
    if sample.isascii():
        return _latin(sample, context) if _LATIN.search(sample) else context or "und"
    kana = _length(_KANA, sample)
    if kana >= MUCH_KANA * len(sample):
        return "ja"
    latin = _length(_LATIN, sample)
    if kana or 4 * latin > len(sample) or _OTHER.search(sample):
        return _counted(sample, context, kana, latin)
    return _of_han(sample, context, False) if _HAN.search(sample) else context or "und"


def _counted(sample: str, context: str, kana: int, latin: int) -> str:
    """The language of a text in several scripts, by how much there is of each."""
    han = _length(_HAN, sample)
    if _length(_OTHER, sample) > han + kana + latin:
        return "und"
    if latin > LATIN_SHARE * (latin + 2 * (han + kana)):
        return _latin(sample, context)
    if not han and not kana:
        return context or "und"
    if kana >= KANA_SHARE * (han + kana) and not (
        kana < MUCH_KANA * (han + kana) and _is_chinese(sample)
    ):
        return "ja"
    return _of_han(sample, context, kana > 0)


def of_document(texts: list[str], declared: str = "") -> str:
    """The language of a document from a few of its paragraphs; `declared` is a hint only."""
    step = max(1, len(texts) // _PARAGRAPHS)
    sample = "\n".join(text[: SAMPLE // _PARAGRAPHS] for text in texts[::step][:_PARAGRAPHS])
    return of_text(sample, _normal(declared))


def is_mixed(text: str, language: str) -> bool:
    """Whether a paragraph in `language` may hold sentences in another one."""
    return any(pattern.search(text) for pattern in _FOREIGN.get(language, ()))


def _normal(tag: str) -> str:
    """A declared BCP 47 tag as one of ours, or empty."""
    lowered = tag.lower().replace("_", "-")
    for prefix, language in _DECLARED.items():
        if lowered.startswith(prefix):
            return language
    return ""


def _length(pattern: re.Pattern[str], text: str) -> int:
    return sum(map(len, pattern.findall(text)))


def _latin(sample: str, context: str) -> str:
    words = _LATIN.findall(sample.lower())
    known = sum(word in _english() for word in words)
    if known >= ENGLISH_SHARE * len(words) or context == "en":
        return "en"
    return "en" if len(words) < _FEW_WORDS and context != "und" else "und"


@cache
def _english() -> frozenset[str]:
    return frozenset(table("language")["english"])


def _is_chinese(sample: str) -> bool:
    chinese = (_han().simplified, _han().traditional)
    return max(len(pattern.findall(sample)) for pattern in chinese) >= _FEW_CHARACTERS


def _of_han(sample: str, context: str, has_kana: bool) -> str:
    han = _han()
    mine, others = han.sides.get(context, (_NEVER, _NEVER))
    if mine.search(sample) and not others.search(sample):
        return context
    votes = {
        "zh-Hans": len(han.simplified.findall(sample)),
        "zh-Hant": len(han.traditional.findall(sample)),
        "ja": len(han.japanese.findall(sample)),
    }
    best = max(votes, key=votes.__getitem__)
    if votes[best] > sum(votes.values()) - votes[best]:
        return best
    new = han.simplified_or_japanese.search(sample) is not None
    old = han.traditional_or_japanese.search(sample) is not None
    if not any(votes.values()):
        if (new and old) or (has_kana and not context.startswith("zh")):
            return "ja"
        impossible = {"zh-Hant"} if new else {"zh-Hans"} if old else set()
        if context in _HAN_LANGUAGES - impossible:
            return context
    return _classified(sample)


def _classified(sample: str) -> str:
    from cjclassifier import CJClassifier, CJLanguage

    names = {
        CJLanguage.CHINESE_SIMPLIFIED: "zh-Hans",
        CJLanguage.CHINESE_TRADITIONAL: "zh-Hant",
        CJLanguage.JAPANESE: "ja",
    }
    return names.get(CJClassifier.load().detect(sample), "und")
