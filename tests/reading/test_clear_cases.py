"""Claims that no two coders would code differently: a share of them must be read as they are."""

from __future__ import annotations

from functools import cache

import pytest

from renkei.nouns import Statement

from .samples import Case, bare, clear_cases, read

SHARES = {"found": 0.92, "kind": 0.87, "level": 0.83, "polarity": 0.92, "role": 0.9, "all": 0.8}
"""What must be right: `level` is the rung of a commitment or the likelihood of a forecast."""


@cache
def outcome(case: Case) -> Statement | None:
    """The statement that shares most with the claim, if it holds half of it."""

    def shared(s: Statement) -> int:
        return min(s.end, case.end) - max(s.start, case.start)

    found = max(read(bare(case.sentence, language=case.language)), key=shared, default=None)
    return found if found and 2 * shared(found) >= case.end - case.start else None


def right(case: Case, field: str) -> bool:
    s = outcome(case)
    if s is None:
        return False
    level = s.status or s.likelihood
    got = {
        "found": True,
        "kind": s.kind == case.kind,
        "level": (level.value if level else "") == case.level,
        "polarity": s.polarity == case.polarity,
        "role": s.speaker_role == case.role,
    }
    return all(got.values()) if field == "all" else got[field]


def missed(cases: list[Case], field: str) -> list[str]:
    return [f"{c.sentence} -> {outcome(c)}" for c in cases if not right(c, field)]


def test_there_are_a_hundred_in_four_languages() -> None:
    languages = [case.language for case in clear_cases()]
    assert {lang: languages.count(lang) for lang in languages} == dict.fromkeys(
        ("en", "ja", "zh-Hans", "zh-Hant"), 25
    )


@pytest.mark.parametrize("field", SHARES)
def test_each_field_of_clear_cases(field: str) -> None:
    wrong = missed(clear_cases(), field)
    assert len(wrong) <= len(clear_cases()) * (1 - SHARES[field]) + 1e-9, "\n".join(wrong)


@pytest.mark.parametrize("language", ["en", "ja", "zh-Hans", "zh-Hant"])
def test_no_language_is_left_behind(language: str) -> None:
    cases = [case for case in clear_cases() if case.language == language]
    wrong = missed(cases, "all")
    assert len(wrong) <= 0.3 * len(cases), "\n".join(wrong)
