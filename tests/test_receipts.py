"""Receipts: every metric's number is computed again from the printed text alone."""

import math
import re

import pytest

import twin
from twin.city import City
from twin.errors import TwinError
from twin.metrics import METRICS
from twin.models.comfort import utci
from twin.words import LANGUAGES
from twin.working import compute

GIVEN = re.compile(r"^  (\w+) = (-?[\d.]+(?:e[-+]?\d+)?)(?: [^#=]*?)?\s+# ")
STEP = re.compile(r"^  (\w+) = (.+) = (-?[\d.]+(?:e[-+]?\d+)?)(?: [^#=]*?)?\s+# ")
ALLOWED = {"min": min, "max": max, "exp": math.exp, "log": math.log, "sqrt": math.sqrt, "abs": abs, "cos": math.cos, "sin": math.sin,
           "radians": math.radians, "UTCI": lambda *a: float(utci(*a))}  # fmt: skip
PLAN = twin.Plan("Green", [twin.Depave(where="Grand Parking", to="meadow"), twin.PlantTrees(along="Rue Haute")])


def redo(text: str) -> tuple[dict[str, float], str]:
    """Every symbol of a receipt recomputed from its own lines by Python's own arithmetic, and the last symbol."""
    known: dict[str, float] = {}
    last = ""
    working = re.split(r"^(?:Working|Calcul)$", text, flags=re.MULTILINE)[1].split("\n\n")[0]
    for line in working.splitlines():
        step, given = STEP.match(line), GIVEN.match(line)
        if step:
            symbol, formula, printed = step.groups()
            value = float(eval(formula, {"__builtins__": {}}, ALLOWED | known))
            assert value == pytest.approx(float(printed), rel=2e-4, abs=1e-6), line
            known[symbol], last = float(printed), symbol
        elif given:
            known[given.group(1)] = float(given.group(2))
    return known, last


@pytest.mark.parametrize("key", sorted(METRICS))
@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_text_gives_the_number(square: City, key: str, lang: str) -> None:
    comparison = twin.compare(square, PLAN, metrics=[key])
    for plan in (None, 0):
        receipt = comparison.explain(key, plan)
        text = receipt.text(lang)
        known, last = redo(re.sub(r"(?<=\d),(?=\d)", ".", text) if lang == "fr" else text)  # decimal commas
        value = comparison.card(plan)[key].value
        assert last == key
        assert known[key] == pytest.approx(value, rel=1e-4, abs=1e-6)


@pytest.mark.parametrize("key", sorted(METRICS))
def test_the_working_agrees_with_the_model(square: City, key: str) -> None:
    working = twin.evaluate(square.apply(PLAN), [key])[key].working
    values = working.values()
    assert working.checks
    for symbol, real in working.checks.items():
        assert values[symbol] == pytest.approx(real, rel=1e-4, abs=1e-6), symbol


def test_unverified_figures_and_assumptions_are_marked(square: City) -> None:
    receipt = str(twin.compare(square, PLAN, metrics="runoff", assume={"yard_sealed.dense": 0.5}).explain("runoff"))
    assert "[unverified]" in receipt
    assert "yard_sealed.dense = 0.5 (0.6 … 0.98) [changed by an assumption]" in receipt
    assert "tr55" in receipt


@pytest.mark.parametrize("formula", ["__import__('os')", "a.b", "[1]", "f(1)", "1 +", "x", "1 / 0", "lambda: 1", "a := 1", "10.0 ** 999"])
def test_formulas_are_arithmetic_only(formula: str) -> None:
    with pytest.raises(TwinError):
        compute(formula, {"a": 1.0})


def test_draws_add_the_range_of_the_number_and_of_its_difference(square: City) -> None:
    comparison = twin.compare(square, PLAN, metrics=["runoff"], draws=32)
    receipt, spread, row = comparison.explain("runoff"), comparison.spread("runoff"), comparison.row("runoff")
    assert receipt.change is not None
    assert (receipt.change.low, receipt.change.high, receipt.change.best) == (spread.low, spread.high, row.difference)
    assert receipt.change.drivers == spread.drivers
    assert comparison.ensemble is not None
    assert receipt.extent is not None
    low, high = receipt.extent
    drawn = comparison.ensemble.values("runoff", 1)
    assert low <= row.after <= high
    assert ((drawn >= low) & (drawn <= high)).mean() >= 0.87  # 5 to 95 % of 32 draws
    text, french = receipt.text(), receipt.text("fr")
    assert re.search(r"^Range: .+ … .+ m³ in 90 of 100 draws$", text, re.MULTILINE)
    assert re.search(r"^Difference: −.+ \(−.+ … .+ m³\), ● clearly better, 32 draws$", text, re.MULTILINE)
    assert f"Hangs most on: {spread.drivers[0][0]} " in text
    assert "● nettement mieux, 32 tirages" in french
    assert "Plage\u00a0: " in french
    assert redo(text)[1] == "runoff"  # the working is as it was


def test_before_a_plan_draws_give_the_range_alone(square: City) -> None:
    receipt = twin.compare(square, PLAN, metrics=["sealed"], draws=16).explain("sealed", plan=None)
    assert receipt.change is None
    assert receipt.extent is not None
    assert receipt.extent[0] <= receipt.reading.value <= receipt.extent[1]
    assert "Difference" not in receipt.text()


def test_without_draws_and_in_the_mapped_year_nothing_is_added(square: City) -> None:
    text = twin.compare(square, PLAN, metrics=["runoff"]).explain("runoff").text()
    assert not re.search(r"^(Range|Difference|Hangs most on|Year): ", text, re.MULTILINE)


def test_another_year_is_told(square: City) -> None:
    comparison = twin.compare(square.at(2050), PLAN, metrics=["runoff"])
    assert f"Year: 2050, the map shows {square.year}" in comparison.explain("runoff").text().splitlines()
    assert f"Année\u00a0: 2050, la carte montre {square.year}" in comparison.explain("runoff", plan=None).text("fr").splitlines()
