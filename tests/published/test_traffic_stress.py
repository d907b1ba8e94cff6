"""Level of traffic stress: all 23 x 7 cells of the tables v2.2 (Furth, Northeastern University, May 2022, tables 1 to 3).

twin/verification/data/lts_v22.csv was typed from the published tables and agrees with those of the StressMap project (config/tables.yml).
"""

import numpy as np
import pytest

from twin.models.stress import level
from twin.verification.references import rows
from twin.verification.stress import MPH, SPEEDS, TABLE, TABLES, cells, levels

ROWS = rows(TABLE)


def test_the_table_is_whole() -> None:
    assert len(ROWS) == 23
    assert list(ROWS[0])[3:] == list(SPEEDS)
    assert {row["table"] for row in ROWS} == set(TABLES)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: " ".join(list(row.values())[:3]))
@pytest.mark.parametrize("end", [0, 1])
def test_cells(row: dict[str, str], end: int) -> None:
    """Each row at both ends of its band and of every class of speed."""
    assert levels(row, end) == cells(row)


def test_rows_that_two_streets_share() -> None:
    """Wide one-way = one lane with centre line; contraflow = one lane; one-way multilane = two lanes beside parking."""
    speed = np.array([ends[0] for ends in SPEEDS.values()]) * MPH
    same = {"speed": speed, "traffic": 50_000}
    assert level("none", 1, oneway=True, **same).tolist() == level("none", 1, **same).tolist()
    assert level("lane", 2, contraflow=True, oneway=True, **same).tolist() == level("lane", 1, **same).tolist()
    beside = {"parking": True, "reach": 4.6, **same}
    assert level("lane", 3, oneway=True, **beside).tolist() == level("lane", 2, **beside).tolist()
