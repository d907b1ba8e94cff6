"""Exhaust and wear of cars by average speed: fuel, CO2, NOx and particles (COPERT curves of the EMEP/EEA guidebook).

Speeds are averages over a street with its stops [km/h], never the limit; they are clipped to 10..130 km/h, where the curves hold.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from twin.models.arguments import Array, numeric, one_of, together
from twin.parameter import Coefficients, Parameter, default
from twin.words import Words

SLOWEST, FASTEST = 10.0, 130.0  # km/h, validity of every curve used here

CAVEAT = Words(
    "Average-speed curves give more exhaust per km at 30 than at 50 km/h. A limit of 30 does not lower the average speed in that "
    "proportion, and calmer driving is not in the curve: 40 European cities with a 30 km/h limit report 18 % less emissions "
    "and 7 % less fuel on average (Yannis and Michelaraki 2024).",
    "Les courbes de vitesse moyenne donnent plus de rejets par km à 30 qu'à 50 km/h. Une limite à 30 n'abaisse pas la vitesse "
    "moyenne d'autant, et la conduite apaisée n'est pas dans la courbe : 40 villes européennes passées à 30 km/h rapportent en "
    "moyenne 18 % d'émissions et 7 % de carburant en moins (Yannis et Michelaraki 2024).",
)


@dataclass(frozen=True)
class Curve:
    """Emission by average speed V [g/km]: the sum of over[k] V^(k-1) divided by the sum of under[k] V^k."""

    key: str
    label: Words
    over: tuple[Parameter, ...]  # of 1/V, 1, V, V², ...
    under: tuple[Parameter, ...]  # of 1, V, V²

    def at(self, speed: ArrayLike) -> Array:
        """Emission [g/km] at average `speed` [km/h], clipped to 10..130 km/h. Raises TwinError for a negative speed."""
        v = np.clip(numeric("speed", speed, 0, unit="km/h"), SLOWEST, FASTEST)
        above = sum(c * v ** (k - 1) for k, c in enumerate(self.over))
        return np.asarray(above / sum(c * v**k for k, c in enumerate(self.under)))


def _curve(key: str, label: Words, over: tuple[float, ...], under: tuple[float, ...], page: str, verified: bool = True) -> Curve:
    def exact(value: float) -> Parameter:
        return Parameter(value, source="emep_eea", page=page, verified=verified, about="fitted coefficient of an average-speed curve")

    return Curve(key, label, tuple(exact(c) for c in over), tuple(exact(c) for c in under))


def _fuel(key: str, label: Words, a: float, b: float, c: float, d: float, e: float, verified: bool = True) -> Curve:
    """(a + c V + e V²) / (1 + b V + d V²), table 3-41 of the guidebook."""
    return _curve(key, label, (0.0, a, c, e), (1.0, b, d), "table 3-41, fuel consumption", verified)


def _nox(key: str, label: Words, a: float, b: float, c: float, d: float, e: float, f: float) -> Curve:
    """(a + c V + e V² + f / V) / (1 + b V + d V²), equation 1 of the parameter file."""
    return _curve(key, label, (f, a, c, e), (1.0, b, d), "PC_parameter.csv, NOx, equation 1")


def _pm(key: str, label: Words, *terms: float) -> Curve:
    """A polynomial of degree 5, constant term first, equation 17 of the parameter file."""
    return _curve(key, label, (0.0, *terms), (1.0,), "PC_parameter.csv, PM, equation 17")


FUEL: dict[str, Curve] = {
    curve.key: curve
    for curve in (
        _fuel("petrol_small", Words("Petrol under 1.4 l", "Essence, moins de 1,4 l"), 110, 0.0261, -1.67, 2.25e-4, 0.0312),
        _fuel("petrol_medium", Words("Petrol 1.4 to 2.0 l", "Essence, 1,4 à 2,0 l"), 136, 0.0260, -1.65, 2.28e-4, 0.0312),
        _fuel("petrol_large", Words("Petrol over 2.0 l", "Essence, plus de 2,0 l"), 174, 0.0685, 0.364, -2.47e-4, 0.00874),
        _fuel("diesel_medium", Words("Diesel 1.4 to 2.0 l", "Diesel, 1,4 à 2,0 l"), 162, 0.123, 2.18, -7.76e-4, -0.0128, verified=False),
    )
}  # petrol: Euro 4 and later; diesel: Euro 3 and later

NOX: dict[str, Curve] = {
    curve.key: curve
    for curve in (
        _nox(
            "petrol_euro5",
            Words("Petrol Euro 5", "Essence Euro 5"),
            *(1.891624237219290e-01, 1.571506422772980, 8.154750567951180e-02),
            *(2.732775846531830e-02, -2.488917588715230e-04, -2.684672364982280e-01),
        ),
        _nox(
            "petrol_euro6",
            Words("Petrol Euro 6", "Essence Euro 6"),
            *(4.742321440117320e-01, 5.621746461823470, 3.405777631690800e-01),
            *(8.376288182221080e-02, -1.515826702917250e-03, -1.191086695181980),
        ),
        _nox(
            "petrol_euro6c",
            Words("Petrol Euro 6c", "Essence Euro 6c"),
            *(9.992361291835220e14, 1.886586842590800e16, 1.314307437645870e15),
            *(2.895722945779970e14, -6.338386174343220e12, -4.033327904793490e15),
        ),
        _nox(
            "diesel_euro5",
            Words("Diesel Euro 5", "Diesel Euro 5"),
            *(9.459517268034710e-01, 4.264271807151270e-03, -1.138146721526560e-02),
            *(-5.150463096119010e-05, 6.671360171030760e-05, 1.923608149372220),
        ),
        _nox(
            "diesel_euro6",
            Words("Diesel Euro 6", "Diesel Euro 6"),
            *(4.358787392163990e-01, 1.004345820980900e-02, -5.386789171147010e-03),
            *(-1.023612280214390e-04, 2.904663713985040e-05, -4.607044137967740e-01),
        ),
        _nox(
            "diesel_euro6c",
            Words("Diesel Euro 6c", "Diesel Euro 6c"),
            *(2.329696846993980e-01, 1.004345254767310e-02, -2.879147214972440e-03),
            *(-1.023611780326690e-04, 1.552493856834330e-05, -2.462385749935820e-01),
        ),
    )
}

PM_EXHAUST: dict[str, Curve] = {
    curve.key: curve
    for curve in (
        _pm(
            "petrol_euro5",
            Words("Petrol Euro 5", "Essence Euro 5"),
            *(3.298301227656900e-03, -1.252930287198360e-04, 3.114143374502000e-06),
            *(-3.370417933225510e-08, 1.161773796979940e-10, 1.444186914692040e-13),
        ),
        _pm(
            "petrol_euro6",
            Words("Petrol Euro 6", "Essence Euro 6"),
            *(2.721908908843760e-03, -6.287054003580730e-05, 1.234695396553060e-06),
            *(-1.100332556347160e-08, 1.256930874825870e-11, 2.313270713417980e-13),
        ),
    )
}


def co2_per_fuel(
    hydrogen_per_carbon: float = Parameter(
        1.86, 1.80, 2.0, source="emep_eea", page="range: recalled from older editions", about="H:C ratio of fuel"
    ),
) -> float:
    """CO2 from burning 1 kg of fuel of H:C ratio r [kg/kg]: 44.011 / (12.011 + 1.008 r), all carbon burnt (3.1695 at 1.86)."""
    return float(44.011 / (12.011 + 1.008 * numeric("hydrogen_per_carbon", hydrogen_per_carbon, 0, 4)))


def fuel(speed: ArrayLike, engine: str = "petrol_medium") -> Array:
    """Fuel burnt [g/km] by one car with a hot engine of a kind in `FUEL` at average `speed` [km/h] (clipped to 10..130).

    EMEP/EEA guidebook 2013 (COPERT 4), table 3-41. Left out: cold starts, slopes, air conditioning, accelerations other than
    those in the average. Raises TwinError for a negative speed or an unknown engine.
    """
    return FUEL[str(one_of("engine", engine, FUEL))].at(speed)


def co2(
    speed: ArrayLike, engine: str = "petrol_medium", hydrogen_per_carbon: float = default(co2_per_fuel, "hydrogen_per_carbon")
) -> Array:
    """CO2 [g/km] of one car: `fuel` times `co2_per_fuel`. Raises TwinError as these."""
    return np.asarray(fuel(speed, engine) * co2_per_fuel(hydrogen_per_carbon))


def nox(speed: ArrayLike, technology: str = "diesel_euro6") -> Array:
    """NOx [g/km] of one hot car of a kind in `NOX` at average `speed` [km/h] (clipped to 10..130).

    (a + c V + e V² + f / V) / (1 + b V + d V²), EMEP/EEA as carried by pollemission. Raises TwinError for a negative speed or
    an unknown technology.
    """
    return NOX[str(one_of("technology", technology, NOX))].at(speed)


def pm_exhaust(speed: ArrayLike, technology: str = "petrol_euro6") -> Array:
    """Exhaust particles [g/km] of one hot petrol car of a kind in `PM_EXHAUST` at average `speed` [km/h] (clipped to 10..130)."""
    return PM_EXHAUST[str(one_of("technology", technology, PM_EXHAUST))].at(speed)


def car_co2(
    speed: ArrayLike,
    small_engines: float = Parameter(0.5, 0.0, 1.0, about="share of engines under 1.4 l, the others 1.4 to 2.0 l"),
    electric_share: float = Parameter(
        0.03, 0.01, 0.30, page="French fleet about 2024", verified=False, about="share of km driven without tailpipe"
    ),
    fleet_efficiency: float = Parameter(1.0, 0.85, 1.1, about="CO2 of the fleet over that of the curves; low: many hybrids"),
    hydrogen_per_carbon: float = default(co2_per_fuel, "hydrogen_per_carbon"),
) -> Array:
    """Tailpipe CO2 [g/km] of the average car at average `speed` [km/h]: two petrol curves mixed, electric cars at zero.

    About 162 g/km at 30 and 130 at 50 km/h without electric cars; diesel cars lie between. Show `CAVEAT` beside it. Left out:
    lorries and buses, cold starts, power stations. Raises TwinError for a negative speed or shares outside 0..1.
    """
    small = numeric("small_engines", small_engines, 0, 1)
    mixed = small * fuel(speed, "petrol_small") + (1 - small) * fuel(speed, "petrol_medium")
    left = 1 - numeric("electric_share", electric_share, 0, 1)
    return np.asarray(mixed * co2_per_fuel(hydrogen_per_carbon) * numeric("fleet_efficiency", fleet_efficiency, 0) * left)


EURO_MIX = Coefficients(
    "euro_mix",
    {
        "euro5": Parameter(0.40, 0.20, 0.60, page="French fleet about 2024", verified=False, about="weight of Euro 5 cars and older"),
        "euro6": Parameter(0.25, 0.10, 0.40, page="French fleet about 2024", verified=False, about="weight of early Euro 6 cars"),
        "euro6c": Parameter(0.35, 0.20, 0.60, page="French fleet about 2024", verified=False, about="weight of Euro 6c cars and later"),
    },
)


def car_nox(
    speed: ArrayLike,
    diesel_share: float = Parameter(
        0.50, 0.30, 0.65, page="French fleet about 2024", verified=False, about="share of diesel among cars with an engine"
    ),
    electric_share: float = default(car_co2, "electric_share"),
    euro_mix: Coefficients = EURO_MIX,
) -> Array:
    """Tailpipe NOx [g/km] of the average car at average `speed` [km/h]: the curves of `NOX` weighed by fleet.

    `euro_mix` weighs Euro 5, 6 and 6c (scaled to sum 1) within diesel and petrol. Left out: vans, lorries, buses, cold starts,
    cars older than Euro 5. Raises TwinError for a negative speed or shares outside 0..1.
    """
    diesel, left = numeric("diesel_share", diesel_share, 0, 1), 1 - numeric("electric_share", electric_share, 0, 1)
    weight = numeric("euro_mix", [euro_mix[euro] for euro in euro_mix], 0)
    weight = weight / weight.sum()
    by_fuel = {f: sum(w * nox(speed, f"{f}_{euro}") for w, euro in zip(weight, euro_mix, strict=True)) for f in ("diesel", "petrol")}
    return np.asarray((diesel * by_fuel["diesel"] + (1 - diesel) * by_fuel["petrol"]) * left)


def wear_pm10(
    brake_wear: float = Parameter(
        7.35, 4.0, 10.0, "mg/km", "emep_eea_wear", "PM Brakes, passenger cars; range assumed", about="PM10 from brakes"
    ),
    tyre_wear: float = Parameter(
        6.42, 3.0, 10.0, "mg/km", "emep_eea_wear", "PM Tyres, passenger cars; range assumed", about="PM10 from tyres"
    ),
    road_wear: float = Parameter(
        7.5, 3.0, 15.0, "mg/km", "emep_eea_wear", "PM Road paved; range assumed", about="PM10 from the road surface"
    ),
) -> float:
    """PM10 from wear of brakes, tyres and road [mg/km] of one car, electric or not: 21.3, some fifteen times the exhaust.

    Left out: its dependence on speed and weight, and dust raised again.
    """
    return float(brake_wear + tyre_wear + road_wear)


def emitted(flow: ArrayLike, length: ArrayLike, rate: ArrayLike) -> Array:
    """Emission of streets [kg/h]: `flow` [veh/h] x `length` [m] x `rate` [g/km] / 10^6; arrays broadcast.

    Raises TwinError for negative numbers or shapes that do not fit.
    """
    q, metres = numeric("flow", flow, 0, unit="veh/h"), numeric("length", length, 0, unit="m")
    g = numeric("rate", rate, 0, unit="g/km")
    together(dict(flow=q, length=metres, rate=g))
    return np.asarray(q * metres * g / 1e6)
