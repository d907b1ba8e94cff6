"""The places everyone knows: school, market square, church, town hall, station, supermarket, stadium, clinic, workshops."""

from random import Random

import shapely
from shapely import Polygon

from twin.towns.canvas import Canvas
from twin.towns.frontage import sprinkle
from twin.towns.geometry import XY, Frame, inside, parts, room_in
from twin.towns.styles import public

SLATE, TILE, FLAT, METAL = ("gabled", "slate"), ("gabled", "roof_tiles"), ("flat", "concrete"), ("flat", "metal")


def market_square(canvas: Canvas, block: Polygon, rng: Random, name: str, hall: str = "") -> None:
    """A paved square with limes around its edge and, if named, a covered market hall in the middle."""
    ground = inside(block, 0.2)
    canvas.area(ground, {"place": "square", "name": name, "surface": "paving_stones"})
    room = room_in(ground)
    for side in (room, room.flipped()):
        count = max(2, round((side.width - 10) / 9))
        for k in range(count + 1):
            x, y = side.frame.at(5 + (side.width - 10) * k / count, 4.5)
            canvas.tree(x, y, "lime", rng, 0.85, 0.1)
    if hall and min(room.width, room.height) > 45:
        a, b = room.width / 2, room.height / 2
        ring = room.frame.rectangle(a - 13, a + 13, b - 8, b + 8)
        canvas.building(ring, public("retail", hall, 1, 1887, "metal", METAL, 8.0) | {"amenity": "marketplace"})


def church(canvas: Canvas, block: Polygon, rng: Random, name: str, facing: XY, parvis: str) -> None:
    """A church with nave, transept and apse, its west front on a paved parvis, a lawn and chestnuts around it."""
    ground = inside(block, 0.2)
    room = room_in(ground, facing)
    frame, long = room.frame, min(room.height - 16, 46.0)
    middle = room.width / 2
    f = Frame(*frame.at(middle, room.height - 6 - long), -frame.uy, frame.ux)  # u runs up the nave, away from the square
    plan = [
        (0, -8), (long * 0.55, -8), (long * 0.55, -14), (long * 0.73, -14), (long * 0.73, -8), (long * 0.9, -8), (long, -3),
        (long, 3), (long * 0.9, 8), (long * 0.73, 8), (long * 0.73, 14), (long * 0.55, 14), (long * 0.55, 8), (0, 8),
    ]  # fmt: skip
    canvas.building(f.place(plan), public("church", name, 1, 1240, "stone", SLATE, 16.0) | {"amenity": "place_of_worship"})
    front = room.height - 6 - long
    apron = Polygon(frame.rectangle(-20, room.width + 20, -20, front)).intersection(ground)
    canvas.area(apron, {"place": "square", "name": parvis, "surface": "sett"})
    lawn = shapely.difference(ground, Polygon(frame.rectangle(-20, room.width + 20, -20, front + 1)))
    canvas.area(lawn.buffer(-1.0, join_style="mitre"), {"landuse": "grass"})
    for k in range(4):
        for a in (4.5, room.width - 4.5):
            x, y = frame.at(a, front + 6 + k * (long - 4) / 3)
            canvas.tree(x, y, "chestnut", rng, 0.9, 0.1)


def school(canvas: Canvas, block: Polygon, rng: Random, name: str, yard: str, facing: XY | None = None) -> None:
    """A U of classrooms open to an asphalt yard with a few planes, a gymnasium beside it; grounds as amenity=school."""
    ground = inside(block, 0.2)
    canvas.area(ground, {"amenity": "school", "name": name})
    frame, wide, high = room_in(inside(ground, 1.0), facing)
    thick, front = min(12.0, high / 5), 3.0
    wing = min(high - 12, front + thick + 34)
    canvas.building(frame.rectangle(3, wide - 3, front, front + thick), public("school", name, 2, 1884, "stone", SLATE))
    for a, title, year in ((3.0, "aile des petits", 1931), (wide - 3 - thick, "aile des grands", 1958)):
        ring = frame.rectangle(a, a + thick, front + thick, wing)
        canvas.building(ring, public("school", f"{name}, {title}", 2, year, "brick", TILE))
    hall = 16.0 if high - wing > 26 else 0.0
    outline = [(3 + thick + 1, front + thick + 1), (wide - thick - 4, front + thick + 1), (wide - thick - 4, wing + 1),
               (wide - 3, wing + 1), (wide - 3, high - 2 - hall), (3, high - 2 - hall), (3, wing + 1), (thick + 4, wing + 1)]  # fmt: skip
    canvas.area(frame.place(outline), {"leisure": "schoolyard", "name": yard, "surface": "asphalt"})
    for k in range(4):
        canvas.tree(*frame.at(wide * (0.26 + 0.16 * k), wing - 2), "plane", rng, 0.8)
    if hall:
        gym = frame.rectangle(wide * 0.56, wide - 3, high - hall, high - 1)
        canvas.building(gym, public("school", f"{name}, gymnase", 1, 1979, "concrete", METAL, 7.0))
        garden = Polygon(frame.rectangle(3, wide * 0.56 - 3, high - hall, high - 1))
        canvas.area(garden, {"landuse": "grass"})
        sprinkle(canvas, garden, rng, ("lime", "maple"), 10)


def supermarket(canvas: Canvas, block: Polygon, rng: Random, name: str, facing: XY | None = None) -> None:
    """A box at the back and a large asphalt car park towards the street, trees few."""
    ground = inside(block, 1.0)
    room = room_in(ground, facing)
    frame, wide, high = room
    deep = min(48.0, high * 0.45)
    box = frame.rectangle(6, wide - 6, high - deep - 4, high - 4)
    canvas.building(box, public("supermarket", name, 1, 1989, "metal", METAL, 7.0) | {"shop": "supermarket"})
    front = Polygon(frame.rectangle(0, wide, 0, high - deep - 6)).intersection(ground)
    tags = {"amenity": "parking", "parking": "surface", "surface": "asphalt"}
    canvas.area(front, tags | {"name": f"Parking du {name}", "capacity": str(round(front.area / 25))})
    for k in range(int(wide // 18)):
        x, y = frame.at(10 + 18 * k, 3)
        canvas.tree(x, y, "maple", rng, 0.6)
    for strip in (frame.rectangle(0, wide, high - 3, high + 10), frame.rectangle(-20, 0, 0, high)):
        canvas.area(Polygon(strip).intersection(ground), {"landuse": "grass"}, least=40)


def workshops(canvas: Canvas, block: Polygon, rng: Random, name: str = "", facing: XY | None = None) -> None:
    """Sheds of one storey in a row with asphalt forecourts, the first of them named."""
    ground = inside(block, 1.5)
    frame, wide, high = room_in(ground, facing)
    count = max(1, round(wide / 55))
    deep = min(36.0, high * 0.52)
    for k in range(count):
        a, b = wide * k / count + 3, wide * (k + 1) / count - 5
        kind = "warehouse" if k % 2 else "industrial"
        tags = public(kind, "" if k else name, 1, rng.randint(1955, 2008), "metal", METAL, 6.5)
        canvas.building(frame.rectangle(a, b, high - deep - 2, high - 2), tags)
        court = Polygon(frame.rectangle(a - 2, b + 2, 2, high - deep - 4)).intersection(ground)
        canvas.area(court, {"amenity": "parking", "parking": "surface", "surface": "asphalt", "access": "private"}, least=60)
    for x in range(8, int(wide), 16):
        canvas.tree(*frame.at(x, 0.5), "poplar", rng, 0.7)


def stadium(canvas: Canvas, block: Polygon, rng: Random, name: str) -> None:
    """A grass football pitch, a hard court, a clubhouse, lawns and trees around."""
    lawn = inside(block, 1.0)
    canvas.area(lawn, {"landuse": "recreation_ground", "name": name})
    frame, wide, high = room_in(lawn)
    long, broad = min(100.0, wide - 34), min(62.0, high - 12)
    base, start = (high - broad) / 2, max(8.0, (wide - 24 - long) / 2)
    canvas.area(frame.rectangle(start, start + long, base, base + broad), {"leisure": "pitch", "sport": "soccer", "surface": "grass"})
    if wide - long > 30:
        court = frame.rectangle(wide - 21, wide - 3, base, base + min(34.0, broad - 14))
        canvas.area(court, {"leisure": "pitch", "sport": "tennis", "surface": "tartan"})
        hall = frame.rectangle(wide - 21, wide - 6, base + broad - 10, base + broad)
        canvas.building(hall, public("civic", "Vestiaires du stade", 1, 1976, "cement_block", TILE, 3.5))
    for k in range(int(wide // 12)):
        for b in (1.5, high - 1.5):
            canvas.tree(*frame.at(6 + 12 * k, b), "poplar" if b < 5 else "maple", rng, 0.9)


def clinic(canvas: Canvas, block: Polygon, rng: Random, name: str) -> None:
    """Two wards joined in an L on a lawn, with a car park before them."""
    ground = inside(block, 1.0)
    canvas.area(ground, {"landuse": "grass"})
    frame, wide, high = room_in(ground)
    deep = min(15.0, high / 4)
    plan = [(8, high - 6 - deep), (wide - 8 - deep, high - 6 - deep), (wide - 8 - deep, high * 0.3), (wide - 8, high * 0.3),
            (wide - 8, high - 6), (8, high - 6)]  # fmt: skip
    canvas.building(frame.place(plan), public("hospital", name, 4, 1974, "concrete", FLAT) | {"amenity": "clinic"})
    park = frame.rectangle(4, wide - 14 - deep, 3, high * 0.52)
    tags = {"amenity": "parking", "parking": "surface", "surface": "asphalt", "name": f"Parking {name}"}
    canvas.area(park, tags)
    sprinkle(canvas, Polygon(frame.rectangle(4, wide - 20 - deep, high * 0.54, high - 8 - deep)), rng, ("cedar", "lime"), 11)


def town_hall(canvas: Canvas, block: Polygon, rng: Random, facing: XY, name: str = "Mairie") -> None:
    """The town hall on a small paved forecourt, its garden behind, the post office and a hall beside it."""
    ground = inside(block, 0.5)
    frame, wide, high = room_in(ground, facing)
    deep = min(16.0, high * 0.35)
    middle, front = wide / 2, min(12.0, high * 0.25)
    half = min(17.0, wide * 0.27)
    hall = public("townhall", name, 3, 1871, "stone", ("hipped", "slate")) | {"amenity": "townhall"}
    canvas.building(frame.rectangle(middle - half, middle + half, front, front + deep), hall)
    apron = Polygon(frame.rectangle(-20, wide + 20, -20, front)).intersection(ground)
    canvas.area(apron, {"place": "square", "name": "Place de la Mairie", "surface": "paving_stones"})
    post = public("office", "La Poste", 2, 1934, "brick", TILE)
    canvas.building(frame.rectangle(2, middle - half - 5, front, front + 12), post)
    bank = public("bank", "Caisse d'épargne", 2, 1908, "stone", SLATE)
    canvas.building(frame.rectangle(middle + half + 5, wide - 2, front, front + 12), bank)
    garden = Polygon(frame.rectangle(-20, wide + 20, front + deep + 4, high + 20)).intersection(ground)
    for piece in parts(garden, 60):
        canvas.area(piece, {"leisure": "garden", "name": "Jardin de la Mairie"})
        sprinkle(canvas, piece, rng, ("chestnut", "cedar", "lime"), 11)


def station(canvas: Canvas, block: Polygon, rng: Random, town: str, street: XY, court_at: float) -> None:
    """Between a street and the railway: forecourt, station building, and "Parking de la Gare" beside them.

    street     a point of the street the station faces
    court_at   where the middle of the forecourt lies along the street, as a share of the block's length from its left end
    """
    frame, wide, deep = room_in(inside(block, 0.5), street)
    half, thick = min(34.0, wide / 4), min(14.0, deep * 0.4)
    middle = min(max(wide * court_at, half + 2), wide - half - 2)
    front, back = 0.3, deep - 1.5
    square = frame.rectangle(middle - half, middle + half, front, back - thick)
    canvas.area(square, {"place": "square", "name": "Parvis de la Gare", "surface": "paving_stones"})
    hall = [(-0.8, 0), (-0.25, 0), (-0.25, -3), (0.25, -3), (0.25, 0), (0.8, 0), (0.8, thick), (-0.8, thick)]
    ring = frame.place([(middle + half * a, back - thick + b) for a, b in hall])
    canvas.building(ring, public("train_station", f"Gare de {town}", 2, 1862, "stone", ("hipped", "slate")))
    spans = [(1.0, middle - half - 4), (middle + half + 4, wide - 1.0)]
    a0, a1 = max(spans, key=lambda span: span[1] - span[0])
    park = Polygon(frame.rectangle(a0, a1, 1.0, back))
    tags = {"amenity": "parking", "parking": "surface", "surface": "asphalt", "name": "Parking de la Gare"}
    canvas.area(park, tags | {"capacity": str(round(park.area / 25))})
    for k in range(6):
        canvas.tree(*frame.at(middle - half + 5 + (2 * half - 10) * k / 5, 4.0), "lime", rng, 0.8, 0.1)
    b0, b1 = min(spans, key=lambda span: span[1] - span[0])
    if b1 - b0 > 16:
        canvas.building(
            frame.rectangle(b0, b1, back - 13, back), public("warehouse", "Halle aux marchandises", 1, 1888, "brick", TILE, 6.5)
        )
