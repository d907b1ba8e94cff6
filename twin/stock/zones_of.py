"""Envelopes and thermal zones of buildings: areas of their shells, U values of their age, and what works added to them."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from twin.buildings import Buildings
from twin.city import City
from twin.covers import table
from twin.fabric import Fabric
from twin.models import envelope
from twin.models.thermal import Zones, simulate, zones
from twin.parameter import Coefficients, default
from twin.stock.coefficients import STOCK, by_period, period_of
from twin.stock.shells import PLANES, Shells, shells_of

Array = NDArray[np.float64]
Ints = NDArray[np.intp]

FLAT_ROOFS_FROM = 1949  # blocks of flats and offices since then have flat roofs, all others an attic
MOST_GLASS = 0.5  # of the walls that face the open: a building with few of them has smaller windows
ROOF_FACING, WALL_FACING = 1.0, 0.5  # share of the sky they see (ISO 13790, 11.3.5)
SPREAD = 0.04  # W/(m·K): a resistance as thickness over conductivity; only their ratio counts
SURFACES = 4.5  # inner surfaces over floor (ISO 13790, 7.2.2.2)
SLACK = 1.25  # the mass passes on at least this much more than the walls lose: keeps slender towers within the method
H_MS = float(default(simulate, "surface_to_mass"))
_STORED, _SPREAD = zip(
    *((kj / 1000, area) for kj, area in envelope.MASS_CLASSES.values() if kj != 80_000.0), strict=True
)  # very light spreads as light


@dataclass(frozen=True, eq=False)
class Envelopes:
    """What surrounds some buildings (m,): `rows` of the city's buildings.

    floor        heated floor [m²]
    walls        opaque walls that face the open, windows the glazing [m²]; by_direction (directions, m) share of each direction
    roof         roof, and ground floor [m²]
    wall_u, roof_u, covered_u, floor_u, window_u   [W/(m²·K)]; covered_u: of the part of the roof under a new cover
    window_g     sun the glass lets through [1]
    bridges      [W/(m²·K)] on all of the envelope
    capacity     heat stored [kJ/(m²·K)] by m² of floor
    leaks        air changes by leaks, ventilation: wanted ones [1/h]
    volume       of air [m³]
    covered      share of the roof under a new cover [1]
    sunned, covered_sunned   share of the sun that the roof, and its covered part, take in as heat [1]
    """

    rows: Ints
    floor: Array
    walls: Array
    windows: Array
    by_direction: Array
    roof: Array
    wall_u: Array
    roof_u: Array
    covered_u: Array
    floor_u: Array
    window_u: Array
    window_g: Array
    bridges: Array
    capacity: Array
    leaks: Array
    volume: Array
    covered: Array
    sunned: Array
    covered_sunned: Array

    def __len__(self) -> int:
        return len(self.rows)

    @property
    def area(self) -> Array:
        """All of the envelope [m²]."""
        return self.walls + self.windows + 2 * self.roof

    @property
    def mean_roof_u(self) -> Array:
        """U of the roof, covered and bare parts together [W/(m²·K)]."""
        return (1 - self.covered) * self.roof_u + self.covered * self.covered_u


def floor_of(buildings: Buildings, rows: Ints, stock: Coefficients = STOCK) -> Array:
    """Heated floor of the buildings in `rows`: gross floor × `living` [m²]."""
    return np.asarray(shells_of(buildings).gross[rows] * float(stock["living"]))


def envelopes_of(
    buildings: Buildings, fabric: Fabric, rows: ArrayLike, stock: Coefficients = STOCK, albedo: Coefficients = table("albedo")
) -> Envelopes:
    """Envelopes of the buildings in `rows`.

    U after works: 1/(1/U + R). Insulation outside lowers thermal bridges to `bridges_outside`; inside keeps them and leaves at most
    `mass_inside` of the mass to the rooms. A new cover of the roof takes its albedo from the table of land covers; a green roof adds
    `green_roof_resistance` and evaporates `green_roof_latent` of the sun it takes in, all year. Floor = gross floor × `living`; windows =
    `window_share` of it, at most half of the walls that face the open. Left out: doors, and leaks that new windows close.
    """
    at = np.asarray(rows, dtype=np.intp)
    shells, period = shells_of(buildings), period_of(buildings.year[at])
    floor = floor_of(buildings, at, stock)
    exposed = shells.exposed[at]
    windows = np.minimum(float(stock["window_share"]) * floor, MOST_GLASS * exposed)
    flat = ~buildings.house[at] & (buildings.year[at] >= FLAT_ROOFS_FROM)
    roof_u = np.where(flat, by_period(stock, "terrace", period), by_period(stock, "attic", period))
    roof_u = _with(roof_u, fabric.roof[at])
    green, cool = fabric.roof_cover[at] == "green_roof", fabric.roof_cover[at] == "cool_roof"
    covered_sunned = 1 - np.select([green, cool], [float(albedo["green_roof"]), float(albedo["cool_roof"])], float(albedo["roof"]))
    walled, inside = fabric.wall[at] > 0, fabric.inside[at]
    bridges, mass = by_period(stock, "bridges", period), by_period(stock, "mass", period)
    return Envelopes(
        at,
        floor,
        exposed - windows,
        windows,
        _shares(shells, at),
        shells.footprint[at],
        _with(by_period(stock, "wall", period), fabric.wall[at]),
        roof_u,
        np.where(green, _with(roof_u, np.full(len(at), float(stock["green_roof_resistance"]))), roof_u),
        _with(by_period(stock, "floor", period), fabric.floor[at]),
        _or(fabric.window_u[at], by_period(stock, "window", period)),
        _or(fabric.window_g[at], by_period(stock, "glass", period)),
        np.where(walled & ~inside, np.minimum(bridges, float(stock["bridges_outside"])), bridges),
        np.where(walled & inside, np.minimum(mass, float(stock["mass_inside"])), mass),
        by_period(stock, "leaks", period),
        floor * float(stock["room_height"]),
        np.where(green | cool, fabric.covered[at], 0.0),
        np.full(len(at), 1 - float(albedo["roof"])),
        covered_sunned * np.where(green, 1 - float(stock["green_roof_latent"]), 1.0),
    )


def zones_from(e: Envelopes, stock: Coefficients = STOCK) -> Zones:
    """One thermal zone for each envelope, as `thermal.simulate` takes it: conductances, mass, gains and solar apertures.

    H_w = U A of windows; H_op = U A of walls and roof + b U A of the floor + bridges × area; H_ve = 0.34 n V, n = wanted + leaks.
    Shade by trees and other buildings is the one factor `unshaded` for windows and walls; none for roofs.
    """
    opaque = e.wall_u * e.walls + e.mean_roof_u * e.roof + float(stock["ground"]) * e.floor_u * e.roof + e.bridges * e.area
    mass_area = np.maximum(np.interp(e.capacity, _STORED, _SPREAD) * e.floor, SLACK * opaque / H_MS)
    unshaded = float(stock["unshaded"])
    aperture = envelope.glazed_aperture(e.windows * e.by_direction, e.window_g, float(stock["frame"]), float(stock["slanting"]), unshaded)
    walls = unshaded * envelope.absorbing_aperture(e.walls * e.by_direction, e.wall_u, float(stock["absorptance"]))
    roof = envelope.absorbing_aperture(e.roof * (1 - e.covered), e.roof_u, e.sunned)
    roof = roof + envelope.absorbing_aperture(e.roof * e.covered, e.covered_u, e.covered_sunned)
    return zones(
        windows=e.window_u * e.windows,
        opaque=opaque,
        ventilation=envelope.air_change_loss(float(stock["ventilation"]) + e.leaks, e.volume),
        capacity=1000 * e.capacity * e.floor,
        mass_area=mass_area,
        surface_area=np.maximum(SURFACES * e.floor, SLACK * mass_area),
        internal_gains=float(stock["gains"]) * e.floor,
        planes=PLANES,
        glazed=np.vstack([aperture, np.zeros(len(e))]),
        absorbing=np.vstack([walls, roof]),
        to_sky=envelope.sky_loss(e.walls, e.wall_u, WALL_FACING) + envelope.sky_loss(e.roof, e.mean_roof_u, ROOF_FACING),
        airing=envelope.air_change_loss(float(stock["airing"]), e.volume),
        shutters=float(stock["shutters"]),
    )


def zones_of(city: City, stock: Coefficients = STOCK, albedo: Coefficients = table("albedo")) -> Zones:
    """The zones of all heated buildings of a city, in their order."""
    rows = np.flatnonzero(shells_of(city.buildings).heated)
    return zones_from(envelopes_of(city.buildings, city.fabric, rows, stock, albedo), stock)


def _with(u: Array, resistance: Array) -> Array:
    """U after `resistance` [m²·K/W] was added."""
    return np.asarray(envelope.insulated(u, resistance * SPREAD, SPREAD)) if len(u) else u


def _or(new: Array, built: Array) -> Array:
    """New where there is something new, else as built."""
    return np.where(np.isnan(new), built, new)


def _shares(shells: Shells, at: Ints) -> Array:
    """(directions, m) share of each direction in the walls that face the open."""
    exposed = shells.exposed[at]
    return np.asarray(np.divide(shells.facade[:, at], exposed, out=np.zeros((len(shells.facade), len(at))), where=exposed > 0))
