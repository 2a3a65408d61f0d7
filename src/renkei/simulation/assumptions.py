"""What is assumed: a space with one side for every open figure and question, and its points.

A point gives every parameter a value and every choice an answer. The best guess is one point; a
row of numbers between 0 and 1, one a side, is another.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from math import exp, inf, log, sqrt
from typing import TYPE_CHECKING

from renkei.errors import SimulationError
from renkei.simulation.outline import in_hours

if TYPE_CHECKING:
    from renkei.packs.scenario import Choice, Conduct, Parameter, Scenario

LIMITS = {"count": (1.0, inf), "clock": (0.0, 24.0)}
"""Between what a figure in a unit may be set; any other from 0 on."""


@dataclass(frozen=True, slots=True)
class Point:
    """Figures in hours (see `outline.in_hours`), by parameter, and answers, by choice."""

    values: Mapping[str, float]
    answers: Mapping[str, str]


@dataclass(frozen=True)
class Space:
    """All parameters and choices of a pack's conduct and a contingency, by key."""

    parameters: Mapping[str, Parameter]
    choices: Mapping[str, Choice]

    def guess(self, overrides: Mapping[str, float | str] | None = None) -> Point:
        """The best guess, with some figures (in their own units) and answers set otherwise.

        Raises
        ------
        SimulationError
            If an override names nothing that is assumed, or an answer that is none.
        """
        values = {key: in_hours(one, one.value) for key, one in self.parameters.items()}
        answers = {key: one.value for key, one in self.choices.items()}
        for key, given in (overrides or {}).items():
            if key in self.parameters:
                one = self.parameters[key]
                values[key] = in_hours(one, _number(one, given))
            elif key in self.choices:
                if str(given) not in self.choices[key].options:
                    options = ", ".join(self.choices[key].options)
                    raise SimulationError(f"{key} may be {options}; it was given {given!r}")
                answers[key] = str(given)
            else:
                raise SimulationError(
                    f"nothing that is assumed is called {key!r}; see renkei scenario show"
                )
        return Point(values, answers)

    def open(self, used: set[str] | None = None) -> tuple[str, ...]:
        """The keys of what is varied, parameters first: those in `used`, or all."""
        keys = [key for key, one in self.parameters.items() if one.range]
        keys += list(self.choices)
        return tuple(key for key in keys if used is None or key in used)

    def point(self, sides: Sequence[str], row: Sequence[float], start: Point) -> Point:
        """`start` with the sides `sides` at the places that `row` gives (0 to 1 along each)."""
        values, answers = dict(start.values), dict(start.answers)
        for key, u in zip(sides, row, strict=True):
            if key in self.choices:
                answers[key] = answer(self.choices[key], u)
            else:
                one = self.parameters[key]
                values[key] = in_hours(one, spread_over(one, u))
        return Point(values, answers)


def space(conduct: Conduct, scenario: Scenario) -> Space:
    """The space of a contingency; what it gives under a key goes before what the conduct gives."""
    return Space(
        {one.key: one for one in (*conduct.parameters, *scenario.parameters)},
        {one.key: one for one in (*conduct.choices, *scenario.choices)},
    )


def spread_over(parameter: Parameter, u: float) -> float:
    """The value of which a share `u` of what is assumed lies below, in the parameter's own unit."""
    if parameter.range is None:
        return parameter.value
    low, high = parameter.range
    if parameter.shape == "loguniform":
        return exp(log(low) + u * (log(high) - log(low)))
    if parameter.shape == "uniform" or low == high:
        return low + u * (high - low)
    mode, width = parameter.value, high - low
    if u * width <= mode - low:
        return low + sqrt(u * width * (mode - low))
    return high - sqrt((1 - u) * width * (high - mode))


def answer(choice: Choice, u: float) -> str:
    """The answer at the place `u`, where options lie side by side, each as wide as its weight."""
    ends = list(accumulate(choice.weights))
    return choice.options[min(bisect_right(ends, u), len(ends) - 1)]


def remarks(space: Space, overrides: Mapping[str, float | str]) -> tuple[str, ...]:
    """Which of the figures that were set otherwise lie outside what is assumed of them."""
    found = []
    for key, given in overrides.items():
        one = space.parameters.get(key)
        if one and one.range and not one.range[0] <= float(given) <= one.range[1]:
            low, high = one.range
            found.append(
                f"{key} was set to {float(given):g} {one.unit.value}, outside what is assumed "
                f"({low:g} to {high:g})"
            )
    return tuple(found)


def _number(parameter: Parameter, given: float | str) -> float:
    key, unit = parameter.key, parameter.unit.value
    try:
        value = float(given)
    except ValueError as error:
        raise SimulationError(f"{key} is a number; it was given {given!r}") from error
    least, most = LIMITS.get(unit, (0.0, inf))
    if not least <= value <= most or value == inf:
        wanted = f"from {least:g} to {most:g}" if most < inf else f"{least:g} or more"
        raise SimulationError(f"{key} is in {unit}, {wanted}; it was given {given}")
    return value
