"""Loading: faults are told by file, row and field; a cache may be lost, stale, broken, refused."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from renkei.errors import PackError
from renkei.packs.load import load_names, load_pack, pack_folder

Write = Callable[..., Path]


def test_the_default_pack_is_found_by_name_and_by_path() -> None:
    assert pack_folder() == pack_folder("us_japan")
    assert load_pack(pack_folder("us_rok")).manifest.key == "us_rok"


def test_an_unknown_pack_is_refused_with_those_there_are() -> None:
    with pytest.raises(PackError, match=r"no pack 'atlantis'.*us_japan, us_rok"):
        load_pack("atlantis")


def test_a_fault_names_file_row_field_and_value(written: Write) -> None:
    def broken(files: dict) -> None:  # type: ignore[type-arg]
        files["items/command.yaml"][1]["history"][0]["status"] = "promised"

    with pytest.raises(
        PackError, match=r"items/command.yaml · signal-group · history.0.status.*promised"
    ):
        load_pack(written(broken))


@pytest.mark.parametrize("text", ["key: [", "\tkey: a", "key: *nowhere"])
def test_text_that_is_not_yaml_is_refused(written: Write, text: str) -> None:
    def broken(files: dict) -> None:  # type: ignore[type-arg]
        files["series.yaml"] = text

    with pytest.raises(PackError, match=r"series\.yaml: not well-formed"):
        load_pack(written(broken))


def test_a_file_that_is_not_utf8_is_refused(written: Write) -> None:
    folder = written()
    (folder / "series.yaml").write_bytes("# 統合".encode("shift_jis"))
    with pytest.raises(PackError, match=r"series\.yaml: not UTF-8"):
        load_pack(folder)


def test_plain_dates_words_and_numbers_stay_what_was_written(written: Write) -> None:
    def broken(files: dict) -> None:  # type: ignore[type-arg]
        files["forecasts.yaml"] = (
            "- {key: told, who: Someone, role: analyst, made: 2024-04-10, statement: It will,\n"
            "   likelihood: {worded: will, code: likely}, horizon: 2025, documents: [000, 012],\n"
            "   source: mod-1,\n"
            "   outcome: {result: no, date: 2026-01, what: It did not, source: mod-1}}\n"
        )

    forecast = load_pack(written(broken)).forecasts[0]
    assert (forecast.made, forecast.horizon, forecast.documents) == (
        "2024-04-10",
        "2025",
        ("000", "012"),
    )
    assert (forecast.outcome.result, forecast.outcome.date) == ("no", "2026-01")


def test_the_cache_gives_what_was_compiled(written: Write, own_cache: Path) -> None:
    folder = written()
    fresh, names = load_pack(folder), load_names(folder)
    assert len(list(own_cache.iterdir())) == 2
    _forget()
    assert (load_pack(folder), load_names(folder)) == (fresh, names)


def test_a_changed_file_makes_the_cache_stale(written: Write) -> None:
    folder = written()
    assert "pier talk" not in {n.text for n in load_names(folder)}

    def broken(files: dict) -> None:  # type: ignore[type-arg]
        files["items/command.yaml"][0]["aliases"]["en"].append("pier talk")

    assert "pier talk" in {n.text for n in load_names(written(broken))}


@pytest.mark.parametrize(
    "rot", ["", "not the digest\n{}", "{digest}\n[[1, 2", "{digest}\n[[]]", "\0"]
)
def test_a_broken_cache_is_made_anew(written: Write, own_cache: Path, rot: str) -> None:
    folder = written()
    names, pack = load_names(folder), load_pack(folder)
    for path in own_cache.iterdir():
        digest = path.read_text("utf-8").partition("\n")[0]
        path.write_text(rot.replace("{digest}", digest), "utf-8")
    _forget()
    assert (load_names(folder), load_pack(folder)) == (names, pack)


def test_bytes_that_are_no_text_do_not_break_the_cache(written: Write, own_cache: Path) -> None:
    folder = written()
    names = load_names(folder)
    for path in own_cache.iterdir():
        path.write_bytes(b"\xff\xfe\xff")
    _forget()
    assert load_names(folder) == names


def test_a_cache_that_cannot_be_written_is_done_without(written: Write, own_cache: Path) -> None:
    own_cache.write_text("a file stands where the folder should be")
    folder = written()
    assert load_names(folder) and load_pack(folder)
    assert own_cache.is_file()


def test_names_from_the_cache_need_no_models() -> None:
    script = (
        "import sys, pathlib, renkei.packs.load as load\n"
        "load.cache_folder = lambda: pathlib.Path(sys.argv[1])\n"
        "assert load.load_names('us_rok')\n"
        "print('pydantic' in sys.modules, 'yaml' in sys.modules, 'opencc' in sys.modules)"
    )

    def run(folder: Path) -> str:
        done = subprocess.run(
            [sys.executable, "-c", script, str(folder)], capture_output=True, text=True, check=True
        )
        return done.stdout.strip()

    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        assert run(Path(folder)) == "True True True"
        assert run(Path(folder)) == "False False False"


def _forget() -> None:
    from renkei.packs import load

    load._pack.cache_clear()
    load._names.cache_clear()
