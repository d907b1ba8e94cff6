"""The table of a comparison as text, and the caveats and alerts that stand beside its numbers."""

import textwrap
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from twin.evaluation import Card
from twin.metrics import Metric
from twin.metrics.base import THEMES
from twin.rows import LEGEND, LEGEND_UNRESOLVED, Row
from twin.words import Words, number, unit_name

if TYPE_CHECKING:
    from twin.comparison import Comparison

BEFORE = Words("Before", "Avant")
WIDEST = 28  # letters of a plan's name above its column
FEW = 14  # rows that are read at a glance; of more, what stands still is told in a sentence
STILL = Words("Unchanged: ", "Inchangé : ")


def table_of(comparison: "Comparison", lang: str) -> list[str]:
    """Before and after, metric by metric; of many metrics by theme, and what no plan moves in a sentence below."""
    count = len(comparison.plans)
    by_plan = [{row.metric.key: row for row in comparison.rows(i)} for i in range(count)]
    keys = list(comparison.before)
    still = [key for key in keys if len(keys) > FEW and not any(rows[key].moves for rows in by_plan)]
    heads = ["", BEFORE.to(lang), *(textwrap.shorten(p.title(lang), WIDEST, placeholder=" …") for p in comparison.plans), ""]
    body, theme = [], ""
    for key in keys:
        if key in still:
            continue
        reading = comparison.before[key]
        metric = reading.metric
        if len(keys) > FEW and metric.theme != theme:
            theme = metric.theme
            body.append([THEMES[theme].to(lang), *[""] * (count + 2)])
        label = metric.label(lang) if len(keys) <= FEW else f"  {metric.label(lang)}"
        cells = [cell(rows[key], lang) for rows in by_plan]
        body.append([label, number(reading.value, metric.digits, lang), *cells, unit_name(metric.unit, lang)])
    wide = [max(len(line[i]) for line in [heads, *body]) for i in range(len(heads))]
    unresolved = any(row.unresolved for rows in by_plan for row in rows.values())
    lines = [_aligned(heads, wide), "-" * (sum(wide) + 2 * (len(wide) - 1)), *(_aligned(line, wide) for line in body)]
    if still:
        names = "; ".join(comparison.before[key].metric.label(lang) for key in still)
        lines += textwrap.wrap(f"{STILL.to(lang)}{names}", max(len(lines[1]), 100), subsequent_indent="  ")
    lines.append(LEGEND.to(lang) + (LEGEND_UNRESOLVED.to(lang) if unresolved else ""))
    moved = [row.metric for rows in by_plan for row in rows.values() if row.verdict != "same"]
    return [*lines, *textwrap.wrap(asides(moved, lang), max(len(lines[1]), 100))]


def asides(metrics: Iterable[Metric], lang: str) -> str:
    """Caveats that must stand beside numbers that moved: "CO2 …, NOx …: …"."""
    by_text: dict[str, list[str]] = {}
    for metric in metrics:
        if metric.aside is not None and metric.label(lang) not in by_text.setdefault(metric.aside.to(lang), []):
            by_text[metric.aside.to(lang)].append(metric.label(lang))
    colon = " : " if lang == "fr" else ": "
    return " ".join(f"{', '.join(names)}{colon}{text}" for text, names in by_text.items())


def alerts(card: Card, lang: str) -> list[str]:
    """What must be read before the numbers of a card, each thing once."""
    return list(dict.fromkeys(r.measure.alert.to(lang) for r in card.values() if r.measure.alert is not None))


def cell(row: Row, lang: str) -> str:
    """ "15 775 (−1.4 %) ●" """
    value = number(row.after, row.metric.digits, lang)
    change = "" if row.verdict == "same" or row.percent is None else f" ({number(row.percent, 1, lang, sign=True)} %)"
    return f"{value}{change} {row.mark}"


def _aligned(cells: Sequence[str], wide: Sequence[int]) -> str:
    return "  ".join([f"{cells[0]:<{wide[0]}}", *(f"{c:>{w}}" for c, w in zip(cells[1:-1], wide[1:-1], strict=True)), cells[-1]])
