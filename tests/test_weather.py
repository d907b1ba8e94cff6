"""Weather from the seed tables, and the default climate held against them."""

import pytest

import twin
from twin.climate import Climate
from twin.sources import SOURCES
from twin.weather import design_storm, hot_day


def test_the_default_climate_is_what_the_seeds_say() -> None:
    seeds = design_storm("IT77 region I", 10) | hot_day()
    assert {name: float(getattr(Climate(), name)) for name in seeds} == seeds


@pytest.mark.parametrize(("region", "years", "minutes", "depth"), [
    ("IT77 region I", 10, 60, 31.6), ("IT77 region II", 10, 60, 42.3), ("IT77 region III", 10, 240, 131.3), ("ASTEE example", 100, 60, 63.1),
])  # fmt: skip
def test_published_depths(region: str, years: int, minutes: float, depth: float) -> None:
    """IT77 as reprinted (pdfprof 9423) and ASTEE Mémento technique 2017, table 31, p. 229: depths to the printed decimal."""
    assert design_storm(region, years, minutes) == {"rain": depth, "storm_hours": minutes / 60}


def test_a_mediterranean_storm_can_be_tried(square: twin.City) -> None:
    mild = twin.evaluate(square, ["runoff"])["runoff"].value
    wild = twin.evaluate(square, ["runoff"], assume=design_storm("IT77 region III", 10))["runoff"].value
    assert wild > 1.5 * mild


@pytest.mark.parametrize(("call", "message"), [
    (lambda: design_storm("IT77 region IV"), "did you mean"), (lambda: design_storm("ASTEE example", 7), "choose 5, 10, 20, 30, 50, 100"),
    (lambda: design_storm("ASTEE example", 10, 5), "duration"), (lambda: hot_day("cold"), "hot_afternoon"),
])  # fmt: skip
def test_what_does_not_exist(call, message: str) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(twin.TwinError, match=message):
        call()


def test_sources_of_the_climate_exist() -> None:
    assert {p.source for p in Climate.parameters().values()} <= set(SOURCES)
