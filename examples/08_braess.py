"""Braess (1968): six drivers go from A to D. A bridge from B to C makes everybody late: close it, and all arrive sooner."""

from pathlib import Path

import matplotlib.pyplot as plt
import numpy as np

from twin.models.assignment import Network, equilibrium

A, D, B, C = 0, 1, 2, 3
tail, head = [A, B, A, C, B], [B, D, C, D, C]
constant, slope = np.array([0, 50, 50, 0, 10.0]), np.array([10, 1, 1, 10, 1.0])  # minutes = constant + slope × drivers
tiny = 1e-9  # a free time that only counts multiplied by the drivers
streets = Network(tail, head, np.full(5, tiny), np.ones(5), slope / tiny, 1, zones=2, fixed_cost=constant)
drivers = np.array([[0, 6], [0, 0]])

bridge = np.arange(5) == 4
before = equilibrium(streets, drivers, gap=1e-10)
after = equilibrium(streets.replace(closed=bridge), drivers, gap=1e-10, start=before)
print(f"with the bridge, every driver needs {before.skim[A, D]:.0f} minutes; without it, {after.skim[A, D]:.0f}")
for link, name in enumerate(("A-B", "B-D", "A-C", "C-D", "B-C, the bridge")):
    print(f"  {name}: {before.flow[link]:.0f} drivers before, {after.flow[link]:.0f} after")

figure, panels = plt.subplots(1, 2, figsize=(11, 4))
places = np.array([(0, 0), (2, 0), (1, 0.7), (1, -0.7)])
for panel, found in zip(panels, (before, after), strict=True):
    panel.set(title=f"{found.skim[A, D]:.0f} minutes for everybody", xlim=(-0.2, 2.2), ylim=(-1, 1))
    panel.axis("off")
    for link in range(5):
        a, b = places[tail[link]], places[head[link]]
        panel.plot(*np.transpose([a, b]), color="#12343B", linewidth=0.5 + 2 * found.flow[link], linestyle="-" if found.flow[link] else ":")
        said = f"{found.flow[link]:.0f} drivers\n{found.time[link]:.0f} min" if found.flow[link] else "closed"
        panel.text(*(a + b) / 2, said, ha="center", va="center", backgroundcolor="white")
    for place, name in zip(places, "ADBC", strict=True):
        panel.text(*place, name, color="white", ha="center", va="center", bbox={"boxstyle": "circle", "facecolor": "#1B6E8C"})

Path("out").mkdir(exist_ok=True)
figure.savefig("out/08_braess.png", dpi=130)
print("\nDrawn in out/08_braess.png")
