"""Draws of a comparison: the same on every executor, fair to both sides, honest about what does not change."""

import csv
import pickle
from collections.abc import Callable, Iterable
from concurrent.futures import Executor, ProcessPoolExecutor, ThreadPoolExecutor
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import shapely

import twin
from twin.city import City
from twin.comparison import Comparison
from twin.parameter import Parameter
from twin.uncertainty.coarse import MOST_CELLS, coarse
from twin.uncertainty.unknowns import CHOSEN, repriced, unknowns_of

GREEN = twin.Plan("Green", [twin.Depave(where="Grand Parking", to="meadow"), twin.PlantTrees(where=shapely.box(20, 20, 60, 70))])
NOTHING = twin.Plan("Nothing", [twin.Depave(where="Parc des Érables")])
KEYS = ["runoff", "air_warming", "sealed", "biotope", "mesh", "cost"]


def parameters_of(keys: Iterable[str]) -> dict[str, Parameter]:
    return {name: p for key in keys for name, p in twin.METRICS[key].parameters.items()}


@pytest.fixture(scope="module")
def comparison(square: City) -> Comparison:
    return twin.compare(square, [GREEN, NOTHING], KEYS, draws=64)


@pytest.mark.parametrize("pool", [ThreadPoolExecutor, ProcessPoolExecutor])
def test_every_executor_gives_the_same_to_the_last_bit(square: City, comparison: Comparison, pool: Callable[[int], Executor]) -> None:
    with pool(2) as executor:
        other = twin.compare(square, [GREEN, NOTHING], KEYS, draws=64, executor=executor)
    assert comparison.ensemble is not None
    assert other.ensemble is not None
    assert other.ensemble.outputs.tobytes() == comparison.ensemble.outputs.tobytes()


def test_dask_gives_the_same_to_the_last_bit(square: City, comparison: Comparison) -> None:
    distributed = pytest.importorskip("distributed", reason="dask is not installed: its executor is not tried")
    options = {"n_workers": 1, "threads_per_worker": 1, "processes": False, "dashboard_address": None}
    with distributed.LocalCluster(**options) as cluster, distributed.Client(cluster) as client:
        other = twin.compare(square, [GREEN, NOTHING], KEYS, draws=64, executor=client.get_executor(pure=False))
    assert comparison.ensemble is not None
    assert other.ensemble is not None
    assert other.ensemble.outputs.tobytes() == comparison.ensemble.outputs.tobytes()


def test_the_seed_is_all_there_is_to_chance(square: City, comparison: Comparison) -> None:
    again, other = (twin.compare(square, [GREEN, NOTHING], KEYS, draws=64, seed=seed) for seed in (0, 1))
    assert again.ensemble is not None
    assert other.ensemble is not None
    assert comparison.ensemble is not None
    assert (again.ensemble.outputs == comparison.ensemble.outputs).all()
    assert (other.ensemble.inputs != comparison.ensemble.inputs).any()


def test_the_best_guess_lies_inside_its_interval(comparison: Comparison) -> None:
    for plan in ("Green", "Nothing"):
        for row in comparison.rows(plan):
            spread = comparison.spread(row.metric.key, plan)
            assert spread.low <= row.difference <= spread.high


def test_a_plan_that_does_nothing_has_no_clear_change_anywhere(comparison: Comparison) -> None:
    for key in KEYS:
        spread = comparison.spread(key, "Nothing")
        assert spread.sure == "no clear change"
        assert (spread.ties, spread.low, spread.high) == (1.0, 0.0, 0.0)


def test_a_plan_that_does_something_is_found(comparison: Comparison) -> None:
    assert comparison.spread("runoff", "Green").sure == "clearly better"
    assert comparison.spread("cost", "Green").sure == "clearly worse"
    assert comparison.spread("runoff", "Green", against="Nothing").sure == "clearly better"
    assert comparison.spread("runoff", "Nothing", against="Green").sure == "clearly worse"


def test_what_both_sides_share_cancels(comparison: Comparison) -> None:
    """The spread of the difference is far smaller than that of the level: the same draws before and after."""
    ensemble = comparison.ensemble
    assert ensemble is not None
    level, difference = ensemble.values("runoff", 1).std(), ensemble.difference("runoff", 1).std()
    assert difference < level


def test_shares_add_up_and_drivers_are_the_metric_s_own(comparison: Comparison) -> None:
    for key in KEYS:
        spread = comparison.spread(key, "Green")
        assert spread.better + spread.worse + spread.ties == pytest.approx(1)
        for name, _ in spread.drivers:
            assert name in twin.METRICS[key].parameters or (key == "cost" and name.startswith("price"))


def test_prices_spread_the_cost_as_drawn_one_by_one(comparison: Comparison) -> None:
    """Against plain draws of the two prices: the same mean to 2 % and the same spread to 15 %."""
    ensemble = comparison.ensemble
    assert ensemble is not None
    rng = np.random.default_rng(0)
    total = np.zeros(20_000)
    for work in comparison.cities[0].works:
        for line in work.costs:
            p, u = line.price, rng.random(20_000)
            low = p.value - (p.value - p.low) * (1 - np.sqrt(2 * np.minimum(u, 0.5)))
            high = p.value + (p.high - p.value) * (1 - np.sqrt(2 * np.minimum(1 - u, 0.5)))
            total += line.quantity * np.where(u < 0.5, low, high)
    drawn = ensemble.values("cost", 1)
    assert drawn.mean() == pytest.approx(total.mean(), rel=0.02)
    assert drawn.std() == pytest.approx(total.std(), rel=0.15)


def test_choices_and_assumptions_are_not_drawn(square: City, comparison: Comparison) -> None:
    assert comparison.ensemble is not None
    assert not CHOSEN & set(comparison.ensemble.unknowns.names)
    fixed = twin.compare(square, GREEN, ["air_warming"], assume={"uhi_max": 3.0}, draws=8)
    assert fixed.ensemble is not None
    assert "uhi_max" not in fixed.ensemble.unknowns.names


def test_only_what_the_maps_show_is_drawn_and_nothing_else_would_move_a_number(square: City) -> None:
    cities, keys = (square, square.apply(GREEN)), [key for key, metric in twin.METRICS.items() if metric.theme != "buildings"]
    drawn, known = unknowns_of(cities, keys, {}).parameters, parameters_of(keys)
    left_out = {name: p for name, p in known.items() if not p.exact and name not in drawn and name not in CHOSEN}
    assert {f"curve_number.meadow.{square.land.soil}", "albedo.meadow"} <= set(drawn)
    assert "curve_number.meadow.D" in left_out
    for city in cities:
        for end in ("low", "high"):
            moved = twin.evaluate(city, keys, assume={name: getattr(p, end) for name, p in left_out.items()})
            assert [r.value for r in moved.values()] == pytest.approx([r.value for r in twin.evaluate(city, keys).values()], rel=1e-12)


def test_metrics_that_prices_move_say_so(square: City) -> None:
    """Draws give other prices only to metrics that are marked."""
    wall = twin.Renovate(where=shapely.box(0, 0, 200, 200), element="wall", material="wood_fibre_board", side="outside")
    city = square.apply(*GREEN, wall)
    prices = unknowns_of([city], twin.METRICS, {}).prices
    dear = repriced(city, {name: p.high for name, p in prices.items()})
    then, now = twin.evaluate(city), twin.evaluate(dear)
    moved = {key for key in then if then[key].value != now[key].value}
    assert {"cost", "embodied_carbon", "renovation_cost"} <= moved
    assert moved <= {key for key, metric in twin.METRICS.items() if metric.priced}


def test_text_tells_the_draws_in_both_languages(comparison: Comparison) -> None:
    english, french = comparison.text(), comparison.text("fr")
    assert "64 draws of" in english
    assert "clearly better" in english
    assert "No clear change" in english
    assert "nettement mieux" in french


def test_records_and_csv_carry_the_draws(comparison: Comparison, tmp_path: Path) -> None:
    rows = list(csv.DictReader(comparison.to_csv(tmp_path / "draws.csv").open(encoding="utf-8")))
    runoff = next(row for row in rows if row["metric"] == "runoff" and row["plan"] == "Green")
    spread = comparison.spread("runoff", "Green")
    assert (float(runoff["low"]), float(runoff["high"]), runoff["sure"]) == (spread.low, spread.high, spread.sure)


def test_ranges_are_those_of_many_more_draws(square: City) -> None:
    """5 and 95 % of 256 draws against 4096 others: nearer than a twentieth of the range."""
    few, many = (twin.compare(square, GREEN, ["runoff"], draws=n, seed=n).ensemble for n in (256, 4096))
    assert few is not None
    assert many is not None
    ends = [np.percentile(e.difference("runoff", 1), (5, 95)) for e in (few, many)]
    assert ends[0] == pytest.approx(ends[1], abs=0.05 * float(np.ptp(ends[1])) + 1e-9)


def test_draws_must_be_a_power_of_two(square: City) -> None:
    with pytest.raises(twin.TwinError, match="power of two"):
        twin.compare(square, GREEN, KEYS, draws=100)
    with pytest.raises(twin.TwinError, match="draws=256"):
        twin.compare(square, GREEN, KEYS).spread("runoff")


@pytest.mark.parametrize("options", [{"seed": -1}, {"seed": 1.5}, {"seed": None}, {"executor": 2}])
def test_what_is_no_seed_and_no_executor_is_refused(square: City, options: dict[str, Any]) -> None:
    with pytest.raises(twin.TwinError, match=f"{next(iter(options))}=.* give a"):
        twin.compare(square, GREEN, ["sealed"], draws=16, **options)


def test_a_few_draws_make_nothing_clear(square: City) -> None:
    """Both of 2 draws agree by chance every other time: likely at most; 16 may say clear."""
    few, some = (twin.compare(square, GREEN, ["sealed", "cost"], draws=draws) for draws in (2, 16))
    assert [few.spread(key).sure for key in ("sealed", "cost")] == ["likely better", "likely worse"]
    assert [some.spread(key).sure for key in ("sealed", "cost")] == ["clearly better", "clearly worse"]


def test_ctrl_c_keeps_what_is_done(square: City) -> None:
    def stop(share: float, _what: str) -> None:
        if share > 0.5:
            raise KeyboardInterrupt

    stopped = twin.compare(square, GREEN, ["sealed", "biotope"], draws=64, progress=stop).ensemble
    assert stopped is not None
    assert stopped.stopped
    assert 16 <= len(stopped) < 64
    with pytest.raises(KeyboardInterrupt):
        twin.compare(square, GREEN, ["sealed"], draws=64, progress=lambda _share, _what: stop(1.0, ""))


def test_a_comparison_with_draws_travels(comparison: Comparison) -> None:
    copy = pickle.loads(pickle.dumps(comparison))
    assert copy.spread("runoff", "Green").low == comparison.spread("runoff", "Green").low


def test_wide_cells_keep_the_totals() -> None:
    city = twin.saint_jumeau()
    wide = coarse(city)
    assert wide.grid.rows * wide.grid.cols <= MOST_CELLS
    assert wide.land.fractions.sum(axis=0) == pytest.approx(1)
    for cover in ("asphalt", "lawn", "roof"):
        assert wide.land.area(cover) == pytest.approx(city.land.area(cover), rel=1e-9)
    assert coarse(wide) is wide
    assert wide.streets is city.streets


def test_a_quiet_plan_stays_quiet_for_a_hundred_seeds(square: City) -> None:
    """No effect: no clear change on every metric in at least 95 of 100 seeds; and a clear effect is found every time."""
    quiet = clear = 0
    for seed in range(100):
        comparison = twin.compare(square, [NOTHING, GREEN], ["sealed", "biotope"], draws=16, seed=seed)
        quiet += all(comparison.spread(key, 0).sure == "no clear change" for key in ("sealed", "biotope"))
        clear += all(comparison.spread(key, 1).sure == "clearly better" for key in ("sealed", "biotope"))
    assert quiet >= 95
    assert clear >= 95


def test_the_same_works_in_another_order_differ_in_no_metric(square: City) -> None:
    """All metrics: two plans that do the same in other steps differ in not a single draw, so that no seed could tell them apart.

    A hundred seeds of 8 draws each were tried once: 100 quiet, 100 with the clear changes against before found.
    """
    left, right, lane = shapely.box(20, 20, 40, 70), shapely.box(40, 20, 60, 70), twin.BikeLane(along="Rue Haute")
    wall = twin.Renovate(buildings=("Bâtiment A",), element="wall", material="eps")
    one = twin.Plan("One", [twin.Depave(where=left, to="meadow"), twin.Depave(where=right, to="meadow"), lane, wall])
    other = twin.Plan("Other", [wall, lane, twin.Depave(where="Grand Parking", to="meadow")])
    comparison = twin.compare(square, [one, other], draws=64)
    for key in twin.METRICS:
        assert comparison.spread(key, "Other", against="One").ties == 1.0, key
    clear = {key: comparison.spread(key, "Other").sure for key in ("runoff", "heating", "parking")}
    assert clear == {"runoff": "clearly better", "heating": "clearly better", "parking": "clearly worse"}


def test_the_winner_of_each_metric_is_held_against_the_next(square: City) -> None:
    """Half the car park, all of it and nothing: all of it wins on water, nothing on money; each against the next, not against the last."""
    half = twin.Plan("Half", [twin.Depave(where=shapely.box(20, 20, 40, 70), to="meadow")])
    whole = twin.Plan("Whole", [twin.Depave(where="Grand Parking", to="meadow")])
    comparison = twin.compare(square, [half, NOTHING, whole], ["runoff", "cost", "canopy"], draws=32)
    lines = comparison.text().split("Would the winner still win?")[1].splitlines()
    water = next(line for line in lines if line.strip().startswith("Runoff"))
    assert "Whole before Half" in water
    assert "in 100 of 100 draws" in water
    assert "Nothing before Half" in next(line for line in lines if line.strip().startswith("Cost"))
    assert "canopy" in next(line for line in lines if "Too close to call" in line)
    assert "Whole devant Half" in comparison.text("fr")
    assert "still win" not in twin.compare(square, half, ["runoff"], draws=2).text()
