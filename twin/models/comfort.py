"""What a body feels outdoors: mean radiant temperature and the Universal Thermal Climate Index (UTCI)."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import ArrayLike, NDArray

from twin.errors import TwinError
from twin.models.arguments import Array, numeric, together
from twin.models.utci_table import BLOCKS, SATURATION, SATURATION_LOG, Block
from twin.parameter import Parameter
from twin.words import Words

KELVIN = 273.15
STEFAN_BOLTZMANN = 5.670374419e-8  # W m⁻² K⁻⁴, CODATA
CHUNK = 8192  # cells evaluated at a time, so that the 210 terms stay in the processor's cache


@dataclass(frozen=True)
class Stress:
    """One class of the UTCI assessment scale: felt temperatures above `above` [°C], up to the next row."""

    key: str
    label: Words
    above: Parameter


def _stress(key: str, en: str, fr: str, above: float) -> Stress:
    about = f"UTCI above which: {en.lower()}"
    bound = Parameter(above, unit="°C", source="brode_2012", page="assessment scale, ten categories", about=about)
    return Stress(key, Words(en, fr), bound)


STRESS: tuple[Stress, ...] = (
    _stress("extreme_cold", "Extreme cold stress", "Stress froid extrême", -KELVIN),
    _stress("very_strong_cold", "Very strong cold stress", "Stress froid très fort", -40),
    _stress("strong_cold", "Strong cold stress", "Stress froid fort", -27),
    _stress("moderate_cold", "Moderate cold stress", "Stress froid modéré", -13),
    _stress("slight_cold", "Slight cold stress", "Stress froid léger", 0),
    _stress("none", "No thermal stress", "Pas de stress thermique", 9),
    _stress("moderate_heat", "Moderate heat stress", "Stress chaud modéré", 26),
    _stress("strong_heat", "Strong heat stress", "Stress chaud fort", 32),
    _stress("very_strong_heat", "Very strong heat stress", "Stress chaud très fort", 38),
    _stress("extreme_heat", "Extreme heat stress", "Stress chaud extrême", 46),
)


def saturation_pressure(air: ArrayLike) -> Array:
    """Saturation vapour pressure over water [hPa] at `air` [°C] (Hardy 1998, the formula of the UTCI procedure)."""
    kelvin = numeric("air", air, -KELVIN + 1, 150, "°C") + KELVIN
    log = SATURATION_LOG * np.log(kelvin)
    for power, coefficient in enumerate(SATURATION):
        log = log + coefficient * kelvin ** (power - 2.0)
    return np.asarray(np.exp(log) / 100)


def utci(air: ArrayLike, radiant: ArrayLike, wind: ArrayLike, humidity: ArrayLike) -> Array:
    """Universal Thermal Climate Index [°C]: the temperature of calm shade that would strain a walking body as much.

    `air` [°C], mean `radiant` temperature [°C], `wind` at 10 m [m/s], relative `humidity` [%]; arrays broadcast.
    Polynomial of degree 6 in four variables, 210 terms (Bröde et al. 2012, doi:10.1007/s00484-011-0454-1); it
    follows the full Fiala model within about 1.1 K (root mean square). NaN where the procedure is not valid: air outside
    -50..50 °C, radiant - air outside -30..70 K, wind outside 0.5..17 m/s, vapour pressure above 5 kPa.

    Left out: age, health, acclimatisation, other clothing or effort than the reference walker's. Raises TwinError for
    negative wind, humidity outside 0..100 %, values that are no numbers, or shapes that do not fit.
    """
    t, r = numeric("air", air, unit="°C"), numeric("radiant", radiant, unit="°C")
    v, rh = numeric("wind", wind, 0, unit="m/s"), numeric("humidity", humidity, 0, 100, "%")
    together(dict(air=t, radiant=r, wind=v, humidity=rh))
    inside = (t >= -50) & (t <= 50) & (v >= 0.5) & (v <= 17)
    t_in, v_in = np.clip(t, -50, 50), np.clip(v, 0.5, 17)  # so that what becomes NaN does not overflow first
    pressure = saturation_pressure(t_in) * rh / 1000  # hPa and % to kPa
    excess = r - t
    inside = inside & (excess >= -30) & (excess <= 70) & (pressure <= 5)
    felt = t + _chunked(t_in, v_in, np.clip(excess, -30, 70), np.minimum(pressure, 5))
    return np.where(inside, felt, np.nan)


def _chunked(t: Array, v: Array, d: Array, p: Array) -> Array:
    """`_offset` in pieces when more than the radiant excess varies; else directly, which is then cheap."""
    if t.ndim == v.ndim == p.ndim == 0 or np.broadcast_shapes(t.shape, v.shape, d.shape, p.shape) == ():
        return np.asarray(_horner(_by_excess(float(t), float(v), float(p)), d))
    shape = np.broadcast_shapes(t.shape, v.shape, d.shape, p.shape)
    flat = [a[()] if a.ndim == 0 else np.broadcast_to(a, shape).ravel() for a in (t, v, d, p)]
    out = np.empty(int(np.prod(shape)))
    for start in range(0, out.size, CHUNK):
        piece = slice(start, start + CHUNK)
        out[piece] = _offset(*(a if np.ndim(a) == 0 else a[piece] for a in flat))
    return out.reshape(shape)


def _offset(t: Array, v: Array, d: Array, p: Array) -> Array:
    """UTCI - air temperature [K] by nested Horner, the radiant excess outermost."""
    return _horner(_terms(t, v, p), d)


def _horner(terms: Sequence[Array], d: Array) -> Array:
    """Σ term k × d^k."""
    total = np.zeros(())
    for term in reversed(terms):
        total = total * d + term
    return total


@lru_cache(maxsize=64)
def _by_excess(t: float, v: float, p: float) -> tuple[Array, ...]:
    """`_terms` of one weather: with it for all cells, 203 of the 210 terms are summed once."""
    return _terms(np.asarray(t), np.asarray(v), np.asarray(p))


def _terms(t: Array, v: Array, p: Array) -> tuple[Array, ...]:
    """What each power of the radiant excess, from 0 to 6, is multiplied by."""
    found = []
    for k in range(7):
        by_pressure = np.zeros(())
        for m in reversed(range(7 - k)):
            by_pressure = by_pressure * p + _plane(BLOCKS[k, m], t, v)
        found.append(by_pressure)
    return tuple(found)


def _plane(block: Block, t: Array, v: Array) -> Array:
    total = np.zeros(())
    for row in reversed(block):
        by_air = np.asarray(row[-1])
        for coefficient in reversed(row[:-1]):
            by_air = by_air * t + coefficient
        total = total * v + by_air
    return total


def stress(felt: ArrayLike) -> NDArray[np.intp]:
    """Index into `STRESS` of each UTCI value `felt` [°C]; -1 where it is NaN. Upper bounds belong to the class."""
    try:
        values = np.asarray(felt, dtype=np.float64)
    except (TypeError, ValueError) as error:
        raise TwinError(f"felt temperature: numbers are needed, not {felt!r:.60}") from error
    bounds = [float(row.above) for row in STRESS[1:]]
    return np.where(np.isnan(values), -1, np.digitize(values, bounds, right=True))


def sky_radiation(
    air: ArrayLike,
    humidity: ArrayLike,
    brutsaert: float = Parameter(
        1.24, 1.18, 1.30, source="brutsaert_1975", page="eq. 11; range: assumption", about="clear-sky emissivity factor"
    ),
) -> Array:
    """Long-wave radiation of a clear sky [W/m²]: La = 1.24 (e / T)^(1/7) sigma T⁴, e [hPa], T [K] (Brutsaert 1975).

    `air` [°C], relative `humidity` [%]. Clouds are left out. Raises TwinError for humidity outside 0..100 %.
    """
    kelvin = numeric("air", air, -90, 70, "°C") + KELVIN
    vapour = saturation_pressure(air) * numeric("humidity", humidity, 0, 100, "%") / 100
    return np.asarray(brutsaert * (vapour / kelvin) ** (1 / 7) * STEFAN_BOLTZMANN * kelvin**4)


def projected_area(elevation: ArrayLike) -> Array:
    """Share f_p of a standing body that the sun beam hits: 0.308 cos(g (1 - g² / 48402)), g = `elevation` [°].

    Jendritzky et al. 1990, as in VDI 3787 part 2; 0 when the sun is down.
    """
    g = numeric("elevation", elevation, -90, 90, "°")
    return np.where(g > 0, 0.308 * np.cos(np.radians(g * (1 - g**2 / 48_402))), 0.0)


def radiant_temperature(
    air: ArrayLike,
    humidity: ArrayLike,
    direct: ArrayLike,
    diffuse: ArrayLike,
    elevation: ArrayLike,
    ground_temperature: ArrayLike,
    wall_temperature: ArrayLike,
    albedo: ArrayLike,
    sky_view: ArrayLike = 1.0,
    transmissivity: ArrayLike = 1.0,
    absorption: float = Parameter(
        0.7,
        0.6,
        0.8,
        source="vdi3787_2",
        page="as in Thorsson et al. 2007; range: assumption",
        about="share of sunlight a clothed body takes in",
    ),
    emissivity: float = Parameter(
        0.97,
        0.95,
        0.99,
        source="vdi3787_2",
        page="as in Thorsson et al. 2007; range: assumption",
        about="long-wave emissivity of a clothed body",
    ),
    surface_emissivity: float = Parameter(
        0.95, 0.90, 0.98, source="vdi3787_2", verified=False, about="long-wave emissivity of ground and walls"
    ),
) -> Array:
    """Mean radiant temperature [°C] of a standing person between a ground and an upper hemisphere; arrays broadcast.

    T_mrt = {[0.5 ep (psi La + (1 - psi) Lw + Lg) + ak (0.5 (psi tau Kd + Kg) + fp tau I)] / (ep sigma)}^0.25 - 273.15
    with La of `sky_radiation`, Lw = es sigma Tw⁴, Lg = es sigma Tg⁴ + (1 - es) La, Kg = albedo tau (I sin g + Kd)
    (VDI 3787 part 2, after Jendritzky et al. 1990, quoted from memory).

    air [°C], humidity [%], direct I: beam on a plane facing the sun [W/m²], diffuse Kd: on flat ground [W/m²],
    elevation g of the sun [°], ground_temperature Tg and wall_temperature Tw [°C] (Tw: whatever hides the sky, walls
    or crowns), albedo of the ground [0..1], sky_view psi [0..1], transmissivity tau of the crowns overhead [0..1].

    Surface temperatures are given, not computed. Left out: sunlight sent back by walls, shade of buildings, the ground
    further away, water. Raises TwinError for values out of range or shapes that do not fit.
    """
    beam, sky_light = numeric("direct", direct, 0, unit="W/m²"), numeric("diffuse", diffuse, 0, unit="W/m²")
    psi, tau = numeric("sky_view", sky_view, 0, 1), numeric("transmissivity", transmissivity, 0, 1)
    ground = numeric("ground_temperature", ground_temperature, -90, 120, "°C") + KELVIN
    walls = numeric("wall_temperature", wall_temperature, -90, 120, "°C") + KELVIN
    reflected, g = numeric("albedo", albedo, 0, 1), numeric("elevation", elevation, -90, 90, "°")
    sky = sky_radiation(air, humidity)
    together(dict(air=sky, direct=beam, diffuse=sky_light, ground_temperature=ground, wall_temperature=walls,
             albedo=reflected, elevation=g, sky_view=psi, transmissivity=tau))  # fmt: skip
    from_walls = surface_emissivity * STEFAN_BOLTZMANN * walls**4
    from_ground = surface_emissivity * STEFAN_BOLTZMANN * ground**4 + (1 - surface_emissivity) * sky
    long_wave = 0.5 * emissivity * (psi * sky + (1 - psi) * from_walls + from_ground)
    up_light = reflected * tau * (beam * np.maximum(np.sin(np.radians(g)), 0) + sky_light)
    short_wave = absorption * (0.5 * (psi * tau * sky_light + up_light) + projected_area(g) * tau * beam)
    return np.asarray(((long_wave + short_wave) / (emissivity * STEFAN_BOLTZMANN)) ** 0.25 - KELVIN)
