"""The files with which checks compare, in the folder `data` beside this module.

| file | what it holds | where it comes from |
|---|---|---|
| `copert_curves.csv` | exhaust of cars at ten speeds | evaluated by the project from published coefficients |
| `lts_v22.csv` | levels of traffic stress, version 2.2 | typed from the published tables |
| `pct_uptake.csv` | shares of trips by bike | evaluated by the project from published coefficients |
| `invest_96.npz`, `.json` | a synthetic town of the project, and what InVEST 3.20.2 computed for it | run by the project |
| `pylandstats_mesh_60.npz` | random patches of the project, and their mesh size by pylandstats 3.1.0 | run by the project |
| `swmm_fixture.json` | rows of EPA SWMM's runoff summary (swmm-toolkit 0.17.0) | run by the project |
| `utci_fixture.npz` | random weather of the project, and its UTCI by pythermalcomfort 4.8.1 | run by the project |
| `pvlib_sun.csv`, `pvlib_perez.csv`, `pvlib_erbs.csv` | the sun and the sky by pvlib 0.16.1 | run by the project |
"""

import csv
import json
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

DATA = Path(__file__).resolve().parent / "data"


@cache
def rows(name: str) -> tuple[dict[str, str], ...]:
    """The rows of a table (comma-separated), as text."""
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        return tuple(csv.DictReader(file))


@cache
def columns(name: str) -> dict[str, NDArray[np.float64]]:
    """The columns of a table that holds nothing but numbers."""
    table = rows(name)
    return {key: np.array([float(row[key]) for row in table]) for key in table[0]}


@cache
def arrays(name: str) -> dict[str, NDArray[Any]]:
    """The arrays of an .npz file."""
    with np.load(DATA / name) as kept:
        return {key: kept[key] for key in kept.files}


@cache
def settings(name: str) -> dict[str, Any]:
    """What a .json file holds."""
    found: dict[str, Any] = json.loads((DATA / name).read_text(encoding="utf-8"))
    return found
