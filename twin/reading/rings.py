"""Ways -> rings -> areas: what a multipolygon relation means, however its ways are cut, ordered or turned."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from math import cos, hypot, radians

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from twin.reading.elements import Place
from twin.reading.repair import LONG, crosses_too_often, polygonal

Line = list[Place]
SMALL_GAP = 0.1  # of the length drawn: a ring that lacks no more than this is closed by a straight line


@dataclass
class Rings:
    """Closed rings made of ways; `bridged` were closed over a small gap, `open` could not be closed."""

    closed: list[Line] = field(default_factory=list)
    bridged: int = 0
    open: int = 0


def chain(lines: Iterable[Line]) -> Rings:
    """Join lines end to end, in any order and direction, into rings."""
    rings = Rings()
    loose: list[Line] = []
    for line in lines:
        (rings.closed if line[0] == line[-1] and distinct(line) >= 3 else loose).append(line)
    loose = [line for line in loose if line[0] != line[-1]]
    ends: dict[Place, list[int]] = {}
    for i, line in enumerate(loose):
        ends.setdefault(line[0], []).append(i)
        ends.setdefault(line[-1], []).append(i)
    used = [False] * len(loose)
    for i, line in enumerate(loose):
        if used[i]:
            continue
        used[i] = True
        joined = _extended(list(line), loose, ends, used)
        if joined[0] != joined[-1]:
            joined = _extended(joined[::-1], loose, ends, used)
        _sort_in(joined, rings)
    return rings


def _extended(line: Line, loose: list[Line], ends: dict[Place, list[int]], used: list[bool]) -> Line:
    """`line` with every unused line that continues its end, until it closes or nothing continues."""
    while line[0] != line[-1]:
        waiting = ends[line[-1]]
        while waiting and used[waiting[-1]]:
            waiting.pop()
        if not waiting:
            break
        following = waiting.pop()
        used[following] = True
        more = loose[following]
        line.extend(more[1:] if more[0] == line[-1] else more[-2::-1])
    return line


def _sort_in(line: Line, rings: Rings) -> None:
    if line[0] == line[-1] and distinct(line) >= 3:
        rings.closed.append(line)
    elif gap_is_small(line):
        rings.closed.append([*line, line[0]])
        rings.bridged += 1
    else:
        rings.open += 1


def distinct(line: Sequence[Place]) -> int:
    """Number of different points."""
    return len(set(line))


def gap_is_small(line: Sequence[Place]) -> bool:
    """True when closing the line adds at most `SMALL_GAP` of its length, and it has an inside to close."""
    if distinct(line) < 4:
        return False
    points = np.array(line) * (cos(radians(line[0][1])), 1.0)
    length = float(np.hypot(*np.diff(points, axis=0).T).sum())
    return hypot(*(points[-1] - points[0])) <= SMALL_GAP * length


def area(rings: Sequence[tuple[Line, str]]) -> BaseGeometry:
    """The area enclosed by closed rings with their roles ("outer", "inner", "" = told from the nesting).

    From the largest ring to the smallest, an outer ring adds its inside and an inner ring takes its inside away, so that
    an island in a lake in a wood comes out right. A ring without role takes away when it lies inside what is there.
    Empty when a ring is beyond mending.
    """
    if any(len(line) > LONG and crosses_too_often(shapely.Polygon(line)) for line, _ in rings):
        return shapely.Polygon()
    outer = [line for line, role in rings if role != "inner"]
    inner = [line for line, role in rings if role == "inner"]
    if len(outer) == 1:
        simple = shapely.Polygon(outer[0], inner)
        if shapely.is_valid(simple):
            return simple
    drawn = shapely.polygons([shapely.linearrings(line) for line, _ in rings])
    if any(crosses_too_often(shape) for shape in drawn[~shapely.is_valid(drawn)]):
        return shapely.Polygon()
    shapes = shapely.make_valid(drawn, method="structure", keep_collapsed=False)
    order = np.argsort(-shapely.area(shapes), kind="stable")
    whole: BaseGeometry = shapely.Polygon()
    by_turn = ((rings[i][1], shapes[i]) for i in order)
    for role, group in groupby(by_turn, key=lambda item: item[0]):
        pieces = [shape for _, shape in group]
        if role == "inner":
            whole = whole.difference(shapely.union_all(pieces))
        elif role == "outer":
            whole = shapely.union_all([whole, *pieces])
        else:
            for piece in pieces:
                within = not piece.is_empty and whole.contains(piece.representative_point())
                whole = whole.difference(piece) if within else whole.union(piece)
    return polygonal(whole)
