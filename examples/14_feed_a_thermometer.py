"""A hot town nobody has measured: hang up six thermometers, learn how hot it gets, decide, and read them again."""

from pathlib import Path

import twin
from twin.calibration import simulated_readings

city = twin.saint_jumeau()
places = ["Place du Marché", "Parc des Tilleuls", "Parking de la Gare", "Bois de la Garenne", "École Jules-Ferry", "Cité des Peupliers"]
truth, known = {"air_temperature": 35.0, "uhi_max": 5.2}, {"air_temperature": 35.0}  # the weather station in the country is known

first = twin.calibrate(city, simulated_readings(city, places, truth, seed=1), ["uhi_max", "mixing_radius"], draws=64, assume=known)
print(first, "\n")

where = "Parking de la Gare"
plan = twin.Plan("Cooler car park", [twin.Depave(where=where, to="meadow"), twin.PlantTrees(where=where, spacing=9)])
for name, assume in (("before", {}), ("with what was learnt", first.assume)):
    print(f"{name}: {twin.compare(city, plan, metrics=['air_warming'], assume=assume).row('air_warming').difference:.3f} K")

greener = city.apply(plan)  # as if it were built; the sensors are read again
again = simulated_readings(greener, places, truth, seed=2)
second = twin.calibrate(greener, again, ["uhi_max"], draws=64, assume=known, earlier=first)
print(f"\nuhi_max: {second.interval('uhi_max')[0]:.1f} to {second.interval('uhi_max')[2]:.1f} K, truth 5.2\n{second.meter_facts.text()}")
Path("out").mkdir(exist_ok=True)
first.figure().savefig("out/14_feed_a_thermometer.png")
