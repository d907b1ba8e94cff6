"""`twin compare --report`: the page is written, in the language asked for, and a bad name is told before any work is done."""

from pathlib import Path

import pytest
from typer.testing import CliRunner

import twin
from twin.cli.app import app

SMALL = "grid:2x2:1"


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    town = twin.grid_town(blocks=(2, 2), seed=1)
    return twin.Plan("Pré du marché", [twin.Depave(where="Place du Marché", to="meadow")]).write(tmp_path / "mon été.geojson", town)


def test_the_report_is_written(plan: Path, tmp_path: Path) -> None:
    page = tmp_path / "compte rendu d'été.html"
    result = CliRunner().invoke(app, ["compare", SMALL, str(plan), "--report", str(page), "--metric", "runoff", "--lang", "fr"])
    assert result.exit_code == 0, result.output
    assert str(page) in result.stdout
    text = page.read_text(encoding="utf-8")
    assert '<html lang="fr">' in text
    assert "Pré du marché" in text


@pytest.mark.parametrize(("name", "said"), [("page.pdf", ".html"), ("no/such/folder/page.html", "does not exist")])
def test_a_bad_name_is_told_at_once(name: str, said: str, plan: Path) -> None:
    result = CliRunner().invoke(app, ["compare", SMALL, str(plan), "--report", name])
    assert result.exit_code == 2
    assert said in result.output
    assert "--report" in result.output
    assert not result.stdout.strip()
