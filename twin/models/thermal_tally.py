"""What is reported of a thermal simulation, filled as the scan moves on."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import inf

import numpy as np
from numpy.typing import NDArray

from twin.models.arguments import Array
from twin.models.zones import MONTH_OF_HOUR, Hourly, Simulated

TOTALS = tuple(name for name in Simulated.__dataclass_fields__ if name != "hourly")


@dataclass(frozen=True, eq=False)
class Tally:
    """What is reported of a scan, filled day by day (arrays are written in place while the scan runs)."""

    simulated: Simulated
    limit: Array
    group: NDArray[np.intp]
    air_share: float

    @classmethod
    def empty(cls, hours: int, n: int, hourly: bool, limit: Array, group: NDArray[np.intp], air_share: float) -> "Tally":
        heating, cooling, air, surface, mass, gains = (np.empty((hours if hourly else 0, n)) for _ in range(6))
        kept = Hourly(heating, cooling, air, surface, mass, gains, np.zeros((hours, n), dtype=bool)) if hourly else None
        warmest, coldest = np.full(n, -inf), np.full(n, inf)
        months, peaks = (np.zeros((12, n)), np.zeros((12, n))), (np.zeros(n), np.zeros(n))
        return cls(Simulated(months[0], months[1], peaks[0], peaks[1], warmest, coldest, np.zeros(n), kept), limit, group, air_share)

    def add(self, hours: slice, power: Array, operative: Array, cools: bool) -> None:
        """Hours of one month, in their turn; power below 0 is cooling."""
        s, month = self.simulated, MONTH_OF_HOUR[hours.start]
        heat = np.maximum(power, 0.0) if cools else power
        s.heating[month] += heat.sum(axis=0)
        np.maximum(s.peak_heating, heat.max(axis=0), out=s.peak_heating)
        if cools:
            cool = heat - power
            s.cooling[month] += cool.sum(axis=0)
            np.maximum(s.peak_cooling, cool.max(axis=0), out=s.peak_cooling)
        if s.hourly is not None:
            s.hourly.heating[hours], s.hourly.cooling[hours] = heat, cool if cools else 0.0
        warmest = operative.max(axis=0)
        np.maximum(s.warmest, warmest, out=s.warmest)
        np.minimum(s.coldest, operative.min(axis=0), out=s.coldest)
        if warmest.max() > self.limit[hours].min():
            limit = self.limit[hours] if self.limit.shape[1] == 1 else self.limit[hours][:, self.group]
            s.overheating[:] += np.maximum(operative - limit, 0.0).sum(axis=0)

    def keep(self, hours: slice, air: Array, surface: Array, mass: Array, gains: Array, opened: dict[int, NDArray[np.bool_]]) -> None:
        """The hours themselves; `opened` has the rows in which windows were open, and where."""
        kept = self.simulated.hourly
        if kept is not None:
            kept.air[hours], kept.surface[hours], kept.mass[hours], kept.gains[hours] = air, surface, mass, gains
            for row, which in opened.items():
                kept.opened[hours.start + row] = which


def joined(parts: Sequence[Simulated], back: NDArray[np.intp]) -> Simulated:
    """The zones of all parts, in their first order again."""
    if len(parts) == 1 and np.array_equal(back, np.arange(len(back))):
        return parts[0]
    totals = {f: np.concatenate([getattr(p, f) for p in parts], axis=-1)[..., back] for f in TOTALS}
    hours = [p.hourly for p in parts if p.hourly is not None]
    kept = (
        Hourly(*(np.concatenate([getattr(h, f) for h in hours], axis=1)[:, back] for f in Hourly.__dataclass_fields__)) if hours else None
    )
    return Simulated(**totals, hourly=kept)
