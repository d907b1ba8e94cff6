"""A page to print: one HTML file that needs nothing but itself, black on white, on A4 or A3."""

from base64 import b64encode
from collections.abc import Sequence
from hashlib import sha256

from twin.report.markup import esc, tag

CSS = """
@page{size:SIZE;margin:12mm}
*{box-sizing:border-box}
body{font:11pt/1.4 system-ui,"Segoe UI",Arial,sans-serif;color:#000;background:#fff;max-width:WIDTHmm;margin:0 auto;padding:4mm}
h1{font-size:19pt;line-height:1.2;margin:0 0 2mm}
h2{font-size:13pt;margin:5mm 0 1.5mm;border-bottom:1pt solid #000}
h3{font-size:11pt;margin:3mm 0 1mm}
p,ul,ol{margin:0 0 1.5mm}
ul,ol{padding-left:6mm}
.small{font-size:9pt}
.mono,code,pre{font-family:ui-monospace,Consolas,monospace;font-size:9pt}
pre{white-space:pre-wrap;overflow-wrap:anywhere;margin:0 0 2mm}
code{overflow-wrap:anywhere}
table{border-collapse:collapse;width:100%;margin:0 0 2mm}
th,td{border:.6pt solid #000;padding:1mm 1.5mm;text-align:left;vertical-align:top}
th{background:#eee}
td.n{text-align:right;white-space:nowrap}
td.fix,td.fix code{white-space:nowrap;overflow-wrap:normal}
.line{border-bottom:.8pt solid #000;height:8mm}
.blank{display:inline-block;min-width:22mm;border-bottom:.8pt solid #000}
.cards{display:grid;grid-template-columns:1fr 1fr;gap:4mm}
.card{border:1.4pt solid #000;border-radius:3mm;padding:3mm;break-inside:avoid;min-height:44mm}
.card .letter{float:right;font-size:30pt;font-weight:700;line-height:1}
.card h3{margin-top:0;font-size:13pt}
section,tr,.card{break-inside:avoid}
svg{display:block;max-width:100%;height:auto}
@media print{body{padding:0;max-width:none;font-size:10pt}
h2,h3,h2+p,p:has(+.line){break-after:avoid}
th,td{padding:.5mm 1.5mm}
.card{min-height:38mm}
a{color:#000}}
"""
WIDTHS = {"A4": 186, "A3": 273, "A3 landscape": 396}


def sheet(title: str, body: str, lang: str, size: str = "A4") -> str:
    """The page around a body that is already escaped."""
    css = CSS.replace("SIZE", size).replace("WIDTH", str(WIDTHS[size]))
    mark = b64encode(sha256(css.encode("utf-8")).digest()).decode("ascii")
    policy = f"default-src 'none'; img-src data:; style-src 'sha256-{mark}'; base-uri 'none'; form-action 'none'"
    head = (
        '<meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">'
        f'<meta http-equiv="Content-Security-Policy" content="{esc(policy)}">{tag("title", esc(title))}<style>{css}</style>'
    )
    return f'<!DOCTYPE html>\n<html lang="{lang}"><head>{head}</head>\n<body>{tag("h1", esc(title))}{body}</body></html>\n'


def grid(head: tuple[str, ...], rows: Sequence[tuple[str, ...]], right: Sequence[int] = ()) -> str:
    """A table of plain texts; the columns of `right` hold numbers."""
    top = tag("tr", "".join(tag("th", esc(text), {"scope": "col"}) for text in head))
    kinds = [{"class": "n"} if i in right else {} for i in range(len(head))]
    body = "".join(tag("tr", "".join(tag("td", esc(text), kind) for text, kind in zip(row, kinds, strict=True))) for row in rows)
    return tag("table", tag("thead", top) + tag("tbody", body))
