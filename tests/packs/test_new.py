"""A new pack is clean from the start, whatever the alliance, and never written over another."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from renkei.cli.app import app
from renkei.errors import PackError
from renkei.packs.check import check_folder
from renkei.packs.load import load_names, load_pack
from renkei.packs.new import new_pack
from renkei.packs.scenario_file import new_scenario
from renkei.simulation.checking import check_file


def test_a_new_pack_is_clean_and_names_its_item(tmp_path: Path) -> None:
    folder = tmp_path / "fr_de"
    files = new_pack(folder, "fr_de", ("FR", "DE"))
    assert [str(f) for f in check_folder(folder)] == []
    assert load_pack(folder).manifest.parties == ("FR", "DE")
    assert {"SCB", "樣本磋商機構"} <= {n.text for n in load_names(folder)}
    assert {path.name for path in files} >= {"pack.yaml", "actors.yaml", "README.md"}


def test_a_new_pack_runs_and_takes_new_contingencies(tmp_path: Path) -> None:
    folder = tmp_path / "fr_de"
    new_pack(folder, "fr_de", ("FR", "DE"))
    words = ["run", "sample-incident", "--pack", str(folder), "--all", "--replications", "20"]
    result = CliRunner().invoke(app, words)
    assert result.exit_code == 0, result.output
    for milestone in ("seen", "decided FR", "decided DE", "agreed", "done"):
        assert milestone in result.output
    pack = load_pack(folder)
    assert all(post.seat != "none" for post in pack.structure.posts)
    new_scenario(tmp_path / "mine.yaml", pack)
    assert check_file(tmp_path / "mine.yaml", pack) == []


def test_a_pack_is_not_written_over(tmp_path: Path) -> None:
    new_pack(tmp_path, "fr_de", ("FR", "DE"))
    with pytest.raises(PackError, match="stands there already"):
        new_pack(tmp_path, "fr_de", ("FR", "DE"))


@pytest.mark.parametrize(
    ("key", "parties"), [("FR DE", ("FR", "DE")), ("fr_de", ("FR", "Germany"))]
)
def test_malformed_names_are_refused(tmp_path: Path, key: str, parties: tuple[str, str]) -> None:
    with pytest.raises(PackError):
        new_pack(tmp_path / "new", key, parties)
    assert not (tmp_path / "new").exists()


def test_a_place_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(PackError, match="cannot be written"):
        new_pack(tmp_path / "file", "fr_de", ("FR", "DE"))
