"""The picture of a preference: who wins how often, two criteria with their ranges, and the weights with the nearest flip."""

from collections.abc import Sequence

import numpy as np
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator
from numpy.typing import NDArray

from twin.deciding.anchors import COST, Criterion
from twin.deciding.preference import Preference
from twin.deciding.telling import columns, rule, sure
from twin.plots import street_page as sheet
from twin.plots import style
from twin.plots import words as w
from twin.plots.page import Box, Page
from twin.plots.street_page import CONTENT, MARGIN
from twin.words import Language, Words, checked, digits_for, number, unit_name

Array = NDArray[np.float64]
COLOURS = ("#1B6E8C", "#B4530A", "#6A4C93", "#2E7D4F", "#C2185B", "#7A5600", "#12343B", "#8C1C13")  # doubled by letters
GUTTER, HEAD, ROW, LEAST, MOST = 0.75, 0.55, 1.06, 5.0, 8  # in, and plans with a colour
RADIUS = 0.15  # in

WINS, TRADE, WEIGHTS = Words("Who wins", "Qui gagne"), Words("What each one costs and does", "Ce que chacun coûte et fait"), Words(
    "At which weights", "Avec quels poids"
)  # fmt: skip
TRADE_OTHER = Words("Two of the criteria", "Deux des critères")
THESE, ANY = Words("at these weights", "avec ces poids"), Words("over all weights", "sur tous les poids")
REGRET = Words("regret at most {most} of 100, in {count} climates", "regret d'au plus {most} sur 100, dans {count} climats")
VALUE = Words("value {value} of 100; the city as it is {today}", "valeur {value} sur 100 ; la ville actuelle {today}")
AXIS = Words("change of {what}, {unit}", "changement : {what}, {unit}")
RANGES = Words("Lines: 5 to 95 % of the draws; pale: dominated in most of them.",
               "Traits : 5 à 95 % des tirages ; pâle : dominé dans la plupart.")  # fmt: skip
CLIMATES = Words("Regret in: {list}.", "Regret selon : {list}.")
NEAREST = Words("nearest flip: {what} at {there} % rather than {here} %", "bascule proche : {what} à {there} % au lieu de {here} %")
THEN = Words("then {rival} wins", "alors {rival} l'emporte")
NONE_BETTER = Words("but the city as it is is worth more than each of them", "mais la ville actuelle vaut plus que chacun")
NO_FLIP = Words("no change of a single weight makes another one win", "aucun changement d'un seul poids n'en fait gagner un autre")
FLIPS = Words("▼ {rival} wins from here", "▼ ici {rival} l'emporte")
FROM_TO = Words("from {worst} to {best} {unit}", "de {worst} à {best} {unit}")
HEADLINE = Words("“{winner}” wins {share} of 100 draws at these weights, {any} over all weights",
                 "« {winner} » gagne {share} tirages sur 100 avec ces poids, {any} sur tous les poids")  # fmt: skip
HEADLINE_BEST = Words("“{winner}” is the best guess at these weights, and wins {any} of 100 weights",
                      "« {winner} » est en tête avec ces poids, et gagne avec {any} poids sur 100")  # fmt: skip


def draw_preference(found: Preference, lang: Language = "en") -> Figure:
    """Three panels: shares of wins, a scatter of two criteria, the weights."""
    with style.drawing():
        return _drawn(found, checked(lang))


def headline(found: Preference, lang: Language) -> str:
    """The winner and how often it wins."""
    i = int(found.worth.argmax())
    figures = {"share": number(100 * found.wins[i], 0, lang), "any": number(100 * found.wins_any_weights[i], 0, lang)}
    return (HEADLINE if found.has_draws else HEADLINE_BEST).to(lang).format(winner=found.comparison.plans[i].title(lang), **figures)


def _drawn(found: Preference, lang: Language) -> Figure:
    plans, city = found.comparison.plans, found.comparison.city
    height = max(LEAST, HEAD + ROW * max(min(len(plans), MOST), len(found.criteria)) + 0.6)
    regretted = CLIMATES.to(lang).format(list=", ".join(columns(found, lang))) if len(found.columns) > 1 else ""
    said = f"{sure(found, lang)} {RANGES.to(lang) if found.has_draws else ''} {regretted}"
    notes = [rule(found, lang), " ".join(said.split(" ")).strip(), sheet.signature(city.attribution, lang)]
    lead = w.WHERE.to(lang).format(name=sheet.spaced(city.name), year=city.year)
    page, top = sheet.opened(sheet.Texts(headline(found, lang), lead, _items(found, lang), notes), height, lang)
    top += 0.42
    wide = (CONTENT - 2 * GUTTER) / 3
    boxes: list[Box] = [(MARGIN + i * (wide + GUTTER), top, MARGIN + i * (wide + GUTTER) + wide, top + height - 0.42) for i in range(3)]
    _wins(page, boxes[0], found, lang)
    _trade(page, boxes[1], found, lang)
    _weights(page, boxes[2], found, lang)
    return page.figure


def _items(found: Preference, lang: Language) -> list[str]:
    """Whether doing nothing is worth more, and the nearest flip."""
    nothing = [NONE_BETTER.to(lang)] if found.worth_today > float(found.worth.max()) else []
    return [*nothing, *_flip(found, lang)]


def _flip(found: Preference, lang: Language) -> list[str]:
    """The nearest flip in two short items."""
    if found.flip is None:
        return [NO_FLIP.to(lang)]
    f = found.flip
    digits = 0 if abs(f.flipped - f.weight) >= 0.01 else 1
    here, there = (number(100 * share, digits, lang) for share in (f.weight, f.flipped))
    what = w.lowered(found.criteria[f.criterion].metric.label(lang))
    rival = w.QUOTED.to(lang).format(name=found.comparison.plans[f.rival].title(lang))
    return [NEAREST.to(lang).format(what=what, here=here, there=there), THEN.to(lang).format(rival=rival)]


def _letter(page: Page, x: float, y: float, index: int, zorder: float = 6) -> None:
    page.circle(x, y, RADIUS, COLOURS[index % len(COLOURS)], style.PAPER, 1.2, zorder=zorder)
    page.text(x, y, "ABCDEFGH"[index], style.SMALL, style.PAPER, bold=True, ha="center", zorder=zorder + 0.5)


def _wins(page: Page, box: Box, found: Preference, lang: Language) -> None:
    """Two bars for each plan, at the printed weights and over all; below them what it is worth and its regret."""
    sheet.head(page, box, WINS.to(lang))
    for y, alpha, name in ((box[1] + 0.1, 1.0, THESE), (box[1] + 0.34, 0.4, ANY)):
        page.box((box[0], y - 0.06, box[0] + 0.3, y + 0.06), style.MUTED, alpha=alpha)
        page.text(box[0] + 0.4, y, name.to(lang), style.SMALL, style.MUTED)
    for i, plan in enumerate(found.comparison.plans[:MOST]):
        y = box[1] + HEAD + ROW * i + 0.2
        _letter(page, box[0] + RADIUS, y, i)
        text, size = style.fitted(plan.title(lang), box[2] - box[0] - 0.5, style.BODY, bold=True)
        page.text(box[0] + 0.42, y, text, size, bold=True)
        left, right = box[0] + 0.42, box[2] - 0.75
        for k, (share, alpha) in enumerate(((found.wins[i], 1.0), (found.wins_any_weights[i], 0.4))):
            at = y + 0.27 + 0.18 * k
            page.line([left, right], [at, at], style.RULE, 1.0)
            end = left + (right - left) * float(share)
            page.box((left, at - 0.07, max(end, left + 0.015), at + 0.07), COLOURS[i % len(COLOURS)], alpha=alpha, zorder=3)
            page.text(box[2], at, w.percent(100 * float(share), 0, lang, sign=False), style.SMALL, style.MUTED, ha="right")
        page.text(left, y + 0.66, *style.fitted(_said(found, i, lang), box[2] - left, style.NOTE, 8.5), style.MUTED)


def _said(found: Preference, index: int, lang: Language) -> str:
    value, today = number(100 * found.worth[index], 0, lang), number(100 * found.worth_today, 0, lang)
    said = VALUE.to(lang).format(value=value, today=today)
    if len(found.columns) < 2:
        return said
    most = number(100 * float(found.regret[:, index].max()), 0, lang)
    return f"{said} · {REGRET.to(lang).format(most=most, count=len(found.columns))}"


def _pair(found: Preference) -> tuple[Criterion, Criterion]:
    """The criteria across and up: cost, if it counts, and the heaviest other one."""
    money = [c for c in found.criteria if c.metric.key == COST]
    others = [c for c in found.criteria if c.metric.key != COST]
    if money and others:
        return money[0], others[0]
    return (found.criteria[1] if len(found.criteria) > 1 else found.criteria[0]), found.criteria[0]


def _trade(page: Page, box: Box, found: Preference, lang: Language) -> None:
    """Change of two criteria from today, each plan with the range of its draws; plans that are often dominated are pale."""
    across, up = _pair(found)
    sheet.head(page, box, (TRADE if across.metric.key == COST else TRADE_OTHER).to(lang))
    count = min(len(found.comparison.plans), MOST)
    spans = {c.metric.key: [_span(found, c, i) for i in range(count)] for c in (across, up)}
    axes = [_ticks([v for span in spans[c.metric.key] for v in span]) for c in (across, up)]
    inner = (box[0] + 0.85, box[1] + 0.35, box[2] - 0.15, box[3] - 0.75)
    for c, marks, flat in ((across, axes[0], True), (up, axes[1], False)):
        _axis(page, inner, c, marks, flat, lang)
    for i in range(count):
        (x0, x, x1), (y0, y, y1) = spans[across.metric.key][i], spans[up.metric.key][i]
        px = [inner[0] + (inner[2] - inner[0]) * _share(v, axes[0]) for v in (x0, x, x1)]
        py = [inner[3] - (inner[3] - inner[1]) * _share(v, axes[1]) for v in (y0, y, y1)]
        alpha = 1.0 if found.undominated[i] >= 0.5 else 0.35
        page.line([px[0], px[2]], [py[1], py[1]], COLOURS[i], 2.4, alpha=0.6 * alpha, zorder=3, rounded=True)
        page.line([px[1], px[1]], [py[0], py[2]], COLOURS[i], 2.4, alpha=0.6 * alpha, zorder=3, rounded=True)
        _letter(page, px[1], py[1], i)


def _span(found: Preference, c: Criterion, plan: int) -> tuple[float, float, float]:
    """5 %, best guess and 95 % of the change from today."""
    best = found.comparison.after[plan][c.metric.key].value - c.today
    if found.comparison.ensemble is None:
        return best, best, best
    draws = found.comparison.ensemble.difference(c.metric.key, plan + 1)
    low, high = np.percentile(draws[np.isfinite(draws)], (5, 95))
    return min(float(low), best), best, max(float(high), best)


def _ticks(values: Sequence[float]) -> Array:
    low, high = min(0.0, *values), max(0.0, *values)
    return np.asarray(MaxNLocator(5, steps=[1, 2, 5, 10]).tick_values(low, high if high > low else low + 1.0), dtype=float)


def _share(value: float, marks: Array) -> float:
    return float((value - marks[0]) / (marks[-1] - marks[0]))


def _axis(page: Page, inner: Box, c: Criterion, marks: Array, flat: bool, lang: Language) -> None:
    digits = digits_for(float(marks[1] - marks[0]), 1)
    said = AXIS.to(lang).format(what=w.lowered(c.metric.label(lang)), unit=unit_name(c.metric.unit, lang)).rstrip(", ")
    for mark in marks:
        share, text = _share(float(mark), marks), number(float(mark), digits, lang, sign=True)
        colour = style.MUTED if mark == 0 else style.RULE
        if flat:
            x = inner[0] + (inner[2] - inner[0]) * share
            page.line([x, x], [inner[1], inner[3]], colour, 0.8, zorder=1)
            page.text(x, inner[3] + 0.18, text, style.NOTE, style.MUTED, ha="center")
        else:
            y = inner[3] - (inner[3] - inner[1]) * share
            page.line([inner[0], inner[2]], [y, y], colour, 0.8, zorder=1)
            page.text(inner[0] - 0.1, y, text, style.NOTE, style.MUTED, ha="right")
    text, size = style.fitted(said, inner[2] - inner[0] + 0.8, style.SMALL)
    if flat:
        page.text(inner[2], inner[3] + 0.5, text, size, style.MUTED, ha="right")
    else:
        page.text(inner[0] - 0.8, inner[1] - 0.25, text, size, style.MUTED)


def _weights(page: Page, box: Box, found: Preference, lang: Language) -> None:
    """A bar for each weight, the anchors it stands for, and where the nearest flip is."""
    sheet.head(page, box, WEIGHTS.to(lang))
    for i, c in enumerate(found.criteria):
        y = box[1] + HEAD + ROW * i - 0.1
        text, size = style.fitted(c.metric.label(lang), box[2] - box[0] - 0.8, style.BODY, bold=True)
        page.text(box[0], y, text, size, bold=True)
        page.text(box[2], y, w.percent(100 * c.weight, 0, lang, sign=False), style.BODY, bold=True, ha="right")
        at = y + 0.29
        page.line([box[0], box[2]], [at, at], style.RULE, 1.0)
        page.box((box[0], at - 0.08, box[0] + (box[2] - box[0]) * c.weight, at + 0.08), style.BRAND, zorder=3)
        worst, best = (number(v, c.metric.digits, lang) for v in (c.worst, c.best))
        said = FROM_TO.to(lang).format(worst=worst, best=best, unit=unit_name(c.metric.unit, lang)).rstrip()
        page.text(box[0], at + 0.27, said, style.NOTE, style.MUTED)
        if found.flip is not None and found.flip.criterion == i:
            x = box[0] + (box[2] - box[0]) * found.flip.flipped
            page.line([x, x], [at - 0.16, at + 0.14], style.WORSE, 2.4, zorder=5)
            note = FLIPS.to(lang).format(rival="ABCDEFGH"[found.flip.rival % MOST])
            room = style.text_width(note, style.NOTE, True)
            page.text(min(x + 0.02, box[2] - room), at + 0.27, note, style.NOTE, style.WORSE, bold=True)
