"""What is uncertain in a comparison: the parameters that its metrics really use, and the prices of its works."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from twin.city import City
from twin.climate import Climate
from twin.covers import KEYS
from twin.evaluation import Assumptions
from twin.metrics import METRICS, Metric
from twin.models.sampling import sobol, spread_about
from twin.parameter import Parameter
from twin.works import Cost, Work

Array = NDArray[np.float64]
CHOSEN = frozenset({*Climate.parameters(), "warmer", "travel.zone_size"})  # weather and fineness are choices, not unknowns
PRICE = "price"  # names of prices and of carbon factors begin with it: "price: street tree with its pit"


@dataclass(frozen=True, eq=False)
class Unknowns:
    """The uncertain parameters of a comparison, by the name `assume` takes; prices by what they are for.

    Those that the caller fixed by an assumption, exact ones, and those that are a choice (the weather, say) are not among them.
    """

    parameters: Mapping[str, Parameter]
    prices: Mapping[str, Parameter]

    @property
    def names(self) -> tuple[str, ...]:
        return (*self.parameters, *self.prices)

    @property
    def all(self) -> tuple[Parameter, ...]:
        return (*self.parameters.values(), *self.prices.values())

    def __len__(self) -> int:
        return len(self.parameters) + len(self.prices)

    def values(self, draws: int, seed: int) -> Array:
        """(draws, unknowns) a value for each."""
        shares = sobol(draws, len(self), seed)
        rows = np.array([(p.low, p.value, p.high) for p in self.all], dtype=float).reshape(-1, 3)
        return spread_about(shares, rows[:, 0], rows[:, 1], rows[:, 2])

    def move(self, metric: Metric) -> bool:
        """Whether any of them moves a metric."""
        return not self.parameters.keys().isdisjoint(metric.parameters) or (metric.priced and bool(self.prices))

    def split(self, row: Array) -> tuple[dict[str, float], dict[str, float]]:
        """One draw as values of parameters and of prices."""
        n = len(self.parameters)
        values = [float(v) for v in row]
        return dict(zip(self.parameters, values[:n], strict=True)), dict(zip(self.prices, values[n:], strict=True))


def unknowns_of(cities: Sequence[City], keys: Iterable[str], assume: Assumptions) -> Unknowns:
    """Every ranged parameter that these metrics really use, the widest for its best guess first, and every ranged price of the works."""
    found: dict[str, Parameter] = {}
    there = ground_there(cities)
    for key in keys:
        found |= {n: p for n, p in used(METRICS[key], there).items() if not p.exact and n not in assume and n not in CHOSEN}
    prices = {named(line): line.price for city in cities for work in city.works for line in lines(work) if not line.price.exact}
    order = sorted(found, key=lambda n: (-_width(found[n]), n))  # the first dimensions of Sobol points are the most even
    return Unknowns({n: found[n] for n in order}, dict(sorted(prices.items())))


def ground_there(cities: Sequence[City]) -> frozenset[str]:
    """Covers that lie somewhere on these maps, as rows of tables name them: "lawn", and "lawn.B" by the soil."""
    found = set()
    for city in cities:
        here = {key for key, layer in city.land.cover.items() if layer.any()}
        here |= {"paved", "lawn"} if "yard" in here else set()
        here |= {"paved"} if "rain_garden" in here else set()  # what drains into it
        found |= here | {f"{key}.{city.land.soil}" for key in here}
    return frozenset(found)


def used(metric: Metric, there: frozenset[str]) -> dict[str, Parameter]:
    """Parameters of a metric, but for coefficients of covers and soils that are not `there`; walls and roofs have theirs too."""

    def counts(row: str) -> bool:
        return metric.theme == "buildings" or row.partition(".")[0] not in KEYS or row in there

    return {name: p for name, p in metric.parameters.items() if counts(name.partition(".")[2])}


def named(line: Cost) -> str:
    """What a price is for, as the name of an unknown."""
    return f"{PRICE}: {line.price.about or line.what}"


def lines(work: Work) -> tuple[Cost, ...]:
    """Everything of a work that has a price: money, and greenhouse gases."""
    return (*work.costs, *work.carbon)


def repriced(city: City, prices: Mapping[str, float]) -> City:
    """The same city with other prices for its works; all parts are shared."""
    if not prices or not city.works:
        return city

    def at(line: Cost) -> Cost:
        return replace(line, price=line.price.with_value(prices[named(line)])) if named(line) in prices else line

    works = tuple(replace(w, costs=tuple(map(at, w.costs)), carbon=tuple(map(at, w.carbon))) for w in city.works)
    return replace(city, works=works)


def _width(p: Parameter) -> float:
    return (p.high - p.low) / max(abs(p.value), 1e-12)
