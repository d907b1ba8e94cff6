"""Your own town: give a map file, e.g. what the Export button of openstreetmap.org saves.

python examples/04_real_town.py my_town.osm
"""

import sys
from pathlib import Path

import twin

built_in = Path(__file__).parents[1] / "seeds" / "saint_jumeau.geojson"
city = twin.City.read(sys.argv[1] if len(sys.argv) > 1 else built_in)

print(city)
print("\n".join(f"- {note}" for note in city.notes))

middle = city.grid.box.centroid.buffer(100)
plan = twin.Plan("A greener heart", [twin.Depave(where=middle, to="lawn"), twin.PlantTrees(where=middle, spacing=12)])
comparison = twin.compare(city, plan)
print(f"\n{comparison}")

Path("out").mkdir(exist_ok=True)
comparison.figure().savefig("out/04_real_town.png")
print("\nDrawn in out/04_real_town.png")
