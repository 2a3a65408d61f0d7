"""Packages of compiled code, kept in a cache folder that is named by their sources.

numba checks only the file that holds an entry against its cache, so a folder for each state of the
sources rules out stale code; and an install that cannot be written to still has a cache, in the
user's own folder.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

DECORATORS = Path(__file__).with_name("jit.py")


@dataclass(frozen=True, slots=True)
class Kernel:
    """A package whose functions are compiled, and its entries, by module and name (*a.f*)."""

    package: str
    entries: frozenset[str]

    def digest(self) -> str:
        """The SHA-256 over the sources of the package, in hexadecimal."""
        return _digest(self.package)

    def folder(self, given: str = "") -> Path:
        """Where the compiled code is kept, made if need be.

        That is in `given` (what the user set as NUMBA_CACHE_DIR), else in the user's own cache; or,
        if that cannot be written to, a folder for this process.
        """
        from platformdirs import user_cache_path

        base = Path(given) if given else user_cache_path("renkei") / "numba"
        folder = base / self.digest()[:16]
        try:
            folder.mkdir(parents=True, exist_ok=True)
            (folder / ".writable").touch()
        except OSError:
            folder = Path(_for_this_process().name) / self.digest()[:16]
            folder.mkdir(exist_ok=True)
        return folder

    def is_kept(self) -> bool:
        """Whether the package has been compiled on this machine, all of its entries."""
        folder = self.folder(settings().CACHE_DIR)
        return {path.name.split("-")[0] for path in folder.rglob("*.nbi")} >= self.entries

    def load(self) -> Any:
        """The package. The first call in a process takes about half a second, if numba is new to
        it; the first use of an entry on a machine compiles it, which takes some seconds."""
        return _loaded(self)


@cache
def _loaded(kernel: Kernel) -> Any:
    config = settings()
    given = config.CACHE_DIR
    config.CACHE_DIR = str(kernel.folder(given))
    try:
        return import_module(kernel.package)
    finally:
        config.CACHE_DIR = given


@cache
def _digest(package: str) -> str:
    spec = find_spec(package)
    assert spec and spec.origin
    return digest_of(Path(spec.origin).parent)


def digest_of(folder: Path) -> str:
    """The SHA-256 over the names and contents of all Python files in a folder, and over how they
    are compiled, in hexadecimal."""
    told = hashlib.sha256()
    for path in (*sorted(folder.glob("*.py")), DECORATORS):
        source = path.read_bytes()
        told.update(f"{path.name} {len(source)}\n".encode() + source)
    return told.hexdigest()


@lru_cache(maxsize=1)
def _for_this_process() -> TemporaryDirectory[str]:
    return TemporaryDirectory(prefix="renkei-")


def settings() -> Any:
    """Numba's settings; CACHE_DIR is what the user set as NUMBA_CACHE_DIR, or empty."""
    return import_module("numba.core.config")
