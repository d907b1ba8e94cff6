"""Finding the CITY that a command is about: a map file, the built-in town, or a generated one."""

import re
from dataclasses import dataclass
from pathlib import Path

from twin.city import City
from twin.cli.failing import Mistyped
from twin.cli.progress import Progress
from twin.errors import did_you_mean, plain
from twin.features import Bounds

BUILT_IN = "saint-jumeau"
GENERATED = re.compile(r"grid(?::(?P<blocks>[^:]*))?(?::(?P<seed>[^:]*))?")


@dataclass(frozen=True)
class Where:
    """A city as typed on the command line."""

    city: str
    cell: float = 5.0
    soil: str = "B"
    bounds: str = ""

    def open(self, progress: Progress | None = None) -> City:
        """The city; Mistyped when there is none of that name."""
        bounds = box(self.bounds) if self.bounds else None
        name = plain(self.city).replace("_", "-").replace(" ", "-")
        generated = GENERATED.fullmatch(self.city.strip().lower())
        if bounds and (name == BUILT_IN or generated):
            raise Mistyped(f"--bounds cuts a box out of a map file; {self.city} is a built-in town")
        if name == BUILT_IN:
            from twin.towns.cities import saint_jumeau

            return saint_jumeau(cell=self.cell, soil=self.soil)
        if generated:
            from twin.towns.cities import grid_town

            return grid_town(block_count(generated["blocks"] or "6x5"), seed_number(generated["seed"] or "7"), self.cell, self.soil)
        path = Path(self.city).expanduser()
        if not path.exists() and len(path.parts) == 1 and not path.suffix:
            raise Mistyped(
                f'there is no city "{self.city}": {did_you_mean(self.city, [BUILT_IN, "grid"])}; '
                "give a map file (.osm .osm.gz .osm.pbf .geojson .gpkg), saint-jumeau, or grid:6x5:7"
            )
        return City.read(path, cell=self.cell, bounds=bounds, soil=self.soil, progress=progress)


def box(text: str) -> Bounds:
    """(west, south, east, north) from "2.39,47.07,2.41,47.09" [°]."""
    try:
        west, south, east, north = (float(part) for part in re.split(r"[,;\s]+", text.strip()))
    except ValueError:
        raise Mistyped(
            f'--bounds "{text}" cannot be read: give west,south,east,north in degrees, e.g. --bounds 2.39,47.07,2.41,47.09'
        ) from None
    return west, south, east, north


def block_count(text: str) -> tuple[int, int]:
    """(6, 5) from "6x5"."""
    found = re.fullmatch(r"\s*(\d+)\s*[x×*,]\s*(\d+)\s*", text.lower())
    if not found:
        raise Mistyped(f'"{text}" is not a number of blocks: give columns x rows, e.g. 6x5')
    return int(found[1]), int(found[2])


def seed_number(text: str) -> int:
    if not text.isdecimal():
        raise Mistyped(f'"{text}" is not a seed: give a whole number, e.g. grid:6x5:7')
    return int(text)
