"""The loop of a twin: observe, take in, predict, decide. Does what it learns make choices better, and are its odds and ranges honest?

Hidden truths are drawn from the ranges a model believes in; each shows four seasons of patchy readings, and before the first and after
every one the plan of the greatest mean benefit is chosen among four of equal cost. What the table says of our own ensemble smoother:

    seasons seen   mean regret [k€]   chosen is truly best   stated P(best)   truth in 90 % ranges   width of the ranges [k€]
    0              2.47               .43                    .47              .90                    12.6
    1              0.72               .68                    .65              .89                     8.8
    2              0.65               .69                    .69              .90                     7.9
    3              0.57               .72                    .72              .89                     7.6
    4              0.46               .75                    .72              .89                     7.3

Origin: this file, 160 truths, 256 draws; most of the gain comes with the first season. The same trial with another model and 100 truths,
made when the method was chosen, gave a regret of 2.46 falling to 1.41, hits of 0.53 rising to 0.65, stated odds of 0.51 rising to 0.63,
and a coverage of 0.90 to 0.91: the figures differ with the model, that they fall, rise and agree does not.
"""

from typing import NamedTuple

import numpy as np
import pytest

from twin.models.esmda import assimilate, normal_scores, shares
from twin.models.preference import win_shares
from twin.models.runoff import curve_number_runoff
from twin.models.sampling import sobol, spread_about

TRUTHS, DRAWS, SEASONS = 160, 256, 4
RANGES = {  # low, best guess, high
    "yard": (70.0, 82.0, 92.0),  # curve numbers of bare ground and of lawn
    "lawn": (48.0, 66.0, 80.0),
    "held": (0.05, 0.2, 0.3),  # share of S held back before runoff starts
    "island": (2.0, 3.5, 7.4),  # heat island [K]
    "shade": (0.4, 0.6, 0.8),  # weights of the cooling index
    "light": (0.1, 0.2, 0.3),
    "moist": (0.1, 0.2, 0.35),
    "alive": (0.5, 0.8, 0.95),  # share of planted trees that live
    "dry": (0.6, 1.0, 1.6),  # worth of a millimetre kept [k€], which no sensor tells
    "cool": (20.0, 30.0, 45.0),  # and of a degree [k€]
}
LOW, BEST, HIGH = np.array(list(RANGES.values())).T
PLACES = np.array([[0.05, 0.15, 0.1], [0.35, 0.2, 0.3], [0.1, 0.35, 0.2], [0.15, 0.2, 0.8]])  # shade, albedo, moisture of thermometers
ERRORS = np.array([2.0] * 6 + [0.8] * 4 + [0.1])  # standard deviations of the eleven readings of a season
DESIGN = 40.0  # mm, the storm the plans are valued by


class Row(NamedTuple):
    """What came of one choice: benefit lost, whether it was the best, its stated odds; of the plans' ranges, hits and mean width."""

    regret: float
    hit: float
    stated: float
    covered: float
    width: float


def readings(scores, storms):
    """(draws, seasons, 11) runoff of bare ground and of lawn in three storms [mm], four thermometers [K], living trees [share]."""
    p = values(scores)
    wet = [curve_number_runoff(storms, p[name][:, None, None], p["held"][:, None, None]) for name in ("yard", "lawn")]
    air = p["island"][:, None] * (1 - np.stack([p["shade"], p["light"], p["moist"]], axis=1) @ PLACES.T)
    same = np.hstack([air, p["alive"][:, None]])[:, None, :]
    return np.concatenate([*wet, np.repeat(same, len(storms), axis=1)], axis=2)


def benefits(scores):
    """(draws, plans) in k€: yards to lawn, rain gardens, street trees, light paving."""
    p = values(scores)
    yard, lawn = (curve_number_runoff(DESIGN, p[name], p["held"]) for name in ("yard", "lawn"))
    kelvin = p["island"] * p["cool"]
    return np.stack(
        [
            0.9 * p["dry"] * (yard - lawn) + 0.10 * kelvin * p["moist"],
            0.8 * p["dry"] * yard,
            p["alive"] * kelvin * (0.12 * p["shade"] + 0.05 * p["moist"]) + 0.1 * p["dry"] * yard,
            0.45 * kelvin * p["light"],
        ],
        axis=1,
    )


def values(scores):
    return dict(zip(RANGES, spread_about(shares(scores), LOW, BEST, HIGH).T, strict=True))


def learnt(truth, rng, stated=1.0, seasons=SEASONS):
    """Scores of the draws after each number of seasons, 0 to all; each time from the beginning, with every reading so far.

    stated  errors as told, of what they are. Four in ten sensors are silent in a season.
    """
    storms = rng.uniform(15, 60, (seasons, 3))
    true = readings(truth, storms)[0]
    read = true + ERRORS * rng.standard_normal(true.shape)
    heard = rng.random(true.shape) < 0.6
    z = normal_scores(sobol(DRAWS, len(RANGES), seed=int(rng.integers(2**31))))
    kept = [z]
    for seen in range(1, seasons + 1):
        some = heard[:seen]

        def model(scores, seen=seen, some=some):
            return readings(scores, storms[:seen])[:, some]

        errors = np.broadcast_to(stated * ERRORS, some.shape)[some]
        kept.append(assimilate(model, z, read[:seen][some], errors, seed=int(rng.integers(2**31))).scores)
    return kept


def chosen(scores, truth):
    """The row of the plan with the greatest mean benefit, in the light of the truth."""
    drawn, true = benefits(scores), benefits(truth)[0]
    plan = int(drawn.mean(axis=0).argmax())
    low, high = np.percentile(drawn, (5, 95), axis=0)
    inside = (low <= true) & (true <= high)
    return Row(true.max() - true[plan], float(plan == true.argmax()), win_shares(drawn)[plan], inside.mean(), (high - low).mean())


@pytest.fixture(scope="module")
def table():
    """(seasons seen, columns of `Row`) means over the truths."""
    rng = np.random.default_rng(2026)
    truths = rng.standard_normal((TRUTHS, 1, len(RANGES)))
    rows = [[chosen(scores, truth) for scores in learnt(truth, rng)] for truth in truths]
    return [Row(*np.mean(column, axis=0)) for column in zip(*rows, strict=True)]


def test_regret_falls_with_the_seasons_seen(table):
    regret = [row.regret for row in table]
    assert regret[1] < 0.9 * regret[0], "the first season teaches"
    assert max(regret[2:]) < regret[1] < regret[0]
    assert regret[SEASONS] < 0.7 * regret[0]
    assert table[SEASONS].width < 0.85 * table[0].width


def test_the_stated_odds_are_the_true_ones(table):
    for seasons, row in enumerate(table):
        assert row.stated == pytest.approx(row.hit, abs=0.1), f"{seasons} seasons"
    assert table[SEASONS].hit > table[0].hit + 0.05


def test_ranges_hold_the_truth_as_often_as_they_say(table):
    for seasons, row in enumerate(table):
        assert 0.85 <= row.covered <= 0.95, f"{seasons} seasons"


def test_errors_told_too_small_would_be_seen():
    """A tenth of what they are: the same loop then misses far more than one truth in ten."""
    rng = np.random.default_rng(7)
    covered = [chosen(learnt(truth, rng, 0.1)[SEASONS], truth).covered for truth in rng.standard_normal((40, 1, len(RANGES)))]
    assert np.mean(covered) < 0.8
