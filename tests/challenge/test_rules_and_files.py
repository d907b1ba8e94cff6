"""A challenge as a value and as a file: what is refused, and that nothing is lost on the way."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from twin.challenge import Challenge, Role, Round, Target
from twin.challenge.files import from_content, to_content
from twin.errors import TwinError
from twin.words import Words

FULL = Challenge(
    Words("Cool and dry", "Frais et sec"), "grid:2x2:1", [Target("runoff", 5), Target("canopy", 1.5, "own"), Target("car_time", -2)], 120_000,
    [Round("I", 2026, 2031, 50_000), Round(Words("II", "deux"), 2032, 2037, 70_000)], ["Depave", "PlantTrees"],
    [Role("The “mayor”", "wants \\ everything", "cost")], "runoff",
)  # fmt: skip


@pytest.mark.parametrize("ending", ["json", "toml"])
def test_a_file_gives_back_what_was_written(tmp_path: Path, ending: str) -> None:
    again = Challenge.read(FULL.write(tmp_path / f"défi 1.{ending}"))
    assert again == FULL
    assert again.name.to("fr") == "Frais et sec"
    assert again.folder == tmp_path


@given(st.text(min_size=1, max_size=60), st.floats(1, 1e9), st.floats(-100, 100))
@settings(max_examples=60, deadline=None)
def test_any_name_that_is_taken_survives_both_kinds_of_file(
    tmp_path_factory: pytest.TempPathFactory, name: str, budget: float, by: float
) -> None:
    try:
        challenge = Challenge(name, "saint-jumeau", [Target("runoff", by)], budget)
    except TwinError:
        return
    folder = tmp_path_factory.mktemp("files")
    assert all(Challenge.read(challenge.write(folder / f"c.{e}")) == challenge for e in ("json", "toml"))


def with_(**changes: Any) -> dict[str, Any]:
    return to_content(FULL) | changes


@pytest.mark.parametrize(
    ("content", "says"),
    [
        ([], "give a table"),
        ({}, 'needs "name"'),
        (with_(budjet=3), 'has no "budjet": did you mean "budget"'),
        (with_(budget=float("nan")), "budget nan is not usable"),
        (with_(budget=-1), "budget -1 is not usable"),
        (with_(budget=True), "budget True is not usable"),
        (with_(budget=10**400), "is not usable"),
        (with_(name=" "), "name ' ' is not usable"),
        (with_(name="a\nb"), "on one line"),
        (with_(name="x" * 401), "1 to 400 letters"),
        (with_(name={"en": "a"}), "name {'en': 'a'} is not usable"),
        (with_(city=3), "city 3 is not usable"),
        (with_(targets=[]), "at least one target"),
        (with_(targets="runoff"), "targets is a list of targets"),
        (with_(targets=["runoff"]), "targets[0] is not usable"),
        (with_(targets=[{"metric": "runof", "by": 1}]), 'did you mean "runoff"'),
        (with_(targets=[{"metric": ["runoff"], "by": 1}]), "target.metric ['runoff'] is not usable"),
        (with_(targets=[{"metric": "runoff"}]), 'targets[0] needs "by"'),
        (with_(targets=[{"metric": "runoff", "by": "5"}]), "by '5' is not usable"),
        (with_(targets=[{"metric": "runoff", "by": 5, "unit": "m³"}]), 'unit "m³" is not known'),
        (with_(targets=[{"metric": "runoff", "by": 5, "direction": "more"}]), '"less" is better'),
        (with_(targets=[{"metric": "runoff", "by": 5}] * 2), "has several targets"),
        (with_(targets=[{"metric": "runoff", "by": 5}] * 61), "60 at the most"),
        (with_(allowed=["Depav"]), 'did you mean "Depave"'),
        (with_(allowed="Depave"), "allowed takes a list of str"),
        (with_(allowed=[["Depave"]]), "allowed takes a list of str"),
        (with_(rounds=[{"name": "I", "first": 2026, "last": 2031, "budget": 5}]), "add up to 5 €"),
        (with_(rounds=[{"name": "I", "first": 2026, "last": 2025, "budget": 5}]), "before it begins"),
        (with_(rounds=[{"name": "I", "first": "2026", "last": 2031, "budget": 5}]), "first '2026' is not usable"),
        (with_(rounds=[{"name": n, "first": 2026, "last": 2031, "budget": 60_000} for n in "ab"]), "before round a is over"),
        (with_(best_by="cost"), "what the works cost"),
        (with_(best_by=7), "best_by 7 is not usable"),
        (with_(roles=[{"name": "x", "wants": "y", "metric": "joy"}]), "no metric is called"),
    ],
)
def test_hostile_content_is_told_in_one_sentence(content: Any, says: str) -> None:
    with pytest.raises(TwinError) as refused:
        from_content(content, "file.json")
    assert says in str(refused.value)
    assert "\n" not in str(refused.value)


@pytest.mark.parametrize(
    ("name", "raw", "says"),
    [
        ("a.json", b"{", "cannot be read as JSON"),
        ("a.json", b"\xff\xfe\x00", "cannot be read as JSON"),
        ("a.json", b"[" * 100_000, "cannot be read as JSON"),
        ("a.toml", b"name = ", "cannot be read as TOML"),
        ("a.toml", b"x" * 1_000_001, "1,000,000 at the most"),
        ("a.txt", b"", "must end with .json or .toml"),
    ],
)
def test_hostile_files(tmp_path: Path, name: str, raw: bytes, says: str) -> None:
    (tmp_path / name).write_bytes(raw)
    with pytest.raises(TwinError) as refused:
        Challenge.read(tmp_path / name)
    assert says in str(refused.value)


def test_files_that_are_not_there(tmp_path: Path) -> None:
    with pytest.raises(TwinError, match="cannot read the challenge"):
        Challenge.read(tmp_path / "none.toml")
    with pytest.raises(TwinError, match="a challenge is a file"):
        Challenge.read("a\0.toml")


def test_infinity_in_json_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text(json.dumps(with_(budget=float("inf"))))
    with pytest.raises(TwinError, match="budget inf is not usable"):
        Challenge.read(tmp_path / "a.json")


def test_a_city_that_is_not_there() -> None:
    with pytest.raises(TwinError, match='there is no city "atlantis"'):
        Challenge("a", "atlantis", [Target("runoff", 1)], 10).open_city()
