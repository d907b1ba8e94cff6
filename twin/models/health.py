"""Health of cycling: deaths that riding averts (WHO HEAT) and crashes that riding risks (safety in numbers)."""

import numpy as np
from numpy.typing import ArrayLike

from twin.models.arguments import Array, numeric, together
from twin.parameter import Parameter


def risk_reduction(
    minutes_per_week: ArrayLike,
    cycling_reduction: float = Parameter(
        0.10,
        0.06,
        0.13,
        source="kelly_2014",
        page="abstract: 10 % (95 % CI 6 to 13 %)",
        about="fall of the risk of dying at the reference volume",
    ),
    reference_minutes: float = Parameter(
        100.0, unit="min/week", source="heat_2017", page="11.25 MET-hours at 6.8 MET", about="volume of cycling of that fall"
    ),
    largest_reduction: float = Parameter(
        0.45, unit="1", source="heat_2017", page="cap for cycling", verified=False, about="cap on the fall of risk"
    ),
) -> Array:
    """Fall of the yearly risk of dying [0..1] of people aged 20 to 64 who ride `minutes_per_week` [min/week].

    min(0.45, 0.10 w / 100), the linear dose-response of HEAT for cycling (Kelly et al. 2014; the cap is met at 450 minutes).
    Raises TwinError for negative minutes.
    """
    w = numeric("minutes_per_week", minutes_per_week, 0, unit="min/week")
    return np.asarray(np.minimum(cycling_reduction * w / reference_minutes, largest_reduction))


def deaths_averted(
    cyclists: ArrayLike,
    reduction: ArrayLike,
    years_since: float = 5.0,
    mortality: float = Parameter(
        258e-5,
        220e-5,
        300e-5,
        "1/year",
        page="own estimate from recalled INSEE counts",
        verified=False,
        about="deaths per person and year, aged 20 to 64, France",
    ),
    additional: float = Parameter(0.75, 0.5, 1.0, about="share of the minutes ridden that replace no other exercise"),
    build_up: float = Parameter(5.0, 3.0, 7.0, "years", "gotschi_2020", "5 years; range assumed", about="years until the full benefit"),
) -> Array:
    """Deaths averted per year when `cyclists` (persons aged 20 to 64) have the fall of risk `reduction` [0..1]; arrays broadcast.

    N m dR s min(1, t / 5): N cyclists, m mortality, dR of `risk_reduction` for the minutes they newly ride, s the share of
    these that replace no other exercise, t = `years_since` they began (HEAT, WHO 2017). A statistic of populations, not of persons.

    Left out: crashes (`crash_index`), inhaled air, illness short of death, other ages. Raises TwinError for negative numbers or a
    reduction outside 0..1.
    """
    n, fall = numeric("cyclists", cyclists, 0, unit="persons"), numeric("reduction", reduction, 0, 1)
    together(dict(cyclists=n, reduction=fall))
    grown = np.minimum(numeric("years_since", years_since, 0, unit="years") / build_up, 1.0)
    share = numeric("additional", additional, 0, 1)
    return np.asarray(n * numeric("mortality", mortality, 0) * fall * share * grown)


def value_of_life(
    deaths: ArrayLike,
    value_per_life: float = Parameter(
        3.2e6,
        1.5e6,
        4.8e6,
        "€",
        "quinet_2013",
        "3 million of 2010; here euros of 2015, from memory",
        verified=False,
        about="value of a statistical life, France",
    ),
) -> Array:
    """Money value [€] of `deaths` averted: a convention of cost-benefit analysis, to be shown beside the count, never alone."""
    return np.asarray(numeric("deaths", deaths) * value_per_life)


def crash_index(
    bikes: ArrayLike,
    cars: ArrayLike,
    speed: ArrayLike = 50.0,
    separated: ArrayLike = 0.0,
    bike_exponent: float = Parameter(
        0.43, 0.30, 0.60, source="elvik_2017", page="abstract: 0.43; range assumed", about="growth of bike crashes with bike traffic"
    ),
    car_exponent: float = Parameter(
        0.50, 0.35, 0.70, source="elvik_2017", page="abstract: 0.50; range assumed", about="growth of bike crashes with car traffic"
    ),
    speed_exponent: float = Parameter(
        1.2,
        0.7,
        1.7,
        source="elvik_2009",
        page="all injury crashes on urban roads",
        verified=False,
        about="growth of injury crashes with speed",
    ),
    separated_cmf: float = Parameter(
        0.50,
        0.28,
        0.60,
        source="fhwa_2023",
        page="separated against painted lane",
        about="crashes on a separated lane over those on a painted one",
    ),
) -> Array:
    """Expected bike-car injury crashes of a street in free units; only ratios of it mean anything. Arrays broadcast.

    E_bike^0.43 E_car^0.50 (v / 50)^1.2 (1 - s + 0.50 s): safety in numbers (Elvik and Bjørnskau 2017), the power model of speed
    (Elvik 2009) and the crash modification factor of separated lanes (FHWA 2023). `bikes` and `cars` per hour or day, mean `speed`
    [km/h], `separated` the share s [0..1] of the street's length with a separated lane. Twice the cyclists make 1.35 times
    the crashes and each rides 33 % safer; whether the numbers cause it is not known (cross-sectional studies). The factor of
    separation is against a painted lane: no credit is given here to paint over nothing.

    Left out: junction layout, doors of parked cars, falls without a car. Raises TwinError for negative numbers, a share outside 0..1
    or arrays that do not fit.
    """
    b, c = numeric("bikes", bikes, 0), numeric("cars", cars, 0)
    v, s = numeric("speed", speed, 0, unit="km/h"), numeric("separated", separated, 0, 1)
    together(dict(bikes=b, cars=c, speed=v, separated=s))
    treated = 1 - s + separated_cmf * s
    return np.asarray(b**bike_exponent * c**car_exponent * (v / 50.0) ** speed_exponent * treated)
