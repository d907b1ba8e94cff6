"""Exhaust of cars in the morning peak: CO2 and NOx by the average-speed curves of COPERT, on congested speeds."""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from twin.city import City
from twin.metrics.along import called, spread_along, telling_link
from twin.metrics.base import Measure, metric
from twin.metrics.trips import alert
from twin.mobility.coefficients import TRAVEL
from twin.mobility.traffic import Traffic, traffic
from twin.models import emissions
from twin.models.emissions import CAVEAT, EURO_MIX, FASTEST, FUEL, NOX, SLOWEST, Curve
from twin.parameter import Coefficients, default
from twin.words import Words
from twin.working import Given, Heading, Line, Step, Working

Array = NDArray[np.float64]
_LEFT_OUT = Words(
    f"{CAVEAT} Hot engines of cars only, tailpipe only, one peak hour on the map.",
    f"{CAVEAT.fr} Voitures seulement, moteurs chauds, au pot d'échappement, une heure de pointe sur la carte.",
)


@metric(
    "co2_traffic",
    theme="streets",
    noun=Words("the CO2 of traffic", "le CO2 du trafic"),
    unit="kg/h",
    better="less",
    label=Words("CO2 of car traffic in the peak hour", "CO2 du trafic en heure de pointe"),
    caveat=_LEFT_OUT,
    sources=("emep_eea", "yannis_2024"),
    digits=0,
    aside=CAVEAT,
)
def co2_traffic(
    city: City,
    *,
    travel: Coefficients = TRAVEL,
    small_engines: float = default(emissions.car_co2, "small_engines"),
    electric_share: float = default(emissions.car_co2, "electric_share"),
    fleet_efficiency: float = default(emissions.car_co2, "fleet_efficiency"),
    hydrogen_per_carbon: float = default(emissions.co2_per_fuel, "hydrogen_per_carbon"),
) -> Measure:
    """Σ v L e(V) / 10^6 over all links [kg/h], V = length / time in equilibrium, delay at junctions included.

    e(V) by `models.emissions.car_co2`. Map: kg/h emitted in each cell.
    """
    now = traffic(city, travel)
    rate = emissions.car_co2(now.speed, small_engines, electric_share, fleet_efficiency, hydrogen_per_carbon)

    def lines_of(speed: float) -> list[Line]:
        return [
            Given("small", float(small_engines), "1", Words("share of small engines", "part des petits moteurs"), "small_engines"),
            Given("electric", float(electric_share), "1", Words("share of electric cars", "part électrique"), "electric_share"),
            Given("eff", float(fleet_efficiency), "1", Words("fleet against the curves", "parc comparé aux courbes"), "fleet_efficiency"),
            Given("r", float(hydrogen_per_carbon), "1", Words("H:C of fuel", "H:C du carburant"), "hydrogen_per_carbon"),
            Step("f_small", _formula(FUEL["petrol_small"]), "g/km", Words("fuel, small engine", "carburant, petit moteur")),
            Step("f_medium", _formula(FUEL["petrol_medium"]), "g/km", Words("fuel, medium engine", "carburant, moteur moyen")),
            Step(
                "e", "(small * f_small + (1 - small) * f_medium) * 44.011 / (12.011 + 1.008 * r) * eff * (1 - electric)", "g/km",
                Words("CO2 of a car", "CO2 d'une voiture"),
            ),
        ]  # fmt: skip

    return _emitted(city, now, rate, lines_of, "co2_traffic", "kg/h", 1e-6)


@metric(
    "nox_traffic",
    theme="streets",
    unit="g/h",
    better="less",
    label=Words("NOx of car traffic in the peak hour", "NOx du trafic en heure de pointe"),
    caveat=_LEFT_OUT,
    sources=("emep_eea", "yannis_2024"),
    digits=0,
    aside=CAVEAT,
)
def nox_traffic(
    city: City,
    *,
    travel: Coefficients = TRAVEL,
    diesel_share: float = default(emissions.car_nox, "diesel_share"),
    electric_share: float = default(emissions.car_co2, "electric_share"),
    euro_mix: Coefficients = EURO_MIX,
) -> Measure:
    """Σ v L e(V) / 10^3 over all links [g/h], e(V) by `models.emissions.car_nox`. Map: g/h emitted in each cell."""
    now = traffic(city, travel)
    rate = emissions.car_nox(now.speed, diesel_share, electric_share, euro_mix)

    def lines_of(speed: float) -> list[Line]:
        total = " + ".join(f"w_{euro}" for euro in euro_mix)
        lines: list[Line] = [
            Given("diesel", float(diesel_share), "1", Words("share of diesel", "part du diesel"), "diesel_share"),
            Given("electric", float(electric_share), "1", Words("share of electric cars", "part électrique"), "electric_share"),
        ]
        for euro, weight in euro_mix.items():
            lines.append(Given(f"w_{euro}", float(weight), "1", Words(f"weight of {euro}", f"poids de {euro}"), f"euro_mix.{euro}"))
        for kind in ("diesel", "petrol"):
            for euro in euro_mix:
                curve = NOX[f"{kind}_{euro}"]
                lines.append(Step(f"n_{kind}_{euro}", _formula(curve), "g/km", Words(f"NOx, {curve.label}", f"NOx, {curve.label.fr}")))
            mean = " + ".join(f"w_{euro} * n_{kind}_{euro}" for euro in euro_mix)
            fuel_name = {"diesel": Words("diesel cars", "voitures diesel"), "petrol": Words("petrol cars", "voitures essence")}[kind]
            lines.append(Step(f"n_{kind}", f"({mean}) / ({total})", "g/km", fuel_name))
        step = Step(
            "e", "(diesel * n_diesel + (1 - diesel) * n_petrol) * (1 - electric)", "g/km", Words("NOx of a car", "NOx d'une voiture")
        )
        return [*lines, step]

    return _emitted(city, now, rate, lines_of, "nox_traffic", "g/h", 1e-3)


def _emitted(city: City, now: Traffic, rate: Array, lines_of: Callable[[float], list[Line]], key: str, unit: str, scale: float) -> Measure:
    """Flow × length × rate over all links, with the working of one of them."""
    each = now.cars.flow * now.roads.length * rate * scale
    value = float(each.sum())
    link = telling_link(city, now)

    def working() -> Working:
        lines: list[Line] = []
        checks: dict[str, float] = {}
        if link >= 0:
            name = called(city, int(now.roads.row[link]))
            lines = [
                Heading(Words(f"One stretch, one direction: {name}", f"Un tronçon, un sens : {name}")),
                Given("L", float(now.roads.length[link]), "m", Words("length", "longueur")),
                Given("t", float(now.cars.time[link]), "min", Words("time under load, see car_time", "durée en charge, voir car_time")),
                Given("v", float(now.cars.flow[link]), "veh/h", Words("flow", "débit")),
                Step("V", f"min(max(L / 1000 / (t / 60), {SLOWEST:g}), {FASTEST:g})", "km/h", Words("mean speed", "vitesse moyenne")),
                *lines_of(float(now.speed[link])),
                Step("here", f"v * L * e * {scale:g}", unit, Words("emitted here", "émis ici")),
            ]
            checks = {"e": float(rate[link]), "here": float(each[link])}
        rest = max(value - checks.get("here", 0.0), 0.0)
        lines += [
            Heading(Words("All links", "Tous les arcs")),
            Given("rest", rest, unit, Words("all other links, each worked like this", "tous les autres arcs")),
            Step(key, "here + rest" if link >= 0 else "rest", unit, Words("emitted in all", "total émis")),
        ]
        return Working(tuple(lines), checks | {key: value})

    by_row = np.bincount(now.roads.row, each, len(city.streets)).astype(float)
    shown = Words("Emitted in the cell", "Émis dans la maille")
    return Measure(value, working, lambda: spread_along(city.streets, city.grid, by_row), unit, shown, value * 3 * now.cars.gap, alert(now))


def _formula(curve: Curve) -> str:
    """The curve in V, its coefficients as published."""
    over = " + ".join(f"{float(c)!r} * V ** {k - 1}" for k, c in enumerate(curve.over) if float(c))
    under = " + ".join(f"{float(c)!r} * V ** {k}" for k, c in enumerate(curve.under) if float(c))
    return f"({over}) / ({under})".replace(" * V ** 0", "").replace("V ** 1", "V").replace("+ -", "- ")
