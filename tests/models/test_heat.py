"""Urban cooling: an independent slow reading of the equations, properties, and errors."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from twin.errors import TwinError
from twin.models import heat
from twin.parameter import UNITS, default, parameters_of
from twin.sources import SOURCES

TREF, UHI = 24.0, 3.5


def slow_air_temperature(capacity, green, cell, cooling_distance, mixing_radius, large=2.0):
    """The equations cell by cell: no transform, no kernel, none of the code under test. NaN cells do not exist."""
    dc, r = round(cooling_distance / cell), round(mixing_radius / cell)
    cells = [(i, j) for i, j in np.ndindex(capacity.shape) if not math.isnan(capacity[i, j]) and not math.isnan(green[i, j])]
    offsets = range(-dc, dc + 1)
    whole_disk = sum(1 for a in offsets for b in offsets if a * a + b * b <= dc * dc)
    mitigation, large_green = {}, {}
    for i, j in cells:
        near = [(a, b, math.hypot(a - i, b - j)) for a, b in cells]
        in_disk = [(a, b) for a, b, d in near if d <= dc]
        area = sum(green[a, b] for a, b in in_disk) / len(in_disk) * whole_disk * cell**2 / 10_000
        weights = [(a, b, math.exp(-d / dc)) for a, b, d in near if d <= 5 * dc]
        parks = sum(w * green[a, b] * capacity[a, b] for a, b, w in weights) / sum(w for _, _, w in weights)
        large_green[i, j] = area >= large
        mitigation[i, j] = parks if capacity[i, j] < parks and area >= large else capacity[i, j]
    temperature = np.full(capacity.shape, np.nan)
    for i, j in cells:
        near = [(a, b, math.hypot(a - i, b - j)) for a, b in cells]
        weights = [(a, b, math.exp(-d / r)) for a, b, d in near if d <= 5 * r]
        blended = sum(w * mitigation[a, b] for a, b, w in weights) / sum(w for _, _, w in weights)
        temperature[i, j] = TREF + (1 - blended) * UHI
    return temperature, mitigation, large_green


def small_town(seed, shape=(13, 17), green_share=0.3):
    rng = np.random.default_rng(seed)
    green = (rng.random(shape) < green_share).astype(float)
    capacity = np.where(green > 0, rng.uniform(0.4, 0.9, shape), rng.uniform(0.0, 0.3, shape))
    return capacity, green


@pytest.mark.parametrize("missing", [0.0, 0.15])
def test_few_green_cells_take_both_branches(missing):
    """Green in one corner only: within 2 ha of it parks cool their surroundings, far from it they do not."""
    capacity, green = small_town(seed=5, green_share=0.0)
    capacity /= 10
    green[:6, :7] = 1.0
    capacity[:6, :7] = 0.8
    gaps = np.random.default_rng(1).random(capacity.shape) < missing
    capacity[gaps] = green[gaps] = np.nan
    slow, mitigation, large_green = slow_air_temperature(capacity, green, 30.0, 160.0, 60.0)
    assert 10 < sum(large_green.values()) < len(large_green) - 10, "both branches of 'at least 2 ha' are needed"
    assert any(mitigation[c] > capacity[c] for c in mitigation), "a park must cool some cell"
    parks = heat.park_cooling(capacity, green, 30.0, 160.0)
    assert any(parks[c] > capacity[c] and not large_green[c] for c in mitigation), "the 2 ha rule must decide somewhere"
    fast = heat.air_temperature(capacity, green, 30.0, TREF, UHI, 160.0, 60.0)
    assert fast == pytest.approx(slow, abs=1e-10, nan_ok=True)
    assert np.array_equal(np.isnan(fast), gaps)


@settings(max_examples=8, deadline=None)
@given(st.integers(0, 10**6), st.floats(0.0, 0.6), st.floats(40, 400), st.floats(40, 400))
def test_air_temperature_is_the_slow_one(seed, share, cooling_distance, mixing_radius):
    capacity, green = small_town(seed, (8, 9), share)
    slow, _, _ = slow_air_temperature(capacity, green, 40.0, cooling_distance, mixing_radius)
    assert heat.air_temperature(capacity, green, 40.0, TREF, UHI, cooling_distance, mixing_radius) == pytest.approx(slow, abs=1e-10)


def test_exactly_two_hectares_count_as_large():
    """200 cells of 10 m are 2 ha exactly: the rounding of the transform must not decide (GA < 2 ha is false)."""
    green = np.zeros((81, 81))
    green[30:50, 35:45] = 1.0
    capacity = np.where(green > 0, 0.8, 0.02)
    centre = (40, 40)
    assert heat.green_area(green, 10.0, 300.0)[centre] == pytest.approx(2.0, abs=1e-9)
    parks = heat.park_cooling(capacity, green, 10.0, 300.0)
    beside = (40, 46)
    assert parks[beside] > capacity[beside]
    assert heat.heat_mitigation(capacity, green, 10.0, 300.0)[beside] == parks[beside]
    green[30, 35] = 0.0
    assert heat.heat_mitigation(capacity, green, 10.0, 300.0)[beside] == capacity[beside]


def test_trees_cool_as_much_as_the_literature_says():
    """About 0.3 K per +0.10 canopy (Krayenhoff et al. 2021); road with Kc 0.35, trees with Kc 1.15, albedo kept."""
    before = heat.cooling_capacity(0.0, 0.10, 0.35)
    after = heat.cooling_capacity(0.10, 0.10, 0.9 * 0.35 + 0.1 * 1.15)
    cooling = float(heat.unmixed_temperature(before) - heat.unmixed_temperature(after))
    assert 0.2 <= cooling <= 0.4


def test_albedo_is_understated():
    """0.07 K per +0.10 albedo where the literature has 0.2 to 0.6 K (Krayenhoff et al. 2021): the caveat of the module."""
    cooling = heat.unmixed_temperature(heat.cooling_capacity(0, 0.1, 0.35)) - heat.unmixed_temperature(heat.cooling_capacity(0, 0.2, 0.35))
    assert float(cooling) == pytest.approx(0.07, abs=0.005)


def test_mixing_hides_a_planted_hectare():
    """The share of its signal a planted hectare keeps at its centre (10 m cells) shrinks fast with the mixing radius."""
    plan = np.zeros((601, 601))
    plan[296:306, 296:306] = 1.0
    kept = [float(heat.mixed(plan, 10.0, radius)[300, 300]) for radius in (50, 100, 236, 500)]
    assert kept == sorted(kept, reverse=True)
    assert kept == pytest.approx([0.32, 0.11, 0.025, 0.006], rel=0.1)


@settings(max_examples=20, deadline=None)
@given(st.integers(0, 10**6), st.floats(20, 700))
def test_mixing_stays_within_the_extremes(seed, radius):
    field = np.random.default_rng(seed).normal(25, 3, (12, 15))
    blended = heat.mixed(field, 20.0, radius)
    assert blended.min() >= field.min() - 1e-9
    assert blended.max() <= field.max() + 1e-9


@settings(max_examples=20, deadline=None)
@given(st.integers(0, 10**6))
def test_more_capacity_is_never_warmer(seed):
    capacity, green = small_town(seed)
    cooler = capacity + np.random.default_rng(seed).uniform(0, 0.1, capacity.shape)
    before = heat.air_temperature(capacity, green, 20.0)
    assert np.all(heat.air_temperature(cooler, green, 20.0) <= before + 1e-9)
    assert np.all(heat.heat_mitigation(capacity, green, 20.0) >= capacity)
    assert np.all(before >= default(heat.air_temperature, "reference") - 1e-9)


def test_distances_under_half_a_cell_change_nothing():
    capacity, green = small_town(2)
    temperature = heat.air_temperature(capacity, green, 100.0, TREF, UHI, 40.0, 40.0)
    assert temperature == pytest.approx(TREF + (1 - capacity) * UHI, abs=1e-12)


def test_weights_by_name_or_order_and_only_their_ratio():
    shade, albedo, crop = np.random.default_rng(0).random((3, 4, 5))
    expected = (0.59 * shade + 0.24 * albedo + 0.17 * crop) / 1.0
    assert heat.cooling_capacity(shade, albedo, crop, weights=[59, 24, 17]) == pytest.approx(expected)
    named = {"evapotranspiration": 0.17, "shade": 0.59, "albedo": 0.24}
    assert heat.cooling_capacity(shade, albedo, crop, weights=named) == pytest.approx(expected)
    table = default(heat.cooling_capacity, "weights").replace({"albedo": 1.2})
    assert float(heat.cooling_capacity(0, 1, 0, weights=table)) == pytest.approx(0.6)


def test_only_the_pattern_of_reference_et_counts():
    crop = np.array([[0.5, 1.0]])
    assert np.array_equal(heat.cooling_capacity(crop * 0, crop * 0, crop, 7.3), heat.cooling_capacity(crop * 0, crop * 0, crop))
    halved = heat.cooling_capacity(crop * 0, crop * 0, crop, np.array([[2.0, 4.0]]))
    assert halved == pytest.approx(np.array([[0.05, 0.2]]))
    gap = heat.cooling_capacity(crop * 0, crop * 0, np.array([[0.5, np.nan]]), np.array([[2.0, 4.0]]))
    assert np.isnan(gap).tolist() == [[False, True]]


def test_wbgt_by_hand():
    """30 °C, 50 %: e = 0.5 * 6.105 * exp(518.1 / 267.7) = 21.146 hPa, so 17.01 + 8.310 + 3.94 = 29.260 °C."""
    assert float(heat.wbgt(30.0, 50.0)) == pytest.approx(29.260, abs=0.002)


def test_parameters_are_sourced_and_inside_their_ranges():
    found = {}
    for function in (heat.cooling_capacity, heat.heat_mitigation, heat.unmixed_temperature, heat.mixed, heat.air_temperature):
        found |= parameters_of(function)
    assert {"cooling_weights.shade", "cooling_distance", "mixing_radius", "reference", "uhi_max"} <= set(found)
    for name, p in found.items():
        assert p.exact or p.low < p < p.high, name
        assert p.source in SOURCES, name
        assert p.unit in UNITS, name
        assert p.about, name
    assert default(heat.air_temperature, "uhi_max") is default(heat.unmixed_temperature, "uhi_max")


GREEN = np.zeros((3, 3))


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: heat.cooling_capacity(1.2, 0.1, 0.5), "shade"),
        (lambda: heat.cooling_capacity(0.2, -0.1, 0.5), "albedo"),
        (lambda: heat.cooling_capacity(0.2, 0.1, 5), "crop_coefficient"),
        (lambda: heat.cooling_capacity(0.2, 0.1, 0.5, 0.0), "reference_et"),
        (lambda: heat.cooling_capacity(np.zeros(3), np.zeros(4), 0.5), "shapes differ"),
        (lambda: heat.cooling_capacity(0.2, 0.1, 0.5, weights=[1, 2]), "three numbers"),
        (lambda: heat.cooling_capacity(0.2, 0.1, 0.5, weights=[0, 0, 0]), "three numbers"),
        (lambda: heat.cooling_capacity(0.2, 0.1, 0.5, weights={"shade": 1, "albedo": 1}), "lacks evapotranspiration"),
        (lambda: heat.cooling_capacity(0.2, 0.1, 0.5, weights={"shde": 1}), 'did you mean "shade"'),
        (lambda: heat.night_cooling_capacity(1.5), "building_intensity"),
        (lambda: heat.heat_mitigation(GREEN, np.zeros((3, 4)), 5.0), "shapes differ"),
        (lambda: heat.heat_mitigation(GREEN, GREEN + 2, 5.0), "green"),
        (lambda: heat.heat_mitigation(GREEN, GREEN, 5.0, large=-1), "large"),
        (lambda: heat.heat_mitigation(np.zeros(3), np.zeros(3), 5.0), "grid"),
        (lambda: heat.air_temperature(GREEN, GREEN, 0.0), "cell"),
        (lambda: heat.air_temperature(GREEN, GREEN, 5.0, uhi_max=-1), "uhi_max"),
        (lambda: heat.air_temperature(GREEN, GREEN, 5.0, reference=math.nan), "reference"),
        (lambda: heat.air_temperature(GREEN, GREEN, 5.0, mixing_radius=0), "mixing_radius"),
        (lambda: heat.unmixed_temperature(GREEN, reference=GREEN), "single numbers"),
        (lambda: heat.mixed(GREEN, 5.0, math.inf), "mixing_radius"),
        (lambda: heat.wbgt(30, 130), "humidity"),
    ],
)
def test_bad_arguments_say_which(call, message):
    with pytest.raises(TwinError, match=message):
        call()
