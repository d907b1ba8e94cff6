"""What a walker feels on each kind of ground in the sun, under a tree and in the shadow of a building; and where those shadows fall."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import shapely
from numpy.typing import NDArray

from twin.buildings import Buildings
from twin.burning import burn
from twin.climate import Climate
from twin.covers import BY_KEY
from twin.errors import TwinError
from twin.grid import Grid
from twin.models.comfort import KELVIN, STEFAN_BOLTZMANN, radiant_temperature, sky_radiation, utci
from twin.models.shadows import shadow
from twin.models.utci_table import SATURATION, SATURATION_LOG
from twin.parameter import Coefficients, default
from twin.words import Words
from twin.working import Given, Line, Step

Array = NDArray[np.float64]
HALF = 0.5  # roof share from which a cell stands for a building
STATES = {
    "sun": Words("in the sun", "au soleil"),
    "tree": Words("under a tree", "sous un arbre"),
    "wall": Words("in the shadow of a building", "à l'ombre d'un bâtiment"),
}


@dataclass(frozen=True)
class Outdoors:
    """The hot afternoon around a walker: weather, ground, and what hides the sky (excesses are K above air temperature)."""

    climate: Climate
    albedo: Coefficients
    surface_excess: Coefficients
    shade_excess: float
    wall_excess: float
    leaf_excess: float
    sky_view: float
    tree_sky_view: float
    transmissivity: float
    absorption: float
    emissivity: float
    surface_emissivity: float

    def around(self, state: str) -> tuple[float, float, float, float]:
        """(direct sunlight [W/m²], transmissivity, sky view factor, excess of what hides the sky [K]) in one of `STATES`."""
        if state == "tree":
            return float(self.climate.direct), self.transmissivity, self.tree_sky_view, self.leaf_excess
        return float(self.climate.direct) if state == "sun" else 0.0, 1.0, self.sky_view, self.wall_excess

    def ground_excess(self, cover: str, state: str) -> float:
        return float(self.surface_excess[cover]) if state == "sun" else self.shade_excess

    def weather_lines(self) -> list[Line]:
        """The weather, and what follows from it for every place."""
        weather = self.climate
        brutsaert = float(default(sky_radiation, "brutsaert"))
        return [
            Given("Ta", float(weather.air_temperature), "°C", Words("air", "air"), "air_temperature"),
            Given("RH", float(weather.humidity), "%", Words("relative humidity", "humidité relative"), "humidity"),
            Given("v", float(weather.wind), "m/s", Words("wind at 10 m", "vent à 10 m"), "wind"),
            Given("Kd", float(weather.diffuse), "W/m²", Words("diffuse sunlight", "rayonnement diffus"), "diffuse"),
            Given("g", float(weather.sun_elevation), "°", Words("height of the sun", "hauteur du soleil"), "sun_elevation"),
            Given("ak", self.absorption, "1", Words("sunlight taken in by the body", "rayonnement absorbé par le corps"), "absorption"),
            Given("ep", self.emissivity, "1", Words("emissivity of the body", "émissivité du corps"), "emissivity"),
            Given("es", self.surface_emissivity, "1", Words("emissivity of surfaces", "émissivité des surfaces"), "surface_emissivity"),
            Given("sb", STEFAN_BOLTZMANN, "W/m²/K⁴", Words("Stefan-Boltzmann constant", "constante de Stefan-Boltzmann")),
            Given("c", brutsaert, "1", Words("clear-sky factor (Brutsaert 1975)", "facteur de ciel clair (Brutsaert 1975)")),
            Step("T", f"Ta + {KELVIN}", "K", Words("air, absolute", "air, absolue")),
            Step("e_sat", _saturation_formula(), "hPa", Words("saturation vapour pressure (Hardy 1998)", "pression de vapeur saturante")),
            Step("e", "e_sat * RH / 100", "hPa", Words("vapour pressure", "pression de vapeur")),
            Step(
                "La",
                "c * (e / T) ** (1 / 7) * sb * T ** 4",
                "W/m²",
                Words("heat radiated by the sky", "rayonnement thermique du ciel"),
            ),
            Step(
                "fp",
                "0.308 * cos(radians(g * (1 - g ** 2 / 48402)))",
                "1",
                Words("share of the body hit by the beam", "part du corps frappée par le soleil"),
            ),
        ]

    def state_lines(self, state: str) -> list[Line]:
        """What a state is made of: sun, sky, and what hides the sky."""
        direct, through, sky, hiding = self.around(state)
        where = STATES[state]
        named = {
            "sun": ("direct", "", "sky_view", "wall_excess"),
            "tree": ("direct", "transmissivity", "tree_sky_view", "leaf_excess"),
            "wall": ("", "", "sky_view", "wall_excess"),
        }[state]
        return [
            Given(f"I_{state}", direct, "W/m²", Words(f"direct sunlight, {where}", f"rayonnement direct, {where.fr}"), named[0]),
            Given(f"tau_{state}", through, "1", Words("share let through overhead", "part transmise au-dessus"), named[1]),
            Given(f"psi_{state}", sky, "1", Words("share of sky in view", "part de ciel visible"), named[2]),
            Given(f"dw_{state}", hiding, "K", Words("what hides the sky, above air", "ce qui cache le ciel, au-dessus de l'air"), named[3]),
        ]

    def felt_lines(self, cover: str, state: str) -> list[Line]:
        """Radiant temperature and UTCI on one cover in one state, as U_cover_state."""
        label, where, both = BY_KEY[cover].label, STATES[state], f"{cover}_{state}"
        psi, tau, beam = f"psi_{state}", f"tau_{state}", f"I_{state}"
        long_wave = (
            f"0.5 * ep * ({psi} * La + (1 - {psi}) * es * sb * (Ta + dw_{state} + {KELVIN}) ** 4 "
            f"+ es * sb * (Ta + dg_{both} + {KELVIN}) ** 4 + (1 - es) * La)"
        )
        short_wave = f"ak * (0.5 * ({psi} * {tau} * Kd + alb_{cover} * {tau} * ({beam} * sin(radians(g)) + Kd)) + fp * {tau} * {beam})"
        named = f"surface_excess.{cover}" if state == "sun" else "shade_excess"
        here = Words(f"{label.lower()}, {where}", f"{label.fr.lower()}, {where.fr}")
        return [
            Given(
                f"dg_{both}",
                self.ground_excess(cover, state),
                "K",
                Words(f"ground above air, {here}", f"sol au-dessus de l'air, {here.fr}"),
                named,
            ),
            Step(
                f"Tr_{both}",
                f"(({long_wave} + {short_wave}) / (ep * sb)) ** 0.25 - {KELVIN}",
                "°C",
                Words(f"mean radiant temperature, {here}", f"température radiante moyenne, {here.fr}"),
            ),
            Step(f"U_{both}", f"UTCI(Ta, Tr_{both}, v, RH)", "°C", Words(f"felt temperature, {here}", f"température ressentie, {here.fr}")),
        ]


@lru_cache(maxsize=8)
def felt_on(scene: Outdoors, covers: Sequence[str]) -> Array:
    """UTCI on each of some covers (a tuple) in each of `STATES` (states, covers) [°C]; TwinError for weather UTCI is not valid for."""
    weather = scene.climate
    around = np.array([scene.around(state) for state in STATES]).T[:, :, None]
    excess = np.array([[scene.ground_excess(cover, state) for cover in covers] for state in STATES])
    direct, through, sky, hiding = around
    air, humidity = float(weather.air_temperature), float(weather.humidity)
    radiant = radiant_temperature(
        air, humidity, direct, weather.diffuse, weather.sun_elevation, air + excess, air + hiding,
        np.array([float(scene.albedo[cover]) for cover in covers]), sky, through,
        scene.absorption, scene.emissivity, scene.surface_emissivity,
    )  # fmt: skip
    felt = utci(air, radiant, weather.wind, humidity)
    if np.isnan(felt).any():
        raise TwinError(
            f"felt temperature is not defined for air at {air:g} °C, humidity {humidity:g} %, wind {weather.wind:g} m/s: UTCI takes "
            "air of -50 to 50 °C, wind of 0.5 to 17 m/s, at most 5 kPa of water vapour, and radiant heat -30 to 70 K from the air"
        )
    felt.flags.writeable = False
    return felt


def _saturation_formula() -> str:
    """`twin.models.comfort.saturation_pressure` at the temperature T [K], written out."""
    terms = [f"{coefficient!r} * T ** ({power - 2})" for power, coefficient in enumerate(SATURATION)]
    return f"exp({SATURATION_LOG!r} * log(T) + {' + '.join(terms)}) / 100"


@lru_cache(maxsize=8)
def building_heights(buildings: Buildings, grid: Grid) -> Array:
    """(rows, cols) height of the tallest building of each cell that roofs cover by half or more, else 0 [m]."""
    height = np.zeros(grid.shape)
    if not len(buildings):
        return height
    row, col = np.nonzero(burn(buildings.shapes, grid) >= HALF)
    west, north = grid.minx + col * grid.cell, grid.maxy - row * grid.cell
    cells = shapely.STRtree(shapely.box(west, north - grid.cell, west + grid.cell, north))
    building, cell = cells.query(buildings.shapes, predicate="intersects")
    tallest = np.zeros(len(row))
    np.maximum.at(tallest, cell, np.nan_to_num(buildings.height[building]))
    height[row, col] = tallest
    return height


@lru_cache(maxsize=8)
def building_shade(buildings: Buildings, grid: Grid, elevation: float, azimuth: float) -> NDArray[np.bool_]:
    """(rows, cols) which cells have their middle in the shadow of a building."""
    return shadow(building_heights(buildings, grid), grid.cell, elevation, azimuth)
