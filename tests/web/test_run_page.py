"""Run: what is asked for stands in the address, and the address gives the same again."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable
from time import monotonic, sleep
from typing import Any

import pytest
from fastapi.testclient import TestClient

ASKED = {"scenario": "deterrence-consultation", "replications": "12", "seed": "5"}
BOTH = ["dialogue", "consultative-group"]


def start(web: TestClient, **fields: Any) -> str:
    """Starts a run, waits until it has ended, and gives its address."""
    found = re.search(r'name="csrf" value="(\w+)"', web.get("/run").text)
    assert found
    answer = web.post("/run", data={"csrf": found[1], **fields}, follow_redirects=False)
    assert answer.status_code == 303, answer.text
    address: str = answer.headers["location"]
    end = monotonic() + 120
    while twin(web, address)["job"]["state"] == "running":
        assert monotonic() < end
        sleep(0.05)
    return address


def twin(web: TestClient, address: str) -> Any:
    return web.get(address.replace("/run?", "/run.json?")).json()


def test_an_address_repeats_its_run(open_app: Callable[..., TestClient]) -> None:
    web = open_app()
    address = start(web, **ASKED, arrangement=BOTH)
    view = twin(web, address)
    assert view["job"]["state"] == "done"
    assert {row["lineup"] for row in view["figures"]["times"]} == set(BOTH)
    assert view["figures"]["sentences"]
    assert view["address"] == address
    chart = view["figures"]["charts"][0][0]
    path = f"/run/results/{view['job']['id']}"
    assert web.get(f"{path}/{chart}.svg").text.startswith("<svg")
    assert "lineup,stream,milestone" in web.get(f"{path}/times.csv").text
    pairs = csv.DictReader(io.StringIO(web.get(f"{path}/pairs.csv").text.lstrip("\ufeff")))
    assert any(float(row["difference_value"]) < 0 for row in pairs)
    assert "<script" not in web.get(f"{path}/report.html").text
    for name in ("no-such.svg", "setting.csv", "__class__.csv"):
        assert web.get(f"{path}/{name}").status_code == 404
    other = open_app()
    assert twin(other, address)["figures"] is None
    again = twin(other, start(other, **ASKED, arrangement=BOTH))
    assert again["figures"]["times"] == view["figures"]["times"]


def test_a_changed_assumption_stands_in_the_address(web: TestClient) -> None:
    assumed = {a["key"]: a for a in web.get("/run.json", params=ASKED).json()["assumed"]}
    assert all(a["source"]["source"] != "assumption" or a["why"] for a in assumed.values())
    key = next(k for k, a in assumed.items() if a["unit"] == "log")
    usual = assumed[key]["value"]
    same = start(web, **ASKED, arrangement=BOTH, **{f"set.{key}": usual})
    assert "set=" not in same
    changed = start(web, **ASKED, arrangement=BOTH, **{f"set.{key}": "0.01"})
    assert f"set={key}%3D0.01" in changed
    assert twin(web, changed)["figures"]["times"] != twin(web, same)["figures"]["times"]


def test_what_cannot_be_run_is_told(web: TestClient) -> None:
    address = start(web, **ASKED, arrangement=BOTH, **{"set.no-such-thing": "1"})
    view = twin(web, address)
    assert view["job"]["state"] == "failed"
    assert "no-such-thing" in view["job"]["error"]
    assert "no-such-thing" in web.get(address).text


@pytest.mark.parametrize(
    ("query", "status"),
    [("scenario=../../etc/passwd", 404), ("scenario=x.yaml", 404), ("arrangement=nowhere", 404),
     ("replications=0", 422), ("replications=1000000", 422), ("seed=-1", 422)],
)  # fmt: skip
def test_what_is_not_there_is_not_run(web: TestClient, query: str, status: int) -> None:
    assert web.get(f"/run.json?{query}").status_code == status


def test_nothing_is_run_by_looking(web: TestClient) -> None:
    assert web.get("/run.json", params=ASKED).json()["job"] is None
    assert web.post("/run", data=ASKED).status_code == 403


def test_nothing_is_run_read_only(open_app: Callable[..., TestClient]) -> None:
    open_app()
    web = open_app(read_only=True)
    assert web.get("/run").status_code == 200
    assert web.post("/run", data=ASKED).status_code == 403
