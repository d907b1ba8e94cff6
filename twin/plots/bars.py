"""A plain chart of bars on the house page, for numbers of one's own."""

from collections.abc import Mapping, Sequence
from math import isfinite

from matplotlib.figure import Figure

from twin.errors import TwinError
from twin.plots import street_page as sheet
from twin.plots import style
from twin.plots.page import Page
from twin.plots.street_page import MARGIN
from twin.plots.whiskers import colour_of
from twin.words import Language, checked, number

BAR, PAD, KEY, LABEL = 0.25, 0.16, 0.5, 6.0  # in: heights of a bar, of the room around a row, of the key; most room for labels
LEAST = 0.03  # in, so that a bar of nothing is still seen


def draw_bars(
    headline: str, names: Sequence[str], rows: Mapping[str, Sequence[float]], about: str = "", digits: int = 0, lang: Language = "en"
) -> Figure:
    """For each row one bar of each name, from zero, with its value at the end.

    headline   the finding
    names      what the bars of a row are, each in its colour
    rows       label -> a value for each name
    about      what is shown, with its unit
    digits     decimals of the values
    Raises TwinError when a row has another number of values than there are names.
    """
    for label, values in rows.items():
        if len(values) != len(names):
            raise TwinError(f'the row "{label}" has {len(values)} values for {len(names)} kinds of bars: give one for each')
    with style.drawing():
        row = BAR * len(names) + PAD
        height = KEY + row * len(rows) + 0.15
        page, top = sheet.opened(sheet.Texts(headline, about, [], [sheet.signature("", checked(lang))]), height, lang)
        _key(page, top, names)
        _rows(page, top + KEY, row, rows, digits, lang)
        return page.figure


def _key(page: Page, top: float, names: Sequence[str]) -> None:
    x = MARGIN
    for i, name in enumerate(names):
        page.box((x, top + 0.08, x + 0.32, top + 0.28), colour_of(i))
        x = page.text(x + 0.42, top + 0.18, name, style.BODY)[2] + 0.4


def _rows(page: Page, top: float, row: float, rows: Mapping[str, Sequence[float]], digits: int, lang: Language) -> None:
    values = [v for one in rows.values() for v in one if isfinite(v)]
    wide = min(LABEL, max((style.text_width(label) for label in rows), default=0.0) + 0.3)
    ends = max((style.text_width(number(v, digits, lang)) for v in values), default=0.0) + 0.2
    low, high = min([0.0, *values]), max([0.0, *values])
    start, end = MARGIN + wide + (ends if low < 0 else 0.0), page.width - MARGIN - ends
    scale = (end - start) / (high - low or 1.0)
    zero = start - low * scale
    for i, (label, one) in enumerate(rows.items()):
        y = top + row * i
        page.line([MARGIN, page.width - MARGIN], [y, y], width=0.7, zorder=1)
        name, size = style.fitted(label, wide - 0.15, style.BODY)
        page.text(MARGIN, y + row / 2, name, size)
        for k, value in enumerate(one):
            at = y + PAD / 2 + BAR * (k + 0.5)
            tip = zero + value * scale if isfinite(value) else zero
            side = -1 if tip < zero else 1
            page.box((min(zero, tip), at - 0.42 * BAR, max(zero + LEAST, tip), at + 0.42 * BAR), colour_of(k))
            page.text(tip + 0.09 * side, at, number(value, digits, lang), style.SMALL, ha="right" if side < 0 else "left")
    page.line([zero, zero], [top, top + row * len(rows)], style.INK, 1.2, zorder=3)
