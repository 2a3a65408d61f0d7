"""When a text was published, where a line of it says so.

A date counts only on a line that says little else, near the head of the text or at its end, or in
the words that run into the first paragraph (``（新華社…電）``). A date in a sentence or an address
is what the text is about, not when it appeared.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from unicodedata import normalize

from renkei.documents.dates import declared
from renkei.documents.draft import Block
from renkei.documents.tables import alternatives, patterns, table

HEAD = 6
"""Blocks from the beginning in which a date line may stand; at the end only the last one may."""
LONGEST_LINE = 90

_WESTERN = (
    r"\d{4}-\d{1,2}-\d{1,2}|\d{4}[./]\d{1,2}[./]\d{1,2}|\d{4}\s?年\s?\d{1,2}\s?月\s?\d{1,2}\s?[日號号]?"
    r"|\d{1,2}[./]\d{1,2}[./]\d{4}"
    r"|\d{1,2}\s+[A-Z][a-z]{2,8}\.?,?\s+\d{4}|[A-Z][a-z]{2,8}\.?\s+\d{1,2},?\s+\d{4}"
)
_NUMERALS = "〇零○一二三四五六七八九"
_EAST = r"{year}\s?年\s?{number}\s?月\s?{number}\s?[日號号]?"
_DATE = "\0"
_TIME = re.compile(r"T?\s*\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2})?")
_BETWEEN = re.compile(r"[\s|｜/・·•,，、;；:：()（）\[\]【】—–\-]+")


@dataclass(frozen=True, slots=True)
class Dateline:
    """A stated date: EDTF, the block that states it, and whether that block says nothing else."""

    date: str
    block: int
    alone: bool


@dataclass(frozen=True, slots=True)
class _Forms:
    date: re.Pattern[str]
    era: re.Pattern[str]
    beside: re.Pattern[str]
    updated: re.Pattern[str]
    line: re.Pattern[str]
    run_in: re.Pattern[str]
    eras: dict[str, int]


@cache
def _forms() -> _Forms:
    data = table("datelines")
    form = {key: patterns(data[key]) for key in ("beside", "updated", "place", "run_in")}
    eras = {name: int(before) for name, before in data["eras"].items()}
    number = rf"(\d{{1,2}}|[{_NUMERALS}十]{{1,3}})"
    era = _EAST.format(year=rf"({alternatives(list(eras))})\s?(\d{{1,3}}|元)", number=number)
    written = _EAST.format(year=f"([{_NUMERALS}]{{4}})", number=number)
    plain = f"{era}|{written}"
    date = "(?:" + re.sub(r"\((?!\?)", "(?:", plain) + f"|(?<![\\d/]){_WESTERN}(?!\\d))"
    return _Forms(
        date=re.compile(date),
        era=re.compile(plain),
        beside=re.compile(rf"(?<![A-Za-z])(?:{form['beside']})(?![A-Za-z])"),
        updated=re.compile(rf"(?:{form['updated']})[\s:：]*\Z"),
        line=re.compile(
            rf"(?:(?:{form['place']}) )?{_DATE}[ {_DATE}]*|[ {_DATE}]*{_DATE} (?:{form['place']})"
        ),
        run_in=re.compile(rf"\s*(?:{form['run_in'].replace('{date}', date)})"),
        eras=eras,
    )


def find(blocks: list[Block]) -> Dateline | None:
    """The first line near the head, or the last of the text, that states a date, if any does."""
    told = [i for i, block in enumerate(blocks) if block.kind in ("body", "dateline")]
    for i in [*(i for i in told if i < HEAD), *(i for i in told[-1:] if i >= HEAD)]:
        text, kind = normalize("NFKC", blocks[i].text[: 2 * LONGEST_LINE]).strip(), blocks[i].kind
        alone = len(text) <= LONGEST_LINE and (kind == "dateline" or _is_line(text))
        match = None if alone or i >= HEAD else _forms().run_in.match(text)
        date = _stated(text) if alone else _stated(match.group()) if match else ""
        if date:
            return Dateline(date, i, alone)
    return None


def _is_line(text: str) -> bool:
    """Whether a date and what may stand beside it are all there is."""
    forms = _forms()
    rest = _TIME.sub(" ", forms.date.sub(_DATE, text))
    rest = _BETWEEN.sub(" ", forms.beside.sub(" ", rest)).strip()
    return forms.line.fullmatch(rest) is not None


def _stated(text: str) -> str:
    """The first date of `text` in EDTF that is not one of a later change, if there is another."""
    forms = _forms()
    found = list(forms.date.finditer(text))
    first = [match for match in found if not forms.updated.search(text, 0, match.start())]
    dates = (_edtf(match.group()) for match in first or found)
    return next(filter(None, dates), "")


def _edtf(written: str) -> str:
    match = _forms().era.fullmatch(written)
    if match is None:
        return declared(re.sub(r"\s*([年月日號号])\s*", r"\1", written))
    era, count, month, day, year, *rest = match.groups()
    if era:
        number = _forms().eras[era] + (1 if count == "元" else int(count))
        return declared(f"{number}-{_value(month):02}-{_value(day):02}")
    return declared(f"{_value(year)}-{_value(rest[0]):02}-{_value(rest[1]):02}")


def _value(numeral: str) -> int:
    """An Arabic or Chinese numeral below 100, or a year written digit by digit."""
    if numeral.isdecimal():
        return int(numeral)
    tens, ten, ones = numeral.partition("十")
    digits = "".join(str(max(0, _NUMERALS.index(c) - 2)) for c in (ones if ten else numeral))
    value = int(digits or 0)
    return value + 10 * (_value(tens) if tens else 1) if ten else value
