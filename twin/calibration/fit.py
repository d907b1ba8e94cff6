"""Fit: what readings taught about parameters, how well the model then tells each sensor, and what kind of twin this makes."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from twin.calibration.grid import GridPosterior
from twin.calibration.meter import Level, Meter
from twin.calibration.sensors import Sensor
from twin.city import City
from twin.errors import TwinError, did_you_mean
from twin.evaluation import parameters as known_parameters
from twin.parameter import Parameter
from twin.words import checked

if TYPE_CHECKING:
    from matplotlib.figure import Figure

Array = NDArray[np.float64]
LOW, HIGH = 5.0, 95.0  # percentiles of every interval here
NOISES = 50  # draws of a reading's error for each draw of the model
NARROWER = 0.9  # of its width before, below which an interval was narrowed
MOVED = 0.2  # of its width before, by which a median was moved
NINE_IN_TEN = 1.645  # standard errors
END = 1 - np.sqrt(2 * LOW / 100)  # share of the way from the best guess to the end of its range at which draws have their 5 %


@dataclass(frozen=True, eq=False)
class Fit:
    """Parameters before and after readings were taken in.

    city       that was read
    sensors    that were used; `set_aside` tells of those the model cannot explain
    priors     name -> parameter as it was believed before
    prior      (draws, parameters) values before, `posterior` after
    before     (draws, sensors) what the model gives before, `after` after
    held_out   (draws, sensors) what it gives for each sensor when only the others are known
    asked      whether the parameters were asked for by name
    fixed      parameters held at other values while the model ran
    seed       of the draws
    grid       posterior of one or two parameters on a grid; None for more
    earlier    the fit whose posterior was the prior here
    """

    city: City
    sensors: tuple[Sensor, ...]
    set_aside: tuple[str, ...]
    priors: Mapping[str, Parameter]
    prior: Array
    posterior: Array
    before: Array
    after: Array
    held_out: Array
    asked: bool
    fixed: Mapping[str, float]
    seed: int
    grid: GridPosterior | None
    earlier: "Fit | None"

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(self.priors)

    def values(self, name: str, after: bool = True) -> Array:
        """(draws,) of one parameter."""
        if name not in self.priors:
            raise TwinError(f'"{name}" is not among the parameters of this fit: {did_you_mean(name, self.priors)}')
        return np.asarray((self.posterior if after else self.prior)[:, self.names.index(name)])

    def interval(self, name: str, after: bool = True) -> tuple[float, float, float]:
        """5 %, median and 95 % of the draws of one parameter."""
        low, middle, high = np.percentile(self.values(name, after), (LOW, 50.0, HIGH))
        return float(low), float(middle), float(high)

    def narrowed(self, name: str) -> float:
        """Width of a parameter's interval after, as a share of its width before."""
        before, after = self.interval(name, after=False), self.interval(name)
        return (after[2] - after[0]) / (before[2] - before[0]) if before[2] > before[0] else 1.0

    @cached_property
    def updated(self) -> tuple[str, ...]:
        """Parameters whose interval the readings narrowed or moved, the most narrowed first."""
        found = {}
        for name in self.names:
            (a, m, b), now = self.interval(name, after=False), self.interval(name)[1]
            share = self.narrowed(name)
            if share < NARROWER or abs(now - m) > MOVED * (b - a):
                found[name] = share
        return tuple(sorted(found, key=lambda n: found[n]))

    @property
    def assume(self) -> dict[str, float]:
        """Medians after the readings, as `assume=` of evaluate and compare takes them: those that were updated or asked for by name."""
        return {n: self.interval(n)[1] for n in self.names if n in known_parameters() and (self.asked or n in self.updated)}

    @property
    def ranges(self) -> dict[str, Parameter]:
        """Every parameter with its median after the readings, and the range whose draws have the same 5 and 95 %.

        Left out: how parameters hang together after the readings; the draws in `posterior` keep that.
        """
        return {name: _ranged(p, *self.interval(name)) for name, p in self.priors.items()}

    def sensor(self, name: str) -> int:
        """Position of a sensor."""
        names = [s.name for s in self.sensors]
        if name not in names:
            raise TwinError(f'no sensor is called "{name}" here: {did_you_mean(name, names)}')
        return names.index(name)

    def told(self, outputs: Array) -> NDArray[np.bool_]:
        """(sensors,) whether each reading lies inside the 5 to 95 % of draws, its own error added to them."""
        rng = np.random.default_rng([self.seed, 7])
        noise = rng.standard_normal((NOISES, *outputs.shape)) * np.array([s.error for s in self.sensors])
        low, high = np.percentile((outputs + noise).reshape(-1, len(self.sensors)), (LOW, HIGH), axis=0)
        reading = self.reading
        return np.asarray((low <= reading) & (reading <= high))

    @property
    def reading(self) -> Array:
        """(sensors,)"""
        return np.array([s.value for s in self.sensors])

    def root_error(self, kind: str, outputs: Array) -> float:
        """Root mean square of reading less the middle of the draws, over the sensors of a kind [its unit]."""
        of = [i for i, s in enumerate(self.sensors) if s.kind == kind]
        return float(np.sqrt(np.mean((self.reading - np.median(outputs, axis=0))[of] ** 2)))

    def _own_error(self, kind: str) -> float:
        """Root mean square of the sensors' own errors, at the distance that nine readings in ten keep [its unit]."""
        return NINE_IN_TEN * float(np.sqrt(np.mean([s.error**2 for s in self.sensors if s.kind == kind])))

    @property
    def hold_out_error(self) -> dict[str, float]:
        """By kind of sensor: how far the model misses a sensor that it was not told of (root mean square) [unit of the kind]."""
        kinds = dict.fromkeys(s.kind for s in self.sensors)
        return {kind: self.root_error(kind, self.held_out) for kind in kinds if sum(s.kind == kind for s in self.sensors) > 1}

    @property
    def meter_facts(self) -> Meter:
        """What was really fed in."""
        fed_back = self.earlier is not None and len(self.city.works) > len(self.earlier.city.works)
        simulated = sum(s.simulated for s in self.sensors)
        good = [error <= max(self.root_error(kind, self.before), self._own_error(kind)) for kind, error in self.hold_out_error.items()]
        told = all(good) if good else None
        return Meter(len(self.sensors) - simulated, simulated, len(self.updated), fed_back, told)

    @property
    def meter(self) -> Level:
        """model, shadow or twin: computed from what was fed in, never claimed; `meter_facts` says why and what is missing."""
        return self.meter_facts.level

    def text(self, lang: str = "en") -> str:
        """Sensors, parameters, checks and the meter."""
        from twin.calibration.telling import told

        return told(self, checked(lang))

    def __str__(self) -> str:
        return self.text()

    def figure(self, lang: str = "en") -> "Figure":
        """Parameters before and after, sensors against the model, and the grid where there is one."""
        from twin.plots.calibration_chart import draw_fit  # the door from the value to its picture

        return draw_fit(self, checked(lang))


def _ranged(p: Parameter, low: float, middle: float, high: float) -> Parameter:
    """The parameter at its median, with ends such that draws about it have `low` and `high` as their 5 and 95 %."""
    start = max(p.low, middle - (middle - low) / END)
    end = min(p.high, middle + (high - middle) / END)
    return Parameter(middle, start, end, p.unit, p.source, p.page, p.verified, p.about)
