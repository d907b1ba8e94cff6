"""Who loses and who wins by a plan: every place that notices a change on one map, the strongest of them numbered and told."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import shapely
from matplotlib.collections import PathCollection
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from twin.ledger.accounts import ACCOUNTS, KINDS, READ
from twin.ledger.book import Entry, Ledger
from twin.ledger.telling import LIVING, LOSE, MORE, NOBODY, RULE, SUBJECT, WIN, grouped, limit
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
from twin.plots.street_page import CONTENT, GUTTER, MARGIN, spaced
from twin.words import Language, Words, number
from twin.works import Work

Group = tuple[Entry, ...]
SHOWN, ALIKE, QUANTITIES = 5, 2, 2  # places told on each side; of these by the same quantity first; quantities told of a place
LAID = ("canopy", "sealed")  # what was laid or planted is no finding: the headline names it only when nothing else moves
CITED = (*READ, "car_time", "bike_share", "low_stress")  # metrics whose models the accounts rest on
FLAT = 0.45  # height over width of a town below which its map takes the whole width
TALLEST, LEAST, NARROWEST, WIDEST = 10.8, 7.0, 4.5, 11.2  # in, of the map beside the lists
HEAD, NAME, QUANTITY, PAD, KEY, BAR = 0.42, 0.3, 0.27, 0.14, 0.36, 0.36  # in, heights
RADIUS, CHANGE, SAMPLE, SLOT = 0.17, 1.35, 0.3, 3.55  # in: a number's mark; width of a change, of a legend's sample, of its entry
REACH, LEAST_HEAD, LONGEST = 75.0, 23.0, 8.5  # m, largest mark of a neighbourhood; pt, of the headline; in, of a name in a long one
COLOUR, PALE = {True: style.WORSE, False: style.BETTER}, style.DIVERGING[2]
NONE = {True: Words("nobody loses", "personne n'y perd"), False: Words("nobody wins", "personne n'y gagne")}
VERB = {True: (Words("loses", "perd"), LOSE), False: (Words("wins", "gagne"), WIN)}  # of one, of several
MOST = Words("{who} {verb} most ({what})", "{who} {verb} le plus ({what})")
STRONGEST = Words("the strongest changes, at most two by the same quantity", "les changements les plus forts, au plus deux par grandeur")
UP_TO = Words("up to {much}", "jusqu'à {much}")
HOMES, HOMES_BY = Words("{count} homes", "{count} logements"), Words("{count} homes by {street}", "{count} logements côté {street}")
ZONE, AROUND = Words("neighbourhood", "quartier"), Words("the neighbourhood of {name}", "le quartier {name}")
NOTICE = Words("Who notices a change", "Qui remarque un changement")
SHARES = Words("bars: share of their kind", "barres : part de leur catégorie")
ROWS = {**KINDS, "residents": Words("Residents of the homes", "Habitants des logements")}
WORKS = Words("Works of the plan", "Travaux du projet")
OMITS = Words(
    "passers-by, the custom of shops, upkeep. On the map a wider street changes more, a larger neighbourhood has more residents.",
    "gens de passage, clientèle des commerces, entretien. Sur la carte, une rue large change plus, un grand quartier a plus d'habitants.",
)


@dataclass(frozen=True, eq=False)
class Row:
    """A place as it is told: its number on the map and its quantities, the strongest first; homes of a street are one place."""

    number: int
    groups: tuple[Group, ...]

    @property
    def height(self) -> float:
        return NAME + QUANTITY * len(self.groups) + PAD


def strongest(ledger: Ledger, loses: bool, start: int) -> list[Row]:
    """The places with the strongest changes, at most `ALIKE` led by the same quantity while there are others; numbered from `start`."""
    ranked, led = [], dict[str, int]()
    for at, groups in enumerate(_places(ledger, loses)):
        key = groups[0][0].account.key
        led[key] = led.get(key, 0) + 1
        ranked.append((led[key] > ALIKE, at, groups))
    chosen = sorted(sorted(ranked, key=lambda r: r[:2])[:SHOWN], key=lambda r: r[1])
    return [Row(start + i, tuple(groups[:QUANTITIES])) for i, (_, _, groups) in enumerate(chosen)]


def _side(ledger: Ledger, loses: bool, kind: str | None = None) -> Group:
    return ledger.losers(kind) if loses else ledger.winners(kind)


def _places(ledger: Ledger, loses: bool) -> list[list[Group]]:
    """One side's groups of entries, those of the same place together; homes of a street are one for each quantity."""
    found: dict[tuple[str, ...], list[Group]] = {}
    for group in grouped(_side(ledger, loses)):
        account = group[0].account
        apart = account.key if account.kind == "building" else shapely.to_wkt(group[0].shape)
        found.setdefault((account.kind, str(group[0].name), apart), []).append(group)
    return list(found.values())


def called(group: Group, lang: str) -> str:
    """The name of a place; "17 homes by Rue Voltaire" of several."""
    name = spaced(group[0].name.to(lang))
    if len(group) == 1:
        return name[:1].upper() + name[1:]
    street = spaced(group[0].name).removeprefix("home").removeprefix(" by ")
    return (HOMES_BY if street else HOMES).to(lang).format(count=number(len(group), 0, lang), street=street)


def change_of(group: Group, lang: str, unit: bool = True) -> str:
    """ "+118 veh/h", of several homes "up to +1.9 dB(A)": the difference of the values as they are shown."""
    first, account = group[0], group[0].account
    much = number(round(first.after, account.digits) - round(first.before, account.digits), account.digits, lang, sign=True)
    if unit:
        much = w.with_unit(much, w.POINTS.to(lang) if account.unit == "%" else account.unit, lang)
    return UP_TO.to(lang).format(much=much) if len(group) > 1 else much


def ledger_finding(ledger: Ledger, lang: str, brief: int = 0) -> str:
    """Who loses most and who wins most, and what changes for them; `brief` 1 cuts long names, 2 says only by how much."""
    said = []
    for loses in (True, False):
        groups = grouped(_side(ledger, loses))
        best = next((g for g in groups if g[0].account.key not in LAID), groups[0] if groups else None)
        if best is None:
            said.append(NONE[loses].to(lang))
            continue
        who, much = called(best, lang), change_of(best, lang)
        if brief:
            who = style.fitted(who, LONGEST, LEAST_HEAD, LEAST_HEAD, bold=True)[0]
        elif best[0].account.kind == "zone":
            who = AROUND.to(lang).format(name=who)
        what = much if brief > 1 else f"{best[0].account.label.to(lang)}{w.SPACE}{much}"
        said.append(MOST.to(lang).format(who=who, verb=VERB[loses][len(best) > 1].to(lang), what=what))
    return ", ".join(said) if ledger.entries else NOBODY.to(lang)


def draw_ledger(ledger: Ledger, lang: Language = "en") -> Figure:
    """Losers and winners of a plan on one map, the strongest by name with before and after, and how many there are of each kind."""
    with style.drawing():
        losers = strongest(ledger, True, 1)
        sides = {True: losers, False: strongest(ledger, False, 1 + len(losers))}
        bounds, changed = ledger.city.bounds, {e.account.kind for e in ledger.entries}
        keys = ["works"] * any(work.did for work in _works(ledger)) + [kind for kind in KINDS if kind in changed]
        heights = [HEAD + sum(row.height for row in rows) + 0.55 for rows in sides.values()]
        boxes = _layout((bounds[3] - bounds[1]) / (bounds[2] - bounds[0]), heights, len(keys))
        page, top = sheet.opened(_texts(ledger, lang), max(box[3] for box in boxes), lang)
        drawn, legend, *lists, counts = ((left, a + top, right, b + top) for left, a, right, b in boxes)
        _map(page, Frame.within(bounds, drawn), ledger, [*sides[True], *sides[False]], lang)
        _legend(page, legend, keys, lang)
        for box, (loses, rows) in zip(lists, sides.items(), strict=True):
            _list(page, box, rows, loses, len(_places(ledger, loses)) - len(rows), lang)
        _counts(page, counts, ledger, lang)
        return page.figure


def _layout(ratio: float, lists: Sequence[float], keys: int) -> list[Box]:
    """Map, legend, losers, winners and counts [in]: the map beside the `lists` of these heights, or above them in a flat town."""
    end, counts = MARGIN + CONTENT, HEAD + BAR * len(ROWS) + 0.1
    wide = CONTENT if ratio < FLAT else min(WIDEST, max(NARROWEST, min(TALLEST, max(LEAST, sum(lists) + 1.2)) / ratio))
    high, right = min(TALLEST, max(sheet.LEAST_MAP, wide * ratio)), MARGIN + wide
    below = high + 0.22 + KEY * -(-keys // max(1, int(wide / SLOT)))
    boxes = [(MARGIN, 0.0, right, high), (MARGIN, high + 0.12, right, below)]
    if ratio < FLAT:
        half, y = MARGIN + (CONTENT - GUTTER) / 2, below + 0.1 + max(lists)
        sides = [(MARGIN, below + 0.1, half, y), (half + GUTTER, below + 0.1, end, y)]
        return [*boxes, *sides, (MARGIN, y, half, y + counts)]
    x, y = right + GUTTER, sum(lists)
    sides = [(x, 0.0, end, lists[0]), (x, lists[0], end, y)]
    if max(below + counts, y) < max(below, y + counts):
        return [*boxes, *sides, (MARGIN, below + 0.1, right, below + 0.1 + counts)]
    return [*boxes, *sides, (x, max(below - counts, y), end, max(below, y + counts))]


def _texts(ledger: Ledger, lang: Language) -> sheet.Texts:
    """What stands around: the finding, what was done, what is left out, sources."""
    city, works = ledger.city, _works(ledger)
    bare = len(works) == 1 and ledger.plan.fr != str(ledger.plan)  # an intervention on its own is called by its kind
    who = works[0].title.to(lang) if bare else w.QUOTED.to(lang).format(name=spaced(ledger.plan.to(lang)))
    stages = [ledger_finding(ledger, lang, brief) for brief in (0, 1, 2)]
    finding = next((f for f in stages if len(style.wrapped(f"{who} : {f}", CONTENT, LEAST_HEAD, 3, bold=True)) < 3), stages[-1])
    room = max(4.0, 1.8 * CONTENT - style.text_width(finding, LEAST_HEAD, bold=True))
    who = style.fitted(who, room, LEAST_HEAD, LEAST_HEAD, bold=True)[0]
    done = []
    for work in works:
        title, place = work.title.to(lang), spaced(place_of(city, work)) if work.did else ""
        done.append((f"{title}, {place}" if place and place not in title else title) + ("" if work.did else w.NOTHING.to(lang)))
    small = w.SEMICOLON.to(lang).join(f"{a.label.to(lang)} {limit(a.matters, a.unit, lang)}" for a in ACCOUNTS)
    notes = [RULE.to(lang).format(list=small), sheet.LEFT_OUT.to(lang).format(what=OMITS.to(lang))]
    notes += [sources([METRICS[key] for key in CITED], lang), sheet.signature(city.attribution, lang)]
    where = w.WHERE.to(lang).format(name=spaced(city.name), year=ledger.after.year)
    return sheet.Texts(f"{who}{w.COLON.to(lang)}{finding}", where, done or [w.NO_WORKS.to(lang)], notes)


def _works(ledger: Ledger) -> tuple[Work, ...]:
    return ledger.after.works[len(ledger.city.works) :]


def _map(page: Page, frame: Frame, ledger: Ledger, rows: Sequence[Row], lang: str) -> None:
    """Streets solid or hollow, spaces hatched, homes full or pale, neighbourhoods as diamonds or circles; works dashed; numbers."""
    axes = lines.draw_base(page, frame, ledger.city)
    for loses, ink in COLOUR.items():
        areas = paths(polygonal(np.array([e.shape for e in _side(ledger, loses, "space")], dtype=object)))
        hatch = PathCollection(areas, facecolors="none", edgecolors=ink, linewidths=2.0, hatch="xx" if loses else "oo", zorder=2)
        axes.add_collection(hatch, autolim=False)
        homes = np.array([e.shape for e in _side(ledger, loses, "building")], dtype=object)
        if len(homes):
            fill(axes, homes, ink if loses else PALE, 0.2, zorder=2.4 if loses else 2.6)
            outline(axes, list(homes), ink, 0.9, zorder=2.5 if loses else 2.7)
        outline(axes, [_around(ledger, e) for e in _side(ledger, loses, "zone")], ink, 1.5, zorder=2.8)
    for entry in reversed([e for e in ledger.entries if e.account.kind == "street"]):  # the strongest on top
        width = 3.6 + 1.2 * min(5.0, float(np.log2(entry.times)))
        rims = [(style.PAPER, width + 2.0), (COLOUR[entry.loses], width), (style.PAPER, max(0.8, width - 3.2))]
        for colour, wide in rims[: 2 if entry.loses else 3]:
            outline(axes, [entry.shape], colour, wide, zorder=3)
    for where in (work.where for work in _works(ledger)):
        outline(axes, [where], style.INK, 1.5, dashed=True, zorder=3.6)
        if shapely.length(where) == 0:
            x, y = shapely.get_coordinates(where).T
            axes.scatter(x, y, s=8, color=style.INK, edgecolors=style.PAPER, linewidths=0.4, zorder=3.6)
    if not ledger.entries:
        lines.say(page, frame, NOBODY.to(lang))
    _numbers(page, frame, rows, [draw_north(page, frame, w.NORTH.to(lang)), draw_scale(page, frame)])


def _around(ledger: Ledger, zone: Entry) -> shapely.Geometry:
    """A diamond around a neighbourhood that loses, a circle around one that wins; its area grows with the residents."""
    most = max(e.residents for e in ledger.entries if e.account.kind == "zone")
    minx, miny, maxx, maxy = ledger.city.bounds
    reach = min(REACH, 0.08 * max(maxx - minx, maxy - miny)) * max(0.3, (zone.residents / most) ** 0.5 if most > 0 else 1.0)
    return shapely.buffer(zone.shape, reach, quad_segs=1 if zone.loses else 16)


def _numbers(page: Page, frame: Frame, rows: Sequence[Row], taken: Sequence[Box]) -> None:
    """Each number beside the point it stands for, where there is room."""
    spots, size = [frame.to_page(*_spot(row, shapely.box(*frame.bounds))) for row in rows], 2 * RADIUS + 0.04
    places = lines.placed(spots, [(size, size)] * len(rows), frame.box, taken, all_of_them=True)
    for row, spot, place in zip(rows, spots, places, strict=True):
        x, y = shapely.box(*place[0]).centroid.coords[0] if place else spot
        page.line([spot[0], x], [spot[1], y], style.INK, 1.3, zorder=5.1)
        page.circle(*spot, 0.05, "white", style.INK, 1.1, zorder=5.2)
        _badge(page, x, y, row)


def _spot(row: Row, seen: shapely.Geometry) -> tuple[float, float]:
    """The point of a place that its number stands for [m]: on it and on the map; of several homes the one in their middle."""
    middles = shapely.get_coordinates(shapely.centroid(np.array([e.shape for e in row.groups[0]], dtype=object)))
    shape = row.groups[0][int(np.hypot(*(middles - np.median(middles, axis=0)).T).argmin())].shape
    parts = shapely.get_parts(shapely.intersection(shape, seen))
    part = max(parts, key=lambda p: (shapely.area(p), shapely.length(p))) if len(parts) else shape
    along = shapely.area(part) == 0 and shapely.length(part) > 0
    point = shapely.line_interpolate_point(part, 0.5, normalized=True) if along else shapely.point_on_surface(part)
    return float(point.x), float(point.y)


def _badge(page: Page, x: float, y: float, row: Row) -> None:
    """A number in a diamond for a loser, in a circle for a winner."""
    if row.groups[0][0].loses:
        page.diamond(x, y, 1.42 * RADIUS, "white", zorder=6)
        page.diamond(x, y, 1.28 * RADIUS, style.WORSE, zorder=6)
    else:
        page.circle(x, y, RADIUS, style.BETTER, "white", zorder=6)
    page.text(x, y, str(row.number), style.NOTE, "white", bold=True, ha="center", va="center", zorder=7)


def _head(page: Page, box: Box, title: str, colour: str, said: str) -> None:
    """Title and explanation above a panel."""
    end = page.text(box[0], box[1] + 0.16, title, style.TITLE, colour, bold=True)[2]
    said, size = style.fitted(said, box[2] - end - 0.25, style.SMALL)
    page.text(box[2], box[1] + 0.16, said, size, style.MUTED, ha="right")


def _list(page: Page, box: Box, rows: Sequence[Row], loses: bool, more: int, lang: str) -> None:
    """The strongest of one side: number, name, who lives there, and each quantity."""
    left, right, y, (mark, word) = box[0] + 0.55, box[2], box[1] + HEAD, SUBJECT[loses]
    _head(page, box, f"{word.to(lang).capitalize()} {mark}", COLOUR[loses], STRONGEST.to(lang))
    for row in rows:
        group, people = row.groups[0], sum(e.residents for e in row.groups[0])
        page.line([box[0], right], [y, y], width=0.7)
        _badge(page, box[0] + 0.24, y + row.height / 2, row)
        about = [ZONE.to(lang)] if group[0].account.kind == "zone" else []
        living = ", ".join(about + ([LIVING.to(lang).format(people=number(people, 0, lang))] if people >= 0.5 else []))
        page.text(right, y + 0.2, living, style.SMALL, style.MUTED, ha="right")
        room = right - left - style.text_width(living, style.SMALL) - 0.25
        name, size = style.fitted(called(group, lang), room, style.BODY, bold=True)
        page.text(left, y + 0.2, name, size, bold=True)
        for i, group in enumerate(row.groups):
            _quantity(page, left, right, y + 0.2 + QUANTITY * (i + 1), group, lang)
        y += row.height
    page.line([box[0], right], [y, y], width=0.7)
    text = MORE.to(lang).format(count=number(more, 0, lang)) if more else "" if rows else NONE[loses].to(lang)
    page.text(left, y + 0.2, text, style.SMALL, style.MUTED)


def _quantity(page: Page, left: float, right: float, y: float, group: Group, lang: str) -> None:
    """ "road noise, L_den   54.1 → 56.0 dB(A)   up to +1.9" """
    entry, account = group[0], group[0].account
    change = page.text(right, y, change_of(group, lang, account.unit == "%"), style.SMALL, COLOUR[entry.loses], bold=True, ha="right")
    before, after = (number(value, account.digits, lang) for value in (entry.before, entry.after))
    values = page.text(
        min(right - CHANGE, change[0] - 0.2), y, w.with_unit(f"{before} → {after}", account.unit, lang), style.SMALL, ha="right"
    )
    label, size = style.fitted(account.label.to(lang), values[0] - left - 0.2, style.SMALL)
    page.text(left, y, label, size, style.MUTED)


def tallied(ledger: Ledger, row: str, loses: bool) -> float:
    """How many places of a kind lose or win by any quantity; of "residents", how many people live in such homes."""
    entries = _side(ledger, loses, "building" if row == "residents" else row)
    places = {(str(e.name), shapely.to_wkb(e.shape)): e.residents for e in entries}
    return sum(places.values()) if row == "residents" else float(len(places))


def _counts(page: Page, box: Box, ledger: Ledger, lang: str) -> None:
    """For each kind a bar to the left for its losers and one to the right for its winners, as a share of all places of the kind."""
    left, y, right, people = box[0], box[1] + HEAD, box[2], ledger.city.people
    _head(page, box, NOTICE.to(lang), style.BRAND, SHARES.to(lang))
    whole = {**ledger.counted, "residents": float(people.residents[people.inside].sum())}
    found = {(row, loses): tallied(ledger, row, loses) for row in ROWS for loses in COLOUR}
    shares = {key: min(1.0, count / whole[key[0]]) if whole.get(key[0]) else 0.0 for key, count in found.items()}
    labels = {row: f"{label.to(lang)} ({number(whole.get(row, 0), 0, lang)})" for row, label in ROWS.items()}
    wide = max(style.text_width(label, style.SMALL) for label in labels.values()) + 0.2
    ends = max(style.text_width(number(n, 0, lang), style.SMALL, bold=True) for n in found.values()) + 0.15
    middle, room = (left + wide + right) / 2, ((right - left - wide) / 2 - ends) / max(*shares.values(), 0.1)
    page.line([middle] * 2, [y, y + BAR * len(ROWS)], style.INK, 1.2, zorder=3)
    for i, (row, label) in enumerate(labels.items()):
        at = y + BAR * (i + 0.5)
        page.text(left, at, label, style.SMALL)
        for loses, sign in ((True, -1), (False, 1)):
            count, end = found[row, loses], middle + sign * room * shares[row, loses]
            ink = COLOUR[loses] if count else style.MUTED
            page.box((min(middle, end), at - 0.1, max(middle, end), at + 0.1), ink if loses else PALE, ink, 1.3 if count else 0.0)
            page.text(end + sign * 0.08, at, number(count, 0, lang), style.SMALL, ink, bold=bool(count), ha="right" if loses else "left")


def _legend(page: Page, box: Box, keys: Sequence[str], lang: str) -> None:
    """Only what the map shows: of each kind a piece that loses and one that wins."""
    for i, key in enumerate(keys):
        row, column = divmod(i, max(1, int((box[2] - box[0]) / SLOT)))
        left, y = box[0] + SLOT * column, box[1] + KEY * (row + 0.5)
        page.text(left + 0.76, y, ROWS.get(key, WORKS).to(lang), style.SMALL)
        if key == "works":
            page.line([left, left + 2.2 * SAMPLE], [y, y], style.INK, 1.5, dashed=True)
            continue
        for x, (loses, ink) in zip((left, left + 1.2 * SAMPLE), COLOUR.items(), strict=True):
            middle = x + SAMPLE / 2
            if key == "street":
                page.line([x, x + SAMPLE], [y, y], ink, 6.0)
                page.line([x, x + SAMPLE], [y, y], ink if loses else style.PAPER, 2.8, zorder=2.1)
            elif key == "space":
                hatch = "xxx" if loses else "ooo"
                page.axes.add_patch(Rectangle((x, y - 0.1), SAMPLE, 0.2, facecolor="none", edgecolor=ink, linewidth=1.6, hatch=hatch))
            elif key == "building":
                page.box((middle - 0.09, y - 0.09, middle + 0.09, y + 0.09), ink if loses else PALE, ink, 1.2)
            elif loses:
                page.line([middle - 0.13, middle, middle + 0.13, middle, middle - 0.13], [y, y - 0.13, y, y + 0.13, y], ink, 1.5)
            else:
                page.circle(middle, y, 0.11, "none", ink, 1.5)
