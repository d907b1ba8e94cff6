"""Several plans in one table, and with draws which of them is ahead."""

from twin.comparison import Comparison
from twin.report.markup import esc, one_line, tag, wide
from twin.report.table import mark_of, percent_text, verdict_of
from twin.report.words import say
from twin.rows import Row
from twin.words import number, unit_name


def side_by_side(comparison: Comparison, lang: str) -> str:
    """The metrics that any plan moves: before, and after each plan with its change and verdict."""
    plans = [comparison.rows(i) for i in range(len(comparison.plans))]
    moved = [rows for rows in zip(*plans, strict=True) if any(row.moves for row in rows)]
    if not moved:
        return tag("p", esc(say("nothing_moves", lang)))
    caption = say("side_caption", lang)
    heads = [say("metric", lang), say("unit", lang), say("before", lang)]
    heads += [one_line(plan.title(lang)) for plan in comparison.plans]
    heads += [say("leader", lang)] if comparison.ensemble is not None else []
    top = "".join(tag("th", esc(head), {"scope": "col"}) for head in heads)
    body = "".join(_line(comparison, rows, lang) for rows in moved)
    return wide(tag("table", tag("caption", esc(caption)) + tag("thead", tag("tr", top)) + tag("tbody", body)), caption)


def _line(comparison: Comparison, rows: tuple[Row, ...], lang: str) -> str:
    metric = rows[0].metric
    cells = tag("th", esc(metric.label(lang)), {"scope": "row"}) + tag("td", esc(unit_name(metric.unit, lang)))
    cells += tag("td", esc(number(rows[0].before, metric.digits, lang)), {"class": "number"})
    cells += "".join(tag("td", _cell(row, lang)) for row in rows)
    if comparison.ensemble is not None:
        cells += tag("td", _leader(comparison, rows, lang))
    return tag("tr", cells)


def _cell(row: Row, lang: str) -> str:
    """ "● 12.3 (−4.5 %)", with the verdict for those who hear it read."""
    value = esc(number(row.after, row.metric.digits, lang))
    change = percent_text(row, lang)
    small = tag("small", esc(f"{change} %")) if change else ""
    if row.moves:
        return f"{value} {small} {tag('small', verdict_of(row, lang), {'class': 'verdict'})}"
    return f"{value} {mark_of(row.mark, 'same')}"


def _leader(comparison: Comparison, rows: tuple[Row, ...], lang: str) -> str:
    """The best plan by the best guess, and in how many draws it is better than the next."""
    sign = 1 if rows[0].metric.better == "less" else -1
    first, second = sorted(range(len(rows)), key=lambda i: sign * rows[i].after)[:2]
    spread = comparison.spread(rows[0].metric.key, first, second)
    if spread.better + spread.worse < 0.5:
        return esc(say("tie", lang))
    names = [one_line(comparison.plans[i].title(lang)) for i in (first, second)]
    return esc(say("ahead", lang).format(first=names[0], second=names[1], share=number(100 * spread.better, 0, lang)))
