"""Overpass JSON ({"elements": [...]}) -> Elements: the same nodes, ways and relations as in XML."""

from collections.abc import Mapping
from typing import Any

from twin.errors import TwinError
from twin.reading.elements import Elements, Member, NodeKey, Place, Relation, Way
from twin.reading.tagging import tag_text

Json = Any
NAN = float("nan")


def read_elements(data: Mapping[str, Json], file: str) -> Elements:
    """The elements of an Overpass answer ("out body", "out geom", "out center"). Raises TwinError where one is malformed."""
    elements = Elements()
    for i, entry in enumerate(data["elements"]):
        try:
            _add(entry, elements)
        except (TypeError, KeyError, AttributeError, ValueError, OverflowError):
            raise TwinError(f'"{file}", elements[{i}]: it is no OpenStreetMap node, way or relation') from None
    if isinstance(data.get("remark"), str):
        elements.remark = data["remark"][:200]
    return elements


def _add(entry: Json, elements: Elements) -> None:
    kind, id = entry["type"], int(entry["id"])
    tags = {key: text for key, value in entry.get("tags", {}).items() if (text := tag_text(value)) is not None}
    if kind == "node":
        elements.add_node(id, *(_place(entry) or (NAN, NAN)), tags)
    elif kind == "way":
        shape = [_place(p) for p in entry.get("geometry", [])]
        nodes: list[NodeKey] = [int(n) for n in entry.get("nodes", [])]
        if not nodes:
            nodes = [p for p in shape if p is not None]
        for key, place in zip(nodes, shape, strict=False):
            if place is not None:
                elements.add_place(key, *place)
        elements.add_way(id, Way(nodes, tags))
    elif kind == "relation":
        members = [
            Member(m["type"], int(m["ref"]), str(m.get("role", "")), [p for p in map(_place, m.get("geometry", [])) if p])
            for m in entry.get("members", [])
        ]
        elements.add_relation(id, Relation(members, tags))
    elif kind not in ("area", "count", "timeline"):
        raise ValueError(kind)


def _place(entry: Json) -> Place | None:
    if entry is None or entry.get("lon") is None or entry.get("lat") is None:
        return None
    return float(entry["lon"]), float(entry["lat"])
