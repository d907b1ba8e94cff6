"""Comparing plans: rows, table, CSV, frame, assumptions."""

import csv
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
