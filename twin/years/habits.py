"""How people take to new streets over the years, and what building sites cost those who drive past them."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import exp

import numpy as np
import shapely

from twin.city import City
from twin.interventions.stretches import stretches
from twin.mobility.coefficients import TRAVEL, travel_with
from twin.mobility.site import delay_past
from twin.mobility.traffic import traffic
from twin.parameter import Parameter
from twin.words import Words
from twin.works import Cost, Work

ADOPTED = f"{TRAVEL.name}.adopted"
ALL = 0.99  # share from which everybody has
MIDDLE = 0.5  # years: works of a year are open from its middle on, on average
WORKING_DAYS = 5.0  # a week


def adopted(
    works: Sequence[Work], year: int, slow: float = Parameter(2.0, 0.5, 5.0, "years", "twin", "assumed", False, "years in which 63 % do")
) -> float:
    """Share of those who will travel otherwise that already do in `year` [0..1].

    1 - exp(-t / slow), t the years since a street was rebuilt, at the middle of its year; over several works by their length of
    street, so that a second lane does not undo what the first one has won. Works without a year were always there.
    """
    laid = [(work.year, float(shapely.length(work.where))) for work in works if work.site is not None and work.did]
    whole = sum(length for _, length in laid)
    if whole <= 0:
        return 1.0
    share = sum(length * (1.0 if built is None else 1 - exp(-max(year - built + MIDDLE, 0.0) / slow)) for built, length in laid) / whole
    return 1.0 if share > ALL else share


@dataclass(frozen=True)
class Site:
    """A building site on a street.

    year    in which it is
    title   of the work
    street  the one where it is felt most
    weeks   it lasts, low to high: one crew that works its way along the street
    hours   that drivers lose in all those weeks' peak hours, low to high [h]
    """

    year: int
    title: Words
    street: str
    weeks: Cost
    hours: tuple[float, float, float]


def sites_of(
    before: Sequence[City],
    works: Sequence[tuple[int, Work]],
    assume: dict[str, float],
    kept: Parameter = Parameter(0.5, 0.3, 0.8, "1", "twin", "assumed", False, "capacity left beside a building site"),
    peaks: Parameter = Parameter(2.0, 1.0, 3.0, "1", "twin", "assumed: the evening like the morning", False, "peak hours of a working day"),
) -> list[Site]:
    """The building sites on streets of `works` (year, work), each in the city as it was `before` it.

    Hours = more vehicle-hours in the peak hour while the busiest stretch keeps `kept` of its capacity × `peaks` × 5 days × weeks; the
    ends of all three together make the range. An upper bound for drivers: the crew is not at the busiest stretch all the time, and who
    can takes another hour. Left out: cyclists, people on foot and buses at the site, noise and dust, and sites beside the street.
    """
    found = []
    for city, (year, work) in zip(before, works, strict=True):
        if work.site is None or not work.did:
            continue
        now = traffic(city, travel_with(assume))
        rows, _ = stretches(city, work.where, work.kind)
        busiest = int(rows[np.argmax(now.flow[rows])])
        delay = {share: delay_past(now, busiest, share) for share in (float(kept), kept.low, kept.high)}
        hours = (
            delay[float(kept)] * peaks * work.site.value,
            delay[kept.high] * peaks.low * work.site.low,
            delay[kept.low] * peaks.high * work.site.high,
        )
        value, low, high = (float(WORKING_DAYS * h) for h in hours)
        found.append(Site(year, work.title, str(city.streets.names[busiest]), work.site, (value, low, high)))
    return found
