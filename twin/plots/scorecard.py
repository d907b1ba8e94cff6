"""The scorecard: one dumbbell for each metric on one relative axis, with before and after in the metric's own unit."""

from math import ceil, floor, isfinite, log10

from twin.comparison import Comparison, Row, price_range
from twin.parameter import Parameter
from twin.plots import style
from twin.plots import words as w
from twin.plots.chosen import shown
from twin.plots.finding import relative_digits
from twin.plots.page import Box, Page
from twin.words import digits_for, number, unit_name

LABELS, VALUES = 4.7, 2.2  # in, most room for the names on the left, and for "before → after" on the right
UNIT = 1.05  # in, column of units
DIFFERENCE = 1.2  # in, column of differences
LEAST_AXIS = 1.0  # %, so that a change too small to matter does not look like one
MARK = 0.085  # in, radius of a mark
STILL_HEIGHT = 0.24  # in, line of names without a row


def scorecard_height(comparison: Comparison, index: int, width: float, lang: str) -> float:
    """Height of the heading, the rows, the axis below, and the names of what stands still [in]."""
    count = len(shown(comparison, index)[0]) + 1
    return 0.5 + row_height(count) * count + 0.4 + STILL_HEIGHT * len(_still(comparison, index, width, lang))


def row_height(count: int) -> float:
    return min(0.46, max(0.325, 4.4 / count))


def _still(comparison: Comparison, index: int, width: float, lang: str) -> list[str]:
    """Lines that name the metrics without a row."""
    names = [row.metric.label(lang) for row in shown(comparison, index)[1]]
    return style.wrapped(w.STILL.to(lang).format(list=" · ".join(names)), width, style.NOTE, 9) if names else []


def axis_limit(rows: list[Row]) -> float:
    """A round relative change [%] that holds all rows of at most 100 %; rows beyond are cut at the edge, so that they flatten no other."""
    moved = [abs(r.percent) for r in rows if r.percent is not None and isfinite(r.percent) and r.verdict != "same"]
    most = max((percent for percent in moved if percent <= 100), default=100.0 if moved else 0.0)
    if most <= LEAST_AXIS:
        return LEAST_AXIS
    if most >= 80:
        return 100.0
    step = 10 ** floor(log10(most))
    return float(next(step * m for m in (1, 1.5, 2, 3, 4, 5, 6, 8, 10) if step * m >= most))


def draw_scorecard(page: Page, box: Box, comparison: Comparison, index: int, lang: str) -> None:
    """The metrics as rows (of many, those that moved); the cost of the works as a line of text with its range."""
    rows, _ = shown(comparison, index)
    left, top, right, _ = box
    high, first = row_height(len(rows) + 1), top + 0.5
    start = left + min(LABELS, 0.3 + max(style.text_width(row.metric.label(lang)) for row in rows)) if rows else left + LABELS
    end = right - DIFFERENCE - UNIT - min(VALUES, max((_values_width(row, lang) for row in rows), default=0.0)) - 0.3
    limit = axis_limit(rows)
    zero, half = (start + end) / 2, (end - start) / 2 - 0.95  # room for the figures beside the marks
    bottom = first + high * len(rows)
    _heading(page, left, top, zero, right, lang)
    _axis(page, zero, half, first, bottom, limit, lang)
    for i, row in enumerate(rows):
        y = first + high * (i + 0.5)
        if i:
            page.line([left, right], [y - high / 2] * 2, width=0.7, zorder=1)
        moved = row.verdict != "same" and isfinite(row.difference)
        label, size = style.fitted(row.metric.label(lang), start - left - 0.1, style.BODY)
        page.text(left, y, label, size, style.INK if moved else style.MUTED)
        _dumbbell(page, row, y, zero, half, limit, lang)
        _values(page, row, y, right, lang)
    page.line([left, right], [bottom] * 2, width=0.7, zorder=1)
    spent = price_range(comparison.cities[index], comparison.city)
    y = first + high * (len(rows) + 0.5) + 0.36
    _cost(page, left, right, start, y, spent, lang)
    for i, line in enumerate(_still(comparison, index, right - left, lang)):
        page.text(left, y + 0.36 + STILL_HEIGHT * i, line, style.NOTE, style.MUTED)


def _heading(page: Page, left: float, top: float, zero: float, right: float, lang: str) -> None:
    y = top + 0.2
    box = page.text(left, y, w.SCORECARD.to(lang), style.TITLE, style.BRAND, bold=True)
    x = box[2] + 0.45
    page.circle(x, y, MARK * 0.9, style.BETTER, style.BETTER)
    box = page.text(x + 0.16, y, w.BETTER.to(lang), style.SMALL, style.BETTER, bold=True)
    page.diamond(box[2] + 0.32, y, MARK * 1.15, style.WORSE)
    box = page.text(box[2] + 0.48, y, w.WORSE.to(lang), style.SMALL, style.WORSE, bold=True)
    page.text(max(zero, box[2] + 0.3 + style.text_width(w.RELATIVE.to(lang), style.SMALL) / 2), y, w.RELATIVE.to(lang), style.SMALL,
              style.MUTED, ha="center")  # fmt: skip
    page.text(right - DIFFERENCE - UNIT, y, w.BEFORE_AFTER.to(lang), style.SMALL, style.MUTED, ha="right")
    page.text(right, y, w.DIFFERENCE.to(lang), style.SMALL, style.MUTED, ha="right")


def _axis(page: Page, zero: float, half: float, top: float, bottom: float, limit: float, lang: str) -> None:
    digits = next(d for d in range(7) if abs(limit - round(limit, d)) < 1e-9)
    for sign in (-1, 1):
        x = zero + sign * half
        page.line([x, x], [top, bottom], width=1.0, zorder=1)
        page.text(x, bottom + 0.19, w.percent(sign * limit, digits, lang), style.SMALL, style.MUTED, ha="center")
    page.line([zero, zero], [top, bottom + 0.06], style.INK, 1.2, zorder=2)
    page.text(zero, bottom + 0.19, w.lowered(w.BEFORE.to(lang)), style.SMALL, style.MUTED, ha="center")


def _dumbbell(page: Page, row: Row, y: float, zero: float, half: float, limit: float, lang: str) -> None:
    if row.verdict == "same" or not isfinite(row.difference):
        text = "=" if row.verdict == "same" else "n/a"
        page.text(zero + 0.2, y, text, style.BODY, style.MUTED, bold=True)
        page.circle(zero, y, MARK * 0.75, style.PAPER, style.MUTED, 1.3)
        return
    colour = style.BETTER if row.verdict == "better" else style.WORSE
    sign = 1 if row.difference > 0 else -1
    share = 1.0 if row.percent is None else min(1.0, abs(row.percent) / limit)
    x = zero + sign * half * share
    page.line([zero, x], [y, y], colour, 6.5, zorder=2.5, alpha=0.33)
    page.circle(zero, y, MARK * 0.8, style.PAPER, style.INK, 1.6)
    if row.verdict == "better":
        page.circle(x, y, MARK, colour, colour, 0.5, zorder=4.5)
    else:
        page.diamond(x, y, MARK * 1.3, colour, zorder=4.5)
    text = w.NEW.to(lang) if row.percent is None else w.percent(row.percent, relative_digits(row.percent), lang)
    beyond = row.percent is not None and abs(row.percent) > limit * 1.0001
    text = (f"{text} ▸" if sign > 0 else f"◂ {text}") if beyond else text
    page.text(x + sign * 0.17, y, text, style.BODY, colour, bold=True, ha="left" if sign > 0 else "right")


def _values(page: Page, row: Row, y: float, right: float, lang: str) -> None:
    """ "12 340 → 11 980 m³   −360", with one decimal more where the usual ones would hide the change."""
    moved, digits = row.verdict != "same", _digits(row)
    x = right - DIFFERENCE - UNIT
    after = number(row.after, digits, lang)
    page.text(x, y, after, style.BODY, style.INK if moved else style.MUTED, bold=moved, ha="right")
    x -= style.text_width(after, style.BODY, moved) + 0.06
    page.text(x, y, f"{number(row.before, digits, lang)} →", style.BODY, style.MUTED, ha="right")
    text, size = style.fitted(unit_name(row.metric.unit, lang), UNIT - 0.12, style.SMALL, 9.0)
    page.text(right - DIFFERENCE - UNIT + 0.1, y, text, size, style.MUTED)
    if moved and isfinite(row.difference):
        hidden = round(row.difference, digits) == 0
        said = number(row.difference, digits + 1 if hidden else digits, lang, sign=True)
        points = f"{w.SPACE}{w.POINTS.to(lang)}" if row.metric.unit == "%" else ""
        text, size = style.fitted(said + points, DIFFERENCE - 0.1, style.BODY, 9.0)
        page.text(right, y, text, size, ha="right")


def _digits(row: Row) -> int:
    same = number(row.before, row.metric.digits) == number(row.after, row.metric.digits)
    return row.metric.digits + (1 if same and row.verdict != "same" else 0)


def _values_width(row: Row, lang: str) -> float:
    digits = _digits(row)
    return style.text_width(f"{number(row.before, digits, lang)} →") + style.text_width(number(row.after, digits, lang), bold=True) + 0.06


def _cost(page: Page, left: float, right: float, start: float, y: float, spent: Parameter, lang: str) -> None:
    """The cost in words: it has no "before" to be relative to."""
    page.text(left, y, w.COST.to(lang), style.BODY)
    millions = abs(spent.value) >= 1e6
    box = page.text(start, y, money(spent.value, lang, millions), style.BODY, bold=True)
    if spent.value:
        span = w.COST_RANGE.to(lang).format(low=money(spent.low, lang, millions), high=money(spent.high, lang, millions))
        page.text(box[2] + 0.15, y, f"({span})", style.SMALL, style.MUTED)


def money(euros: float, lang: str, millions: bool) -> str:
    """About three significant figures: "412 000 €", "1.24 M€"."""
    if millions:
        return f"{number(euros / 1e6, min(2, digits_for(euros / 1e6, 3)), lang)}{w.SPACE}M€"
    step = 10 ** max(0, ceil(log10(abs(euros) + 1)) - 3)
    return f"{number(round(euros / step) * step, 0, lang)}{w.SPACE}€"
