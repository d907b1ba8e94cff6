"""Radiant temperature and UTCI under a tree: against measurements, and against our own earlier trial."""

import csv
from pathlib import Path

import pytest

from twin.models.comfort import STRESS, radiant_temperature, stress, utci

with (Path(__file__).parents[2] / "seeds" / "hot_days.csv").open(encoding="utf-8", newline="") as file:
    DAY = {k: v for row in csv.DictReader(file) if row["name"] == "hot_afternoon" for k, v in row.items()}
AIR, HUMIDITY, WIND = (float(DAY[k]) for k in ("air_temperature_c", "humidity_pct", "wind10m_m_s"))
SUN = [float(DAY[k]) for k in ("direct_normal_w_m2", "diffuse_w_m2", "sun_elevation_deg")]

# ground [°C], walls or crown [°C], albedo, sky view, transmissivity -> T_mrt, UTCI [°C].
# A snapshot of our own trial of the same equations with another UTCI implementation, no published table: only the
# results, the ground of the sunlit cases and psi and tau of the trees were noted. The other inputs (grass albedo 0.22,
# sky view 0.6, walls at air + 2 K, crown at air temperature, shaded grass 32 °C) were inferred from those results.
TRIAL = {
    "asphalt in the sun": ((50, 35, 0.10, 0.6, 1.0), (57.8, 38.6)),
    "light paving in the sun": ((43, 35, 0.35, 0.6, 1.0), (63.6, 40.1)),
    "grass in the sun": ((36, 35, 0.22, 0.6, 1.0), (56.3, 38.3)),
    "tree over asphalt": ((35, 33, 0.10, 0.3, 0.1), (32.5, 32.4)),
    "tree over grass": ((32, 33, 0.22, 0.3, 0.1), (31.6, 32.1)),
}


def felt(case: str) -> tuple[float, float]:
    ground, walls, albedo, sky_view, transmissivity = TRIAL[case][0]
    radiant = radiant_temperature(AIR, HUMIDITY, *SUN, ground, walls, albedo, sky_view, transmissivity)
    return float(radiant), float(utci(AIR, radiant, WIND, HUMIDITY))


@pytest.mark.parametrize("case", TRIAL)
def test_snapshot_of_our_trial(case: str) -> None:
    """Within one unit of the last printed digit."""
    assert felt(case) == pytest.approx(TRIAL[case][1], abs=0.1)


def test_one_large_tree_cools_radiation_as_measured_in_szeged() -> None:
    """Kántor et al. 2016 (doi:10.1515/geo-2016-0021): mean -22.1 K of T_mrt in the shade of one tree; within 5 K."""
    sun, shade = felt("asphalt in the sun")[0], felt("tree over asphalt")[0]
    assert shade - sun == pytest.approx(-22.1, abs=5)


def test_street_trees_lower_utci_as_measured_in_melbourne() -> None:
    """Coutts et al. 2016 (doi:10.1007/s00704-015-1409-y, abstract): from very strong (over 38) to strong (about 32)."""
    sun, shade = felt("asphalt in the sun")[1], felt("tree over asphalt")[1]
    assert STRESS[stress(sun)].key == "very_strong_heat"
    assert STRESS[stress(shade)].key == "strong_heat"
    assert shade == pytest.approx(32, abs=1)


def test_light_paving_is_worse_than_asphalt_for_who_stands_on_it() -> None:
    assert felt("light paving in the sun")[1] > felt("asphalt in the sun")[1] + 1
