"""preference_of: which plan of a comparison is best for whom, how surely, and what little change would make another one win."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from twin.comparison import Comparison, compare
from twin.deciding.anchors import BASE, WEIGHTS, Criterion, criteria_of
from twin.errors import TwinError
from twin.evaluation import Assumptions
from twin.models.preference import (
    Acceptability,
    Flip,
    acceptability,
    dominance,
    flip_weight,
    linear_value,
    regret,
    undominated,
    win_shares,
    worth,
)
from twin.words import checked

if TYPE_CHECKING:
    from matplotlib.figure import Figure

Array = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Preference:
    """Plans valued on criteria with fixed anchors and printed weights.

    comparison  of the plans
    criteria    metrics with their anchors and weights, the heaviest first
    values      (plans, criteria) at the best guess: 0 at the worst anchor, 1 at the best; `today` (criteria,) of the city as it is
    drawn       (draws, plans, criteria) on the same draws for all plans; one row, the best guess, where none were made
    columns     name of each climate or set of assumptions; `by_column` (columns, plans, criteria) best guesses under each
    seed        of the draws of weights
    """

    comparison: Comparison
    criteria: tuple[Criterion, ...]
    values: Array
    today: Array
    drawn: Array
    columns: tuple[str, ...]
    by_column: Array
    seed: int

    @property
    def weights(self) -> dict[str, float]:
        """By metric; the sum is 1."""
        return {c.metric.key: c.weight for c in self.criteria}

    @property
    def plans(self) -> tuple[str, ...]:
        return tuple(plan.name for plan in self.comparison.plans)

    @property
    def has_draws(self) -> bool:
        return self.comparison.ensemble is not None

    @cached_property
    def worth(self) -> Array:
        """(plans,) Σ weight × value at the best guess."""
        return worth(self.values, self._weights)

    @property
    def worth_today(self) -> float:
        return float(self.today @ self._weights)

    @property
    def winner(self) -> str:
        """The plan worth most at the best guess and the printed weights."""
        return self.plans[int(self.worth.argmax())]

    @cached_property
    def wins(self) -> Array:
        """(plans,) share of draws that each plan wins at the printed weights."""
        return win_shares(worth(self.drawn, self._weights))

    @cached_property
    def acceptability(self) -> Acceptability:
        """Ranks over draws × all weights, and for whom each plan is the best."""
        return acceptability(self.drawn, WEIGHTS, self.seed)

    @property
    def wins_any_weights(self) -> Array:
        """(plans,) share of draws × weights that each plan wins when nothing is known of the weights."""
        return np.asarray(self.acceptability.ranks[:, 0])

    @cached_property
    def dominance(self) -> Array:
        """(plans, plans) share of draws in which the row's plan is nowhere worse and somewhere better than the column's."""
        return dominance(self.drawn)

    @cached_property
    def undominated(self) -> Array:
        """(plans,) share of draws in which no other plan dominates it."""
        return undominated(self.drawn)

    @cached_property
    def regret(self) -> Array:
        """(columns, plans) worth lost in each climate by not having chosen the best plan there, at the printed weights."""
        return regret(worth(self.by_column, self._weights))

    @cached_property
    def flip(self) -> Flip | None:
        """The smallest change of one weight that makes another plan the winner at the best guess."""
        return flip_weight(self.values, self._weights)

    @property
    def _weights(self) -> Array:
        return np.array([c.weight for c in self.criteria])

    def text(self, lang: str = "en") -> str:
        """Weights with their anchors, plans with their shares of wins and regret, and what would flip the winner."""
        from twin.deciding.telling import told

        return told(self, checked(lang))

    def __str__(self) -> str:
        return self.text()

    def figure(self, lang: str = "en") -> "Figure":
        """Shares of wins, two criteria with their ranges, and the weights with the nearest flip."""
        from twin.plots.preference_chart import draw_preference  # the door from the value to its picture

        return draw_preference(self, checked(lang))


def preference_of(
    comparison: Comparison,
    weights: Mapping[str, float],
    anchors: Mapping[str, Sequence[float]] | None = None,
    climates: "Mapping[str, Comparison | Assumptions] | None" = None,
    seed: int = 0,
) -> Preference:
    """Value the plans of a comparison on several metrics.

    weights   points for the swing of each metric from its worst to its best anchor, by key: imagine all at their worst, give 100 to
              the one you would move to its best first, and the others their share of that. Metrics not named do not count
    anchors   (worst, best) by key, where the rule (`twin.deciding.anchors`) does not suit; they must not come from the plans
    climates  columns to regret in, by name: comparisons of the same plans, or assumptions to compare them under
    seed      of the draws of weights for those who have not told any

    Values run linearly between anchors; the sum is the only score, and its weights are printed with it. Raises TwinError for metrics
    that were not compared, and columns of other plans. Left out: weights that change with the level, metrics that count one good twice
    (cooler air and fewer hot hours are one chain: choose one).
    """
    if not isinstance(comparison, Comparison):
        raise TwinError(f"preference_of takes a comparison, such as twin.compare(city, plans, draws=64), not {comparison!r:.60}")
    criteria = criteria_of(comparison.city, comparison.before, weights, anchors)
    keys = [c.metric.key for c in criteria]
    levels = [[card[key].value for key in keys] for card in (comparison.before, *comparison.after)]
    best = _valued(np.array(levels), criteria)
    columns: dict[str, Array] = {str(BASE): best[1:]}
    if not isinstance(climates or {}, Mapping):
        raise TwinError(f"climates take assumptions or comparisons by name, such as {{'storm': {{'rain': 42}}}}, not {climates!r:.60}")
    for name, given in (climates or {}).items():
        columns[name] = _valued(_levels(comparison, name, given, keys), criteria)
    drawn = best[None, 1:]
    if comparison.ensemble is not None:
        outputs = np.stack([comparison.ensemble.outputs[..., comparison.ensemble.keys.index(key)] for key in keys], axis=2)
        drawn = _valued(outputs[np.isfinite(outputs).all(axis=(1, 2))][:, 1:], criteria)
    if not len(drawn) or not np.isfinite(best).all():
        raise TwinError("some of these metrics have no number here: leave them out of the weights")
    return Preference(
        comparison, criteria, best[1:], best[0], drawn, tuple(columns), np.stack(list(columns.values())), seed
    )  # fmt: skip


def _levels(comparison: Comparison, name: str, given: "Comparison | Assumptions", keys: Sequence[str]) -> Array:
    """(plans, metrics) best guesses of the same plans in another column."""
    if isinstance(given, Comparison):
        if [p.name for p in given.plans] != [p.name for p in comparison.plans]:
            raise TwinError(f'climates: "{name}" compares other plans: {", ".join(p.name for p in given.plans)}')
        column = given
    elif isinstance(given, Mapping):
        column = compare(comparison.city, comparison.plans, keys, {**comparison.assume, **given})
    else:
        raise TwinError(f'climates: "{name}" takes a comparison or assumptions, not {given!r:.60}')
    return np.array([[card[key].value for key in keys] for card in column.after])


def _valued(levels: Array, criteria: Sequence[Criterion]) -> Array:
    return linear_value(levels, [c.worst for c in criteria], [c.best for c in criteria])
