"""The page of a verification as one self-contained HTML file: to read on a screen, or to print on A4."""

from html import escape
from typing import TYPE_CHECKING

from twin.sources import SOURCES
from twin.verification.check import KINDS
from twin.verification.registry import ELSEWHERE
from twin.verification.text import COLUMNS, EXPLAINED, HEADS, NOT_HERE, RIGHT, TITLE, by_domain, cells, footing, summary
from twin.words import Words, checked

if TYPE_CHECKING:
    from twin.verification.running import Result, Verification

BIBLIOGRAPHY = Words("Sources", "Sources")
STYLE = """
@page { size: A4 landscape; margin: 11mm; }
* { box-sizing: border-box; }
body { font: 15px/1.45 system-ui, sans-serif; color: #1D2A33; background: #FBFAF6; max-width: 1280px; margin: 0 auto; padding: 24px; }
h1 { font-size: 1.6em; margin: 0 0 .2em; }
h2 { font-size: 1.15em; margin: 1.6em 0 .3em; }
p.verdict { font-size: 1.15em; font-weight: 700; border-left: 5px solid #12343B; padding-left: .6em; }
.table { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; font-size: .86em; font-variant-numeric: tabular-nums; }
th, td { text-align: left; vertical-align: top; padding: .3em .5em; border-bottom: 1px solid #D8D3C7; }
thead th { border-bottom: 2px solid #12343B; }
tbody th { font-weight: 400; }
.right { text-align: right; white-space: nowrap; }
td.result { font-weight: 700; white-space: nowrap; }
tr.fails td, tr.fails th { border-top: 2px solid #1D2A33; border-bottom: 2px solid #1D2A33; font-weight: 700; }
small { color: #5A646C; display: block; }
ul { padding-left: 1.2em; }
li { margin: .15em 0; overflow-wrap: anywhere; }
@media print {
  body { background: none; font-size: 8.5pt; max-width: none; padding: 0; }
  .table { overflow: visible; }
  thead { display: table-header-group; }
  tr, li, p.verdict { break-inside: avoid; }
  h2 { break-after: avoid; }
}
"""


def page_of(verification: "Verification", lang: str) -> str:
    """The whole file."""
    lang = checked(lang)
    title = escape(TITLE.to(lang))
    parts = [
        f'<!DOCTYPE html>\n<html lang="{lang}">\n<head>\n<meta charset="utf-8">',
        f'<meta name="viewport" content="width=device-width, initial-scale=1">\n<title>{title}</title>',
        f"<style>{STYLE}</style>\n</head>\n<body>",
        f'<h1>{title}</h1>\n<p class="verdict">{escape(summary(verification, lang))}</p>',
        f"<p>{escape(EXPLAINED.to(lang))}<br>{escape(footing(verification))}</p>",
    ]
    for name, results in by_domain(verification.results, lang):
        parts += [f"<h2>{escape(name)}</h2>", _table(results, lang)]
    parts += [f"<h2>{escape(NOT_HERE.to(lang))}</h2>", _list([said.to(lang) for said in ELSEWHERE])]
    used = sorted({result.check.source for result in verification.results})
    parts += [f"<h2>{escape(BIBLIOGRAPHY.to(lang))}</h2>", _list([f"{key}: {SOURCES[key]}" for key in used])]
    return "\n".join([*parts, "</body>\n</html>\n"])


def _table(results: list["Result"], lang: str) -> str:
    heads = "".join(f'<th scope="col"{_class(column)}>{escape(HEADS[column].to(lang))}</th>' for column in COLUMNS)
    body = "\n".join(_row(result, lang) for result in results)
    return f'<div class="table"><table>\n<thead><tr>{heads}</tr></thead>\n<tbody>\n{body}\n</tbody>\n</table></div>'


def _row(result: "Result", lang: str) -> str:
    check = result.check
    below = {  # in small letters under the cell
        "metric": check.model if check.metric else "",
        "what": result.fault,
        "tolerance": check.within.why.to(lang),
        "source": f"{check.page} ({KINDS[check.kind].to(lang)})",
    }
    made = []
    for column, cell in zip(COLUMNS, cells(result, lang), strict=True):
        small = f"<small>{escape(below[column])}</small>" if below.get(column) else ""
        tag, scope = ("th", ' scope="row"') if column == "what" else ("td", "")
        made.append(f"<{tag}{scope}{_class(column)}>{escape(cell)}{small}</{tag}>")
    opening = "<tr>" if result.passed else '<tr class="fails">'
    return f"{opening}{''.join(made)}</tr>"


def _class(column: str) -> str:
    return ' class="right"' if column in RIGHT else ' class="result"' if column == "result" else ""


def _list(lines: list[str]) -> str:
    return "<ul>\n" + "\n".join(f"<li>{escape(line)}</li>" for line in lines) + "\n</ul>"
