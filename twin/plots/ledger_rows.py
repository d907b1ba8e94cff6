"""What is told of a ledger: the places with the strongest changes, how they are called, and the finding in one sentence."""

from dataclasses import dataclass

import shapely

from twin.ledger.accounts import KINDS
from twin.ledger.book import Entry, Ledger
from twin.ledger.telling import LOSE, NOBODY, WIN, grouped
from twin.plots import style
from twin.plots import words as w
from twin.plots.street_page import spaced
from twin.words import Words, number

Group = tuple[Entry, ...]
SHOWN, ALIKE, QUANTITIES = 5, 2, 2  # places told on each side; of these by the same quantity first; quantities told of a place
LAID = ("canopy", "sealed")  # what was laid or planted is no finding: the headline names it only when nothing else moves
NAME, QUANTITY, PAD = 0.3, 0.27, 0.14  # in, heights
LEAST_HEAD, LONGEST = 23.0, 8.5  # pt, of the headline; in, of a name in a long one
NONE = {True: Words("nobody loses", "personne n'y perd"), False: Words("nobody wins", "personne n'y gagne")}
VERB = {True: (Words("loses", "perd"), LOSE), False: (Words("wins", "gagne"), WIN)}  # of one, of several
MOST = Words("{who} {verb} most ({what})", "{who} {verb} le plus ({what})")
UP_TO = Words("up to {much}", "jusqu'à {much}")
HOMES, HOMES_BY = Words("{count} homes", "{count} logements"), Words("{count} homes by {street}", "{count} logements côté {street}")
AROUND = Words("the neighbourhood of {name}", "le quartier {name}")
ROWS = {**KINDS, "residents": Words("Residents of the homes", "Habitants des logements")}


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
    for at, groups in enumerate(places_of(ledger, loses)):
        key = groups[0][0].account.key
        led[key] = led.get(key, 0) + 1
        ranked.append((led[key] > ALIKE, at, groups))
    chosen = sorted(sorted(ranked, key=lambda r: r[:2])[:SHOWN], key=lambda r: r[1])
    return [Row(start + i, tuple(groups[:QUANTITIES])) for i, (_, _, groups) in enumerate(chosen)]


def side_of(ledger: Ledger, loses: bool, kind: str | None = None) -> Group:
    return ledger.losers(kind) if loses else ledger.winners(kind)


def places_of(ledger: Ledger, loses: bool) -> list[list[Group]]:
    """One side's groups of entries, those of the same place together; homes of a street are one for each quantity."""
    found: dict[tuple[str, ...], list[Group]] = {}
    for group in grouped(side_of(ledger, loses)):
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
        groups = grouped(side_of(ledger, loses))
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


def tallied(ledger: Ledger, row: str, loses: bool) -> float:
    """How many places of a kind lose or win by any quantity; of "residents", how many people live in such homes."""
    entries = side_of(ledger, loses, "building" if row == "residents" else row)
    places = {(str(e.name), shapely.to_wkb(e.shape)): e.residents for e in entries}
    return sum(places.values()) if row == "residents" else float(len(places))
