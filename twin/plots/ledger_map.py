"""Who loses and who wins by a plan: every place that notices a change on one map, the strongest of them numbered and told."""

from collections.abc import Sequence

from matplotlib.figure import Figure

from twin.ledger.accounts import ACCOUNTS, KINDS, READ
from twin.ledger.book import Ledger
from twin.ledger.telling import LIVING, MORE, RULE, SUBJECT, limit
from twin.metrics import METRICS
from twin.plots import street_page as sheet
from twin.plots import style
from twin.plots import words as w
from twin.plots.finding import sources
from twin.plots.ledger_layer import COLOUR, KEY, PALE, SLOT, draw_badge, draw_key, draw_places, works_of
from twin.plots.ledger_rows import (
    LEAST_HEAD,
    NONE,
    QUANTITY,
    ROWS,
    Group,
    Row,
    called,
    change_of,
    ledger_finding,
    places_of,
    strongest,
    tallied,
)
from twin.plots.maps import Frame
from twin.plots.page import Box, Page
from twin.plots.places import place_of
from twin.plots.street_page import CONTENT, GUTTER, MARGIN, spaced
from twin.words import Language, Words, number

CITED = (*READ, "car_time", "bike_share", "low_stress")  # metrics whose models the accounts rest on
FLAT = 0.45  # height over width of a town below which its map takes the whole width
TALLEST, LEAST, NARROWEST, WIDEST = 10.8, 7.0, 4.5, 11.2  # in, of the map beside the lists
HEAD, BAR, CHANGE = 0.42, 0.36, 1.35  # in: heights of a panel's title and of a bar; width of a change
STRONGEST = Words("the strongest changes, at most two by the same quantity", "les changements les plus forts, au plus deux par grandeur")
ZONE = Words("neighbourhood", "quartier")
NOTICE = Words("Who notices a change", "Qui remarque un changement")
SHARES = Words("bars: share of their kind", "barres : part de leur catégorie")
OMITS = Words(
    "passers-by, the custom of shops, upkeep. On the map a wider street changes more, a larger neighbourhood has more residents.",
    "gens de passage, clientèle des commerces, entretien. Sur la carte, une rue large change plus, un grand quartier a plus d'habitants.",
)


def draw_ledger(ledger: Ledger, lang: Language = "en") -> Figure:
    """Losers and winners of a plan on one map, the strongest by name with before and after, and how many there are of each kind."""
    with style.drawing():
        losers = strongest(ledger, True, 1)
        sides = {True: losers, False: strongest(ledger, False, 1 + len(losers))}
        bounds, changed = ledger.city.bounds, {e.account.kind for e in ledger.entries}
        keys = ["works"] * any(work.did for work in works_of(ledger)) + [kind for kind in KINDS if kind in changed]
        heights = [HEAD + sum(row.height for row in rows) + 0.55 for rows in sides.values()]
        boxes = _layout((bounds[3] - bounds[1]) / (bounds[2] - bounds[0]), heights, len(keys))
        page, top = sheet.opened(_texts(ledger, lang), max(box[3] for box in boxes), lang)
        drawn, legend, *lists, counts = ((left, a + top, right, b + top) for left, a, right, b in boxes)
        draw_places(page, Frame.within(bounds, drawn), ledger, [*sides[True], *sides[False]], lang)
        draw_key(page, legend, keys, lang)
        for box, (loses, rows) in zip(lists, sides.items(), strict=True):
            _list(page, box, rows, loses, len(places_of(ledger, loses)) - len(rows), lang)
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
    city, works = ledger.city, works_of(ledger)
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
        draw_badge(page, box[0] + 0.24, y + row.height / 2, row)
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
