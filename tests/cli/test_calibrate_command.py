"""`twin calibrate`: what it prints and draws, and how it refuses."""

from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

import twin
from twin.cli.app import app

SMALL = "grid:2x2:1"


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(app, ["calibrate", *(str(a) for a in arguments)])


@pytest.fixture
def readings(tmp_path: Path) -> Path:
    """Three thermometers on a hot afternoon, as a spreadsheet of a French school saves them."""
    town = twin.grid_town(blocks=(2, 2), seed=1)
    places = [name for name in town.places if not name.startswith("Rue")][:3]
    warm = [f"thermomètre {n};temperature;{place};{35.2 + n / 2:.1f}".replace(".", ",") for n, place in enumerate(places)]
    path = tmp_path / "relevés d'été.csv"
    path.write_text("sensor;kind;place;value\n" + "\n".join(warm), encoding="utf-8")
    return path


def test_it_prints_what_was_learnt_and_how_to_use_it(readings: Path, tmp_path: Path) -> None:
    picture = tmp_path / "été.png"
    chosen = ("--parameter", "uhi_max", "--draws", "32", "--assume", "air_temperature=34")
    result = run(readings, SMALL, *chosen, "--figure", picture, "--lang", "fr")
    assert result.exit_code == 0, result.output
    town = twin.grid_town(blocks=(2, 2), seed=1)
    fit = twin.calibrate(town, readings, ["uhi_max"], draws=32, assume={"air_temperature": 34})
    assert fit.text("fr") in result.stdout
    assert f"--assume uhi_max={fit.assume['uhi_max']:g}" in result.stdout
    assert picture.read_bytes().startswith(b"\x89PNG")


def test_one_sensor_is_not_said_to_be_held_out_and_nothing_learnt_is_nothing_to_use(tmp_path: Path) -> None:
    path = tmp_path / "un relevé.csv"
    path.write_text("sensor,kind,place,value\na,temperature,Place du Marché,35", encoding="utf-8")
    result = run(path, SMALL, "--draws", "16", "--parameter", "albedo.asphalt")
    assert result.exit_code == 0, result.output
    assert "none could be held out" in result.stdout
    assert "say nothing new" in result.stdout
    assert "Use it" not in result.stdout


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("sensor,kind\n1,2", "value"),
        ("sensor,kind,place,value\na,temperature,Nowhere,30", "Nowhere"),
        ("sensor,kind,value\na,heat,3", "heat"),
    ],
)
def test_bad_files_are_refused_in_a_sentence(tmp_path: Path, text: str, said: str) -> None:
    path = tmp_path / "bad.csv"
    path.write_text(text, encoding="utf-8")
    result = run(path, SMALL, "--draws", "16")
    assert result.exit_code == 1
    assert said in result.output


def test_a_missing_file_and_an_unknown_parameter(readings: Path, tmp_path: Path) -> None:
    assert run(tmp_path / "none.csv", SMALL).exit_code == 1
    assert run(readings, SMALL, "--draws", "15").exit_code == 2
    result = run(readings, SMALL, "--parameter", "uhi_maxx")
    assert result.exit_code == 2
    assert '"uhi_max"' in result.output
