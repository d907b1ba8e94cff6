"""The look of every picture: colours, type sizes, and how much room a text takes."""

from bisect import bisect_left
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from math import ceil
from threading import RLock
from typing import Any

import matplotlib as mpl
from matplotlib.backends.backend_agg import RendererAgg
from matplotlib.colors import LinearSegmentedColormap
from matplotlib.font_manager import FontProperties

INK, MUTED, RULE, PAPER, BRAND = "#1D2A33", "#66717A", "#D8D3C7", "#FBFAF6", "#12343B"
BETTER, WORSE = "#1B6E8C", "#B4530A"  # always doubled by shape: circle, diamond
BIKE, RENOVATED = "#C2185B", "#F2A900"
ROOF_EDGE = "#F4F1EA"
DIVERGING = ("#123F66", "#2B76A8", "#9CC6DC", PAPER, "#F3C08A", "#CF6A16", "#7E3504")
TEXT_COLOURS = (INK, MUTED, BRAND, BETTER, WORSE, BIKE)

FAMILY = "DejaVu Sans"  # bundled with matplotlib: pictures are the same everywhere
HEADLINE, TITLE, SUBTITLE, BODY, SMALL, NOTE = 29.0, 17.0, 14.5, 13.0, 12.0, 10.5  # pt
DPI = 100
POINT = 1 / 72  # in
LINE = 1.35  # line height, in type sizes
STEP = 0.5  # pt, by which type gets smaller until a text fits

_LOCK = RLock()
_SETTINGS: dict[Any, Any] = {
    "font.family": FAMILY,
    "text.usetex": False,
    "text.parse_math": False,  # a dollar sign in a street name is a dollar sign
    "path.sketch": None,
    "path.effects": [],
    "axes.unicode_minus": True,
    "hatch.linewidth": 0.8,
}


@contextmanager
def drawing() -> Iterator[None]:
    """Draw with our settings whatever the user's matplotlibrc says, one picture at a time; nothing global stays changed."""
    with _LOCK, mpl.rc_context(_SETTINGS):
        yield


def diverging(flip: bool = False) -> LinearSegmentedColormap:
    """Blue to orange through paper; blue stands for less, or for more when flipped."""
    return LinearSegmentedColormap.from_list("twin", DIVERGING[::-1] if flip else DIVERGING)


@cache
def font(size: float, bold: bool = False) -> FontProperties:
    return FontProperties(family=FAMILY, size=size, weight="bold" if bold else "normal")


_RULER: Any = RendererAgg(8, 8, DPI)  # type: ignore[no-untyped-call]
_SLACK = 1.02  # letters are set a little wider in PDF and SVG than on screen, where they snap to pixels


@cache
def _letter_width(letter: str, size: float, bold: bool) -> float:
    """How far a letter moves the pen [in], kerning left aside: what it adds between two strokes."""
    with _LOCK:
        wide, narrow = (
            _RULER.get_text_width_height_descent(text, font(size, bold), ismath=False)[0] for text in (f"|{letter}|", "||")
        )  # fmt: skip
    return float(wide - narrow) / DPI * _SLACK


@cache
def text_width(text: str, size: float = BODY, bold: bool = False) -> float:
    """Width of one line of text [in], at most a percent too wide: the sum of its letters, each measured once."""
    return sum(_letter_width(letter, size, bold) for letter in text)


def text_height(size: float) -> float:
    """Height of a line of text with its leading [in]."""
    return size * LINE * POINT


def fitted(text: str, width: float, size: float, least: float = NOTE, bold: bool = False) -> tuple[str, float]:
    """The text and the size at which it fits into `width` [in]: smaller in steps of half a point first, then cut with an ellipsis."""
    sizes = [max(least, size - STEP * i) for i in range(ceil(max(0.0, size - least) / STEP) + 1)] if size > least else [size]
    step = bisect_left(sizes, True, key=lambda s: text_width(text, s, bold) <= width)
    if step < len(sizes):
        return text, sizes[step]
    size = sizes[-1]
    over = bisect_left(range(1, len(text) + 1), True, key=lambda n: text_width(f"{text[:n].rstrip()}…", size, bold) > width)
    return f"{text[:over].rstrip()}…", size


def wrapped(text: str, width: float, size: float, most: int, bold: bool = False) -> list[str]:
    """The text in at most `most` lines of `width` [in]; what does not fit is cut with an ellipsis."""
    lines = [""]
    for word in text.split(" "):
        longer = f"{lines[-1]} {word}" if lines[-1] else word
        if lines[-1] and text_width(longer, size, bold) > width and len(lines) < most:
            lines.append(word)
        else:
            lines[-1] = longer
    return [fitted(line, width, size, size, bold)[0] for line in lines]
