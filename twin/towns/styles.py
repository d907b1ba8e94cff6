"""What buildings of a period are like: years, storeys, walls, roofs, and how many dwellings they hold."""

from random import Random
from typing import NamedTuple

from twin.towns.canvas import Tags

STOREY = 3.0  # m from floor to floor


class Style(NamedTuple):
    """A family of dwellings.

    years, storeys   ranges, ends included
    walls, roofs     choices, the commonest repeated
    dwelling         gross floor area of one dwelling, shared parts and empty homes included [m²]
    """

    years: tuple[int, int]
    storeys: tuple[int, ...]
    walls: tuple[str, ...]
    roofs: tuple[tuple[str, str], ...]
    dwelling: float


_TILE, _SLATE, _ZINC = ("gabled", "roof_tiles"), ("gabled", "slate"), ("mansard", "metal")
_FLAT, _HIP = ("flat", "concrete"), ("hipped", "roof_tiles")

STYLES: dict[str, Style] = {
    "old": Style((1640, 1860), (2, 2, 3, 3, 3, 4), ("stone", "stone", "stone", "timber_framing"), (_TILE, _TILE, _SLATE), 250),
    "bourgeois": Style((1862, 1914), (2, 2, 3, 3, 4), ("stone", "stone", "brick"), (_SLATE, _SLATE, _ZINC), 225),
    "interwar": Style((1919, 1939), (2, 2, 3, 4), ("brick", "brick", "stone"), (_TILE, _HIP, _SLATE), 190),
    "post-war": Style((1949, 1974), (3, 3, 4, 4), ("concrete", "cement_block"), (_FLAT, _FLAT, _TILE), 125),
    "slab": Style((1961, 1972), (4, 4, 4, 5), ("concrete",), (_FLAT,), 108),
    "late": Style((1978, 1999), (3, 3, 4), ("cement_block", "concrete"), (_TILE, _FLAT), 120),
    "recent": Style((2003, 2021), (3, 4, 4), ("concrete", "wood", "brick"), (_FLAT, _FLAT, ("gabled", "metal")), 110),
}
HOUSES: dict[str, Style] = {
    "old house": Style((1850, 1914), (2, 2), ("stone", "stone", "brick"), (_TILE, _SLATE), 1),
    "interwar house": Style((1920, 1939), (1, 2, 2), ("brick", "stone"), (_TILE, _HIP), 1),
    "post-war house": Style((1950, 1974), (1, 1, 2), ("cement_block", "brick"), (_TILE, _HIP), 1),
    "late house": Style((1976, 1999), (1, 1, 2), ("cement_block",), (_TILE, _HIP), 1),
    "recent house": Style((2001, 2020), (1, 2), ("brick", "wood", "cement_block"), (_TILE, _FLAT), 1),
}


def _common(style: Style, rng: Random, storeys: int) -> Tags:
    shape, material = rng.choice(style.roofs)
    return {
        "building:levels": str(storeys),
        "height": f"{storeys * STOREY + rng.choice((0.0, 0.3, 0.6)):.1f}",
        "start_date": str(rng.randint(*style.years)),
        "building:material": rng.choice(style.walls),
        "roof:shape": shape,
        "roof:material": material,
    }


def apartments(name: str, area: float, rng: Random, storeys: int | None = None) -> Tags:
    """Tags of an apartment building of `area` m² on the ground."""
    style = STYLES[name]
    floors = storeys or rng.choice(style.storeys)
    flats = max(1, round(area * floors / style.dwelling))
    return {"building": "apartments", **_common(style, rng, floors), "building:flats": str(flats)}


def shop_below(name: str, area: float, rng: Random, shop: tuple[str, str]) -> Tags:
    """Tags of a town house with a shop on the ground floor and dwellings above."""
    style = STYLES[name]
    floors = rng.choice((2, 3, 3))
    flats = max(1, round(area * (floors - 1) / style.dwelling))
    tags = {"building": "retail", "shop": shop[0], "name": shop[1], **_common(style, rng, floors)}
    return tags | {"building:flats": str(flats)}


def offices(name: str, rng: Random) -> Tags:
    """Tags of a building of offices and practices."""
    style = STYLES[name]
    return {"building": "office", **_common(style, rng, rng.choice(style.storeys))}


def house(name: str, rng: Random, terrace: bool = False) -> Tags:
    """Tags of a house with one dwelling."""
    style = HOUSES[name]
    storeys = 2 if terrace else rng.choice(style.storeys)
    return {"building": "terrace" if terrace else "house", **_common(style, rng, storeys), "building:flats": "1"}


def annex(kind: str) -> Tags:
    """Tags of an unheated annex: garage, garages, shed."""
    return {"building": kind, "height": "2.6"}


def public(kind: str, name: str, storeys: int, year: int, wall: str, roof: tuple[str, str], height: float | None = None) -> Tags:
    """Tags of a notable building; an empty name is left out."""
    return {
        "building": kind,
        **({"name": name} if name else {}),
        "building:levels": str(storeys),
        "height": f"{STOREY * storeys if height is None else height:.1f}",
        "start_date": str(year),
        "building:material": wall,
        "roof:shape": roof[0],
        "roof:material": roof[1],
    }
