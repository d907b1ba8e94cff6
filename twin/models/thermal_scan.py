"""The scan of a year through the 5R1C network: many zones at once, hour after hour.

Between two hours only the mass remembers. Let x be its temperature and z = A/P the power [W] by which heating must replace one kelvin
of it (A, P: answer of the controlled temperature to state and power). In y = z x the hour becomes

    c = y held between LO and HI          LO = (set point - free part)/P
    power = c - y                         y' = (alpha - k) y + k c + b,  k = z gamma

which is six array operations. What does not depend on the hour before is prepared for a few days at a time, small enough to stay in the
cache, and what is reported is worked out afterwards, for the same days at once.
"""

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from twin.models.arguments import Array
from twin.models.thermal_drive import Drive
from twin.models.thermal_network import Network, Response
from twin.models.thermal_tally import Tally
from twin.models.zones import DAY, MONTH_OF_HOUR

IN_CACHE = 24_000  # numbers in one prepared array
START = 20.0  # °C of the mass before the warm-up


class Rules(NamedTuple):
    """When windows are opened: hours in which they may be; for each zone the air above which, and how much cooler
    it must be outside."""

    may_open: NDArray[np.bool_]
    above: Array
    cooler: Array


def pieces(start: int, hours: int, n: int) -> Iterator[slice]:
    """Whole days of one month each, few enough hours to be prepared in the cache."""
    most = max(1, IN_CACHE // max(1, n) // DAY) * DAY
    while start < hours:
        stop = start + most
        inside = np.searchsorted(MONTH_OF_HOUR, MONTH_OF_HOUR[start], side="right")
        stop = int(min(stop, inside, hours))
        yield slice(start, stop)
        start = stop


class Opened(NamedTuple):
    """An hour in which some windows were open: its row, which zones, their power, air and surfaces."""

    row: int
    which: NDArray[np.bool_]
    power: Array
    air: Array
    surface: Array


class Scan:
    """The state of a scan: the mass of every zone between two hours, as y, and the air of the hour just past."""

    def __init__(self, still: Network, aired: Network, share: float, drive: Drive, rules: Rules, warm: Array, cool: Array) -> None:
        self.still, self.drive, self.rules, self.warm, self.cool = still, drive, rules, warm, cool
        self.control = still.air.mixed(still.surface, share)
        self.share, self.z = share, self.control.state / self.control.power
        self.k = self.z * still.mass.power
        self.keep = still.mass.state - self.k
        self.needed = self.control.scaled(1 / self.control.power)  # the controlled temperature, told in watts
        self.inflow = still.mass.scaled(self.z)
        self.airable = aired.air.power < still.air.power  # more air changes: less warmth for each watt
        # with open windows: the answers of controlled temperature, air, surfaces and mass (4, n)
        answers = (aired.air.mixed(aired.surface, share), aired.air, aired.surface, aired.mass)
        self.aired = Response(*np.stack(answers, axis=1))
        self.aired_state = self.aired.state / self.z
        self.air_state = still.air.state / self.z - still.air.power
        self.cools = bool(np.isfinite(cool).any())
        self.y = START * self.z
        self.air = np.full(len(self.z), START)

    def run(self, hours: slice, tally: Tally | None) -> None:
        """A piece of the year; reported when there is a tally."""
        sun, outside = self.drive.sun(hours), self.drive.outside(hours)
        free = self.drive.free(self.needed, hours, outside, sun)
        inflow = self.drive.free(self.inflow, hours, outside, sun)
        low = _rows(self.warm, hours) / self.control.power - free
        high = _rows(self.cool, hours) / self.control.power - free if self.cools else None
        full = tally is not None and tally.simulated.hourly is not None
        opening = self.rules.may_open[hours] if self.airable.any() else np.zeros(len(sun), dtype=bool)
        free_air = self.drive.free(self.still.air, hours, outside, sun) if full or opening.any() else None
        states, held = np.empty((len(sun) + 1, len(self.z))), np.empty((len(sun), len(self.z)))
        states[0] = self.y
        aired = self._aired(hours, opening, outside, sun)
        opened: list[Opened] = []
        spare = np.empty(len(self.z))
        for i, (y, c, after, lo, b) in enumerate(zip(states, held, states[1:], low, inflow, strict=False)):
            np.maximum(y, lo, out=c)
            if high is not None:
                np.minimum(c, high[i], out=c)
            np.multiply(y, self.keep, out=after)
            np.multiply(c, self.k, out=spare)
            np.add(after, spare, out=after)
            np.add(after, b, out=after)
            if free_air is not None and opening[i]:
                if i and not opening[i - 1]:
                    self.air = self._air(states[i - 1], held[i - 1], free_air[i - 1])
                self._open(i, hours.start + i, y, c, after, outside[i], free_air[i], next(aired), opened)
        self.y = states[-1].copy()
        if not (len(opening) and opening[-1]):
            last = self.drive.free(self.still.air, slice(hours.stop - 1, hours.stop), outside[-1:], sun[-1:])[0]
            self.air = self._air(states[-2], held[-1], last)
        if tally is not None:
            self._report(hours, tally, states, held, free, free_air if full else None, outside, sun, opened)

    def _value(self, response: Response, y: Array, c: Array, free: Array) -> Array:
        """A temperature with the windows closed: what the mass, the power and the rest make of it."""
        found = np.asarray(y * (response.state / self.z - response.power))
        found += c * response.power
        found += free
        return found

    def _air(self, y: Array, c: Array, free: Array) -> Array:
        """The air of one hour with the windows closed (n,)."""
        found = y * self.air_state
        found += c * self.still.air.power
        found += free
        return found

    def _aired(self, hours: slice, opening: NDArray[np.bool_], outside: Array, sun: Array) -> Iterator[Array]:
        """For each hour in which windows may be open: what the four temperatures would be without mass and heating (4, n)."""
        rows, a = np.flatnonzero(opening), self.aired
        inner = (self.drive.half * self.drive.profile[hours][rows, None])[:, None]
        found = outside[rows][:, None] * a.outside
        found += (sun[rows][:, None] + inner) * a.gains
        found += inner * a.air_gains
        return iter(found)

    def _open(
        self, row: int, hour: int, y: Array, c: Array, after: Array, outside: Array, free_air: Array, found: Array, opened: list[Opened]
    ) -> None:
        """The same hour with open windows, where people would open them; they decide by the air of the hour before."""
        which = (self.air > np.maximum(outside + self.rules.cooler, self.rules.above)) & self.airable
        self.air = self._air(y, c, free_air)
        if not which.any():
            return
        found += self.aired_state * y
        at, power = slice(hour, hour + 1), self.aired.power
        need = np.maximum(_rows(self.warm, at)[0] - found[0], 0.0)
        if self.cools:
            need += np.minimum(_rows(self.cool, at)[0] - found[0], 0.0)
        need /= power[0]
        found += power * need
        np.copyto(after, found[3] * self.z, where=which)
        np.copyto(self.air, found[1], where=which)
        opened.append(Opened(row, which, need, found[1], found[2]))

    def _report(
        self, hours: slice, tally: Tally, states: Array, held: Array, free: Array, free_air: Array | None, outside: Array, sun: Array,
        opened: list[Opened],
    ) -> None:  # fmt: skip
        """Hand the piece to the tally; hours with open windows replace what they would have been."""
        y, share, air, surface = states[:-1], tally.air_share, None, None
        if free_air is not None or share != self.share:
            sky = self.drive.free(self.still.air, hours, outside, sun) if free_air is None else free_air
            air = self._value(self.still.air, y, held, sky)
            surface = self._value(self.still.surface, y, held, self.drive.free(self.still.surface, hours, outside, sun))
            operative = share * air + (1 - share) * surface
        else:  # the controlled temperature is what its watts stand for
            operative = (held + free) * self.control.power
        power = held - y
        for row, which, its_power, its_air, its_surface in opened:
            np.copyto(power[row], its_power, where=which)
            np.copyto(operative[row], share * its_air + (1 - share) * its_surface, where=which)
            if air is not None and surface is not None:
                np.copyto(air[row], its_air, where=which)
                np.copyto(surface[row], its_surface, where=which)
        tally.add(hours, power, operative, self.cools)
        if tally.simulated.hourly is not None and air is not None and surface is not None:
            tally.keep(hours, air, surface, states[1:] / self.z, sun, {o.row: o.which for o in opened})


def scan(scanned: Scan, tally: Tally, warm_up: int) -> None:
    """Run the last `warm_up` hours of the year, then the year."""
    hours, n = len(scanned.drive.temperature), len(scanned.z)
    for piece in pieces(hours - warm_up, hours, n):
        scanned.run(piece, None)
    for piece in pieces(0, hours, n):
        scanned.run(piece, tally)


def _rows(limits: Array, hours: slice) -> Array:
    return limits if len(limits) == 1 else limits[hours]
