"""Shadows: the closed form behind a wall, directions, and what is refused."""

from math import cos, radians, sin, tan

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from twin.errors import TwinError
from twin.models.shadows import shadow


@given(st.floats(1, 60), st.floats(5, 85), st.sampled_from([1.0, 2.0, 5.0]))
def test_a_wall_casts_its_height_over_the_tangent(height: float, elevation: float, cell: float) -> None:
    """The sun in the south, a wall one cell thick: ground is dark from its northern face over h / tan(elevation)."""
    rows = 90
    town = np.zeros((rows, 3))
    town[-1] = height
    centres = (rows - 1 - np.arange(rows) - 0.5) * cell  # distance of each centre from the wall's face
    behind = (centres > 0) & (centres * tan(radians(elevation)) < height * (1 - 1e-9))
    near = np.abs(centres * tan(radians(elevation)) - height) < 1e-6 * height
    assert ((shadow(town, cell, elevation, 180.0) == behind[:, None]) | near[:, None]).all()


@pytest.mark.parametrize("azimuth", [0, 33, 90, 135, 180, 213, 270, 300, 360, -45])
def test_a_shadow_points_away_from_the_sun(azimuth: float) -> None:
    town = np.zeros((81, 81))
    town[40, 40] = 20.0
    row, col = (a.mean() for a in np.nonzero(shadow(town, 1.0, 45.0, azimuth)))
    away = np.array([cos(radians(azimuth)), -sin(radians(azimuth))])  # (rows to the south, columns to the east)
    offset = np.array([row - 40, col - 40])
    assert offset @ away / np.linalg.norm(offset) > 0.98
    assert np.linalg.norm(offset) == pytest.approx(10, abs=1.5)  # the middle of a shadow 20 m long


@given(st.floats(5, 90), st.floats(0, 360))
def test_against_rays_walked_in_small_steps(elevation: float, azimuth: float) -> None:
    rng = np.random.default_rng(round(elevation * 100 + azimuth))
    town = np.where(rng.random((12, 15)) < 0.3, rng.uniform(2, 20, (12, 15)), 0.0)
    dark = shadow(town, 4.0, elevation, azimuth)
    reach = np.arange(0.0, 100.0, 0.05)
    row = np.arange(12)[:, None, None] + 0.5 - cos(radians(azimuth)) * reach / 4
    col = np.arange(15)[None, :, None] + 0.5 + sin(radians(azimuth)) * reach / 4
    r, c = np.floor(row).astype(int), np.floor(col).astype(int)
    inside = (r >= 0) & (r < 12) & (c >= 0) & (c < 15)
    other = (r != np.arange(12)[:, None, None]) | (c != np.arange(15)[None, :, None])
    found = np.where(inside & other, town[np.clip(r, 0, 11), np.clip(c, 0, 14)], 0.0)
    margin = 0.06 * tan(radians(min(elevation, 89.9)))  # m a ray climbs within one small step
    surely = (found > reach * tan(radians(elevation)) + margin).any(axis=2)
    maybe = (found > reach * tan(radians(elevation)) - margin).any(axis=2)
    assert (dark <= maybe).all()
    # A ray through a corner may touch a cell for less than a step, so a shadow can be missed by the walk but not by us.
    assert (surely <= dark).all()


def test_higher_sun_shorter_shadow_and_none_at_the_zenith() -> None:
    town = np.zeros((60, 60))
    town[30:33, 30:33] = 12.0
    sizes = [shadow(town, 2.0, e, 213.0).sum() for e in (10, 20, 40, 60, 80, 90)]
    assert sizes == sorted(sizes, reverse=True)
    assert sizes[-1] == 0 < sizes[0]
    assert not shadow(np.zeros((1, 1)), 2.0, 30.0, 10.0).any()


@pytest.mark.parametrize(
    ("change", "word"),
    [({"elevation": 0}, "above 0"), ({"elevation": -5}, "elevation"), ({"cell": 0}, "above 0"), ({"height": [[-1.0]]}, "height"),
     ({"height": [1.0]}, "grid"), ({"azimuth": np.nan}, "azimuth")],
)  # fmt: skip
def test_what_is_refused(change: dict, word: str) -> None:
    with pytest.raises(TwinError, match=word):
        shadow(**({"height": [[1.0]], "cell": 5.0, "elevation": 60.0, "azimuth": 180.0} | change))
