"""How much room a text takes: as the renderer sets it, and the largest type that fits."""

import pytest
from matplotlib.backends.backend_agg import RendererAgg

from twin.plots import style

TEXTS = (
    "“Meadow and trees” raises access to nature by 3.2 %",
    "« Prairie et arbres » augmente l'accès à la nature de 3,2 %",
    "Été à l'Île-aux-Hérons : 12\u202f345 → 11\u202f980 m² (−3 %), ◆ moins bien",
    "iiiiiiii llllllll WWWWWWWW mmmmmmmm",
    "",
)


@pytest.mark.parametrize("bold", [False, True])
@pytest.mark.parametrize("size", [6.0, 10.5, 13.0, 29.0])
@pytest.mark.parametrize("text", TEXTS)
def test_a_width_is_that_of_the_renderer(text: str, size: float, bold: bool) -> None:
    """Never less than what is set, and hardly more."""
    ruler = RendererAgg(8, 8, style.DPI)  # type: ignore[no-untyped-call]
    exact = ruler.get_text_width_height_descent(text, style.font(size, bold), ismath=False)[0] / style.DPI if text else 0.0
    assert exact <= style.text_width(text, size, bold) <= 1.04 * exact


@pytest.mark.parametrize("width", [0.4, 1.0, 2.2, 3.1, 4.0, 5.5, 9.0])
@pytest.mark.parametrize("text", TEXTS)
def test_fitted_is_the_largest_size_that_fits(text: str, width: float) -> None:
    """Held against trying every size, and every length, one after the other."""
    sizes = [17.0 - 0.5 * i for i in range(12)] + [11.25]
    found, size = style.fitted(text, width, 17.0, 11.25)
    fits = [s for s in sizes if style.text_width(text, s) <= width]
    if fits:
        assert (found, size) == (text, fits[0])
        return
    cuts = [f"{text[:n].rstrip()}…" for n in range(len(text) + 1)]
    assert size == 11.25
    assert found == [cut for cut in cuts if style.text_width(cut, size) <= width or cut == "…"][-1]


def test_a_text_that_fits_is_left_as_it_is() -> None:
    assert style.fitted("short", 5.0, 13.0) == ("short", 13.0)
    assert style.fitted("short", 5.0, 9.0, least=10.5) == ("short", 9.0)
