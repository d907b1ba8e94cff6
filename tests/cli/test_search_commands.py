"""`twin search`: what it prints, what it writes, and how it refuses."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

import twin
from twin.cli.app import app
from twin.plan import Plan
from twin.search import depave

SMALL = "grid:2x2:1"


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(app, ["search", *(str(a) for a in arguments)])


@pytest.fixture(scope="module")
def town() -> twin.City:
    return twin.grid_town(blocks=(2, 2), seed=1)


def test_search_alone_tells_what_there_is() -> None:
    assert "depave" in run().output


@pytest.mark.parametrize(
    ("lang", "name", "label"), [("en", "Depave to meadow", "Written:"), ("fr", "Désimperméabiliser en prairie", "Écrit :")]
)
def test_depave_prints_the_answer_and_writes_picture_and_plan(town: twin.City, tmp_path: Path, lang: str, name: str, label: str) -> None:
    picture, plan = tmp_path / "été.png", tmp_path / "mon plan.geojson"
    result = run("depave", SMALL, "--budget", "60000", "--lang", lang, "-o", picture, "--plan", plan)
    assert result.exit_code == 0, result.output
    best = depave(town, 60_000)
    assert result.stdout.startswith(best.text(lang) + "\n")
    assert result.stdout.rstrip().endswith(f"{label} {picture}, {plan}")
    assert picture.read_bytes().startswith(b"\x89PNG")
    assert json.loads(plan.read_text("utf-8"))["name"].startswith(name)
    read = twin.compare(town, Plan.read(plan, town), ["runoff"])
    assert -read.row("runoff").difference == pytest.approx(best.gain, rel=1e-4)


def test_depave_passes_its_settings_on(town: twin.City) -> None:
    given = ("--metric", "biotope", "--to", "lawn", "--where", "Parking de la Gare", "--private", "--assume", "biotope.lawn=0.9")
    result = run("depave", SMALL, "--budget", "20000", *given)
    assert result.exit_code == 0, result.output
    best = depave(town, 20_000, "biotope", "lawn", where="Parking de la Gare", private=True, assume={"biotope.lawn": 0.9})
    assert result.stdout == best.text() + "\n"


@pytest.mark.parametrize(
    ("arguments", "code", "says"),
    [
        (("nowhere",), 2, 'no city "nowhere"'),
        (("nowhere.osm",), 1, 'no map file "nowhere.osm"'),
        ((SMALL, "--budget", "nan"), 2, "--budget nan is not usable"),
        ((SMALL, "--budget", "0"), 2, "--budget 0 is not usable"),
        ((SMALL, "--budget", "-5"), 2, "--budget -5 is not usable"),
        ((SMALL, "--budget", "1000"), 2, "less than the smallest patch"),
        ((SMALL, "--time-limit", "0"), 2, "--time-limit 0"),
        ((SMALL, "--metric", "runof"), 2, 'did you mean "runoff"?'),
        ((SMALL, "--to", "medow"), 2, 'did you mean "meadow"?'),
        ((SMALL, "--where", "Place Nulle"), 2, 'no place is called "Place Nulle"'),
        ((SMALL, "--assume", "rian=40"), 2, 'did you mean "rain"?'),
        ((SMALL, "-o", "town.gif"), 2, ".png or .svg or .pdf"),
        ((SMALL, "--plan", "plan.csv"), 2, "--plan plan.csv: the name must end with .geojson"),
        ((SMALL, "--plan", "no/such/folder/plan.geojson"), 2, "does not exist"),
    ],
)  # fmt: skip
def test_what_cannot_be_is_refused_in_a_sentence(arguments: tuple[str, ...], code: int, says: str) -> None:
    result = run("depave", *arguments)
    assert result.exit_code == code, result.output
    assert says in result.output
    assert "Traceback" not in result.output
    assert len(result.stderr.strip().splitlines()) == 1
