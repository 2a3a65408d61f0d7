"""When matters arrive, drawn before the run."""

from __future__ import annotations

import math
from typing import Any

from renkei.jit import entry, inline, nth
from renkei.simulation.kernel.draws import stream_key, until_next


@inline
def _arrival(stream: Any, rates: Any, at: Any, horizon: Any) -> Any:
    """Readies the next arrival of a stream. Whether it is within the horizon."""
    if stream["at"] < stream["at_end"]:
        i = stream["at"] + stream["number"]
        stream["clock"] = at[i] if i < stream["at_end"] else math.inf
        return stream["clock"] <= horizon
    need = until_next(stream["base"], stream["number"])
    while stream["piece"] < stream["rates_end"]:
        piece = stream["piece"]
        rate = rates[nth(piece)]["rate"]
        until = rates[nth(piece + 1)]["begin"] if piece + 1 < stream["rates_end"] else math.inf
        if rate > 0.0:
            if need <= (until - stream["clock"]) * rate:
                stream["clock"] += need / rate
                return stream["clock"] <= horizon
            need -= (until - stream["clock"]) * rate
        stream["clock"] = until
        stream["piece"] += 1
    return False


@entry
def arrivals(
    streams: Any,
    rates: Any,
    at: Any,
    horizon: Any,
    seed: Any,
    first: Any,
    low: Any,
    high: Any,
    counts: Any,
    times: Any,
    total: Any,
) -> Any:
    """When matters arrive, by replication and stream, from `times[total]` on.

    How many do fills rows of `counts`. Gives `high`, or the replication for which `times` is short.
    """
    for r in range(low, high):
        for s in range(len(streams)):
            stream = streams[s]
            stream["base"] = stream_key(seed, first + r, stream["hash"])
            stream["number"], stream["piece"], stream["clock"] = 0, stream["rates"], 0.0
            if stream["rates"] < stream["rates_end"]:
                stream["clock"] = rates[stream["piece"]]["begin"]
            while _arrival(stream, rates, at, horizon):
                if total == len(times):
                    return r
                times[total] = stream["clock"]
                total += 1
                stream["number"] += 1
            counts[r, s] = stream["number"]
    return high
