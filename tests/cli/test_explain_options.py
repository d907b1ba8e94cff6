"""`twin explain` in a later year and with draws, and how it refuses."""

from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

import twin
from twin.cli.app import app

SMALL = "grid:2x2:1"


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(app, ["explain", *(str(a) for a in arguments)])


@pytest.fixture(scope="module")
def plan(tmp_path_factory: pytest.TempPathFactory) -> Path:
    town = twin.grid_town(blocks=(2, 2), seed=1)
    items = [twin.Depave(where="Parking de la Gare", to="meadow", year=2030)]
    return twin.Plan("Pré", items).write(tmp_path_factory.mktemp("plans") / "pré.geojson", town)


def test_a_later_year_is_explained_as_the_timeline_reads_it(plan: Path) -> None:
    line = twin.timeline(twin.grid_town(blocks=(2, 2), seed=1), twin.Plan.read(plan, twin.grid_town(blocks=(2, 2), seed=1)), (2025, 2050))
    for chosen, state in (((), None), (("--plan", plan), 0)):
        result = run("runoff", SMALL, "--year", "2050", *chosen, "--lang", "fr")
        assert result.exit_code == 0, result.output
        assert "Année\u00a0: 2050" in result.stdout
        receipt = line.explain("runoff", 2050, state)
        assert receipt.reading.value == pytest.approx(line.value("runoff", 2050, state), rel=1e-9)
        assert receipt.reading.text("fr") in result.stdout


def test_draws_tell_how_sure_the_difference_is(plan: Path) -> None:
    result = run("runoff", SMALL, "--plan", plan, "--draws", "16")
    assert result.exit_code == 0, result.output
    assert "in 90 of 100 draws" in result.stdout
    assert "16 draws" in result.stdout


@pytest.mark.parametrize("options", [("--draws", "16"), ("--draws", "16", "--year", "2050")])
def test_draws_need_a_plan_of_today(options: tuple[str, ...]) -> None:
    result = run("runoff", SMALL, *options)
    assert result.exit_code == 2
    assert "--plan" in result.output


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--year", "1800"), "1800"),
        (("--year", "2050", "--climate", "hot"), "TRACC"),
        (("--climate", "hot"), "TRACC"),
        (("--year", "2300"), "2300"),
    ],
)
def test_years_and_climates_that_do_not_exist_are_refused_in_a_sentence(options: tuple[str, ...], said: str) -> None:
    result = run("runoff", SMALL, *options)
    assert result.exit_code == 2
    assert said in result.output
