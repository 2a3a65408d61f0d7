"""The reader over whole documents: every kind, exact quotes, the fields, and the same each time."""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
from bisect import bisect_right
from functools import cache
from itertools import pairwise
from pathlib import Path

import pytest

from renkei.edtf import bounds
from renkei.nouns import Document, Kind, Name, Role, Statement
from renkei.reading.judgement import Judged, judge
from renkei.reading.model import model
from renkei.reading.reader import ClauseReader
from renkei.reading.speech import Spoken

from .samples import bare, document, names, read, sample_statements, samples

LANGUAGES = ("en", "ja", "zh-Hans", "zh-Hant")
LABELS = sorted(samples())


def sound(one: Document, statements: list[Statement]) -> None:
    """Each quote stands letter for letter, inside one sentence, in order; fields fit the kind."""
    passages = sorted((*one.passages, *one.captions), key=lambda p: p.start)
    starts = [p.start for p in passages]
    for s in statements:
        assert s.document == one.id
        assert s.quote and one.text[s.start : s.end] == s.quote
        holder = passages[bisect_right(starts, s.start) - 1]
        assert holder.start <= s.start and s.end <= holder.end
        assert s.language == holder.language
        assert s.notes == holder.notes
        assert (s.status is not None) == (s.kind == Kind.COMMITMENT)
        assert (s.likelihood is not None) == (s.kind == Kind.FORECAST)
        assert s.speaker
        assert (s.speaker == "author") == (s.speaker_role == Role.AUTHOR)
        assert len(set(s.actors)) == len(s.actors)
        assert all(part in s.quote for part in s.quantity.split("; "))
        if s.time:
            bounds(s.time)
    places = [(s.start, s.end) for s in statements]
    assert places == sorted(places)
    assert all(a[1] <= b[0] for a, b in pairwise(places))


def test_there_are_samples_in_each_language() -> None:
    assert len(LABELS) >= 24
    assert {one.language for one in samples().values()} == set(LANGUAGES)


@pytest.mark.parametrize("label", LABELS)
def test_each_sample_is_read_soundly(label: str) -> None:
    statements = sample_statements()[label]
    assert len(statements) >= 3
    sound(samples()[label], statements)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_kind_is_read_in_each_language(language: str) -> None:
    kinds = {
        s.kind
        for label, statements in sample_statements().items()
        if samples()[label].language == language
        for s in statements
    }
    assert kinds == set(Kind)


FIELDS = (
    ("en-wire", "by March 2027", "time", "../2027-03"),
    ("en-wire", "by March 2027", "actors", ("JP",)),
    ("en-wire", "$1.7 billion", "time", "2024-01"),
    ("en-wire", "$1.7 billion", "quantity", "$1.7 billion"),
    ("en-wire", "firmly opposes", "speaker_role", Role.OFFICIAL),
    ("en-command", "March 24, 2025", "time", "2025-03-24"),
    ("en-command", "March 24, 2025", "topic", "joint-operations-command"),
    ("en-command", "unlikely to improve", "speaker", "Mark Hill"),
    ("en-command", "planning staff", "speaker", "Mark Hill"),
    ("en-joint", "cornerstone", "speaker_role", Role.OFFICIAL),
    ("en-joint", "cornerstone", "actors", ("JP", "US")),
    ("en-poll", "62 percent", "speaker_role", Role.POLL),
    ("en-shelved", "by 2030", "time", "../2030"),
    ("ja-wire", "200発", "quantity", "200発"),
    ("ja-wire", "2500億円", "time", "2024-01"),
    ("ja-wire", "断固反対", "speaker", "中国外務省の報道官"),
    ("ja-command", "発足した", "time", "2025-03-24"),
    ("ja-command", "発足した", "topic", "joint-operations-command"),
    ("ja-command", "難しい", "speaker", "山田一郎"),
    ("ja-joint", "再確認した", "actors", ("JP", "US")),
    ("ja-poll", "62％", "speaker_role", Role.POLL),
    ("ja-exercise", "弾道ミサイル", "actors", ("KP",)),
    ("ja-exercise", "弾道ミサイル", "time", "2024-10-20"),
    ("ja-shelved", "2030年", "time", "../2030"),
    ("hans-wire", "200枚", "quantity", "200枚"),
    ("hans-wire", "坚决反对", "actors", ("CN",)),
    ("hans-command", "3月24日", "time", "2025-03-24"),
    ("hans-command", "改善", "speaker", "李明"),
    ("hans-poll", "签署新的协定", "speaker", "林芳正"),
    ("hans-exercise", "弹道导弹", "actors", ("KP",)),
    ("hant-wire", "17億美元", "time", "2024-01"),
    ("hant-wire", "堅決反對", "speaker_role", Role.OFFICIAL),
    ("hant-command", "6000公里", "quantity", "約6000公里"),
    ("hant-command", "改善", "speaker", "陳大文"),
    ("hant-joint", "基石", "speaker_role", Role.OFFICIAL),
    ("hant-exercise", "上週", "time", "2024-10-14/2024-10-20"),
)


def test_nearly_all_fields_of_the_samples_are_right() -> None:
    wrong = []
    for label, part, field, expected in FIELDS:
        statements = [s for s in sample_statements()[label] if part in s.quote]
        got = getattr(statements[0], field) if statements else None
        if isinstance(got, tuple):
            got = tuple(sorted(got))
        if got != expected:
            wrong.append(f"{label} {part}: {field} is {got!r}, not {expected!r}")
    assert len(wrong) <= 0.12 * len(FIELDS), "\n".join(wrong)


@cache
def everything() -> str:
    return repr([read(one) for one in samples().values()])


@pytest.mark.parametrize("kind", Kind)
def test_a_kind_is_told_by_the_statement_and_not_by_its_first_clause(
    kind: Kind, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever labels the clauses had: where a statement begins they say, not what it is."""
    one = samples()["en-command"]
    before = read(one)

    def told(heard: Spoken) -> Judged:
        judged = judge(heard)
        number = model(heard.layout.language).heads["kind"].labels.index(kind.value)
        kinds = [number] * len(judged.spans.first)
        return judged._replace(best=judged.best | {"kind": kinds})

    monkeypatch.setattr("renkei.reading.reader.judge", told)
    after = read(one)
    assert [(s.start, s.end) for s in after] == [(s.start, s.end) for s in before]
    for statement in after:
        assert statement.kind is kind
        assert (statement.status is not None) == (kind is Kind.COMMITMENT)
        assert (statement.likelihood is not None) == (kind is Kind.FORECAST)


def test_reading_twice_gives_the_same() -> None:
    again = ClauseReader()
    assert repr([again.read(one, list(names())) for one in samples().values()]) == everything()


def test_order_of_documents_does_not_matter() -> None:
    reader = ClauseReader()
    backwards = [reader.read(samples()[label], names()) for label in reversed(list(samples()))]
    assert repr(backwards[::-1]) == everything()


def test_order_of_names_matters_little_and_their_number_not_at_all() -> None:
    """The same names given twice are the same names."""
    one = samples()["en-wire"]
    assert ClauseReader().read(one, names() + names()) == read(one)


@pytest.mark.parametrize(
    "setting", [("PYTHONHASHSEED", "0"), ("PYTHONHASHSEED", "4711"), ("NUMBA_DISABLE_JIT", "1")]
)
def test_with_another_hash_seed_and_uncompiled_it_reads_the_same(setting: tuple[str, str]) -> None:
    code = "from reading.test_reader import everything; print(ascii(everything()), end='')"
    tests = Path(__file__).resolve().parent.parent
    path = os.pathsep.join([str(tests), *filter(None, [os.environ.get("PYTHONPATH")])])
    done = subprocess.run(
        [sys.executable, "-c", code],
        env={**os.environ, setting[0]: setting[1], "PYTHONPATH": path},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout == ascii(everything())


def test_a_reader_can_be_sent_to_another_process() -> None:
    one = samples()["ja-command"]
    fresh, used = ClauseReader(), ClauseReader()
    used.read(one, names())
    for reader in (fresh, used):
        sent: ClauseReader = pickle.loads(pickle.dumps(reader))
        assert sent.read(one, names()) == read(one)
        assert (sent.name, sent.version) == (reader.name, reader.version)
    assert len(pickle.dumps(used)) < 10_000


def test_statements_can_be_sent_to_another_process() -> None:
    statements = sample_statements()["hans-wire"]
    assert pickle.loads(pickle.dumps(statements)) == statements


def test_a_mixed_document_is_read_in_each_of_its_languages() -> None:
    one = document(
        "title: Mixed\npublished: 2024-05-01\n\n"
        "Japan plans to buy 400 missiles by 2027.\n\n"
        "政府は2027年度までにミサイルを購入する方針だ。\n\n"
        "日本政府计划在五年内购买导弹，这是发言人说的。\n\n"
        "日本政府計畫在五年內購買飛彈，這是發言人說的。\n"
    )
    statements = read(one)
    sound(one, statements)
    assert {s.language for s in statements} == set(LANGUAGES)
    assert all(any(s.kind == Kind.COMMITMENT and s.language == lang for s in statements)
               for lang in LANGUAGES)  # fmt: skip


def test_a_date_given_is_used_and_none_is_needed() -> None:
    text = "Japan plans to set up the command next year."
    (dated,) = read(bare(text, language="en", published="2024-05-01"))
    (undated,) = read(bare(text, language="en", published=""))
    assert (dated.time, undated.time) == ("2025", "")
    assert (dated.kind, dated.quote) == (undated.kind, undated.quote)


def test_unknown_or_no_names_leave_the_statements() -> None:
    one = samples()["en-wire"]
    for own in ([], [Name("Zorblax", "state", "ZZ", "en")]):
        statements = ClauseReader().read(one, own)
        sound(one, statements)
        assert statements
        assert {actor for s in statements for actor in s.actors} <= {"ZZ"}
        assert all(s.topic == "" for s in statements)


def test_names_of_ones_own_are_used() -> None:
    own = [Name("Ruritania", "state", "RU-X", "en"), Name("Zenda Plan", "item", "zenda", "en")]
    one = bare("Ruritania plans to carry out the Zenda Plan by 2027.", language="en")
    (only,) = ClauseReader().read(one, own)
    assert (only.kind, only.actors, only.topic) == (Kind.COMMITMENT, ("RU-X",), "zenda")
