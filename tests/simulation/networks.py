"""Small networks at random, with everything that a network can have, and many ties."""

from __future__ import annotations

from random import Random

from renkei.simulation.network import Desk, Law, Network, Shape, Spent, Stream, Task

CHANCE = 7


def law(chance: Random) -> Law:
    a = chance.choice((0.0, 0.25, 0.5, 1.0, 2.0))
    match chance.randrange(CHANCE):
        case 0 | 1 | 2:
            return Law(Shape.CONSTANT, a)
        case 3:
            return Law(Shape.EXPONENTIAL, a + 0.25)
        case 4:
            return Law(Shape.UNIFORM, a, a + 1)
        case 5:
            return Law(Shape.TRIANGULAR, a, a + 0.5, a + 2)
    return Law(Shape.LOGNORMAL, a + 0.1, chance.uniform(0.1, 1.2))


def opening(chance: Random) -> tuple[tuple[float, float], ...]:
    match chance.randrange(4):
        case 0:
            return ()
        case 1:
            first, hours = chance.choice((0.0, 1.0, 8.5, 16.0)), chance.choice((2.0, 8.0))
            return tuple((24.0 * d + first, 24.0 * d + first + hours) for d in range(7))
        case 2:
            return ((0.0, 10.0), (10.0, 12.0), (20.0, 50.0), (160.0, 168.0))
    borders = sorted(chance.sample([x / 2 for x in range(337)], 2 * chance.randint(1, 5)))
    return tuple(zip(borders[::2], borders[1::2], strict=True))


def desk(chance: Random, key: str) -> Desk:
    wake = law(chance) if chance.random() < 0.6 else None
    return Desk(key, chance.randint(1, 3), opening(chance), wake)


def tasks(chance: Random, desks: int) -> tuple[Task, ...]:
    """A graph with joins; some of its ends branch into a part with loops."""
    count, branching = chance.randint(1, 5), chance.randint(0, 3)
    made: list[Task] = []
    for i in range(count):
        free = [k for k, t in enumerate(made) if not t.then]
        after = tuple(chance.sample(free, chance.randint(0, len(free)))) if free else ()
        then: tuple[tuple[int, float], ...] = ()
        if branching and chance.random() < 0.4:
            shares = [chance.uniform(0.1, 0.8 / branching) for _ in range(branching)]
            then = tuple((count + k, share) for k, share in enumerate(shares))
        made.append(_task(chance, f"step {i}", desks, after, then))
    reached = any(task.then for task in made)
    for k in range(branching if reached else 0):
        then = ((count + chance.randrange(branching), chance.choice((0.25, 0.5))),)
        made.append(_task(chance, f"turn {k}", desks, (), then if chance.random() < 0.6 else ()))
    ends = [k for k in range(count, len(made)) if not made[k].then]
    if ends:
        made.append(_task(chance, "sequel", desks, (chance.choice(ends),), ()))
    return tuple(made)


def _task(
    chance: Random,
    name: str,
    desks: int,
    after: tuple[int, ...],
    then: tuple[tuple[int, float], ...],
) -> Task:
    at = chance.randrange(desks) if chance.random() < 0.75 else None
    part, milestone = Spent(chance.randrange(5)), chance.choice(("", "seen", "decided"))
    return Task(name, law(chance), at, after, then, part, milestone)


def stream(chance: Random, key: str, desks: int, horizon: float) -> Stream:
    made = tasks(chance, desks)
    priority, urgent = chance.randint(0, 2), chance.random() < 0.5
    if chance.random() < 0.5:
        at = sorted(
            chance.randrange(2 * int(horizon) + 10) / 2 for _ in range(chance.randint(1, 20))
        )
        return Stream(key, made, (), tuple(at), priority, urgent)
    first = chance.choice((0.0, 3.0))
    rates = ((first, chance.choice((0.0, 0.1))), (horizon / 2, 0.6), (horizon - 5, 0.0))
    return Stream(key, made, rates, (), priority, urgent)


def network(seed: int) -> Network:
    """The network that a number stands for."""
    chance = Random(seed)
    desks = tuple(desk(chance, f"desk {i}") for i in range(chance.randint(1, 4)))
    horizon = chance.choice((24.0, 100.0, 400.0))
    keys = chance.sample("abcdef", chance.randint(1, 3))
    streams = tuple(stream(chance, key, len(desks), horizon) for key in keys)
    return Network(desks, streams, horizon, chance.random() < 0.2)
