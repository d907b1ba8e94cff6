"""Cross-sections: how much room a street can give to bikes on each side, and what would fit instead."""

import numpy as np
import shapely

from twin.city import City
from twin.overlay import difference
from twin.parameter import Parameter
from twin.streets import Streets, parking_strip
from twin.words import Words, quantity

Sides = tuple[str, ...]
VERGE = ("lawn", "meadow", "shrubs", "bare_soil", "gravel")
NARROWEST_LANE = Parameter(2.75, 2.5, 3.0, "m", "cerema_lanes", "urban lanes at 30 to 50 km/h", False, "narrowest lane for cars")
NARROWEST_BIKE = 1.2  # m, below which nothing is offered
BOTH, ON = Words("on both sides", "de chaque côté"), {"left": Words("on the left", "à gauche"), "right": Words("on the right", "à droite")}
REPLACES_FR = {
    "parking": "à la place du stationnement", "car lane": "à la place d'une voie de circulation", "verge": "à la place de l'accotement",
    "nothing": "sans rien retirer",
}  # fmt: skip
PARKING_FR = {"none": "nul", "parallel": "en long", "diagonal": "en épi", "perpendicular": "en bataille"}


def column(streets: Streets, name: str, row: int, side: str) -> str:
    """A column that exists for both sides: parking or cycle."""
    return str(getattr(streets, f"{name}_{side}")[row])


def taken(streets: Streets, row: int, side: str, track: bool) -> bool:
    """A side that has a lane or track already; a painted lane makes way for a `track`."""
    return column(streets, "cycle", row, side) in (("track",) if track else ("lane", "track"))


def freed(streets: Streets, row: int, sides: Sides, replaces: str, track: bool) -> dict[str, float]:
    """Width that could be given to bikes on each of these sides when `replaces` makes room, and for a `track` a painted lane too [m]."""
    strips = {side: parking_strip(column(streets, "parking", row, side)) for side in ("left", "right")}
    lanes = max(float(streets.lanes[row]), 1.0)
    if replaces == "car lane":
        if lanes < 2:
            return dict.fromkeys(sides, 0.0)
        lanes -= 1
    if replaces == "parking":
        sides = tuple(side for side in sides if strips[side] > 0)
        kept = sum(strips[side] for side in strips if side not in sides)
    else:
        kept = sum(strips.values())
    sides = tuple(side for side in sides if not taken(streets, row, side, track))
    kept += sum(float(getattr(streets, f"cycle_width_{side}")[row]) for side in strips if side not in sides)
    spare = float(streets.width[row]) - lanes * float(NARROWEST_LANE) - kept
    return {side: spare / len(sides) for side in sides}


def verge_strip(streets: Streets, row: int, side: str, width: float) -> shapely.Geometry:
    """The strip of ground just outside the kerb."""
    line, half = streets.lines[row], float(streets.width[row]) / 2
    sign = 1 if side == "left" else -1
    outer = shapely.buffer(line, sign * (half + width), cap_style="flat", join_style="mitre", single_sided=True)
    inner = shapely.buffer(line, sign * half, cap_style="flat", join_style="mitre", single_sided=True)
    return difference(outer, inner)


def verge_share(city: City, row: int, side: str, width: float) -> float:
    """Share of the strip beside the kerb that is green or bare ground."""
    strip = verge_strip(city.streets, row, side, width)
    area = shapely.area(strip)
    inside, _ = city.land.within(strip, VERGE)
    return float(shapely.area(inside).sum() / area) if area else 0.0


def described(streets: Streets, row: int) -> Words:
    """The section of one stretch in words."""
    name = streets.names[row] or streets.ids[row]
    left, right = (str(getattr(streets, f"parking_{side}")[row]) or "none" for side in ("left", "right"))
    wide, lanes = quantity(float(streets.width[row]), "m", 1), f"{streets.lanes[row]:g}"
    lanes_fr = f"{lanes} voie{'s' if streets.lanes[row] >= 2 else ''} de circulation"
    return Words(
        f"{name} is {streets.width[row]:.1f} m wide with {lanes} car lanes, parking left: {left}, right: {right}",
        f"{name} fait {wide.fr} de large, avec {lanes_fr} et {_parking_fr(left, right)}",
    )


def _parking_fr(left: str, right: str) -> str:
    """On-street parking of both sides in French, on its own when they are alike."""
    kinds = [PARKING_FR.get(kind, kind) for kind in (left, right)]
    if left == right:
        return "aucun stationnement" if left == "none" else f"un stationnement {kinds[0]} de chaque côté"
    return f"un stationnement {kinds[0]} à gauche, {kinds[1]} à droite"


def what_fits(streets: Streets, row: int, sides: Sides, track: bool) -> Words:
    """What the section could give instead."""
    options = []
    for what in ("parking", "car lane", "nothing"):
        for some in (sides, ("right",), ("left",)) if len(sides) > 1 else (sides,):
            room = freed(streets, row, some, what, track)
            if room and min(room.values()) >= NARROWEST_BIKE:
                where = BOTH if len(room) > 1 else ON[next(iter(room))]
                wide = quantity(np.floor(10 * min(room.values())) / 10, "m", 1)
                options.append(Words(f'replaces="{what}" frees {wide} {where}', f"{REPLACES_FR[what]}, {wide.fr} {where.fr}"))
                break
    if not options:
        return Words("no lane of 1.2 m or more fits in this section", "aucune bande de 1,2 m ou plus dans ce profil")
    return Words("; ".join(options), " ; ".join(option.fr for option in options))
