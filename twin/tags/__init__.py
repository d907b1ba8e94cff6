"""From OSM tags to the parts of a city: one readable table per part, and `assemble`, which puts the parts together."""
