"""Summer after insulation: outside or inside? And what do shutters, and windows opened at night, do: today and in warmer climates?"""

from pathlib import Path

import shapely

import twin
from twin.plots.bars import draw_bars
from twin.stock.coefficients import STOCK
from twin.stock.energy import energy

city = twin.saint_jumeau()
estate = city.place("Cité des Peupliers")
homes = shapely.intersects_xy(estate, *city.buildings.points.T)
walls = {side: twin.Renovate(where=estate, element="wall", material="wood_fibre_board", side=side) for side in ("outside", "inside")}
places = {"as built": city} | {side: city.apply(work) for side, work in walls.items()}
habits = {"shutters, windows at night": {}, "windows at night only": {"shutters": 1.0}, "shutters only": {"airing": 0.0}}
rows, about = {}, "Degree-hours too hot in a home of the estate, in the manner of RE2020 (350: comfortable, 1 250: the most for a new home)"
for habit, changed in (habits | {"neither": {"shutters": 1.0, "airing": 0.0}}).items():
    hot = [energy(place, STOCK.replace(changed), warmer=(0, 2, 4)).overheating[:, homes].mean(axis=1) for place in places.values()]
    rows |= {f"{habit}, {climate}": values for climate, *values in zip(("today", "+2 °C", "+4 °C"), *hot, strict=True)}
table = [f"{label:38}" + "".join(f"{value:12,.0f}" for value in values) for label, values in rows.items()]
print(about, f"{'':38}" + "".join(f"{name:>12}" for name in places), *table, sep="\n")
Path("out").mkdir(exist_ok=True)
draw_bars("Without shutters, insulation overheats", list(places), rows, about).savefig("out/11_summer_after_insulation.png")
