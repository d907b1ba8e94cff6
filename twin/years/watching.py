"""What a metric reads of a city, found out by watching it: what did not change need not be read again.

A watched city has a land no cache has met, so that every model really looks at what it takes.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from typing import Any

from twin.city import City
from twin.evaluation import evaluate
from twin.land import Land

CANOPY, CLIMATE, WEATHER = "canopy", "climate", "weather"  # what differs between years
_OF_LAND = {"canopy": CANOPY, "crowns": CANOPY}
_OF_CITY = {"trees": CANOPY, "year": CANOPY, "climate": CLIMATE, "weather": WEATHER}


class _Land(Land):
    """A land that tells when its canopy is looked at."""

    def __getattribute__(self, name: str) -> Any:
        if name in _OF_LAND:
            object.__getattribute__(self, "__dict__").setdefault("seen", set()).add(_OF_LAND[name])
        return object.__getattribute__(self, name)


class _City(City):
    """A city that tells when its trees, year, climate or weather are looked at."""

    def __getattribute__(self, name: str) -> Any:
        if name in _OF_CITY:
            object.__getattribute__(self, "__dict__").setdefault("seen", set()).add(_OF_CITY[name])
        return object.__getattribute__(self, name)


@dataclass(frozen=True)
class Watched:
    """One reading: the number, the solver's own error, and which of `CANOPY`, `CLIMATE` and `WEATHER` it hangs on."""

    value: float
    resolution: float
    reads: frozenset[str]


def watched(city: City, keys: Iterable[str], assume: Mapping[str, float]) -> dict[str, Watched]:
    """Each metric of `city` with what it reads of all that differs between years."""
    found = {}
    for key in keys:
        land = _Land(**{f.name: getattr(city.land, f.name) for f in fields(Land)})
        place = _City(**{f.name: getattr(city, f.name) for f in fields(City)} | {"land": land})
        for watching in (land, place):
            watching.__dict__["seen"] = set()
        reading = evaluate(place, [key], assume)[key]
        found[key] = Watched(reading.value, reading.resolution, frozenset(land.__dict__["seen"] | place.__dict__["seen"]))
    return found
