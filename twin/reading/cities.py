"""A map file read as a city."""

from collections.abc import Callable
from pathlib import Path

from twin.city import City
from twin.features import Bounds
from twin.reading import read_map
from twin.tags.assemble import assemble


def read_city(
    path: str | Path,
    cell: float = 5.0,
    bounds: Bounds | None = None,
    soil: str = "B",
    progress: Callable[[float, str], None] | None = None,
) -> City:
    """The City in a map file; see `City.read`."""
    return assemble(read_map(path, bounds=bounds, progress=progress), cell=cell, soil=soil)
