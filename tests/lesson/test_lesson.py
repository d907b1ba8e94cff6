"""The lesson: every number of the key is printed by the command beside it, in both languages, and no file of others is lost."""

import html
import json
import re
import shlex
from pathlib import Path

import pytest
import shapely
from typer.testing import CliRunner, Result

import twin
from twin.challenge import Challenge
from twin.challenge.cards import CARDS
from twin.cli.app import app
from twin.errors import TwinError
from twin.lesson.answers import Answer, one_cell, ranking, stormy, whole_town
from twin.lesson.folder import LIST, write_lesson
from twin.lesson.material import Material, gathered
from twin.lesson.pages import pages
from twin.lesson.people import EVENTS, ROLES
from twin.lesson.questions import by_hand
from twin.metrics import METRICS

SMALL = "grid:2x2:1"


@pytest.fixture(scope="module")
def town() -> twin.City:
    return twin.grid_town(blocks=(2, 2), seed=1)


@pytest.fixture(scope="module", params=["en", "fr"])
def material(request: pytest.FixtureRequest, town: twin.City) -> Material:
    return gathered(SMALL, town, request.param)


@pytest.fixture(scope="module")
def folder(material: Material, town: twin.City, tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("leçon") / "la leçon"
    write_lesson(town, out, material.lang, SMALL)
    return out


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(app, [str(a) for a in arguments])


def answers(material: Material) -> list[Answer]:
    return [*one_cell(material), *whole_town(material), *stormy(material), *ranking(material)]


def test_every_answer_is_printed_by_its_command(material: Material, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(folder)
    key = html.unescape((folder / "3_answer_key.html").read_text(encoding="utf-8"))
    printed: dict[str, str] = {}
    for answer in answers(material):
        assert answer.typed in key
        assert answer.value in key
        if answer.typed not in printed:
            result = run(*shlex.split(answer.typed)[1:])
            assert result.exit_code == 0, result.output
            printed[answer.typed] = result.stdout
        assert re.search(rf"(?<![\d.,]){re.escape(answer.value)}(?![\d.,]*\d)", printed[answer.typed]), answer
    assert len(printed) == 5


def test_the_command_for_codes_works(material: Material, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(folder)
    page = html.unescape((folder / "1_teacher.html").read_text(encoding="utf-8"))
    (command,) = re.findall(r'twin (challenge score \S+ "[^<]*)<', page)
    result = run(*shlex.split(command))
    assert result.exit_code == 0, result.output
    assert f"{material.cell}-MK" in result.stdout


def test_codes_files_and_challenge_agree(material: Material, folder: Path, town: twin.City) -> None:
    challenge = Challenge.read(folder / "challenge.toml")
    assert challenge == material.challenge
    for name, plan in zip(("plan_a.geojson", "plan_b.geojson"), material.plans, strict=True):
        read = twin.Plan.read(folder / name, town)
        assert read.name == plan.name
        assert [w.cost for w in town.apply(read).works] == [w.cost for w in town.apply(plan).works]


def test_pages_need_nothing_but_themselves(material: Material) -> None:
    found = pages(material)
    assert len(found) == 5
    for name, page in found.items():
        assert page.startswith("<!DOCTYPE html>"), name
        assert f'<html lang="{material.lang}">' in page
        assert not re.search(r'(src|href)="|url\(["\']?http|@import|<script', page), name
        assert "size:A3" in page if name == "4_board_A3.html" else "size:A4" in page
        if material.lang == "fr":
            text = html.unescape(re.sub(r"<style>.*?</style>|<(code|pre)>.*?</\1>|<[^>]*>", " ", page, flags=re.DOTALL))
            assert not re.search(r"\w [;?!»]", text), name


def test_the_pages_are_different_in_french(town: twin.City) -> None:
    english, french = (pages(gathered(SMALL, town, lang)) for lang in ("en", "fr"))
    assert english.keys() == french.keys()
    assert all(english[name] != french[name] for name in english)


def test_no_page_shows_a_placeholder_or_the_other_decimal_mark(material: Material) -> None:
    for name, page in pages(material).items():
        assert not re.search(r"\{\w+\}", re.sub(r"<style>.*?</style>", "", page, flags=re.DOTALL)), name
    mark = "." if material.lang == "fr" else ","
    cells = re.findall(r"<td[^>]*>([^<]*)</td>", pages(material)["3_answer_key.html"])
    assert not [cell for cell in cells if re.match(rf"-?\d+{re.escape(mark)}\d", html.unescape(cell))]


@pytest.mark.parametrize(
    ("formula", "en", "fr"),
    [
        ("(P - 0.2 * S) ** 2 / P if P >= 1 else 0", "(P − 0.2 × S)² / P if P ≥ 1, else 0", "(P − 0,2 × S)² / P si P ≥ 1, sinon 0"),
        ("max(a, 0.5)", "max(a, 0.5)", "max(a\u202f; 0,5)"),
    ],
)
def test_formulas_are_written_as_by_hand(formula: str, en: str, fr: str) -> None:
    assert (by_hand(formula, "en"), by_hand(formula, "fr")) == (en, fr)


def test_the_worksheet_gives_nothing_away(material: Material) -> None:
    sheet = pages(material)["2_worksheet.html"]
    for answer in one_cell(material):
        assert f">{answer.value} " not in sheet
    assert sheet.count('class="blank"') > 20


def test_the_board_names_every_cell_and_the_cards_every_price(material: Material) -> None:
    found = pages(material)
    assert all(f">{column}{row}<" in found["4_board_A3.html"] for column in "ABCDEFGH" for row in range(1, 9))
    cards = found["5_cards.html"]
    assert cards.count('class="card"') == len(CARDS) + len(ROLES) + len(EVENTS)
    assert cards.count('class="letter"') == len(CARDS)


def test_roles_read_metrics_that_there_are() -> None:
    assert all(role.metric in METRICS for role in ROLES)


def test_a_second_lesson_replaces_the_first_but_nothing_else(town: twin.City, tmp_path: Path) -> None:
    out = tmp_path / "lesson"
    write_lesson(town, out, "en", SMALL)
    first = (out / "2_worksheet.html").read_bytes()
    write_lesson(town, out, "fr", SMALL)
    assert (out / "2_worksheet.html").read_bytes() != first
    (out / "2_worksheet.html").write_text("my own notes")
    kept = {path.name: path.read_bytes() for path in out.iterdir()}
    with pytest.raises(TwinError, match=r"2_worksheet\.html was not written by twin lesson, or was changed since.*--force"):
        write_lesson(town, out, "en", SMALL)
    assert {path.name: path.read_bytes() for path in out.iterdir()} == kept
    write_lesson(town, out, "en", SMALL, force=True)
    assert (out / "2_worksheet.html").read_bytes() == first


@pytest.mark.parametrize(
    "known",
    ["[]", "{}", '{"written by": "twin lesson", "files": 3}', "{", '{"written by": "twin lesson", "files": {"plan_a.geojson": [1]}}'],
)
def test_a_list_of_somebody_else_lets_nothing_be_overwritten(town: twin.City, tmp_path: Path, known: str) -> None:
    (tmp_path / LIST).write_text(known)
    (tmp_path / "plan_a.geojson").write_text("mine")
    with pytest.raises(TwinError, match="was not written by twin lesson"):
        write_lesson(town, tmp_path, "en", SMALL)
    assert (tmp_path / "plan_a.geojson").read_text() == "mine"


def test_the_command(tmp_path: Path) -> None:
    out = tmp_path / "out"
    result = run("lesson", SMALL, "--out", out)
    assert result.exit_code == 0, result.output
    assert "Start with" in result.stdout
    assert sorted(json.loads((out / LIST).read_text())["files"]) == sorted(p.name for p in out.iterdir() if p.name != LIST)
    assert [p.name for p in tmp_path.iterdir()] == ["out"]  # nothing half-made is left
    (tmp_path / "file").write_text("")
    refused = run("lesson", SMALL, "--out", tmp_path / "file")
    assert refused.exit_code == 1
    assert "that is a file" in refused.stderr


def test_a_map_file_goes_into_the_folder(town: twin.City, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert run("town", "--blocks", "2x2", "--seed", "1", "--out", tmp_path / "ma ville.geojson").exit_code == 0
    result = run("lesson", tmp_path / "ma ville.geojson", "--out", tmp_path / "out")
    assert result.exit_code == 0, result.output
    assert (tmp_path / "out" / "ma ville.geojson").exists()
    monkeypatch.chdir(tmp_path / "out")
    scored = run("challenge", "score", "challenge.toml", "plan_a.geojson")
    assert scored.exit_code == 0, scored.output


def test_a_town_without_paving_is_refused(city_of) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(TwinError, match="no cell of the board with mapped paving"):
        gathered("x", city_of([(shapely.box(0, 0, 200, 200), {"landuse": "meadow"})]), "en")
