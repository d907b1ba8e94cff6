"""Differences with their uncertainty: a dot and a whisker for each metric and plan about one line that stands for "as before"."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import floor, isfinite, log10

from matplotlib.figure import Figure

from twin.comparison import Comparison
from twin.metrics.base import THEMES
from twin.plots import street_page as sheet
from twin.plots import style
from twin.plots import words as w
from twin.plots.bands import Band, Lane, bands_of
from twin.plots.finding import assumptions
from twin.plots.page import Box, Page
from twin.rows import Row
from twin.uncertainty.spread import Spread
from twin.uncertainty.telling import SURE, head
from twin.words import Language, Words, checked, digits_for, number, unit_name

COLOURS = ("#12343B", "#C2185B", "#2E7D4F", "#6A4C93", "#7A5600", "#4F97C4", "#8C1C13", "#66717A")  # doubled by letters
LETTERS = "ABCDEFGH"
LANE, PAD, THEME, TOP, NAMES = 0.27, 0.17, 0.36, 0.62, 0.32  # in, heights
DOT, END, GAP = 0.085, 1.32, 0.14  # in: radius of a dot; room for the figure at either end of a scale; between columns
LABEL, SHARE, RANGE, AHEAD = 4.1, 3.75, 3.35, 1.35  # in, widths of columns
TINT, TINT_ALPHA, GREY = "#9CC6DC", 0.28, "#8E979D"  # of the better half of a band; of what is not clear

SCALE = Words("each row on its own scale", "chaque ligne à sa propre échelle")
ZERO = Words("as before", "comme avant")
SIDE = Words("better side", "côté « mieux »")
CLEAR, LIKELY, CHANCE = (
    Words("clear", "net"), Words("likely", "probable"), Words("no clear change", "pas de changement net")
)  # fmt: skip
BETTER_LEFT, BETTER_RIGHT = Words("◂ better", "◂ mieux"), Words("better ▸", "mieux ▸")
DRAWS = Words("what the draws say", "ce que disent les tirages")
DIFFERENCE = Words("difference (5 to 95 %)", "différence (5 à 95 %)")
BEST_OF = Words("wins of 100 draws", "gagne sur 100 tirages")
ALWAYS = Words("in every draw", "à chaque tirage")
NO_METRIC = Words("none", "aucun")
IN_DRAWS = Words("{sure}, in {share} of 100 draws", "{sure}, {share} tirages sur 100")
ONE = Words(
    "{who}: clearly better on {better} of {all} metrics, clearly worse on {worse}",
    "{who} : nettement mieux pour {better} indicateurs sur {all}, nettement moins bien pour {worse}",
)
NOTHING_CLEAR = Words("{who}: no clear change in the draws", "{who} : aucun changement net dans les tirages")
TWO = Words(
    "{first} beats {second} on {better} of {all} metrics in at least 75 of 100 draws, and is beaten on {worse}",
    "{first} l'emporte sur {second} pour {better} indicateurs sur {all} dans au moins 75 tirages sur 100, et perd pour {worse}",
)
SEVERAL = Words("Clearly better than before, of {all} metrics: {list}", "Nettement mieux qu'avant, sur {all} indicateurs : {list}")
HOW = Words(
    "Each row has its own scale, whose ends are printed in the row's unit; whiskers: 5 to 95 % of the draws, after minus before on the "
    "same draw. Clear: at least 95 draws in 100 agree on the sign; likely: 75. A difference too small to matter counts as none.",
    "Chaque ligne a sa propre échelle, dont les bouts sont écrits dans son unité ; moustaches : 5 à 95 % des tirages, après moins avant "
    "sur le même tirage. Net : 95 tirages sur 100 au moins s'accordent sur le signe ; probable : 75. Un écart trop petit pour compter "
    "est nul.",
)
STILL = Words("No difference that matters, in nearly all draws: {list}.", "Pas d'écart qui compte, dans presque tous les tirages : {list}.")


@dataclass(frozen=True)
class Columns:
    """Where everything of a band stands [in]; `range` and `ahead` None where they are left out."""

    left: float
    zero: float
    half: float
    range: float | None
    share: float
    ahead: float | None
    right: float

    @classmethod
    def across(cls, box: Box, bands: Sequence[Band], lang: str) -> "Columns":
        """As many columns as find room: first the ranges are left out, then who is ahead."""
        left, _, right, _ = box
        widest = max((style.text_width(band.metric.label(lang)) for band in bands), default=0.0)
        label = min(LABEL, widest + 0.25, 0.3 * (right - left))
        two = any(band.ahead is not None for band in bands)
        ahead = right - AHEAD if two and right - left > 15 else None
        share = (right if ahead is None else ahead - GAP) - SHARE
        range_ = share - RANGE if right - left > 15 else None
        first, last = left + label + END + GAP, (share if range_ is None else range_) - END - 2 * GAP
        return cls(left, (first + last) / 2, (last - first) / 2, range_, share, ahead, right)


def draw_whiskers(comparison: Comparison, lang: Language = "en") -> Figure:
    """Every plan of a comparison against the city before, metric by metric, with what the draws say. Needs draws."""
    bands, still = bands_of(comparison)
    with style.drawing():
        names = w.SEMICOLON.to(lang).join(metric.label(lang) for metric in still)
        about = " ".join([*head(comparison.ensemble, lang), ""]) if comparison.ensemble is not None else ""
        notes = [STILL.to(lang).format(list=names) if names else "", HOW.to(lang), f"{about}{assumptions(comparison, lang)}"]
        notes.append(sheet.signature(comparison.city.attribution, lang))
        lead = w.WHERE.to(lang).format(name=sheet.spaced(comparison.city.name), year=comparison.city.year)
        titles = [_titled(comparison, i, lang) for i in range(len(comparison.plans))]
        page, top = sheet.opened(sheet.Texts(finding(comparison, bands, lang), lead, titles, notes), bands_height(bands), checked(lang))
        draw_bands(page, (sheet.MARGIN, top, page.width - sheet.MARGIN, top + bands_height(bands)), bands, lang)
        return page.figure


def finding(comparison: Comparison, bands: Sequence[Band], lang: str) -> str:
    """How many differences are clear; of two plans, which one is ahead. Cost is a price, not a finding."""
    told = [band for band in bands if band.metric.key != "cost"]
    names = [w.QUOTED.to(lang).format(name=style.fitted(sheet.spaced(p.title(lang)), 6.0, 23.0, 23.0, True)[0]) for p in comparison.plans]
    sure = [[band.lanes[i].spread.sure for band in told] for i in range(len(names))]
    if len(names) == 1:
        better, worse = sure[0].count("clearly better"), sure[0].count("clearly worse")
        counts = {"better": better or NO_METRIC.to(lang), "worse": worse or NO_METRIC.to(lang), "all": len(told)}
        return (ONE if better or worse else NOTHING_CLEAR).to(lang).format(who=names[0], **counts)
    if len(names) == 2:
        ahead = [band.ahead.sure for band in told if band.ahead is not None]
        better, worse = (sum(s.endswith(side) for s in ahead) for side in ("better", "worse"))
        return TWO.to(lang).format(first=names[0], second=names[1], better=better, worse=worse, all=len(told))
    listed = ", ".join(f"{name} {found.count('clearly better')}" for name, found in zip(names, sure, strict=True))
    return SEVERAL.to(lang).format(all=len(told), list=listed)


def _titled(comparison: Comparison, index: int, lang: str) -> str:
    title = sheet.spaced(comparison.plans[index].title(lang))
    return f"{letter_of(index)}{w.SPACE}{title}" if len(comparison.plans) > 1 else title


def letter_of(index: int) -> str:
    """The letter that stands for a plan beside its colour."""
    return LETTERS[index] if index < len(LETTERS) else str(index + 1)


def colour_of(index: int) -> str:
    """The colour of a plan."""
    return COLOURS[index % len(COLOURS)]


def bands_height(bands: Sequence[Band]) -> float:
    """[in]"""
    return TOP + sum(PAD + LANE * max(len(b.lanes), 1.5) for b in bands) + THEME * len({b.metric.theme for b in bands}) + NAMES


def draw_bands(page: Page, box: Box, bands: Sequence[Band], lang: str) -> None:
    """The bands by theme, under a key of what the marks mean."""
    columns, y, theme = Columns.across(box, bands, lang), box[1] + TOP, ""
    _key(page, box, columns, lang)
    for band in bands:
        if band.metric.theme != theme:
            theme = band.metric.theme
            page.text(columns.left, y + THEME / 2 + 0.03, THEMES[theme].to(lang), style.BODY, style.BRAND, bold=True)
            y += THEME
        high = PAD + LANE * max(len(band.lanes), 1.5)
        _band(page, columns, y, high, band, lang)
        y += high
    page.line([columns.zero] * 2, [box[1] + TOP, y], style.INK, 1.2, zorder=3)
    page.text(columns.zero, y + 0.18, ZERO.to(lang), style.SMALL, style.MUTED, ha="center")


def _key(page: Page, box: Box, columns: Columns, lang: str) -> None:
    """What filled, open and grey dots are, and the heads of the columns."""
    y, x = box[1] + 0.16, columns.left
    for word, fill, edge in ((CLEAR, style.BRAND, style.BRAND), (LIKELY, style.PAPER, style.BRAND), (CHANCE, GREY, GREY)):
        page.line([x, x + 0.5], [y, y], edge, 2.2)
        page.circle(x + 0.25, y, DOT, fill, edge)
        x = page.text(x + 0.6, y, word.to(lang), style.SMALL)[2] + 0.3
    page.box((x, y - 0.1, x + 0.3, y + 0.1), TINT, alpha=TINT_ALPHA)
    page.text(x + 0.4, y, SIDE.to(lang), style.SMALL)
    below = box[1] + TOP - 0.14
    page.text(columns.zero, below, SCALE.to(lang), style.SMALL, style.MUTED, ha="center")
    page.text(columns.share, below, DRAWS.to(lang), style.SMALL, style.MUTED)
    if columns.range is not None:
        page.text(columns.range, below, DIFFERENCE.to(lang), style.SMALL, style.MUTED)
    if columns.ahead is not None:
        page.text(columns.right, below, BEST_OF.to(lang), style.SMALL, style.MUTED, ha="right")


def _band(page: Page, columns: Columns, y: float, high: float, band: Band, lang: str) -> None:
    """Name, scale, and a lane for each plan."""
    middle, less = y + high / 2, band.metric.better == "less"
    page.line([columns.left, columns.right], [y, y], width=0.7, zorder=1)
    start, end = columns.zero - columns.half, columns.zero + columns.half
    good = (start, columns.zero) if less else (columns.zero, end)
    page.box((good[0], y, good[1], y + high), TINT, alpha=TINT_ALPHA, zorder=1)
    name, size = style.fitted(band.metric.label(lang), start - END - columns.left - 0.05, style.BODY, 9.0)
    page.text(columns.left, middle, name, size)
    digits = min(6, digits_for(float(f"{band.limit:.2g}"), 2)) if band.limit < 10 else 0
    unit = w.POINTS.to(lang) if band.metric.unit == "%" else unit_name(band.metric.unit, lang)
    for x, sign, better, word in ((start, -1, less, BETTER_LEFT), (end, 1, not less, BETTER_RIGHT)):
        said, size = style.fitted(
            f"{number(sign * band.limit, digits, lang, sign=True)}{w.SPACE}{unit}".rstrip(), END - 0.08, style.SMALL, 7.5
        )
        page.text(x + 0.08 * sign, middle - 0.1 * better, said, size, style.MUTED, ha="left" if sign > 0 else "right")
        if better:
            page.text(x + 0.08 * sign, middle + 0.1, word.to(lang), style.NOTE, style.BETTER, bold=True, ha="left" if sign > 0 else "right")
    for i, lane in enumerate(band.lanes):
        at = middle + LANE * (i - (len(band.lanes) - 1) / 2)
        _lane(page, columns, at, lane, band.limit, colour_of(i))
        _told(page, columns, at, lane, letter_of(i) if len(band.lanes) > 1 else "", colour_of(i), lang)
    if columns.ahead is not None and band.ahead is not None:
        _ahead(page, columns, middle, band.ahead, lang)


def _lane(page: Page, columns: Columns, y: float, lane: Lane, limit: float, colour: str) -> None:
    """The whisker from 5 to 95 %, and the dot at the best guess: filled when its sign is clear, open when likely, else grey."""
    sure, spread = lane.spread.sure, lane.spread
    ink = GREY if sure == "no clear change" else colour
    place = [columns.zero + columns.half * value / limit for value in (spread.low, lane.row.difference, spread.high)]
    if not all(map(isfinite, place)):
        return
    page.line([place[0], place[2]], [y, y], ink, 2.4, zorder=3.4)
    for x in (place[0], place[2]):
        page.line([x, x], [y - 0.055, y + 0.055], ink, 2.0, zorder=3.4)
    page.circle(place[1], y, DOT, style.PAPER if sure.startswith("likely") else ink, ink, 1.9, zorder=4)


def _told(page: Page, columns: Columns, y: float, lane: Lane, letter: str, colour: str, lang: str) -> None:
    """The difference with its range, the verdict in words, and in how many draws."""
    row, spread = lane.row, lane.spread
    start = columns.share if columns.range is None else columns.range
    if letter:
        page.text(start, y, letter, style.BODY, colour, bold=True)
    if columns.range is not None:
        best, low, high = (_figure(value, row, lang) for value in (row.difference, spread.low, spread.high))
        x = page.text(start + 0.22 * bool(letter), y, best, style.BODY, bold=True)[2] + 0.1
        said, size = style.fitted(f"({low} … {high})" if low != high else f"({ALWAYS.to(lang)})", columns.share - GAP - x, style.SMALL, 7.5)
        page.text(x, y, said, size, style.MUTED)
    x = columns.share + (0.22 if letter and columns.range is None else 0.0)
    sure, ink = SURE[spread.sure].to(lang), style.MUTED
    if spread.sure != "no clear change":
        ink = style.BETTER if spread.sure.endswith("better") else style.WORSE
        sure = IN_DRAWS.to(lang).format(sure=sure, share=number(100 * max(spread.better, spread.worse), 0, lang))
    said, size = style.fitted(sure, columns.share + SHARE - x - 0.05, style.SMALL, 8.0)
    page.text(x, y, said, size, ink)


def _figure(value: float, row: Row, lang: str) -> str:
    """A difference with two figures of the best guess, and at most three before the decimal mark."""
    if not isfinite(value):
        return number(value, 0, lang)
    step = 10.0 ** max(0, floor(log10(max(abs(value), 1.0))) - 2)
    digits = 0 if step > 1 else max(row.metric.digits, min(digits_for(row.difference, 2), 6))
    return number(round(value / step) * step if step > 1 else value, digits, lang, sign=True)


def _ahead(page: Page, columns: Columns, y: float, ahead: Spread, lang: str) -> None:
    """ "A 83 · B 12": the draws in which each of two plans is better than the other."""
    shares, x = (ahead.better, ahead.worse), columns.right
    for i in (1, 0):
        bold = shares[i] >= max(0.5, shares[1 - i])
        said = f"{letter_of(i)}{w.SPACE}{number(100 * shares[i], 0, lang)}"
        x = page.text(x, y, said, style.BODY, colour_of(i) if bold else style.MUTED, bold=bold, ha="right")[0] - 0.2
