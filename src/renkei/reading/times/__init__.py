"""Time expressions in Chinese, Japanese and English, resolved to EDTF (codebook, *Times*).

The languages live in ``data/*.yaml``; the code knows calendars only.
"""

from __future__ import annotations

from datetime import date
from functools import cache

from renkei.reading.times.reader import Time, TimeReader

__all__ = ["Time", "TimeReader", "resolve", "time_reader"]


@cache
def time_reader(language: str) -> TimeReader:
    """The reader of ``zh``, ``ja`` or ``en``, made once: what it has worked out it remembers."""
    return TimeReader(language)


def resolve(text: str, *, published: str | date, language: str, context: str = "") -> list[Time]:
    """The times of `text`, in order, resolved against its date and what came before.

    Parameters
    ----------
    text
        A sentence or more; offsets count its code points.
    published
        The document's date, a day or EDTF (the last day of it counts); empty if unknown, and then
        only times that need none are resolved.
    language
        ``zh``, ``ja`` or ``en``, with any subtag.
    context
        What came before `text`: 同年, *five days later* count from what it named last.

    Raises
    ------
    ValueError
        If the language has no patterns, or `published` is no date.
    """
    reader = time_reader(language.split("-")[0])
    return reader.read([context, text], _day(published))[1]


def _day(published: str | date) -> date | None:
    if isinstance(published, date):
        return published
    from renkei.edtf import bounds

    return bounds(published)[1]
