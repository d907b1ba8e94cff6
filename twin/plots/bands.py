"""What the draws say of every difference, ready to be drawn: one band for each metric, in it a lane for each plan."""

from dataclasses import dataclass
from math import floor, isfinite, log10

from twin.comparison import Comparison
from twin.errors import TwinError
from twin.metrics import Metric
from twin.rows import Row
from twin.uncertainty.spread import Spread

ROUND = (1.0, 1.2, 1.5, 2.0, 2.5, 3.0, 4.0, 5.0, 6.0, 8.0, 10.0)
NO_DRAWS = "a figure of uncertainty needs draws: twin.compare(city, plans, draws=256), or twin compare … --draws 256"


@dataclass(frozen=True, eq=False)
class Lane:
    """One plan's difference of a metric: the best guess, and what the draws say of it."""

    row: Row
    spread: Spread

    @property
    def reach(self) -> float:
        """How far from zero its whisker goes [the metric's unit]."""
        ends = (self.row.difference, self.spread.low, self.spread.high)
        return max((abs(v) for v in ends if isfinite(v)), default=0.0)

    @property
    def tells(self) -> bool:
        """Whether there is something to see: a change at the figures shown, or draws that make one."""
        return self.row.moves or self.spread.sure != "no clear change" or self.reach > self.spread.matters


@dataclass(frozen=True, eq=False)
class Band:
    """A metric: a lane for each plan, in their order.

    limit   a round number that holds all whiskers: the ends of the band's own scale [the metric's unit]
    ahead   of two plans: the first one's difference to the second
    """

    metric: Metric
    lanes: tuple[Lane, ...]
    limit: float
    ahead: Spread | None


def bands_of(comparison: Comparison) -> tuple[list[Band], list[Metric]]:
    """The metrics with something to see, and those that stand still under every plan in nearly all draws."""
    if comparison.ensemble is None:
        raise TwinError(NO_DRAWS)
    bands, still = list[Band](), list[Metric]()
    rows = [comparison.rows(i) for i in range(len(comparison.plans))]
    for alike in zip(*rows, strict=True):
        metric = alike[0].metric
        lanes = tuple(Lane(row, comparison.spread(metric.key, i)) for i, row in enumerate(alike))
        if any(lane.tells for lane in lanes):
            ahead = comparison.spread(metric.key, 0, 1) if len(lanes) == 2 else None
            bands.append(Band(metric, lanes, round_above(max(lane.reach for lane in lanes)), ahead))
        else:
            still.append(metric)
    return bands, still


def round_above(value: float) -> float:
    """The smallest of 1, 1.2, 1.5, 2 … × 10ⁿ that is not below `value`; 1 for nothing."""
    if not value > 0 or not isfinite(value):
        return 1.0
    power = 10.0 ** floor(log10(value))
    return float(next(power * step for step in ROUND if power * step >= value * (1 - 1e-12)))
