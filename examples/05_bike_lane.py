"""A bike lane on the boulevard: in place of parked cars, or in place of a car lane? Who gains, who pays?"""

from pathlib import Path

import twin

city = twin.saint_jumeau()
boulevard = "Boulevard de la République"
parking = twin.Plan("For parking", [twin.BikeLane(along=boulevard, replaces="parking", style="separated", width=1.5)])
car_lane = twin.Plan("For a car lane", [twin.BikeLane(along=boulevard, replaces="car lane", style="two-way track", width=1.4)])

comparison = twin.compare(city, [parking, car_lane])
print(comparison, "\n")
print(comparison.ledger("For a car lane"))

Path("out").mkdir(exist_ok=True)
comparison.figure(plan="For a car lane", view="traffic").savefig("out/05_bike_lane_cars.png")
comparison.figure(plan="For a car lane", view="ledger").savefig("out/05_bike_lane_ledger.png")
comparison.figure(plan="For parking", view="stress").savefig("out/05_bike_lane_stress.png")
print("\nDrawn in out/05_bike_lane_cars.png, out/05_bike_lane_ledger.png and out/05_bike_lane_stress.png")
