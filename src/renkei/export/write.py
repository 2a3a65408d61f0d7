"""A structure in the form that is asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from renkei.export.graphml import graphml

if TYPE_CHECKING:
    from renkei.alliance.shown import Shown
    from renkei.packs.pack import Pack


def write_structure(
    pack: Pack, shown: Shown, language: str, form: str, *, command: bool = True
) -> bytes:
    """The structure as ``svg``, ``png`` or ``graphml``; `language` counts for what is drawn.

    `command` as in `renkei.export.structure_svg.draw`.
    """
    if form == "graphml":
        return graphml(shown)
    from renkei.export.structure_svg import draw

    svg = draw(pack, shown, language, command=command)
    if form == "png":
        from renkei.export.png import png

        return png(svg)
    return svg.encode()
