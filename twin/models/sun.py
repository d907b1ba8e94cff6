"""Where the sun stands, and what it sends onto tilted planes: beam, sky and ground."""

from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from twin.errors import TwinError
from twin.models.arguments import Array, numeric, together
from twin.parameter import Parameter

SOLAR_CONSTANT = 1367.0  # W/m², as in Perez et al. 1990
PEREZ_EDGES = np.array([1.065, 1.23, 1.5, 1.95, 2.8, 4.5, 6.2])  # clearness between the eight bins
PEREZ = np.array(  # F11, F12, F13, F21, F22, F23 of each bin: Perez et al. 1990, table 6
    [
        [-0.008, 0.588, -0.062, -0.06, 0.072, -0.022],
        [0.13, 0.683, -0.151, -0.019, 0.066, -0.029],
        [0.33, 0.487, -0.221, 0.055, -0.064, -0.026],
        [0.568, 0.187, -0.295, 0.109, -0.152, -0.014],
        [0.873, -0.392, -0.362, 0.226, -0.462, 0.001],
        [1.132, -1.237, -0.412, 0.288, -0.823, 0.056],
        [1.06, -1.6, -0.359, 0.264, -1.127, 0.131],
        [0.678, -0.327, -0.25, 0.156, -1.377, 0.251],
    ]
)


class Sun(NamedTuple):
    """elevation above the horizon [°] (without refraction), azimuth from north, clockwise [°], extraterrestrial normal [W/m²]."""

    elevation: Array
    azimuth: Array
    extraterrestrial: Array


class Irradiance(NamedTuple):
    """What reaches planes [W/m²] (hours, planes): beam, sky, ground; `incidence` of the beam from the plane's normal [rad]."""

    beam: Array
    sky: Array
    ground: Array
    incidence: Array

    @property
    def total(self) -> Array:
        return np.asarray(self.beam + self.sky + self.ground)


def position(year: ArrayLike, hour: ArrayLike, latitude: ArrayLike, longitude: ArrayLike, time_zone: ArrayLike = 0.0) -> Sun:
    """The sun at `hour` of `year`: hours since 1 January, 0:00, in standard time, `time_zone` [h] ahead of UTC; arrays broadcast.

    latitude, longitude [°, north and east above 0]; years 1950 to 2050.

    The Astronomical Almanac's approximate formulas as given by Michalsky (1988): with n days after J2000.0, mean longitude
    L = 280.460 + 0.9856474 n, mean anomaly g = 357.528 + 0.9856003 n, ecliptic longitude L + 1.915 sin g + 0.020 sin 2g, obliquity
    23.439 - 0.0000004 n; declination, right ascension and hour angle from them. Within 0.01° in height of NREL's algorithm.

    Left out: refraction (0.6° at the horizon), nutation. Raises TwinError for other years or places that cannot be.
    """
    y, h = numeric("year", year, 1950, 2050), numeric("hour", hour, -48, 8832, "h")
    lat, lon = numeric("latitude", latitude, -90, 90, "°"), numeric("longitude", longitude, -180, 180, "°")
    zone = numeric("time_zone", time_zone, -14, 14, "h")
    together(dict(year=y, hour=h, latitude=lat, longitude=lon, time_zone=zone))
    since = np.floor(y) - 1949
    n = 2432917.5 + since * 365 + np.floor(since / 4) + (h - zone) / 24 - 2451545.0
    g = np.radians(357.528 + 0.9856003 * n)
    along = np.radians(280.460 + 0.9856474 * n + 1.915 * np.sin(g) + 0.020 * np.sin(2 * g))
    tilt = np.radians(23.439 - 4e-7 * n)
    ascension = np.arctan2(np.cos(tilt) * np.sin(along), np.cos(along))
    declination = np.arcsin(np.sin(tilt) * np.sin(along))
    sidereal = 6.697375 + 0.0657098242 * n + (h - zone) % 24  # h at Greenwich
    angle = np.radians(sidereal * 15 + lon) - ascension
    phi = np.radians(lat)
    sine = np.sin(declination) * np.sin(phi) + np.cos(declination) * np.cos(phi) * np.cos(angle)
    west, north = (
        -np.cos(declination) * np.sin(angle),
        np.sin(declination) * np.cos(phi) - np.cos(declination) * np.sin(phi) * np.cos(angle),
    )
    distance = 1.00014 - 0.01671 * np.cos(g) - 0.00014 * np.cos(2 * g)
    elevation = np.degrees(np.arcsin(np.clip(sine, -1, 1)))
    return Sun(
        np.asarray(elevation), np.asarray(np.degrees(np.arctan2(west, north)) % 360), np.asarray(SOLAR_CONSTANT / distance**2 + 0 * sine)
    )


def on_planes(
    direct_normal: ArrayLike,
    diffuse: ArrayLike,
    sun: Sun,
    planes: ArrayLike,
    ground_albedo: float = Parameter(0.2, 0.1, 0.3, "1", "iso13790", "usual", False, "share of sunlight the ground sends back"),
    horizon_glow: float = Parameter(
        1.041, source="perez_1990", page="kappa, zenith in radians", about="zenith term of the sky's clearness"
    ),
) -> Irradiance:
    """Irradiance of each hour on each plane [W/m²] (hours, planes), by the sky of Perez et al. (1990).

    direct_normal, diffuse   (hours,) [W/m²]; diffuse is on the horizontal
    sun                      `position` in the middle of each hour
    planes                   tilt and azimuth from north, clockwise [°] (planes, 2)

        beam   = DNI max(cos i, 0)
        sky    = DHI [(1 - F1)(1 + cos b)/2 + F1 max(cos i, 0)/max(cos Z, cos 85°) + F2 sin b]
        ground = (DNI cos Z + DHI) albedo (1 - cos b)/2

    F1 and F2 from the clearness ((DHI + DNI)/DHI + k Z³)/(1 + k Z³), the brightness DHI m/I0 (air mass m of Kasten and Young 1989) and
    the zenith Z, in eight bins. Nothing below the horizon but the sky's own light. Raises TwinError for shapes that do not fit.
    Left out: screens and shadows; multiply beam and sky by what they leave.
    """
    dni, dhi = numeric("direct_normal", direct_normal, 0, 2000, "W/m²"), numeric("diffuse", diffuse, 0, 2000, "W/m²")
    directions = numeric("planes", planes, -360, 720, "°")
    if directions.ndim != 2 or directions.shape[1] != 2:
        raise TwinError(f"planes: rows of tilt and azimuth in degrees are needed, not an array of shape {directions.shape}")
    if not dni.shape == dhi.shape == sun.elevation.shape or dni.ndim != 1:
        raise TwinError(f"direct_normal, diffuse, sun: one value an hour each, not {dni.shape}, {dhi.shape}, {sun.elevation.shape}")
    high = np.radians(sun.elevation)
    up = np.sin(high) > 0
    tilt, facing = np.radians(directions).T
    cosine = np.outer(np.sin(high), np.cos(tilt))
    cosine += (np.cos(high)[:, None] * np.cos(np.radians(sun.azimuth)[:, None] - facing)) * np.sin(tilt)
    towards = np.where(up[:, None], np.maximum(cosine, 0.0), 0.0)
    ring, edge = _brightening(dni, dhi, sun, float(horizon_glow))
    low = np.maximum(np.sin(high), np.cos(np.radians(85.0)))
    sky = np.outer(dhi * (1 - ring), (1 + np.cos(tilt)) / 2) + (dhi * ring / low)[:, None] * towards + np.outer(dhi * edge, np.sin(tilt))
    whole = dni * np.maximum(np.sin(high), 0.0) + dhi
    ground = np.outer(whole * ground_albedo, (1 - np.cos(tilt)) / 2)
    return Irradiance(dni[:, None] * towards, np.maximum(sky, 0.0), ground, np.arccos(np.clip(cosine, -1, 1)))


def _brightening(dni: Array, dhi: Array, sun: Sun, glow: float) -> tuple[Array, Array]:
    """F1 (around the sun) and F2 (at the horizon) of the Perez sky (hours,)."""
    zenith = np.radians(90.0 - sun.elevation)
    lit = dhi > 0
    cubed = glow * zenith**3
    clear = np.where(lit, ((dhi + dni) / np.where(lit, dhi, 1.0) + cubed) / (1 + cubed), 1.0)
    # down to the horizon the air mass is that of Kasten and Young; below it there is no beam that could count
    above = np.maximum(sun.elevation, 0.0)
    mass = 1 / (np.sin(np.radians(above)) + 0.50572 * (6.07995 + above) ** -1.6364)
    bright = dhi * mass / sun.extraterrestrial
    f11, f12, f13, f21, f22, f23 = PEREZ[np.searchsorted(PEREZ_EDGES, clear, side="right")].T
    up = sun.elevation > 0
    ring = np.where(up, np.maximum(f11 + f12 * bright + f13 * zenith, 0.0), 0.0)
    return ring, np.where(up, f21 + f22 * bright + f23 * zenith, 0.0)


def diffuse_share(clearness: ArrayLike) -> Array:
    """Share of global radiation that is diffuse, from the hourly clearness index kt (Erbs, Klein and Duffie 1982) [0..1].

        kt <= 0.22: 1 - 0.09 kt     kt <= 0.80: 0.9511 - 0.1604 kt + 4.388 kt² - 16.638 kt³ + 12.336 kt⁴     above: 0.165

    clearness  global on the horizontal / extraterrestrial on the horizontal [0..]. Raises TwinError for values below 0.
    """
    kt = numeric("clearness", clearness, 0)
    middle = 0.9511 + kt * (-0.1604 + kt * (4.388 + kt * (-16.638 + kt * 12.336)))
    return np.asarray(np.select([kt <= 0.22, kt <= 0.80], [1 - 0.09 * kt, middle], 0.165))
