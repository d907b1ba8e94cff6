"""What must hold for user equilibrium on any network, and what the solver says about networks that are out of order."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from twin.errors import TwinError
from twin.models.assignment import CutOff, Network, equilibrium
from twin.models.network import travel_time
from twin.parameter import parameters_of

GAP = 1e-8


def grid(side: int = 5, zones: int = 8, trips: float = 10000, seed: int = 0, beta: float = 4.0) -> tuple[Network, np.ndarray]:
    """Two-way streets in a square, random times and capacities, loaded enough to queue."""
    random = np.random.default_rng(seed)
    node = np.arange(side * side).reshape(side, side)
    one_way = np.vstack([np.column_stack([a.ravel(), b.ravel()]) for a, b in ((node[:, :-1], node[:, 1:]), (node[:-1], node[1:]))])
    tail, head = np.vstack([one_way, one_way[:, ::-1]]).T
    places = np.sort(random.choice(side * side, zones, replace=False))
    demand = random.gamma(1.0, 1.0, (zones, zones))
    np.fill_diagonal(demand, 0.0)
    free_time, capacity = random.uniform(0.2, 1.0, len(tail)), random.choice([400.0, 800.0, 1600.0], len(tail))
    return Network(tail, head, free_time, capacity, 0.15, beta, places), demand * trips / demand.sum()


@st.composite
def cases(draw: st.DrawFn, betas: tuple[float, ...] = (0.0, 1.0, 2.5, 4.0), zero_cost: bool = True) -> tuple[Network, np.ndarray]:
    """Small networks of any shape: parallel links, loops, links of no cost, closed links, islands, zones at one node, centroids."""
    nodes, links, zones = draw(st.integers(2, 7)), draw(st.integers(0, 24)), draw(st.integers(1, 5))
    random = np.random.default_rng(draw(st.integers(0, 2**32 - 1)))
    free_time = random.uniform(0.5, 3.0, links) * (random.random(links) > (0.2 if zero_cost else 0.0))
    network = Network(
        random.integers(0, nodes, links),
        random.integers(0, nodes, links),
        free_time,
        random.choice([0.0, 50.0, 100.0, 300.0], links, p=[0.1, 0.3, 0.3, 0.3]),
        random.uniform(0.1, 1.0, links),
        random.choice(betas, links),
        zones=random.integers(0, nodes, zones),
        first_through=int(random.choice([0, 0, 1, 2])),
        fixed_cost=random.choice([0.0, 0.5], links),
        nodes=nodes,
    )
    return network, random.uniform(0, 100, (zones, zones)) * (random.random((zones, zones)) > 0.3)


def times_by_hand(network: Network, time: np.ndarray) -> np.ndarray:
    """Quickest times between zones by relaxing every link again and again (Bellman and Ford), knowing nothing of the solver."""
    found = np.full((len(network.zones), len(network.zones)), np.inf)
    for i, origin in enumerate(network.zones):
        reach = np.full(network.nodes, np.inf)
        reach[origin] = 0.0
        for _ in range(network.nodes):
            for a in np.flatnonzero(~network.closed):
                if network.tail[a] >= network.first_through or network.tail[a] == origin:
                    reach[network.head[a]] = min(reach[network.head[a]], reach[network.tail[a]] + time[a])
        found[i] = reach[network.zones]
    return found


@settings(max_examples=60, deadline=None)
@given(cases())
def test_equilibrium_of_any_network(case: tuple[Network, np.ndarray]) -> None:
    network, demand = case
    found = equilibrium(network, demand, gap=GAP)
    assert found.converged

    skim = times_by_hand(network, found.time)
    assert found.skim == pytest.approx(skim, rel=1e-12, abs=1e-12)
    ideal = float(np.sum(np.where(np.isfinite(skim), demand * np.where(np.isfinite(skim), skim, 0), 0)))
    assert found.total_time == pytest.approx(found.flow @ found.time)
    assert found.total_time - ideal <= 1.001 * GAP * found.total_time + 1e-9

    zones = len(network.zones)
    same = network.zones[:, None] == network.zones
    expected = np.where(np.isfinite(skim) & ~same, demand, 0.0)
    assert found.paths.demand(zones**2).reshape(zones, zones) == pytest.approx(expected, abs=1e-9)
    assert found.assigned + sum(c.demand for c in found.cut_off) + found.intrazonal == pytest.approx(demand.sum(), abs=1e-9)
    assert {(c.origin, c.destination) for c in found.cut_off} == set(zip(*np.nonzero(~np.isfinite(skim) & (demand > 0)), strict=True))

    balance = np.bincount(network.tail, found.flow, minlength=network.nodes) - np.bincount(
        network.head, found.flow, minlength=network.nodes
    )
    leaving = np.bincount(network.zones, expected.sum(1), minlength=network.nodes)
    arriving = np.bincount(network.zones, expected.sum(0), minlength=network.nodes)
    assert balance == pytest.approx(leaving - arriving, abs=1e-9)
    assert np.all(found.flow >= 0)
    assert np.all(found.flow[network.closed] == 0)


@settings(max_examples=40, deadline=None)
@given(cases())
def test_nothing_changed_nothing_moves(case: tuple[Network, np.ndarray]) -> None:
    network, demand = case
    first = equilibrium(network, demand, gap=GAP)
    again = equilibrium(network, demand, gap=GAP, start=first)
    assert again.iterations == 0
    assert np.array_equal(again.flow, first.flow)
    assert (again.total_time, again.objective, again.gap) == (first.total_time, first.objective, first.gap)
    assert not again.resolves(first)


@settings(max_examples=40, deadline=None)
@given(cases(), st.integers(0, 2**32 - 1))
def test_more_capacity_never_raises_the_objective(case: tuple[Network, np.ndarray], seed: int) -> None:
    network, demand = case
    before = equilibrium(network, demand, gap=GAP)
    wider = network.capacity * np.random.default_rng(seed).choice([1.0, 1.5, 10.0], len(network))
    after = equilibrium(network.replace(capacity=wider), demand, gap=GAP, start=before)
    assert after.objective <= before.objective + GAP * after.total_time + 1e-9


@settings(max_examples=40, deadline=None)
@given(cases(betas=(1.0,), zero_cost=False), st.randoms(use_true_random=False))
def test_relabelling_nodes_and_links_changes_nothing(case: tuple[Network, np.ndarray], random: object) -> None:
    """Where time grows in proportion to flow, a gap g leaves flows within sqrt(2 g TT / least slope) of the optimum."""
    network, demand = case
    network = Network(
        network.tail,
        network.head,
        network.free_time,
        network.capacity,
        network.alpha,
        1,
        network.zones,
        0,
        network.fixed_cost,
        nodes=network.nodes,
    )
    names, order = list(range(network.nodes)), list(range(len(network)))
    random.shuffle(names)  # type: ignore[attr-defined]
    random.shuffle(order)  # type: ignore[attr-defined]
    name, order = np.array(names), np.array(order, dtype=int)
    other = Network(
        name[network.tail][order],
        name[network.head][order],
        network.free_time[order],
        network.capacity[order],
        network.alpha[order],
        1,
        name[network.zones],
        0,
        network.fixed_cost[order],
        nodes=network.nodes,
    )
    one, two = equilibrium(network, demand, gap=GAP), equilibrium(other, demand, gap=GAP)
    play = GAP * max(one.total_time, two.total_time)
    assert one.objective == pytest.approx(two.objective, abs=play + 1e-9)
    assert one.cut_off == two.cut_off
    usable = ~network.closed
    if usable.any():
        least = np.min((network.free_time * network.alpha / np.where(usable, network.capacity, 1))[usable])
        assert one.flow[order] == pytest.approx(two.flow, abs=2 * np.sqrt(2 * play / least) + 1e-9)


@settings(max_examples=30, deadline=None)
@given(cases(zero_cost=False), st.data())
def test_closing_a_link_warm_is_closing_it_cold(case: tuple[Network, np.ndarray], data: st.DataObject) -> None:
    network, demand = case
    closed = np.zeros(len(network), dtype=bool)
    if len(network):
        closed[data.draw(st.integers(0, len(network) - 1))] = True
    before = equilibrium(network, demand, gap=GAP)
    after = network.replace(closed=closed)
    warm, cold = equilibrium(after, demand, gap=GAP, start=before), equilibrium(after, demand, gap=GAP)
    assert warm.objective == pytest.approx(cold.objective, abs=GAP * cold.total_time + 1e-9)
    assert warm.cut_off == cold.cut_off
    assert warm.assigned == pytest.approx(cold.assigned)
    reopened = equilibrium(network, demand, gap=GAP, start=warm)
    assert reopened.objective == pytest.approx(before.objective, abs=GAP * before.total_time + 1e-9)
    assert reopened.cut_off == before.cut_off


@pytest.mark.parametrize("seed", range(4))
def test_warm_and_cold_agree_on_loaded_grids(seed: int) -> None:
    network, demand = grid(seed=seed)
    before = equilibrium(network, demand, gap=GAP)
    free = float(np.sum(demand * equilibrium(network, 0 * demand).skim))
    assert 1.05 < before.total_time / free < 3
    busiest = np.arange(len(network)) == np.argmax(before.flow)
    halved = network.replace(capacity=np.where(busiest, 0.5, 1.0) * network.capacity)
    for after in (network.replace(closed=busiest), halved):
        warm, cold = equilibrium(after, demand, gap=GAP, start=before), equilibrium(after, demand, gap=GAP)
        assert warm.total_time == pytest.approx(cold.total_time, rel=1e-6)
        assert warm.objective == pytest.approx(cold.objective, rel=GAP)
        assert warm.resolves(before)


def test_other_trips_on_the_paths_of_before() -> None:
    network, demand = grid()
    before = equilibrium(network, demand, gap=GAP)
    shifted = demand * np.random.default_rng(1).uniform(0.5, 1.3, demand.shape)
    shifted[0, 1] = 0.0
    warm, cold = equilibrium(network, shifted, gap=GAP, start=before), equilibrium(network, shifted, gap=GAP)
    assert warm.total_time == pytest.approx(cold.total_time, rel=1e-6)
    assert warm.paths.demand(demand.size).reshape(demand.shape) == pytest.approx(shifted, abs=1e-9)


def test_parallel_links_share_the_trips() -> None:
    """Two equal streets side by side carry half each; a third, slower one stays empty."""
    network = Network([0, 0, 0], [1, 1, 1], [1, 1, 9], [100, 100, 100], zones=2)
    found = equilibrium(network, [[0, 200], [0, 0]], gap=1e-10)
    assert found.flow == pytest.approx([100, 100, 0], abs=1e-3)
    assert found.skim[0, 1] == pytest.approx(1.15, abs=1e-6)


def test_centroids_carry_no_through_traffic() -> None:
    """From 0 to 1 the quick way leads through centroid 2, the slow one through node 3."""
    tail, head, free_time = [0, 2, 0, 3, 2], [2, 1, 3, 1, 3], [1, 1, 5, 5, 1]
    demand = [[0, 10, 7], [0, 0, 0], [0, 3, 0]]
    through = equilibrium(Network(tail, head, free_time, 1e6, zones=3), demand)
    assert through.flow == pytest.approx([17, 13, 0, 0, 0])
    barred = equilibrium(Network(tail, head, free_time, 1e6, zones=3, first_through=3), demand)
    assert barred.flow == pytest.approx([7, 3, 10, 10, 0])
    assert barred.skim[0, 1] == pytest.approx(10)


def test_links_of_no_cost_and_without_congestion() -> None:
    """0-1 costs nothing and 1-2 never congests, so all go that way: a loop of no cost at 1 is left alone."""
    network = Network([0, 1, 1, 3, 0], [1, 2, 3, 1, 2], [0, 2, 0, 0, 2.5], [10, np.inf, 10, 10, 10], zones=[0, 2])
    found = equilibrium(network, [[0, 500], [0, 0]])
    assert found.flow == pytest.approx([500, 500, 0, 0, 0])
    assert (found.total_time, found.objective, found.gap) == (pytest.approx(1000), pytest.approx(1000), 0.0)


def test_cut_off_pairs_are_reported_with_their_trips() -> None:
    network = Network([0, 1], [1, 0], [1, 1], [100, 0], zones=3, nodes=3)
    found = equilibrium(network, [[4, 10, 20], [30, 0, 0], [0, 0, 8]])
    assert found.cut_off == (CutOff(0, 2, 20.0), CutOff(1, 0, 30.0))
    assert (found.assigned, found.intrazonal) == (10.0, 12.0)
    assert found.skim[1, 0] == np.inf
    assert found.converged
    assert found.time[1] == 1  # closed: free time, so that sums over links stay finite


@pytest.mark.parametrize("network", [Network([], [], [], [], zones=2), Network([0], [1], [1], [1], closed=[True], zones=2)])
def test_nowhere_to_drive(network: Network) -> None:
    found = equilibrium(network, [[0, 5], [0, 0]])
    assert (found.total_time, found.gap, found.assigned) == (0, 0, 0)
    assert found.cut_off == (CutOff(0, 1, 5.0),)


def test_no_trips_at_all() -> None:
    network, demand = grid()
    found = equilibrium(network, 0 * demand)
    assert (found.total_time, found.iterations, found.cut_off, found.resolution) == (0, 0, (), 0)
    assert np.all(found.time == network.free_time)


def test_resolution_is_three_gaps() -> None:
    network, demand = grid()
    rough, fine = equilibrium(network, demand, gap=1e-3), equilibrium(network, demand, gap=1e-9)
    assert rough.resolution == pytest.approx(3 * rough.gap * rough.total_time)
    assert fine.resolution < rough.resolution
    assert abs(rough.total_time - fine.total_time) > fine.resolution
    tiny = equilibrium(network.replace(capacity=network.capacity * 1.0001), demand, gap=1e-3, start=rough)
    assert not tiny.resolves(rough)


def test_running_out_of_iterations_is_said() -> None:
    network, demand = grid()
    found = equilibrium(network, demand, gap=1e-9, max_iterations=1)
    assert not found.converged
    assert (found.iterations, found.gap > 1e-9) == (1, True)
    finished = equilibrium(network, demand, gap=1e-9, start=found)
    assert finished.converged


def test_progress_grows_to_its_end() -> None:
    network, demand = grid()
    seen: list[float] = []
    found = equilibrium(network, demand, progress=lambda share, what: seen.append(share))
    assert len(seen) == found.iterations
    assert seen[0] == 0
    assert all(0 <= share <= 1 for share in seen)
    assert seen[-1] > 0.4


def test_values_cannot_be_changed_in_place() -> None:
    network, demand = grid()
    found = equilibrium(network, demand)
    for array in (network.capacity, found.flow, found.time, found.skim, found.demand):
        with pytest.raises(ValueError, match="read-only"):
            array[:] = 0


def test_reopening_by_capacity() -> None:
    network, _ = grid()
    shut = network.replace(capacity=0)
    assert shut.closed.all()
    assert not shut.replace(capacity=network.capacity).closed.any()
    barred = network.replace(closed=np.ones(len(network), dtype=bool))
    assert barred.replace(capacity=900).closed.all()
    assert repr(barred) == "Network(25 nodes, 80 links of which 80 closed, 8 zones)"


def test_travel_time() -> None:
    assert travel_time(1000, 2, 1000) == pytest.approx(2.3)  # at capacity 15 % more
    assert travel_time([0, 500], 1, 500, fixed_cost=0.5) == pytest.approx([1.5, 1.65])
    assert set(parameters_of(travel_time)) == set(parameters_of(Network)) == {"alpha", "beta"}
    assert parameters_of(Network)["alpha"] is parameters_of(travel_time)["alpha"]
    with pytest.raises(TwinError, match="capacity: 0 is not allowed"):
        travel_time(1, 1, 0)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"tail": [0, 1.5]}, "tail: 1.5 is not a node"),
        ({"tail": [0, -1]}, "tail: -1 is not allowed"),
        ({"head": [1]}, "head: a list of 2 nodes"),
        ({"free_time": [1, np.nan]}, "free_time: nan"),
        ({"free_time": [1, np.inf]}, "free_time: inf"),
        ({"capacity": [100, -5]}, "capacity: -5 is not allowed"),
        ({"capacity": [1, 2, 3]}, r"capacity: one number or 2 .* not shape \(3,\)"),
        ({"beta": 0.5}, "beta: 0.5 is not allowed, it must be 0 or at least 1"),
        ({"alpha": -1}, "alpha: -1"),
        ({"closed": [0, 1]}, "closed: 2 values True or False"),
        ({"zones": [0, 7], "nodes": 3}, "nodes: 3 are too few, the links and zones name node 7"),
        ({"zones": 2.5}, "zones: 2.5 is not a node"),
        ({"first_through": 9}, "first_through: node 9"),
        ({"tail": "ab"}, "tail: numbers are needed"),
    ],
)
def test_networks_that_cannot_be(change: dict[str, object], message: str) -> None:
    sound: dict[str, object] = {"tail": [0, 1], "head": [1, 0], "free_time": [1, 1], "capacity": 100}
    with pytest.raises(TwinError, match=message):
        Network(**(sound | change))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("demand", "options", "message"),
    [
        ([[0, -1], [0, 0]], {}, "demand: -1 is not allowed"),
        ([[0, np.nan], [0, 0]], {}, "demand: nan"),
        ([[0, np.inf], [0, 0]], {}, "demand: inf"),
        ([0, 1], {}, r"demand: shape \(2,\) does not fit, the network has 2 zones"),
        (np.zeros((3, 3)), {}, r"demand: shape \(3, 3\)"),
        (np.zeros((2, 2)), {"gap": 0}, "gap: 0 is not allowed"),
        (np.zeros((2, 2)), {"gap": np.nan}, "gap: nan"),
        (np.zeros((2, 2)), {"max_iterations": -1}, "max_iterations: -1"),
    ],
)
def test_questions_that_cannot_be_answered(demand: object, options: dict[str, float], message: str) -> None:
    with pytest.raises(TwinError, match=message):
        equilibrium(Network([0, 1], [1, 0], [1, 1], 100, zones=2), demand, **options)  # type: ignore[arg-type]


def test_start_on_other_links() -> None:
    network, demand = grid()
    before = equilibrium(network, demand)
    other, _ = grid(side=6)
    with pytest.raises(TwinError, match="start: that solution belongs to other links or zones"):
        equilibrium(other, demand, start=before)
