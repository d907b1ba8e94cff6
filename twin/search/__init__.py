"""Questions asked of many runs, one file per question: `twin.search.depave(city, budget=200_000)`."""

from twin.search.depave import depave

__all__ = ["depave"]
