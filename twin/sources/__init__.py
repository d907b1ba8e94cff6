"""Where every number comes from: one row for each publication, table, law or data set.

A Parameter names its source by the key of a row here; `page` says where inside it the figure stands.
"""

from twin.sources import buildings, decisions, ground, streets
from twin.sources.source import Source

SOURCES: dict[str, Source] = ground.ROWS | streets.ROWS | buildings.ROWS | decisions.ROWS

__all__ = ["SOURCES", "Source"]
