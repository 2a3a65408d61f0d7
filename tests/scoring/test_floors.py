"""Scores may not fall: the floors in tests/scores/floors.yaml (see `renkei.scoring.pin`)."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from renkei.scoring.pin import PINNED, PinError, digest, measured, pinned, present

from .samples import MARKED

ROOT = Path(__file__).parents[2]
PINS = yaml.safe_load((ROOT / "tests" / "scores" / "floors.yaml").read_text("utf-8"))


@pytest.mark.parametrize("name", PINS)
def test_no_score_is_below_its_floor(name: str) -> None:
    pin = PINS[name]
    if not present(pin, ROOT):
        pytest.skip(f"{pin['gold']} is not here")
    assert "floors" in pin, "not pinned yet: python -m renkei.scoring.pin"
    assert digest(pin, ROOT) == pin["digest"], "what is scored has changed: pin it anew"
    shares = measured(pin, ROOT)
    fallen = {m: (floor, shares[m]) for m, floor in pin["floors"].items() if shares[m] < floor}
    assert not fallen, "(floor, score): mend it, or lower the floor with a reason"


def test_every_floor_lowered_says_why() -> None:
    for pin in PINS.values():
        assert set(pin.get("floors", PINNED)) == set(PINNED)
        assert all(one["why"].strip() for one in pin.get("lowered", ()))


def test_what_is_pinned_is_what_training_leaves_out() -> None:
    held = (ROOT / "corpus" / "held.txt").read_text("utf-8").split()
    scored = [
        f"{pin['gold'][7:]}/{d}"
        for n, pin in PINS.items()
        if n[:7] == "corpus/"
        for d in pin["only"]
    ]
    assert sorted(scored) == sorted(held)
    assert all((ROOT / "corpus" / f"{name}.txt").is_file() for name in held)


def test_a_floor_is_not_lowered_without_a_reason() -> None:
    pin = {"gold": "g", "only": [], "digest": "old", "floors": {"f1": 0.8, "rung": 0.9}}
    with pytest.raises(PinError, match=r"f1 0\.80 → 0\.70"):
        pinned(pin, {"f1": 0.7, "rung": 0.95}, "new")
    lowered = pinned(pin, {"f1": 0.7, "rung": 0.95}, "new", "a harder document")
    assert lowered["floors"] == {"f1": 0.7, "rung": 0.95}
    assert lowered["digest"] == "new"
    assert lowered["lowered"] == [
        {"measure": "f1", "from": 0.8, "to": 0.7, "why": "a harder document"}
    ]
    assert pinned(lowered, {"f1": 0.9, "rung": 0.95}, "new")["lowered"] == lowered["lowered"]


def test_the_digest_follows_text_and_coding(tmp_path: Path) -> None:
    def made(text: str) -> str:
        (tmp_path / "a.txt").write_text(text, "utf-8")
        return digest({"gold": "a.txt", "only": []}, tmp_path)

    whole = made(MARKED)
    assert made(MARKED) == whole
    assert made(MARKED.replace("A bell rang", "A bell tolled")) != whole
    assert made(MARKED.replace("forecast/possible", "forecast/likely")) != whole
