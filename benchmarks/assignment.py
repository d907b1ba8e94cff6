"""Traffic assignment beside AequilibraE: seconds, gap and objective on a loaded grid, and on any TNTP networks given.

    python benchmarks/assignment.py [FOLDER …]

A FOLDER holds one *_net.tntp and one *_trips.tntp. Without AequilibraE (pip install aequilibrae) only our own times are printed, cold and
after the busiest link has lost half its capacity. A ratio below 1 means that we are quicker. AequilibraE runs its bi-conjugate Frank-Wolfe
without progress bars, at most 5000 iterations; both gaps are computed by our equations.
"""

import os
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import numpy as np

from twin.models.assignment import Network, equilibrium
from twin.models.network import Costs
from twin.models.paths import ShortestPaths

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests" / "engines"))
from tntp import read_network, read_trips

T = TypeVar("T")
GAP = 1e-6
TINY = 1e-4  # AequilibraE wants time above 0 on every link


def grid(side: int = 20, zones: int = 40, trips: float = 65_000, seed: int = 1) -> tuple[Network, np.ndarray]:
    """Two-way streets in a square [hours], loaded so that total time is about 1.3 times free flow."""
    random = np.random.default_rng(seed)
    node = np.arange(side * side).reshape(side, side)
    one_way = np.vstack([np.column_stack([a.ravel(), b.ravel()]) for a, b in ((node[:, :-1], node[:, 1:]), (node[:-1], node[1:]))])
    tail, head = np.vstack([one_way, one_way[:, ::-1]]).T
    places = np.sort(random.choice(side * side, zones, replace=False))
    order = np.argsort(np.r_[places, np.setdiff1d(node, places)])  # zones are the first nodes, as AequilibraE has it
    demand = random.gamma(1.0, 1.0, (zones, zones))
    np.fill_diagonal(demand, 0.0)
    free_time, capacity = random.uniform(15, 30, len(tail)) / 3600, random.choice([500.0, 800.0, 1600.0], len(tail))
    return Network(order[tail], order[head], free_time, capacity, zones=zones), demand * trips / demand.sum()


def timed(work: Callable[[], T]) -> tuple[T, float]:
    start = time.perf_counter()
    result = work()
    return result, time.perf_counter() - start


def gap_of(network: Network, demand: np.ndarray, flow: np.ndarray) -> tuple[float, float]:
    """Relative gap and objective of anyone's flows, by our own equations."""
    costs = Costs(network)
    total = flow @ costs.time(flow)
    skim = ShortestPaths(network).update(costs.time(flow))
    return float(1 - np.sum(demand * np.where(demand > 0, skim, 0)) / total), float(costs.integral(flow).sum())


def aequilibrae(network: Network, demand: np.ndarray) -> Callable[[], np.ndarray]:
    """The same network and trips in AequilibraE, ready to be solved by its bi-conjugate Frank-Wolfe."""
    os.environ["AEQ_SHOW_PROGRESS"] = "FALSE"
    import pandas as pd
    from aequilibrae.matrix import AequilibraeMatrix
    from aequilibrae.paths import Graph, TrafficAssignment, TrafficClass

    links = pd.DataFrame(
        {"link_id": np.arange(1, len(network) + 1), "a_node": network.tail + 1, "b_node": network.head + 1, "direction": 1}
    )
    links["free_flow_time"] = np.maximum(network.free_time, TINY)
    links["capacity"], links["alpha"], links["beta"] = network.capacity, network.alpha, network.beta
    graph = Graph()
    graph.network = links
    graph.mode = "c"
    graph.prepare_graph(np.arange(1, len(network.zones) + 1))
    graph.set_graph("free_flow_time")
    graph.set_blocked_centroid_flows(network.first_through > 0)
    matrix = AequilibraeMatrix()
    matrix.create_empty(zones=len(network.zones), matrix_names=["trips"], memory_only=True)
    matrix.index[:] = np.arange(1, len(network.zones) + 1)
    matrix.matrix["trips"][:, :] = np.where(np.eye(len(demand)) > 0, 0, demand)
    matrix.computational_view(["trips"])
    assignment = TrafficAssignment()
    assignment.set_classes([TrafficClass("car", graph, matrix)])
    assignment.set_vdf("BPR")
    assignment.set_vdf_parameters({"alpha": "alpha", "beta": "beta"})
    assignment.set_capacity_field("capacity")
    assignment.set_time_field("free_flow_time")
    assignment.set_algorithm("bfw")
    assignment.max_iter, assignment.rgap_target = 5000, GAP

    def solve() -> np.ndarray:
        assignment.execute()
        return np.asarray(assignment.results()["trips_ab"].reindex(links["link_id"]).fillna(0.0), dtype=float)

    return solve


def side_by_side(name: str, network: Network, demand: np.ndarray) -> None:
    free = equilibrium(network, 0 * demand).skim
    ours, seconds = timed(lambda: equilibrium(network, demand, gap=GAP))
    loaded = ours.total_time / np.sum(np.where(demand > 0, demand * free, 0))
    print(f"{name}: {network}, total time {loaded:.2f} × free flow")
    print(f"  twin, cold         {seconds:8.3f} s  {ours.iterations:4d} iterations  gap {ours.gap:.1e}  Z {ours.objective:.9g}")
    halved = network.capacity * np.where(np.arange(len(network)) == np.argmax(ours.flow), 0.5, 1.0)
    edited, warm = timed(lambda: equilibrium(network.replace(capacity=halved), demand, gap=GAP, start=ours))
    change = edited.total_time / ours.total_time - 1
    print(f"  twin, after an edit{warm:8.3f} s  {edited.iterations:4d} iterations  gap {edited.gap:.1e}  total time {change:+.3%}")
    try:
        solve = aequilibrae(network, demand)
    except ImportError:
        print("  AequilibraE is not installed here")
        return
    flow, theirs = timed(solve)
    gap, objective = gap_of(network, demand, flow)
    print(f"  AequilibraE        {theirs:8.3f} s                   gap {gap:.1e}  Z {objective:.9g}")
    print(f"  twin / AequilibraE {seconds / theirs:8.4f}")


def main(folders: list[str]) -> None:
    equilibrium(*grid(side=4, zones=5, trips=100))  # imports and first-use costs are not what is measured
    for folder in map(Path, folders):
        network = read_network(next(folder.glob("*_net.tntp")))
        side_by_side(folder.name, network, read_trips(next(folder.glob("*_trips.tntp")), len(network.zones)))
    side_by_side("Grid", *grid())


if __name__ == "__main__":
    main(sys.argv[1:])
