"""Floors: scores that may not fall unless the file that holds them says why.

Each set in the file names a coding (`gold`, `documents` and `only` as `renkei.scoring.report.score`
takes them, paths from the root of the repository), a `digest` of what is scored, and `floors`: the
measured shares, rounded down to hundredths. ``python -m renkei.scoring.pin`` measures and writes
them anew; a floor is lowered only with a reason, which stays in the file.
"""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

import click
import yaml

from renkei.errors import RenkeiError
from renkei.scoring.coding import CodingError
from renkei.scoring.report import score
from renkei.scoring.sources import read_coding, shelve, shelved

FLOORS = Path("tests/scores/floors.yaml")
PINNED = ("f1", "rung", "polarity", "speaker_role", "speaker", "time", "actors")
Pin = dict[str, Any]


class PinError(RenkeiError):
    """A floor would be lowered without a reason."""


def present(pin: Pin, root: Path) -> bool:
    """Whether what a set scores is there."""
    return all((root / pin[key]).exists() for key in ("gold", "documents") if key in pin)


def digest(pin: Pin, root: Path) -> str:
    """Sixteen hexadecimal digits that change when a document or a coded statement does."""
    coding = read_coding(root / pin["gold"])
    shelf = shelve(root / pin["documents"]) if "documents" in pin else coding.shelf or {}
    coded, _ = shelved(coding, shelf, pin["only"])
    sha = hashlib.sha256()
    for name, rows in sorted(coded.items()):
        source = shelf[name]
        content = source if isinstance(source, bytes) else source.read_bytes()
        fields = json.dumps([{**row, "doc": name} for row in rows], sort_keys=True)
        sha.update(b"%d\0%s" % (len(content), content))
        sha.update(b"%d\0%s" % (len(fields), fields.encode()))
    return sha.hexdigest()[:16]


def measured(pin: Pin, root: Path) -> dict[str, float]:
    """The shares of a set, rounded down to hundredths.

    Raises
    ------
    CodingError
        If a document of it could not be scored.
    """
    documents = root / pin["documents"] if "documents" in pin else None
    found = score(root / pin["gold"], documents, only=pin["only"])
    if found.unscored:
        raise CodingError("; ".join(f"{one.document}: {one.reason}" for one in found.unscored))
    figures = {name: found.overall.shares[name] for name in PINNED}
    return {name: f.right * 100 // f.counted / 100 for name, f in figures.items() if f.counted}


def pinned(pin: Pin, shares: dict[str, float], now: str, why: str = "") -> Pin:
    """The set with new floors; each one lowered is listed with `why`.

    Raises
    ------
    PinError
        If one falls and `why` is empty.
    """
    old = pin.get("floors", {})
    fallen = [name for name, floor in old.items() if shares.get(name, 0.0) < floor]
    if fallen and not why:
        told = ", ".join(f"{name} {old[name]:.2f} → {shares.get(name, 0.0):.2f}" for name in fallen)
        raise PinError(f"{told}: say why with --why, or mend it")
    lowered = [
        {"measure": name, "from": old[name], "to": shares.get(name, 0.0), "why": why}
        for name in fallen
    ]
    return {
        **{key: pin[key] for key in ("gold", "documents", "only") if key in pin},
        "digest": now,
        "floors": shares,
        "lowered": [*pin.get("lowered", []), *lowered],
    }


@click.command()
@click.argument("file", type=click.Path(path_type=Path, exists=True), default=FLOORS)
@click.option("--why", default="", help="Why floors are lowered.")
def main(file: Path, why: str) -> None:
    """Measure every set that is there and pin its scores.

    Run it from the root of the repository.
    """
    pins: dict[str, Pin] = yaml.safe_load(file.read_text("utf-8"))
    root, refused = Path(), []
    for name, pin in pins.items():
        if not present(pin, root):
            click.echo(f"{name}: not here; left as it is")
            continue
        try:
            pins[name] = pinned(pin, measured(pin, root), digest(pin, root), why)
        except RenkeiError as error:
            refused.append(f"{name}: {error}")
            continue
        click.echo(f"{name}: {pins[name]['floors']}")
    file.write_text(yaml.safe_dump(pins, sort_keys=False, allow_unicode=True), "utf-8")
    if refused:
        raise click.ClickException("\n".join(refused))


if __name__ == "__main__":
    main()
