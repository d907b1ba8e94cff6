"""The best known objectives of two networks of Transportation Networks for Research, to 1e-7 at a gap of 1e-6.

Sioux Falls: 42.31335287107440 (× 1e5) as its README gives it. Eastern Massachusetts has no published optimum: 26160.3459229 was found by a
path-based solver at a gap of 3e-10, and by AequilibraE 1.7.2 to 1e-7.
"""

import numpy as np
import pytest
from tntp import FOLDER, read_network, read_trips

from twin.models.assignment import equilibrium

NETWORKS = {
    "Sioux Falls": ("SiouxFalls/SiouxFalls", 4231335.28710744, 360600.0),
    "Eastern Massachusetts": ("Eastern-Massachusetts/EMA", 26160.3459229, 65576.37543099989),
}
needs_files = pytest.mark.skipif(
    not FOLDER.is_dir(), reason="the TNTP networks have no open licence and are not in this repository; put them in ../shared/oracles/tntp"
)


def read(name: str):
    stem = NETWORKS[name][0]
    network = read_network(FOLDER / f"{stem}_net.tntp")
    return network, read_trips(FOLDER / f"{stem}_trips.tntp", len(network.zones))


@needs_files
@pytest.mark.parametrize("name", NETWORKS)
def test_objective(name: str) -> None:
    _, best, total = NETWORKS[name]
    network, trips = read(name)
    found = equilibrium(network, trips, gap=1e-6)
    assert found.converged
    assert found.gap <= 1e-6
    assert found.objective == pytest.approx(best, rel=1e-7)
    assert found.assigned == pytest.approx(total, rel=1e-12)
    assert found.cut_off == ()


@needs_files
def test_sioux_falls_published_flows() -> None:
    """Within 0.01 vehicles of the flows published with the network; a gap of 1e-6 leaves a few vehicles of play."""
    network, trips = read("Sioux Falls")
    found = equilibrium(network, trips, gap=1e-10)
    lines = (FOLDER / "SiouxFalls" / "SiouxFalls_flow.tntp").read_text().splitlines()[1:]
    published = {(int(w[0]) - 1, int(w[1]) - 1): float(w[2]) for w in (line.split() for line in lines) if w}
    ours = {(t, h): f for t, h, f in zip(network.tail.tolist(), network.head.tolist(), found.flow, strict=True)}
    assert ours.keys() == published.keys()
    assert max(abs(ours[link] - published[link]) for link in ours) < 0.01
    assert found.total_time == pytest.approx(7480225.34, rel=1e-6)


@needs_files
@pytest.mark.parametrize("name", NETWORKS)
def test_half_the_busiest_link_warm_and_cold(name: str) -> None:
    network, trips = read(name)
    base = equilibrium(network, trips, gap=1e-8)
    capacity = network.capacity * np.where(np.arange(len(network)) == np.argmax(base.flow), 0.5, 1.0)
    warm, cold = (equilibrium(network.replace(capacity=capacity), trips, gap=1e-8, start=start) for start in (base, None))
    assert warm.total_time == pytest.approx(cold.total_time, rel=1e-6)
    assert warm.objective == pytest.approx(cold.objective, rel=1e-8)
    assert base.resolves(warm)
    assert warm.objective > base.objective
