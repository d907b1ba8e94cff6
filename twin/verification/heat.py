"""Checks of heat and comfort: urban cooling beside InVEST, UTCI beside another program, and trees as measured."""

from functools import cache

import numpy as np
from numpy.typing import NDArray

from twin.models import heat
from twin.models.comfort import radiant_temperature, utci
from twin.seeds import seed_rows
from twin.verification import invest
from twin.verification.check import SINGLE, Check, Within
from twin.verification.references import arrays
from twin.words import Words

Array = NDArray[np.float64]
KELVIN = 2e-5  # about ten units in the last place of a temperature near 27 °C in single precision
INDEX = 2e-7  # indices of InVEST lie within 0..1: single precision
COOLING = "Urban Cooling Model 3.20.2"

# ground [°C], walls or crown [°C], albedo, sky view, transmissivity of five places on the hot afternoon of the seeds.
# The other inputs (grass albedo 0.22, sky view 0.6, walls at air + 2 K, crown at air temperature, shaded grass 32 °C) were inferred.
PLACES = {
    "asphalt in the sun": (50, 35, 0.10, 0.6, 1.0),
    "light paving in the sun": (43, 35, 0.35, 0.6, 1.0),
    "grass in the sun": (36, 35, 0.22, 0.6, 1.0),
    "tree over asphalt": (35, 33, 0.10, 0.3, 0.1),
    "tree over grass": (32, 33, 0.22, 0.3, 0.1),
}
SZEGED = -22.1  # K, Kántor et al. 2016: mean change of T_mrt in the shade of one tree
MELBOURNE = 32.0  # °C, Coutts et al. 2016, abstract: UTCI under street trees
UTCI_ANCHOR = (25, 25, 1, 50, 24.612)  # air and radiant temperature [°C], wind [m/s], humidity [%], UTCI [°C]


@cache
def capacity() -> Array:
    """Cooling capacity of InVEST's town, by our code."""
    return np.asarray(heat.cooling_capacity(invest.cover()["shade"], invest.cover()["albedo"], invest.cover()["kc"]))


def parks() -> Array:
    return np.asarray(heat.park_cooling(capacity(), invest.cover()["green_area"], _cell(), invest.air_arguments()["cooling_distance"]))


def mitigation() -> Array:
    return np.asarray(heat.heat_mitigation(capacity(), invest.cover()["green_area"], _cell(), invest.air_arguments()["cooling_distance"]))


def unmixed() -> Array:
    given = invest.air_arguments()
    return np.asarray(heat.unmixed_temperature(invest.engine()["ucm_factors__hm"], given["reference"], given["uhi_max"]))


def air(night: bool = False) -> Array:
    """Air temperature of InVEST's town [°C], by shade, albedo and sweat, or at night by how densely it is built."""
    held = heat.night_cooling_capacity(invest.cover()["building_intensity"]) if night else capacity()
    return np.asarray(heat.air_temperature(held, invest.cover()["green_area"], _cell(), **invest.air_arguments()))


def wet_bulb() -> Array:
    return np.asarray(heat.wbgt(invest.engine()["ucm_factors__T_air"], invest.given()["params"]["avg_rel_humidity"]))


def _cell() -> float:
    return float(invest.given()["cell"])


def felt(place: str) -> tuple[float, float]:
    """Radiant temperature and UTCI [°C] of one of `PLACES` on the hot afternoon of the seeds."""
    day = next(row for row in seed_rows("hot_days.csv") if row["name"] == "hot_afternoon")
    degrees, humidity, wind = (float(day[k]) for k in ("air_temperature_c", "humidity_pct", "wind10m_m_s"))
    sun = [float(day[k]) for k in ("direct_normal_w_m2", "diffuse_w_m2", "sun_elevation_deg")]
    direct, diffuse, elevation = sun
    ground, walls, albedo, sky_view, transmissivity = PLACES[place]
    radiant = radiant_temperature(degrees, humidity, direct, diffuse, elevation, ground, walls, albedo, sky_view, transmissivity)
    return float(radiant), float(utci(degrees, radiant, wind, humidity))


def points() -> Array:
    """UTCI of the 40 random points [°C]."""
    given = arrays("utci_fixture.npz")
    return np.asarray(utci(given["ta"], given["tr"], given["v"], given["rh"]))


CHECKS = (
    Check(
        "heat", "invest_capacity", "models.heat.cooling_capacity",
        Words("Cooling capacity of 9 216 cells", "Capacité de rafraîchissement de 9 216 mailles"),
        capacity, lambda: invest.engine()["ucm_factors__cc"],
        Within(SINGLE, INDEX), "1", "engine", "invest_guide", COOLING, "air_warming",
    ),
    Check(
        "heat", "invest_parks", "models.heat.park_cooling",
        Words("Cooling by parks within 450 m", "Rafraîchissement par les parcs à moins de 450 m"),
        parks, lambda: invest.engine()["ucm_factors__cc_park"],
        Within(SINGLE, INDEX), "1", "engine", "invest_guide", COOLING, "air_warming",
    ),
    Check(
        "heat", "invest_mitigation", "models.heat.heat_mitigation",
        Words("Heat mitigation index", "Indice d'atténuation de la chaleur"),
        mitigation, lambda: invest.engine()["ucm_factors__hm"],
        Within(SINGLE, INDEX), "1", "engine", "invest_guide", COOLING, "air_warming",
    ),
    Check(
        "heat", "invest_unmixed", "models.heat.unmixed_temperature",
        Words("Air temperature before mixing", "Température de l'air avant mélange"),
        unmixed, lambda: invest.engine()["ucm_factors__T_air_nomix"],
        Within(SINGLE, KELVIN), "°C", "engine", "invest_guide", COOLING, "air_warming",
    ),
    Check(
        "heat", "invest_air", "models.heat.air_temperature",
        Words("Air temperature, mixed over 500 m", "Température de l'air, mélangée sur 500 m"),
        air, lambda: invest.engine()["ucm_factors__T_air"],
        Within(SINGLE, KELVIN), "°C", "engine", "invest_guide", COOLING, "air_warming",
    ),
    Check(
        "heat", "invest_air_night", "models.heat.night_cooling_capacity",
        Words("Air temperature at night, by built density", "Température de l'air la nuit, selon la densité bâtie"),
        lambda: air(night=True), lambda: invest.engine()["ucm_intensity__T_air"],
        Within(SINGLE, KELVIN), "°C", "engine", "invest_guide", COOLING,
    ),
    Check(
        "heat", "invest_wet_bulb", "models.heat.wbgt",
        Words("Wet bulb globe temperature", "Température au thermomètre-globe mouillé (WBGT)"),
        wet_bulb, lambda: invest.engine()["ucm_factors__wbgt"],
        Within(SINGLE, KELVIN), "°C", "engine", "invest_guide", COOLING,
    ),
    Check(
        "heat", "utci_points", "models.comfort.utci",
        Words("UTCI of 40 random moments, two of them out of its range", "UTCI de 40 moments au hasard, dont deux hors domaine"),
        points, lambda: arrays("utci_fixture.npz")["utci"],
        Within(Words("a polynomial of 210 terms, added up in another order", "un polynôme de 210 termes, sommé dans un autre ordre"), 1e-3),
        "°C", "engine", "pythermalcomfort", "version 4.8.1", "hot_ground",
    ),
    Check(
        "heat", "utci_anchor", "models.comfort.utci",
        Words("UTCI at 25 °C, 1 m/s and 50 %", "UTCI à 25 °C, 1 m/s et 50\u00a0%"),
        lambda: utci(*UTCI_ANCHOR[:4]), UTCI_ANCHOR[4],
        Within(Words("one unit of the last figure", "une unité du dernier chiffre"), 1e-3),
        "°C", "engine", "pythermalcomfort", "version 4.8.1", "hot_ground",
    ),
    Check(
        "heat", "szeged_tree", "models.comfort.radiant_temperature",
        Words("Radiant temperature under a large tree less in the sun", "Température radiante sous un grand arbre moins au soleil"),
        lambda: felt("tree over asphalt")[0] - felt("asphalt in the sun")[0], SZEGED,
        Within(Words("another place, day and ground than measured", "un autre lieu, jour et sol que ceux mesurés"), 5.0),
        "K", "published", "kantor_2016", "abstract: mean of the measurements", "hot_ground",
    ),
    Check(
        "heat", "melbourne_trees", "models.comfort.utci",
        Words("UTCI under street trees on a very hot day", "UTCI sous des arbres de rue, un jour très chaud"),
        lambda: felt("tree over asphalt")[1], MELBOURNE,
        Within(Words("“about 32 °C” in the abstract", "«\u00a0environ 32 °C\u00a0» dans le résumé"), 1.0),
        "°C", "published", "coutts_2016", "abstract", "hot_ground",
    ),
)  # fmt: skip
