"""What a plan is worth over the years: money spent and saved, tonnes of CO2e, and the price of a tonne, a degree and a cubic metre."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from twin.mobility.coefficients import TRAVEL
from twin.models.discount import RATES, annuity, carbon_value, net_present_value, present_value, unit_cost
from twin.parameter import Parameter
from twin.works import Work

Array = NDArray[np.float64]
HORIZON = 40  # years: works hold about as long, trees longer
KILOGRAMS = 1000.0  # in a tonne
NEEDED = ("energy_bill", "co2_heating", "co2_traffic", "air_warming", "runoff")
DAYS = Parameter(300.0, 250.0, 340.0, "1", "twin", "assumed", False, "days a year with the traffic of a working day")


@dataclass(frozen=True)
class Range:
    """A best guess with its range; low ≤ value ≤ high."""

    value: float
    low: float
    high: float


@dataclass(frozen=True)
class Worth:
    """A plan against no plan, from the first year on for `years` years.

    spent        on the works, in the money of today, low to high prices [€]
    net          net present value: heating saved + CO2e avoided at its official value - works [€]; range over 1.2, 3.2 and 4.5 % and prices
    by_rate      the same at mean prices, by discount rate
    tonnes       CO2e avoided, less that of making the works [t]
    per_tonne    (works - heating saved) / tonnes [€/t]; inf where none is avoided
    per_degree   works, as a yearly sum / mean cooling of the air, over the area cooled [€ a year for 1 ha cooled by 1 K]
    per_cubic    works, as a yearly sum / runoff held back in the design storm [€ a year for 1 m³]
    missing      metrics that were not read, and so count as no change
    """

    years: int
    spent: Range
    net: Range
    by_rate: Mapping[float, float]
    tonnes: float
    per_tonne: Range
    per_degree: Range
    per_cubic: Range
    missing: tuple[str, ...]


def worth_of(
    years: Sequence[int], works: Sequence[tuple[int, Work]], change: Callable[[str], Array | None], hectares: float, days: float = DAYS
) -> Worth:
    """The worth of a plan.

    works    what it did, each with its year; what was done before the first of `years` counts in it
    change   metric -> after minus before in each of `years`, None when it was not read; straight lines between them
    hectares of the map
    Prices are in euros of today. Left out: upkeep, renewal, what is left of the works at the end, health, time, comfort and nature.
    """
    start, end = years[0], min(years[-1], years[0] + HORIZON)
    each = np.arange(start, end + 1)
    missing = tuple(key for key in NEEDED if change(key) is None)

    def yearly(key: str) -> Array:
        found = change(key)
        return np.zeros(len(each)) if found is None else np.interp(each, years, found)

    made = np.zeros(len(each))
    for year, work in works:
        if year <= end:
            made[max(year - start, 0)] += sum(line.value for line in work.carbon) / KILOGRAMS
    traffic = yearly("co2_traffic") / float(TRAVEL["peak_share"]) * float(days) / KILOGRAMS
    tonnes = -(yearly("co2_heating") + traffic) - made
    saved, value = -yearly("energy_bill"), tonnes * carbon_value(each)
    costs = {side: _costs(works, each, side) for side in ("value", "low", "high")}

    def net(rate: float, side: str) -> float:
        return net_present_value(saved + value - costs[side], each, start, rate)

    def over(quantity: float, benefit: bool, as_annuity: bool) -> Range:
        found = {
            (rate, side): _unit(costs[side] - (saved if benefit else 0.0), each, rate, quantity, as_annuity)
            for rate in RATES
            for side in costs
        }
        return _range(found[RATES[1], "value"], found.values())

    cooling = float(-yearly("air_warming").mean()) * hectares
    nets = [net(rate, side) for rate in RATES for side in costs]
    return Worth(
        int(end - start),
        _range(_spent(costs["value"], each), [_spent(paid, each) for paid in costs.values()]),
        _range(net(RATES[1], "value"), nets),
        {rate: net(rate, "value") for rate in RATES},
        float(tonnes.sum()),
        over(float(tonnes.sum()), True, False),
        over(cooling, False, True),
        over(float(-yearly("runoff").mean()), False, True),
        missing,
    )


def _costs(works: Sequence[tuple[int, Work]], each: NDArray[np.int_], side: str) -> Array:
    """What is paid in each year [€]."""
    paid = np.zeros(len(each))
    for year, work in works:
        if year <= each[-1]:
            paid[max(year - int(each[0]), 0)] += sum(getattr(line, side) for line in work.costs)
    return paid


def _spent(paid: Array, each: NDArray[np.int_]) -> float:
    """In the money of the first year [€]."""
    return float(present_value(paid, each, int(each[0])).sum())


def _unit(flows: Array, each: NDArray[np.int_], rate: float, quantity: float, as_annuity: bool) -> float:
    total = net_present_value(flows, each, int(each[0]), rate)
    return float(unit_cost(annuity(total, max(len(each) - 1, 1), rate) if as_annuity else total, quantity))


def _range(value: float, others: Iterable[float]) -> Range:
    numbers = [value, *others]
    return Range(value, min(numbers), max(numbers))
