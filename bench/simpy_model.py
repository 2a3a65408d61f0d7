"""A network as one would write it in SimPy, for speed: a process a task, a heap a desk.

It keeps nothing but sums. Its semantics are those of `Network`, save for what comes first within
one instant; `tests/simulation/oracle.py` is the model that agrees to the bit, and is slower.
"""

from __future__ import annotations

import random
from collections.abc import Generator
from heapq import heappop, heappush
from math import log
from typing import Any

import simpy

from renkei.simulation.network import Desk, Law, Network, Shape, Stream, Task

Process = Generator[Any, Any, None]


class Model:
    def __init__(self, network: Network, seed: int) -> None:
        self.network, self.world = network, simpy.Environment()
        self.chance = random.Random(seed)
        self.posts = [Post(self, desk) for desk in network.desks]
        self.events = self.live = 0
        self.spent = 0.0
        self.matters = 0
        self.ended = self.world.event()
        for stream in network.streams:
            self.live += 1
            self.world.process(self.arrivals(stream))

    def draw(self, law: Law) -> float:
        if law.shape == Shape.LOGNORMAL:
            return self.chance.lognormvariate(log(law.a), law.b)
        if law.shape == Shape.EXPONENTIAL:
            return self.chance.expovariate(1 / law.a)
        if law.shape == Shape.TRIANGULAR:
            return self.chance.triangular(law.a, law.c, law.b)
        return law.a

    def arrivals(self, stream: Stream) -> Process:
        ends = [begin for begin, _ in stream.rates[1:]] + [self.network.horizon]
        for (begin, rate), end in zip(stream.rates, ends, strict=True):
            if self.world.now < begin:
                yield self.world.timeout(begin - self.world.now)
            while True:
                gap = self.chance.expovariate(rate)
                if self.world.now + gap > end:
                    break
                yield self.world.timeout(gap)
                self.events += 1
                self.live += 1
                self.world.process(self.matter(stream))
        self.leave()

    def leave(self) -> None:
        self.live -= 1
        if not self.live:
            self.ended.succeed()

    def matter(self, stream: Stream) -> Process:
        begin = self.world.now
        done: list[simpy.Process] = []
        for task in stream.tasks:
            done.append(
                self.world.process(self.passes(stream, task, [done[k] for k in task.after]))
            )
        yield self.world.all_of(done)
        self.spent += self.world.now - begin
        self.matters += 1
        self.leave()

    def passes(self, stream: Stream, task: Task, after: list[simpy.Process]) -> Process:
        if len(after) == 1:
            yield after[0]
        elif after:
            yield self.world.all_of(after)
        if task.desk is None:
            yield self.world.timeout(self.draw(task.law))
        else:
            post = self.posts[task.desk]
            yield post.join(stream)
            yield self.world.timeout(self.draw(task.law))
            post.leave(stream.urgent)
        self.events += 1


class Post:
    def __init__(self, model: Model, desk: Desk) -> None:
        self.model, self.world, self.desk = model, model.world, desk
        self.queue: list[tuple[int, float, int, simpy.Event]] = []
        self.busy = self.present = self.count = 0
        self.open = not desk.opening
        self.awake = self.waking = False
        if desk.opening:
            self.world.process(self.hours())

    def hours(self) -> Process:
        week = 0.0
        while True:
            for begin, end in self.desk.opening:
                yield self.world.timeout(week + begin - self.world.now)
                self.open, self.awake, self.waking = True, False, False
                self.choose()
                yield self.world.timeout(week + end - self.world.now)
                self.open, self.awake = False, bool(self.desk.wake and self.present)
            week += 168.0

    def join(self, stream: Stream) -> simpy.Event:
        place = self.world.event()
        self.count += 1
        rank = stream.priority if stream.urgent else 1000 + stream.priority
        heappush(self.queue, (rank, self.world.now, self.count, place))
        self.present += stream.urgent
        self.choose()
        return place

    def leave(self, urgent: bool) -> None:
        self.busy -= 1
        self.present -= urgent
        self.choose()

    def choose(self) -> None:
        if self.awake and not self.present:
            self.awake = False
        while self.queue and self.busy < self.desk.servers:
            if not self.open and not (self.awake and self.queue[0][0] < 1000):
                break
            self.busy += 1
            heappop(self.queue)[3].succeed()
        shut = not (self.open or self.awake or self.waking)
        if shut and self.queue and self.queue[0][0] < 1000 and self.desk.wake:
            self.waking = True
            self.world.process(self.rouse(self.model.draw(self.desk.wake)))

    def rouse(self, takes: float) -> Process:
        yield self.world.timeout(takes)
        if self.waking:
            self.waking, self.awake = False, True
            self.choose()


def run(network: Network, seed: int) -> Model:
    """One replication, to its end."""
    model = Model(network, seed)
    model.world.run(until=model.ended)
    return model
