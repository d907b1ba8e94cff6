"""ASHRAE 140 (BESTEST) against six programs, its acceptance limits, and another 5R1C model.

The weather (Denver, TMY3) and the results lie beside the project; where they are not at hand these tests are skipped. Two sets of
inputs: those of LBNL's Modelica model of the same network, and our own from the layers of the standard. Both hold the *air*, as the
standard asks, and take h_is = 2.1 W/(m²·K) as LBNL does, not the 3.45 of ISO 13790.

Not hidden: a single capacity cools heavy buildings too little. Cases 900 and 940 miss the lower limit of cooling from the layers; the
tests state by how much, and would fail if that got worse.
"""

import csv
from pathlib import Path

import numpy as np
import pytest

from twin.models import envelope
from twin.models.envelope import Layer
from twin.models.exposure import exposed
from twin.models.thermal import Simulated, Zones, set_points, simulate, zones
from twin.reading.epw import read_epw

SHARED = Path(__file__).parents[3] / "shared" / "oracles" / "buildings"
WEATHER, RESULTS = SHARED / "725650TYCST.epw", SHARED / "bestest_ashrae140_2020_multi_tool.csv"
pytestmark = pytest.mark.skipif(not WEATHER.is_file(), reason="the weather and results of ASHRAE 140 are not beside the project")

PLANES = np.array([(90, 0), (90, 90), (90, 180), (90, 270), (0, 0)], dtype=float)
FLOOR, INNER, VOLUME = 48.0, 171.6, 129.6  # m², m², m³
H_IS = 2.1
HEATED = ("600", "620", "640", "900", "920", "940")
FREE = ("600FF", "900FF")
EAST_WEST, SET_BACK = ("620", "920"), ("640", "940")
INSIDE, OUTSIDE = 1 / 8.29, 1 / 29.3

PLASTER = Layer(0.012, 0.16, 950, 840)
LIGHT_WALL = [PLASTER, Layer(0.066, 0.04, 12, 840), Layer(0.009, 0.14, 530, 900)]
HEAVY_WALL = [Layer(0.1, 0.51, 1400, 1000), Layer(0.0615, 0.04, 10, 1400), Layer(0.009, 0.14, 530, 900)]
ROOF = [Layer(0.01, 0.16, 950, 840), Layer(0.1118, 0.04, 12, 840), Layer(0.019, 0.14, 530, 900)]
LIGHT_FLOOR = [Layer(0.025, 0.14, 650, 1200), Layer(1.003, 0.04, 0, 0)]
HEAVY_FLOOR = [Layer(0.08, 1.13, 1400, 1000), Layer(1.007, 0.04, 0, 0)]


def building(case: str, lbnl: bool) -> Zones:
    """The shoe box of a case: 8 x 6 x 2.7 m, 12 m² of window."""
    heavy, sides = case[0] == "9", case in EAST_WEST
    window = np.array([0, 6, 0, 6] if sides else [0, 0, 12, 0], dtype=float)
    wall = np.array([21.6, 16.2, 21.6, 16.2]) - window
    if lbnl:
        u_wall, u_roof, u_floor, u_window, g = 0.534, 0.327, 0.0377, 3.1, 0.789
        stored, effective = (307_750, 2.43) if heavy else (42_167, 2.95)
        mass = envelope.Mass(np.array(stored * FLOOR), np.array(effective * FLOOR))
    else:
        walls, floor = (HEAVY_WALL, HEAVY_FLOOR) if heavy else (LIGHT_WALL, LIGHT_FLOOR)
        u_wall, u_roof = (envelope.transmittance(layers, INSIDE, OUTSIDE) for layers in (walls, ROOF))
        u_floor, u_window, g = 0.039, 3.0, 0.769
        mass = envelope.mass_of([wall.sum(), FLOOR, FLOOR], [envelope.stored_heat(layers) for layers in (walls, ROOF, floor)])
    lost = envelope.sky_loss(wall.sum(), u_wall, 0.5) + envelope.sky_loss(FLOOR, u_roof, 1) + envelope.sky_loss(12, u_window, 0.5)
    return zones(
        windows=u_window * 12, opaque=u_wall * wall.sum() + (u_roof + u_floor) * FLOOR, ventilation=0.414 * VOLUME * 1.2 * 1005 / 3600,
        capacity=mass.capacity, mass_area=mass.area, surface_area=INNER, internal_gains=200.0, planes=PLANES,
        glazed=np.r_[envelope.glazed_aperture(window, g, frame=0, slanting=1, unshaded=1), 0][:, None],
        absorbing=np.r_[envelope.absorbing_aperture(wall, u_wall), envelope.absorbing_aperture(FLOOR, u_roof)][:, None], to_sky=lost,
    )  # fmt: skip


@pytest.fixture(scope="module")
def years() -> dict[tuple[str, bool], Simulated]:
    """Every case, with LBNL's inputs (True) and from the layers (False)."""
    weather = read_epw(WEATHER)
    sky = {True: exposed(weather, PLANES, angular=True, scattered=1.0), False: exposed(weather, PLANES, angular=True, infrared=True)}
    found = {}
    for case in HEATED + FREE:
        heating = -np.inf if case in FREE else set_points(20, 10, 23, 7, months=range(1, 13)) if case in SET_BACK else 20.0
        cooling = np.inf if case in FREE else 27.0
        for lbnl in (True, False):
            found[case, lbnl] = simulate(building(case, lbnl), sky[lbnl], heating, cooling, control="air", air_to_surface=H_IS)
    return found


def result(quantity: str, case: str, tool: str) -> float:
    """A number of the oracle table; `quantity` is the beginning of its name there."""
    with RESULTS.open(encoding="utf-8", newline="") as file:
        rows = [r for r in csv.DictReader(file) if r["quantity"].startswith(quantity) and r["case"] == case and r["tool"] == tool]
    return float(rows[0]["value"])


def annual(year: Simulated, quantity: str) -> float:
    return float((year.heating if "heating" in quantity else year.cooling).sum()) / 1e6  # MWh


def limits(quantity: str, case: str) -> tuple[float, float]:
    return result(quantity, case, "Lower limit"), result(quantity, case, "Upper limit")


@pytest.mark.parametrize("case", HEATED)
def test_heating_lies_inside_the_acceptance_limits(years: dict[tuple[str, bool], Simulated], case: str) -> None:
    low, high = limits("Annual heating", case)
    for lbnl in (True, False):
        assert low <= annual(years[case, lbnl], "heating") <= high


@pytest.mark.parametrize("case", ["600", "620", "640", "920"])
def test_cooling_lies_inside_the_acceptance_limits(years: dict[tuple[str, bool], Simulated], case: str) -> None:
    low, high = limits("Annual cooling", case)
    for lbnl in (True, False):
        assert low <= annual(years[case, lbnl], "cooling") <= high


@pytest.mark.parametrize(("case", "short"), [("900", 0.14), ("940", 0.11)])
def test_cooling_of_heavy_buildings_is_known_to_be_too_low(years: dict[tuple[str, bool], Simulated], case: str, short: float) -> None:
    """The documented weakness, from the layers: 14 and 11 % under the lower limit. A single capacity cannot do better."""
    low, _ = limits("Annual cooling", case)
    missing = 1 - annual(years[case, False], "cooling") / low
    assert missing == pytest.approx(short, abs=0.02)


@pytest.mark.parametrize("case", HEATED)
def test_another_5r1c_model_finds_the_same(years: dict[tuple[str, bool], Simulated], case: str) -> None:
    """LBNL's, with its inputs: heating ±3 % (±8 % where the set point rises: ours in a step, theirs along a ramp), cooling ±6 %."""
    year = years[case, True]
    within = 0.08 if case in SET_BACK else 0.03
    assert annual(year, "heating") == pytest.approx(result("Annual heating", case, "ISO13790"), rel=within)
    assert annual(year, "cooling") == pytest.approx(result("Annual cooling", case, "ISO13790"), rel=0.06)


@pytest.mark.parametrize("case", FREE)
def test_free_temperatures_are_those_of_another_5r1c_model(years: dict[tuple[str, bool], Simulated], case: str) -> None:
    hours = years[case, True].hourly
    assert hours is not None
    assert hours.air.max() == pytest.approx(result("Maximum temperature", case, "ISO13790"), abs=2.5)
    assert hours.air.min() == pytest.approx(result("Minimum temperature", case, "ISO13790"), abs=0.5)


def test_mass_from_layers() -> None:
    """Heat stored and effective area per m² of floor: 40.2 kJ/(m²·K) and 2.85, 305.5 and 2.42."""
    for case, stored, effective in (("600", 40.2e3, 2.85), ("900", 305.5e3, 2.42)):
        zone = building(case, lbnl=False)
        assert zone.capacity[0] / FLOOR == pytest.approx(stored, rel=2e-3)
        assert zone.mass_area[0] / FLOOR == pytest.approx(effective, abs=0.006)


def test_the_table(years: dict[tuple[str, bool], Simulated]) -> None:
    """Printed with -s: ours beside the limits."""
    for case in HEATED:
        for quantity in ("heating", "cooling"):
            low, high = limits(f"Annual {quantity}", case)
            layers, lbnl = (annual(years[case, which], quantity) for which in (False, True))
            theirs = result(f"Annual {quantity}", case, "ISO13790")
            print(
                f"{case} {quantity:<8} layers {layers:6.3f}  LBNL inputs {lbnl:6.3f} (LBNL {theirs:6.3f})  limits {low:.2f} to {high:.2f} MWh"
            )
    for case in FREE:
        hours = years[case, False].hourly
        assert hours is not None
        print(f"{case} {hours.air.min():.1f} to {hours.air.max():.1f} °C, mean {hours.air.mean():.1f}")
        low, high = {"600FF": (62.4, 68.4), "900FF": (43.3, 46.0)}[case]  # six programs
        assert low - 2.5 <= hours.air.max() <= high + 2.5
