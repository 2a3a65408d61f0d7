"""The same semantics written in SimPy, reading the same draws: steps must be equal, not close.

Draws are worked out anew here, in whole numbers of Python; only the quantile of the normal is the
kernel's (it is held against scipy's elsewhere).
"""

from __future__ import annotations

import math
from bisect import bisect_right
from collections.abc import Callable, Generator
from dataclasses import dataclass, field
from heapq import heappush
from itertools import accumulate, count
from typing import Any

import simpy

from renkei.simulation.compiled import kernel
from renkei.simulation.network import Desk, Law, Network, Shape, Stream, Task
from renkei.simulation.plan import hash_of

MASK = 2**64 - 1
GOLDEN = 0x9E3779B97F4A7C15
FIRST, NORMAL, LATE = 0, 1, 2


@dataclass(frozen=True, slots=True)
class Done:
    """A step that ended, as `renkei.simulation.results.STEP` has it."""

    stream: int
    matter: int
    task: int
    visit: int
    ready: float
    start: float
    end: float
    asleep: float
    closed: float
    queueing: float


def mixed(z: int) -> int:
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9 & MASK
    z = (z ^ (z >> 27)) * 0x94D049BB133111EB & MASK
    return z ^ (z >> 31)


def unit(bits: int) -> float:
    return (bits >> 11) / 2**53


def quantile(law: Law, u: float) -> float:
    match law.shape:
        case Shape.CONSTANT:
            return law.a
        case Shape.EXPONENTIAL:
            return -law.a * math.log(1.0 - u)
        case Shape.UNIFORM:
            return law.a + u * (law.b - law.a)
        case Shape.TRIANGULAR:
            a, b, c = law.a, law.b, law.c
            if u * (c - a) < b - a:
                return a + math.sqrt(u * (c - a) * (b - a))
            return c - math.sqrt((1.0 - u) * (c - a) * (c - b))
    return law.a * math.exp(law.b * kernel().normal(u))


class World(simpy.Environment):
    """Time, with events at an exact hour, and one round of choices at the end of an instant."""

    def __init__(self) -> None:
        super().__init__()
        self.ids = count(10**12)
        self.touched: dict[int, Post] = {}

    def at(self, time: float, priority: int = NORMAL) -> simpy.Event:
        event = self.event()
        event._ok, event._value = True, None
        heappush(self._queue, (time, priority, next(self.ids), event))
        return event

    def touch(self, post: Post) -> None:
        if not self.touched:
            self.at(self.now, LATE).callbacks.append(self.choose)
        self.touched[id(post)] = post

    def choose(self, _: simpy.Event) -> None:
        posts = list(self.touched.values())
        self.touched.clear()
        for post in posts:
            post.choose()


@dataclass(slots=True)
class Job:
    key: tuple[Any, ...]
    urgent: bool
    wake: float
    granted: simpy.Event
    ready: float


@dataclass(eq=False)
class Post:
    """A desk: who waits, who works, whether anybody is there."""

    world: World
    desk: Desk
    rouse: Callable[[Job], float]
    busy: int = 0
    urgent: int = 0
    waiting: list[Job] = field(default_factory=list)
    state: str = "open"
    log: list[tuple[float, str]] = field(default_factory=list)

    def __post_init__(self) -> None:
        if self.desk.opening:
            self.turn("open" if self.is_open(0.0) else "closed")
            self.world.process(self.hours())

    def is_open(self, hour: float) -> bool:
        return any(begin <= hour % 168 < end for begin, end in self.desk.opening)

    def turn(self, state: str) -> None:
        self.state = state
        self.log.append((self.world.now, state))

    def hours(self) -> Generator[simpy.Event, None, None]:
        for week in count():
            for begin, end in self.desk.opening:
                if week or begin:
                    yield self.world.at(week * 168.0 + begin, FIRST)
                self.turn("open")
                self.world.touch(self)
                yield self.world.at(week * 168.0 + end, FIRST)
                if not self.is_open(self.world.now):
                    stays = self.desk.wake and self.urgent
                    self.turn("awake" if stays else "closed")

    def join(self, job: Job) -> None:
        self.waiting.append(job)
        self.urgent += job.urgent
        self.world.touch(self)

    def leave(self, urgent: bool) -> None:
        self.busy -= 1
        self.urgent -= urgent
        self.world.touch(self)

    def choose(self) -> None:
        if self.state == "awake" and not self.urgent:
            self.turn("closed")
        self.waiting.sort(key=lambda job: job.key)
        while self.busy < self.desk.servers:
            fit = [j for j in self.waiting if self.state == "open" or j.urgent]
            if not fit or self.state in ("closed", "waking"):
                break
            self.waiting.remove(fit[0])
            self.busy += 1
            fit[0].granted.succeed()
        if self.state == "closed" and self.desk.wake:
            roused = [j for j in self.waiting if j.urgent]
            if roused:
                self.turn("waking")
                self.world.process(self.waken(self.world.now + self.rouse(roused[0])))

    def waken(self, time: float) -> Generator[simpy.Event, None, None]:
        turns = len(self.log)
        yield self.world.at(time)
        if len(self.log) == turns:
            self.turn("awake")
            self.world.touch(self)

    def waited(self, begin: float, end: float, urgent: bool) -> tuple[float, float, float]:
        """How a wait divides into asleep, closed and queueing."""
        parts = dict.fromkeys(("asleep", "closed", "queueing"), 0.0)
        kinds = {
            "open": "queueing",
            "closed": "closed",
            "waking": "asleep" if urgent else "closed",
            "awake": "queueing" if urgent else "closed",
        }
        if not self.log:
            return 0.0, 0.0, end - begin
        ends = [*(time for time, _ in self.log[1:]), math.inf]
        for (since, state), until in zip(self.log, ends, strict=True):
            parts[kinds[state]] += max(0.0, min(end, until) - max(begin, since))
        return parts["asleep"], parts["closed"], parts["queueing"]


class Oracle:
    """One replication of a network."""

    def __init__(self, network: Network, seed: int, replication: int) -> None:
        self.network, self.world = network, World()
        self.base = mixed((mixed(seed) + (replication + 1) * GOLDEN) & MASK)
        self.posts = [Post(self.world, desk, lambda job: job.wake) for desk in network.desks]
        self.done: list[Done] = []
        self.left = 0
        for s, stream in enumerate(network.streams):
            self.left += 1
            self.world.process(self.arrivals(s, stream))

    def run(self) -> list[Done]:
        limit = self.network.horizon if self.network.stop_at_horizon else math.inf
        while self.left and self.world.peek() <= limit:
            self.world.step()
        return self.done

    def key(self, stream: Stream, number: int) -> int:
        base = mixed(self.base ^ hash_of(stream.key))
        return mixed((base + (number + 1) * GOLDEN) & MASK)

    def uniform(self, key: int, task: Task, visit: int, purpose: int) -> float:
        return unit(mixed((key + hash_of(task.name) + (4 * visit + purpose) * GOLDEN) & MASK))

    def times(self, stream: Stream) -> Generator[float, None, None]:
        if stream.at:
            yield from stream.at
            return
        piece, clock = 0, stream.rates[0][0]
        for number in count():
            bits = mixed((self.key(stream, number) + 0xD1B54A32D192ED03) & MASK)
            need = -math.log(1.0 - unit(bits))
            while True:
                if piece == len(stream.rates):
                    return
                rate = stream.rates[piece][1]
                last = piece + 1 == len(stream.rates)
                until = math.inf if last else stream.rates[piece + 1][0]
                if rate and need <= (until - clock) * rate:
                    clock += need / rate
                    break
                if rate:
                    need -= (until - clock) * rate
                clock = until
                piece += 1
            yield clock

    def arrivals(self, s: int, stream: Stream) -> Generator[simpy.Event, None, None]:
        for number, time in enumerate(self.times(stream)):
            if time > self.network.horizon:
                break
            yield self.world.at(time)
            self.left += 1
            Matter(self, s, stream, number)
        self.left -= 1


class Matter:
    def __init__(self, oracle: Oracle, s: int, stream: Stream, number: int) -> None:
        self.oracle, self.s, self.stream, self.number = oracle, s, stream, number
        self.key = oracle.key(stream, number)
        self.needs = [set(task.after) for task in stream.tasks]
        self.visits = [0] * len(stream.tasks)
        self.active = 0
        sent_to = {i for task in stream.tasks for i, _ in task.then}
        for i, task in enumerate(stream.tasks):
            if not task.after and i not in sent_to:
                self.begin(i)

    def begin(self, i: int) -> None:
        self.active += 1
        self.oracle.world.process(self.passes(i, self.stream.tasks[i]))

    def passes(self, i: int, task: Task) -> Generator[simpy.Event, None, None]:
        oracle, world, stream = self.oracle, self.oracle.world, self.stream
        ready, visit = world.now, self.visits[i]
        self.visits[i] += 1
        takes = quantile(task.law, oracle.uniform(self.key, task, visit, 0))
        post = None if task.desk is None else oracle.posts[task.desk]
        parts = (0.0, 0.0, 0.0)
        if post:
            wake = quantile(post.desk.wake or task.law, oracle.uniform(self.key, task, visit, 2))
            key = (stream.priority, ready, stream.key, self.number, task.name)
            job = Job(key, stream.urgent, wake, world.event(), ready)
            post.join(job)
            yield job.granted
            parts = post.waited(ready, world.now, stream.urgent)
        start = world.now
        yield world.at(start + takes)
        if post:
            post.leave(stream.urgent)
        oracle.done.append(Done(self.s, self.number, i, visit, ready, start, world.now, *parts))
        self.follow(i, task, visit)
        self.active -= 1
        if not self.active:
            oracle.left -= 1

    def follow(self, i: int, task: Task, visit: int) -> None:
        if task.then:
            u = self.oracle.uniform(self.key, task, visit, 1)
            sums = list(accumulate(share for _, share in task.then))
            chosen = bisect_right([1.0 if x > 1 - 1e-9 else x for x in sums], u)
            if chosen < len(sums):
                self.begin(task.then[chosen][0])
            return
        for k, needs in enumerate(self.needs):
            if i in needs:
                needs.discard(i)
                if not needs:
                    self.begin(k)
