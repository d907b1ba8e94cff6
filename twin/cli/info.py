"""`twin info`: what a city holds, how much of it was filled in, and what its map left out."""

from collections.abc import Iterator
from pathlib import Path
from textwrap import wrap

import numpy as np

from twin.city import City
from twin.cli.info_energy import energy_lines
from twin.cli.info_traffic import traffic_lines
from twin.cli.outputs import checked_picture, save_figure
from twin.cli.places import Where
from twin.cli.progress import shown
from twin.cli.tables import colon, table
from twin.covers import BY_KEY
from twin.land import yard_share
from twin.streets import space_length
from twin.words import Words, checked, number

WIDE = 110
MOST_PLACES = 12
PERIODS: tuple[tuple[str, int], ...] = (  # label, last year
    ("≤ 1914", 1914), ("1915–1948", 1948), ("1949–1974", 1974), ("1975–1989", 1989), ("1990–2000", 2000), ("2001–2012", 2012),
    ("> 2012", 9999),
)  # fmt: skip
USE_LABELS: dict[str, Words] = {
    "residential": Words("homes", "logements"), "retail": Words("shops", "commerces"), "office": Words("offices", "bureaux"),
    "education": Words("education", "enseignement"), "health": Words("health", "santé"), "hotel": Words("hotels", "hôtels"),
    "industry": Words("industry, workshops", "industrie, ateliers"), "worship": Words("worship", "culte"), "sport": Words("sport", "sport"),
    "farm": Words("farming", "agriculture"), "annex": Words("annexes (garages, sheds)", "annexes (garages, abris)"),
    "other": Words("other", "autres"),
}  # fmt: skip
COLUMN_LABELS: dict[str, Words] = {
    "lanes": Words("lanes", "voies"), "width": Words("width", "largeur"), "speed": Words("speed limit", "vitesse limite"),
    "floors": Words("floors", "niveaux"), "height": Words("height", "hauteur"), "year": Words("year", "année"),
    "use": Words("use", "usage"), "dwellings": Words("dwellings", "nombre de logements"),
}  # fmt: skip


def run(where: Where, figure: Path | None, lang: str) -> None:
    """Print what the city holds; draw it when asked."""
    picture = checked_picture(figure)
    with shown(where.city, lang) as progress:
        city = where.open(progress)
        text = info(city, lang)
    print(text)
    if picture:
        from twin.plots.sheet import draw_city

        print(f"\n{colon(Words('Written', 'Écrit'), lang)} {save_figure(draw_city(city, checked(lang)), picture)}")


def info(city: City, lang: str = "en") -> str:
    """Everything there is to know about a city before one changes it, as text."""
    parts = (
        _head(city, lang),
        _land(city, lang),
        _streets(city, lang),
        traffic_lines(city, lang),
        _buildings(city, lang),
        energy_lines(city, lang),
        _green(city, lang),
        _places(city, lang),
    )
    return "\n".join([*(line for part in parts for line in (*part, "")), *_notes(city, lang)]).rstrip()


def _head(city: City, lang: str) -> Iterator[str]:
    grid, plane = city.grid, city.grid.plane
    minx, miny, maxx, maxy = city.bounds
    yield city.name
    yield "=" * len(city.name)
    size = f"{number((maxx - minx) / 1000, 2, lang)} × {number((maxy - miny) / 1000, 2, lang)} km"
    cells, soil = f"{grid.rows} × {grid.cols}", city.land.soil
    side = f"{grid.cell:g}".replace(".", "," if lang == "fr" else ".")
    yield Words(f"{size}, {cells} cells of {side} m, soil group {soil}", f"{size}, {cells} mailles de {side} m, sol de groupe {soil}").to(
        lang
    )
    kx, ky = plane.scale
    west, south = plane.lon0 + minx / kx, plane.lat0 + miny / ky
    east, north = plane.lon0 + maxx / kx, plane.lat0 + maxy / ky
    yield f"{colon(Words('bounds', 'emprise'), lang)} {west:.6f},{south:.6f},{east:.6f},{north:.6f}"
    if city.attribution:
        yield f"{colon(Words('map data', 'données'), lang)} {city.attribution}"


def _land(city: City, lang: str) -> Iterator[str]:
    land = city.land
    yield Words("Ground", "Sol").to(lang)
    rows = []
    for key in sorted(land.cover, key=land.area, reverse=True):
        area = land.area(key)
        if area < 0.5:
            continue
        counted = ""
        if key == "yard":
            sealed = 100 * float(np.average(yard_share(land), weights=land.cover[key]))
            counted = Words(
                f"counted as {number(sealed, 0, lang)} % sealed: an assumption, see yard_sealed in `twin list parameters`",
                f"compté à {number(sealed, 0, lang)} % imperméable : hypothèse, voir yard_sealed dans `twin list parameters`",
            ).to(lang)
        label = BY_KEY[key].label.to(lang)
        rows.append((label, f"{number(area / 1e4, 2, lang)} ha", f"{number(100 * area / city.grid.area, 1, lang)} %", counted))
    yield from table(rows, right=(1, 2))
    sealed_total = 100 * float(land.sealed.mean())
    yield f"  {colon(Words('Sealed in all', 'Imperméable en tout'), lang)} {number(sealed_total, 1, lang)} %"


def _streets(city: City, lang: str) -> Iterator[str]:
    streets = city.streets
    yield Words("Streets", "Rues").to(lang)
    service = ~streets.is_path & ~streets.is_street

    def length(rows: object) -> str:
        return f"{number(streets.total_length(rows) / 1000, 1, lang)} km"

    spaces = sum(
        metres / space_length(str(kind))
        for side in (streets.parking_left, streets.parking_right)
        for metres, kind in zip(streets.length, side, strict=True)
    )
    rows = [
        (Words("streets", "rues").to(lang), length(streets.is_street)),
        (Words("service ways", "voies de desserte").to(lang), length(service)),
        (Words("paths, for feet and bikes", "chemins, piétons et vélos").to(lang), length(streets.is_path)),
        (Words("parking spaces along the kerb", "places le long du trottoir").to(lang), number(spaces, 0, lang)),
    ]
    yield from table(rows, right=(1,))
    total = streets.total_length(streets.is_street)
    if total:
        shares = {k: streets.total_length(streets.is_street & flags) / total for k, flags in streets.imputed.items()}
        yield f"  {_filled_in(shares, lang)}"


def _buildings(city: City, lang: str) -> Iterator[str]:
    buildings, people = city.buildings, city.people
    yield Words("Buildings", "Bâtiments").to(lang)
    if not len(buildings):
        yield f"  {Words('none on this map', 'aucun sur cette carte').to(lang)}"
        return
    yield Words(
        f"  {number(len(buildings), 0, lang)} buildings, {number(buildings.dwellings.sum(), 0, lang)} dwellings, "
        f"{number(people.total, 0, lang)} residents, {number(people.total_jobs, 0, lang)} jobs",
        f"  {number(len(buildings), 0, lang)} bâtiments, {number(buildings.dwellings.sum(), 0, lang)} logements, "
        f"{number(people.total, 0, lang)} habitants, {number(people.total_jobs, 0, lang)} emplois",
    ).to(lang)
    yield f"  {colon(Words('by use', 'par usage'), lang)}"
    yield from _counted(city, {label.to(lang): buildings.use == use for use, label in USE_LABELS.items()}, lang)
    yield f"  {colon(Words('by period', 'par période'), lang)}"
    period = np.searchsorted([last for _, last in PERIODS], buildings.year)
    yield from _counted(city, {label: period == i for i, (label, _) in enumerate(PERIODS)}, lang, buildings.imputed.get("year"))
    yield f"  {_filled_in({k: float(flags.mean()) for k, flags in buildings.imputed.items()}, lang)}"


def _counted(city: City, groups: dict[str, np.ndarray], lang: str, guessed: np.ndarray | None = None) -> list[str]:
    """One line for each group that has buildings: how many, their floor area, and how many are in it by a guess."""
    floor, word = city.buildings.floor_area, Words("m² of floors", "m² de plancher").to(lang)
    rows = []
    for label, chosen in groups.items():
        if not chosen.any():
            continue
        count = 0 if guessed is None else int((chosen & guessed).sum())
        of_them = Words(f"{number(count, 0, lang)} by a guess", f"dont {number(count, 0, lang)} supposés").to(lang) if count else ""
        rows.append((label, number(int(chosen.sum()), 0, lang), f"{number(floor[chosen].sum(), 0, lang)} {word}", of_them))
    return table(rows, right=(1, 2), indent="    ")


def _filled_in(shares: dict[str, float], lang: str) -> str:
    listed = ", ".join(f"{COLUMN_LABELS[k].to(lang) if k in COLUMN_LABELS else k} {number(100 * v, 0, lang)} %" for k, v in shares.items())
    return f"{colon(Words('filled in where the map is silent', 'complété là où la carte se tait'), lang)} {listed}"


def _green(city: City, lang: str) -> Iterator[str]:
    yield Words("Trees", "Arbres").to(lang)
    count, canopy = number(len(city.trees), 0, lang), number(100 * float(city.land.canopy.mean()), 1, lang)
    yield Words(
        f"  {count} single trees; crowns, woods and hedges cover {canopy} % of the map",
        f"  {count} arbres isolés ; houppiers, bois et haies couvrent {canopy} % de la carte",
    ).to(lang)


def _places(city: City, lang: str) -> Iterator[str]:
    yield Words("Named places", "Lieux nommés").to(lang)
    names = list(city.places) or list(city.street_names)
    more = len(city.place_names) - min(len(names), MOST_PLACES)
    shown_names = " · ".join(names[:MOST_PLACES]) or Words("none", "aucun").to(lang)
    yield from wrap(shown_names, WIDE, initial_indent="  ", subsequent_indent="  ", break_on_hyphens=False)
    if more > 0:
        yield "  " + Words(
            f"and {more} more, streets included: `twin list places --city …`",
            f"et {more} autres, rues comprises : `twin list places --city …`",
        ).to(lang)


def _notes(city: City, lang: str) -> Iterator[str]:
    yield Words("Notes: what was used, repaired, filled in and left out", "Notes : utilisé, réparé, complété, laissé de côté").to(lang)
    for note in city.notes:
        yield from wrap(note.to(lang), WIDE, initial_indent="  - ", subsequent_indent="    ", break_on_hyphens=False)
