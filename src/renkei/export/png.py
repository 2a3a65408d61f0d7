"""A drawing as pixels."""

from __future__ import annotations

import re

SCALE = 2.0
"""Pixels of the picture for each of the drawing, so that small text stays sharp."""
MOST = 60e6
"""The most pixels that a picture has; a larger drawing is given fewer for each of its own."""
_SIZE = re.compile(r'<svg[^>]* width="([\d.]+)" height="([\d.]+)"')


def png(svg: str, scale: float = SCALE) -> bytes:
    """The drawing `svg`, which gives its width and height, as PNG with the fonts of this machine.

    Raises
    ------
    ValueError
        If `svg` is no drawing, or gives no size.
    """
    import vl_convert

    size = _SIZE.search(svg)
    if size is None:
        raise ValueError("the drawing gives no width and height")
    pixels = float(size[1]) * float(size[2])
    fitting = (MOST / pixels) ** 0.5 if pixels else scale
    made: bytes = vl_convert.svg_to_png(svg, scale=min(scale, fitting))
    return made
