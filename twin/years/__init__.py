"""Years: the fourth dimension. A city in another year, and a city and its plans through the years under a climate trajectory."""

from twin.years.background import assumptions
from twin.years.line import Timeline, timeline

__all__ = ["Timeline", "assumptions", "timeline"]
