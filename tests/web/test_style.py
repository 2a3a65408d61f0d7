"""The style sheet: every text colour can be read on every ground, by light and in the dark."""

from __future__ import annotations

import re

import pytest

from renkei.web import render

CSS = (render.HERE / "static" / "renkei.css").read_text("utf-8")
LIGHT, DARK = (
    dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6})", block))
    for block in re.findall(r":root \{(.*?)\}", CSS, re.DOTALL)[:2]
)
TEXTS = ["ink", "soft", "accent", "against", *(n for n in LIGHT if n.startswith(("r-", "k-")))]
GROUNDS = ["paper", "sheet", "shade"]


def _luminance(colour: str) -> float:
    """WCAG 2.2, relative luminance."""
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _contrast(one: str, other: str) -> float:
    high, low = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def test_contrast_is_as_wcag_has_it() -> None:
    assert _contrast("#000000", "#ffffff") == pytest.approx(21)
    assert _contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("scheme", [LIGHT, DARK], ids=["light", "dark"])
def test_text_can_be_read(scheme: dict[str, str]) -> None:
    poor = {
        (text, ground): round(_contrast(scheme[text], scheme[ground]), 2)
        for text in TEXTS
        for ground in GROUNDS
        if _contrast(scheme[text], scheme[ground]) < 4.5
    }
    assert poor == {}
    for ground in ("mark", "accent-soft"):
        assert _contrast(scheme["ink"], scheme[ground]) >= 4.5
    assert _contrast(scheme["paper"], scheme["accent"]) >= 4.5


def test_both_schemes_name_the_same_colours() -> None:
    assert set(LIGHT) == set(DARK)


def test_nothing_comes_from_elsewhere() -> None:
    assert not re.search(r"url\(|@import|//", CSS)


def test_a_button_in_a_line_is_not_broken() -> None:
    (rules,) = re.findall(r"^\.line button[^{]*\{([^}]*)\}", CSS, re.MULTILINE)
    assert "white-space: nowrap" in rules
    assert "overflow-wrap: normal" in rules
