"""The rules of a network: what is refused before a run, and why."""

from __future__ import annotations

from collections.abc import Sequence
from math import isfinite

from renkei.errors import RenkeiError
from renkei.simulation.network import Desk, Law, Network, Shape, Stream, Task

WEEK = 168.0
ROUNDING = 1e-9
"""By how much probabilities may miss 1."""


class NetworkError(RenkeiError):
    """A network cannot be run. The message names the stream, the task or the desk, and why."""


def roots(stream: Stream) -> list[int]:
    """The tasks that start when a matter arrives."""
    sent_to = {k for task in stream.tasks for k, _ in task.then}
    return [i for i, t in enumerate(stream.tasks) if not t.after and i not in sent_to]


def check(network: Network) -> None:
    """Refuses a network that breaks a rule of `Network`, or whose run would never end."""
    if not isfinite(network.horizon) or network.horizon < 0:
        raise NetworkError(f"the horizon is {network.horizon}: give a number of hours from 0 on")
    if not network.streams:
        raise NetworkError("there is no stream: nothing would happen")
    _differ([s.key for s in network.streams], "stream keys")
    for desk in network.desks:
        _check_desk(desk)
    for stream in network.streams:
        _check_arrivals(stream)
        _differ([t.name for t in stream.tasks], f"stream {stream.key}: names of tasks")
        for task in stream.tasks:
            _check_task(stream, task, len(network.desks))
        _check_order(stream, network.stop_at_horizon)


def _differ(words: Sequence[str], what: str) -> None:
    twice = sorted({word for word in words if words.count(word) > 1})
    if twice:
        raise NetworkError(f"{what} must differ: {', '.join(twice)} stands more than once")


def _check_desk(desk: Desk) -> None:
    if desk.servers < 1:
        raise NetworkError(f"desk {desk.key}: has {desk.servers} servers; give 1 or more")
    if desk.wake:
        _check_law(desk.wake, f"desk {desk.key}: wake")
    last = 0.0
    for begin, end in desk.opening:
        if not last <= begin < end <= WEEK:
            raise NetworkError(
                f"desk {desk.key}: opening ({begin}, {end}) must begin before it ends, within 0 "
                f"to {WEEK:.0f}, and not before the one before it ends"
            )
        last = end


def _check_law(law: Law, where: str) -> None:
    used = (law.a, law.b, law.c)[: (1, 1, 2, 3, 2)[law.shape]]
    fine = all(isfinite(x) and x >= 0 for x in used)
    if law.shape in (Shape.UNIFORM, Shape.TRIANGULAR):
        fine = fine and list(used) == sorted(used)
    if not fine:
        raise NetworkError(f"{where}: {law} needs finite numbers from 0 on, in rising order")


def _check_arrivals(stream: Stream) -> None:
    if bool(stream.rates) == bool(stream.at):
        raise NetworkError(f"stream {stream.key}: give either `rates` or `at`")
    hours = [hour for hour, _ in stream.rates] or list(stream.at)
    if not all(isfinite(h) and h >= 0 for h in hours) or hours != sorted(hours):
        raise NetworkError(f"stream {stream.key}: hours must be in order, from 0 on")
    if stream.rates and len(set(hours)) < len(hours):
        raise NetworkError(f"stream {stream.key}: two rates begin at the same hour")
    if not all(isfinite(rate) and rate >= 0 for _, rate in stream.rates):
        raise NetworkError(f"stream {stream.key}: rates must be finite numbers from 0 on")


def _check_task(stream: Stream, task: Task, desks: int) -> None:
    where = f"stream {stream.key}, task {task.name}"
    _check_law(task.law, where)
    if task.desk is not None and not 0 <= task.desk < desks:
        raise NetworkError(f"{where}: there is no desk {task.desk}")
    for k in (*task.after, *(k for k, _ in task.then)):
        if not 0 <= k < len(stream.tasks):
            raise NetworkError(f"{where}: there is no task {k}")
    shares = [share for _, share in task.then]
    if any(not share >= 0 for share in shares) or sum(shares) > 1 + ROUNDING:
        raise NetworkError(f"{where}: probabilities in `then` must be from 0 on, and 1 in all")
    for k in task.after:
        if stream.tasks[k].then:
            raise NetworkError(f"{where}: cannot be after {stream.tasks[k].name}, which branches")
    for k, _ in task.then:
        if stream.tasks[k].after:
            raise NetworkError(f"{where}: branches to {stream.tasks[k].name}, which has `after`")


def _check_order(stream: Stream, stops: bool) -> None:
    """Every task can be reached, and, unless the run is stopped, every matter can leave."""
    tasks = stream.tasks
    if not roots(stream):
        raise NetworkError(f"stream {stream.key}: no task starts at arrival")
    reached: set[int] = set()
    todo = roots(stream)
    while todo:
        k = todo.pop()
        if k in reached:
            continue
        reached.add(k)
        todo += [i for i, share in tasks[k].then if share > 0]
        todo += [
            i for i, t in enumerate(tasks) if t.after and k in t.after and reached >= set(t.after)
        ]
    for i, task in enumerate(tasks):
        if i not in reached:
            raise NetworkError(
                f"stream {stream.key}, task {task.name}: never starts; look for a circle in "
                "`after`, or a branch of probability 0"
            )
    if stops:
        return
    leaves = {i for i, t in enumerate(tasks) if sum(x for _, x in t.then) < 1 - ROUNDING}
    while (
        more := {i for i, t in enumerate(tasks) if any(k in leaves and x > 0 for k, x in t.then)}
        - leaves
    ):
        leaves |= more
    for i, task in enumerate(tasks):
        if i not in leaves:
            raise NetworkError(
                f"stream {stream.key}, task {task.name}: leads round without end; give a branch "
                "that leaves, or stop the run at its horizon"
            )
