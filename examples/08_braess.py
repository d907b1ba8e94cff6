"""Braess (1968): six drivers go from A to D. A bridge from B to C makes everybody late: close it, and all arrive sooner."""

from pathlib import Path

import matplotlib.pyplot as plt
import numpy as np

from twin.models.assignment import Network, equilibrium

A, D, B, C = 0, 1, 2, 3
names = ["A-B", "B-D", "A-C", "C-D", "B-C, the bridge"]
constant, slope = np.array([0, 50, 50, 0, 10.0]), np.array([10, 1, 1, 10, 1.0])  # minutes = constant + slope × drivers
tiny = 1e-9  # a free time that only counts multiplied by the drivers
streets = Network([A, B, A, C, B], [B, D, C, D, C], np.full(5, tiny), np.ones(5), slope / tiny, 1, zones=2, fixed_cost=constant)
before = equilibrium(streets, [[0, 6], [0, 0]], gap=1e-10)
after = equilibrium(streets.replace(closed=np.arange(5) == 4), [[0, 6], [0, 0]], gap=1e-10, start=before)
for shift, said, found in ((0.0, "with the bridge", before), (0.4, "without it", after)):
    minutes = f"{said}: {found.skim[A, D]:.0f} minutes for everybody"
    print(minutes, "; drivers:", ", ".join(f"{name} {flow:.0f}" for name, flow in zip(names, found.flow, strict=True)))
    plt.barh(np.arange(5) + shift, found.flow, 0.38, label=minutes)
plt.yticks(np.arange(5) + 0.2, names)
plt.legend(title="drivers on each street")
Path("out").mkdir(exist_ok=True)
plt.savefig("out/08_braess.png", bbox_inches="tight")
print("\nDrawn in out/08_braess.png")
