"""The compiled kernel, kept in a cache folder that is named by its source.

numba checks only the file that holds a function against its cache, so a folder a source rules out
stale code; and an install that cannot be written to still has a cache, in the user's own folder.
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


@lru_cache(maxsize=1)
def engine() -> str:
    """The SHA-256 of the kernel's source, in hexadecimal."""
    spec = find_spec(KERNEL)
    assert spec and spec.origin
    return hashlib.sha256(Path(spec.origin).read_bytes()).hexdigest()


def cache_folder() -> Path:
    """Where the compiled kernel is kept: the user's cache, or else a folder for this process."""
    from platformdirs import user_cache_path

    folder = user_cache_path("renkei") / "numba" / engine()[:16]
    try:
        folder.mkdir(parents=True, exist_ok=True)
        (folder / ".writable").touch()
    except OSError:
        return Path(_for_this_process().name)
    return folder


@lru_cache(maxsize=1)
def _for_this_process() -> TemporaryDirectory[str]:
    return TemporaryDirectory(prefix="renkei-")


@lru_cache(maxsize=1)
def kernel() -> Any:
    """The module of the kernel. The first call in a process takes about half a second.

    The first run on a machine compiles it, which takes some seconds more. Where the user has set
    NUMBA_CACHE_DIR, it is kept there.
    """
    config: Any = import_module("numba.core.config")
    given = config.CACHE_DIR
    config.CACHE_DIR = given or str(cache_folder())
    try:
        return import_module(KERNEL)
    finally:
        config.CACHE_DIR = given
