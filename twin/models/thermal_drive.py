"""What drives the zones of a thermal simulation: the air outside, sun less sky, and internal gains."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from twin.models.arguments import Array
from twin.models.thermal_network import Response
from twin.models.zones import DAY, Outdoors, Zones

ONE_THREAD = 250_000  # multiplications; OpenBLAS starts threads above 2**18


@dataclass(frozen=True, eq=False)
class Drive:
    """What drives the zones: temperatures outside (hours, climates), sun by plane and climate, internal gains.

    parts     for each climate: its columns, what comes in (hours, m) and the apertures it meets (m, columns)
    always    how many of the m count in hours without shutters (the rest is what closed shutters take away)
    shaded    hours in which shutters may be closed
    half      half the mean internal gains [W] (n,); profile their course (hours,); even: the course is 1 always
    """

    temperature: Array
    group: NDArray[np.intp]
    parts: tuple[tuple[slice, Array, Array], ...]
    always: int
    shaded: NDArray[np.bool_]
    half: Array
    profile: Array
    even: bool

    @classmethod
    def of(
        cls, zones: Zones, skies: Sequence[Outdoors], group: NDArray[np.intp], profile: Array, summer: NDArray[np.bool_],
        shut_above: Sequence[float],
    ) -> "Drive":  # fmt: skip
        """The drive of zones sorted by their climate `group` (n,); `shut_above` [W/m²] of each climate."""
        parts = []
        shutters = bool(np.any(zones.shutters < 1) and summer.any())
        split = any(sky.through_glass is not None for sky in skies)
        always = 1 + len(zones.planes) * (2 if split else 1)
        for g, (sky, sunny) in enumerate(zip(skies, shut_above, strict=True)):
            columns = slice(*np.searchsorted(group, (g, g + 1)))
            if columns.start == columns.stop:
                continue
            glass = sky.irradiance if sky.through_glass is None else sky.through_glass
            glazed, absorbing = zones.glazed[:, columns], zones.absorbing[:, columns]
            comes = [-sky.colder_sky[:, None], *([sky.irradiance, glass] if split else [sky.irradiance])]
            meets = [zones.to_sky[None, columns], *([absorbing, glazed] if split else [absorbing + glazed])]
            if shutters:
                shut = summer[:, None] & (sky.irradiance > sunny)
                comes.append(np.where(shut, -glass, 0.0))
                meets.append(glazed * (1 - zones.shutters[columns]))
            parts.append((columns, np.concatenate(comes, axis=1), np.concatenate(meets, axis=0)))
        temperature = np.stack([sky.temperature for sky in different(skies)], axis=1)
        return cls(
            temperature, group, tuple(parts), always, summer & shutters, zones.internal_gains / 2, profile, bool(np.all(profile == 1))
        )

    def sun(self, hours: slice) -> Array:
        """Gains of sun less sky (hours, n) [W]."""
        rows = slice(None) if self.shaded[hours].any() else slice(self.always)
        found = np.empty((hours.stop - hours.start, len(self.half)))
        for columns, comes, meets in self.parts:
            _product(comes[hours, rows], meets[rows], found[:, columns])
        return found

    def outside(self, hours: slice) -> Array:
        """Temperature outside (hours, n or 1) [°C]."""
        return self.temperature[hours] if self.temperature.shape[1] == 1 else self.temperature[hours][:, self.group]

    def free(self, response: Response, hours: slice, outside: Array, sun: Array) -> Array:
        """What a temperature would be without the mass and heating (hours, n)."""
        within = self.half * (response.gains + response.air_gains)
        found = np.asarray(outside * response.outside)
        found += within if self.even else self.profile[hours, None] * within
        found += sun * response.gains
        return found


def different(skies: Sequence[Outdoors]) -> Sequence[Outdoors]:
    """All of them, or the one that they all are: then a column need not look up its own."""
    return skies[:1] if all(sky is skies[0] for sky in skies) else skies


def _product(left: Array, right: Array, out: Array) -> None:
    """`left` @ `right`, in blocks that the BLAS does not share out among threads: waiting for a busy processor costs more than it gains."""
    wide = max(1, ONE_THREAD // (DAY * max(1, len(right))))
    for row in range(0, len(left), DAY):
        for column in range(0, right.shape[1], wide):
            rows, columns = slice(row, row + DAY), slice(column, column + wide)
            np.matmul(left[rows], right[:, columns], out=out[rows, columns])
