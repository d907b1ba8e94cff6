"""Road noise: emission of a street (CNOSSOS-EU) and its level at a facade in the open, without screens or reflections.

Levels of a street are per metre of its length [dB(A)/m]; octave bands run from 63 to 8000 Hz.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from twin.errors import TwinError
from twin.models.arguments import Array, numeric, together
from twin.parameter import Parameter

A_WEIGHTS = np.array([-26.2, -16.1, -8.6, -3.2, 0.0, 1.2, 1.0, -1.1])  # dB, octaves 63 to 8000 Hz
REFERENCE_SPEED, SLOWEST, FASTEST = 70.0, 20.0, 130.0  # km/h
REFERENCE_TEMPERATURE = 20.0  # °C
PAIRS_AT_ONCE = 2_000_000  # receivers x segments held in memory together

Table = tuple[tuple[float, ...], ...]


@dataclass(frozen=True)
class CoefficientSet:
    """Sound power of cars, medium lorries and heavy lorries (rows) by octave: rolling A_R, B_R, propulsion A_P, B_P [dB]."""

    key: str
    source: str
    rolling: Table
    rolling_slope: Table
    propulsion: Table
    propulsion_slope: Table
    cooling: tuple[float, ...] = (0.08, 0.04, 0.04)  # dB louder per °C below 20


CNOSSOS_2020 = CoefficientSet(
    "2020",
    "cnossos_2021",
    rolling=(
        (83.1, 89.2, 87.7, 93.1, 100.1, 96.7, 86.8, 76.2),
        (88.7, 93.2, 95.7, 100.9, 101.7, 95.1, 87.8, 83.6),
        (91.7, 96.2, 98.2, 104.9, 105.1, 98.5, 91.1, 85.6),
    ),
    rolling_slope=(
        (30.0, 41.5, 38.9, 25.7, 32.5, 37.2, 39.0, 40.0),
        (30.0, 35.8, 32.6, 23.8, 30.1, 36.2, 38.3, 40.1),
        (30.0, 33.5, 31.3, 25.4, 31.8, 37.1, 38.6, 40.6),
    ),
    propulsion=(
        (97.9, 92.5, 90.7, 87.2, 84.7, 88.0, 84.4, 77.1),
        (105.5, 100.2, 100.5, 98.7, 101.0, 97.8, 91.2, 85.0),
        (108.8, 104.2, 103.5, 102.9, 102.6, 98.5, 93.8, 87.5),
    ),
    propulsion_slope=(
        (-1.3, 7.2, 7.7, 8.0, 8.0, 8.0, 8.0, 8.0),
        (-1.9, 4.7, 6.4, 6.5, 6.5, 6.5, 6.5, 6.5),
        (0.0, 3.0, 4.6, 5.0, 5.0, 5.0, 5.0, 5.0),
    ),
)


@dataclass(frozen=True)
class Surface:
    """A road surface: correction by octave `alpha` [dB] and by speed `beta`, for cars, medium lorries and heavy lorries."""

    key: str
    alpha: Table
    beta: tuple[float, ...]


REFERENCE_SURFACE = Surface("reference", ((0.0,) * 8,) * 3, (0.0, 0.0, 0.0))


def road_emission(
    flow: ArrayLike,
    speed: ArrayLike,
    heavy_share: ArrayLike = 0.0,
    medium_share: ArrayLike = 0.0,
    annual_temperature: ArrayLike = Parameter(
        20.0, 8.0, 25.0, "°C", "cnossos_2015", "2.2.3: reference conditions; range: annual means", about="air temperature"
    ),
    coefficients: CoefficientSet = CNOSSOS_2020,
    surface: Surface = REFERENCE_SURFACE,
) -> Array:
    """A-weighted sound power of a street per metre [dB(A)/m] under `flow` [veh/h] at `speed` [km/h]; arrays broadcast.

    For each vehicle class and octave: rolling L_R = A_R + B_R lg(v/70) + K (20 - T) + alpha + beta lg(v/70), propulsion
    L_P = A_P + B_P (v - 70)/70 + min(alpha, 0), L_W = 10 lg(10^(L_R/10) + 10^(L_P/10)), and per metre of street
    L_W' = L_W + 10 lg(Q / (1000 v)) (CNOSSOS-EU: Directive 2015/996, 2.2.3 to 2.2.6, coefficients as amended by 2021/1226).
    `heavy_share` [0..1] of the flow are lorries of class 3, `medium_share` of class 2, the rest cars. Speeds count as at
    least 20 and at most 130 km/h, as there. A street without traffic emits -inf dB. The coefficients are the directive's, exact.

    Left out: two-wheelers, gradients, studded tyres, junctions (braking and starting). Raises TwinError for negative flow or speed
    (a speed of 0 counts as 20), shares outside 0..1 or that pass 1 together, or arrays that do not fit.
    """
    q, v = numeric("flow", flow, 0, unit="veh/h"), numeric("speed", speed, 0, unit="km/h")
    heavy, medium = numeric("heavy_share", heavy_share, 0, 1), numeric("medium_share", medium_share, 0, 1)
    t = numeric("annual_temperature", annual_temperature, -50, 60, unit="°C")
    together(dict(flow=q, speed=v, heavy_share=heavy, medium_share=medium, annual_temperature=t))
    if np.any(heavy + medium > 1):
        raise TwinError("heavy_share: more than 1 together with medium_share, the rest would be a negative share of cars")
    v = np.clip(v, SLOWEST, FASTEST)
    classes = np.stack(np.broadcast_arrays(1 - heavy - medium, medium, heavy), axis=-1)
    power = _vehicle_power(v, t, coefficients, surface)
    line = q / (1000 * v) * (classes * power).sum(axis=-1)
    with np.errstate(divide="ignore"):
        return np.asarray(10 * np.log10(line))


def _vehicle_power(speed: Array, temperature: Array, c: CoefficientSet, surface: Surface) -> Array:
    """A-weighted sound power (…, 3) of one vehicle of each class over 1 pW, from `speed` (…) [km/h]."""
    log_speed = np.log10(speed / REFERENCE_SPEED)[..., None, None]
    alpha, beta = np.array(surface.alpha), np.array(surface.beta)[:, None]
    colder = (REFERENCE_TEMPERATURE - temperature)[..., None, None] * np.array(c.cooling)[:, None]
    rolling = np.array(c.rolling) + np.array(c.rolling_slope) * log_speed + colder + alpha + beta * log_speed
    faster = ((speed - REFERENCE_SPEED) / REFERENCE_SPEED)[..., None, None]
    propulsion = np.array(c.propulsion) + np.array(c.propulsion_slope) * faster + np.minimum(alpha, 0)
    bands = (10 ** (rolling / 10) + 10 ** (propulsion / 10)) * 10 ** (A_WEIGHTS / 10)
    return np.asarray(bands.sum(axis=-1))


def level_at(
    receivers: ArrayLike,
    starts: ArrayLike,
    ends: ArrayLike,
    emission: ArrayLike,
    height: float = Parameter(
        3.95, 1.45, 6.0, "m", "end_2002", "Annex I: facades at 4 m; source at 0.05 m (CNOSSOS)", about="receiver above source"
    ),
) -> Array:
    """Level [dB(A)] at `receivers` (n, 2) [m] from straight street segments `starts` to `ends` (m, 2) [m] of `emission` (m,) [dB(A)/m].

    Hemispherical spreading of a line source, L = 10 lg sum 10^(L_W'/10) theta / (2 pi d): d is the distance [m] to the
    segment's line, `height` included, theta the angle [rad] the segment subtends; the exact integral of dl / (2 pi r²). For an
    infinite street theta = pi and L = L_W' - 10 lg(2 d).

    An unscreened level: no buildings, ground, air absorption, reflections or weather, so an upper bound in streets
    behind others, and a lower one in narrow streets, where facades reflect up to about 3 dB. Not a CNOSSOS map. Where nothing
    emits the level is -inf dB. Raises TwinError for shapes that do not fit or a height of 0.
    """
    at, a, b = _points("receivers", receivers), _points("starts", starts), _points("ends", ends)
    loud = numeric("emission", emission)
    if not (len(a) == len(b) and loud.shape == (len(a),)):
        raise TwinError(f"emission: one start, end and level for each segment, not {a.shape}, {b.shape} and {loud.shape}")
    rise = float(numeric("height", height, 0.01, unit="m"))
    power, energy = 10 ** (loud / 10), np.zeros(len(at))
    rows = max(1, PAIRS_AT_ONCE // max(1, len(a)))
    for first in range(0, len(at), rows):
        part = slice(first, first + rows)
        energy[part] = _spread(at[part], a, b, rise) @ power
    with np.errstate(divide="ignore"):
        return np.asarray(10 * np.log10(energy))


def _spread(receivers: Array, starts: Array, ends: Array, rise: float) -> Array:
    """theta / (2 pi d) [1/m] of every receiver (rows) and segment (columns); 0 for segments without length."""
    x, y = receivers[:, :1], receivers[:, 1:]
    ax, ay, bx, by = starts[:, 0] - x, starts[:, 1] - y, ends[:, 0] - x, ends[:, 1] - y
    length = np.hypot(*(ends - starts).T)
    twice_area = np.sqrt((ax * by - ay * bx) ** 2 + (rise * length) ** 2)  # of the triangle receiver, start, end in space
    theta = np.arctan2(twice_area, ax * bx + ay * by + rise**2)
    return np.asarray(np.divide(theta * length, 2 * np.pi * twice_area, out=np.zeros_like(theta), where=length > 0))


def day_evening_night(day: ArrayLike, evening: ArrayLike, night: ArrayLike) -> Array:
    """L_den [dB(A)] from levels of `day` (12 h), `evening` (4 h, +5 dB) and `night` (8 h, +10 dB); arrays broadcast.

    10 lg((12 x 10^(Ld/10) + 4 x 10^((Le+5)/10) + 8 x 10^((Ln+10)/10)) / 24), Directive 2002/49/EC, Annex I. Raises TwinError
    for levels that are no numbers or shapes that do not fit.
    """
    d, e, n = numeric("day", day), numeric("evening", evening), numeric("night", night)
    together(dict(day=d, evening=e, night=n))
    with np.errstate(divide="ignore"):
        return np.asarray(10 * np.log10((12 * 10 ** (d / 10) + 4 * 10 ** ((e + 5) / 10) + 8 * 10 ** ((n + 10) / 10)) / 24))


def _points(name: str, value: ArrayLike) -> NDArray[np.float64]:
    array = numeric(name, value)
    if array.ndim != 2 or array.shape[1] != 2:
        raise TwinError(f"{name}: rows of x, y in metres are needed, not an array of shape {array.shape}")
    return array
