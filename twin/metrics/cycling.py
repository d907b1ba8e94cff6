"""Cycling: where it is calm enough, what it risks and what it gains."""

from dataclasses import replace
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from twin.city import City
from twin.metrics.along import called, mean_along, spread_along, telling_row
from twin.metrics.base import Measure, metric
from twin.metrics.mobility import left_out
from twin.mobility.coefficients import TRAVEL
from twin.mobility.rides import CALM
from twin.mobility.traffic import Traffic, traffic
from twin.models import health as health_model
from twin.models.stress import connected
from twin.parameter import Coefficients, Parameter, default
from twin.words import Words
from twin.working import Given, Heading, Line, Step, Working

Array = NDArray[np.float64]
STRESS = Words("Level of traffic stress (1 calm … 4)", "Niveau de stress (1 calme … 4)")
DAYS = 7.0  # days of a week
_STRESS_LEFT_OUT = Words(
    "Junctions, lanes blocked by deliveries, slopes and surfaces are left out; widths and speeds that the map does not give are class "
    "defaults, and traffic is the model's.",
    "Ne compte ni carrefours, ni bandes encombrées, ni pentes, ni revêtements ; largeurs et vitesses absentes de la carte sont celles de "
    "la classe, et le trafic est celui du modèle.",
)


@metric(
    "low_stress",
    theme="mobility",
    noun=Words("the share of trips that can be ridden in calm", "la part des trajets faisables à vélo au calme"),
    unit="%",
    better="more",
    label=Words("Trips that can be ridden on calm streets", "Trajets faisables à vélo au calme"),
    caveat=_STRESS_LEFT_OUT,
    sources=("furth_2022", "bna"),
)
def low_stress(city: City, *, travel: Coefficients = TRAVEL) -> Measure:
    """Share of the peak hour's trips, all modes, that could be ridden on streets of stress 1 and 2 without a long detour [%].

    A pair counts when its shortest calm ride is at most `detour` times its shortest ride (Bicycle Network Analysis). Stress by the LTS
    tables v2.2. Trips between places that no bike can reach count as not connected. Map: level of traffic stress of the streets.
    """
    now = traffic(city, travel)
    trips, comfort = now.demand.trips, now.comfort
    counted = trips > 0
    fine = np.zeros(trips.shape, dtype=bool)
    fine[counted] = connected(comfort.calm[counted], _finite(comfort.shortest[counted]), float(travel["detour"]))
    total, calm = now.demand.total, float(trips[fine].sum())
    value = 100 * calm / total if total > 0 else 0.0

    def working() -> Working:
        lines: list[Line] = []
        checks: dict[str, float] = {}
        if total > 0:
            i, j = np.unravel_index(int(np.where(np.isfinite(comfort.calm), trips, 0.0).argmax()), trips.shape)
            if np.isfinite(comfort.calm[i, j]) and np.isfinite(comfort.shortest[i, j]):
                lines = [
                    Heading(Words(f"One pair: zone {i} to zone {j}", f"Un couple : zone {i} vers zone {j}")),
                    Given("L_calm", float(comfort.calm[i, j]), "m", Words("shortest ride on calm streets", "trajet calme le plus court")),
                    Given("L", float(comfort.shortest[i, j]), "m", Words("shortest ride", "trajet le plus court")),
                    Given("detour", float(travel["detour"]), "1", Words("longest detour", "détour maximal"), "travel.detour"),
                    Step("fine", "L_calm <= detour * L", "1", Words("1 when people would take it", "1 si on l'accepte")),
                ]
                checks["fine"] = float(fine[i, j])
        lines += [
            Heading(Words("All trips of the peak hour", "Tous les trajets de l'heure de pointe")),
            Given("calm", calm, "1", Words("trips of pairs that are fine", "trajets des couples acceptables")),
            Given("N", total, "1", Words("trips by all modes", "trajets, tous modes")),
            Step("low_stress", "100 * calm / N if N > 0 else 0", "%", Words("share of trips", "part des trajets")),
        ]
        return Working(tuple(lines), checks | {"low_stress": value})

    return Measure(value, working, lambda: _stress_map(city, now), "1", STRESS)


@metric(
    "stress_km",
    theme="mobility",
    noun=Words("stressful street", "la longueur de rues stressantes"),
    unit="km",
    better="less",
    label=Words("Streets too stressful for most cyclists", "Rues trop stressantes pour la plupart à vélo"),
    caveat=_STRESS_LEFT_OUT,
    sources=("furth_2022",),
    digits=2,
)
def stress_km(city: City, *, travel: Coefficients = TRAVEL) -> Measure:
    """Length of streets open to cars and bikes with traffic stress 3 or 4 in a direction open to bikes (the worse one counts) [km]."""
    now, streets = traffic(city, travel), city.streets
    stressful = streets.is_open_street & (now.row_stress > CALM)
    value = float(streets.length[stressful].sum()) / 1000

    def working() -> Working:
        row = telling_row(city, np.where(streets.is_open_street, now.daily, 0.0))
        lines: list[Line] = []
        checks: dict[str, float] = {}
        rest = value * 1000
        if row >= 0:
            here = float(streets.length[row]) if stressful[row] else 0.0
            rest -= here
            level, daily = int(now.row_stress[row]), f"{now.daily[row]:.0f}"
            section = f"{streets.speed[row]:g} km/h, {streets.lanes[row]:g}"
            lines = [
                Heading(
                    Words(
                        f"One stretch: {called(city, row)}, {section} lanes, {daily} vehicles a day: LTS table v2.2 gives level {level}",
                        f"Un tronçon : {called(city, row)}, {section} voies, {daily} véhicules par jour : niveau {level} (table LTS v2.2)",
                    )
                ),
                Given("level", level, "1", Words("level of traffic stress", "niveau de stress")),
                Given("L", float(streets.length[row]), "m", Words("length", "longueur")),
                Step("here", "L if level > 2 else 0", "m", Words("counted here", "compté ici")),
            ]
            checks["here"] = here
        lines += [
            Heading(Words("All streets", "Toutes les rues")),
            Given("rest", max(rest, 0.0), "m", Words("all other stretches, each worked like this", "tous les autres tronçons")),
            Step("stress_km", "(here + rest) / 1000" if row >= 0 else "rest / 1000", "km", Words("in all", "total")),
        ]
        return Working(tuple(lines), checks | {"stress_km": value})

    return Measure(value, working, lambda: _stress_map(city, now), "1", STRESS)


@metric(
    "crash_risk",
    theme="mobility",
    unit="%",
    better="less",
    label=Words("Bike-car crashes expected, mapped streets = 100", "Accidents vélo-voiture attendus, rues d'origine = 100"),
    caveat=Words(
        "An index to compare plans, 100 on the streets as mapped: from how crashes go with numbers of bikes and cars elsewhere "
        "(cross-sectional studies, perhaps not causal). More cyclists make more crashes, but fewer for each of them. Junctions, where "
        "most crashes happen, parked cars' doors and falls are left out.",
        "Un indice pour comparer, 100 pour les rues d'origine : d'après le lien observé ailleurs entre accidents et nombres de vélos et de "
        "voitures (peut-être pas causal). Plus de cyclistes font plus d'accidents, mais moins pour chacun. Ne compte ni les carrefours, "
        "où ont lieu la plupart des accidents, ni les portières, ni les chutes.",
    ),
    sources=("elvik_2017", "elvik_2009", "fhwa_2023"),
)
def crash_risk(
    city: City,
    *,
    travel: Coefficients = TRAVEL,
    bike_exponent: float = default(health_model.crash_index, "bike_exponent"),
    car_exponent: float = default(health_model.crash_index, "car_exponent"),
    speed_exponent: float = default(health_model.crash_index, "speed_exponent"),
    separated_cmf: float = default(health_model.crash_index, "separated_cmf"),
) -> Measure:
    """Expected injury crashes between bikes and cars over all streets, 100 on the streets as mapped (without any there: 0) [%].

    Σ L E_bike^0.43 E_car^0.50 (v/50)^1.2 (1 - s + 0.50 s) over streets open to cars, `models.health.crash_index`.
    """
    powers = tuple(float(p) for p in (bike_exponent, car_exponent, speed_exponent, separated_cmf))
    now = traffic(city, travel)
    then = traffic(_as_mapped(city), travel)
    risk, base = _risk(now, *powers), float(_risk(then, *powers).sum())
    value = 100 * float(risk.sum()) / base if base > 0 else 0.0

    def working() -> Working:
        row = telling_row(city, risk)
        lines: list[Line] = []
        checks: dict[str, float] = {}
        rest = float(risk.sum())
        if row >= 0:
            rest -= float(risk[row])
            lines = [
                Heading(Words(f"One stretch: {called(city, row)}", f"Un tronçon : {called(city, row)}")),
                Given("L", float(city.streets.length[row]), "m", Words("length", "longueur")),
                Given("bikes", float(now.bike_flow[row]), "1", Words("bikes in the peak hour", "vélos en heure de pointe")),
                Given("cars", float(now.flow[row]), "veh/h", Words("cars in the peak hour", "voitures en heure de pointe")),
                Given("v", float(city.streets.driven[row]), "km/h", Words("speed driven", "vitesse pratiquée")),
                Given("s", float(_separated(now)[row]), "1", Words("share of sides with a track", "part des côtés avec piste")),
                Given("e_bike", powers[0], "1", Words("growth with bikes", "croissance avec les vélos"), "bike_exponent"),
                Given("e_car", powers[1], "1", Words("growth with cars", "croissance avec les voitures"), "car_exponent"),
                Given("e_v", powers[2], "1", Words("growth with speed", "croissance avec la vitesse"), "speed_exponent"),
                Given("cmf", powers[3], "1", Words("risk left on a track", "risque restant sur piste"), "separated_cmf"),
                Step(
                    "here",
                    "L * bikes ** e_bike * cars ** e_car * (v / 50) ** e_v * (1 - s + cmf * s)",
                    "1",
                    Words("risk here", "risque ici"),
                ),
            ]
            checks["here"] = float(risk[row])
        lines += [
            Heading(Words("All streets", "Toutes les rues")),
            Given("rest", max(rest, 0.0), "1", Words("all other stretches, each worked like this", "tous les autres tronçons")),
            Given("base", base, "1", Words("the same sum on the streets as mapped", "la même somme, rues d'origine")),
            Step("crash_risk", f"100 * ({'here + ' if row >= 0 else ''}rest) / base if base > 0 else 0", "%", Words("index", "indice")),
        ]
        return Working(tuple(lines), checks | {"crash_risk": value})

    shown = Words("Part of the index", "Part de l'indice")
    part = 100 * risk / base if base > 0 else risk
    return Measure(value, working, lambda: spread_along(city.streets, city.grid, part), "%", shown)


@metric(
    "health",
    theme="mobility",
    unit="1/year",
    better="more",
    label=Words("Deaths averted by cycling, a year", "Décès évités par le vélo, par an"),
    caveat=left_out(
        "A statistic of populations: what the ridden minutes on the map are worth against not riding, once all have ridden for years; "
        "illness short of death, crashes (see `crash_risk`) and inhaled air are left out.",
        "Une statistique de population : ce que valent les minutes pédalées sur la carte par rapport à ne pas pédaler, après des années ; "
        "ne compte ni les maladies, ni les accidents (voir `crash_risk`), ni l'air inhalé.",
    ),
    sources=("kelly_2014", "heat_2017", "gotschi_2020"),
    digits=3,
)
def health(
    city: City,
    *,
    travel: Coefficients = TRAVEL,
    bike_peak_share: float = Parameter(
        0.10,
        0.08,
        0.14,
        "1",
        "muenster_counts",
        "8.4 % of a weekday in 2024, 8.3 % in 2025 at one counter; best guess and range: assumption",
        False,
        "peak hour's share of a day's rides",
    ),
    adult_share: float = Parameter(0.8, 0.6, 0.95, "1", "twin", "assumed", False, "share of minutes ridden by people of 20 to 64 years"),
    cycling_reduction: float = default(health_model.risk_reduction, "cycling_reduction"),
    reference_minutes: float = default(health_model.risk_reduction, "reference_minutes"),
    mortality: float = default(health_model.deaths_averted, "mortality"),
    additional: float = default(health_model.deaths_averted, "additional"),
) -> Measure:
    """Deaths averted per year by all rides on the map against none, full effect (WHO HEAT for cycling) [1/year].

    Deaths = m × additional × 0.10 / 100 × W, W the minutes ridden a week by people aged 20 to 64: the peak hour's rides × minutes /
    `bike_peak_share` × 7. The dose-response is linear, so who rides how often does not matter (below its cap of 450 minutes a week).
    """
    now = traffic(city, travel)
    rides = now.bike_trips
    known = np.isfinite(now.bike_minutes)
    hour = float((rides[known] * now.bike_minutes[known]).sum())
    weekly = hour / float(bike_peak_share) * DAYS * float(adult_share)
    per_minute = float(cycling_reduction) / float(reference_minutes)
    value = float(mortality) * float(additional) * per_minute * weekly

    def working() -> Working:
        lines: list[Line] = [
            Given(
                "minutes", hour, "min", Words("ridden on the map in the peak hour, all rides", "pédalées sur la carte en heure de pointe")
            ),
            Given("peak", float(bike_peak_share), "1", Words("share of the day", "part de la journée"), "bike_peak_share"),
            Given("adults", float(adult_share), "1", Words("by people of 20 to 64", "par les 20 à 64 ans"), "adult_share"),
            Step("W", "minutes / peak * 7 * adults", "min/week", Words("minutes a week", "minutes par semaine")),
            Given("r", float(cycling_reduction), "1", Words("fall of risk at the reference", "baisse du risque"), "cycling_reduction"),
            Given("ref", float(reference_minutes), "min/week", Words("reference volume", "volume de référence"), "reference_minutes"),
            Given("m", float(mortality), "1/year", Words("deaths per person and year", "décès par personne et par an"), "mortality"),
            Given("a", float(additional), "1", Words("not instead of other exercise", "en plus d'autres exercices"), "additional"),
            Step("health", "m * a * r / ref * W", "1/year", Words("deaths averted a year", "décès évités par an")),
        ]
        return Working(tuple(lines), {"W": weekly, "health": value})

    shown = Words("Bikes in the peak hour", "Vélos en heure de pointe")
    return Measure(value, working, lambda: mean_along(city.streets, city.grid, now.bike_flow), "1", shown)


def _stress_map(city: City, now: Traffic) -> Array:
    level = now.row_stress.astype(float)
    return mean_along(city.streets, city.grid, level, level > 0)


def _finite(lengths: Array) -> Array:
    """Lengths where there is a way; 0 where there is none, which no calm ride can match."""
    return np.where(np.isfinite(lengths), lengths, 0.0)


def _as_mapped(city: City) -> City:
    """The city with its streets as the map shows them."""
    return city if city.streets is city.mapped_streets else replace(city, streets=city.mapped_streets)


@lru_cache(maxsize=16)
def _separated(now: Traffic) -> Array:
    """(rows,) share of the directions with a track of their own."""
    apart = np.isin(now.rides.facility, ["track", "path"]).astype(float)
    n = len(now.streets)
    return np.bincount(now.rides.row, apart, n) / np.maximum(np.bincount(now.rides.row, minlength=n), 1)


@lru_cache(maxsize=16)
def _risk(now: Traffic, bikes: float, cars: float, speed: float, cmf: float) -> Array:
    """(rows,) crash index × length of every street open to cars."""
    streets = now.streets
    index = health_model.crash_index(now.bike_flow, now.flow, streets.driven, _separated(now), bikes, cars, speed, cmf)
    return np.asarray(np.where(streets.cars, index * streets.length, 0.0))
