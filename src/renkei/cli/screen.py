"""The screen: JSON Lines, and text that fits a terminal. In a pipe no line is broken or cut."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import TYPE_CHECKING, Any

import click

from renkei.cli import wrap

if TYPE_CHECKING:
    from rich.console import Console, ConsoleOptions, RenderableType
    from rich.measure import Measurement
    from rich.segment import Segment
    from rich.table import Table

_ENDLESS = 10_000
_LEAST = 8
_MARKED = "bold reverse"
ONE_LINE = _ENDLESS


def emit(rows: Iterable[Mapping[str, Any]]) -> None:
    """Writes JSON Lines."""
    for row in rows:
        click.echo(json.dumps(row, ensure_ascii=False))


@cache
def console() -> Console:
    """Standard output, as wide as its terminal; without end, if it is none and COLUMNS is unset."""
    import os
    import sys

    from rich.console import Console

    given = os.environ.get("COLUMNS", "")
    piped = not sys.stdout.isatty() and not given.isdigit()
    return Console(
        highlight=False,
        markup=False,
        emoji=False,
        soft_wrap=False,
        width=_ENDLESS if piped else None,
    )


def show(*things: RenderableType) -> None:
    """Prints each on lines of its own, without the blanks that fill a line up."""
    screen = console()
    for thing in things:
        with screen.capture() as caught:
            screen.print(Flow(thing) if isinstance(thing, str) else thing)
        lines = caught.get().split("\n")
        click.echo("\n".join(line.rstrip(" ") for line in lines), nl=False, color=True)


class Flow:
    """Text that is broken to the width at hand (see `renkei.cli.wrap`).

    `style` is rich's; `indent` is the cells before every line, `first` what stands in them on the
    first one; `marks` are runs of the text, by offsets, that stand out. With `most` it is one line
    of at most so many cells, cut where it is longer.
    """

    def __init__(  # noqa: D107
        self,
        text: str,
        style: str = "",
        *,
        indent: int = 0,
        first: str = "",
        marks: Iterable[tuple[int, int]] = (),
        most: int = 0,
    ) -> None:
        self.text = wrap.harmless(text)
        self.style, self.indent, self.first = style, indent, first
        self.most = most
        self.marks = {i for start, end in marks for i in range(start, end)}

    def __rich_console__(
        self, console: Console, options: ConsoleOptions
    ) -> Iterator[RenderableType | Segment]:
        """The lines."""
        from rich.text import Text

        room = max(options.max_width - self.indent, _LEAST)
        if self.most and console.width < _ENDLESS:
            lines = [wrap.cut(self.text, min(self.most, room))]
        else:
            lines = wrap.lines(self.text, room)
        place, lead = 0, self.first
        for line in lines:
            place = max(self.text.find(line, place), 0)
            shown = Text(line, self.style, no_wrap=True, overflow="ignore")
            for i in range(len(line)):
                if place + i in self.marks:
                    shown.stylize(_MARKED, i, i + 1)
            yield Text(lead + " " * (self.indent - wrap.width(lead))) + shown
            place, lead = place + len(line), ""

    def __rich_measure__(self, console: Console, options: ConsoleOptions) -> Measurement:
        """As narrow as its longest word, as wide as all of it."""
        from rich.measure import Measurement

        widest = self.indent + wrap.width(self.text)
        if self.most and console.width < _ENDLESS:
            widest = min(widest, self.most)
        least = widest if self.most else self.indent + _LEAST
        return Measurement(min(widest, least), widest).with_maximum(options.max_width)


def table(*columns: str, right: Iterable[int] = (), whole: Iterable[int] = ()) -> Table:
    """An empty table; the columns `right` are set to the right, those in `whole` never broken."""
    from rich.box import SIMPLE_HEAD
    from rich.table import Table

    made = Table(box=SIMPLE_HEAD, padding=0, pad_edge=False, show_edge=False, header_style="bold")
    for i, name in enumerate(columns):
        made.add_column(
            name, justify="right" if i in set(right) else "left", no_wrap=i in set(whole)
        )
    return made
