"""Run: what is asked for stands in the address, and the address gives the same again."""

from __future__ import annotations

import csv
import html
import io
import re
from collections.abc import Callable
from threading import Event
from time import monotonic, sleep
from typing import Any

import pytest
from fastapi.testclient import TestClient

from renkei.web.jobs import jobs
from renkei.web.markup import named

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
    text = web.get("/run?lang=en").text
    assert 'action="/run" class="run-form"' not in text
    assert 'name="seed"' not in text
    assert "nothing can be run here" in text
    assert "assumed-rows" in text
    assert web.post("/run", data=ASKED).status_code == 403


def test_figures_are_told_by_names_with_their_keys(web: TestClient) -> None:
    address = start(web, **ASKED, arrangement=BOTH)
    labels = {row["arrangement"]: row["labels"]["ja"] for row in twin(web, address)["arrangements"]}
    text = html.unescape(web.get(f"{address}&lang=ja").text)
    (said,) = re.findall(r'<ul class="said-so" lang="en">(.*?)</ul>', text, re.DOTALL)
    for key in BOTH:
        assert f"{labels[key]} [{key}]" in said
    assert "A threat to which both must answer [threat]: " in said
    desks = dict(re.findall(r"<td>([^<]+) \[([\w-]+)\]/\w+</td>", text))
    assert desks
    assert all(name != key for name, key in desks.items())
    assert not re.search(r"<td[^>]*>[\w-]+/(principal|staff|office|meeting)</td>", text)


def test_a_label_is_put_before_whole_keys_only() -> None:
    labels = {"four-star": "A", "four-star-rank": "B"}
    text = named("four-star; four-star-rank/x, four-star-rank-only", labels)
    assert text == "A [four-star]; B [four-star-rank]/x, four-star-rank-only"


def test_a_run_that_another_one_bars_is_said_not_to_have_started(web: TestClient) -> None:
    free = Event()
    site: Any = web.app.state.site  # type: ignore[attr-defined]
    jobs(site, "run").start("other", lambda _: free.wait(60))
    try:
        found = re.search(r'name="csrf" value="(\w+)"', web.get("/run").text)
        assert found
        form = {"csrf": found[1], **ASKED, "arrangement": BOTH}
        text = web.post("/run", data=form).text
        notices = re.findall(r'class="notice[^>]*>(?:<span>)?<?b?>?([^<]*)', text)
        assert notices[0] == "It was not started."
        assert "Not run yet" not in text
        accept = {"Accept": "application/json"}
        assert web.post("/run", data=form, headers=accept).status_code == 409
    finally:
        free.set()


def test_what_an_address_holds_in_vain_is_said(web: TestClient) -> None:
    page = web.get("/run?contingency=<b>nosuch&lang=en")
    assert page.status_code == 200
    assert "does not know what is meant by: contingency" in page.text
    twin = web.get("/run.json?contingency=nosuch")
    assert twin.status_code == 400
    assert "contingency" in twin.json()["error"]
    assert "scenario" in twin.json()["error"]
    assert "does not know" not in web.get("/run?set=a=1&scenario=&seed=2").text
