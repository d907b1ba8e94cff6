"""Trees along Rue de la Gare: far apart or close together, and how the number comes about that tells them apart."""

from pathlib import Path

import twin

city = twin.saint_jumeau()
far = twin.Plan("Every 16 m", [twin.PlantTrees(along="Rue de la Gare", spacing=16, species="plane", age=20)])
close = twin.Plan("Every 8 m", [twin.PlantTrees(along="Rue de la Gare", spacing=8, species="plane", age=20)])

comparison = twin.compare(city, [far, close])
print(comparison)
print()
print(comparison.explain("canopy", plan="Every 8 m"))

Path("out").mkdir(exist_ok=True)
comparison.figure(plan="Every 8 m", map="canopy").savefig("out/03_street_trees.png")
print("\nDrawn in out/03_street_trees.png")
