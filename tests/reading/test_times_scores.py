"""The resolver on sentences whose times are known: its own rows, the test sets, the held-back."""

from pathlib import Path

import pytest

from renkei.edtf import bounds
from renkei.reading.times import Time, resolve
from renkei.reading.times.grammar import LANGUAGES, grammar
from renkei.reading.times.scoring import Row, rows, score

SETS = Path(__file__).parents[1] / "times"
EXAMPLES = [(lang, *example) for lang in LANGUAGES for example in grammar(lang).examples]


@pytest.mark.parametrize(("language", "name", "sentence", "published", "expected"), EXAMPLES)
def test_each_pattern_holds_to_its_examples(
    language: str, name: str, sentence: str, published: str, expected: tuple[str, ...]
) -> None:
    found = resolve(sentence, published=published, language=language)
    assert tuple(time.edtf for time in found) == expected, name


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", ["", "held-"])
def test_score_stays_above_the_floor(language: str, kind: str) -> None:
    def read(row: Row) -> list[Time]:
        return resolve(
            row["sentence"], published=row["published"], language=language, context=row["context"]
        )

    result = score(rows(SETS / f"{kind}{language}.jsonl"), read)
    assert result.share >= 0.95, "\n".join(result.errors)


@pytest.mark.parametrize("language", LANGUAGES)
def test_sets_are_large_enough_and_well_formed(language: str) -> None:
    cases = rows(SETS / f"{language}.jsonl")
    held = rows(SETS / f"held-{language}.jsonl")
    assert len(cases) >= 160
    assert len(held) >= 40
    assert not {row["sentence"] for row in cases} & {row["sentence"] for row in held}
    for row in [*cases, *held]:
        for text, edtf in row["expected"]:
            assert text in row["sentence"]
            bounds(edtf)


def test_score_counts_what_is_missed_wrong_and_spurious() -> None:
    cases = [
        {"sentence": "in May and June", "expected": [["May", "2024-05"], ["June", "2024-06"]]},
        {"sentence": "recently, 400 of them", "expected": [["recently", ""]]},
    ]
    answers = {
        "in May and June": [Time(3, 6, "May", "2024-05")],
        "recently, 400 of them": [Time(10, 13, "400", "0400")],
    }
    result = score(cases, lambda row: answers[row["sentence"]])
    assert (result.expected, result.right, result.spurious) == (3, 2, 1)
    assert result.share == 0.5
    assert len(result.errors) == 2
