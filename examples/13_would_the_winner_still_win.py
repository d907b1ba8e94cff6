"""Three ways to spend on a square, a car park or trees: would the winner still win with other weights, another storm, another summer?"""

from pathlib import Path

import twin

city = twin.saint_jumeau()
garden = twin.Plan("Rain garden", [twin.Depave(where="Place du Marché", to="rain_garden")])
meadow = twin.Plan("Meadow", [twin.Depave(where="Parking de la Gare", to="meadow")])
trees = twin.Plan("Street trees", [twin.PlantTrees(along="Rue de la Gare", spacing=8, species="plane", age=30)])
comparison = twin.compare(city, [garden, meadow, trees], metrics=["runoff", "air_warming", "cost"], draws=64)

found = comparison.preference(
    weights={"runoff": 60, "air_warming": 100, "cost": 40},
    climates={"heavier storm": {"rain": 42.3, "initial_abstraction": 0.05}, "milder summer": {"uhi_max": 2.0}},
)
print(found)

Path("out").mkdir(exist_ok=True)
found.figure().savefig("out/13_would_the_winner_still_win.png")
comparison.figure(view="uncertainty").savefig("out/13_how_sure.png")
print("\nDrawn in out/13_would_the_winner_still_win.png and out/13_how_sure.png")
