"""Score and time the resolver of times beside three libraries, on the project's own test sets.

The libraries are optional. To fill their rows, install them into a virtual environment of their
own together with the project, and run this there:

    python -m venv peers && peers/bin/pip install . jionlp==1.5.29 ja-timex dateparser
    peers/bin/python bench/times.py

A library that cannot be imported is named as such. None of them knows intervals with an open end,
fiscal years, seasons or vague words, so each answer is translated to the EDTF that it comes
closest to: an interval that is a whole day, month or year to that, any other one to its two days.
"""

from __future__ import annotations

import re
import sys
import time
from collections.abc import Callable, Sequence
from datetime import date, datetime, timedelta
from pathlib import Path

from renkei.edtf import bounds
from renkei.reading.times import Time, TimeReader, resolve
from renkei.reading.times.scoring import Row, rows, score

SETS = Path(__file__).parents[1] / "tests" / "times"
Resolver = Callable[[Row], Sequence[Time]]


def spanned(first: date, last: date) -> str:
    """The EDTF of an interval of days: a day, month or year if it is one."""
    for form in ("%Y-%m-%d", "%Y-%m", "%Y"):
        if bounds(first.strftime(form)) == (first, last):
            return first.strftime(form)
    return f"{first}/{last}"


def ours(language: str) -> Resolver:
    return lambda row: resolve(
        row["sentence"], published=row["published"], language=language, context=row["context"]
    )


def jionlp(_: str) -> Resolver:
    import jionlp as jio

    def read(row: Row) -> list[Time]:
        base = datetime.fromisoformat(row["published"]).timestamp()
        found: list[Time] = []
        for hit in jio.ner.extract_time(row["sentence"], time_base=base):
            start, end = hit["offset"]
            days = hit["detail"]["time"]
            if hit["detail"]["type"] in ("time_point", "time_span") and "inf" not in days:
                first, last = (datetime.fromisoformat(day).date() for day in days)
                found.append(Time(start, end, hit["text"], spanned(first, last)))
        return found

    return read


def ja_timex(_: str) -> Resolver:
    import pendulum
    from ja_timex import TimexParser

    def read(row: Row) -> list[Time]:
        reference = pendulum.instance(datetime.fromisoformat(row["published"]))
        found: list[Time] = []
        for hit in TimexParser(reference=reference).parse(row["sentence"]):
            value = hit.value or ""
            edtf = value if re.fullmatch(r"\d{4}(-\d\d){0,2}|FY\d{4}", value) else ""
            if not edtf and hit.type == "DATE" and (day := hit.to_datetime()):
                edtf = day.date().isoformat()
            found.append(Time(hit.span[0], hit.span[1], hit.text, edtf))
        return found

    return read


def dateparser(language: str) -> Resolver:
    from dateparser.search import search_dates

    def read(row: Row) -> list[Time]:
        base = datetime.fromisoformat(row["published"])
        hits = search_dates(row["sentence"], languages=[language], settings={"RELATIVE_BASE": base})
        found: list[Time] = []
        at = 0
        for text, day in hits or []:
            start = row["sentence"].find(text, at)
            if start < 0:
                continue
            at = start + len(text)
            found.append(Time(start, at, text, _as_fine(text, day.date())))
        return found

    return read


def _as_fine(text: str, day: date) -> str:
    """A day, or the month or year if the words name no day."""
    if re.search(r"\d{1,2}[日号號]|\b\d{1,2}(?:st|nd|rd|th)?\b|day\b|[天日昨]", text):
        return day.isoformat()
    return f"{day:%Y-%m}" if re.search(r"月|[A-Z][a-z]{2,8}|month", text) else f"{day:%Y}"


PEERS: dict[str, tuple[tuple[str, Callable[[str], Resolver]], ...]] = {
    "zh": (("jionlp", jionlp), ("dateparser", dateparser)),
    "ja": (("ja-timex", ja_timex), ("dateparser", dateparser)),
    "en": (("dateparser", dateparser),),
}


def guarded(resolver: Resolver) -> Resolver:
    """A resolver for which a crash is an empty answer."""

    def read(row: Row) -> Sequence[Time]:
        try:
            return resolver(row)
        except Exception:
            return []

    return read


def speed(resolver: Resolver, cases: Sequence[Row]) -> float:
    """Characters a second over the cases, by processor time."""
    begin = time.process_time()
    for row in cases:
        resolver(row)
    return sum(len(row["sentence"]) for row in cases) / max(time.process_time() - begin, 1e-9)


def document_speed(language: str, cases: Sequence[Row], plain: bool) -> float:
    """Characters a second of `TimeReader.read` on documents of 40 sentences, each on a new day."""
    reader = TimeReader(language)
    texts = [
        re.sub(r"\d", "", row["sentence"]) if plain else row["sentence"]
        for row in cases
        if not plain or not row["expected"]
    ]
    texts = (texts * 40)[: max(40, len(texts) // 40 * 40)]
    documents = [texts[i : i + 40] for i in range(0, len(texts), 40)]
    best, day = float("inf"), date(2024, 1, 1)
    for _ in range(12):
        begin = time.process_time()
        for document in documents:
            day += timedelta(days=1)
            reader.read(document, day)
        best = min(best, time.process_time() - begin)
    return sum(map(len, texts)) / best


def main() -> None:
    sys.stdout.write("| language | resolver | test set | held back | characters a second |\n")
    sys.stdout.write("| --- | --- | --: | --: | --: |\n")
    for language, peers in PEERS.items():
        cases, held = (rows(SETS / f"{kind}{language}.jsonl") for kind in ("", "held-"))
        for name, make in (("renkei", ours), *peers):
            try:
                resolver = guarded(make(language))
            except ImportError as error:
                sys.stdout.write(f"| {language} | {name} | not importable: {error} | | |\n")
                continue
            shares = [score(some, resolver).share for some in (cases, held)]
            cells = " | ".join(f"{share:.1%}" for share in shares)
            rate = speed(resolver, cases)
            sys.stdout.write(f"| {language} | {name} | {cells} | {rate:,.0f} |\n")
    for language in PEERS:
        cases = rows(SETS / f"{language}.jsonl")
        dense, plain = (document_speed(language, cases, flag) for flag in (False, True))
        sys.stdout.write(
            f"{language}: {dense:,.0f} characters a second where every sentence has times, "
            f"{plain:,.0f} where none has\n"
        )


if __name__ == "__main__":
    main()
