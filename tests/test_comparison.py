"""Comparing plans: rows, table, CSV, frame, assumptions."""

import csv
import pickle
from pathlib import Path

import pytest
import shapely

import twin
from twin.city import City
from twin.comparison import price_range

GREEN = twin.Plan("Green", [twin.Depave(where="Grand Parking", to="meadow")])
GREY = twin.Plan("Grey", [twin.LightPaving(where="Grand Parking")])


@pytest.fixture(scope="module")
def comparison(square: City) -> twin.Comparison:
    return twin.compare(square, [GREEN, GREY], metrics=["runoff", "sealed"])


def test_rows(comparison: twin.Comparison) -> None:
    row = comparison.row("runoff")
    assert row.after == comparison.after[0]["runoff"].value
    assert (row.verdict, row.difference < 0, row.percent < 0) == ("better", True, True)  # type: ignore[operator]
    assert comparison.row("sealed", "Green").difference == pytest.approx(-0.2)
    assert comparison.row("sealed", "Grey").verdict == "same"
    assert comparison.row("runoff", "Grey", against="Green").verdict == "worse"


def test_table_in_both_languages(comparison: twin.Comparison) -> None:
    english, french = comparison.text(), comparison.text("fr")
    assert "Before" in english
    assert "Avant" in french
    assert "Depave to meadow: 2\u202f000 m²" in english
    assert "Désimperméabiliser" in french
    assert str(comparison) == english


def test_csv_and_frame(comparison: twin.Comparison, tmp_path: Path) -> None:
    path = comparison.to_csv(tmp_path / "table é.csv")
    rows = list(csv.DictReader(path.open(encoding="utf-8")))
    assert len(rows) == 4
    assert float(rows[0]["after"]) == comparison.row("runoff").after
    frame = comparison.to_frame()
    assert frame.shape[0] == 4
    assert set(frame["plan"]) == {"Green", "Grey"}


def test_the_same_plan_changes_nothing_against_itself(square: City) -> None:
    comparison = twin.compare(square, twin.Plan("Nothing"), metrics=["runoff", "sealed"])
    assert all(row.difference == 0 and row.verdict == "same" for row in comparison.rows())


def test_assumptions_hold_on_both_sides_and_are_listed(square: City) -> None:
    wet = twin.compare(square, GREEN, metrics="runoff", assume={"rain": 60})
    dry = twin.compare(square, GREEN, metrics="runoff")
    assert wet.before["runoff"].value > dry.before["runoff"].value
    assert "rain = 60" in str(wet)
    assert "rain = 60 mm" in str(wet.explain("runoff"))


def test_interventions_alone_and_equal_names(square: City) -> None:
    depave = twin.Depave(where="Grand Parking")
    comparison = twin.compare(square, [depave, depave], metrics=["runoff"])
    assert [p.name for p in comparison.plans] == ["Take up paving", "Take up paving (2)"]


@pytest.mark.parametrize(("call", "message"), [
    (lambda c: twin.compare(c, []), "at least one plan"), (lambda c: twin.compare(c, [3]), "plans or interventions"),
    (lambda c: twin.compare(c, GREEN, metrics=["runof"]), 'did you mean "runoff"'),
    (lambda c: twin.compare(c, GREEN, assume={"rain": "much"}), "takes a number"), (lambda c: twin.compare(c, GREEN, assume={"albedo.lwn": 1}), "albedo.lawn"),
    (lambda c: twin.compare(c, GREEN, metrics="runoff").row("sealed"), "no metric"), (lambda c: twin.compare(c, GREEN).rows("Blue"), "no plan"),
    (lambda c: c.apply(3), "cannot apply"), (lambda c: twin.compare(c, GREEN, assume={"rain": -5}), "rain"),
])  # fmt: skip
def test_errors(square: City, call, message: str) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(twin.TwinError, match=message):
        call(square)


def test_progress_runs_to_the_end(square: City) -> None:
    seen: list[float] = []
    twin.compare(square, GREEN, metrics=["runoff"], progress=lambda share, _what: seen.append(share))
    assert seen == sorted(seen)
    assert seen[-1] == pytest.approx(1)


def test_prices_add_up(square: City) -> None:
    after = square.apply(GREEN, twin.PlantTrees(where=shapely.box(120, 20, 180, 80)))
    price = price_range(after, square)
    assert price.low < price < price.high
    assert price == pytest.approx(sum(w.cost for w in after.works))


def test_parts_that_did_not_change_are_shared(square: City) -> None:
    after = square.apply(GREEN)
    assert after.streets is square.streets
    assert after.buildings is square.buildings
    assert after.people is square.people


def test_the_documented_call_works(square: City) -> None:
    twin.compare(square, [GREEN], metrics=None, assume={}, draws=0, seed=0, executor=None)


@pytest.mark.parametrize(("call", "message"), [
    (lambda c: twin.evaluate("saint-jumeau"), "takes a city"), (lambda c: twin.compare("town", GREEN), "takes a city"),
    (lambda c: twin.compare(c, None), "plans or interventions"), (lambda c: twin.evaluate(c, assume=[("rain", 5)]), "by name"),
    (lambda c: twin.evaluate(c, [3]), "no metric"), (lambda c: c.place(None), "no place"), (lambda c: twin.METRICS["runof"], "runoff"),
    (lambda c: twin.evaluate(c, assume={"yard_sealed.dense": 1.5}), "is a share"), (lambda c: twin.Depave(1, 2), "one shape"),
])  # fmt: skip
def test_wrong_arguments_get_a_sentence(square: City, call, message: str) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(twin.TwinError, match=message):
        call(square)


def test_everything_travels_to_another_process(square: City) -> None:
    comparison = twin.compare(square, GREEN)
    back = pickle.loads(pickle.dumps(comparison))
    assert str(back) == str(comparison)
    assert str(back.explain("runoff")) == str(comparison.explain("runoff"))
    city = pickle.loads(pickle.dumps(square))
    assert twin.evaluate(city)["runoff"].value == twin.evaluate(square)["runoff"].value


def test_a_single_intervention_is_named_in_both_languages(square: City) -> None:
    text = twin.compare(square, twin.Depave(where="Grand Parking"), metrics="runoff").text("fr")
    assert "Désimperméabiliser" in text.splitlines()[0]


def test_no_metrics_give_an_empty_table(square: City, tmp_path: Path) -> None:
    path = twin.compare(square, GREEN, metrics=[]).to_csv(tmp_path / "none.csv")
    assert path.read_text("utf-8").startswith("plan,metric")
