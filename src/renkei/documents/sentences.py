"""Where the sentences of a paragraph begin and end, in Chinese, Japanese and English.

One regular expression finds every candidate (a run of closing punctuation with the quotation marks
and footnote marks behind it); what stands before and after decides. Most full stops in Chinese and
Japanese are decided without a look at either. The words that matter are in
``data/sentences.yaml``, the decisions in ``docs/decisions/sentences.md``.

A span's own text, split again, is that one span: a decision rests on nothing outside its sentence
but the end of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from renkei.documents.tables import alternatives, table

SQUARE_MARK = r"[\[［](?:注|註|note )?\d{1,3}(?:[-–,，、] ?\d{1,3})*[\]］]|[¹²³⁰⁴-⁹]+"
ROUND_MARK = r"[（(](?:注|註)?\d{1,3}[）)]|[①-⑳]"
_CANDIDATE = (
    r"([。｡！？!?．.][。｡！？!?．.…]*(?:[”’」』）)\]］】》〉\"']+[。｡]?)?(?: ?[”」』])?)"
    r"((?:[ 　]?(?:{marks})[”」』]?)*)\s*"
)
_SQUARE = re.compile(_CANDIDATE.replace("{marks}", SQUARE_MARK))
_ROUND = re.compile(_CANDIDATE.replace("{marks}", f"{SQUARE_MARK}|{ROUND_MARK}"))
_WORD = re.compile(r"[A-Za-z.]+\Z")
_LIST_NUMBER = re.compile(r"(?:\A|[:;,：；，] ?)\(?\d{1,2}\Z")
_PAUSE = re.compile(r"[\s，、,;；：:]")
LONGEST = 4_000
"""Characters of the longest passage. What has no full stop for longer is cut at a pause."""
_BRACKET = 200
_QUOTE_REACH = 1_000
_CLOSERS = "”’」』）)]］】》〉\"' "
_QUOTES = ("”", "’", "」", "』", '"', "'")
_CJK = "⺀"


@dataclass(frozen=True, slots=True)
class _Rules:
    never: frozenset[str]
    before_figure: frozenset[str]
    sometimes: frozenset[str]
    exclaimed: frozenset[str]
    starter: re.Pattern[str]
    speech_en: re.Pattern[str]
    goes_on: re.Pattern[str]


@cache
def _rules() -> _Rules:
    data = table("sentences")
    short = {kind: frozenset(words) for kind, words in data["abbreviations"].items()}
    any_of = {key: alternatives(data[key]) for key in data if key != "abbreviations"}
    return _Rules(
        **short,
        starter=re.compile(rf"[\"“'‘(\[]*(?:{any_of['starters']})\b(?!\.)"),
        speech_en=re.compile(rf"(?:[Tt]he )?(?:[A-Z][\w'-]+ ){{1,4}}(?:{any_of['speech_en']})\b"),
        goes_on=re.compile(
            rf"[，、；,;：:]|{any_of['continues_zh']}"
            rf"|(?!{any_of['begins_ja']})(?:{any_of['continues_ja']})"
            rf"|[^，,、。．.！？!?：:；“”「」『』\"\n]{{1,24}}(?:{any_of['speech_zh']})。"
        ),
    )


def spans(text: str, round_marks: bool = False) -> list[tuple[int, int]]:
    """The sentences of `text` as (start, end), in order, without the white space around them.

    Every character that is not white space lies in exactly one. A line break always ends a
    sentence, and none is longer than `LONGEST`. `round_marks` says that ``(1)`` and ``①`` behind a
    full stop are footnote marks, as they are in a document whose notes are numbered so; else they
    begin the next sentence.
    """
    candidates = _ROUND if round_marks else _SQUARE
    found: list[tuple[int, int]] = []
    offset = 0
    for line in text.split("\n"):
        for start, end in _line(line, candidates):
            found += _bounded(text, offset + start, offset + end)
        offset += len(line) + 1
    return found


def _bounded(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """A sentence as it is, or in pieces where it goes on for longer than any real one does."""
    while end - start > LONGEST:
        window = start + LONGEST
        at = max((m.end() for m in _PAUSE.finditer(text, start, window)), default=window)
        cut = start + len(text[start:at].rstrip())
        yield start, cut
        start = at + len(text[at:end]) - len(text[at:end].lstrip())
    if start < end:
        yield start, end


def _line(text: str, candidates: re.Pattern[str]) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    start = len(text) - len(text.lstrip())
    bracketed = "（" in text or "(" in text
    for match in candidates.finditer(text, start):
        at, end = match.span(1)
        if bracketed and _in_brackets(text, start, at):
            continue
        plain = end - at == 1 and text[at] in "。｡！？"
        end = match.end(2) if plain else _end(text, start, match)
        if end > start:
            found.append((start, end))
            start = match.end() if end == match.end(2) else end
    if start < len(text):
        found.append((start, start + len(text[start:].rstrip())))
    return found


def _in_brackets(text: str, start: int, at: int) -> bool:
    """Whether `at` is in a bracket that opened inside this sentence and is not a long one."""
    for opening, closing in ("（）", "()"):
        opened = text.rfind(opening, max(start, at - _BRACKET), at)
        still_open = opened > start and text.rfind(closing, opened, at) < 0
        if still_open and text.find(closing, at, opened + _BRACKET) >= 0:
            return True
    return False


def _end(text: str, start: int, match: re.Match[str]) -> int:
    """Where the sentence ends at this candidate, or -1 if it goes on."""
    if match.end() == len(text):
        return match.end(2)
    run = match.group(1)
    stops = run.rstrip(_CLOSERS)
    closers = run[len(stops) :]
    if closers.endswith(("》", "〉")) or (len(stops) > 1 and not stops.strip("．.…")):
        return -1
    if stops[-1] in ".．":
        ends = _full_stop(text, start, match)
    elif stops[-1] in "!?":
        ends = _exclaimed(text, start, match, closers)
    else:
        ends = not _goes_on(text, match, closers)
    if ends and stops[-1] not in ".．" and _opening(text, match, closers):
        return match.start() + len(run) - 1
    return match.end(2) if ends else -1


def _goes_on(text: str, match: re.Match[str], closers: str) -> bool:
    """Whether the sentence runs on behind a quotation: 「……。」と述べた, “……。”他说。"""
    if match.end() > match.end(1) or not closers.endswith(_QUOTES):
        return False
    return _rules().goes_on.match(text, match.end()) is not None


def _opening(text: str, match: re.Match[str], closers: str) -> bool:
    """Whether the last straight quotation mark right behind the stop opens the next sentence."""
    if match.end() > match.end(1) or not text[match.end()].isalnum():
        return False
    at = match.start()
    if closers in ('"', "'"):
        return text.count(closers, max(0, at - _QUOTE_REACH), at) % 2 == 0
    return closers in ('""', "''")


def _full_stop(text: str, start: int, match: re.Match[str]) -> bool:
    """Whether a single ASCII or full-width full stop ends the sentence."""
    at = match.start()
    before = text[at - 1] if at > start else ""
    after = text[match.end()]
    joined = match.end() == at + 1
    if not before or after.islower():
        return False
    if before.isdigit():
        if _LIST_NUMBER.search(text[max(start, at - 4) : at]) or (joined and after.isdigit()):
            return False
        return not joined or (after >= _CJK and (text[at] == "．" or text[at - 3 : at].isdigit()))
    if joined and after < _CJK and not before >= _CJK:
        return False
    word = _WORD.search(text, max(start, at - 14), at)
    return word is None or _after_word(word.group().lstrip("."), text, match)


def _after_word(word: str, text: str, match: re.Match[str]) -> bool:
    """Whether a full stop behind a Latin word or abbreviation ends the sentence."""
    rules = _rules()
    if word in rules.never:
        return False
    if word in rules.before_figure and text[match.end()].isdigit():
        return False
    initial = len(word) == 1 and word.isupper()
    if initial or "." in word or word in rules.sometimes or word in rules.before_figure:
        return rules.starter.match(text, match.end()) is not None
    return True


def _exclaimed(text: str, start: int, match: re.Match[str], closers: str) -> bool:
    """Whether an ASCII question or exclamation mark ends the sentence."""
    after = text[match.end()]
    if match.end() == match.end(1) and after < _CJK:
        return False
    if after.islower() or _goes_on(text, match, closers):
        return False
    rules = _rules()
    word = _WORD.search(text, max(start, match.start() - 14), match.start())
    if word is not None and word.group() in rules.exclaimed:
        return False
    return not (closers and rules.speech_en.match(text, match.end()))
