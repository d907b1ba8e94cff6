"""The built-in towns as cities."""

from twin.city import City
from twin.tags.assemble import assemble
from twin.towns.grid import grid_features
from twin.towns.saint_jumeau import saint_jumeau_features


def saint_jumeau(cell: float = 5.0, soil: str = "B") -> City:
    """Saint-Jumeau, the built-in town: one square kilometre, about 5 000 residents.

    cell   side of the grid's cells [m]
    soil   hydrologic soil group, "A" (sand) to "D" (clay)
    """
    return assemble(saint_jumeau_features(), cell=cell, soil=soil)


def grid_town(blocks: tuple[int, int] = (6, 5), seed: int = 7, cell: float = 5.0, soil: str = "B") -> City:
    """A generated town of `blocks` (columns, rows); the same seed gives the same town.

    cell   side of the grid's cells [m]
    soil   hydrologic soil group, "A" (sand) to "D" (clay)
    """
    return assemble(grid_features(blocks=blocks, seed=seed), cell=cell, soil=soil)
