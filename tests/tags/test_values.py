"""Tag values as people write them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from twin.tags.values import metres, number_in, speed, year


@pytest.mark.parametrize(("text", "value"), [("2;3", 2), ("3,5 m", 3.5), ("-1", -1), ("yes", None), ("", None), (None, None), ("1e400", 1)])
def test_numbers(text: str | None, value: float | None) -> None:
    assert number_in(text) == value


@pytest.mark.parametrize(("text", "value"), [("12'", 3.6576), ("40 ft", 12.192), ("7.5", 7.5), ("wide", None)])
def test_lengths(text: str, value: float | None) -> None:
    assert metres(text) == pytest.approx(value) if value is not None else metres(text) is None


@pytest.mark.parametrize(("text", "value"), [
    ("50", 50), ("30 mph", 48.28032), ("FR:urban", 50), ("FR:zone30", 30), ("walk", 6), ("none", None), ("9999", None), ("1", None), (None, None),
])  # fmt: skip
def test_speeds(text: str | None, value: float | None) -> None:
    assert speed(text) == pytest.approx(value) if value is not None else speed(text) is None


@pytest.mark.parametrize(("text", "value"), [
    ("1965", 1965), ("1965-04-01", 1965), ("~1900", 1900), ("1920s", 1920), ("C19", 1850), ("before 1914", 1914), ("0099", None), ("old", None),
])  # fmt: skip
def test_years(text: str, value: int | None) -> None:
    assert year(text) == value


@given(st.text(max_size=30))
def test_no_text_breaks_a_reader_of_values(text: str) -> None:
    for read in (number_in, metres, speed, year):
        read(text)
