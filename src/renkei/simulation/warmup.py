"""The engine made ready, and a word to whoever waits for it."""

from __future__ import annotations

from collections.abc import Callable

from renkei.simulation.compiled import KERNEL
from renkei.simulation.network import Law, Network, Shape, Stream, Task
from renkei.simulation.run import run

PREPARING = "preparing the engine, once on this machine …"
_TASK = Task("nothing", Law(Shape.CONSTANT, 0.0))
_NOTHING = Network((), (Stream("nothing", (_TASK,), at=(0.0,)),), 0.0)


def warmup(progress: Callable[[float, str], None] | None = None) -> None:
    """Loads the compiled engine, or compiles it where none is kept: six seconds of processor time.

    Only in the second case is `progress` told so, with 0 for the share done.
    """
    if progress and not KERNEL.is_kept():
        progress(0.0, PREPARING)
    run(_NOTHING, 1, 0, threads=1)
