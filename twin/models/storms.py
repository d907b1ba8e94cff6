"""Design storms of French practice: Montana depths and intensities, the double-triangle storm, the rational method.

Symbols: t duration [min], a and b Montana coefficients, h depth [mm], i intensity [mm/h].
"""

import numpy as np
from numpy.typing import ArrayLike

from twin.errors import TwinError
from twin.models.arguments import Array, numeric, together
from twin.parameter import Parameter, default

MINUTES_PER_HOUR = 60.0


def montana_depth(
    duration_min: ArrayLike,
    a: float,
    b: float,
    valid_from: float = Parameter(
        6, unit="min", source="wikhydro_montana", page="Intérêt et précaution d'emploi", about="shortest duration"
    ),
    valid_to: float = Parameter(
        1440, unit="min", source="wikhydro_montana", page="Intérêt et précaution d'emploi", about="longest duration"
    ),
) -> Array:
    """Depth h [mm] of the storm that lasts `duration_min` [min]: h = a t^(1 - b), for a in mm/min (t in min).

    A pair (a, b) fits one band of durations only: `valid_from` to `valid_to` [min] of the row it came from, and never
    below 6 min, where the formula tends to infinity (Wikhydro, "Montana (formule type)"). Raises TwinError outside
    the band, for a <= 0 or b outside 0..1 (depth must grow and intensity fall with duration).
    """
    shortest = max(float(valid_from), float(default(montana_depth, "valid_from")))
    t = numeric("duration_min", duration_min, shortest, valid_to, "min, the durations these coefficients were fitted on")
    if not a > 0:
        raise TwinError(f"Montana a: {a:g} is not allowed, it must be above 0")
    if not 0 <= b < 1:
        raise TwinError(f"Montana b: {b:g} is not allowed, it must be at least 0 and below 1 (i = a t^-b)")
    return np.asarray(a * t ** (1 - b))


def montana_intensity(
    duration_min: ArrayLike,
    a: float,
    b: float,
    valid_from: float = default(montana_depth, "valid_from"),
    valid_to: float = default(montana_depth, "valid_to"),
) -> Array:
    """Mean intensity i [mm/h] over `duration_min` [min]: i = 60 a t^-b. Band and errors as in `montana_depth`."""
    depth = montana_depth(duration_min, a, b, valid_from, valid_to)
    return np.asarray(depth / np.asarray(duration_min, dtype=np.float64) * MINUTES_PER_HOUR)


def double_triangle_peaks(
    total: float,
    intense: float,
    a: float,
    b: float,
    valid_from: float = default(montana_depth, "valid_from"),
    valid_to: float = default(montana_depth, "valid_to"),
) -> tuple[float, float]:
    """Shoulder and peak intensities (i1, i2) [mm/h] of the double-triangle storm of `total` and `intense` [min].

    i1 = 2 (h(D) - h(d)) / (D - d) and i2 = 2 h(d) / d - i1 make both the whole storm and its intense middle carry
    their Montana depths (form of Desbordes, derived here from the two volumes). Raises TwinError when a duration is
    outside the band, intense >= total, or i2 < i1: then the middle is no more intense than the rest.
    """
    if not intense < total:
        raise TwinError(f"intense period: {intense:g} min must be shorter than the whole storm, {total:g} min")
    whole, middle = montana_depth([total, intense], a, b, valid_from, valid_to)
    shoulder = 2 * (whole - middle) / (total - intense) * MINUTES_PER_HOUR
    peak = 2 * middle / intense * MINUTES_PER_HOUR - shoulder
    if peak < shoulder:
        raise TwinError(
            f"double triangle: the peak ({peak:.1f} mm/h) would be below its shoulders ({shoulder:.1f} mm/h); "
            "choose a shorter intense period or coefficients with a larger b"
        )
    return float(shoulder), float(peak)


def double_triangle(
    total: float,
    intense: float,
    a: float,
    b: float,
    step: float = 5.0,
    valid_from: float = default(montana_depth, "valid_from"),
    valid_to: float = default(montana_depth, "valid_to"),
) -> Array:
    """Hyetograph [mm/h]: mean intensity in each `step` [min] of a double-triangle storm; shape (total / step,).

    The intensity rises from 0 to i1 during (D - d) / 2, then to i2 and back to i1 during d, and falls to 0: the peak
    is centred. Each value is the exact mean over its step, so sum × step / 60 is h(D) whatever the step. Raises
    TwinError as `double_triangle_peaks`, and when `step` does not divide `total`.
    """
    shoulder, peak = double_triangle_peaks(total, intense, a, b, valid_from, valid_to)
    if not step > 0 or abs(total / step - round(total / step)) > 1e-9:
        raise TwinError(f"step: {step:g} min does not divide the storm of {total:g} min")
    ramp = (total - intense) / 2
    knots = np.array([0, ramp, total / 2, total - ramp, total])
    levels = np.array([0, shoulder, peak, shoulder, 0])
    edges = np.linspace(0, total, round(total / step) + 1)
    return np.diff(_area_below(knots, levels, edges)) / step


def _area_below(knots: Array, levels: Array, at: Array) -> Array:
    """Integral from 0 to each of `at` of the broken line through (knots, levels)."""
    slopes = np.diff(levels) / np.diff(knots)
    areas = np.concatenate([[0], np.cumsum((levels[1:] + levels[:-1]) / 2 * np.diff(knots))])
    piece = np.clip(np.searchsorted(knots, at, side="right") - 1, 0, len(slopes) - 1)
    into = at - knots[piece]
    return np.asarray(areas[piece] + levels[piece] * into + slopes[piece] * into**2 / 2)


def rational_peak(runoff_coefficient: ArrayLike, intensity: ArrayLike, area: ArrayLike) -> Array:
    """Peak flow Q = C i A / 360 [m³/s] of a catchment by the rational method; arrays broadcast.

    C = `runoff_coefficient` [0..1], i = `intensity` [mm/h] of the storm as long as the time of concentration,
    A = `area` [ha]. Left out: storage in the pipes and basins, rain that moves, partial areas. Raises TwinError for
    C outside 0..1 or negative intensity or area.
    """
    c = numeric("runoff_coefficient", runoff_coefficient, 0, 1)
    i, area_ha = numeric("intensity", intensity, 0, unit="mm/h"), numeric("area", area, 0, unit="ha")
    together(dict(runoff_coefficient=c, intensity=i, area=area_ha))
    return np.asarray(c * i * area_ha / 360)  # 1 mm/h on 1 ha = 10 m³/h = 1/360 m³/s
