"""Checks of traffic stress: all 23 × 7 cells of the tables v2.2 (Furth, Northeastern University, May 2022, tables 1 to 3)."""

from typing import Any

from twin.models.stress import FOOT, level
from twin.verification.check import EXACT, Check, Within
from twin.verification.references import rows
from twin.words import Words

TABLE = "lts_v22.csv"
MPH = 1.609344
BUSY = 50_000  # vehicles a day, where mixed traffic is never the calmer of the two
SPEEDS = {"s0_23.5": (5, 23.5), "s23.5_28.5": (23.6, 28.5), "s28.5_33.5": (28.6, 33.5), "s33.5_38.5": (33.6, 38.5),
          "s38.5_43.5": (38.6, 43.5), "s43.5_48.5": (43.6, 48.5), "s48.5plus": (48.6, 75)}  # fmt: skip
STREETS: dict[str, dict[str, Any]] = {
    "unlaned 2-way no centreline": {"lanes": 1, "centreline": False},
    "1 lane/dir with centreline or wide 1-way 1-lane": {"lanes": 1},
    "narrow 1-way 1-lane": {"lanes": 1, "oneway": True, "narrow": True},
    "2 thru lanes/dir": {"lanes": 2},
    "3+ thru lanes/dir": {"lanes": 3},
    "1 thru lane/dir or contraflow": {"lanes": 1},
    "2 lanes/dir": {"lanes": 2},
    "3+ lanes/dir": {"lanes": 3},
    "1-way multilane or 2-way 2 lanes/dir": {"lanes": 2},
    "other 2-way multilane": {"lanes": 3},
}
WIDTHS = {"any": (12 * FOOT, 20 * FOOT), ">=6ft": (6 * FOOT, 10 * FOOT), "<6ft": (4 * FOOT, 5.99 * FOOT),
          "reach>=15ft": (15 * FOOT, 20 * FOOT), "reach 12-15ft": (12 * FOOT, 14.99 * FOOT)}  # fmt: skip
TABLES = {
    "mixed": Words("in mixed traffic", "dans la circulation"),
    "lane_no_parking": Words("on lanes", "sur bandes"),
    "lane_with_parking": Words("on lanes beside parked cars", "sur bandes le long du stationnement"),
}


def band(text: str) -> tuple[float, ...]:
    """Both ends of a band of daily traffic: "0-750", "3001+" or "any"."""
    if text == "any":
        return (0, BUSY)
    return (float(text[:-1]), BUSY) if text.endswith("+") else tuple(float(end) for end in text.split("-"))


def cells(row: dict[str, str]) -> list[int]:
    """Their seven levels of a row."""
    return [int(row[name]) for name in SPEEDS]


def levels(row: dict[str, str], end: int) -> list[int]:
    """Ours, at one end of its band and of every class of speed."""
    table, street, over = row["table"], STREETS[row["row"]], row["adt_or_width"]
    if table == "mixed":
        return [int(level("none", **street, speed=SPEEDS[name][end] * MPH, traffic=band(over)[end])) for name in SPEEDS]
    space = WIDTHS[over][end]
    room: dict[str, Any] = {"lane_width": 2.0, "reach": space, "parking": True} if table == "lane_with_parking" else {"lane_width": space}
    return [int(level("lane", **street, **room, speed=SPEEDS[name][end] * MPH, traffic=BUSY)) for name in SPEEDS]


def rows_of(table: str) -> list[dict[str, str]]:
    """The rows of one of the three tables."""
    return [row for row in rows(TABLE) if row["table"] == table]


CHECKS = tuple(
    Check(
        "cycling", f"stress_{table}", "models.stress.level",
        Words(f"Levels of traffic stress {where}, both ends of each cell", f"Niveaux de stress {where.fr}, aux deux bouts de chaque case"),
        lambda table=table: [levels(row, end) for row in rows_of(table) for end in (0, 1)],  # type: ignore[misc]
        lambda table=table: [cells(row) for row in rows_of(table) for _ in (0, 1)],  # type: ignore[misc]
        Within(EXACT), "1", "published", "furth_2022", f"table {number}", "low_stress",
    )
    for number, (table, where) in enumerate(TABLES.items(), 1)
)  # fmt: skip
