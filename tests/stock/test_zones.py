"""Envelopes and zones: a building worked by hand, and what works do to it."""

from dataclasses import replace
from typing import Any

import numpy as np
import pytest
import shapely

from tests.stock.towns import jumeau, some
from twin.covers import table
from twin.fabric import Fabric
from twin.parameter import UNITS
from twin.sources import SOURCES
from twin.stock.coefficients import ERAS, KINDS, MIXES, PERIODS, STOCK, period_in, period_of
from twin.stock.zones_of import Envelopes, envelopes_of, zones_from, zones_of

BOX = some([shapely.box(0, 0, 10, 8)], house=True)  # 10 × 8 m, 6 m high, two storeys, 1960


def envelope(stock: Any = STOCK, buildings: Any = BOX, **works: Any) -> Envelopes:
    return envelopes_of(buildings, Fabric.as_built(1).changed([0], works), [0], stock)


def test_a_box_by_hand() -> None:
    """80 m² twice × 0.85 = 136 m² of floor; 22.67 of windows; 216 - 22.67 = 193.33 of walls.

    H_w = 4.9 × 22.67; H_op = 2.5 × 193.33 + 2.5 × 80 + 0.6 × 2 × 80 + 0.1 × (216 + 160); H_ve = 0.34 × (0.4 + 0.4) × 136 × 2.5.
    """
    e, z = envelope(), zones_from(envelope())
    assert (e.floor[0], e.windows[0], e.walls[0]) == (pytest.approx(136), pytest.approx(136 / 6), pytest.approx(216 - 136 / 6))
    assert z.windows[0] == pytest.approx(4.9 * 136 / 6)
    assert z.opaque[0] == pytest.approx(2.5 * (216 - 136 / 6) + 200 + 96 + 37.6)
    assert z.ventilation[0] == pytest.approx(0.34 * 0.8 * 340)
    assert z.airing[0] == pytest.approx(0.34 * 3 * 340)
    assert (z.capacity[0], z.mass_area[0], z.surface_area[0]) == (
        pytest.approx(260e3 * 136),
        pytest.approx(3 * 136),
        pytest.approx(4.5 * 136),
    )
    assert z.internal_gains[0] == pytest.approx(4.17 * 136)


def test_sun_on_the_box_by_hand() -> None:
    """Glass: 0.8 × 0.7 × 0.9 × 0.83 of the windows, 60/216 of them to the south; walls 0.8 × 0.6 × 0.04 U A; roof (1 - 0.18) × 0.04 U A."""
    z = zones_from(envelope())
    glass, walls, south = 136 / 6, 216 - 136 / 6, 60 / 216
    assert z.glazed[:, 0].sum() == pytest.approx(0.8 * 0.7 * 0.9 * 0.83 * glass)
    assert z.glazed[6, 0] == pytest.approx(0.8 * 0.7 * 0.9 * 0.83 * glass * south)
    assert z.absorbing[6, 0] == pytest.approx(0.8 * 0.6 * 0.04 * 2.5 * walls * south)
    assert z.absorbing[-1, 0] == pytest.approx(0.82 * 0.04 * 2.5 * 80)
    assert z.glazed[-1, 0] == 0
    assert z.to_sky[0] == pytest.approx(4.5 * 0.04 * 2.5 * (walls / 2 + 80))


def test_added_resistance_stands_in_series() -> None:
    e = envelope(wall=5.0, roof=8.0, floor=3.0)
    assert (e.wall_u[0], e.roof_u[0], e.floor_u[0]) == (pytest.approx(1 / 5.4), pytest.approx(1 / 8.4), pytest.approx(1 / 3.5))


def test_outside_insulation_cuts_bridges_and_inside_insulation_hides_the_mass() -> None:
    outside, inside, none = envelope(wall=5.0), envelope(wall=5.0, inside=True), envelope()
    assert (none.bridges[0], none.capacity[0]) == (0.10, 260)
    assert (outside.bridges[0], outside.capacity[0]) == (0.05, 260)
    assert (inside.bridges[0], inside.capacity[0]) == (0.10, 110)
    assert envelope(inside=True).capacity[0] == 260, "without insulation nothing is hidden"


def test_new_windows_replace_the_old() -> None:
    e = envelope(window_u=1.3, window_g=0.6)
    assert (e.window_u[0], e.window_g[0]) == (1.3, 0.6)


@pytest.mark.parametrize("share", [0.5, 1.0])
def test_roof_covers_have_the_albedo_of_the_land(share: float) -> None:
    """Cool: 1 - 0.65; green: (1 - 0.20)(1 - 0.45) behind 0.2 m²·K/W more; the rest as it was."""
    bare, cool, green = (zones_from(envelope(roof_cover=cover, covered=share)) for cover in ("", "cool_roof", "green_roof"))
    assert bare.absorbing[-1, 0] == pytest.approx(0.82 * 0.04 * 2.5 * 80)
    assert cool.absorbing[-1, 0] == pytest.approx(0.04 * 2.5 * 80 * (share * 0.35 + (1 - share) * 0.82))
    u = 1 / (1 / 2.5 + 0.2)
    assert green.absorbing[-1, 0] == pytest.approx(0.04 * 80 * (share * 0.80 * 0.55 * u + (1 - share) * 0.82 * 2.5))
    assert (bare.opaque[0], green.opaque[0]) == (cool.opaque[0], pytest.approx(bare.opaque[0] - share * 80 * (2.5 - u)))
    brighter = envelopes_of(
        BOX,
        Fabric.as_built(1).changed([0], {"roof_cover": "cool_roof", "covered": share}),
        [0],
        STOCK,
        table("albedo").replace({"cool_roof": 0.9}),
    )
    assert zones_from(brighter).absorbing[-1, 0] < cool.absorbing[-1, 0]


def test_flats_since_1949_have_flat_roofs() -> None:
    flats = some([shapely.box(0, 0, 20, 10)], floors=5, height=15, year=1985)
    assert envelope(buildings=flats).roof_u[0] == 0.55
    assert envelope(buildings=replace(flats, house=np.ones(1, dtype=bool))).roof_u[0] == 0.30


def test_windows_fit_into_the_walls_there_are() -> None:
    """A deep block with one front has no more glass than half of that front, and a building all walled in has none."""
    row = [shapely.box(10 * i, 0, 10 * i + 10, 40) for i in range(3)] + [shapely.box(-5, -10, 35, 0), shapely.box(-5, 40, 35, 50)]
    e = envelopes_of(some(row, floors=5, height=15), Fabric.as_built(5), range(5))
    assert e.windows[1] == 0
    assert e.walls[1] == 0
    z = zones_from(e)
    assert np.isfinite(z.glazed).all()
    assert z.windows[1] == 0


def test_slender_towers_stay_within_the_method() -> None:
    """A chimney of a building: its mass passes on more than its walls lose, whatever their U."""
    thin = some([shapely.box(0, 0, 60, 0.5)], floors=1, height=6)
    z = zones_from(envelope(buildings=thin, stock=STOCK.replace({"wall_to_1974": 6.0})))
    assert 9.1 * z.mass_area[0] > z.opaque[0]
    assert z.surface_area[0] > z.mass_area[0]


def test_periods() -> None:
    assert [PERIODS[i].key for i in period_of([1240, 1914, 1915, 1974, 1975, 2012, 2013, 2030])] == [
        "to_1914", "to_1914", "to_1948", "to_1974", "to_1981", "to_2012", "since_2013", "since_2013",
    ]  # fmt: skip
    assert all(period_in(year) is PERIODS[period_of(year)] for year in (1000, 1914, 1990, 2050))


def test_coefficients_are_complete_and_mixes_add_up() -> None:
    for name, p in STOCK.items():
        assert p.low < p.value < p.high, name
        assert p.unit in UNITS, name
        assert p.source in SOURCES, name
        assert p.about, name
    for kind in KINDS:
        for era in ERAS:
            assert sum(p for name, p in MIXES.items() if name.startswith(f"mix_{kind}_{era.key}_")) == pytest.approx(1.0)


def test_all_of_saint_jumeau_has_zones() -> None:
    z = zones_of(jumeau())
    assert len(z) > 1000
    assert np.all(9.1 * z.mass_area > z.opaque)
    assert np.isfinite(z.glazed).all()
