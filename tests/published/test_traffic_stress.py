"""Level of traffic stress: all 23 x 7 cells of the tables v2.2 (Furth, Northeastern University, May 2022, tables 1 to 3).

data/lts_v22.csv was typed from the published tables and agrees with those of the StressMap project (config/tables.yml).
"""

import csv
from pathlib import Path

import numpy as np
import pytest

from twin.models.stress import FOOT, level

with (Path(__file__).parent / "data" / "lts_v22.csv").open(encoding="utf-8", newline="") as file:
    HEADER, *ROWS = list(csv.reader(file))
MPH = 1.609344
SPEEDS = {"s0_23.5": (5, 23.5), "s23.5_28.5": (23.6, 28.5), "s28.5_33.5": (28.6, 33.5), "s33.5_38.5": (33.6, 38.5),
          "s38.5_43.5": (38.6, 43.5), "s43.5_48.5": (43.6, 48.5), "s48.5plus": (48.6, 75)}  # fmt: skip
STREETS = {
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


def band(text: str) -> tuple[float, ...]:
    """Both ends of a band of daily traffic: "0-750", "3001+" or "any"."""
    if text == "any":
        return (0, 50_000)
    return (float(text[:-1]), 50_000) if text.endswith("+") else tuple(float(end) for end in text.split("-"))


def test_the_table_is_whole() -> None:
    assert len(ROWS) == 23
    assert HEADER[3:] == list(SPEEDS)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: " ".join(row[:3]))
@pytest.mark.parametrize("end", [0, 1])
def test_cells(row: list[str], end: int) -> None:
    """Each row at both ends of its band and of every class of speed.

    Lane rows at 50 000 vehicles a day, where mixed traffic is never the calmer of the two.
    """
    table, street, over, *cells = row
    if table == "mixed":
        found = [level("none", **STREETS[street], speed=SPEEDS[name][end] * MPH, traffic=band(over)[end]) for name in SPEEDS]
    else:
        space = WIDTHS[over][end]
        room = {"lane_width": 2.0, "reach": space, "parking": True} if table == "lane_with_parking" else {"lane_width": space}
        found = [level("lane", **STREETS[street], **room, speed=SPEEDS[name][end] * MPH, traffic=50_000) for name in SPEEDS]
    assert [int(cell) for cell in found] == [int(cell) for cell in cells]


def test_rows_that_two_streets_share() -> None:
    """Wide one-way = one lane with centre line; contraflow = one lane; one-way multilane = two lanes beside parking."""
    speed = np.array([ends[0] for ends in SPEEDS.values()]) * MPH
    same = {"speed": speed, "traffic": 50_000}
    assert level("none", 1, oneway=True, **same).tolist() == level("none", 1, **same).tolist()
    assert level("lane", 2, contraflow=True, oneway=True, **same).tolist() == level("lane", 1, **same).tolist()
    beside = {"parking": True, "reach": 4.6, **same}
    assert level("lane", 3, oneway=True, **beside).tolist() == level("lane", 2, **beside).tolist()
