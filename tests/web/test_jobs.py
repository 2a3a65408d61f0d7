"""Jobs: one at a time, told about, stopped when asked, kept when done."""

from __future__ import annotations

import threading
from collections.abc import Callable
from time import monotonic, sleep

import pytest

from renkei.errors import SimulationError
from renkei.web.jobs import KEPT, Busy, Jobs, Progress, State


def ended(jobs: Jobs, name: str) -> State:
    end = monotonic() + 20
    while (told := jobs.told(name)) and told.state is State.RUNNING:
        assert monotonic() < end
        sleep(0.005)
    assert told
    return told.state


def holding(gate: threading.Event) -> Callable[[Progress], object]:
    """Work that goes on telling its progress until the gate opens."""

    def work(progress: Progress) -> object:
        while not gate.wait(0.005):
            progress(0.5, "waiting")
        return "done"

    return work


def test_a_job_gives_what_it_made() -> None:
    def work(progress: Progress) -> object:
        progress(0.3, "half")
        return 42

    jobs = Jobs()
    jobs.start("a", work)
    assert ended(jobs, "a") is State.DONE
    assert jobs.result("a") == 42
    told = jobs.told("a")
    assert told
    assert (told.share, told.doing) == (1.0, "half")


def test_one_at_a_time() -> None:
    jobs, gate = Jobs(), threading.Event()
    jobs.start("a", holding(gate))
    with pytest.raises(Busy):
        jobs.start("b", lambda _: None)
    assert jobs.start("a", lambda _: None).state is State.RUNNING
    gate.set()
    assert ended(jobs, "a") is State.DONE
    jobs.start("b", lambda _: 1)
    assert ended(jobs, "b") is State.DONE


def test_a_job_is_stopped() -> None:
    jobs = Jobs()
    jobs.start("a", holding(threading.Event()))
    jobs.cancel("a")
    assert ended(jobs, "a") is State.CANCELLED
    assert jobs.result("a") is None
    jobs.start("a", lambda _: 2)
    assert ended(jobs, "a") is State.DONE


def test_what_went_wrong_is_told() -> None:
    def wrong(_: Progress) -> object:
        raise SimulationError("no arrangement 'x'")

    def broken(_: Progress) -> object:
        raise ZeroDivisionError("division by zero")

    jobs = Jobs()
    for name, work, said in (("a", wrong, "no arrangement"), ("b", broken, "ZeroDivisionError")):
        jobs.start(name, work)
        assert ended(jobs, name) is State.FAILED
        told = jobs.told(name)
        assert told
        assert said in told.error


def test_only_the_last_ones_are_kept() -> None:
    jobs = Jobs()
    for n in range(KEPT + 3):
        jobs.start(str(n), lambda _: None)
        ended(jobs, str(n))
    assert jobs.told("0") is None
    assert jobs.told(str(KEPT + 2))
    last = jobs.last()
    assert last
    assert last.id == str(KEPT + 2)


def test_progress_never_goes_back() -> None:
    jobs, gate, seen = Jobs(), threading.Event(), threading.Event()

    def work(progress: Progress) -> object:
        progress(0.8, "far")
        progress(0.2, "again")
        seen.set()
        gate.wait(20)
        return None

    jobs.start("a", work)
    assert seen.wait(20)
    told = jobs.told("a")
    gate.set()
    assert told
    assert told.share == 0.8
    assert ended(jobs, "a") is State.DONE
