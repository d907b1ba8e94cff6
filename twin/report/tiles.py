"""The few numbers that move most, large, at the top of a plan."""

from twin.comparison import Comparison
from twin.plots.finding import LAID
from twin.plots.words import lowered
from twin.report.markup import esc, tag
from twin.report.table import mark_of, percent_text
from twin.report.words import say
from twin.rows import Row
from twin.words import number, unit_name

MOST = 4


def tiles(comparison: Comparison, index: int, lang: str) -> str:
    """The largest gains and losses relative to before, in the order of the headline; nothing when nothing moves."""
    rows = [r for r in comparison.rows(index) if r.verdict != "same" and r.percent is not None and r.metric.key != "cost"]
    ranked = sorted(rows, key=lambda r: (r.metric.key in LAID, -abs(r.percent or 0.0)))
    gains, losses = ([r for r in ranked if r.verdict == verdict] for verdict in ("better", "worse"))
    chosen = [*gains[: max(MOST - len(losses), MOST // 2)], *losses][:MOST]
    return tag("ul", "".join(_tile(row, lang) for row in chosen), {"class": "tiles"}) if chosen else ""


def _tile(row: Row, lang: str) -> str:
    change = percent_text(row, lang)
    before, after = (number(v, row.metric.digits, lang) for v in (row.before, row.after))
    much = tag("strong", f"{mark_of(row.mark, row.verdict)} {esc(change)}\u00a0%")
    label = tag("span", esc(row.metric.label(lang)), {"class": "what"})
    extent = tag("span", esc(f"{before} → {after} {unit_name(row.metric.unit, lang)}".rstrip()))
    return tag("li", label + much + extent + tag("span", esc(lowered(say(row.verdict, lang)))), {"class": row.verdict})
