"""What a thermal simulation takes and gives: zones (one a column), the weather they stand in, and what became of them."""

from collections.abc import Sequence
from dataclasses import dataclass, fields

import numpy as np
from numpy.typing import ArrayLike, NDArray

from twin.errors import TwinError
from twin.models.arguments import Array, numeric

HOURS, DAY = 8760, 24
MONTH_DAYS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
MONTH_OF_HOUR: NDArray[np.intp] = np.repeat(np.arange(12), np.array(MONTH_DAYS) * DAY)  # 0 is January


@dataclass(frozen=True, eq=False)
class Zones:
    """Thermal zones, one for each building, dwelling, state or draw. Every field is a number or one value a zone (n,).

    windows         H_tr,w, sum of U A of windows and doors [W/K]
    opaque          H_op, sum of b U A of walls, roof and floor, with thermal bridges [W/K]
    ventilation     H_ve, of air changes and leaks, after heat recovery [W/K]
    capacity        C_m, heat the inner layers store [J/K]
    mass_area       A_m, effective area of the mass [m²]
    surface_area    A_t, all inner surfaces [m²] (4.5 times the floor, or the sum)
    internal_gains  mean heat of people and appliances [W]
    planes          the directions sun comes in from: tilt [°] and azimuth from north, clockwise [°] (p, 2); shared by all zones
    glazed          solar aperture of windows by plane [m²] (p, n): area x glass share x g x shading
    absorbing       solar aperture of walls and roof by plane [m²] (p, n): absorptance x R_se x U x area
    to_sky          heat lost to a sky colder than the air [W/K] (n,): F_f h_r R_se U A, summed
    airing          extra H_ve of windows opened on warm nights [W/K]; 0: never opened
    shutters        share of the sun that passes closed shutters [0..1]; 1: there are none
    """

    windows: Array
    opaque: Array
    ventilation: Array
    capacity: Array
    mass_area: Array
    surface_area: Array
    internal_gains: Array
    planes: Array
    glazed: Array
    absorbing: Array
    to_sky: Array
    airing: Array
    shutters: Array

    def __len__(self) -> int:
        return len(self.windows)

    def take(self, columns: ArrayLike) -> "Zones":
        """The zones at these places, in this order; a place may come more than once."""
        at = np.asarray(columns, dtype=np.intp)
        return Zones(**{f.name: self.planes if f.name == "planes" else getattr(self, f.name)[..., at] for f in fields(self)})


def side_by_side(several: Sequence[Zones]) -> Zones:
    """The columns of all of them, in their order; they must share their planes."""
    planes = several[0].planes
    if any(not np.array_equal(z.planes, planes) for z in several):
        raise TwinError("zones: only those with the same planes can be put side by side")
    names = [f.name for f in fields(Zones) if f.name != "planes"]
    return Zones(planes=planes, **{name: np.concatenate([getattr(z, name) for z in several], axis=-1) for name in names})


def zones(
    windows: ArrayLike,
    opaque: ArrayLike,
    ventilation: ArrayLike,
    capacity: ArrayLike,
    mass_area: ArrayLike,
    surface_area: ArrayLike,
    internal_gains: ArrayLike = 0.0,
    planes: ArrayLike = ((0.0, 0.0),),
    glazed: ArrayLike = 0.0,
    absorbing: ArrayLike = 0.0,
    to_sky: ArrayLike = 0.0,
    airing: ArrayLike = 0.0,
    shutters: ArrayLike = 1.0,
) -> Zones:
    """`Zones` of checked arrays; numbers hold for all zones. Fields as in `Zones`. Raises TwinError for what cannot be."""
    given = {
        "windows": numeric("windows", windows, 0, unit="W/K"),
        "opaque": numeric("opaque", opaque, 0, unit="W/K"),
        "ventilation": numeric("ventilation", ventilation, 0, unit="W/K"),
        "capacity": numeric("capacity", capacity, 1, unit="J/K"),
        "mass_area": numeric("mass_area", mass_area, 1e-6, unit="m²"),
        "surface_area": numeric("surface_area", surface_area, 1e-6, unit="m²"),
        "internal_gains": numeric("internal_gains", internal_gains, 0, unit="W"),
        "to_sky": numeric("to_sky", to_sky, 0, unit="W/K"),
        "airing": numeric("airing", airing, 0, unit="W/K"),
        "shutters": numeric("shutters", shutters, 0, 1),
    }
    directions = numeric("planes", planes)
    if directions.ndim != 2 or directions.shape[1] != 2:
        raise TwinError(f"planes: rows of tilt and azimuth in degrees are needed, not an array of shape {directions.shape}")
    by_plane = {"glazed": numeric("glazed", glazed, 0, unit="m²"), "absorbing": numeric("absorbing", absorbing, 0, unit="m²")}
    try:
        shape = np.broadcast_shapes(*(a.shape for a in given.values()), *(a.shape[1:] for a in by_plane.values()), (1,))
        if len(shape) > 1:
            raise ValueError
        full = {name: np.broadcast_to(a, shape) for name, a in given.items()}
        full |= {name: np.broadcast_to(a, (len(directions), *shape)) for name, a in by_plane.items()}
    except ValueError:
        told = ", ".join(f"{name} {a.shape}" for name, a in (given | by_plane).items() if a.ndim)
        raise TwinError(f"zones: one value a zone, and one row a plane, are needed; these do not fit together: {told}") from None
    if np.any(full["mass_area"] > full["surface_area"]):
        raise TwinError("mass_area: larger than the inner surfaces (surface_area), of which it is a part")
    return Zones(planes=directions, **full)


@dataclass(frozen=True, eq=False)
class Outdoors:
    """The weather zones stand in, hour by hour from 1 January, 0:00 to 1:00; whole days.

    temperature    of the air [°C] (hours,)
    irradiance     of sun and sky on each plane [W/m²] (hours, p)
    through_glass  the part of it that glass lets in relative to straight incidence [W/m²] (hours, p); None: all of it
    colder_sky     how much colder than the air the sky is [K] (hours,)
    """

    temperature: Array
    irradiance: Array
    through_glass: Array | None
    colder_sky: Array

    def __len__(self) -> int:
        return len(self.temperature)


def outdoors(
    temperature: ArrayLike,
    irradiance: ArrayLike = 0.0,
    through_glass: ArrayLike | None = None,
    colder_sky: ArrayLike = 11.0,
    planes: int = 1,
) -> Outdoors:
    """`Outdoors` of checked arrays; fields as there, numbers hold for all hours. Raises TwinError for what cannot be."""
    air = np.atleast_1d(numeric("temperature", temperature, -90, 70, unit="°C"))
    if air.ndim != 1 or not len(air) or len(air) % DAY or len(air) > HOURS:
        raise TwinError(f"temperature: whole days of hours are needed, at most {HOURS} hours in a row, not an array of shape {air.shape}")
    sun = numeric("irradiance", irradiance, 0, 2000, unit="W/m²")
    glass = None if through_glass is None else numeric("through_glass", through_glass, 0, 2000, unit="W/m²")
    count = sun.shape[1] if sun.ndim == 2 else planes
    sky = numeric("colder_sky", colder_sky, -50, 100, unit="K")
    try:
        sun, sky = np.broadcast_to(sun, (len(air), count)), np.broadcast_to(sky, air.shape)
        glass = None if glass is None else np.broadcast_to(glass, (len(air), count))
    except ValueError:
        raise TwinError(f"irradiance, through_glass, colder_sky: one row for each of the {len(air)} hours is needed") from None
    return Outdoors(air, sun, glass, sky)


@dataclass(frozen=True, eq=False)
class Hourly:
    """What every zone did in every hour (hours, n): means of the hour, except the mass, which is as the hour ends.

    heating, cooling [W, both 0 or more; W over an hour is Wh]   air, surface, mass [°C]   gains: sun, less the sky [W]
    opened: were the windows open?
    """

    heating: Array
    cooling: Array
    air: Array
    surface: Array
    mass: Array
    gains: Array
    opened: NDArray[np.bool_]


@dataclass(frozen=True, eq=False)
class Simulated:
    """The year of every zone (n,).

    heating, cooling              need by month [Wh] (12, n)
    peak_heating, peak_cooling    greatest hourly means [W]
    warmest, coldest              operative temperature [°C]
    overheating                   hours x degrees of the operative temperature above the comfort limit [°C·h]
    hourly                        the hours behind it, if asked for
    """

    heating: Array
    cooling: Array
    peak_heating: Array
    peak_cooling: Array
    warmest: Array
    coldest: Array
    overheating: Array
    hourly: Hourly | None
