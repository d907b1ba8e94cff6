"""Which things to buy for a budget: exact choice, greedy choice with repair, and the bound that no choice can pass.

The 0/1 knapsack problem: maximise Σ gain over the chosen, subject to Σ cost <= budget. Pure functions on arrays.
Kellerer, Pferschy & Pisinger, Knapsack Problems, Springer 2004: chapters 2.1 (greedy), 2.2 (linear relaxation), 2.3 (dynamic programming).
"""

from collections.abc import Callable
from dataclasses import dataclass
from math import ceil
from time import monotonic

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
Flags = NDArray[np.bool_]
Progress = Callable[[float], None]

MOST_UNITS, LEAST_UNITS = 400_000, 100_000  # parts into which the budget is divided for the exact choice
MOST_STEPS = 400_000_000  # items × parts up to which it is made: two passes of about a second, 50 MB
TIE = 1e-4  # share of the bound below which a difference in gain is none
ROUNDS = 60  # times the greedy choice is partly undone and repaired
UNDONE = 0.3  # share of it that is undone each time
EPSILON = 1e-9  # rounding, relative to the budget


@dataclass(frozen=True, eq=False)
class Choice:
    """What to buy.

    chosen   flag for each item
    gain     their sum of gains
    bound    no choice gains more
    exact    whether that is proven: `gain` is within `TIE` of the bound
    """

    chosen: Flags
    gain: float
    bound: float
    exact: bool


def choose(
    gains: Array, costs: Array, budget: float, seed: int = 0, deadline: float = np.inf, progress: Progress | None = None,
    most_steps: int = MOST_STEPS,
) -> Choice:  # fmt: skip
    """The best choice by dynamic programming where that is quick, else a repaired greedy one.

    gains, costs   (n,) of each item; what gains nothing or costs more than the budget is never bought
    seed           of the repairs, where the choice is greedy
    deadline       `time.monotonic()` at which the search stops with what it has
    most_steps     items × parts of the budget up to which dynamic programming is used

    With costs rounded down to parts of the budget nothing that can be paid is missed, so that the best sum is a second bound beside the
    linear one; when what reaches it can be paid, it is the best choice. Else costs are rounded up, and all that is found can be paid.
    Each item pays a fee of its own, together at most `TIE` of the bound: of choices that gain as much the one with fewer items is taken.
    """
    chosen = np.zeros(len(gains), dtype=bool)
    worth, most = np.flatnonzero(_useful(gains, costs, budget)), bound(gains, costs, budget)
    kept, price = gains[worth], costs[worth]
    if price.sum() <= _purse(budget):
        chosen[worth] = True
        return Choice(chosen, float(kept.sum()), max(most, float(kept.sum())), True)  # as sums round
    affordable = int(np.searchsorted(np.cumsum(np.sort(price)), _purse(budget), side="right"))
    kept = kept - TIE * most / affordable
    units, upper, picked = min(MOST_UNITS, most_steps // len(worth)), most, None
    if units >= LEAST_UNITS:
        upper, picked = _programmed(kept, price / _purse(budget) * units, units, deadline, progress)
        upper = min(most, upper + TIE * most)
    if picked is None:
        picked = repaired(kept, price, budget, seed, deadline, progress)
    chosen[worth[picked]] = True
    gain = float(gains[chosen].sum())
    return Choice(chosen, gain, max(gain, upper), gain >= upper - TIE * most * (1 + EPSILON))


def _programmed(gains: Array, costs: Array, units: int, deadline: float, progress: Progress | None) -> tuple[float, Flags | None]:
    """A bound on every choice, and the best choice found; infinity and None when time runs out. Costs in parts of the budget."""
    half = (lambda share: progress(share / 2)) if progress else None
    free = exact(gains, np.floor(costs).astype(np.int64), units, deadline, half)
    if free is None:
        return np.inf, None
    upper = float(gains[free].sum())
    if costs[free].sum() <= units:
        return upper, free
    return upper, exact(gains, np.ceil(costs).astype(np.int64), units, deadline, half)


def bound(gains: Array, costs: Array, budget: float) -> float:
    """The gain if items could be bought in part (linear relaxation): an upper bound on every choice. Dantzig 1957."""
    useful = _useful(gains, costs, budget)
    order = _by_worth(gains[useful], costs[useful])
    gain, cost = gains[useful][order], costs[useful][order]
    spent = np.concatenate([[0.0], np.cumsum(cost)])
    share = np.clip((_purse(budget) - spent[:-1]) / cost, 0.0, 1.0)
    return float((share * gain).sum())


def _useful(gains: Array, costs: Array, budget: float) -> Flags:
    return (gains > 0) & (costs <= _purse(budget))


def _purse(budget: float) -> float:
    """The budget with room for rounding: a patch may cost just as much as there is."""
    return budget * (1 + EPSILON)


def exact(gains: Array, costs: NDArray[np.int64], budget: int, deadline: float = np.inf, progress: Progress | None = None) -> Flags | None:
    """The best choice by dynamic programming over whole units of money; None when time runs out.

    best[b] = max(best[b], best[b - cost] + gain), item after item; one bit for each item and budget tells the way back.
    """
    best = np.zeros(budget + 1)
    taken: list[NDArray[np.uint8]] = []
    for i, (gain, cost) in enumerate(zip(gains, costs, strict=True)):
        if monotonic() > deadline:
            return None
        better = np.zeros(budget + 1, dtype=bool)
        if gain > 0 and cost <= budget:
            other = best[: budget + 1 - cost] + gain
            better[cost:] = other > best[cost:]
            np.maximum(best[cost:], other, out=best[cost:])
        taken.append(np.packbits(better))
        if progress and i % 16 == 0:
            progress(i / len(gains))
    chosen, left = np.zeros(len(gains), dtype=bool), budget
    for i in reversed(range(len(gains))):
        if taken[i][left >> 3] >> (7 - (left & 7)) & 1:
            chosen[i] = True
            left -= int(costs[i])
    return chosen


def greedy(gains: Array, costs: Array, budget: float, start: Flags | None = None) -> Flags:
    """Items by gain per cost, the best first, each bought when the money left allows; or the best single item if that gains more."""
    chosen = np.zeros(len(gains), dtype=bool) if start is None else start.copy()
    left = _purse(budget) - float(costs[chosen].sum())
    for i in _by_worth(gains, costs):
        if not chosen[i] and gains[i] > 0 and costs[i] <= left:
            chosen[i] = True
            left -= costs[i]
    payable = np.where(costs <= _purse(budget), gains, -np.inf)
    if start is None and len(gains) and payable.max() > gains[chosen].sum():
        chosen[:] = False
        chosen[int(payable.argmax())] = True
    return chosen


def repaired(gains: Array, costs: Array, budget: float, seed: int = 0, deadline: float = np.inf, progress: Progress | None = None) -> Flags:
    """The greedy choice, bettered by exchanges; then partly undone at random and repaired, `ROUNDS` times."""
    draw = np.random.default_rng(seed)
    best = _exchanged(gains, costs, budget, greedy(gains, costs, budget), deadline)
    for turn in range(ROUNDS):
        bought = np.flatnonzero(best)
        if monotonic() > deadline or not len(bought):
            break
        trial = best.copy()
        trial[draw.choice(bought, ceil(UNDONE * len(bought)), replace=False)] = False
        shaken = gains * draw.uniform(0.97, 1.03, len(gains))  # another order, so that others get a turn
        trial = _exchanged(gains, costs, budget, greedy(shaken, costs, budget, trial), deadline)
        if gains[trial].sum() > gains[best].sum():
            best = trial
        if progress:
            progress((turn + 1) / ROUNDS)
    return best


def _exchanged(gains: Array, costs: Array, budget: float, chosen: Flags, deadline: float) -> Flags:
    """One bought item given back for one not bought while that gains, then whatever the money left still buys."""
    chosen = chosen.copy()
    while monotonic() <= deadline:
        inside, outside = np.flatnonzero(chosen), np.flatnonzero(~chosen & (gains > 0))
        if not len(inside) or not len(outside):
            break
        left = _purse(budget) - costs[chosen].sum()
        more = gains[outside][None, :] - gains[inside][:, None]
        more[costs[outside][None, :] - costs[inside][:, None] > left] = -np.inf
        i, j = np.unravel_index(int(more.argmax()), more.shape)
        if more[i, j] <= EPSILON * abs(gains).max():
            break
        chosen[inside[i]], chosen[outside[j]] = False, True
        chosen = greedy(gains, costs, budget, chosen)
    return chosen


def _by_worth(gains: Array, costs: Array) -> NDArray[np.intp]:
    """Indices by gain per cost, the best first; among equals (to ten figures) the largest first."""
    per = gains / costs
    scale = float(abs(per).max()) if len(per) else 0.0
    return np.lexsort((-gains, -np.round(per / (scale or 1.0), 10)))
