"""Built-in towns, drawn as OSM-tagged shapes: Saint-Jumeau (`saint_jumeau_features`) and generated ones (`grid_features`)."""

from twin.towns.grid import grid_features
from twin.towns.saint_jumeau import saint_jumeau_features

__all__ = ["grid_features", "saint_jumeau_features"]
