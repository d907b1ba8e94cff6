"""Heating and cooling need and indoor temperature of buildings, hour by hour: the simple hourly method of ISO 13790 (5R1C).

A zone is one body of mass behind its walls (`thermal_network`). Zones are columns: buildings, states before and after works, climates and
draws run side by side, and the year is scanned once. On a plan of buildings 8760 hours take hundredths of a second.

Known weakness of one capacity: the cooling of heavy buildings comes out too low (case 900 of ASHRAE 140 by 14 % of the lower limit,
case 940 by 11 %; tests/engines/test_bestest.py prints the numbers), and so do peaks of cooling. Heating stands inside the limits.
"""

from collections.abc import Sequence
from math import inf

import numpy as np
from numpy.typing import ArrayLike, NDArray

from twin.errors import TwinError, did_you_mean
from twin.models.arguments import Array, numeric
from twin.models.overheating import comfort_limit
from twin.models.thermal_drive import Drive, different
from twin.models.thermal_network import network
from twin.models.thermal_scan import Rules, Scan, scan
from twin.models.thermal_tally import Tally, joined
from twin.models.zones import DAY, HOURS, MONTH_OF_HOUR, Hourly, Outdoors, Simulated, Zones, outdoors, zones
from twin.parameter import Parameter

__all__ = ["Hourly", "Outdoors", "Simulated", "Zones", "outdoors", "set_points", "simulate", "zones"]

CONTROLS = ("operative", "air")
WARM_MONTHS = (6, 7, 8, 9)
TOGETHER = 1500  # zones scanned side by side: their days stay in the cache; 9000 at once take twice as long
Places = NDArray[np.intp]


def simulate(
    zones: Zones,
    weather: Outdoors | Sequence[Outdoors],
    heating: ArrayLike = Parameter(19.0, 17.0, 21.0, "°C", "dpe_2021", "conventional 19 °C", about="indoor temperature heated to"),
    cooling: ArrayLike = inf,
    *,
    climate: ArrayLike = 0,
    control: str = "operative",
    gains_profile: ArrayLike = 1.0,
    hourly: bool = True,
    warm_up: int = 21,
    airing_months: Sequence[int] = WARM_MONTHS,
    shutter_months: Sequence[int] = WARM_MONTHS,
    air_to_surface: float = Parameter(3.45, 2.1, 4.5, "W/(m²·K)", "iso13790", "7.2.2.2", about="h_is, between air and inner surfaces"),
    surface_to_mass: float = Parameter(9.1, 8.5, 9.7, "W/(m²·K)", "iso13790", "12.2.2", about="h_ms, between surfaces and mass"),
    air_share: float = Parameter(0.3, 0.3, 0.5, "1", "iso13790", "annex C", about="share of the air in the operative temperature"),
    open_above: ArrayLike = Parameter(
        24.0, 22.0, 26.0, "°C", "twin", "assumed", False, "indoor air at which windows are opened on summer nights"
    ),
    open_cooler: ArrayLike = Parameter(1.0, 0.0, 3.0, "K", "twin", "assumed", False, "how much cooler it must be outside to open windows"),
    shut_above: ArrayLike = Parameter(
        200.0, 100.0, 300.0, "W/m²", "twin", "assumed", False, "sun on a window at which its shutters are closed"
    ),
    evening: float = Parameter(21.0, 19.0, 23.0, "h", "twin", "assumed", False, "hour from which windows may be opened in summer"),
    morning: float = Parameter(8.0, 6.0, 10.0, "h", "twin", "assumed", False, "hour by which windows are closed in summer"),
) -> Simulated:
    """The year of `zones` in `weather`: need of heating and cooling [Wh], indoor temperature [°C], by the 5R1C network.

    zones          (n) columns, see `Zones`
    weather        one `Outdoors`, or several of the same length, of which `climate` (n,) tells each zone its own
    heating        temperature heated to, cooling: cooled to [°C]; a number, one a zone (n,), or by hour (hours, 1) or (hours, n), see
                   `set_points`; -inf and inf: never
    control        which temperature the set points mean: "operative" (air_share x air + the rest x surfaces; what people feel) or "air".
                   With "air" uninsulated homes need about 10 % less than by the monthly method of the same standard
    gains_profile  internal gains of each hour relative to their mean, a number or (hours,)
    hourly         keep the hours, 57 bytes for each zone and hour; set False for thousands of zones
    warm_up        days at the end of the year run first, so that the mass starts as it should [days]
    open_above, open_cooler, shut_above   a number, or one a zone (n,)
    airing_months, shutter_months   in which windows are opened at night, and shutters closed, 1 to 12

    Equations C.1 to C.11 of ISO 13790:2008, annex C, for each hour; need is the power that holds the set point, no more (no limit).
    In the warm months, between `evening` and `morning`, windows with `airing` are open in hours that follow one with air above
    `open_above` and warmer than outside by `open_cooler`; shutters are closed on planes with more than `shut_above` of sun.
    Overheating is counted above `overheating.comfort_limit`.

    Raises TwinError for arrays that do not fit, set points that cross, or walls that lose more than the mass can pass on. Left out:
    moisture, rooms that differ, limits of plant, neighbours at another temperature, and U values that change with wind.
    """
    skies = [weather] if isinstance(weather, Outdoors) else list(weather)
    group = _checked(zones, skies, climate, control)
    opened = [_each(name, given, len(zones)) for name, given in (("open_above", open_above), ("open_cooler", open_cooler))]
    skies, shut, group = _by_shutters(skies, group, _each("shut_above", shut_above, len(zones)))
    order = np.argsort(group, kind="stable")
    sorted_zones, sorted_group = zones.take(order), group[order]
    hours = len(skies[0])
    warm, cool = _limits(heating, cooling, hours, len(zones), order)
    hour = np.arange(hours) % DAY + 0.5
    may_open = _in_months("airing_months", airing_months, hours) & ((hour > evening) | (hour < morning))
    may_shut, profile = _in_months("shutter_months", shutter_months, hours), _profile(gains_profile, hours)
    share = float(air_share)
    limit = np.stack([comfort_limit(sky.temperature) for sky in different(skies)], axis=1)

    def year(columns: slice) -> Simulated:
        mine, its = sorted_zones.take(np.arange(len(zones))[columns]), sorted_group[columns]
        drive = Drive.of(mine, skies, its, profile, may_shut, shut)
        rules = Rules(may_open, *(o[order][columns] for o in opened))
        still = network(mine, mine.ventilation, float(air_to_surface), float(surface_to_mass))
        aired = network(mine, mine.ventilation + mine.airing, float(air_to_surface), float(surface_to_mass))
        tally = Tally.empty(hours, len(mine), hourly, limit, its, share)
        points = [p[:, columns] if p.shape[1] > 1 else p for p in (warm, cool)]
        controlled = share if control == "operative" else 1.0
        scan(Scan(still, aired, controlled, drive, rules, *points), tally, min(warm_up, hours // DAY) * DAY)
        return tally.simulated

    starts = range(0, max(len(zones), 1), len(zones) or 1 if hourly else TOGETHER)
    parts = [year(slice(start, start + starts.step)) for start in starts]
    return joined(parts, np.argsort(order, kind="stable"))


def set_points(
    day: ArrayLike = 19.0,
    night: ArrayLike = Parameter(16.0, 14.0, 18.0, "°C", "dpe_2021", "conventional night", False, "heated to at night"),
    evening: float = 22.0,
    morning: float = 6.0,
    months: Sequence[int] = (10, 11, 12, 1, 2, 3, 4, 5),
    hours: int = HOURS,
) -> Array:
    """Heating set points by hour [°C] (hours, 1 or n): `day`, `night` between the hours `evening` and `morning`; off outside `months`.

    day, night  a number, or one a zone (n,)
    months  those with heating, 1 to 12; the default is the season of the French energy label. Raises TwinError for other months.
    """
    hour = np.arange(hours) % DAY + 0.5
    asleep = (hour > evening) | (hour < morning) if evening > morning else (hour > evening) & (hour < morning)
    by_day, by_night = np.broadcast_arrays(numeric("day", day, unit="°C"), numeric("night", night, unit="°C"))
    points = np.stack([np.atleast_1d(by_day), np.atleast_1d(by_night), np.full(by_day.size, -inf)])
    return np.asarray(points[np.where(_in_months("months", months, hours), asleep.astype(int), 2)])


def _in_months(name: str, months: Sequence[int], hours: int) -> NDArray[np.bool_]:
    """Which hours lie in these months (hours,)."""
    if any(m not in range(1, 13) for m in months):
        raise TwinError(f"{name}: {list(months)} is not allowed, they are numbers from 1 to 12")
    return np.isin(MONTH_OF_HOUR[:hours] + 1, list(months))


def _checked(zones: Zones, skies: Sequence[Outdoors], climate: ArrayLike, control: str) -> Places:
    """Index of the weather of each zone (n,), when everything fits."""
    if control not in CONTROLS:
        raise TwinError(f'control "{control}" is not known: {did_you_mean(control, CONTROLS)}')
    if not skies or len({len(sky) for sky in skies}) > 1:
        raise TwinError("weather: one year, or several of the same number of hours, are needed")
    wrong = [sky.irradiance.shape[1] for sky in skies if sky.irradiance.shape[1] != len(zones.planes)]
    if wrong:
        raise TwinError(f"weather: sun on {wrong[0]} planes, but the zones have {len(zones.planes)}")
    group = np.asarray(climate)
    if group.dtype.kind not in "iu" or group.ndim > 1 or (group.ndim and len(group) != len(zones)):
        raise TwinError(f"climate: one whole number a zone is needed ({len(zones)} zones), not {climate!r:.60}")
    if group.size and (group.min() < 0 or group.max() >= len(skies)):
        raise TwinError(f"climate: {group.max()} is not allowed, it must be between 0 and {len(skies) - 1}")
    return np.broadcast_to(group.astype(np.intp), len(zones))


def _each(name: str, given: ArrayLike, n: int) -> Array:
    """One value a zone (n,)."""
    values = numeric(name, given)
    if values.shape not in ((), (n,)):
        raise TwinError(f"{name}: a number or one a zone ({n}) is needed, not the shape {values.shape}")
    return np.broadcast_to(values, n)


def _by_shutters(skies: list[Outdoors], group: Places, shut_above: Array) -> tuple[list[Outdoors], list[float], Places]:
    """The skies, once for each sun at which shutters are closed under it; these limits [W/m²]; and the new index of each zone."""
    if not len(group):
        return skies, [inf] * len(skies), group
    kinds, index = np.unique(np.column_stack([group, shut_above]), axis=0, return_inverse=True)
    return [skies[int(k)] for k in kinds[:, 0]], [float(k) for k in kinds[:, 1]], index.ravel().astype(np.intp)


def _limits(heating: ArrayLike, cooling: ArrayLike, hours: int, n: int, order: Places) -> tuple[Array, Array]:
    """Set points (hours or 1, n or 1) in the order of the sorted zones."""
    found = []
    for name, given in (("heating", heating), ("cooling", cooling)):
        points = np.atleast_2d(numeric(name, given, unit="°C"))
        if points.shape[0] not in (1, hours) or points.shape[1] not in (1, n):
            raise TwinError(f"{name}: a number, {n} (one a zone) or ({hours}, 1 or {n}) are needed, not the shape {np.shape(given)}")
        same = points.shape[1] == 1 or np.array_equal(order, np.arange(n))
        found.append(points if same else points[:, order])
    warm, cool = found
    if np.any(warm > cool):
        raise TwinError("heating: its set point is above that of cooling in some hour, so both would run at once")
    return warm, cool


def _profile(gains_profile: ArrayLike, hours: int) -> Array:
    profile = numeric("gains_profile", gains_profile, 0)
    if profile.shape not in ((), (hours,)):
        raise TwinError(f"gains_profile: a number or one for each of {hours} hours is needed, not the shape {profile.shape}")
    return np.broadcast_to(profile, hours)
