"""What a run is asked for: read from an address, written as one, and run."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from renkei.export.charts import charts
from renkei.packs.load import load_pack
from renkei.web.jobs import Progress

if TYPE_CHECKING:
    from renkei.packs.pack import Pack
    from renkei.packs.scenario import Choice, Parameter
    from renkei.simulation.comparison import Comparison
    from renkei.simulation.spread import Sensitivity

_LOSSES = 40
_POINTS, _REPLICATIONS = 16, 8


@dataclass(frozen=True, slots=True)
class Asked:
    """A run: equal ones give equal answers, so that its address is all one needs to repeat it.

    `settings` are what was set otherwise than the pack has it. `losses` takes posts and links away
    one by one, `sensitivity` varies all that is assumed.
    """

    pack: str
    scenario: str
    arrangements: tuple[str, ...]
    replications: int
    seed: int
    settings: tuple[tuple[str, str], ...]
    losses: bool
    sensitivity: bool

    @property
    def digest(self) -> str:
        """A name for the job: the beginning of the SHA-256 of what is asked."""
        told = json.dumps(asdict(self), sort_keys=True)
        return hashlib.sha256(told.encode()).hexdigest()[:16]

    @property
    def address(self) -> str:
        """The address that repeats it."""
        rows = [("scenario", self.scenario)]
        rows += [("arrangement", key) for key in self.arrangements]
        rows += [("replications", str(self.replications)), ("seed", str(self.seed))]
        rows += [("set", f"{key}={value}") for key, value in self.settings]
        rows += [(name, "true") for name in ("losses", "sensitivity") if getattr(self, name)]
        return f"/run?{urlencode(rows)}"


@dataclass(frozen=True, slots=True)
class Drawn:
    """A chart of a result: its name, its title, and how it is drawn."""

    name: str
    title: str
    svg: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a run gave."""

    found: Comparison
    spread: Sensitivity | None
    drawn: tuple[Drawn, ...]


def changed(pack: Pack, scenario: str, given: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    """The settings among `given` that say something else than the pack does."""
    usual = {one.key: str(one.value) for one in assumed(pack, scenario)}
    return tuple(
        (key, value.strip())
        for key, value in sorted(given.items())
        if value.strip() and not _same(usual.get(key), value.strip())
    )


def assumed(pack: Pack, scenario: str) -> list[Parameter | Choice]:
    """Every figure and question that a contingency hangs on, its own ones first."""
    own = next(s for s in pack.scenarios if s.key == scenario)
    rows: list[Parameter | Choice] = [*own.parameters, *own.choices]
    rows += [*pack.conduct.parameters, *pack.conduct.choices]
    return list({row.key: row for row in reversed(rows)}.values())[::-1]


def run(asked: Asked, progress: Progress) -> Outcome:
    """Runs what is asked, and draws it."""
    from renkei.simulation.compare import compare
    from renkei.simulation.sensitivity import sensitivity

    pack = load_pack(asked.pack)
    share = 0.5 if asked.sensitivity else 0.95
    spread = None
    found = compare(
        pack,
        asked.scenario,
        asked.arrangements,
        asked.replications,
        asked.seed,
        _overrides(asked.settings),
        lambda done, doing: progress(share * done, doing),
        loss_replications=_LOSSES if asked.losses else 0,
    )
    if asked.sensitivity and len(asked.arrangements) > 1:
        spread = sensitivity(
            pack,
            asked.scenario,
            asked.arrangements,
            asked.seed,
            _overrides(asked.settings),
            lambda done, doing: progress(share + (0.95 - share) * done, doing),
            points=_POINTS,
            replications=_REPLICATIONS,
        )
    drawn = []
    for chart in charts(found, spread):
        progress(0.96, chart.title)
        drawn.append(Drawn(chart.name, chart.title, chart.svg()))
    return Outcome(found, spread, tuple(drawn))


def _overrides(settings: Iterable[tuple[str, str]]) -> dict[str, float | str]:
    found: dict[str, float | str] = {}
    for key, value in settings:
        try:
            found[key] = float(value)
        except ValueError:
            found[key] = value
    return found


def _same(usual: str | None, given: str) -> bool:
    if usual is None:
        return False
    try:
        return float(usual) == float(given)
    except ValueError:
        return usual == given
