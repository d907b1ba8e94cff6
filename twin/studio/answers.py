"""What the server tells the page, as plain JSON: the city once, the plan and the scorecard after every edit."""

from functools import lru_cache
from typing import Any

import numpy as np
import shapely

from twin.city import City
from twin.comparison import Comparison, price_range
from twin.comparison_text import asides
from twin.covers import COVERS, GROUPS
from twin.evaluation import Card
from twin.interventions import Intervention
from twin.land import Land
from twin.metrics import METRICS
from twin.overlay import polygonal
from twin.plan import Plan, overlaps
from twin.plots.finding import headline
from twin.rows import Row
from twin.studio.catalogue import catalogues, sign_of
from twin.studio.cities import Readings
from twin.studio.desk import Desk
from twin.studio.sliders import GROUPS as PARAMETER_GROUPS
from twin.studio.sliders import changed
from twin.studio.state import Board, State
from twin.studio.words import PAGE
from twin.studio.written import Written, listed, written
from twin.words import LANGUAGES, digits_for, number, unit_name
from twin.works import Work

GROUP_OF = [list(GROUPS).index(cover.group) for cover in COVERS]
DECIMALS = 1  # of coordinates sent to the page: a decimetre


def city_answer(city: City) -> dict[str, Any]:
    """All of the city that no plan changes, and the catalogue in both languages."""
    plane = city.grid.plane
    return {
        "name": city.name, "year": city.year, "bounds": list(city.bounds), "cell": city.grid.cell, "shape": list(city.grid.shape),
        "attribution": city.attribution,
        "plane": {"lon0": plane.lon0, "lat0": plane.lat0, "scale": list(plane.scale), "turn": plane.turn},
        "groups": [{"key": g.key, "colour": g.colour, "label": {lang: g.label.to(lang) for lang in LANGUAGES}} for g in GROUPS.values()],
        "ground": _grouped(city.land.pieces, city.land.codes), "crowns": rings_of(city.land.crowns),
        "streets": _streets(city), "buildings": _buildings(city), "places": _places(city),
        "metrics": [_metric(key) for key in METRICS],
        "themes": {lang: {key: label.to(lang) for key, label in PARAMETER_GROUPS.items()} for lang in LANGUAGES},
        "words": {lang: {key: text.to(lang) for key, text in PAGE.items()} for lang in LANGUAGES},
        "catalogue": catalogues(),
    }  # fmt: skip


def _metric(key: str) -> dict[str, Any]:
    metric = METRICS[key]
    return {"key": key, "theme": metric.theme, "label": {lang: metric.label(lang) for lang in LANGUAGES}}


def rings_of(polygons: Any) -> list[list[list[float]]]:
    """For each polygon its rings, the outer one first, as flat lists x, y, x, y, …"""
    polygons = np.asarray(polygons, dtype=object)
    if not len(polygons):
        return []
    rings, owner = shapely.get_rings(polygons, return_index=True)
    ends = 2 * np.cumsum(shapely.get_num_coordinates(rings))
    flat_ones = np.round(shapely.get_coordinates(rings), DECIMALS).ravel().tolist()
    found: list[list[list[float]]] = [[] for _ in polygons]
    for of, start, end in zip(owner, [0, *ends[:-1]], ends, strict=True):
        found[of].append(flat_ones[start:end])
    return found


def flat(line: Any) -> list[float]:
    """x, y, x, y, …"""
    found: list[float] = np.round(shapely.get_coordinates(line), DECIMALS).ravel().tolist()
    return found


def _grouped(pieces: Any, codes: Any) -> list[list[Any]]:
    """[group, rings] of each piece of ground."""
    return [[GROUP_OF[int(code)], rings] for code, rings in zip(codes, rings_of(pieces), strict=True)]


@lru_cache(maxsize=4)
def _shapes_of(land: Land) -> frozenset[int]:
    """Identities of the pieces of ground and of the crowns: what edits leave alone stays the very same shape."""
    return frozenset(id(shape) for shapes in (land.pieces, land.crowns) for shape in shapes)


@lru_cache(maxsize=32)
def _fresh(land: Land, before: Land) -> tuple[Written, Written]:
    """The pieces of ground and the crowns that are not as they were."""
    known = _shapes_of(before)
    pieces = [(GROUP_OF[int(code)], piece) for piece, code in zip(land.pieces, land.codes, strict=True) if id(piece) not in known]
    crowns = [crown for crown in land.crowns if id(crown) not in known]
    return listed(f"[{group},{_rings(piece)}]" for group, piece in pieces), listed(map(_rings, crowns))


@lru_cache(maxsize=16384)
def _rings(shape: Any) -> Written:
    return written(rings_of([shape])[0])


def _streets(city: City) -> dict[str, Any]:
    streets = city.streets
    return {
        "lines": [flat(line) for line in streets.lines],
        "names": [str(n) for n in streets.names],
        "tail": streets.tail.tolist(),
        "head": streets.head.tolist(),
        "path": streets.is_path.tolist(),
    }


def _buildings(city: City) -> dict[str, Any]:
    footprints = [rings_of(polygonal(shape)) for shape in city.buildings.shapes]
    return {"shapes": footprints, "names": [str(n) for n in city.buildings.names]}


def _places(city: City) -> list[dict[str, Any]]:
    """Everything that has a name: where it is, and whether it is a street, a building or a place."""
    houses = {str(name) for name in city.buildings.names if name}
    paths = {str(n) for n in city.streets.names[city.streets.is_path]} - {str(n) for n in city.streets.names[~city.streets.is_path]}
    found = []
    for name in city.place_names:
        shape = city.place(name)
        is_area = shapely.area(shape) > 0
        kind = "building" if name in houses and is_area else "place" if is_area else "path" if name in paths else "street"
        point = shapely.point_on_surface(shape)
        found.append({"name": name, "kind": kind, "at": [round(point.x, 1), round(point.y, 1)], "box": [round(v, 1) for v in shape.bounds],
                      "area": round(float(shapely.area(shape))), "shape": drawn(shape)})  # fmt: skip
    return found


def drawn(shape: Any) -> dict[str, Any]:
    """A shape as the page draws it: its areas, lines and points."""
    parts = shapely.get_parts(shapely.get_parts(np.array([shape], dtype=object)))
    kinds = shapely.get_type_id(parts)
    return {
        "areas": rings_of(polygonal(parts)),
        "lines": [flat(p) for p in parts[(kinds == shapely.GeometryType.LINESTRING) | (kinds == shapely.GeometryType.LINEARRING)]],
        "points": flat(parts[kinds == shapely.GeometryType.POINT]),
    }


def plan_answer(desk: Desk, base: City, city: City, lang: str) -> dict[str, Any]:
    """The plan with what each intervention really did, and the ground that is no longer as it was."""
    board, works = desk.state.now, city.works[len(base.works) :]
    overlapping: list[list[str]] = [[] for _ in works]
    for overlap in overlaps(works):
        overlapping[overlap.second - 1].append(overlap.told_by_second.to(lang))
    ground, crowns = _fresh(city.land, base.land)
    spent = price_range(city, base)
    return {
        "session": desk.id, "rev": desk.state.rev, "name": board.name,
        "items": listed(_item(item, work, base, lang) for item, work in zip(board.items, works, strict=True)), "overlaps": overlapping,
        "assumed": [changed(name, value, lang) for name, value in board.assume],
        "can_undo": desk.state.can_undo, "can_redo": desk.state.can_redo,
        "ground": ground, "crowns": crowns,
        "cost": _money(spent.value, lang), "cost_range": [_money(spent.low, lang), _money(spent.high, lang)],
    }  # fmt: skip


@lru_cache(maxsize=512)
def _item(item: Intervention, work: Work, base: City, lang: str) -> Written:
    kind = type(item)
    return written({
        "kind": kind.__name__, "label": kind.label.to(lang), "title": work.title.to(lang), "note": work.note.to(lang), "did": work.did,
        "sign": sign_of(kind), "shape": drawn(work.where), "cost": _money(work.cost, lang),
        "feature": Plan("one", [item]).to_geojson(base)["features"][0],
    })  # fmt: skip


def _money(euros: float, lang: str) -> str:
    """About three figures: "412 000 €"."""
    step = 10.0 ** max(0, len(str(int(abs(euros)))) - 3)
    return f"{number(round(euros / step) * step, 0, lang)}\u00a0€"


def plan_of(board: Board) -> Plan:
    return Plan(board.name, board.items)


def card_answer(readings: Readings, base: City, city: City, state: State, lang: str) -> dict[str, Any]:
    """The scorecard as far as it is read: one row for each metric, those still to come marked as such."""
    assume = state.now.assume
    before, after = readings.of(base, assume), readings.of(city, assume)
    rows, moved = [], []
    for key, metric in METRICS.items():
        row: dict[str, Any] = {"key": key, "theme": metric.theme, "label": metric.label(lang), "unit": unit_name(metric.unit, lang)}
        if key in before and key in after:
            first, second = before[key], after[key]
            told = Row(metric, "", first.value, second.value, max(first.resolution, second.resolution))
            moved += [metric] if told.verdict != "same" else []
            row |= _figures(told, lang) | {"map": second.map is not None}
        elif (why := readings.broken(key, assume)) is not None:
            row |= {"broken": why}
        else:
            row |= {"pending": True} | ({"before": number(before[key].value, metric.digits, lang)} if key in before else {})
        rows.append(row)
    waiting = sum("pending" in row for row in rows)
    return {"rev": state.rev, "rows": rows, "pending": waiting, "asides": asides(moved, lang)}


def finding(readings: Readings, base: City, city: City, board: Board, lang: str) -> str:
    """The headline, once all numbers are there: what the plan betters most, and what it worsens."""
    if not board.items or readings.missing(base, board.assume) or readings.missing(city, board.assume):
        return ""
    return headline(comparison_of(readings, base, city, board), 0, lang)


def comparison_of(readings: Readings, base: City, city: City, board: Board) -> Comparison:
    """The city before beside the city after, with what was read off both."""
    before, after = readings.of(base, board.assume), readings.of(city, board.assume)
    keys = [key for key in METRICS if key in before and key in after]
    cards = [Card(place, {key: known[key] for key in keys}, dict(board.assume)) for place, known in ((base, before), (city, after))]
    return Comparison(base, (plan_of(board),), (city,), cards[0], (cards[1],), dict(board.assume))


def _figures(row: Row, lang: str) -> dict[str, Any]:
    """Before, after, difference and relative change as text; one decimal more where the usual ones would hide a change."""
    digits, moved = row.metric.digits, row.verdict != "same"
    if moved and number(row.before, digits) == number(row.after, digits):
        digits += 1
    unit = unit_name(row.metric.unit, lang)
    points = "\u00a0pts" if unit == "%" else ""
    percent = row.percent if moved else None
    shown = "" if percent is None else f"{number(percent, min(2, max(0, digits_for(percent, 2))), lang, sign=True)}\u00a0%"
    return {
        "before": number(row.before, digits, lang), "after": number(row.after, digits, lang), "verdict": row.verdict, "mark": row.mark,
        "difference": number(row.difference, digits, lang, sign=True) + points if moved else "",
        "percent": shown, "share": None if percent is None else round(percent, 4),
        "sign": 0 if not moved else 1 if row.difference > 0 else -1,
    }  # fmt: skip
