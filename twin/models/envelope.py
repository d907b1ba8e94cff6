"""From walls, windows and roofs to the numbers of a zone: U values, heat stored by layers, solar apertures, ventilation."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from twin.errors import TwinError
from twin.models.arguments import Array, numeric, one_of, together
from twin.parameter import Parameter

AIR_HEAT = 0.34  # Wh/(m³·K), heat a cubic metre of air carries

MASS_CLASSES = {  # heat stored [J/K] and effective mass area [m²], per m² of floor: ISO 13790:2008, table 12
    "very light": (80_000.0, 2.5),
    "light": (110_000.0, 2.5),
    "medium": (165_000.0, 2.5),
    "heavy": (260_000.0, 3.0),
    "very heavy": (370_000.0, 3.5),
}


class Layer(NamedTuple):
    """A layer of a wall: thickness [m], conductivity [W/(m·K)], density [kg/m³], heat capacity [J/(kg·K)]."""

    thickness: float
    conductivity: float
    density: float
    heat: float


class Mass(NamedTuple):
    """capacity C_m [J/K] and effective area A_m [m²] of the mass of a zone."""

    capacity: Array
    area: Array


def transmittance(
    layers: Sequence[Layer],
    inside: float = Parameter(0.13, 0.10, 0.17, "m²·K/W", "iso13790", "ISO 6946: walls 0.13, roofs 0.10, floors 0.17", False, "inner film"),
    outside: float = Parameter(0.04, 0.03, 0.13, "m²·K/W", "iso13790", "R_se", about="outer film"),
) -> float:
    """U [W/(m²·K)] of layers, 1/(R_si + sum d/lambda + R_se). Raises TwinError for layers without thickness or conductivity."""
    rows = _layers(layers)
    return float(1 / (inside + (rows[:, 0] / rows[:, 1]).sum() + outside))


def insulated(transmittance: ArrayLike, thickness: ArrayLike, conductivity: ArrayLike) -> Array:
    """U [W/(m²·K)] of a wall after `thickness` [m] of an insulant of `conductivity` [W/(m·K)]: 1/(1/U + d/lambda); arrays broadcast.

    Left out: the fixings and gaps of the insulant. Raises TwinError for U or conductivity not above 0.
    """
    u, d = numeric("transmittance", transmittance, 1e-3, 50, "W/(m²·K)"), numeric("thickness", thickness, 0, 2, "m")
    k = numeric("conductivity", conductivity, 1e-3, 10, "W/(m·K)")
    together(dict(transmittance=u, thickness=d, conductivity=k))
    return np.asarray(1 / (1 / u + d / k))


def stored_heat(
    layers: Sequence[Layer],
    deepest: float = Parameter(0.10, 0.10, 0.10, "m", "iso13790", "12.3.1.2", about="depth that takes part in a day's swing"),
    insulating: float = Parameter(0.065, 0.06, 0.08, "W/(m·K)", "iso13790", "annex A of ISO 13786", False, "layers below it insulate"),
) -> float:
    """Heat a wall stores per m² and kelvin [J/(m²·K)], from `layers` listed from the inside out.

    kappa = sum rho c d over the first 10 cm, or up to the first insulating layer, or up to the middle of the wall, whichever comes first
    (the simplified method of ISO 13786). Raises TwinError for layers without thickness or conductivity.
    """
    rows = _layers(layers)
    depth = min(float(deepest), float(rows[:, 0].sum()) / 2 if rows[:, 1].min() >= insulating else np.inf)
    total = 0.0
    for thickness, conductivity, density, heat in rows:
        if conductivity < insulating or depth <= 0:
            break
        total += min(thickness, depth) * density * heat
        depth -= thickness
    return total


def mass_of(areas: ArrayLike, stored: ArrayLike) -> Mass:
    """`Mass` of walls of `areas` [m²] that store `stored` [J/(m²·K)], over the last axis (…, walls).

    C_m = sum kappa A, A_m = C_m²/sum(A kappa²) (ISO 13790:2008, 12.2.2). Raises TwinError where nothing stores heat.
    """
    a, k = numeric("areas", areas, 0, unit="m²"), numeric("stored", stored, 0, unit="J/(m²·K)")
    together(dict(areas=a, stored=k))
    capacity, squares = (a * k).sum(axis=-1), (a * k * k).sum(axis=-1)
    if np.any(squares <= 0):
        raise TwinError("areas and stored: no wall stores any heat; at least one needs an area and a capacity above 0")
    return Mass(np.asarray(capacity), np.asarray(capacity**2 / squares))


def mass_of_class(name: ArrayLike, floor_area: ArrayLike) -> Mass:
    """`Mass` of a zone of `floor_area` [m²] by its class: very light, light, medium, heavy, very heavy (`MASS_CLASSES`)."""
    names, floor = one_of("name", name, MASS_CLASSES), numeric("floor_area", floor_area, 0, unit="m²")
    rows = np.array([MASS_CLASSES[str(n)] for n in names.ravel()]).reshape(*names.shape, 2)
    return Mass(np.asarray(rows[..., 0] * floor), np.asarray(rows[..., 1] * floor))


def glazed_aperture(
    area: ArrayLike,
    transmission: ArrayLike,
    frame: float = Parameter(0.3, 0.2, 0.4, "1", "tabula_fr", "F_F, common calculation values", about="share of a window that is frame"),
    slanting: float = Parameter(0.9, 0.85, 0.95, "1", "tabula_fr", "F_w, common calculation values", about="sun does not come straight"),
    unshaded: ArrayLike = Parameter(0.8, 0.6, 1.0, "1", "tabula_fr", "F_sh, horizontal screens", about="share of sun that screens leave"),
) -> Array:
    """Solar aperture of windows of `area` [m²] [m²]: F_sh A (1 - F_F) F_w g, `transmission` g at straight incidence [0..1].

    ISO 13790:2008, 11.3.3. Where the angle of the sun is counted hour by hour (`exposure.exposed(angular=True)`) give slanting=1.
    """
    a, g = numeric("area", area, 0, unit="m²"), numeric("transmission", transmission, 0, 1)
    left = numeric("unshaded", unshaded, 0, 1)
    return np.asarray(left * a * (1 - frame) * slanting * g)


def absorbing_aperture(
    area: ArrayLike,
    transmittance: ArrayLike,
    absorptance: ArrayLike = Parameter(0.6, 0.2, 0.9, "1", "lbnl_iso13790", "OpaqueElements", about="share of sunlight a wall absorbs"),
    outside: float = Parameter(0.04, 0.03, 0.05, "m²·K/W", "iso13790", "R_se", about="outer film"),
) -> Array:
    """Solar aperture of walls and roofs [m²]: absorptance R_se U A (ISO 13790:2008, 11.3.4). A light colour or green roof lowers it."""
    a, u = numeric("area", area, 0, unit="m²"), numeric("transmittance", transmittance, 0, unit="W/(m²·K)")
    return np.asarray(numeric("absorptance", absorptance, 0, 1) * outside * u * a)


def sky_loss(
    area: ArrayLike,
    transmittance: ArrayLike,
    facing: ArrayLike,
    radiative: float = Parameter(
        4.5, 4.0, 5.0, "W/(m²·K)", "iso13790", "11.4.6: 5 times an emissivity of 0.9", about="h_r, radiation to the sky"
    ),
    outside: float = Parameter(0.04, 0.03, 0.05, "m²·K/W", "iso13790", "R_se", about="outer film"),
) -> Array:
    """Heat lost for each kelvin the sky is colder than the air [W/K]: F_f h_r R_se U A; `facing` F_f is 1 for roofs, 0.5 for walls."""
    a, u = numeric("area", area, 0, unit="m²"), numeric("transmittance", transmittance, 0, unit="W/(m²·K)")
    return np.asarray(numeric("facing", facing, 0, 1) * radiative * outside * u * a)


def air_change_loss(rate: ArrayLike, volume: ArrayLike, recovered: ArrayLike = 0.0) -> Array:
    """H_ve [W/K] of `rate` air changes [1/h] in `volume` [m³]: 0.34 n V (1 - `recovered`), the share heat recovery gives back."""
    n, v = numeric("rate", rate, 0, 100, "1/h"), numeric("volume", volume, 0, unit="m³")
    return np.asarray(AIR_HEAT * n * v * (1 - numeric("recovered", recovered, 0, 1)))


def _layers(layers: Sequence[Layer]) -> Array:
    rows = numeric("layers", [tuple(layer) for layer in layers], 0)
    if rows.ndim != 2 or rows.shape[1:] != (4,) or not len(rows) or np.any(rows[:, :2] <= 0):
        raise TwinError("layers: each needs a thickness and conductivity above 0, a density and a heat capacity")
    return rows
