"""Questions asked of many runs: `twin.search.bike_lanes(city, budget=500_000)`, `twin.search.depave(city, budget=200_000)`."""

from twin.search.lanes import bike_lanes
from twin.search.paving import depave

__all__ = ["bike_lanes", "depave"]
