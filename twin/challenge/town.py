"""Opening the city a challenge is about, by the names that the command line takes."""

import re
from pathlib import Path

from twin.city import City, Progress
from twin.errors import TwinError, plain

BUILT_IN = "saint-jumeau"
GENERATED = re.compile(r"grid(?::(\d{1,3})x(\d{1,3}))?(?::(\d{1,9}))?")


def opened(name: str, folder: Path | None = None, progress: Progress | None = None) -> City:
    """The built-in town, a generated one, or a map file; one named without a folder is looked for in `folder` first."""
    from twin.towns.cities import grid_town, saint_jumeau

    if plain(name).replace("_", "-").replace(" ", "-") == BUILT_IN:
        return saint_jumeau()
    made = GENERATED.fullmatch(name.strip().lower())
    if made:
        return grid_town((int(made[1] or 6), int(made[2] or 5)), int(made[3] or 7))
    path = Path(name).expanduser()
    if folder is not None and not path.is_absolute() and (folder / path).exists():
        path = folder / path
    if not path.exists():
        raise TwinError(f'there is no city "{name}": give a map file (.osm .osm.gz .osm.pbf .geojson .gpkg), {BUILT_IN}, or grid:6x5:7')
    return City.read(path, progress=progress)
