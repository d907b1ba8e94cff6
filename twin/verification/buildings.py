"""Checks of buildings: envelope, materials, energy label, the sun on their walls."""

import numpy as np
from numpy.typing import NDArray

from twin.materials import CARRIERS, INSULANTS, SYSTEMS
from twin.models import carbon, dpe3cl
from twin.models.envelope import insulated
from twin.models.sun import Sun, diffuse_share, on_planes, position
from twin.verification.check import LAST_FIGURE, ROUNDED_TWICE, Check, Within
from twin.verification.references import columns
from twin.words import Words

Array = NDArray[np.float64]
BEFORE, MORE, SAVED = 2.5, 4.0, 134.0  # U of the wall [W/(m²·K)], insulation [m²·K/W], need saved [kWh/(m²·year)]
HEATS = {"gas": ("gas_boiler", "gas"), "heat pump": ("heat_pump", "electricity"), "district": ("district", "district")}
U_AFTER = 0.227  # W/(m²·K), of the wall with 16 cm of 0.04 W/(m·K)

# material: cm, kg/m², A1-A3 kg/m², biogenic kg/m², payback in years by gas, heat pump, district heat. The table of the project's notes on
# renovation (section 6), printed to the figures given here; None where it prints none.
WORKED = {
    "wood_fibre_flex": (15.2, 7.6, 3.8, 11, 0.11, 1.1, 0.4),
    "wood_fibre_board": (16.8, 26.9, 11.6, 41, 0.33, 3.3, 1.1),
    "cellulose": (16, 5.6, 1.4, 8, 0.04, 0.4, 0.1),
    "hemp_wool": (16.4, 5.9, 3.5, 8, 0.10, 1.0, 0.35),
    "hemp_lime": (32, 106, 37, 48, 1.0, 10, 3.7),
    "straw": (20.8, 20.8, 0.2, 28, None, None, None),
    "glass_wool": (14, 2.8, 3.8, 0, 0.11, 1.1, 0.4),
    "rock_wool": (14.8, 4.3, 5.1, 0, 0.14, 1.4, 0.5),
    "rock_wool_board": (14.4, 15.8, 18.7, 0, 0.53, 5.3, 1.9),
    "eps": (15, 2.6, 7.4, 0, 0.2, 2, 0.7),
    "eps_graphite": (12, 2.1, 6.1, 0, None, None, None),
    "xps": (13.6, 4.5, 15.4, 0, 0.44, 4.4, 1.5),
    "polyurethane": (9.2, 2.9, 12.5, 0, 0.36, 3.6, 1.2),
    "cork": (16, 17.6, 3.3, 32, 0.1, 1, 0.3),
}  # fmt: skip
ROCK_WOOL_EPD, EPS_EPD = 1.27, 57.2  # kg/m² at R = 1 (NEPD-00131E); kg/m³ at 20 kg/m³ (EUMEPS)

# Degree-hours of the year below 400 m [kK·h], as printed in the tables of the method.
DEGREE_HOURS = {"h1a": 60.6, "h1b": 60.1, "h1c": 57.7, "h2a": 57.4, "h2b": 55.9, "h2c": 49.6, "h2d": 49.0, "h3": 39.5}
# Area [m²], house, persons: by hand.
ADULTS = ((8, False, 1.0), (30, False, 1.375), (50, False, 1.75), (80, False, 1.75 + 0.3 * (2.8 - 1.75)), (25, True, 1.0),
          (50, True, 1.375), (120, True, 1.75 + 0.3 * (3.0 - 1.75)))  # fmt: skip
GAINS = 352 + 180 * 132 / 168  # W, 100 m² with 2 adults
PVLIB = "version 0.16.1"


def half_a_unit(printed: float) -> float:
    """Half of the last figure that is printed, and a little for the rounding of what it was computed from."""
    digits = len(str(printed).partition(".")[2]) if printed != int(printed) else 0
    return float(0.55 * 10.0**-digits)


def made(key: str, resistance: float = MORE) -> float:
    """Carbon of making an insulant of this resistance [m²·K/W], A1 to A3 [kg/m²]."""
    row = INSULANTS[key]
    return float(carbon.embodied(1, resistance * row.conductivity, row.density, row.carbon))


def paid_back(key: str, heat: str) -> float:
    """Years until it has saved its carbon, by what heats."""
    system, carrier = HEATS[heat]
    return float(carbon.payback(made(key), SAVED / SYSTEMS[system].efficiency * CARRIERS[carrier].carbon))


def sun_elevation() -> Array:
    """Height of the sun at pvlib's 120 moments [°]."""
    return _suns().elevation


def sun_turned() -> Array:
    """How far our sun stands beside pvlib's, along the horizon but measured on the sphere [°]."""
    t = columns("pvlib_sun.csv")
    turned = (_suns().azimuth - t["azimuth"] + 180) % 360 - 180
    return np.asarray(turned * np.cos(np.radians(t["elevation"])))


def _suns() -> Sun:
    t = columns("pvlib_sun.csv")
    return position(t["year"], (t["day"] - 1) * 24 + t["hour_utc"], t["latitude"], t["longitude"])


def sky() -> Array:
    """Light of the sky on pvlib's planes [W/m²]."""
    t = columns("pvlib_perez.csv")
    found = []
    for i in range(len(t["sky"])):
        sun = Sun(*(t[key][i : i + 1] for key in ("elevation", "azimuth", "extraterrestrial")))
        light = on_planes(t["direct_normal"][i : i + 1], t["diffuse"][i : i + 1], sun, [(t["tilt"][i], t["facing"][i])])
        found.append(float(light.sky[0, 0]))
    return np.array(found)


PAID = tuple((key, heat, years) for key, row in WORKED.items() for heat, years in zip(HEATS, row[4:], strict=True) if years is not None)
CHECKS = (
    Check(
        "buildings", "wall_insulated", "models.envelope.insulated",
        Words("U of a wall of 2.5 with 16 cm of insulation", "U d'un mur de 2,5 avec 16 cm d'isolant"),
        lambda: insulated(BEFORE, MORE * 0.04, 0.04), U_AFTER,
        Within(LAST_FIGURE, 5e-4), "W/(m²·K)", "by hand", "iso13790", "resistances in series", "heating",
    ),
    Check(
        "buildings", "worked_carbon", "models.carbon.embodied",
        Words("Carbon of making 14 insulants of equal effect", "Carbone de fabrication de 14 isolants à effet égal"),
        lambda: [made(key) for key in WORKED], [row[2] for row in WORKED.values()],
        Within(ROUNDED_TWICE, [half_a_unit(row[2]) for row in WORKED.values()]),
        "kg/m²", "by hand", "twin", "worked table of insulants, apart from this code", "embodied_carbon",
    ),
    Check(
        "buildings", "worked_payback", "models.carbon.payback",
        Words("Years until they have saved it, by three heats", "Années pour l'économiser, selon trois chauffages"),
        lambda: [paid_back(key, heat) for key, heat, _ in PAID], [years for *_, years in PAID],
        Within(ROUNDED_TWICE, [half_a_unit(years) for *_, years in PAID]),
        "years", "by hand", "twin", "worked table of insulants, apart from this code", "carbon_payback",
    ),
    Check(
        "buildings", "rock_wool_product", "models.carbon.embodied",
        Words("Carbon of rock wool of resistance 1", "Carbone de la laine de roche de résistance 1"),
        lambda: made("rock_wool", resistance=1.0), ROCK_WOOL_EPD,
        Within(Words("one unit of the last figure", "une unité du dernier chiffre"), 0.01),
        "kg/m²", "published", "rockwool_epd", "NEPD-00131E", "embodied_carbon",
    ),
    Check(
        "buildings", "eps_product", "materials.INSULANTS",
        Words("Carbon of a cubic metre of EPS of 20 kg", "Carbone d'un mètre cube de PSE de 20 kg"),
        lambda: 20 * INSULANTS["eps"].carbon, EPS_EPD,
        Within(LAST_FIGURE, 0.05), "kg/m³", "published", "eumeps_epd", "density 20 kg/m³", "embodied_carbon",
    ),
    Check(
        "buildings", "degree_hours", "models.dpe3cl.months",
        Words("Degree-hours of the year in eight climate zones", "Degrés-heures de l'année dans huit zones climatiques"),
        lambda: [dpe3cl.months(zone).degree_hours.sum() / 1000 for zone in DEGREE_HOURS], list(DEGREE_HOURS.values()),
        Within(ROUNDED_TWICE, 0.06), "kK·h", "published", "dpe_2021", "annex 1, below 400 m",
    ),
    Check(
        "buildings", "adults", "models.dpe3cl.adults",
        Words("Persons in seven dwellings, in adults", "Occupants de sept logements, en adultes équivalents"),
        lambda: [dpe3cl.adults(area, house=house) for area, house, _ in ADULTS], [persons for *_, persons in ADULTS],
        Within(Words("the same formula, by hand", "la même formule, à la main"), relative=1e-6),
        "persons", "by hand", "dpe_2021", "annex 1",
    ),
    Check(
        "buildings", "internal_gains", "models.dpe3cl.internal_gains",
        Words("Heat of people and things in 100 m²", "Chaleur des gens et des appareils dans 100 m²"),
        lambda: dpe3cl.internal_gains(100, 2), GAINS,
        Within(Words("the same formula, by hand", "la même formule, à la main"), relative=1e-6),
        "W", "by hand", "dpe_2021", "annex 1",
    ),
    Check(
        "buildings", "pvlib_elevation", "models.sun.position",
        Words("Height of the sun at 120 moments from 1995 to 2050", "Hauteur du soleil à 120 instants de 1995 à 2050"),
        sun_elevation, lambda: columns("pvlib_sun.csv")["elevation"],
        Within(Words("the almanac's short formula claims 0.01°", "la formule courte de l'almanach vaut à 0,01°"), 0.02),
        "°", "engine", "pvlib", f"{PVLIB}, spa_python without refraction", "heating",
    ),
    Check(
        "buildings", "pvlib_azimuth", "models.sun.position",
        Words("Angle between our sun and theirs along the horizon", "Angle entre notre soleil et le leur le long de l'horizon"),
        sun_turned, lambda: np.zeros(len(columns("pvlib_sun.csv")["azimuth"])),
        Within(Words("the almanac's short formula claims 0.01°", "la formule courte de l'almanach vaut à 0,01°"), 0.02),
        "°", "engine", "pvlib", f"{PVLIB}, spa_python without refraction", "heating",
    ),
    Check(
        "buildings", "pvlib_perez", "models.sun.on_planes",
        Words("Light of the sky on slanting planes", "Lumière du ciel sur des plans inclinés"),
        sky, lambda: columns("pvlib_perez.csv")["sky"],
        Within(Words("kept to five decimals", "gardé à cinq décimales"), 1e-4),
        "W/m²", "engine", "pvlib", f"{PVLIB}, perez, allsitescomposite1990", "heating",
    ),
    Check(
        "buildings", "pvlib_erbs", "models.sun.diffuse_share",
        Words("Share of scattered light by clearness", "Part de lumière diffuse selon la clarté"),
        lambda: diffuse_share(columns("pvlib_erbs.csv")["clearness"]), lambda: columns("pvlib_erbs.csv")["diffuse_share"],
        Within(Words("kept to six decimals", "gardé à six décimales"), 2e-6),
        "1", "engine", "pvlib", f"{PVLIB}, erbs", "heating",
    ),
)  # fmt: skip
