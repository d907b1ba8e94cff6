"""Scores: plans held against the targets of a challenge, and against the best that the search has found for the same money."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import inf, isfinite

from twin.challenge.rules import Challenge, Round, Target
from twin.city import City, Progress
from twin.comparison import Comparison, compare, price_range
from twin.errors import TwinError
from twin.ledger.book import Ledger
from twin.metrics import METRICS
from twin.parameter import Parameter
from twin.plan import Plan
from twin.search.paving import Depaving, depave
from twin.words import Words, checked

SEARCHABLE = ("water", "heat", "nature", "land")  # themes whose metrics taking up paving betters


@dataclass(frozen=True, eq=False)
class Reached:
    """One target under one plan: values before and after, the goal, and how far it is away."""

    target: Target
    before: float
    after: float

    @property
    def goal(self) -> float:
        return self.target.goal(self.before)

    @property
    def missing(self) -> float:
        """What is missing to the goal, in the metric's unit; 0 when it is reached."""
        gap = self.after - self.goal if self.target.direction == "less" else self.goal - self.after
        return max(0.0, gap) if isfinite(gap) else inf

    @property
    def met(self) -> bool:
        return self.missing <= 1e-9 * max(1.0, abs(self.goal))

    @property
    def distance(self) -> float:
        """What is missing as a share of what was asked for: 1 when nothing was done; of a target of 0, as a share of the value before."""
        if self.met:
            return 0.0
        scale = abs(self.target.asked(self.before)) or abs(self.before) or 1.0
        return self.missing / scale


@dataclass(frozen=True, eq=False)
class Score:
    """One plan.

    plan     as given
    rank     from 1; plans that keep the rules come first
    cost     of the works with its range, without tax [€]
    spent    in each mandate [€]
    within   whether the best-guess cost keeps the budget, in all and at the end of each mandate
    refused  names of interventions that are not allowed
    reached  one for each target
    ledger   who loses and who wins
    """

    plan: Plan
    rank: int
    cost: Parameter
    spent: tuple[float, ...]
    within: bool
    refused: tuple[str, ...]
    reached: tuple[Reached, ...]
    ledger: Ledger

    @property
    def keeps_rules(self) -> bool:
        return self.within and not self.refused

    @property
    def met(self) -> int:
        """Targets that are met."""
        return sum(r.met for r in self.reached)

    @property
    def distance(self) -> float:
        """Sum of the distances to the targets: each counts the same."""
        return sum(r.distance for r in self.reached)


@dataclass(frozen=True, eq=False)
class Scores:
    """All plans of a challenge, ranked.

    challenge   what they were held against
    city        before
    scores      the first comes first
    comparison  the plans in the order given, with the metrics of the targets
    best        what the search found for the same budget; None when it was not asked, or `why` it has nothing to say
    gains       what each plan gains in the metric of the search, in the order of `scores`; positive is better
    """

    challenge: Challenge
    city: City
    scores: tuple[Score, ...]
    comparison: Comparison
    best: Depaving | None
    gains: tuple[float, ...]
    why: str = ""

    def text(self, lang: str = "en") -> str:
        """The ranking, the targets plan by plan, and the search."""
        from twin.challenge.telling import told

        return told(self, checked(lang))

    def __str__(self) -> str:
        return self.text()

    def html(self, lang: str = "en") -> str:
        """One page to print."""
        from twin.challenge.page import score_page

        return score_page(self, checked(lang))


def scored(
    challenge: Challenge, plans: Plan | Sequence[Plan], city: City | None, search: bool, time_limit: float, progress: Progress | None
) -> Scores:
    """Every plan is carried out on the city; nothing is estimated from the others."""
    given = [plans] if isinstance(plans, Plan) else list(plans) if isinstance(plans, Sequence) and not isinstance(plans, str) else []
    if not given or not all(isinstance(plan, Plan) for plan in given):
        raise TwinError("score takes plans: challenge.score([twin.Plan.read('group_a.geojson', city)])")
    town = city or challenge.open_city()
    metric = _searched(challenge)
    keys = list(dict.fromkeys([*(t.metric for t in challenge.targets), *([metric] if metric else [])]))
    comparison = compare(town, given, keys, progress=progress)
    scores = [_score(challenge, comparison, i) for i in range(len(given))]
    order = sorted(range(len(given)), key=lambda i: (not scores[i].keeps_rules, -scores[i].met, round(scores[i].distance, 9), i))
    best, why = _best(challenge, town, metric, time_limit) if search and metric else (None, "")
    gains = tuple(_gain(comparison, metric, i) for i in order) if metric else ()
    return Scores(challenge, town, tuple(_ranked(scores, order)), comparison, best, gains, why)


def _ranked(scores: Sequence[Score], order: Sequence[int]) -> list[Score]:
    """In order, equals with the same rank."""
    found: list[Score] = []
    for place, i in enumerate(order, 1):
        one = scores[i]
        same = found and (found[-1].keeps_rules, found[-1].met, round(found[-1].distance, 9)) == (
            one.keeps_rules, one.met, round(one.distance, 9),
        )  # fmt: skip
        rank = found[-1].rank if same else place
        found.append(Score(one.plan, rank, one.cost, one.spent, one.within, one.refused, one.reached, one.ledger))
    return found


def _score(challenge: Challenge, comparison: Comparison, i: int) -> Score:
    plan, after = comparison.plans[i], comparison.cities[i]
    cost = price_range(after, comparison.city)
    works = after.works[len(comparison.city.works) :]
    rounds = challenge.rounds or (Round("1", 1900, 2200, challenge.budget),)
    spent = [0.0] * len(rounds)
    for item, work in zip(plan, works, strict=True):
        spent[_mandate(rounds, item.year)] += work.cost
    paid = [sum(spent[: n + 1]) <= sum(r.budget for r in rounds[: n + 1]) + 0.5 for n in range(len(rounds))]
    kinds = dict.fromkeys(type(item).__name__ for item in plan)
    refused = tuple(kind for kind in kinds if challenge.allowed and kind not in challenge.allowed)
    reached = tuple(
        Reached(t, comparison.before[t.metric].value, comparison.after[i][t.metric].value) for t in challenge.targets
    )  # fmt: skip
    return Score(plan, 0, cost, tuple(spent), all(paid), refused, reached, comparison.ledger(i))


def _mandate(rounds: Sequence[Round], year: int | None) -> int:
    """The mandate that pays for a year: the last one that has begun; the first for works without a year."""
    begun = [n for n, r in enumerate(rounds) if year is not None and r.first <= year]
    return begun[-1] if begun else 0


def _searched(challenge: Challenge) -> str:
    """The metric by which the search is asked: as the challenge says, or the first target that paving may better."""
    known = [t.metric for t in challenge.targets if METRICS[t.metric].theme in SEARCHABLE]
    return challenge.best_by or (known[0] if known else "")


def _best(challenge: Challenge, city: City, metric: str, time_limit: float) -> tuple[Depaving | None, str]:
    try:
        return depave(city, challenge.budget, metric, time_limit=time_limit), ""
    except TwinError as error:
        return None, str(error)


def _gain(comparison: Comparison, metric: str, plan: int) -> float:
    difference = comparison.row(metric, plan).difference
    return -difference if METRICS[metric].better == "less" else difference


RULE = Words(
    "Ranked: plans that keep the budget and the rules first, then by targets met, then by distance. Distance: what is missing to each "
    "target as a share of what was asked for, added up; every target counts the same.",
    "Classement : d'abord les projets qui respectent le budget et les règles, puis selon le nombre d'objectifs atteints, puis selon la "
    "distance. Distance : ce qui manque à chaque objectif, en part de ce qui était demandé, additionné ; chaque objectif compte autant.",
)
