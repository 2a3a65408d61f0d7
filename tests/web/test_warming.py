"""What first views wait for is worked out when the app starts."""

from __future__ import annotations

import gc
from pathlib import Path

from fastapi.testclient import TestClient

from renkei.web import warming
from renkei.web.app import create_app

from .conftest import BASE, JJOC


def test_first_views_find_their_work_done(made: Path) -> None:
    app = create_app(made, read_only=True)
    site = app.state.site
    try:
        warming.warm(site).join(60)
    finally:
        gc.unfreeze()
    assert {"states", "totals", "outlets", "values source", "due"} <= set(site.memory)
    kept = site.memory["states"]
    with TestClient(app, base_url=BASE) as web:
        rows = web.get("/items.json").json()["items"]["rows"]
    assert JJOC in {row["item"] for row in rows}
    assert site.memory["states"] is kept
