"""The compiled kernel, kept in a cache folder that is named by its sources.

numba checks only the file that holds an entry against its cache, so a folder for each state of the
sources rules out stale code; and an install that cannot be written to still has a cache, in the
user's own folder.
"""

from __future__ import annotations

import hashlib
from functools import lru_cache
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

KERNEL = "renkei.simulation.kernel"
ENTRIES = {"arriving.arrivals", "loop.simulate"}
"""What is compiled and kept, by module and name."""


@lru_cache(maxsize=1)
def engine() -> str:
    """The SHA-256 over the sources of the kernel, in hexadecimal."""
    spec = find_spec(KERNEL)
    assert spec and spec.origin
    return digest_of(Path(spec.origin).parent)


def digest_of(folder: Path) -> str:
    """The SHA-256 over the names and contents of all Python files in a folder, in hexadecimal."""
    told = hashlib.sha256()
    for path in sorted(folder.glob("*.py")):
        source = path.read_bytes()
        told.update(f"{path.name} {len(source)}\n".encode() + source)
    return told.hexdigest()


def cache_folder(given: str = "") -> Path:
    """Where the compiled kernel is kept, made if need be.

    That is in `given` (what the user set as NUMBA_CACHE_DIR), else in the user's own cache; or, if
    that cannot be written to, a folder for this process.
    """
    from platformdirs import user_cache_path

    folder = (Path(given) if given else user_cache_path("renkei") / "numba") / engine()[:16]
    try:
        folder.mkdir(parents=True, exist_ok=True)
        (folder / ".writable").touch()
    except OSError:
        return Path(_for_this_process().name)
    return folder


def is_kept() -> bool:
    """Whether the kernel has been compiled on this machine, all of its entries."""
    folder = cache_folder(settings().CACHE_DIR)
    kept = {path.name.split("-")[0] for path in folder.rglob("*.nbi")}
    return kept >= ENTRIES


@lru_cache(maxsize=1)
def _for_this_process() -> TemporaryDirectory[str]:
    return TemporaryDirectory(prefix="renkei-")


@lru_cache(maxsize=1)
def kernel() -> Any:
    """The package of the kernel. The first call in a process takes about half a second.

    The first run on a machine compiles it, which takes some seconds more: see
    `renkei.simulation.warmup`.
    """
    config = settings()
    given = config.CACHE_DIR
    config.CACHE_DIR = str(cache_folder(given))
    try:
        return import_module(KERNEL)
    finally:
        config.CACHE_DIR = given


def settings() -> Any:
    """Numba's settings; CACHE_DIR is what the user set as NUMBA_CACHE_DIR, or empty."""
    return import_module("numba.core.config")
