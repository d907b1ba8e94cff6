"""Metric: one number read off a city, with all it takes to explain it; and the registry that metrics enter by being defined."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from inspect import signature
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from twin.climate import Climate
from twin.errors import TwinError, did_you_mean
from twin.html_table import html_table
from twin.parameter import Parameter, parameters_of
from twin.sources import SOURCES
from twin.words import Words
from twin.working import Working

Array = NDArray[np.float64]
Better = Literal["less", "more"]


@dataclass(frozen=True, eq=False)
class Measure:
    """What a metric's function returns.

    value     the number, in the metric's unit
    working   called for the receipt: the calculation written out for one cell, tree or building and summed up
    map       (rows, cols) what the number is made of, place by place, in `map_unit`; NaN where it does not apply; or what makes it,
              called when the map is looked at: most runs want the number alone
    map_unit  unit of the map when it is not the metric's
    map_label what the map shows when it is not the metric's number itself
    resolution  a smaller change of the value is the solver's own error, and nothing to speak of
    alert     what must be read before the number, such as trips that lost their way
    """

    value: float
    working: Callable[[], Working]
    map: Array | Callable[[], Array] | None = None
    map_unit: str = ""
    map_label: Words | None = None
    resolution: float = 0.0
    alert: Words | None = None

    @cached_property
    def cells(self) -> Array | None:
        """The map, made when it is first looked at."""
        return self.map() if callable(self.map) else self.map

    def __reduce__(self) -> tuple[Any, ...]:
        """For another process working and map are finished first: a closure cannot travel."""
        return Measure, (self.value, Finished(self.working()), self.cells, self.map_unit, self.map_label, self.resolution, self.alert)


@dataclass(frozen=True)
class Finished:
    """A working that was already written out."""

    working: Working

    def __call__(self) -> Working:
        return self.working


@dataclass(frozen=True, eq=False)
class Metric:
    """One number read off a city.

    key      name in code and on the command line
    theme    key of `THEMES`, under which it is listed
    unit     of the value
    better   "less" or "more"
    labels   name for people, English and French
    noun     its name inside a sentence, with its French article; None for what is not told in headlines
    caveat   what the number leaves out, in one or two sentences
    sources  keys of `twin.sources.SOURCES`
    weather  fields of `Climate` it reads
    digits   decimals to show
    function (city, coefficients…) -> Measure
    aside    caveat that must stand beside the number wherever a plan moves it
    priced   whether it reads prices or carbon factors off the works
    fine     whether its number depends on the size of the cells, so that draws must not be made on wider ones
    """

    key: str
    theme: str
    unit: str
    better: Better
    labels: Words
    noun: Words | None
    caveat: Words
    sources: tuple[str, ...]
    weather: tuple[str, ...]
    digits: int
    function: Callable[..., Measure]
    aside: Words | None = None
    priced: bool = False
    fine: bool = False

    def label(self, lang: str = "en") -> str:
        return self.labels.to(lang)

    def __reduce__(self) -> tuple[Any, ...]:
        return known_metric, (self.key,)

    @property
    def source(self) -> str:
        """The full references, one after the other."""
        return "; ".join(str(SOURCES[key]) for key in self.sources)

    @cached_property
    def defaults(self) -> dict[str, Any]:
        """Keyword of its function -> default: Parameters and tables of them."""
        _city, *coefficients = signature(self.function).parameters.values()
        return {argument.name: argument.default for argument in coefficients}

    @cached_property
    def parameters(self) -> dict[str, Parameter]:
        """Every coefficient that moves this metric, from its function's signature and the climate it reads."""
        weather = Climate.parameters()
        return parameters_of(self.function) | {name: weather[name] for name in self.weather}


THEMES: dict[str, Words] = {
    "water": Words("Water", "Eau"),
    "heat": Words("Heat", "Chaleur"),
    "nature": Words("Nature", "Nature"),
    "land": Words("Land", "Sol"),
    "mobility": Words("Mobility", "Mobilité"),
    "streets": Words("Life in the street", "Vie dans la rue"),
    "buildings": Words("Buildings", "Bâtiments"),
    "money": Words("Money", "Argent"),
}


class Registry(dict[str, Metric]):
    """Metric key -> Metric; an unknown key gets a TwinError that names the nearest."""

    def __missing__(self, key: object) -> Metric:
        raise TwinError(f'no metric is called "{key}": {did_you_mean(str(key), self)}')

    def _repr_html_(self) -> str:
        """Key, name, unit, direction and caveat of every metric, for notebooks."""
        return html_table(
            ["key", "what it is", "unit", "better", "left out"], [(m.key, m.label(), m.unit, m.better, m.caveat) for m in self.values()]
        )


METRICS = Registry()


def metric(
    key: str,
    *,
    theme: str,
    unit: str,
    better: Better,
    label: Words,
    caveat: Words,
    sources: tuple[str, ...],
    weather: tuple[str, ...] = (),
    digits: int = 1,
    noun: Words | None = None,
    aside: Words | None = None,
    priced: bool = False,
    fine: bool = False,
) -> Callable[[Callable[..., Measure]], Callable[..., Measure]]:
    """Enter the decorated function into `METRICS`. Its keyword defaults are its parameters."""

    def enter(function: Callable[..., Measure]) -> Callable[..., Measure]:
        METRICS[key] = Metric(key, theme, unit, better, label, noun, caveat, sources, weather, digits, function, aside, priced, fine)
        return function

    return enter


def sort_by_theme() -> None:
    """Put `METRICS` in the order of `THEMES`, whatever the order in which files were loaded."""
    ordered = sorted(METRICS.items(), key=lambda item: list(THEMES).index(item[1].theme))
    METRICS.clear()
    METRICS.update(ordered)


def known_metric(key: str) -> Metric:
    return METRICS[key]
