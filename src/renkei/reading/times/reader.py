"""Find the times of a document's sentences, in order, and resolve them."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from itertools import accumulate
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from renkei.edtf import bounds
from renkei.reading.compiled import kernel
from renkei.reading.times.grammar import Range, grammar
from renkei.reading.times.meaning import (
    NEAREST,
    VAGUE,
    Meaning,
    Memory,
    Moment,
    Point,
    Value,
    is_ahead,
)
from renkei.reading.times.numerals import Numerals
from renkei.reading.times.operations import meaning
from renkei.reading.times.spans import After, Fiscal, Interval, Span
from renkei.reading.times.tense import Spot, toward
from renkei.reading.trie import trie

#: How far before a time a word that bends it may begin, and how far after one a range may go on.
_REACH, _GAP = 24, 14
_NEARBY = 40
_MEMO = 50_000
_DATE = re.compile(r"\d{4}(?:-[01]\d){0,2}|\d{4}-[01]\d-\d\d", re.ASCII)


class Time(NamedTuple):
    """A time expression of a text: where it stands, as written, and in EDTF.

    `edtf` is empty if it is vague (*recently*) or cannot be told from the text; a Japanese fiscal
    year is ``FYnnnn``. `start` and `end` count code points.
    """

    start: int
    end: int
    text: str
    edtf: str


class _Found(NamedTuple):
    """A match: its offsets in the joined text, its words, what it means and hangs on."""

    start: int
    end: int
    words: str
    means: Meaning
    hangs: str


_JOINED = (Point, Fiscal)
_Bends = dict[str, tuple[int, int]]
_STRAIGHT: _Bends = {}


class TimeReader:
    """Reads the times of one language. It may be used for any number of documents, and pickled.

    Raises
    ------
    ValueError
        If the language (``zh``, ``ja``, ``en`` with any subtag) has no patterns.
    """

    def __init__(self, language: str) -> None:
        """Load the grammar of `language`."""
        self.language = language
        self.grammar = grammar(language.split("-")[0])
        self._meanings: dict[tuple[str, int], tuple[Meaning | None, str]] = {}
        self._values: dict[tuple[str, date | None, int], Value | None] = {}
        self._matches = [pattern.regex.match for pattern in self.grammar.patterns]
        self._triggers = trie(self.grammar.triggers)
        self._numerals = Numerals(self.grammar)

    def __reduce__(self) -> tuple[type[TimeReader], tuple[str]]:
        """Pickled as its language."""
        return TimeReader, (self.language,)

    def read(self, passages: Sequence[str], published: date | None) -> list[list[Time]]:
        """The times of each passage, in order, never overlapping; offsets are the passage's.

        The passages are taken for one document: the year, month and day last named carry over.
        """
        times: list[list[Time]] = [[] for _ in passages]
        for number, found in self._read(passages, [0] * len(passages), published):
            times[number] = found
        return times

    def times(
        self, text: str, spans: Sequence[tuple[int, int]], published: date | None
    ) -> list[Time]:
        """The times in stretches of a text, which are taken for one document; offsets are its."""
        passages = [text[start:end] for start, end in spans]
        found = self._read(passages, [start for start, _ in spans], published)
        return [time for _, times in found for time in times]

    def _read(
        self, passages: Sequence[str], places: Sequence[int], published: date | None
    ) -> Iterator[tuple[int, list[Time]]]:
        """The number of each passage that has times, and its times; it stands at its place."""
        text, codes = _readable("\n".join(passages))
        found, led = self._find(text, codes)
        if not found:
            return
        begins = list(accumulate([len(passage) + 1 for passage in passages], initial=0))
        walk, first = _Walk(self, text, published, led), 0
        while first < len(found):
            number = bisect_right(begins, found[first].start) - 1
            begin, limit = begins[number], begins[number + 1] - 1
            last = first + 1
            while last < len(found) and found[last].start < limit:
                last += 1
            yield number, walk.times(found[first:last], begin, limit, places[number] - begin)
            first = last

    def _find(self, text: str, codes: NDArray[np.uint32]) -> tuple[list[_Found], set[int]]:
        """Every match of a pattern, leftmost first, and where words that bend one may stand before
        it."""
        begun = np.empty((3, len(codes)), np.int64)
        count = kernel().begun(codes, *self._triggers, self._numerals.signs, begun)
        candidates = self.grammar.candidates.at(codes, begun[:, :count])
        spots = begun[::2, : len(candidates)].copy()
        led = spots[0, : len(self.grammar.bounds.ahead.at(codes, spots))]
        guard = self.grammar.guard.match
        matches, numeral = self._matches, kernel().NUMERAL
        found: list[_Found] = []
        end = 0
        for start, what, numbers in zip(
            *begun[:2, : len(candidates)].tolist(), candidates, strict=True
        ):
            if start < end or not guard(text, start):
                continue
            if what == numeral and not self._numerals.is_number(text, start):
                continue
            for number in numbers:
                if hit := matches[number](text, start):
                    end, words = hit.end(), hit[0]
                    known = self._meanings.get((words, number)) or self._meaning(number, hit)
                    means, hangs = known
                    if means:
                        found.append(_Found(start, end, words, means, hangs))
                    break
        return found, set(led.tolist())

    def _meaning(self, number: int, hit: re.Match[str]) -> tuple[Meaning | None, str]:
        """What a match of a pattern means and hangs on; remembered by its words."""
        if len(self._meanings) >= _MEMO:
            self._meanings.clear()
        means = meaning(self.grammar.patterns[number], hit, self.grammar)
        known = self._meanings[hit[0], number] = means, means.hangs if means else ""
        return known

    def value(self, found: _Found, now: date | None, then: Memory, sign: int) -> Value | None:
        """What a match comes to; remembered where it hangs on no context and is not vague."""
        if "t" in found.hangs:
            return _at(found.means, Moment(now, then, sign))
        key = found.words, now if found.hangs else None, sign
        value = self._values.get(key, VAGUE)
        if value is VAGUE:
            if len(self._values) >= _MEMO:
                self._values.clear()
            value = self._values[key] = _at(found.means, Moment(now, then, sign))
        return value


class _Walk:
    """A walk over the passages of a document: where it is, and what was named last.

    The passage at hand stands from `begin` to `limit` in the text, `move` before its true place.
    `edge` is where the last time ended, `next` where the next begins; `toward` is the direction of
    the last.
    """

    def __init__(self, reader: TimeReader, text: str, now: date | None, led: set[int]) -> None:
        self.reader, self.grammar, self.text, self.now = reader, reader.grammar, text, now
        self.named, self.led = Memory(), led
        self.begin = self.limit = self.move = self.edge = self.next = self.toward = 0

    def times(self, found: Sequence[_Found], begin: int, limit: int, move: int) -> list[Time]:
        """The times of a passage, ranges folded into one."""
        self.begin = self.edge = begin
        self.limit = self.next = limit
        self.move, self.toward = move, 0
        times: list[Time] = []
        i = 0
        while i < len(found):
            one, following = found[i], self.limit
            i += 1
            if i < len(found):
                following = found[i].start
                if following - one.end <= _GAP:
                    beyond = found[i + 1].start if i + 1 < len(found) else self.limit
                    if joined := self._joined(one, found[i], beyond):
                        times += joined
                        i += 1
                        continue
            bends = self._bends(one, self.edge, following)
            self.next = following
            if value := self._value(one, one.end, bends):
                times.append(self._bent(one, value, bends))
        return times

    def _value(self, one: _Found, end: int, bends: _Bends) -> Value | None:
        """A match's value by itself; it becomes what was last named.

        Without a verb of its own it goes the way of the time before it; *by* looks ahead.
        """
        if "v" in one.hangs:
            spot = Spot(self.begin, self.edge, one.start, end, self.limit, max(self.next, end))
            sign = toward(self.grammar.direction, self.text, spot)
            self.toward = self._way(sign, bends)
        if isinstance(one.means, Fiscal):
            one = self._placed(one, one.means)
        value = self.reader.value(one, self.now, self.named, self.toward)
        self._note(value, one.end)
        if value and value.named and value.named.year and self.now and "n" in one.hangs:
            self.toward = int(is_ahead(value, value.named.year, self.now))
        return value

    def _way(self, sign: int, bends: _Bends) -> int:
        """The direction, with what the verb (`sign`) leaves open."""
        if "until" in bends:
            return 1 if sign >= 0 else NEAREST
        return sign or (1 if self.toward == 1 else self.grammar.direction.otherwise)

    def _bends(self, one: _Found, edge: int, following: int) -> _Bends:
        """The words right before and right after a time that bend it, by kind.

        They lie behind `edge`, the end of the time before it, and before the `following` one.
        """
        bounds, text, end = self.grammar.bounds, self.text, one.end
        led = one.start in self.led
        followed = bounds.behind is None or text[end : end + 1] in bounds.behind
        if not led and not followed:
            return _STRAIGHT
        before = after = None
        if led:
            before = bounds.before.search(text, max(edge, one.start - bounds.reach), one.start)
        if followed:
            after = bounds.after.match(text, end, self.limit)
            if after and after.end() > following:
                after = None
        if not before and not after:
            return _STRAIGHT
        bends: _Bends = {}
        for kind in bounds.kinds:
            start = before.start() if before and before.lastgroup == kind else one.start
            end = after.end() if after and after.lastgroup == kind else one.end
            if end - start > one.end - one.start:
                bends[kind] = (start, end)
        return bends

    def _placed(self, one: _Found, means: Fiscal) -> _Found:
        """A fiscal year in the state that the words around it name."""
        if means.state != "JP":
            return one
        first, last = max(self.begin, one.start - _NEARBY), min(self.limit, one.end + _NEARBY)
        if not self.grammar.foreign.search(self.text, first, last):
            return one
        return one._replace(means=replace(means, state="US"), words=f"US {one.words}")

    def _note(self, value: Value | None, end: int) -> None:
        self.edge = end
        if value and value.named:
            self.named.note(value.named)

    def _joined(self, one: _Found, two: _Found, following: int) -> list[Time] | None:
        """Two times as a range, or as items of a list that lend each other year and month."""
        if not isinstance(one.means, _JOINED) or not isinstance(two.means, _JOINED):
            return None
        kind = self._range(one, two)
        if not kind and not self.grammar.lists.fullmatch(self.text, one.end, two.start):
            return None
        first = _lent(one, two)
        if kind:
            return self._interval(kind, one, two, first)
        edge = self.edge
        value = self._value(first, one.end, _STRAIGHT)
        if not value:
            return None
        times = [self._bent(one, value, self._bends(one, edge, two.start))]
        after = After(two.means, value)
        second = _at(after, Moment(self.now, self.named, self.toward))
        self._note(second, two.end)
        if not second:
            return times
        return [*times, self._bent(two, second, self._bends(two, one.end, following))]

    def _interval(self, kind: Range, one: _Found, two: _Found, first: _Found) -> list[Time] | None:
        means = Interval(first.means, two.means)  # type: ignore[arg-type]
        whole = first._replace(words=f"{first.words}…{two.words}", means=means, end=two.end)
        value = self._value(whole, two.end, _STRAIGHT)
        if not value:
            return None
        start, end = _reach(kind, self.text, self.begin, one.start, two.end, self.limit)
        return [Time(start + self.move, end + self.move, self.text[start:end], value.edtf)]

    def _range(self, one: _Found, two: _Found) -> Range | None:
        for kind in self.grammar.ranges:
            if kind.between.fullmatch(self.text, one.end, two.start) and _fits(
                kind, self.text, self.begin, one.start, two.end, self.limit
            ):
                return kind
        return None

    def _bent(self, one: _Found, value: Value, bends: _Bends) -> Time:
        """A time with the words that make it a bound, or one that recurs."""
        if not bends:
            return Time(one.start + self.move, one.end + self.move, one.words, value.edtf)
        start, end, edtf = one.start, one.end, value.edtf
        for kind, (first, last) in bends.items():
            bent = _bound(kind, value, one)
            if bent is not None:
                start, end, edtf = first, last, bent
                break
        return Time(start + self.move, end + self.move, self.text[start:end], edtf)


def _readable(text: str) -> tuple[str, NDArray[np.uint32]]:
    """The text with a question mark for each lone surrogate, which no automaton can read, and its
    code points."""
    try:
        return text, np.frombuffer(text.encode("utf-32-le"), np.uint32)
    except UnicodeEncodeError:
        return _readable(text.encode("utf-8", "replace").decode())


def _at(means: Meaning, moment: Moment) -> Value | None:
    """What a meaning comes to; None if the calendar cannot say it."""
    try:
        value = means.at(moment)
        if value and value.first != value.last:
            bounds(value.edtf)
    except (ValueError, OverflowError):
        return None
    return value


def _bound(kind: str, value: Value, one: _Found) -> str | None:
    """The EDTF of a bent time; None if it cannot be bent so."""
    if kind == "recurring":
        return ""
    if not value.first or isinstance(one.means, Interval | Span):
        return value.edtf
    if kind == "at":
        return (
            value.last if isinstance(one.means, Point) and one.means.part == "end" else value.edtf
        )
    if kind == "about":
        return f"{value.edtf}~" if _DATE.fullmatch(value.edtf) else value.edtf
    if kind == "until":
        return f"../{value.last}"
    return None if value.first == ".." else f"{value.first}/.."


def _lent(one: _Found, two: _Found) -> _Found:
    """The first of two times with the year, or the month, that only the second states."""
    first, second = one.means, two.means
    if not isinstance(first, Point) or not isinstance(second, Point) or first.hangs != "nv":
        return one
    month = first.month or (second.month if first.day else None)
    if (month, second.year) == (first.month, first.year) or (second.year and not month):
        return one
    means = replace(first, month=month, year=second.year, toward=second.toward)
    return one._replace(words=f"{one.words}+{two.words}", means=means, hangs=means.hangs)


def _reach(kind: Range, text: str, begin: int, start: int, end: int, limit: int) -> tuple[int, int]:
    """Where a range begins and ends with the words around it."""
    if kind.before and (hit := kind.before.search(text, max(begin, start - _REACH), start)):
        start = hit.start()
    if kind.after and (hit := kind.after.match(text, end, limit)):
        end = hit.end()
    return start, end


def _fits(kind: Range, text: str, begin: int, start: int, end: int, limit: int) -> bool:
    """Whether what a range needs before or after it is there."""
    if not kind.needs:
        return True
    first, last = _reach(kind, text, begin, start, end, limit)
    return first < start if kind.needs == "before" else last > end
