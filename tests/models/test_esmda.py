"""ES-MDA: coverage of its intervals over synthetic truths, and cases that can be solved exactly."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from twin.errors import TwinError
from twin.models.esmda import assimilate, error_of_mean, grid_posterior, left_out, normal_scores, shares
from twin.models.sampling import sobol, spread_about

TRUTHS = 60
LOW = np.array([2.0, 25.0, 0.05, 0.1, 5.0, 0.4, 0.08, 0.02])
BEST = np.array([3.5, 29.0, 0.15, 0.3, 10.0, 0.7, 0.11, 0.06])
HIGH = np.array([7.4, 33.0, 0.30, 0.6, 20.0, 1.0, 0.13, 0.12])
GREEN = np.array([0.05, 0.2, 0.35, 0.5, 0.7, 0.9])  # around six thermometers
HOURS = np.array([0.0, 6.0, 12.0, 18.0])
TRIPS = np.array([400.0, 900.0, 2500.0])  # past three bike counters


def values(z):
    return spread_about(shares(z), LOW, BEST, HIGH)


def thermometers(p):
    """(draws, 6 × 4): a town's air by four hours of the day; bent in its parameters."""
    uhi, rural, albedo, water, swing, share = (p[:, i, None, None] for i in range(6))
    cooling = 1 - np.exp(-(2 * water + share) * GREEN[:, None])
    day = np.sin(2 * np.pi * (HOURS - 9) / 24)
    air = rural + swing / 2 * day + uhi * (1 - cooling) * (1 - albedo) * (0.7 + 0.3 * day)
    return air.reshape(len(p), -1)


def counters(p):
    return TRIPS * p[:, 7, None] * (0.11 / p[:, 6, None]) * np.exp(-0.3 * (1 - p[:, 5, None]))


def town(z):
    p = values(z)
    return np.concatenate([thermometers(p), counters(p)], axis=1)


def covered(z_truth, scores):
    """Which true parameters lie inside the 90 % interval of the draws, and the decision: how much cooler full shade makes the hottest."""
    low, high = np.percentile(scores, (5, 95), axis=0)
    inside = list((low <= z_truth) & (z_truth <= high))
    low, high = np.percentile(gain(scores), (5, 95))
    return [*inside, bool(low <= gain(z_truth[None])[0] <= high)]


def gain(z):
    p = values(z)
    return p[:, 0] * (1 - np.exp(-(2 * p[:, 3] + p[:, 5]))) * (1 - p[:, 2])


def coverage(read, error, draws=128, model=town):
    """Share of 90 % intervals that hold the truth, over synthetic truths."""
    rng, found = np.random.default_rng(2024), []
    for number in range(TRUTHS):
        truth = rng.standard_normal(len(BEST))
        scores = normal_scores(sobol(draws, len(BEST), seed=number))
        reading = read(model(truth[None])[0], rng)
        found.append(covered(truth, assimilate(model, scores, reading, error, seed=number).scores))
    return float(np.mean(found)), float(np.mean([row[-1] for row in found]))


def test_intervals_hold_the_truth_nine_times_in_ten():
    """Eight parameters, 24 readings of thermometers (0.5 K) and three counters (10 % of the best guess)."""
    size = town(np.zeros((1, len(BEST))))[0]
    error = np.concatenate([np.full(24, 0.5), 0.1 * size[24:]])
    share, decision = coverage(lambda y, rng: y + error * rng.standard_normal(len(y)), error)
    assert 0.85 <= share <= 0.95
    assert 0.82 <= decision <= 0.98  # 60 cases: ± 0.08 at two standard errors


def by_sensor(z):
    """(draws, 6): the mean of each thermometer's readings."""
    return thermometers(values(z)).reshape(len(z), 6, 4).mean(axis=2)


def test_a_bias_that_all_readings_of_a_sensor_share_must_be_in_the_error():
    """24 readings of 0.5 K, and each thermometer off by its own 0.5 K."""

    def read(y, rng):
        return y + 0.5 * rng.standard_normal(6) + 0.5 / np.sqrt(24) * rng.standard_normal(6)

    naive, _ = coverage(read, np.full(6, float(error_of_mean(0.5, 24))), model=by_sensor)
    honest, _ = coverage(read, np.full(6, float(error_of_mean(0.5, 24, bias=0.5))), model=by_sensor)
    assert naive < 0.85 <= honest <= 0.95


def test_errors_that_last_do_not_average_out():
    """AR(1) with rho = 0.9 over 72 readings."""
    n, rho, s = 72, 0.9, 1.0

    def read(y, rng):
        e = np.empty((n, 6))
        e[0] = rng.standard_normal(6)
        for i in range(1, n):
            e[i] = rho * e[i - 1] + np.sqrt(1 - rho**2) * rng.standard_normal(6)
        return y + s * e.mean(axis=0)

    naive, _ = coverage(read, np.full(6, float(error_of_mean(s, n))), model=by_sensor)
    honest, _ = coverage(read, np.full(6, float(error_of_mean(s, n, persistence=rho))), model=by_sensor)
    assert naive < 0.85 <= honest <= 0.95


def test_what_no_sensor_sees_keeps_its_spread():
    """Forty parameters, eight of which matter; without the threshold, chance correlations narrow the others."""
    unseen = 32

    def model(z):
        return town(z[:, :8])

    rng = np.random.default_rng(7)
    size = town(np.zeros((1, 8)))[0]
    error = np.concatenate([np.full(24, 0.5), 0.1 * size[24:]])
    kept, narrowed, inside = [], [], []
    for number in range(20):
        truth = rng.standard_normal(8 + unseen)
        reading = model(truth[None])[0] + error * rng.standard_normal(len(error))
        scores = normal_scores(sobol(128, 8 + unseen, seed=number))
        found = assimilate(model, scores, reading, error, seed=number).scores[:, 8:]
        low, high = np.percentile(found, (5, 95), axis=0)
        inside += list((low <= truth[8:]) & (truth[8:] <= high))
        kept.append(found.std(axis=0).mean())
        narrowed.append(assimilate(model, scores, reading, error, seed=number, threshold=0.0).scores[:, 8:].std(axis=0).mean())
    assert np.mean(narrowed) < np.mean(kept) <= 1.01
    assert 0.85 <= np.mean(inside) <= 0.95


def test_a_linear_model_gives_the_exact_answer():
    """One parameter ~ N(0, 1), one reading y = 2 z read as 3 with error 1: posterior mean 1.2, variance 0.2 (conjugate normals)."""
    scores = normal_scores(sobol(4096, 1, seed=1))
    found = assimilate(lambda z: 2 * z, scores, [3.0], [1.0], seed=1)
    assert found.scores.mean() == pytest.approx(1.2, abs=0.03)
    assert found.scores.var() == pytest.approx(0.2, abs=0.02)
    assert np.array_equal(found.before, 2 * scores)
    assert np.array_equal(found.after, 2 * found.scores)


def test_the_grid_agrees_with_the_exact_answer_and_with_the_draws():
    z = np.linspace(-4, 4, 801)
    p = grid_posterior(2 * z[:, None], [3.0], [1.0], np.exp(-(z**2) / 2))
    assert p.sum() == pytest.approx(1)
    mean = float((p * z).sum())
    assert mean == pytest.approx(1.2, abs=1e-6)
    assert float((p * (z - mean) ** 2).sum()) == pytest.approx(0.2, abs=1e-6)


def test_the_grid_agrees_with_the_draws_where_the_model_is_bent():
    def model(z):
        return np.column_stack([np.exp(0.5 * z[:, 0]) + 0.3 * z[:, 1], z[:, 1] + 0.2 * z[:, 0]])

    d, r = np.array([1.8, 0.4]), np.array([0.2, 0.5])
    axis = np.linspace(-4, 4, 201)
    a, b = np.meshgrid(axis, axis, indexing="ij")
    outputs = model(np.column_stack([a.ravel(), b.ravel()])).reshape(201, 201, 2)
    p = grid_posterior(outputs, d, r, np.exp(-(a**2 + b**2) / 2))
    found = assimilate(model, normal_scores(sobol(1024, 2, seed=3)), d, r, seed=3).scores
    assert found.mean(axis=0) == pytest.approx([(p * a).sum(), (p * b).sum()], abs=0.1)
    exact = np.sqrt([(p * (a - (p * a).sum()) ** 2).sum(), (p * (b - (p * b).sum()) ** 2).sum()])
    assert found.std(axis=0) == pytest.approx(exact, rel=0.15)


def test_a_reading_held_out_is_told_by_its_twin():
    """Two sensors that read the same quantity z ~ N(0, 1) with error 0.5: without its own, the other gives mean 0.8 d and variance 0.2."""
    z = normal_scores(sobol(4096, 1, seed=5))
    found = left_out(np.repeat(z, 2, axis=1), [1.0, 2.0], [0.5, 0.5], seed=5)
    assert found.mean(axis=0) == pytest.approx([1.6, 0.8], abs=0.03)
    assert found.var(axis=0) == pytest.approx([0.2, 0.2], abs=0.02)
    alone = left_out(z, [1.0], [0.5])
    assert np.array_equal(alone, z)


@given(seed=st.integers(0, 50), reading=st.floats(-1e4, 1e4), error=st.floats(1e-3, 1e3))
@settings(max_examples=30, deadline=None)
def test_values_never_leave_their_range(seed, reading, error):
    scores = normal_scores(sobol(16, len(BEST), seed))
    found = values(assimilate(town, scores, np.full(27, reading), np.full(27, error), seed=seed).scores)
    assert (found >= LOW).all()
    assert (found <= HIGH).all()


def test_the_same_seed_gives_the_same_draws():
    scores, d, r = normal_scores(sobol(64, 8)), np.full(27, 25.0), np.full(27, 1.0)
    first, again, other = (assimilate(town, scores, d, r, seed=s).scores for s in (4, 4, 5))
    assert np.array_equal(first, again)
    assert not np.array_equal(first, other)
    assert np.array_equal(scores, normal_scores(sobol(64, 8)))  # what was given is left alone


def test_error_of_a_mean_by_hand():
    assert error_of_mean(1.0, 4) == pytest.approx(0.5)
    assert error_of_mean(1.0, 4, bias=0.5) == pytest.approx(np.sqrt(0.5))
    assert error_of_mean(1.0, 100, persistence=0.9) == pytest.approx(np.sqrt(0.19))
    assert error_of_mean(1.0, 2, persistence=0.9) == pytest.approx(1.0)  # two readings that say the same are one


@pytest.mark.parametrize(
    ("call", "said"),
    [
        (lambda: assimilate(town, np.zeros((4, 8)), [1.0], [1.0]), "at least 16 draws"),
        (lambda: assimilate(town, np.zeros((16, 8)), [1.0], [0.0]), "error: 0 is not allowed"),
        (lambda: assimilate(town, np.zeros((16, 8)), [1.0], [1.0, 2.0]), "one number for each reading"),
        (lambda: assimilate(lambda z: z, np.zeros((16, 8)), [1.0], [1.0]), r"must give \(draws, readings\) = \(16, 1\)"),
        (lambda: assimilate(lambda z: z[:, :1] * np.nan, np.zeros((16, 8)), [1.0], [1.0]), "no number for reading 1"),
        (lambda: assimilate(town, np.zeros((16, 8)), [1.0], [1.0], steps=0), "give 1 to 100"),
        (lambda: grid_posterior(np.zeros((3, 1)), [1.0], [1.0], np.zeros(3)), "some node must be possible"),
        (lambda: grid_posterior(np.zeros((3, 1)), [1.0], [1.0], np.ones(2)), "one number for each node"),
        (lambda: grid_posterior(np.zeros(3), [1.0], [1.0]), "one number each"),
        (lambda: left_out(np.zeros((3, 2)), [1.0], [1.0]), "one number each"),
        (lambda: error_of_mean(1.0, 0), "readings: 0 is not allowed"),
    ],
)
def test_what_cannot_be_used_is_named(call, said):
    with pytest.raises(TwinError, match=said):
        call()
