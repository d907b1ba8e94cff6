"""The report put together: one HTML file that needs nothing but itself."""

from base64 import b64encode
from collections.abc import Sequence
from functools import cache
from hashlib import sha256
from importlib.resources import files
from pathlib import Path

from twin.comparison import Comparison
from twin.comparison_text import alerts, asides
from twin.errors import TwinError
from twin.plots import style
from twin.plots.finding import headline
from twin.plots.words import WHERE
from twin.report import about, figures, losers, overview, receipts, streets, table, works
from twin.report.markup import details, esc, one_line, paragraphs, tag
from twin.report.pictures import Picture, before_picture
from twin.report.tiles import tiles
from twin.report.words import say
from twin.rows import LEGEND, LEGEND_UNRESOLVED
from twin.words import checked
from twin.writing import write_text

ENDINGS = (".html", ".htm")
COLOURS = {
    "ink": style.INK, "muted": style.MUTED, "rule": style.RULE, "paper": style.PAPER, "brand": style.BRAND, "better": style.BETTER,
    "worse": style.WORSE, "bike": style.BIKE,
}  # fmt: skip
Section = tuple[str, str, str]  # anchor, title, content


def write_report(comparison: Comparison, path: str | Path, lang: str = "en", date: str = "") -> Path:
    """Write the page to `path`, whole or not at all; a path that cannot be used is told before any work is done."""
    target = _checked_path(path)
    return write_text(target, report_page(comparison, lang, date))


def report_page(comparison: Comparison, lang: str = "en", date: str = "") -> str:
    """The page as text."""
    lang = checked(lang)
    several = len(comparison.plans) > 1
    before, parts = before_picture(comparison, lang), list[Section]()
    if several:
        parts.append(("side-by-side", say("side_by_side", lang), overview.side_by_side(comparison, lang) + _marks(comparison, lang)))
        parts += _how_sure(comparison, lang)
    for i, plan in enumerate(comparison.plans):
        name = say("plan", lang).format(name=one_line(plan.title(lang)))
        parts.append((f"plan-{i + 1}", name, _plan(comparison, i, before, several, lang)))
    parts += _shared(comparison, lang)
    if several:
        title = say("several", lang).format(city=one_line(comparison.city.name), count=len(comparison.plans))
    else:
        title = headline(comparison, 0, lang)
    return _document(comparison, title, parts, date, lang)


def _plan(comparison: Comparison, index: int, before: Picture, several: bool, lang: str) -> str:
    """Everything of one plan; the headline goes on top of the page when it is alone."""
    said = tag("p", esc(headline(comparison, index, lang)), {"class": "headline"}) if several else ""
    warned = alerts(comparison.after[index], lang)
    notice = tag("div", tag("strong", esc(say("beware", lang))) + paragraphs(warned), {"class": "alert", "role": "note"}) if warned else ""
    return said + notice + tiles(comparison, index, lang) + "".join(
        tag("section", tag("h3", esc(title)) + content, {"id": f"plan-{index + 1}-{anchor}"})
        for anchor, title, content in _plan_sections(comparison, index, before, lang)
    )  # fmt: skip


def _plan_sections(comparison: Comparison, index: int, before: Picture, lang: str) -> list[Section]:
    found = [("swipe", say("swipe", lang), figures.swipe(comparison, index, before, lang))]
    beside = asides([row.metric for row in comparison.rows(index) if row.verdict != "same"], lang)
    numbers = _filter(lang) + table.numbers_table(comparison, index, lang) + _marks(comparison, lang) + paragraphs([beside], "note")
    found.append(("numbers", say("numbers", lang), numbers + table.still_sentence(comparison, index, lang)))
    if len(comparison.plans) == 1:
        found += _how_sure(comparison, lang)
    found.append(("change", say("change", lang), figures.change_section(comparison, index, lang)))
    if streets.changed(comparison, index):
        found.append(("streets", say("streets", lang), streets.streets_section(comparison, index, lang)))
    found.append(("ledger", say("ledger", lang), losers.ledger_section(comparison, index, lang)))
    found.append(("works", say("done", lang), works.works_section(comparison, index, lang)))
    found.append(("receipts", say("receipts", lang), receipts.moved_receipts(comparison, index, lang)))
    found.append(("file", say("geojson", lang), about.plan_file(comparison, index, lang)))
    return found


def _how_sure(comparison: Comparison, lang: str) -> list[Section]:
    """Every difference with its whisker, when there are draws."""
    if comparison.ensemble is None:
        return []
    return [("how-sure", say("how_sure", lang), figures.whiskers(comparison, lang))]


def _shared(comparison: Comparison, lang: str) -> list[Section]:
    folded = details(
        esc(say("receipts_all", lang).format(count=len(comparison.before))), receipts.receipts_before(comparison, lang), {"class": "fold"}
    )
    return [
        ("assumptions", say("assumptions", lang), about.assumptions_section(comparison, lang)),
        ("before", say("receipts_before", lang), folded),
        ("town", say("town", lang), about.town_section(comparison, lang)),
        ("sources", say("sources", lang), about.sources_section(comparison)),
    ]


def _filter(lang: str) -> str:
    """A box that hides what stands still, for those who have scripts."""
    box = '<input type="checkbox" class="only-moved"> '
    return tag(
        "p", tag("label", box + esc(say("only_moved", lang))) + " " + tag("span", esc(say("sortable", lang))), {"class": "live-only note"}
    )


def _marks(comparison: Comparison, lang: str) -> str:
    unresolved = any(row.unresolved for i in range(len(comparison.plans)) for row in comparison.rows(i))
    return paragraphs([LEGEND.to(lang) + (LEGEND_UNRESOLVED.to(lang) if unresolved else "")], "note")


def _document(comparison: Comparison, title: str, parts: Sequence[Section], date: str, lang: str) -> str:
    css, script = _css(), _shipped("report.js")
    policy = f"default-src 'none'; img-src data:; style-src {_hash(css)}; script-src {_hash(script)}; base-uri 'none'; form-action 'none'"
    head = (
        '<meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">'
        f'<meta http-equiv="Content-Security-Policy" content="{esc(policy)}">'
        f"{tag('title', esc(f'{title} · twin'))}<style>{css}</style>"
    )
    links = "".join(tag("li", tag("a", esc(name), {"href": f"#{anchor}"})) for anchor, name, _ in parts)
    menu = tag("nav", tag("ul", links), {"aria-label": say("contents", lang)})
    skip = tag("a", esc(say("skip", lang)), {"href": "#plan-1-numbers", "class": "skip"})
    lead = WHERE.to(lang).format(name=one_line(comparison.city.name), year=comparison.city.year).rstrip(" :\u00a0")
    top = tag("p", esc(f"{lead} · {say('kicker', lang)}"), {"class": "kicker"}) + tag("h1", esc(title))
    main = "".join(tag("section", tag("h2", esc(name)) + content, {"id": anchor}) for anchor, name, content in parts)
    body = f"{skip}{tag('header', top)}{menu}{tag('main', main)}{tag('footer', about.signature(comparison, date, lang))}"
    return f'<!DOCTYPE html>\n<html lang="{lang}"><head>{head}</head>\n<body>{body}<script>{script}</script></body></html>\n'


def _hash(text: str) -> str:
    return f"'sha256-{b64encode(sha256(text.encode('utf-8')).digest()).decode('ascii')}'"


def _css() -> str:
    colours = "".join(f"--{name}:{value};" for name, value in COLOURS.items())
    return f":root{{{colours}}}\n{_shipped('report.css')}"


@cache
def _shipped(name: str) -> str:
    return files("twin.report").joinpath(name).read_text(encoding="utf-8")


def _checked_path(path: str | Path) -> Path:
    """A path at which an HTML file can be written, or a TwinError that says why not."""
    if not isinstance(path, str | Path) or not str(path) or "\0" in str(path):
        raise TwinError(f"a report is written to a file such as report.html, not {path!r}")
    target = Path(path)
    if target.suffix.lower() not in ENDINGS:
        raise TwinError(f"cannot write the report {target}: the name must end with {' or '.join(ENDINGS)}")
    if target.is_dir():
        raise TwinError(f"cannot write the report {target}: that is a folder")
    if not target.parent.is_dir():
        raise TwinError(f"cannot write the report {target}: the folder {target.parent} does not exist")
    return target
