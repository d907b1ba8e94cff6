"""What a metric reads of a city, found out by watching it: what did not change need not be read again.

A watched city has a land no cache has met, so that every model really looks at what it takes.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from typing import Any

from twin.city import City
from twin.evaluation import evaluate
from twin.land import Land

PARTS = frozenset(f.name for f in fields(City))
CANOPY = frozenset({"trees", "year", "land.canopy", "land.crowns"})  # what grows
_OF_LAND = frozenset(name for name in CANOPY if name.startswith("land."))


class _Land(Land):
    """A land that tells when its canopy is looked at."""

    def __getattribute__(self, name: str) -> Any:
        if f"land.{name}" in _OF_LAND:
            object.__getattribute__(self, "__dict__").setdefault("seen", set()).add(f"land.{name}")
        return object.__getattribute__(self, name)


class _City(City):
    """A city that tells which of its parts are looked at."""

    def __getattribute__(self, name: str) -> Any:
        if name in PARTS:
            object.__getattribute__(self, "__dict__").setdefault("seen", set()).add(name)
        return object.__getattribute__(self, name)


@dataclass(frozen=True)
class Watched:
    """One reading: the number, the solver's own error, and what it reads: names of parts of the city, and those of the land's canopy."""

    value: float
    resolution: float
    reads: frozenset[str]

    def hangs_on(self, *parts: str) -> bool:
        """Whether any of these was read."""
        return not self.reads.isdisjoint(parts)


def watched(city: City, keys: Iterable[str], assume: Mapping[str, float]) -> dict[str, Watched]:
    """Each metric of `city` with what it reads of it. Give a city in its weather: assumptions about the weather are not watched."""
    found = {}
    for key in keys:
        land = _Land(**{f.name: getattr(city.land, f.name) for f in fields(Land)})
        place = _City(**{f.name: getattr(city, f.name) for f in fields(City)} | {"land": land})
        for watching in (land, place):
            watching.__dict__["seen"] = set()
        reading = evaluate(place, [key], assume)[key]
        found[key] = Watched(reading.value, reading.resolution, frozenset(land.__dict__["seen"] | place.__dict__["seen"]))
    return found
