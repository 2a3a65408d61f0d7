"""The arrangement that a name stands for: a line-up of the pack, a proposal, or a day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from renkei.alliance.arrangement import arrangement
from renkei.alliance.proposal import lay
from renkei.edtf import bounds
from renkei.errors import SimulationError
from renkei.packs.structure import Arrangement as Proposal
from renkei.packs.values import Labels

if TYPE_CHECKING:
    from renkei.alliance.arrangement import Arrangement
    from renkei.packs.pack import Pack
    from renkei.packs.scenario import Lineup, Scenario


@dataclass(frozen=True, slots=True)
class Ready:
    """An arrangement to run. `remarks` say where a proposal and its day do not fit."""

    key: str
    labels: Labels
    arrangement: Arrangement
    why: str
    remarks: tuple[str, ...]


def ready(pack: Pack, name: str) -> Ready:
    """The arrangement that `name` means: a line-up, a proposal laid over the last line-up's day,
    or a day, month or year, of which the last day counts. A beginning that fits one only is enough.

    Raises
    ------
    SimulationError
        If it means none or several; the message lists what there is.
    """
    known = {lineup.key: lineup for lineup in pack.lineups}
    proposals = {proposal.key: proposal for proposal in pack.structure.arrangements}
    wanted = name.strip().casefold()
    for keys in ([wanted], [k for k in (*known, *proposals) if wanted and k.startswith(wanted)]):
        found = [key for key in keys if key in known or key in proposals]
        if len(found) == 1:
            key = found[0]
            return _lineup(pack, known[key]) if key in known else _proposal(pack, proposals[key])
    day = _day(wanted)
    if day:
        labels = Labels(en=f"As it stood on {day}", zh=f"{day}的体制", ja=f"{day}の体制")
        first, last = bounds(pack.manifest.covers)
        inside = (not first or first <= day) and (not last or day <= last)
        remark = f"{day} lies outside what the pack covers ({pack.manifest.covers})"
        return Ready(name, labels, arrangement(pack, day), "", () if inside else (remark,))
    meant = [key for key in (*known, *proposals) if wanted and key.startswith(wanted)]
    if meant:
        raise SimulationError(f"{name!r} may mean {', '.join(meant)}; give more of it")
    raise SimulationError(
        f"no arrangement {name!r}; give a date or one of: {', '.join((*known, *proposals))}"
    )


def for_scenario(pack: Pack, scenario: Scenario) -> tuple[Ready, ...]:
    """All line-ups that a contingency is meant to be run with."""
    return tuple(ready(pack, key) for key in scenario.lineups)


def _day(text: str) -> date | None:
    try:
        return bounds(text)[1]
    except ValueError:
        return None


def _lineup(pack: Pack, lineup: Lineup) -> Ready:
    base = bounds(lineup.base)[1]
    assert base
    now = arrangement(pack, base)
    remarks: list[str] = []
    proposals = {proposal.key: proposal for proposal in pack.structure.arrangements}
    for key in lineup.lay:
        if key not in proposals:
            raise SimulationError(f"{lineup.key}: lays {key!r}, which is no arrangement here")
        laid = lay(pack, proposals[key], now)
        now = laid.result
        remarks += laid.remarks
    if lineup.changes:
        laid = lay(pack, _further(lineup), now)
        now = laid.result
        remarks += laid.remarks
    return Ready(lineup.key, lineup.labels, now, lineup.why, tuple(dict.fromkeys(remarks)))


def _further(lineup: Lineup) -> Proposal:
    """A line-up's own changes in the shape of a proposal."""
    return Proposal(
        key=lineup.key,
        labels=lineup.labels,
        item=lineup.key,
        first_discussed=lineup.base,
        status="floated",  # type: ignore[arg-type]
        voice="analyst",  # type: ignore[arg-type]
        changes=lineup.changes,
        left_open=lineup.why,
        sources=(lineup.source,),
    )


def _proposal(pack: Pack, proposal: Proposal) -> Ready:
    days = [day for lineup in pack.lineups if (day := bounds(lineup.base)[1])]
    base = max(days, default=None) or bounds(proposal.first_discussed)[1]
    assert base
    laid = lay(pack, proposal, arrangement(pack, base))
    return Ready(
        proposal.key, proposal.labels, laid.result, proposal.left_open, tuple(laid.remarks)
    )
