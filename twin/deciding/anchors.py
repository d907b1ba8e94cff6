"""Anchors: between which two levels a criterion is valued. They are functions of the city as it is, set before any plan is seen."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import isfinite

from twin.city import City
from twin.errors import TwinError, did_you_mean
from twin.evaluation import Card
from twin.metrics import Metric
from twin.parameter import Parameter
from twin.words import Words

Pair = tuple[float, float]
COST = "cost"
WEIGHTS = 20_000  # draws of weights
BASE = Words("as compared", "tel que comparé")  # the first column that is regretted in


@dataclass(frozen=True)
class Criterion:
    """A metric with its two anchors and its points.

    worst, best   levels worth 0 and 1, in the metric's unit
    today         level of the city as it is
    points        for the swing from worst to best: 100 for the one to be chosen first
    weight        points over the sum of all points
    given         whether the anchors were given, not taken from the rule
    """

    metric: Metric
    worst: float
    best: float
    today: float
    points: float
    weight: float
    given: bool

    @property
    def swing(self) -> float:
        """Distance between the anchors, in the metric's unit."""
        return abs(self.best - self.worst)


def criteria_of(
    city: City,
    before: Card,
    weights: Mapping[str, float],
    anchors: Mapping[str, Sequence[float]] | None = None,
    step: float = Parameter(0.20, 0.05, 0.50, "1", "twin", "assumed", False, "change of today's level that makes half a swing"),
    budget: float = Parameter(100.0, 20.0, 500.0, "€", "twin", "assumed", False, "cost for each resident that makes a whole swing"),
) -> tuple[Criterion, ...]:
    """One for each weight above 0, the heaviest first.

    Rule: worst and best are today's level made worse and better by `step`; money goes from `budget` € for each resident (worst) to 0.
    After the UK manual (`dclg_2009`), whose anchors are fixed ends of a scale, not the plans themselves; how wide is our assumption.
    A metric that is 0 today needs anchors given. Raises TwinError for unknown metrics, and weights and anchors that cannot be.
    """
    if not isinstance(weights, Mapping) or not weights:
        raise TwinError(f'weights take points by metric, such as {{"runoff": 100, "cost": 60}}, not {weights!r:.60}')
    _known(weights, before, "weights")
    _known(anchors or {}, weights, "anchors")
    for key, points in weights.items():
        if isinstance(points, bool) or not isinstance(points, int | float) or not isfinite(points) or points < 0:
            raise TwinError(f'weights: "{key}" takes points from 0, 100 for the swing to be chosen first, not {points!r:.40}')
    total = float(sum(weights.values()))
    if not isfinite(total):
        raise TwinError("weights: together they are too large, give points from 0 to 100")
    if total <= 0:
        raise TwinError("weights: at least one must be above 0")
    found = []
    for key, points in sorted(weights.items(), key=lambda item: -item[1]):
        if points == 0:
            continue
        today, metric = before[key].value, before[key].metric
        pair = _given(key, anchors[key], metric) if anchors and key in anchors else _rule(city, metric, today, step, budget)
        found.append(Criterion(metric, *pair, today, float(points), points / total, bool(anchors and key in anchors)))
    return tuple(found)


def _known(given: Iterable[str], known: Iterable[str], what: str) -> None:
    known = list(known)
    for key in given:
        if key not in known:
            raise TwinError(f'{what}: "{key}" is not among what was compared; {did_you_mean(str(key), known)}')


def _given(key: str, pair: Sequence[float], metric: Metric) -> Pair:
    try:
        worst, best = (float(v) for v in pair)
    except (TypeError, ValueError):
        raise TwinError(f'anchors: "{key}" takes (worst, best), two numbers in {metric.unit}, not {pair!r:.60}') from None
    if not (isfinite(worst) and isfinite(best)) or worst == best or (best > worst) != (metric.better == "more"):
        raise TwinError(f'anchors: "{key}" takes (worst, best), and {metric.better} is better; not {pair!r:.60}')
    return worst, best


def _rule(city: City, metric: Metric, today: float, step: float, budget: float) -> Pair:
    if metric.key == COST and today == 0:
        residents = float(city.people.residents.sum())
        if residents > 0:
            return float(budget) * residents, 0.0
    half = float(step) * abs(today)
    if not isfinite(today) or half == 0:
        raise TwinError(f'"{metric.key}" is {today:g} today, so its anchors must be given: anchors={{"{metric.key}": (worst, best)}}')
    return (today + half, today - half) if metric.better == "less" else (today - half, today + half)
