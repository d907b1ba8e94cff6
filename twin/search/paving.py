"""Which paving to take up for a budget: `twin.search.depave(city, budget=200_000)`."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import inf, isclose, isfinite, log10
from time import monotonic
from typing import TYPE_CHECKING, Any

import numpy as np
import shapely

from twin.city import City, Progress
from twin.comparison import Comparison, compare, price_range
from twin.covers import BY_KEY
from twin.errors import TwinError
from twin.evaluation import Assumptions, evaluate
from twin.interventions.base import area_in
from twin.interventions.depave import Depave
from twin.interventions.prices import PRICES
from twin.metrics import METRICS, Metric, known_metric
from twin.parameter import Parameter
from twin.plan import Plan
from twin.search.gains import Gains, gains
from twin.search.knapsack import Choice, choose
from twin.search.patches import Patch, Patches, patches
from twin.search.paving_text import told
from twin.words import Words, checked, number
from twin.works import Cost

if TYPE_CHECKING:
    from matplotlib.figure import Figure

SEVERAL = 8  # patches that a budget should buy at least, when nothing else is asked
LEAST_PART, MOST_PART = 100.0, 1000.0  # m², between which the largest patch is chosen for that
LEAST_LARGEST = 10.0  # m²
MOST = 1e12  # of any setting
SAME = 1e-6  # relative difference between the sum of gains and the gain of the whole plan that is rounding
EQUAL = 0.01  # relative spread of gains per euro below which all patches are worth the same
FINDING, GAINING, CHOOSING, CHECKING = (
    Words("finding patches", "recherche des zones"),
    Words("what each patch gains", "gain de chaque zone"),
    Words("choosing", "choix"),
    Words("the whole plan", "le projet entier"),
)


@dataclass(frozen=True, eq=False)
class Candidate:
    """A patch of paving that could be taken up.

    rank    1 for the best by gain per euro
    number  its intervention in the plan, counted from 1; 0 when it was not chosen
    patch   name, cover and shape
    cost    area × price of what replaces the paving
    gain    on its own, in the metric's unit, positive is better; NaN where time ran out before it was tried
    """

    rank: int
    number: int
    patch: Patch
    cost: Cost
    gain: float

    @property
    def name(self) -> Words:
        return self.patch.name

    @property
    def shape(self) -> shapely.Polygon:
        return self.patch.shape

    @property
    def area(self) -> float:
        """[m²]"""
        return self.patch.area

    @property
    def chosen(self) -> bool:
        return self.number > 0

    @property
    def per_euro(self) -> float:
        """Gain per euro at the best-guess price."""
        return self.gain / self.cost.value


@dataclass(frozen=True, eq=False)
class Depaving:
    """The paving to take up for a budget, and how sure it is that nothing better can be bought.

    city        before
    metric      what is bettered; `to` the cover that replaces the paving
    budget      [€]
    plan        one `Depave` for each chosen patch, the best first
    comparison  the metric before and after the whole plan, really evaluated
    candidates  all patches, ranked by gain per euro
    predicted   sum of the chosen patches' own gains, in the metric's unit, positive is better
    bound       no choice of these patches gains more; infinity where the metric does not add up, because then none is known
    exact       whether the choice is proven the best: it gains the bound, gains within 0.01 % taken as equal
    adds_up     whether the metric is a sum over cells, so that `predicted` is what the plan gains
    patches     what was left out before the search
    """

    city: City
    metric: Metric
    to: str
    budget: float
    plan: Plan
    comparison: Comparison
    candidates: tuple[Candidate, ...]
    predicted: float
    bound: float
    exact: bool
    adds_up: bool
    patches: Patches

    @property
    def chosen(self) -> tuple[Candidate, ...]:
        """The candidates of the plan, in its order."""
        return tuple(c for c in self.candidates if c.chosen)

    @property
    def cost(self) -> Parameter:
        """What the plan costs, with the range of the price [€]."""
        return price_range(self.comparison.cities[0], self.city)

    @property
    def gain(self) -> float:
        """What the whole plan gains, really evaluated, in the metric's unit; positive is better."""
        difference = self.comparison.row(self.metric.key).difference
        return -difference if self.metric.better == "less" else difference

    @property
    def share(self) -> float:
        """The gain as a share of the bound: the choice is at least this close to the best possible [1]; 0 where no bound is known."""
        return min(1.0, self.gain / self.bound)

    @property
    def untried(self) -> int:
        """Candidates for which there was no time."""
        return sum(not isfinite(c.gain) for c in self.candidates)

    @property
    def all_equal(self) -> bool:
        """Whether every candidate gains the same per euro, to a hundredth: then any of them do as well, unless all are bought."""
        per = [c.per_euro for c in self.candidates if isfinite(c.gain)]
        return len(self.chosen) < len(self.candidates) and min(per) > 0 and max(per) - min(per) < EQUAL * max(per)

    def text(self, lang: str = "en") -> str:
        """The finding, the chosen patches, how sure the choice is, and what is left out."""
        return told(self, checked(lang))

    def __str__(self) -> str:
        return self.text()

    def figure(self, lang: str = "en") -> "Figure":
        """A matplotlib figure: the map with the chosen patches numbered, their gains, and gain against cost."""
        from twin.plots.paving_map import draw_depaving  # the one door from the value to its picture

        return draw_depaving(self, checked(lang))


def depave(
    city: City,
    budget: float = 200_000,
    metric: str = "runoff",
    to: str = "meadow",
    *,
    where: Any = None,
    private: bool = False,
    smallest: float = 50.0,
    largest: float | None = None,
    narrowest: float = 3.0,
    assume: Assumptions | None = None,
    seed: int = 0,
    time_limit: float = 15.0,
    progress: Progress | None = None,
) -> Depaving:
    """The paving to take up for `budget` so that `metric` gets as good as the money allows.

    budget      to spend on the works, at best-guess prices without tax [€]
    metric      key of the metric to better: "runoff", "sealed", "biotope", "nature_access", "air_warming", …
    to          what replaces the paving: lawn, meadow, shrubs, rain garden, permeable paving or gravel
    where       only inside this polygon in local metres or place of this name; on the whole map when None
    private     whether unmapped private plots may be taken up too
    smallest    patches below are left out [m²]
    largest     larger ones are cut into parts [m²]; when None, an eighth of what the budget buys, 100 to 1000 m² where it buys so much
    narrowest   strips below stay for people who walk [m]; paths for feet and bikes stay in any case
    assume      other values for parameters: {"rain": 60}
    seed        of the random repairs of a choice too large to be made exactly; the same seed gives the same plan
    time_limit  after which the search stops with what it has, as it does at Ctrl-C once patches were tried [s]
    progress    called with (share done, what)

    Candidates are contiguous patches of one cover that `twin.Depave` may change. Maximised: Σ gain over the chosen, with Σ cost <= budget.
    Up to 4000 patches the choice is made by dynamic programming; beyond, it is greedy with exchanges. Either way `bound` and `share` say
    how close to the best it is for certain. Where a metric does not add up over patches, their gains are added up as if independent, the
    whole plan is evaluated beside it, and nothing is proven. Left out: what the ground is used for and who owns it.
    Raises TwinError when nothing can be bought or bettered, saying why.
    """
    deadline = monotonic() + _positive("time_limit", time_limit, "s")
    money = _positive("budget", budget, "€")
    key, cover, area = _checked(city, metric, to, where, assume)
    payable = money / float(PRICES[cover])
    part = _part(payable, smallest) if largest is None else _positive("largest", largest, "m²")
    _checked_settings(smallest, part, narrowest, seed)
    if payable < smallest:
        raise TwinError(
            f"{money:,.0f} € buy {payable:,.0f} m² of {BY_KEY[cover].label.lower()}, less than the smallest patch of {smallest:g} m²"
        )
    report = progress or (lambda share, what: None)

    report(0.0, FINDING)
    known = patches(city, private, float(smallest), part, float(narrowest), area)
    costs = [_cost(patch, cover) for patch in known.found]
    _something_to_buy(city, known, costs, money, private)
    report(0.1, GAINING)
    worth = gains(city, known.found, key, cover, assume or {}, deadline, lambda share, what: report(0.1 + 0.6 * share, what))
    _something_to_gain(city, METRICS[key], cover, worth.values)
    report(0.7, CHOOSING)
    euros = np.array([cost.value for cost in costs])
    each = np.nan_to_num(worth.values, nan=0.0)
    choice = choose(each, euros, money, seed=seed, deadline=deadline, progress=lambda share: report(0.7 + 0.2 * share, CHOOSING))
    candidates = _ranked(known.found, costs, worth.values, choice)
    plan = _plan(candidates, cover, money)
    report(0.9, CHECKING)
    comparison = compare(city, plan, [key], assume)
    report(1.0, "")
    return _proven(
        Depaving(city, METRICS[key], cover, money, plan, comparison, candidates, choice.gain, inf, False, False, known), choice, worth
    )


def _proven(found: Depaving, choice: Choice, worth: Gains) -> Depaving:
    """With the bound, where gains add up: as found out beforehand, and as the whole plan shows."""
    if not worth.adds_up or not isclose(found.gain, choice.gain, rel_tol=SAME):
        return found
    return replace(found, adds_up=True, bound=max(choice.bound, found.gain), exact=choice.exact)


def _cost(patch: Patch, to: str) -> Cost:
    label = BY_KEY[to].label
    return Cost(patch.area, PRICES[to], Words(f"depave to {label.lower()}, m²", f"désimperméabiliser en {label.fr.lower()}, m²"))


def _ranked(found: Sequence[Patch], costs: Sequence[Cost], values: Any, choice: Choice) -> tuple[Candidate, ...]:
    """Candidates by gain per euro (to six figures), larger gains first among equals; those not tried come last."""
    per = np.array([float(v) / c.value for v, c in zip(values, costs, strict=True)])
    order = sorted(range(len(found)), key=lambda i: (-_figures(float(per[i])), -float(np.nan_to_num(values[i])), str(found[i].name)))
    numbers = {i: n for n, i in enumerate((i for i in order if choice.chosen[i]), 1)}
    return tuple(Candidate(rank, numbers.get(i, 0), found[i], costs[i], float(values[i])) for rank, i in enumerate(order, 1))


def _figures(value: float) -> float:
    """The value to six significant figures; minus infinity for one that is not known."""
    if not isfinite(value):
        return -np.inf
    return round(value, 5 - int(np.floor(log10(abs(value))))) if value else 0.0


def _plan(candidates: Sequence[Candidate], to: str, budget: float) -> Plan:
    label = BY_KEY[to].label
    euros = {lang: number(budget, 0, lang) for lang in ("en", "fr")}
    name = Words(f"Depave to {label.lower()} for {euros['en']} €", f"Désimperméabiliser en {label.fr.lower()} pour {euros['fr']} €")
    return Plan(name, [Depave(where=c.shape, to=to) for c in candidates if c.chosen])


def _number(value: Any) -> float:
    """The value as a number; NaN for what is none."""
    try:
        return float(value) if isinstance(value, int | float | np.number) and not isinstance(value, bool) else float("nan")
    except OverflowError:
        return inf


def _positive(name: str, value: Any, unit: str) -> float:
    given = _number(value)
    if not 0 < given <= MOST:
        raise TwinError(f"{name} {value!r} is not usable: give a number above 0 [{unit}], {MOST:.0e} at the most")
    return given


def _part(payable: float, smallest: Any) -> float:
    """The largest area of a patch [m²] when `payable` can be paid in all: several patches where they are not too small then."""
    part = min(MOST_PART, max(payable / SEVERAL, min(LEAST_PART, payable)))
    return max(part, LEAST_LARGEST, _number(smallest))


def _checked_settings(smallest: Any, largest: float, narrowest: Any, seed: Any) -> None:
    for name, value, unit in (("smallest", smallest, "m²"), ("narrowest", narrowest, "m")):
        if not isfinite(_number(value)) or value < 0:
            raise TwinError(f"{name} {value!r} is not usable: give 0 or a number above it [{unit}]")
    if largest < LEAST_LARGEST or largest < smallest:
        raise TwinError(f"largest {largest:g} m² is too small: patches are cut into parts of at least {max(LEAST_LARGEST, smallest):g} m²")
    if isinstance(seed, bool) or not isinstance(seed, int | np.integer) or seed < 0:
        raise TwinError(f"seed {seed!r} is not usable: give a whole number from 0 on")


def _checked(city: Any, metric: str, to: str, where: Any, assume: Assumptions | None) -> tuple[str, str, shapely.Geometry | None]:
    """The metric's key, the cover's, and where to look; or a TwinError that says what would do."""
    if not isinstance(city, City):
        raise TwinError(f"depave takes a city first, such as twin.saint_jumeau(), not {city!r}")
    known = known_metric(metric)
    asked = Depave(where=city.grid.box if where is None else where, to=to)
    area = None if where is None else area_in(asked.shape(city), city, "depave")
    if area is not None and area.is_empty:
        minx, miny, maxx, maxy = city.bounds
        raise TwinError(
            f"where lies outside of the map of {city.name}, which reaches from ({minx:.0f}, {miny:.0f}) to ({maxx:.0f}, {maxy:.0f}) "
            "in local metres"
        )
    if known.theme == "money":
        raise TwinError(f'the metric "{known.key}" is what the works cost: choose what they should better, such as "runoff" or "biotope"')
    if evaluate(city, [known.key], assume)[known.key].map is None:
        raise TwinError(f'the metric "{known.key}" has no map, so that it cannot tell one patch from another: choose "runoff" or "biotope"')
    return known.key, str(asked.to), area


def _something_to_buy(city: City, known: Patches, costs: Sequence[Cost], budget: float, private: bool) -> None:
    if not known.found:
        hint = "" if private or not known.private else f", or include its private plots ({known.private:,.0f} m²) with the setting private"
        raise TwinError(
            f"{city.name} has no paving to take up: {known.walked:,.0f} m² are paths and narrow strips and {known.small:,.0f} m² "
            f"small pieces; try a smaller narrowest or smallest{hint}"
        )
    cheapest = min(cost.value for cost in costs)
    if cheapest > budget:
        raise TwinError(
            f"{budget:,.0f} € buy none of the {len(costs)} patches of {city.name}: the cheapest costs {cheapest:,.0f} €; "
            "give a larger budget or a smaller largest"
        )


def _something_to_gain(city: City, metric: Metric, to: str, values: Any) -> None:
    tried = values[np.isfinite(values)]
    if not len(tried):
        raise TwinError("the time limit was over before the first patch was tried: give a longer time_limit [s]")
    if not (tried > 0).any():
        raise TwinError(
            f'no patch of {city.name} betters "{metric.label()}" when it is turned into {BY_KEY[to].label.lower()} on its own: '
            "choose another metric or another cover"
        )
