"""The sun and the Perez sky: against pvlib 0.16.1 (stored numbers), against geometry, and what is refused.

twin/verification/data/pvlib_*.csv: spa_python without refraction, perez with 'allsitescomposite1990', erbs; made once, so that pvlib is not needed.
"""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from twin.errors import TwinError
from twin.models.sun import Sun, diffuse_share, on_planes, position
from twin.verification.buildings import sky, sun_elevation, sun_turned
from twin.verification.references import columns


def test_position_is_within_two_hundredths_of_a_degree_of_pvlib() -> None:
    """120 moments of 1995 to 2050 between 40° S and 60° N."""
    assert np.abs(sun_elevation() - columns("pvlib_sun.csv")["elevation"]).max() < 0.02
    assert np.abs(sun_turned()).max() < 0.02


def test_the_perez_sky_is_that_of_pvlib() -> None:
    assert sky() == pytest.approx(columns("pvlib_perez.csv")["sky"], abs=1e-4)


def test_the_split_into_direct_and_diffuse_is_that_of_pvlib() -> None:
    t = columns("pvlib_erbs.csv")
    assert diffuse_share(t["clearness"]) == pytest.approx(t["diffuse_share"], abs=2e-6)


def test_time_zones_and_longitude_shift_the_clock() -> None:
    here, there = position(2001, 4000.0, 45.0, 15.0, 1.0), position(2001, 3999.0, 45.0, 15.0, 0.0)
    assert here.elevation == pytest.approx(there.elevation, abs=1e-9)


@given(st.floats(0, 8760), st.floats(-66, 66))
def test_angles_and_strength_stay_in_their_ranges(hour: float, latitude: float) -> None:
    sun = position(2001, hour, latitude, 0.0)
    assert -90 <= sun.elevation <= 90
    assert 0 <= sun.azimuth < 360
    assert 1320 < sun.extraterrestrial < 1415


def test_noon_at_the_solstice() -> None:
    """90° - latitude + 23.44° on 21 June, due south."""
    sun = position(2001, (31 + 28 + 31 + 30 + 31 + 20) * 24 + np.arange(0, 24, 0.01), 48.0, 0.0)
    top = int(np.argmax(sun.elevation))
    assert sun.elevation[top] == pytest.approx(90 - 48 + 23.44, abs=0.01)
    assert sun.azimuth[top] == pytest.approx(180, abs=0.5)


def test_a_level_plane_gets_what_the_horizon_gets() -> None:
    sun = position(2001, np.arange(24.0), 45.0, 5.0, 1.0)
    light = on_planes(np.full(24, 500.0), np.full(24, 100.0), sun, [(0, 0)])
    high = np.sin(np.radians(sun.elevation))
    assert light.beam[:, 0] == pytest.approx(500 * np.maximum(high, 0))
    clear = sun.elevation > 5  # lower, Perez gives less than the whole circumsolar share
    assert light.sky[clear, 0] == pytest.approx(100.0)
    assert light.ground == pytest.approx(0.0)


def test_a_wall_that_turns_its_back_gets_no_beam_and_half_the_ground() -> None:
    sun = Sun(np.array([40.0]), np.array([180.0]), np.array([1367.0]))
    light = on_planes([600.0], [100.0], sun, [(90, 0), (90, 180)], ground_albedo=0.3)
    assert light.beam[0, 0] == 0
    assert light.beam[0, 1] == pytest.approx(600 * np.cos(np.radians(40)))
    assert light.ground[0] == pytest.approx(0.5 * 0.3 * (600 * np.sin(np.radians(40)) + 100))
    assert light.incidence[0, 1] == pytest.approx(np.radians(40))
    assert light.total[0] == pytest.approx((light.beam + light.sky + light.ground)[0])


def test_the_night_is_dark() -> None:
    sun = Sun(np.array([-5.0]), np.array([180.0]), np.array([1367.0]))
    assert on_planes([100.0], [0.0], sun, [(90, 180), (0, 0)]).total == pytest.approx(0.0)


def test_what_cannot_be_is_refused() -> None:
    sun = position(2001, np.arange(24.0), 45.0, 5.0)
    with pytest.raises(TwinError, match="year: 1800"):
        position(1800, 0.0, 45.0, 5.0)
    with pytest.raises(TwinError, match="latitude"):
        position(2001, 0.0, 91.0, 5.0)
    with pytest.raises(TwinError, match="one value an hour"):
        on_planes(np.zeros(23), np.zeros(24), sun, [(90, 0)])
    with pytest.raises(TwinError, match="tilt and azimuth"):
        on_planes(np.zeros(24), np.zeros(24), sun, [90.0])
    with pytest.raises(TwinError, match="clearness"):
        diffuse_share(-0.1)
