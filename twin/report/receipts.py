"""Receipts as parts that open: of what a plan moves, and of the whole city before."""

from twin.comparison import Comparison
from twin.report.markup import details, esc, paragraphs, preformatted, tag
from twin.report.table import mark_of
from twin.report.words import say
from twin.words import number, unit_name

PRINTED = 1  # receipts that paper shows opened, when nobody opened any


def moved_receipts(comparison: Comparison, index: int, lang: str) -> str:
    """A receipt of every metric that the plan moves, in the order of the table."""
    rows = [row for row in comparison.rows(index) if row.moves]
    if not rows:
        return paragraphs([say("receipts_none", lang)])
    first = sorted(rows, key=lambda r: (r.metric.key == "cost", -abs(r.percent or 0)))[:PRINTED]
    parts = []
    for row in rows:
        change = f"{number(row.before, row.metric.digits, lang)} → {number(row.after, row.metric.digits, lang)}"
        said = f"{change} {unit_name(row.metric.unit, lang)}".rstrip()
        mark = mark_of(row.mark, "unresolved" if row.unresolved else row.verdict)
        text = comparison.explain(row.metric.key, index).text(lang)
        parts.append(_receipt(f"plan-{index + 1}-receipt-{row.metric.key}", row.metric.label(lang), said, mark, text, row in first, lang))
    return paragraphs([say("receipts_lead", lang)]) + "".join(parts)


def receipts_before(comparison: Comparison, lang: str) -> str:
    """The receipt of every metric of the city before: those that no plan moves are here too."""
    return "".join(
        _receipt(
            f"receipt-{key}", reading.metric.label(lang), reading.text(lang), "", comparison.explain(key, None).text(lang), False, lang
        )
        for key, reading in comparison.before.items()
    )


def _receipt(anchor: str, label: str, said: str, mark: str, text: str, printed: bool, lang: str) -> str:
    summary = f"{tag('span', esc(label), {'class': 'name'})} {tag('span', esc(said), {'class': 'value'})} {mark}"
    attributes = {"class": "receipt", "id": anchor} | ({"data-print": "yes"} if printed else {})
    return details(summary, preformatted(text, say("receipt", lang).format(what=label)), attributes)
