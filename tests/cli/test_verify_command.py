"""`twin verify`: the page, the file, and what a broken check does."""

from dataclasses import replace
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from twin.cli.app import app
from twin.verification import CHECKS, running

SOME = ("tr55_runoff", "utci_anchor", "braess_open_time")


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(app, ["verify", *(str(a) for a in arguments)])


@pytest.fixture
def some(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    """Three checks only."""
    monkeypatch.setattr(running, "CHECKS", {key: CHECKS[key] for key in SOME})
    return monkeypatch


def test_all_checks_pass() -> None:
    result = run()
    assert result.exit_code == 0, result.output
    assert f"All {len(CHECKS)} checks pass" in result.stdout


def test_the_page_is_written_and_named(some: pytest.MonkeyPatch, tmp_path: Path) -> None:
    page = tmp_path / "contrôle été.html"
    result = run("--html", page, "--lang", "fr")
    assert result.exit_code == 0, result.output
    assert "Les 3 contrôles réussissent" in result.stdout
    assert f"Écrit : {page}" in result.stdout
    assert "<!DOCTYPE html>" in page.read_text(encoding="utf-8")


def test_a_broken_check_is_found_and_named(some: pytest.MonkeyPatch, tmp_path: Path) -> None:
    wrong = replace(CHECKS["utci_anchor"], theirs=25.6)
    some.setattr(running, "CHECKS", {key: wrong if key == wrong.key else CHECKS[key] for key in SOME})
    page = tmp_path / "page.html"
    result = run("--html", page)
    assert result.exit_code == 1
    assert "✗ FAILS" in result.stdout
    assert result.stderr == (
        "twin: 1 of 3 checks failed: utci_anchor (UTCI at 25 °C, 1 m/s and 50 %), ours 24.61213, theirs 25.6, ± 0.001 allowed\n"
    )
    assert "✗ FAILS" in page.read_text(encoding="utf-8")  # the page is written all the same


@pytest.mark.parametrize("name", ["page.pdf", "no such folder/page.html"])
def test_a_file_that_cannot_be_is_refused_before_the_checks(name: str, tmp_path: Path, some: pytest.MonkeyPatch) -> None:
    result = run("--html", tmp_path / name)
    assert result.exit_code == 2
    assert "--html" in result.stderr
    assert result.stdout == ""
