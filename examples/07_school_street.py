"""A school street: no cars in front of the school in the morning. Where do they go, and is it quieter?"""

from pathlib import Path

import twin

city = twin.saint_jumeau()
closed = twin.Plan("School street", [twin.CloseStreet(along="Rue Thiers", how="school street")])
calmed = twin.Plan("Humps for 20 km/h", [twin.CalmStreets(where=city.place("École Jules-Ferry").buffer(150), physical=True, speed=20)])

comparison = twin.compare(city, [closed, calmed])
print(comparison, "\n")
print(comparison.ledger("School street"))

Path("out").mkdir(exist_ok=True)
comparison.figure(plan="School street", view="traffic").savefig("out/07_school_street.png")
print("\nDrawn in out/07_school_street.png")
