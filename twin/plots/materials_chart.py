"""The picture of a choice of materials: years until each has paid its carbon back, by heating, and what a saved kWh costs."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import floor, isfinite, log10

from matplotlib.figure import Figure
from matplotlib.path import Path

from twin.choosing import Choice, MaterialChoice
from twin.choosing.heats import heat_carbon, heat_price
from twin.choosing.options import Span
from twin.choosing.text import by_kilogram_and_wall, called, fold, surely_hotter_inside, titled
from twin.materials import BADGE, INSULANTS, SYSTEMS
from twin.plots import street_page as sheet
from twin.plots import style
from twin.plots.front_map import ticks
from twin.plots.page import Box, Page
from twin.plots.street_page import MARGIN
from twin.words import Language, Words, checked, number

NAMES, SUMMER, GUTTER = 5.0, 1.3, 0.7  # in: column of names, of summer's figures, space between panels
SHARE = 0.56  # of what is left that payback takes; the rest is cost
ROW, KEY, AXIS = 0.62, 0.62, 0.62  # in: height of a material, of the key above, of the axis below
LANE = 0.125  # in, between the heating systems of one material
MARK = 0.062  # in, radius of a mark
FOREVER = 500.0  # years drawn at most

PAYBACK = Words("Years to pay its carbon back", "Années pour rembourser son carbone")
COST = Words("Cost of a saved kWh", "Coût du kWh évité")
HOT = Words("Summer", "Été")
DEGREES = Words("°C·h; before: {hot}", "°C·h ; avant : {hot}")
YEARS_AXIS = Words(
    "years, each step multiplies; bars: best to worst case", "années, échelle logarithmique ; traits : du meilleur au pire cas"
)
COST_AXIS = Words("€/kWh; dashed: what a kWh of heat costs", "€/kWh ; tirets : prix du kWh de chaleur")
HEADLINE = Words(
    "Gas: every {thing} repays its carbon in {soon} years at worst. Heat pump: in {least} to {most}, {worst} at worst",
    "Gaz : tout {thing} rembourse son carbone en {soon} ans au pire. Pompe à chaleur : {least} à {most}, {worst} au pire",
)
THING, WINDOW = Words("insulant", "isolant"), Words("window", "type de fenêtre")
FOLDS = Words(
    "heating changes it {system}-fold, the material {material}-fold", "le chauffage le change {system} fois, le matériau {material} fois"
)
WORST = Words("most carbon by the kilogram: {kilo}, by the wall: {wall}", "le plus de carbone au kilo : {kilo}, au mur : {wall}")
SIDES = Words("insulated inside, summers are hotter than outside", "isolé par l'intérieur, l'été est plus chaud que par l'extérieur")
DETAIL = Words("{cm} cm · {kg} kg/m² · made: {made} kg CO2e/m²", "{cm} cm · {kg} kg/m² · fabrication {made} kg CO2e/m²")
MADE = Words("made: {made} kg CO2e/m²", "fabrication {made} kg CO2e/m²")
OTHERS = Words("Not drawn: {list}.", "Non dessinés : {list}.")
LIKE = Words("{name} {times} × the years of a gas boiler", "{name} {times} × la durée de la chaudière à gaz")
NOTE = Words(
    "Bars: the material's own best and worst case (conductivity, density, carbon, price, life); heating, grid, weather and people are "
    "the same for all and not in them. Carbon: A1-A3, fossil, with what is fixed with it; CO2 kept in what grew is not taken off. Costs "
    "without tax, {years} years at {rate} %; prices of materials and work are unverified; heat with tax. {badge}: not checked against a "
    "source.",
    "Traits : meilleur et pire cas du matériau (conductivité, densité, carbone, prix, durée) ; chauffage, réseau, climat et usages sont "
    "les mêmes pour tous. Carbone : A1-A3, fossile, avec ce qui le fixe ; le CO2 gardé dans ce qui a poussé n'est pas déduit. Coûts hors "
    "taxes, {years} ans à {rate} % ; prix des matériaux et de la pose non vérifiés ; chaleur toutes taxes. {badge} : sans contrôle de "
    "source.",
)


def _square(page: Page, x: float, y: float, colour: str) -> None:
    half = 0.85 * MARK
    page.box((x - half, y - half, x + half, y + half), fill=colour, zorder=4)


def _triangle(page: Page, x: float, y: float, colour: str) -> None:
    r = 1.25 * MARK
    page.shape(Path([(x - r, y + 0.8 * r), (x + r, y + 0.8 * r), (x, y - r), (x - r, y + 0.8 * r)], closed=True), colour, zorder=4)


def _circle(page: Page, x: float, y: float, colour: str) -> None:
    page.circle(x, y, MARK, colour, colour, 0.5)


def _diamond(page: Page, x: float, y: float, colour: str) -> None:
    page.diamond(x, y, 1.25 * MARK, colour)


MARKS: dict[str, tuple[str, Callable[[Page, float, float, str], None]]] = {  # colour doubled by shape
    "gas_boiler": ("#B4530A", _diamond),
    "district": ("#6A4C93", _square),
    "wood_pellets": ("#2E7D4F", _triangle),
    "heat_pump": ("#1B6E8C", _circle),
}


@dataclass(frozen=True)
class Scale:
    """From values to the page: `marks` are the values written below."""

    left: float
    right: float
    marks: tuple[float, ...]
    logarithmic: bool

    def at(self, value: float) -> float:
        """x on the page [in]; values beyond the ends stand at them."""
        low, high = self.marks[0], self.marks[-1]
        value = min(max(value, low), high)
        share = log10(value / low) / log10(high / low) if self.logarithmic else (value - low) / (high - low)
        return self.left + (self.right - self.left) * share


def draw_materials(found: MaterialChoice, lang: Language = "en") -> Figure:
    """One line for each material, the quickest to repay its carbon first."""
    with style.drawing():
        return _drawn(found, checked(lang))


def headline(found: MaterialChoice, lang: Language) -> str:
    """What gas repays at worst, against what a heat pump takes."""
    soon = max(c.payback["gas_boiler"].high for c in found.choices)
    slow = [c.payback["heat_pump"] for c in found.choices]
    thing = WINDOW if found.element == "windows" else THING
    least, most, worst = min(s.value for s in slow), max(s.value for s in slow), max(s.high for s in slow)
    figures = {name: _figure(v, lang) for name, v in {"soon": soon, "least": least, "most": most, "worst": worst}.items()}
    return HEADLINE.to(lang).format(thing=thing.to(lang), **figures)


def _items(found: MaterialChoice, lang: Language) -> list[str]:
    """What decides, in a few words each."""
    items = []
    if len(found.choices) > 1:
        system, material = fold(found)
        items.append(FOLDS.to(lang).format(system=_figure(system.value, lang), material=_figure(material.value, lang)))
    worst = by_kilogram_and_wall(found)
    if worst is not None and worst[0] != worst[1]:
        kilo, wall = (INSULANTS[key].labels.to(lang).lower() for key in worst)
        items.append(WORST.to(lang).format(kilo=kilo, wall=wall))
    if surely_hotter_inside(found):
        items.append(SIDES.to(lang))
    return items


def _drawn(found: MaterialChoice, lang: Language) -> Figure:
    height = 0.42 + KEY + ROW * len(found.choices) + AXIS
    note = NOTE.to(lang).format(years=number(found.years, 0, lang), rate=number(100 * found.rate, 1, lang), badge=BADGE.to(lang))
    others = ", ".join(_like(key, lang) for key in SYSTEMS if key not in MARKS)
    notes = [note, OTHERS.to(lang).format(list=others), sheet.signature(found.city.attribution, lang)]
    page, top = sheet.opened(sheet.Texts(headline(found, lang), f"{titled(found, lang)} ·", _items(found, lang), notes), height, lang)
    first, bottom = top + 0.42 + KEY, top + 0.42 + KEY + ROW * len(found.choices)
    room = page.width - 2 * MARGIN - NAMES - SUMMER - 2 * GUTTER
    x = MARGIN + NAMES
    years: Box = (x, top + 0.42, x + SHARE * room, bottom)
    cost: Box = (years[2] + GUTTER, top + 0.42, years[2] + GUTTER + (1 - SHARE) * room, bottom)
    sheet.head(page, years, PAYBACK.to(lang))
    sheet.head(page, cost, COST.to(lang))
    right = page.width - MARGIN
    page.text(right, top + 0.2, HOT.to(lang), style.TITLE, style.BRAND, bold=True, ha="right")
    page.text(right, top + 0.42 + 0.14, DEGREES.to(lang).format(hot=number(found.hot, 0, lang)), style.NOTE, style.MUTED, ha="right")
    time = _axis(page, years, first, _years_scale(years, found.choices), YEARS_AXIS.to(lang), lang)
    money = _axis(page, cost, first, _cost_scale(cost, found.choices), COST_AXIS.to(lang), lang)
    _key(page, years, lang)
    _prices(page, cost, first, money, lang)
    for i, choice in enumerate(found.choices):
        y = first + ROW * (i + 0.5)
        page.line([MARGIN, right], [y - ROW / 2] * 2, width=0.7, zorder=1)
        _name(page, choice, y, found.side == "both", lang)
        for lane, (key, (colour, mark)) in enumerate(MARKS.items()):
            _dot(page, time, choice.payback[key], y + LANE * (lane - (len(MARKS) - 1) / 2), colour, mark)
        _dot(page, money, choice.per_kwh, y, style.INK, _circle)
        page.text(right, y, number(choice.hot.value, 0, lang), style.BODY, ha="right")
    page.line([MARGIN, right], [bottom] * 2, width=0.7, zorder=1)
    return page.figure


def _like(key: str, lang: Language) -> str:
    times = number(heat_carbon("gas_boiler") / heat_carbon(key), 1, lang)
    return LIKE.to(lang).format(name=SYSTEMS[key].labels.to(lang).lower(), times=times)


def _years_scale(panel: Box, choices: Sequence[Choice]) -> Scale:
    """1, 2, 5, 10, … from below the quickest to beyond the slowest."""
    spans = [c.payback[key] for c in choices for key in MARKS]
    low = min((s.low for s in spans if 0 < s.low < FOREVER), default=0.1)
    high = min(FOREVER, max((s.high for s in spans if isfinite(s.high)), default=1.0))
    first, last = floor(log10(low)), floor(log10(max(high, 2 * low))) + 1
    steps = [m * 10.0**e for e in range(first, last + 1) for m in (1, 2, 5)]
    start = max((s for s in steps if s <= low), default=steps[0])
    end = min(s for s in steps if s >= high and s > start)
    return Scale(panel[0] + 0.15, panel[2] - 0.15, tuple(s for s in steps if start <= s <= end), True)


def _cost_scale(panel: Box, choices: Sequence[Choice]) -> Scale:
    values = [v for c in choices for v in (c.per_kwh.value, c.per_kwh.high) if isfinite(v)]
    return Scale(panel[0] + 0.1, panel[2] - 0.1, ticks([*values, *(heat_price(key) for key in MARKS)], 5), False)


def _axis(page: Page, panel: Box, top: float, scale: Scale, said: str, lang: Language) -> Scale:
    bottom = panel[3]
    digits = 0 if scale.logarithmic else 2
    for mark in scale.marks:
        x = scale.at(mark)
        page.line([x, x], [top, bottom], style.RULE, 0.8, zorder=1)
        text = number(mark, max(digits, -floor(log10(mark))) if scale.logarithmic else digits, lang)
        page.text(x, bottom + 0.18, text, style.SMALL, style.MUTED, ha="center")
    page.text(panel[2], bottom + 0.44, said, style.SMALL, style.MUTED, ha="right")
    return scale


def _key(page: Page, panel: Box, lang: Language) -> None:
    x, y = panel[0], panel[1] + 0.16
    for key, (colour, mark) in MARKS.items():
        name = SYSTEMS[key].labels.to(lang)
        if x > panel[0] and x + 0.25 + style.text_width(name, style.SMALL, True) > panel[2]:
            x, y = panel[0], y + 0.24
        mark(page, x + 0.1, y, colour)
        x = page.text(x + 0.25, y, name, style.SMALL, colour, bold=True)[2] + 0.3


def _prices(page: Page, panel: Box, top: float, scale: Scale, lang: Language) -> None:
    """A dashed line where a kWh of heat stands, with the mark of what makes it."""
    for key, (colour, mark) in MARKS.items():
        x = scale.at(heat_price(key))
        page.line([x, x], [top - 0.1, panel[3]], colour, 1.4, dashed=True, zorder=1.5)
        lane = list(MARKS).index(key) % 2
        mark(page, x, top - 0.17 - 0.16 * lane, colour)


def _name(page: Page, choice: Choice, y: float, sides: bool, lang: Language) -> None:
    name, size = style.fitted(called(choice, lang, sides), NAMES - 0.2, style.BODY)
    page.text(MARGIN, y - 0.11, name, size)
    o = choice.option
    made = f"{number(o.made.value, 1, lang)} ({number(o.made.low, 1, lang)}–{number(o.made.high, 1, lang)})"
    if o.thickness is None or o.mass is None:
        detail = MADE.to(lang).format(made=made)
    else:
        kg = number(o.mass.value, 0 if o.mass.value >= 10 else 1, lang)
        detail = DETAIL.to(lang).format(cm=number(100 * o.thickness, 0, lang), kg=kg, made=made)
    text, size = style.fitted(detail, NAMES - 0.2, style.NOTE)
    page.text(MARGIN, y + 0.13, text, size, style.MUTED)


def _dot(page: Page, scale: Scale, span: Span, y: float, colour: str, mark: Callable[[Page, float, float, str], None]) -> None:
    """Best guess with the bar of its range; what is never paid back stands at the edge with an arrow."""
    if not isfinite(span.value):
        page.text(scale.right, y, "∞ ▸", style.SMALL, colour, bold=True, ha="right")
        return
    page.line([scale.at(span.low), scale.at(span.high)], [y, y], colour, 2.2, zorder=3, rounded=True, alpha=0.45)
    mark(page, scale.at(span.value), y, colour)


def _figure(value: float, lang: Language) -> str:
    return "∞" if not isfinite(value) else number(value, 0 if value >= 10 else 1, lang)
