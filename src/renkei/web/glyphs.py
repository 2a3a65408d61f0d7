"""The sign of a rung: eight steps, filled as high as the thing has come; or a sign off the ladder.

Beside a colour and a word, so that no one needs to see the colour.
"""

from __future__ import annotations

from functools import cache

from markupsafe import Markup

from renkei.nouns import LADDER, Rung

WIDTH, HEIGHT = 23, 12
_OFF = {
    Rung.REJECTED: "M7 2l9 8m0-8l-9 8",
    Rung.STALLED: "M9 2v8m5-8v8",
    Rung.ENDED: "M7 6h9",
}


@cache
def glyph(rung: Rung | str) -> Markup:
    """The sign as a small picture that a screen reader passes over: the word stands beside it."""
    height = LADDER.get(Rung(rung))
    if height is None:
        inner = f'<path class="off" d="{_OFF[Rung(rung)]}"/>'
    else:
        steps = [f"M{1 + i * 3} {HEIGHT}v-{2 + i * 10 // 7}" for i in range(len(LADDER))]
        done, left = "".join(steps[: height + 1]), "".join(steps[height + 1 :])
        inner = f'<path class="done" d="{done}"/>' + (left and f'<path class="left" d="{left}"/>')
    return Markup(
        f'<svg class="glyph" viewBox="0 0 {WIDTH} {HEIGHT}" width="{WIDTH}" height="{HEIGHT}" '
        f'aria-hidden="true" focusable="false">{inner}</svg>'
    )
