"""Loading a pack, or only its names, from the YAML or from what was compiled of it before.

Parsing and checking the YAML takes about a second; every command needs the names. So both are kept
compiled in the user's cache folder, under a digest of every file that they are made of. A cache
that is missing, stale, broken or cannot be written costs time and nothing else.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from renkei.errors import PackError
from renkei.nouns import Name

if TYPE_CHECKING:
    from renkei.packs.pack import Pack

HERE = Path(__file__).parent
DEFAULT = "us_japan"
T = TypeVar("T")


def load_pack(where: str | Path = DEFAULT) -> Pack:
    """The pack of that name that ships with Renkei, or the one in that folder.

    Raises
    ------
    PackError
        If there is none, or if it departs from the schema; the message lists where.
    """
    folder = pack_folder(where)
    return _pack(folder, _digest(folder))


def load_names(where: str | Path = DEFAULT) -> tuple[Name, ...]:
    """All names of a pack, actors included, without building the pack where that was done before.

    Raises
    ------
    PackError
        As `load_pack`.
    """
    folder = pack_folder(where)
    return _names(folder, _digest(folder))


def pack_folder(where: str | Path = DEFAULT) -> Path:
    """The folder of a pack, by its name or its path.

    Raises
    ------
    PackError
        If there is no such pack. The message names those that there are.
    """
    for folder in (HERE / where, Path(where)):
        if (folder / "pack.yaml").is_file():
            return folder.resolve()
    known = ", ".join(sorted(path.parent.name for path in HERE.glob("*/pack.yaml")))
    raise PackError(f"no pack {str(where)!r}: give one of {known}, or a folder with a pack.yaml")


def cache_folder() -> Path:
    """Where compiled packs are kept."""
    from platformdirs import user_cache_path

    return user_cache_path("renkei") / "packs"


@lru_cache(maxsize=8)
def _pack(folder: Path, digest: str) -> Pack:
    from renkei.packs.pack import Pack

    def dump(pack: Pack) -> str:
        return pack.model_dump_json(exclude_unset=True)

    return _compiled(folder, "pack", digest, lambda: _read(folder), dump, Pack.model_validate_json)


@lru_cache(maxsize=8)
def _names(folder: Path, digest: str) -> tuple[Name, ...]:
    def make() -> tuple[Name, ...]:
        from renkei.packs.names import names_of

        return names_of(_pack(folder, digest), folder)

    def dump(names: tuple[Name, ...]) -> str:
        rows = [(n.text, n.kind, n.key, n.language, n.state, n.role) for n in names]
        return json.dumps(rows, ensure_ascii=False)

    def load(text: str) -> tuple[Name, ...]:
        return tuple(Name(*row) for row in json.loads(text))

    return _compiled(folder, "names", digest, make, dump, load)


def _read(folder: Path) -> Pack:
    from renkei.packs.read import read_pack

    pack, findings = read_pack(folder)
    if pack is None or findings:
        shown = "\n".join(f"  {finding}" for finding in findings[:20])
        more = f"\n  and {len(findings) - 20} more" if len(findings) > 20 else ""
        raise PackError(f"{folder}: the pack departs from its schema:\n{shown}{more}")
    return pack


def _compiled(
    folder: Path,
    what: str,
    digest: str,
    make: Callable[[], T],
    dump: Callable[[T], str],
    load: Callable[[str], T],
) -> T:
    """What `make` gives, from the cache if it holds it under the same digest."""
    path = cache_folder() / f"{folder.name}-{_hash(str(folder).encode())[:12]}.{what}.json"
    try:
        stamp, _, text = path.read_text("utf-8").partition("\n")
        if stamp == digest:
            return load(text)
    except (OSError, ValueError, TypeError):
        pass
    made = make()
    _write(path, f"{digest}\n{dump(made)}")
    return made


def _write(path: Path, text: str) -> None:
    """Write all of `text` or nothing; do without where the place cannot be written."""
    part = path.with_name(f"{path.name}.{os.getpid()}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        part.write_text(text, "utf-8")
        part.replace(path)
    except OSError:
        with suppress(OSError):
            part.unlink()


def _digest(folder: Path) -> str:
    """A hash of every file that a compiled pack is made of, this room's own code included."""
    return _hash(
        *(part for path in _inputs(folder) for part in (path.name.encode(), path.read_bytes()))
    )


def _inputs(folder: Path) -> Iterator[Path]:
    yield from sorted(folder.rglob("*.yaml"))
    yield from sorted((HERE / "common").glob("*.yaml"))
    yield from sorted(HERE.glob("*/conduct.yaml"))
    yield from sorted(HERE.glob("*.yaml"))
    yield from sorted(HERE.glob("*.py"))


def _hash(*parts: bytes) -> str:
    whole = hashlib.sha256()
    for part in parts:
        whole.update(b"%d\0" % len(part))
        whole.update(part)
    return whole.hexdigest()
