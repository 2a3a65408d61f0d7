"""Compiled code must not outlive its sources, wherever it is kept."""

from __future__ import annotations

import ast
import shutil
from importlib.util import find_spec
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from renkei import compiled
from renkei.intake import take_in
from renkei.ledger import Ledger
from renkei.reading import warmup as reading
from renkei.reading.compiled import KERNEL as READING
from renkei.simulation.compiled import KERNEL as SIMULATION
from renkei.simulation.warmup import PREPARING, warmup

KERNELS = {"reading": READING, "simulation": SIMULATION}


def folder_of(kernel: compiled.Kernel) -> Path:
    spec = find_spec(kernel.package)
    assert spec and spec.origin
    return Path(spec.origin).parent


SOURCES = [
    (room, path.name)
    for room, kernel in KERNELS.items()
    for path in sorted(folder_of(kernel).glob("*.py"))
]


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    return Path(shutil.copytree(folder_of(SIMULATION), tmp_path / "kernel"))


def test_the_name_is_that_of_the_sources(copy: Path) -> None:
    assert compiled.digest_of(copy) == SIMULATION.digest()
    assert SIMULATION.folder().name == SIMULATION.digest()[:16]


@pytest.mark.parametrize(("room", "name"), SOURCES)
def test_an_edit_in_any_source_gives_another_folder(room: str, name: str, tmp_path: Path) -> None:
    copy = Path(shutil.copytree(folder_of(KERNELS[room]), tmp_path / "kernel"))
    with (copy / name).open("a") as source:
        source.write("#")
    assert compiled.digest_of(copy)[:16] != KERNELS[room].digest()[:16]


def test_an_edit_of_how_all_is_compiled_gives_another_folder(
    copy: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = tmp_path / "jit.py"
    other.write_text(compiled.DECORATORS.read_text("utf-8") + "#", "utf-8")
    monkeypatch.setattr(compiled, "DECORATORS", other)
    assert compiled.digest_of(copy) != SIMULATION.digest()


def test_a_source_that_is_renamed_or_split_gives_another_folder(copy: Path) -> None:
    (copy / "heap.py").rename(copy / "heaps.py")
    renamed = compiled.digest_of(copy)
    text = (copy / "heaps.py").read_text("utf-8")
    (copy / "heaps.py").write_text(text[:100], "utf-8")
    (copy / "heapt.py").write_text(text[100:], "utf-8")
    assert len({SIMULATION.digest(), renamed, compiled.digest_of(copy)}) == 3


@pytest.mark.parametrize(("room", "name"), SOURCES)
def test_what_is_compiled_calls_nothing_of_ours_outside_its_folder(room: str, name: str) -> None:
    tree = ast.parse((folder_of(KERNELS[room]) / name).read_text("utf-8"))
    named = {node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    named |= {a.name for node in ast.walk(tree) if isinstance(node, ast.Import) for a in node.names}
    ours = {module for module in named if module and module.startswith("renkei")} - {"renkei.jit"}
    assert all(module.startswith(f"{KERNELS[room].package}.") for module in ours)


@pytest.mark.parametrize(
    "kept", [[], ["arriving.arrivals"], ["arriving.arrivals", "loop.simulate"]]
)
def test_who_waits_for_the_engine_is_told_why(
    kept: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    warmup()
    monkeypatch.setattr(compiled.settings(), "CACHE_DIR", str(tmp_path))
    for name in kept:
        (SIMULATION.folder(str(tmp_path)) / f"{name}-20.py311.nbi").touch()
    said: list[str] = []
    warmup(lambda share, doing: said.append(f"{share} {doing}"))
    assert said == ([] if len(kept) == 2 else [f"0.0 {PREPARING}"])


def test_all_entries_are_kept_once_the_engine_is_warm() -> None:
    warmup()
    assert SIMULATION.is_kept()


def test_all_entries_are_kept_once_the_reader_is_warm() -> None:
    reading.warmup()
    assert READING.is_kept()


def test_the_entries_of_the_reader_are_what_its_kernel_gives() -> None:
    given = {f"{f.__module__.rpartition('.')[2]}.{f.__name__}" for f in entries(READING.load())}
    assert given == READING.entries


def entries(kernel: ModuleType) -> list[Any]:
    return [f for f in (getattr(kernel, name) for name in kernel.__all__) if callable(f)]


@pytest.mark.parametrize("kept", [True, False])
def test_who_waits_for_the_reader_is_told_why(
    kept: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading, "is_ready", lambda: kept)
    (tmp_path / "one.txt").write_text("Japan will set up a command.", "utf-8")
    said: list[str] = []
    with Ledger.open(tmp_path / "l.ledger") as book:
        list(take_in(book, tmp_path / "one.txt", progress=lambda *told: said.append(told[2])))
    assert (said[0] == reading.PREPARING) is not kept
    assert said[-1].endswith("one.txt")


def test_a_cache_that_the_user_names_is_parted_by_the_sources_too(tmp_path: Path) -> None:
    assert SIMULATION.folder(str(tmp_path)) == tmp_path / SIMULATION.digest()[:16]


def test_a_cache_that_cannot_be_written_is_replaced(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "file"))
    folder = SIMULATION.folder()
    assert folder.is_dir() and tmp_path not in folder.parents
