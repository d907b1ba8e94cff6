"""The look of every picture: colours, type sizes, and how much room a text takes."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
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
def text_width(text: str, size: float = BODY, bold: bool = False) -> float:
    """Width of one line of text [in]."""
    if not text:
        return 0.0
    with _LOCK:
        width, _, _ = _RULER.get_text_width_height_descent(text, font(size, bold), ismath=False)
    return float(width) / DPI * _SLACK


def text_height(size: float) -> float:
    """Height of a line of text with its leading [in]."""
    return size * LINE * POINT


def fitted(text: str, width: float, size: float, least: float = NOTE, bold: bool = False) -> tuple[str, float]:
    """The text and the size at which it fits into `width` [in]: smaller first, then cut with an ellipsis."""
    while text_width(text, size, bold) > width and size > least:
        size = max(least, size - 0.5)
    if text_width(text, size, bold) <= width:
        return text, size
    while text and text_width(f"{text.rstrip()}…", size, bold) > width:
        text = text[:-1]
    return f"{text.rstrip()}…", size


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
