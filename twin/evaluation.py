"""Reading metrics off a city: `evaluate` gives a Card of Readings, each with value, unit, map and working."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache, cached_property, lru_cache
from math import isfinite
from typing import Any

import numpy as np
from numpy.typing import NDArray

from twin.city import City
from twin.climate import Climate
from twin.errors import TwinError, did_you_mean
from twin.metrics import METRICS, Measure, Metric, known_metric
from twin.parameter import Coefficients, Parameter
from twin.words import Words, nearest, number, unit_name
from twin.working import Working

Progress = Callable[[float, str], None]
Assumptions = Mapping[str, float]


@dataclass(frozen=True, eq=False)
class Reading:
    """One metric of one city."""

    metric: Metric
    measure: Measure

    @property
    def key(self) -> str:
        return self.metric.key

    @property
    def value(self) -> float:
        return self.measure.value

    @property
    def unit(self) -> str:
        return self.metric.unit

    @property
    def better(self) -> str:
        return self.metric.better

    @property
    def caveat(self) -> str:
        return self.metric.caveat

    @property
    def source(self) -> str:
        return self.metric.source

    @property
    def map(self) -> NDArray[np.float64] | None:
        return self.measure.cells

    @property
    def map_unit(self) -> str:
        return self.measure.map_unit or self.metric.unit

    @property
    def resolution(self) -> float:
        """A smaller change is the solver's own error."""
        return self.measure.resolution

    @cached_property
    def working(self) -> Working:
        return self.measure.working()

    def text(self, lang: str = "en") -> str:
        """The value with its unit, as shown to people."""
        return f"{number(self.value, self.metric.digits, lang)} {unit_name(self.unit, lang)}".rstrip()

    def __repr__(self) -> str:
        return f"<{self.key} {self.text()}>"


class Card(Mapping[str, Reading]):
    """The readings of one city, by metric key."""

    def __init__(self, city: City, readings: Mapping[str, Reading], assume: Assumptions) -> None:
        self.city, self.assume = city, dict(assume)
        self._readings = dict(readings)

    def __getitem__(self, key: str) -> Reading:
        if key not in self._readings:
            raise TwinError(f'this card has no metric "{key}": {did_you_mean(key, self._readings)}')
        return self._readings[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._readings)

    def __len__(self) -> int:
        return len(self._readings)

    def __contains__(self, key: object) -> bool:
        return key in self._readings

    def map(self, key: str) -> NDArray[np.float64]:
        """(rows, cols) map of one metric; a TwinError when it has none."""
        found = self[key].map
        if found is None:
            raise TwinError(f'the metric "{key}" has no map')
        return found

    def text(self, lang: str = "en") -> str:
        """A plain table: label, value, unit."""
        rows = [(r.metric.label(lang), number(r.value, r.metric.digits, lang), unit_name(r.unit, lang)) for r in self.values()]
        wide = [max((len(row[i]) for row in rows), default=0) for i in range(3)]
        return "\n".join(f"{label:<{wide[0]}}  {value:>{wide[1]}} {unit}".rstrip() for label, value, unit in rows)

    def __str__(self) -> str:
        return self.text()


def evaluate(city: City, metrics: Iterable[str] | None = None, assume: Assumptions | None = None, progress: Progress | None = None) -> Card:
    """Read `metrics` (all of them when None) off `city`.

    assume     other values for parameters, by name: {"rain": 60, "uhi_max": 5.0, "albedo.asphalt": 0.3}
    progress   called with (share done, key) before each metric
    Raises TwinError for an unknown metric or parameter, naming the nearest. A city remembers what was read off it, and
    models remember what they computed on parts that cities share, so that reading an edited city costs only the edit.
    """
    if not isinstance(city, City):
        raise TwinError(f"evaluate takes a city, such as twin.saint_jumeau(), not {city!r}")
    if isinstance(metrics, str):
        metrics = [metrics]
    chosen = [known_metric(key) for key in (METRICS if metrics is None else metrics)]
    values = checked_assumptions(assume or {})
    place, remembered = in_weather(city, values), city.memory
    readings = {}
    for done, metric in enumerate(chosen):
        if progress:
            progress(done / len(chosen), metric.key)
        relevant = {n: v for n, v in values.items() if n in metric.parameters}
        memo = (metric.key, *sorted(relevant.items()))
        if memo not in remembered:
            remembered[memo] = metric.function(place, **settings_of(metric, relevant))
        readings[metric.key] = Reading(metric, remembered[memo])
    if progress:
        progress(1.0, "")
    return Card(city, readings, values)


def values_of(city: City, keys: Iterable[str], values: Assumptions) -> list[float]:
    """Only the numbers of these metrics, with other values for parameters: nothing is remembered of them, for runs by the hundred."""
    place = in_weather(city, values)
    return [read(place) for read in readers(keys, values)]


def in_weather(city: City, values: Assumptions) -> City:
    """The city in the weather that is among `values`, if any is."""
    weather = {name: values[name] for name in Climate.parameters() if name in values}
    return replace(city, climate=replace(city.climate, **_with_ranges(weather))) if weather else city


def readers(keys: Iterable[str], values: Assumptions) -> list[Callable[[City], float]]:
    """What reads the number of each metric off a city, with `values` in the place of its parameters: made once for many cities."""
    return [_reader(known_metric(key), values) for key in keys]


def _reader(metric: Metric, values: Assumptions) -> Callable[[City], float]:
    settings = settings_of(metric, values)
    return lambda city: metric.function(city, **settings).value


@cache
def parameters() -> dict[str, Parameter]:
    """Every parameter of every metric, by the name `assume` takes."""
    found: dict[str, Parameter] = {}
    for metric in METRICS.values():
        found |= metric.parameters
    return found


def checked_assumptions(assume: Assumptions) -> dict[str, float]:
    """The assumptions as numbers, or a TwinError that names the first bad one."""
    known = parameters()
    if not isinstance(assume, Mapping):
        raise TwinError(
            Words(
                f'assume takes parameters by name, such as {{"rain": 60}}, not {assume!r}',
                f"les hypothèses sont des paramètres par leur nom, comme {{'rain': 60}}, et non {assume!r}",
            )
        )
    for name, value in assume.items():
        if name not in known:
            near = nearest(name, known)
            raise TwinError(Words(f'no parameter is called "{name}": {near}', f"aucun paramètre ne s'appelle « {name} » : {near.fr}"))
        if isinstance(value, bool) or not isinstance(value, int | float | np.number) or not isfinite(value):
            p = known[name]
            raise TwinError(
                Words(
                    f'parameter "{name}" takes a number [{p.unit}], usually {p.low:g} to {p.high:g}, not {value!r}',
                    f"le paramètre « {name} » prend un nombre [{p.unit}], d'ordinaire {p.low:g} à {p.high:g}, et non {value!r}",
                )
            )
        p = known[name]
        if p.unit == "1" and 0 <= p.low < p.high <= 1 and not 0 <= value <= 1:
            raise TwinError(
                Words(
                    f'parameter "{name}" is a share: give 0 to 1, usually {p.low:g} to {p.high:g}, not {value:g}',
                    f"le paramètre « {name} » est une part : donner 0 à 1, d'ordinaire {p.low:g} à {p.high:g}, et non {value:g}",
                )
            )
    return {name: float(value) for name, value in assume.items()}


def _with_ranges(weather: Mapping[str, float]) -> dict[str, Any]:
    known = Climate.parameters()
    return {name: known[name].with_value(value) for name, value in weather.items()}


@lru_cache(maxsize=64)
def _replaced(table: Coefficients, rows: tuple[tuple[str, float], ...]) -> Coefficients:
    return table.replace(dict(rows))


def settings_of(metric: Metric, values: Mapping[str, float]) -> dict[str, Any]:
    """Keyword arguments that put `values` in the place of the function's defaults."""
    settings: dict[str, Any] = {}
    for name, default in metric.defaults.items():
        if isinstance(default, Coefficients):
            rows = tuple((row, values[public]) for public, row in default.public.items() if public in values)
            if rows:
                settings[name] = _replaced(default, rows)
        elif isinstance(default, Parameter) and name in values:
            settings[name] = default.with_value(values[name])
    return settings
