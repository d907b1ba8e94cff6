"""The plain chart: bars as long as their values, nothing that overlaps, and a refusal of rows that do not fit."""

import pytest
from matplotlib.patches import Rectangle

from tests.plots.test_sheet import check
from twin.errors import TwinError
from twin.plots.bars import draw_bars
from twin.plots.whiskers import colour_of

ROWS = {"with the bridge": [4.0, 3.0], "a long name of a street that goes on and on": [2.0, 0.0], "less than nothing": [-1.5, float("nan")]}


def test_bars_are_as_long_as_their_values() -> None:
    from matplotlib.colors import to_rgba

    figure = draw_bars("A finding", ["before", "after"], ROWS, "cars", digits=1)
    bars = [p for p in figure.findobj(Rectangle) if isinstance(p, Rectangle) and p.get_facecolor() == to_rgba(colour_of(0))][1:]
    assert [bar.get_width() / bars[0].get_width() for bar in bars] == pytest.approx([1.0, 0.5, 1.5 / 4], abs=0.02)
    assert bars[2].get_x() < bars[0].get_x()


@pytest.mark.parametrize("lang", ["en", "fr"])
def test_nothing_overlaps(lang: str) -> None:
    written = check(draw_bars("A finding", ["before", "after"], ROWS, "Cars in the peak hour " * 6, lang=lang))  # type: ignore[arg-type]
    assert "n/a" in written


def test_a_row_that_does_not_fit_is_refused() -> None:
    with pytest.raises(TwinError, match='the row "a" has 1 values for 2 kinds of bars'):
        draw_bars("A finding", ["x", "y"], {"a": [1.0]})
