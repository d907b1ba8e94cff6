"""From the park by the river to the supermarket: which bike lane costs drivers, parking and money least?"""

from pathlib import Path

import twin

city = twin.saint_jumeau()
found = twin.search.bike_lanes(city, start="Parc des Tilleuls", end="Supermarché", budget=300_000)
print(found)

best, second, third = (twin.Plan(a.name, a.plan.interventions) for a in found.front[:3])
print()
print(twin.compare(city, [best, second, third], metrics=["car_time", "stress_km", "low_stress", "parking", "emergency", "cost"]))

Path("out").mkdir(exist_ok=True)
found.figure().savefig("out/06_fewest_repercussions.png")
print("\nDrawn in out/06_fewest_repercussions.png")
