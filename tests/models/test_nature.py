"""Nature: access by a direct sum, conservation, patches, biotope points, the 3-30-300 rule."""

import itertools
import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from twin.errors import TwinError
from twin.models import nature
from twin.parameter import UNITS, parameters_of
from twin.sources import SOURCES

KERNELS = ("dichotomy", "exponential", "gaussian", "density")


def slow_weight(kernel, d, d0):
    """The four decay functions from their formulas; d and d0 in cells."""
    if kernel == "exponential":
        return math.exp(-d / d0) if d <= 2 * math.ceil(d0) + 1 else 0.0
    if d > d0:
        return 0.0
    if kernel == "dichotomy":
        return 1.0
    if kernel == "gaussian":
        return (math.exp(-((d / d0) ** 2) / 2) - math.exp(-0.5)) / (1 - math.exp(-0.5))
    return 0.75 * (1 - (d / d0) ** 2)


def slow_access(supply, people, d0, kernel):
    cells = list(np.ndindex(supply.shape))
    f = {(a, b): slow_weight(kernel, math.dist(a, b), d0) for a in cells for b in cells}
    ratio = {}
    for j in cells:
        reaching = sum(people[k] * f[j, k] for k in cells)
        ratio[j] = supply[j] / reaching if reaching > 1 else supply[j]
    return np.array([sum(ratio[j] * f[i, j] for j in cells) for i in cells]).reshape(supply.shape)


@pytest.mark.parametrize("kernel", KERNELS)
@settings(max_examples=8, deadline=None)
@given(seed=st.integers(0, 10**6), radius=st.floats(12, 90))
def test_access_is_the_direct_sum(kernel, seed, radius):
    """With few inhabitants, so that both sides of "one person in reach" occur."""
    rng = np.random.default_rng(seed)
    supply = np.where(rng.random((6, 7)) < 0.4, rng.uniform(0, 100, (6, 7)), 0.0)
    people = np.where(rng.random((6, 7)) < 0.3, rng.uniform(0, 3, (6, 7)), 0.0)
    fast = nature.access(supply, people, 10.0, radius, kernel)
    assert fast == pytest.approx(slow_access(supply, people, radius / 10.0, kernel), abs=1e-9)


@settings(max_examples=30, deadline=None)
@given(seed=st.integers(0, 10**6), kernel=st.sampled_from(KERNELS), radius=st.floats(5, 400))
def test_every_square_metre_is_shared_out_once(seed, kernel, radius):
    """sum(N A) = sum(S) wherever every green cell is within reach of more than one person."""
    rng = np.random.default_rng(seed)
    supply, people = rng.uniform(0, 100, (2, 15, 12))
    people += 2.0
    assert np.sum(people * nature.access(supply, people, 10.0, radius, kernel)) == pytest.approx(supply.sum(), rel=1e-9)


def test_access_without_green_or_people():
    nothing, something = np.zeros((4, 5)), np.ones((4, 5))
    assert np.array_equal(nature.access(nothing, something, 10.0), nothing)
    lonely = nature.access(something, nothing, 10.0, 10.0)
    assert lonely[1, 1] == pytest.approx(5.0)  # nobody to share with: the whole area of itself and four neighbours


def test_access_is_never_negative():
    """Far from the only park the transform's rounding is all that is left; it must not show as negative green."""
    supply, people = np.zeros((60, 60)), np.random.default_rng(0).uniform(0, 9, (60, 60))
    supply[3, 3] = 1e6
    result = nature.access(supply, people, 10.0, 50.0)
    assert result.min() == 0.0
    assert result[50:, 50:].max() < 1e-9


def test_access_with_missing_cells():
    supply, people = np.full((5, 5), 50.0), np.full((5, 5), 4.0)
    people[2, 2] = np.nan
    result = nature.access(supply, people, 10.0, 20.0)
    assert np.isnan(result).sum() == 1
    supply[2, 2] = people[2, 2] = 0.0
    assert result[0, 0] == pytest.approx(nature.access(supply, people, 10.0, 20.0)[0, 0])


@settings(max_examples=30, deadline=None)
@given(st.integers(0, 10**6), st.floats(0, 1))
def test_effective_mesh_by_flood_fill(seed, share):
    mask = np.random.default_rng(seed).random((9, 11)) < share
    left, sizes = set(map(tuple, np.argwhere(mask))), []
    while left:
        front, size = [left.pop()], 0
        while front:
            i, j = front.pop()
            size += 1
            near = {(i + a, j + b) for a in (-1, 0, 1) for b in (-1, 0, 1)} & left
            left -= near
            front += near
        sizes.append(size)
    expected = sum(s**2 for s in sizes) / mask.size * 25 / 10_000
    assert nature.effective_mesh(mask, 5.0) == pytest.approx(expected)


def test_effective_mesh_bounds():
    assert nature.effective_mesh(np.ones((20, 30)), 10.0) == pytest.approx(6.0)  # all green: the whole area
    assert nature.effective_mesh(np.zeros((20, 30)), 10.0) == 0.0
    halves = np.ones((20, 31))
    halves[:, 15] = 0
    assert nature.effective_mesh(halves, 10.0) == pytest.approx(2 * 3.0**2 / 6.2)  # a road cuts 6 ha into 3 and 3


@settings(max_examples=20, deadline=None)
@given(st.integers(0, 10**6), st.integers(1, 5))
def test_connectivity_takes_the_best_of_all_paths(seed, n):
    """Distances that break the triangle rule, so that stepping stones pay; every path over the patches is tried."""
    rng = np.random.default_rng(seed)
    areas, d = rng.uniform(1, 9, n), np.triu(rng.uniform(0, 900, (n, n)), 1)
    d += d.T
    expected = 0.0
    for i, j in itertools.product(range(n), repeat=2):
        between = [k for k in range(n) if k not in (i, j)]
        paths = [(i, *via, j) for r in range(len(between) + 1) for via in itertools.permutations(between, r)]
        best = max(math.prod(0.5 ** (d[a, b] / 250) for a, b in itertools.pairwise(path)) for path in paths)
        expected += areas[i] * areas[j] * (1.0 if i == j else best)
    assert nature.probability_of_connectivity(areas, d, 100.0, 250.0) == pytest.approx(expected / 100.0**2)


def test_connectivity_between_its_limits():
    areas, d = np.array([3.0, 4.0]), np.array([[0.0, 500.0], [500.0, 0.0]])
    assert nature.probability_of_connectivity(areas, d, 10.0, 1e-3) == pytest.approx((9 + 16) / 100)  # nobody crosses: mesh / A
    assert nature.probability_of_connectivity(areas, d, 10.0, 1e9) == pytest.approx(49 / 100)  # as if they touched
    assert nature.probability_of_connectivity(areas, d * 0, 10.0) == pytest.approx(49 / 100)
    assert nature.probability_of_connectivity([], np.zeros((0, 0)), 10.0) == 0.0


def test_biotope_factor_of_many_parcels_at_once():
    areas = {"sealed": np.array([100.0, 0.0]), "veg_connected": np.array([100.0, 50.0])}
    assert nature.biotope_factor(areas).tolist() == [0.5, 1.0]
    assert nature.biotope_factor(areas, {"sealed": 0, "veg_connected": 0.5}, parcel=[400.0, 50.0]).tolist() == [0.125, 0.5]


def test_what_lies_over_or_under_is_an_extra():
    plain = nature.biotope_factor({"building": 100, "veg_connected": 100})
    rained = nature.biotope_factor({"building": 100, "veg_connected": 100, "rainwater_infiltration": 100})
    assert float(rained - plain) == pytest.approx(0.2 * 100 / 200)


def test_neighbourhood_mean():
    field = np.zeros((41, 41))
    field[20, 20] = 1.0
    mean = nature.neighbourhood_mean(field, 10.0, 20.0)
    assert mean[20, 20] == pytest.approx(1 / 13)  # 13 lattice points in a circle of radius 2
    assert mean[20, 23] == pytest.approx(0.0, abs=1e-12)
    assert nature.neighbourhood_mean(np.full((3, 3), 0.4), 10.0) == pytest.approx(np.full((3, 3), 0.4))


def test_the_three_parts_of_the_rule():
    homes = [[0, 0], [100, 0], [200, 0], [300, 0]]
    trees = [[25, 0], [0, 25], [-29, 0], [100, 35], [108, 34], [92, 34], [200, 10], [200, 20]]
    result = nature.rule_3_30_300(homes, trees, [0.5, 0.30, 0.29, 0.9], [300, 100, 50, math.inf], half_width=[0, 6, 0, 0])
    assert result.trees.tolist() == [True, True, False, False]
    assert result.canopy.tolist() == [True, True, False, True]
    assert result.green.tolist() == [True, True, True, False]
    assert result.all.tolist() == [True, True, False, False]
    assert nature.rule_3_30_300(homes, trees, 0.3, 300).trees.tolist() == [True, False, False, False]  # facade at the point
    assert nature.rule_3_30_300(homes, [], 0.3, 300).trees.tolist() == [False] * 4
    assert nature.rule_3_30_300(homes, trees, 0.3, 300, least_trees=0).trees.all()
    assert len(nature.rule_3_30_300([], trees, [], []).all) == 0


@settings(max_examples=30, deadline=None)
@given(seed=st.integers(0, 10**6), homes=st.integers(1, 12), trees=st.integers(0, 40), least=st.integers(1, 5))
def test_trees_in_sight_are_counted(seed, homes, trees, least):
    rng = np.random.default_rng(seed)
    h, t, width = rng.uniform(0, 100, (homes, 2)), rng.uniform(0, 100, (trees, 2)), rng.uniform(0, 10, homes)
    count = np.array([sum(math.dist(a, b) <= 30 + w for b in t) for a, w in zip(h, width, strict=True)])
    assert np.array_equal(nature.rule_3_30_300(h, t, 0.0, 0.0, width, least_trees=least).trees, count >= least)


def test_parameters_are_sourced_and_inside_their_ranges():
    found = {}
    for function in (
        nature.access,
        nature.biotope_factor,
        nature.probability_of_connectivity,
        nature.neighbourhood_mean,
        nature.rule_3_30_300,
    ):
        found |= parameters_of(function)
    assert {"radius", "sight", "longest_walk", "biotope_weights.veg_connected"} <= set(found)
    for name, p in (found | dict(nature.FRENCH_BIOTOPE_WEIGHTS)).items():
        assert p.exact or p.low < p < p.high, name
        assert p.source in SOURCES, name
        assert p.unit in UNITS, name
        assert p.about, name


ONES = np.ones((3, 3))


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: nature.access(-ONES, ONES, 10.0), "supply"),
        (lambda: nature.access(ONES, -ONES, 10.0), "population"),
        (lambda: nature.access(ONES, np.ones((3, 4)), 10.0), "shapes differ"),
        (lambda: nature.access(ONES, ONES, -1.0), "cell"),
        (lambda: nature.access(ONES, ONES, 10.0, 0.0), "radius"),
        (lambda: nature.access(ONES, ONES, 10.0, 300.0, "gausian"), 'did you mean "gaussian"'),
        (lambda: nature.access(np.ones(3), np.ones(3), 10.0), "grid"),
        (lambda: nature.effective_mesh(ONES * 0.5, 10.0), "True or False"),
        (lambda: nature.effective_mesh(ONES * np.nan, 10.0), "True or False"),
        (lambda: nature.effective_mesh(ONES, 0), "cell"),
        (lambda: nature.biotope_factor({"seeled": 3.0}), 'did you mean "sealed"'),
        (lambda: nature.biotope_factor({"sealed": -3.0}), "sealed"),
        (lambda: nature.biotope_factor({"sealed": 3.0}, {"sealed": -1.0}), "weights"),
        (lambda: nature.biotope_factor({"sealed": 0.0}), "no area"),
        (lambda: nature.biotope_factor({"sealed": 5.0}, parcel=0), "no area"),
        (lambda: nature.biotope_factor({}), "empty"),
        (lambda: nature.biotope_factor([1, 2], [1]), "as many weights"),
        (lambda: nature.biotope_factor([1, 2], {"sealed": 1}), "both"),
        (lambda: nature.biotope_factor({"sealed": [1, 2], "greened": [1, 2, 3]}), "fit together"),
        (lambda: nature.probability_of_connectivity([1, 2], [[0, 1], [2, 0]], 9), "symmetric"),
        (lambda: nature.probability_of_connectivity([1, 2], [[0, 1], [1, 0]], 2), "more than the whole"),
        (lambda: nature.probability_of_connectivity([1, 2], [[0, 1], [1, 0]], 0), "total"),
        (lambda: nature.probability_of_connectivity([1, 2], [[0, -1], [-1, 0]], 9), "distance"),
        (lambda: nature.rule_3_30_300([1, 2], [], 0.3, 300), "pairs"),
        (lambda: nature.rule_3_30_300([[1, 2]], [[1, 2, 3]], 0.3, 300), "trees"),
        (lambda: nature.rule_3_30_300([[1, 2]], [], [0.3, 0.2], 300), "each of the 1 homes"),
        (lambda: nature.rule_3_30_300([[1, 2]], [], 1.3, 300), "canopy"),
        (lambda: nature.rule_3_30_300([[1, 2]], [], 0.3, math.nan), "green_distance"),
    ],
)
def test_bad_arguments_say_which(call, message):
    with pytest.raises(TwinError, match=message):
        call()
