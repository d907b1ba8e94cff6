"""Which rows of a comparison a picture shows, and which it only names."""

from math import isfinite

from twin.comparison import Comparison, Row

FEW = 14  # rows that are read at a glance


def shown(comparison: Comparison, index: int) -> tuple[list[Row], list[Row]]:
    """Rows of the scorecard, and those that are only named: with more than `FEW` metrics, what stands still steps back.

    The cost is in neither: it has a line of its own.
    """
    rows = [row for row in comparison.rows(index) if row.metric.key != "cost"]
    moved = [row for row in rows if row.verdict != "same" and isfinite(row.difference)]
    if len(rows) <= FEW:
        return rows, []
    if not moved:
        return rows[:FEW], rows[FEW:]
    return moved, [row for row in rows if row not in moved]
