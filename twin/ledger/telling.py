"""The ledger as text."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from twin.ledger.accounts import ACCOUNTS, KINDS
from twin.words import Language, Words, number, unit_name

if TYPE_CHECKING:
    from twin.ledger.book import Entry, Ledger

TITLE = Words("Ledger of {plan}, {city}: who loses, who wins", "Bilan par lieu de {plan}, {city} : qui perd, qui gagne")
LOSE, WIN = Words("lose", "perdent"), Words("win", "gagnent")
NOBODY = Words("nobody notices a change", "personne ne remarque de changement")
MORE = Words("… and {count} more", "… et {count} de plus")
LIVING = Words("{people} residents", "{people} habitants")
RULE = Words(
    "Left out are changes that nobody would notice, below: {list}. Ranked by how many times that they are.",
    "Sans les changements que personne ne remarquerait, moins de : {list}. Classés par multiples de ce seuil.",
)
SUBJECT = {True: ("◆", LOSE), False: ("●", WIN)}


def told(ledger: "Ledger", lang: Language, most: int) -> str:
    """All kinds, losers first."""
    lines = [TITLE.to(lang).format(plan=ledger.plan.to(lang), city=ledger.city.name)]
    for kind, label in KINDS.items():
        found = [e for e in ledger.entries if e.account.kind == kind]
        lines += ["", f"{label.to(lang)} ({number(ledger.counted.get(kind, 0), 0, lang)})"]
        if not found:
            lines.append(f"  = {NOBODY.to(lang)}")
        for loses in (True, False):
            lines += _side([e for e in found if e.loses == loses], loses, lang, most)
    small = (" ; " if lang == "fr" else "; ").join(f"{a.label.to(lang)} {limit(a.matters, a.unit, lang)}" for a in ACCOUNTS)
    return "\n".join([*lines, "", RULE.to(lang).format(list=small)])


def _side(found: Sequence["Entry"], loses: bool, lang: Language, most: int) -> list[str]:
    mark, word = SUBJECT[loses]
    groups = grouped(found)
    shown = [f"  {mark} {word.to(lang)}  {line(group, lang)}" for group in groups[:most]]
    return [*shown, *([f"    {MORE.to(lang).format(count=len(groups) - most)}"] if len(groups) > most else [])]


def grouped(found: Sequence["Entry"]) -> list[tuple["Entry", ...]]:
    """Entries as they are told: homes of one name that share an account together, in the order of the first of each."""
    groups: dict[tuple[str, str, int], list[Entry]] = {}
    for i, entry in enumerate(found):
        alone = 0 if entry.account.kind == "building" else i + 1
        groups.setdefault((str(entry.name), entry.account.key, alone), []).append(entry)
    return [tuple(group) for group in groups.values()]


def line(group: Sequence["Entry"], lang: Language) -> str:
    """ "Rue Thiers: cars in the peak hour 187 → 310 veh/h (+123)"; of several homes the range of the change."""
    first, colon = group[0], " : " if lang == "fr" else ": "
    account, people = first.account, sum(e.residents for e in group)
    unit = unit_name(account.unit, lang)
    who = first.name.to(lang) if len(group) == 1 else f"{number(len(group), 0, lang)} × {first.name.to(lang)}"
    who += f", {LIVING.to(lang).format(people=number(people, 0, lang))}" if people >= 0.5 else ""
    ends = sorted((e.change for e in group), key=abs)
    change = list(dict.fromkeys(number(value, account.digits, lang, sign=True) for value in (ends[0], ends[-1])))
    if len(group) > 1:
        return f"{who}{colon}{account.label.to(lang)} {' … '.join(change)} {unit}"
    before, after = (number(v, account.digits, lang) for v in (first.before, first.after))
    return f"{who}{colon}{account.label.to(lang)} {before} → {after} {unit} ({change[0]})"


def limit(value: float, unit: str, lang: str) -> str:
    digits = 0 if value == int(value) else 2 if value < 0.1 else 1
    return f"{number(value, digits, lang)} {unit_name(unit, lang)}"
