"""Comparison: a city and its plans side by side, metric by metric."""

import csv
import io
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from twin.city import City
from twin.comparison_text import BEFORE, alerts, cell, table_of
from twin.errors import TwinError, did_you_mean
from twin.evaluation import Assumptions, Card, evaluate
from twin.html_table import html_table
from twin.interventions import Intervention
from twin.ledger.book import Ledger, ledger_of
from twin.metrics import METRICS, Metric
from twin.models.sampling import sobol
from twin.parameter import Parameter
from twin.plan import Plan
from twin.receipts import Change, Receipt
from twin.rows import Row, Verdict
from twin.uncertainty.ensemble import Ensemble, run
from twin.uncertainty.spread import HIGH, LOW, Spread, spread_of
from twin.uncertainty.telling import RULE, SURE, head, told, winners
from twin.words import Words, checked, number, unit_name
from twin.writing import write_text

if TYPE_CHECKING:
    from matplotlib.figure import Figure
    from pandas import DataFrame

    from twin.deciding.preference import Preference

Progress = Callable[[float, str], None]
__all__ = ["Comparison", "Row", "Verdict", "compare", "price_range"]

COLUMNS = ("plan", "metric", "label", "unit", "better", "before", "after", "difference", "percent", "verdict")
VIEWS = ("sheet", "traffic", "stress", "ledger", "uncertainty")
DRAWN = ("low", "high", "share_better", "share_worse", "sure")
BEST_GUESSES = 0.05  # share of the progress that they take before draws
DONE = Words("What was done: ", "Ce qui a été fait : ")
COST = Words("Cost: ", "Coût : ")
ASSUMED = Words("Assumed: ", "Hypothèses : ")


@dataclass(frozen=True, eq=False)
class Comparison:
    """A city before, and after each of several plans.

    city     the baseline
    plans    in the order given
    cities   the city after each plan
    before   readings of the baseline; `after` those of each plan
    assume   parameters given other values, the same on both sides
    ensemble draws of every uncertain parameter, when they were asked for
    """

    city: City
    plans: tuple[Plan, ...]
    cities: tuple[City, ...]
    before: Card
    after: tuple[Card, ...]
    assume: dict[str, float]
    ensemble: Ensemble | None = None

    def card(self, plan: str | int | None = None) -> Card:
        """The readings after a plan (by name or position), or before when None."""
        return self.before if plan is None else self.after[self.index(plan)]

    def index(self, plan: str | int) -> int:
        """Position of a plan given by name or position."""
        names = [p.name for p in self.plans]
        if isinstance(plan, str):
            if plan not in names:
                raise TwinError(f'no plan is called "{plan}": {did_you_mean(plan, names)}')
            return names.index(plan)
        if not 0 <= plan < len(names):
            raise TwinError(f"plan {plan} does not exist: there are {len(names)} plans, counted from 0")
        return plan

    def rows(self, plan: str | int = 0, against: str | int | None = None) -> list[Row]:
        """Every metric under `plan`, against the baseline or another plan."""
        start, end, name = self.card(against), self.card(plan), self.plans[self.index(plan)].name
        return [Row(r.metric, name, r.value, end[key].value, max(r.resolution, end[key].resolution)) for key, r in start.items()]

    def row(self, key: str, plan: str | int = 0, against: str | int | None = None) -> Row:
        """One metric under one plan."""
        self.before[key]  # says what is known when the key is not
        return next(row for row in self.rows(plan, against) if row.metric.key == key)

    def spread(self, key: str, plan: str | int = 0, against: str | int | None = None) -> Spread:
        """What the draws say of one difference: its range, how sure its sign is, and what it hangs on. Needs draws."""
        if self.ensemble is None:
            raise TwinError("this comparison has no draws: twin.compare(city, plans, draws=256)")
        row, end = self.row(key, plan, against), self.index(plan) + 1
        start = 0 if against is None else self.index(against) + 1
        return spread_of(self.ensemble, row.metric, end, start, row.difference, row.before, row.resolution)

    def text(self, lang: str = "en") -> str:
        """The table, what was done, and what was assumed."""
        lines = table_of(self, lang)
        for plan, city, card in zip(self.plans, self.cities, self.after, strict=True):
            lines += ["", f"{DONE.to(lang)}{plan.title(lang)}"]
            lines += [f"  {n}. {work.note.to(lang)}" for n, work in enumerate(city.works[len(self.city.works) :], 1)]
            lines += [f"  ! {text}" for text in alerts(card, lang)]
            price = price_range(city, self.city)
            if price:
                spent, low, high = (number(v, 0, lang) for v in (price.value, price.low, price.high))
                lines.append(f"  {COST.to(lang)}{spent} € ({low} … {high} €)")
        if self.ensemble is not None:
            lines += ["", *self._sure(self.ensemble, lang)]
        if self.assume:
            lines += ["", ASSUMED.to(lang) + ", ".join(f"{name} = {value:g}" for name, value in self.assume.items())]
        return "\n".join(line.rstrip() for line in lines)

    def _repr_html_(self) -> str:
        """The table, for notebooks."""
        rows, count = [], len(self.plans)
        for row in self.rows(0):
            cells = [cell(self.row(row.metric.key, i), "en") for i in range(count)]
            before, unit = number(row.before, row.metric.digits), unit_name(row.metric.unit, "en")
            rows.append([row.metric.label(), before, *cells, unit])
        heads = ["", BEFORE.to("en"), *(plan.title("en") for plan in self.plans), ""]
        return html_table(heads, rows, self.city.name, right=range(1, count + 2))

    def _sure(self, ensemble: Ensemble, lang: str) -> list[str]:
        """What the draws say of each plan."""
        lines = head(ensemble, lang)
        for i, plan in enumerate(self.plans):
            lines += told(plan.title(lang), [(row.metric, row.difference, self.spread(row.metric.key, i)) for row in self.rows(i)], lang)
        if len(self.plans) > 1:
            lines += winners([self._winner(key, lang) for key in self.before], lang)
        return [*lines, RULE.to(lang)]

    def _winner(self, key: str, lang: str) -> tuple[Metric, str, str, float, Spread]:
        """The best plan on a metric, the next best, and their difference with its spread."""
        metric = self.before[key].metric
        worth = [card[key].value * (-1 if metric.better == "less" else 1) for card in self.after]
        first, second = sorted(range(len(worth)), key=lambda i: -worth[i])[:2]
        names = (self.plans[first].title(lang), self.plans[second].title(lang))
        return metric, *names, self.row(key, first, second).difference, self.spread(key, first, second)

    def __str__(self) -> str:
        return self.text()

    def to_records(self, lang: str = "en") -> list[dict[str, Any]]:
        """One dictionary for each metric and plan, with raw numbers; with draws also the range of the difference and how sure it is."""
        return [
            {
                "plan": row.plan, "metric": row.metric.key, "label": row.metric.label(lang), "unit": row.metric.unit,
                "better": row.metric.better, "before": row.before, "after": row.after, "difference": row.difference,
                "percent": row.percent, "verdict": row.verdict,
            }
            | self._drawn(row.metric.key, i)
            for i in range(len(self.plans))
            for row in self.rows(i)
        ]  # fmt: skip

    def _drawn(self, key: str, plan: int) -> dict[str, Any]:
        """The columns of a row that draws add."""
        if self.ensemble is None:
            return {}
        spread = self.spread(key, plan)
        return dict(zip(DRAWN, (spread.low, spread.high, spread.better, spread.worse, spread.sure), strict=True))

    def to_csv(self, path: str | Path, lang: str = "en") -> Path:
        """Write the rows as CSV (comma, decimal point, UTF-8); the file appears whole or not at all."""
        records, text = self.to_records(lang), io.StringIO()
        writer = csv.DictWriter(text, fieldnames=COLUMNS + (DRAWN if self.ensemble is not None else ()), lineterminator="\n")
        writer.writeheader()
        writer.writerows(records)
        return write_text(path, text.getvalue())

    def to_frame(self) -> "DataFrame":
        """The rows as a pandas DataFrame; needs pandas (`pip install "twin[frame]"`)."""
        try:
            from pandas import DataFrame
        except ImportError:
            raise TwinError('to_frame needs pandas: pip install "twin[frame]"; to_records() gives the same rows without it') from None
        return DataFrame(self.to_records())

    def explain(self, key: str, plan: str | int | None = 0) -> Receipt:
        """The receipt of one number: after a plan, or before with plan=None."""
        state = 0 if plan is None else self.index(plan) + 1
        name = f"{self.city.name}, {self.plans[state - 1].name}" if state else self.city.name
        reading, year = self.card(plan)[key], (self.city, *self.cities)[state].year
        if self.ensemble is None:
            return Receipt(reading, name, self.assume, year)
        drawn, change = self.ensemble.values(key, state), None
        if plan is not None:
            found = self.spread(key, plan)
            sure, difference = SURE[found.sure], self.row(key, plan).difference
            change = Change(difference, found.low, found.high, sure, found.drivers, found.draws)
        ends = np.percentile(drawn[np.isfinite(drawn)], (LOW, HIGH)) if np.isfinite(drawn).any() else ()
        extent = (float(min(reading.value, *ends)), float(max(reading.value, *ends))) if len(ends) else None
        return Receipt(reading, name, self.assume, year, extent, change)

    def ledger(self, plan: str | int = 0) -> Ledger:
        """Who loses and who wins by a plan: the changes of single streets, spaces, homes and neighbourhoods, ranked."""
        index = self.index(plan)
        title = Words(self.plans[index].title("en"), self.plans[index].title("fr"))
        return ledger_of(self.city, self.cities[index], title, self.assume)

    def preference(
        self,
        weights: Mapping[str, float],
        anchors: Mapping[str, Sequence[float]] | None = None,
        climates: "Mapping[str, Comparison | Assumptions] | None" = None,
        seed: int = 0,
    ) -> "Preference":
        """Which plan wins under weights that you give, how surely, and what little change would turn it: see `deciding.preference_of`."""
        from twin.deciding.preference import preference_of  # the door from what plans do to what people want

        return preference_of(self, weights, anchors, climates, seed)

    def figure(self, lang: str = "en", plan: str | int = 0, map: str | None = None, view: str = "sheet") -> "Figure":
        """A matplotlib figure of one plan against the city before.

        plan   which plan to draw, by name or position
        map    metric whose change is mapped on the sheet; the one that tells most when not given
        view   "sheet": maps, scorecard and land cover; "traffic": cars before, after and the difference; "stress": how streets are to
               ride on; "ledger": who loses and who wins; "uncertainty": the differences of every plan with their ranges, which need draws
        """
        index, language = self.index(plan), checked(lang)
        if view not in VIEWS:
            raise TwinError(f'there is no view "{view}": {did_you_mean(view, VIEWS)}')
        from twin.plots.views import draw  # the door from the value to its pictures

        return draw(self, view, language, index, map)

    def report(self, path: str | Path, lang: str = "en", date: str = "") -> Path:
        """Write one HTML page that opens from disk: maps, numbers, ledger, receipts, plans and sources; `date` is printed when given."""
        from twin.report.page import write_report

        return write_report(self, path, lang, date)


def compare(
    city: City,
    plans: Plan | Intervention | Iterable[Plan | Intervention],
    metrics: Iterable[str] | None = None,
    assume: Assumptions | None = None,
    draws: int = 0,
    seed: int = 0,
    executor: Executor | None = None,
    progress: Progress | None = None,
) -> Comparison:
    """Carry out each plan on `city` and read the same metrics before and after.

    plans      a plan, an intervention, or several of them
    metrics    keys to read; all when None
    assume     other values for parameters, the same on both sides: {"rain": 60}
    draws      0 for best guesses alone; else how many draws of all uncertain parameters, a power of two such as 256
    seed       of the draws: the same seed gives the same draws
    executor   any concurrent.futures.Executor to make the draws with; they are the same, bit for bit, with every executor and without
    progress   called with (share done, what)
    """
    if draws != 0:
        sobol(draws, 0)  # says what is wrong with it before any work is done
    _checked_city(city)
    if not isinstance(plans, Plan | Intervention | Iterable) or isinstance(plans, str | bytes):
        raise TwinError(f"compare takes plans or interventions, not {plans!r}")
    chosen = _named_apart([_as_plan(p) for p in ([plans] if isinstance(plans, Plan | Intervention) else plans)])
    if not chosen:
        raise TwinError("compare needs at least one plan: twin.compare(city, [twin.Plan('Green square', [...])])")
    keys = list(METRICS) if metrics is None else [metrics] if isinstance(metrics, str) else list(metrics)
    share = (1 / (len(chosen) + 1)) * (BEST_GUESSES if draws else 1.0)

    def part(number: int, name: str) -> Progress | None:
        return (lambda done, what: progress((number + done) * share, f"{name}: {what}")) if progress else None

    before = evaluate(city, keys, assume, part(0, city.name))
    cities, cards = [], []
    for number_, plan in enumerate(chosen, 1):
        cities.append(plan.apply(city))
        cards.append(evaluate(cities[-1], keys, assume, part(number_, plan.name)))
    best = Comparison(city, tuple(chosen), tuple(cities), before, tuple(cards), before.assume)
    if not draws:
        return best
    report = (lambda done, what: progress(BEST_GUESSES + (1 - BEST_GUESSES) * done, what)) if progress else None
    numbers = [[reading.value for reading in card.values()] for card in (before, *cards)]
    return replace(best, ensemble=run((city, *cities), numbers, list(before), before.assume, draws, seed, executor, report))


def _checked_city(city: Any) -> None:
    if not isinstance(city, City):
        raise TwinError(f"compare takes a city first, such as twin.saint_jumeau(), not {city!r}")


def _as_plan(item: Plan | Intervention) -> Plan:
    if isinstance(item, Plan):
        return item
    if isinstance(item, Intervention):
        return Plan(type(item).label, [item])
    raise TwinError(f"compare takes plans or interventions, not {item!r}")


def _named_apart(plans: Sequence[Plan]) -> list[Plan]:
    """The plans, with a number after a name that is already taken."""
    taken: set[str] = set()
    apart = []
    for plan in plans:
        name, count = plan.name, 1
        while name in taken:
            count += 1
            name = f"{plan.name} ({count})"
        taken.add(name)
        apart.append(plan if name == plan.name else Plan(name, plan.interventions))
    return apart


def price_range(city: City, start: City) -> Parameter:
    """What was spent between two states of a city, with its range [€]."""
    costs = [c for work in city.works[len(start.works) :] for c in work.costs]
    value, low, high = (sum(getattr(c, side) for c in costs) for side in ("value", "low", "high"))
    return Parameter(value, low, high, "€", "twin", "sum", all(c.price.verified for c in costs), "cost")
