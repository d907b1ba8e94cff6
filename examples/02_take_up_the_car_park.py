"""The car park in front of the station: what changes when a meadow takes its place, and what if trees grow there too?"""

from pathlib import Path

import twin

city = twin.saint_jumeau()
meadow = twin.Depave(where="Parking de la Gare", to="meadow")
trees = twin.PlantTrees(where="Parking de la Gare", spacing=9, species="oak", age=30)

comparison = twin.compare(city, [twin.Plan("Meadow", [meadow]), twin.Plan("Meadow and trees", [meadow, trees])])
print(comparison)

Path("out").mkdir(exist_ok=True)
comparison.figure(plan="Meadow and trees").savefig("out/02_take_up_the_car_park.png")
print("\nDrawn in out/02_take_up_the_car_park.png")
