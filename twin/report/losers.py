"""The ledger in the report: for each kind of place who loses and who wins, the strongest changes first."""

from collections.abc import Sequence

from twin.comparison import Comparison
from twin.ledger.accounts import ACCOUNTS, KINDS
from twin.ledger.book import Entry
from twin.ledger.telling import NOBODY, RULE, grouped, limit, line
from twin.report.markup import bullets, details, esc, tag
from twin.report.table import mark_of
from twin.report.words import say
from twin.words import checked, number

MOST = 5  # lines before the rest is folded away
MARKS = {True: ("◆", "worse", "losers"), False: ("●", "better", "winners")}


def ledger_section(comparison: Comparison, index: int, lang: str) -> str:
    """Losers on the left and winners on the right, kind by kind."""
    ledger, parts = comparison.ledger(index), list[str]()
    for kind, label in KINDS.items():
        counted = say("looked_at", lang).format(count=number(ledger.counted.get(kind, 0), 0, lang))
        parts.append(tag("h4", f"{esc(label.to(lang))} {tag('small', esc(counted))}"))
        found = [e for e in ledger.entries if e.account.kind == kind]
        if not found:
            parts.append(tag("p", esc(f"= {NOBODY.to(lang)}"), {"class": "note"}))
            continue
        sides = "".join(_side([e for e in found if e.loses == loses], loses, lang) for loses in (True, False))
        parts.append(tag("div", sides, {"class": "sides"}))
    small = (" ; " if lang == "fr" else "; ").join(f"{a.label.to(lang)} {limit(a.matters, a.unit, lang)}" for a in ACCOUNTS)
    return "".join(parts) + tag("p", esc(RULE.to(lang).format(list=small)), {"class": "note"})


def _side(found: Sequence[Entry], loses: bool, lang: str) -> str:
    mark, kind, title = MARKS[loses]
    lines = [esc(line(group, checked(lang))) for group in grouped(found)]
    head = tag("h5", f"{mark_of(mark, kind)} {esc(say(title, lang))}")
    if not lines:
        return tag("div", head + tag("p", esc(say("nobody", lang)), {"class": "note"}))
    rest = lines[MOST:]
    more = details(esc("… " + say("further", lang).format(count=number(len(rest), 0, lang))), bullets(rest)) if rest else ""
    return tag("div", head + bullets(lines[:MOST]) + more)
