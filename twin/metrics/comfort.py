"""Comfort: where walking is very hard on the body at 15:00 of the hot day."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import ArrayLike, NDArray

from twin.buildings import Buildings
from twin.city import City
from twin.covers import BY_KEY, COVERS, table
from twin.land import Land
from twin.metrics.base import Measure, metric
from twin.metrics.cells import telling_cell
from twin.metrics.mixes import PRESENT, mapped, mixed, present, share_lines
from twin.metrics.outdoors import STATES, Outdoors, building_shade, felt_on
from twin.models.comfort import STRESS, radiant_temperature
from twin.parameter import Coefficients, Parameter, default
from twin.words import Words
from twin.working import Given, Heading, Line, Step, Working

Array = NDArray[np.float64]
WALKABLE = tuple(cover.key for cover in COVERS if cover.walkable)
_CLASS = {row.key: float(row.above) for row in STRESS}


@metric(
    "hot_ground",
    theme="heat",
    noun=Words("ground in very strong heat stress", "le sol en stress thermique très fort"),
    unit="%",
    better="less",
    label=Words("Walkable ground with very strong heat stress", "Sol praticable en stress thermique très fort"),
    caveat=Words(
        "One hot, clear afternoon; air and wind are the same everywhere, only sun, shade and the ground differ. Private yards, "
        "carriageways, light sent back by walls and the shade of trees beside their crowns are left out; the shade of buildings is as "
        "coarse as the cells. Hot means 38 °C (UTCI) and more: from 32 °C on, the scale speaks of strong heat stress.",
        "Un seul après-midi chaud et clair ; l'air et le vent sont partout les mêmes, seuls changent le soleil, l'ombre et le sol. Ne "
        "compte ni les parcelles privées, ni les chaussées, ni la lumière renvoyée par les murs, ni l'ombre des arbres hors de leur "
        "houppier ; l'ombre des bâtiments est aussi grossière que les mailles. Chaud veut dire 38 °C (UTCI) et plus : dès 32 °C, "
        "l'échelle parle de stress thermique fort.",
    ),
    sources=("brode_2012", "vdi3787_2", "jendritzky_1990", "brutsaert_1975", "hardy_1998"),
    weather=("air_temperature", "humidity", "wind", "direct", "diffuse", "sun_elevation", "sun_azimuth"),
)
def hot_ground(
    city: City,
    *,
    albedo: Coefficients = table("albedo"),
    surface_excess: Coefficients = table("surface_excess"),
    hot_from: float = Parameter(
        _CLASS["very_strong_heat"], unit="°C", source="brode_2012", page="very strong heat stress",
        about="felt temperature from which ground counts as hot, by convention",
    ),
    shade_excess: float = Parameter(2.0, 0.0, 5.0, "K", "twin", "assumed", False, "shaded ground above air temperature at 15:00"),
    wall_excess: float = Parameter(2.0, 0.0, 8.0, "K", "twin", "assumed", False, "walls above air temperature at 15:00"),
    leaf_excess: float = Parameter(0.0, -1.0, 3.0, "K", "twin", "assumed", False, "tree crowns above air temperature at 15:00"),
    sky_view: float = Parameter(0.6, 0.35, 0.9, "1", "twin", "assumed: an ordinary street", False, "share of the sky in view"),
    tree_sky_view: float = Parameter(0.3, 0.1, 0.5, "1", "twin", "assumed", False, "share of the sky in view from under a tree"),
    transmissivity: float = Parameter(0.10, 0.05, 0.20, "1", "twin", "assumed", False, "share of sunlight that passes a tree crown"),
    absorption: float = default(radiant_temperature, "absorption"),
    emissivity: float = default(radiant_temperature, "emissivity"),
    surface_emissivity: float = default(radiant_temperature, "surface_emissivity"),
) -> Measure:  # fmt: skip
    """Share of walkable ground where the felt temperature UTCI reaches `hot_from` at 15:00 of the hot day [%].

    For each walkable cover UTCI is worked out three times: in the sun, under a tree (canopy fraction f of the cell) and in the shadow
    of a building (b = 0 or 1, `twin.models.shadows`), in shares (1 - b)(1 - f), (1 - b) f and b. Buildings fill the cells that roofs
    cover by half or more, at the height of the tallest one there. Map: mean UTCI of each cell's walkable ground [°C], NaN where nobody
    walks. The value is 0 on a map without walkable ground. Raises TwinError for weather outside the validity of UTCI.
    """
    land, climate = city.land, city.climate
    scene = Outdoors(
        climate, albedo, surface_excess, float(shade_excess), float(wall_excess), float(leaf_excess), float(sky_view),
        float(tree_sky_view), float(transmissivity), float(absorption), float(emissivity), float(surface_emissivity),
    )  # fmt: skip
    felt = felt_on(scene, WALKABLE)
    walk = _walk(land, city.buildings, float(climate.sun_elevation), float(climate.sun_azimuth))
    walkable, hottest = float(walk.area.sum()), float(walk.area[felt >= hot_from].sum())
    value = 100 * hottest / walkable if walkable > 0 else 0.0

    def working() -> Working:
        hot, mean, walked, states = walk.summed(felt >= hot_from), walk.mean(felt), walk.walked, walk.states
        lines: list[Line] = []
        checks: dict[str, float] = {}
        if walked.any():
            shares = mapped(land, WALKABLE)
            row, col = telling_cell(city, shares, walked * (0.1 + land.canopy * (1 - land.canopy)))
            lines = [*scene.weather_lines(), *share_lines(shares, row, col, WALKABLE)]
            covers = present(shares, row, col, WALKABLE)
            lines += _cell_lines(scene, covers, states[:, row, col], float(hot_from))
            checks = {"UTCI_cell": float(mean[row, col]), "hot_cell": float(hot[row, col])}
        lines += [
            Heading(Words("The whole map", "Toute la carte")),
            Given("hot", hottest, "m²", Words("hot ground of all cells, each worked like this one", "sol chaud de toutes les mailles")),
            Given("walkable", walkable, "m²", Words("walkable ground", "sol praticable")),
            Step("hot_ground", "100 * hot / walkable if walkable > 0 else 0", "%", Words("share that is hot", "part de sol chaud")),
        ]
        return Working(tuple(lines), checks | {"hot_ground": value})

    return Measure(value, working, lambda: walk.mean(felt), "°C", Words("Felt temperature (UTCI)", "Température ressentie (UTCI)"))


@dataclass(frozen=True, eq=False)
class Walk:
    """Walkable ground of each cell and the states it is in.

    layers   (covers of `WALKABLE`, rows, cols) shares, 0 where they add up to no more than rounding: `walked` is False there
    states   (`STATES`, rows, cols) shares of each cell's ground
    area     (states, covers) of the whole map [m²]
    """

    layers: Array
    states: Array
    walked: NDArray[np.bool_]
    area: Array

    def summed(self, of: ArrayLike) -> Array:
        """(rows, cols) sum over states and covers of their share × `of` (states, covers)."""
        return np.asarray(sum(mixed(self.layers, row) * state for row, state in zip(np.asarray(of), self.states, strict=True)))

    def mean(self, of: Array) -> Array:
        """(rows, cols) the mean of each cell's walkable ground, NaN where nobody walks."""
        mean: Array = np.divide(self.summed(of), self.layers.sum(axis=0), out=np.full(self.walked.shape, np.nan), where=self.walked)
        return mean


@lru_cache(maxsize=8)
def _walk(land: Land, buildings: Buildings, elevation: float, azimuth: float) -> Walk:
    dark = building_shade(buildings, land.grid, elevation, azimuth)
    states = np.stack([np.where(dark, 0.0, 1 - land.canopy), np.where(dark, 0.0, land.canopy), dark])
    layers = mapped(land, WALKABLE)
    walked = layers.sum(axis=0) > PRESENT
    layers = layers * walked
    area = np.array([[float((layer * state).sum()) for layer in layers] for state in states]) * land.grid.cell_area
    return Walk(layers, states, walked, area)


def _cell_lines(scene: Outdoors, covers: Sequence[str], shares: Array, hot_from: float) -> list[Line]:
    """Felt temperature of one cell: each of its covers in each state it is in, and their mean."""
    states = {state: float(share) for state, share in zip(STATES, shares, strict=True) if share > 0}
    lines: list[Line] = [
        Given(f"alb_{cover}", float(scene.albedo[cover]), "1",
              Words(f"albedo, {BY_KEY[cover].label.lower()}", f"albédo, {BY_KEY[cover].label.fr.lower()}"), f"albedo.{cover}")
        for cover in covers
    ]  # fmt: skip
    for state, share in states.items():
        where = STATES[state]
        lines.append(Given(f"s_{state}", share, "1", Words(f"share of the cell {where}", f"part de la maille {where.fr}")))
        lines += scene.state_lines(state)
        for cover in covers:
            lines += scene.felt_lines(cover, state)
    ground = " + ".join(f"f_{cover}" for cover in covers)
    felt = " + ".join(f"f_{cover} * s_{state} * U_{cover}_{state}" for cover in covers for state in states)
    hot = " + ".join(f"f_{cover} * s_{state} * (U_{cover}_{state} >= limit)" for cover in covers for state in states)
    return [
        *lines,
        Step("UTCI_cell", f"({felt}) / ({ground})", "°C", Words("felt temperature of this cell", "température ressentie de cette maille")),
        Given("limit", hot_from, "°C", Words("felt temperature that counts as hot", "température ressentie qui compte"), "hot_from"),
        Step("hot_cell", hot, "1", Words("share of this cell that is hot walkable ground", "part de sol praticable chaud dans la maille")),
    ]
