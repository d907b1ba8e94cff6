"""Every example prints exactly what is kept beside it; `make examples` writes the kept outputs anew."""

import json
import re
from pathlib import Path

import pytest
from refresh import README, ROOT, SCRIPTS, fresh_readme, kept, printed
from typer.testing import CliRunner

import twin
from twin.cli.app import app


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: path.stem)
def test_an_example_prints_what_is_kept_beside_it(script: Path) -> None:
    assert printed(script) == kept(script).read_text(encoding="utf-8")


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: path.stem)
def test_an_example_can_be_read_aloud(script: Path) -> None:
    lines = script.read_text(encoding="utf-8").splitlines()
    assert len(lines) <= 25
    assert max(map(len, lines)) <= 140


def test_no_output_is_kept_of_an_example_that_is_gone() -> None:
    assert {path.stem for path in SCRIPTS[0].parent.glob("*.out")} == {script.stem for script in SCRIPTS}


def test_the_readme_says_what_the_code_says() -> None:
    """The first example, its output, and the tables of metrics and interventions."""
    text = README.read_text(encoding="utf-8")
    assert fresh_readme(text) == text


def test_the_plan_in_the_readme_can_be_carried_out() -> None:
    (block,) = re.findall(r"```json\n(.*?)```", README.read_text(encoding="utf-8"), re.DOTALL)
    city = twin.saint_jumeau()
    done = city.apply(twin.Plan.from_geojson(json.loads(block), city))
    assert [work.did for work in done.works] == [True, True]


def test_the_commands_in_the_readme_exist() -> None:
    """Every `twin …` line of the documents names a command and options that there are."""
    for document in (README, ROOT / "CONTRIBUTING.md"):
        for line in re.findall(r"^    twin (.*)$", document.read_text(encoding="utf-8"), re.MULTILINE):
            command, *words = line.split("  ")[0].split()
            nested = [words[0]] if command in ("search", "challenge") else []
            shown = CliRunner().invoke(app, [command, *nested, "--help"])
            assert shown.exit_code == 0, line
            assert all(word in shown.stdout for word in words if word.startswith("--")), line


def test_links_in_the_documents_lead_somewhere() -> None:
    for document in (README, ROOT / "CONTRIBUTING.md", ROOT / "seeds" / "README.md"):
        for target in re.findall(r"\]\((?!https?:)([^)#]+)\)", document.read_text(encoding="utf-8")):
            assert (document.parent / target).exists(), f"{document.name}: {target}"


def test_files_named_in_the_documents_exist() -> None:
    """`twin/city.py`, `examples/01_first_minute.py`, `seeds/storms.csv` … in backticks."""
    for document in (README, ROOT / "CONTRIBUTING.md", ROOT / "seeds" / "README.md"):
        for name in re.findall(r"`((?:twin|tests|examples|seeds|benchmarks)/[\w/.]*)`", document.read_text(encoding="utf-8")):
            assert (ROOT / name).exists(), f"{document.name}: {name}"
