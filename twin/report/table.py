"""The table of all metrics: before, after, difference and verdict; with draws also the range and how sure it is."""

from collections.abc import Sequence
from math import isfinite

from twin.comparison import Comparison
from twin.metrics.base import THEMES
from twin.plots import words as w
from twin.plots.finding import relative_digits
from twin.report.markup import NOTHING, esc, paragraphs, tag, wide
from twin.report.words import say
from twin.rows import Row
from twin.uncertainty.spread import Spread
from twin.uncertainty.telling import SURE
from twin.words import digits_for, number, unit_name

PLAIN = ("metric", "before", "after", "difference", "unit", "percent", "verdict")
DRAWN = ("range", "sure")
NUMBERS = frozenset({"before", "after", "difference", "percent", "range"})


def numbers_table(comparison: Comparison, index: int, lang: str) -> str:
    """Every metric under one plan, by theme; a script makes the headings sort it."""
    caption = say("numbers_caption", lang).format(plan=" ".join(comparison.plans[index].title(lang).split()))
    columns = PLAIN + (DRAWN if comparison.ensemble is not None else ())
    heads = "".join(tag("th", esc(say(c, lang)), _scope("col") | _kind(c) | {"data-column": c}) for c in columns)
    body, theme, rows = "", "", list[str]()
    for row in comparison.rows(index):
        if row.metric.theme != theme and rows:
            body += _group(theme, rows, len(columns), lang)
            rows = []
        theme = row.metric.theme
        spread = comparison.spread(row.metric.key, index) if comparison.ensemble is not None else None
        rows.append(_line(row, spread, index, lang))
    body += _group(theme, rows, len(columns), lang) if rows else ""
    inside = tag("caption", esc(caption)) + tag("thead", tag("tr", heads)) + body
    return wide(tag("table", inside, {"class": "numbers", "data-sortable": "yes"}), caption)


def still_sentence(comparison: Comparison, index: int, lang: str) -> str:
    """The metrics that a plan does not move, named for paper, which leaves out their rows."""
    names = [row.metric.label(lang) for row in comparison.rows(index) if not row.moves]
    return paragraphs([w.STILL.to(lang).format(list=" · ".join(names))] if names else [], "note paper-only")


def verdict_of(row: Row, lang: str) -> str:
    """The mark and what it means, in words."""
    kind = _kind_of(row)
    return mark_of(row.mark, kind) + " " + esc(say(kind, lang))


def _kind_of(row: Row) -> str:
    return "unresolved" if row.unresolved else row.verdict


def mark_of(mark: str, kind: str) -> str:
    """A mark in its colour, which words beside it repeat."""
    return tag("span", esc(mark), {"class": f"mark {kind}", "aria-hidden": "true"})


def difference_text(row: Row, lang: str) -> str:
    """The difference of the figures shown, so that whoever subtracts them finds it."""
    digits = row.metric.digits
    return number(round(row.after, digits) - round(row.before, digits), digits, lang, sign=True)


def percent_text(row: Row, lang: str) -> str:
    """Relative to before [%]; nothing where that says nothing."""
    if not row.moves or row.percent is None or not isfinite(row.percent):
        return ""
    return number(row.percent, relative_digits(row.percent), lang, sign=True)


def _group(theme: str, rows: Sequence[str], columns: int, lang: str) -> str:
    head = tag("th", esc(THEMES[theme].to(lang)), {"scope": "rowgroup", "colspan": str(columns)})
    return tag("tbody", tag("tr", head, {"class": "theme"}) + "".join(rows))


def _line(row: Row, spread: Spread | None, plan: int, lang: str) -> str:
    metric = row.metric
    receipt = f"#plan-{plan + 1}-receipt-{metric.key}" if row.moves else f"#receipt-{metric.key}"
    name = tag("a", esc(metric.label(lang)), {"href": receipt})
    peek = tag("span", esc(row.mark), {"class": f"mark peek {_kind_of(row)}", "aria-hidden": "true"})
    wish = tag("small", esc(say(metric.better, lang)))
    cells = tag("th", f"{peek} {name} {wish}", _scope("row") | {"data-value": metric.label(lang)})
    for value in (row.before, row.after):
        cells += _number(number(value, metric.digits, lang), value)
    told = difference_text(row, lang) if spread is None else number(row.difference, spread_digits(row), lang, sign=True)
    cells += _number(told, row.difference)
    cells += tag("td", esc(unit_name(metric.unit, lang)))
    cells += _number(percent_text(row, lang), row.percent if row.moves and row.percent is not None else 0.0)
    cells += tag("td", verdict_of(row, lang), {"class": "verdict", "data-value": {"better": "2", "same": "1", "worse": "0"}[row.verdict]})
    if spread is not None:
        low, high = (number(v, spread_digits(row), lang, sign=True) for v in (spread.low, spread.high))
        cells += _number(f"{low} … {high}", spread.high - spread.low)
        cells += tag("td", sure_of(spread, lang), {"data-value": repr(spread.better - spread.worse)})
    attributes = {"data-metric": metric.key, "class": "moved" if row.moves else "still"}
    return tag("tr", cells, attributes)


def spread_digits(row: Row) -> int:
    """Decimals of a range: two figures of the best guess."""
    if row.metric.key == "cost":
        return 0
    return max(row.metric.digits, min(digits_for(row.difference, 2), 6))


def sure_of(spread: Spread, lang: str) -> str:
    """How sure the sign is, on how many draws, and what it hangs on."""
    mark, words = SURE[spread.sure].to(lang).split(" ", 1)
    kind = spread.sure.rsplit(" ", 1)[-1] if spread.sure != "no clear change" else "same"
    said = mark_of(mark, kind) + " " + esc(words)
    if spread.sure == "no clear change":
        return said
    share, error = 100 * max(spread.better, spread.worse), max(1.0, 100 * spread.error)
    more = [say("share", lang).format(share=number(share, 0, lang), error=number(error, 0, lang))]
    if spread.drivers:
        more.append(say("hangs", lang).format(driver=spread.drivers[0][0]))
    if spread.flip is not None and spread.sure.startswith("likely"):
        more.append(say("turns", lang).format(value=number(spread.flip, digits_for(spread.flip), lang)))
    return said + " " + tag("small", esc(", ".join(more)))


def _number(text: str, value: float) -> str:
    return tag("td", esc(text), {"class": "number", "data-value": repr(float(value)) if isfinite(value) else "nan"})


def _scope(scope: str) -> dict[str, str]:
    return {"scope": scope}


def _kind(column: str) -> dict[str, str]:
    return {"class": "number"} if column in NUMBERS else dict(NOTHING)
