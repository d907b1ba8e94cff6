"""How long a year of many buildings takes: the hourly model beside its targets, and a year read or made, and its sun on 37 planes;
then a town of 9000 footprints, from its outlines to its bill, and one block of it renovated.

    python benchmarks/thermal.py [FILE.epw]

Prints seconds (the best of three) and the ratio to the target; 1.0 or less is good. On a machine that does other work at the same time,
OPENBLAS_NUM_THREADS=1 keeps matrix products from waiting for a processor that is busy elsewhere.
"""

import resource
import sys
import time
from collections.abc import Callable
from dataclasses import fields, replace
from typing import Any, TypeVar

import numpy as np
import shapely

import twin
from twin.buildings import Buildings
from twin.models import envelope
from twin.models.exposure import exposed
from twin.models.synthetic_weather import city_normals, synthetic_year
from twin.models.thermal import Zones, simulate, zones
from twin.people import People
from twin.reading.epw import read_epw
from twin.stock.energy import energy
from twin.stock.shells import shells_of

T = TypeVar("T")
PLANES = np.vstack([np.column_stack([np.full(36, 90.0), np.arange(0, 360, 10.0)]), [[0.0, 0.0]]])


def buildings(n: int, seed: int = 1) -> Zones:
    """Buildings of 80 to 2000 m² with four facades, shutters, and windows that are opened on warm nights."""
    random = np.random.default_rng(seed)
    area, turned = random.uniform(80, 2000, n), random.integers(0, 9, n)
    glazed, absorbing = np.zeros((len(PLANES), n)), np.zeros((len(PLANES), n))
    for side in range(4):
        glazed[turned + 9 * side, np.arange(n)] = random.uniform(0.01, 0.03, n) * area
        absorbing[turned + 9 * side, np.arange(n)] = random.uniform(0.001, 0.01, n) * area
    mass = envelope.mass_of_class(random.choice(["light", "medium", "heavy"], n), area)
    return zones(
        windows=0.4 * area, opaque=random.uniform(0.2, 1.6, n) * area, ventilation=0.5 * area, capacity=mass.capacity, mass_area=mass.area,
        surface_area=4.5 * area, internal_gains=4.2 * area, planes=PLANES, glazed=glazed, absorbing=absorbing, to_sky=0.05 * area,
        airing=envelope.air_change_loss(3.0, 2.5 * area), shutters=0.3,
    )  # fmt: skip


def best(what: str, target: float, work: Callable[[], T], times: int = 3) -> T:
    seconds = []
    for _ in range(times):
        start = time.perf_counter()
        result = work()
        seconds.append(time.perf_counter() - start)
    print(f"{what:<58} {min(seconds):8.3f} s   {min(seconds) / target:6.2f} × target of {target:g} s")
    return result


def bare_scan(n: int = 200, hours: int = 8760) -> None:
    """The five array operations that no such scan can do without: how quick this machine is today."""
    y, low, keep, held, after, spare = (np.full(n, 0.25) for _ in range(6))
    for _ in range(hours):
        np.maximum(y, low, out=held)
        np.multiply(y, keep, out=after)
        np.multiply(held, keep, out=spare)
        np.add(after, spare, out=after)
        np.add(after, low, out=y)


def big_town(count: int = 9000) -> twin.City:
    """Saint-Jumeau beside itself until there are `count` buildings; works and maps of ground are of the first one."""
    city = twin.saint_jumeau()
    copies = -(-count // len(city.buildings))
    step = city.bounds[2] - city.bounds[0] + 50.0

    def many(column: Any) -> Any:
        return np.concatenate([column] * copies)[:count]

    columns = {f.name: many(getattr(city.buildings, f.name)) for f in fields(Buildings) if f.name not in ("shapes", "imputed")}
    moved = [shapely.transform(city.buildings.shapes, lambda xy, east=i * step: xy + np.array([east, 0.0])) for i in range(copies)]
    buildings = Buildings(np.concatenate(moved)[:count], **columns)
    people = People(many(city.people.residents), many(city.people.jobs), buildings.points, np.ones(count, dtype=bool))
    return replace(city, buildings=buildings, people=people, fabric=None)


def main(paths: list[str]) -> None:
    best("nothing but the scan of 200 columns (speed of this machine)", 0.03, bare_scan)
    weather = best("make a synthetic year", 0.1, lambda: synthetic_year(city_normals("Lyon")))
    for path in paths:
        weather = best(f"read {path.rsplit('/', 1)[-1]}", 0.5, lambda path=path: read_epw(path))
    sky = best("its sun on 37 planes", 0.1, lambda: exposed(weather, PLANES))
    two_hundred, city = buildings(200), buildings(9000)
    best("200 buildings, 8760 hours", 0.15, lambda: simulate(two_hundred, sky, hourly=False))
    best("200 buildings, every hour kept", 0.3, lambda: simulate(two_hundred, sky))
    best("9000 buildings, 8760 hours", 3.0, lambda: simulate(city, sky, hourly=False), times=2)
    town = big_town()
    best("9000 footprints to shells", 2.0, lambda: shells_of(replace(town.buildings)), times=2)
    print(f"{'of which are heated':<58} {int(shells_of(town.buildings).heated.sum()):8d}")
    best("their year: need, energy, carbon, bill", 3.0, lambda: energy(replace(town, buildings=town.buildings)), times=1)
    block = replace(town, fabric=town.fabric.changed(range(40), {"wall": 5.0, "roof": 8.0}))
    best("one block of 40 renovated", 0.3, lambda: energy(block), times=1)
    used = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6  # Linux counts in kB
    print(f"{'most memory used':<58} {used:8.2f} GB  {used / 1.0:6.2f} × target of 1 GB")


if __name__ == "__main__":
    main(sys.argv[1:])
