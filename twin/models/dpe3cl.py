"""The heating need of the French energy label: method 3CL-DPE 2021, month by month. Our second, independent estimator.

It shares no equation and no climate with `thermal`: losses are degree-hours times one coefficient, gains count by a share that falls as
they grow. Held against certified labels in tests/published/test_dpe3cl.py. It is a cross-check, not a label: hot water, lighting and
plant are left out.
"""

from functools import cache
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from twin.errors import TwinError, did_you_mean
from twin.models.arguments import Array, numeric, one_of, together
from twin.parameter import Parameter
from twin.seeds import seed_rows

CLIMATE, SOUTH = "dpe_climate.csv", "dpe_south.csv"
MONTHS = tuple(str(m) for m in range(1, 13))
EXPONENTS = {"light": 2.5, "medium": 2.9, "heavy": 3.6, "very heavy": 3.6}  # alpha, 6.1
SLOPE = 0.01875  # persons lost for each m² a small dwelling is short of its mark


class Months(NamedTuple):
    """Conventional months of a zone (12,): degree-hours below 19 °C [K·h], heating hours [h], sun on a south wall [Wh/m²]."""

    degree_hours: Array
    hours: Array
    south: Array


def months(zone: str, altitude: float = 0.0, heavy_old: bool = False) -> Months:
    """The months of a climate zone h1a … h3, at `altitude` [m] (classes below 400, to 800 and above), read from seeds/dpe_climate.csv.

    heavy_old  heavy buildings of old materials have their own table. Raises TwinError for a zone there is not.
    """
    up = float(numeric("altitude", altitude, -50, 5000, "m"))
    rows = [row for row in _rows(CLIMATE) if row["zone"] == _zone(zone) and row["heavy_old"] == str(int(heavy_old))]
    start = max(float(row["altitude_from"]) for row in rows if float(row["altitude_from"]) <= max(up, 0.0))
    found = {row["table"]: np.array([float(row[m]) for m in MONTHS]) for row in rows if float(row["altitude_from"]) == start}
    return Months(found["degree_hours"], found["hours"], 1000 * found["south_kwh_m2"])


def south_equivalent(zone: str, facing: str, tilt: str = "vertical") -> Array:
    """C1 (12,): what a window gets each month relative to a vertical one facing south [1].

    facing  north, east, south, west, or up (flat); tilt: vertical, slope, low (flat for up). Raises TwinError for others.
    """
    rows = {(r["facing"], r["tilt"]): r for r in _rows(SOUTH) if r["zone"] == _zone(zone)}
    key = (facing, "flat" if facing == "up" else tilt)
    if key not in rows:
        raise TwinError(f'windows facing "{facing}", "{tilt}" are not known: {did_you_mean(" ".join(key), [" ".join(k) for k in rows])}')
    return np.array([float(rows[key][m]) for m in MONTHS])


def adults(area: ArrayLike, dwellings: ArrayLike = 1.0, house: bool = False) -> Array:
    """Adults equivalent N_adeq in `dwellings` of mean living `area` [m²] each [persons].

    N_max: flat 1 below 10 m², 1.75 - 0.01875 (50 - S) below 50, else 0.035 S; house 1 below 30, 1.75 - 0.01875 (70 - S) below 70, else
    0.025 S. N = N_max up to 1.75, then 1.75 + 0.3 (N_max - 1.75). Source: 3CL-DPE 2021, 11.1. Raises TwinError for areas below 0.
    """
    s, n = numeric("area", area, 0, unit="m²"), numeric("dwellings", dwellings, 0)
    together(dict(area=s, dwellings=n))
    least, mark, rate = (30.0, 70.0, 0.025) if house else (10.0, 50.0, 0.035)
    most = np.select([s < least, s < mark], [1.0, 1.75 - SLOPE * (mark - s)], rate * s)
    return np.asarray(n * np.where(most < 1.75, most, 1.75 + 0.3 * (most - 1.75)))


def internal_gains(
    area: ArrayLike,
    adults: ArrayLike,
    appliances: float = Parameter(3.18, 2.5, 4.0, "W/m²", "dpe_2021", "6.1", about="heat of appliances"),
    lighting: float = Parameter(0.34, 0.2, 0.5, "W/m²", "dpe_2021", "6.1", about="heat of lighting"),
    person: float = Parameter(90.0, 80.0, 100.0, "W", "dpe_2021", "6.1", about="heat of an adult"),
    present: float = Parameter(132 / 168, 0.7, 0.9, "1", "dpe_2021", "6.1: 132 of 168 hours a week", about="share of the time at home"),
) -> Array:
    """Mean internal gains [W] of a living `area` [m²] with `adults` in it: (3.18 + 0.34) S + 90 (132/168) N. Arrays broadcast."""
    s, n = numeric("area", area, 0, unit="m²"), numeric("adults", adults, 0)
    together(dict(area=s, adults=n))
    return np.asarray((appliances + lighting) * s + person * present * n)


def used_share(gains: ArrayLike, losses: ArrayLike, inertia: ArrayLike) -> Array:
    """F, share of the losses that gains make up for [0..1]: (X - X^a)/(1 - X^a), X = gains/losses, a by `inertia` (`EXPONENTS`).

    Months without losses: 0. Source: 3CL-DPE 2021, 6.1. Raises TwinError for unknown classes or shapes that do not fit.
    """
    a, b = numeric("gains", gains, 0), numeric("losses", losses, 0)
    names = one_of("inertia", inertia, EXPONENTS)
    power = np.array([EXPONENTS[str(n)] for n in names.ravel()]).reshape(names.shape)
    together(dict(gains=a, losses=b, inertia=power))
    x = np.divide(a, b, out=np.zeros(np.broadcast_shapes(a.shape, b.shape)), where=b > 0)
    even = np.abs(x - 1) < 1e-6  # there both parts vanish; the limit is (a - 1)/a
    safe = np.where(even, 0.5, np.minimum(x, 1e6))
    return np.asarray(np.where(b > 0, np.where(even, (power - 1) / power, (safe - safe**power) / (1 - safe**power)), 0.0))


def heating_need(
    loss: ArrayLike, degree_hours: ArrayLike, solar: ArrayLike, internal: ArrayLike, inertia: ArrayLike, recovered: ArrayLike = 0.0
) -> Array:
    """Heating need of each month [Wh] (…, 12): B = GV (1 - F) DH19 - recovered, at least 0.

    loss              GV, all losses of the dwelling [W/K] (…,)
    degree_hours      DH19 [K·h] (…, 12), see `months`
    solar, internal   gains of the month [Wh] (…, 12): south x C1 x S_w x shading, summed; `internal_gains` x hours
    inertia           light, medium, heavy, very heavy (…,)
    recovered         losses of hot water and boiler that end up as heat in the dwelling [Wh] (…, 12)

    Source: 3CL-DPE 2021, 6.1 and 9.1. Raises TwinError for shapes that do not fit. Left out: intermittence, plant.
    """
    gv, dh = numeric("loss", loss, 1e-9, unit="W/K")[..., None], numeric("degree_hours", degree_hours, 0)
    sun, people, back = numeric("solar", solar, 0), numeric("internal", internal, 0), numeric("recovered", recovered)
    together(dict(loss=gv, degree_hours=dh, solar=sun, internal=people, recovered=back))
    share = used_share(sun + people, gv * dh, np.asarray(inertia, dtype=np.str_)[..., None])
    return np.asarray(np.maximum(gv * (1 - share) * dh - np.where(dh > 0, back, 0.0), 0.0))


@cache
def _rows(table: str) -> tuple[dict[str, str], ...]:
    """The rows of a seed table, read once; nobody changes them."""
    return tuple(seed_rows(table))


def _zone(zone: str) -> str:
    known = sorted({row["zone"] for row in _rows(CLIMATE)})
    if str(zone).lower() not in known:
        raise TwinError(f'climate zone "{zone}" is not known: {did_you_mean(str(zone), known)}')
    return str(zone).lower()
