"""Scores: worked by hand from the comparison, ranked, told in both languages, and on the command line."""

from dataclasses import FrozenInstanceError
from pathlib import Path

import pytest
import shapely
from typer.testing import CliRunner, Result

import twin
from twin.challenge import Challenge, Round, Target
from twin.challenge.codes import plan_of
from twin.challenge.scoring import Reached, Scores
from twin.cli.app import app
from twin.errors import TwinError


@pytest.fixture(scope="module")
def town() -> twin.City:
    return twin.grid_town(blocks=(2, 2), seed=1)


@pytest.fixture(scope="module")
def challenge() -> Challenge:
    rounds = [Round("one", 2026, 2031, 100_000), Round("two", 2032, 2037, 20_000)]
    return Challenge("Dry", "grid:2x2:1", [Target("runoff", 1), Target("canopy", 1), Target("car_time", -5)], 120_000, rounds)


@pytest.fixture(scope="module")
def scores(challenge: Challenge, town: twin.City) -> Scores:
    plans = [
        twin.Plan("nothing"),
        plan_of("B2-M ?", town, name="meadow"),
        plan_of("B2-RA C2-W / B2-S ?", town, challenge.years, name="<dear & Söhne>"),
    ]
    return challenge.score(plans, town)


def test_targets_as_worked_by_hand() -> None:
    less = Target("runoff", 5)
    assert less.goal(200.0) == 190.0
    assert Reached(less, 200.0, 190.0).met
    assert Reached(less, 200.0, 195.0).distance == 0.5  # 5 of the 10 m³ asked for are missing
    assert Reached(less, 200.0, 210.0).distance == 2.0  # it went the wrong way
    assert Target("canopy", 2, "own").goal(8.0) == 10.0
    assert Reached(Target("car_time", -2), 100.0, 101.9).met  # may get worse by 2 %
    assert Reached(Target("car_time", -2), 100.0, 104.0).distance == 1.0
    assert Reached(Target("car_time", 0), 100.0, 110.0).distance == pytest.approx(0.1)
    assert not Reached(less, 200.0, float("nan")).met


def test_scores_are_those_of_the_comparison(scores: Scores) -> None:
    for score in scores.scores:
        i = scores.comparison.index(score.plan.name)
        assert [r.after for r in score.reached] == [scores.comparison.after[i][t.metric].value for t in scores.challenge.targets]
        assert sum(score.spent) == pytest.approx(float(score.cost))
        assert score.within == (score.spent[0] <= 100_000 and sum(score.spent) <= 120_000)
        assert score.distance == pytest.approx(sum(r.distance for r in score.reached))


def test_the_ranking(scores: Scores) -> None:
    keys = [(not s.keeps_rules, -s.met, s.distance) for s in scores.scores]
    assert keys == sorted(keys)
    assert [s.rank for s in scores.scores] == [1, 2, 3]
    assert scores.scores[0].plan.name == "meadow"
    assert scores.scores[-1].plan.name == "<dear & Söhne>"  # over the budget comes last, whatever it reaches


def test_equals_share_a_rank(challenge: Challenge, town: twin.City) -> None:
    found = challenge.score([twin.Plan("a"), twin.Plan("b")], town, search=False)
    assert [s.rank for s in found.scores] == [1, 1]
    assert found.best is None


def test_the_search_is_a_bound(scores: Scores) -> None:
    assert scores.best is not None
    meadow = scores.gains[[s.plan.name for s in scores.scores].index("meadow")]
    assert 0 < meadow <= scores.best.bound + 1e-6
    assert "no choice of its patches gains more" in " ".join(scores.text().split())
    assert "tries only to turn mapped paving into meadow" in " ".join(scores.text().split())


def test_what_is_not_allowed_is_named(challenge: Challenge, town: twin.City) -> None:
    strict = Challenge("a", "grid:2x2:1", challenge.targets, 1e6, allowed=["PlantTrees"])
    score = strict.score(plan_of("B2-M ?", town), town, search=False).scores[0]
    assert score.refused == ("Depave",)
    assert not score.keeps_rules


@pytest.mark.parametrize("lang", ["en", "fr"])
def test_text_and_page_name_everything(scores: Scores, lang: str) -> None:
    text, page = scores.text(lang), scores.html(lang)
    for score in scores.scores:
        assert score.plan.name in text
    assert "&lt;dear &amp; Söhne&gt;" in page
    assert "<dear" not in page
    assert f'<html lang="{lang}">' in page
    assert "http" not in page.replace("http-equiv", "")  # nothing is loaded from anywhere
    assert ("hors budget" if lang == "fr" else "over the budget") in text


def test_a_plan_of_another_town_is_told_to_do_nothing_here(challenge: Challenge, town: twin.City) -> None:
    far = shapely.box(90_000, 90_000, 90_050, 90_050)
    scores = challenge.score([twin.Plan("Ailleurs", [twin.Depave(where=far, to="meadow")])], town)
    assert "Does nothing here:" in scores.text()
    assert "Sans effet ici : " in scores.text("fr")
    assert "Does nothing here:" not in challenge.score([plan_of("B2-M ?", town)], town).text()


def test_frozen(challenge: Challenge, scores: Scores) -> None:
    with pytest.raises(FrozenInstanceError):
        challenge.budget = 1  # type: ignore[misc]
    with pytest.raises(FrozenInstanceError):
        scores.scores[0].rank = 1  # type: ignore[misc]


@pytest.mark.parametrize("plans", [[], "B2-M ?", [3], None])
def test_score_takes_plans(challenge: Challenge, town: twin.City, plans: object) -> None:
    with pytest.raises(TwinError, match="score takes plans"):
        challenge.score(plans, town)  # type: ignore[arg-type]


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(app, ["challenge", "score", *(str(a) for a in arguments)])


def test_the_command(challenge: Challenge, town: twin.City, tmp_path: Path) -> None:
    file, page = challenge.write(tmp_path / "défi.toml"), tmp_path / "page.html"
    plan = plan_of("B2-M ?", town, name="meadow").write(tmp_path / "groupe a.geojson", town)
    result = run(file, plan, "B2-KS ?", "--html", page, "--lang", "fr")
    assert result.exit_code == 0, result.output
    both = [twin.Plan.read(plan, town), plan_of("B2-KS ?", town)]
    scores = challenge.score(both, town)
    assert result.stdout.startswith(scores.text("fr") + "\n")
    assert page.read_text(encoding="utf-8") == scores.html("fr")


@pytest.mark.parametrize(
    ("plans", "code", "says"),
    [
        (["Z2-M X"], 2, "is no cell"),
        (["B2-M ?", "nothing"], 2, "neither a plan file nor a code"),
        (["none.geojson"], 1, "cannot read the plan"),
        (["D1-M ?"], 2, "cannot lie on D1"),
    ],
)
def test_the_command_refuses(challenge: Challenge, tmp_path: Path, plans: list[str], code: int, says: str) -> None:
    result = run(challenge.write(tmp_path / "c.json"), *plans)
    assert result.exit_code == code
    assert says in result.stderr
    assert result.stderr.count("\n") == 1
