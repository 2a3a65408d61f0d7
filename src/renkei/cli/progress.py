"""How far a long run is, on standard error."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from time import monotonic

import click

WIDTH = 79
_SETTLED = 0.02
"""The share that must be done before the time that is left can be told."""


@contextmanager
def bar(what: str = "") -> Iterator[Callable[[float, str], None]]:
    """Gives what is told the share done and what is being done.

    On a terminal that is a line that is written over, with the time left; elsewhere nothing, or,
    where `what` names the work, a line when it begins and one when it is done.
    """
    from renkei.simulation.warmup import warmup

    shown, begun = sys.stderr.isatty(), monotonic()
    told = False

    def tell(share: float, doing: str) -> None:
        nonlocal told
        if shown:
            text = f"{share:4.0%} {doing}{_left(share, monotonic() - begun)}"
            click.echo(f"\r{text:<{WIDTH}.{WIDTH}}", nl=False, err=True)
        elif what and not told:
            click.echo(f"{what}: {doing} …", err=True)
        told = True

    if not what:
        warmup(tell)
    yield tell
    if shown:
        click.echo(f"\r{'':{WIDTH}}\r", nl=False, err=True)
    elif what:
        click.echo(f"{what}: done in {_time(monotonic() - begun)}", err=True)


def _left(share: float, seconds: float) -> str:
    return f", {_time(seconds * (1 - share) / share)} left" if _SETTLED <= share < 1 else ""


def _time(seconds: float) -> str:
    return f"{seconds / 60:.0f} min" if seconds >= 120 else f"{seconds:.0f} s"
