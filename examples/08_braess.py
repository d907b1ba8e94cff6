"""Braess (1968): six drivers go from A to D. A bridge from B to C makes everybody late: close it, and all arrive sooner."""

from pathlib import Path

import numpy as np

from twin.models.assignment import Network, equilibrium
from twin.plots.bars import draw_bars

A, D, B, C = 0, 1, 2, 3
names = ["A-B", "B-D", "A-C", "C-D", "B-C, the bridge"]
constant, slope = np.array([0, 50, 50, 0, 10.0]), np.array([10, 1, 1, 10, 1.0])  # minutes = constant + slope × drivers
tiny = 1e-9  # a free time that only counts multiplied by the drivers
streets = Network([A, B, A, C, B], [B, D, C, D, C], np.full(5, tiny), np.ones(5), slope / tiny, 1, zones=2, fixed_cost=constant)
before = equilibrium(streets, [[0, 6], [0, 0]], gap=1e-10)
after = equilibrium(streets.replace(closed=np.arange(5) == 4), [[0, 6], [0, 0]], gap=1e-10, start=before)
flows = {}
for said, found in (("with the bridge", before), ("without it", after)):
    flows[f"{said}: {found.skim[A, D]:.0f} minutes for everybody"] = found.flow
    print(list(flows)[-1], "; drivers:", ", ".join(f"{name} {flow:.0f}" for name, flow in zip(names, found.flow, strict=True)))

Path("out").mkdir(exist_ok=True)
rows = dict(zip(names, zip(*flows.values(), strict=True), strict=True))
draw_bars("Close the bridge, and all arrive sooner", list(flows), rows, "Drivers on each street, of six").savefig("out/08_braess.png")
print("\nDrawn in out/08_braess.png")
