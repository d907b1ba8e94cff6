"""Parameter and Coefficients: floats that know their range, unit and source."""

import copy
import pickle

import pytest

from twin.parameter import Coefficients, Parameter, default, parameters_of
from twin.words import Words, digits_for, number


def model(x: float, rate: float = Parameter(2.0, 1.0, 3.0, "mm/h", "twin", "p. 1", False, "a rate"), *,
          table: Coefficients = Coefficients("albedo", {"lawn": Parameter(0.2, 0.1, 0.3)})) -> float:  # fmt: skip
    return x * rate * table["lawn"]


def test_is_a_float_that_remembers() -> None:
    rate = default(model, "rate")
    assert rate * 2 == 4.0
    assert type(rate * 2) is float
    assert (rate.low, rate.high, rate.unit, rate.source, rate.page, rate.verified, rate.about) == (
        1,
        3,
        "mm/h",
        "twin",
        "p. 1",
        False,
        "a rate",
    )
    assert not rate.exact
    assert Parameter(5).exact


@pytest.mark.parametrize("clone", [copy.copy, copy.deepcopy, lambda p: pickle.loads(pickle.dumps(p))])
def test_survives_copies(clone) -> None:  # type: ignore[no-untyped-def]
    twin = clone(default(model, "rate"))
    assert (twin, twin.low, twin.about, twin.verified) == (2.0, 1.0, "a rate", False)


def test_parameters_of_spreads_tables() -> None:
    assert set(parameters_of(model)) == {"rate", "albedo.lawn"}


def test_replacing_keeps_ranges() -> None:
    table = default(model, "table").replace({"lawn": 0.25})
    assert table["lawn"] == 0.25
    assert table["lawn"].high == 0.3
    assert table != default(model, "table")
    assert hash(table) != hash(default(model, "table"))


def test_words_carry_both_languages() -> None:
    words = pickle.loads(pickle.dumps(Words("Roof", "Toit")))
    assert (words, words.to("en"), words.to("fr")) == ("Roof", "Roof", "Toit")


@pytest.mark.parametrize(("value", "digits", "lang", "text"), [
    (1234567.8, 0, "en", "1\u202f234\u202f568"), (1234.5, 1, "fr", "1\u202f234,5"), (-0.04, 1, "en", "0.0"), (-2.0, 0, "fr", "\u22122"),
    (float("nan"), 2, "en", "n/a"), (0.5, 2, "fr", "0,50"),
])  # fmt: skip
def test_numbers_are_written_as_people_do(value: float, digits: int, lang: str, text: str) -> None:
    assert number(value, digits, lang) == text


def test_signs_and_figures() -> None:
    assert number(3.2, 1, sign=True) == "+3.2"
    assert number(0.0, 1, sign=True) == "0.0"
    assert [digits_for(v) for v in (0, 123456, 12.34, 0.01234, float("inf"))] == [0, 0, 1, 4, 0]
