"""The commands: what they print, what they write, in both languages."""

import csv
import json
from pathlib import Path

import numpy as np
import pytest
from typer.testing import CliRunner, Result

import twin
from twin.cli.app import app
from twin.cli.demo import STORY, station_quarter
from twin.cli.info import COLUMN_LABELS, PERIODS, USE_LABELS, info
from twin.cli.listing import LISTS
from twin.words import THIN

SMALL = "grid:2x2:1"


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(app, [str(a) for a in arguments])


def printed(*arguments: str | Path) -> str:
    result = run(*arguments)
    assert result.exit_code == 0, result.output
    return result.stdout


@pytest.fixture(scope="module")
def town() -> twin.City:
    return twin.grid_town(blocks=(2, 2), seed=1)


@pytest.fixture
def plan(town: twin.City, tmp_path: Path) -> Path:
    square = twin.Depave(where="Place du Marché", to="meadow")
    return twin.Plan("Pré du marché", [square]).write(tmp_path / "mon été.geojson", town)


def test_info_says_what_the_city_holds(town: twin.City) -> None:
    text = printed("info", SMALL)
    assert text == info(town) + "\n"
    assert f"{len(town.buildings)} buildings" in text.replace(THIN, "")
    assert f"{town.people.total:.0f} residents" in text.replace(THIN, "")
    assert all(str(note)[:40] in text for note in town.notes)


def test_info_tables_add_up(town: twin.City) -> None:
    """Land cover to 100 %, and buildings by use and by period to the number of buildings."""
    lines = info(town).replace(THIN, "").splitlines()
    ground = lines[lines.index("Ground") + 1 : lines.index("", lines.index("Ground")) - 1]
    shares = [float(line.split(" ha")[1].split("%")[0]) for line in ground]
    assert sum(shares) == pytest.approx(100, abs=0.05 * len(shares))
    uses, periods = lines.index("  by use:"), lines.index("  by period:")
    for part in (lines[uses + 1 : periods], lines[periods + 1 : lines.index("", periods) - 1]):
        counts = [int(line.split(" m²")[0].split()[-2]) for line in part]
        assert sum(counts) == len(town.buildings)


def test_info_shows_what_yards_are_assumed_to_be(town: twin.City) -> None:
    yard, share = town.land.cover["yard"], twin.land.yard_share(town.land)
    assert f"counted as {100 * float((yard * share).sum() / yard.sum()):.0f} % sealed" in info(town)


def test_info_has_words_for_every_use_and_column(town: twin.City) -> None:
    assert set(USE_LABELS) == set(twin.buildings.USES)
    assert set(COLUMN_LABELS) == set(town.buildings.imputed) | set(town.streets.imputed)
    assert [last for _, last in PERIODS] == sorted(last for _, last in PERIODS)


def test_info_in_french_has_the_same_lines(town: twin.City) -> None:
    english, french = info(town).splitlines(), info(town, "fr").splitlines()
    until = english.index("Named places")
    assert french.index("Lieux nommés") == until
    assert sum(a == b for a, b in zip(english[:until], french[:until], strict=True) if a) <= 3  # the name, its rule, years alone


def test_info_of_a_place_without_buildings_and_names(tmp_path: Path) -> None:
    field = {"type": "Polygon", "coordinates": [[[2.0, 47.0], [2.002, 47.0], [2.002, 47.002], [2.0, 47.002], [2.0, 47.0]]]}
    feature = {"type": "Feature", "properties": {"landuse": "farmland"}, "geometry": field}
    path = tmp_path / "champ.geojson"
    path.write_text(json.dumps({"type": "FeatureCollection", "features": [feature]}))
    text = printed("info", path, "--lang", "fr")
    assert "aucun sur cette carte" in text
    assert "100,0 %" in text


def test_compare_prints_the_table_and_writes_the_numbers(plan: Path, town: twin.City, tmp_path: Path) -> None:
    table = tmp_path / "chiffres à lire.csv"
    text = printed("compare", SMALL, plan, "--csv", table)
    comparison = twin.compare(town, twin.Plan.read(plan, town))
    assert text.startswith(str(comparison))
    assert str(table) in text
    rows = list(csv.DictReader(table.read_text(encoding="utf-8").splitlines()))
    assert [row["metric"] for row in rows] == list(twin.METRICS)
    assert float(rows[0]["after"]) == comparison.rows()[0].after


def test_compare_takes_several_plans_metrics_and_assumptions(plan: Path) -> None:
    text = printed("compare", SMALL, plan, plan, "--metric", "runoff", "--assume", "rain=60", "--assume", "yard_sealed.dense=0,9")
    assert "Pré du marché (2)" in text
    assert "rain = 60, yard_sealed.dense = 0.9" in text
    assert text.count("\n") < 15
    assert printed("compare", SMALL, plan, "--metric", "runoff") != text


def test_compare_in_french(plan: Path) -> None:
    text = printed("compare", SMALL, plan, "--lang", "fr", "--metric", "runoff")
    assert "Ce qui a été fait" in text
    assert twin.METRICS["runoff"].label("fr") in text


def test_explain_today_and_after_a_plan(plan: Path, town: twin.City) -> None:
    assert printed("explain", "runoff", SMALL) == twin.receipts.Receipt(twin.evaluate(town)["runoff"], town.name, {}).text() + "\n"
    after = printed("explain", "runoff", SMALL, "--plan", plan, "--lang", "fr", "--assume", "rain=60")
    assert "Pré du marché" in after
    assert "changé par une hypothèse" in after


@pytest.mark.parametrize("what", LISTS)
def test_list_names_every_entry_of_its_registry(what: str, town: twin.City) -> None:
    entries = {
        "metrics": twin.METRICS, "interventions": twin.INTERVENTIONS, "parameters": twin.evaluation.parameters(),
        "covers": twin.covers.KEYS, "places": town.place_names, "species": twin.models.trees.SPECIES, "sources": twin.sources.SOURCES,
    }[what]  # fmt: skip
    for lang in ("en", "fr"):
        text = printed("list", what, "--city", SMALL, "--lang", lang)
        starts = [line for line in text.splitlines() if not line.startswith(" ")]
        assert len(starts) == len(entries)
        assert all(any(line.startswith(name) for line in starts) for name in entries)


def test_list_interventions_shows_every_setting() -> None:
    text = printed("list", "interventions")
    for kind in twin.INTERVENTIONS.values():
        assert all(f"    {field} = " in text for field in kind.model_fields)


def test_list_without_a_word_tells_which_lists_there_are() -> None:
    assert [line.split()[0] for line in printed("list", "--lang", "fr").splitlines()] == list(LISTS)


def test_town_writes_a_map_that_reads_as_the_same_town(town: twin.City, tmp_path: Path) -> None:
    path = tmp_path / "ville nº 1.geojson"
    assert str(path) in printed("town", "--blocks", "2x2", "--seed", "1", "--out", path)
    read = twin.City.read(path)
    assert len(read.buildings) == len(town.buildings)
    np.testing.assert_allclose(read.land.fractions, town.land.fractions, atol=1e-6)


def test_the_same_town_by_its_file_and_by_its_name() -> None:
    path = twin.seeds.seed_path("saint_jumeau.geojson")
    by_name, by_file = printed("info", "Saint Jumeau"), printed("info", path)
    described = [text.split("Notes")[0].splitlines()[2:] for text in (by_name, by_file)]  # after the name: a file may go by its own
    assert described[0] == described[1]


def test_bounds_cut_a_map_file() -> None:
    path = twin.seeds.seed_path("saint_jumeau.geojson")
    text = printed("info", path, "--bounds", "2.598, 47.098, 2.602, 47.101", "--cell", "10", "--soil", "d")
    assert "cells of 10 m, soil group D" in text
    assert "bounds: 2.598" in text


def test_demo_prints_draws_and_writes_the_plan(tmp_path: Path) -> None:
    out = tmp_path / "été 2025" / "démo"
    text = printed("demo", "--out", out, "--lang", "fr")
    assert text.startswith("Saint-Jumeau, 5")
    assert text.endswith(f'--plan "{out / "demo_plan.geojson"}" --lang fr\n')
    assert (out / "demo.png").read_bytes().startswith(b"\x89PNG")
    city = twin.saint_jumeau()
    plan = twin.Plan.read(out / "demo_plan.geojson", city)
    done = city.apply(plan)
    assert len(plan) == len(station_quarter().interventions)
    assert all(work.did for work in done.works)
    np.testing.assert_allclose(done.land.fractions, city.apply(station_quarter()).land.fractions, atol=1e-6)


def test_the_story_of_the_demo_fits_a_terminal() -> None:
    assert max(len(line) for lang in ("en", "fr") for line in STORY.to(lang).splitlines()) <= 140


@pytest.mark.parametrize("kind", [".png", ".svg", ".pdf"])
def test_figures_of_a_city(kind: str, tmp_path: Path) -> None:
    path = tmp_path / f"carte{kind}"
    assert str(path) in printed("info", SMALL, "--figure", path)
    start = {".png": b"\x89PNG", ".svg": b"<?xml", ".pdf": b"%PDF"}[kind]
    assert path.read_bytes().startswith(start)


def test_figures_of_a_plan_and_of_a_new_town(plan: Path, tmp_path: Path) -> None:
    for arguments in (("compare", SMALL, plan), ("town", "--blocks", "1x1", "--out", tmp_path / "t.geojson")):
        path = tmp_path / f"{arguments[0]}.png"
        assert str(path) in printed(*arguments, "--figure", path, "--lang", "fr")
        assert path.read_bytes().startswith(b"\x89PNG")
