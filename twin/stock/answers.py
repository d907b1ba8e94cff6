"""Simulated years, remembered by what was asked; many questions - states of a city, draws of its coefficients - are one scan.

Scanning a hundred zones takes nearly as long as scanning a thousand: most of it is walking through 8760 hours.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import fields
from functools import cached_property, lru_cache
from hashlib import blake2b

import numpy as np
from numpy.typing import NDArray

from twin.models.exposure import exposed
from twin.models.thermal import TOGETHER, Outdoors, Simulated, Zones, outdoors, set_points, simulate
from twin.models.zones import side_by_side
from twin.parameter import Coefficients
from twin.stock.shells import PLANES
from twin.weather_year import WeatherYear

Array = NDArray[np.float64]
Ints = NDArray[np.intp]
Answer = tuple[Array, Array, Array]
HABITS = ("day", "night", "open_above", "open_cooler", "shut_above")
AIRED, SHUT = (4, 5, 6, 7, 8, 9, 10), (5, 6, 7, 8, 9)  # months in which warm rooms are aired at night, and shutters closed in the sun
KWH = 1000.0  # Wh
MOST_ANSWERS = 256  # about 16 + 8 bytes for each building and climate
_ANSWERS: dict[tuple[bytes, WeatherYear], Answer] = {}


class Question:
    """What becomes of `zones` in a year of weather, made warmer by each of `warmer` [K], with the habits of `stock`.

    Its key is made of the numbers in it: coefficients that move no building ask nothing anew.
    """

    def __init__(self, zones: Zones, weather: WeatherYear, warmer: tuple[float, ...], stock: Coefficients) -> None:
        self.zones, self.weather, self.warmer = zones, weather, warmer
        self.habits = habits_of(stock)

    @property
    def columns(self) -> int:
        return len(self.zones) * len(self.warmer)

    @cached_property
    def key(self) -> tuple[bytes, WeatherYear]:
        seen = blake2b(repr((self.warmer, self.habits)).encode(), digest_size=16)
        for field in fields(self.zones):
            seen.update(np.ascontiguousarray(getattr(self.zones, field.name)).tobytes())
        return seen.digest(), self.weather


def answers(questions: Sequence[Question]) -> list[Answer]:
    """Of each: need [kWh/year] and peak [W] in the first climate (n,), and overheating in every one (climates, n) [°C·h]."""
    found: dict[tuple[bytes, WeatherYear], Answer] = {q.key: _ANSWERS[q.key] for q in questions if q.key in _ANSWERS}
    new = {q.key: q for q in questions if q.key not in found}.values()
    for batch in _batches(sorted(new, key=lambda q: q.habits[-1])):  # in the order in which `simulate` sorts columns
        for question, answer in zip(batch, _worked_out(batch), strict=True):
            found[question.key] = _ANSWERS[question.key] = answer
    while len(_ANSWERS) > MOST_ANSWERS:
        _ANSWERS.pop(next(iter(_ANSWERS)))
    return [found[q.key] for q in questions]


def _batches(questions: Iterable[Question]) -> Iterator[list[Question]]:
    """Questions in the same weather, together few enough columns to be scanned at once."""
    batch: list[Question] = []
    for question in questions:
        alike = batch and (question.weather, question.warmer) == (batch[0].weather, batch[0].warmer)
        if batch and (not alike or sum(q.columns for q in batch) + question.columns > TOGETHER):
            yield batch
            batch = []
        batch.append(question)
    if batch:
        yield batch


def _worked_out(batch: Sequence[Question]) -> list[Answer]:
    """One scan for all; each zone once in every climate."""
    skies, sizes = skies_of(batch[0].weather, batch[0].warmer), [len(q.zones) for q in batch]
    climates, n = len(skies), sum(sizes)
    if not n:
        return [(np.zeros(0), np.zeros(0), np.zeros((climates, 0)))] * len(batch)
    together = batch[0].zones if len(batch) == 1 else side_by_side([q.zones for q in batch])
    zones = together if climates == 1 else together.take(np.tile(np.arange(n), climates))
    year = run(zones, skies, np.repeat(np.arange(climates), n), _habits(batch, sizes, climates))
    need, peak, hot = year.heating.sum(axis=0)[:n] / KWH, year.peak_heating[:n], year.overheating.reshape(climates, n)
    ends = np.cumsum(sizes)
    return [(need[end - m : end], peak[end - m : end], hot[:, end - m : end]) for end, m in zip(ends, sizes, strict=True)]


def _habits(batch: Sequence[Question], sizes: Sequence[int], climates: int) -> tuple[Array | float, ...]:
    """Numbers where all share them, else one for each column."""
    rows = np.array([q.habits for q in batch])
    if len(np.unique(rows, axis=0)) == 1:
        return batch[0].habits
    return tuple(np.tile(np.repeat(rows, sizes, axis=0), (climates, 1)).T)


def run(zones: Zones, skies: tuple[Outdoors, ...], climate: Ints, habits: Sequence[Array | float], hourly: bool = False) -> Simulated:
    """`thermal.simulate` with `habits`: heated from October to May, less at night, aired and shaded in summer."""
    day, night, above, cooler, shut = habits
    return simulate(
        zones, skies, set_points(day, night), climate=climate, hourly=hourly, airing_months=AIRED, shutter_months=SHUT,
        open_above=above, open_cooler=cooler, shut_above=shut,
    )  # fmt: skip


def habits_of(stock: Coefficients) -> tuple[float, ...]:
    """What people do, in the order `run` takes it."""
    return tuple(float(stock[name]) for name in HABITS)


@lru_cache(maxsize=16)
def skies_of(weather: WeatherYear, warmer: tuple[float, ...]) -> tuple[Outdoors, ...]:
    """What buildings stand in, once for each of `warmer` [K]: the same sun on the directions of walls, warmer air."""
    if warmer != (0.0,):
        (base,) = skies_of(weather, (0.0,))
        return tuple(outdoors(base.temperature + k, base.irradiance, None, base.colder_sky) for k in warmer)
    return (exposed(weather, PLANES),)
