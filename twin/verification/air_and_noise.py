"""Checks of exhaust and road noise."""

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from twin.models import emissions
from twin.models.noise import CNOSSOS_2020, Surface, road_emission
from twin.verification.check import LAST_FIGURE, Check, Within
from twin.verification.references import rows
from twin.words import Words

Array = NDArray[np.float64]
TABLE = "copert_curves.csv"
ENGINES = {"petrol<1.4 Euro4+": "petrol_small", "petrol1.4-2.0 Euro4+": "petrol_medium", "petrol>2.0 Euro4+": "petrol_large",
           "diesel1.4-2.0 Euro3+ (recalled)": "diesel_medium"}  # fmt: skip
MODELS = {"fuel": emissions.fuel, "CO2": emissions.co2, "NOx": emissions.nox, "PM exhaust": emissions.pm_exhaust}
LABELS = {
    "fuel": Words("Fuel", "Carburant"),
    "CO2": Words("CO2", "CO2"),
    "NOx": Words("NOx", "NOx"),
    "PM exhaust": Words("Exhaust particles", "Particules d'échappement"),
}
METRICS = {"CO2": "co2_traffic", "NOx": "nox_traffic"}
CURVES = "evaluated from the coefficients of COPERT"
PAGES = dict.fromkeys(("fuel", "CO2"), f"{CURVES}; diesel quoted from memory, unverified")
CO2_PER_FUEL = 3.1695  # 44.011 / (12.011 + 1.008 × 1.86), stoichiometry of the guidebook
WEAR = 21.27  # mg/km: brakes 7.35 + tyres 6.42 + road 7.5, passenger cars

# That engine's test runs the coefficients of 2015 (before their amendment) on the French surface R2; they are only needed here.
CNOSSOS_2015 = replace(  # Directive 2015/996, Appendix F: cars and heavy lorries; B as in 2020; medium lorries not used here
    CNOSSOS_2020,
    key="2015",
    source="cnossos_2015",
    rolling=((79.7, 85.7, 84.5, 90.2, 97.3, 93.9, 84.1, 74.3), CNOSSOS_2020.rolling[1], (87.0, 91.7, 94.1, 100.7, 100.8, 94.3, 87.1, 82.5)),
    propulsion=(
        (94.5, 89.2, 88.0, 85.9, 84.2, 86.9, 83.3, 76.1),
        CNOSSOS_2020.propulsion[1],
        (104.4, 100.6, 101.7, 101.0, 100.1, 95.9, 91.3, 85.3),
    ),
)
FRENCH_R2 = Surface(
    "FR_R2",
    (
        (10.8, 11.4, 12.0, 7.5, 1.5, -0.9, 1.1, 3.1),
        (20.6, 17.1, 13.7, 9.8, 10.2, 10.8, 10.1, 9.2),
        (16.7, 13.6, 10.6, 5.3, 6.3, 6.9, 6.3, 5.8),
    ),
    (-2.7, -1.2, 3.5),
)
CARS, LORRIES, NOISEMODELLING = 3747, 479, 89.6  # an hour at 50 km/h, 20 °C -> dB(A)/m, with a tolerance of 0.1 in that test
SPEEDS = (20, 30, 40, 50, 70)
LEVELS_2020 = {0.0: (76.17, 77.69, 79.61, 81.45, 84.58), 0.05: (79.64, 80.08, 81.28, 82.69, 85.40)}  # 1000 vehicles/h, by share of lorries


def kind(row: dict[str, str]) -> str:
    """Our name of an engine or technology of the table."""
    return ENGINES.get(row["class"]) or row["class"].lower().replace(" ", "_")


def rows_of(quantity: str, name: str = "") -> list[dict[str, str]]:
    """The rows of one quantity, and of one engine or technology."""
    return [row for row in rows(TABLE) if row["quantity"] == quantity and (not name or kind(row) == name)]


def exhaust(quantity: str) -> Array:
    """Ours for every row of a quantity [g/km]."""
    return np.array([float(MODELS[quantity]([float(row["V_kmh"])], kind(row))[0]) for row in rows_of(quantity)])


def noisemodelling_level() -> float:
    """Level of the road in NoiseModelling's test [dB(A)/m]."""
    flow = CARS + LORRIES
    return float(road_emission(flow, 50, LORRIES / flow, coefficients=CNOSSOS_2015, surface=FRENCH_R2))


CHECKS = (
    *(
        Check(
            "air_and_noise", f"copert_{quantity.lower().replace(' ', '_')}", f"models.emissions.{MODELS[quantity].__name__}",
            Words(f"{label} at ten speeds from 10 to 90 km/h", f"{label.fr} à dix vitesses, de 10 à 90 km/h"),
            lambda quantity=quantity: exhaust(quantity),  # type: ignore[misc]
            lambda quantity=quantity: [float(row["value"]) for row in rows_of(quantity)],  # type: ignore[misc]
            Within(Words("kept to six decimals", "gardé à six décimales"), 1e-6),
            "g/km", "published", "emep_eea", PAGES.get(quantity, CURVES), METRICS.get(quantity, ""),
        )
        for quantity, label in LABELS.items()
    ),
    Check(
        "air_and_noise", "co2_of_fuel", "models.emissions.co2_per_fuel",
        Words("CO2 of a kilogram of fuel", "CO2 d'un kilogramme de carburant"),
        emissions.co2_per_fuel, CO2_PER_FUEL,
        Within(LAST_FIGURE, 5e-5), "kg/kg", "by hand", "emep_eea", "stoichiometry: 44.011 / (12.011 + 1.008 × 1.86)", "co2_traffic",
    ),
    Check(
        "air_and_noise", "wear", "models.emissions.wear_pm10",
        Words("Particles of brakes, tyres and road", "Particules des freins, pneus et chaussée"),
        emissions.wear_pm10, WEAR,
        Within(Words("a sum of three printed figures", "une somme de trois chiffres imprimés"), 1e-9),
        "mg/km", "published", "emep_eea_wear", "passenger cars: 7.35 + 6.42 + 7.5",
    ),
    Check(
        "air_and_noise", "noisemodelling", "models.noise.road_emission",
        Words("Road with 3 747 cars and 479 lorries an hour", "Route à 3 747 voitures et 479 poids lourds par heure"),
        noisemodelling_level, NOISEMODELLING,
        Within(Words("that of NoiseModelling's own test", "celle du test de NoiseModelling"), 0.1),
        "dB(A)/m", "engine", "noisemodelling", "RoadCnossosTest, TGlobalBP: coefficients of 2015, surface FR_R2", "noise",
    ),
    Check(
        "air_and_noise", "cnossos_2020", "models.noise.road_emission",
        Words("1 000 vehicles an hour at 20 to 70 km/h, without and with 5 % lorries",
              "1 000 véhicules par heure de 20 à 70 km/h, sans et avec 5\u00a0% de poids lourds"),
        lambda: [road_emission(1000, SPEEDS, share) for share in LEVELS_2020], list(LEVELS_2020.values()),
        Within(LAST_FIGURE, 0.005), "dB(A)/m", "by hand", "cnossos_2021", "Appendix F, evaluated twice, independently", "noise",
    ),
)  # fmt: skip
