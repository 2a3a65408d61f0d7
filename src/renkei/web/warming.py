"""What first views wait for, worked out beside the requests when the app starts."""

from __future__ import annotations

import gc
from contextlib import suppress
from threading import Thread

from renkei.errors import RenkeiError
from renkei.web import ask, ask_outlook
from renkei.web.site import Site


def warm(site: Site) -> Thread:
    """Begins it; ends by itself, and says nothing if the ledger cannot be asked."""
    thread = Thread(target=_warm, args=(site,), name="warming", daemon=True)
    thread.start()
    return thread


def _warm(site: Site) -> None:
    with suppress(RenkeiError):
        for question in (ask.states, ask.totals, ask.outlet_names, lambda s: s.names):
            question(site)
        for field in ("language", "source"):
            ask.values(site, field)
        ask_outlook.due(site, 0)
    gc.collect()
    gc.freeze()  # names and patterns stay for good: no need to look through them again and again
