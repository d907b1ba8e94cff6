"""How our cooling, runoff and access compare in time with InVEST 3.20.2 on grids of the same size and settings.

    python benchmarks/invest.py

The engine's times (`invest_timings.json`) include reading and writing GeoTIFFs; ours are the arrays alone, once in a fresh
process ("cold": kernels are transformed first) and then again on an edited map ("again"). Peak memory is that of the process.
"""

import json
import resource
import subprocess
import sys
import time
from pathlib import Path

import numpy as np

from twin.models import heat, nature, runoff

HERE = Path(__file__).parent
CELLS = {256: 10.0, 2048: 5.0}  # cells a side -> side of a cell [m]
KINDS = 12


def town(side: int) -> dict[str, np.ndarray]:
    """A synthetic town: blocks of random covers, their coefficients, and inhabitants."""
    rng = np.random.default_rng(20231127)
    cover = np.kron(rng.integers(0, KINDS, (side // 8, side // 8)), np.ones((8, 8), dtype=int))
    table = rng.random((4, KINDS))
    shade, albedo, crop, curve = (row[cover] for row in table)
    green = (cover < 3).astype(float)
    return {
        "shade": shade,
        "albedo": albedo * 0.4,
        "crop": crop,
        "curve_number": 30 + 70 * curve,
        "green": green,
        "people": rng.random((side, side)) * 9,
    }


def cooling(t: dict[str, np.ndarray], cell: float) -> np.ndarray:
    capacity = heat.cooling_capacity(t["shade"], t["albedo"], t["crop"])
    return heat.air_temperature(capacity, t["green"], cell, 24.0, 3.5, 450.0, 500.0)


def rain(t: dict[str, np.ndarray], cell: float) -> np.ndarray:
    return runoff.curve_number_runoff(60.0, t["curve_number"])


def access(t: dict[str, np.ndarray], cell: float) -> np.ndarray:
    return nature.access(t["green"] * cell**2, t["people"], cell, 300.0)


MODELS = {"cooling": cooling, "runoff": rain, "access": access}


def measure(model: str, side: int) -> dict[str, float]:
    """Seconds for a first run and the median of five later ones on edited maps, and the peak memory of this process [MB]."""
    given, cell = town(side), CELLS[side]
    started = time.perf_counter()
    MODELS[model](given, cell)
    cold = time.perf_counter() - started
    again = []
    for i in range(5):
        for name in ("shade", "green"):
            given[name][i, i] = 1.0
        started = time.perf_counter()
        MODELS[model](given, cell)
        again.append(time.perf_counter() - started)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {"cold": cold, "again": float(np.median(again)), "peak_mb": peak}


def main() -> None:
    engine = json.loads((HERE / "invest_timings.json").read_text())
    print(f"{'model':8} {'grid':>12} {'InVEST':>9} {'cold':>9} {'again':>9} {'ratio cold':>11} {'ratio again':>12} {'peak':>8}")
    for side in CELLS:
        for model in MODELS:
            run = subprocess.run([sys.executable, __file__, model, str(side)], check=True, capture_output=True, text=True)
            ours, theirs = json.loads(run.stdout), engine[str(side)][model]
            print(
                f"{model:8} {f'{side} x {side}':>12} {theirs:7.3f} s {ours['cold']:7.3f} s {ours['again']:7.3f} s"
                f" {theirs / ours['cold']:9.0f} x {theirs / ours['again']:10.0f} x {ours['peak_mb']:5.0f} MB"
            )


if __name__ == "__main__":
    if len(sys.argv) == 3:
        print(json.dumps(measure(sys.argv[1], int(sys.argv[2]))))
    else:
        main()
