"""Who loses and who wins by a plan: every place that notices a change on one map, the strongest of them numbered and told."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import shapely
from matplotlib.axes import Axes
from matplotlib.collections import LineCollection, PathCollection
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from twin.ledger.accounts import ACCOUNTS, READ
from twin.ledger.book import Entry, Ledger
from twin.ledger.telling import LIVING, MORE, NOBODY, RULE, grouped, limit
from twin.metrics import METRICS
from twin.overlay import polygonal
from twin.plots import street_lines as lines
from twin.plots import street_page as sheet
from twin.plots import style
from twin.plots import words as w
from twin.plots.finding import sources
from twin.plots.maps import Frame, draw_north, draw_scale, fill, outline, paths
from twin.plots.page import Box, Page
from twin.plots.places import place_of
from twin.plots.street_page import CONTENT, GUTTER, MARGIN
from twin.words import Language, Words, checked, number, unit_name

Group = tuple[Entry, ...]
SHOWN, ALIKE, QUANTITIES = 5, 2, 2  # places told on each side; of these by the same quantity first; quantities told of a place
FLAT = 0.45  # height over width of a town below which its map takes the whole width
TALLEST, LEAST, NARROWEST, WIDEST = 9.6, 7.0, 4.5, 11.2  # in, of the map and its column
HEAD, NAME, QUANTITY, PAD, KEY, BAR = 0.42, 0.3, 0.27, 0.14, 0.36, 0.36  # in, heights
RADIUS, REACH = 0.17, 75.0  # of a number's mark [in]; of the most populous neighbourhood's mark [m]
CHANGE, VALUES = 1.35, 0.3  # in, room for the change at the end of a line, and least room between label and values
CITED = (*READ, "car_time", "bike_share", "low_stress")  # metrics whose models the accounts rest on

COLOUR = {True: style.WORSE, False: style.BETTER}
MARK = {True: "◆", False: "●"}
SIDE = {True: Words("Lose", "Perdent"), False: Words("Win", "Gagnent")}
STRONGEST = Words("the strongest changes, at most two by the same quantity", "les changements les plus forts, au plus deux par grandeur")
UP_TO = Words("up to {much}", f"jusqu'à{w.SPACE}{{much}}")
HOMES_BY = Words("{count} homes by {street}", "{count} logements côté {street}")
AROUND = Words("neighbourhood", "quartier")
ALL = Words("All that notice a change", "Tous ceux qui remarquent un changement")
OF_EACH = Words("bars: share of their kind", "barres : part de leur catégorie")
ROWS = {
    "street": Words("Streets", "Rues"),
    "space": Words("Parks, squares", "Parcs, places"),
    "building": Words("Homes", "Logements"),
    "residents": Words("their residents", "leurs habitants"),
    "zone": Words("Neighbourhoods", "Quartiers"),
}
LEGEND = {
    "street": Words("Street (wider: stronger)", "Rue (plus large : plus fort)"),
    "space": Words("Park, square", "Parc, place"),
    "building": Words("Homes", "Logements"),
    "zone": Words("Neighbourhood (larger: more residents)", "Quartier (plus grand : plus d'habitants)"),
}
WORKS = Words("Works of the plan", "Travaux du projet")
LOSES = (
    Words("{who} loses most ({what})", "{who} perd le plus ({what})"),
    Words("{who} lose most ({what})", "{who} perdent le plus ({what})"),
)
WINS = Words("{who} wins most ({what})", "{who} gagne le plus ({what})"), Words("{who} win most ({what})", "{who} gagnent le plus ({what})")
NO_LOSER, NO_WINNER = Words("nobody loses", "personne n'y perd"), Words("nobody wins", "personne n'y gagne")
OMITS = Words(
    "people who only pass through, the custom of shops, upkeep. Losses and gains of different quantities are not added up.",
    "ceux qui ne font que passer, la clientèle des commerces, l'entretien. Pertes et gains de grandeurs différentes ne s'additionnent pas.",
)
LAID = ("canopy", "sealed")  # what was laid or planted is no finding: the headline names it only when nothing else moves


@dataclass(frozen=True, eq=False)
class Row:
    """A place as it is told: its number on the map and its quantities, the strongest first."""

    number: int
    groups: tuple[Group, ...]

    @property
    def first(self) -> Entry:
        return self.groups[0][0]

    @property
    def height(self) -> float:
        return NAME + QUANTITY * len(self.groups) + PAD

    def name(self, lang: str) -> str:
        return called(self.groups[0], lang)


def strongest(ledger: Ledger, loses: bool, start: int) -> list[Row]:
    """The places with the strongest changes, at most `ALIKE` led by the same quantity while there are others; numbered from `start`."""
    found: dict[tuple[str, ...], list[Group]] = {}
    for group in grouped(ledger.losers() if loses else ledger.winners()):
        found.setdefault(_place(group[0]), []).append(group)
    led: dict[str, int] = {}
    ranked = []
    for at, groups in enumerate(found.values()):
        key = groups[0][0].account.key
        led[key] = led.get(key, 0) + 1
        ranked.append((led[key] > ALIKE, at, groups))
    chosen = sorted(at for _, at, _ in sorted(ranked, key=lambda r: r[:2])[:SHOWN])
    return [Row(start + i, tuple(ranked[at][2][:QUANTITIES])) for i, at in enumerate(chosen)]


def _place(entry: Entry) -> tuple[str, ...]:
    """What tells a place from others; homes of one street are one for each quantity."""
    kind = entry.account.kind
    return (kind, str(entry.name), entry.account.key) if kind == "building" else (kind, str(entry.name), shapely.to_wkt(entry.shape))


def called(group: Group, lang: str) -> str:
    """The name of a place; "17 homes by Rue Voltaire" of several."""
    name = sheet.spaced(group[0].name.to(lang))
    if len(group) == 1:
        return name[:1].upper() + name[1:]
    street = sheet.spaced(str(group[0].name)).removeprefix("home by ")
    known = street != "home"
    text = HOMES_BY.to(lang) if known else f"{{count}} {ROWS['building'].to(lang).lower()}"
    return text.format(count=number(len(group), 0, lang), street=street)


def change_of(group: Group, lang: str, unit: bool = True) -> str:
    """ "+118 veh/h", of several homes "up to +1.9 dB(A)": the difference of the values as they are shown."""
    first = group[0]
    digits = first.account.digits
    much = number(round(first.after, digits) - round(first.before, digits), digits, lang, sign=True)
    name = w.POINTS.to(lang) if first.account.unit == "%" else unit_name(first.account.unit, lang)
    much = f"{much}{w.SPACE}{name}" if unit else much
    return UP_TO.to(lang).format(much=much) if len(group) > 1 else much


def ledger_finding(ledger: Ledger, lang: str) -> str:
    """Who loses most and who wins most, and what changes for them."""
    said = []
    for entries, verbs, none in ((ledger.losers(), LOSES, NO_LOSER), (ledger.winners(), WINS, NO_WINNER)):
        groups = grouped(entries)
        best = next((g for g in groups if g[0].account.key not in LAID), groups[0] if groups else None)
        if best is None:
            said.append(none.to(lang))
            continue
        what = f"{best[0].account.label.to(lang)}{w.SPACE}{change_of(best, lang)}"
        who = called(best, lang)
        said.append(verbs[len(best) > 1].to(lang).format(who=who, what=what))
    return ", ".join(said) if ledger.entries else NOBODY.to(lang)


def draw_ledger(ledger: Ledger, lang: Language = "en") -> Figure:
    """Losers and winners of a plan on one map, the strongest by name with before and after, and how many there are of each kind."""
    with style.drawing():
        return _drawn(ledger, checked(lang))


def _drawn(ledger: Ledger, lang: Language) -> Figure:
    losers = strongest(ledger, True, 1)
    sides = {True: losers, False: strongest(ledger, False, 1 + len(losers))}
    minx, miny, maxx, maxy = ledger.city.bounds
    plan = Layout.of((maxy - miny) / (maxx - minx), [_list_height(rows) for rows in sides.values()], lang)
    page, top = sheet.opened(_texts(ledger, lang), plan.height, lang)
    _map(page, Frame.within(ledger.city.bounds, _down(plan.map, top)), ledger, [*sides[True], *sides[False]], lang)
    for row, entries in enumerate(_legend(plan.map[2] - plan.map[0], lang)):
        _legend_row(page, MARGIN, top + plan.map[3] + 0.12 + KEY * (row + 0.5), entries)
    for box, (loses, rows) in zip(plan.lists, sides.items(), strict=True):
        _list(page, _down(box, top), ledger, rows, loses, lang)
    _counts(page, _down(plan.counts, top), ledger, lang)
    return page.figure


def _down(box: Box, by: float) -> Box:
    return box[0], box[1] + by, box[2], box[3] + by


def _texts(ledger: Ledger, lang: Language) -> sheet.Texts:
    """What stands around: the finding, what was done, what is left out, sources."""
    city, finding = ledger.city, ledger_finding(ledger, lang)
    works = ledger.after.works[len(city.works) :]
    plan = sheet.spaced(ledger.plan.to(lang))
    room = max(4.0, 1.8 * CONTENT - style.text_width(finding, 23.0, bold=True))
    who = style.fitted(w.QUOTED.to(lang).format(name=plan), room, 23.0, 23.0, bold=True)[0]
    if len(works) == 1 and ledger.plan.fr != str(ledger.plan):  # a bare intervention, named by its kind
        who = style.fitted(works[0].title.to(lang), room, 23.0, 23.0, bold=True)[0]
    done = []
    for work in works:
        title, place = work.title.to(lang), sheet.spaced(place_of(city, work)) if work.did else ""
        done.append((f"{title}, {place}" if place and place not in title else title) + ("" if work.did else w.NOTHING.to(lang)))
    small = w.SEMICOLON.to(lang).join(f"{a.label.to(lang)} {limit(a.matters, a.unit, lang)}" for a in ACCOUNTS)
    cited = sources([METRICS[key] for key in CITED], lang)
    notes = [RULE.to(lang).format(list=small), sheet.LEFT_OUT.to(lang).format(what=OMITS.to(lang)), cited]
    lead = w.WHERE.to(lang).format(name=sheet.spaced(city.name), year=ledger.after.year)
    notes.append(sheet.signature(city.attribution, lang))
    return sheet.Texts(f"{who}{w.COLON.to(lang)}{finding}", lead, done or [w.NO_WORKS.to(lang)], notes)


@dataclass(frozen=True)
class Layout:
    """Boxes of the map, the two lists and the counts, from the top of the pictures, and how high they are together [in]."""

    map: Box
    lists: tuple[Box, Box]
    counts: Box
    height: float

    @classmethod
    def of(cls, ratio: float, lists: Sequence[float], lang: str) -> "Layout":
        """The map beside the lists; of a flat town above them.

        ratio    height of the town over its width
        lists    height of the two lists [in]
        """
        counts = HEAD + BAR * len(ROWS) + 0.1
        if ratio < FLAT:
            high = max(sheet.LEAST_MAP, CONTENT * ratio)
            y, half = high + 0.3 + KEY * len(_legend(CONTENT, lang)), (CONTENT - GUTTER) / 2
            left, right = (MARGIN, y, MARGIN + half, y + lists[0]), (MARGIN + half + GUTTER, y, MARGIN + CONTENT, y + lists[1])
            y += max(lists) + 0.1
            return cls((MARGIN, 0.0, MARGIN + CONTENT, high), (left, right), (MARGIN, y, MARGIN + half, y + counts), y + counts)
        beside = sum(lists) + counts
        wide = min(WIDEST, max(NARROWEST, min(TALLEST, max(LEAST, beside - 2 * KEY)) / ratio))
        high = min(wide * ratio, TALLEST)
        x, y = MARGIN + wide + GUTTER, lists[0]
        height = max(beside, high + 0.3 + KEY * len(_legend(wide, lang)))
        boxes = (x, 0.0, MARGIN + CONTENT, y), (x, y, MARGIN + CONTENT, sum(lists))
        return cls((MARGIN, 0.0, MARGIN + wide, high), boxes, (x, height - counts, MARGIN + CONTENT, height), height)


def _map(page: Page, frame: Frame, ledger: Ledger, rows: Sequence[Row], lang: str) -> None:
    axes, seen = lines.draw_base(page, frame, ledger.city), shapely.box(*ledger.city.bounds)
    kinds = {kind: [e for e in ledger.entries if e.account.kind == kind] for kind in LEGEND}
    for loses in (True, False):
        _hatched(axes, [e.shape for e in kinds["space"] if e.loses == loses], loses)
        homes = np.array([e.shape for e in kinds["building"] if e.loses == loses], dtype=object)
        if len(homes):
            fill(axes, homes, COLOUR[True] if loses else style.PAPER, 0.2, zorder=2.5 + 0.1 * (not loses))
            outline(axes, list(homes), COLOUR[loses], 1.1, zorder=2.55 + 0.1 * (not loses))
    for entry in reversed(kinds["street"]):  # the strongest on top
        _thick(axes, entry.shape, entry.loses, 3.6 + 1.2 * min(5.0, np.log2(entry.times)))
    for work in ledger.after.works[len(ledger.city.works) :]:
        _trace(axes, work.where)
    most = max((e.residents for e in kinds["zone"]), default=0.0)
    reach = min(REACH, 0.08 * max(frame.bounds[2] - frame.bounds[0], frame.bounds[3] - frame.bounds[1]))
    for entry in kinds["zone"]:
        around = _zone(entry.shape, reach * max(0.3, (entry.residents / most) ** 0.5 if most > 0 else 1.0), entry.loses)
        outline(axes, [around], style.PAPER, 3.4, zorder=4)
        outline(axes, [around], COLOUR[entry.loses], 1.7, zorder=4.1)
    taken: list[Box] = [draw_north(page, frame, w.NORTH.to(lang)), draw_scale(page, frame)]
    if not ledger.entries:
        lines.say(page, frame, NOBODY.to(lang))
    spots = [frame.to_page(*_spot(row, seen)) for row in rows]
    size = (2 * RADIUS + 0.04, 2 * RADIUS + 0.04)
    for row, spot, place in zip(rows, spots, lines.placed(spots, [size] * len(rows), frame.box, taken, all_of_them=True), strict=True):
        x, y = spot if place is None else ((place[0][0] + place[0][2]) / 2, (place[0][1] + place[0][3]) / 2)
        page.line([spot[0], x], [spot[1], y], style.PAPER, 3.4, zorder=5)
        page.line([spot[0], x], [spot[1], y], style.INK, 1.3, zorder=5.1)
        page.circle(*spot, 0.05, "white", style.INK, 1.1, zorder=5.2)
        _badge(page, x, y, row)


def _hatched(axes: Axes, shapes: Sequence[shapely.Geometry], loses: bool) -> None:
    """Spaces: rim and hatching, crossed where they lose, of small circles where they win."""
    if not shapes:
        return
    areas = paths(polygonal(np.array(list(shapes), dtype=object)))
    hatch = PathCollection(areas, facecolors="none", edgecolors=COLOUR[loses], linewidths=2.0, hatch="xx" if loses else "oo", zorder=2)
    axes.add_collection(hatch, autolim=False)


def _thick(axes: Axes, shape: shapely.Geometry, loses: bool, width: float) -> None:
    """A street: solid where it loses, hollow where it wins."""
    parts = [shapely.get_coordinates(line) for line in shapely.get_parts(shapely.line_merge(shape))]
    for colour, wide in ((style.PAPER, width + 2.0), (COLOUR[loses], width), *(() if loses else ((style.PAPER, width - 3.0),))):
        drawn = LineCollection(parts, colors=colour, linewidths=max(wide, 0.8), capstyle="round", joinstyle="round", zorder=3)
        axes.add_collection(drawn, autolim=False)


def _trace(axes: Axes, where: shapely.Geometry) -> None:
    """A work of the plan: dashed, or dots for trees."""
    if shapely.is_empty(where):
        return
    if shapely.length(where) == 0:
        x, y = shapely.get_coordinates(where).T
        axes.scatter(x, y, s=7, color=style.INK, edgecolors=style.PAPER, linewidths=0.4, zorder=3.6)
        return
    outline(axes, [where], style.PAPER, 2.8, zorder=3.5)
    outline(axes, [where], style.INK, 1.4, dashed=True, zorder=3.6)


def _zone(point: shapely.Geometry, reach: float, loses: bool) -> shapely.Geometry:
    """A diamond around a point for a loser, a circle for a winner."""
    return shapely.buffer(point, reach, quad_segs=1 if loses else 16)


def _spot(row: Row, seen: shapely.Geometry) -> tuple[float, float]:
    """The point of a place that its number stands for [m]; of several homes the one in their middle."""
    group = row.groups[0]
    if len(group) > 1:
        centres = shapely.get_coordinates(shapely.centroid(np.array([e.shape for e in group], dtype=object)))
        return tuple(map(float, centres[np.hypot(*(centres - np.median(centres, axis=0)).T).argmin()]))  # type: ignore[return-value]
    shape = shapely.intersection(group[0].shape, seen)
    shape = group[0].shape if shapely.is_empty(shape) else shape
    if shapely.area(shape) > 0:
        point = shapely.point_on_surface(shape)
    elif shapely.length(shape) > 0:
        longest = max(shapely.get_parts(shapely.line_merge(shape)), key=shapely.length)
        point = shapely.line_interpolate_point(longest, 0.5, normalized=True)
    else:
        point = shape
    return float(point.x), float(point.y)


def _badge(page: Page, x: float, y: float, row: Row) -> None:
    """A number in a diamond for a loser, in a circle for a winner."""
    if row.first.loses:
        page.diamond(x, y, 1.42 * RADIUS, "white", zorder=6)
        page.diamond(x, y, 1.28 * RADIUS, style.WORSE, zorder=6)
    else:
        page.circle(x, y, RADIUS, style.BETTER, "white", zorder=6)
    page.text(x, y, str(row.number), style.NOTE, "white", bold=True, ha="center", va="center", zorder=7)


def _list_height(rows: Sequence[Row]) -> float:
    return HEAD + sum(row.height for row in rows) + 0.55


def _list(page: Page, box: Box, ledger: Ledger, rows: Sequence[Row], loses: bool, lang: str) -> None:
    """The strongest of one side: number, name, who lives there; each quantity before, after and its change."""
    left, y, right, _ = box
    head = page.text(left, y + 0.16, f"{SIDE[loses].to(lang)} {MARK[loses]}", style.TITLE, COLOUR[loses], bold=True)
    said, size = style.fitted(STRONGEST.to(lang), right - head[2] - 0.25, style.SMALL)
    page.text(right, y + 0.16, said, size, style.MUTED, ha="right")
    y += HEAD
    for row in rows:
        page.line([left, right], [y, y], width=0.7)
        _badge(page, left + 0.24, y + row.height / 2, row)
        people = sum(e.residents for e in row.groups[0])
        living = LIVING.to(lang).format(people=number(people, 0, lang)) if people >= 0.5 else ""
        living = ", ".join(part for part in (AROUND.to(lang) if row.first.account.kind == "zone" else "", living) if part)
        end = page.text(right, y + 0.2, living, style.SMALL, style.MUTED, ha="right")[0] if living else right
        name, size = style.fitted(called(row.groups[0], lang), end - left - 0.8, style.BODY, bold=True)
        page.text(left + 0.55, y + 0.2, name, size, bold=True)
        for i, group in enumerate(row.groups):
            _quantity(page, left + 0.55, right, y + 0.2 + QUANTITY * (i + 1), group, lang)
        y += row.height
    page.line([left, right], [y, y], width=0.7)
    more = len({_place(e) for e in (ledger.losers() if loses else ledger.winners())}) - len(rows)
    text = MORE.to(lang).format(count=number(more, 0, lang)) if more else "" if rows else (NO_LOSER if loses else NO_WINNER).to(lang)
    if text:
        page.text(left + 0.55, y + 0.2, text, style.SMALL, style.MUTED)


def _quantity(page: Page, left: float, right: float, y: float, group: Group, lang: str) -> None:
    """ "road noise, L_den   54.1 → 56.0 dB(A)   up to +1.9" """
    account = group[0].account
    page.text(right, y, change_of(group, lang, unit=account.unit == "%"), style.SMALL, COLOUR[group[0].loses], bold=True, ha="right")
    before, after = (number(value, account.digits, lang) for value in (group[0].before, group[0].after))
    values = w.with_unit(f"{before} → {after}", account.unit, lang)
    start = page.text(right - CHANGE, y, values, style.SMALL, ha="right")[0]
    label, size = style.fitted(account.label.to(lang), start - left - 0.2, style.SMALL)
    page.text(left, y, label, size, style.MUTED)


def tallied(ledger: Ledger, row: str, loses: bool) -> float:
    """How many places of a kind lose or win by any quantity, or how many people live in such homes."""
    entries = (ledger.losers if loses else ledger.winners)("building" if row == "residents" else row)
    places = {(str(e.name), shapely.to_wkb(e.shape)): e.residents for e in entries}
    return sum(places.values()) if row == "residents" else float(len(places))


def _counts(page: Page, box: Box, ledger: Ledger, lang: str) -> None:
    """For each kind a bar to the left for its losers and one to the right for its winners, as a share of all places of the kind."""
    left, y, right, _ = box
    head = page.text(left, y + 0.16, ALL.to(lang), style.TITLE, style.BRAND, bold=True)
    said, size = style.fitted(OF_EACH.to(lang), right - head[2] - 0.25, style.SMALL)
    page.text(right, y + 0.16, said, size, style.MUTED, ha="right")
    people = float(ledger.city.people.residents[ledger.city.people.inside].sum())
    whole = {row: people if row == "residents" else float(ledger.counted.get(row, 0)) for row in ROWS}
    found = {(row, loses): tallied(ledger, row, loses) for row in ROWS for loses in (True, False)}
    labels = {row: f"{label.to(lang)} ({number(whole[row], 0, lang)})" for row, label in ROWS.items()}
    wide = max(style.text_width(label, style.SMALL) for label in labels.values()) + 0.2
    ends = max(style.text_width(number(n, 0, lang), style.SMALL, bold=True) for n in found.values()) + 0.15
    middle, room = (left + wide + right) / 2, (right - left - wide) / 2 - ends
    most = max(*(n / whole[row] for (row, _), n in found.items() if whole[row]), 0.1, 0.1)
    y += HEAD
    page.line([middle] * 2, [y, y + BAR * len(ROWS)], style.INK, 1.2, zorder=3)
    for i, (row, label) in enumerate(labels.items()):
        at = y + BAR * (i + 0.5)
        page.text(left, at, label, style.SMALL)
        for loses, sign in ((True, -1), (False, 1)):
            count = found[row, loses]
            end = middle + sign * room * (min(1.0, count / whole[row]) / most if whole[row] else 0.0)
            if count:
                bar = (min(middle, end), at - 0.1, max(middle, end), at + 0.1)
                page.box(bar, COLOUR[True] if loses else style.PAPER, COLOUR[loses], 1.5)
            ink = COLOUR[loses] if count else style.MUTED
            page.text(end + sign * 0.08, at, number(count, 0, lang), style.SMALL, ink, bold=bool(count), ha="right" if loses else "left")


def _legend(width: float, lang: str) -> list[list[tuple[str, str]]]:
    """What the map shows as pairs of samples (kind, label), in as few rows as fit."""
    rows: list[list[tuple[str, str]]] = [[]]
    x = 0.0
    for kind, label in (*LEGEND.items(), ("works", WORKS)):
        needed = _key_width(label.to(lang))
        if rows[-1] and x + needed > width:
            rows.append([])
            x = 0.0
        rows[-1].append((kind, label.to(lang)))
        x += needed
    return rows


def _key_width(label: str) -> float:
    return 1.1 + style.text_width(label, style.SMALL)


def _legend_row(page: Page, x: float, y: float, entries: Sequence[tuple[str, str]]) -> None:
    for kind, label in entries:
        if kind == "works":
            page.line([x, x + 0.66], [y, y], style.INK, 1.4, dashed=True)
        else:
            _sample(page, kind, x, y, True)
            _sample(page, kind, x + 0.36, y, False)
        page.text(x + 0.76, y, label, style.SMALL)
        x += _key_width(label)


def _sample(page: Page, kind: str, x: float, y: float, loses: bool) -> None:
    """A small piece of what a kind of place looks like, 0.3 in wide."""
    colour, box = COLOUR[loses], (x, y - 0.1, x + 0.3, y + 0.1)
    if kind == "street":
        page.line([x, x + 0.3], [y, y], colour, 6.0)
        if not loses:
            page.line([x + 0.03, x + 0.27], [y, y], style.PAPER, 3.0, zorder=2.1)
    elif kind == "space":
        page.axes.add_patch(
            Rectangle((x, y - 0.1), 0.3, 0.2, facecolor="none", edgecolor=colour, linewidth=1.6, hatch="xxx" if loses else "ooo")
        )
    elif kind == "building":
        page.box((x + 0.06, box[1] + 0.01, x + 0.24, box[3] - 0.01), colour if loses else style.PAPER, colour, 1.3)
    elif loses:
        page.line([x + 0.02, x + 0.15, x + 0.28, x + 0.15, x + 0.02], [y, y - 0.13, y, y + 0.13, y], colour, 1.7)
    else:
        page.circle(x + 0.15, y, 0.11, "none", colour, 1.7)
