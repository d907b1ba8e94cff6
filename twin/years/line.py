"""Timeline: a city and its plans through the years under a climate trajectory."""

import csv
import io
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from twin.city import City
from twin.climate import Climate
from twin.errors import TwinError, did_you_mean
from twin.evaluation import Assumptions, checked_assumptions, evaluate
from twin.interventions import Intervention
from twin.metrics import METRICS, Metric, known_metric
from twin.models.trajectory import BASELINE, DEFAULT, known_baseline, known_climate, warming
from twin.plan import Plan
from twin.receipts import Receipt
from twin.rows import Row
from twin.words import Words, checked
from twin.works import Work
from twin.writing import write_text
from twin.years.at import whole_year
from twin.years.habits import Site, sites_of
from twin.years.running import Course, Progress, run, stages_of, when
from twin.years.worth import Worth, worth_of

if TYPE_CHECKING:
    from matplotlib.figure import Figure

Array = NDArray[np.float64]
YEARS = range(2025, 2101, 5)
COLUMNS = ("plan", "year", "warming", "metric", "label", "unit", "better", "value", "without_plan", "difference")
VIEWS = ("lines", "strip")
MOST_YEARS = 200
HECTARE = 10_000.0  # m²


@dataclass(frozen=True, eq=False)
class Timeline:
    """A city without a plan and with each of several plans, read in every one of some years.

    city        as it is today
    plans       in the order given
    years       rising
    course      climate, its baseline, whether dead trees are replaced, and parameters given other values in all years
    metrics     in the order read
    values      (1 + plans, years, metrics); 0 is the city without a plan
    resolution  of each metric: smaller changes are the solver's own error
    stages      the city after the works done by each year, trees and climate of today (1 + plans, years)
    """

    city: City
    plans: tuple[Plan, ...]
    years: tuple[int, ...]
    course: Course
    metrics: tuple[Metric, ...]
    values: Array
    resolution: Array
    stages: tuple[tuple[City, ...], ...]

    @property
    def climate(self) -> str:
        return self.course.climate

    @cached_property
    def warming(self) -> Array:
        """Mean annual warming above the baseline in each year [K]."""
        return np.asarray(warming(np.array(self.years), self.course.climate, self.course.baseline))

    def index(self, plan: str | int | None) -> int:
        """Row of `values` of a plan given by name or position; 0 is without a plan (None)."""
        names = [p.name for p in self.plans]
        if plan is None:
            return 0
        if isinstance(plan, str):
            if plan not in names:
                raise TwinError(f'no plan is called "{plan}": {did_you_mean(plan, names)}')
            return names.index(plan) + 1
        if not 0 <= plan < len(names):
            raise TwinError(f"plan {plan} does not exist: there are {len(names)} plans, counted from 0")
        return plan + 1

    def column(self, key: str) -> int:
        keys = [m.key for m in self.metrics]
        if key not in keys:
            raise TwinError(f'this timeline has no metric "{key}": {did_you_mean(key, keys)}')
        return keys.index(key)

    def series(self, key: str, plan: str | int | None = None) -> Array:
        """One metric in every year, with a plan or without (None)."""
        return np.asarray(self.values[self.index(plan), :, self.column(key)])

    def value(self, key: str, year: int, plan: str | int | None = None) -> float:
        """One metric in one of the years."""
        return float(self.series(key, plan)[self.number(year)])

    def number(self, year: int) -> int:
        """Position of a year."""
        if year not in self.years:
            raise TwinError(f"this timeline has no year {year}: it has {', '.join(map(str, self.years))}")
        return self.years.index(year)

    def row(self, key: str, year: int, plan: str | int = 0) -> Row:
        """One metric in one year, with a plan against without."""
        n, m = self.number(year), self.column(key)
        row, name = self.index(plan), self.plans[self.index(plan) - 1].name
        return Row(self.metrics[m], name, float(self.values[0, n, m]), float(self.values[row, n, m]), float(self.resolution[m]))

    def state(self, year: int, plan: str | int | None = None) -> City:
        """The city in one of the years, with a plan or without: what its numbers were read off."""
        return self.course.at(self.stages[self.index(plan)][self.number(year)], year, self.city)

    def works(self, plan: str | int = 0) -> list[tuple[int, Work]]:
        """What a plan does, each with its year; what comes after the last year is not there."""
        row = self.index(plan)
        done = self.stages[row][-1].works[len(self.city.works) :]
        dates = sorted((when(item, self.years[0], self.city.year), n) for n, item in enumerate(self.plans[row - 1]))
        return [(year, work) for (year, _), work in zip(dates, done, strict=False)]

    def sites(self, plan: str | int = 0) -> list[Site]:
        """Where a plan makes building sites of streets, for how long, and what they cost drivers."""
        row, works = self.stages[self.index(plan)], self.works(plan)
        earlier = [self.city, *row]  # the city as it was when the year began
        before = [earlier[bisect_left(self.years, year)] for year, _ in works]
        return sites_of(before, works, dict(self.course.assume))

    def worth(self, plan: str | int = 0) -> Worth:
        """What a plan is worth over the years, against doing nothing."""
        keys = {m.key for m in self.metrics}
        area = self.city.grid.area / HECTARE
        return worth_of(self.years, self.works(plan), lambda key: self.series(key, plan) - self.series(key) if key in keys else None, area)

    def explain(self, key: str, year: int, plan: str | int | None = None) -> Receipt:
        """The receipt of one metric in one of the years, with a plan or without.

        It reads the city of that year anew: a metric that simulates a year of weather may differ from its curve by about 1 %.
        """
        self.column(key)  # says what is known when the key is not
        row, n = self.index(plan), self.number(year)
        assume = self.course.assumed(year, self.stages[row][n])
        card = evaluate(self.state(year, plan), [key], {k: v for k, v in assume.items() if k in known_metric(key).parameters})
        name = f"{self.city.name}, {self.plans[row - 1].name}" if row else self.city.name
        return Receipt(card[key], f"{name}, {self.climate}", card.assume, year)

    def text(self, lang: str = "en") -> str:
        """A table of what moves, when things are done, what plans are worth, and what is assumed."""
        from twin.years.telling import told  # it tells of this class: named there for its types alone

        return told(self, checked(lang))

    def __str__(self) -> str:
        return self.text()

    def to_records(self, lang: str = "en") -> list[dict[str, Any]]:
        """One dictionary for each state, year and metric, with raw numbers; plan "" is the city without a plan."""
        return [
            {
                "plan": self.plans[s - 1].name if s else "", "year": year, "warming": float(self.warming[n]), "metric": metric.key,
                "label": metric.label(lang), "unit": metric.unit, "better": metric.better, "value": float(self.values[s, n, m]),
                "without_plan": float(self.values[0, n, m]), "difference": float(self.values[s, n, m] - self.values[0, n, m]),
            }
            for s in range(len(self.values))
            for n, year in enumerate(self.years)
            for m, metric in enumerate(self.metrics)
        ]  # fmt: skip

    def to_csv(self, path: str | Path, lang: str = "en") -> Path:
        """Write the numbers as CSV (comma, decimal point, UTF-8); the file appears whole or not at all."""
        text = io.StringIO()
        writer = csv.DictWriter(text, fieldnames=COLUMNS, lineterminator="\n")
        writer.writeheader()
        writer.writerows(self.to_records(lang))
        return write_text(path, text.getvalue())

    def figure(self, lang: str = "en", view: str = "lines", plan: str | int = 0) -> "Figure":
        """A matplotlib figure.

        view   "lines": the telling metrics year by year, without a plan and with each; "strip": maps of felt heat in a few years around
               the works of `plan`, without it and with it
        """
        language = checked(lang)
        if view not in VIEWS:
            raise TwinError(f'there is no view "{view}": {did_you_mean(view, VIEWS)}')
        if view == "strip":
            from twin.plots.film_strip import draw_strip  # the doors from the value to its pictures

            return draw_strip(self, language, self.index(plan if self.plans else None))
        from twin.plots.year_lines import draw_lines

        return draw_lines(self, language)

    def animate(self, path: str | Path, lang: str = "en", plan: str | int = 0) -> Path:
        """Write a GIF that walks through the years: the felt heat around the works of a plan, without it and with it."""
        from twin.plots.film_strip import write_film

        return write_film(self, Path(path), checked(lang), self.index(plan if self.plans else None))


def timeline(
    city: City,
    plans: Plan | Intervention | Iterable[Plan | Intervention] = (),
    years: Iterable[int] = YEARS,
    climate: str = DEFAULT,
    metrics: Iterable[str] | None = None,
    assume: Assumptions | None = None,
    progress: Progress | None = None,
    *,
    baseline: str = BASELINE,
    replant: bool = True,
) -> Timeline:
    """Read `city` without and with each plan in every one of `years`, as the climate warms and trees grow.

    plans     a plan, an intervention, or several; each intervention takes effect in its `year`, also when that lies before the first of
              `years`; in the first of them when it has none or one before the year the city shows
    years     from the year the city shows to 2200; put in order, once each
    climate   a trajectory: TRACC, SSP1-1.9, SSP1-2.6, SSP2-4.5, SSP3-7.0, SSP5-8.5
    metrics   keys to read; all when None
    assume    other values for parameters in all years; storm and hot day count as today's and change with the climate
    progress  called with (share done, what)
    baseline  period that today's weather, storm and hot day are of
    replant   whether a tree that dies is replaced
    Beside climate and trees each year has `years.assumptions(year)`, and after works on streets `years.habits.adopted`: people take to
    a new lane over some years. `Timeline.sites` tells what building sites cost those who drive past. Metrics that simulate a year of
    weather are read in three or four of the years, and curves through these give the others to about 1 % (4 % for SSP1-1.9, whose
    warming turns back). Left out: upkeep and renewal of works, and what else changes in a town.
    """
    if not isinstance(city, City):
        raise TwinError(f"timeline takes a city first, such as twin.saint_jumeau(), not {city!r}")
    chosen, when_ = _plans(plans), _years(years, city)
    keys = list(METRICS) if metrics is None else [metrics] if isinstance(metrics, str) else list(metrics)
    known = tuple(known_metric(key) for key in dict.fromkeys(keys))
    if not known:
        raise TwinError("timeline needs at least one metric: metrics=None reads all")
    given = checked_assumptions(assume or {})
    today = {name: value for name, value in given.items() if name in Climate.parameters()}
    course = Course(known_climate(climate), known_baseline(baseline), bool(replant), {k: v for k, v in given.items() if k not in today})
    if today:
        defaults = Climate.parameters()
        fields: dict[str, Any] = {name: defaults[name].with_value(value) for name, value in today.items()}
        city = replace(city, climate=replace(city.climate, **fields))
    stages = ((city,) * len(when_), *(stages_of(city, plan, when_) for plan in chosen))
    values, error = run(city, stages, when_, [m.key for m in known], course, progress)
    return Timeline(city, chosen, when_, course, known, values, error, stages)


def _years(years: Iterable[int], city: City) -> tuple[int, ...]:
    if isinstance(years, int | np.integer):
        years = [int(years)]
    if not isinstance(years, Iterable) or isinstance(years, str | bytes):
        raise TwinError(f"timeline takes years, such as range(2025, 2101, 5), not {years!r}")
    found = tuple(sorted({whole_year(year) for year in years}))
    if not found:
        raise TwinError("timeline needs at least one year: years=range(2025, 2101, 5)")
    if len(found) > MOST_YEARS:
        raise TwinError(f"{len(found)} years are too many, at most {MOST_YEARS}: take them in steps, such as range(2025, 2101, 5)")
    if found[0] < city.year:
        raise TwinError(f"year {found[0]} lies before {city.year}, the year {city.name} shows: begin there")
    return found


def _plans(plans: Any) -> tuple[Plan, ...]:
    """The plans, with a number after a name that is already taken."""
    given: Sequence[Any] = [plans] if isinstance(plans, Plan | Intervention) else list(plans) if isinstance(plans, Iterable) else [plans]
    taken: set[str] = set()
    apart = []
    for item in given:
        if not isinstance(item, Plan | Intervention):
            raise TwinError(f"timeline takes plans or interventions, not {item!r}")
        plan = item if isinstance(item, Plan) else Plan(type(item).label, [item])
        name, count = plan.name, 1
        while name in taken:
            count += 1
            name = f"{plan.name} ({count})"
        taken.add(name)
        apart.append(plan if name == plan.name else Plan(Words(name, name), plan.interventions))
    return tuple(apart)
