"""Checks of the years to come: warming, seasons, storms, degree-days, the value of carbon."""

import numpy as np
from numpy.typing import NDArray

from twin.models.background import electric_cars, renovated
from twin.models.discount import carbon_value, present_value
from twin.models.synthetic_weather import Normals, all_normals, synthetic_year
from twin.models.trajectory import cooling_degree_days, days_above, heating_degree_days, saturation_growth, seasonal, storm_factor, warming
from twin.models.zones import MONTH_DAYS
from twin.parameter import default
from twin.verification.check import LAST_FIGURE, Check, Within
from twin.words import Words

Array = NDArray[np.float64]
PERIODS = ("1850-1900", "1976-2005", "1991-2020")
TRACC = {2030: (2.0, 1.4, 0.8), 2050: (2.7, 2.1, 1.5), 2100: (4.0, 3.4, 2.8)}  # above 1850-1900, 1976-2005, 1991-2020 [K]

# Table SPM.1 for 2021-40, 2041-60 and 2081-2100, the world above 1850-1900 [K]; France warms 1.34 times as much.
SPM1_YEARS, OF_FRANCE = (2030, 2050, 2090), 1.34
SPM1 = {
    "SSP1-1.9": (1.5, 1.6, 1.4), "SSP1-2.6": (1.5, 1.7, 1.8), "SSP2-4.5": (1.5, 2.0, 2.7), "SSP3-7.0": (1.5, 2.1, 3.6),
    "SSP5-8.5": (1.6, 2.4, 4.4),
}  # fmt: skip
SSP5_RANGE = (3.3, 5.7)  # very likely, in 2081-2100

SUMMER_MORE, SUMMER_AT = 1.0, 3.4  # K, Météo-France, December 2024: about +1 K of difference at +3.4 K above 1976-2005
DAILY_RAIN, DAILY_AT = 1.15, 3.3  # Météo-France, March 2025: annual maximum of daily rain +15 % (up to 30) at +3.3 K
HOLDS_MORE = {10: 0.067, 20: 0.062}  # °C -> share more vapour per kelvin, Clausius-Clapeyron
HEATING_2020 = 2300  # K·day, LMD, Ponts, Saint-Gobain 2025 (Climate Services): HDD18 in 2020
CARBON = {2025: 256, 2030: 300, 2040: 411, 2050: 563}  # €/t; Quinet 2025: 256, 300 and 563 € of 2023; 411 by the same growth

# Share of the stock and how sure: 3.1 % in mid 2025 (Roole); 15 % in 2030 (SNBC 3 target, ours a little below); 16 of 38 million in
# 2035 (RTE).
ELECTRIC = {2025: (0.031, 0.004), 2030: (0.15, 0.03), 2035: (0.42, 0.02)}
RENOVATED = 91_374 / 30e6  # deep renovations in 2024 of main homes


def degree_days(city: Normals, year: int) -> tuple[float, float, float]:
    """Heating degree-days below 18, cooling degree-days above 22, days above 30 °C, days straying as in the synthetic year."""
    winter, summer = (float(default(synthetic_year, name)) for name in ("spread_winter", "spread_summer"))
    spread = (winter + summer) / 2 + (winter - summer) / 2 * np.cos(2 * np.pi * np.arange(12) / 12)
    warmer, days = seasonal(float(warming(year))), np.array(MONTH_DAYS)
    mean = city.mean + warmer
    heating, cooling = heating_degree_days(mean, spread, days), cooling_degree_days(mean, spread, days)
    return float(heating.sum()), float(cooling.sum()), float(days_above(30, city.highest + warmer, spread, days).sum())


def heating_of_france(year: int) -> float:
    """Heating degree-days below 18 °C, mean of the cities of seeds/normals.csv."""
    return float(np.mean([degree_days(city, year)[0] for city in all_normals().values()]))


def summer_more(warmer: float = SUMMER_AT) -> float:
    """How much more summers warm than winters [K]."""
    months = seasonal(warmer)
    return float(months[[5, 6, 7]].mean() - months[[11, 0, 1]].mean())


YEARS = np.arange(2025, 2101)
CHECKS = (
    Check(
        "climate", "tracc", "models.trajectory.warming",
        Words("Warming of France by 2030, 2050, 2100, three baselines", "Réchauffement de la France en 2030, 2050, 2100, trois références"),
        lambda: [[warming(year, "TRACC", period) for period in PERIODS] for year in TRACC], list(TRACC.values()),
        Within(Words("differences of printed figures", "différences de chiffres imprimés"), 1e-9),
        "K", "published", "tracc", "order of 23 January 2026; offsets of the baselines: french_normals",
    ),
    Check(
        "climate", "ipcc_spm1", "models.trajectory.warming",
        Words("Warming of the world in five scenarios, three periods", "Réchauffement du monde dans cinq scénarios, trois périodes"),
        lambda: [warming(SPM1_YEARS, name, "1850-1900") / OF_FRANCE for name in SPM1], list(SPM1.values()),
        Within(Words("the printed figures themselves", "les chiffres imprimés eux-mêmes"), relative=1e-6),
        "K", "published", "ipcc_ar6", "table SPM.1",
    ),
    Check(
        "climate", "ipcc_range", "models.trajectory.warming",
        Words("Very likely range of SSP5-8.5 at the end of the century", "Plage très probable de SSP5-8.5 en fin de siècle"),
        lambda: [warming(2090, "SSP5-8.5", "1850-1900", q) / OF_FRANCE for q in (0.05, 0.95)], SSP5_RANGE,
        Within(Words("a tenth of the last printed figure", "un dixième du dernier chiffre imprimé"), 0.005),
        "K", "published", "ipcc_ar6", "table SPM.1",
    ),
    Check(
        "climate", "summer", "models.trajectory.seasonal",
        Words("How much more summers warm than winters at +3.4 K", "Ce que l'été se réchauffe de plus que l'hiver à +3,4 K"),
        summer_more, SUMMER_MORE,
        Within(Words("“about 1 K” in the source", "«\u00a0environ 1 K\u00a0» dans la source"), 0.1),
        "K", "published", "meteo_france_4k", "findings of December 2024",
    ),
    Check(
        "climate", "daily_rain", "models.trajectory.storm_factor",
        Words("Growth of the heaviest rain of a day at +3.3 K", "Hausse de la plus forte pluie d'un jour à +3,3 K"),
        lambda: storm_factor(DAILY_AT, 24), DAILY_RAIN,
        Within(Words("the source says 15 %, up to 30", "la source dit 15\u00a0%, jusqu'à 30"), 0.02),
        "1", "published", "meteo_france_4k", "findings of March 2025", "runoff",
    ),
    Check(
        "climate", "vapour", "models.trajectory.saturation_growth",
        Words("More vapour in saturated air per kelvin, at 10 and 20 °C", "Vapeur en plus dans l'air saturé par kelvin, à 10 et 20 °C"),
        lambda: [saturation_growth(degrees) for degrees in HOLDS_MORE], list(HOLDS_MORE.values()),
        Within(LAST_FIGURE, 5e-4), "1", "by hand", "lenderink_2021", "the rate of Clausius and Clapeyron", "runoff",
    ),
    Check(
        "climate", "value_of_carbon", "models.discount.carbon_value",
        Words("Value of a tonne of CO2 in 2025, 2030, 2040, 2050", "Valeur d'une tonne de CO2 en 2025, 2030, 2040, 2050"),
        lambda: [carbon_value(year) for year in CARBON], list(CARBON.values()),
        Within(Words("printed whole, at a growth that is itself rounded", "imprimé sans décimale, à une hausse arrondie"), 0.6),
        "€/t", "published", "quinet_2025", "256, 300 and 563 € of 2023",
    ),
    Check(
        "climate", "value_of_carbon_today", "models.discount.present_value",
        Words("Present value of a tonne in every year to 2100", "Valeur actuelle d'une tonne de chaque année jusqu'en 2100"),
        lambda: present_value(carbon_value(YEARS), YEARS), np.full(len(YEARS), float(CARBON[2025])),
        Within(Words("it grows at the discount rate", "elle croît au taux d'actualisation"), relative=1e-12),
        "€/t", "property", "discount_2021", "recommended rate; Quinet 2025",
    ),
    Check(
        "climate", "electric_cars", "models.background.electric_cars",
        Words("Share of electric cars in 2025, 2030 and 2035", "Part des voitures électriques en 2025, 2030 et 2035"),
        lambda: [electric_cars(year) for year in ELECTRIC], [share for share, _ in ELECTRIC.values()],
        Within(Words("a smooth curve by a count, a target, a forecast", "une courbe lisse par un compte, une cible, une prévision"),
               [room for _, room in ELECTRIC.values()]),
        "1", "published", "snbc3_cars", "3.1 % (Roole), 15 % (SNBC 3), 16 of 38 million (RTE)",
    ),
    Check(
        "climate", "renovated", "models.background.renovated",
        Words("Homes deeply renovated after one year", "Logements rénovés en profondeur après un an"),
        lambda: renovated(2026), RENOVATED,
        Within(Words("30 million homes is a round figure", "30 millions de logements est un chiffre rond"), relative=0.02),
        "1", "published", "anah_2024", "91 374 in 2024, of 30 million main homes",
    ),
    Check(
        "climate", "heating_degree_days", "models.trajectory.heating_degree_days",
        Words("Heating degree-days below 18 °C in 2020", "Degrés-jours de chauffage sous 18 °C en 2020"),
        lambda: heating_of_france(2020), HEATING_2020,
        Within(Words("ten cities, by monthly normals", "dix villes, par normales mensuelles"), relative=0.2),
        "K·day", "published", "degree_days_2025", "HDD18 of France", "heating",
    ),
)  # fmt: skip
