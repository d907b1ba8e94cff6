"""Summer after insulation: outside or inside? And what do shutters, and windows opened at night, do: today and in warmer climates?"""

import shapely

import twin
from twin.stock.coefficients import STOCK
from twin.stock.energy import energy

city = twin.saint_jumeau()
estate = city.place("Cité des Peupliers")
homes = shapely.intersects_xy(estate, *city.buildings.points.T)
places = {"as built": city}
for side in ("outside", "inside"):
    places[side] = city.apply(twin.Renovate(where=estate, element="wall", material="wood_fibre_board", side=side))
habits = {"shutters, windows at night": {}, "windows at night only": {"shutters": 1.0}, "shutters only": {"airing": 0.0}}
habits["neither"] = {"shutters": 1.0, "airing": 0.0}

print("Degree-hours too hot in a home of the estate, in the manner of RE2020 (350: comfortable, 1 250: the most for a new home)")
print(f"{'':28}{'':>10}" + "".join(f"{name:>12}" for name in places))
for habit, changed in habits.items():
    hot = [energy(place, STOCK.replace(changed), warmer=(0.0, 2.0, 4.0)).overheating[:, homes].mean(axis=1) for place in places.values()]
    for i, climate in enumerate(("today", "+2 °C", "+4 °C")):
        print(f"{habit if i == 0 else '':28}{climate:>10}" + "".join(f"{values[i]:12,.0f}" for values in hot))
