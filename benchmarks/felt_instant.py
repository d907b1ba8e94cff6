"""How long a lesson waits: reading, evaluating, editing and drawing Saint-Jumeau, each as a multiple of its target.

    python benchmarks/felt_instant.py [MAP …]

Prints seconds and the ratio to the target (1.0 or less is good); with map files, reads and evaluates those too.
"""

import sys
import time
from collections.abc import Callable
from typing import TypeVar

import twin

T = TypeVar("T")
LAND_EDIT = {"where": "Parking de la Gare", "to": "meadow"}


def timed(what: str, target: float, work: Callable[[], T]) -> T:
    start = time.perf_counter()
    result = work()
    seconds = time.perf_counter() - start
    print(f"{what:<52} {seconds:8.3f} s   {seconds / target:6.2f} × target of {target:g} s")
    return result


def best_edit(city: twin.City) -> None:
    """Five different edits, each evaluated for the first time: the middle one counts."""
    seconds = []
    for cover in ("lawn", "meadow", "shrubs", "gravel", "rain garden"):
        edited = city.apply(twin.Depave(where=LAND_EDIT["where"], to=cover))
        start = time.perf_counter()
        twin.evaluate(edited)
        seconds.append(time.perf_counter() - start)
    middle = sorted(seconds)[2]
    print(f"{'evaluate after an edit (middle of five)':<52} {middle:8.3f} s   {middle / 0.05:6.2f} × target of 0.05 s")


def main(paths: list[str]) -> None:
    small = twin.grid_town(blocks=(2, 2))  # imports and first-use costs are not what is measured
    twin.compare(small, twin.Depave(where=small.grid.box)).figure()
    city = timed("read Saint-Jumeau", 1.0, twin.saint_jumeau)
    timed("evaluate it, nothing remembered", 0.15, lambda: twin.evaluate(city))
    timed("apply an edit", 0.05, lambda: city.apply(twin.Depave(**LAND_EDIT)))
    best_edit(city)
    comparison = twin.compare(city, twin.Depave(**LAND_EDIT))
    timed("draw the figure", 1.0, comparison.figure)
    timed("generate a town of 12 × 10 blocks", 2.0, lambda: twin.grid_town(blocks=(12, 10)))
    for path in paths:
        real = timed(f"read {path.rsplit('/', 1)[-1]}", 2.0, lambda path=path: twin.City.read(path))
        timed("evaluate it", 0.15, lambda real=real: twin.evaluate(real))


if __name__ == "__main__":
    main(sys.argv[1:])
