"""The models that ship: small, plain arrays, and made for the features that are computed today."""

from __future__ import annotations

import zipfile
from functools import cache
from importlib import resources
from io import BytesIO
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from renkei.nouns import Kind, Likelihood, Polarity, Rung
from renkei.reading import actors, timing
from renkei.reading.design import plain_features
from renkei.reading.features import BITS
from renkei.reading.issuer import issuer
from renkei.reading.judgement import judge
from renkei.reading.layout import lay_out
from renkei.reading.model import model
from renkei.reading.names import NameFinder
from renkei.reading.spans import SEGMENTS, clauses
from renkei.reading.speech import Spoken, spoken

from .samples import names, samples

LANGUAGES = {"zh": "hans-wire", "ja": "ja-wire", "en": "en-wire"}
HEADS = {
    "segment": SEGMENTS,
    "kind": tuple(kind.value for kind in Kind),
    "status": tuple(rung.value for rung in Rung),
    "likelihood": tuple(likelihood.value for likelihood in Likelihood),
    "polarity": tuple(polarity.value for polarity in Polarity),
}
TOOLS = Path(__file__).resolve().parents[2] / "tools"


def raw(language: str) -> bytes:
    return (resources.files("renkei.reading") / "data" / language / "model.npz").read_bytes()


@cache
def arrays(language: str) -> dict[str, Any]:
    with np.load(BytesIO(raw(language)), allow_pickle=False) as stored:
        return {name: stored[name] for name in stored.files}


@cache
def sample(language: str) -> Spoken:
    one = samples()[LANGUAGES[language]]
    finder = NameFinder(names(), language)
    layout = lay_out(one, lambda _: finder)[0]
    return spoken(layout, issuer(one, layout, finder))


def test_together_they_are_small() -> None:
    assert sum(len(raw(language)) for language in LANGUAGES) < 20_000_000


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_array_needs_pickle(language: str) -> None:
    with zipfile.ZipFile(BytesIO(raw(language))) as archive:
        assert all(name.endswith(".npy") for name in archive.namelist())
    for name, array in arrays(language).items():
        assert array.dtype.kind in "fibU", (name, array.dtype)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_weight_is_finite(language: str) -> None:
    for name, array in arrays(language).items():
        if array.dtype.kind == "f":
            assert np.isfinite(array).all(), name
            assert array.any(), name


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_labels_are_those_of_the_codebook(language: str) -> None:
    stored = arrays(language)
    assert set(stored["heads"].tolist()) == set(HEADS)
    for head, labels in HEADS.items():
        assert tuple(stored[f"{head}.labels"].tolist()) == labels
        assert stored[f"{head}.bias"].shape == (len(labels),)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_n_grams_are_numbers_below_the_limit_and_stand_once(language: str) -> None:
    kept = arrays(language)["grams"]
    assert kept.min() >= 0 and kept.max() < 1 << BITS
    assert (np.diff(kept) > 0).all()
    for head, labels in HEADS.items():
        parts = 4 if arrays(language)[f"{head}.around"] else 1
        assert arrays(language)[f"{head}.grams"].shape == (len(kept), parts * len(labels))


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_weights_fit_the_features(language: str) -> None:
    heard = sample(language)
    width = plain_features(heard, clauses(heard.layout)).shape[1]
    for head in HEADS:
        assert arrays(language)[f"{head}.plain"].shape[0] == width
    assert arrays(language)["actors"].shape == (actors.WIDTH + 1,)
    assert arrays(language)["times"].shape == (timing.WIDTH + 1,)
    for kind in Kind:
        for signs in (actors, timing):
            everything = (1 << len(signs.SIGNS)) - 1
            assert max(signs.columns(everything, kind)) < signs.WIDTH


@pytest.fixture
def train(monkeypatch: pytest.MonkeyPatch) -> Any:
    pytest.importorskip("sklearn")
    monkeypatch.syspath_prepend(str(TOOLS))
    import train

    return train


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("head", HEADS)
def test_what_is_trained_is_what_is_read(train: Any, language: str, head: str) -> None:
    """The features of training times the shipped weights are the scores of reading."""
    heard, stored = sample(language), arrays(language)
    labels, around = train.HEADS[head]
    assert (labels, around) == (HEADS[head], bool(stored[f"{head}.around"]))
    judged = judge(heard, fully=True)
    spans = clauses(heard.layout) if head == "segment" else judged.spans
    features = train.design(heard, spans, around)
    size, parts = 1 << BITS, 4 if around else 1
    assert features.shape[1] == parts * size + stored[f"{head}.plain"].shape[0]
    grams = stored[f"{head}.grams"] * stored[f"{head}.step"]
    scores = stored[f"{head}.bias"] + features[:, parts * size :] @ stored[f"{head}.plain"]
    for part in range(parts):
        own = features[:, part * size + stored["grams"]]
        scores = scores + own @ grams[:, part * len(labels) : (part + 1) * len(labels)]
    assert np.allclose(judged.of(model(language).heads[head]), scores, atol=1e-3)
