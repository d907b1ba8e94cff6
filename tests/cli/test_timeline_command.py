"""`twin timeline`: what it prints, what it writes, and how it refuses."""

import csv
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

import twin
from twin.cli.app import app
from twin.cli.failing import Mistyped
from twin.cli.years import listed_years

SMALL = "grid:2x2:1"
QUICK = ("--metric", "runoff", "--metric", "hot_ground", "--metric", "canopy", "--metric", "cost")


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(app, ["timeline", *(str(a) for a in arguments)])


@pytest.fixture(scope="module")
def town() -> twin.City:
    return twin.grid_town(blocks=(2, 2), seed=1)


@pytest.fixture(scope="module")
def plan(town: twin.City, tmp_path_factory: pytest.TempPathFactory) -> Path:
    items = [twin.PlantTrees(where="Parking de la Gare", spacing=8, year=2030)]
    return twin.Plan("Ombre", items).write(tmp_path_factory.mktemp("plans") / "ombre d'été.geojson", town)


def test_it_prints_the_timeline_and_writes_what_was_asked(town: twin.City, plan: Path, tmp_path: Path) -> None:
    figure, strip, film, table = (tmp_path / name for name in ("lignes.png", "bande.png", "film.gif", "nombres été.csv"))
    years = ("--years", "2025-2075:25", "--climate", "ssp2-4.5")
    result = run(SMALL, plan, *QUICK, *years, "--figure", figure, "--strip", strip, "--gif", film, "--csv", table, "--lang", "fr")
    assert result.exit_code == 0, result.output
    keys = ["runoff", "hot_ground", "canopy", "cost"]
    line = twin.timeline(town, twin.Plan.read(plan, town), (2025, 2050, 2075), "SSP2-4.5", keys)
    assert result.stdout.startswith(line.text("fr") + "\n")
    assert result.stdout.rstrip().endswith(f"Écrit : {figure}, {strip}, {film}, {table}")
    assert figure.read_bytes().startswith(b"\x89PNG")
    assert strip.read_bytes().startswith(b"\x89PNG")
    assert film.read_bytes().startswith(b"GIF8")
    with table.open(encoding="utf-8", newline="") as file:
        assert len(list(csv.DictReader(file))) == 2 * 3 * 4


def test_a_city_alone_and_assumptions(town: twin.City) -> None:
    result = run(SMALL, "--metric", "runoff", "--years", "2030,2090", "--assume", "rain=60")
    assert result.exit_code == 0, result.output
    assert result.stdout == twin.timeline(town, (), (2030, 2090), metrics=["runoff"], assume={"rain": 60}).text() + "\n"


@pytest.mark.parametrize(("text", "years"), [
    ("2025-2040:5", [2025, 2030, 2035, 2040]), ("2025..2027", [2025, 2026, 2027]), ("2050", [2050]), ("2050, 2030", [2050, 2030]),
    ("2025,2050-2100:25", [2025, 2050, 2075, 2100]),
])  # fmt: skip
def test_years_are_read(text: str, years: list[int]) -> None:
    assert listed_years(text) == years


@pytest.mark.parametrize("text", ["", "soon", "2025-", "2025-2020:5", "2025-2100:0", "25-30", "2025;2030", "-2025", "1000-3000"])
def test_years_that_cannot_be_read_are_refused(text: str) -> None:
    with pytest.raises(Mistyped):
        listed_years(text)


@pytest.mark.parametrize(("arguments", "code", "says"), [
    (("nowhere",), 2, 'no city "nowhere"'), ((SMALL, "no such plan.geojson"), 1, "cannot read the plan"),
    ((SMALL, "--years", "next"), 2, '--years "next" cannot be read'), ((SMALL, "--years", "1990-2020:10"), 2, "the city shows 2025"),
    ((SMALL, "--years", "2025-2300:50"), 2, "end in 2200"), ((SMALL, "--climate", "TRACK"), 2, 'did you mean "TRACC"?'),
    ((SMALL, "--metric", "runof"), 2, 'did you mean "runoff"?'), ((SMALL, "--assume", "rian=4"), 2, 'did you mean "rain"?'),
    ((SMALL, "--gif", "film.mp4"), 2, "--gif film.mp4: the name must end with .gif"), ((SMALL, "--strip", "a.gif"), 2, "--strip a.gif"),
    ((SMALL, "--figure", "a.gif"), 2, ".png or .svg or .pdf"), ((SMALL, "--csv", "no/such/a.csv"), 2, "does not exist"),
])  # fmt: skip
def test_what_cannot_be_is_refused_in_a_sentence(arguments: tuple[str, ...], code: int, says: str) -> None:
    result = run(*arguments)
    assert result.exit_code == code, result.output
    assert says in result.output
    assert "Traceback" not in result.output
    assert len(result.stderr.strip().splitlines()) == 1
