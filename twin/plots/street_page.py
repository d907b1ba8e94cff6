"""A page about streets: headline, subtitle and footer around its maps, and what all those maps share."""

from collections.abc import Sequence
from dataclasses import dataclass

import twin
from twin.comparison import Comparison
from twin.evaluation import Card, evaluate
from twin.mobility.coefficients import travel_with
from twin.mobility.traffic import Traffic, traffic
from twin.plots import style
from twin.plots import words as w
from twin.plots.finding import assumptions, sources, steps, subject
from twin.plots.page import Box, Page
from twin.words import Words, number, unit_name

WIDTH, MARGIN, GUTTER = 19.8, 0.7, 0.42  # in
CONTENT = WIDTH - 2 * MARGIN
PANEL = (CONTENT - 2 * GUTTER) / 3
LEAST_MAP, LINE, NOTE_LINE = 1.75, 0.3, 0.225  # in
HEADLINE_LINE = 1.39  # height of a line of the headline, in type sizes

UNNAMED = Words("an unnamed street", "une rue sans nom")
WHOLE = Words("On the whole map: ", f"Sur toute la carte{w.SPACE}: ")
LEFT_OUT = Words("Left out: {what}", f"Laissé de côté{w.SPACE}: {{what}}")


@dataclass(frozen=True)
class Texts:
    """What stands around the pictures.

    headline   the finding, in two lines at most
    lead       where and when; `items` what was done, as many as fit into three lines
    notes      paragraphs of the footer
    """

    headline: str
    lead: str
    items: Sequence[str]
    notes: Sequence[str]


def opened(texts: Texts, height: float, lang: str) -> tuple[Page, float]:
    """A page with its texts around `height` inches of pictures, and where these begin [in]."""
    _, size = style.fitted(texts.headline, CONTENT, style.HEADLINE, 23.0, bold=True)
    headline, step = balanced(texts.headline, size), size * HEADLINE_LINE * style.POINT
    below = subtitle(texts.lead, texts.items, lang)
    notes = [line for note in texts.notes if note for line in style.wrapped(note, CONTENT, style.NOTE, 6)]
    top = 0.98 + step * (len(headline) - 1) + LINE * len(below) + 0.22
    page = Page(WIDTH, top + height + 0.2 + NOTE_LINE * len(notes) + 0.3)
    y = 0.7
    for line in headline:
        page.text(MARGIN, y, line, size, style.BRAND, bold=True)
        y += step
    y += 0.56 - step
    for line in below:
        page.text(MARGIN, y - 0.08, line, style.SUBTITLE, style.MUTED)
        y += LINE
    page.line([MARGIN, WIDTH - MARGIN], [top + height + 0.06] * 2, width=0.8)
    for i, line in enumerate(notes):
        page.text(MARGIN, top + height + 0.25 + NOTE_LINE * i, line, style.NOTE, style.MUTED)
    return page, top


def balanced(text: str, size: float) -> list[str]:
    """The headline in one line, or in two of about the same length."""
    whole = style.wrapped(text, CONTENT, size, 2, bold=True)
    for share in (0.55, 0.6, 0.7, 0.8, 0.9):
        lines = style.wrapped(text, CONTENT * share, size, 2, bold=True)
        if len(whole) == 2 and " ".join(lines) == " ".join(whole):
            return lines
    return whole


def subtitle(lead: str, items: Sequence[str], lang: str) -> list[str]:
    """Lead and items in three lines at most; the items that do not fit are counted."""
    if not items:
        return style.wrapped(lead, CONTENT, style.SUBTITLE, 2) if lead else []
    lead, *items = (style.fitted(text, CONTENT * 0.6, style.SUBTITLE, style.SUBTITLE)[0] for text in (lead, *items))
    lines = style.wrapped(lead, CONTENT, style.SUBTITLE, 3)
    for kept in range(len(items), 0, -1):
        more = [w.MORE_WORKS.to(lang).format(count=len(items) - kept)] if kept < len(items) else []
        lines = style.wrapped(f"{lead} {' · '.join([*items[:kept], *more])}", CONTENT, style.SUBTITLE, 4)
        if len(lines) < 4:
            break
    return lines[:3]


def about(comparison: Comparison, index: int, said: str, card: Card, caveat: str, lang: str) -> Texts:
    """The texts of a page that shows one plan: what was done above; what is left out, assumed and cited below.

    card     readings that the picture rests on, for their sources
    caveat   what the picture leaves out
    """
    lead = w.WHERE.to(lang).format(name=spaced(comparison.city.name), year=comparison.cities[index].year)
    cited = f"{assumptions(comparison, lang)}{sources([reading.metric for reading in card.values()], lang)}"
    notes = [LEFT_OUT.to(lang).format(what=w.lowered(caveat)), cited, signature(comparison.city.attribution, lang)]
    return Texts(said, lead, steps(comparison, index, lang), notes)


def titled(comparison: Comparison, index: int, finding: str, lang: str) -> str:
    """The plan and the finding as one headline; a name too long for its two lines is cut, the finding is not."""
    who, least = subject(comparison, index, lang), 23.0
    room = max(4.0, 1.8 * CONTENT - style.text_width(finding, least, bold=True))
    if style.text_width(who, least, bold=True) > room:
        who = w.QUOTED.to(lang).format(name=style.fitted(spaced(comparison.plans[index].name), room, least, least, bold=True)[0])
    return f"{who}{w.COLON.to(lang)}{finding}"


def signature(attribution: str, lang: str) -> str:
    """Version, where the map is from, and what kind of numbers these are."""
    return f"twin {twin.__version__} · {attribution + ' · ' if attribution else ''}{w.CAVEAT.to(lang)}"


def spaced(name: str) -> str:
    """A name on one line."""
    return " ".join(name.split())


def map_height(bounds: Sequence[float], width: float = PANEL) -> float:
    """Height of a map of these bounds in a panel `width` wide, never taller than wide [in]."""
    return min(width, max(LEAST_MAP, width * (bounds[3] - bounds[1]) / (bounds[2] - bounds[0])))


def three_panels(top: float, height: float) -> list[Box]:
    """Three boxes side by side across the page."""
    return [(x, top, x + PANEL, top + height) for x in (MARGIN + i * (PANEL + GUTTER) for i in range(3))]


def head(page: Page, panel: Box, title: str, said: str = "") -> None:
    """The title above a panel, and on its right what it shows."""
    y = panel[1] - 0.22
    box = page.text(panel[0], y, title, style.TITLE, style.BRAND, bold=True)
    if said:
        text, size = style.fitted(said, panel[2] - box[2] - 0.25, style.SMALL)
        page.text(panel[2], y, text, size, style.MUTED, ha="right")


def traffics(comparison: Comparison, index: int) -> tuple[Traffic, Traffic]:
    """The traffic before and after a plan, under the comparison's assumptions."""
    travel = travel_with(comparison.assume)
    return traffic(comparison.city, travel), traffic(comparison.cities[index], travel)


def cards(comparison: Comparison, index: int, keys: Sequence[str]) -> tuple[Card, Card]:
    """These readings before and after, whichever the comparison itself has read."""
    return evaluate(comparison.city, keys, comparison.assume), evaluate(comparison.cities[index], keys, comparison.assume)


def facts(before: Card, after: Card, lang: str) -> str:
    """ "On the whole map: time of a car trip 2.31 → 2.35 min · …" """
    said = []
    for key, reading in before.items():
        metric = reading.metric
        numbers = [number(value, metric.digits, lang) for value in (reading.value, after[key].value)]
        shown = f"{numbers[0]} → {numbers[1]}" if numbers[0] != numbers[1] else f"{numbers[0]} (=)"
        said.append(f"{w.lowered(metric.label(lang))}{w.SPACE}{shown}{w.SPACE}{unit_name(metric.unit, lang)}".rstrip())
    return WHOLE.to(lang) + " · ".join(said)
