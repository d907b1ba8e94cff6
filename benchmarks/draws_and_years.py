"""How long uncertainty and the years take: draws and a timeline of Saint-Jumeau, each as a multiple of its target.

    python benchmarks/draws_and_years.py

Prints seconds and the ratio to the target (1.0 or less is good). Draws grow with their number, with the states that differ and with the
map up to about 3000 cells; a timeline with the states, its years and the heated buildings.
"""

import time
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor

import twin

LAND = ["runoff", "air_warming", "hot_ground", "sealed", "artificialised"]
LANE, SQUARE, FLATS = "Boulevard de la République", "Place du Marché", "Cité des Peupliers"


def timed(what: str, target: float, work: Callable[[], object]) -> None:
    start = time.perf_counter()
    work()
    seconds = time.perf_counter() - start
    print(f"{what:<60} {seconds:6.1f} s   {seconds / target:5.2f} × target of {target:g} s")


def main() -> None:
    small = twin.grid_town(blocks=(2, 2))
    twin.compare(small, twin.Depave(where=small.grid.box), LAND, draws=2)  # imports and first-use costs are not what is measured
    city = twin.saint_jumeau()
    streets = twin.Plan("Streets", [twin.BikeLane(along=LANE, replaces="car lane")])
    wall = {"element": "wall", "material": "wood_fibre_board", "side": "outside"}
    block = twin.Plan("Block", [twin.Depave(where=SQUARE, to="meadow"), twin.Renovate(where=city.place(FLATS), **wall)])
    timed("256 draws, two plans, metrics of the land, one process", 3.0, lambda: twin.compare(city, [streets, block], LAND, draws=256))
    with ProcessPoolExecutor(2) as pool:
        timed(
            "256 draws, two plans, all metrics, two processes", 30.0, lambda: twin.compare(city, [streets, block], draws=256, executor=pool)
        )
    lane = twin.Plan("Track", [twin.BikeLane(along=LANE, replaces="parking", style="separated", year=2030)])
    trees = twin.Plan("Square", [twin.Depave(where=SQUARE, to="meadow", year=2030), twin.PlantTrees(along="Rue de la Gare", year=2040)])
    timed("2025 to 2100 in steps of five years, two plans", 10.0, lambda: twin.timeline(city, [lane, trees]))


if __name__ == "__main__":
    main()
